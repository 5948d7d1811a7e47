"""The bars of the load test can be missed."""

import pytest

from benchmarks.load import LEFT_MIB, Wave, leaks
from benchmarks.load_learner import Outcome, percentile
from benchmarks.load_trainer import NEWS_S, News


def test_what_reloads_leave_is_told():
    assert leaks(0, 0, LEFT_MIB) == []
    assert leaks(-1, 0, -0.5) == []
    said = leaks(1, 2, 1.5 * LEFT_MIB)
    assert ["1 open files" in said[0], "2 processes" in said[1], "MiB" in said[2]] == [True] * 3


def a_wave(news=None, **differs):
    outcome = Outcome(**{"first_byte_s": 0.1, "ready_s": 1.0, "chart_ms": [50.0], "idle_ms": [40.0], **differs})
    return Wave("wave", [outcome] * 2, 50.0, 4, news)


def test_a_wave_that_is_good_misses_nothing():
    assert a_wave().misses(12) == []
    assert a_wave(News([0.1, 0.2], learners=2)).misses(12) == []


@pytest.mark.parametrize(
    ("wave", "miss"),
    [
        (a_wave(ready_s=13.0), "ready p95"),
        (a_wave(ready_s=None), "ready p95 nan"),
        (a_wave(chart_ms=[300.0]), "slider p95"),
        (a_wave(error="page: status 503"), "2 learners failed"),
        (a_wave(News([NEWS_S + 1], learners=2)), "live page: p95"),
        (a_wave(News([], learners=2)), "live page: p95 nan"),
        (a_wave(News([0.1], learners=1)), "live page: it shows 1 learners of 2"),
        (a_wave(News([0.1], learners=2, errors=["403"])), "live page: 403"),
    ],
)
def test_each_bar_is_told_when_it_is_missed(wave, miss):
    [said] = wave.misses(12)
    assert miss in said


def test_ninety_five_of_a_hundred():
    assert percentile([float(number) for number in range(1, 101)], 95) == 95
    assert percentile([3.0], 95) == 3
