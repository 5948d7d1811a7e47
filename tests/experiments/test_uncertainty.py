"""Input uncertainty: what is drawn, and how much of an interval it makes."""

from math import sqrt

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from offices import case_class, exponential, office, queue
from simulator.experiments import SettingsError, run_uncertain
from simulator.experiments.uncertainty import draw_inputs, parts_of
from simulator.scenario import Scenario, ScenarioError, load_scenario

RATE = "case_classes[a].arrivals.per_hour"
SERVICE = "stations[one].service_time.mean_min"


def uncertain_office(*uncertain, per_hour=10.0):
    marks = [{"at": path, "knowledge": knowledge, "source": "assumed"} for path, knowledge in uncertain]
    scenario = queue(per_hour, exponential(5), servers=2)
    return office(**{key: scenario.data[key] for key in ("stations", "case_classes")}, uncertain=marks)


@pytest.mark.parametrize(
    ("knowledge", "expected"),
    [
        ({"distribution": "uniform", "low": 2.0, "high": 8.0}, stats.uniform(2, 6)),
        ({"distribution": "triangular", "low": 1.0, "mode": 2.0, "high": 9.0}, stats.triang(1 / 8, 1, 8)),
        ({"distribution": "triangular", "low": 1.0, "mode": 1.0, "high": 9.0}, stats.triang(0, 1, 8)),
        ({"distribution": "normal", "mean": 10.0, "sd": 1.5}, stats.norm(10, 1.5)),
    ],
)
def test_draws_have_their_distribution(knowledge, expected):
    drawn = draw_inputs(uncertain_office((RATE, knowledge)), 4000, seed=8)[RATE]
    assert stats.kstest(drawn, expected.cdf).pvalue > 1e-5


def test_a_bootstrap_sample_is_drawn_evenly():
    drawn = draw_inputs(uncertain_office((RATE, {"distribution": "sample", "values": [8.0, 9.0, 12.0]})), 3000, seed=8)
    counts = drawn[RATE].value_counts()
    assert set(counts.index) == {8.0, 9.0, 12.0}
    assert stats.chisquare(counts).pvalue > 1e-5


def test_observations_are_resampled_and_averaged():
    """The mean of a resample has the mean of the observations and their variance (of n) over n."""
    observed = [4.0, 7.0, 7.5, 12.0, 20.0]
    drawn = draw_inputs(uncertain_office((RATE, {"distribution": "observations", "values": observed})), 4000, seed=8)
    expected, deviation = np.mean(observed), np.std(observed) / sqrt(5)
    assert abs(drawn[RATE].mean() - expected) < 4.5 * deviation / sqrt(4000)
    assert drawn[RATE].std() == pytest.approx(deviation, rel=0.06)
    assert drawn[RATE].between(4, 20).all()


def test_inputs_are_drawn_apart_from_each_other_and_from_their_number():
    two = uncertain_office(
        (RATE, {"distribution": "uniform", "low": 0.5, "high": 1.0}),
        (SERVICE, {"distribution": "uniform", "low": 0.5, "high": 1.0}),
    )
    few, many = draw_inputs(two, 50, seed=3), draw_inputs(two, 4000, seed=3)
    assert few.equals(many.iloc[:50])
    assert abs(many.corr().iloc[0, 1]) < 4.5 / sqrt(4000)
    assert not few.equals(draw_inputs(two, 50, seed=4))


