"""Methods notebooks: solutions pass every check, exercises fail each with the sentence meant, and neither can drift."""

import ast
import re
from pathlib import Path

import exercises
import nbformat
import polib
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from ruamel.yaml import YAML

from simulator.locale import LANGUAGES
from simulator.locale.notebooks import (
    METHODS,
    notebook_catalogue,
    read_notebook,
    source_notebooks,
    translate_notebook,
    translated_path,
    write_notebook,
)
from simulator.locale.update import catalogues
from simulator.teaching.methods.exercise import EXERCISES, exercise

SOURCES = source_notebooks(METHODS)
SOLUTIONS = exercises.solutions()
WRITTEN = sorted(METHODS.glob("*/exercises/*.ipynb"))
GRADE = {"grade": True, "locked": True, "points": 1, "schema_version": 3, "solution": False, "task": False}
ANSWER = {"grade": False, "locked": False, "schema_version": 3, "solution": True, "task": False}
FIRST, LAST = ["title", "objectives", "setup"], ["keypoints", "sources"]
PAGE = exercises.ROOT / "docs" / "methods.md"
COURSE = exercises.ROOT / "curricula" / "university" / "curriculum.yaml"
WIDEST = 105  # letters that JupyterLab shows of a cell in a window of 1300 points
NUMBER_IN_PROSE = re.compile(r"\d+ ± \d")


