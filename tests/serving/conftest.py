"""A warm process, and a lesson server with a small lesson, for tests that start real processes."""

from __future__ import annotations

import json
import logging
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

import nbformat
import psutil
import pytest
from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.connect import write_connection_file
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from simulator.teaching.serving.fork_client import CAN_FORK, ForkedProcess, WarmProcess

LESSONS = Path(__file__).parents[2] / "notebooks" / "lessons"
LIMIT_S = 60
FRONT_END = {name: f"/voila/static/{name}" for name in ("parts.js", "studio.js")}
SERVE = """
import json, sys
from pathlib import Path
from simulator.teaching.serving import start
from simulator.teaching.serving.options import ServerOptions
port, notebooks, options = int(sys.argv[1]), Path(sys.argv[2]), ServerOptions(**json.loads(sys.argv[3]))
start(port=port, notebooks=notebooks, announce=lambda url: print(url, flush=True), options=options)
"""
SAMPLE = """\
import os
from simulator.widgets import Form, Message
message = Message(lang="id")
def tell(_entries):
    message.say(os.environ.get("SIMPTSP_LEARNER", "nobody") + " " + str(os.getpid()))
Form(button="Siapa?", lang="id", on_submit=tell)
"""


@pytest.fixture(autouse=True)
def _only_where_kernels_are_forked(request: pytest.FixtureRequest) -> None:
    if "warm" in request.fixturenames and not CAN_FORK:
        pytest.skip("kernels are forked on Linux only")


# ---- kernels without a server


@dataclass
class Kernel:
    """A forked kernel and a client of it."""

    process: ForkedProcess
    client: BlockingKernelClient

    def run(self, code: str) -> str:
        """Run code; what it leaves in ``answer``."""
        reply = self.client.execute(code, user_expressions={"answer": "answer"}, reply=True, timeout=LIMIT_S)
        assert reply["content"]["status"] == "ok", reply["content"]
        return reply["content"]["user_expressions"]["answer"]["data"]["text/plain"]

    def end(self) -> None:
        """Kill it, and let go of its sockets."""
        self.client.stop_channels()
        self.client.context.destroy(linger=0)
        self.process.kill()
        self.process.wait(LIMIT_S)


@dataclass
class Warm:
    """A warm process that hands out kernels with clients."""

    process: WarmProcess
    folder: Path
    made: list[Kernel] = field(default_factory=list)

    @property
    def pid(self) -> int:
        return self.process.pid or 0

    def fork(self, **environment: str) -> Kernel:
        """A kernel that listens."""
        file = str(self.folder / f"kernel-{len(self.made)}.json")
        write_connection_file(file, transport="ipc", ip=file.removesuffix(".json"))
        needed = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        process = self.process.fork(file, needed | environment, str(self.folder))
        client = BlockingKernelClient(connection_file=file)
        client.load_connection_file()
        client.start_channels()
        client.wait_for_ready(timeout=LIMIT_S)
        self.made.append(Kernel(process, client))
        return self.made[-1]


@contextmanager
def warmed(folder: Path, *notebooks: Path) -> Iterator[Warm]:
    store = f"sqlite:///{folder}/classes.db"
    process = WarmProcess(notebooks, logging.getLogger("warm"), FRONT_END, store)
    warm = Warm(process, folder)
    try:
        yield warm
    finally:
        for kernel in warm.made:
            kernel.end()
        process.stop()