def test_the_parts_of_the_interval_are_those_of_theory():
    """Arrivals a day are Poisson with a mean that is itself normal: the inputs' variance is (24 sd)², that of the means
    of the draws is more by 24 λ / r."""
    sd, per_hour, draws, replications = 0.8, 10.0, 400, 5
    scenario = uncertain_office((RATE, {"distribution": "normal", "mean": per_hour, "sd": sd}))
    result = run_uncertain(scenario, draws, replications, seed=11)
    row = result.table().set_index("measure").loc["arrivals"]
    of_inputs, between = (24 * sd) ** 2, (24 * sd) ** 2 + 24 * per_hour / replications
    t = stats.t.ppf(0.975, draws - 1)
    tolerance = 4.5 * sqrt(2 / draws) / 2  # of a standard deviation estimated from so many draws
    assert row["input_half_width"] == pytest.approx(t * sqrt(of_inputs), rel=tolerance * between / of_inputs)
    assert row["half_width"] == pytest.approx(t * sqrt(between * (1 + 1 / draws)), rel=tolerance)
    assert row["half_width"] ** 2 == pytest.approx(row["input_half_width"] ** 2 + row["simulation_half_width"] ** 2)
    assert abs(row["mean"] - 24 * per_hour) < 4.5 * sqrt(between / draws)
    assert (row["draws"], row["n"]) == (draws, draws * replications)


def test_the_parts_are_those_of_the_variance_components():
    """By hand: three draws of two replications each, with t of two degrees of freedom."""
    values = pd.Series(
        [1.0, 3.0, 6.0, 8.0, 5.0, 7.0], index=pd.MultiIndex.from_product([range(3), range(2)], names=["draw", "r"])
    )
    mean, whole, of_inputs, of_simulation, draws, n = parts_of(values)
    between = np.var([2.0, 7.0, 6.0], ddof=1)  # 7; within each draw 2
    t = stats.t.ppf(0.975, 2)
    assert (mean, draws, n) == (5.0, 3, 6)
    assert of_inputs == pytest.approx(t * sqrt(between - 2 / 2))
    assert whole == pytest.approx(t * sqrt(between * 4 / 3))
    assert of_simulation == pytest.approx(t * sqrt(1 + between / 3))


def test_a_stop_keeps_the_draws_up_to_the_first_that_is_missing():
    """Heavy draws end late: to keep whichever end first would favour the quiet ones, and depend on the workers."""
    scenario = uncertain_office((RATE, {"distribution": "sample", "values": [1.0, 60.0]}))
    runs = []
    for workers in (1, 2, 4):
        asked: list[int] = []
        stopped = run_uncertain(
            scenario, 40, 2, workers=workers, stop=lambda asked=asked: len(asked) >= 5 or asked.append(0)
        )
        runs.append(stopped.values)
        assert stopped.inputs.index.tolist() == list(range(len(stopped.inputs)))
    shortest = min(map(len, runs))
    assert all(values.iloc[:shortest].equals(runs[0].iloc[:shortest]) for values in runs)


def test_more_simulation_leaves_the_inputs_part():
    scenario = uncertain_office((RATE, {"distribution": "normal", "mean": 10.0, "sd": 1.0}))
    few, many = (run_uncertain(scenario, 100, n, seed=2).table().set_index("measure") for n in (2, 16))
    assert many.loc["arrivals", "simulation_half_width"] < 0.6 * few.loc["arrivals", "simulation_half_width"]
    assert many.loc["arrivals", "input_half_width"] > 0.7 * few.loc["arrivals", "input_half_width"]


def test_an_input_that_does_not_matter_has_no_part():
    """The promise changes no arrival; what is left of its part is the noise of the variance of 60 draws."""
    scenario = uncertain_office(("targets.waiting_time_min", {"distribution": "uniform", "low": 5.0, "high": 25.0}))
    table = run_uncertain(scenario, 60, 10, seed=2).table().set_index("measure")
    assert table.loc["arrivals", "input_half_width"] < 0.6 * stats.t.ppf(0.975, 59) * sqrt(240 / 10)
    assert table.loc["service_level", "input_half_width"] > table.loc["service_level", "simulation_half_width"]


@pytest.mark.verify
def test_intervals_hold_the_rate_that_was_only_estimated():
    """The rate is estimated with an error; the interval of each study must hold the true mean at least 95 times of 100."""
    true, error, studies = 10.0, 0.6, 300
    held = 0
    for seed, estimate in enumerate(np.random.default_rng(5).normal(true, error, studies)):
        scenario = uncertain_office((RATE, {"distribution": "normal", "mean": float(estimate), "sd": error}))
        row = run_uncertain(scenario, 30, 2, seed=seed).table().set_index("measure").loc["arrivals"]
        held += abs(row["mean"] - 24 * true) <= row["half_width"]
    assert stats.binom.ppf(1e-5, studies, 0.95) <= held


