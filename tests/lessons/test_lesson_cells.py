"""A lesson notebook has the cells of a lesson, in order, is thin, and gives nothing away."""

import json
import re
from pathlib import Path

import pytest

from simulator.locale import LANGUAGES
from simulator.locale.notebooks import LESSONS, read_notebook
from simulator.teaching.journal import Memory
from simulator.teaching.lessons import LESSONS as NAMES
from simulator.teaching.page import Page

NOTEBOOKS = sorted(path for lang in LANGUAGES for path in (LESSONS / lang).glob("*.ipynb"))
ORDER = ["title", "objectives", "story", "setup", "predict", "explore", "notice", "compare", "explain", "check-theory",
         "exercise", "your-office", "quiz", "reflect", "keypoints", "legend", "sources"]  # fmt: skip
OPTIONAL = {"explore", "compare", "check-theory", "exercise", "your-office"}
CODE = {
    "setup",
    "predict",
    "explore",
    "compare",
    "check-theory",
    "exercise",
    "your-office",
    "quiz",
    "reflect",
    "legend",
}
MOST_CODE_LINES, LARGEST_CELL, MOST_CELLS = 60, 10, 19


def tags(notebook) -> list[str]:
    return [cell.metadata["tags"][0] for cell in notebook.cells]


def name_of(path: Path) -> str:
    """Name of the lesson in the notebook: the one it asks for."""
    setup = next(cell for cell in read_notebook(path).cells if cell.id == "setup")
    return re.search(r'lesson\("(\w+)", lang="(\w+)"\)', setup.source)[1]


def test_sixteen_lessons_are_found_in_both_languages():
    assert len(NAMES) == 16
    for lang in LANGUAGES:
        assert sorted(name_of(path) for path in NOTEBOOKS if path.parent.name == lang) == sorted(NAMES)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_cells_stand_in_the_order_of_a_lesson(path: Path):
    notebook = read_notebook(path)
    found = tags(notebook)
    fixed = [tag for tag in found if not tag.startswith("show-")]
    assert fixed == [tag for tag in ORDER if tag in fixed]
    assert set(ORDER) - OPTIONAL <= set(fixed)
    assert {"explore", "compare"} & set(fixed)
    assert len(found) == len(set(found)) <= MOST_CELLS
    assert found.index("predict") < min(
        found.index(tag) for tag in found if tag.startswith("show-") or tag == "compare"
    )
    assert [cell.id for cell in notebook.cells] == found
    assert all((cell.cell_type == "code") == (tag in CODE or tag.startswith("show-"))
               for cell, tag in zip(notebook.cells, found, strict=True))  # fmt: skip
    assert notebook.metadata["kernelspec"]["name"] == "python3"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_thin_and_committed_without_outputs(path: Path):
    cells = [cell for cell in read_notebook(path).cells if cell.cell_type == "code"]
    lines = [[line for line in cell.source.splitlines() if line.strip()] for cell in cells]
    assert sum(map(len, lines)) <= MOST_CODE_LINES
    assert max(map(len, lines)) <= LARGEST_CELL
    assert all(line.startswith(("from simulator.teaching import lesson", "page")) for cell in lines for line in cell)
    assert all(cell.outputs == [] and cell.execution_count is None for cell in cells)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_metadata_says_what_the_page_needs(path: Path):
    about = read_notebook(path).metadata["simptsp"]
    assert set(about) == {"lang", "lesson", "sibling", "title", "summary", "minutes"}
    assert (about["lang"], about["minutes"]) == (path.parent.name, 45)
    assert (path.parent / about["sibling"]).is_file()
    assert path.name.startswith(about["lesson"])
    assert name_of(path).startswith(about["lesson"])
    assert f'lang="{about["lang"]}"' in next(cell.source for cell in read_notebook(path).cells if cell.id == "setup")


INDONESIAN = [path for path in NOTEBOOKS if path.parent.name == "id"]
"""The numbers of a translation are those of its source, which another test holds."""


@pytest.mark.parametrize("path", INDONESIAN, ids=lambda path: path.stem)
def test_the_source_gives_no_result_away(path: Path):
    """The surprise and the answers are computed while the page runs; nobody finds them by reading ahead."""
    source = json.dumps([cell.source for cell in read_notebook(path).cells], ensure_ascii=False)
    page = Page(name_of(path), path.parent.name, Memory())
    known = " ".join(fact.value for fact in page.plan.facts)
    secrets = {
        page.words.number(quantity.shown, quantity.decimals)
        for quantity in page.plan.quantities().values()
        if quantity.decimals and quantity.shown % 1
    }
    given_away = [text for text in secrets if re.search(rf"(?<![\d,.]){re.escape(text)}(?![\d,.]*\d)", source)]
    assert [text for text in given_away if text not in known] == []
