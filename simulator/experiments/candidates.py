"""Candidates of an optimisation: levels of the levers, what they cost, and what came out of simulating them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import pandas as pd

from simulator.experiments.executors import Workers, as_completed
from simulator.experiments.goals import Goal
from simulator.experiments.levers import Level, Lever, changes_of
from simulator.experiments.outcomes import COST, Verdict, column, judge
from simulator.experiments.tasks import Failure, Outcome, Task

Point = dict[str, Level]
"""Lever -> level."""

Work = Callable[[Task], Outcome | Failure]
"""What simulates a task."""


@dataclass(frozen=True)
class Candidate:
    """Levels of all levers, simulated.

    Attributes
    ----------
    number : int
        In the order in which candidates were simulated.
    point : dict
        Lever -> level.
    cost : float
        Of the levels, IDR a year.
    values : DataFrame or None
        Every measure of every replication; None if the levels lead to no valid office.
    problem : str
        Why they do not.
    """

    number: int
    point: Point
    cost: float
    values: pd.DataFrame | None
    problem: str = ""

    def objective(self, goal: Goal) -> float:
        """Mean of the objective, or the cost; not a number if it has no value."""
        if goal.objective == COST:
            return self.cost
        return float("nan") if self.values is None else float(pd.Series(column(self.values, goal.objective)).mean())

    def verdict(self, goal: Goal, candidates: int = 1) -> Verdict:
        """Whether the constraints hold; see :func:`judge`."""
        if self.values is None:
            return Verdict(*3 * ((float("inf"),),))
        return judge(self.values, goal.constraints, goal.spec.confidence, candidates)

    def violation(self, goal: Goal, candidates: int = 1) -> float:
        """Sum of what the constraints lack, each as a share of its limit."""
        shortfalls = self.verdict(goal, candidates).shortfalls
        scales = [one.scale for one in goal.constraints] or [1.0]
        return sum(max(0.0, lack) / scale for lack, scale in zip(shortfalls, scales, strict=False))


class Keeper(Protocol):
    """Where finished candidates are kept: the store of a folder, or memory."""

    def get(self, number: int, levels: Mapping[str, Level], /) -> Outcome | Failure | None:
        """What was kept of a candidate."""

    def add(self, number: int, levels: Mapping[str, Level], done: Outcome | Failure, /) -> None:
        """Keep a candidate."""


class Memory:
    """A keeper that forgets with the process."""

    def get(self, number: int, levels: Mapping[str, Level], /) -> Outcome | Failure | None:
        """Nothing is ever found."""

    def add(self, number: int, levels: Mapping[str, Level], done: Outcome | Failure, /) -> None:
        """Nothing is kept: candidates are in the result."""


def cost_of(levers: Sequence[Lever], point: Mapping[str, Level]) -> float:
    """What a point costs, IDR a year; a lever without a cost costs nothing.

    Parameters
    ----------
    levers : sequence of Lever
        The levers of a goal.
    point : mapping
        Lever -> level.

    Returns
    -------
    float
        Sum over the levers of cost · level, or of the cost of the patch.
    """
    return float(sum(_cost(lever, point[lever.name]) for lever in levers))


def _cost(lever: Lever, level: Level) -> float:
    cost = lever.spec.cost
    if cost is None:
        return 0.0
    return cost.get(str(level), 0.0) if isinstance(cost, dict) else cost * float(level)


@dataclass(frozen=True)
class Simulator:
    """Simulates points of a goal, all with the same people, needs and outages.

    Attributes
    ----------
    goal : Goal
        Whose points they are.
    replications : range
        Their numbers.
    workers : Workers
        Who works.
    keeper : Keeper
        Where finished ones are kept, and looked for first.
    work : callable
        What simulates a task.
    """

    goal: Goal
    replications: range
    workers: Workers
    keeper: Keeper
    work: Work

    def __call__(self, numbered: Sequence[tuple[int, Point]]) -> Iterator[Candidate]:
        """The points of these numbers, each as soon as it is done."""
        waiting = []
        for number, point in numbered:
            kept = self.keeper.get(number, point)
            if kept is None:
                waiting.append((number, point))
            else:
                yield self._candidate(number, point, kept)
        points = dict(waiting)
        for task, done in as_completed(self.workers, _Numbered(self.work), iter(map(self._task, waiting))):
            number, point = task[0], points[task[0]]
            self.keeper.add(number, point, done)
            yield self._candidate(number, point, done)

    def _task(self, numbered: tuple[int, Point]) -> tuple[int, Task]:
        number, point = numbered
        goal = self.goal
        changes = changes_of(goal.levers, goal.base, point)
        return number, Task(goal.base.data, changes, goal.spec.seed, self.replications, goal.engine)

    def _candidate(self, number: int, point: Point, done: Outcome | Failure) -> Candidate:
        cost = cost_of(self.goal.levers, point)
        if isinstance(done, Failure):
            return Candidate(number, point, cost, None, done.message)
        return Candidate(number, point, cost, done.values)


@dataclass(frozen=True)
class _Numbered:
    """Work on a task that carries a number; it can be sent to another process."""

    work: Work

    def __call__(self, numbered: tuple[int, Task]) -> Outcome | Failure:
        return self.work(numbered[1])