def test_results_do_not_depend_on_the_workers():
    scenario = uncertain_office((RATE, {"distribution": "normal", "mean": 10.0, "sd": 1.0}))
    one, three = (run_uncertain(scenario, 6, 2, workers=workers).values for workers in (1, 3))
    assert one.equals(three)


def test_whoever_stops_gets_the_draws_that_are_done():
    scenario = uncertain_office((RATE, {"distribution": "normal", "mean": 10.0, "sd": 1.0}))
    asked = []
    result = run_uncertain(scenario, 40, 2, workers=1, stop=lambda: asked.append(0) or len(asked) >= 3)
    assert 3 <= len(result.inputs) <= 4, "one may be under way when it is told to stop"
    assert [note.kind for note in result.notes] == ["few_draws", "stopped_draws"]
    assert result.provenance.replications == 2 * len(result.inputs)


def test_what_makes_no_sense_is_refused():
    with pytest.raises(SettingsError, match="small marks no input as uncertain"):
        run_uncertain(office(case_classes=[case_class()]))
    scenario = uncertain_office((RATE, {"distribution": "normal", "mean": 10.0, "sd": 1.0}))
    with pytest.raises(SettingsError, match="replications is 1; it must be at least 2"):
        run_uncertain(scenario, 5, 1)
    impossible = uncertain_office((RATE, {"distribution": "normal", "mean": -10.0, "sd": 1.0}))
    with pytest.raises(ScenarioError, match=r"SCN014 case_classes\[0\].arrivals.per_hour"):
        run_uncertain(impossible, 2, 2)


@pytest.mark.parametrize(
    ("path", "knowledge", "code", "where"),
    [
        ("stations[two].servers", {"distribution": "uniform", "low": 1.0, "high": 2.0}, "SCN040", "uncertain[0].at"),
        ("stations[one].title", {"distribution": "uniform", "low": 1.0, "high": 2.0}, "SCN012", "uncertain[0].at"),
        (RATE, {"distribution": "uniform", "low": 2.0, "high": 2.0}, "SCN014", "uncertain[0].knowledge"),
        (
            RATE,
            {"distribution": "triangular", "low": 1.0, "mode": 5.0, "high": 4.0},
            "SCN014",
            "uncertain[0].knowledge",
        ),
        (RATE, {"distribution": "normal", "mean": 2.0, "sd": 0.0}, "SCN014", "uncertain[0].knowledge.sd"),
        (RATE, {"distribution": "gauss", "mean": 2.0, "sd": 1.0}, "SCN013", "uncertain[0].knowledge.distribution"),
        (RATE, {"distribution": "sample", "values": [3.0]}, "SCN014", "uncertain[0].knowledge.values"),
    ],
)
def test_a_wrong_mark_says_where(path, knowledge, code, where):
    with pytest.raises(ScenarioError) as caught:
        uncertain_office((path, knowledge))
    (problem,) = caught.value.problems
    assert (problem.code, problem.path) == (code, where)


def test_an_input_is_marked_once():
    known = {"distribution": "uniform", "low": 1.0, "high": 2.0}
    with pytest.raises(ScenarioError, match=r"SCN022 uncertain\[1\].at"):
        uncertain_office((RATE, known), ("case_classes[0].arrivals.per_hour", known))


def test_the_library_has_inputs_to_draw():
    scenario: Scenario = load_scenario("kabupaten-menengah")
    result = run_uncertain(scenario, 3, 2)
    assert result.inputs.shape == (3, len(scenario.spec.uncertain))
    assert len(scenario.spec.uncertain) >= 3
    row = result.table().set_index("measure").loc["throughput"]
    assert row["n"] == 6
