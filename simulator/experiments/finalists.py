"""The last round: the best candidates again with fresh luck, against each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan, nan

import pandas as pd

from simulator.experiments.asking import rank
from simulator.experiments.candidates import Candidate
from simulator.experiments.contrasts import VERSUS, against_best, most_lost
from simulator.experiments.goals import Goal
from simulator.experiments.outcomes import COST

_NEAR = 3
"""Candidates that the search could not prove feasible, but that may be, and would be better."""


@dataclass(frozen=True)
class Finals:
    """What the last round decided.

    Attributes
    ----------
    candidates : tuple of Candidate
        The finalists with their fresh values, feasible ones first.
    feasible : int
        How many are.
    best : Candidate or None
        The feasible one with the best objective; None if none is feasible.
    recommended : Candidate or None
        The best; with an indifference, the cheapest feasible one that loses no more than it for sure.
    versus : DataFrame
        ``number, difference, half_width, n, p_adjusted, is_told_apart``: of each other finalist the paired difference
        of the best less it, in :func:`compared_measure`, with its 95 % interval and p, adjusted by Holm over all pairs
        of finalists.
    near : Candidate or None
        One whose means satisfy the constraints, though not with confidence, and that would be better than the
        recommended one, if there is one.
    most_lost : float
        How much at most the recommended one is worse in the objective than the truly best feasible finalist; not a
        number where none is recommended or cost is the objective.
    """

    candidates: tuple[Candidate, ...]
    feasible: int
    best: Candidate | None
    recommended: Candidate | None
    versus: pd.DataFrame
    near: Candidate | None
    most_lost: float = nan

    @property
    def alike(self) -> list[Candidate]:
        """Feasible ones that are cheaper than the best and cannot be told from it, the cheapest first."""
        if self.best is None:
            return []
        numbers = set(self.versus.loc[~self.versus["is_told_apart"].astype(bool), "number"])
        feasible = self.candidates[: self.feasible]
        cheaper = [one for one in feasible if one.number in numbers and one.cost < self.best.cost]
        return sorted(cheaper, key=lambda one: (one.cost, one.number))

    @property
    def least_bad(self) -> Candidate:
        """Where none is feasible: the one that lacks least."""
        return self.candidates[0]


def compared_measure(goal: Goal) -> str:
    """The measure in which finalists are compared: the objective, or the first constraint's where that is cost."""
    return goal.constraints[0].measure if goal.objective == COST else goal.objective


def choose_finalists(goal: Goal, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Those worth a second look: the best, the cheapest feasible one, and better ones that may be feasible.

    Parameters
    ----------
    goal : Goal
        What is wanted.
    candidates : sequence of Candidate
        Of the search.

    Returns
    -------
    list of Candidate
        The best first; at most `finalists` and four more.
    """
    valid = sorted(
        (one for one in candidates if one.values is not None), key=lambda one: (*rank(one, goal), one.cost, one.number)
    )
    feasible = [one for one in valid if one.verdict(goal).is_feasible]
    chosen = valid[: goal.spec.finalists]
    if feasible:
        chosen.append(min(feasible, key=lambda one: (one.cost, -goal.sign * one.objective(goal))))
    near = [one for one in valid if one not in feasible and one.verdict(goal).may_be_feasible]
    if feasible:
        near = [one for one in near if _is_better(one, feasible[0], goal)]
    chosen += sorted(near, key=lambda one: (one.violation(goal), one.number))[:_NEAR]
    return list({one.number: one for one in chosen}.values())


def decide(goal: Goal, fresh: Sequence[Candidate]) -> Finals:
    """Judge finalists by their fresh values.

    Parameters
    ----------
    goal : Goal
        What is wanted.
    fresh : sequence of Candidate
        The finalists, simulated with the same fresh luck.

    Returns
    -------
    Finals
        Feasible is what satisfies all constraints with the confidence of the goal, Bonferroni over constraints and
        finalists: all that are called feasible are so with that confidence together.
    """
    feasible = [one for one in fresh if _is_feasible(one, goal, len(fresh))]
    others = [one for one in fresh if one not in feasible]
    ordered = sorted(feasible, key=lambda one: _order(one, goal))
    ordered += sorted(others, key=lambda one: (one.violation(goal, len(fresh)), one.number))
    if not feasible:
        return Finals(tuple(ordered), 0, None, None, pd.DataFrame(columns=VERSUS), _nearest(goal, fresh, None))
    best = min(feasible, key=lambda one: _order(one, goal))
    versus = against_best(compared_measure(goal), best, fresh, goal.spec.confidence)
    is_cost = goal.objective == COST
    lost = {one.number: nan if is_cost else most_lost(goal, one, feasible, len(fresh)) for one in feasible}
    will_do = [one for one in feasible if one.cost < best.cost and lost[one.number] <= (goal.spec.indifference or 0.0)]
    recommended = min(will_do, key=lambda one: (one.cost, _order(one, goal)), default=best)
    near = _nearest(goal, fresh, recommended)
    return Finals(tuple(ordered), len(feasible), best, recommended, versus, near, lost[recommended.number])


def _is_feasible(one: Candidate, goal: Goal, candidates: int) -> bool:
    return one.values is not None and one.verdict(goal, candidates).is_feasible and not isnan(one.objective(goal))


def _is_better(one: Candidate, other: Candidate, goal: Goal) -> bool:
    return goal.sign * one.objective(goal) > goal.sign * other.objective(goal)


def _order(one: Candidate, goal: Goal) -> tuple[float, float, float, int]:
    """The best first: by objective, then by cost, then by how well the first constraint is kept."""
    kept = one.verdict(goal).mean_shortfalls[0] if goal.constraints else 0.0
    return -goal.sign * one.objective(goal), one.cost, kept, one.number


def _nearest(goal: Goal, fresh: Sequence[Candidate], recommended: Candidate | None) -> Candidate | None:
    """The best of those whose means satisfy the constraints and that would be better than the recommended one."""
    near = [
        one
        for one in fresh
        if one.values is not None
        and not _is_feasible(one, goal, len(fresh))
        and one.verdict(goal).seems_feasible
        and (recommended is None or _is_better(one, recommended, goal))
    ]
    return min(near, key=lambda one: _order(one, goal), default=None)
