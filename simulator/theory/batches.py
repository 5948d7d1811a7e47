r"""Batch service: Poisson arrivals wait until, at equal intervals, a batch of them is served at once.

The head of the office signs every T minutes: all that wait, or at most K of them in order of arrival. Signing takes
no time of its own. Without a limit a case waits only for the next batch; with one it may be left for a later batch.
Nobody reneges.
"""

import math

import numpy as np
from scipy.linalg import solve_banded
from scipy.optimize import brentq
from scipy.stats import poisson

from simulator.theory._checks import Array, require_positive, require_stable, require_whole

_NEGLIGIBLE = 1e-15
_MOST_NUMBERS = 20_000_000


def batch_mean_wait(arrival_rate: float, interval: float, capacity: int | None = None) -> float:
    r"""Mean waiting time until the batch that takes the case.

    Over every arrival; excludes nothing before the batch and nothing after it.

    Parameters
    ----------
    arrival_rate : float
        Arrivals, λ, per minute. Positive.
    interval : float
        Time from one batch to the next, T, in minutes. Positive.
    capacity : int, optional
        Most cases that a batch takes, K. At least 1; no limit if absent.

    Returns
    -------
    float
        Mean waiting time, W_q, in minutes.

    Raises
    ------
    ValueError
        If an argument is out of range, or so many cases would wait that they cannot be counted.
    UnstableQueueError
        If ``arrival_rate * interval >= capacity``.

    Notes
    -----
    Without a limit :math:`W_q = T / 2`: an arrival falls evenly between two batches. With one, X cases are left by
    a batch and :math:`W_q = E[X] / λ + T / 2` (Little's law). As a batch takes λT on average,
    :math:`E[X] = E[N] - λT`, N being the number just before a batch.

    References
    ----------
    Bailey (1954), On queueing processes with bulk service, *Journal of the Royal Statistical Society B* 16(1), 80-87.

    Examples
    --------
    Signing once an hour, 8 files an hour; all, then at most 10 at a time:

    >>> batch_mean_wait(arrival_rate=8 / 60, interval=60)
    30.0
    >>> round(batch_mean_wait(arrival_rate=8 / 60, interval=60, capacity=10), 2)
    36.59
    """
    if capacity is None:
        require_positive(arrival_rate=arrival_rate, interval=interval)
        return interval / 2
    found = batch_queue_probabilities(arrival_rate, interval, capacity)
    left = np.maximum(np.arange(len(found)) - capacity, 0)
    return float(found @ left) / arrival_rate + interval / 2


def batch_wait_variance(interval: float) -> float:
    r"""Variance of the waiting time if every batch takes all that wait.

    Over every arrival; there is no limit to a batch.

    Parameters
    ----------
    interval : float
        Time from one batch to the next, T, in minutes. Positive.

    Returns
    -------
    float
        Variance of the waiting time, in squared minutes.

    Raises
    ------
    ValueError
        If the argument is out of range.

    Notes
    -----
    The wait is uniform between 0 and T: :math:`T^2 / 12`.

    References
    ----------
    Ross (2014), *Introduction to Probability Models*, 11th ed., ch. 5: given their number, Poisson arrivals are
    independent and uniform over an interval.

    Examples
    --------
    >>> batch_wait_variance(interval=60)
    300.0
    """
    require_positive(interval=interval)
    return interval**2 / 12


def batch_queue_probabilities(arrival_rate: float, interval: float, capacity: int | None = None) -> Array:
    r"""Distribution of the number of cases that wait just before a batch.

    Steady state; a batch takes all of them, or as many as it can.

    Parameters
    ----------
    arrival_rate : float
        Arrivals, λ, per minute. Positive.
    interval : float
        Time from one batch to the next, T, in minutes. Positive.
    capacity : int, optional
        Most cases that a batch takes, K. At least 1; no limit if absent.

    Returns
    -------
    ndarray, shape (n,), float64
        Probabilities of 0, 1, ..., n - 1 cases; those of more are negligible.

    Raises
    ------
    ValueError
        If an argument is out of range, or so many cases would wait that they cannot be counted.
    UnstableQueueError
        If ``arrival_rate * interval >= capacity``.

    Notes
    -----
    Without a limit N is Poisson with mean λT. With one, :math:`N_{k+1} = \max(N_k - K, 0) + A_k` with A Poisson
    (λT). The balance equations of the number left by a batch, :math:`X = \max(N - K, 0)`, are solved up to a number
    beyond which the tail is negligible: it falls as :math:`z^{-n}`, z > 1 being the root of
    :math:`z^K = e^{λT (z - 1)}`.

    References
    ----------
    Bailey (1954), On queueing processes with bulk service, *Journal of the Royal Statistical Society B* 16(1), 80-87.

    Examples
    --------
    Two arrivals between batches of at most three: how often 0, 1, 2 or 3 wait; more than three do not all fit.

    >>> found = batch_queue_probabilities(arrival_rate=0.2, interval=10, capacity=3)
    >>> found[:4].round(3).tolist()
    [0.103, 0.222, 0.246, 0.19]
    """
    require_positive(arrival_rate=arrival_rate, interval=interval)
    mean = arrival_rate * interval
    _require_countable(mean, mean)
    most_arrivals = int(poisson.isf(_NEGLIGIBLE, mean)) + 1
    arrivals: Array = poisson.pmf(np.arange(most_arrivals + 1), mean)
    if capacity is None:
        return arrivals
    require_whole(capacity=capacity)
    require_stable(mean / capacity, where=f"With at most {capacity} in a batch, ")
    size = most_arrivals + capacity + _length_of_tail(mean, capacity)
    _require_countable(mean, size * (most_arrivals + capacity))
    return np.convolve(_left_by_a_batch(mean, capacity, max(most_arrivals - capacity, 0), size), arrivals)


def _require_countable(mean: float, numbers: float) -> None:
    """What has to be held in memory at once is limited."""
    if numbers > _MOST_NUMBERS:
        raise ValueError(f"arrival_rate * interval is {mean:.9g}; it must be lower: too many cases would wait.")


def _length_of_tail(mean: float, capacity: int) -> int:
    """Number of cases over which the tail of the distribution becomes negligible."""

    def excess(logarithm: float) -> float:
        return mean * math.expm1(logarithm) - capacity * logarithm

    # The difference is least, and below 0, where z is capacity / mean.
    least = math.log(capacity / mean)
    logarithm = brentq(excess, least, 2 * least + 2)
    return math.ceil(-math.log(_NEGLIGIBLE) / logarithm)


def _left_by_a_batch(mean: float, capacity: int, most_growth: int, size: int) -> Array:
    """Solve the balance equations of 0 ... size cases left; the share of 0 is 1 until all are scaled to sum to 1."""
    growth = np.arange(-capacity, most_growth + 1)
    balance = (growth == 0) - poisson.pmf(growth + capacity, mean)
    from_none = poisson.pmf(np.arange(1, size + 1) + capacity, mean)
    others = solve_banded((most_growth, capacity), np.repeat(balance[:, None], size, axis=1), from_none)
    weights: Array = np.append(1.0, others)
    return weights / float(weights.sum())
