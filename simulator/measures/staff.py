"""How busy the staff are."""

import numpy as np
import pandas as pd

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
    shift_table = _clipped(shifts(log), "start_ms", warm_up_ms)
    work = _clipped(work_stretches(log), "begin_ms", warm_up_ms)
    work = work[work["server"] != NONE]
    rows = []
    stretches = dict(list(work.groupby(_SERVER)))
    for server, spans in shift_table.groupby(_SERVER):
        own = stretches.get(server, work.iloc[:0])
        length = float((spans["end_ms"] - spans["start_ms"]).sum())
        total = float((own["end_ms"] - own["begin_ms"]).sum())
        within = _overlap_ms(own, spans)
        rows.append((*server, length, within, total - within))
    table = pd.DataFrame(rows, columns=[*_SERVER, *MINUTES])
    table[MINUTES] = table[MINUTES].astype(np.float64) / MS_PER_MINUTE
    places = [
        log.names.persons[server] if station == NONE else log.names.stations[station]
        for station, server in zip(table["station"], table["server"], strict=True)
    ]
    return table.assign(place=pd.Series(places, dtype=object))


def _clipped(spans: pd.DataFrame, start: str, warm_up_ms: int) -> pd.DataFrame:
    """The spans without the part before the window; one that ends before has no length left, but its server stays."""
    return spans.assign(**{bound: spans[bound].clip(lower=warm_up_ms) for bound in (start, "end_ms")})


def _overlap_ms(work: pd.DataFrame, spans: pd.DataFrame) -> float:
    """Working time that lies within shifts: staffed time before the end less staffed time before the beginning."""
    edges = spans[["start_ms", "end_ms"]].to_numpy().ravel()
    staffed = np.concatenate([[0.0], np.cumsum(np.diff(edges) * (np.arange(len(edges) - 1) % 2 == 0))])
    return float((np.interp(work["end_ms"], edges, staffed) - np.interp(work["begin_ms"], edges, staffed)).sum())
