"""A served site and a real browser, for tests that look at what a learner sees.

A browser test asks for ``lessons_site`` (the project's own lessons) or ``sample_site`` (small
notebooks made here) and for ``visit``::

    def test_it(lessons_site, visit):
        seen = visit(lessons_site.lesson("01", "id"), width=390)
        seen.page.get_by_role("slider").press("ArrowRight")   # a Playwright page
        assert seen.faults() == []

The pages allow no ``eval``, so Playwright's ``wait_for_function`` fails on them: use locators and ``expect``.
``visit`` returns when the lesson's panels are drawn. ``faults`` lists console errors, requests
that left this machine, sideways scrolling and what axe finds; it may be asked again and again.

Without Chromium these tests are skipped, loudly; with ``SIMPTSP_REQUIRE_BROWSER=1`` they fail.
``SIMPTSP_CHROMIUM`` names the browser when it is not on the path.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import nbformat
import psutil
import pytest
from axe_playwright_python.sync_playwright import Axe
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from playwright.sync_api import Browser, Page, sync_playwright

LESSONS = Path(__file__).parents[2] / "notebooks" / "lessons"
LOCAL = {"localhost", "127.0.0.1"}
STOP_LIMIT_S = 30
READY_LIMIT_MS = 60_000
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SERVE = """
import signal, sys
from pathlib import Path
from simulator.teaching.serving import start
signal.signal(signal.SIGINT, signal.default_int_handler)  # as in a terminal, even if the tests run in the background
start(port=int(sys.argv[1]), notebooks=Path(sys.argv[2]), announce=lambda url: print(url, *sys.modules, flush=True))
"""


@dataclass
class Site:
    """A running lesson server."""

    url: str
    notebooks: Path
    process: subprocess.Popen[str]
    imported: frozenset[str]  # modules, when it answered
    log: Path

    def lesson(self, number: str, lang: str) -> str:
        """Address of one lesson, found by what its notebook says about itself."""
        for file in sorted((self.notebooks / lang).glob("*.ipynb")):
            about = json.loads(file.read_text(encoding="utf-8"))["metadata"].get("simptsp", {})
            if about.get("lesson") == number:
                return f"{self.url}voila/render/{lang}/{file.name}"
        raise LookupError(f"no lesson {number} in {lang}")

    def kernels(self) -> list[psutil.Process]:
        """Kernels alive now: the server's own processes, but not the one that kernels are forked from."""
        server = psutil.Process(self.process.pid)
        warm = {child for child in server.children() if "simulator.teaching.serving.fork" in child.cmdline()}
        children = (child for child in server.children(recursive=True) if child not in warm)
        return [child for child in children if child.status() != psutil.STATUS_ZOMBIE]


@dataclass
class Visit:
    """One page in the browser and what went wrong on it."""

    page: Page
    console: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def goto(self, address: str) -> Visit:
        """Open an address; for a lesson, wait until its panels are drawn."""
        self.page.goto(address, timeout=READY_LIMIT_MS)
        return self.wait()

    def wait(self) -> Visit:
        """Wait until the lesson's panels are drawn; a page that is no lesson is ready at once."""
        ready = self.page.locator("html:not([data-lesson]), html[data-lesson=ready]")
        ready.wait_for(state="attached", timeout=READY_LIMIT_MS)
        return self

    def at(self, width: int) -> Visit:
        """Give the window another width, in pixels."""
        self.page.set_viewport_size({"width": width, "height": 900})
        return self

    def strangers(self) -> list[str]:
        """Requests that went to another machine."""
        web = (url for url in self.requests if urlsplit(url).scheme in ("http", "https", "ws", "wss"))
        return [url for url in web if urlsplit(url).hostname not in LOCAL]

    def overflow(self) -> int:
        """Pixels by which the page is wider than its window."""
        return self.page.evaluate("document.documentElement.scrollWidth - innerWidth")

    def axe(self) -> list[str]:
        """What axe finds, of every severity, one line each."""
        found = Axe().run(self.page).response["violations"]
        return [f"{v['id']} ({v['impact']}): {node['target']}" for v in found for node in v["nodes"]]

    def faults(self) -> list[str]:
        """Everything that must not be: an empty list is a clean page."""
        wide = [f"the page is {self.overflow()} px too wide"] if self.overflow() > 0 else []
        return [*self.console, *self.strangers(), *wide, *self.axe()]


@pytest.fixture(scope="session")
def lessons_site() -> Iterator[Site]:
    """The project's own lessons, served on a free port of this machine."""
    with serve(LESSONS) as site:
        yield site


@pytest.fixture(scope="session")
def studio_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The planner's studio beside a single lesson, so that the server is soon warm."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "lessons" / "id").mkdir(parents=True)
    shutil.copy(next(LESSONS.glob("id/01_*.ipynb")), folder / "lessons" / "id")
    shutil.copytree(LESSONS.parent / "studio", folder / "studio")
    with serve(folder / "lessons") as site:
        yield site


