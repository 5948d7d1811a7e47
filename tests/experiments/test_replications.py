"""Replications and offices on threads: the same numbers whatever their number, and logs that need not be kept."""

import threading
from itertools import count, islice

import numpy as np
import pandas as pd
import pytest

from simulator.compiled import HAS_NUMBA
from simulator.eventlog import COLUMNS
from simulator.experiments import run
from simulator.experiments.replications import on_threads, threads_for
from simulator.scenario import load_scenario

NEEDS_FAST = pytest.mark.skipif(not HAS_NUMBA, reason="there is no fast engine without Numba")


@pytest.mark.parametrize("name", ["kantor-sehari", "kabupaten-menengah"])
@pytest.mark.parametrize("threads", [2, 3, 8])
@NEEDS_FAST
def test_results_do_not_depend_on_the_number_of_threads(name, threads, seed):
    scenario = load_scenario(name)
    one, many = run(scenario, 12, seed, threads=1), run(scenario, 12, seed, threads=threads)
    pd.testing.assert_frame_equal(one.values, many.values, check_exact=True)
    assert all(np.array_equal(one.log[column], many.log[column]) for column in COLUMNS)


@pytest.mark.parametrize("engine", ["reference", pytest.param("fast", marks=NEEDS_FAST)])
def test_without_a_log_the_measures_are_the_same(engine, seed):
    scenario = load_scenario("terpencil")
    kept, not_kept = (run(scenario, 4, seed, engine, keep_log=keep) for keep in (True, False))
    pd.testing.assert_frame_equal(kept.values, not_kept.values, check_exact=True)
    assert len(kept.log) > 100
    with pytest.raises(ValueError, match="this run kept no event log; run it with keep_log=True"):
        not_kept.log  # noqa: B018


@NEEDS_FAST
def test_both_engines_give_the_same_measures_to_the_bit(seed):
    scenario = load_scenario("oss-macet")
    fast, reference = (run(scenario, 3, seed, engine) for engine in ("fast", "reference"))
    pd.testing.assert_frame_equal(fast.values, reference.values, check_exact=True)


def test_results_come_in_the_order_of_the_tasks_and_tasks_are_taken_as_needed():
    taken = []

    def tasks():
        for number in count():
            taken.append(number)
            yield number

    slow_first = threading.Event()

    def work(number: int) -> int:
        if number == 0:
            slow_first.wait(timeout=10)
        else:
            slow_first.set()
        return number

    assert list(islice(on_threads(work, tasks(), 2), 5)) == [0, 1, 2, 3, 4]
    assert len(taken) <= 12


@pytest.mark.parametrize("threads", [1, 2])
def test_an_error_in_a_task_is_told(threads):
    def work(number: int) -> int:
        if number == 3:
            raise ValueError("the third")
        return number

    with pytest.raises(ValueError, match="the third"):
        list(on_threads(work, iter(range(9)), threads))


def test_how_many_threads():
    assert threads_for("reference", None) == threads_for("reference", 4) == 1
    assert threads_for("fast", 4) == 4
    assert threads_for("fast", None) >= 1
    with pytest.raises(ValueError, match="threads is 0; it must be a whole number from 1 to 256"):
        threads_for("fast", 0)
    with pytest.raises(ValueError, match=r"threads is 2\.5; it must be a whole number"):
        threads_for("fast", 2.5)
