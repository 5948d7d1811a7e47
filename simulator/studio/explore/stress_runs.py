"""A plan beside the present state, both under every stress."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from simulator.scenario import Scenario
from simulator.studio.explore.places import largest_place
from simulator.studio.explore.promises import promise_of
from simulator.studio.explore.stress import USUAL_SIZES, Sizes, Stress, stresses
from simulator.studio.explore.watched import Watched, values_of
from simulator.studio.runs import Runs
from simulator.teaching.words import Words

__all__ = ["Asked", "Outcome", "StressTest", "simulate"]


@dataclass(frozen=True)
class Asked:
    """What is asked.

    Attributes
    ----------
    name : str
        What the plan is called.
    now, plan : Scenario
        The present state and the plan.
    watched : Watched
        The measure.
    promise : float
        Share that must wait as promised for the promise to be kept.
    replications, seed : int
        Of each office.
    sizes : Sizes, optional
        Of the stresses.
    """

    name: str
    now: Scenario
    plan: Scenario
    watched: Watched
    promise: float
    replications: int
    seed: int
    sizes: Sizes = USUAL_SIZES


@dataclass(frozen=True)
class Outcome:
    """Both offices under one stress, one value for each replication; None where it could not be put on one of them.

    Attributes
    ----------
    kind, title : str
        Of the stress.
    why_not : str
        Why there are no values.
    now, plan : Series or None
        The measure.
    now_kept, plan_kept : Series or None
        Share that waited as promised.
    """

    kind: str
    title: str
    why_not: str = ""
    now: "pd.Series[float] | None" = None
    plan: "pd.Series[float] | None" = None
    now_kept: "pd.Series[float] | None" = None
    plan_kept: "pd.Series[float] | None" = None


@dataclass(frozen=True)
class StressTest:
    """What came out so far, in the order of the stresses."""

    asked: Asked
    outcomes: tuple[Outcome, ...]


def simulate(
    runs: Runs, asked: Asked, words: Words, tell: Callable[[StressTest, int], None], stop: Callable[[], bool]
) -> StressTest:
    """Simulate both offices under each stress with the same luck; tell what is there after each, and of how many.

    Raises
    ------
    Stopped
        If it is no longer wanted; what was told stays told.
    """
    place = largest_place(asked.now)
    both = [stresses(scenario, words, place, asked.sizes) for scenario in (asked.now, asked.plan)]
    pairs = list(zip(*both, strict=True))
    found: tuple[Outcome, ...] = ()
    for now, plan in pairs:
        found = (*found, _outcome(runs, asked, now, plan, stop))
        tell(StressTest(asked, found), len(pairs))
    return StressTest(asked, found)


def _outcome(runs: Runs, asked: Asked, now: Stress, plan: Stress, stop: Callable[[], bool]) -> Outcome:
    if now.scenario is None or plan.scenario is None:
        return Outcome(now.kind, now.title, now.why_not or plan.why_not)
    promise = promise_of(asked.watched)
    values = [
        values_of(runs, scenario, watched, asked.replications, asked.seed, stop)
        for watched in (asked.watched, promise)
        for scenario in (now.scenario, plan.scenario)
    ]
    return Outcome(now.kind, now.title, "", *values)
