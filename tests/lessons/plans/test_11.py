"""Lesson 11: turning people away does not lower the score of those who are asked; it lowers that of all who came."""

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from simulator.analysis.quality import ikm_forecast, quality_cases
from simulator.measures.quality import CAVEAT
from simulator.teaching.lab import paired
from simulator.teaching.lessons.measuring_quality import HIGHER, LITTLE_LOWER, MUCH_LOWER, SAME
from simulator.teaching.lessons.survey_office import (
    LIMIT,
    LIMITS,
    forecast,
    index_all,
    index_asked,
    index_with,
    lowest_of,
    office,
    went_home,
)
from simulator.teaching.lessons.survey_scores import NINTH, SHORT, index_of_sum
from simulator.teaching.panels.compare import outcome_of
from simulator.teaching.words import Words

WORDS = Words("id")
ASKED, EVERYONE, HOME = index_asked(WORDS), index_all(WORDS), went_home(WORDS)


def change(lab, measure):
    return paired(measure, lab.values(office(), measure), lab.values(office(LIMIT), measure)).difference


def test_the_score_of_those_asked_rises_while_that_of_all_falls(lab):
    assert change(lab, ASKED).low > 0
    assert change(lab, EVERYONE).high < -1
    assert change(lab, HOME).low > 0.25


def test_measures_are_the_forecast_of_the_analysis(lab):
    result = lab.run(office(LIMIT), 3)
    found = ikm_forecast(result).index.set_index("measure")["mean"]
    assert np.mean(ASKED.values(result)) == pytest.approx(found["index_asked"])
    assert np.mean(EVERYONE.values(result)) == pytest.approx(found["index_all"])


def test_who_went_home_are_those_that_the_analysis_calls_refused(lab):
    result = lab.run(office(LIMIT), 3)
    cases = quality_cases(result)
    assert HOME.values(result) == pytest.approx(cases.groupby("replication")["is_refused"].mean().to_numpy(float))


def test_nobody_comes_because_of_the_limit(lab):
    now, limited = (forecast(lab.run(office(tickets), 4)) for tickets in (0, LIMIT))
    assert (now["came"] == limited["came"]).all()
    assert (limited["asked"] < now["asked"]).all()


def test_asking_a_share_of_the_others_lies_between_both_scores():
    table = pd.DataFrame({"asked": [60.0], "came": [100], "index_asked": [88.0], "index_all": [84.8]})
    assert index_with(table, 0) == pytest.approx([88])
    assert index_with(table, 1) == pytest.approx([84.8])
    assert index_with(table, 0.5) == pytest.approx([(60 * 88 + 20 * 80) / 80])


@pytest.mark.parametrize(
    ("guess", "words"),
    [(MUCH_LOWER, "tidak ditanya"), (LITTLE_LOWER, "Arahnya"), (SAME, "Hampir tepat"), (HIGHER, "memang naik")],
)
def test_verdict_answers_each_guess_and_says_that_it_is_a_forecast(lesson, outcome, guess, words):
    said = lesson.comparison.verdict(guess, outcome)
    assert words in said
    assert "20 ulangan" in said
    assert CAVEAT[0] in said


def test_verdict_claims_no_direction_that_the_interval_does_not_show(lesson, lab):
    values = [{m.key: lab.values(office(), m) for m in lesson.comparison.measures}] * 2
    assert "belum pasti" in lesson.comparison.verdict(HIGHER, outcome_of(lesson.comparison, values))


def test_every_place_of_the_lever_works(lesson, lab):
    (lever,) = lesson.explore.levers
    assert len(lever.options) == len(LIMITS)
    assert CAVEAT[0] in lesson.explore.task
    for place in (0, len(LIMITS) - 1):
        *_first, values = lab.refine(lesson.explore.scenario({"tickets": place}), lesson.explore.measures)
        assert np.isfinite(values[ASKED.key]).all()


def test_the_order_of_the_two_rules_turns_round_when_more_are_asked(lesson):
    *_first, shown = lesson.displays["asked"].show({"share": 100.0})
    differences = [point.y for point in shown.picture.marks[0].points]
    assert differences[0] > 0 > differences[-1]
    assert differences == sorted(differences, reverse=True)
    assert CAVEAT[0] in shown.text
    assert shown.text.count("rentang 95%") == 3  # of both rules, and of their difference
    assert "20 ulangan" in shown.text


@pytest.mark.parametrize(("index", "is_lost"), [(88.9, True), (92.0, False), (88.3, False), (100.0, False)])
def test_weights_show_a_lost_letter(lesson, index, is_lost):
    *_first, shown = lesson.displays["weights"].show({"index": index})
    assert ("hilang" in shown.text) is is_lost


def test_index_of_the_published_check_example():
    total = sum(Fraction(one, 29) for one in (105, 101, 100, 116, 102, 105, 106, 105, 115))
    assert float(index_of_sum(total, NINTH).rounded) == 91.48
    assert float(index_of_sum(total, SHORT).rounded) == 90.56
    assert lowest_of("A") == 88.31


@pytest.mark.parametrize(
    ("name", "answer", "right", "words"),
    [
        ("ninth", 88.89, True, "Benar"),
        ("ninth", 88, False, "0,11"),
        ("ninth", 3.56, False, "Kalikan dengan 25"),
        ("ninth", 800, False, "lupa bobotnya"),
        ("ninth", 120, False, "paling tinggi 100"),
        ("ninth", 50, False, "Dua langkah"),
        ("everyone", 84.8, True, "Benar"),
        ("everyone", 88, False, "selesai saja"),
        ("everyone", 84, False, "merata-ratakan"),
        ("everyone", 80, False, "pulang saja"),
        ("everyone", 70, False, "Kalikan setiap nilai"),
    ],
)
def test_exercises(lesson, name, answer, right, words):
    verdict = lesson.exercises[name].judge(answer)
    assert verdict.right is right
    assert words in verdict.feedback


def test_quantities_and_handout(lesson):
    quantities = lesson.quantities()
    assert all(np.isfinite(one.value) for one in quantities.values())
    assert quantities["change_asked"].value > 0
    assert quantities["index"].shown == 87.5
    assert quantities["index_short"].shown == 86.63
    blocks = lesson.handout()
    assert blocks["scores"].count("\n|") == len(LIMITS) + 1
    assert "278" in blocks["answers"]
