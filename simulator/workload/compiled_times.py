"""Appointments, absences and outages: compiled twins of the modules of these names, on arrays of intervals."""

import numpy as np
from numpy.typing import NDArray

from simulator.calendars.hours import MS_PER_DAY
from simulator.compiled import compiled
from simulator.workload.packing import Records
from simulator.workload.scalar import WHOLE, Samples, sample_ms, uniform
from simulator.workload.streams import Purpose

_NO_SHOW, _PUNCTUALITY = int(Purpose.NO_SHOW), int(Purpose.PUNCTUALITY)
_ABSENCE, _OUTAGE_DAY, _BACKUP_FAILS = int(Purpose.ABSENCE), int(Purpose.OUTAGE_DAY), int(Purpose.BACKUP_FAILS)
_MS_PER_SECOND = 1000
_BLOCK = 64

Times = NDArray[np.int64]
"""Shape (n,), milliseconds."""

Spans = NDArray[np.int64]
"""Intervals, shape (n, 2): start and end, milliseconds, ascending, none touching the next."""


@compiled
def give_slots(
    booked: Times, slots: Times, capacity: int, horizon_ms: int, serial: NDArray[np.int64],
    case_class: NDArray[np.int8], no_show_share: float, durations: Records, samples: Samples, punctuality: int,
    early_ms: int, seed: np.uint64, run: np.uint64, come: Times, no_show: NDArray[np.bool_],
) -> None:  # fmt: skip
    """Write when those come who book, and whether they show up; `punctuality` is negative where all are on time.

    Each takes the first place of a slot after its booking, or the place after that of who booked before it, if that is
    later. Who gets no slot comes at the horizon.
    """
    first, place = 0, -1
    for case in range(len(booked)):
        while first < len(slots) and slots[first] <= booked[case]:
            first += 1
        place = max(first * capacity, place + 1)
        slot = place // capacity
        no_show[case] = uniform(seed, run, serial[case], case_class[case], _NO_SHOW, 0, 0, 0) < no_show_share
        time = np.int64(horizon_ms) if slot >= len(slots) else slots[slot]
        if slot < len(slots) and punctuality >= 0 and not no_show[case]:
            time += sample_ms(
                durations, samples, punctuality, seed, run, case_class[case], serial[case], 0, 0, _PUNCTUALITY, WHOLE
            ) - early_ms  # fmt: skip
        come[case] = max(time, booked[case])


@compiled
def shifts_kept(
    shifts: Spans, absence: float, pool: int, number: int, days: int, seed: np.uint64, run: np.uint64
) -> Spans:
    """Shifts of a person without the days of absence, from midnight to midnight."""
    is_absent = np.empty(days, np.bool_)
    for day in range(days):
        is_absent[day] = uniform(seed, run, day, pool, _ABSENCE, 0, number, 0) < absence
    kept = np.empty((len(shifts) + days, 2), np.int64)
    count = 0
    for shift in range(len(shifts)):
        start, end = shifts[shift, 0], shifts[shift, 1]
        for day in range(start // MS_PER_DAY, min(days, -(-end // MS_PER_DAY))):
            if is_absent[day]:
                if start < day * MS_PER_DAY:
                    kept[count, 0], kept[count, 1] = start, day * MS_PER_DAY
                    count += 1
                start = (day + 1) * MS_PER_DAY
        if start < end:
            kept[count, 0], kept[count, 1] = start, end
            count += 1
    return kept[:count].copy()


@compiled
def renewal(
    durations: Records, samples: Samples, up: int, down: int, up_purpose: int, down_purpose: int, number: int,
    process: int, horizon_ms: int, seed: np.uint64, run: np.uint64,
) -> Spans:  # fmt: skip
    """Down times of one process of a subsystem that begin before the end of the horizon; it is up at time 0."""
    found = np.empty((_BLOCK, 2), np.int64)
    cycle, clock = 0, np.int64(0)
    while True:
        clock += sample_ms(durations, samples, up, seed, run, number, cycle, process, 0, up_purpose, WHOLE)
        if clock >= horizon_ms:
            return found[:cycle].copy()
        if cycle == len(found):
            found = np.concatenate((found, np.empty_like(found)))
        found[cycle, 0] = clock
        clock += sample_ms(durations, samples, down, seed, run, number, cycle, process, 0, down_purpose, WHOLE)
        found[cycle, 1] = clock
        cycle += 1


@compiled
def days_down(probability: float, number: int, days: int, seed: np.uint64, run: np.uint64) -> Spans:
    """Days on which a subsystem is down from midnight to midnight."""
    found, count = np.empty((days, 2), np.int64), 0
    for day in range(days):
        if uniform(seed, run, day, number, _OUTAGE_DAY, 0, 0, 0) < probability:
            found[count, 0], found[count, 1] = day * MS_PER_DAY, (day + 1) * MS_PER_DAY
            count += 1
    return found[:count].copy()


@compiled
def runs(
    down: Spans, number: int, fails: float, starts_after_ms: int, lasts_ms: int, seed: np.uint64, run: np.uint64
) -> Spans:
    """When a backup runs that stands in for what is down, if it starts; `lasts_ms` is negative without a limit."""
    found, count = np.empty_like(down), 0
    for outage in range(len(down)):
        start = down[outage, 0] + starts_after_ms
        end = down[outage, 1] if lasts_ms < 0 else min(down[outage, 1], start + lasts_ms)
        second = down[outage, 0] // _MS_PER_SECOND
        if start < end and uniform(seed, run, second, number, _BACKUP_FAILS, 0, 0, 0) >= fails:
            found[count, 0], found[count, 1] = start, end
            count += 1
    return found[:count].copy()


@compiled
def merged(intervals: NDArray[np.int64]) -> Spans:
    """Disjoint intervals that cover the same time as some that are ascending by start; none without length."""
    spans, count = np.empty((len(intervals), 2), np.int64), 0
    for number in range(len(intervals)):
        start, end = intervals[number, 0], intervals[number, 1]
        if start >= end:
            continue
        if count and start <= spans[count - 1, 1]:
            spans[count - 1, 1] = max(spans[count - 1, 1], end)
        else:
            spans[count, 0], spans[count, 1] = start, end
            count += 1
    return spans[:count].copy()


@compiled
def without(spans: Spans, taken: Spans) -> Spans:
    """Time that is in the first set of intervals and not in the second."""
    found, count, first = np.empty((len(spans) + len(taken), 2), np.int64), 0, 0
    for number in range(len(spans)):
        start, end = spans[number, 0], spans[number, 1]
        while first < len(taken) and taken[first, 1] <= start:
            first += 1
        other = first
        while other < len(taken) and taken[other, 0] < end:
            if start < taken[other, 0]:
                found[count, 0], found[count, 1] = start, taken[other, 0]
                count += 1
            start = taken[other, 1]
            other += 1
        if start < end:
            found[count, 0], found[count, 1] = start, end
            count += 1
    return found[:count].copy()


def union(*parts: NDArray[np.int64]) -> Spans:
    """Disjoint intervals that cover the time of several sets of them, in whatever order."""
    intervals = parts[0] if len(parts) == 1 else np.concatenate(parts)
    return merged(intervals[np.argsort(intervals[:, 0], kind="stable")])
