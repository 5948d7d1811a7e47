"""Event logs as XES (IEEE 1849), the format of programs for process mining."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from xml.sax.saxutils import quoteattr

import numpy as np
from numpy.typing import NDArray

from simulator.eventlog.files import STATED_DATE, moments
from simulator.eventlog.kinds import ENDINGS, Event
from simulator.eventlog.log import NONE, EventLog, Names

WIB = 7
"""Hours of Western Indonesian Time ahead of UTC; WITA has 8, WIT 9."""

PRESENT = "present"
"""Ending of a case that has none within the horizon."""

_TRANSITIONS = {
    Event.QUEUE_JOIN: "schedule",
    Event.SERVICE_START: "start",
    Event.SERVICE_PAUSE: "suspend",
    Event.SERVICE_RESUME: "resume",
    Event.SERVICE_END: "complete",
    Event.RENEGE: "withdraw",
}
"""Rows that are steps of a station's activity, by the standard lifecycle model; what else happens is done at once."""

_SERVED_BY = frozenset({Event.SERVICE_START, Event.SERVICE_PAUSE, Event.SERVICE_RESUME, Event.SERVICE_END})
_BLOCK = 20_000
"""About so many events are written at a time."""

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2016" xes.features="">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
<global scope="trace"><string key="concept:name" value=""/></global>
<global scope="event"><string key="concept:name" value=""/><string key="lifecycle:transition" value="complete"/>\
<date key="time:timestamp" value="1970-01-01T00:00:00.000+00:00"/></global>
<classifier name="Activity" scope="event" keys="concept:name"/>
<classifier name="ActivityAndTransition" scope="event" keys="concept:name lifecycle:transition"/>
"""
"""As the published schema of IEEE 1849-2016 has it: no namespace, and a version that is a decimal number."""


def write_xes(
    log: EventLog, file: Path, start: date | None = None, utc_offset_hours: int = WIB, office: str = "SimPTSP"
) -> None:
    """Write a log as XES: a trace for each case of each replication, an event for each of its rows.

    Rows without a case (shifts, outages) have no place in XES and are left out. Only some thousands of events are in
    memory as text at a time.

    Parameters
    ----------
    log : EventLog
        What to write.
    file : Path
        Where; replaced if it exists.
    start : date, optional
        Date of day 0; if none is given, :data:`~simulator.eventlog.files.STATED_DATE`, and the file says so.
    utc_offset_hours : int, optional
        Hours by which the office's clock is ahead of UTC: 7 for WIB, 8 for WITA, 9 for WIT.
    office : str, optional
        Name of the log.

    References
    ----------
    IEEE Std 1849-2016, *eXtensible Event Stream (XES)*; the standard lifecycle model is in its section 7.2.
    """
    zone = f"{utc_offset_hours:+03d}:00"
    with file.open("w", encoding="utf-8", newline="\n") as text:
        text.write(_HEAD)
        text.write(_string("concept:name", office) + _string("lifecycle:model", "standard"))
        text.write(f'<boolean key="has_dates" value="{"false" if start is None else "true"}"/>\n')
        for part in log.split():
            text.writelines(_traces(part, start or STATED_DATE, zone))
        text.write("</log>\n")


def _traces(log: EventLog, start: date, zone: str) -> Iterator[str]:
    """The traces of one replication, some of them at a time."""
    of_cases = np.flatnonzero(log["case"] != NONE)
    order = of_cases[np.argsort(log["case"][of_cases], kind="stable")]
    cases = log["case"][order]
    first = np.flatnonzero(np.diff(cases, prepend=NONE))
    head = _heads(log.names)
    for block in np.split(first, np.flatnonzero(np.diff(first // _BLOCK)) + 1):
        if len(block):
            after = first[np.searchsorted(first, block[-1], side="right") :][:1]
            end = int(after[0]) if len(after) else len(order)
            yield _block(log, order[block[0] : end], block - block[0], head, start, zone)


def _block(
    log: EventLog, rows: NDArray[np.int64], first: NDArray[np.int64], head: Callable[..., str], start: date, zone: str
) -> str:
    """Some traces; `rows` are those of their events, `first` says where each begins."""
    events, cases, classes = (log[name][rows].tolist() for name in ("event", "case", "case_class"))
    labels = (log[name][rows].tolist() for name in ("station", "server", "visit", "cause", "channel"))
    was_paused = [False, *(event == Event.SERVICE_PAUSE for event in events[:-1])]
    times = np.datetime_as_string(moments(log["time_ms"][rows], start), unit="ms").tolist()
    written = [
        f'{head(*row)}<date key="time:timestamp" value="{time}{zone}"/></event>\n'
        for time, *row in zip(times, events, was_paused, *labels, strict=True)
    ]
    channels = log["channel"][rows].tolist()
    pieces = []
    for a, b in zip(first.tolist(), [*first[1:].tolist(), len(rows)], strict=True):
        pieces += [
            "<trace>\n",
            _string("concept:name", f"r{log.replications[0]}-c{cases[a]}"),
            f'<int key="replication" value="{log.replications[0]}"/>\n',
            _string("case_class", log.names.case_classes[classes[a]]),
            _string("channel", log.names.channels[channels[a]]),
            _string("ending", Event(events[b - 1]).name.lower() if events[b - 1] in ENDINGS else PRESENT),
            *written[a:b],
            "</trace>\n",
        ]
    return "".join(pieces)


def _heads(names: Names) -> Callable[..., str]:
    """How an event begins, up to its time: the same text for all events that differ in nothing else."""
    causes = names.causes()

    @cache
    def head(event: int, was_paused: bool, station: int, server: int, visit: int, cause: int, channel: int) -> str:
        """The part of an XES event that all events of this kind at this place share."""
        is_step = event in _TRANSITIONS
        kind = Event(event)
        attributes = {"concept:name": names.stations[station] if is_step else kind.name.lower()}
        transition = _TRANSITIONS.get(kind, "complete")
        attributes["lifecycle:transition"] = "ate_abort" if kind == Event.RENEGE and was_paused else transition
        if is_step:
            attributes["concept:instance"] = f"{names.stations[station]}#{visit}"
        elif station != NONE:
            attributes["station"] = names.stations[station]
        if server != NONE and kind in _SERVED_BY:
            attributes["org:resource"] = server_label(names, station, server)
        if cause != NONE:
            attributes["cause"] = causes[cause]
        if kind == Event.SWITCH_CHANNEL:
            attributes["channel"] = names.channels[channel]
        number = "" if visit == NONE else f'<int key="visit" value="{visit}"/>'
        return "<event>" + "".join(_string(*pair).rstrip() for pair in attributes.items()) + number

    return head


def server_label(names: Names, station: int, server: int) -> str:
    """A server in words: its station or pool, and its number as in the log.

    Parameters
    ----------
    names : Names
        Of the log.
    station, server : int
        Codes; the station of a person of a pool may be any at which it serves, or none.

    Returns
    -------
    str
        As ``loket/0``.
    """
    is_person = station == NONE or names.stations[station] in names.pooled
    return f"{names.persons[server] if is_person else names.stations[station]}/{server}"


def _string(key: str, value: str) -> str:
    return f'<string key="{key}" value={quoteattr(value)}/>\n'
