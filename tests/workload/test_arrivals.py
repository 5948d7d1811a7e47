"""Who comes and when: means by day, profiles, days off, who is brought along, who is there already."""

import numpy as np
import pytest
from scipy import stats

from simulator.calendars import MS_PER_DAY, MS_PER_HOUR
from simulator.scenario.resolved import ResolvedCalendar
from simulator.workload import Streams, make_workload
from simulator.workload.arrivals import CASE, days_with_any
from simulator.workload.counts import poisson_numbers
from simulator.workload.make import _order_of_arrival
from simulator.workload.streams import Purpose
from workload.resolved_offices import at, case_class, channel, office, step, working_hours

pytestmark = pytest.mark.usefixtures("way")

BROUGHT_FROM = 2**19
BACKLOG = 4095


def test_each_day_has_its_own_mean(seed):
    """100 replications: counts of each of four days are Poisson with its mean, none on a day with mean 0."""
    means = np.array([0.0, 30.0, 3.0, 120.0])
    scenario = office(4, (case_class(daily_mean=tuple(means)),))
    counts = np.array([days(make_workload(scenario, seed, r), 4) for r in range(100)])
    assert not counts[:, 0].any()
    for day in (1, 2, 3):
        total = counts[:, day].sum()
        assert abs(total - 100 * means[day]) < 5 * np.sqrt(100 * means[day])
        dispersion = 99 * counts[:, day].var(ddof=1) / counts[:, day].mean()
        assert 1e-6 < stats.chi2(99).cdf(dispersion) < 1 - 1e-6


