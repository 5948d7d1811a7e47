"""Work for executors, in a module that worker processes can import; and a Dask cluster of this machine."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

WITHIN_S = 60


def square(x: int) -> int:
    return x * x


def who(_: int) -> int:
    return os.getpid()


def die(_: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def wait_long(_: int) -> None:
    time.sleep(60)


def fail(x: int) -> None:
    raise LookupError(f"no {x}")


@dataclass(frozen=True)
class Cluster:
    """A scheduler and its workers.

    Attributes
    ----------
    address : str
        Of the scheduler.
    scheduler : Popen
        Its process.
    workers : list of Popen
        Theirs.
    """

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]]

    def kill_soon(self, process: subprocess.Popen[bytes]) -> None:
        """Kill a process in half a second, without a chance to say good-bye."""
        Timer(0.5, process.kill).start()


@contextmanager
def dask_cluster(folder: Path, workers: int) -> Iterator[Cluster]:
    """A cluster for the time of a test, on ports that are free."""
    file = folder / "scheduler.json"
    with ExitStack() as stack:
        scheduler = _dask(
            stack, folder, "scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file)
        )
        _until(lambda: file.exists() and file.stat().st_size > 0, scheduler)
        address = json.loads(file.read_text(encoding="utf-8"))["address"]
        ones = [
            _dask(stack, folder, "worker", address, "--nthreads", "1", "--no-nanny", "--local-directory", str(folder))
            for _ in range(workers)
        ]
        if ones:
            _wait_for_workers(address, workers)
        yield Cluster(address, scheduler, ones)


def _wait_for_workers(address: str, count: int) -> None:
    from distributed import Client

    with Client(address, timeout=WITHIN_S, set_as_default=False) as client:
        client.wait_for_workers(count, timeout=WITHIN_S)


def _dask(stack: ExitStack, folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    with (folder / "dask.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", *arguments, "--no-dashboard"], stdout=log, stderr=log, env=environment
        )
    stack.callback(_end, process)
    return process


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait(WITHIN_S)


def _until(is_so: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + WITHIN_S
    while not is_so():
        assert process.poll() is None, "the Dask scheduler ended; see dask.log"
        assert time.monotonic() < deadline, "the Dask scheduler did not begin"
        time.sleep(0.05)
