"""The server of the load test: started here, on this machine's own address, and watched."""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from urllib.request import urlopen

import psutil

START_LIMIT_S = 120
STOP_LIMIT_S = 60
REST_LIMIT_S = 900
IDLE_S, IDLE_CPU_S = 5.0, 0.25


def pss_mib(process: int) -> float:
    """Memory of a process, pages that it shares with others counted in part."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


@dataclass
class Peak:
    """The most of everything, while it was watched."""

    pss_mib: float = 0.0
    processes: int = 0
    _over: Event = field(default_factory=Event)


class Served:
    """A running lesson server."""

    def __init__(self, process: subprocess.Popen[bytes], home: str, store: str, password: str) -> None:
        self.home, self.store, self.password = home, store, password
        self._root = psutil.Process(process.pid)

    def family(self) -> list[psutil.Process]:
        """The server, the process that kernels are forked from, and the kernels."""
        return [self._root, *self._root.children(recursive=True)]

    def pss_mib(self) -> float:
        """Memory of all of them."""
        return sum(pss_mib(process.pid) for process in self.family())

    def open_files(self) -> int:
        """Files, sockets and pipes that the server holds."""
        return int(self._root.num_fds())

    def cpu_s(self) -> float:
        """CPU time so far of all that run now."""
        total = 0.0
        for process in self.family():
            with suppress(psutil.Error):
                total += sum(process.cpu_times()[:2])
        return total

    def rest(self, at_least_s: float) -> None:
        """Wait until kernels have ended and others are ready: until the server does nothing for a while."""
        time.sleep(at_least_s)
        until = time.monotonic() + REST_LIMIT_S
        before, now = -1.0, self.cpu_s()
        while now - before > IDLE_CPU_S and time.monotonic() < until:
            time.sleep(IDLE_S)
            before, now = now, self.cpu_s()

    @contextmanager
    def watched(self, every_s: float = 1.0) -> Iterator[Peak]:
        """Look at memory and processes every second or so."""
        peak = Peak()

        def look() -> None:
            while not peak._over.wait(every_s):
                with suppress(psutil.Error):
                    peak.pss_mib = max(peak.pss_mib, self.pss_mib())
                    peak.processes = max(peak.processes, len(self.family()))

        watcher = Thread(target=look)
        watcher.start()
        try:
            yield peak
        finally:
            peak._over.set()
            watcher.join()

    def lesson(self, number: str, lang: str = "id") -> str:
        """Address of a lesson, by its number."""
        folder = Path("notebooks") / "lessons"
        for file in sorted((folder / lang).glob("*.ipynb")):
            if json.loads(file.read_text(encoding="utf-8"))["metadata"]["simptsp"]["lesson"] == number:
                return f"{self.home}voila/render/{lang}/{file.name}"
        raise LookupError(f"there is no lesson {number}")


@contextmanager
def served(*options: str) -> Iterator[Served]:
    """Start ``simptsp start`` on a free port; stop it in good order."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        store, password = f"sqlite:///{folder}/classes.db", secrets.token_urlsafe()
        told = ("--port", str(port), "--store", store, *options)
        process = subprocess.Popen(
            [sys.executable, "-m", "simulator.cli", "start", *told],
            stdout=subprocess.DEVNULL,
            env=os.environ | {"SIMPTSP_PASSWORD": password},
        )
        try:
            home = f"http://localhost:{port}/"
            _await(home, process)
            yield Served(process, home, store, password)
        finally:
            process.terminate()
            process.wait(STOP_LIMIT_S)


def _await(home: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_LIMIT_S
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError), urlopen(home, timeout=START_LIMIT_S):
            return
        time.sleep(0.1)
    raise RuntimeError("the server did not start")
