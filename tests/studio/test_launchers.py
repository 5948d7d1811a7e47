"""The studio's notebooks: thin, and the same in both languages but for the words."""

from pathlib import Path

import nbformat
import pytest

NOTEBOOKS = Path(__file__).parents[2] / "notebooks" / "studio"


@pytest.fixture(scope="module")
def launchers() -> dict[str, nbformat.NotebookNode]:
    files = {file.parent.name: file for file in NOTEBOOKS.glob("*/*.ipynb") if ".ipynb_checkpoints" not in file.parts}
    assert files.keys() == {"id", "en"}
    return {lang: nbformat.reads(file.read_text(encoding="utf-8"), as_version=4) for lang, file in files.items()}


def test_code_is_the_same_apart_from_the_language(launchers):
    code = {
        lang: [cell.source.replace(f'studio("{lang}")', "studio(LANG)") for cell in notebook.cells if cell.cell_type == "code"]
        for lang, notebook in launchers.items()
    }  # fmt: skip
    assert code["id"] == code["en"]
    assert "studio(LANG)" in code["id"][0]


def test_prose_has_the_same_places_in_other_words(launchers):
    prose = {
        lang: [(cell.id, cell.source) for cell in notebook.cells if cell.cell_type == "markdown"]
        for lang, notebook in launchers.items()
    }
    assert [name for name, _ in prose["id"]] == [name for name, _ in prose["en"]]
    assert not {said for _, said in prose["id"]} & {said for _, said in prose["en"]}


def test_each_says_what_it_is_and_where_the_other_is(launchers):
    for lang, notebook in launchers.items():
        about = notebook.metadata["simptsp"]
        assert (about["studio"], about["lang"]) == (True, lang)
        assert notebook.cells[0].source.startswith(f"# {about['title']}\n")
        assert (NOTEBOOKS / lang / about["sibling"]).resolve().is_file()
        assert (NOTEBOOKS / lang / about["sibling"]).resolve().parent.name != lang
