"""Each invalid file has one fault; the error has exactly the code and path of its first line, and the line of the fault.

The first line says what to expect, as `# expect: SCN014 stations[0].servers`; the faulty line ends in `# fault`.
"""

import re
from pathlib import Path

import pytest

from simulator.scenario import CODES, Problem, ScenarioError, load_scenario

FILES = sorted(Path(__file__).with_name("invalid").glob("*.yaml"))
WITHOUT_FILE = {
    "SCN001": "a file that cannot be read is no file; see test_scenario_broken_files.py",
    "SCN003": "a file that is not text does not belong among texts; see test_scenario_broken_files.py",
}
FOREIGN = re.compile(
    r"Input should|should be a valid|unable to|valid (string|integer|number|list|dictionary|boolean)|instance of|"
    r"pydantic|ruamel|\bNone\b|\bTrue\b|\bFalse\b|\bdict\b|\bstr\b|\bint\b|mapping values|block mapping|<block end>|"
    r"scalar|\btoken\b|Traceback|ordereddict|Error",
)
"""Words of the libraries underneath and of Python, which a planner need not know."""


def expected(file: Path) -> tuple[str, str, int | None]:
    lines = file.read_text(encoding="utf-8").splitlines()
    code, path = re.fullmatch(r"# expect: (SCN\d{3}) ?(.*)", lines[0]).groups()
    return code, path, next((number for number, line in enumerate(lines, 1) if line.endswith("# fault")), None)


def problems(file: Path) -> tuple[Problem, ...]:
    with pytest.raises(ScenarioError) as caught:
        load_scenario(file)
    return caught.value.problems


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_has_the_one_problem_that_it_announces(file: Path):
    assert [(found.code, found.path, found.line) for found in problems(file)] == [expected(file)]


def test_there_are_files_for_every_code():
    assert len(FILES) >= 90
    covered = {expected(file)[0] for file in FILES}
    assert covered.isdisjoint(WITHOUT_FILE)
    assert covered | WITHOUT_FILE.keys() == CODES.keys()


def test_nearly_every_file_marks_its_faulty_line():
    unmarked = [file.stem for file in FILES if expected(file)[2] is None]
    assert unmarked == ["alias-bomb", "file-of-comments-only"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_message_is_one_plain_sentence_with_a_remedy(file: Path):
    (problem,) = problems(file)
    assert not FOREIGN.search(problem.message), problem.message
    assert "\n" not in problem.message
    assert 20 <= len(problem.message) <= 260
    # what is wrong; what would be right
    assert re.search(r"; |must |give exactly", problem.message), problem.message


def test_foreign_words_would_be_found():
    assert FOREIGN.search("Input should be a valid integer, unable to parse string as an integer")
    assert FOREIGN.search("mapping values are not allowed here")
    assert not FOREIGN.search("'three' is not possible here; it must be a whole number")


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("number-in-words", "'lima' is not possible here; it must be a whole number"),
        ("number-in-quotes", "'5' is not possible here; it must be a whole number, written 5 without quotes"),
        ("number-with-decimal-comma", "'7,5' is not possible here; it must be a number, written 7.5 without quotes"),
        ("truth-is-yes", "'yes' is not possible here; it must be true or false"),
        ("servers-negative", "-2 is not possible here; it must be at least 0"),
        ("field-unknown", "there is no field of this name here; did you mean 'discipline'?"),
        (
            "field-of-another-distribution",
            "there is no field of this name here; possible are: distribution, mean_min, source",
        ),
        ("station-undefined", "there is no station named 'portl'; did you mean 'portal'?"),
        ("shares-below-one", "the shares add up to 0.999; they must add up to 1"),
        ("tab-indents", "there is a tab here; indent with spaces"),
        (
            "clock-with-point",
            '8.0 is not possible here; it must be a time of day from 00:00 to 24:00, written as "08:00"',
        ),
        ("field-twice", "this stands twice in the same block (before on line 11); keep one"),
        ("source-not-listed", "'hitugan' is not listed under 'sources'; list it there, or write 'assumed'"),
        ("patch-of-nothing", "there is no item 'mejo' in this list; did you mean 'meja'?"),
    ],
)
def test_the_words_of_frequent_mistakes(file: str, message: str):
    (problem,) = problems(FILES[0].with_name(f"{file}.yaml"))
    assert problem.message == message


def test_a_problem_in_words():
    (problem,) = problems(FILES[0].with_name("servers-negative.yaml"))
    sentence = "SCN014 stations[0].roster[0].servers: -2 is not possible here; it must be at least 0, line 26"
    assert str(problem) == sentence
