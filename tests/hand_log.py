"""Event logs written by hand, one line per event."""

from simulator.calendars import MS_PER_DAY, MS_PER_MINUTE
from simulator.eventlog import NONE, Cause, Event, EventLog, LogBuilder, Names, broken_invariants, concat_logs

STATIONS = ("loket", "meja", "portal")
NAMES = Names(STATIONS, ("izin", "nib"), ("datang", "daring"), ("oss",), kinds=("staffed", "staffed", "self_service"))


def hand_log(*replications: str, days: int = 1) -> EventLog:
    """A log of one or more replications that could have happened."""
    log = unchecked_log(*replications, days=days)
    assert broken_invariants(log) == []
    return log


def unchecked_log(*replications: str, days: int = 1) -> EventLog:
    """A log of one or more replications, possible or not.

    A line reads ``TIME EVENT [CASE[#VISIT]] [STATION[/SERVER]]``, as ``9:30 service_start b#1 loket/0``, or ``TIME
    outage_start oss``. A case is a letter; TIME is ``H:MM`` since the start of the horizon (33:00 is 9:00 on the second
    day).
    """
    return concat_logs([_replication(number, text, days) for number, text in enumerate(replications)])


def _replication(number: int, text: str, days: int) -> EventLog:
    builder = LogBuilder(NAMES, days * MS_PER_DAY, number)
    for line in text.strip().splitlines():
        time, event, *words = line.split()
        hours, minutes = time.split(":")
        labels: dict[str, int] = {}
        for word in words:
            labels |= _labels(word)
        builder.add((int(hours) * 60 + int(minutes)) * MS_PER_MINUTE, Event[event.upper()], **labels)
    return builder.build()


def _labels(word: str) -> dict[str, int]:
    station, _, server = word.partition("/")
    letter, _, visit = word.partition("#")
    if station in STATIONS:
        return {"station": STATIONS.index(station), "server": int(server) if server else NONE}
    if word == "oss":
        return {"cause": Cause.FIRST_SUBSYSTEM}
    return {"case": ord(letter) - ord("a"), "case_class": 0, "channel": 0, "visit": int(visit or 0)}
