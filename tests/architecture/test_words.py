"""One word for each quantity: what the glossary rules out does not name anything in `simulator/`."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GLOSSARY = ROOT / "docs" / "glossary.md"

# Words that also have an everyday meaning in programs or offices. Each is ruled out for a quantity of the model only,
# which no test can tell apart from the everyday use.
EVERYDAY = {
    "agent": "the person who applies for others (calo), one of the channels",
    "backlog": "cases carried overnight",
    "data": "plain data, as read from a file",
    "delay": "time before a retry or of an external agency",
    "demand": "the planned curve of arrivals",
    "desk": "the planner's desk, on which a study lies",
    "entity": "a company, as against a person",
    "error": "an exception",
    "history": "steps of a study that can be taken back",
    "input": "a number of a scenario with its source; an entry field",
    "job": "work that goes on behind a page",
    "load": "the verb",
    "loop": "the event loop of a server",
    "node": "a node of a parsed file",
    "policy": "the Content-Security-Policy of a web page",
    "resource": "what a page is made with, in the words of Voila",
    "trace": "a traceback",
    "type": "the Python type",
    "wait": "the verb, and short for waiting time in closed forms: mmc_mean_wait",
}


def ruled_out(glossary: str) -> set[str]:
    """Words and phrases of the glossary's last column, with `_` for spaces."""
    rows = re.findall(r"^\|.*\|\s*([^|]*?)\s*\|$", glossary.split("## Official")[0], flags=re.MULTILINE)
    cells = [re.sub(r"\(.*?\)", "", row) for row in rows if row not in ("Not", "---")]
    return {word.strip().replace(" ", "_").replace("-", "_").lower() for cell in cells for word in cell.split(",")} - {
        ""
    }


def snake(name: str) -> str:
    """A name in lower case with `_` between its words: CaseClass -> case_class."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def names(source: str) -> Iterator[str]:
    """Names that a module gives: of classes, functions, arguments, variables and fields; and columns in its strings."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield name
            case ast.Constant(value=str(text)) if re.fullmatch(r"[a-z]+(_[a-z0-9]+)+", text):
                yield text


def wrong_words(source: str, words: set[str]) -> list[str]:
    """Names in a module that contain a word in the list, in the singular or plural."""
    pattern = re.compile(rf"(?:^|_)({'|'.join(sorted(words, key=len, reverse=True))})s?(?:_|$)")
    return sorted({name for name in names(source) if pattern.search(snake(name))})


@pytest.fixture(scope="module")
def words() -> set[str]:
    """The words to look for."""
    found = ruled_out(GLOSSARY.read_text(encoding="utf-8"))
    assert len(found) >= 43
    assert found >= EVERYDAY.keys(), "an everyday word that the glossary does not rule out"
    return found - EVERYDAY.keys()


def test_simulator_uses_the_words_of_the_glossary(words: set[str]):
    files = sorted((ROOT / "simulator").rglob("*.py"))
    assert len(files) >= 110
    wrong = {file.relative_to(ROOT).as_posix(): wrong_words(file.read_text(encoding="utf-8"), words) for file in files}
    assert {file: found for file, found in wrong.items() if found} == {}


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("def add_customer(): ...", "add_customer"),
        ("class PatientQueue: ...", "PatientQueue"),
        ("def serve(officers): ...", "officers"),
        ("cycle_time = 3", "cycle_time"),
        ("self.occupancy = 0.8", "occupancy"),
        ("table['mean_burn_in']", "mean_burn_in"),
        ("for iteration in runs: ...", "iteration"),
    ],
)
def test_a_wrong_word_is_found_wherever_a_name_is_given(words: set[str], source: str, name: str):
    assert wrong_words(source, words) == [name]


def test_words_inside_other_words_and_in_prose_are_left_alone(words: set[str]):
    source = "patience = 'customer'\ndef describe(dtype): 'The patient customer.'\nimpatient = nondesk = 1"
    assert wrong_words(source, words) == []
