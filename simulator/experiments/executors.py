"""Where the tasks of a study are worked on: threads, processes, or the machines of a Dask cluster."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal, TypeVar

_Task = TypeVar("_Task")
_Done = TypeVar("_Done")

Kind = Literal["threads", "processes", "dask"]
KINDS: tuple[Kind, ...] = ("threads", "processes", "dask")

MOST_WORKERS = 4096

_AHEAD = 2
"""Tasks of each worker that wait beyond the one in hand."""


@dataclass(frozen=True)
class Workers:
    """Who does the work.

    Attributes
    ----------
    pool : Executor
        Where tasks are handed in.
    width : int
        How many tasks are worked on at a time.
    """

    pool: Executor
    width: int


class ExecutorError(RuntimeError):
    """The workers that were asked for cannot be had, or were lost; in words."""


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
) -> Iterator[tuple[_Task, _Done]]:
    """Each task with its result, as soon as it is done; tasks are taken only when a worker will soon need them.

    Whoever stops asking for results, or interrupts, ends the work after the tasks in hand.

    Parameters
    ----------
    workers : Workers
        Who works.
    work : callable
        What is done with a task.
    tasks : iterator
        The tasks.
    """
    pending: dict[Future[_Done], _Task] = {}
    try:
        while True:
            for task in islice(tasks, workers.width * (1 + _AHEAD) - len(pending)):
                pending[workers.pool.submit(work, task)] = task
            if not pending:
                return
            done, _ = wait(pending, return_when=FIRST_COMPLETED)
            for future in done:
                yield pending.pop(future), future.result()
    finally:
        for future in pending:
            future.cancel()


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _processes(count: int) -> Executor:
    """Processes that start clean (a fork would copy locks that other threads hold) and leave Ctrl-C to this one."""
    return ProcessPoolExecutor(count, multiprocessing.get_context("spawn"), _ignore_interrupts)


def _ignore_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _dask(address: str) -> Iterator[Workers]:
    try:
        from distributed import Client
    except ImportError:
        raise ExecutorError("a cluster needs Dask: pip install 'simptsp[cluster]'") from None
    try:
        client: Any = Client(address, timeout="10s")  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise ExecutorError(f"no Dask scheduler answers at {address}; start one: dask scheduler") from error
    with client, client.get_executor() as pool:
        yield Workers(pool, max(1, sum(client.nthreads().values())))
