"""Arithmetic of working days: counts of 2026 by month, and promises across holidays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.calendars import add_working_days, count_working_days, days_off, working_days

DAYS_2026 = {1: 20, 2: 18, 3: 17, 4: 21, 5: 16, 6: 20, 7: 23, 8: 19, 9: 22, 10: 22, 11: 21, 12: 21}

dates = st.dates(date(2025, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize("month", DAYS_2026)
def test_working_days_of_each_month_of_2026(month: int):
    last = date(2026 + month // 12, month % 12 + 1, 1) - timedelta(1)
    assert count_working_days(date(2026, month, 1), last) == DAYS_2026[month]


def test_2026_has_240_working_days():
    assert sum(DAYS_2026.values()) == 240
    assert count_working_days(date(2026, 1, 1), date(2026, 12, 31)) == 240
    assert sum(working_days(date(2026, 1, 1), 365, days_off(date(2026, 1, 1), 365))) == 240


@pytest.mark.parametrize(
    ("day", "n", "end"),
    [
        ("2026-03-17", 3, "2026-03-27"),  # Nyepi, Idul Fitri and their joint leave
        ("2026-03-17", 1, "2026-03-25"),
        ("2026-03-21", 1, "2026-03-25"),  # from a holiday
        ("2026-07-10", 1, "2026-07-13"),  # Friday to Monday
        ("2026-07-11", 1, "2026-07-13"),  # from a Saturday
        ("2026-07-06", 5, "2026-07-13"),
        ("2026-12-23", 1, "2026-12-28"),  # joint leave, Christmas, a weekend
        ("2026-12-30", 2, "2027-01-04"),  # across New Year
        ("2026-03-19", 0, "2026-03-19"),
    ],
)
def test_the_nth_working_day_after_a_day(day: str, n: int, end: str):
    assert add_working_days(date.fromisoformat(day), n) == date.fromisoformat(end)


def test_working_days_are_counted_forwards_only():
    with pytest.raises(ValueError, match=r"n is -1; .* must not be negative"):
        add_working_days(date(2026, 1, 5), -1)


@given(dates, st.integers(1, 60))
def test_counting_undoes_adding(day: date, n: int):
    end = add_working_days(day, n)
    assert count_working_days(day + timedelta(1), end) == n
    assert count_working_days(day + timedelta(1), end - timedelta(1)) == n - 1


def test_both_ends_are_counted():
    assert count_working_days(date(2026, 7, 6), date(2026, 7, 6)) == 1
    assert count_working_days(date(2026, 7, 6), date(2026, 7, 10)) == 5
    assert count_working_days(date(2026, 7, 7), date(2026, 7, 6)) == 0
    assert count_working_days(date(2026, 7, 11), date(2026, 7, 12)) == 0


@given(dates, st.integers(1, 40))
def test_the_days_of_a_horizon_are_those_that_are_counted(start: date, days: int):
    each = working_days(start, days, days_off(start, days))
    assert each == tuple(count_working_days(*[start + timedelta(day)] * 2) == 1 for day in range(days))


def test_without_a_start_only_days_off_are_not_worked():
    assert working_days(None, 9, frozenset({2})) == (True, True, False, True, True, True, True, True, True)


def test_a_horizon_from_friday():
    assert working_days(date(2026, 7, 10), 5, frozenset({4})) == (True, False, False, True, False)
