"""What the event log tells, replication by replication, so that offices can be compared pair by pair."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

from simulator.analysis import Answers
from simulator.calendars import MS_PER_MINUTE
from simulator.measures import summarise_by
from simulator.measures.causes import causes_table
from simulator.measures.costs import COST_UNITS, SUMMARY_UNITS
from simulator.measures.equity import GROUP_UNITS, gap_table
from simulator.measures.legal_cases import LEGAL_UNITS, legal_table
from simulator.measures.quality import FORECAST_UNITS, forecast_table
from simulator.measures.resilience import EPISODE_UNITS, resilience_table
from simulator.reports.naming import SEVERAL


@dataclass(frozen=True)
class Layout:
    """Columns of a table: what a row is of, and its measures with their units."""

    keys: tuple[str, ...]
    units: Mapping[str, str]
    is_sum: bool = False
    """Whether what one office does not have counts as 0 there."""


LAYOUTS: Mapping[str, Layout] = MappingProxyType(
    {
        "causes": Layout(("cause",), {"min_per_case": "min"}, is_sum=True),
        "legal": Layout(("case_class",), LEGAL_UNITS),
        "outages": Layout(("subsystems",), EPISODE_UNITS),
        "costs": Layout((), SUMMARY_UNITS),
        "cost_items": Layout(("payer", "item", "name"), COST_UNITS, is_sum=True),
        "forecast": Layout((), FORECAST_UNITS),
        "groups": Layout(("by", "group"), GROUP_UNITS),
        "gaps": Layout(("by", "group", "reference"), {"gap": "min"}),
    }
)
"""Table -> its layout."""

Values = Mapping[str, pd.DataFrame]


def log_values(answers: Answers) -> dict[str, pd.DataFrame]:
    """The tables of :data:`LAYOUTS` of a run, each with a column ``replication``.

    Parameters
    ----------
    answers : Answers
        Of the run.
    """
    result = answers.result
    log, warm_up_ms = result.log, result.warm_up_ms
    forecast = answers.forecast
    promise_min = result.scenario.resolved.waiting_target_ms / MS_PER_MINUTE
    gaps = gap_table(answers.group_values)
    return {
        "causes": causes_table(answers.intervals, log.names, log.replications, None, warm_up_ms),
        "legal": legal_table(log, warm_up_ms),
        "outages": outage_values(answers),
        "costs": answers.cost_values.summary,
        "cost_items": _items(answers.cost_values.table),
        "forecast": forecast_table(answers.cases, forecast.mapping, promise_min, list(log.replications)),
        "groups": answers.group_values,
        "gaps": gaps[gaps["measure"] == "waited_mean"] if len(gaps) else gaps,
    }


def _items(costs: pd.DataFrame) -> pd.DataFrame:
    """Travel of all districts together: those of few applicants are not told of (U6)."""
    table = costs.assign(name=costs["name"].mask(costs["item"].isin(["trip", "travel_hour"]), ""))
    return table.groupby(["replication", *LAYOUTS["cost_items"].keys], sort=False)["amount"].sum().reset_index()


def outage_values(answers: Answers) -> pd.DataFrame:
    """Outages of each replication: of all together, of each subsystem alone, and of several that ran together."""
    result, episodes = answers.result, answers.episodes
    names = list(dict.fromkeys(one.subsystem for one in result.scenario.spec.outages))
    is_several = episodes["subsystems"].astype(str).str.contains("+", regex=False)
    kinds = episodes["subsystems"].where(~is_several, SEVERAL)
    parts = {name: episodes[kinds == name] for name in (*names, *([SEVERAL] if len(names) > 1 else []))}
    tables = [
        resilience_table(part, result.log.replications).assign(subsystems=name)
        for name, part in {"": episodes, **parts}.items()
    ]
    return pd.concat(tables, ignore_index=True)


def estimates_of(values: Values, name: str) -> pd.DataFrame:
    """Estimates of a table over the replications: keys, then ``measure, unit, mean, half_width, n``."""
    layout = LAYOUTS[name]
    return summarise_by(values[name], list(layout.keys), dict(layout.units))


def paired(base: Values, other: Values, name: str) -> pd.DataFrame:
    """Differences of a table from that of the base, replication by replication, as estimates.

    Parameters
    ----------
    base, other : mapping of str to DataFrame
        From :func:`log_values`, over the same replications.
    name : str
        Of the table.

    Returns
    -------
    DataFrame
        Keys, then ``measure, unit, mean, half_width, n``: of the other less those of the base.
    """
    layout = LAYOUTS[name]
    index, measures = [*layout.keys, "replication"], list(layout.units)
    one, two = (values[name].astype(dict.fromkeys(layout.keys, str)).set_index(index) for values in (base, other))
    if layout.is_sum:
        change = two[measures].sub(one[measures], fill_value=0.0)
    else:
        change = (two[measures] - one[measures]).loc[one.index.intersection(two.index)]
    return summarise_by(change.reset_index(), list(layout.keys), dict(layout.units))
