"""The event log rearranged: one row per case, one per visit to a station, one per stretch of work."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.eventlog import NONE, Event, EventLog
from simulator.eventlog.kinds import ENDINGS

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
        missing for a case that is still present at the end of the horizon), ``returns`` (times sent back).
    """
    frame = _rows(log, log["case"] != NONE, ["replication", "case", "case_class", "channel", "time_ms", "event"])
    arrivals = frame[frame["event"] == Event.ARRIVAL].rename(columns={"time_ms": "arrival_ms"}).drop(columns="event")
    endings = frame[frame["event"].isin(list(ENDINGS))].rename(columns={"time_ms": "end_ms", "event": "ending"})
    returns = frame[frame["event"] == Event.REWORK].groupby(["replication", "case"]).size().rename("returns")
    table = arrivals.merge(endings[["replication", "case", "end_ms", "ending"]], how="left", on=["replication", "case"])
    table = table.merge(returns.reset_index(), how="left", on=["replication", "case"])
    return table.astype({"end_ms": "Int64", "ending": "Int64"}).fillna({"returns": 0}).astype({"returns": np.int64})


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


def work_stretches(log: EventLog) -> pd.DataFrame:
    """One row per uninterrupted stretch of service: a pause ends one, its resumption begins the next.

    Returns
    -------
    DataFrame
        ``replication, station, server`` (codes), ``begin_ms``, ``end_ms`` (the end of the horizon if still under way).
    """
    kinds = [Event.SERVICE_START, Event.SERVICE_RESUME, Event.SERVICE_PAUSE, Event.SERVICE_END]
    frame = _rows(log, np.isin(log["event"], kinds), [*_VISIT_KEY, "seq", "server", "time_ms", "event"])
    frame = frame.sort_values([*_VISIT_KEY, "seq"], ignore_index=True)
    same_visit = (frame[_VISIT_KEY] == frame[_VISIT_KEY].shift(-1)).all(axis=1)
    frame["end_ms"] = frame["time_ms"].shift(-1).where(same_visit, log.horizon_ms).astype(np.int64)
    begins = frame["event"].isin([Event.SERVICE_START, Event.SERVICE_RESUME])
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
        Codes, ascending; those where applicants serve themselves are left out.
    """
    return [code for code, name in enumerate(log.names.stations) if name not in log.names.self_service]


def _rows(log: EventLog, mask: NDArray[np.bool_], columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame({name: log[name][mask] for name in columns})
