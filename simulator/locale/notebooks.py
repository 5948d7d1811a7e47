"""Notebooks in Indonesian -> the same in another language, by way of a catalogue."""

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path

import nbformat
import polib
from nbformat import NotebookNode

from simulator.locale.catalogue import FOLDER, SOURCE

NOTEBOOKS = FOLDER.parents[1] / "notebooks"
LESSONS, METHODS = NOTEBOOKS / "lessons", NOTEBOOKS / "methods"
TRANSLATED_METADATA = ("title", "summary")
_GAP = re.compile(r"(\n{2,})")


class UntranslatedError(ValueError):
    """A passage of a notebook has no finished translation."""


def source_notebooks(folder: Path = LESSONS) -> list[Path]:
    """The Indonesian notebooks of a folder, the lessons if not said, in order of their names."""
    return sorted((folder / SOURCE).glob("*.ipynb"))


def read_notebook(path: Path) -> NotebookNode:
    """A notebook as its file has it."""
    notebook: NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    return notebook


def notebook_catalogue(source: Path, lang: str) -> Path:
    """Catalogue of one notebook's prose, in a folder named as the notebook's: lessons or methods."""
    return FOLDER / lang / source.parents[1].name / f"{source.stem}.po"


def translated_path(source: Path) -> Path:
    """Where the translation of a notebook stands, by the source's own metadata."""
    sibling = str(read_notebook(source).metadata["simptsp"]["sibling"])
    return (source.parent / sibling).resolve()


def passages(notebook: NotebookNode) -> Iterator[str]:
    """Everything that is translated: title, summary, and each passage of prose between empty lines."""
    for key in TRANSLATED_METADATA:
        yield notebook.metadata["simptsp"][key]
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            yield from _GAP.split(cell.source)[::2]


def translate_notebook(notebook: NotebookNode, source: Path, lang: str, catalogue: polib.POFile) -> NotebookNode:
    """A notebook in another language.

    Code stays as it is, but for the language that the lesson is asked for.

    Parameters
    ----------
    notebook : NotebookNode
        The Indonesian notebook.
    source : Path
        Its file; the translation links back to it.
    lang : str
        The other language.
    catalogue : POFile
        Its catalogue.

    Returns
    -------
    NotebookNode
        The translated copy.

    Raises
    ------
    UntranslatedError
        If a passage is missing from the catalogue, empty or fuzzy.
    """
    finished: dict[str, str] = {entry.msgid: entry.msgstr for entry in catalogue.translated_entries()}

    def translate(passage: str) -> str:
        if passage not in finished:
            raise UntranslatedError(f"{source.name}: no finished translation into {lang} of: {passage}")
        return finished[passage]

    copy = deepcopy(notebook)
    lesson = copy.metadata["simptsp"]
    lesson |= {key: translate(lesson[key]) for key in TRANSLATED_METADATA}
    lesson |= {"lang": lang, "sibling": f"../{SOURCE}/{source.name}"}
    for cell in copy.cells:
        cell.source = _translate_cell(cell, lang, translate)
    return copy


def _translate_cell(cell: NotebookNode, lang: str, translate: Callable[[str], str]) -> str:
    if cell.cell_type == "markdown":
        parts = _GAP.split(cell.source)
        return "".join(part if index % 2 else translate(part) for index, part in enumerate(parts))
    return str(cell.source).replace(f'lang="{SOURCE}"', f'lang="{lang}"')


def write_notebook(notebook: NotebookNode, path: Path) -> None:
    """Write a notebook the way all of them are written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text: str = nbformat.writes(notebook)  # type: ignore[no-untyped-call]
    path.write_text(text + "\n", encoding="utf-8")