@pytest.fixture(scope="session")
def short_folder() -> Iterator[Path]:
    """A folder with a path short enough for sockets."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(dir="/tmp") as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def warm(short_folder: Path) -> Iterator[Warm]:
    """One warm process for all tests."""
    with warmed(short_folder) as started:
        yield started


@pytest.fixture
def new_warm(short_folder: Path, tmp_path: Path) -> Callable[..., object]:
    """Start one more warm process: ``with new_warm(notebook) as warm``."""
    folder = short_folder / tmp_path.name
    folder.mkdir()
    return lambda *notebooks: warmed(folder, *notebooks)


# ---- a server


@dataclass
class Browser:
    """One learner's browser: its cookies, and the addresses it opens."""

    home: str
    jar: CookieJar = field(default_factory=CookieJar)

    @property
    def opener(self) -> OpenerDirector:
        return build_opener(HTTPCookieProcessor(self.jar))

    def get(self, path: str, headers: dict[str, str] | None = None) -> tuple[int, dict[str, str], str]:
        """Status, headers and text of a page."""
        return self._send(Request(self.home + path, headers=headers or {}))

    def open(self, path: str = "voila/render/id/01.ipynb") -> str:
        """Open a lesson; its kernel."""
        status, _, page = self.get(path)
        assert status == 200, page
        return kernel_of(page)

    def close(self, kernel: str, token: str | None = None) -> int:
        """Send what a closing page sends; the answer's status."""
        said = next((cookie.value for cookie in self.jar if cookie.name == "_xsrf"), "") if token is None else token
        form = urlencode({"_xsrf": said}).encode()
        return self._send(Request(f"{self.home}voila/api/shutdown/{kernel}", data=form))[0]

    def cookies(self) -> dict[str, str]:
        return {cookie.name: cookie.value or "" for cookie in self.jar}

    def _send(self, request: Request) -> tuple[int, dict[str, str], str]:
        try:
            with self.opener.open(request, timeout=LIMIT_S) as answer:
                return answer.status, dict(answer.headers), answer.read().decode()
        except HTTPError as refusal:
            with refusal:
                return refusal.code, dict(refusal.headers), refusal.read().decode()


@dataclass
class School:
    """A running lesson server."""

    home: str
    process: subprocess.Popen[str]
    store: str
    log: Path

    def browser(self) -> Browser:
        return Browser(self.home)

    def forked(self) -> list[psutil.Process]:
        """Kernels that live now."""
        [warm] = psutil.Process(self.process.pid).children()
        return [kernel for kernel in warm.children() if kernel.status() != psutil.STATUS_ZOMBIE]


def kernel_of(page: str) -> str:
    return re.findall(r'"kernelId": "([^"]+)"', page)[0]


@contextmanager
def serve(folder: Path, notebooks: Path, **options: object) -> Iterator[School]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    store, log = f"sqlite:///{folder}/classes.db", folder / "log"
    told = [str(port), str(notebooks), json.dumps({"store": store, **options})]
    with (
        log.open("w") as written,
        subprocess.Popen(
            [sys.executable, "-c", SERVE, *told], stdout=subprocess.PIPE, stderr=written, text=True
        ) as run,
    ):
        try:
            home = run.stdout.readline().strip()
            assert home, log.read_text()
            yield School(home, run, store, log)
        finally:
            run.send_signal(signal.SIGTERM)
            try:
                run.wait(LIMIT_S)
            except subprocess.TimeoutExpired:
                run.kill()
                raise


@pytest.fixture(scope="session")
def sample_lessons(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One small lesson in both languages; its button tells who the learner is."""
    folder = tmp_path_factory.mktemp("lessons")
    for lang in ("id", "en"):
        about = {"lang": lang, "lesson": "01", "title": "Contoh", "sibling": "../id/01.ipynb"}
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        cells = [new_markdown_cell("# Contoh"), new_code_cell(SAMPLE), new_code_cell("message")]
        (folder / lang).mkdir()
        notebook = new_notebook(cells=cells, metadata={"kernelspec": kernel, "simptsp": about})
        nbformat.write(notebook, folder / lang / "01.ipynb")
    return folder


@pytest.fixture(scope="session")
def school(tmp_path_factory: pytest.TempPathFactory, sample_lessons: Path) -> Iterator[School]:
    """A server with room for everybody."""
    with serve(tmp_path_factory.mktemp("school"), sample_lessons, learners=200) as started:
        yield started


@pytest.fixture(scope="session")
def school_at() -> Callable[..., object]:
    """Start a server of a folder's ``lessons``, which may stand beside others: ``with school_at(folder) as school``."""
    return lambda folder, **options: serve(folder, folder / "lessons", **options)


@pytest.fixture
def new_school(tmp_path: Path, sample_lessons: Path) -> Callable[..., object]:
    """Start one more server: ``with new_school(ready=1) as school``."""

    def start(notebooks: Path = sample_lessons, **options: object) -> object:
        return serve(tmp_path, notebooks, **options)

    return start


@pytest.fixture
def eventually() -> Callable[[Callable[[], bool]], None]:
    """Wait until something is so."""

    def wait(is_so: Callable[[], bool]) -> None:
        until = time.monotonic() + LIMIT_S
        while not is_so():
            assert time.monotonic() < until, "it did not become so"
            time.sleep(0.1)

    return wait
