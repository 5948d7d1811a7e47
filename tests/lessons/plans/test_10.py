"""Lesson 10: the mean wait falls with certainty, and that of a group rises with certainty."""

import numpy as np
import pytest

from simulator.teaching.lab import direction, paired
from simulator.teaching.lessons.fast_lane import (
    COUNTERS,
    FIRST_COME,
    LANE,
    NOW,
    ONE_DAY,
    ONE_MORE,
    READY,
    everyone,
    office,
)
from simulator.teaching.lessons.group_measures import Of
from simulator.teaching.lessons.lane_tasks import mean_wait, ready_first, waits
from simulator.teaching.lessons.who_is_left_behind import LONGER, SAME, SHORTER, gini_values
from simulator.teaching.pictures import comparison_picture
from simulator.teaching.words import Words

WORDS = Words("id")


def test_the_mean_falls_and_a_group_waits_longer(outcome):
    lane = outcome.pairs[0]
    assert lane["all"].difference.high < 0
    assert lane["low"].difference.low > 0


def test_the_able_gain_more_than_the_mean(lab, lesson):
    everybody, _low, high = lesson.explore.measures
    gains = [lab.values(office(LANE), each) - lab.values(office(), each) for each in (everybody, high)]
    assert paired(high, gains[0], gains[1]).difference.high < 0


def test_one_more_counter_helps_the_least_able_more_without_the_lane(lab, lesson, outcome):
    assert outcome.pairs[1]["low"].difference.high < 0
    with_lane, without = (lab.values(office(rule, ONE_MORE), lesson.explore.measures[1]) for rule in (LANE, NOW))
    assert paired(lesson.explore.measures[1], without, with_lane).difference.low > 0


def test_first_come_first_served_leaves_the_mean_and_costs_the_vulnerable(lab):
    old = Of(everyone, "waited_min", "priority_group", "lansia")
    everybody = Of(everyone, "waited_min")
    now, equal = (lab.run(office(rule)) for rule in (NOW, FIRST_COME))
    assert old(equal).mean() > 5 * old(now).mean()
    assert abs(everybody(equal).mean() - everybody(now).mean()) < 0.05 * everybody(now).mean()


def test_the_lane_changes_nothing_but_the_order(lab):
    first = [everyone(lab.run(office(rule), 2)) for rule in (NOW, LANE)]
    for column in ("arrival_ms", "literacy", "channel", "is_ready"):
        assert (first[0][column] == first[1][column]).all()
    assert first[0]["is_ready"].equals(first[0]["channel"] == READY)
    assert 0 < first[0]["is_ready"].mean() < 0.5


def test_gini_rises_with_the_lane(lab):
    now, lane = (gini_values(lab.run(office(rule))) for rule in (NOW, LANE))
    assert (lane - now).mean() > 0.05
    assert ((now > 0) & (now < 1)).all()


@pytest.mark.parametrize(
    ("guess", "words"), [(LONGER, "tepat"), (SAME, "lain dari hasilnya"), (SHORTER, "lain dari hasilnya")]
)
def test_verdict(lesson, outcome, guess, words):
    said = lesson.comparison.verdict(guess, outcome)
    assert words in said
    assert "Hasilnya: lebih lama." in said
    assert "20 ulangan" in said
    assert direction(outcome.pairs[0]["all"]) == SHORTER


def test_the_chart_draws_those_who_lose_beside_the_mean(lesson, outcome):
    picture = comparison_picture(lesson.comparison, outcome, WORDS, None)
    everybody, low = picture.marks
    assert everybody.points[1].y < everybody.points[0].y
    assert low.points[1].y > low.points[0].y
    assert [mark.key for mark in picture.marks] == [one.label for one in lesson.comparison.measures]
    assert "belum terbiasa" in picture.title
    assert len(picture.table.rows) == 2 * 5


def test_levers_reach_every_office(lesson, lab):
    rule, counters = lesson.explore.levers
    assert rule.start == NOW
    for place in ((FIRST_COME, 0), (LANE, len(counters.options) - 1)):
        scenario = lesson.explore.scenario(dict(zip(("rule", "counters"), place, strict=True)))
        *_first, values = lab.refine(scenario, lesson.explore.measures)
        assert all(np.isfinite(each).all() for each in values.values())
    assert scenario.spec.stations[0].roster[0].servers == COUNTERS + 2


@pytest.mark.parametrize(
    ("name", "answer", "right", "words"),
    [
        ("order", 7.5, True, "Benar"),
        ("order", 18.75, False, "urutan lama"),
        ("order", 16.25, False, "sampai selesai"),
        ("order", 15, False, "orang terakhir"),
        ("order", 5, False, "yang siap saja"),
        ("order", 30, False, "Terlalu lama"),
        ("order", 1, False, "Terlalu singkat"),
        ("hidden", 19, True, "Benar"),
        ("hidden", 25, False, "sama besar"),
        ("hidden", 31, False, "tertukar"),
        ("hidden", 50, False, "di antara"),
        ("hidden", 20, False, "Hitung"),
    ],
)
def test_exercises(lesson, name, answer, right, words):
    verdict = lesson.exercises[name].judge(answer)
    assert verdict.right is right
    assert words in verdict.feedback


def test_order_keeps_the_work():
    assert sum(ready_first()) == waits(ready_first())[-1] + ready_first()[-1]
    assert mean_wait(sorted(ready_first())) < mean_wait(sorted(ready_first(), reverse=True))


def test_groups_with_ratio_gap_and_gini(lesson):
    *_first, week = lesson.displays["groups"].show({"rule": 0, "by": 0, "days": 0})
    low, _middle, high = week.picture.marks[0].points
    assert low.low > 0 > high.high
    assert "Gini" in week.text
    assert week.table.count("<table") == 2
    assert "20 ulangan" in week.text
    groups, gaps = week.table.split("</table>")[:2]
    assert groups.count(" sampai ") == 3 * 3  # three groups: now, after, difference
    assert groups.count(">20</td>") == 3
    assert "20 ulangan" in gaps
    assert "tidak ditampilkan" not in week.text


def test_a_small_group_hides_another_with_it(lesson):
    *_first, day = lesson.displays["groups"].show({"rule": 0, "by": 2, "days": 1})
    assert "tidak ditampilkan" in day.text
    assert "2 dari 4" in day.text
    assert len(day.picture.marks[0].points) == 2
    assert office(NOW, COUNTERS, ONE_DAY).spec.horizon.days == 1


def test_quantities_and_handout(lesson):
    quantities = lesson.quantities()
    assert all(np.isfinite(one.value) for one in quantities.values())
    assert quantities["all_lane"].value < quantities["all_now"].value
    assert quantities["low_lane"].value > quantities["low_now"].value
    blocks = lesson.handout()
    assert blocks["waits"].count("\n|") == 5
    assert "7,5" in blocks["answers"]
