"""Service times: factors, help, travel, breakdowns, data entry; and what checks, repairs and failures draw."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from simulator.calendars import MS_PER_MINUTE
from simulator.scenario.resolved import (
    NO_FACTORS,
    District,
    Duration,
    Population,
    ResolvedCheck,
    ResolvedRepair,
)
from simulator.workload import Purpose, Streams, make_workload
from workload.resolved_offices import case_class, channel, exponential, fixed, office, station, step

TOWN = Population(
    (("all", 1.0),),
    (
        District("dekat", 0.5, 0.25, 0.5, ((0, 0.5),), (0.3, 0.3, 0.4)),
        District("jauh", 0.5, 45.0, 0.5, ((0, 0.5),), (0.3, 0.3, 0.4)),
    ),
)
FACTORS = (2.0, 1.5, 1.25, 3.0)


def at_desk(a_step, per_day=4000.0, population=TOWN, seed=1, **of_station):
    scenario = office(
        1,
        (case_class(daily_mean=(per_day,), route=(a_step,)),),
        stations=(station(**of_station),),
        population=population,
    )
    return make_workload(scenario, seed)


def minutes(workload, number=0, visit=0):
    return workload.service_times_ms(number, visit) / MS_PER_MINUTE


def person_factors(people):
    """By hand, person by person."""
    return np.array(
        [
            {0: 2.0, 1: 1.5, 2: 1.0}[literacy] * (1.0 if aware else 1.25) * (1.0 if connected else 3.0)
            for literacy, aware, connected in zip(
                people.literacy.tolist(), people.aware.tolist(), people.connected.tolist(), strict=True
            )
        ]
    )


def test_service_time_is_multiplied_by_the_factors_of_the_person(seed):
    workload = at_desk(step(0, fixed(10), factors=FACTORS), seed=seed)
    np.testing.assert_array_equal(minutes(workload), 10 * person_factors(workload.people))
    assert len(set(minutes(workload))) == 12


def test_factors_scale_the_same_draw_and_rounding_is_the_last_thing(seed):
    plain, scaled = (at_desk(step(0, exponential(7), factors=f), seed=seed) for f in (NO_FACTORS, FACTORS))
    expected = plain.service_times_ms(0, 0) * person_factors(scaled.people)
    assert np.abs(scaled.service_times_ms(0, 0) - expected).max() <= 0.5 * 9.0 + 0.5  # half a millisecond, scaled


def test_the_way_there_and_back_is_added(seed):
    """A quarter of a minute or 45 minutes, each way."""
    workload = at_desk(step(0, fixed(20), travel=True), seed=seed)
    np.testing.assert_array_equal(minutes(workload), np.where(workload.people.district == 0, 20.5, 110.0))


def helped(probability, factors=NO_FACTORS, **fields):
    return step(0, fixed(10), help_time=fixed(6), help_probability=probability, help_factors=factors, **fields)


def test_help_is_added_for_those_whose_file_is_incomplete(seed):
    workload = at_desk(helped(0.3), seed=seed)
    times = minutes(workload)
    assert set(times) == {10.0, 16.0}
    n = workload.n_cases
    assert abs((times == 16).mean() - 0.3) < 5 * np.sqrt(0.21 / n)


def test_the_same_files_are_incomplete_with_help_and_with_return(seed):
    """So that a change of policy moves nothing else: help comes where the check would fail, factors included."""
    check = ResolvedCheck("incomplete", 0.2, 0.2, 0, factors=FACTORS)
    returned, with_help = (
        at_desk(a_step, seed=seed) for a_step in (step(0, fixed(10), checks=(check,)), helped(0.2, FACTORS))
    )
    fails = returned.check_draws("incomplete", 0, 0) < 0.2
    np.testing.assert_array_equal(minutes(with_help) == 16, fails)
    assert fails[person_factors(returned.people) >= 5].all()
    assert not fails.all()


def test_help_takes_a_time_of_its_own(seed):
    """Service time and help time of those helped are independent: within 5 standard errors of 0."""
    both = step(0, exponential(10), help_time=exponential(4), help_probability=1.0)
    with_help, without = (at_desk(a_step, seed=seed) for a_step in (both, step(0, exponential(10))))
    extra = minutes(with_help) - minutes(without)
    assert stats.kstest(extra, stats.expon(scale=4).cdf).pvalue > 1e-6
    assert abs(np.corrcoef(extra, minutes(without))[0, 1]) < 5 / np.sqrt(len(extra))


def test_equipment_fails_after_so_much_use_and_each_failure_adds_its_repair(seed):
    """Up exactly 4 minutes of use, repair 1 minute: 10 minutes of use have failures at 4 and 8, 8 minutes only at 4."""
    broken = {"breakdown_up": fixed(4), "breakdown_down": fixed(1)}
    assert set(minutes(at_desk(step(0, fixed(10)), seed=seed, **broken))) == {12.0}
    assert set(minutes(at_desk(step(0, fixed(8)), seed=seed, **broken))) == {9.0}
    assert set(minutes(at_desk(step(0, fixed(4)), seed=seed, **broken))) == {4.0}


def test_equipment_is_used_during_help_and_not_on_the_way(seed):
    """10 + 6 minutes of use, failures at 5, 10, 15; two ways of 45 minutes have none."""
    workload = at_desk(helped(1.0, travel=True), seed=seed, breakdown_up=fixed(5), breakdown_down=fixed(1))
    np.testing.assert_array_equal(minutes(workload), np.where(workload.people.district == 0, 19.5, 109.0))


@pytest.mark.parametrize(
    "down", [exponential(3), Duration("gamma", 4.6875, 0.64)], ids=["exponential", "gamma below 1"]
)
def test_breakdowns_are_a_poisson_process_in_the_time_of_use(down, seed):
    """20 minutes of use, 8 between failures: a compound Poisson sum; mean, variance and P(0) within 5 standard errors."""
    workload = at_desk(
        step(0, fixed(20)), per_day=40_000.0, seed=seed, breakdown_up=exponential(8), breakdown_down=down
    )
    extra = minutes(workload) - 20
    n, mean_failures = len(extra), 20 / 8
    mean, second = (3.0, 18.0) if down.kind == "exponential" else (3.0, 3.0**2 * (1 + 1 / 0.64))
    variance = mean_failures * second
    assert abs(extra.mean() - mean_failures * mean) < 5 * np.sqrt(variance / n)
    none = np.exp(-mean_failures)
    assert abs((extra == 0).mean() - none) < 5 * np.sqrt(none * (1 - none) / n)
    spread = np.sqrt(((extra - extra.mean()) ** 2).var() / n)
    assert abs(extra.var() - variance) < 5 * spread


def test_breakdowns_of_a_service_are_independent_of_its_length(seed):
    """Given the length, the failures come at their rate: the mean of failures in thirds of the lengths."""
    broken = {"breakdown_up": exponential(5), "breakdown_down": fixed(1)}
    plain = minutes(at_desk(step(0, exponential(10)), per_day=30_000.0, seed=seed))
    failures = minutes(at_desk(step(0, exponential(10)), per_day=30_000.0, seed=seed, **broken)) - plain
    for low, high in ((0, 5), (5, 12), (12, 200)):
        of = (plain >= low) & (plain < high)
        assert abs(failures[of].sum() - plain[of].sum() / 5) < 5 * np.sqrt(plain[of].sum() / 5)


def test_equipment_that_fails_all_the_time_is_refused(seed):
    workload = at_desk(step(0, fixed(480)), per_day=30.0, seed=seed, breakdown_up=fixed(0.1), breakdown_down=fixed(1))
    with pytest.raises(ValueError, match=r"station one fails more than 2048 times in one service; .* must be longer"):
        workload.service_times_ms(0, 0)


def two_ways(**fields):
    """The counter's route passes stations 0 and 1, the portal's only 1, with another time."""
    routes = (
        (step(0, fixed(5)), step(1, fixed(7))),
        (step(1, fixed(9), factors=FACTORS),),
    )
    return office(
        1,
        (
            case_class(daily_mean=(400.0,), shares=(0.5, 0.5), routes=routes),
            case_class("b", (50.0,), (1.0, 0.0), routes[1]),
        ),
        channels=(channel("loket"), channel("daring")),
        stations=(station("one", patience=exponential(3)), station("two")),
        **fields,
    )


def test_each_case_has_the_time_of_its_own_route(seed):
    workload = make_workload(two_ways(), seed)
    by_counter = (workload.channel == 0) & (workload.case_class == 0)
    assert set(minutes(workload, 0)[by_counter]) == {5.0}
    assert set(minutes(workload, 0)[~by_counter]) == {0.0}
    np.testing.assert_array_equal(minutes(workload, 1), np.where(by_counter, 7.0, 9.0))
    assert set(workload.patience_ms(0, 0)[~by_counter]) == {0}
    assert (workload.patience_ms(0, 0)[by_counter] > 0).all()


def test_a_case_that_changes_over_has_the_time_of_the_other_route(seed):
    """Every case as if it had come by a channel: the same draws where the routes agree."""
    workload = make_workload(two_ways(), seed)
    of_a = workload.case_class == 0
    assert set(workload.service_times_ms(0, 1, channel=0)[of_a] / MS_PER_MINUTE) == {5.0}
    assert set(workload.service_times_ms(0, 1, channel=1)) == {0}
    assert set(workload.service_times_ms(1, 1, channel=1) / MS_PER_MINUTE) == {9.0}
    own, other = workload.patience_ms(0, 2), workload.patience_ms(0, 2, channel=0)
    mine = own > 0
    np.testing.assert_array_equal(own[mine], other[mine])
    assert (other[of_a] > 0).all()


def on_paper(second_route, **of_entry):
    """Station 0 goes on by hand in an outage; the data are entered at station 1 later."""
    return office(
        1,
        (case_class(daily_mean=(300.0,), shares=(0.5, 0.5), routes=((step(0, fixed(5)),), second_route)),),
        channels=(channel("loket"), channel("daring")),
        stations=(station("one", outage_effect="paper", enter_at=1), station("two", **of_entry), station("three")),
    )


def test_data_entry_takes_the_time_of_its_station_or_of_the_step_there(seed):
    entry = {"service_time": fixed(3), "breakdown_up": fixed(2), "breakdown_down": fixed(0.5)}
    passes_both = make_workload(on_paper((step(0, fixed(5)), step(1, fixed(8))), **entry), seed)
    np.testing.assert_array_equal(minutes(passes_both, 1), np.where(passes_both.channel == 0, 3.5, 9.5))
    passes_none = make_workload(on_paper((step(2, fixed(8)),), **entry), seed)
    np.testing.assert_array_equal(minutes(passes_none, 1), np.where(passes_none.channel == 0, 3.5, 0.0))


def test_data_entry_without_a_service_time_is_refused(seed):
    workload = make_workload(on_paper((step(0, fixed(5)),)), seed)
    with pytest.raises(
        ValueError, match="data are to be entered at the station two, which has no service time of its own"
    ):
        workload.service_times_ms(1, 0)


def checked(*checks, per_day=20_000.0, seed=1, **fields):
    return at_desk(step(0, fixed(10), checks=checks), per_day=per_day, seed=seed, **fields)


REPAIR = ResolvedRepair(exponential(60), -1, 0.25)
KINDS = ("nik", "incomplete", "returned")


@pytest.mark.parametrize("kind", KINDS)
def test_checks_fail_with_their_probability_times_the_factors_of_the_person(kind, seed):
    """Each of the 12 kinds of person within 5 standard errors of min(1, 0.1 times its factor)."""
    workload = checked(ResolvedCheck(kind, 0.1, 0.1, 0, factors=FACTORS), seed=seed)
    fails = workload.check_draws(kind, 0, 0) < 0.1
    factors = person_factors(workload.people)
    for factor in set(factors):
        of = factors == factor
        p = min(1.0, 0.1 * factor)
        assert abs(fails[of].mean() - p) <= 5 * np.sqrt(p * (1 - p) / of.sum())


def test_a_factor_of_0_never_fails(seed):
    workload = checked(ResolvedCheck("nik", 1.0, 1.0, 0, factors=(0.0, 1.0, 1.0, 1.0)), seed=seed)
    draws = workload.check_draws("nik", 0, 0)
    low = workload.people.literacy == 0
    assert np.isinf(draws[low]).all()
    assert (draws[~low] < 1).all()


def test_the_three_checks_repairs_and_visits_draw_independently(seed):
    """Correlations within 5 standard errors of 0."""
    workload = checked(*(ResolvedCheck(kind, 0.5, 0.5, 0, repair=REPAIR) for kind in KINDS), seed=seed)
    columns = [workload.check_draws(kind, 0, 0) for kind in KINDS]
    columns += [workload.check_draws("nik", 0, 1), workload.repair_ms("nik", 0, 0), workload.repair_ms("nik", 0, 1)]
    columns += [workload.never_returns("nik", 0, 0), workload.failure_draws(0, 1), workload.failure_draws(0, 2)]
    correlations = np.corrcoef([column.astype(float) for column in columns])
    assert np.abs(correlations[~np.eye(len(columns), dtype=bool)]).max() < 5 / np.sqrt(workload.n_cases)


def test_the_check_of_correctness_keeps_the_address_of_rework(seed):
    workload = checked(ResolvedCheck("returned", 0.3, 0.3, 0), per_day=50.0, seed=seed)
    expected = Streams(seed, 0).uniforms(Purpose.REWORK, 0, workload.serial, station=0, visit=2)[0]
    np.testing.assert_array_equal(workload.check_draws("returned", 0, 2), expected)


def test_repairs_take_their_time_and_some_never_return(seed):
    checks = (
        ResolvedCheck("nik", 0.5, 0.5, 0, repair=REPAIR),
        ResolvedCheck("incomplete", 0.5, 0.5, 0, repair=replace(REPAIR, time=exponential(5), never_returns=0.0)),
        ResolvedCheck("returned", 0.5, 0.5, 0),
    )
    workload = checked(*checks, seed=seed)
    n = workload.n_cases
    assert stats.kstest(workload.repair_ms("nik", 0, 0) / MS_PER_MINUTE, stats.expon(scale=60).cdf).pvalue > 1e-6
    assert stats.kstest(workload.repair_ms("incomplete", 0, 0) / MS_PER_MINUTE, stats.expon(scale=5).cdf).pvalue > 1e-6
    assert abs(workload.never_returns("nik", 0, 0).mean() - 0.25) < 5 * np.sqrt(0.1875 / n)
    assert not workload.never_returns("incomplete", 0, 0).any()
    with pytest.raises(ValueError, match="at the station one no check of the kind 'returned' has a repair"):
        workload.repair_ms("returned", 0, 0)
    with pytest.raises(ValueError, match="no check of the kind 'returned' has a repair"):
        workload.never_returns("returned", 0, 0)


def test_a_case_without_the_check_never_fails_it(seed):
    """Only the portal's route checks."""
    routes = ((step(0, fixed(5)),), (step(0, fixed(5), checks=(ResolvedCheck("nik", 1.0, 1.0, 0, repair=REPAIR),)),))
    scenario = office(
        1,
        (case_class(daily_mean=(300.0,), shares=(0.5, 0.5), routes=routes),),
        channels=(channel("loket"), channel("daring")),
    )
    workload = make_workload(scenario, seed)
    np.testing.assert_array_equal(np.isinf(workload.check_draws("nik", 0, 0)), workload.channel == 0)
    np.testing.assert_array_equal(workload.repair_ms("nik", 0, 0) == 0, workload.channel == 0)
    assert (workload.check_draws("nik", 0, 0, channel=1) < 1).all()


