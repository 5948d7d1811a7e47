"""Ranking and selection: which of several offices is the best, with a stated confidence."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from simulator.engines import DEFAULT_ENGINE, get_engine, names_of
from simulator.experiments.observations import Observations
from simulator.experiments.ranking import FEWEST_FIRST, kim_nelson, ocba
from simulator.experiments.replications import threads_for
from simulator.experiments.result import measures_html
from simulator.experiments.settings import SettingsError
from simulator.measures import CONFIDENCE, Estimate, estimate_mean, measure_names, unit_of
from simulator.scenario import Scenario

Goal = Literal["min", "max"]
Method = Literal["kn", "ocba"]

_COLUMNS = ["alternative", "replications", "mean", "half_width", "unit", "is_selected"]


@dataclass(frozen=True)
class Selection:
    """The outcome of ranking and selection.

    Attributes
    ----------
    measure, goal, method : str
        What was asked for.
    observations : dict
        Alternative -> its values, replication by replication; the base first.
    winners : tuple of str
        The one selected; several if the budget ended before one was left, or if the last ones are exactly equal.
    confidence : float
        Probability of correct selection: promised (KN), or estimated (OCBA); not a number if there was no end.
    indifference : float or None
        Difference that does not matter, in the unit of the measure; None for OCBA.
    """

    measure: str
    goal: Goal
    method: Method
    observations: dict[str, np.ndarray]
    winners: tuple[str, ...]
    confidence: float
    indifference: float | None

    @property
    def unit(self) -> str:
        """Unit of the measure."""
        return unit_of(self.measure)

    @property
    def is_finished(self) -> bool:
        """Whether the procedure came to its end."""
        return not np.isnan(self.confidence)

    @property
    def replications(self) -> int:
        """Replications spent on all alternatives."""
        return sum(map(len, self.observations.values()))

    def estimate(self, name: str) -> Estimate:
        """Mean of an alternative, with a 95 % interval that ignores how the number of replications was chosen."""
        return estimate_mean(self.observations[name], self.unit)

    def table(self) -> pd.DataFrame:
        """Table ``alternative, replications, mean, half_width, unit, is_selected``, the best mean first."""
        rows = [
            (name, len(values), (e := self.estimate(name)).mean, e.half_width, self.unit, name in self.winners)
            for name, values in self.observations.items()
        ]
        table = pd.DataFrame(rows, columns=_COLUMNS)
        return table.sort_values("mean", ascending=self.goal == "min", kind="stable", ignore_index=True)

    def _repr_html_(self) -> str:
        return measures_html(self.table())


def select(
    base: Scenario,
    alternatives: Mapping[str, Scenario],
    measure: str,
    goal: Goal = "min",
    method: Method = "kn",
    indifference: float | None = None,
    budget: int | None = None,
    confidence: float = CONFIDENCE,
    first: int = 10,
    seed: int = 2026,
    engine: str = DEFAULT_ENGINE,
    threads: int | None = None,
    progress: Callable[[int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Selection:
    """Find the best of a base and its alternatives, spending replications where they help to decide.

    Replication number r of every alternative faces the same people, needs and outages.

    Parameters
    ----------
    base : Scenario
        The office as it is; it competes under its own name.
    alternatives : mapping
        Name -> office.
    measure : str
        As ``waiting_time_mean``; it must have a value in every replication.
    goal : {"min", "max"}, optional
        Whether the smallest or the largest mean is the best.
    method : {"kn", "ocba"}, optional
        KN goes on until it can promise; OCBA makes the most of a budget.
    indifference : float, optional
        Smallest difference that matters, in the unit of the measure; KN needs it.
    budget : int, optional
        Replications in all; OCBA needs it, and KN stops there.
    confidence : float, optional
        What KN promises.
    first : int, optional
        Replications of each with which either begins; at least 5.
    seed, engine, threads
        As in :func:`simulator.experiments.run`.
    progress : callable, optional
        Told of the replications made and the budget, 0 if there is none.
    stop : callable, optional
        Asked now and then; True ends the selection as if the budget were spent.

    Returns
    -------
    Selection
        The winner, what was spent on each, and how sure it is.

    Raises
    ------
    SettingsError
        If an argument makes no sense, or a replication has no value of the measure.
    """
    offices = {base.name: base, **alternatives}
    _check(offices, base.name in alternatives, measure, method, indifference, budget, confidence, first)
    made = Observations(offices, measure, int(seed), get_engine(engine), threads_for(engine, threads))
    names, sign = list(offices), -1.0 if goal == "min" else 1.0
    spent = 0

    def observe(number: int, replication: int) -> float:
        nonlocal spent
        spent += 1
        if progress is not None:
            progress(spent, budget or 0)
        return sign * made.value(names[number], replication)

    if method == "kn":
        found = kim_nelson(observe, len(names), float(indifference or 0), confidence, first, budget, stop)
    else:
        found = ocba(observe, len(names), int(budget or 0), first, stop)
    observations = {name: sign * values for name, values in zip(names, found.observations, strict=True)}
    winners = tuple(names[number] for number in found.contenders)
    return Selection(measure, goal, method, observations, winners, found.correct, indifference)


def _check(
    offices: Mapping[str, Scenario],
    is_taken: bool,
    measure: str,
    method: str,
    indifference: float | None,
    budget: int | None,
    confidence: float,
    first: int,
) -> None:
    if is_taken:
        raise SettingsError("an alternative has the name of the base; give it another")
    if len(offices) < 2:
        raise SettingsError("there is nothing to select from; name at least one alternative")
    if method not in ("kn", "ocba"):
        raise SettingsError(f"there is no method {method!r}; possible are: kn, ocba")
    for name, office in offices.items():
        if measure not in (known := measure_names(names_of(office.resolved))):
            raise SettingsError(f"{name} has no measure {measure!r}; possible are: {', '.join(known)}")
    if method == "kn" and not (indifference and indifference > 0):
        raise SettingsError("KN needs the smallest difference that matters, greater than 0, in the unit of the measure")
    if not 1 / len(offices) < confidence < 1:
        raise SettingsError(f"confidence is {confidence}; it must lie between a blind choice and 1, as 0.95")
    if first < FEWEST_FIRST:
        raise SettingsError(f"first is {first}; variances need at least {FEWEST_FIRST} replications of each")
    if method == "ocba" and budget is None:
        raise SettingsError("OCBA needs a budget: replications of all alternatives together")
    if budget is not None and budget < first * len(offices):
        raise SettingsError(f"budget is {budget}; the first {first} of {len(offices)} need {first * len(offices)}")
