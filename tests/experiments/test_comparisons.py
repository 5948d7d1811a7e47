"""Two scenarios under common random numbers."""

import numpy as np
import pytest
from scipy import stats

from offices import case_class, exponential, office, station
from simulator.experiments import Comparison, compare, run
from simulator.measures import UNITS
from simulator.scenario import Scenario, load_scenario

REPLICATIONS = 30


@pytest.fixture(scope="module")
def one_day() -> Scenario:
    return load_scenario("kantor-sehari")


@pytest.fixture(scope="module")
def one_more(one_day: Scenario) -> Comparison:
    return compare(one_day, one_day.patched("satu-loket-tambahan"), REPLICATIONS, seed=2026)


def test_difference_is_the_difference_of_the_means(one_more: Comparison):
    table = one_more.table()
    assert list(table) == ["measure", "unit", "base", "alternative", "difference", "half_width", "n"]
    np.testing.assert_allclose(table["difference"], table["alternative"] - table["base"], rtol=1e-9, atol=1e-12)
    complete = table[table["n"] == REPLICATIONS]
    assert len(complete) >= 20
    for row in complete.itertuples():
        assert row.base == pytest.approx(one_more.base.values[row.measure].mean())
        assert row.alternative == pytest.approx(one_more.alternative.values[row.measure].mean())
        assert row.unit == UNITS[row.measure.partition("[")[0]]


def test_interval_is_that_of_the_paired_t_test(one_more: Comparison):
    for name in ("waiting_time_mean", "service_level", "utilisation"):
        a, b = one_more.alternative.values[name], one_more.base.values[name]
        expected = stats.ttest_rel(a, b).confidence_interval(0.95)
        estimate = one_more.estimate(name)
        assert (estimate.low, estimate.high) == pytest.approx((expected.low, expected.high), rel=1e-9)


def test_common_random_numbers_make_the_interval_narrower(one_more: Comparison):
    """Against independent seeds, and against the formula that forgets the pairs."""
    independent = run(one_more.alternative.scenario, REPLICATIONS, seed=77)
    for name in ("waiting_time_mean", "waiting_time_mean[loket-pelayanan]", "sojourn_time_mean", "utilisation"):
        paired = one_more.estimate(name)
        base, alternative = one_more.base.values[name], one_more.alternative.values[name]
        for other in (alternative, independent.values[name]):
            unpaired = stats.ttest_ind(other, base, equal_var=False).confidence_interval(0.95)
            assert 2 * paired.half_width < unpaired.high - unpaired.low, name


def test_the_arrivals_are_common(one_more: Comparison):
    """The alternative meets the same people, so the difference of what the office cannot change is exactly nothing."""
    estimate = one_more.estimate("arrivals")
    assert (estimate.mean, estimate.half_width, estimate.n) == (0, 0, REPLICATIONS)


def test_one_more_counter_shortens_the_wait(one_more: Comparison):
    """The interval lies wholly below nothing, and the counters are less busy."""
    assert one_more.estimate("waiting_time_mean[loket-pelayanan]").high < 0
    assert one_more.estimate("utilisation[loket-pelayanan]").high < 0
    assert one_more.estimate("service_level").low > 0


def test_a_scenario_against_itself_differs_by_nothing(one_day: Scenario):
    table = compare(one_day, one_day, 5, seed=3).table()
    assert len(table) == 29
    assert table["difference"].eq(0).all()
    assert table["half_width"].eq(0).all()
    assert table["base"].equals(table["alternative"])


def test_replications_without_a_value_in_one_of_the_two_are_left_out_of_all_columns():
    """About one case a day, and an alternative that is staffed until noon only: means, difference and n are of the days
    on which somebody is served in both."""

    def staffed_until(hour: str) -> Scenario:
        roster = [{"from": "00:00", "to": hour, "servers": 1}]
        route = [{"station": "one", "service_time": exponential(9)}]
        return office(stations=[station(roster=roster)], case_classes=[case_class(per_hour=0.05, route=route)])

    result = compare(staffed_until("24:00"), staffed_until("12:00"), 40, seed=1)
    base, alternative = (part.values["sojourn_time_mean"] for part in (result.base, result.alternative))
    both = base.notna() & alternative.notna()
    assert 5 < both.sum() < base.notna().sum()
    row = result.table().set_index("measure").loc["sojourn_time_mean"]
    assert row["n"] == both.sum()
    assert row["base"] == pytest.approx(base[both].mean())
    assert row["alternative"] == pytest.approx(alternative[both].mean())
    expected = stats.ttest_rel(alternative[both], base[both]).confidence_interval(0.95)
    assert row["difference"] == pytest.approx((expected.low + expected.high) / 2)
    assert row["half_width"] == pytest.approx((expected.high - expected.low) / 2)


def test_measures_of_only_one_of_the_two_are_left_out(one_day: Scenario):
    stations = load_scenario("meja-verifikasi").with_({"horizon.days": 1, "horizon.warm_up_days": 0})
    table = compare(one_day, stations, 2, seed=1).table()
    assert table["measure"].str.contains("verifikasi").any()
    assert not table["measure"].str.contains("loket-pelayanan").any()


def test_one_replication_gives_a_difference_without_an_interval(one_day: Scenario):
    row = compare(one_day, one_day.patched("satu-loket-tambahan"), 1).table().iloc[0]
    assert row["n"] == 1
    assert np.isnan(row["half_width"])
    assert np.isfinite(row["difference"])


def test_progress_is_told_over_both(one_day: Scenario):
    told = []
    compare(one_day, one_day, 2, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_seed_and_engine_reach_both_runs(one_day: Scenario):
    result = compare(one_day, one_day, 1, seed=99)
    assert result.base.provenance.seed == result.alternative.provenance.seed == 99
    with pytest.raises(ValueError, match="there is no engine 'quick'"):
        compare(one_day, one_day, 1, engine="quick")


def test_an_unknown_measure_is_named(one_more: Comparison):
    with pytest.raises(KeyError, match="there is no measure 'wait'; possible are"):
        one_more.estimate("wait")


def test_a_notebook_shows_the_table(one_more: Comparison):
    html = one_more._repr_html_()
    assert html.count("<tr") == 1 + len(one_more.table())
    assert "<th>difference</th>" in html
