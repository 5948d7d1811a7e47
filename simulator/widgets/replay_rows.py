"""What a replay needs of an event log: the rows of a window, who stands where, and what each station is."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from simulator.eventlog import NONE, Event, EventLog
from simulator.eventlog.kinds import ENDINGS
from simulator.eventlog.rows import Rows

ZONES = ("counter", "desk", "online", "agency", "home")
"""Where a station stands: in the public hall, behind it, at a screen, in another building, with the applicant."""

COLUMNS: Mapping[str, tuple[str, str]] = {
    "time": ("time_ms", "<f8"),
    "case": ("case", "<i4"),
    "visit": ("visit", "<i2"),
    "server": ("server", "<i2"),
    "event": ("event", "i1"),
    "case_class": ("case_class", "i1"),
    "channel": ("channel", "i1"),
    "station": ("station", "i1"),
    "cause": ("cause", "i1"),
}
"""Name in the browser -> column of the log and type on the way: time as float64, which holds every ms of a horizon."""

_OF_KIND = {"self_service": "online", "system": "online", "external": "agency", "applicant": "home", "batch": "desk"}
_BOUNDARIES = {Event.SHIFT_START: Event.SHIFT_END, Event.OUTAGE_START: Event.OUTAGE_END}


def window_rows(log: EventLog, first_ms: int, last_ms: int) -> Rows:
    """Rows that tell everything of a window.

    The whole past of each case that is still there when the window begins is kept, so that its story is complete; of
    shifts and outages only what holds at that moment.

    Parameters
    ----------
    log : EventLog
        One replication.
    first_ms, last_ms : int
        The window, the second not included.

    Returns
    -------
    ndarray of ROW
        In the order of the log.
    """
    rows = log.rows()
    rows = rows[rows["time_ms"] < last_ms]
    before, of_case = rows["time_ms"] < first_ms, rows["case"] != NONE
    ended = rows["case"][before & np.isin(rows["event"], list(ENDINGS))]
    kept = of_case & ~np.isin(rows["case"], ended)
    kept |= ~of_case & ~before
    kept[_open_at(rows, before & ~of_case)] = True
    told: Rows = rows[kept]
    return told


def _open_at(rows: Rows, past: NDArray[np.bool_]) -> list[int]:
    """Beginnings of shifts and outages that have not ended among the rows of the past."""
    open_since: dict[tuple[int, int, int, int], int] = {}
    begins = {int(end): int(begin) for begin, end in _BOUNDARIES.items()}
    for row in np.flatnonzero(past).tolist():
        event, station, server, cause = (int(rows[name][row]) for name in ("event", "station", "server", "cause"))
        if event in begins:
            open_since.pop((begins[event], station, server, cause), None)
        else:
            open_since[event, station, server, cause] = row
    return list(open_since.values())


def packed(rows: Rows) -> dict[str, bytes]:
    """The columns of rows as bytes, little-endian."""
    return {name: rows[column].astype(kind).tobytes() for name, (column, kind) in COLUMNS.items()}


def zones_of(log: EventLog) -> list[str]:
    """Where each station stands, as far as the log tells.

    A station with staff is a counter if people come to it from outside by a channel that they visit, or if people
    have left its line of their own will; else files lie there.

    Parameters
    ----------
    log : EventLog
        One or more replications.

    Returns
    -------
    list of str
        One of :data:`ZONES` for each station.
    """
    counters = {*_joined_from_outside(log), *_left(log)}
    kinds = [log.names.kind(code) for code in range(len(log.names.stations))]
    return [_OF_KIND.get(kind, "counter" if code in counters else "desk") for code, kind in enumerate(kinds)]


def _joined_from_outside(log: EventLog) -> set[int]:
    rows = log.rows()[log["case"] != NONE]
    order = np.lexsort((np.arange(len(rows)), rows["case"], log["replication"][log["case"] != NONE]))
    rows = rows[order]
    visited = [code for code, name in enumerate(log.names.channels) if name in log.names.in_person]
    came = np.isin(rows["event"], [Event.ARRIVAL, Event.CHANNEL_CHOICE, Event.RETURN_APPLICANT])
    came &= np.isin(rows["channel"], visited)
    joins = came[:-1] & (rows["event"][1:] == Event.QUEUE_JOIN)
    return set(rows["station"][1:][joins].tolist())


def _left(log: EventLog) -> set[int]:
    return set(log["station"][np.isin(log["event"], [Event.BALK, Event.RENEGE])].tolist())


def servers_of(log: EventLog) -> list[int]:
    """Number of server positions that each station has of its own."""
    of_shift = log["event"] == Event.SHIFT_START
    stations, servers = log["station"][of_shift], log["server"][of_shift]
    return [int(servers[stations == code].max(initial=-1)) + 1 for code in range(len(log.names.stations))]


def persons_of(log: EventLog) -> list[list[int]]:
    """For each station, the persons of pools who began a service there."""
    begins = log["event"] == Event.SERVICE_START
    pooled = {log.names.stations.index(name) for name in log.names.pooled}
    return [
        np.unique(log["server"][begins & (log["station"] == code)]).tolist() if code in pooled else []
        for code in range(len(log.names.stations))
    ]


def homes_of(log: EventLog) -> list[int]:
    """For each person of a pool, the station of most services: there the person stands when idle."""
    pooled = [log.names.stations.index(name) for name in log.names.pooled]
    begins = (log["event"] == Event.SERVICE_START) & np.isin(log["station"], pooled)
    homes = []
    for person in range(len(log.names.persons)):
        stations = log["station"][begins & (log["server"] == person)]
        homes.append(int(np.bincount(stations).argmax()) if len(stations) else (pooled or [NONE])[0])
    return homes
