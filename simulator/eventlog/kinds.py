"""Codes of the event log. A code is never renumbered."""

from enum import IntEnum


class Event(IntEnum):
    """What happened: the closed list of event kinds."""

    SHIFT_START = 0
    SHIFT_END = 1
    OUTAGE_START = 2
    OUTAGE_END = 3
    ARRIVAL = 4
    CHANNEL_CHOICE = 5
    BALK = 6
    QUEUE_JOIN = 7
    RENEGE = 8
    SERVICE_START = 9
    SERVICE_PAUSE = 10
    SERVICE_RESUME = 11
    SERVICE_END = 12
    REWORK = 13
    WAIT_APPLICANT = 14
    RETURN_APPLICANT = 15
    DEEMED_APPROVED = 16
    SWITCH_CHANNEL = 17
    GIVE_UP = 18
    DEPARTURE = 19


class Cause(IntEnum):
    """Why it happened. Subsystems follow: subsystem s has the code ``FIRST_SUBSYSTEM + s``."""

    QUEUE_LIMIT = 0
    PATIENCE = 1
    RETURNED = 2
    FIRST_SUBSYSTEM = 10


ENDINGS = frozenset({Event.BALK, Event.RENEGE, Event.DEEMED_APPROVED, Event.GIVE_UP, Event.DEPARTURE})
"""Events after which a case is gone."""
