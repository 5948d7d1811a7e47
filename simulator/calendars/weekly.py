"""Opening hours that depend on the weekday, laid out over dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from simulator.calendars.hours import MS_PER_DAY, Interval, merge_intervals
from simulator.calendars.ramadan import ramadan_days

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
"""Short names in the order of ``date.weekday()``."""


@dataclass(frozen=True)
class WeeklyHours:
    """Time of day that is open on some weekdays.

    Attributes
    ----------
    weekdays : tuple of int
        0 is Monday, 6 is Sunday.
    start_ms, end_ms : int
        Half-open interval, milliseconds since midnight, within one day.

    Raises
    ------
    ValueError
        If there is no weekday or one that does not exist, or the interval is empty or leaves the day.
    """

    weekdays: tuple[int, ...]
    start_ms: int
    end_ms: int

    def __post_init__(self) -> None:
        if not self.weekdays or not set(self.weekdays) <= set(range(len(WEEKDAYS))):
            raise ValueError(f"weekdays are {self.weekdays}; give at least one, each from 0 (Monday) to 6 (Sunday)")
        if not 0 <= self.start_ms < self.end_ms <= MS_PER_DAY:
            raise ValueError(f"hours go from {self.start_ms} to {self.end_ms} ms; they must end later, in the same day")


def weekly_hours(
    normal: Sequence[WeeklyHours],
    ramadan: Sequence[WeeklyHours] | None,
    start: date | None,
    days: int,
    off: frozenset[int],
) -> list[Interval]:
    """Open intervals of a horizon by weekday.

    Parameters
    ----------
    normal : sequence of WeeklyHours
        Hours outside Ramadan.
    ramadan : sequence of WeeklyHours or None
        Hours in Ramadan; None if they are the same.
    start : date or None
        Day 0. Without it every day is alike: weekdays are not looked at and there is no Ramadan.
    days : int
        Days of the horizon. At least 1.
    off : frozenset of int
        Day numbers that are closed.

    Returns
    -------
    list of (int, int)
        Milliseconds since midnight of day 0, ascending, none touching the next.

    Raises
    ------
    ValueError
        If Ramadan hours are given and the table lacks a Ramadan that the horizon may touch.

    Examples
    --------
    Mornings of Monday to Thursday; Thursday 2 April 2026 and the two days after it:

    >>> mornings = [WeeklyHours((0, 1, 2, 3), start_ms=8 * 3_600_000, end_ms=12 * 3_600_000)]
    >>> weekly_hours(mornings, None, date(2026, 4, 2), days=3, off=frozenset())
    [(28800000, 43200000)]
    """
    fasting = frozenset[int]() if start is None or ramadan is None else ramadan_days(start, days)
    return merge_intervals(
        (day * MS_PER_DAY + hours.start_ms, day * MS_PER_DAY + hours.end_ms)
        for day in range(days)
        if day not in off
        for hours in ((ramadan or ()) if day in fasting else normal)
        if start is None or (start.weekday() + day) % len(WEEKDAYS) in hours.weekdays
    )
