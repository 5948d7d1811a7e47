"""A day of changing arrivals and servers against a chain with a place for every server, and against exact limits."""

import math
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.linalg import expm

from simulator import theory

Office = tuple[list[float], list[float], list[int], float, float]

OFFICES: dict[str, Office] = {
    "one period": ([90], [0.3], [2], 0.1, 20.0),
    "shift ends with overtime": ([60, 45, 30], [0.3, 0.2, 0.1], [3, 1, 0], 0.05, 25.0),
    "shift starts with a line waiting": ([30, 60], [0.25, 0.2], [0, 3], 0.1, 40.0),
    "back on shift while still in overtime": ([40, 10, 40, 30], [0.3, 0.3, 0.2, 0.0], [3, 1, 2, 3], 0.04, 30.0),
    "light, then heavy with fewer servers": ([60, 30], [0.06, 0.5], [3, 1], 0.025, 25.0),
    "nobody reneges": ([60, 60, 30], [0.15, 0.05, 0.0], [2, 1, 2], 0.1, math.inf),
}
ROOM = 40


class EveryServer:
    """The same day, each server with a state of its own: off or on shift, busy or free."""

    def __init__(self, office: Office):
        minutes, rates, servers, service_rate, patience = office
        self.states = list(product(*[(0, 1)] * max(servers), range(ROOM + 1)))
        self.index = {state: number for number, state in enumerate(self.states)}
        self.service_rate, self.reneging_rate = service_rate, 1 / patience
        busy, waiting = np.array([(sum(state[:-1]), state[-1]) for state in self.states]).T
        self.gains = np.array([busy + waiting, waiting, busy * service_rate, waiting * self.reneging_rate])
        shares, totals, self.course = np.zeros(len(self.states)), [], []
        shares[self.index[(0,) * max(servers) + (0,)]] = 1
        for length, rate, on_shift in zip(minutes, rates, servers, strict=True):
            shares = self.called(shares, on_shift)
            self.course.append(self.gains[:2] @ shares)
            shares, gained = self.after(length, shares, rate, on_shift)
            totals.append(gained)
        self.course.append(self.gains[:2] @ shares)
        self.mean_queue_lengths = np.array(totals)[:, 1] / minutes
        _, area, self.served, self.reneged = np.sum(totals, axis=0)
        self.mean_queue_length = area / sum(minutes)

    def call(self, state: tuple[int, ...], on_shift: int) -> tuple[int, ...]:
        """Each free server on shift, lowest first, takes one of those who wait."""
        *busy, waiting = state
        for server in range(on_shift):
            if waiting and not busy[server]:
                busy[server], waiting = 1, waiting - 1
        return (*busy, waiting)

    def called(self, shares: np.ndarray, on_shift: int) -> np.ndarray:
        after = np.zeros_like(shares)
        for state, share in zip(self.states, shares, strict=True):
            after[self.index[self.call(state, on_shift)]] += share
        return after

    def moves(self, state: tuple[int, ...], rate: float, on_shift: int) -> Iterator[tuple[tuple[int, ...], float]]:
        *busy, waiting = state
        yield self.call((*busy, waiting + 1), on_shift), rate
        for server in range(len(busy)):
            if busy[server]:
                free = (*busy[:server], 0, *busy[server + 1 :], waiting)
                yield self.call(free, on_shift), self.service_rate
        if waiting:
            yield (*busy, waiting - 1), waiting * self.reneging_rate

    def after(self, length: float, shares: np.ndarray, rate: float, on_shift: int) -> tuple[np.ndarray, np.ndarray]:
        """Shares at the end of a period and what was gained in it, by the exponential of one matrix."""
        size = len(self.states)
        matrix = np.zeros((size + 4, size + 4))
        matrix[size:, :size] = self.gains
        for state, column in self.index.items():
            for target, speed in self.moves(state, rate, on_shift):
                if target in self.index:
                    matrix[self.index[target], column] += speed
                    matrix[column, column] -= speed
        reached = expm(matrix * length) @ np.append(shares, np.zeros(4))
        return reached[:size], reached[size:]