def days(workload, n):
    return np.bincount(workload.arrival_ms // MS_PER_DAY, minlength=n)


def test_another_mean_on_one_day_changes_no_other_day_and_adds_to_its_own(seed):
    """Even if the day is a thousand times busier than the rest."""
    before, after = (
        set(make_workload(office(5, (case_class(daily_mean=means),)), seed).serial.tolist())
        for means in ((20.0,) * 5, (20.0, 20.0, 20_000.0, 20.0, 20.0))
    )
    assert before < after
    assert {serial >> 20 for serial in after - before} == {2}
    assert abs(len(after) - 20_080) < 5 * np.sqrt(20_080)


def test_numbers_of_a_day_are_counted_gap_by_gap(seed):
    """The rule A1 in plain arithmetic: as many cases as the sum of gaps stays below the mean."""
    means = (2.5, 0.0, 40.0)
    streams = Streams(seed, 0)
    expected = []
    for day, mean in enumerate(means):
        number, reached = 0, 0.0
        while True:
            address = day << 20 | number
            reached += float(-np.log(streams.uniforms(Purpose.ARRIVAL, 0, address)[0][0]))
            if reached >= mean:
                break
            expected.append(address)
            number += 1
    serial = make_workload(office(3, (case_class(daily_mean=means),)), seed).serial
    assert sorted(serial.tolist()) == expected


def test_more_cases_than_addresses_are_refused(seed):
    scenario = office(1, (case_class("ramai", daily_mean=(600_000.0,)),))
    with pytest.raises(
        ValueError, match=r"600,000 cases of ramai are expected on one day; it must be at most 517,04\d"
    ):
        make_workload(scenario, seed)


def test_more_brought_cases_than_addresses_are_refused(seed):
    scenario = office(1, (case_class(brought=(4000.0,)),), channels=(channel("keliling", open_days=(0,)),))
    with pytest.raises(ValueError, match=r"4,000 cases of a brought by keliling .* at most 3,456"):
        make_workload(scenario, seed)


def test_no_mean_no_cases():
    assert poisson_numbers("a", np.zeros(3), 100, lambda serial: serial / 0).tolist() == []


def closed_on_saturday(factor, days=7, per_day=300.0):
    """Open on days 0 to 4, closed on days 5 and 6."""
    return office(
        days,
        (case_class(daily_mean=(per_day,) * days),),
        channels=(channel(calendar=0, day_off_factor=factor),),
        calendars=(ResolvedCalendar("jam", working_hours(0, 1, 2, 3, 4)),),
    )


def test_nobody_comes_on_a_day_off_unless_said(seed):
    open_, closed = (make_workload(closed_on_saturday(factor), seed) for factor in (1.0, 0.0))
    assert days(open_, 7).min() > 200
    assert days(closed, 7).tolist() == [*days(open_, 7)[:5], 0, 0]


def test_part_of_the_people_come_on_a_day_off(seed):
    """Binomial within 5 standard deviations; the working days are untouched, and a larger factor adds people."""
    full, third, half = (make_workload(closed_on_saturday(factor), seed) for factor in (1.0, 1 / 3, 0.5))
    n = days(full, 7)[5:].sum()
    assert abs(days(third, 7)[5:].sum() - n / 3) < 5 * np.sqrt(n * 2 / 9)
    assert set(third.serial.tolist()) < set(half.serial.tolist()) < set(full.serial.tolist())
    assert days(third, 7)[:5].tolist() == days(full, 7)[:5].tolist()


def test_a_day_counts_as_open_if_any_of_it_is():
    intervals = ((at(0, 23), at(1, 1)), (at(3, 0), at(4, 0)), (at(6, 8), at(6, 8) + 1))
    assert days_with_any(intervals, 7).tolist() == [True, True, False, True, False, False, True]


def test_time_of_day_follows_the_profile_of_the_channel_taken(seed):
    """Two channels with different hours: chi-squared at 1e-6 for each, none at another hour."""
    profiles = {0: {8: 0.25, 9: 0.75}, 1: {9: 0.5, 20: 0.5}}
    hours = {number: tuple(profile.get(hour, 0.0) for hour in range(24)) for number, profile in profiles.items()}
    scenario = office(
        20,
        (case_class(daily_mean=(500.0,) * 20, shares=(0.3, 0.7)),),
        channels=(channel("loket", hours=hours[0]), channel("daring", hours=hours[1])),
    )
    workload = make_workload(scenario, seed)
    for number, profile in profiles.items():
        mine = workload.arrival_ms[workload.channel == number]
        found = np.bincount(mine % MS_PER_DAY // MS_PER_HOUR, minlength=24)
        assert set(np.flatnonzero(found)) == set(profile)
        expected = [len(mine) * share for share in profile.values()]
        assert stats.chisquare(found[list(profile)], expected).pvalue > 1e-6
        assert stats.kstest(mine % MS_PER_HOUR / MS_PER_HOUR, "uniform").pvalue > 1e-6


def mobile(brought=0.0, days=60, dates=(3, 10, 17, 24, 31, 38, 45, 52), shares=(0.8, 0.2)):
    """A counter, and a mobile service on some dates."""
    return office(
        days,
        (case_class(daily_mean=(50.0,) * days, shares=shares, brought=(0.0, brought)),),
        channels=(channel("loket"), channel("keliling", open_days=dates)),
    )


def test_a_mobile_channel_is_taken_on_its_dates_only(seed):
    workload = make_workload(mobile(), seed)
    day = workload.arrival_ms // MS_PER_DAY
    on_date = np.isin(day, (3, 10, 17, 24, 31, 38, 45, 52))
    assert not workload.channel[~on_date].any()
    n = int(on_date.sum())
    assert abs(workload.channel[on_date].mean() - 0.2) < 5 * np.sqrt(0.16 / n)


def test_nobody_comes_where_no_channel_exists(seed):
    scenario = mobile(shares=(0.0, 1.0))
    assert set(make_workload(scenario, seed).arrival_ms // MS_PER_DAY) == {3, 10, 17, 24, 31, 38, 45, 52}


def test_a_channel_brings_cases_that_leave_the_others_as_they_were(seed):
    without, with_ = (make_workload(mobile(brought), seed) for brought in (0.0, 30.0))
    extra = np.isin(with_.serial, without.serial, invert=True)
    assert with_.serial[~extra].tolist() == without.serial.tolist()
    assert with_.arrival_ms[~extra].tolist() == without.arrival_ms.tolist()
    assert (with_.channel[extra] == 1).all()
    assert set(with_.arrival_ms[extra] // MS_PER_DAY) == {3, 10, 17, 24, 31, 38, 45, 52}
    assert (with_.serial[extra] % 2**20 >= BROUGHT_FROM).all()
    assert abs(extra.sum() - 8 * 30) < 5 * np.sqrt(8 * 30)


def test_two_channels_bring_different_cases(seed):
    """More by one channel leaves those of the other as they are; no two cases share an address."""

    def brought_by_second(first):
        scenario = office(
            9,
            (case_class(daily_mean=(0.0,) * 9, shares=(0.5, 0.5), brought=(first, 40.0)),),
            channels=(channel("bus", open_days=(1, 2)), channel("perahu", open_days=(2, 3))),
        )
        workload = make_workload(scenario, seed)
        assert len(set(workload.serial.tolist())) == workload.n_cases
        mine = workload.channel == 1
        return workload.serial[mine].tolist(), workload.arrival_ms[mine].tolist()

    few, many = brought_by_second(5.0), brought_by_second(60.0)
    assert few == many
    assert len(few[0]) > 40


def test_brought_cases_come_although_the_day_is_off(seed):
    """Their dates are what the scenario says; the thinning of days off is for those who choose."""
    scenario = office(
        7,
        (case_class(daily_mean=(0.0,) * 7, brought=(50.0,)),),
        channels=(channel("keliling", open_days=(5,), calendar=0),),
        calendars=(ResolvedCalendar("jam", working_hours(0, 1)),),
    )
    assert make_workload(scenario, seed).n_cases > 20


def with_backlog(items, **fields):
    routes = (step(0), step(1), step(2))
    return office(
        2,
        (
            case_class("a", (20.0, 20.0), (0.5, 0.5), routes),
            case_class("b", (20.0, 20.0), (0.5, 0.5), routes, backlog=items, **fields),
        ),
        channels=(channel("loket"), channel("daring")),
    )


def test_the_backlog_is_there_first_in_its_channel_and_at_its_station(seed):
    workload = make_workload(with_backlog(((1, 2, 3), (0, 1, 2))), seed)
    assert workload.arrival_ms[:5].tolist() == [0] * 5
    assert workload.channel[:5].tolist() == [1, 1, 1, 0, 0]
    assert workload.start[:5].tolist() == [2, 2, 2, 1, 1]
    assert workload.case_class[:5].tolist() == [1] * 5
    assert workload.serial[:5].tolist() == [BACKLOG << 20 | number for number in range(5)]
    assert not workload.start[5:].any()
    assert workload.arrival_ms[5:].min() > 0
    assert workload.is_backlog.tolist() == [True] * 5 + [False] * (workload.n_cases - 5)


def test_the_backlog_leaves_the_others_as_they_were(seed):
    without, with_ = (make_workload(with_backlog(items), seed) for items in ((), ((0, 1, 7),)))
    assert with_.arrival_ms[7:].tolist() == without.arrival_ms.tolist()
    assert with_.serial[7:].tolist() == without.serial.tolist()


def test_the_backlog_comes_before_another_class_that_arrives_at_time_0():
    """Rule A9 by hand: a case of class 0 that arrives at 0 ms has a higher number than the backlog of class 1."""
    rows = [(0, 5, 0, 0, 0, False), (0, BACKLOG << 20, 1, 0, 2, False), (0, 3, 0, 0, 0, False), (7, 1, 0, 0, 0, False)]
    cases = np.array(rows, CASE)
    assert _order_of_arrival(cases, horizon_ms=7).tolist() == [1, 2, 0]
