"""Who of the staff is absent on which day."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import count

import numpy as np
from numpy.typing import NDArray

from simulator.calendars import MS_PER_DAY, merge_intervals, subtract
from simulator.scenario.resolved import Interval, ResolvedServer
from simulator.workload.streams import Purpose, Streams

Shifts = NDArray[np.int64]


def shifts_kept(persons: tuple[ResolvedServer, ...], days: int, streams: Streams) -> tuple[Shifts, ...]:
    """Shifts of the days on which each person comes to work.

    A person is addressed by the pool and the number within it: more persons in any pool leave the absence of those who
    were there as it was.

    Parameters
    ----------
    persons : tuple of ResolvedServer
        Persons of all pools.
    days : int
        Days of the horizon.
    streams : Streams
        Random numbers of the replication.

    Returns
    -------
    tuple of ndarray, shape (n, 2), int64
        For each person, shifts in milliseconds, without the days of absence, from midnight to midnight.
    """
    members = zip(persons, numbers_in_pools(persons), strict=True)
    return tuple(_kept(person, number, days, streams) for person, number in members)


def numbers_in_pools(persons: tuple[ResolvedServer, ...]) -> list[int]:
    """Number of each person within its pool."""
    numbers: defaultdict[int, count[int]] = defaultdict(count)
    return [next(numbers[person.pool]) for person in persons]


def shift_table(shifts: Iterable[Interval]) -> Shifts:
    """Start and end of each shift."""
    return np.array(list(shifts), np.int64).reshape(-1, 2)


def _kept(person: ResolvedServer, number: int, days: int, streams: Streams) -> Shifts:
    if person.absence == 0:
        return shift_table(person.shifts)
    is_absent = streams.uniforms(Purpose.ABSENCE, person.pool, range(days), visit=number)[0] < person.absence
    absent = merge_intervals((day * MS_PER_DAY, (day + 1) * MS_PER_DAY) for day in np.flatnonzero(is_absent).tolist())
    return shift_table(subtract(person.shifts, absent))
