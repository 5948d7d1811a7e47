"""Lesson 06: what each action does when the centre, or the office's own link, is down."""

import numpy as np
import pytest

from simulator.measures import estimate_mean
from simulator.teaching.curriculum.blocks import fill
from simulator.teaching.lab import paired
from simulator.teaching.lessons.network_office import (
    CENTRE,
    COUNTER,
    HOME,
    LINK,
    NO_OUTAGE,
    OWN_LINK,
    PAPER,
    QUEUE,
    WAIT,
    hours_lost,
    office,
    sent_away,
)
from simulator.teaching.lessons.paper_forms import entry_hours, forms_needed
from simulator.teaching.words import Words

WORDS = Words("id")
HOURS, AWAY = hours_lost(WORDS), sent_away(WORDS)


def saved(lab, does, fails=CENTRE):
    return paired(HOURS, lab.values(office(fails, does), HOURS), lab.values(office(fails, WAIT), HOURS)).difference


def test_a_second_link_saves_nothing_while_the_centre_is_down(lab):
    link, wait = (lab.values(office(CENTRE, does), HOURS) for does in (LINK, WAIT))
    assert link.tolist() == wait.tolist()
    assert saved(lab, LINK, OWN_LINK).low > 0.9 * lab.estimate(office(OWN_LINK, WAIT), HOURS).mean


def test_paper_saves_most_and_one_more_counter_little(lab):
    counter, paper = saved(lab, COUNTER), saved(lab, PAPER)
    assert counter.low > 0
    assert counter.high < 0.25 * lab.estimate(office(CENTRE, WAIT), HOURS).mean
    assert paper.low > 5 * counter.high
    beyond = paired(HOURS, lab.values(office(CENTRE, PAPER), HOURS), lab.values(office(CENTRE, HOME), HOURS)).difference
    assert beyond.low > 0


def test_sending_home_leaves_most_people_without_service(lab):
    away = {does: lab.values(office(CENTRE, does), AWAY) for does in (WAIT, PAPER, HOME)}
    assert paired(AWAY, away[WAIT], away[HOME]).difference.low > 0
    assert paired(AWAY, away[PAPER], away[WAIT]).difference.low > 0


def test_hours_lost_are_those_beyond_the_same_days_without_an_outage(lab):
    scenario = office(CENTRE, WAIT)
    hours = [lab.run(one).column(QUEUE).to_numpy() * 72 for one in (scenario, scenario.with_(NO_OUTAGE))]
    assert lab.values(scenario, HOURS) == pytest.approx(hours[0] - hours[1])
    assert (lab.values(scenario.with_(NO_OUTAGE), HOURS) == 0).all()


@pytest.mark.parametrize(
    ("guess", "words"),
    [(0, "loket tambahan pun"), (1, "sama di semua 20"), (2, "Tepat."), (3, ") pulang tanpa dilayani")],
)
def test_verdict_answers_each_guess(lesson, outcome, guess, words):
    said = lesson.comparison.verdict(guess, outcome)
    assert words in said
    assert "20 ulangan" in said
    assert "-0,0" not in said
    assert said.count("rentang 95%") == {1: 0, 3: 2}.get(guess, 1)  # of the hours, and of those who go home
    assert ("Formulir kertas, tersisa" in said) == (guess != 2)


def test_levers_reach_every_office(lesson, lab):
    does, fails = lesson.explore.levers
    for place in ((0, 0), (len(does.options) - 1, len(fails.options) - 1)):
        scenario = lesson.explore.scenario(dict(zip(("does", "fails"), place, strict=True)))
        *_first, values = lab.refine(scenario, lesson.explore.measures)
        assert all(np.isfinite(one).all() for one in values.values())


FORMS = forms_needed(office(CENTRE, WAIT))
HOURS_OF_ENTRY = entry_hours(office(CENTRE, WAIT))


@pytest.mark.parametrize(
    ("answer", "right", "words"),
    [
        (round(FORMS), True, "Benar"),
        (FORMS / 4, False, "satu jam"),
        (90, False, "daring"),
        (63, False, "sehari penuh"),
        (50, False, "Terlalu banyak"),
        (20, False, "Kurang"),
    ],
)
def test_forms(lesson, answer, right, words):
    verdict = lesson.exercises["forms"].judge(answer)
    assert verdict.right is right
    assert words in verdict.feedback


@pytest.mark.parametrize(
    ("answer", "right", "words"),
    [
        (HOURS_OF_ENTRY, True, "Kertas memindahkan"),
        (60 * HOURS_OF_ENTRY, False, "menit"),
        (HOURS_OF_ENTRY * 12 / 8, False, "lama pelayanan"),
        (HOURS_OF_ENTRY / 3, False, "satu orang"),
        (10, False, "Terlalu lama"),
        (3, False, "Terlalu singkat"),
    ],
)
def test_later_entry(lesson, answer, right, words):
    verdict = lesson.exercises["later_entry"].judge(answer)
    assert verdict.right is right
    assert words in verdict.feedback


def test_forms_needed_is_what_the_simulation_uses(lab):
    log = lab.run(office(CENTRE, PAPER)).log
    entered = log.to_frame().query("event == 'queue_join' and station == 'entri-susulan'")
    counts = entered.groupby("replication").size().to_numpy(float)
    assert abs(estimate_mean(counts, "forms").mean - FORMS) < 0.1 * FORMS


def test_displays_show_the_day_and_the_causes(lesson):
    *_first, day = lesson.displays["day"].show({"does": PAPER})
    assert day.widget is not None
    *_first, causes = lesson.displays["causes"].show({"does": COUNTER})
    down, other = causes.picture.marks[0].parts
    assert abs(down[1] - down[0]) < 0.1 * down[0]  # one more counter changes nothing while OSS is down
    assert other[1] < other[0]
    assert "Akhirnya batal" in causes.table


def test_quantities_and_handout(lesson):
    quantities = lesson.quantities()
    assert quantities["link_centre"].value == 0
    assert all(np.isfinite(one.value) for one in quantities.values())
    blocks = lesson.handout()
    assert blocks["hours"].count("\n|") == 6
    assert "35" in fill("<!-- computed: answers -->\n<!-- end -->", blocks)
