"""Files that are no scenarios at all, and the odd spellings of numbers, words and times that people type."""

import pickle
from pathlib import Path

import pytest

from simulator.scenario import Problem, ScenarioError, load_scenario
from simulator.scenario.read import MAX_BYTES, MAX_ELEMENTS, parse_document

MINIMAL = Path(__file__).with_name("valid") / "minimal.yaml"
TEXT = MINIMAL.read_text(encoding="utf-8")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kantor.yaml"


def problems(file: Path) -> tuple[Problem, ...]:
    with pytest.raises(ScenarioError) as caught:
        load_scenario(file)
    assert caught.value.file == str(file)
    assert str(caught.value).startswith(f"{file}: SCN")
    return caught.value.problems


def only_problem(file: Path) -> Problem:
    (problem,) = problems(file)
    return problem


def changed(old: str, new: str) -> str:
    assert TEXT.count(old) == 1
    return TEXT.replace(old, new)


# Files that cannot be used


def test_a_missing_file(file: Path):
    assert str(only_problem(file)) == "SCN001: there is no such file; check its name and folder"


def test_a_folder(tmp_path: Path):
    assert str(only_problem(tmp_path)) == "SCN001: this is a folder; name a scenario file (.yaml)"


def test_a_name_that_no_file_can_have(file: Path):
    for name in ("a" * 5000 + ".yaml", "a\0b.yaml"):
        problem = only_problem(file.with_name(name))
        assert problem.code == "SCN001"
        assert "check that you may open it" in problem.message


def test_a_file_under_a_file(file: Path):
    file.write_text(TEXT, encoding="utf-8")
    assert only_problem(file / "kantor.yaml").code == "SCN001"


