"""The event log rearranged: one row per case, one per visit to a station, one per stretch of work."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.eventlog import NONE, Cause, Event, EventLog, Names
from simulator.eventlog.kinds import ENDINGS

_CASE_KEY = ["replication", "case"]
_VISIT_KEY = ["replication", "case", "visit", "station"]


def cases(log: EventLog) -> pd.DataFrame:
    """One row per case.

    Parameters
    ----------
    log : EventLog
        One or more replications.

    Returns
    -------
    DataFrame
        ``replication, case, case_class, channel`` (codes), ``arrival_ms``, ``end_ms`` and ``ending`` (event code; both
        missing for a case that is still present at the end of the horizon), and how often it was sent back
        (``returns``), found the queue too long (``balks``), lost its patience (``reneges``), was turned away for want
        of a ticket or in an outage, on arrival or out of the line (``turned_away``), and came to the office in person
        (``trips``).
    """
    columns = ["replication", "case", "case_class", "channel", "time_ms", "event", "cause"]
    frame = _rows(log, log["case"] != NONE, columns)
    arrivals = frame[frame["event"] == Event.ARRIVAL].rename(columns={"time_ms": "arrival_ms"})
    endings = frame[frame["event"].isin(list(ENDINGS))].rename(columns={"time_ms": "end_ms", "event": "ending"})
    table = arrivals.drop(columns=["event", "cause"]).merge(
        endings[[*_CASE_KEY, "end_ms", "ending"]], how="left", on=_CASE_KEY
    )
    table = table.astype({"end_ms": "Int64", "ending": "Int64"})
    for name, rows in _incidents(frame, log.names).items():
        counts = frame[rows].groupby(_CASE_KEY).size().rename(name)
        table = table.merge(counts.reset_index(), how="left", on=_CASE_KEY)
        table[name] = table[name].fillna(0).astype(np.int64)
    return table


def _incidents(frame: pd.DataFrame, names: Names) -> dict[str, pd.Series]:
    """Which rows of a log count as what in the life of a case."""
    event, own_will = frame["event"], frame["cause"].isin([Cause.QUEUE_LIMIT, Cause.PATIENCE])
    of_case = frame["replication"].to_numpy(np.int64) << 32 | frame["case"].to_numpy(np.int64)
    stays_away = np.isin(of_case, of_case[frame["cause"] == Cause.NO_SHOW])
    comes = event.eq(Event.ARRIVAL) & ~stays_away & (frame["time_ms"] > 0)  # the initial backlog is there at time 0
    visited = [code for code, channel in enumerate(names.channels) if channel in names.in_person]
    return {
        "returns": event == Event.REWORK,
        "balks": (event == Event.BALK) & own_will,
        "reneges": (event == Event.RENEGE) & own_will,
        "turned_away": event.isin([Event.BALK, Event.RENEGE]) & ~own_will,
        "trips": (event.eq(Event.RETURN_APPLICANT) | comes) & frame["channel"].isin(visited),
    }


def visits(log: EventLog) -> pd.DataFrame:
    """One row per visit of a case to a station where it joined a queue.

    Parameters
    ----------
    log : EventLog
        One or more replications.

    Returns
    -------
    DataFrame
        ``replication, case, visit, station, case_class, channel`` (codes), ``join_ms``, ``start_ms`` (missing if the
        service never started within the horizon), ``server`` (missing too; -1 where applicants serve themselves).
    """
    columns = [*_VISIT_KEY, "case_class", "channel", "server", "time_ms"]
    joins = _rows(log, log["event"] == Event.QUEUE_JOIN, columns).drop(columns="server")
    starts = _rows(log, log["event"] == Event.SERVICE_START, [*_VISIT_KEY, "server", "time_ms"])
    table = joins.rename(columns={"time_ms": "join_ms"}).merge(
        starts.rename(columns={"time_ms": "start_ms"}), how="left", on=_VISIT_KEY
    )
    return table.astype({"start_ms": "Int64", "server": "Int64"})


def waiting_spans(log: EventLog) -> pd.DataFrame:
    """One row per time in a waiting line: from joining it to the next thing that happens to the case.

    Returns
    -------
    DataFrame
        ``replication, station, case_class, channel`` (codes), ``begin_ms``, ``end_ms`` (the end of the horizon if the
        case still waits then).
    """
    columns = [*_CASE_KEY, "seq", "station", "case_class", "channel", "event", "time_ms"]
    frame = _rows(log, log["case"] != NONE, columns).sort_values([*_CASE_KEY, "seq"], ignore_index=True)
    same_case = (frame[_CASE_KEY] == frame[_CASE_KEY].shift(-1)).all(axis=1)
    frame["end_ms"] = frame["time_ms"].shift(-1).where(same_case, log.horizon_ms).astype(np.int64)
    joins = frame.loc[frame["event"] == Event.QUEUE_JOIN]
    return joins.rename(columns={"time_ms": "begin_ms"})[
        ["replication", "station", "case_class", "channel", "begin_ms", "end_ms"]
    ]


def work_stretches(log: EventLog) -> pd.DataFrame:
    """One row per uninterrupted stretch of service: a pause ends one, its resumption begins the next.

    Returns
    -------
    DataFrame
        ``replication, station, server`` (codes; the station of a person of a pool is -1, as in its shifts),
        ``begin_ms``, ``end_ms`` (the end of the horizon if still under way).
    """
    kinds = [Event.SERVICE_START, Event.SERVICE_RESUME, Event.SERVICE_PAUSE, Event.SERVICE_END]
    pooled = [log.names.stations.index(name) for name in log.names.pooled]
    frame = _rows(log, np.isin(log["event"], kinds), [*_VISIT_KEY, "seq", "server", "time_ms", "event"])
    frame = frame.sort_values([*_VISIT_KEY, "seq"], ignore_index=True)
    same_visit = (frame[_VISIT_KEY] == frame[_VISIT_KEY].shift(-1)).all(axis=1)
    frame["end_ms"] = frame["time_ms"].shift(-1).where(same_visit, log.horizon_ms).astype(np.int64)
    begins = frame["event"].isin([Event.SERVICE_START, Event.SERVICE_RESUME])
    frame["station"] = frame["station"].mask(frame["station"].isin(pooled), NONE)
    return frame.loc[begins, ["replication", "station", "server", "time_ms", "end_ms"]].rename(
        columns={"time_ms": "begin_ms"}
    )


def shifts(log: EventLog) -> pd.DataFrame:
    """One row per shift of a server.

    Returns
    -------
    DataFrame
        ``replication, station, server`` (codes), ``start_ms``, ``end_ms`` (the end of the horizon if still open).
    """
    key = ["replication", "station", "server"]
    frame = _rows(log, np.isin(log["event"], [Event.SHIFT_START, Event.SHIFT_END]), [*key, "seq", "time_ms", "event"])
    frame = frame.sort_values([*key, "seq"], ignore_index=True)
    same_server = (frame[key] == frame[key].shift(-1)).all(axis=1)
    frame["end_ms"] = frame["time_ms"].shift(-1).where(same_server, log.horizon_ms).astype(np.int64)
    return frame.loc[frame["event"] == Event.SHIFT_START, [*key, "time_ms", "end_ms"]].rename(
        columns={"time_ms": "start_ms"}
    )


def queueing_stations(log: EventLog) -> list[int]:
    """Stations with staff, where applicants may have to queue.

    Parameters
    ----------
    log : EventLog
        One or more replications.

    Returns
    -------
    list of int
        Codes, ascending; those where applicants serve themselves, or another agency or a machine works, are left out.
    """
    return [code for code in range(len(log.names.stations)) if log.names.kind(code) == "staffed"]


def _rows(log: EventLog, mask: NDArray[np.bool_], columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame({name: log[name][mask] for name in columns})
