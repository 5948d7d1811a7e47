"""Working hours by a rule of law, from a dated table."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from simulator.calendars.hours import Interval, clock_time_ms
from simulator.calendars.public_holidays import days_off
from simulator.calendars.tables import FOLDER, iso_date, one_of, read_table
from simulator.calendars.weekly import WEEKDAYS, WeeklyHours, weekly_hours

RULES = FOLDER / "working_hours.csv"
"""The table that comes with SimPTSP."""

PERIODS = ("normal", "ramadan")

_COLUMNS = (
    *("id", "rule", "valid_from", "period", "weekdays", "from", "to", "break_from", "break_to", "article"),
    *("mark", "cite", "break_mark", "break_cite"),
)


@dataclass(frozen=True)
class RuledHours:
    """Hours of some weekdays under a rule.

    Attributes
    ----------
    rule : str
        Name of the rule.
    valid_from : date
        First day on which it holds.
    period : str
        ``normal`` or ``ramadan``.
    hours : tuple of WeeklyHours
        The open time, without the break.
    """

    rule: str
    valid_from: date
    period: str
    hours: tuple[WeeklyHours, ...]


def regular_hours(rule: str, start: date, days: int) -> list[Interval]:
    """Open intervals of a horizon under a named rule of working hours.

    Breaks, weekends and days off are closed; Ramadan has its own hours.

    Parameters
    ----------
    rule : str
        A name in ``datasets/calendar/data/working_hours.csv``.
    start : date
        Day 0. The rule must hold by then.
    days : int
        Days of the horizon. At least 1.

    Returns
    -------
    list of (int, int)
        Milliseconds since midnight of day 0, ascending, none touching the next.

    Raises
    ------
    ValueError
        If there is no such rule, it does not hold yet, or the days of a Ramadan are not known.

    References
    ----------
    Each row of the table names its articles and where they were read.

    Examples
    --------
    Friday 13 March 2026 is in Ramadan: 08:00-11:30 and 12:30-15:30. Then comes the weekend.

    >>> [(a / 3_600_000, b / 3_600_000) for a, b in regular_hours("perpres-21-2023", date(2026, 3, 13), days=3)]
    [(8.0, 11.5), (12.5, 15.5)]
    """
    table = read_rules(RULES)
    rows = [row for row in table if row.rule == rule]
    if not rows:
        known = ", ".join(sorted({row.rule for row in table}))
        raise ValueError(f"there is no rule of working hours named {rule!r}; there is {known}")
    valid_from, *others = sorted({row.valid_from for row in rows})
    if others:
        raise ValueError(
            f"the rule {rule} has two dates, {valid_from} and {others[0]}; give a later version its own name"
        )
    if start < valid_from:
        raise ValueError(f"the rule {rule} holds from {valid_from}; the calendar must not start on {start}, before it")
    normal, ramadan = ([hours for row in rows if row.period == period for hours in row.hours] for period in PERIODS)
    return weekly_hours(normal, ramadan or None, start, days, days_off(start, days))


@cache
def read_rules(file: Path) -> tuple[RuledHours, ...]:
    """Rows of a table of working hours.

    Raises
    ------
    ValueError
        If a cell is wrong.
    """
    return read_table(file, _COLUMNS, _ruled_hours)


def _ruled_hours(cells: dict[str, str]) -> RuledHours:
    weekdays = tuple(WEEKDAYS.index(one_of(name, WEEKDAYS)) for name in cells["weekdays"].split())
    pause = (cells["break_from"], cells["break_to"])
    times = [cells["from"], *(pause if any(pause) else ()), cells["to"]]
    moments = [clock_time_ms(time) for time in times]
    if moments != sorted(set(moments)):
        raise ValueError(f"the day goes {' - '.join(times)}; each time must be later than the one before it")
    pairs = zip(moments[::2], moments[1::2], strict=True)
    return RuledHours(
        rule=cells["rule"],
        valid_from=iso_date(cells["valid_from"]),
        period=one_of(cells["period"], PERIODS),
        hours=tuple(WeeklyHours(weekdays, opens, closes) for opens, closes in pairs),
    )