def test_a_file_that_may_not_be_opened(file: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    file.write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(Path, "open", refuse)
    expected = "SCN001: the file cannot be read (Permission denied); check that you may open it"
    assert str(only_problem(file)) == expected


@pytest.mark.parametrize("content", [b"", b"  \n\n", b"\xef\xbb\xbf", b"# only a comment\n", b"---\n", b"null\n", b"~"])
def test_an_empty_file(file: Path, content: bytes):
    file.write_bytes(content)
    assert str(only_problem(file)).startswith("SCN002: the file is empty; a scenario starts with the line 'simptsp: 1'")


@pytest.mark.parametrize(
    "content",
    [
        bytes(range(256)),
        b"PK\x03\x04\x14\x00",
        b"simptsp: 1\x00",
        TEXT.encode("utf-16"),
        "nama: Lokét".encode("latin-1"),
    ],
    ids=["bytes", "zip", "nul", "utf-16", "latin-1"],
)
def test_a_binary_file(file: Path, content: bytes):
    file.write_bytes(content)
    problem = only_problem(file)
    assert problem.code == "SCN003"
    assert "encoding UTF-8" in problem.message


def test_a_large_file_is_not_read_to_its_end(file: Path):
    with file.open("wb") as stream:
        stream.truncate(50_000_000)
    assert only_problem(file).code == "SCN004"
    file.write_bytes(b"#" * (MAX_BYTES + 1))
    assert only_problem(file).code == "SCN004"
    file.write_bytes(b"#" * MAX_BYTES)
    assert only_problem(file).code == "SCN002"


@pytest.mark.parametrize("content", ["- a\n- b\n", "kantor\n", "3\n", "[simptsp, 1]"])
def test_a_file_without_fields(file: Path, content: str):
    file.write_text(content, encoding="utf-8")
    problem = only_problem(file)
    assert (problem.code, problem.line) == ("SCN007", 1)


def test_an_alias_bomb_is_stopped_early(file: Path):
    levels = [f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]" for level in range(1, 30)]
    file.write_text("\n".join(["a0: &a0 [x, x, x]", *levels]), encoding="utf-8")
    problem = only_problem(file)
    assert problem.code == "SCN004"
    assert f"{MAX_ELEMENTS:,}" in problem.message


def test_entries_that_aliases_repeat_count_each_time():
    rows = f"a: &a [{', '.join('x' * 100)}]\nb: [{{}}]\n"
    assert len(parse_document(rows.format(", ".join(["*a"] * 900))).data["b"]) == 900
    with pytest.raises(ScenarioError, match="SCN004"):
        parse_document(rows.format(", ".join(["*a"] * 1000)))


def test_aliases_of_a_long_text_are_not_copied():
    document = parse_document(f"a: &a {'x' * 100_000}\nb: [{', '.join(['*a'] * 20_000)}]\n")
    assert len({id(text) for text in document.data["b"]}) == 1


@pytest.mark.parametrize("content", ["&a [*a]", "a: &a [*a]", "a: &a {b: *a}"])
def test_an_alias_of_itself(file: Path, content: str):
    file.write_text(content, encoding="utf-8")
    assert {problem.code for problem in problems(file)} <= {"SCN005", "SCN007"}


@pytest.mark.parametrize("depth", [60, 300, 3000])
def test_a_file_nested_deeply(file: Path, depth: int):
    for content in ("a: " + "[" * depth, "a: " + "[" * depth + "]" * depth, "{a: " * depth):
        file.write_text(content[:MAX_BYTES], encoding="utf-8")
        assert only_problem(file).code == "SCN005"


# Spellings


@pytest.mark.parametrize(
    "content",
    [
        TEXT.replace("\n", "\r\n"),
        "\ufeff" + TEXT,
        TEXT.rstrip("\n"),
        "---\n" + TEXT + "...\n",
        changed("servers: 1", "servers: &one 1"),
        changed("servers: 1", "jockeying: &not false\n    servers: 1"),
        changed("mean_min: 12", "mean_min: 1.2e1"),
        changed("source: assumed\ncase_classes", "source: 'assumed'\ncase_classes"),
    ],
    ids=["windows", "byte-order-mark", "no-last-newline", "markers", "anchor", "anchored-false", "exponent", "quotes"],
)
def test_the_same_scenario_spelt_in_another_way(file: Path, content: str):
    file.write_text(content, encoding="utf-8", newline="")
    assert load_scenario(file).hash == load_scenario(MINIMAL).hash


def test_a_time_of_day_needs_no_quotes(file: Path):
    offices = []
    for start, end in (("08:00", "16:00"), ('"08:00"', "'16:00'"), ("8:00", "16:00")):
        content = changed("servers: 1", f"roster: [{{from: {start}, to: {end}, servers: 1}}]")
        file.write_text(content, encoding="utf-8")
        offices.append(load_scenario(file).hash)
    assert len(set(offices)) == 1


WHOLE = "it must be a whole number"


@pytest.mark.parametrize(
    ("spelling", "code", "words"),
    [
        ("satu", "SCN012", f"'satu' is not possible here; {WHOLE}"),
        ('"1"', "SCN012", f"'1' is not possible here; {WHOLE}, written 1 without quotes"),
        ("1.5", "SCN012", f"1.5 is not possible here; {WHOLE}"),
        ("1.0", "SCN012", f"1.0 is not possible here; {WHOLE}, written 1"),
        ("true", "SCN012", f"true is not possible here; {WHOLE}"),
        ("yes", "SCN012", f"'yes' is not possible here; {WHOLE}"),
        ("[1]", "SCN012", f"a list is not possible here; {WHOLE}"),
        ("{a: 1}", "SCN012", f"a block of fields is not possible here; {WHOLE}"),
        (".inf", "SCN012", f"inf (too large, or not a number) is not possible here; {WHOLE}"),
        ("-1", "SCN014", "-1 is not possible here; it must be at least 0"),
        ("1001", "SCN014", "1001 is not possible here; it must be at most 1,000"),
        ("9" * 400, "SCN014", "so large a number is not possible here; it must be at most 1,000"),
        ("9" * 5000, "SCN005", "'99999999999999999999' cannot be read as a number"),
        ("!!int satu", "SCN005", "'satu' cannot be read as a number"),
        ("!!bool mungkin", "SCN005", "'mungkin' cannot be read as a number"),
        ("!!binary aGFp", "SCN005", "the tag '!!binary' is not possible in a scenario"),
        ("2026-01-05", "SCN012", f"'2026-01-05' is not possible here; {WHOLE}"),
        ("2026-13-45", "SCN012", f"'2026-13-45' is not possible here; {WHOLE}"),
    ],
)
def test_spellings_of_a_whole_number(file: Path, spelling: str, code: str, words: str):
    file.write_text(changed("servers: 1", f"servers: {spelling}"), encoding="utf-8")
    problem = only_problem(file)
    assert (problem.code, problem.path, problem.line) == (code, "stations[0].servers", 14)
    assert problem.message.startswith(words)


@pytest.mark.parametrize(
    ("spelling", "code", "words"),
    [
        ("dua belas", "SCN012", "'dua belas' is not possible here; it must be a number"),
        ('"6,5"', "SCN012", "'6,5' is not possible here; it must be a number, written 6.5 without quotes"),
        ("NaN", "SCN012", "'NaN' is not possible here; it must be a number"),
        ("Infinity", "SCN012", "'Infinity' is not possible here; it must be a number"),
        (".nan", "SCN014", "nan (too large, or not a number) is not possible here; it must be a finite number"),
        ("-.inf", "SCN014", "-inf (too large, or not a number) is not possible here; it must be a finite number"),
        ("1e999", "SCN014", "inf (too large, or not a number) is not possible here; it must be a finite number"),
        ("9" * 400, "SCN012", "so large a number is not possible here; it must be a smaller number"),
        ("0", "SCN014", "0 is not possible here; it must be greater than 0"),
        ("false", "SCN012", "false is not possible here; it must be a number"),
    ],
)
def test_spellings_of_a_number(file: Path, spelling: str, code: str, words: str):
    file.write_text(changed("mean_min: 12", f"mean_min: {spelling}"), encoding="utf-8")
    problem = only_problem(file)
    assert (problem.code, problem.path) == (code, "case_classes[0].routes.loket[0].service_time.mean_min")
    assert problem.message == words


@pytest.mark.parametrize("spelling", ["yes", "no", "Ya", "1", "on", '"true"'])
def test_spellings_of_true_and_false(file: Path, spelling: str):
    file.write_text(changed("servers: 1", f"servers: 1\n    jockeying: {spelling}"), encoding="utf-8")
    problem = only_problem(file)
    assert (problem.code, problem.path) == ("SCN012", "stations[0].jockeying")
    assert problem.message.endswith("is not possible here; it must be true or false")


@pytest.mark.parametrize("key", ["[a, b]", "{a: b}", "~", "1.5", "true"])
def test_a_field_name_that_is_no_name(file: Path, key: str):
    file.write_text(changed("    servers: 1\n", f"    servers: 1\n    ? {key}\n    : 1\n"), encoding="utf-8")
    problem = only_problem(file)
    assert (problem.code, problem.path, problem.line) == ("SCN005", "stations[0]", 15)


def test_a_field_name_with_a_line_break_is_shown_on_one_line(file: Path):
    file.write_text(TEXT + '"a\\nb": 1\n', encoding="utf-8")
    assert only_problem(file).path == r"'a\nb'"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: - b\n", "start each item of the list on its own line"),
        ("a: [,]\n", "a value is missing here"),
        ('a: "\\q"\n', "write '\\\\', or use single quotes"),
        ("a: &\n", "a text cannot start with '&'"),
        ("a: !<\n", "a text cannot start with '!'"),
        ("%YAML 9.1\n---\na: 1", "remove the line that starts with '%'"),
        ("a: |2 x\n b\n", "put a text with special signs in quotes"),
        ("a: \x07\n", "an invisible control character stands here"),
        ('a: "\\ud800"\n', "this text holds half a character"),
    ],
)
def test_further_faults_of_yaml(text: str, words: str):
    with pytest.raises(ScenarioError, match="SCN005") as caught:
        parse_document(text)
    (problem,) = caught.value.problems
    assert words in problem.message
    assert problem.line == 1


