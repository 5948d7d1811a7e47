"""Lesson 12: one run against one run points the wrong way nearly every second time; pairs hardly ever do."""

import asyncio
import math
import re

import numpy as np
import pytest
from scipy.stats import t as student

from simulator.experiments import run
from simulator.measures import Estimate, estimate_mean
from simulator.teaching import job
from simulator.teaching.journal import Memory
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
    share_interval,
    wait,
)
from simulator.teaching.panels import Display
from simulator.teaching.panels.compare import outcome_of
from simulator.teaching.state import LessonState
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


@pytest.mark.parametrize("how", [ALONE, PAIRED])
def test_needed_is_the_least_that_is_enough(attempts, how):
    gain, spread = -attempts.pool(PAIRED).mean(), attempts.pool(how).std(ddof=1)
    n = attempts.needed(how)
    enough, few = (student.ppf(0.975, m - 1) * spread / math.sqrt(m) for m in (n, n - 1))
    assert enough <= gain < few


def test_wrong_counts_comparisons(attempts):
    pool = attempts.pool(ALONE)
    assert attempts.wrong(ALONE).sum() == np.sum(pool > 0)
    assert attempts.wrong(ALONE, 10)[0] == (pool[:10].mean() > 0)
    assert {len(attempts.wrong(how, n)) for how in (ALONE, PAIRED) for n in GROUPS} == {200}
    shares = [attempts.wrong(ALONE, n).mean() for n in GROUPS]
    assert shares[0] > shares[-2] > shares[-1]  # to repeat does help, if slowly


def test_shares_have_the_interval_of_wilson():
    low, high = share_interval(np.repeat([1.0, 0.0], [85, 115]))
    z, p, n = 1.959964, 0.425, 200
    middle, half = p + z**2 / (2 * n), z * math.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    assert (low, high) == pytest.approx(((middle - half) / (1 + z**2 / n), (middle + half) / (1 + z**2 / n)))


def test_wrong_ways_are_told_row_by_row_with_intervals(lesson):
    shown = list(lesson.displays["wrong"].show({}))
    assert [each.is_whole for each in shown] == [False, False, False, True]
    assert "1 dari 4 baris" in shown[0].text
    assert "baris" not in shown[-1].text
    assert shown[-1].table.count("dari 200 (") == 2 * len(GROUPS)
    for bars in shown[-1].picture.marks:
        assert all(point.low <= point.y < point.high for point in bars.points)


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
    assert f"Sejauh ini 3 dari {CLASSES} kelas selesai" in said
    assert "Sejauh ini" not in said_of_classes([found[0]] * CLASSES, 5, WORDS)
    assert "Bagi 2 kelas" in said
    assert "1 kelas melihat B lebih lama" in said
    assert not is_clear(Estimate(1.0, math.nan, 1, "min"))


@pytest.mark.parametrize("n", [1, 50])
def test_one_class_is_no_plural_in_english(n):
    found = [Estimate(-2.0, 1.0, n, "min"), Estimate(1.0, 2.0, n, "min")]
    for some in (found[:1], found):
        assert not re.search(r"\b1 (classes|replications)", said_of_classes(some, n, Words("en")))


def test_a_display_that_other_work_ends_says_so(lesson, monkeypatch):
    monkeypatch.setattr(job, "BREATH_S", 0.01)
    state, page = LessonState("12_is_the_difference_real", Memory()), job.Job()
    state.store_guess(30)
    panels = {name: Display(state, WORDS, name, lesson.displays[name], page) for name in ("classes", "wrong", "luck")}

    async def learner() -> None:
        panels["classes"].start.receive({"entries": {}})
        await asyncio.sleep(0)
        assert panels["classes"].message.tone == "busy"
        panels["wrong"].start.receive({"entries": {}})
        panels["luck"].start.receive({"entries": {}})
        await asyncio.sleep(0)
        page.stop()

    asyncio.run(learner())
    texts = {name: panel.message.html for name, panel in panels.items()}
    assert "Sejauh ini 1 dari 10" in texts["classes"]
    assert "terhenti" in texts["classes"]
    assert texts["wrong"].startswith("Hitungan ini terhenti")  # before it showed anything
    assert "terhenti" not in texts["luck"]  # it had shown all there is
    assert {panel.message.tone for panel in panels.values()} == {"plain"}
    panels["classes"].start.receive({"entries": {}})
    assert "terhenti" not in panels["classes"].message.html
    assert "Sejauh ini" not in panels["classes"].message.html


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
