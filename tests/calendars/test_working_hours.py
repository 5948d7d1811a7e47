"""Working hours by weekday and by rule: days worked out by hand, and a naive twin."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.calendars import MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, WeeklyHours, regular_hours, weekly_hours
from simulator.calendars.rules import RULES, read_rules

RULE = "perpres-21-2023"
EVERY_DAY = tuple(range(7))
NONE_OFF: frozenset[int] = frozenset()


def clock(intervals: list[tuple[int, int]]) -> list[str]:
    """Intervals as day number and times of day: `0 07:30-12:00`."""
    lines = []
    for start, end in intervals:
        day, opens = divmod(start, MS_PER_DAY)
        times = (f"{ms // MS_PER_HOUR:02d}:{ms // MS_PER_MINUTE % 60:02d}" for ms in (opens, end - day * MS_PER_DAY))
        lines.append(f"{day} {'-'.join(times)}")
    return lines


def hours(intervals: list[tuple[int, int]]) -> float:
    return sum(end - start for start, end in intervals) / MS_PER_HOUR


@pytest.mark.parametrize(
    ("day", "open_"),
    [
        ("2026-07-07", ["0 07:30-12:00", "0 13:00-16:00"]),  # a Tuesday
        ("2026-07-10", ["0 07:30-11:30", "0 13:00-16:30"]),  # a Friday
        ("2026-03-03", ["0 08:00-12:00", "0 12:30-15:00"]),  # a Tuesday of Ramadan
        ("2026-03-06", ["0 08:00-11:30", "0 12:30-15:30"]),  # a Friday of Ramadan
        ("2026-02-18", ["0 07:30-12:00", "0 13:00-16:00"]),  # Wednesday, the day before Ramadan
        ("2026-02-19", ["0 08:00-12:00", "0 12:30-15:00"]),  # Thursday, its first day
        ("2026-03-25", ["0 07:30-12:00", "0 13:00-16:00"]),  # the first working day after it
        ("2025-02-28", ["0 07:30-11:30", "0 13:00-16:30"]),  # Friday before Ramadan 2025
        ("2025-03-03", ["0 08:00-12:00", "0 12:30-15:00"]),
        ("2026-07-11", []),  # a Saturday
        ("2026-07-12", []),
        ("2026-08-17", []),  # Independence Day, a Monday
        ("2026-05-15", []),  # joint leave, a Friday
    ],
)
def test_the_hours_of_a_day(day: str, open_: list[str]):
    assert clock(regular_hours(RULE, date.fromisoformat(day), days=1)) == open_


def test_the_hours_of_a_week_are_those_of_the_regulation():
    assert hours(regular_hours(RULE, date(2026, 7, 6), days=7)) == 37.5
    assert hours(regular_hours(RULE, date(2026, 3, 2), days=7)) == 32.5


def test_the_hours_of_a_year():
    """240 working days of 7.5 hours; an hour less on the 19 of them that are in Ramadan.

    In Ramadan: 19, 20 February; 23-27 February; 2-6 March; 9-13 March; 16, 17 March.
    """
    assert hours(regular_hours(RULE, date(2026, 1, 1), days=365)) == 240 * 7.5 - 19


def test_a_holiday_in_the_middle_of_a_horizon_is_closed():
    open_ = clock(regular_hours(RULE, date(2026, 8, 14), days=5))
    assert open_ == ["0 07:30-11:30", "0 13:00-16:30", "4 07:30-12:00", "4 13:00-16:00"]


def test_a_rule_holds_from_its_first_day():
    with pytest.raises(ValueError, match="does not have the Ramadan that begins about 2023-03-23"):
        regular_hours(RULE, date(2023, 4, 12), days=1)  # it holds, in a Ramadan before those of the table
    with pytest.raises(ValueError, match=r"perpres-21-2023 holds from 2023-04-12; .* must not start on 2023-04-11"):
        regular_hours(RULE, date(2023, 4, 11), days=1)


def test_an_unknown_rule_is_refused_with_those_there_are():
    with pytest.raises(ValueError, match=r"no rule of working hours named 'perpres-21'; there is perpres-21-2023"):
        regular_hours("perpres-21", date(2026, 1, 1), days=1)


def test_a_year_without_its_ramadan_is_refused():
    with pytest.raises(ValueError, match="does not have the Ramadan that begins about 2028-01-28"):
        regular_hours(RULE, date(2028, 1, 1), days=60)


# What a scenario file gives.

MORNING = WeeklyHours(EVERY_DAY, 8 * MS_PER_HOUR, 12 * MS_PER_HOUR)
NIGHT = WeeklyHours(EVERY_DAY, 0, MS_PER_DAY)


def test_without_a_start_every_day_is_alike_but_those_off():
    assert clock(weekly_hours([MORNING], [NIGHT], None, days=3, off=frozenset({1}))) == [
        "0 08:00-12:00",
        "2 08:00-12:00",
    ]


def test_hours_that_touch_at_midnight_are_one():
    assert weekly_hours([NIGHT], None, None, days=3, off=NONE_OFF) == [(0, 3 * MS_PER_DAY)]


def test_in_ramadan_the_other_hours_hold_if_there_are_any():
    start = date(2026, 2, 18)
    late = WeeklyHours(EVERY_DAY, 9 * MS_PER_HOUR, 13 * MS_PER_HOUR)
    assert clock(weekly_hours([MORNING], [late], start, days=2, off=NONE_OFF)) == ["0 08:00-12:00", "1 09:00-13:00"]
    assert clock(weekly_hours([MORNING], None, start, days=2, off=NONE_OFF)) == ["0 08:00-12:00", "1 08:00-12:00"]
    assert clock(weekly_hours([MORNING], [], start, days=2, off=NONE_OFF)) == ["0 08:00-12:00"]


def test_hours_that_are_the_same_in_ramadan_need_no_table():
    assert len(weekly_hours([MORNING], None, date(2031, 1, 1), days=365, off=NONE_OFF)) == 365


@pytest.mark.parametrize(
    ("weekdays", "start_ms", "end_ms", "said"),
    [
        ((), 0, 1, "weekdays are .*; give at least one, each from 0"),
        ((0, 7), 0, 1, "weekdays are"),
        ((-1,), 0, 1, "weekdays are"),
        ((0,), 5, 5, "hours go from 5 to 5 ms"),
        ((0,), -1, 5, "hours go from -1"),
        ((0,), 0, MS_PER_DAY + 1, "in the same day"),
    ],
)
def test_impossible_hours_are_refused(weekdays: tuple[int, ...], start_ms: int, end_ms: int, said: str):
    with pytest.raises(ValueError, match=said):
        WeeklyHours(weekdays, start_ms, end_ms)


weekly = st.lists(
    st.builds(
        lambda weekdays, minutes: WeeklyHours(
            tuple(weekdays), min(minutes) * MS_PER_MINUTE, max(minutes) * MS_PER_MINUTE
        ),
        st.sets(st.integers(0, 6), min_size=1),
        st.sets(st.integers(0, 1440), min_size=2, max_size=2),
    ),
    max_size=3,
)
near_ramadan = st.dates(date(2026, 2, 15), date(2026, 3, 24))


def is_open(moment: datetime, normal: list[WeeklyHours], ramadan: list[WeeklyHours] | None) -> bool:
    """The naive twin: one minute looked at by itself."""
    fasting = ramadan is not None and datetime(2026, 2, 19) <= moment < datetime(2026, 3, 21)
    since_midnight = (moment.hour * 60 + moment.minute) * MS_PER_MINUTE
    valid = [block for block in (ramadan if fasting else normal) if moment.weekday() in block.weekdays]
    return any(block.start_ms <= since_midnight < block.end_ms for block in valid)


@given(weekly, st.none() | weekly, near_ramadan, st.integers(1, 3), st.sets(st.integers(0, 3)))
def test_every_minute_is_open_or_closed_as_the_twin_says(normal, ramadan, start: date, days: int, off: set[int]):
    open_ = weekly_hours(normal, ramadan, start, days, frozenset(off))
    assert all(ms % MS_PER_MINUTE == 0 for interval in open_ for ms in interval)
    found = {ms for a, b in open_ for ms in range(a // MS_PER_MINUTE, b // MS_PER_MINUTE)}
    midnight = datetime(start.year, start.month, start.day)
    minutes = (minute for minute in range(days * 1440) if minute // 1440 not in off)
    assert found == {minute for minute in minutes if is_open(midnight + timedelta(minutes=minute), normal, ramadan)}


# The table of rules.

HEADER = RULES.read_text(encoding="utf-8").splitlines()[0] + "\n"


def table(tmp_path: Path, row: str) -> Path:
    file = tmp_path / "rules.csv"
    file.write_text(HEADER + row + "\n", encoding="utf-8")
    return file


def test_a_rule_may_have_no_break(tmp_path: Path):
    (row,) = read_rules(table(tmp_path, "id,mal,2026-01-01,normal,Sat Mon,08:00,15:00,,,art. 1,assumed,x,,"))
    assert row.hours == (WeeklyHours((5, 0), 8 * MS_PER_HOUR, 15 * MS_PER_HOUR),)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("id,a,2026-01-01,normal,Senin,08:00,15:00,,,,,,,", r"rules.csv line 2: 'Senin' is not one of Mon, Tue"),
        ("id,a,2026-01-01,normal,,08:00,15:00,,,,,,,", r"give at least one"),
        ("id,a,2026-01-01,puasa,Mon,08:00,15:00,,,,,,,", r"'puasa' is not one of normal, ramadan"),
        ("id,a,1 Jan,normal,Mon,08:00,15:00,,,,,,,", r"'1 Jan' is not a date"),
        ("id,a,2026-01-01,normal,Mon,8.00,15:00,,,,,,,", r"'8.00' is not a time of day"),
        ("id,a,2026-01-01,normal,Mon,08:00,,12:00,,,,,,", r"'' is not a time of day"),
        ("id,a,2026-01-01,normal,Mon,08:00,15:00,12:00,,,,,,", r"'' is not a time of day"),
        ("id,a,2026-01-01,normal,Mon,08:00,15:00,13:00,12:00,,,,,", r"08:00 - 13:00 - 12:00 - 15:00; each .* later"),
        ("id,a,2026-01-01,normal,Mon,15:00,08:00,,,,,,,", r"the day goes 15:00 - 08:00"),
    ],
)
def test_a_wrong_row_is_named_with_its_line(tmp_path: Path, row: str, said: str):
    with pytest.raises(ValueError, match=said):
        read_rules(table(tmp_path, row))


def test_a_later_version_of_a_rule_needs_its_own_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    rows = (
        "id,a,2026-01-01,normal,Mon,08:00,15:00,,,x,assumed,x,,\nid,a,2027-01-01,normal,Mon,09:00,15:00,,,x,assumed,x,,"
    )
    monkeypatch.setattr("simulator.calendars.rules.RULES", table(tmp_path, rows))
    with pytest.raises(ValueError, match="two dates, 2026-01-01 and 2027-01-01"):
        regular_hours("a", date(2027, 1, 4), 5)
