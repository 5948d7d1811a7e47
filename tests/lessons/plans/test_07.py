"""Lesson 07: helping with an incomplete file takes the desk less time than sending it home."""

import numpy as np
import pytest

from simulator.eventlog.kinds import Cause
from simulator.measures import estimate_mean
from simulator.teaching.lab import Lab, paired
from simulator.teaching.lessons.files_sent_back import measures
from simulator.teaching.lessons.inputs import number
from simulator.teaching.lessons.returned_files import (
    HELP,
    HELP_MIN,
    PRE_CHECK,
    RETURN,
    SHARE_NOW,
    VERIFICATION_MIN,
    office,
    passes,
    sent_home,
    work,
)
from simulator.teaching.lessons.returned_minutes import even_help_min, even_pre_check_min
from simulator.teaching.words import Words

WORDS = Words("id")
BUSY, DAYS, LOST = measures(WORDS)


@pytest.mark.parametrize("measure", [BUSY, DAYS, LOST], ids=lambda measure: measure.key)
def test_helping_beats_sending_back_in_every_respect(lab, measure):
    pair = paired(measure, lab.values(office(), measure), lab.values(office(HELP), measure))
    assert pair.difference.high < -0.05 * pair.base.mean


def test_pre_check_helps_only_where_much_is_missing():
    assert work(PRE_CHECK).minutes < work(HELP).minutes < work(RETURN).minutes
    helped, back, pre = (work(policy, 0.1).minutes for policy in (HELP, RETURN, PRE_CHECK))
    assert helped < back < pre


@pytest.mark.parametrize("policy", [RETURN, HELP, PRE_CHECK])
def test_busy_share_agrees_with_the_formula(policy):
    found = Lab(seed=7, replications=60).estimate(office(policy), BUSY)
    error = found.half_width / 2
    assert error < 0.01
    assert abs(found.mean - work(policy).busy) < 4.5 * error


def test_files_sent_home_agree_with_the_formula(lab):
    result = lab.run(office())
    found = estimate_mean(sent_home(result, Cause.INCOMPLETE) + sent_home(result, Cause.NIK), "")
    assert abs(found.mean - work(RETURN).sent_back) < 4.5 * found.half_width / 2


def test_passes_with_one_reason_are_a_geometric_sum():
    visits, lost = passes(0.0)
    assert visits == pytest.approx(1 + 0.04 * 0.95 / (1 - 0.02 * 0.95))
    assert lost == pytest.approx(0.05 * (0.04 + 0.04 * 0.95 * 0.02 / (1 - 0.02 * 0.95)))


def test_limits_of_help_and_pre_check_are_where_the_minutes_meet():
    assert work(HELP, help_min=even_help_min()).minutes == pytest.approx(work(RETURN).minutes)
    assert work(PRE_CHECK, pre_min=even_pre_check_min()).minutes == pytest.approx(work(HELP).minutes)
    assert number(office(), HELP_MIN) < number(office(), VERIFICATION_MIN) < even_help_min()


def test_help_cannot_mend_an_identity_number(lab):
    result = lab.run(office(HELP))
    assert sent_home(result, Cause.INCOMPLETE).max() == 0
    assert sent_home(result, Cause.NIK).mean() > 0.02


@pytest.mark.parametrize(
    ("guess", "words"),
    [(95, "sebaliknya"), (86, "lebih longgar lagi"), (79, "di dalam rentang"), (40, "memakan waktu")],
)
def test_verdict_answers_each_guess(lesson, outcome, guess, words):
    said = lesson.comparison.verdict(guess, outcome)
    assert words in said
    assert "20 ulangan" in said


def test_levers_reach_every_office(lesson, lab):
    share, policy = lesson.explore.levers
    for places in ((share.minimum, RETURN), (share.maximum, RETURN), (share.maximum, len(policy.options) - 1)):
        scenario = lesson.explore.scenario(dict(zip(("share", "policy"), places, strict=True)))
        *_first, values = lab.refine(scenario, lesson.explore.measures)
        assert all(np.isfinite(each).all() for each in values.values())
    assert share.start == 100 * SHARE_NOW
    assert work(RETURN, share.maximum / 100).busy < 1  # the formula holds over the whole scale


@pytest.mark.parametrize(
    ("name", "answer", "right", "words"),
    [
        ("help_minutes", 32, True, "Benar"),
        ("help_minutes", 30, True, "Benar"),
        ("help_minutes", 12.8, False, "setiap berkas baru"),
        ("help_minutes", 20, False, "masih lebih murah"),
        ("help_minutes", 25, False, "pemeriksaan ulang"),
        ("help_minutes", 60, False, "Terlalu lama"),
        ("pre_check_minutes", 6, True, "Benar"),
        ("pre_check_minutes", 7, True, "Benar"),
        ("pre_check_minutes", 8, False, "tidak ada lagi"),
        ("pre_check_minutes", 20, False, "satu berkas yang kurang"),
        ("pre_check_minutes", 3, False, "menguntungkan"),
        ("pre_check_minutes", 12, False, "Terlalu lama"),
    ],
)
def test_exercises(lesson, name, answer, right, words):
    verdict = lesson.exercises[name].judge(answer)
    assert verdict.right is right
    assert words in verdict.feedback


@pytest.mark.parametrize("name", ["reasons", "theory"])
def test_displays_have_a_bar_for_each_way(lesson, name):
    *_first, shown = lesson.displays[name].show({})
    assert all(len(part) == 3 for part in shown.picture.marks[0].parts)
    assert "20" in shown.table


def test_quantities_and_handout(lesson):
    quantities = lesson.quantities()
    assert all(np.isfinite(one.value) for one in quantities.values())
    assert quantities["busy_help"].value < quantities["busy_return"].value < quantities["busy_added"].value
    blocks = lesson.handout()
    assert blocks["minutes"].count("\n|") == 5
    assert "32" in blocks["answers"]
