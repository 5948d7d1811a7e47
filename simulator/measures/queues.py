"""How many wait, over time."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.calendars import MS_PER_DAY, MS_PER_MINUTE
from simulator.eventlog import Event, EventLog
from simulator.measures.tables import self_service_stations


def queue_area_ms(log: EventLog, station: int, edges_ms: NDArray[np.int64]) -> NDArray[np.float64]:
    """Area under the queue length of a station between times, in one replication.

    Parameters
    ----------
    log : EventLog
        One replication.
    station : int
        Code of the station.
    edges_ms : ndarray, shape (k + 1,), int64
        Ascending times, milliseconds.

    Returns
    -------
    ndarray, shape (k,), float64
        Case-milliseconds waited between each two edges: exact, queue length is a step function.
    """
    at = log["station"] == station
    joins = log["time_ms"][at & (log["event"] == Event.QUEUE_JOIN)]
    exits = log["time_ms"][at & np.isin(log["event"], [Event.SERVICE_START, Event.RENEGE])]
    return np.diff(_total_after(joins, edges_ms) - _total_after(exits, edges_ms))


def queue_through_day(log: EventLog, warm_up_ms: int = 0, bin_min: int = 15) -> pd.DataFrame:
    """Mean queue length of each station in each part of the day.

    Parameters
    ----------
    log : EventLog
        One or more replications.
    warm_up_ms : int, optional
        Whole days at the start that are left out, milliseconds.
    bin_min : int, optional
        Length of the parts, minutes; a divisor of 1440.

    Returns
    -------
    DataFrame
        ``replication, station`` (name), ``start_min`` (minutes since midnight), ``queue_length`` (mean over the
        replication's days). Stations without a queue are left out.
    """
    bin_ms = bin_min * MS_PER_MINUTE
    edges = np.arange(warm_up_ms, log.horizon_ms + bin_ms, bin_ms)
    per_day = MS_PER_DAY // bin_ms
    starts = np.arange(per_day) * bin_min
    tables = []
    for part in log.split():
        for station in sorted(set(range(len(log.names.stations))) - set(self_service_stations(log).tolist())):
            length = queue_area_ms(part, station, edges).reshape(-1, per_day).mean(axis=0) / bin_ms
            columns = {"replication": part.replications[0], "station": log.names.stations[station]}
            tables.append(pd.DataFrame(columns | {"start_min": starts, "queue_length": length}))
    return pd.concat(tables, ignore_index=True)


def _total_after(times: NDArray[np.int64], edges: NDArray[np.int64]) -> NDArray[np.float64]:
    """For each edge, the sum over earlier times of the time since then."""
    ordered = np.sort(times)
    before = np.searchsorted(ordered, edges, side="right")
    cumulative = np.concatenate([[0], np.cumsum(ordered)])
    total: NDArray[np.float64] = (before * edges - cumulative[before]).astype(np.float64)
    return total
