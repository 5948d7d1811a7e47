"""Scenarios against a base under common random numbers."""

import json
from typing import Any

import numpy as np
import pytest
from scipy import stats

from offices import TEXT, case_class, exponential, office, queue, station
from simulator.experiments import Comparison, compare, holm, run
from simulator.experiments.compare import labels_apart
from simulator.measures import UNITS
from simulator.scenario import Scenario, load_scenario

REPLICATIONS = 30


@pytest.fixture(scope="module")
def one_day() -> Scenario:
    return load_scenario("kantor-sehari")


@pytest.fixture(scope="module")
def one_more(one_day: Scenario) -> Comparison:
    return compare(one_day, one_day.patched("satu-loket-tambahan"), replications=REPLICATIONS, seed=2026)


def test_difference_is_the_difference_of_the_means(one_more: Comparison):
    table = one_more.table(list(one_more.base.values))
    assert list(table)[:8] == [*("scenario", "measure", "unit", "base", "alternative", "difference", "half_width"), "n"]
    np.testing.assert_allclose(table["difference"], table["alternative"] - table["base"], rtol=1e-9, atol=1e-12)
    complete = table[table["n"] == REPLICATIONS]
    assert len(complete) >= 20
    for row in complete.itertuples():
        assert row.base == pytest.approx(one_more.base.values[row.measure].mean())
        assert row.alternative == pytest.approx(one_more.alternatives[0].values[row.measure].mean())
        assert row.unit == UNITS[row.measure.partition("[")[0]]


def test_interval_is_that_of_the_paired_t_test(one_more: Comparison):
    for name in ("waiting_time_mean", "service_level", "utilisation"):
        a, b = one_more.alternatives[0].values[name], one_more.base.values[name]
        expected = stats.ttest_rel(a, b).confidence_interval(0.95)
        estimate = one_more.estimate(name)
        assert (estimate.low, estimate.high) == pytest.approx((expected.low, expected.high), rel=1e-9)


def test_common_random_numbers_make_the_interval_narrower(one_more: Comparison):
    """Against independent seeds, and against the formula that forgets the pairs."""
    independent = run(one_more.alternatives[0].scenario, REPLICATIONS, seed=77)
    for name in ("waiting_time_mean", "waiting_time_mean[loket-pelayanan]", "sojourn_time_mean", "utilisation"):
        paired = one_more.estimate(name)
        base, alternative = one_more.base.values[name], one_more.alternatives[0].values[name]
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
    gain = compare(one_day, one_day, replications=5, seed=3)
    table = gain.table(list(gain.base.values))
    told = table[table["n"] > 0]
    assert len(told) >= 40
    assert told["difference"].eq(0).all()
    assert told["half_width"].eq(0).all()
    assert told["base"].equals(told["alternative"])
    assert told["p_adjusted"].isna().all()
    assert told["replications_needed"].isna().all()
    assert told["probability_better"].isna().all()


def test_replications_without_a_value_in_one_of_the_two_are_left_out_of_all_columns():
    """About one case a day, and an alternative that is staffed until noon only: means, difference and n are of the days
    on which somebody is served in both."""

    def staffed_until(hour: str) -> Scenario:
        roster = [{"from": "00:00", "to": hour, "servers": 1}]
        route = [{"station": "one", "service_time": exponential(9)}]
        return office(stations=[station(roster=roster)], case_classes=[case_class(per_hour=0.05, route=route)])

    result = compare(staffed_until("24:00"), staffed_until("12:00"), replications=40, seed=1)
    base, alternative = (part.values["sojourn_time_mean"] for part in (result.base, *result.alternatives))
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
    gain = compare(one_day, stations, replications=2, seed=1)
    table = gain.table(list(gain.base.values))
    assert table["measure"].str.contains("verifikasi").any()
    assert not table["measure"].str.contains("loket-pelayanan").any()


def test_one_replication_gives_a_difference_without_an_interval(one_day: Scenario):
    row = compare(one_day, one_day.patched("satu-loket-tambahan"), replications=1).table().iloc[0]
    assert row["n"] == 1
    assert np.isnan(row["half_width"])
    assert np.isfinite(row["difference"])


def test_progress_is_told_over_both(one_day: Scenario):
    told = []
    compare(one_day, one_day, replications=2, progress=lambda done, total: told.append((done, total)))
    assert told == [(2, 4), (4, 4)]


