"""Arithmetic of working days."""

from datetime import date, timedelta

from simulator.calendars.public_holidays import dates_off

WORKING_WEEK = range(5)
"""Monday to Friday, as ``date.weekday()`` numbers them."""


def working_days(start: date | None, days: int, off: frozenset[int]) -> tuple[bool, ...]:
    """Which days of a horizon are working days.

    Parameters
    ----------
    start : date or None
        Day 0. Without it there are no weekends.
    days : int
        Days of the horizon. At least 1.
    off : frozenset of int
        Day numbers that are holidays or joint leave.

    Returns
    -------
    tuple of bool, length `days`
        True for Monday to Friday unless off.

    Examples
    --------
    Friday 2 January 2026 to Monday:

    >>> working_days(date(2026, 1, 2), days=4, off=frozenset())
    (True, False, False, True)
    """
    first = 0 if start is None else start.weekday()
    return tuple(day not in off and (start is None or (first + day) % 7 in WORKING_WEEK) for day in range(days))


def add_working_days(day: date, n: int) -> date:
    """The n-th working day after a day.

    Parameters
    ----------
    day : date
        Not counted, whether it is a working day or not.
    n : int
        Working days. At least 0; 0 gives `day` itself.

    Returns
    -------
    date
        A working day, unless `n` is 0.

    Raises
    ------
    ValueError
        If `n` is negative.

    Notes
    -----
    Beyond the years of :func:`is_decreed` holidays are estimates and joint leave is not known.

    Examples
    --------
    Between 17 and 27 March 2026 lie Nyepi, Idul Fitri, their joint leave and a weekend:

    >>> add_working_days(date(2026, 3, 17), 3)
    datetime.date(2026, 3, 27)
    """
    if n < 0:
        raise ValueError(f"n is {n}; working days are counted forwards, so it must not be negative")
    while n:
        day += timedelta(1)
        n -= is_working_day(day)
    return day


def count_working_days(first: date, last: date) -> int:
    """Number of working days from one day to another, both included.

    Parameters
    ----------
    first, last : date
        The days. None are counted if `last` is before `first`.

    Returns
    -------
    int
        Working days.

    Examples
    --------
    >>> count_working_days(date(2026, 1, 1), date(2026, 12, 31))
    240
    """
    return sum(is_working_day(first + timedelta(day)) for day in range((last - first).days + 1))


def is_working_day(day: date) -> bool:
    """Whether a date is from Monday to Friday and neither a holiday nor joint leave."""
    return day.weekday() in WORKING_WEEK and day not in dates_off(day.year)
