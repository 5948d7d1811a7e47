"""Asking for the next points of a search: optuna's estimator, and steps away from the best points so far."""

import logging
from bisect import insort
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import inf, isnan
from typing import TYPE_CHECKING

import numpy as np

from simulator.experiments.candidates import Candidate, Point, cost_of
from simulator.experiments.goals import Goal
from simulator.experiments.levers import Level
from simulator.experiments.outcomes import COST
from simulator.experiments.space import decoded, distributions, encoded, is_affordable, key, unseen

if TYPE_CHECKING:
    from optuna import Study
    from optuna.trial import Trial

_ASKS = 10
"""Times that the sampler is asked for a new point before one is taken beside the best ones."""

_STARTS = 5
"""Points drawn at random before anything is learnt from them."""

_BEST = 3
"""Points beside which others are taken."""

_LAST = 0.3
"""Share of the points, at the end, that all lie beside the best ones."""

_HOPELESS = 1e6  # optuna takes no infinite violation


def rank(candidate: Candidate, goal: Goal) -> tuple[bool, float]:
    """By which candidates are sorted, the best first: feasible ones by objective, the others by what they lack."""
    if candidate.verdict(goal).is_feasible and not isnan(candidate.objective(goal)):
        return False, -goal.sign * candidate.objective(goal)
    return True, candidate.violation(goal)


@dataclass
class Asker:
    """Gives points that are new and affordable, and learns what came out of them.

    Attributes
    ----------
    goal : Goal
        Whose points they are.
    done : list of Candidate
        What it was told.
    """

    goal: Goal
    done: list[Candidate] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._study = _study(self.goal)
        self._space = distributions(self.goal)
        self._seen: set[tuple[Level, ...]] = set()
        self._ranked: list[tuple[tuple[bool, float], int]] = []
        self._rng = np.random.default_rng(self.goal.spec.seed)

    def ask(self, count: int) -> "list[tuple[Trial, Point]]":
        """So many points, or fewer if there are no more."""
        asked = (self._next() for _ in range(count))
        return [one for one in asked if one is not None]

    def tell(self, asked: "Trial", candidate: Candidate) -> None:
        """What came out of a point."""
        from optuna.trial import TrialState

        insort(self._ranked, (rank(candidate, self.goal), len(self.done)))
        self.done.append(candidate)
        objective = candidate.objective(self.goal)
        if candidate.values is None or isnan(objective):
            self._study.tell(asked, state=TrialState.FAIL)
            return
        for place, (one, lack) in enumerate(
            zip(self.goal.constraints, candidate.verdict(self.goal).shortfalls, strict=True)
        ):
            asked.set_constraint(str(place), min(lack / one.scale, _HOPELESS))
        self._study.tell(asked, objective)

    def _next(self) -> "tuple[Trial, Point] | None":
        asked, most = len(self._seen), self.goal.spec.evaluations
        is_turn_of_steps = len(self.done) >= _STARTS and (asked % 2 == 1 or asked >= (1 - _LAST) * most)
        return self._beside() if is_turn_of_steps else self._sampled()

    def _sampled(self) -> "tuple[Trial, Point] | None":
        from optuna.trial import TrialState

        for _ in range(_ASKS):
            asked = self._study.ask(self._space)
            point = decoded(self.goal, asked.params)
            if key(point) not in self._seen and is_affordable(self.goal, point):
                self._seen.add(key(point))
                return asked, point
            if is_affordable(self.goal, point):
                self._study.tell(asked, state=TrialState.FAIL)
            else:
                self._too_dear(asked, point)
        return self._beside()

    def _most(self) -> float:
        """Below which cost to look: where cost is minimised, that of the cheapest feasible point; else any."""
        if self.goal.objective != COST or not self._ranked:
            return inf
        (is_infeasible, _), place = self._ranked[0]
        return inf if is_infeasible else self.done[place].cost

    def _too_dear(self, asked: "Trial", point: Point) -> None:
        budget = float(self.goal.spec.budget or 0)
        asked.set_constraint("budget", (cost_of(self.goal.levers, point) - budget) / (budget or 1.0))
        self._study.tell(asked, 0.0)

    def _beside(self) -> "tuple[Trial, Point] | None":
        best = [self.done[place].point for _, place in self._ranked[:_BEST]]
        point = unseen(self.goal, best, self._seen, self._rng, self._most())
        if point is None:
            point = unseen(self.goal, best, self._seen, self._rng)
        if point is None:
            return None
        self._seen.add(key(point))
        self._study.enqueue_trial(encoded(self.goal, point))
        return self._study.ask(self._space), point


def _study(goal: Goal) -> "Study":
    import optuna

    sampler = optuna.samplers.TPESampler(n_startup_trials=_STARTS, multivariate=True, seed=goal.spec.seed % 2**32)
    return optuna.create_study(sampler=sampler, direction="minimize" if goal.sign < 0 else "maximize")


@contextmanager
def silent() -> Iterator[None]:
    """Optuna says nothing of each point that is asked for."""
    import optuna

    level = optuna.logging.get_verbosity()
    optuna.logging.set_verbosity(logging.WARNING)
    try:
        yield
    finally:
        optuna.logging.set_verbosity(level)
