"""The office of lesson 00, and in whose hands a file is from the counter to the decision."""

from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.calendars import MS_PER_DAY, MS_PER_MINUTE
from simulator.eventlog import EventLog
from simulator.eventlog.kinds import Event
from simulator.experiments import Result
from simulator.measures.day import case_spans
from simulator.scenario import Scenario, load_scenario
from simulator.teaching.lab import Values
from simulator.teaching.lessons import inputs

SCENARIO = "kabupaten-menengah"
NOW_COUNTERS = 2
FOLLOWED_DAYS, HORIZON_DAYS = 12, 28
"""Files of the first days are followed until they are decided; the rest of the run is for the slow ones."""

FOLLOWED = "sip"
DOCUMENTS = (FOLLOWED, "menengah-tinggi", "tinggi")
"""Permits that wait for a person, apart from the conformity with the spatial plan: it takes longer than the run."""

LINE = "loket-pelayanan"
COUNTERS = (LINE, "klinik")
DECISIONS = ("tanda-tangan", "tte", "persetujuan")
AT_COUNTER, AT_STATIONS, IDLE, AT_AGENCY, WITH_APPLICANT = range(5)
PARTS = 5
_ABSENT = {"external": AT_AGENCY, "applicant": WITH_APPLICANT, "away": WITH_APPLICANT}
_ROSTER = "staff[petugas-loket].roster"
_LUNCH = (1, 5)  # rows of the roster with a colleague less

Reals = NDArray[np.float64]


@cache
def office(counters: int = NOW_COUNTERS) -> Scenario:
    """The library's mid-sized office with so many officers at the counters, at least :data:`NOW_COUNTERS`."""
    scenario = load_scenario(SCENARIO).with_({"horizon.days": HORIZON_DAYS})
    if counters == NOW_COUNTERS:
        return scenario
    changes: dict[str, Any] = {"staff[petugas-loket].persons": counters}
    for at in range(len(scenario.spec.staff[0].roster or ())):
        changes[f"{_ROSTER}[{at}].servers"] = counters - 1 if at in _LUNCH else counters
    return scenario.with_(changes)


@cache
def number(path: str) -> float:
    """An input of this lesson's office, by its path."""
    return inputs.number(office(), path)


def journeys(result: Result, case_class: str = FOLLOWED) -> pd.DataFrame:
    """Where the files of one permit spent their time, from the counter to the decision.

    Files that were lodged at a counter or in the clinic within the first :data:`FOLLOWED_DAYS` days. Those that nobody
    had decided when the run ended, or whose applicant gave up, are not counted.

    Parameters
    ----------
    result : Result
        With its log.
    case_class : str, optional
        The permit.

    Returns
    -------
    DataFrame
        A row for each file: ``replication, case``, then minutes of office hours for each of the five parts, by number:
        served at the counter, worked on at the desks, lying in the office, at the agency, with the applicant.
    """
    log = result.log
    files = _files(log, case_class)
    spans = case_spans(log).merge(files, on=["replication", "case"])
    spans = spans[spans["begin_ms"] < spans["decided_ms"]]
    end_ms = spans[["end_ms", "decided_ms"]].min(axis=1)
    part = spans["kind"].map(_ABSENT)
    is_work = spans["kind"] == "service"
    part = part.mask(is_work & spans["station"].isin(COUNTERS), AT_COUNTER)
    part = part.mask(is_work & ~spans["station"].isin(COUNTERS), AT_STATIONS).fillna(IDLE).astype(int)
    opened = _open_before(result.scenario, end_ms.to_numpy()) - _open_before(
        result.scenario, spans["begin_ms"].to_numpy()
    )
    minutes = np.where(is_work, end_ms - spans["begin_ms"], opened) / MS_PER_MINUTE  # counters work through lunch
    table = spans.assign(part=part, minutes=minutes)
    wide = table.pivot_table("minutes", ["replication", "case"], "part", aggfunc="sum", fill_value=0.0)
    return wide.reindex(columns=range(PARTS), fill_value=0.0).reset_index()


def _files(log: EventLog, case_class: str) -> pd.DataFrame:
    """Files that came to a counter in the first days, and when each was decided."""
    names = log.names
    columns = ("replication", "case", "event", "case_class", "channel", "station", "time_ms")
    frame = pd.DataFrame({name: log[name] for name in columns})
    came = frame[(frame["event"] == Event.ARRIVAL) & (frame["case_class"] == names.case_classes.index(case_class))]
    in_person = [names.channels.index(channel) for channel in ("loket", "klinik")]
    came = came[came["channel"].isin(in_person) & (came["time_ms"] < FOLLOWED_DAYS * MS_PER_DAY)]
    deciding = [names.stations.index(station) for station in DECISIONS]
    is_end = (frame["event"] == Event.SERVICE_END) & frame["station"].isin(deciding)
    ended = frame[is_end | (frame["event"] == Event.DEEMED_APPROVED)]
    decided = ended.groupby(["replication", "case"])["time_ms"].min().rename("decided_ms").reset_index()
    return came[["replication", "case"]].merge(decided, on=["replication", "case"])


def _open_before(scenario: Scenario, time_ms: NDArray[np.int64]) -> NDArray[np.int64]:
    """Milliseconds for which the office was open before a moment."""
    calendar = next(each for each in scenario.resolved.calendars if each.name == "kantor")
    bounds = np.array(calendar.open, np.int64)
    edges = bounds.ravel()
    totals = np.concatenate([[0], np.cumsum(np.diff(edges) * (np.arange(len(edges) - 1) % 2 == 0))])
    before: NDArray[np.int64] = np.interp(time_ms, edges, totals).astype(np.int64)
    return before


def parts_of(result: Result, case_class: str = FOLLOWED) -> Reals:
    """Mean minutes of each part in each replication.

    Returns
    -------
    ndarray, shape (replications, 5), float64
        Not a number where no file was followed.
    """
    table = journeys(result, case_class).groupby("replication")[list(range(PARTS))].mean()
    return table.reindex(list(result.log.replications)).to_numpy(np.float64)


def worked_share(result: Result) -> Values:
    """Part of the office hours from the counter to the decision in which somebody of the office works on the file."""
    parts = parts_of(result)
    return np.asarray(parts[:, [AT_COUNTER, AT_STATIONS]].sum(axis=1) / parts.sum(axis=1), np.float64)


def days_to_decision(result: Result) -> Values:
    """The whole way, in working days of the office's length."""
    return np.asarray(parts_of(result).sum(axis=1) / minutes_per_day(), np.float64)


@cache
def minutes_per_day() -> float:
    """Minutes that the office is open on its first day."""
    calendar = next(each for each in office().resolved.calendars if each.name == "kantor")
    return sum(end - start for start, end in calendar.open if end <= MS_PER_DAY) / MS_PER_MINUTE
