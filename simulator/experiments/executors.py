"""Where the tasks of a study are worked on: threads, processes, or the machines of a Dask cluster."""

import logging
import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    wait,
)
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from threading import Thread, current_thread, main_thread
from typing import Any, Literal, TypeVar

from simulator.experiments.provenance import installed_versions

_Task = TypeVar("_Task")
_Done = TypeVar("_Done")

Kind = Literal["threads", "processes", "dask"]
KINDS: tuple[Kind, ...] = ("threads", "processes", "dask")

MOST_WORKERS = 4096

_AHEAD = 2
"""Tasks of each worker that wait beyond the one in hand."""


LOOK_EVERY_S = 2.0
CONNECT_WITHIN_S = 10.0
GONE_AFTER_S = 60.0
"""Without any worker for this long, a cluster is given up; a nanny starts a lost worker anew in seconds."""


class ExecutorError(RuntimeError):
    """The workers that were asked for cannot be had, or were lost; in words."""


@dataclass(frozen=True)
class Workers:
    """Who does the work.

    Attributes
    ----------
    pool : Executor
        Where tasks are handed in.
    width : int
        How many tasks are worked on at a time.
    check : callable
        Asked now and then while nothing comes back; raises :class:`ExecutorError` if nothing will.
    """

    pool: Executor
    width: int
    check: Callable[[], None] = lambda: None


@contextmanager
def open_executor(kind: Kind = "threads", workers: int | None = None, cluster: str | None = None) -> Iterator[Workers]:
    """Workers for the time of a study.

    Parameters
    ----------
    kind : {"threads", "processes", "dask"}, optional
        Threads of this process, processes of this machine, or the workers of a Dask cluster.
    workers : int, optional
        How many threads or processes; as many as this process may use processors if not said.
    cluster : str, optional
        Address of the scheduler of the cluster, as ``tcp://10.0.0.5:8786``.

    Raises
    ------
    ExecutorError
        If there are no such workers.
    ValueError
        If an argument makes no sense.
    """
    if kind not in KINDS:
        raise ValueError(f"there is no executor {kind!r}; possible are: {', '.join(KINDS)}")
    if (kind == "dask") != (cluster is not None):
        raise ValueError("a cluster's address belongs to the executor dask, and dask needs one: tcp://host:8786")
    if kind == "dask":
        with _dask(str(cluster)) as workers_there:
            yield workers_there
        return
    count = workers if workers is not None else processors()
    if not 1 <= count <= MOST_WORKERS:
        raise ValueError(f"workers is {count}; it must be from 1 to {MOST_WORKERS}")
    pool = ThreadPoolExecutor(count) if kind == "threads" else _processes(count)
    try:
        yield Workers(pool, count)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def as_completed(
    workers: Workers, work: Callable[[_Task], _Done], tasks: Iterator[_Task]
) -> Generator[tuple[_Task, _Done], None, None]:
    """Each task with its result, as soon as it is done; tasks are taken only when a worker will soon need them.

    Whoever stops asking for results, or interrupts, ends the work after the tasks in hand. If workers are lost, what
    was done until then comes first, and the error after it.

    Parameters
    ----------
    workers : Workers
        Who works.
    work : callable
        What is done with a task.
    tasks : iterator
        The tasks.

    Raises
    ------
    ExecutorError
        If workers are lost. An error of a task itself is raised as it is.
    """
    pending: dict[Future[_Done], _Task] = {}
    try:
        while True:
            try:
                _hand_in(workers, work, tasks, pending)
            except ExecutorError:
                yield from _results(pending, {future for future in pending if future.done() and not _is_lost(future)})
                raise
            if not pending:
                return
            done, _ = wait(pending, LOOK_EVERY_S, FIRST_COMPLETED)
            if not done:
                workers.check()
            yield from _results(pending, done)
    finally:
        for future in pending:
            future.cancel()


def _hand_in(
    workers: Workers, work: Callable[[_Task], _Done], tasks: Iterator[_Task], pending: dict[Future[_Done], _Task]
) -> None:
    """As many tasks as the workers will soon need."""
    for task in islice(tasks, workers.width * (1 + _AHEAD) - len(pending)):
        with _lost_in_words():
            pending[workers.pool.submit(work, task)] = task


