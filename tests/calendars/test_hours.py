"""Times of day and open intervals."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.calendars import MS_PER_DAY, MS_PER_MINUTE, clock_time_ms, merge_intervals, repeat_daily

MINUTES_PER_DAY = 1440


@given(st.integers(0, MINUTES_PER_DAY))
def test_each_minute_of_the_day_is_read(minute: int):
    hours, minutes = divmod(minute, 60)
    assert clock_time_ms(f"{hours:02d}:{minutes:02d}") == minute * MS_PER_MINUTE
    assert clock_time_ms(f"{hours}:{minutes:02d}") == minute * MS_PER_MINUTE


@pytest.mark.parametrize(
    "text",
    [
        *("", "8", "8.00", "08:60", "24:01", "25:00", "-1:00", "08:0", "008:00", "08:00 ", " 08:00", "08:00\n"),
        *("08:00:00", "8:00 pagi", "٠٨:٠٠", "०८:००"),
    ],
)
def test_anything_else_is_refused_with_what_would_be_right(text: str):
    with pytest.raises(ValueError, match="is not a time of day from 00:00 to 24:00"):
        clock_time_ms(text)


@given(st.text(max_size=6))
def test_no_text_raises_anything_else(text: str):
    try:
        ms = clock_time_ms(text)
    except ValueError:
        return
    assert 0 <= ms <= MS_PER_DAY
    assert ms % MS_PER_MINUTE == 0


def test_intervals_that_touch_or_overlap_become_one():
    assert merge_intervals([]) == []
    assert merge_intervals([(12, 15), (8, 12)]) == [(8, 15)]
    assert merge_intervals([(8, 12), (13, 16)]) == [(8, 12), (13, 16)]
    assert merge_intervals([(0, 10), (2, 3), (4, 11), (20, 21)]) == [(0, 11), (20, 21)]


def minutes_of(intervals: list[tuple[int, int]]) -> set[int]:
    return {minute for start, end in intervals for minute in range(start, end)}


intervals = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 12)).map(lambda pair: (pair[0], sum(pair))), max_size=8
)


@given(intervals)
def test_merged_intervals_cover_the_same_time_and_stand_apart(given_intervals: list[tuple[int, int]]):
    merged = merge_intervals(given_intervals)
    assert minutes_of(merged) == minutes_of(given_intervals)
    assert all(start < end for start, end in merged)
    assert all(end < start for (_, end), (start, _) in pairwise(merged))
    assert merge_intervals(merged) == merged
    assert merge_intervals(reversed(given_intervals)) == merged


def test_a_night_shift_goes_on_past_midnight_and_a_day_shift_does_not():
    hour = MS_PER_DAY // 24
    night = [(0, 6 * hour), (22 * hour, 24 * hour)]
    expected = [(0, 6), (22, 30), (46, 48)]
    assert repeat_daily(night, days=2) == [(start * hour, end * hour) for start, end in expected]
    assert repeat_daily([(8 * hour, 16 * hour)], days=2) == [(8 * hour, 16 * hour), (32 * hour, 40 * hour)]
    assert repeat_daily([(0, MS_PER_DAY)], days=3660) == [(0, 3660 * MS_PER_DAY)]
    assert repeat_daily([], days=5) == []


@given(
    st.lists(st.tuples(st.integers(0, 24), st.integers(0, 24)).map(sorted).filter(lambda pair: pair[0] < pair[1])),
    st.integers(1, 5),
)
def test_each_day_is_open_for_as_long_as_the_first(pairs: list[list[int]], days: int):
    hour = MS_PER_DAY // 24
    daily = [(start * hour, end * hour) for start, end in pairs]
    repeated = repeat_daily(iter(daily), days)
    open_hours = {hour for start, end in pairs for hour in range(start, end)}
    for day in range(days):
        inside = {h for h in range(24) for a, b in repeated if a <= (day * 24 + h) * hour < b}
        assert inside == open_hours
    assert sum(end - start for start, end in repeated) == days * len(open_hours) * hour
    assert merge_intervals(repeated) == repeated
