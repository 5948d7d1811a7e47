"""D/D/c against the clock of every server, by the hour hand."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator import theory


def waits_by_the_clock(interarrival_time: int, service_time: int, servers: int, cases: int) -> list[int]:
    """Each case takes the server that is free first."""
    free_at, waits = [0] * servers, []
    for case in range(cases):
        arrival = case * interarrival_time
        first = free_at.index(min(free_at))
        start = max(arrival, free_at[first])
        free_at[first] = start + service_time
        waits.append(start - arrival)
    return waits


@settings(deadline=None)
@given(st.integers(1, 30), st.integers(1, 120), st.integers(1, 8), st.integers(1, 60))
def test_waiting_times(interarrival_time: int, service_time: int, servers: int, cases: int) -> None:
    queue = (interarrival_time, service_time, servers, cases)
    assert theory.ddc_waiting_times(*queue).tolist() == waits_by_the_clock(*queue)


def test_by_hand() -> None:
    """Three loket, a case a minute, 5-minute services: 0, 0, 0, then the fourth waits from 3 to 5."""
    assert theory.ddc_waiting_times(1, 5, 3, 7).tolist() == [0, 0, 0, 2, 2, 2, 4]
    assert theory.ddc_waiting_times(2, 6, 3, 7).tolist() == [0] * 7


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((0, 5, 1, 3), r"interarrival_time is 0\.0; it must be finite and above 0\."),
        ((1, math.inf, 1, 3), r"service_time is inf; it must be finite and above 0\."),
        ((1, 5, 0, 3), r"servers is 0; it must be a whole number, at least 1\."),
        ((1, 5, 1, 2.5), r"cases is 2\.5; it must be a whole number, at least 1\."),
    ],
)
def test_bad_input(arguments: tuple[float, float, int, int], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        theory.ddc_waiting_times(*arguments)
