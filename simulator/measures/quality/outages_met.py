"""Which cases met an outage: a system they needed was down while they waited or were served."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.eventlog import NONE, Cause, Event, EventLog

_KEY = ["replication", "case"]
_HERE = (
    Event.QUEUE_JOIN, Event.SERVICE_START, Event.SERVICE_PAUSE, Event.SERVICE_RESUME,
)  # fmt: skip
"""After these a case is at the station until the next thing happens to it."""

Integers = NDArray[np.int64]


def outages_met(log: EventLog) -> pd.DataFrame:
    """Whether each case was at a station while a subsystem that this station needs was down.

    A case is at a station from joining its line to the end of its service there, or its leaving. Who is sent home
    because a subsystem is down, or finds it down on coming, has met the outage too. Slow states do not count.

    Parameters
    ----------
    log : EventLog
        One or more replications; its names must say what the stations need.

    Returns
    -------
    DataFrame
        ``replication, case, outage_met`` (bool), one row for each case that arrived.
    """
    frame = pd.DataFrame({name: log[name] for name in (*_KEY, "seq", "time_ms", "event", "station", "cause")})
    rows = frame[frame["case"] != NONE].sort_values([*_KEY, "seq"], ignore_index=True)
    same_case = (rows[_KEY] == rows[_KEY].shift(-1)).all(axis=1)
    begin_ms = rows["time_ms"].to_numpy(np.int64)
    end_ms = rows["time_ms"].shift(-1).where(same_case, log.horizon_ms).to_numpy(np.int64)
    is_here, met = rows["event"].isin(_HERE).to_numpy(np.bool_), _is_sent_home(rows)
    boundaries = frame[frame["event"].isin([Event.OUTAGE_START, Event.OUTAGE_END])]
    for replication, of_replication in boundaries.groupby("replication"):
        for station in range(len(log.names.stations)):
            down = _down(of_replication, _needed(log, station), log.horizon_ms)
            here = is_here & (rows["replication"] == replication).to_numpy() & (rows["station"] == station).to_numpy()
            met[here] |= _touches(begin_ms[here], end_ms[here], down)
    return rows[_KEY].assign(outage_met=met).groupby(_KEY)[["outage_met"]].any().reset_index()


def _is_sent_home(rows: pd.DataFrame) -> NDArray[np.bool_]:
    cause = rows["cause"].between(Cause.FIRST_SUBSYSTEM, Cause.FIRST_SLOW - 1)
    return (rows["event"].isin([Event.BALK, Event.RENEGE]) & cause).to_numpy(np.bool_, copy=True)


def _needed(log: EventLog, station: int) -> list[int]:
    """Causes of the subsystems that a station needs."""
    needs = log.names.needs[station] if log.names.needs else ()
    return [int(Cause.FIRST_SUBSYSTEM) + log.names.subsystems.index(name) for name in needs]


def _down(boundaries: pd.DataFrame, causes: list[int], horizon_ms: int) -> tuple[Integers, Integers]:
    """Times in which any of these is down, ascending and apart: begins and ends."""
    boundary = boundaries[boundaries["cause"].isin(causes)]
    times = boundary["time_ms"].to_numpy(np.int64)
    steps = np.where(boundary["event"] == Event.OUTAGE_START, 1, -1)
    how_many = np.cumsum(steps)
    begins = times[(how_many > 0) & (how_many - steps == 0)]
    ends = times[(how_many == 0) & (steps < 0)]
    ends = np.concatenate([ends, np.full(len(begins) - len(ends), horizon_ms, np.int64)])
    return begins[begins < ends], ends[begins < ends]


def _touches(begin_ms: Integers, end_ms: Integers, down: tuple[Integers, Integers]) -> NDArray[np.bool_]:
    """Whether the times from begin to end have a moment in common with those in which something is down."""
    begins, ends = down
    if len(begins) == 0:
        return np.zeros(len(begin_ms), np.bool_)
    next_end = np.searchsorted(ends, begin_ms, side="right")  # the first outage that ends after this begins
    starts = np.append(begins, np.iinfo(np.int64).max)
    return starts[next_end] < end_ms
