"""How busy the staff are."""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from simulator.calendars import MS_PER_MINUTE
from simulator.eventlog import NONE, EventLog
from simulator.measures.tables import shifts, work_stretches

MINUTES = ["staffed_min", "busy_min", "overtime_min"]
"""Columns of :func:`staff_time` that can be added up."""

_SERVER = ["replication", "station", "server"]


def staff_time(log: EventLog, warm_up_ms: int = 0) -> pd.DataFrame:
    """Staffed, busy and overtime minutes of each server.

    Parameters
    ----------
    log : EventLog
        One or more replications.
    warm_up_ms : int, optional
        Time at the start that is left out, milliseconds.

    Returns
    -------
    DataFrame
        ``replication, station, server`` (codes), ``place`` (name of the station, or of a person's pool),
        ``staffed_min``, ``busy_min`` (serving, within a shift; pauses are not busy), ``overtime_min`` (serving, outside
        every shift).
    """
    spans = _clipped(shifts(log), warm_up_ms)
    work = _clipped(work_stretches(log).rename(columns={"begin_ms": "start_ms"}), warm_up_ms)
    table = spans[_SERVER].drop_duplicates(ignore_index=True).astype(np.int64)
    servers = pd.MultiIndex.from_frame(table)
    staffed, worked = (_on_one_line(each, servers, log.horizon_ms) for each in (spans, work))
    total = _sums(worked, worked["end_ms"] - worked["start_ms"], len(table))
    within = _sums(worked, _within(worked, staffed), len(table))
    length = _sums(staffed, staffed["end_ms"] - staffed["start_ms"], len(table))
    table[MINUTES] = np.column_stack([length, within, total - within]) / MS_PER_MINUTE
    places = [
        log.names.persons[server] if station == NONE else log.names.stations[station]
        for station, server in zip(table["station"], table["server"], strict=True)
    ]
    return table.assign(place=pd.Series(places, dtype=object))


def _clipped(spans: pd.DataFrame, warm_up_ms: int) -> pd.DataFrame:
    """The spans without the part before the window; one that ends before has no length left, but its server stays."""
    return spans.assign(**{bound: spans[bound].clip(lower=warm_up_ms) for bound in ("start_ms", "end_ms")})


def _on_one_line(spans: pd.DataFrame, servers: pd.MultiIndex, horizon_ms: int) -> pd.DataFrame:
    """Spans of these servers on one time line, on which the horizon of each follows that of the server before it."""
    place = servers.get_indexer(pd.MultiIndex.from_frame(spans[_SERVER]))
    begin_ms = place * (horizon_ms + 1)
    moved = {"place": place, "start_ms": spans["start_ms"] + begin_ms, "end_ms": spans["end_ms"] + begin_ms}
    return pd.DataFrame(moved)[place >= 0]


def _within(work: pd.DataFrame, staffed: pd.DataFrame) -> NDArray[np.float64]:
    """Working time that lies within shifts: staffed time before the end less staffed time before the beginning."""
    if staffed.empty:
        return np.zeros(len(work))
    edges = staffed[["start_ms", "end_ms"]].to_numpy().ravel()
    is_end = np.arange(len(edges)) % 2 == 1
    until = np.cumsum(np.diff(edges, prepend=edges[:1]) * is_end)
    end, start = (np.interp(work[bound], edges, until) for bound in ("end_ms", "start_ms"))
    return np.asarray(end - start, np.float64)


def _sums(spans: pd.DataFrame, values: ArrayLike, servers: int) -> NDArray[np.float64]:
    """Of each server."""
    return np.bincount(spans["place"], np.asarray(values), minlength=servers).astype(np.float64)
