"""Replications of an office, one after the other or on several threads."""

from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from simulator.engines import Engine
from simulator.eventlog import EventLog
from simulator.experiments.executors import processors
from simulator.experiments.settling import present_through, step_ms
from simulator.measures import Window, measure_rows
from simulator.scenario import ResolvedScenario
from simulator.workload import make_workload

_Task = TypeVar("_Task")
_Done = TypeVar("_Done")

MOST_THREADS = 256

_AHEAD = 2
"""Tasks of each thread that wait beyond the one in hand: enough to keep it busy, few enough to keep memory small."""


@dataclass(frozen=True)
class Replication:
    """What came out of one replication.

    Attributes
    ----------
    number : int
        Which one.
    values : ndarray, shape (n_measures,), float64
        As :func:`simulator.measures.measure_rows` gives them.
    present : ndarray, shape (n_moments,), int64, or None
        Cases in the office through the time, if they are counted: see
        :func:`simulator.experiments.settling.present_through`.
    log : EventLog or None
        What happened, if it is kept.
    """

    number: int
    values: NDArray[np.float64]
    present: NDArray[np.int64] | None
    log: EventLog | None


def replicate(
    offices: Sequence[ResolvedScenario],
    warm_ups_ms: Sequence[int],
    seed: int,
    replications: range,
    simulate: Engine,
    threads: int,
    keep_log: bool,
    count_present: bool = False,
) -> Generator[tuple[Replication, ...], None, None]:
    """Replications of one or more offices, in order, each as soon as it and those before it are done.

    Parameters
    ----------
    offices : sequence of ResolvedScenario
        The offices; in each replication all of them face the same people, needs and outages.
    warm_ups_ms : sequence of int
        For each office the time at the start that is not counted, milliseconds.
    seed : int
        Root seed.
    replications : range
        Their numbers.
    simulate : Engine
        What simulates them.
    threads : int
        How many are simulated at a time. The results do not depend on it.
    keep_log : bool
        Whether to keep the event logs.
    count_present : bool, optional
        Whether to count the cases in the office through the time.

    Yields
    ------
    tuple of Replication
        One of each office.
    """
    windows = [Window(ms, office.waiting_target_ms) for ms, office in zip(warm_ups_ms, offices, strict=True)]
    steps = [step_ms(office) for office in offices]

    def one(task: tuple[int, int]) -> Replication:
        number, place = task
        log = simulate(make_workload(offices[place], seed, number))
        values = measure_rows(log.rows(), log.names, log.horizon_ms, windows[place])
        present = present_through(log, steps[place]) if count_present else None
        return Replication(number, values, present, log if keep_log else None)

    done = on_threads(one, ((number, place) for number in replications for place in range(len(offices))), threads)
    try:
        while together := tuple(islice(done, len(offices))):
            yield together
    finally:
        done.close()


def on_threads(work: Callable[[_Task], _Done], tasks: Iterator[_Task], threads: int) -> Generator[_Done, None, None]:
    """Results of tasks in the order of the tasks, which are taken only when a thread will soon need them.

    Whoever stops asking for results, or interrupts, ends the work after the tasks in hand.
    """
    if threads == 1:
        yield from map(work, tasks)
        return
    pool = ThreadPoolExecutor(threads)
    try:
        waiting = [pool.submit(work, task) for task in islice(tasks, threads * (1 + _AHEAD))]
        while waiting:
            yield waiting.pop(0).result()
            waiting += [pool.submit(work, task) for task in islice(tasks, 1)]
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def threads_for(engine: str, threads: int | None) -> int:
    """How many threads to use.

    Parameters
    ----------
    engine : str
        Name of the engine; only the fast one lets others work beside it.
    threads : int or None
        What was asked for; None for as many as this process may use processors.

    Raises
    ------
    ValueError
        If it is not a whole number from 1 to 256.
    """
    if threads is not None and not (isinstance(threads, int) and 1 <= threads <= MOST_THREADS):
        raise ValueError(f"threads is {threads!r}; it must be a whole number from 1 to {MOST_THREADS}")
    if engine != "fast":
        return 1
    return threads or processors()