@pytest.fixture(scope="session")
def sample_site(samples: Path) -> Iterator[Site]:
    """The samples, served on a free port of this machine."""
    with serve(samples) as site:
        yield site


@pytest.fixture
def new_site(samples: Path) -> Callable[[], AbstractContextManager[Site]]:
    """Start one more server: ``with new_site() as site``; it is stopped as by Ctrl-C."""
    return lambda: serve(samples)


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lesson in both languages, the same with code that fails, and notebooks that are no lessons."""
    folder = tmp_path_factory.mktemp("lessons")
    write_samples(folder)
    return folder


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Open an address in a fresh browser profile, 1280 or ``width`` pixels wide."""
    contexts = []

    def go(address: str, width: int = 1280) -> Visit:
        contexts.append(browser.new_context(viewport={"width": width, "height": 900}))
        seen = Visit(contexts[-1].new_page())
        seen.page.on("console", lambda m: seen.console.append(m.text) if m.type == "error" else None)
        seen.page.on("pageerror", lambda error: seen.console.append(str(error)))
        seen.page.on("request", lambda request: seen.requests.append(request.url))
        seen.page.on("websocket", lambda socket: seen.requests.append(socket.url))
        return seen.goto(address)

    yield go
    for context in contexts:
        for page in context.pages:
            page.goto("about:blank")  # leaving the page ends its kernel; closing the context alone would not
        context.close()


@pytest.fixture(scope="module")  # no longer: while it lives, no test of another file can run an event loop
def browser() -> Iterator[Browser]:
    """A headless Chromium that calls nobody by itself."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        yield chromium
        chromium.close()


def find_chromium() -> str:
    names = (os.environ.get("SIMPTSP_CHROMIUM"), "chromium", "chromium-browser", "google-chrome", "chrome")
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    if found:
        return found
    reason = "NO BROWSER: install Chromium or name it in SIMPTSP_CHROMIUM; the pages were NOT looked at"
    if os.environ.get("SIMPTSP_REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def serve(notebooks: Path) -> Iterator[Site]:
    """Start the server as ``simptsp start`` does, and interrupt it at the end as Ctrl-C does."""
    command = [sys.executable, "-c", SERVE, str(free_port()), str(notebooks)]
    with (
        tempfile.TemporaryDirectory() as folder,
        tempfile.NamedTemporaryFile(mode="w+") as log,
        subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            env={**os.environ, "SIMPTSP_STORE": f"sqlite:///{folder}/store.db"},
        ) as process,
    ):
        url, *imported = process.stdout.readline().split() or [""]
        try:
            assert url, "the server ended before it served"
            yield Site(url, notebooks, process, frozenset(imported), Path(log.name))
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(timeout=STOP_LIMIT_S)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
            print(Path(log.name).read_text(encoding="utf-8"), file=sys.stderr)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def write_samples(folder: Path) -> None:
    names = {"id": ("01_contoh", "02_rusak"), "en": ("01_sample", "02_broken")}
    sources = (
        "import ipywidgets\nsecret_source = ipywidgets.Label('Loket 7')\nsecret_source",
        "secret_source = 1 / 0",
    )
    for lang, other in (("id", "en"), ("en", "id")):
        (folder / lang).mkdir()
        for number, source in enumerate(sources):
            about = {
                "lang": lang,
                "lesson": f"0{number + 1}",
                "title": f"Contoh {number + 1}" if lang == "id" else f"Sample {number + 1}",
                "summary": "Satu kalimat." if lang == "id" else "One sentence.",
                "sibling": f"../{other}/{names[other][number]}.ipynb",
            }
            write_notebook(folder / lang / f"{names[lang][number]}.ipynb", source, {"simptsp": about})
    write_notebook(folder / "bukan_pelajaran.ipynb", sources[0], {})
    (folder / "id" / "03_tidak_terbaca.ipynb").write_text("{", encoding="utf-8")
    (folder / ".ipynb_checkpoints").mkdir()
    shutil.copy(folder / "id" / "01_contoh.ipynb", folder / ".ipynb_checkpoints")


def write_notebook(file: Path, source: str, metadata: dict[str, object]) -> None:
    cells = [
        new_markdown_cell("# Antrean\n\n" + "Empat loket melayani dua puluh pemohon setiap jam. " * 8),
        new_code_cell(source),
        new_markdown_cell("## Sesudahnya\n\n" + "Berapa lama mereka menunggu? " * 20),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel, **metadata}), file)


@pytest.fixture
def eventually() -> Callable[[Callable[[], bool]], None]:
    """Wait up to twenty seconds until something is so."""

    def wait(is_so: Callable[[], bool]) -> None:
        limit = time.monotonic() + 20
        while not is_so():
            assert time.monotonic() < limit, "it did not become so within twenty seconds"
            time.sleep(0.1)

    return wait