def _results(
    pending: dict[Future[_Done], _Task], done: set[Future[_Done]]
) -> Generator[tuple[_Task, _Done], None, None]:
    """Results of tasks that ended; those without one last, so that none that is there is lost with them."""
    for future in sorted(done, key=_is_lost):
        task = pending.pop(future)
        with _lost_in_words():
            result = future.result()
        yield task, result


@contextmanager
def _lost_in_words() -> Iterator[None]:
    """Workers that died are no fault of the task."""
    try:
        yield
    except BrokenExecutor as error:
        raise ExecutorError("a worker process was lost, out of memory perhaps; use fewer workers") from error
    except CancelledError as error:
        raise ExecutorError("the Dask scheduler was lost; start it and its workers again") from error
    except Exception as error:
        if type(error).__module__.partition(".")[0] != "distributed":
            raise
        raise ExecutorError(f"the Dask cluster failed: {_line(error)}") from error


def _line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def _is_lost(future: Future[Any]) -> bool:
    """Whether a task ended without a result."""
    return future.cancelled() or future.exception() is not None


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _processes(count: int) -> Executor:
    """Processes that start clean (a fork would copy locks that other threads hold) and leave Ctrl-C to this one."""
    pool = ProcessPoolExecutor(count, multiprocessing.get_context("spawn"), _begin)
    with _interrupts_ignored():
        for _ in range(count):
            pool.submit(processors)
    return pool


def _begin() -> None:
    """In a worker process: leave Ctrl-C to the process that started this one, and end when it ends, however it does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    starter = multiprocessing.parent_process()
    if starter is not None:
        Thread(target=_end_with, args=(starter,), daemon=True).start()


def _end_with(starter: Any) -> None:
    starter.join()
    os._exit(1)


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Processes that are started here ignore Ctrl-C from their first moment."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _dask(address: str) -> Iterator[Workers]:
    try:
        from distributed import Client
    except ImportError:
        raise ExecutorError("a cluster needs Dask: pip install 'simptsp[cluster]'") from None
    with _quiet("distributed"):
        try:
            client: Any = Client(address, timeout=CONNECT_WITHIN_S, set_as_default=False)  # type: ignore[no-untyped-call]
        except (OSError, ValueError) as error:
            raise ExecutorError(f"no Dask scheduler answers at {address}; start one: dask scheduler") from error
        with client, client.get_executor(pure=False) as pool:
            _check_cluster(client, address)
            yield Workers(pool, max(1, sum(client.nthreads().values())), _Watch(client, address))


def _check_cluster(client: Any, address: str) -> None:
    """There are workers, and each has what gives the same numbers as here."""
    found = {f"worker {name}": there for name, there in client.run(installed_versions, on_error="return").items()}
    if not found:
        raise ExecutorError(f"the Dask scheduler at {address} has no workers; start some: dask worker {address}")
    try:
        found[f"scheduler {address}"] = client.run_on_scheduler(installed_versions)
    except Exception as error:  # whatever it is, it comes from another machine
        found[f"scheduler {address}"] = error
    here = installed_versions()
    for who, there in found.items():
        if not isinstance(there, dict):
            raise ExecutorError(f"the Dask {who} has no SimPTSP of this version: {_line(there)}")
        for package in [package for package in here if there.get(package) != here[package]]:
            raise ExecutorError(
                f"the Dask {who} has {package} {there.get(package)}, and here it is {here[package]}; "
                "the numbers could differ: install the same"
            )


@dataclass
class _Watch:
    """Looks whether a cluster can still give results."""

    client: Any
    address: str
    gone_since: float | None = None

    def __call__(self) -> None:
        """Raise an error if the scheduler is lost, or no worker has been there for a while."""
        if self.client.status != "running":
            raise ExecutorError(f"the Dask scheduler at {self.address} was lost; start it and its workers again")
        now = time.monotonic()
        if self.client.scheduler_info(n_workers=-1)["workers"]:
            self.gone_since = None
        elif self.gone_since is None:
            self.gone_since = now
        elif now - self.gone_since >= GONE_AFTER_S:
            raise ExecutorError(f"all workers of the Dask cluster at {self.address} were lost; start some again")


@contextmanager
def _quiet(logger: str) -> Iterator[None]:
    """Nothing is said on the terminal but what this module says."""
    log = logging.getLogger(logger)
    before = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(before)
