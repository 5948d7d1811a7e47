"""The planners' studio on the lesson server: its address, its languages, and what it shares with lessons."""

import shutil
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from simulator.teaching.serving.catalogue import find_studios

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
CODE = """\
from pathlib import Path
from simulator.widgets import Message
page = Message(lang="id", html=Path.cwd().name)
page
"""


@pytest.fixture(scope="module")
def studio_school(sample_lessons, tmp_path_factory, school_at):
    """A server of the sample lesson with a small studio beside it."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(sample_lessons, folder / "lessons")
    for lang, title in (("id", "Studio perencana"), ("en", "Planner's studio")):
        write_studio(folder / "studio" / lang / "studio.ipynb", {"studio": True, "lang": lang, "title": title})
    with school_at(folder, learners=50) as started:
        yield started


def write_studio(file: Path, about: dict[str, object]) -> None:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    file.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(new_notebook(cells=[new_code_cell(CODE)], metadata={"kernelspec": kernel, "simptsp": about}), file)


def test_the_projects_own_studio_is_found_in_both_languages():
    assert [(one.lang, one.path) for one in find_studios(NOTEBOOKS / "lessons")] == [
        ("id", "../studio/id/studio.ipynb"),
        ("en", "../studio/en/studio.ipynb"),
    ]


def test_a_notebook_that_does_not_say_it_is_a_studio_is_none(tmp_path):
    (tmp_path / "lessons").mkdir()
    good = {"studio": True, "lang": "id", "title": "Studio"}
    faulty = ({**good, "studio": "yes"}, {**good, "lang": "fr"}, {**good, "title": ""}, {"lesson": "01"})
    for number, about in enumerate(faulty):
        write_studio(tmp_path / "studio" / "id" / f"{number}.ipynb", about)
    (tmp_path / "studio" / "id" / "broken.ipynb").write_text("{", encoding="utf-8")
    assert find_studios(tmp_path / "lessons") == ()
    write_studio(tmp_path / "studio" / "id" / "studio.ipynb", good)
    assert [one.title for one in find_studios(tmp_path / "lessons")] == ["Studio"]


def test_the_studio_has_an_address_in_each_language_and_leads_to_the_other(studio_school):
    browser = studio_school.browser()
    for path, title, other in (("studio", "Studio perencana", "/en/studio"), ("en/studio", "Planner&#39;s", "/studio")):
        status, _, page = browser.get(path)
        assert (status, title in page, f'href="{other}" hreflang' in page) == (200, True, True)
        assert '<body data-base-url="/voila/" data-voila="voila" data-jp-theme-light="true" class="wide">' in page
        assert 'id="progress"' not in page


def test_the_home_page_leads_to_the_studio_and_the_studio_leads_home(studio_school):
    browser = studio_school.browser()
    assert 'href="/studio"' in browser.get("")[2]
    assert 'href="/en/studio"' in browser.get("en")[2]
    home = browser.get("")[2]
    assert home.index('href="/studio"') < home.index('id="class"') < home.index('id="all"')
    assert '<a class="product" href="/">' in browser.get("studio")[2]
    assert '<a class="product" href="/en">' in browser.get("en/studio")[2]


def test_without_a_studio_there_is_no_link_and_no_page(school):
    browser = school.browser()
    assert "studio" not in browser.get("")[2]
    assert browser.get("studio")[0] == 404


def test_the_studio_knows_the_same_learner_as_a_lesson(studio_school):
    browser = studio_school.browser()
    browser.open()
    learner = browser.cookies()
    browser.open("en/studio")
    assert learner
    assert {name: said(browser.cookies()[name]) for name in learner} == {
        name: said(one) for name, one in learner.items()
    }


def said(cookie):
    """What a signed cookie says; its moment and its signature are new on every page."""
    parts = cookie.strip('"').split("|")
    return parts[4] if len(parts) == 6 else cookie


def test_a_closed_studio_ends_its_kernel(studio_school):
    browser = studio_school.browser()
    kernel = browser.open("studio")
    assert browser.get(f"api/kernels/{kernel}")[0] == 200
    assert browser.close(kernel) == 204
    assert browser.get(f"api/kernels/{kernel}")[0] == 404


@pytest.mark.parametrize(
    "path",
    ["voila/render/../studio/id/studio.ipynb", "voila/render/studio/id/studio.ipynb", "voila/files/../studio/id/studio.ipynb"],
)  # fmt: skip
def test_its_notebook_is_not_given_away(studio_school, path):
    status, _, page = studio_school.browser().get(path)
    assert status in (403, 404)
    assert "Path.cwd" not in page


def test_an_address_with_a_slash_at_its_end_leads_to_the_studio(studio_school):
    assert studio_school.browser().get("en/studio/")[0] == 200
