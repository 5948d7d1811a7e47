"""How many come on each day, and the numbers by which they are addressed."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from simulator.workload.elementary import Array, log

NUMBER_BITS = 20
"""A case is addressed by its day and its number on that day: 12 and 20 bits."""

MOST_CHOOSING = 2**19
"""Numbers of a day from here on are those of cases that a channel brings along, so that they never meet the others'."""

MOST_BROUGHT = 2**12
"""Each of up to 128 channels has so many of them: more in one channel leaves those of another as they are."""

BACKLOG_DAY = 2**12 - 1
"""In place of the day of a case that is there at time 0; no horizon is so long."""

Uniforms = Callable[[NDArray[np.int64]], Array]
"""Day and number -> a uniform number."""


def poisson_numbers(whose: str, daily_mean: Array, most: int, uniforms: Uniforms) -> NDArray[np.int64]:
    """Addresses of those who come: on each day as many as unit-rate exponential gaps fit into the day's mean.

    A larger mean adds cases to those who came before; another mean on one day changes no other day.

    Parameters
    ----------
    whose : str
        The case class, for the message.
    daily_mean : ndarray, shape (days,), float64
        Mean number of cases of each day.
    most : int
        How many numbers of a day there are.
    uniforms : callable
        Day and number -> the uniform number of each gap.

    Returns
    -------
    ndarray, shape (n,), int64
        Day · 2**20 + number on that day, ascending.

    Raises
    ------
    ValueError
        If a day may have more cases than numbers (10 standard deviations above the mean).
    """
    refuse_too_many(whose, daily_mean, most)
    days = np.flatnonzero(daily_mean > 0)
    mean = daily_mean[days]
    block = int(mean.mean() + 6 * np.sqrt(mean.mean())) + 16 if len(days) else 0
    reached, first = np.zeros(len(days)), 0
    found = [np.empty(0, np.int64)]
    while len(days):
        serial = days[:, None] << NUMBER_BITS | np.arange(first, first + block)
        gaps = -log(uniforms(serial.ravel())).reshape(serial.shape)
        sums = np.cumsum(np.column_stack([reached, gaps]), axis=1)[:, 1:]
        found.append(serial[sums < mean[:, None]])
        go_on = sums[:, -1] < mean
        days, mean, reached, first = days[go_on], mean[go_on], sums[go_on, -1], first + block
    return np.sort(np.concatenate(found))


def refuse_too_many(whose: str, daily_mean: Array, most: int) -> None:
    """Raise a ValueError if a day may have more cases than numbers (10 standard deviations above the mean)."""
    largest, limit = daily_mean.max(initial=0.0), most - 10 * np.sqrt(most)
    if largest > limit:
        raise ValueError(f"{largest:,.0f} cases of {whose} are expected on one day; it must be at most {limit:,.0f}")


def brought_numbers(channel: int, serial: NDArray[np.int64]) -> NDArray[np.int64]:
    """Addresses of cases that a channel brings along, from their day and number among these."""
    return serial + (MOST_CHOOSING + channel * MOST_BROUGHT)


def backlog_numbers(cases: int) -> NDArray[np.int64]:
    """Addresses of the cases of a class that are there at time 0."""
    return BACKLOG_DAY << NUMBER_BITS | np.arange(cases, dtype=np.int64)


def is_backlog(serial: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether each case is there at time 0."""
    there: NDArray[np.bool_] = serial >> NUMBER_BITS == BACKLOG_DAY
    return there


def day_of(serial: NDArray[np.int64]) -> NDArray[np.int64]:
    """Day on which each case comes or books; 0 for the initial backlog."""
    return np.where(is_backlog(serial), 0, serial >> NUMBER_BITS)
