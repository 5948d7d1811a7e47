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
    """Why it happened.

    Subsystem s has the code ``FIRST_SUBSYSTEM + s``, its slow state ``FIRST_SLOW + s``; there is room for 50.
    """

    QUEUE_LIMIT = 0
    PATIENCE = 1
    RETURNED = 2
    NIK = 3
    INCOMPLETE = 4
    LAST_TICKET = 5
    TICKETS_GONE = 6
    SHIFT = 7
    PAPER = 8
    DEADLINE = 9
    FIRST_SUBSYSTEM = 10
    FIRST_SLOW = 60
    NEVER_RETURNED = 110
    NO_SHOW = 111


MOST_SUBSYSTEMS = Cause.FIRST_SLOW - Cause.FIRST_SUBSYSTEM

ENDINGS = frozenset({Event.DEEMED_APPROVED, Event.GIVE_UP, Event.DEPARTURE})
"""Events after which a case is gone."""
