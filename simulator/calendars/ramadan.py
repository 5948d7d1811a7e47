"""The days of Ramadan, from a dated table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import ceil, floor
from pathlib import Path

from simulator.calendars.tables import FOLDER, iso_date, read_table

RAMADAN = FOLDER / "ramadan.csv"
"""The table that comes with SimPTSP."""

LUNAR_YEAR_DAYS = 12 * 29.530589
"""Twelve mean synodic months."""

_COLUMNS = ("id", "hijri_year", "first", "last", "mark", "cite")
_LONGEST_DAYS = 30
_SLACK_DAYS = 3  # a month begins with the crescent that is seen, a day or two from the mean moon


@dataclass(frozen=True)
class Ramadan:
    """One month of fasting.

    Attributes
    ----------
    first, last : date
        First and last day, both included: 29 or 30 days.

    Raises
    ------
    ValueError
        If it has another number of days.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        days = (self.last - self.first).days + 1
        if days not in (_LONGEST_DAYS - 1, _LONGEST_DAYS):
            raise ValueError(f"Ramadan from {self.first} to {self.last} has {days} days; it must have 29 or 30")


def ramadan_days(start: date, days: int, table: Path = RAMADAN) -> frozenset[int]:
    """Days of a horizon that are in Ramadan.

    Parameters
    ----------
    start : date
        Day 0.
    days : int
        Days of the horizon. At least 1.
    table : Path, optional
        First and last days, with the columns of ``datasets/calendar/data/ramadan.csv``.

    Returns
    -------
    frozenset of int
        Day numbers from 0 to ``days - 1``.

    Raises
    ------
    ValueError
        If the horizon may touch a Ramadan that the table does not have, or a row of the table is wrong.

    Notes
    -----
    A missing Ramadan is expected a whole number of lunar years (354.37 days) from the first row, give or take
    three days. A horizon that keeps clear of it needs no row.

    Examples
    --------
    >>> sorted(ramadan_days(date(2026, 3, 16), days=14))
    [0, 1, 2, 3, 4]
    """
    begin = start.toordinal()
    months = read_ramadan(table)
    expected = _missing(months, begin, begin + days)
    if expected is not None:
        raise ValueError(
            f"{table.name} does not have the Ramadan that begins about {expected}; add its first and last day"
        )
    spans = [(month.first.toordinal() - begin, month.last.toordinal() - begin) for month in months]
    return frozenset(day for first, last in spans for day in range(max(first, 0), min(last + 1, days)))


def _missing(months: Sequence[Ramadan], begin: int, end: int) -> date | None:
    anchor = months[0].first.toordinal()
    known = {round((month.first.toordinal() - anchor) / LUNAR_YEAR_DAYS) for month in months}
    earliest = floor((begin - anchor - _LONGEST_DAYS - _SLACK_DAYS) / LUNAR_YEAR_DAYS)
    latest = ceil((end - anchor + _SLACK_DAYS) / LUNAR_YEAR_DAYS)
    for lunar_year in range(earliest, latest + 1):
        first = anchor + round(lunar_year * LUNAR_YEAR_DAYS)
        touched = first - _SLACK_DAYS < end and begin < first + _LONGEST_DAYS + _SLACK_DAYS
        if touched and lunar_year not in known:
            return date.fromordinal(first)
    return None


@cache
def read_ramadan(file: Path) -> tuple[Ramadan, ...]:
    """Rows of a table of Ramadan.

    Raises
    ------
    ValueError
        If a cell is wrong or there is no row.
    """
    months = read_table(file, _COLUMNS, lambda cells: Ramadan(iso_date(cells["first"]), iso_date(cells["last"])))
    if not months:
        raise ValueError(f"{file.name} has no row; give the first and last day of at least one Ramadan")
    return months
