"""A lesson notebook has the cells of a lesson, in order, and gives nothing away."""

import json
from pathlib import Path

import pytest

from simulator.locale import LANGUAGES
from simulator.locale.notebooks import LESSONS, read_notebook
from simulator.teaching import lesson
from simulator.teaching.single_station import SingleStation

NOTEBOOKS = sorted(path for lang in LANGUAGES for path in (LESSONS / lang).glob("*.ipynb"))
ORDER = ["title", "objectives", "story", "setup", "predict", "explore", "notice", "compare", "explain", "check-theory",
         "exercise", "your-office", "quiz", "keypoints", "legend", "sources"]  # fmt: skip


def tags(notebook) -> list[str]:
    return [cell.metadata["tags"][0] for cell in notebook.cells]


def test_lessons_are_found_in_both_languages():
    assert len(NOTEBOOKS) >= 2
    assert {path.parent.name for path in NOTEBOOKS} == set(LANGUAGES)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_cells_stand_in_the_order_of_a_lesson(path: Path):
    notebook = read_notebook(path)
    assert tags(notebook) == ORDER
    assert 12 <= len(notebook.cells) <= 16
    assert [cell.id for cell in notebook.cells] == ORDER
    assert notebook.metadata["kernelspec"]["name"] == "python3"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_metadata_says_what_the_page_needs(path: Path):
    about = read_notebook(path).metadata["simptsp"]
    assert set(about) == {"lang", "lesson", "sibling", "title", "summary", "minutes"}
    assert about["lang"] == path.parent.name
    assert (path.parent / about["sibling"]).is_file()
    assert path.name.startswith(about["lesson"])


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_source_gives_no_result_away(path: Path):
    """The surprise and the answers are computed while the page runs; nobody finds them by reading ahead."""
    source = json.dumps([cell.source for cell in read_notebook(path).cells], ensure_ascii=False)
    page = lesson("01_why_queues_explode", lang=path.parent.name)
    station, plan = SingleStation.of(page.state.scenario), page.state.plan
    quiet, busy = station.mean_wait(plan.quiet), station.mean_wait(plan.busy)
    secrets = (quiet, busy, busy / quiet, station.arrivals_for_wait(15), station.mean_wait(0.9 * plan.busy))
    assert [secret for secret in map(page.words.number, secrets) if secret in source] == []
