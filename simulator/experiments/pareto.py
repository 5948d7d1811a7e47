"""Cost against quality: the candidates than which none is both cheaper and better."""

from collections.abc import Sequence
from math import isnan

import numpy as np
import pandas as pd

from simulator.experiments.candidates import Candidate
from simulator.experiments.goals import Goal
from simulator.experiments.outcomes import column, worst_group
from simulator.measures import better, estimate_mean

MOST_ON_FRONT = 12
"""Candidates of a front that are simulated again."""

_COLUMNS = ["measure", "number", "cost", "mean", "half_width", "n", "group", "is_on_front"]


def front(candidates: Sequence[Candidate], measure: str) -> list[Candidate]:
    """Those that no other beats in cost and measure, the cheapest first.

    Parameters
    ----------
    candidates : sequence of Candidate
        Simulated, feasible or not.
    measure : str
        A measure for which more or less is better.

    Returns
    -------
    list of Candidate
        With strictly rising cost and strictly better means.
    """
    kept: list[Candidate] = []
    best = -np.inf
    for one in sorted(candidates, key=lambda one: (one.cost, -_quality(one, measure), one.number)):
        quality = _quality(one, measure)
        if quality > best:
            kept.append(one)
            best = quality
    return kept


def to_simulate_again(goal: Goal, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates of all fronts of a goal, of each front at most 12, evenly spread from end to end."""
    found: dict[int, Candidate] = {}
    for measure in goal.spec.pareto:
        ends = front(candidates, measure)
        places = np.unique(np.linspace(0, len(ends) - 1, min(MOST_ON_FRONT, len(ends))).round().astype(int))
        found |= {ends[place].number: ends[place] for place in places}
    return list(found.values())


def pareto_table(goal: Goal, fresh: Sequence[Candidate]) -> pd.DataFrame:
    """Cost against each measure of the goal, from fresh values.

    Parameters
    ----------
    goal : Goal
        Whose measures are set against cost.
    fresh : sequence of Candidate
        Those that the search had on a front, and finalists, simulated with fresh luck.

    Returns
    -------
    DataFrame
        ``measure, number, cost, mean, half_width, n, group, is_on_front``, the cheapest first; `group` is the worst-off
        one, where the measure asks for it. A candidate that fresh luck moves off the front stays in the table.
    """
    rows = []
    for measure in goal.spec.pareto:
        still = {one.number for one in front(fresh, measure)}
        rows += [
            _row(measure, one, one.number in still) for one in sorted(fresh, key=lambda one: (one.cost, one.number))
        ]
    return pd.DataFrame(rows, columns=_COLUMNS)


def _row(measure: str, one: Candidate, is_on_front: bool) -> tuple[object, ...]:
    values = pd.DataFrame() if one.values is None else one.values
    estimate = estimate_mean(column(values, measure), "")
    group = worst_group(values, measure) or ""
    return measure, one.number, one.cost, estimate.mean, estimate.half_width, estimate.n, group, is_on_front


def _quality(one: Candidate, measure: str) -> float:
    """Mean of the measure, larger being better; -∞ without a value."""
    if one.values is None:
        return -np.inf
    mean = estimate_mean(column(one.values, measure), "").mean
    return -np.inf if isnan(mean) else better(measure) * mean
