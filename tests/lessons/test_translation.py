"""Indonesian is the source; English is complete, fresh and says the same."""

import ast
import re
from pathlib import Path
from string import Formatter

import polib
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from simulator.locale import parse_number
from simulator.locale.notebooks import (
    UntranslatedError,
    notebook_catalogue,
    passages,
    read_notebook,
    source_notebooks,
    translate_notebook,
    translated_path,
    write_notebook,
)
from simulator.locale.update import PACKAGE, catalogues, code_sentences, updated

CATALOGUES = catalogues()
SOURCES = source_notebooks()
MATH = re.compile(r"<math.*?</math>", re.DOTALL)
NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
TAG = re.compile(r"</?[a-z]+")


def entries() -> list[tuple[str, polib.POEntry]]:
    return [(path.name, entry) for path in CATALOGUES for entry in polib.pofile(str(path), encoding="utf-8")]


def unlike(source: str, translation: str) -> list[str]:
    """In what a translation differs from its source, apart from the words."""
    found = []
    for what, of_source, of_translation in (
        ("placeholders", fields(source), fields(translation)),
        ("formulas", MATH.findall(source), MATH.findall(translation)),
        ("tags", sorted(TAG.findall(source)), sorted(TAG.findall(translation))),
        ("numbers", numbers(source, "id"), numbers(translation, "en")),
        ("code", re.findall(r"`[^`]+`", source), re.findall(r"`[^`]+`", translation)),
    ):
        if of_source != of_translation:
            found.append(f"{what}: {of_source} became {of_translation}")
    return found


def fields(sentence: str) -> list[str]:
    if "{" not in sentence:
        return []
    return sorted(name for _, name, _, _ in Formatter().parse(sentence) if name is not None)


def numbers(text: str, lang: str) -> list[float]:
    return sorted(parse_number(number, lang) for number in NUMBER.findall(MATH.sub("", text)))


def sentences_of_calls() -> set[str]:
    """Texts that some Python file asks to be translated, as the interpreter sees them: also inside f-strings."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py"))
    calls = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args)
    return {
        call.args[0].value
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == "_"
        if isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    }


def test_no_sentence_of_the_code_is_out_of_the_catalogues_sight():
    """The extraction does not look into f-strings; such a sentence would stay Indonesian without a word."""
    found = sentences_of_calls()
    assert len(found) > 1000
    assert found - set(code_sentences()) == set()


def test_catalogues_and_notebooks_are_found():
    assert len(SOURCES) >= 1
    assert len(CATALOGUES) >= 2
    assert len(entries()) >= 150


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.name)
def test_a_catalogue_has_every_sentence_and_no_other(path: Path):
    catalogue = polib.pofile(str(path), encoding="utf-8")
    assert [entry.msgid for entry in catalogue] == CATALOGUES[path]
    assert [entry.msgid for entry in catalogue if not entry.translated()] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.name)
def test_a_translation_keeps_placeholders_formulas_and_numbers(path: Path):
    catalogue = polib.pofile(str(path), encoding="utf-8")
    assert [(e.msgid, found) for e in catalogue if (found := unlike(e.msgid, e.msgstr))] == []


@pytest.mark.parametrize(
    ("source", "translation", "what"),
    [
        ("{n} ulangan", "{m} replications", "placeholders"),
        ("<math><mi>λ</mi></math>", "<math><mi>μ</mi></math>", "formulas"),
        ("<strong>a</strong>", "a", "tags"),
        ("menunggu 95,4 menit", "a wait of 95,4 minutes 3", "numbers"),
        ("menunggu 12,5 menit", "a wait of 13.5 minutes", "numbers"),
        ("skenario `meja`", "scenario `desk`", "code"),
    ],
)
def test_a_translation_that_differs_is_noticed(source, translation, what):
    assert [found.split(":")[0] for found in unlike(source, translation)] == [what]


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_the_committed_english_notebook_is_a_fresh_build(source: Path, tmp_path):
    catalogue = polib.pofile(str(notebook_catalogue(source, "en")), encoding="utf-8")
    write_notebook(translate_notebook(read_notebook(source), source, "en", catalogue), tmp_path / "fresh.ipynb")
    assert translated_path(source).read_bytes() == (tmp_path / "fresh.ipynb").read_bytes()


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_code_cells_are_the_same_but_for_the_language(source: Path):
    indonesian, english = read_notebook(source), read_notebook(translated_path(source))
    pairs = list(zip(indonesian.cells, english.cells, strict=True))
    code = [(a.source, b.source) for a, b in pairs if a.cell_type == "code"]
    assert len(code) >= 6
    assert [b for a, b in code if a != b] == [a.replace('lang="id"', 'lang="en"') for a, b in code if a != b]
    assert sum(a != b for a, b in code) == 1
    assert [(a.id, a.metadata) for a, _ in pairs] == [(b.id, b.metadata) for _, b in pairs]


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_the_two_languages_link_to_each_other(source: Path):
    english = read_notebook(translated_path(source)).metadata["simptsp"]
    assert english["lang"] == "en"
    assert (translated_path(source).parent / english["sibling"]).resolve() == source.resolve()
    assert english["minutes"] == read_notebook(source).metadata["simptsp"]["minutes"] == 45


SAMPLE = new_notebook(
    cells=[new_markdown_cell("# Judul\n\nSatu."), new_code_cell('lesson("01", lang="id")')],
    metadata={"simptsp": {"title": "Judul", "summary": "Satu.", "lang": "id", "sibling": "../en/a.ipynb"}},
)


def sample_catalogue(**finished: str) -> polib.POFile:
    catalogue = polib.POFile()
    for source, translation in {"# Judul": "# Title", "Judul": "Title", "Satu.": "One."}.items():
        catalogue.append(polib.POEntry(msgid=source, msgstr=finished.get(source, translation)))
    return catalogue


def test_prose_metadata_and_language_are_translated():
    english = translate_notebook(SAMPLE, Path("a_id.ipynb"), "en", sample_catalogue())
    assert [cell.source for cell in english.cells] == ["# Title\n\nOne.", 'lesson("01", lang="en")']
    assert english.metadata["simptsp"] == {
        "title": "Title",
        "summary": "One.",
        "lang": "en",
        "sibling": "../id/a_id.ipynb",
    }
    assert SAMPLE.cells[0].source == "# Judul\n\nSatu."


@pytest.mark.parametrize("fault", ["empty", "fuzzy", "missing"])
def test_an_unfinished_translation_builds_nothing(fault):
    catalogue = sample_catalogue(**({"Satu.": ""} if fault == "empty" else {}))
    if fault == "fuzzy":
        catalogue[-1].flags.append("fuzzy")
    if fault == "missing":
        catalogue.remove(catalogue[-1])
    with pytest.raises(UntranslatedError, match=r"a\.ipynb: no finished translation into en of: Satu"):
        translate_notebook(SAMPLE, Path("a.ipynb"), "en", catalogue)


def test_an_update_keeps_translations_adds_new_and_drops_old(tmp_path, monkeypatch):
    monkeypatch.setattr("simulator.locale.update.FOLDER", tmp_path)
    path = tmp_path / "en" / "a.po"
    path.parent.mkdir()
    sample_catalogue().save(str(path))
    catalogue = updated(path, ["Baru.", "Satu."])
    assert [(entry.msgid, entry.msgstr) for entry in catalogue] == [("Baru.", ""), ("Satu.", "One.")]
    assert catalogue.metadata["Language"] == "en"


def test_passages_are_what_stands_between_empty_lines():
    assert list(passages(SAMPLE)) == ["Judul", "Satu.", "# Judul", "Satu."]
