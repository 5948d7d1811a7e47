"""Who of the staff is absent on which day."""

from collections import defaultdict
from itertools import count

import numpy as np

from simulator.calendars import MS_PER_DAY, merge_intervals, subtract
from simulator.scenario.resolved import Interval, ResolvedServer
from simulator.workload.streams import Purpose, Streams

Shifts = tuple[Interval, ...]


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
    tuple of tuple of (int, int)
        For each person, shifts in milliseconds, without the days of absence, from midnight to midnight.
    """
    numbers: defaultdict[int, count[int]] = defaultdict(count)
    return tuple(_kept(person, next(numbers[person.pool]), days, streams) for person in persons)


def _kept(person: ResolvedServer, number: int, days: int, streams: Streams) -> Shifts:
    if person.absence == 0:
        return person.shifts
    is_absent = streams.uniforms(Purpose.ABSENCE, person.pool, range(days), visit=number)[0] < person.absence
    absent = merge_intervals((day * MS_PER_DAY, (day + 1) * MS_PER_DAY) for day in np.flatnonzero(is_absent).tolist())
    return tuple(subtract(person.shifts, absent))
