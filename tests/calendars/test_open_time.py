"""A clock that runs only while an office is open, beside a twin that walks minute by minute."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.calendars import OpenTime, advance, merge_intervals

OFFICE = OpenTime(((8, 12), (13, 16), (32, 36)))
END = 80

pairs = st.tuples(st.integers(0, 50), st.integers(1, 12)).map(lambda pair: (pair[0], sum(pair)))
sets = st.lists(pairs, max_size=6).map(lambda pairs: tuple(merge_intervals(pairs)))


@pytest.mark.parametrize(
    ("start", "duration", "end"),
    [
        (8, 1, 9),
        (8, 4, 12),  # ends at the closing, not at the next opening
        (8, 5, 14),
        (10, 5, 16),
        (10, 6, 33),
        (12, 1, 14),  # from the closing itself
        (12, 3, 16),
        (0, 4, 12),  # from before the first opening
        (20, 4, 36),
        (8, 11, 36),
        (8, 12, None),
        (36, 1, None),
        (99, 1, None),
        (10, 0, 10),
        (12, 0, 12),
        (99, 0, 99),
    ],
)
def test_the_moment_when_so_much_open_time_has_passed(start: int, duration: int, end: int | None):
    assert OFFICE.advance(start, duration) == end
    assert advance(list(OFFICE.intervals), start, duration) == end


@pytest.mark.parametrize(
    ("ms", "opens"), [(0, 8), (8, 8), (11, 11), (12, 13), (15, 15), (16, 32), (36, None), (99, None)]
)
def test_the_next_opening(ms: int, opens: int | None):
    assert OFFICE.next_opening(ms) == opens


def test_an_office_that_never_opens():
    assert (OpenTime(()).advance(5, 1), OpenTime(()).advance(5, 0), OpenTime(()).next_opening(5)) == (None, 5, None)


def walk(intervals: tuple[tuple[int, int], ...], start: int, duration: int) -> int | None:
    """The naive twin of `advance`."""
    now = start
    while duration and now < END:
        duration -= any(opens <= now < closes for opens, closes in intervals)
        now += 1
    return None if duration else now


@given(sets, st.integers(0, 70), st.integers(0, 60))
def test_advancing_is_walking(intervals, start: int, duration: int):
    assert OpenTime(intervals).advance(start, duration) == walk(intervals, start, duration)


@given(sets, st.integers(0, 70))
def test_the_next_opening_is_the_first_open_minute(intervals, ms: int):
    open_minutes = (now for now in range(ms, END) if any(a <= now < b for a, b in intervals))
    assert OpenTime(intervals).next_opening(ms) == next(open_minutes, None)


@given(sets, st.integers(0, 70), st.integers(1, 30), st.integers(1, 30))
def test_two_durations_end_where_their_sum_does(intervals, start: int, first: int, second: int):
    office = OpenTime(intervals)
    middle = office.advance(start, first)
    assert office.advance(start, first + second) == (None if middle is None else office.advance(middle, second))


def test_intervals_that_touch_are_allowed():
    assert OpenTime(((8, 12), (12, 16))).advance(10, 4) == 14


@pytest.mark.parametrize("intervals", [((8, 12), (11, 16)), ((13, 16), (8, 12)), ((8, 8),), ((8, 12), (16, 13))])
def test_intervals_out_of_order_are_refused(intervals):
    with pytest.raises(ValueError, match="overlap, are empty or are not in ascending order; merge them first"):
        OpenTime(intervals)


def test_time_does_not_run_backwards():
    with pytest.raises(ValueError, match="duration_ms is -1; it must not be negative"):
        OFFICE.advance(8, -1)