def test_a_station_without_the_check_says_so(seed):
    with pytest.raises(ValueError, match="the station one has no check of the kind 'nik'"):
        checked(ResolvedCheck("returned", 0.5, 0.5, 0), per_day=5.0, seed=seed).check_draws("nik", 0, 0)


def test_failures_are_uniform_and_delays_have_the_distribution_of_their_channel(seed):
    """Every case has both, whatever its channel: it may have changed over. Kolmogorov-Smirnov at 1e-6."""
    scenario = office(
        1,
        (case_class(daily_mean=(5000.0,), shares=(0.5, 0.5)), case_class("b", (5000.0,), (1.0, 0.0))),
        channels=(channel("loket", retry_delay=exponential(90)), channel("daring")),
    )
    workload = make_workload(scenario, seed)
    for attempt in (1, 2):
        assert stats.kstest(workload.failure_draws(1, attempt), "uniform").pvalue > 1e-6
        delays = workload.failure_delay_ms(0, attempt) / MS_PER_MINUTE
        assert len(delays) == workload.n_cases
        assert stats.kstest(delays, stats.expon(scale=90).cdf).pvalue > 1e-6
    distinct = {tuple(workload.failure_draws(c, a)[:3].tolist()) for c in (0, 1) for a in (1, 2)}
    assert len(distinct) == 4
    with pytest.raises(ValueError, match="the channel daring has no delay after a failure"):
        workload.failure_delay_ms(1, 1)
