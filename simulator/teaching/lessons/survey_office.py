"""The busy day of lesson 11, and what a satisfaction survey would make of it under published assumptions."""

from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from simulator.analysis.quality import quality_cases
from simulator.calendars import MS_PER_MINUTE
from simulator.data import load
from simulator.experiments import Result
from simulator.measures.experience import case_experience
from simulator.measures.quality import CAVEAT, forecast_table, published_mapping
from simulator.scenario import Scenario, load_scenario
from simulator.teaching.lab import Measure, Values
from simulator.teaching.words import Words

SCENARIO = "kantor-sehari"
BUSY_DAY = 46, 5, 25, 34
"""Applications a day of each class on the lesson's busy day; the library's day has fewer."""

NO_LIMIT = 0
LIMIT = 30
LIMITS = NO_LIMIT, 50, 40, LIMIT, 20
"""Tickets a day at the counters."""


@cache
def office(tickets: int = NO_LIMIT) -> Scenario:
    """The library's day, busier; with so many tickets at the counters, or with as many as are asked for."""
    changes: dict[str, Any] = {f"case_classes[{at}].arrivals.per_day": per_day for at, per_day in enumerate(BUSY_DAY)}
    if tickets:
        changes["stations[loket-pelayanan].tickets"] = {"per_day": tickets}
    return load_scenario(SCENARIO).with_(changes)


def caveat(words: Words) -> str:
    """What must stand beside every forecast."""
    return CAVEAT[words.lang == "en"]


def forecast(result: Result) -> pd.DataFrame:
    """Forecast of each replication, as :func:`simulator.measures.quality.forecast_table` gives it."""
    cases = quality_cases(result)
    promise_min = result.scenario.resolved.waiting_target_ms / MS_PER_MINUTE
    return forecast_table(cases, published_mapping(), promise_min, list(result.log.replications))


def index_asked(words: Words) -> Measure:
    """Index of those who were served to the end: the only ones whom a survey asks."""
    _ = words
    return Measure(
        "index_asked", _("IKM perkiraan, yang ditanya"), _("poin"), lambda run: _column(run, "index_asked"), 2
    )


def index_all(words: Words) -> Measure:
    """Index of all who came."""
    _ = words
    return Measure(
        "index_all", _("IKM perkiraan, semua yang datang"), _("poin"), lambda run: _column(run, "index_all"), 2
    )


def went_home(words: Words) -> Measure:
    """Share of those who came whom the counters turned away or who left a line."""
    _ = words
    return Measure("went_home", _("Pulang tanpa dilayani"), "", _went_home, 0, percent=True)


def _column(result: Result, name: str) -> Values:
    return np.asarray(forecast(result)[name], np.float64)


def _went_home(result: Result) -> Values:
    cases = case_experience(result.log)
    shares = cases["is_refused"].astype(float).groupby(cases["replication"]).mean()
    return np.asarray(shares.reindex(list(result.log.replications)), np.float64)


def index_with(table: pd.DataFrame, share: float) -> Values:
    """Index if, besides those who were served to the end, a share of the others were asked too.

    Parameters
    ----------
    table : DataFrame
        From :func:`forecast`.
    share : float
        Of those who were not served to the end, 0 to 1.

    Returns
    -------
    ndarray, shape (replications,), float64
        ``index_asked`` at 0, ``index_all`` at 1.
    """
    asked, came, index_asked, index_all = (
        np.asarray(table[name], np.float64) for name in ("asked", "came", "index_asked", "index_all")
    )
    of_others = came * index_all - asked * index_asked
    index: Values = (asked * index_asked + share * of_others) / (asked + share * (came - asked))
    return index


def lowest_of(letter: str) -> float:
    """Lowest index that earns a letter."""
    bands = load("skm", "bands")
    return float(bands.loc[bands["quality"] == letter, "index_low"].astype(float).iloc[0])
