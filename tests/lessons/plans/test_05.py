"""Lesson 05: the line gets shorter, and the least able wait longer for a NIB, where all are told to apply online."""

import numpy as np
import pytest

from simulator.teaching.lab import direction, paired
from simulator.teaching.lessons.nib_channels import (
    ABLE,
    ASSISTANT,
    EVERYBODY,
    FOLLOWED_DAYS,
    MOBILE,
    nib_cases,
    office,
    sent_back_share,
)
from simulator.teaching.lessons.online_counter_assisted import FASTER, SAME, SLOWER
from simulator.teaching.words import Words

WORDS = Words("id")


def test_the_line_is_shorter_and_the_least_able_are_slower(outcome):
    low, wait = outcome.pairs[0]["low"], outcome.pairs[0]["wait"]
    assert wait.difference.high < 0
    assert low.difference.low > 0
    assert low.difference.low > 0.3 * low.base.mean


def test_the_able_are_slowed_far_less(lab, lesson):
    low, high, _wait = lesson.explore.measures
    extra = [lab.values(office(EVERYBODY), each) - lab.values(office(), each) for each in (low, high)]
    assert paired(low, extra[1], extra[0]).difference.low > 0


def test_an_assistant_beside_the_able_online_makes_the_least_able_faster(outcome):
    assert outcome.pairs[1]["low"].difference.high < 0
    assert outcome.pairs[1]["wait"].difference.high < 0


def test_cases_are_those_of_the_first_days_and_of_all_channels(lab):
    cases = nib_cases(lab.run(office(), 2))
    assert set(cases["case_class"].unique()) == {"nib-rendah", "nib-menengah-rendah"}
    assert cases["arrival_ms"].max() < FOLLOWED_DAYS * 86_400_000
    assert cases["channel"].nunique() == 5
    followed = 1 - cases["gave_up"].mean() - cases["sojourn_h"].notna().mean()
    assert followed < 0.02  # nearly all are seen through


def test_ready_hands_are_told_alone(lab):
    now, able = (nib_cases(lab.run(office(told), 2)) for told in (0, ABLE))
    shares = [cases.groupby("literacy", observed=True)["is_online"].mean() for cases in (now, able)]
    assert shares[1]["low"] == shares[0]["low"]
    assert shares[1]["high"] > shares[0]["high"] + 0.2


@pytest.mark.parametrize(("guess", "words"), [(SLOWER, "tepat"), (SAME, "menebak begitu"), (FASTER, "menebak begitu")])
def test_verdict(lesson, outcome, guess, words):
    said = lesson.comparison.verdict(guess, outcome)
    assert words in said
    assert "20 ulangan" in said
    assert direction(outcome.pairs[0]["low"]) == SLOWER
    assert direction(outcome.pairs[0]["wait"]) == FASTER


def test_levers_reach_every_office(lesson, lab):
    for told, helped in ((0, MOBILE), (ABLE, ASSISTANT), (EVERYBODY, 0)):
        scenario = lesson.explore.scenario({"told": told, "helped": helped})
        *_first, values = lab.refine(scenario, lesson.explore.measures)
        assert all(np.isfinite(each).all() for each in values.values())
    assert [len(lever.options) for lever in lesson.explore.levers] == [3, 3]


@pytest.mark.parametrize(
    ("name", "answer", "right", "words"),
    [
        ("sent_back", 23, True, "Benar"),
        ("sent_back", 29, False, "semua yang kembali"),
        ("sent_back", 6, False, "walau dibantu"),
        ("sent_back", 11.5, False, "100 pemohon"),
        ("sent_back", 60, False, "Terlalu banyak"),
        ("sent_back", 0, False, "Terlalu sedikit"),
        ("desk", 15, True, "Benar"),
        ("desk", 15.6, True, "Benar"),
        ("desk", 39, False, "hanya perlu"),
        ("desk", 16, False, "Hampir"),
        ("desk", 6.5, False, "jam kerjanya"),
        ("desk", 25, False, "Terlalu banyak"),
        ("desk", 10, False, "waktu sisa"),
    ],
)
def test_exercises(lesson, name, answer, right, words):
    verdict = lesson.exercises[name].judge(answer)
    assert verdict.right is right
    assert words in verdict.feedback


def test_groups_are_shown_or_withheld_with_a_reason(lesson):
    *_first, literacy = lesson.displays["groups"].show({"setting": 0, "by": 0})
    assert len(literacy.picture.marks[0].points) == 3
    assert literacy.picture.marks[0].points[0].low > 0
    assert "tidak ditampilkan" not in literacy.text
    *_first, size = lesson.displays["groups"].show({"setting": 0, "by": 3})
    assert "tidak ditampilkan" in size.text
    assert "–" in size.table
    assert len(size.picture.marks[0].points) == 1


def test_outreach_that_stops_in_the_town_does_not_reach_the_far_district(lesson):
    *_first, shown = lesson.displays["reach"].show({})
    none, town, villages = (marks.points for marks in shown.picture.marks)
    assert town[0].low > none[0].high
    assert town[2].y == none[2].y
    assert villages[2].low > none[2].high


def test_quantities_and_handout(lesson):
    quantities = lesson.quantities()
    assert all(np.isfinite(one.value) for one in quantities.values())
    assert quantities["low_all"].value > quantities["low_now"].value > quantities["low_assisted"].value
    assert sent_back_share(office(), is_online=True) > 4 * sent_back_share(office(), is_online=False)
    blocks = lesson.handout()
    assert blocks["hours"].count("\n|") == 5
    assert "15 orang" in blocks["answers"]
