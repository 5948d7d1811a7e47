"""Differences between candidates, with intervals."""

from collections.abc import Sequence
from itertools import combinations
from math import nan, sqrt

import numpy as np
import pandas as pd
from scipy.special import stdtr, stdtrit

from simulator.experiments.candidates import Candidate
from simulator.experiments.compare import holm
from simulator.experiments.goals import Goal
from simulator.experiments.outcomes import Values, column, mean_bound, share_of
from simulator.measures import CONFIDENCE, estimate_mean, unit_of

VERSUS = ["number", "difference", "half_width", "n", "p_adjusted", "is_told_apart"]
_OPTIMISM = ["measure", "unit", "search", "fresh", "difference", "half_width"]


def against_best(measure: str, best: Candidate, fresh: Sequence[Candidate], confidence: float) -> pd.DataFrame:
    """The best against each other finalist; p adjusted over all pairs, for the best was chosen from the same values."""
    values = {one.number: _values(one, measure) for one in fresh}
    pairs = [(best.number, number) for number in values if number != best.number]
    pairs += list(combinations((number for number in values if number != best.number), 2))
    rows = [(number, *_paired(values[one], values[number])) for one, number in pairs]
    table = pd.DataFrame(rows, columns=VERSUS[:-1])
    table["p_adjusted"] = holm(table["p_adjusted"].tolist())
    table = table.head(len(values) - 1)
    return table.assign(is_told_apart=table["p_adjusted"] <= 1 - confidence)


def most_lost(goal: Goal, one: Candidate, others: Sequence[Candidate], finalists: int) -> float:
    """How much at most a finalist is worse in the objective than the truly best of it and some others.

    Parameters
    ----------
    goal : Goal
        Whose objective and confidence are meant.
    one : Candidate
        A finalist.
    others : sequence of Candidate
        The finalists that it is held against, with the same luck; itself may be among them.
    finalists : int
        How many there are in all.

    Returns
    -------
    float
        In the unit of the objective; ∞ without two replications in which both have a value.

    Notes
    -----
    The greatest of the one-sided paired bounds against each other one, Bonferroni over the finalists but one.
    Whichever is truly the best, all bounds against it hold with that confidence together, so this holds also of a
    finalist that was chosen by the same values (Hsu 1984).

    References
    ----------
    Hsu (1984), "Constrained simultaneous confidence intervals for multiple comparisons with the best", *Annals of
    Statistics* 12(3).
    """
    rivals = [other for other in others if other.number != one.number]
    each = share_of(goal.spec.confidence, finalists - 1)
    own = goal.sign * _values(one, goal.objective)
    bounds = [mean_bound(goal.sign * _values(other, goal.objective) - own, each, 1) for other in rivals]
    return max([0.0, *bounds])


def optimism(goal: Goal, searched: Candidate, fresh: Candidate) -> pd.DataFrame:
    """How much better the search saw a candidate than fresh luck does: it was chosen because it looked good there.

    Parameters
    ----------
    goal : Goal
        Whose measures are looked at.
    searched, fresh : Candidate
        The same levels, with the values of the search and of the last round.

    Returns
    -------
    DataFrame
        ``measure, unit, search, fresh, difference, half_width``: search less fresh, with Welch's 95 % interval.
    """
    rows = [_welch(name, _values(searched, name), _values(fresh, name)) for name in goal.measures]
    return pd.DataFrame(rows, columns=_OPTIMISM)


def _values(one: Candidate, name: str) -> Values:
    return np.array([nan]) if one.values is None else column(one.values, name)


def _paired(one: Values, other: Values) -> tuple[float, float, int, float]:
    """Mean difference, half-width, n and p of the paired t-test; p is 1 where the values are the same."""
    difference = (one - other)[~np.isnan(one - other)]
    estimate, n = estimate_mean(difference, ""), len(difference)
    if n < 2:
        return estimate.mean, nan, n, 1.0
    deviation = float(difference.std(ddof=1))
    if deviation == 0:
        return estimate.mean, estimate.half_width, n, float(estimate.mean == 0)
    return estimate.mean, estimate.half_width, n, float(2 * stdtr(n - 1, -abs(estimate.mean) / (deviation / sqrt(n))))


def _welch(name: str, one: Values, other: Values) -> tuple[str, str, float, float, float, float]:
    first, second = (values[~np.isnan(values)] for values in (one, other))
    if min(len(first), len(second)) < 2:
        return name, unit_of(name), nan, nan, nan, nan
    parts = [values.var(ddof=1) / len(values) for values in (first, second)]
    degrees = (
        sum(parts) ** 2 / sum(part**2 / (len(v) - 1) for part, v in zip(parts, (first, second), strict=True))
        if sum(parts)
        else 1
    )
    half_width = float(stdtrit(degrees, (1 + CONFIDENCE) / 2)) * sqrt(sum(parts))
    means = float(first.mean()), float(second.mean())
    return name, unit_of(name), *means, means[0] - means[1], half_width
