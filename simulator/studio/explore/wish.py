"""The goal of a planner as a goal of the optimisation: what may be bought, for how much, and what should be best."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from pathlib import Path
from typing import Any

from simulator.experiments.goal_spec import ConstraintSpec, GoalSpec, ObjectiveSpec
from simulator.experiments.goals import Goal
from simulator.experiments.levers import Level as LeverLevel
from simulator.experiments.levers import Lever, LeverSpec
from simulator.experiments.space import all_points, is_affordable
from simulator.experiments.study_files import StudyFile
from simulator.measures import better
from simulator.scenario import ASSUMED, Scenario
from simulator.scenario.blocks import Text
from simulator.scenario.read import Document
from simulator.studio.explore.choices import Buy

__all__ = [
    "EVALUATIONS",
    "FINALISTS",
    "FINAL_REPLICATIONS",
    "REPLICATIONS",
    "Limit",
    "Size",
    "Wish",
    "goal_of",
    "size_of",
]

EVALUATIONS = 40
REPLICATIONS = 20
FINALISTS = 4
FINAL_REPLICATIONS = 60
"""A search of about a minute: combinations at most, replications of each, those that are looked at again and how."""

_NAME = "rencana-studio"


@dataclass(frozen=True)
class Limit:
    """A condition: the mean of a measure must be at least, or at most, so much, whichever is the better side."""

    measure: str
    limit: float


@dataclass(frozen=True)
class Wish:
    """What a planner wants.

    Attributes
    ----------
    buys : sequence of Buy
        One to four.
    budget : float
        More than now, IDR a year.
    objective : str
        Measure that should be as good as possible.
    limits : sequence of Limit
        Up to two conditions.
    seed : int
        Root seed.
    """

    buys: Sequence[Buy]
    budget: float
    objective: str
    limits: Sequence[Limit] = ()
    seed: int = 2026


@dataclass(frozen=True)
class BuyLever(Lever):
    """A lever whose levels are those of something that may be bought.

    Attributes
    ----------
    by_level : mapping
        Level -> path -> new value.
    """

    by_level: Mapping[Any, Mapping[str, Any]] = field(default_factory=dict)

    def changes(self, base: Scenario, level: LeverLevel) -> dict[str, Any]:
        """See :class:`Lever`."""
        del base  # the changes were made for it
        return dict(self.by_level[level])


@dataclass(frozen=True)
class Size:
    """How much work an optimisation is.

    Attributes
    ----------
    combinations : int
        There are.
    affordable : int
        Of them within the budget.
    tried, again : int
        Simulated in the search, and once more, at most.
    replications : int
        Of an office, all together, at most.
    """

    combinations: int
    affordable: int
    tried: int
    again: int
    replications: int


def goal_of(now: Scenario, wish: Wish) -> Goal:
    """The goal, about the present state.

    Parameters
    ----------
    now : Scenario
        The present state.
    wish : Wish
        With two levels or more in some of its buys.
    """
    levers = tuple(_lever(place, buy) for place, buy in enumerate(wish.buys))
    spec = GoalSpec(
        simptsp_goal=1,
        name=_NAME,
        base=now.name,
        levers=[lever.spec for lever in levers],
        budget=wish.budget,
        objective=_objective(wish.objective),
        constraints=[_constraint(one) for one in wish.limits],
        pareto=[wish.objective],
        evaluations=EVALUATIONS,
        replications=REPLICATIONS,
        finalists=FINALISTS,
        final_replications=FINAL_REPLICATIONS,
        seed=wish.seed,
        source=ASSUMED,
    )
    return Goal(StudyFile(spec, Document({}, {}), Path(_NAME)), now, levers)


def size_of(goal: Goal) -> Size:
    """How much work a goal is; the last round is reckoned at its most."""
    combinations = prod(len(lever.levels) for lever in goal.levers)
    affordable = sum(is_affordable(goal, point) for point in all_points(goal))
    tried = min(affordable, EVALUATIONS)
    again = min(tried, 2 * FINALISTS)
    return Size(combinations, affordable, tried, again, tried * REPLICATIONS + again * FINAL_REPLICATIONS)


def _lever(place: int, buy: Buy) -> Lever:
    levels = [level.said for level in buy.levels]
    spec = LeverSpec.model_validate(
        {
            "name": f"pilihan-{place + 1}",
            "title": Text(id=buy.title, en=buy.title),
            "set": [buy.knob.key],
            "levels": levels,
            "cost": {str(level.said): level.cost for level in buy.levels},
            "source": ASSUMED,
        }
    )
    by_level = {level.said: level.changes for level in buy.levels}
    return BuyLever(spec.name, "set", (), tuple(levels), 0.0, 0.0, False, spec, by_level)


def _objective(measure: str) -> ObjectiveSpec:
    return ObjectiveSpec(minimise=measure) if better(measure) < 0 else ObjectiveSpec(maximise=measure)


def _constraint(one: Limit) -> ConstraintSpec:
    if better(one.measure) < 0:
        return ConstraintSpec(measure=one.measure, at_most=one.limit, source=ASSUMED)
    return ConstraintSpec(measure=one.measure, at_least=one.limit, source=ASSUMED)