def test_seed_and_engine_reach_both_runs(one_day: Scenario):
    result = compare(one_day, one_day, replications=1, seed=99)
    assert result.base.provenance.seed == result.alternatives[0].provenance.seed == 99
    with pytest.raises(ValueError, match="there is no engine 'quick'"):
        compare(one_day, one_day, replications=1, engine="quick")


def test_an_unknown_measure_is_named(one_more: Comparison):
    with pytest.raises(KeyError, match="there is no measure 'wait'; possible are"):
        one_more.estimate("wait")


def test_a_notebook_shows_the_table(one_more: Comparison):
    html = one_more._repr_html_()
    assert html.count("<tr") == 1 + len(one_more.table())
    assert "<th>difference</th>" in html


def test_several_alternatives_share_the_base(one_day: Scenario):
    more, calm = one_day.patched("satu-loket-tambahan"), one_day.patched("tanpa-gangguan")
    gain = compare(one_day, more, calm, more, replications=10, seed=5, labels=["more", "calm", "more"])
    assert gain.labels == ("more (1)", "calm", "more (2)")
    table = gain.table(["waiting_time_mean", "service_level"])
    assert table["scenario"].tolist() == ["more (1)"] * 2 + ["calm"] * 2 + ["more (2)"] * 2
    one, again = (table[table["scenario"] == f"more ({k})"].drop(columns="scenario") for k in (1, 2))
    assert one.reset_index(drop=True).equals(again.reset_index(drop=True))
    alone = compare(one_day, calm, replications=10, seed=5)
    assert alone.estimate("waiting_time_mean") == gain.estimate("waiting_time_mean", 1)


def test_holm_is_that_of_its_definition():
    """Sorted, each times the number of those not yet rejected, never less than the one before, at most 1."""
    p = [0.001, 0.2, 0.011, 0.04, np.nan, 0.9]
    expected = [0.005, 0.4, 0.044, 0.12, np.nan, 0.9]
    np.testing.assert_allclose(holm(p), expected)
    assert holm([0.6, 0.7]) == [1.0, 1.0]
    assert holm([]) == []


def test_p_values_are_those_of_the_paired_t_test(one_more: Comparison):
    names = ["waiting_time_mean", "overtime", "service_level", "arrivals"]
    table = one_more.table(names)
    raw = [
        stats.ttest_rel(one_more.alternatives[0].values[name], one_more.base.values[name]).pvalue for name in names[:3]
    ]
    np.testing.assert_allclose(table["p_adjusted"], [*holm(raw), np.nan], rtol=1e-9)


def test_the_probability_of_being_better_is_one_sided(one_more: Comparison):
    """Lower waits are better, a higher share served in time is, and of arrivals neither is."""
    table = one_more.table(["waiting_time_mean", "service_level", "overtime", "arrivals"]).set_index("measure")
    for name, side in (("waiting_time_mean", "less"), ("service_level", "greater"), ("overtime", "less")):
        alternative, base = one_more.alternatives[0].values[name], one_more.base.values[name]
        expected = 1 - stats.ttest_rel(alternative, base, alternative=side).pvalue
        assert table.loc[name, "probability_better"] == pytest.approx(expected)
    assert np.isnan(table.loc["arrivals", "probability_better"])


def test_replications_still_needed_tell_the_difference_from_nothing(one_more: Comparison):
    row = one_more.table(["overtime"]).iloc[0]
    assert abs(row["difference"]) < row["half_width"]
    deviation = one_more.difference("overtime").std(ddof=1)
    n = REPLICATIONS + row["replications_needed"]
    assert chance_of_telling(row["difference"], deviation, n) >= 0.79
    assert chance_of_telling(row["difference"], deviation, n - 10) < 0.8
    assert one_more.table(["waiting_time_mean"])["replications_needed"].tolist() == [0]


def chance_of_telling(difference: float, deviation: float, n: int) -> float:
    """That the interval of n pairs leaves out 0 on the side of the true difference: noncentral t."""
    return float(stats.nct.sf(stats.t.ppf(0.975, n - 1), n - 1, abs(difference) / deviation * np.sqrt(n)))


def test_pairs_that_gain_little_are_said(one_day: Scenario):
    """An alternative in which nobody has the same needs: the pairs share the arrivals only."""
    service = {"distribution": "exponential", "mean_min": 10, "source": "assumed"}
    base = queue(14.0, service, servers=3)
    other = queue(14.0, {**service, "distribution": "deterministic"}, servers=2, days=1)
    gain = compare(base, other, replications=40, measures=["waiting_time_mean", "arrivals"])
    ratio = gain.table().set_index("measure").loc["waiting_time_mean", "variance_ratio"]
    notes = [note for note in gain.notes() if note.kind == "pairing"]
    assert [note.facts["measure"] for note in notes] == (["waiting_time_mean"] if ratio < 1.5 else [])
    assert ratio < 1.5
    assert f"{ratio:.1f}" in notes[0].text("en")
    assert f"{ratio:.1f}".replace(".", ",") in notes[0].text("id")


