"""What arrives: rates by hour, channels, outages; the same people whatever the office does."""

import numpy as np
import pytest
from scipy import stats

from offices import TEXT, case_class, exponential, office, queue, station, steps
from simulator.scenario import load_scenario
from simulator.workload import make_workload

pytestmark = pytest.mark.usefixtures("way")

DAY_MS = 24 * 3_600_000
PROFILE = {8: 1, 9: 3, 13: 2}


def profiled(days=200, per_day=60):
    return office(
        horizon={"days": days, "source": "assumed"},
        channels=[{"name": "loket", "title": TEXT, "arrival_profile": {"hourly": PROFILE, "source": "assumed"}}],
        case_classes=[{**case_class(), "arrivals": {"per_day": per_day}}],
    )


def arrays(workload):
    per_case = [workload.arrival_ms, workload.case_class, workload.channel, workload.serial, workload.priority]
    per_case += [workload.start, workload.no_show, *workload.people.arrays().values()]
    return *per_case, *workload.outages, *workload.slow


def test_arrivals_follow_the_hourly_profile(seed):
    """Chi-squared at 1e-6 on the hours, Poisson total within 5 standard deviations, none in a closed hour."""
    arrivals = make_workload(profiled().resolved, seed).arrival_ms
    hours = np.bincount(arrivals % DAY_MS // 3_600_000, minlength=24)
    assert set(np.flatnonzero(hours)) == set(PROFILE)
    expected = len(arrivals) * np.array(list(PROFILE.values())) / sum(PROFILE.values())
    assert stats.chisquare(hours[list(PROFILE)], expected).pvalue > 1e-6
    assert abs(len(arrivals) - 12_000) < 5 * np.sqrt(12_000)


def test_counts_of_days_are_poisson(seed):
    """Index of dispersion of daily counts: (n - 1) s²/mean is chi-squared."""
    arrivals = make_workload(profiled().resolved, seed).arrival_ms
    counts = np.bincount(arrivals // DAY_MS, minlength=200)
    dispersion = 199 * counts.var(ddof=1) / counts.mean()
    assert 1e-6 < stats.chi2(199).cdf(dispersion) < 1 - 1e-6


def test_gaps_of_a_constant_rate_are_exponential(seed):
    arrivals = make_workload(queue(20, exponential(1), days=60).resolved, seed).arrival_ms
    assert stats.kstest(np.diff(arrivals) / 60_000, stats.expon(scale=3).cdf).pvalue > 1e-6


def test_arrivals_are_ordered_and_within_the_horizon(seed):
    workload = make_workload(load_scenario("kantor-sehari").resolved, seed)
    assert np.all(np.diff(workload.arrival_ms) >= 0)
    assert workload.n_cases > 20
    assert 0 <= workload.arrival_ms[0] <= workload.arrival_ms[-1] < DAY_MS


def test_channels_are_taken_in_proportion_to_their_rates(seed):
    """With a profile on one channel only, the shares differ by the hour and average to what the scenario says."""
    scenario = office(
        horizon={"days": 300, "source": "assumed"},
        channels=[
            {"name": "loket", "title": TEXT, "arrival_profile": {"hourly": {9: 1}, "source": "assumed"}},
            {"name": "daring", "title": TEXT},
        ],
        case_classes=[
            {
                **case_class(),
                "arrivals": {"per_day": 48},
                "channels": {"shares": {"loket": 0.25, "daring": 0.75}},
                "routes": {name: steps("one", service_time=exponential(1)) for name in ("loket", "daring")},
            }
        ],
    )
    workload = make_workload(scenario.resolved, seed)
    at_nine = workload.arrival_ms % DAY_MS // 3_600_000 == 9
    counter = workload.channel == 0
    assert not counter[~at_nine].any()
    n = int(at_nine.sum())  # in that hour 12 of 13.5 arrivals a day are at the counter
    assert abs(counter[at_nine].mean() - 12 / 13.5) < 5 * np.sqrt(12 / 13.5 * 1.5 / 13.5 / n)


@pytest.mark.parametrize(
    "changes",
    [
        {"stations[loket-pelayanan].roster[0].servers": 7},
        {"stations[loket-pelayanan].balk_at_queue": 1},
        {"targets.waiting_time_min": 1},
    ],
)
def test_a_changed_office_leaves_every_arrival_and_every_need_unchanged(changes, seed):
    """Common random numbers by construction: the issue's own example is one more server."""
    base = load_scenario("kantor-sehari")
    first, second = (make_workload(s.resolved, seed) for s in (base, base.with_(changes)))
    assert base.hash != second.scenario.hash
    for a, b in zip(arrays(first), arrays(second), strict=True):
        np.testing.assert_array_equal(a, b)
    for index in range(len(base.resolved.stations)):
        for visit in (0, 1, 2):
            np.testing.assert_array_equal(first.service_times_ms(index, visit), second.service_times_ms(index, visit))
    np.testing.assert_array_equal(first.patience_ms(0, 0), second.patience_ms(0, 0))
    np.testing.assert_array_equal(first.check_draws("returned", 2, 1), second.check_draws("returned", 2, 1))


def test_another_service_time_changes_no_arrival_and_scales_every_need(seed):
    base = queue(20, exponential(10))
    slower = queue(20, exponential(20))
    first, second = (make_workload(s.resolved, seed) for s in (base, slower))
    np.testing.assert_array_equal(first.arrival_ms, second.arrival_ms)
    np.testing.assert_allclose(second.service_times_ms(0, 0), 2 * first.service_times_ms(0, 0), atol=1.5)


def test_another_class_at_the_end_leaves_the_first_as_it_was(seed):
    one = office(case_classes=[case_class("a", per_hour=5)])
    two = office(case_classes=[case_class("a", per_hour=5), case_class("b", per_hour=9)])
    first, second = (make_workload(s.resolved, seed) for s in (one, two))
    mine = second.case_class == 0
    np.testing.assert_array_equal(first.arrival_ms, second.arrival_ms[mine])
    np.testing.assert_array_equal(first.service_times_ms(0, 3), second.service_times_ms(0, 3)[mine])


def test_visits_stations_and_replications_draw_anew(seed):
    scenario = office(
        stations=[station("one", servers=1), station("two", servers=1)],
        case_classes=[case_class(per_hour=50, route=steps("one", "two", service_time=exponential(10)))],
    )
    workload = make_workload(scenario.resolved, seed)
    tables = [workload.service_times_ms(s, v) for s in (0, 1) for v in (0, 1)]
    for i, a in enumerate(tables):
        for b in tables[:i]:
            assert abs(np.corrcoef(a, b)[0, 1]) < 5 / np.sqrt(len(a))
    assert make_workload(scenario.resolved, seed, 1).arrival_ms[0] != workload.arrival_ms[0]


def test_no_demand_gives_an_empty_workload(seed):
    assert make_workload(office(case_classes=[case_class(per_hour=0)]).resolved, seed).n_cases == 0


def test_a_station_without_patience_says_so(seed):
    with pytest.raises(ValueError, match="the station one has no patience"):
        make_workload(queue(5, exponential(1)).resolved, seed).patience_ms(0, 0)


def people(workload):
    """Arrival time, channel and service need of each person, by address."""
    needs = workload.service_times_ms(0, 0).tolist()
    rows = zip(workload.serial.tolist(), workload.arrival_ms.tolist(), workload.channel.tolist(), needs, strict=True)
    return {serial: (time, channel, need) for serial, time, channel, need in rows}


def two_channels(share=0.5, per_day=200):
    return office(
        horizon={"days": 20, "source": "assumed"},
        channels=[{"name": name, "title": TEXT} for name in ("loket", "daring")],
        case_classes=[
            {
                **case_class(),
                "arrivals": {"per_day": per_day},
                "channels": {"shares": {"loket": share, "daring": round(1 - share, 10)}},
                "routes": {name: steps("one", service_time=exponential(1)) for name in ("loket", "daring")},
            }
        ],
    )


def test_another_share_moves_only_those_who_change_channel(seed):
    before, after = (people(make_workload(two_channels(share).resolved, seed)) for share in (0.5, 0.4))
    assert before.keys() == after.keys()
    moved = [serial for serial in before if before[serial][1] != after[serial][1]]
    assert 0.05 < len(moved) / len(before) < 0.15
    assert {before[serial][1] for serial in moved} == {0}
    assert all(before[serial] == after[serial] for serial in before.keys() - set(moved))


def test_more_demand_adds_cases_to_those_who_came_before(seed):
    before, after = (people(make_workload(two_channels(per_day=n).resolved, seed)) for n in (200, 240))
    assert before.keys() < after.keys()
    assert all(after[serial] == person for serial, person in before.items())


def test_purposes_draw_independently(seed):
    """Correlations between what one case gets for different purposes, within 5 standard errors of 0."""
    scenario = office(
        channels=[{"name": name, "title": TEXT} for name in ("loket", "daring")],
        stations=[station(servers=1, patience=exponential(10))],
        case_classes=[
            {
                **case_class(),
                "arrivals": {"per_day": 20_000},
                "channels": {"shares": {"loket": 0.5, "daring": 0.5}},
                "routes": {
                    name: [
                        {
                            "station": "one",
                            "service_time": exponential(1),
                            "rework": {"probability": 0.5, "back_to": "one", "source": "assumed"},
                        }
                    ]
                    for name in ("loket", "daring")
                },
            }
        ],
    )
    workload = make_workload(scenario.resolved, seed)
    by_person = np.argsort(workload.serial)
    draws = [
        workload.arrival_ms,
        workload.channel,
        workload.service_times_ms(0, 0),
        workload.patience_ms(0, 0),
        workload.check_draws("returned", 0, 0),
    ]
    correlations = np.corrcoef([draw[by_person].astype(float) for draw in draws])
    beside = correlations[~np.eye(len(draws), dtype=bool)]
    assert np.abs(beside).max() < 5 / np.sqrt(workload.n_cases)


def test_equal_arrivals_are_numbered_by_class_then_address(seed):
    """So many cases a day that some share a millisecond."""
    scenario = office(case_classes=[case_class(name, per_hour=20_000) for name in "ab"])
    workload = make_workload(scenario.resolved, seed)
    keys = list(zip(workload.arrival_ms.tolist(), workload.case_class.tolist(), workload.serial.tolist(), strict=True))
    assert len(set(workload.arrival_ms.tolist())) < len(keys)
    assert keys == sorted(keys)
