"""Replications of one scenario: the same seed gives the same, another another; provenance says how."""

import json
import platform
import re
import sys
from dataclasses import FrozenInstanceError
from importlib.metadata import version
from time import perf_counter

import numpy as np
import pandas as pd
import pytest

from offices import case_class, exponential, office, station
from simulator.engines import DEFAULT_ENGINE
from simulator.eventlog import COLUMNS, EventLog
from simulator.experiments import Result, run
from simulator.measures import UNITS, Window, estimate_mean, measure
from simulator.scenario import Scenario, load_scenario

SEED = 2026


@pytest.fixture(scope="module")
def one_day() -> Scenario:
    return load_scenario("kantor-sehari")


@pytest.fixture(scope="module")
def five(one_day: Scenario) -> Result:
    return run(one_day, 5, SEED)


def same(one: EventLog, two: EventLog) -> bool:
    return all(np.array_equal(one[name], two[name]) for name in COLUMNS) and one.replications == two.replications


def test_the_same_seed_gives_the_same_log_and_values(one_day: Scenario, five: Result):
    again = run(one_day, 5, SEED)
    assert same(again.log, five.log)
    pd.testing.assert_frame_equal(again.values, five.values, check_exact=True)
    pd.testing.assert_frame_equal(again.measures, five.measures, check_exact=True)


def test_another_seed_gives_another_log(one_day: Scenario, five: Result):
    other = run(one_day, 5, SEED + 1)
    assert not same(other.log, five.log)
    assert (other.values["waiting_time_mean"] != five.values["waiting_time_mean"]).all()


def test_replications_differ_from_each_other(five: Result):
    assert five.values["waiting_time_mean"].nunique() == 5
    assert five.log.replications == (0, 1, 2, 3, 4)


def test_a_replication_does_not_depend_on_how_many_there_are(one_day: Scenario, five: Result):
    ten = run(one_day, 10, SEED)
    for short, long in zip(five.log.split(), ten.log.split(), strict=False):
        assert same(short, long)
    pd.testing.assert_frame_equal(ten.values.iloc[:5], five.values, check_exact=True)


def test_values_and_measures_are_those_of_the_log(one_day: Scenario, five: Result):
    """Nothing but the log, the warm-up and the promise goes into the numbers."""
    window = Window(0, 15 * 60_000)
    pd.testing.assert_frame_equal(five.values, measure(five.log, window))
    for row in five.measures.itertuples():
        assert row[2:] == pytest.approx(
            (UNITS[row.measure.partition("[")[0]], *numbers(estimate_mean(five.values[row.measure], ""))), nan_ok=True
        )
    assert five.measures["measure"].tolist() == list(five.values)
    estimate = five.estimate("waiting_time_mean[verifikasi]")
    assert (estimate.mean, estimate.unit, estimate.n) == (five.values["waiting_time_mean[verifikasi]"].mean(), "min", 5)


def numbers(estimate):
    return estimate.mean, estimate.half_width, estimate.n


def test_warm_up_and_promise_are_those_of_the_scenario():
    scenario = load_scenario("meja-verifikasi").with_({"horizon.days": 2, "horizon.warm_up_days": 1})
    result = run(scenario, 2, SEED)
    expected = measure(result.log, Window(86_400_000, 15 * 60_000))
    pd.testing.assert_frame_equal(result.values, expected)
    changed = run(scenario.with_({"targets.waiting_time_min": 1}), 2, SEED)
    assert (changed.values["service_level"] < result.values["service_level"]).all()
    assert same(changed.log, result.log)


