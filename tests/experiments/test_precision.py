"""How many replications a precision needs: against sim-tools, by hand, and at the cap."""

import numpy as np
import pytest
from scipy import stats
from sim_tools.output_analysis import ReplicationsAlgorithm

from offices import case_class, exponential, office, queue
from simulator.experiments import SettingsError, run
from simulator.experiments.precision import FEWEST, Watch, still_needed

NEAR_NORMAL = {"loc": 10.0, "scale": 3.0}


def total(watch: Watch, values: np.ndarray) -> int:
    """Replications at which the rule says that it is enough; 0 if it never does."""
    for n, row in enumerate(values, start=1):
        if watch.add(row, row):
            return n
    return 0


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("target", [0.05, 0.03, 0.02])
def test_the_number_is_that_of_sim_tools(seed, target):
    """Its answer is the first n; ours are n and the replications for which it looked ahead."""
    values = np.random.default_rng(seed).normal(**NEAR_NORMAL, size=2000)

    class Replayed:
        def single_run(self, replication_number):
            return {"m": values[replication_number]}

    algorithm = ReplicationsAlgorithm(
        half_width_precision=target, initial_replications=FEWEST, look_ahead=5, replication_budget=2000
    )
    found, _ = algorithm.select(Replayed(), ["m"])
    expected = found["m"] + max(5, found["m"] * 5 // 100)
    assert total(Watch(target, 1), values[:, None]) == expected


def test_all_columns_must_be_precise():
    values = np.random.default_rng(3).normal(loc=[10, 10], scale=[1, 4], size=(1000, 2))
    alone = [total(Watch(0.05, 1), values[:, [column]]) for column in range(2)]
    assert total(Watch(0.05, 2), values) == max(alone)
    assert alone[0] < alone[1]


def half_width(values):
    return stats.t.ppf(0.975, len(values) - 1) * stats.sem(values)


def test_replications_without_a_value_are_left_out():
    values = np.random.default_rng(5).normal(**NEAR_NORMAL, size=(500, 1))
    holes = values.copy()
    holes[::2] = np.nan
    watch, whole = Watch(0.05, 1), Watch(0.05, 1)
    for row in holes:
        watch.add(row, row)
    for row in values[1::2]:
        whole.add(row, row)
    assert watch.relative_half_widths() == pytest.approx(whole.relative_half_widths())
    assert whole.relative_half_widths()[0] == pytest.approx(half_width(values[1::2, 0]) / values[1::2].mean())


def test_a_measure_that_never_varies_is_precise_at_once():
    zeros = np.zeros((100, 1))
    assert total(Watch(0.05, 1), zeros) == FEWEST + 5


def test_still_needed_gives_a_chance_of_80_percent():
    n = 12 + still_needed(mean=2.0, deviation=10.0, n=12)
    chance = [stats.nct.sf(stats.t.ppf(0.975, m - 1), m - 1, 0.2 * np.sqrt(m)) for m in (n, n - 5)]
    assert chance[0] == pytest.approx(0.8, abs=0.003)
    assert chance[1] < 0.8
    assert still_needed(mean=2.0, deviation=1.0, n=30) == 0
    assert still_needed(mean=1e-6, deviation=1.0, n=30) is None
    assert still_needed(mean=0.0, deviation=1.0, n=30) is None
    assert still_needed(mean=np.nan, deviation=1.0, n=0) is None


@pytest.fixture(scope="module")
def busy():
    return queue(15.0, exponential(10), servers=3)


def test_a_run_ends_when_it_is_precise(busy):
    result = run(busy, precision=0.1, measures=["waiting_time_mean", "queue_length_mean"], keep_log=False)
    n = result.provenance.replications
    assert FEWEST + 5 <= n < 1000
    assert result.precision.is_reached
    assert result.notes == ()
    for name, reached in zip(result.precision.measures, result.precision.half_widths, strict=True):
        estimate = result.estimate(name)
        assert estimate.half_width / estimate.mean == pytest.approx(reached)
        assert reached <= 0.1
    counted = run(busy, n, keep_log=False)
    assert counted.values.equals(result.values)


def test_the_number_does_not_depend_on_threads(busy):
    runs = [run(busy, precision=0.15, threads=threads, keep_log=False) for threads in (1, 3)]
    assert runs[0].values.equals(runs[1].values)


def test_a_cap_that_was_hit_is_said(busy):
    result = run(busy, precision=0.01, most_replications=36, keep_log=False)
    assert result.provenance.replications == 36
    assert not result.precision.is_reached
    (note,) = result.notes
    assert note.kind == "cap"
    reached = result.precision.half_widths[0]
    assert f"{reached:.0%}" in note.text("en")
    assert "36" in note.text("id")


def test_a_precision_that_had_not_held_for_long_is_said_otherwise():
    """Reached at the 34th replication of 36 at most: it must hold for five more."""
    for seed in range(60):
        result = run(queue(6.0, exponential(10), servers=2), seed=seed, precision=0.35, most_replications=36)
        if result.notes and result.notes[0].kind == "cap_early":
            assert result.precision.half_widths[0] <= 0.35
            assert not result.precision.is_reached
            assert "had not held for long enough" in result.notes[0].text("en")
            return
    pytest.fail("no seed of 60 reaches the precision just before the cap")


def test_whoever_stops_a_run_gets_what_is_done(busy):
    asked = []
    result = run(busy, 50, stop=lambda: asked.append(0) or len(asked) == 7, keep_log=False)
    assert len(result.values) == 7
    assert [note.kind for note in result.notes] == ["stopped"]
    assert result.values.equals(run(busy, 7, keep_log=False).values)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"precision": 0.0}, "precision is 0.0; it must be between 0 and 1"),
        ({"precision": 5}, "precision is 5; it must be between 0 and 1"),
        ({"precision": 0.05, "replications": 30}, "give either replications or a precision"),
        ({"precision": 0.05, "measures": ["wait"]}, "there is no measure 'wait'"),
        ({"precision": 0.05, "measures": []}, "no measure is named"),
        ({"precision": 0.05, "most_replications": 34}, "most_replications is 34; a precision needs at least 35"),
        ({"replications": 2.5}, "replications is 2.5; it must be a whole number"),
        ({"seed": 1.5}, "the seed is 1.5; it must be a whole number"),
    ],
)
def test_what_makes_no_sense_is_refused(busy, arguments, sentence):
    with pytest.raises(SettingsError, match=sentence):
        run(busy, **arguments)


def test_measures_that_are_rarely_there_stop_at_the_cap():
    """A case about every second day: a day without one has no wait, and counts for nothing."""
    lonely = office(case_classes=[case_class(per_hour=0.02)])
    result = run(lonely, precision=0.05, measures=["sojourn_time_mean"], most_replications=60, keep_log=False)
    assert result.estimate("sojourn_time_mean").n < 40
    assert result.provenance.replications == 60
