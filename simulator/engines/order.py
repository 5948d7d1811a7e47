"""What comes first among things that happen at the same millisecond: rule T3 as numbers."""

from enum import IntEnum


class Phase(IntEnum):
    """What comes first among things that happen at the same millisecond."""

    SERVICE_END = 1
    SHIFT_END = 2
    OUTAGE = 3
    SHIFT_START = 4
    RENEGE = 5
    DEEMED_APPROVAL = 6
    ARRIVAL = 7
    QUEUE_JOIN = 8
    SERVICE_START = 9


class Turn(IntEnum):
    """In place of a station: what comes first among the outage boundaries of the same millisecond."""

    SUBSYSTEM = 0
    SLOW_STATE = 1
    PAPER = 2
    SENDING_HOME = 3


POOLS = 255
"""In place of a station: persons of pools come after all stations."""