# Several problems at once


def test_mistakes_of_every_kind_are_told_at_once(file: Path):
    content = changed("servers: 1", "servers: -1").replace("{loket: 1}", "{loket: 0.9}").replace("mean_min: 12, ", "")
    file.write_text(content.replace("days: 1, source: assumed", "days: 1"), encoding="utf-8")
    assert [(problem.code, problem.path, problem.line) for problem in problems(file)] == [
        ("SCN030", "horizon.days", 6),
        ("SCN014", "stations[0].servers", 14),
        ("SCN024", "case_classes[0].channels.shares", 20),
        ("SCN011", "case_classes[0].routes.loket[0].service_time.mean_min", 24),
    ]


def test_a_fault_of_form_brings_no_consequences_with_it(file: Path):
    """A station of the wrong form is still a station that routes may name."""
    file.write_text(changed("servers: 1", "servers: satu"), encoding="utf-8")
    assert only_problem(file).code == "SCN012"
    file.write_text(changed("- name: meja", "- nama: meja"), encoding="utf-8")
    assert [problem.path for problem in problems(file)] == ["stations[0].name", "stations[0].nama"]


def test_an_error_survives_the_way_to_another_process():
    error = ScenarioError([Problem("SCN014", "stations[0].servers", "too few", 3)], "kantor.yaml")
    copy = pickle.loads(pickle.dumps(error))
    assert str(copy) == str(error) == "kantor.yaml: SCN014 stations[0].servers: too few, line 3"
    assert copy.problems == error.problems
