"""Event logs written by hand, one line per event."""

from simulator.calendars import MS_PER_DAY, MS_PER_MINUTE
from simulator.eventlog import NONE, Cause, Event, EventLog, LogBuilder, Names, broken_invariants, concat_logs

NAMES = Names(
    stations=("loket", "meja", "portal"),
    case_classes=("izin", "nib"),
    channels=("datang", "daring"),
    subsystems=("oss",),
    kinds=("staffed", "staffed", "self_service"),
    in_person=("datang",),
)
"""A small office: two stations with servers of their own, one where applicants serve themselves."""

WIDE = Names(
    stations=("loket", "meja", "klinik", "portal", "opd", "rumah", "arsip"),
    case_classes=("izin", "nib"),
    channels=("datang", "daring"),
    subsystems=("oss", "listrik"),
    kinds=("staffed", "staffed", "staffed", "self_service", "external", "applicant", "staffed"),
    needs=((), ("oss",), (), ("oss",), ("oss",), (), ("oss",)),
    on_outage=("wait", "wait", "wait", "leave", "wait", "wait", "paper"),
    persons=("depan", "depan", "belakang"),
    pooled=("meja", "klinik"),
    in_person=("datang",),
)
"""An office of every kind: a pool of persons 0 and 1 and one of person 2 serve meja and klinik; arsip goes on by hand."""

_WITHOUT_VISIT = (Event.ARRIVAL, Event.CHANNEL_CHOICE)
_USUAL_CAUSE = {Event.BALK: Cause.QUEUE_LIMIT, Event.RENEGE: Cause.PATIENCE}


def hand_log(*replications: str, days: int = 1, names: Names = NAMES) -> EventLog:
    """A log of one or more replications that could have happened."""
    log = unchecked_log(*replications, days=days, names=names)
    assert broken_invariants(log) == []
    return log


def unchecked_log(*replications: str, days: int = 1, names: Names = NAMES) -> EventLog:
    """A log of one or more replications, possible or not.

    A line reads ``TIME EVENT [CASE[@CHANNEL][#VISIT]] [STATION][/SERVER] [CAUSE]``, as ``9:30 service_start b#1 loket/0``
    or ``9:40 balk c loket last_ticket``. A case is a letter, of the first channel unless said; ``/2`` alone is a person of
    a pool; a balk is for a long queue and a renege for lost patience unless said. TIME is ``H:MM`` since the start of the
    horizon (33:00 is 9:00 on the second day).
    """
    return concat_logs([_replication(number, text, days, names) for number, text in enumerate(replications)])


def _replication(number: int, text: str, days: int, names: Names) -> EventLog:
    builder = LogBuilder(names, days * MS_PER_DAY, number)
    causes = {name: code for code, name in names.causes().items()}
    for line in text.strip().splitlines():
        time, event_name, *words = line.split()
        hours, minutes = time.split(":")
        event = Event[event_name.upper()]
        labels: dict[str, int] = {"cause": _USUAL_CAUSE.get(event, NONE)}
        for word in words:
            labels |= {"cause": causes[word]} if word in causes else _labels(word, event, names)
        builder.add((int(hours) * 60 + int(minutes)) * MS_PER_MINUTE, event, **labels)
    return builder.build()


def _labels(word: str, event: Event, names: Names) -> dict[str, int]:
    station, _, server = word.partition("/")
    if station in ("", *names.stations):
        return {
            "station": names.stations.index(station) if station else NONE,
            "server": int(server) if server else NONE,
        }
    who, _, visit = word.partition("#")
    letter, _, channel = who.partition("@")
    return {
        "case": ord(letter) - ord("a"),
        "case_class": 0,
        "channel": names.channels.index(channel) if channel else 0,
        "visit": NONE if event in _WITHOUT_VISIT else int(visit or 0),
    }