@pytest.mark.parametrize("office", OFFICES.values(), ids=OFFICES)
def test_a_chain_with_a_place_for_every_server(office: Office) -> None:
    day, expected = theory.time_varying_day(*office), EveryServer(office)
    at = np.searchsorted(day.time_min, np.concatenate([[0.0], np.cumsum(office[0])]))
    number, length = np.array(expected.course).T
    assert day.number_in_system[at] == pytest.approx(number, rel=1e-6, abs=1e-9)
    assert day.queue_length[at] == pytest.approx(length, rel=1e-6, abs=1e-9)
    assert day.mean_queue_length == pytest.approx(expected.mean_queue_length, rel=1e-6)
    assert day.mean_queue_lengths == pytest.approx(expected.mean_queue_lengths, rel=1e-6)
    assert day.served == pytest.approx(expected.served, rel=1e-6)
    assert day.reneged == pytest.approx(expected.reneged, rel=1e-6, abs=1e-12)


def test_which_servers_are_busy_matters_when_a_shift_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """Were the highest free server called first, more would be in overtime, beside those on shift: fewer would wait."""
    office = OFFICES["light, then heavy with fewer servers"]
    right = EveryServer(office)
    lowest_first = EveryServer.call

    def highest_first(self: EveryServer, state: tuple[int, ...], on_shift: int) -> tuple[int, ...]:
        *busy, waiting = state
        *turned, left = lowest_first(self, (*busy[:on_shift][::-1], *busy[on_shift:], waiting), on_shift)
        return (*turned[:on_shift][::-1], *turned[on_shift:], left)

    monkeypatch.setattr(EveryServer, "call", highest_first)
    assert EveryServer(office).mean_queue_length < 0.99 * right.mean_queue_length


def test_without_a_change_the_day_settles_at_erlang_a() -> None:
    queue = (0.4, 1 / 6, 3, 15.0)
    first, long = (theory.time_varying_day([minutes], [0.4], [3], 1 / 6, 15.0) for minutes in (300, 900))
    assert long.queue_length[-1] == pytest.approx(theory.erlang_a_mean_queue_length(*queue), rel=1e-6)
    share = theory.erlang_a_probability_of_reneging(*queue)
    assert (long.reneged - first.reneged) / (600 * 0.4) == pytest.approx(share, rel=1e-6)
    assert (long.served - first.served) / (600 * 0.4) == pytest.approx(1 - share, rel=1e-6)


def test_without_reneging_it_settles_at_erlang_c() -> None:
    day = theory.time_varying_day([1500], [0.3], [3], 1 / 6)
    assert day.queue_length[-1] == pytest.approx(theory.mmc_mean_queue_length(0.3, 1 / 6, 3), rel=1e-6)
    assert day.reneged == 0


def test_patience_like_a_service_hides_the_roster() -> None:
    """Whoever is present leaves at rate μ: N' = λ - μN, solved exactly, whoever is on shift."""
    minutes, rates, rate = [60.0, 30.0, 45.0, 60.0], [0.4, 0.1, 0.5, 0.0], 0.08
    day = theory.time_varying_day(minutes, rates, [1, 4, 0, 2], rate, 1 / rate, step_min=7.0)
    number, expected, begin = 0.0, [], 0.0
    for length, arrivals in zip(minutes, rates, strict=True):
        inside = day.time_min[(day.time_min >= begin) & (day.time_min < begin + length)] - begin
        expected += (arrivals / rate + (number - arrivals / rate) * np.exp(-rate * inside)).tolist()
        number = arrivals / rate + (number - arrivals / rate) * math.exp(-rate * length)
        begin += length
    assert np.diff(day.time_min).max() <= 7.0
    assert day.number_in_system == pytest.approx([*expected, number], abs=1e-7)


