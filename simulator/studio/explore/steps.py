"""One or two knobs of a plan in steps: each step a plan of its own, simulated under the same luck."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import pandas as pd

from simulator.measures import Estimate
from simulator.reports.facts import has_prices
from simulator.scenario import Scenario
from simulator.studio.explore.money import Yearly, working_days_of, year_of, yearly
from simulator.studio.explore.promises import promise_of
from simulator.studio.explore.watched import FINISHED, Watched, estimate, values_of
from simulator.studio.knobs.knob import Knob
from simulator.studio.offices import build
from simulator.studio.runs import Runs
from simulator.studio.study import Study
from simulator.teaching.words import Words

__all__ = ["Cell", "Steps", "Sweep", "Way", "cells", "simulate"]


@dataclass(frozen=True)
class Way:
    """A knob and the values that it takes, as they would be typed."""

    knob: Knob
    levels: Sequence[str]

    def label(self) -> str:
        """Which knob, of which part."""
        return f"{self.knob.part}: {self.knob.label}"


@dataclass(frozen=True)
class Sweep:
    """What is asked.

    Attributes
    ----------
    plan : str
        Key of the plan, or of the present state.
    ways : sequence of Way
        One knob or two.
    watched : Watched
        The measure.
    replications, seed : int
        Of each step.
    """

    plan: str
    ways: Sequence[Way]
    watched: Watched
    replications: int
    seed: int


@dataclass(frozen=True)
class Cell:
    """One step: a value of each knob, and the office that it makes.

    Attributes
    ----------
    levels : tuple of str
        A value for each knob, as typed.
    scenario : Scenario or None
        None if the office is refused.
    fault : str
        Why, in words.
    values : Series or None
        Of the measure, one for each replication; None before it was simulated.
    kept, finished : Series or None
        Share that waited as promised, and share of what comes in that is finished, of the same replications.
    paid : Yearly or None
        What the office uses in a year, by its roster and prices; not simulated.
    """

    levels: tuple[str, ...]
    scenario: Scenario | None
    fault: str = ""
    values: "pd.Series[float] | None" = None
    kept: "pd.Series[float] | None" = None
    finished: "pd.Series[float] | None" = None
    paid: Yearly | None = None

    def estimate(self, watched: Watched) -> Estimate | None:
        """Mean with its interval; None where there is no value."""
        found = None if self.values is None else estimate(self.values, watched)
        return found if found is not None and found.n else None


@dataclass(frozen=True)
class Steps:
    """What came out, in the order of the values; the first knob changes slowest.

    Attributes
    ----------
    sweep : Sweep
        What was asked.
    cells : tuple of Cell
        Every step, those that are refused too.
    """

    sweep: Sweep
    cells: tuple[Cell, ...]

    @property
    def done(self) -> list[Cell]:
        """Steps that have a value."""
        return [cell for cell in self.cells if cell.estimate(self.sweep.watched) is not None]

    def faults(self) -> dict[str, list[Cell]]:
        """Sentence -> the steps that are refused for this reason."""
        found: dict[str, list[Cell]] = {}
        for cell in self.cells:
            if cell.fault:
                found.setdefault(cell.fault, []).append(cell)
        return found


def cells(study: Study, sweep: Sweep, words: Words) -> Iterator[Cell]:
    """The office of every step, built as a plan with these entries would be.

    Parameters
    ----------
    study : Study
        With a base.
    sweep : Sweep
        What is asked.
    words : Words
        Language of what is wrong.
    """
    for levels in product(*(way.levels for way in sweep.ways)):
        changed = study
        for way, level in zip(sweep.ways, levels, strict=True):
            changed = changed.with_entry(sweep.plan, way.knob.key, level)
        built = build(changed, sweep.plan, words)
        fault = " ".join(dict.fromkeys(built.faults.values())) if built.scenario is None else ""
        yield Cell(levels, built.scenario, fault)


def simulate(
    runs: Runs,
    study: Study,
    sweep: Sweep,
    words: Words,
    tell: Callable[[Steps], None],
    stop: Callable[[], bool],
) -> Steps:
    """Simulate every step that is an office, and tell what is there after each.

    Raises
    ------
    Stopped
        If it is no longer wanted; what was told stays told.
    """
    found = list(cells(study, sweep, words))
    for place, cell in enumerate(found):
        if cell.scenario is not None:
            found[place] = _simulated(runs, cell.levels, cell.scenario, sweep, stop)
        tell(Steps(sweep, tuple(found)))
    return Steps(sweep, tuple(found))


def _simulated(runs: Runs, levels: tuple[str, ...], office: Scenario, sweep: Sweep, stop: Callable[[], bool]) -> Cell:
    """A step with its values, and what else the same replications tell."""
    asked = (sweep.watched, promise_of(sweep.watched), Watched(FINISHED, "", "share"))
    values, kept, done = (values_of(runs, office, one, sweep.replications, sweep.seed, stop) for one in asked)
    paid = yearly(office, working_days_of(year_of(office))) if has_prices(office) else None
    return Cell(levels, office, "", values, kept, done, paid)
