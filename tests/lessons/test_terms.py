"""The words a learner can look up: complete in both languages, short, and the glossary's."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from simulator.locale import LANGUAGES
from simulator.locale.notebooks import LESSONS, read_notebook
from simulator.teaching import voila

TEMPLATES = Path(voila.__path__[0]) / "templates" / "simptsp"
GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.md"
LONGEST = 240
NOTEBOOKS = sorted(path for lang in LANGUAGES for path in (LESSONS / lang).glob("*.ipynb"))


@pytest.fixture(scope="module")
def terms() -> dict[str, dict[str, list[str]]]:
    template = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True).get_template("terms.html.j2")
    return template.module.terms


def linked(path: Path) -> set[str]:
    """Keys to which the prose of a notebook links."""
    source = " ".join(cell.source for cell in read_notebook(path).cells if cell.cell_type == "markdown")
    return set(re.findall(r"\(#istilah-([^)]*)\)", source))


def glossary_words() -> dict[str, set[str]]:
    """Key -> its Indonesian words, of the rows of the glossary that name one thing."""
    rows = [line.split("|")[1:3] for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    words = {re.sub(r"[ -]", "_", say.strip()): {one.strip() for one in ours.split(",")} for say, ours in rows}
    assert len(words) >= 80
    return words


def test_both_languages_have_the_same_words(terms):
    assert set(terms) == set(LANGUAGES)
    assert list(terms["id"]) == list(terms["en"])
    assert len(terms["id"]) >= 87


def test_definitions_are_short_sentences(terms):
    for of_language in terms.values():
        for key, (word, meaning) in of_language.items():
            assert word.strip(), key
            assert 15 <= len(meaning) <= LONGEST, key
            assert meaning.endswith("."), key
            assert "<" not in word + meaning, key


def test_no_two_words_mean_the_same(terms):
    for of_language in terms.values():
        for column in zip(*of_language.values(), strict=True):
            assert len(set(column)) == len(column)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_word_linked_in_a_lesson_is_defined(path, terms):
    assert linked(path) <= set(terms[path.parent.name])


def test_lessons_do_link_to_words():
    assert len(NOTEBOOKS) >= 6
    assert sum(bool(linked(path)) for path in NOTEBOOKS) >= len(NOTEBOOKS) - 2  # lesson 01 may have none


def test_words_are_those_of_the_glossary(terms):
    words = glossary_words()
    common = set(words) & set(terms["id"])
    assert len(common) >= 16
    assert {key: terms["id"][key][0] for key in common if terms["id"][key][0] not in words[key]} == {}