EIGHT_HOURS = [{"from": "08:00", "to": "16:00", "servers": 3}]


def eight_hour_day(**changes: Any) -> Scenario:
    """Three counters, sixteen applicants an hour, ten minutes each; the link is up unless a change says otherwise."""
    service = changes.pop("service", exponential(10))
    outages = changes.pop("outages", [{"subsystem": "link", "title": TEXT, "dated": [], "source": "assumed"}])
    return office(
        channels=[
            {
                "name": "loket",
                "title": TEXT,
                "arrival_profile": {"hourly": dict.fromkeys(range(8, 16), 1), "source": "assumed"},
            }
        ],
        stations=[station(roster=EIGHT_HOURS, service_time=service, needs=["link"])],
        case_classes=[{**case_class(route=[{"station": "one"}]), "arrivals": {"per_day": 128}}],
        outages=outages,
    )


@pytest.mark.parametrize("what", ["90-minute outage", "10 % faster service"])
def test_common_random_numbers_pay(what: str):
    """At least three times fewer replications than with independent seeds.

    The outage lies in the middle of the day. One at opening pays less (2.3 at 09:00, 2.8 at 10:00, 8 at 13:00, each over
    4,000 replications): the longer the line that it leaves behind, the less the day with it is like the day without.
    """
    base = eight_hour_day()
    down = [
        {
            "subsystem": "link",
            "title": TEXT,
            "dated": [{"from": "day 0 11:15", "to": "day 0 12:45"}],
            "source": "assumed",
        }
    ]
    changed = eight_hour_day(outages=down) if what == "90-minute outage" else eight_hour_day(service=exponential(9))
    gain = compare(base, changed, replications=400, seed=2026, measures=["waiting_time_mean"])
    difference = gain.difference("waiting_time_mean")
    independent = run(changed, 400, seed=4052, keep_log=False).values["waiting_time_mean"]
    apart = (independent - gain.base.values["waiting_time_mean"]).var()
    ratio = apart / difference.var()
    print(f"\n{what}: {difference.mean():+.1f} min, variance ratio {ratio:.1f}")
    assert ratio >= 3
    assert gain.table()["variance_ratio"].iloc[0] == pytest.approx(ratio, rel=0.35)
    assert gain.notes() == []


def test_values_and_provenance_of_all_runs_can_be_had(one_more: Comparison):
    values = one_more.values()
    assert values["scenario"].value_counts().tolist() == [REPLICATIONS, REPLICATIONS]
    assert values.columns[:2].tolist() == ["scenario", "replication"]
    told = json.loads(json.dumps(one_more.to_dict(), allow_nan=False))
    assert [part["seed"] for part in told["provenance"]] == [2026, 2026]
    assert told["table"][0]["measure"] == "waiting_time_mean"
    assert None in [row["probability_better"] for row in told["table"]]


def test_nothing_to_compare_with_is_refused(one_day: Scenario):
    with pytest.raises(ValueError, match="give at least one alternative"):
        compare(one_day)
    with pytest.raises(ValueError, match="there is no measure 'wait'"):
        compare(one_day, one_day, measures=["wait"])


def test_a_precision_holds_for_every_difference(one_day: Scenario):
    more, calm = one_day.patched("satu-loket-tambahan"), one_day.patched("tanpa-gangguan")
    gain = compare(one_day, more, calm, precision=0.1, measures=["waiting_time_mean", "sojourn_time_mean"])
    assert gain.base.precision.is_reached
    table = gain.table()
    assert (table["half_width"] <= 0.1 * table["base"]).all()
    assert table["n"].nunique() == 1


@pytest.mark.parametrize(
    "names",
    [
        ["A", "A", "A (1)"],
        ["A (1)", "A", "A"],
        ["A", "A", "A (1)", "A (1)"],
        ["A", "A", "A (1)", "A (2)"],
        ["A"] * 4,
        [],
    ],
)
def test_labels_differ_and_names_that_only_one_has_stay(names: list[str]) -> None:
    labels = labels_apart(names)
    assert len(set(labels)) == len(names) == len(labels)
    for name, label in zip(names, labels, strict=True):
        assert label == name or names.count(name) > 1
        assert label.startswith(name)