def test_after_closing_only_overtime_goes_on() -> None:
    """Nobody is called any more: the line stays as it is, and those in service leave one by one at rate μ each."""
    day = theory.time_varying_day([60, 40], [0.5, 0.0], [2, 0], 0.1, step_min=10)
    closed = day.time_min >= 60
    busy = (day.number_in_system - day.queue_length)[closed]
    assert day.queue_length[closed] == pytest.approx(np.full(5, day.queue_length[closed][0]), rel=1e-7)
    assert day.queue_length[-1] > 10
    assert 1.8 < busy[0] < 2
    assert busy == pytest.approx(busy[0] * np.exp(-0.1 * (day.time_min[closed] - 60)), rel=1e-6)


periods = st.tuples(st.floats(5, 120), st.floats(0, 0.6), st.integers(0, 4))


@settings(deadline=None, max_examples=20)
@given(st.lists(periods, min_size=1, max_size=4), st.floats(0.02, 0.4), st.floats(2, 60) | st.just(math.inf))
def test_everybody_who_came_is_served_reneged_or_still_there(
    day: list[tuple[float, float, int]], service_rate: float, patience: float
) -> None:
    minutes, rates, servers = (list(each) for each in zip(*day, strict=True))
    course = theory.time_varying_day(minutes, rates, servers, service_rate, patience)
    came = np.dot(minutes, rates)
    assert course.served + course.reneged + course.number_in_system[-1] == pytest.approx(came, rel=1e-7, abs=1e-9)


def test_a_period_cut_in_two_is_the_same_period() -> None:
    whole = theory.time_varying_day([60, 60], [0.3, 0.1], [3, 1], 0.1, 20)
    cut = theory.time_varying_day([25, 35, 60], [0.3, 0.3, 0.1], [3, 3, 1], 0.1, 20)
    for name in ("mean_queue_length", "served", "reneged"):
        assert getattr(cut, name) == pytest.approx(getattr(whole, name), rel=1e-7)


def test_a_longer_line_than_the_first_room_holds() -> None:
    """Ninety cases come and none is served: the waiting room is enlarged, not left too small."""
    day = theory.time_varying_day([90], [1.0], [0], 0.1)
    assert day.queue_length[-1] == pytest.approx(90, rel=1e-7)
    assert day.mean_queue_length == pytest.approx(45, rel=1e-7)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"minutes": [60]}, r"minutes \(1,\).*each must be a list of the same length"),
        ({"minutes": [60, 0]}, r"minutes is \[60\.0, 0\.0\]; it must be finite and above 0\."),
        ({"arrival_rates": [0.1, -0.1]}, r"arrival_rates is \[0\.1, -0\.1\]; it must be finite and not below 0\."),
        ({"servers": [1, 1.5]}, r"servers is \[1\.0, 1\.5\]; each must be a whole number\."),
        ({"servers": [1, -1]}, r"servers is \[1\.0, -1\.0\]; it must be finite and not below 0\."),
        ({"service_rate": 0}, r"service_rate is 0\.0; it must be finite and above 0\."),
        ({"mean_patience": 0}, r"mean_patience is 0\.0; it must be finite and above 0\."),
        ({"mean_patience": math.nan}, r"mean_patience is nan; it must be finite and above 0\."),
        ({"step_min": 0}, r"step_min is 0\.0; it must be finite and above 0\."),
        ({"service_rate": 1e6}, r"The day may have 1\.2e\+08 arrivals.*at most 200000: lower the rates or shorten"),
        ({"arrival_rates": [60, 60], "servers": [0, 0]}, r"More than 3200 cases may wait; lower the arrival rates,"),
    ],
)
def test_bad_input(change: dict[str, Any], sentence: str) -> None:
    good = {"minutes": [60, 60], "arrival_rates": [0.1, 0.1], "servers": [1, 0], "service_rate": 0.1}
    function: Callable[..., Any] = theory.time_varying_day
    with pytest.raises(ValueError, match=sentence) as raised:
        function(**{**good, **change})
    assert str(raised.value).endswith(".")
