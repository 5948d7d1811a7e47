"""The server's side of the warm process: start it, ask it for kernels, start it again when it has died."""

from __future__ import annotations

import json
import logging
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from select import select
from threading import Lock
from typing import Any

__all__ = ["CAN_FORK", "ForkError", "ForkedProcess", "WarmProcess"]

CAN_FORK = sys.platform == "linux" and hasattr(os, "pidfd_open")
"""Whether kernels can be forked here: macOS has fork, but its own libraries do not survive it."""

WARM_LIMIT_S = 120
FORK_LIMIT_S = 30
STOP_STEP_S = 0.1
MOST_DEATHS = 5
WARM_ENVIRONMENT = {
    # Linear algebra, and the memory of Arrow, start threads at import; no thread survives a fork.
    **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"),
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
    # Memory that a simulation has used goes back to the system, not into a heap of each kernel's own.
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": "131072",
    "MALLOC_TRIM_THRESHOLD_": "131072",
}


class ForkError(Exception):
    """No kernel could be forked; an ordinary one may still start."""


class ForkedProcess:
    """What Jupyter needs of a ``Popen``, for a process that is another one's child.

    Parameters
    ----------
    pid : int
        Number of the process.
    handle : int
        Its ``pidfd``; unlike the number, never another process.
    """

    stdin = stdout = stderr = None

    def __init__(self, pid: int, handle: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._handle = handle

    def poll(self) -> int | None:
        """Return None while it runs; then 0, for its own parent alone knows how it ended."""
        if self.returncode is None and select([self._handle], [], [], 0)[0]:
            self.returncode = 0
            os.close(self._handle)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it has ended.

        Raises
        ------
        subprocess.TimeoutExpired
            If it still runs after so many seconds.
        """
        if self.returncode is None and not select([self._handle], [], [], timeout)[0]:
            raise subprocess.TimeoutExpired("kernel", timeout or 0)
        self.poll()
        return 0

    def send_signal(self, number: int) -> None:
        """Send it a signal, if it still runs."""
        if self.poll() is None:
            signal.pidfd_send_signal(self._handle, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)

    def __del__(self) -> None:
        if self.returncode is None:
            os.close(self._handle)


class WarmProcess:
    """Starts the warm process and asks it for kernels, one at a time.

    Parameters
    ----------
    notebooks : sequence of Path
        Lessons to warm up, the most likely first.
    log : Logger
        Told when the process has died.
    front_end : mapping of str to str
        Name of a file of the widgets' front end -> path of the address at which the server gives it away.
    store : str, optional
        URL of the database that lessons will use; it is not opened.
    """

    def __init__(
        self, notebooks: Sequence[Path], log: logging.Logger, front_end: Mapping[str, str], store: str | None = None
    ) -> None:
        self._told = {"notebooks": [*map(str, notebooks)], "front_end": dict(front_end), "store": store}
        self._log = log
        self._lock = Lock()
        self._stopped = False
        self._deaths = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._requests: socket.socket | None = None
        self._is_warm = False
        self._life, self._held = os.pipe()

    @property
    def pid(self) -> int | None:
        """Number of the process; None before it has been started."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start the process; it warms up by itself."""
        ours, theirs = socket.socketpair()
        with theirs:
            handed = (theirs.fileno(), self._life)
            self._process = subprocess.Popen(
                [sys.executable, "-m", "simulator.teaching.serving.fork", *map(str, handed)],
                env=os.environ | WARM_ENVIRONMENT,
                pass_fds=handed,
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C in the terminal is for the server alone
            )
        ours.sendall(json.dumps(self._told).encode() + b"\n")
        self._requests, self._is_warm = ours, False

    def fork(self, connection_file: str, environment: Mapping[str, str], folder: str) -> ForkedProcess:
        """Fork a kernel.

        Parameters
        ----------
        connection_file : str
            Where it finds its sockets and its key.
        environment : mapping
            All of its environment.
        folder : str
            Where it works.

        Returns
        -------
        ForkedProcess
            The kernel; it starts to listen.

        Raises
        ------
        ForkError
            If that failed: the process refuses, has died again and again, or has been stopped.
        """
        request = {"connection_file": connection_file, "environment": dict(environment), "folder": folder}
        with self._lock:
            try:
                return self._ask(request)
            except OSError as error:
                self._bury(error)
                try:
                    return self._ask(request)
                except OSError as again:
                    self._bury(again)
                    raise ForkError("the warm process died while it forked") from again

    def stop(self) -> None:
        """End the process, and with it every kernel that is left; none can be forked afterwards."""
        if self._stopped:
            return
        self._stopped = True
        while not self._lock.acquire(timeout=STOP_STEP_S):  # somebody waits for a kernel and will hear that it has died
            if self._process:
                self._process.kill()
        try:
            os.close(self._held)
            os.close(self._life)
            self._close()
        finally:
            self._lock.release()

    def _ask(self, request: dict[str, Any]) -> ForkedProcess:
        if self._stopped:
            raise ForkError("the server ends")
        if self._deaths > MOST_DEATHS:
            raise ForkError("the warm process died too often")
        if self._requests is None:
            self.start()
        if not self._is_warm:
            self._read(WARM_LIMIT_S)
            self._is_warm = True
        assert self._requests is not None
        self._requests.sendall(json.dumps(request).encode() + b"\n")
        answer, handles = self._read(FORK_LIMIT_S)
        if "error" in answer:
            raise ForkError(answer["error"])
        return ForkedProcess(answer["process"], handles[0])

    def _read(self, limit_s: float) -> tuple[dict[str, Any], list[int]]:
        assert self._requests is not None
        self._requests.settimeout(limit_s)
        line, handles, _, _ = socket.recv_fds(self._requests, 4096, 1)
        if not line:
            raise ConnectionError("the warm process has ended")
        return json.loads(line), handles

    def _bury(self, error: OSError) -> None:
        if not self._stopped:
            self._log.error("The process that lessons are forked from has died (%s); it is started again.", error)
        self._deaths += 1
        self._close()

    def _close(self) -> None:
        """Let go of the process; running kernels are not touched."""
        if self._requests:
            self._requests.close()
            self._requests = None
        if self._process:
            self._process.kill()
            self._process.wait()