def test_replications_in_which_nothing_happens_count():
    """One case a day on average, at an office that serves itself: on e^-1 of the days there is not one event."""
    lonely = office(
        stations=[station(kind="self_service")],
        case_classes=[case_class(per_hour=1 / 24, route=[{"station": "one", "service_time": exponential(5)}])],
    )
    result = run(lonely, 200, SEED)
    empty = 200 - len(np.unique(result.log["replication"]))
    assert 30 < empty < 120
    assert len(result.values) == 200
    estimate = result.estimate("arrivals")
    assert estimate.n == 200
    assert abs(estimate.mean - 1) < 4.5 / np.sqrt(200)  # Poisson with mean 1, so standard deviation 1
    assert result.estimate("sojourn_time_mean").n == 200 - empty


def test_progress_is_told_of_each_replication(one_day: Scenario):
    told = []
    run(one_day, 4, SEED, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"replications": 0}, "replications is 0; it must be at least 1"),
        ({"replications": -3}, "replications is -3; it must be at least 1"),
        ({"seed": -1}, "the seed is -1; it must be a whole number from 0 to 18446744073709551615"),
        ({"seed": 2**64}, f"the seed is {2**64}; it must be a whole number from 0 to 18446744073709551615"),
        ({"engine": "quick"}, "there is no engine 'quick'; possible are: reference"),
    ],
)
def test_a_bad_argument_is_refused_in_one_sentence(one_day: Scenario, arguments: dict, sentence: str):
    with pytest.raises(ValueError, match="^" + re.escape(sentence)) as caught:
        run(one_day, **arguments)
    assert "\n" not in str(caught.value)


def test_the_largest_seed_is_a_seed(one_day: Scenario):
    assert not same(run(one_day, 1, 2**64 - 1).log, run(one_day, 1, 2**32 - 1).log)


def test_an_unknown_measure_is_named_with_those_there_are(five: Result):
    with pytest.raises(KeyError, match=r"there is no measure 'wait'; possible are: waiting_time_mean, "):
        five.estimate("wait")


def test_provenance_is_complete_and_true(one_day: Scenario):
    started = perf_counter()
    result = run(one_day, 2, 7)
    lasted = perf_counter() - started
    said = result.provenance.to_dict()
    assert 0 < said.pop("wall_seconds") <= lasted + 0.001
    packages = ("numba", "numpy", "pandas", "pyarrow", "scipy", "simpy", "simptsp")
    assert said == {
        "scenario": "kantor-sehari",
        "scenario_hash": one_day.resolved.hash,
        "seed": 7,
        "replications": 2,
        "engine": DEFAULT_ENGINE,
        "versions": {"python": ".".join(map(str, sys.version_info[:3])), **{name: version(name) for name in packages}},
        "platform": f"{sys.platform}-{platform.machine()}",
        "kind": "terminating",
        "warm_up_days": 0.0,
    }
    assert json.loads(json.dumps(said)) == said


def test_the_hash_is_of_what_was_simulated(one_day: Scenario):
    """Another number of counters is another office; another title is not."""
    hashes = {
        run(scenario, 1, 1).provenance.scenario_hash
        for scenario in (one_day, one_day.patched("satu-loket-tambahan"), one_day.patched("tanpa-gangguan"))
    }
    assert len(hashes) == 3
    assert all(re.fullmatch("[0-9a-f]{64}", digest) for digest in hashes)
    assert run(one_day.with_({"title.id": "Kantor lain"}), 1, 1).provenance.scenario_hash == one_day.hash


def test_a_result_is_not_changed_by_accident(five: Result):
    with pytest.raises(FrozenInstanceError):
        five.values = five.values * 2


def test_a_notebook_shows_every_measure_and_no_number_without_n(five: Result):
    html = five._repr_html_()
    assert html.count("<tr") == 1 + len(five.measures)
    for name in five.values:
        assert f"<td>{name}</td>" in html
    assert all(f"<th>{column}</th>" in html for column in ("mean", "half_width", "n", "unit"))
    single = run(five.scenario, 1, SEED)._repr_html_()
    assert single.count("<td>–</td>") == len(five.measures) + 1  # nothing has a deadline, so on_time_share has no mean
    assert ">nan<" not in single.lower()
