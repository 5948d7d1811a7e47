"""Event logs in the columns of vidigi, which draws them as moving pictures and process maps."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.eventlog.kinds import ENDINGS, Event
from simulator.eventlog.log import NONE, EventLog

_ITS_COLUMNS = "entity_id, pathway, event_type, event, time, resource_id, run_number"
_ITS_KINDS = "arrival_departure, queue, resource_use, resource_use_end"
"""Words of vidigi, which are not ours."""

VIDIGI_COLUMNS = tuple(_ITS_COLUMNS.split(", "))
"""Columns of :func:`vidigi_table`, by the names that vidigi 2 looks for."""

_BORDER, _QUEUE, _USE, _USE_END = _ITS_KINDS.split(", ")
_MS_PER_MINUTE = 60_000
_HOME = "home"
_GOES_HOME = (Event.WAIT_APPLICANT, Event.BALK, Event.RENEGE)
_BEGINS = (Event.SERVICE_START, Event.SERVICE_RESUME)
_STOPS = (Event.SERVICE_PAUSE, Event.SERVICE_END)

Mask = NDArray[np.bool_]


def vidigi_table(log: EventLog) -> pd.DataFrame:
    """A log in the columns of vidigi.

    Parameters
    ----------
    log : EventLog
        One or more replications.

    Returns
    -------
    DataFrame
        ``entity_id`` (the case), ``pathway`` (its class), ``event_type``, ``event``, ``time`` (minutes),
        ``resource_id`` (number of the server, from 1; missing where none serves), ``run_number`` (the replication).

        Of type ``arrival_departure`` each case has one ``arrival`` and, when it ends, one ``depart``. Of type
        ``resource_use`` and ``resource_use_end`` are the stretches in which a server works on it; a pause ends one, its
        resumption begins the next, so that the time in use is the time that the servers are busy. All else that a case
        does for a while is of type ``queue``: it waits in a line, is paused, is served without a server, or is at home.
        Rows that last for no time, and those without a case, are left out.
    """
    masks, kinds, names = zip(*_events(log), strict=True)
    found = [np.flatnonzero(mask) for mask in masks]
    rows, turns = np.concatenate(found), np.repeat(np.arange(len(found)), [len(one) for one in found])
    order = np.lexsort((turns, rows))
    rows, turns = rows[order], turns[order]
    servers = pd.array(log["server"][rows].astype(np.int64) + 1, "Int64")
    servers[~np.isin(turns, [turn for turn, kind in enumerate(kinds) if kind in (_USE, _USE_END)])] = pd.NA
    classes, event = np.array(log.names.case_classes, object), np.array(names, object)
    values = (
        log["case"][rows], classes[log["case_class"][rows]], np.array(kinds, object)[turns],
        event[turns, log["station"][rows]], log["time_ms"][rows] / _MS_PER_MINUTE, servers, log["replication"][rows],
    )  # fmt: skip
    return pd.DataFrame(dict(zip(VIDIGI_COLUMNS, values, strict=True)))


def write_vidigi(log: EventLog, file: Path) -> None:
    """Write a log as CSV in the columns of vidigi.

    Parameters
    ----------
    log : EventLog
        What to write.
    file : Path
        Where; replaced if it exists.
    """
    vidigi_table(log).to_csv(file, index=False, lineterminator="\n")


def _events(log: EventLog) -> Iterator[tuple[Mask, str, list[str]]]:
    """For each kind of row of vidigi: which rows of the log give one, its type, and its name by station.

    They are in the order in which one row of the log gives them; the last name is for no station.
    """
    event, has_server = log["event"], log["server"] != NONE
    begins, stops = np.isin(event, _BEGINS), np.isin(event, _STOPS)
    yield event == Event.ARRIVAL, _BORDER, _same(log, "arrival")
    yield stops & has_server, _USE_END, _at_station(log, " end")
    yield event == Event.QUEUE_JOIN, _QUEUE, _at_station(log, " wait")
    yield begins & has_server, _USE, _at_station(log, "")
    yield begins & ~has_server, _QUEUE, _at_station(log, "")
    yield event == Event.SERVICE_PAUSE, _QUEUE, _at_station(log, " pause")
    yield np.isin(event, _GOES_HOME), _QUEUE, _same(log, _HOME)
    yield np.isin(event, list(ENDINGS)), _BORDER, _same(log, "depart")


def _same(log: EventLog, name: str) -> list[str]:
    return [name] * (len(log.names.stations) + 1)


def _at_station(log: EventLog, what: str) -> list[str]:
    return [*(f"{station}{what}" for station in log.names.stations), ""]
