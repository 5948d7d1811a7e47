"""How cases move through an office: from where to where, how many, and how long it takes."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.calendars import MS_PER_DAY, MS_PER_MINUTE
from simulator.eventlog import NONE, Event, EventLog
from simulator.eventlog.kinds import ENDINGS
from simulator.measures.tables import shifts

ARRIVAL = "(arrival)"
"""Where cases come from, in place of a station."""

EXITS = {
    Event.DEPARTURE: "(departure)",
    Event.GIVE_UP: "(give_up)",
    Event.DEEMED_APPROVED: "(deemed_approved)",
}
"""How cases end, in place of a station."""

FLOWS_UNITS = {"cases_per_day": "cases/day", "gap_min": "min"}
"""Columns of :func:`flows` -> unit."""

STAYS_UNITS = {"visits_per_day": "cases/day", "stay_min": "min"}
"""Columns of :func:`stays` -> unit."""

_CASE = ["replication", "case"]


def flows(log: EventLog, warm_up_ms: int = 0) -> pd.DataFrame:
    """How many cases go from each station to each other, and how long they are on the way.

    Parameters
    ----------
    log : EventLog
        One or more replications.
    warm_up_ms : int, optional
        Cases that arrived before are left out, milliseconds.

    Returns
    -------
    DataFrame
        ``replication, source, target`` (names of stations; in brackets for outside: :data:`ARRIVAL`, :data:`EXITS`),
        ``cases_per_day`` (of the days on which anybody was on shift), ``gap_min`` (median of the time between leaving
        the one and coming to the other, minutes: above 0 while files are with their applicants). Each pair that occurs
        in any replication is in all. Cases that still are at a station have not gone on.
    """
    places = _places(log, warm_up_ms)
    return _per_day(
        places.loc[places["target"] != "", ["replication", "source", "target", "gap_ms"]],
        ["source", "target"],
        {"size": "cases_per_day", "median": "gap_min"},
        log,
        warm_up_ms,
    )


def stays(log: EventLog, warm_up_ms: int = 0) -> pd.DataFrame:
    """How many cases come to each station, and how long they stay there.

    Parameters
    ----------
    log : EventLog
        One or more replications.
    warm_up_ms : int, optional
        Cases that arrived before are left out, milliseconds.

    Returns
    -------
    DataFrame
        ``replication, station`` (name), ``visits_per_day`` (of the days on which anybody was on shift), ``stay_min``
        (median of the time from joining the line to the end of service or to leaving it, minutes, nights included; who
        still is there, or never joined, does not count; a visit is counted for these too).
    """
    places = _places(log, warm_up_ms)
    places = places[places["source"] != ARRIVAL].assign(station=places["source"])
    places["gap_ms"] = places["stay_ms"].mask(places["is_turned_away"])
    return _per_day(
        places[["replication", "station", "gap_ms"]],
        ["station"],
        {"size": "visits_per_day", "median": "stay_min"},
        log,
        warm_up_ms,
    )


def open_days(log: EventLog, warm_up_ms: int = 0) -> dict[int, int]:
    """Days of the window of each replication on which anybody was on shift; all days of it where nobody was."""
    spans = shifts(log)
    first = np.maximum(spans["start_ms"], warm_up_ms) // MS_PER_DAY
    last = (spans["end_ms"] - 1) // MS_PER_DAY
    days: dict[int, set[int]] = {number: set() for number in log.replications}
    for number, begin, end in zip(spans["replication"], first, last, strict=True):
        days[number].update(range(begin, end + 1))
    whole = max(1, (log.horizon_ms - warm_up_ms) // MS_PER_DAY)
    return {number: len(of_one) or whole for number, of_one in days.items()}


def _places(log: EventLog, warm_up_ms: int) -> pd.DataFrame:
    """One row per coming of a case to a station: where to next, how long it stayed, how long it was on the way."""
    columns = [*_CASE, "seq", "event", "station", "time_ms"]
    mask = log["case"] != NONE
    frame = pd.DataFrame({name: log[name][mask] for name in columns}).sort_values([*_CASE, "seq"], ignore_index=True)
    counted = frame[(frame["event"] == Event.ARRIVAL) & (frame["time_ms"] >= warm_up_ms)][_CASE]
    frame = frame.merge(counted, on=_CASE).sort_values([*_CASE, "seq"], ignore_index=True)
    titles, time = _titles(frame, log), frame["time_ms"].to_numpy(np.float64)
    case = frame["replication"].to_numpy(np.int64) << 32 | frame["case"].to_numpy(np.int64)
    comes = _comes(frame, log)
    at = np.flatnonzero(comes)
    marks = np.flatnonzero(comes | frame["event"].isin(list(ENDINGS)).to_numpy())
    after, goes_on = _first_from(at + 1, marks, case, case[at])
    left, is_served = _first_from(at, np.flatnonzero(_leaves(frame, log)), case, case[at])
    left_ms = np.full(len(at), np.nan)
    left_ms[goes_on] = time[after[goes_on]]
    left_ms[is_served] = time[left[is_served]]
    gap_ms, target = np.full(len(at), np.nan), np.full(len(at), "", object)
    gap_ms[goes_on] = time[after[goes_on]] - left_ms[goes_on]
    target[goes_on] = titles[after[goes_on]]
    is_turned_away = (frame["event"] == Event.BALK).to_numpy()[at]
    found = {"source": titles[at], "target": target, "stay_ms": left_ms - time[at], "gap_ms": gap_ms}
    found |= {"is_turned_away": is_turned_away}
    return pd.DataFrame({"replication": frame["replication"].to_numpy()[at], **found})


def _comes(frame: pd.DataFrame, log: EventLog) -> NDArray[np.bool_]:
    """Rows in which a case comes: to the office, to a line, to one that is too long, to a step at home."""
    home = [code for code in range(len(log.names.stations)) if log.names.kind(code) == "applicant"]
    at_home = frame["event"].eq(Event.WAIT_APPLICANT) & frame["station"].isin(home)
    return np.asarray(frame["event"].isin([Event.ARRIVAL, Event.QUEUE_JOIN, Event.BALK]) | at_home, np.bool_)


def _leaves(frame: pd.DataFrame, log: EventLog) -> NDArray[np.bool_]:
    """Rows in which a case leaves what it came to."""
    home = [code for code in range(len(log.names.stations)) if log.names.kind(code) == "applicant"]
    is_back = frame["event"].eq(Event.RETURN_APPLICANT) & frame["station"].isin(home)
    ends = [Event.ARRIVAL, Event.SERVICE_END, Event.RENEGE, Event.BALK]
    return np.asarray(frame["event"].isin(ends) | is_back, np.bool_)


def _first_from(
    positions: NDArray[np.int64], marks: NDArray[np.int64], case: NDArray[np.int64], own: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """The first mark at or after each position, and whether it belongs to the same case."""
    if not len(marks):
        return np.zeros(len(positions), np.int64), np.zeros(len(positions), np.bool_)
    place = np.searchsorted(marks, positions)
    found = marks[np.minimum(place, len(marks) - 1)]
    return found, (place < len(marks)) & (case[found] == own)


def _titles(frame: pd.DataFrame, log: EventLog) -> NDArray[np.object_]:
    """Name of what each row comes to: the office, a station or an ending."""
    stations = np.array([*log.names.stations, ""], object)  # -1 is the last
    named = stations[frame["station"].to_numpy(np.int64)] if len(frame) else np.empty(0, object)
    for event, name in ({Event.ARRIVAL: ARRIVAL} | EXITS).items():
        named[frame["event"].to_numpy() == event] = name
    return named


def _per_day(
    rows: pd.DataFrame, keys: list[str], columns: dict[str, str], log: EventLog, warm_up_ms: int
) -> pd.DataFrame:
    """Counts per open day and medians in minutes; each key in every replication."""
    counts, median = columns["size"], columns["median"]
    found = rows.groupby(["replication", *keys])["gap_ms"].agg(["size", "median"])
    pairs = rows[keys].drop_duplicates()
    every = pd.DataFrame({"replication": log.replications}).merge(pairs, how="cross")
    table = every.merge(found.reset_index(), how="left", on=["replication", *keys]).rename(columns=columns)
    days = table["replication"].map(open_days(log, warm_up_ms))
    table[counts] = table[counts].fillna(0).astype(np.float64) / days.astype(np.float64)
    table[median] = table[median].astype(np.float64) / MS_PER_MINUTE
    return table
