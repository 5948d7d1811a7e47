"""Lessons are served: their page arrives whole, without traceback and without source; the browser tests open all."""

import json
import subprocess
import sys
import urllib.request
from pathlib import Path
from socket import create_server

import nbformat
import pytest

LESSONS = Path(__file__).parents[2] / "notebooks" / "lessons"
ALL = sorted(LESSONS.glob("*/*.ipynb"))
FILES = [file for file in ALL if file.name[:2] in ("01", "06")]
SERVE = """
import sys
from simulator.teaching.serving import start
start(port=int(sys.argv[1]), announce=lambda url: print(url, flush=True))
"""


def test_there_are_lessons_in_both_languages():
    assert len(FILES) == 4
    assert len(list(LESSONS.glob("id/*.ipynb"))) == len(list(LESSONS.glob("en/*.ipynb")))


@pytest.fixture(scope="module")
def url():
    with create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", SERVE, str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=LESSONS.parents[1]) as process:
        yield process.stdout.readline().strip()
        process.terminate()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_page_arrives_whole_and_without_source(url, file):
    notebook = nbformat.read(file, as_version=4)
    with urllib.request.urlopen(f"{url}voila/render/{file.parent.name}/{file.name}", timeout=120) as answer:
        page = answer.read().decode()
    assert page.rstrip().endswith("</html>")
    assert f'<html lang="{file.parent.name}">' in page
    assert f"<title>{notebook.metadata.simptsp.title} · SimPTSP</title>" in page
    assert 'role="alert"' not in page, "a cell failed"
    assert "Traceback" not in page
    panels = page.count('type="application/vnd.voila.cell-output+json"')
    sources = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    assert panels >= 1
    assert len(sources) >= 3
    assert [line for source in sources for line in source.splitlines() if line.strip() and line in page] == []


def test_the_home_page_links_every_indonesian_lesson(url):
    with urllib.request.urlopen(url, timeout=30) as answer:
        page = answer.read().decode()
    for file in LESSONS.glob("id/*.ipynb"):
        about = json.loads(file.read_text(encoding="utf-8"))["metadata"]["simptsp"]
        assert f'href="/voila/render/id/{file.name}"' in page
        assert about["title"] in page
