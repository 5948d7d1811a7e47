"""Terminating and steady-state studies: warm-up by MSER-5, and queues that never settle."""

import numpy as np
import pytest

from offices import case_class, exponential, office, queue, station
from simulator.calendars import MS_PER_DAY, MS_PER_HOUR
from simulator.engines import get_engine
from simulator.eventlog import Event
from simulator.experiments import SettingsError, compare, run
from simulator.experiments.settling import mser, present_through, settling, step_ms
from simulator.scenario import load_scenario
from simulator.theory import mmc_mean_wait
from simulator.workload import make_workload


def test_present_is_counted_as_the_log_says():
    scenario = queue(12.0, exponential(10), servers=2).resolved
    log = get_engine("reference")(make_workload(scenario, 1))
    counted = present_through(log, MS_PER_HOUR)
    assert len(counted) == 24
    for hour, found in enumerate(counted, start=1):
        until = log["time_ms"] <= hour * MS_PER_HOUR
        came = np.count_nonzero(until & (log["event"] == Event.ARRIVAL))
        left = np.count_nonzero(until & (log["event"] == Event.DEPARTURE))
        assert found == came - left
    assert counted.max() > 0


def test_cases_are_counted_by_the_day_where_staff_goes_home():
    roster = [{"from": "08:00", "to": "16:00", "servers": 1}]
    assert step_ms(queue(1.0, exponential(10), roster=roster).resolved) == MS_PER_DAY
    assert step_ms(queue(1.0, exponential(10), servers=1).resolved) == MS_PER_HOUR
    assert step_ms(load_scenario("kabupaten-menengah").resolved) == MS_PER_DAY


@pytest.mark.parametrize("shift", [0, 3, 17])
def test_the_warm_up_leaves_out_what_is_different(shift):
    """A series that is 10 for a while and then 0 or 1: exactly the first part goes."""
    series = np.array([10.0] * shift + [0.0, 1.0] * 30)
    assert mser(series) == shift


def test_mser_is_the_smallest_standard_error_squared():
    series = np.random.default_rng(1).normal(size=40) + np.exp(-np.arange(40) / 4) * 8
    by_definition = [np.sum((series[d:] - series[d:].mean()) ** 2) / (40 - d) ** 2 for d in range(21)]
    assert mser(series) == int(np.argmin(by_definition))


def test_growth_is_from_quarter_to_quarter():
    flat = np.full((5, 100), 20) + np.arange(5)[:, None]
    assert not settling(flat, MS_PER_HOUR).is_growing
    rising = flat + np.arange(100) // 2 + np.array([[0], [1], [0], [2], [1]])
    found = settling(rising, MS_PER_HOUR)
    assert found.is_growing
    third, last = rising[:, 50:75].mean(), rising[:, 75:].mean()
    assert found.growth == pytest.approx(last / third - 1)
    assert settling(flat[:, :27], MS_PER_HOUR) is None


def test_the_warm_up_is_that_many_steps_of_time():
    """Twenty steps of an hour are different from the rest: four batches of five."""
    present = np.tile(np.array([0] * 20 + [7, 9] * 40), (4, 1))
    assert settling(present, MS_PER_HOUR).warm_up_ms == 20 * MS_PER_HOUR
    assert settling(present, MS_PER_DAY).warm_up_ms == 20 * MS_PER_DAY


def test_one_replication_of_a_queue_that_never_settles_has_no_mean_either():
    """Whether it settles is judged from ten pilot replications."""
    result = run(queue(20.0, exponential(10), servers=3, days=5), 1, steady_state=True, keep_log=False)
    assert [note.kind for note in result.notes] == ["unsettled"]
    assert result.estimate("waiting_time_mean").n == 0


def test_nobody_there_does_not_grow():
    assert not settling(np.zeros((5, 100), np.int64), MS_PER_HOUR).is_growing


def test_a_terminating_study_counts_from_the_first_day():
    result = run(queue(12.0, exponential(10), servers=3), 5)
    assert result.provenance.kind == "terminating"
    assert result.provenance.warm_up_days == 0


def test_the_long_run_of_a_queue_is_that_of_theory():
    """M/M/3 at 80 %: the day starts empty, which the warm-up takes out. A t-interval of 99.99 % must hold the truth."""
    scenario = queue(14.4, exponential(10), servers=3, days=20)
    result = run(scenario, 60, seed=5, steady_state=True, keep_log=False)
    assert result.provenance.kind == "steady-state"
    (note,) = result.notes
    assert note.kind == "warm_up"
    estimate = result.estimate("waiting_time_mean")
    expected = mmc_mean_wait(14.4 / 60, 1 / 10, 3)
    assert abs(estimate.mean - expected) < 2.1 * estimate.half_width  # 4.2 standard errors
    assert estimate.half_width < 0.1 * expected


def test_a_queue_that_never_settles_is_said_and_not_averaged():
    scenario = queue(20.0, exponential(10), servers=3, days=5)  # 11 % more than it can serve
    result = run(scenario, 10, steady_state=True, keep_log=False)
    (note,) = result.notes
    assert note.kind == "unsettled"
    assert note.facts["growth"] > 0.1
    for name in ("waiting_time_mean", "queue_length_mean", "sojourn_time_mean", "waiting_time_mean[one]"):
        assert result.estimate(name).n == 0
        assert np.isnan(result.estimate(name).mean)
    assert result.estimate("utilisation").mean > 0.95
    assert result.estimate("arrivals").n == 10


def test_a_terminating_study_of_a_queue_that_grows_says_so():
    result = run(queue(20.0, exponential(10), servers=3, days=5), 10, keep_log=False)
    (note,) = result.notes
    assert note.kind == "growing"
    assert result.estimate("waiting_time_mean").n == 10


def test_an_office_that_closes_every_day_settles():
    roster = [{"from": "08:00", "to": "16:00", "servers": 2}]
    scenario = office(
        horizon={"days": 100, "source": "assumed"},
        stations=[station(roster=roster, service_time=exponential(10))],
        case_classes=[case_class(per_hour=2.0, route=[{"station": "one"}])],
    )
    result = run(scenario, 5, steady_state=True, keep_log=False)
    assert [note.kind for note in result.notes] == ["warm_up"]


def test_a_short_horizon_has_no_long_run():
    with pytest.raises(SettingsError, match=r"at least 50 days; this one has 28 \(change horizon.days\)"):
        run(load_scenario("kabupaten-menengah"), steady_state=True)


def test_compared_scenarios_share_the_longer_warm_up():
    calm, busy = (queue(per_hour, exponential(10), servers=3, days=10) for per_hour in (9.0, 16.0))
    gain = compare(calm, busy, replications=5, steady_state=True)
    days = {run.provenance.warm_up_days for run in (gain.base, *gain.alternatives)}
    assert len(days) == 1
    alone = [run(one, 5, steady_state=True, keep_log=False).provenance.warm_up_days for one in (calm, busy)]
    assert days == {max(alone)}
    assert min(alone) > 1
    assert alone[0] != alone[1]