def code(notebook) -> list[nbformat.NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def tagged(notebook, tag: str) -> list[nbformat.NotebookNode]:
    return [cell for cell in code(notebook) if cell.metadata["tags"] == [tag]]


def test_notebooks_are_found_in_both_languages():
    assert len(SOURCES) == len(EXERCISES) >= 5
    assert len(SOLUTIONS) == len(WRITTEN) == len(LANGUAGES) * len(SOURCES)
    assert {notebook_catalogue(source, "en") for source in SOURCES} <= catalogues().keys()


@pytest.mark.parametrize("path", SOLUTIONS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_an_exercise_is_what_its_solution_gives(path: Path):
    written = exercises.exercise_path(path)
    assert written.read_text(encoding="utf-8") == exercises.exercise_text(path)
    assert exercises.BEGIN not in written.read_text(encoding="utf-8")


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_the_english_notebook_is_a_fresh_build(source: Path, tmp_path):
    catalogue = polib.pofile(str(notebook_catalogue(source, "en")), encoding="utf-8")
    write_notebook(translate_notebook(read_notebook(source), source, "en", catalogue), tmp_path / "fresh.ipynb")
    assert translated_path(source).read_bytes() == (tmp_path / "fresh.ipynb").read_bytes()


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_code_is_the_same_in_both_languages_but_for_one_word(source: Path):
    pairs = zip(code(read_notebook(source)), code(read_notebook(translated_path(source))), strict=True)
    changed = [(a.source, b.source) for a, b in pairs if a.source != b.source]
    assert changed == [(a, a.replace('lang="id"', 'lang="en"')) for a, _ in changed]
    assert len(changed) == 1


@pytest.mark.parametrize("path", [*SOLUTIONS, *WRITTEN], ids=lambda path: "-".join(path.parts[-3:]))
def test_a_notebook_says_what_it_is(path: Path):
    notebook = read_notebook(path)
    about = notebook.metadata["simptsp"]
    assert set(about) == {"lang", "notebook", "sibling", "title", "summary", "minutes"}
    assert about["lang"] == path.relative_to(METHODS).parts[0]
    assert about["notebook"] in EXERCISES
    assert 45 <= about["minutes"] <= 150
    assert (path.parent / about["sibling"]).resolve().is_file()
    assert (path.parent / about["sibling"]).resolve().parent.name == path.parent.name or path in SOLUTIONS
    assert [cell.id for cell in notebook.cells][: len(FIRST)] == FIRST
    assert [cell.id for cell in notebook.cells][-len(LAST) :] == LAST
    assert f"{about['minutes']} " in notebook.cells[0].source
    assert f'exercise("{about["notebook"]}", lang="{about["lang"]}")' in code(notebook)[0].source


@pytest.mark.parametrize("path", SOLUTIONS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_task_has_a_solution_and_a_check_that_nbgrader_understands(path: Path):
    notebook = read_notebook(path)
    answers, checks = tagged(notebook, "solution"), tagged(notebook, "check")
    names = [ast.parse(cell.source).body[0].name for cell in answers]
    assert names == list(exercise(notebook.metadata["simptsp"]["notebook"]).tasks)
    assert [cell.source for cell in checks] == [f'check("{name}", {name})' for name in names]
    ids = [cell.metadata["nbgrader"]["grade_id"] for cell in (*answers, *checks)]
    assert len(set(ids)) == len(ids)
    for cells, wanted in ((answers, ANSWER), (checks, GRADE)):
        assert [{**cell.metadata["nbgrader"], "grade_id": ""} for cell in cells] == [{**wanted, "grade_id": ""}] * len(
            names
        )


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_no_line_of_code_runs_out_of_the_cell(source: Path):
    lines = [line for cell in code(read_notebook(source)) for line in cell.source.splitlines()]
    assert [line for line in lines if len(line) > WIDEST] == []


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_a_table_shows_no_source_in_english_and_no_lever_as_the_file_has_it(source: Path):
    """Rows of the data have an Indonesian `what_id`, their `cite` is English; "none" is the design file's own word."""
    lines = [line for cell in code(read_notebook(source)) for line in cell.source.splitlines()]
    assert [line for line in lines if '"cite"' in line] == []
    assert [line for line in lines if '"none"' in line.replace('replace("none"', "").replace('{"none": NOW}', "")] == []


@pytest.mark.parametrize("path", SOLUTIONS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_prose_gives_no_result_away(path: Path):
    """Results come from the code, so that they cannot be out of date."""
    prose = "\n".join(cell.source for cell in read_notebook(path).cells if cell.cell_type == "markdown")
    assert NUMBER_IN_PROSE.findall(prose) == []


def test_the_map_of_the_page_is_that_of_the_course():
    course = YAML(typ="safe").load(COURSE)
    tasks = [(part, meeting) for meeting in course["meetings"] for part in meeting["structured"] if "method" in part]
    wanted = {(part["method"], str(part["minutes"]), str(meeting["number"])) for part, meeting in tasks}
    rows = re.findall(r"^\| `(\w+)` \| (\d+) \| .* \| (\d+) \|$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    about = {one["notebook"]: one["minutes"] for one in (read_notebook(path).metadata["simptsp"] for path in SOURCES)}
    assert len(rows) == len(EXERCISES)
    assert set(rows) == wanted
    assert {name: int(minutes) for name, minutes, _ in rows} == about


def checked(path: Path) -> dict[str, tuple[str, str]]:
    """Points and sentence of every check of a notebook, with only the cells that the checks need."""
    notebook = read_notebook(path)
    wanted = [
        cell
        for cell in code(notebook)
        if cell.id in ("setup", "case") or cell.metadata["tags"][0] in ("solution", "check")
    ]
    client = NotebookClient(new_notebook(cells=wanted, metadata=notebook.metadata), timeout=120)
    done = client.execute(cwd=str(path.parent))
    shown = {cell.source: cell.outputs[0]["data"] for cell in tagged(done, "check")}
    return {source: (data["text/plain"], data["text/html"]) for source, data in shown.items()}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_a_solution_passes_every_check(path: Path):
    found = checked(path)
    assert len(found) >= 2
    assert {points for points, _ in found.values()} == {"1"}
    assert all("Benar" in html for _, html in found.values())


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_an_untouched_exercise_fails_every_check_with_the_sentence_meant(path: Path):
    found = checked(exercises.exercise_path(path))
    assert len(found) >= 2
    assert {points for points, _ in found.values()} == {"0"}
    assert all("Belum diisi" in html for _, html in found.values())


# --- the tool ---------------------------------------------------------------------------------------------------------


def solution(source: str, **nbgrader) -> nbformat.NotebookNode:
    cell = new_code_cell(source, metadata={"tags": ["solution"], "nbgrader": nbgrader})
    about = {"sibling": "../en/01_a.ipynb"}
    return new_notebook(cells=[new_markdown_cell("# Tugas"), cell], metadata={"simptsp": about})


def test_only_the_solution_is_replaced():
    source = "def a(x):\n    y = x\n    ### BEGIN SOLUTION\n    z = y\n\n    return z\n    ### END SOLUTION\n\n\nb = 1"
    notebook = solution(source, solution=True)
    made = exercises.exercise_of(notebook)
    stub = "def a(x):\n    y = x\n    # YOUR CODE HERE\n    raise NotImplementedError()\n\n\nb = 1"
    assert [cell.source for cell in made.cells] == ["# Tugas", stub]
    assert made.metadata["simptsp"]["sibling"] == "../../en/exercises/01_a.ipynb"
    assert notebook.cells[1].source == source


@pytest.mark.parametrize(
    ("source", "flag", "said"),
    [
        ("### BEGIN SOLUTION\nx = 1", True, "is missing"),
        ("x = 1\n### END SOLUTION", True, "line 2"),
        ("### BEGIN SOLUTION\n### BEGIN SOLUTION\n### END SOLUTION", True, "line 2"),
        ("### BEGIN SOLUTION\nx = 1\n### END SOLUTION", False, "nbgrader.solution"),
        ("x = 1", True, "nbgrader.solution"),
        ("x = 1", False, "no solution"),
    ],
)
def test_markers_that_do_not_fit_are_refused(source, flag, said):
    with pytest.raises(exercises.SolutionError, match=said):
        exercises.exercise_of(solution(source, solution=flag))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(exercises, "ROOT", tmp_path)
    monkeypatch.setattr(exercises, "METHODS", tmp_path / "methods")
    (tmp_path / "methods" / "id").mkdir(parents=True)
    source = "def a():\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION"
    nbformat.write(solution(source, solution=True), tmp_path / "methods" / "id" / "01_a.ipynb")
    return tmp_path / "methods" / "id"


def test_check_says_what_is_stale_and_writes_nothing(folder, capsys):
    assert exercises.main(["--check"]) == 1
    assert capsys.readouterr().out == "methods/id/exercises/01_a.ipynb\n"
    assert not (folder / "exercises").exists()


def test_exercises_are_written_changed_and_removed_with_their_solutions(folder, capsys):
    written = folder / "exercises" / "01_a.ipynb"
    assert exercises.main([]) == 0
    assert exercises.main(["--check"]) == 0
    written.write_text(written.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    (folder / "exercises" / "02_gone.ipynb").write_text("{}", encoding="utf-8")
    assert exercises.main(["--check"]) == 1
    assert exercises.main([]) == exercises.main(["--check"]) == 0
    assert [path.name for path in (folder / "exercises").iterdir()] == ["01_a.ipynb"]


def test_no_solutions_at_all_is_no_success(folder):
    (folder / "01_a.ipynb").unlink()
    assert exercises.main(["--check"]) == 1
