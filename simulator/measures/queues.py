"""How many wait, over time."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.calendars import MS_PER_DAY, MS_PER_MINUTE
from simulator.eventlog import EventLog
from simulator.measures.tables import queueing_stations, waiting_spans

_COLUMNS = ["replication", "station", "start_min", "queue_length"]


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
    spans = waiting_spans(log)
    return _area_ms(spans[spans["station"] == station], edges_ms)


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

    Raises
    ------
    ValueError
        If a day does not divide into such parts.
    """
    if bin_min < 1 or MS_PER_DAY % (bin_min * MS_PER_MINUTE):
        raise ValueError(f"bin_min is {bin_min}; it must divide the 1440 minutes of a day, as 15 or 60")
    bin_ms = bin_min * MS_PER_MINUTE
    edges = np.arange(warm_up_ms, log.horizon_ms + bin_ms, bin_ms)
    per_day = MS_PER_DAY // bin_ms
    starts = np.arange(per_day) * bin_min
    spans = waiting_spans(log)
    found, none = dict(list(spans.groupby(["replication", "station"]))), spans[:0]
    tables = []
    for replication in log.replications:
        for station in queueing_stations(log):
            area = _area_ms(found.get((replication, station), none), edges)
            length = area.reshape(-1, per_day).mean(axis=0) / bin_ms
            columns = {"replication": replication, "station": log.names.stations[station]}
            tables.append(pd.DataFrame(columns | {"start_min": starts, "queue_length": length}))
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=_COLUMNS)


def _area_ms(spans: pd.DataFrame, edges_ms: NDArray[np.int64]) -> NDArray[np.float64]:
    """The same of times in a waiting line."""
    joins, exits = (spans[bound].to_numpy(np.int64) for bound in ("begin_ms", "end_ms"))
    return np.diff(_total_after(joins, edges_ms) - _total_after(exits, edges_ms)).astype(np.float64)


def _total_after(times: NDArray[np.int64], edges: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each edge, the sum over earlier times of the time since then."""
    ordered = np.sort(times)
    before = np.searchsorted(ordered, edges, side="right")
    total: NDArray[np.int64] = before * edges - np.concatenate([[0], np.cumsum(ordered)])[before]
    return total
