"""Lesson 12: one run against one run points the wrong way nearly every second time; pairs hardly ever do."""

import math

import numpy as np
import pytest

from simulator.experiments import run
from simulator.measures import Estimate, estimate_mean
from simulator.teaching.lab import Lab
from simulator.teaching.lessons.is_the_difference_real import is_clear, plan, said_of_classes
from simulator.teaching.lessons.twin_offices import (
    ALONE,
    CLASSES,
    GROUPS,
    MOST,
    NIB_MIN,
    NOW,
    PAIRED,
    PROPOSED,
    SHORTER_MIN,
    Attempts,
    office,
    wait,
)
from simulator.teaching.panels.compare import outcome_of
from simulator.teaching.words import Words
from simulator.widgets import Forest

WORDS = Words("id")
WAIT = wait(WORDS)


@pytest.fixture(scope="module")
def attempts():
    return Attempts(Lab(), WAIT)


@pytest.fixture(scope="module")
def lesson():
    return plan(Lab(), WORDS)


@pytest.mark.parametrize("seed", [3, 77])
def test_one_run_lies_often_and_pairs_hardly_ever(seed):
    attempts = Attempts(Lab(seed=seed), WAIT)
    alone, paired = (estimate_mean(attempts.wrong(how), "") for how in (ALONE, PAIRED))
    assert estimate_mean(attempts.pool(PAIRED), "min").high < 0  # the proposal is better in truth
    assert alone.low > 0.3
    assert paired.high < 0.15
    assert attempts.needed(ALONE) > 5 * attempts.needed(PAIRED)


def test_the_same_luck_is_the_same_days(attempts):
    assert office(PROPOSED) == office(NOW).with_({NIB_MIN: SHORTER_MIN})
    one, other = (run(office(which), 1, attempts.lab.seed, threads=1).log for which in (NOW, PROPOSED))
    arrivals = [log["time_ms"][log["event"] == 4] for log in (one, other)]
    assert len(arrivals[0]) > 0
    assert np.array_equal(*arrivals)
    assert not np.array_equal(attempts.days(PROPOSED, 3, 5), attempts.days(PROPOSED, 4, 5))


def test_fewer_days_are_the_first_of_more():
    attempts = Attempts(Lab(), WAIT)
    few = attempts.days(NOW, 8, 3).copy()
    assert np.array_equal(few, attempts.days(NOW, 8, 6)[:3])


def test_wrong_counts_comparisons(attempts):
    pool = attempts.pool(ALONE)
    assert attempts.wrong(ALONE).sum() == np.sum(pool > 0)
    assert attempts.wrong(ALONE, 10)[0] == (pool[:10].mean() > 0)
    assert [len(attempts.wrong(ALONE, n)) for n in GROUPS] == [200 // n for n in GROUPS]


@pytest.mark.parametrize(("guess", "words"), [(1, "lebih sering"), (42, "di dalam"), (95, "lebih jarang")])
def test_verdict_answers_each_guess(lesson, guess, words):
    comparison = lesson.comparison
    *_first, values = Lab().refine_all([one.scenario for one in comparison.settings], comparison.measures)
    said = comparison.verdict(guess, outcome_of(comparison, values))
    assert words in said
    assert "200 kali" in said
    assert "Nol tidak termasuk" in said


def test_verdict_says_what_cannot_be_told_apart(lesson):
    comparison = lesson.comparison
    same = [{WAIT.key: np.array([5.0, 9.0, 7.0])}, {WAIT.key: np.array([6.0, 7.0, 8.0])}]
    assert "tidak dapat dibedakan" in comparison.verdict(42, outcome_of(comparison, same))


def test_one_replication_has_no_interval(lesson):
    *_first, one = lesson.displays["classes"].show({"n": 1, "how": ALONE})
    *_first, two = lesson.displays["classes"].show({"n": 2, "how": ALONE})
    assert "tidak ada rentang" in one.text
    for shown in (one, two):
        assert isinstance(shown.picture.marks[0], Forest)  # its scale holds what is less than zero
        assert len(shown.picture.marks[0].points) == CLASSES
    assert all(point.low is None for point in one.picture.marks[0].points)
    assert all(point.low < point.y for point in two.picture.marks[0].points)


def test_classes_are_counted():
    found = [Estimate(-2.0, 1.0, 5, "min"), Estimate(-1.0, 2.0, 5, "min"), Estimate(0.5, 2.0, 5, "min")]
    said = said_of_classes(found, 5, WORDS)
    assert "1 dari 3 kelas dapat membedakan" in said
    assert "Bagi 2 kelas" in said
    assert "1 kelas melihat B lebih lama" in said
    assert not is_clear(Estimate(1.0, math.nan, 1, "min"))


def test_pairs_tell_the_offices_apart_in_every_class(attempts):
    found = [attempts.of_class(PAIRED, at, MOST) for at in range(CLASSES)]
    assert all(map(is_clear, found))
    assert sum(is_clear(attempts.of_class(ALONE, at, MOST)) for at in range(CLASSES)) < CLASSES


@pytest.mark.parametrize("proposals", [10, 20])
def test_the_winner_by_luck_shrinks(lesson, proposals):
    *_first, shown = lesson.displays["luck"].show({"proposals": proposals})
    first, again = shown.picture.marks
    assert isinstance(first, Forest)
    assert len(first.points) == proposals
    (point,) = again.points
    assert point.low < 0 < point.high < max(each.y for each in first.points)
    assert "sama persis" in shown.text


@pytest.mark.parametrize(
    ("name", "answer", "right", "words"),
    [
        ("half_interval", 40, True, "Benar"),
        ("half_interval", 30, False, "tambahannya"),
        ("half_interval", 20, False, "70%"),
        ("half_interval", 5, False, "melebar"),
        ("half_interval", 25, False, "Belum cukup"),
        ("half_interval", 400, False, "Lebih dari cukup"),
        ("false_alarms", 1, True, "Benar"),
        ("false_alarms", 0, False, "meleset"),
        ("false_alarms", 5, False, "persennya"),
        ("false_alarms", 19, False, "tampak sama"),
        ("false_alarms", 3, False, "Hitung 5%"),
    ],
)
def test_exercises(lesson, name, answer, right, words):
    verdict = lesson.exercises[name].judge(answer)
    assert verdict.right is right
    assert words in verdict.feedback
    assert "{" not in verdict.feedback


def test_quantities_and_handout(lesson):
    quantities = lesson.quantities()
    assert all(np.isfinite(one.value) for one in quantities.values())
    blocks = lesson.handout()
    assert blocks["classes"].count("\n|") == 9
    assert "40" in blocks["answers"]
