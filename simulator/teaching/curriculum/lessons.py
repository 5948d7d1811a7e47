"""What a lesson's notebooks say of it: title, minutes, cells and objectives."""

import re
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from simulator.locale import SOURCE
from simulator.locale.notebooks import LESSONS, read_notebook, source_notebooks, translated_path
from simulator.teaching.curriculum.text import Text


@dataclass(frozen=True)
class Lesson:
    """A lesson that is written in both languages.

    Attributes
    ----------
    name : str
        As ``01_why_queues_explode``: that of its English notebook.
    title : Text
        Of its notebooks.
    minutes : int
        How long it takes.
    tags : tuple of str
        First tag of each cell, in order.
    objectives : tuple of Text
        The points of the cell `objectives`; the first has number 1.
    after : tuple of str
        Numbers of the lessons that come before it, as ``01``: those of its line "Sebaiknya sesudah pelajaran …".
    """

    name: str
    title: Text
    minutes: int
    tags: tuple[str, ...]
    objectives: tuple[Text, ...]
    after: tuple[str, ...] = ()


def written_lessons() -> dict[str, Lesson]:
    """Lessons by their names, of those that are there in both languages.

    Returns
    -------
    dict of str to Lesson
        In order.
    """
    pairs = [(path, translated_path(path)) for path in source_notebooks()]
    return {english.stem: _lesson(source, english) for source, english in pairs if english.is_file()}


@dataclass(frozen=True)
class Method:
    """A notebook for lecturers, in ``notebooks/methods``."""

    name: str
    title: Text
    minutes: int


def written_methods() -> dict[str, Method]:
    """Notebooks for lecturers by the names of their English files, of those that are there in both languages."""
    found = {}
    for path in sorted((LESSONS.parent / "methods" / SOURCE).glob("*.ipynb")):
        english = translated_path(path)
        if english.is_file():
            ours, theirs = (read_notebook(one).metadata["simptsp"] for one in (path, english))
            title = Text(id=str(ours["title"]), en=str(theirs["title"]))
            found[english.stem] = Method(english.stem, title, int(ours["minutes"]))
    return found


def _lesson(source: Path, english: Path) -> Lesson:
    notebooks = [read_notebook(path) for path in (source, english)]
    titles = [str(notebook.metadata["simptsp"]["title"]) for notebook in notebooks]
    points = zip(*(_points(notebook) for notebook in notebooks), strict=False)
    return Lesson(
        name=english.stem,
        title=Text(id=titles[0], en=titles[1]),
        minutes=int(notebooks[0].metadata["simptsp"]["minutes"]),
        tags=tuple(cell.metadata.get("tags", [""])[0] for cell in notebooks[0].cells),
        objectives=tuple(Text(id=one, en=other) for one, other in points),
        after=_before(notebooks[0]),
    )


def _before(notebook: NotebookNode) -> tuple[str, ...]:
    """Numbers in the line of the title that says after which lessons this one is best."""
    title = "".join(cell.source for cell in notebook.cells if "title" in cell.metadata.get("tags", []))
    said = re.search(r"Sebaiknya sesudah pelajaran ([^.]*)", title)
    return tuple(re.findall(r"\d\d", said[1])) if said else ()


def _points(notebook: NotebookNode) -> list[str]:
    """Points of the cell `objectives`, without the marks at their ends."""
    sources = [cell.source for cell in notebook.cells if "objectives" in cell.metadata.get("tags", [])]
    lines = [line for source in sources for line in source.splitlines()]
    return [line.removeprefix("- ").rstrip(";.") for line in lines if line.startswith("- ")]
