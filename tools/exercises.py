"""Exercise notebooks, made from the solution notebooks of ``notebooks/methods``.

``python tools/exercises.py`` writes them; ``--check`` writes nothing and says which are not what their solutions give.

What stands in a code cell between ``### BEGIN SOLUTION`` and ``### END SOLUTION`` becomes the stub that nbgrader also
puts there. A lecturer who uses nbgrader gives it the solution notebooks; their cells have its metadata.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import nbformat
from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parent.parent
METHODS = ROOT / "notebooks" / "methods"
EXERCISES = "exercises"

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
STUB = ("# YOUR CODE HERE", "raise NotImplementedError()")


class SolutionError(ValueError):
    """The markers of a solution do not fit together."""


def main(arguments: list[str]) -> int:
    """Write every exercise notebook, or with ``--check`` only say which are stale; return 1 if any is."""
    wanted = {exercise_path(source): exercise_text(source) for source in solutions()}
    if not wanted:
        print(f"There is no solution notebook in {METHODS}.", file=sys.stderr)
        return 1
    there = set(METHODS.glob(f"*/{EXERCISES}/*.ipynb"))
    stale = [path for path, text in wanted.items() if path not in there or path.read_text(encoding="utf-8") != text]
    stale += sorted(there - wanted.keys())
    for path in stale:
        print(path.relative_to(ROOT).as_posix())
        if "--check" not in arguments:
            write(path, wanted.get(path))
    return 1 if stale and "--check" in arguments else 0


def solutions() -> list[Path]:
    """Solution notebooks in every language, in order of their names."""
    return sorted(METHODS.glob("*/*.ipynb"))


def exercise_path(source: Path) -> Path:
    """Where the exercise of a solution notebook stands."""
    return source.parent / EXERCISES / source.name


def exercise_text(source: Path) -> str:
    """Text of the exercise notebook of a solution notebook, as it is written to its file."""
    notebook = nbformat.read(source, as_version=4)  # type: ignore[no-untyped-call]
    return str(nbformat.writes(exercise_of(notebook))) + "\n"  # type: ignore[no-untyped-call]


def exercise_of(notebook: NotebookNode) -> NotebookNode:
    """Copy of a solution notebook without its solutions.

    Raises
    ------
    SolutionError
        If it has none, if the markers of one do not fit together, or if nbgrader would take another cell for one.
    """
    copy = deepcopy(notebook)
    found = 0
    for cell in copy.cells:
        source, count = without_solutions(cell.source)
        if bool(count) != bool(cell.metadata.get("nbgrader", {}).get("solution")):
            raise SolutionError(f"cell {cell.id}: a solution has markers, and nbgrader.solution is true of its cell")
        cell.source, found = source, found + count
    if not found:
        raise SolutionError("there is no solution in this notebook")
    about = copy.metadata["simptsp"]
    about["sibling"] = exercise_sibling(about["sibling"])
    return copy


def exercise_sibling(sibling: str) -> str:
    """Path from an exercise to the same in the other language, from that between their solutions.

    >>> exercise_sibling("../en/01_an_office.ipynb")
    '../../en/exercises/01_an_office.ipynb'
    """
    folder, _, name = sibling.rpartition("/")
    return f"../{folder}/{EXERCISES}/{name}"


def without_solutions(source: str) -> tuple[str, int]:
    """Source of a cell with a stub, indented alike, in place of each solution; and how many there were.

    Raises
    ------
    SolutionError
        If the markers do not fit together.
    """
    lines = list(_stubbed(source.split("\n")))
    return "\n".join(lines), source.count(BEGIN)


def _stubbed(lines: list[str]) -> Iterator[str]:
    inside = False
    for number, line in enumerate(lines, 1):
        marker = line.strip()
        if marker in (BEGIN, END):
            if inside is (marker == BEGIN):
                raise SolutionError(f"line {number}: {marker} does not fit to the marker before it")
            inside = marker == BEGIN
            indent = line[: line.index(marker)]
            yield from (indent + stub for stub in STUB if inside)
        elif not inside:
            yield line
    if inside:
        raise SolutionError(f"{END} is missing")


def write(path: Path, text: str | None) -> None:
    """Write an exercise, or remove one whose solution is gone."""
    if text is None:
        path.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
