"""Procedures that find the best of several alternatives by asking for one observation after the other.

They are written out here because the ones of sim-tools 1.3 are not those of the papers where alternatives share their
luck: its KN looks up the variance of another pair of alternatives than the one compared (right for two alternatives, or
where all variances are equal), its KN++ adds variances where it needs that of the difference and may eliminate all, and
its OCBA takes the wrong sign into its running variance when observations are negative or maximised, and cannot take two
alternatives. The tests hold this module against it where it is right.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

Observe = Callable[[int, int], float]
"""Alternative, replication -> observation; larger is better."""

FEWEST_FIRST = 5

_TINY = 1e-12
_PART = 0.05  # of the budget of OCBA, between two looks at the means


@dataclass(frozen=True)
class Ranked:
    """What a procedure found.

    Attributes
    ----------
    contenders : tuple of int
        The alternatives that are left; one if it came to an end.
    observations : tuple of ndarray
        Of each alternative, all that were asked for.
    correct : float
        Probability of correct selection: as promised (KN) or as estimated from the observations (OCBA); not a number
        if the procedure did not come to its end.
    """

    contenders: tuple[int, ...]
    observations: tuple[NDArray[np.float64], ...]
    correct: float


def kim_nelson(
    observe: Observe,
    k: int,
    indifference: float,
    confidence: float,
    first: int = 10,
    budget: int | None = None,
    stop: Callable[[], bool] | None = None,
) -> Ranked:
    """Procedure KN: alternatives are eliminated one by one until one is left.

    Parameters
    ----------
    observe : callable
        Gives replication r of an alternative. Number r may have the same luck for all: the guarantee holds, and fewer
        are needed.
    k : int
        How many alternatives.
    indifference : float
        Smallest difference that matters, δ. Positive.
    confidence : float
        Probability of selecting the best one, if it is better than each other by δ or more.
    first : int, optional
        Observations of each from which variances are estimated.
    budget : int, optional
        Most observations in all; without one, as many as it takes.
    stop : callable, optional
        Asked before each round; True ends it as if the budget were spent.

    Returns
    -------
    Ranked
        One contender; several if the budget did not suffice, or if their means are exactly equal at the end.

    Notes
    -----
    With S²(i, l) the variance of the first paired differences, h² = 2 η (n₀ - 1) and
    η = ((2 α / (k - 1))^(-2 / (n₀ - 1)) - 1) / 2, alternative i is out after r observations of each as soon as its mean
    lies below that of some l by more than max(0, δ / (2 r) · (h² S²(i, l) / δ² - r)). Observations are taken as
    normal.

    References
    ----------
    Kim & Nelson (2001), *ACM Transactions on Modeling and Computer Simulation* 11(3).
    """
    seen = [[observe(i, r) for r in range(first)] for i in range(k)]
    at_first = np.array(seen)
    variances = (at_first[:, None, :] - at_first[None, :, :]).var(axis=-1, ddof=1)
    h_squared = (first - 1) * ((2 * (1 - confidence) / (k - 1)) ** (-2 / (first - 1)) - 1)
    totals, left, r = at_first.sum(axis=1), np.arange(k), first
    while True:
        means = totals[left] / r
        reach = indifference / (2 * r) * (h_squared * variances[np.ix_(left, left)] / indifference**2 - r)
        left = left[(means[:, None] >= means[None, :] - np.maximum(0.0, reach)).all(axis=1)]
        if len(left) == 1 or (reach <= 0).all():
            return _ranked(left, seen, confidence)
        is_spent = budget is not None and sum(map(len, seen)) + len(left) > budget
        if is_spent or (stop is not None and stop()):
            return _ranked(left, seen, float("nan"))
        for i in left:
            seen[i].append(observe(int(i), r))
            totals[i] += seen[i][-1]
        r += 1


def ocba(observe: Observe, k: int, budget: int, first: int = 10, stop: Callable[[], bool] | None = None) -> Ranked:
    """Optimal computing budget allocation: a fixed number of observations, most of them where they help to decide.

    Parameters
    ----------
    observe : callable
        Gives replication r of an alternative.
    k : int
        How many alternatives.
    budget : int
        Observations in all; at least `first` for each.
    first : int, optional
        Observations of each before any allocation.
    stop : callable, optional
        Asked before each allocation; True ends it as if the budget were spent.

    Returns
    -------
    Ranked
        The alternative with the best mean. The probability is Bonferroni's bound from the observed means and variances,
        as for independent alternatives: an estimate, no promise.

    Notes
    -----
    With b the best by mean, δ(i) its lead on i and σ²(i) the variances, observations are allocated so that
    N(i) / N(j) = (σ(i) δ(j) / (σ(j) δ(i)))² and N(b) = σ(b) √(Σ N(i)² / σ²(i)) over i other than b.

    References
    ----------
    Chen, Lin, Yücesan & Chick (2000), *Discrete Event Dynamic Systems* 10; Chen & Lee (2011), *Stochastic Simulation
    Optimization*, ch. 3.
    """
    seen = [[observe(i, r) for r in range(first)] for i in range(k)]
    part = max(1, int(_PART * budget))
    while (made := sum(map(len, seen))) < budget and not (stop is not None and stop()):
        wanted = _shares(seen) * min(budget, made + part)
        for _ in range(min(part, budget - made)):
            short = wanted - [len(values) for values in seen]
            i = int(short.argmax())
            seen[i].append(observe(i, len(seen[i])))
    means = np.array([np.mean(values) for values in seen])
    return _ranked(np.array([means.argmax()]), seen, _correct(seen))


def _shares(seen: list[list[float]]) -> NDArray[np.float64]:
    """Of the observations, those that each alternative should have."""
    means, variances = _moments(seen)
    best = int(means.argmax())
    others = np.arange(len(seen)) != best
    leads = np.maximum(means[best] - means, _TINY * (1 + abs(means[best])))
    weights = variances / leads**2
    weights[best] = sqrt(variances[best] * float((weights[others] ** 2 / variances[others]).sum()))
    return np.asarray(weights / weights.sum())


def _correct(seen: list[list[float]]) -> float:
    """Bonferroni's bound of the probability that the best by mean is the best, as for independent alternatives."""
    means, variances = _moments(seen)
    best = int(means.argmax())
    of_mean = variances / [len(values) for values in seen]
    leads = (means[best] - means) / np.sqrt(of_mean + of_mean[best])
    return max(0.0, 1 - float(ndtr(-np.delete(leads, best)).sum()))


def _moments(seen: list[list[float]]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Means and variances; the latter never quite 0, which stands for 'no more observations needed'."""
    means = np.array([np.mean(values) for values in seen])
    variances = np.array([np.var(values, ddof=1) for values in seen])
    return means, np.maximum(variances, (_TINY * (1 + np.abs(means).max())) ** 2)


def _ranked(left: NDArray[np.int_], seen: list[list[float]], correct: float) -> Ranked:
    return Ranked(tuple(map(int, left)), tuple(np.array(values) for values in seen), correct)
