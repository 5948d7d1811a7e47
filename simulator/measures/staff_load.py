"""How hard each of the staff works, how long without a break, and how evenly the work is spread."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.calendars.hours import MS_PER_HOUR, MS_PER_MINUTE
from simulator.eventlog.kinds import Event
from simulator.eventlog.log import NONE, EventLog, Names
from simulator.measures.equity import gini

STAFF_UNITS = {
    "staffed_h": "h",
    "busy_h": "h",
    "utilisation": "share",
    "overtime_h": "h",
    "longest_stretch_min": "min",
}
"""Value columns of :func:`staff_table`."""

SPREAD_UNITS = {"persons": "persons", "gini": "index", "busiest_to_mean": "ratio"}
"""Value columns of :func:`load_spread`."""

BREAK_MIN = 5.0
"""Without service for so long, a server had a break; assumed."""

_SHIFTS = (Event.SHIFT_START, Event.SHIFT_END)
_BEGINS = (Event.SERVICE_START, Event.SERVICE_RESUME)
_STOPS = (Event.SERVICE_PAUSE, Event.SERVICE_END)
_KEYS = ["replication", "place", "server"]
_LOADS = ["staffed_ms", "busy_ms", "overtime_ms", "longest_ms"]
_STATION = 1 << 16
"""A server is one number: its station plus 1, times this (0 for persons of pools), plus its own."""

Integers = NDArray[np.int64]


class _Spans(NamedTuple):
    """The time from each row of a server to its next, cut to the window; those of one server one after the other.

    Attributes
    ----------
    who, begin_ms, end_ms : ndarray, shape (n_spans,), int64
        Position of the server among all, and when.
    is_on_shift, is_serving : ndarray, shape (n_spans,), bool
        What it did meanwhile.
    """

    who: Integers
    begin_ms: Integers
    end_ms: Integers
    is_on_shift: NDArray[np.bool_]
    is_serving: NDArray[np.bool_]


def staff_table(log: EventLog, warm_up_ms: int = 0, break_min: float = BREAK_MIN) -> pd.DataFrame:
    """How long each server was on shift, served, and served without a break.

    Parameters
    ----------
    log : EventLog
        One or more replications.
    warm_up_ms : int, optional
        Time at the start that is left out, milliseconds.
    break_min : float, optional
        As long as this without service is a break, minutes; shorter gaps are not. Idle time, a pause and time off
        shift are all without service.

    Returns
    -------
    DataFrame
        ``replication``, ``place`` (name of the station, or of a person's pool), ``server`` (code), then ``staffed_h``,
        ``busy_h`` (serving on shift; pauses are not busy), ``utilisation`` (missing without staffed time),
        ``overtime_h`` (serving outside every shift), and ``longest_stretch_min`` (from the beginning of a service
        to the last end of one before the next break; missing for who was neither on shift nor serving). Every person of
        a pool, and every server that has a shift or serves in any replication, has a row in each.

    Raises
    ------
    ValueError
        If a break takes no time, or a code stands for nothing.
    """
    if break_min <= 0:
        raise ValueError(f"break_min is {break_min}; a break takes some time, as 5 minutes")
    parts = log.split()
    rows = [_rows_of_servers(part) for part in parts]
    servers = np.unique(np.concatenate([np.arange(len(log.names.persons)), *(_numbers(part) for part in rows)]))
    places = [_place(number, log.names) for number in servers.tolist()]
    loads = [_loads(_spans(part, servers, warm_up_ms), len(servers), break_min) for part in rows]
    table = pd.DataFrame(np.concatenate([np.zeros((0, len(_LOADS)), np.int64), *loads]), columns=_LOADS)
    table.insert(0, "replication", np.repeat(np.array(log.replications, np.int64), len(servers)))
    table.insert(1, "place", pd.Series(places * len(parts), dtype=object))
    table.insert(2, "server", np.tile(servers % _STATION, len(parts)))
    return _in_hours(table)


def load_spread(table: pd.DataFrame) -> pd.DataFrame:
    """How evenly the work of each place is spread over its servers.

    Parameters
    ----------
    table : DataFrame
        As :func:`staff_table` gives it.

    Returns
    -------
    DataFrame
        ``replication``, ``place``, ``persons`` (servers that were on shift or served), ``gini`` (of the hours that they
        served, overtime included; 0 if all served as long, close to 1 if one did everything; missing without persons)
        and ``busiest_to_mean`` (hours of the busiest over the mean; missing where nobody served).

    Notes
    -----
    Servers of a station are positions, not persons, and the lowest number is called first (S2): there, part of the
    spread is that rule. So it is in a pool, whose persons are called by number too.
    """
    was_there = table["longest_stretch_min"].notna()
    served = (table["busy_h"] + table["overtime_h"]).where(was_there)
    groups = served.groupby([table["replication"], table["place"]], sort=False)
    rows = [(*key, *_spread(hours.dropna().to_numpy(np.float64))) for key, hours in groups]
    return pd.DataFrame(rows, columns=["replication", "place", *SPREAD_UNITS])


def _spread(hours: NDArray[np.float64]) -> tuple[int, float, float]:
    """How many they are, Gini coefficient, and the largest over the mean."""
    total = hours.sum()
    return len(hours), gini(hours), float(hours.max() * len(hours) / total) if total > 0 else np.nan


def _rows_of_servers(log: EventLog) -> EventLog:
    """Shifts, and services by a server."""
    return log.where((log["server"] != NONE) & np.isin(log["event"], [*_SHIFTS, *_BEGINS, *_STOPS]))


def _numbers(log: EventLog) -> Integers:
    """The server of each row, as one number."""
    station, server = log["station"].astype(np.int64), log["server"].astype(np.int64)
    pooled = [log.names.stations.index(name) for name in log.names.pooled]
    is_person = (station == NONE) | np.isin(station, pooled)
    most = np.where(is_person, len(log.names.persons), _STATION)
    if ((station >= len(log.names.stations)) | (server < 0) | (server >= most)).any():
        raise ValueError("a row of the log names a station or server that the office does not have")
    return np.where(is_person, 0, (station + 1) * _STATION) + server


def _place(number: int, names: Names) -> str:
    station, server = divmod(number, _STATION)
    return names.stations[station - 1] if station else names.persons[server]


def _spans(log: EventLog, servers: Integers, warm_up_ms: int) -> _Spans:
    numbers = _numbers(log)
    order = np.argsort(numbers, kind="stable")
    who, event = np.searchsorted(servers, numbers[order]), log["event"][order]
    begin_ms = np.maximum(log["time_ms"][order], warm_up_ms)
    is_last = np.diff(who, append=NONE) != 0
    return _Spans(
        who=who,
        begin_ms=begin_ms,
        end_ms=np.where(is_last, log.horizon_ms, np.append(begin_ms[1:], 0)),
        is_on_shift=_held(who, np.isin(event, _SHIFTS), event == Event.SHIFT_START),
        is_serving=_held(who, ~np.isin(event, _SHIFTS), np.isin(event, _BEGINS)),
    )


def _held(who: Integers, says: NDArray[np.bool_], value: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """What the latest row of the same server that says something of it said; false before the first."""
    row = np.arange(len(who))
    latest = np.maximum.accumulate(np.where(says, row, NONE))
    return (latest != NONE) & (who[latest] == who) & value[latest] if len(who) else value


def _loads(spans: _Spans, n_servers: int, break_min: float) -> Integers:
    """For each server the columns :data:`_LOADS`; the last is -1 for who was neither on shift nor serving."""
    length = spans.end_ms - spans.begin_ms
    loads = np.zeros((n_servers, len(_LOADS)), np.int64)
    marks = (spans.is_on_shift, spans.is_on_shift & spans.is_serving, ~spans.is_on_shift & spans.is_serving)
    for column, mark in enumerate(marks):
        np.add.at(loads[:, column], spans.who[mark], length[mark])
    loads[:, 3] = np.where(loads[:, :3].any(axis=1), 0, NONE)
    who, stretch_ms = _stretches(spans, length, round(break_min * MS_PER_MINUTE))
    np.maximum.at(loads[:, 3], who, stretch_ms)
    return loads


def _stretches(spans: _Spans, length: Integers, break_ms: int) -> tuple[Integers, Integers]:
    """The servers of the stretches without a break, and the lengths of these."""
    served = spans.is_serving & (length > 0)
    who, begin_ms, end_ms = spans.who[served], spans.begin_ms[served], spans.end_ms[served]
    after_break = np.ones(len(who), np.bool_)
    after_break[1:] = (who[1:] != who[:-1]) | (begin_ms[1:] - end_ms[:-1] >= break_ms)
    last = np.roll(after_break, -1)
    return who[after_break], end_ms[last] - begin_ms[after_break]


def _in_hours(table: pd.DataFrame) -> pd.DataFrame:
    staffed_ms = table["staffed_ms"].where(table["staffed_ms"] > 0)
    longest_ms = table["longest_ms"].where(table["longest_ms"] != NONE)
    return table[_KEYS].assign(
        staffed_h=table["staffed_ms"] / MS_PER_HOUR,
        busy_h=table["busy_ms"] / MS_PER_HOUR,
        utilisation=table["busy_ms"] / staffed_ms,
        overtime_h=table["overtime_ms"] / MS_PER_HOUR,
        longest_stretch_min=longest_ms / MS_PER_MINUTE,
    )
