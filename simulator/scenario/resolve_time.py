"""Dates, moments, open hours and rosters of a scenario -> day numbers and intervals in milliseconds."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TypeVar, get_args

from simulator.calendars import (
    MS_PER_DAY,
    Interval,
    WeeklyHours,
    clock_time_ms,
    days_off,
    intersect,
    merge_intervals,
    regular_hours,
    subtract,
    weekly_hours,
    working_days,
)
from simulator.scenario.blocks import Weekday
from simulator.scenario.places import CalendarBlock, DatedOutage, OpenHours, Shift
from simulator.scenario.schema import Horizon

WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
"""Names in the order of ``date.weekday()``."""

Value = TypeVar("Value")


@dataclass(frozen=True)
class Almanac:
    """The days of a horizon.

    Attributes
    ----------
    start : date or None
        Day 0; None where every day is alike and a working day.
    days : int
        How many there are.
    off : frozenset of int
        Day numbers that are national holidays or joint leave.
    """

    start: date | None
    days: int
    off: frozenset[int]

    @cached_property
    def working_days(self) -> tuple[bool, ...]:
        """Which days are working days."""
        return working_days(self.start, self.days, self.off)

    def date(self, day: int) -> date:
        """Date of a day number."""
        if self.start is None:
            raise ValueError("this scenario has dates, but no horizon.start from which to count them")
        return self.start + timedelta(day)

    def day(self, text: str) -> int:
        """Day number of an ISO date; negative or too large outside the horizon."""
        return (date.fromisoformat(text) - self.date(0)).days

    def days_of(self, texts: Iterable[str]) -> frozenset[int]:
        """Day numbers of those dates that are in the horizon."""
        return frozenset(map(self.day, texts)).intersection(range(self.days))

    def moment_ms(self, text: str) -> int:
        """Milliseconds from the start to a moment, as ``2026-01-31 08:00`` or ``day 3 08:00``."""
        day, _, clock = text.rpartition(" ")
        number = int(day.removeprefix("day ")) if day.startswith("day ") else self.day(day)
        return number * MS_PER_DAY + clock_time_ms(clock)

    def weekday(self, day: int) -> Weekday:
        """Name of the weekday of a day number."""
        return WEEKDAYS[self.date(day).weekday()]


def almanac(horizon: Horizon) -> Almanac:
    """The days of a scenario."""
    start = date.fromisoformat(horizon.start) if horizon.start else None
    return Almanac(start, horizon.days, days_off(start, horizon.days) if start else frozenset())


@dataclass(frozen=True)
class Opening:
    """A named calendar over the horizon.

    Attributes
    ----------
    intervals : tuple of (int, int)
        Open time, milliseconds.
    off : frozenset of int
        Day numbers on which a roster that follows this calendar has no shift.
    """

    intervals: tuple[Interval, ...]
    off: frozenset[int]

    @cached_property
    def days(self) -> frozenset[int]:
        """Day numbers with any open time."""
        return frozenset(day for a, b in self.intervals for day in range(a // MS_PER_DAY, (b - 1) // MS_PER_DAY + 1))


def opening(block: CalendarBlock, almanac: Almanac) -> Opening:
    """Open hours of a calendar.

    Raises
    ------
    ValueError
        If there is no such rule, it does not hold yet, or the days of a Ramadan are not known.
    """
    closed = almanac.days_of(block.closed)
    off = closed if block.on_days_off else closed | almanac.off
    if block.rule is None:
        ramadan = _weekly(block.ramadan) if block.ramadan else None
        hours = weekly_hours(_weekly(block.open or []), ramadan, almanac.start, almanac.days, off)
    else:
        closed_time = merge_intervals((day * MS_PER_DAY, (day + 1) * MS_PER_DAY) for day in closed)
        hours = subtract(regular_hours(block.rule, almanac.date(0), almanac.days), closed_time)
    return Opening(tuple(hours), off)


def _weekly(hours: list[OpenHours]) -> list[WeeklyHours]:
    return [
        WeeklyHours(tuple(map(WEEKDAYS.index, each.days)), clock_time_ms(each.start), clock_time_ms(each.end))
        for each in hours
    ]


def staffed_days(weekdays: Collection[Weekday] | None, opening: Opening | None, almanac: Almanac) -> list[int]:
    """Day numbers on which a roster's shift takes place.

    Parameters
    ----------
    weekdays : collection of Weekday or None
        Its weekdays, less days off. None for the open days of the calendar, or Monday to Friday without one.
    opening : Opening or None
        The calendar that the roster follows, if any.
    almanac : Almanac
        The days of the scenario; without dates the shift takes place on all of them.
    """
    days = range(almanac.days)
    if almanac.start is None:
        return list(days)
    if weekdays is None:
        return sorted(opening.days) if opening else [day for day in days if almanac.working_days[day]]
    off = opening.off if opening else almanac.off
    return [day for day in days if almanac.weekday(day) in weekdays and day not in off]


def roster_shifts(roster: list[Shift], opening: Opening | None, almanac: Almanac) -> list[tuple[Interval, ...]]:
    """Shifts of each server: server k is on shift while more than k are staffed.

    Returns
    -------
    list of tuple of (int, int)
        As many servers as are ever staffed at once; shifts that touch are one.
    """
    spans = [(shift, span) for shift in roster for span in _spans(shift, opening, almanac)]
    most = max((shift.servers for shift in roster), default=0)
    return [tuple(merge_intervals(span for shift, span in spans if shift.servers > server)) for server in range(most)]


def _spans(shift: Shift, opening: Opening | None, almanac: Almanac) -> list[Interval]:
    start, end = clock_time_ms(shift.start), clock_time_ms(shift.end)
    first = almanac.day(shift.first) if shift.first else 0
    last = almanac.day(shift.last) if shift.last else almanac.days
    days = [day for day in staffed_days(shift.days, opening, almanac) if first <= day <= last]
    return [(day * MS_PER_DAY + start, day * MS_PER_DAY + end) for day in days]


def dated_intervals(blocks: Sequence[DatedOutage], almanac: Almanac) -> list[Interval]:
    """What dated blocks cover of the horizon, merged."""
    spans = merge_intervals((almanac.moment_ms(block.start), almanac.moment_ms(block.end)) for block in blocks)
    return intersect(spans, [(0, almanac.days * MS_PER_DAY)])


def changes(entries: Iterable[tuple[int, Value]], horizon_ms: int) -> tuple[tuple[int, Value], ...]:
    """A timeline without entries that change nothing.

    Parameters
    ----------
    entries : iterable of (int, value)
        From when a value holds, milliseconds, in order. One before 0 holds from 0.
    horizon_ms : int
        Entries from here on are left out.

    Returns
    -------
    tuple of (int, value)
        Ascending; the last of several at one moment, and only where it differs from the one before.

    Examples
    --------
    >>> changes([(0, 0.2), (-5, 0.4), (7, 0.4), (8, 0.5), (8, 0.6), (90, 1.0)], horizon_ms=90)
    ((0, 0.4), (8, 0.6))
    """
    kept: list[tuple[int, Value]] = []
    for moment, value in ((max(at, 0), value) for at, value in entries if at < horizon_ms):
        if kept and kept[-1][0] == moment:
            kept.pop()
        if not kept or kept[-1][1] != value:
            kept.append((moment, value))
    return tuple(kept)
