"""What an exploration watches: a measure of the office, or what the office pays."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from simulator.analysis import costs_of
from simulator.engines import names_of
from simulator.experiments import run
from simulator.figures import Lang
from simulator.measures import Estimate, better, estimate_mean, measure_names, unit_of
from simulator.reports.facts import has_prices
from simulator.reports.numbers import scale_of
from simulator.reports.say import lower_first
from simulator.reports.titles import part_title
from simulator.scenario import Scenario
from simulator.studio.background import Stopped
from simulator.studio.explore.places import front_places
from simulator.studio.runs import Runs
from simulator.teaching.words import Words

__all__ = [
    "FINISHED",
    "OFFICE_COST",
    "Shown",
    "Watched",
    "estimate",
    "finished_of",
    "is_of_finished",
    "lang_of",
    "limitable",
    "shown",
    "title_of",
    "values_of",
    "watchable",
]

OFFICE_COST = "office_cost"
"""In place of a measure: what the office pays in the time simulated."""

FINISHED = "finished_share"
"""In place of a measure: applications that are finished, as a share of those that come in meanwhile."""

_OF_FINISHED = "sojourn_time_mean"
_HUNDRED = 100.0


@dataclass(frozen=True)
class Watched:
    """A measure under the name that a planner reads.

    Attributes
    ----------
    name : str
        As in :mod:`simulator.measures`, or :data:`OFFICE_COST`.
    title : str
        For the planner.
    unit : str
        Of its values: ``min``, ``share``, ``IDR`` …
    """

    name: str
    title: str
    unit: str

    @property
    def better(self) -> int:
        """-1 where less is better, 1 where more is."""
        return -1 if self.name == OFFICE_COST else better(self.name)


def watchable(scenario: Scenario, words: Words) -> list[Watched]:
    """What can be watched in an office: people's waits and the promise first.

    Parameters
    ----------
    scenario : Scenario
        The office.
    words : Words
        Language of the titles.
    """
    front = front_places(scenario)
    names = [f"{name}[{place}]" for name in ("waiting_time_mean", "service_level") for place in front]
    names += ["sojourn_time_mean"]
    if any(block.permit or block.legal for block in scenario.spec.case_classes):
        names += ["on_time_share"]
    known = set(measure_names(names_of(scenario.resolved)))
    names = [name for name in [*names, "give_up_share"] if name in known]
    found = [Watched(name, title_of(scenario, name, words), unit_of(name)) for name in names]
    if has_prices(scenario):
        found.append(Watched(OFFICE_COST, title_of(scenario, OFFICE_COST, words), "IDR"))
    return found


def title_of(scenario: Scenario, name: str, words: Words) -> str:
    """What a measure is called for a planner.

    Parameters
    ----------
    scenario : Scenario
        Whose places it may name.
    name : str
        One of :func:`watchable` or :func:`limitable`.
    words : Words
        Language.
    """
    _ = words
    worst = {
        "waiting_time_mean[worst:class]": _("Waktu tunggu jenis permohonan yang paling lama menunggu"),
        "sojourn_time_mean[worst:class]": _("Waktu dari datang sampai selesai, jenis permohonan yang paling lama"),
    }
    titles = {
        "waiting_time_mean": _("Waktu tunggu di {place}"),
        "service_level": _("Dilayani sesuai janji di {place}"),
        "sojourn_time_mean": _("Waktu dari datang sampai selesai (hanya yang selesai)"),
        "on_time_share": _("Izin diputus tepat waktu"),
        "give_up_share": _("Permohonan yang ditinggalkan pemohonnya"),
        OFFICE_COST: _("Biaya kantor selama masa simulasi"),
    }
    measure, _bracket, place = name.rstrip("]").partition("[")
    where = lower_first(part_title(scenario, place, lang_of(words)))
    return worst.get(name) or titles[measure].format(place=where)


def limitable(scenario: Scenario, words: Words) -> list[Watched]:
    """Of what a planner may set a limit: the promise at each front place, the worst-off permits, who is on time.

    Parameters
    ----------
    scenario : Scenario
        The office.
    words : Words
        Language of the titles.
    """
    names = [one.name for one in watchable(scenario, words) if one.unit == "share"]
    names += [f"{measure}[worst:class]" for measure in ("waiting_time_mean", "sojourn_time_mean")]
    return [Watched(name, title_of(scenario, name, words), unit_of(name)) for name in names]


def values_of(
    runs: Runs,
    scenario: Scenario,
    watched: Watched,
    replications: int,
    seed: int,
    stop: Callable[[], bool] | None = None,
) -> "pd.Series[float]":
    """One value for each replication, as ``sim.run(scenario, replications, seed)`` gives them.

    What the office pays is read from event logs, of thirty replications at most.

    Raises
    ------
    Stopped
        If it was stopped before all were done.
    """
    is_cost = watched.name == OFFICE_COST
    n = runs.logged([scenario], replications, seed) if is_cost else replications
    if is_cost:
        result = run(scenario, n, seed, threads=runs.threads, stop=stop)
    else:
        result = runs.result(scenario, n, seed, stop)
    if len(result.values) < n:
        raise Stopped
    if is_cost:
        return costs_of(result).summary["office_cost"]
    if watched.name == FINISHED:
        return finished_of(result.values)
    if watched.name not in result.values:
        return pd.Series(float("nan"), index=result.values.index)
    return result.column(watched.name)


def finished_of(values: pd.DataFrame) -> "pd.Series[float]":
    """Applications that are finished, as a share of those that come in meanwhile, of each replication.

    Parameters
    ----------
    values : DataFrame, shape (n_replications, n_measures)
        Of one office.
    """
    if not {"throughput", "arrivals"} <= set(values):
        return pd.Series(float("nan"), index=values.index)
    return values["throughput"] / values["arrivals"].where(values["arrivals"] > 0)


def is_of_finished(name: str) -> bool:
    """Whether a measure is a mean of finished applications only, so that leaving slow ones unfinished improves it."""
    return name.partition("[")[0] == _OF_FINISHED


def lang_of(words: Words) -> Lang:
    """Language in the words of reports."""
    return "id" if words.lang == "id" else "en"


def estimate(values: "pd.Series[float]", watched: Watched) -> Estimate:
    """Mean of the values with its 95 % interval."""
    return estimate_mean(values, watched.unit)


@dataclass(frozen=True)
class Shown:
    """How numbers of a measure are drawn on one scale.

    Attributes
    ----------
    factor : float
        From the measure's unit to that of the scale.
    unit : str
        Of the scale, in words.
    """

    factor: float
    unit: str


def shown(watched: Watched, largest: float, words: Words, *, is_difference: bool = False) -> Shown:
    """The scale of a chart whose largest number is `largest`: minutes, hours or days, per cent, rupiah."""
    _ = words
    if watched.unit == "share":
        return Shown(_HUNDRED, _("poin persen") if is_difference else "%")
    scale = scale_of(Estimate(largest, 0.0, 1, watched.unit))
    at = 0 if words.lang == "id" else 1
    return Shown(scale.factor, f"{scale.before[at]}{scale.word[at]}".strip())
