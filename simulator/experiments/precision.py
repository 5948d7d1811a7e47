"""How many replications: until the intervals are as narrow as asked for, and stay so."""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri, stdtrit

from simulator.measures import CONFIDENCE

FEWEST = 30
"""Replications before the rule is looked at: with fewer, intervals that are narrow by chance end a run too early
(docs/decisions/0015)."""

MOST = 1000
POWER = float(ndtri(0.8))
"""Standard errors beyond the half-width for a chance of 80 %."""

LOOK_AHEAD = 5
"""Replications for which the interval must stay narrow; above 100 replications 5 in every hundred."""


@dataclass(frozen=True)
class Precision:
    """A stopping rule, and how it ended.

    Attributes
    ----------
    target : float
        Half-width of the 95 % interval as a share of the mean; in a comparison, of the base's mean.
    measures : tuple of str
        All of them must be that precise.
    most : int
        Replications at which it stops in any case.
    half_widths : tuple of float
        What was reached, as shares, in the order of `measures`; not a number where there is no interval.
    is_reached : bool
        Whether all were reached and stayed so.
    """

    target: float
    measures: tuple[str, ...]
    most: int
    half_widths: tuple[float, ...] = ()
    is_reached: bool = False


class Watch:
    """Mean and spread of several columns as replications come, and whether the rule is satisfied.

    Notes
    -----
    The number of replications is the first, n, from 30 on at which each half-width is at most the target times the
    mean, and at which this stays so for the next k(n) replications: 5, or n / 20 if that is more. All n + k(n) count.

    References
    ----------
    Hoad, Robinson & Davies (2010), Automated selection of the number of replications for a discrete-event simulation,
    *Journal of the Operational Research Society* 61(11), 1632-1644.
    """

    def __init__(self, target: float, columns: int, fewest: int = FEWEST):
        self._target = target
        self._fewest = fewest
        self._seen = 0
        self._narrow_since: int | None = None
        self._n = np.zeros(columns, np.int64)
        self._mean = np.zeros(columns)
        self._squares = np.zeros(columns)
        self._scale_n = np.zeros(columns, np.int64)
        self._scale = np.zeros(columns)

    def add(self, values: NDArray[np.float64], scales: NDArray[np.float64]) -> bool:
        """Take the values of one replication, and what they are compared with; tell whether that is enough.

        Parameters
        ----------
        values, scales : ndarray, shape (n_columns,), float64
            What must be precise, and of whose mean the target is a share; what is not a number is left out.
        """
        self._seen += 1
        has_value, has_scale = ~np.isnan(values), ~np.isnan(scales)
        self._n += has_value
        n = np.maximum(self._n, 1)
        step = np.where(has_value, values - self._mean, 0.0) / n
        self._squares += step**2 * n * (n - 1)
        self._mean += step
        self._scale_n += has_scale
        self._scale += np.where(has_scale, scales - self._scale, 0.0) / np.maximum(self._scale_n, 1)
        if not self._is_narrow():
            self._narrow_since = None
        elif self._narrow_since is None:
            self._narrow_since = self._seen
        return self._narrow_since is not None and self._seen - self._narrow_since >= _look_ahead(self._narrow_since)

    def relative_half_widths(self) -> NDArray[np.float64]:
        """Half-widths as shares of the scales; not a number for fewer than two values, or beside a scale of 0."""
        n = np.maximum(self._n, 2)
        spread = np.sqrt(self._squares / (n - 1))
        half_widths = stdtrit(n - 1, (1 + CONFIDENCE) / 2) * spread / np.sqrt(n)
        with np.errstate(divide="ignore", invalid="ignore"):
            shares = np.where(half_widths == 0, 0.0, half_widths / np.abs(self._scale))
        return np.where(self._n < 2, np.nan, shares)

    def _is_narrow(self) -> bool:
        return self._seen >= self._fewest and bool((self.relative_half_widths() <= self._target).all())


def _look_ahead(n: int) -> int:
    return max(LOOK_AHEAD, n * LOOK_AHEAD // 100)


def still_needed(mean: float, deviation: float, n: int) -> int | None:
    r"""Replications beyond n that would tell a mean difference from 0, if it and the spread stay what they are.

    Parameters
    ----------
    mean : float
        Of n differences; not a number if there is none.
    deviation : float
        Their standard deviation.
    n : int
        How many there are.

    Returns
    -------
    int or None
        0 if the 95 % interval leaves out 0 already; else with so many more it does so with a chance of 80 %. None if a
        million would not do, or there is no difference or no interval.

    Notes
    -----
    The least m with :math:`(t_{m-1, 0.975} + z_{0.8})\, s / \sqrt m \le |d|`.

    References
    ----------
    Law (2015), *Simulation Modeling and Analysis*, 5th ed., 9.4.1; Cohen (1988), *Statistical Power Analysis*, ch. 2.

    Examples
    --------
    >>> still_needed(mean=2.0, deviation=10.0, n=30)
    168
    """
    if np.isnan(mean) or n < 2 or mean == 0:
        return None
    if _reach(deviation, n, 0.0) <= abs(mean):
        return 0
    low, high = n, 1_000_000
    if _reach(deviation, high, POWER) > abs(mean):
        return None
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if _reach(deviation, middle, POWER) <= abs(mean) else (middle + 1, high)
    return low - n


def _reach(deviation: float, n: int, beyond: float) -> float:
    """Half-width and as many standard errors beyond it."""
    return (float(stdtrit(n - 1, (1 + CONFIDENCE) / 2)) + beyond) * deviation / sqrt(n)
