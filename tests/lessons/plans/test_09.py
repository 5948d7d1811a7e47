"""Lesson 09: a second week of absence makes far more permits by silence than the first."""

from datetime import date, timedelta

import numpy as np
import pytest

from simulator.calendars import MS_PER_DAY, add_working_days
from simulator.data import load
from simulator.measures.legal_cases import legal_cases
from simulator.teaching.lab import paired
from simulator.teaching.lessons.deadline_office import (
    OSS_1,
    PERMIT,
    PP_5,
    PP_28,
    PROMISE_ONLY,
    START,
    files_of_one_server,
    files_to_verify,
    followed,
    office,
    outcome_shares,
    rule,
)
from simulator.teaching.lessons.deadline_tasks import AWAY_DAYS, FILE, due_date, pile_days, shown_files, stopped_days
from simulator.teaching.lessons.legal_clock import LONG, OUTCOMES, SHORT, measures
from simulator.teaching.words import Words

WORDS = Words("id")
DEEMED, UNSTUDIED, DAYS = measures(WORDS)


def test_second_week_does_more_than_the_first(lab):
    normal, short, long = (lab.values(office(away), DEEMED) for away in (0, SHORT, LONG))
    first = paired(DEEMED, normal, short).difference
    second = paired(DEEMED, short, long).difference
    assert first.low > 0
    assert second.low > first.high  # not in proportion: the reserve of time is gone
    assert lab.estimate(office(LONG), UNSTUDIED).low > 0.1


def test_clock_that_starts_after_the_check_does_not_see_the_backlog(lab):
    assert lab.estimate(office(LONG, PP_5), DEEMED).high < 0.05
    pair = paired(DAYS, lab.values(office(LONG), DAYS), lab.values(office(LONG, PP_5), DAYS))
    assert pair.difference.low > 0  # and applicants wait no less


def test_rules_come_from_the_package_of_regulations():
    promises = load("regulations", "promises")
    for code, regime in ((PP_28, "pp-28-2025"), (PP_5, "oss-rba"), (OSS_1, "oss-1x")):
        row = promises[(promises["regime"] == regime) & (promises["permit"] == PERMIT)].iloc[0]
        assert (rule(code).days, rule(code).is_deemed) == (row["deadline_days"], row["deemed_approval"])
    assert (rule(PP_28).after_check, rule(PP_5).after_check, rule(OSS_1).after_check) == (False, True, True)
    assert not rule(PROMISE_ONLY).is_deemed


def test_without_deemed_approval_files_are_late_instead(lab):
    shares = outcome_shares(lab.run(office(LONG, PROMISE_ONLY)), OUTCOMES).mean(axis=0)
    assert shares.sum() == pytest.approx(1)
    assert shares[OUTCOMES.index("deemed_approved")] == 0
    assert shares[OUTCOMES.index("late")] > 0.2


def test_one_server_is_away_on_the_days_said(lab):
    whole, away = (lab.run(office(days), 4).column("utilisation").mean() for days in (0, LONG))
    assert away > whole
    spans = office(LONG).data["staff"][0]["training"][0]
    assert (spans["from"], spans["to"]) == ("2026-07-20 00:00", "2026-08-01 00:00")


def test_engine_moves_the_deadline_as_the_exercise_does(lab):
    cases = legal_cases(lab.run(office(), 2).log)
    cases = cases[(cases["stopped_days"] > 0) & cases["due_ms"].notna()]
    assert len(cases) > 20
    for case in cases.itertuples():
        begun = START + timedelta(days=int(case.clock_ms // MS_PER_DAY))
        due = START + timedelta(days=int(case.due_ms // MS_PER_DAY) - 1)  # the end of that day
        moved = add_working_days(add_working_days(begun, rule(PP_28).days), int(case.stopped_days))
        assert due == moved


def test_file_of_the_exercise():
    assert stopped_days(FILE) == 4
    assert due_date(FILE) == date(2026, 7, 17)


def test_pile_is_what_is_left_over():
    comes, one = shown_files()
    assert (comes, one) == (round(files_to_verify()), round(files_of_one_server()))
    assert pile_days() == pytest.approx(AWAY_DAYS * (comes - one) / one)
    assert files_of_one_server() == pytest.approx(15)


def test_pile_speaks_of_the_numbers_that_its_task_shows(lesson):
    said = lesson.exercises["pile"].judge(pile_days()).feedback
    comes, one = shown_files()
    assert f"{comes} berkas untuk diverifikasi" in lesson.exercises["pile"].entry.label
    assert f"{comes - one} berkas setiap hari, {AWAY_DAYS * (comes - one)} berkas" in said


def test_followed_files_are_nearly_all_settled(lab):
    cases = followed(lab.run(office(LONG)))
    assert (cases["outcome"] == "left_out").mean() < 0.02  # who never comes back after a correction
    assert cases["issue_days"].notna().mean() > 0.97


@pytest.mark.parametrize(
    ("guess", "words"), [(5, "lebih banyak"), (29, "di dalam rentang"), (60, "hasilnya lebih sedikit")]
)
def test_verdict_answers_each_guess(lesson, outcome, guess, words):
    said = lesson.comparison.verdict(guess, outcome)
    assert words in said
    assert "20 ulangan" in said


def test_levers_reach_every_office(lesson, lab):
    away, rules = lesson.explore.levers
    for places in ((away.minimum, 0), (away.maximum, 0), (away.maximum, len(rules.options) - 1)):
        scenario = lesson.explore.scenario(dict(zip(("away", "rule"), places, strict=True)))
        *_first, values = lab.refine(scenario, lesson.explore.measures)
        assert all(np.isfinite(each).all() for each in values.values())


@pytest.mark.parametrize(
    ("name", "answer", "right", "words"),
    [
        ("stopped_file", 17, True, "Benar"),
        ("stopped_file", 13, False, "tanpa perbaikan"),
        ("stopped_file", 11, False, "hari kalender"),
        ("stopped_file", 19, False, "tidak menambah"),
        ("stopped_file", 16, False, "Hampir"),
        ("stopped_file", 20, False, "Terlambat"),
        ("stopped_file", 9, False, "Terlalu awal"),
        ("pile", 3.7, True, "Benar"),
        ("pile", 4, True, "Benar"),
        ("pile", 3, False, "diverifikasi lagi"),
        ("pile", 55, False, "banyaknya berkas"),
        ("pile", 1.9, False, "dua petugas"),
        ("pile", 8.7, False, "juga berhenti"),
        ("pile", 5, False, "lamanya absen"),
        ("pile", 12, False, "Hitung tumpukannya"),
    ],
)
def test_exercises(lesson, name, answer, right, words):
    verdict = lesson.exercises[name].judge(answer)
    assert verdict.right is right
    assert words in verdict.feedback


def test_displays(lesson):
    *_first, rules = lesson.displays["rules"].show({})
    assert [sum(bar) for bar in zip(*rules.picture.marks[0].parts, strict=True)] == pytest.approx([100] * 4)
    *_first, late = lesson.displays["late"].show({})
    assert sum(late.picture.marks[0].parts[0]) == pytest.approx(100)
    for picture in (rules.picture, late.picture):
        assert "20 ulangan" in picture.table.caption
        assert " sampai " in picture.table.rows[0][1]


def test_quantities_and_handout(lesson):
    quantities = lesson.quantities()
    assert all(np.isfinite(one.value) for one in quantities.values())
    assert quantities["deemed_long"].value > 1.5 * quantities["deemed_double"].value
    blocks = lesson.handout()
    assert blocks["shares"].count("\n|") == 5
    assert "17" in blocks["answers"]
