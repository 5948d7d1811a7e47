"""Notebooks are thin and committed without outputs; a lesson imports nothing but the lesson framework."""

import ast
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted(path for path in (ROOT / "notebooks").rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)
AT_LEAST = 2
CELL_LINES, LESSON_LINES = 10, 60


def faults(notebook: nbformat.NotebookNode, is_lesson: bool) -> list[str]:
    """What is wrong with a notebook's form."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    found = [] if code else ["no code cell"]
    found += [f"cell {cell.id} holds outputs" for cell in code if cell.outputs or cell.execution_count is not None]
    found += [f"cell {cell.id} has more than {CELL_LINES} lines of code" for cell in code if lines(cell) > CELL_LINES]
    if is_lesson:
        total = sum(map(lines, code))
        found += [f"{total} lines of code, more than {LESSON_LINES}"] if total > LESSON_LINES else []
        found += [f"imports {name}" for cell in code for name in imports(cell.source) if name != "simulator.teaching"]
    return found


def lines(cell: nbformat.NotebookNode) -> int:
    """Lines of code in a cell: neither blank nor a comment."""
    return sum(1 for line in cell.source.splitlines() if line.strip() and not line.strip().startswith("#"))


def imports(source: str) -> list[str]:
    """Modules that a cell imports."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom):
            found.append(node.module or ".")
    return found


def test_notebooks_are_found():
    assert len(NOTEBOOKS) >= AT_LEAST


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_notebook_is_thin_and_stripped(path: Path):
    notebook = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
    nbformat.validate(notebook)
    assert faults(notebook, is_lesson="lessons" in path.parts) == []


def test_every_code_cell_is_run_by_the_test_command():
    """What pytest collects with the words that `make test` passes is every code cell of every notebook."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "--nbval-lax", "notebooks"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    cells = [nbformat.reads(path.read_text(encoding="utf-8"), as_version=4).cells for path in NOTEBOOKS]
    expected = sum(cell.cell_type == "code" for notebook in cells for cell in notebook)
    assert expected >= AT_LEAST
    assert done.stdout.count(".ipynb::Cell") == expected


def lesson(*sources: str) -> nbformat.NotebookNode:
    """A lesson of the given code cells."""
    setup = new_code_cell("from simulator.teaching import lesson\npage = lesson('01')")
    return new_notebook(cells=[new_markdown_cell("# Antrean"), setup, *map(new_code_cell, sources)])


def test_a_thin_lesson_is_accepted():
    assert faults(lesson("page.predict()", "# a word\n\n" * 20 + "page.quiz()"), is_lesson=True) == []


@pytest.mark.parametrize(
    ("notebook", "fault"),
    [
        (new_notebook(cells=[new_markdown_cell("# Antrean")]), "no code cell"),
        (lesson("\n".join(["x = 1"] * 11)), "more than 10 lines of code"),
        (lesson(*["\n".join(["x = 1"] * 10)] * 6), "62 lines of code, more than 60"),
        (lesson("import numpy as np"), "imports numpy"),
        (lesson("from simulator import theory"), "imports simulator"),
        (lesson("if page:\n    import simulator.engines"), "imports simulator.engines"),
    ],
)
def test_a_fault_of_form_is_found(notebook: nbformat.NotebookNode, fault: str):
    assert fault in " ".join(faults(notebook, is_lesson=True))


def test_outputs_are_found():
    notebook = lesson("1 + 1")
    notebook.cells[-1].outputs = [new_output("execute_result", data={"text/plain": "2"})]
    assert "holds outputs" in faults(notebook, is_lesson=False)[0]
    notebook = lesson("1 + 1")
    notebook.cells[-1].execution_count = 3
    assert "holds outputs" in faults(notebook, is_lesson=False)[0]
