"""National holidays and joint leave (cuti bersama), corrected by a dated table."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from simulator.calendars.tables import FOLDER, iso_date, one_of, read_table

OVERRIDES = FOLDER / "holiday_overrides.csv"
"""The table of corrections that comes with SimPTSP."""

_COLUMNS = ("id", "date", "is_off", "kind", "mark", "cite")


@dataclass(frozen=True)
class Override:
    """One date on which the library of holidays is not right.

    Attributes
    ----------
    day : date
        The date.
    is_off : bool
        True if it is a day off all the same, False if it is not.
    kind : str
        ``national`` holiday or ``joint`` leave.
    """

    day: date
    is_off: bool
    kind: str


def days_off(start: date, days: int, table: Path = OVERRIDES) -> frozenset[int]:
    """Days of a horizon that are national holidays or joint leave.

    Weekends are days off only where a holiday falls on them.

    Parameters
    ----------
    start : date
        Day 0.
    days : int
        Days of the horizon. At least 1.
    table : Path, optional
        Corrections to the library of holidays, with the columns of
        ``datasets/calendar/data/holiday_overrides.csv``.

    Returns
    -------
    frozenset of int
        Day numbers from 0 to ``days - 1``.

    Raises
    ------
    ValueError
        If a row of the table is wrong.

    Notes
    -----
    Dates of a year whose decree is not known are estimates without joint leave: see :func:`is_decreed`.

    References
    ----------
    Library ``holidays``, country ID, categories public and government.

    Examples
    --------
    From Monday 16 March 2026, three days of joint leave and three of holidays, two of them in the weekend:

    >>> sorted(days_off(date(2026, 3, 16), days=14))
    [2, 3, 4, 5, 6, 7, 8]
    """
    calendar = [start + timedelta(day) for day in range(days)]
    return frozenset(number for number, day in enumerate(calendar) if day in dates_off(day.year, table))


def is_decreed(year: int, table: Path = OVERRIDES) -> bool:
    """Whether the days off of a year follow a decree.

    Only a decree makes joint leave, so a year counts as decreed if the library or the table has joint leave in it.
    In other years the library expects the holidays of the moon's calendars and cannot know joint leave: whoever
    plans with such a year should be told so. Joint leave began in 2002.

    Parameters
    ----------
    year : int
        Gregorian year.
    table : Path, optional
        Corrections to the library of holidays.

    Returns
    -------
    bool
        False where the days off are estimates.

    Examples
    --------
    >>> is_decreed(2026), is_decreed(2035)
    (True, False)
    """
    _, joint = _library(year)
    added = any(row.is_off and row.kind == "joint" and row.day.year == year for row in read_overrides(table))
    return added or bool(joint)


@cache
def dates_off(year: int, table: Path = OVERRIDES) -> frozenset[date]:
    """Dates of a year that are national holidays or joint leave."""
    national, joint = _library(year)
    rows = [row for row in read_overrides(table) if row.day.year == year]
    added, removed = ({row.day for row in rows if row.is_off is is_off} for is_off in (True, False))
    return (national | joint) - removed | added


@cache
def _library(year: int) -> tuple[frozenset[date], frozenset[date]]:
    from holidays import GOVERNMENT, PUBLIC, country_holidays  # takes long; only dates need it

    national, joint = (country_holidays("ID", years=year, categories=kind) for kind in (PUBLIC, GOVERNMENT))
    return frozenset(national), frozenset(joint)


@cache
def read_overrides(file: Path) -> tuple[Override, ...]:
    """Rows of a table of corrections.

    Raises
    ------
    ValueError
        If a cell is wrong or a date stands twice.
    """
    rows = read_table(file, _COLUMNS, _override)
    dates = [row.day for row in rows]
    twice = sorted({day.isoformat() for day in dates if dates.count(day) > 1})
    if twice:
        raise ValueError(f"{file.name}: {', '.join(twice)} stands twice; keep one row for each date")
    return rows


def _override(cells: dict[str, str]) -> Override:
    is_off = one_of(cells["is_off"], ("yes", "no")) == "yes"
    return Override(iso_date(cells["date"]), is_off, one_of(cells["kind"], ("national", "joint")))
