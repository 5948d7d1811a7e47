"""What compiled passes must know of an office, from the names of its log."""

import numpy as np
from numpy.typing import NDArray

from simulator.calendars import MS_PER_DAY
from simulator.eventlog import NONE, Names
from simulator.measures.legal_clock import Clock
from simulator.measures.tally import Codes


def places_of(names: Names) -> tuple[str, ...]:
    """Places that have measures of their own.

    Parameters
    ----------
    names : Names
        Of the office.

    Returns
    -------
    tuple of str
        Stations, then pools.
    """
    return tuple(dict.fromkeys([*names.stations, *names.persons]))


def codes_of(names: Names, horizon_ms: int) -> Codes:
    """Codes of the stations, persons, channels and classes of an office.

    Parameters
    ----------
    names : Names
        Of the office.
    horizon_ms : int
        End of the simulated time, milliseconds.

    Raises
    ------
    ValueError
        If there are deadlines, but not one for each class, or not every day of the horizon is known to be a working day
        or none.
    """
    position = {place: number for number, place in enumerate(places_of(names))}
    return Codes(
        place_of_station=np.array([NONE if s in names.pooled else position[s] for s in names.stations], np.int64),
        place_of_person=np.array([position[pool] for pool in names.persons], np.int64),
        is_staffed=np.array([names.kind(code) == "staffed" for code in range(len(names.stations))], np.bool_),
        is_in_person=np.array([channel in names.in_person for channel in names.channels], np.bool_),
        places=len(position),
        clock=_clock(names, horizon_ms),
    )


def _clock(names: Names, horizon_ms: int) -> Clock:
    deadline_days = names.deadline_days or (NONE,) * len(names.case_classes)
    if len(deadline_days) != len(names.case_classes):
        raise ValueError(f"{len(names.case_classes)} case classes have {len(deadline_days)} deadlines")
    if any(days != NONE for days in deadline_days) and len(names.working_days) * MS_PER_DAY < horizon_ms:
        raise ValueError("there are deadlines, but not every day of the horizon is known to be a working day or none")
    starts, decides = (_steps(names, steps) for steps in (names.starts_clock, names.decides))
    working_days = np.array(names.working_days, np.bool_)
    return Clock(
        deadline_days=np.array(deadline_days, np.int64),
        is_started_at_once=np.logical_not(starts.any(axis=2)),
        starts=starts,
        decides=decides,
        working_days_before=np.concatenate([[0], np.cumsum(working_days)]),
        ends_ms=(np.flatnonzero(working_days) + 1) * MS_PER_DAY,
    )


def _steps(names: Names, steps: tuple[tuple[str, str, str], ...]) -> NDArray[np.bool_]:
    """At which station a class that comes by a channel takes one of these steps."""
    marks = np.zeros((len(names.case_classes), len(names.channels), len(names.stations)), np.bool_)
    for case_class, channel, station in steps:
        marks[names.case_classes.index(case_class), names.channels.index(channel), names.stations.index(station)] = True
    return marks
