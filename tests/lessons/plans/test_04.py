"""Lesson 04: the same officer hours, placed where people come, halve the wait."""

import numpy as np
import pytest

from simulator.data import find_row
from simulator.teaching.lab import Lab, paired
from simulator.teaching.lessons.counter_hours import (
    EARLIEST,
    EARLY,
    IN_TURNS,
    NOW,
    STARTS,
    TOGETHER,
    by_hour,
    hours_of,
    office,
    people_a_day,
    people_by_hour,
    ruled_day,
    wait,
)
from simulator.teaching.lessons.peak_tasks import friday_break
from simulator.teaching.words import Words

WORDS = Words("id")
WAIT = wait(WORDS)
ROSTERS = [(start, breaks) for start in STARTS for breaks in (TOGETHER, IN_TURNS)]


def change(lab, base, alternative):
    return paired(WAIT, lab.values(office(*base), WAIT), lab.values(office(*alternative), WAIT))


@pytest.mark.parametrize("seed", [3, 11])
def test_an_earlier_second_shift_halves_the_wait(seed):
    pair = change(Lab(seed=seed), (NOW, TOGETHER), (EARLY, TOGETHER))
    assert pair.difference.high < 0
    assert pair.difference.mean < -0.4 * pair.base.mean


def test_breaks_in_turns_harm_now_and_help_when_nobody_else_is_there(lab):
    assert change(lab, (NOW, TOGETHER), (NOW, IN_TURNS)).difference.low > 0
    assert change(lab, (EARLIEST, TOGETHER), (EARLIEST, IN_TURNS)).difference.high < 0


@pytest.mark.parametrize("roster", ROSTERS)
def test_every_roster_has_the_same_server_hours(roster):
    assert hours_of(office(*roster)) == sum(by_hour(*roster)) == 22


def test_only_the_roster_differs():
    one, other = (office(*roster).spec.model_dump() for roster in (ROSTERS[0], ROSTERS[-1]))
    for spec in (one, other):
        spec["stations"][0].pop("roster")
    assert one == other


def test_people_by_hour_add_up():
    base = office()
    assert sum(people_by_hour(base)) == pytest.approx(people_a_day(base)) == pytest.approx(79.75)


def test_hours_of_the_rule_come_from_the_calendar():
    assert 60 * np.diff(friday_break())[0] == find_row("calendar/break-normal-friday").value
    assert ruled_day(is_friday=False)["from"] == "07:30"


@pytest.mark.parametrize(("guess", "words"), [(0, "lebih besar"), (56, "di dalam rentang"), (95, "lebih kecil")])
def test_verdict_answers_each_guess(lesson, outcome, guess, words):
    said = lesson.comparison.verdict(guess, outcome)
    assert words in said
    assert "20 ulangan" in said
    assert "malah menambah" in said


def test_levers_reach_every_office(lesson, lab):
    start, breaks = lesson.explore.levers
    assert STARTS[start.start] == NOW
    for place in ((0, 0), (len(start.options) - 1, len(breaks.options) - 1)):
        scenario = lesson.explore.scenario(dict(zip(("start", "breaks"), place, strict=True)))
        *_first, values = lab.refine(scenario, lesson.explore.measures)
        assert all(np.isfinite(found).all() for found in values.values())
        assert (values["server_hours"] == 22).all()
    hours = lesson.explore.measures[-1]
    said = WORDS.measured(hours, lab.estimate(office(), hours))
    assert "22,0 jam" in said
    assert "rentang" not in said  # a sum from the roster: nothing of it is simulated


@pytest.mark.parametrize(
    ("name", "answer", "right", "words"),
    [
        ("friday", 12, True, "Benar"),
        ("friday", 6.5, False, "satu jam terakhir"),
        ("friday", 16.7, False, "dua jam penuh"),
        ("friday", 18.5, False, "membagi rata"),
        ("friday", 80, False, "Terlalu banyak"),
        ("friday", 3, False, "Terlalu sedikit"),
        ("last_ticket", 45, True, "Benar"),
        ("last_ticket", 90, False, "satu petugas"),
        ("last_ticket", 11, False, "satu orang"),
        ("last_ticket", 60, False, "sampai loket tutup"),
        ("last_ticket", 300, False, "Terlalu lama"),
        ("last_ticket", 3, False, "Terlalu singkat"),
    ],
)
def test_exercises(lesson, name, answer, right, words):
    verdict = lesson.exercises[name].judge(answer)
    assert verdict.right is right
    assert words in verdict.feedback
    assert "{" not in verdict.feedback


def test_hours_show_people_beside_servers(lesson):
    *_first, shown = lesson.displays["hours"].show({"start": STARTS.index(EARLY), "breaks": TOGETHER})
    come, able = shown.picture.marks
    assert "22 jam" in shown.text
    assert len(come.points) == len(able.points) == 8
    assert come.points[1].y < able.points[1].y  # at nine the second shift is there
    assert shown.picture.table.rows[-1][2] == "22"


def test_quantities_and_handout(lesson):
    quantities = lesson.quantities()
    assert all(np.isfinite(one.value) for one in quantities.values())
    assert quantities["hours"].value == 22
    assert quantities["gone_early"].value < quantities["gone_now"].value
    blocks = lesson.handout()
    assert blocks["waits"].count("(22 jam)") == 5
    assert "12 orang" in blocks["answers"]
