"""What a day looks like: waits by the hour, who served whom when, and the story of one case."""

import numpy as np
import pandas as pd

from simulator.calendars import MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE
from simulator.eventlog import NONE, Cause, Event, EventLog
from simulator.measures.tables import queueing_stations, shifts, visits

HOURS_PER_DAY = 24
ANY_DAY = -1
"""Weekday of every day where the office knows no dates."""

WAITS_BY_HOUR_UNITS = {"services": "cases", "waiting_time_mean": "min"}
"""Columns of :func:`waits_by_hour` -> unit."""

_KINDS = {
    Event.QUEUE_JOIN: "queue",
    Event.SERVICE_START: "service",
    Event.SERVICE_RESUME: "service",
    Event.SERVICE_PAUSE: "pause",
    Event.WAIT_APPLICANT: "applicant",
    Event.BALK: "away",
    Event.RENEGE: "away",
}
_CASE = ["replication", "case"]
_SPANS = ["replication", "case", "kind", "station", "server", "visit", "channel", "begin_ms", "end_ms"]
_ROWS = ["replication", "kind", "place", "server", "station", "case", "begin_ms", "end_ms"]


def waits_by_hour(
    log: EventLog, warm_up_ms: int = 0, first_weekday: int | None = None, station: str | None = None
) -> pd.DataFrame:
    """Waiting time by the weekday and the hour of joining the line.

    Only waits for staff that ended with service; who left or still waits has none.

    Parameters
    ----------
    log : EventLog
        One or more replications.
    warm_up_ms : int, optional
        Joins before are left out, milliseconds.
    first_weekday : int, optional
        Weekday of day 0, Monday being 0. Without it every day is alike: weekday -1.
    station : str, optional
        Name of the only station that counts; all with staff if not said.

    Returns
    -------
    DataFrame
        ``replication, weekday, hour, services`` (cases), ``waiting_time_mean`` (minutes); every weekday of the window
        and every hour in every replication.
    """
    codes = queueing_stations(log) if station is None else [log.names.stations.index(station)]
    table = visits(log)
    table = table[table["start_ms"].notna() & (table["join_ms"] >= warm_up_ms) & table["station"].isin(codes)]
    day = table["join_ms"] // MS_PER_DAY
    table = table.assign(
        weekday=ANY_DAY if first_weekday is None else (day + first_weekday) % 7,
        hour=table["join_ms"] % MS_PER_DAY // MS_PER_HOUR,
        wait_min=(table["start_ms"] - table["join_ms"]).astype(np.float64) / MS_PER_MINUTE,
    )
    found = table.groupby(["replication", "weekday", "hour"])["wait_min"].agg(["size", "mean"])
    days = range(warm_up_ms // MS_PER_DAY, log.horizon_ms // MS_PER_DAY)
    weekdays = [ANY_DAY] if first_weekday is None else sorted({(first_weekday + number) % 7 for number in days})
    keys = pd.MultiIndex.from_product(
        [log.replications, weekdays, range(HOURS_PER_DAY)], names=["replication", "weekday", "hour"]
    )
    whole = found.reindex(keys).rename(columns={"size": "services", "mean": "waiting_time_mean"})
    return whole.fillna({"services": 0}).astype({"services": np.int64, "waiting_time_mean": np.float64}).reset_index()


def outages(log: EventLog) -> pd.DataFrame:
    """One row per time in which a subsystem was down or slow.

    Returns
    -------
    DataFrame
        ``replication, kind`` ("outage" or "slow"), ``subsystem`` (name), ``begin_ms, end_ms`` (the end of the horizon
        if not over).
    """
    mask = np.isin(log["event"], [Event.OUTAGE_START, Event.OUTAGE_END])
    frame = pd.DataFrame({name: log[name][mask] for name in ("replication", "cause", "event", "time_ms")})
    frame = frame.sort_values(["replication", "cause"], kind="stable", ignore_index=True)
    same = (frame[["replication", "cause"]] == frame[["replication", "cause"]].shift(-1)).all(axis=1)
    frame["end_ms"] = frame["time_ms"].shift(-1).where(same, log.horizon_ms).astype(np.int64)
    frame = frame[frame["event"] == Event.OUTAGE_START].rename(columns={"time_ms": "begin_ms"})
    codes = frame["cause"].astype(int)
    is_slow = codes >= Cause.FIRST_SLOW
    first = np.where(is_slow, int(Cause.FIRST_SLOW), int(Cause.FIRST_SUBSYSTEM))
    frame["kind"] = np.where(is_slow, "slow", "outage")
    frame["subsystem"] = [log.names.subsystems[code] for code in codes - first]
    columns = ["replication", "kind", "subsystem", "begin_ms", "end_ms"]
    return frame.sort_values(["replication", "begin_ms"], kind="stable", ignore_index=True)[columns]


def case_spans(log: EventLog) -> pd.DataFrame:
    """The life of each case, cut into waiting, service and absence.

    Parameters
    ----------
    log : EventLog
        One or more replications.

    Returns
    -------
    DataFrame
        ``replication, case, kind`` ("queue", "service", "pause", "external", "applicant", "away"), ``station`` (name),
        ``server`` (-1 where there is none), ``visit, channel`` (name), ``begin_ms, end_ms`` (the end of the horizon if
        not over), ordered by case and time; what takes no time is left out.
    """
    columns = [*_CASE, "seq", "event", "station", "server", "visit", "channel", "time_ms"]
    mask = log["case"] != NONE
    frame = pd.DataFrame({name: log[name][mask] for name in columns})
    frame = frame.sort_values([*_CASE, "seq"], ignore_index=True)
    same_case = (frame[_CASE] == frame[_CASE].shift(-1)).all(axis=1)
    frame["end_ms"] = frame["time_ms"].shift(-1).where(same_case, log.horizon_ms).astype(np.int64)
    frame = frame[frame["event"].isin(list(_KINDS)) & (frame["end_ms"] > frame["time_ms"])]
    kinds = frame["event"].map({int(event): kind for event, kind in _KINDS.items()}).astype(object)
    outside = [code for code in range(len(log.names.stations)) if log.names.kind(code) == "external"]
    frame["kind"] = kinds.mask(frame["station"].isin(outside) & (kinds == "service"), "external")
    frame["station"] = _named(frame["station"], log.names.stations)
    frame["channel"] = _named(frame["channel"], log.names.channels)
    return frame.rename(columns={"time_ms": "begin_ms"}).reset_index(drop=True)[_SPANS]


def case_story(log: EventLog, case: int, replication: int = 0) -> pd.DataFrame:
    """The life of one case.

    Parameters
    ----------
    log : EventLog
        One or more replications.
    case, replication : int
        Which.

    Returns
    -------
    DataFrame
        Rows of :func:`case_spans`; none if there is no such case or its life took no time.
    """
    own = log.where((log["replication"] == replication) & (log["case"] == case))
    return case_spans(own)


def gantt_rows(log: EventLog, day: int = 0, replication: int = 0) -> pd.DataFrame:
    """Shifts, services and pauses of every server on one day of one replication, and what failed.

    Parameters
    ----------
    log : EventLog
        One or more replications.
    day : int, optional
        Number of the day, from 0.
    replication : int, optional
        Which.

    Returns
    -------
    DataFrame
        ``replication, kind`` ("shift", "service", "pause", "outage", "slow"), ``place`` (station or pool of the server;
        the subsystem of an outage), ``server`` (-1 for an outage), ``station`` (where it served; "" for a shift or an
        outage), ``case`` (-1 for them), ``begin_ms, end_ms`` (cut at the ends of the day, milliseconds since the start
        of the horizon).
    """
    own = log.where(log["replication"] == replication)
    work = case_spans(own)
    work = work[work["kind"].isin(["service", "pause"]) & (work["server"] != NONE)]
    pooled = work["station"].isin(log.names.pooled)
    work["place"] = work["station"].mask(pooled, _named(work["server"].where(pooled, NONE), log.names.persons))
    rota = shifts(own).rename(columns={"start_ms": "begin_ms"})
    rota["place"] = _named(rota["station"], log.names.stations).mask(
        rota["station"] == NONE, _named(rota["server"].where(rota["station"] == NONE, NONE), log.names.persons)
    )
    rota = rota.assign(kind="shift", station="", case=NONE)
    down = outages(own).rename(columns={"subsystem": "place"}).assign(server=NONE, station="", case=NONE)
    rows = pd.concat([part[_ROWS] for part in (rota, work, down) if len(part)] or [pd.DataFrame(columns=_ROWS)])
    bounds = rows[["begin_ms", "end_ms"]].astype(np.int64).clip(day * MS_PER_DAY, (day + 1) * MS_PER_DAY)
    rows = rows.assign(begin_ms=bounds["begin_ms"], end_ms=bounds["end_ms"])
    return rows[rows["end_ms"] > rows["begin_ms"]].reset_index(drop=True)


def _named(codes: pd.Series, names: tuple[str, ...]) -> pd.Series:
    """Names of codes; "" where a code does not apply."""
    return pd.Series([names[code] if code >= 0 else "" for code in codes], index=codes.index, dtype=object)
