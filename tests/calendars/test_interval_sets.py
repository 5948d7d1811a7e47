"""What sets of intervals share and what one has alone, beside a twin that looks at each minute."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from simulator.calendars import intersect, merge_intervals, subtract

pairs = st.tuples(st.integers(0, 50), st.integers(1, 12)).map(lambda pair: (pair[0], sum(pair)))
sets = st.lists(pairs, max_size=6).map(merge_intervals)


def minutes(intervals: list[tuple[int, int]]) -> set[int]:
    return {minute for start, end in intervals for minute in range(start, end)}


def stand_apart(intervals: list[tuple[int, int]]) -> bool:
    return all(a < b for a, b in intervals) and all(end < start for (_, end), (start, _) in pairwise(intervals))


def test_worked_by_hand():
    office, shift = [(8, 12), (13, 16)], [(7, 9), (11, 14), (16, 20)]
    assert intersect(office, shift) == [(8, 9), (11, 12), (13, 14)]
    assert subtract(office, shift) == [(9, 11), (14, 16)]
    assert subtract(shift, office) == [(7, 8), (12, 13), (16, 20)]


def test_intervals_that_only_touch_share_nothing():
    assert intersect([(8, 12)], [(12, 16)]) == []
    assert subtract([(8, 12)], [(12, 16)]) == [(8, 12)]
    assert subtract([(8, 12)], [(0, 4), (5, 8)]) == [(8, 12)]


def test_nothing_and_all():
    assert intersect([], [(1, 2)]) == intersect([(1, 2)], []) == subtract([], [(1, 2)]) == []
    assert subtract([(1, 2), (4, 6)], []) == [(1, 2), (4, 6)]
    assert subtract([(1, 2), (4, 6)], [(0, 9)]) == []


@given(sets, sets)
def test_shared_minutes(a, b):
    shared = intersect(a, b)
    assert minutes(shared) == minutes(a) & minutes(b)
    assert stand_apart(shared)
    assert intersect(b, a) == shared


@given(sets, sets)
def test_minutes_of_the_first_alone(a, b):
    alone = subtract(a, b)
    assert minutes(alone) == minutes(a) - minutes(b)
    assert stand_apart(alone)
    assert merge_intervals([*alone, *intersect(a, b)]) == a
