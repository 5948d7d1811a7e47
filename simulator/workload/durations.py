"""Addressed draws of durations, in whole milliseconds."""

import numpy as np
from numpy.typing import NDArray

from simulator.calendars.hours import MS_PER_MINUTE
from simulator.scenario.resolved import Duration
from simulator.workload.elementary import Array, exp, log, normal_quantile
from simulator.workload.streams import Draw

SHORTEST_MS = 1
LONGEST_MS = 2**50
BOOST_INDEX = 65_535
PART_BITS = 5
LAST_INDEX = 2**PART_BITS - 1

PARTS = 2 ** (16 - PART_BITS)
"""Into how many addresses :func:`part` can divide one."""


def sample_ms(duration: Duration, draw: Draw) -> NDArray[np.int64]:
    """Durations drawn from a distribution.

    Parameters
    ----------
    duration : Duration
        The distribution.
    draw : callable
        index -> two arrays of uniform numbers, shape (n,): one pair per address.

    Returns
    -------
    ndarray, shape (n,), int64
        Milliseconds, rounded once, at least 1: what starts at one instant ends at a later one.
    """
    return to_ms(sample_minutes(duration, draw))


def to_ms(minutes: Array) -> NDArray[np.int64]:
    """Minutes -> whole milliseconds, half up, at least 1.

    This is the only place where a duration is rounded.

    Examples
    --------
    >>> to_ms(np.array([10.0, 0.0, 0.000025])).tolist()
    [600000, 1, 2]
    """
    ms = np.floor(minutes * MS_PER_MINUTE + 0.5)
    return np.clip(ms, SHORTEST_MS, LONGEST_MS).astype(np.int64)


def part(draw: Draw, number: int) -> Draw:
    """One of several durations at the same address, 0 to ``PARTS - 1``.

    Each has 32 indices; the last serves whatever a distribution asks for beyond (a gamma with shape below 1 does, once;
    rejection goes on so far once in 10**40 draws).
    """
    return lambda index: draw(number << PART_BITS | min(index, LAST_INDEX))


def sample_minutes(duration: Duration, draw: Draw) -> Array:
    """Durations drawn from a distribution, in minutes, not rounded."""
    u = draw(0)[0]
    match duration.kind:
        case "exponential":
            return -duration.a * log(u)
        case "lognormal":
            return exp(np.clip(duration.a + duration.b * normal_quantile(u), -700.0, 700.0))
        case "gamma":
            return duration.a * _standard_gamma(duration.b, draw)
        case "deterministic":
            return np.full_like(u, duration.a)
        case "empirical":
            values: Array = np.array(duration.values)
            return values[np.searchsorted(np.array(duration.cumulative), u, side="left")]
    raise ValueError(f"{duration.kind!r} is not a kind of distribution")


def _standard_gamma(shape: float, draw: Draw) -> Array:
    """Gamma with scale 1, by rejection; each address goes on with its own next index until it accepts.

    Marsaglia & Tsang (2000), "A simple method for generating gamma variables", *ACM TOMS* 26(3).
    """
    if shape < 1:
        u = draw(BOOST_INDEX)[0]
        return _standard_gamma(shape + 1, draw) * exp(np.clip(log(u) / shape, -700.0, 0.0))
    d = shape - 1 / 3
    c = 1 / np.sqrt(9 * d)
    result = np.full_like(draw(0)[0], np.nan)
    index = 0
    while (open_ := np.isnan(result)).any():
        u, w = draw(index)
        x = normal_quantile(u)
        t = 1 + c * x
        v = t * t * t
        log_v = log(np.where(v > 0, v, 1.0))
        accepted = open_ & (v > 0) & (log(w) < 0.5 * x * x + d - d * v + d * log_v)
        result[accepted] = d * v[accepted]
        index += 1
    return result
