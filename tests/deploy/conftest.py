"""Programs that a class server needs besides Python: found, started on this machine alone, ended.

A missing program is skipped, loudly; with ``SIMPTSP_REQUIRE_DEPLOY=1`` it fails.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

ROOT = Path(__file__).resolve().parents[2]
START_LIMIT_S = 60
STOP_LIMIT_S = 40


def cannot(reason: str) -> None:
    """Skip loudly; where the programs are promised, fail."""
    if os.environ.get("SIMPTSP_REQUIRE_DEPLOY") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def program(name: str) -> str:
    """Path of a program; system programs may lie outside a user's path."""
    folders = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
    found = shutil.which(name, path=folders)
    if found is None:
        cannot(f"NO {name.upper()}: install it to check deploy/; what needs it was NOT tested")
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def running(command: list[str], port: int, log: Path, stop: int = signal.SIGTERM, **options: object) -> Iterator[None]:
    """Run a program until the block ends; it begins when the program answers on its port."""
    with log.open("w") as file, subprocess.Popen(command, stdout=file, stderr=subprocess.STDOUT, **options) as process:
        try:
            limit = time.monotonic() + START_LIMIT_S
            while not answers(port):
                assert process.poll() is None, f"it ended:\n{log.read_text(encoding='utf-8')}"
                assert time.monotonic() < limit, f"it does not answer:\n{log.read_text(encoding='utf-8')}"
                time.sleep(0.1)
            yield
        finally:
            process.send_signal(stop)
            try:
                process.wait(timeout=STOP_LIMIT_S)
            except subprocess.TimeoutExpired:
                process.kill()
                raise


class Tools:
    """What tests need to start a program."""

    program = staticmethod(program)
    port = staticmethod(free_port)
    running = staticmethod(running)


@pytest.fixture(scope="session")
def tools() -> type[Tools]:
    """Find a program, find a free port, run a program."""
    return Tools


@pytest.fixture(scope="session")
def hub_proxy(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The hub's proxy, installed from its lock in a copy of ``deploy/``."""
    npm, node = program("npm"), program("node")
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    if int(version.strip("v\n").split(".")[0]) < 20:
        cannot(f"NODE IS OLD: the hub's proxy needs Node 20, this is {version.strip()}; the hub was NOT tested")
    folder = tmp_path_factory.mktemp("proxy")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / "deploy" / name, folder)
    done = subprocess.run(
        [npm, "ci", "--no-audit", "--no-fund"], cwd=folder, capture_output=True, text=True, timeout=300, check=False
    )
    if done.returncode:
        cannot(f"NO PROXY: the locked packages cannot be installed:\n{done.stderr[-1000:]}")
    return str(folder / "node_modules" / ".bin" / "configurable-http-proxy")


@pytest.fixture(scope="session")
def lesson_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Port of the lesson server, with one short lesson, started as the systemd unit starts it."""
    folder, port = tmp_path_factory.mktemp("lessons"), free_port()
    write_lesson(folder / "notebooks" / "lessons" / "id")
    simptsp = shutil.which("simptsp", path=str(Path(sys.executable).parent))
    command = [simptsp, "start", "--host", "127.0.0.1", "--port", str(port)]
    environment = {**os.environ, "SIMPTSP_STORE": f"sqlite:///{folder / 'classes.sqlite'}"}
    with running(command, port, folder / "log", cwd=folder, env=environment):
        yield port


def write_lesson(folder: Path) -> None:
    folder.mkdir(parents=True)
    cells = [
        new_markdown_cell("# Antrean\n\n" + "Empat loket melayani dua puluh pemohon setiap jam. " * 8),
        new_code_cell("import ipywidgets\nipywidgets.Label('Loket 7')"),
    ]
    about = {"lang": "id", "lesson": "01", "title": "Contoh", "summary": "Satu kalimat.", "sibling": "../en/x.ipynb"}
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(
        new_notebook(cells=cells, metadata={"kernelspec": kernel, "simptsp": about}), folder / "01_contoh.ipynb"
    )
