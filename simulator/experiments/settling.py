"""Whether an office settles: cases in it through the time, warm-up by MSER-5, and queues that only grow."""

from dataclasses import dataclass
from math import isnan

import numpy as np
from numpy.typing import NDArray

from simulator.calendars import MS_PER_DAY, MS_PER_HOUR
from simulator.eventlog import Event, EventLog
from simulator.eventlog.kinds import ENDINGS
from simulator.measures import estimate_mean
from simulator.scenario import ResolvedScenario

BATCH = 5
"""Moments averaged before the rule is applied: the 5 of MSER-5."""

FEWEST_MOMENTS = 50
"""Moments that a warm-up by MSER-5 needs: ten batches."""

FOUR_WEEKS = 28
"""Moments below which nothing is said of growth: four weeks of days."""

GROWTH = 0.1
"""A number of cases that is larger by less than this from one quarter of the time to the next counts as settled."""


@dataclass(frozen=True)
class Settling:
    """What the number of cases in the office shows.

    Attributes
    ----------
    warm_up_ms : int
        Time at the start that is to be left out, by MSER-5, milliseconds; at most half of the time.
    is_growing : bool
        Whether the number of cases still grows at the end.
    growth : float
        From the third to the last quarter of the time, as a share of the third; not a number if nobody is there.
    """

    warm_up_ms: int
    is_growing: bool
    growth: float


def step_ms(office: ResolvedScenario) -> int:
    """Time between two moments at which cases are counted: a day where staff goes home, else an hour."""
    staff = [*office.persons, *(server for station in office.stations for server in station.servers)]
    goes_home = any(end_ms < office.horizon_ms for one in staff for _, end_ms in one.shifts)
    return MS_PER_DAY if goes_home else MS_PER_HOUR


def present_through(log: EventLog, step: int) -> NDArray[np.int64]:
    """How many cases are in the office at the end of each step of time.

    Parameters
    ----------
    log : EventLog
        One replication.
    step : int
        Time between two moments, milliseconds.

    Returns
    -------
    ndarray, shape (n_steps,), int64
        Cases that have arrived and not ended.
    """
    moments = np.arange(step, log.horizon_ms + 1, step)
    times_ms, events = log["time_ms"], log["event"]
    came = np.searchsorted(times_ms[events == Event.ARRIVAL], moments, side="right")
    left = np.searchsorted(times_ms[np.isin(events, list(ENDINGS))], moments, side="right")
    return came - left


def settling(present: NDArray[np.int64], step: int) -> Settling | None:
    """Warm-up, and whether the office settles.

    Parameters
    ----------
    present : ndarray, shape (n_replications, n_steps), int64
        Cases in the office through the time.
    step : int
        Time between two moments, milliseconds.

    Returns
    -------
    Settling or None
        None where there are fewer than 28 moments.

    Notes
    -----
    The number grows if the mean over the last quarter exceeds that over the third by more than a tenth of it, and so
    does the whole 95 % interval of the difference over the replications.

    References
    ----------
    White, Cobb & Spratt (2000), A comparison of five steady-state truncation heuristics, *Proc. Winter Simulation
    Conference*, 755-760: MSER-5.
    """
    steps = present.shape[1]
    if steps < FOUR_WEEKS:
        return None
    batches = mser(present.mean(axis=0)[: steps // BATCH * BATCH].reshape(-1, BATCH).mean(axis=1))
    growth, is_growing = _growth(present)
    return Settling(batches * BATCH * step, is_growing, growth)


def mser(series: NDArray[np.float64]) -> int:
    """How many values at the start to leave out: those without which the rest has the smallest standard error.

    Parameters
    ----------
    series : ndarray, shape (n,), float64
        Values through the time.

    Returns
    -------
    int
        At most half of them, since a few values agree by chance; the least if several do equally well.
    """
    rests = [series[first:] for first in range(len(series) // 2 + 1)]
    return int(np.argmin([rest.var() / len(rest) for rest in rests]))


def _growth(present: NDArray[np.int64]) -> tuple[float, bool]:
    quarter = present.shape[1] // 4
    third = present[:, 2 * quarter : 3 * quarter].mean(axis=1)
    last = present[:, 3 * quarter : 4 * quarter].mean(axis=1)
    more = estimate_mean(last - third, "cases")
    growth = more.mean / third.mean() if third.mean() else float("nan")
    return growth, not isnan(growth) and more.low > GROWTH * third.mean()
