"""Lesson 08: the agency and the signing days decide, not the desk that is seen."""

import numpy as np
import pytest

from simulator.calendars import MS_PER_DAY
from simulator.data import find_row
from simulator.teaching.lab import paired
from simulator.teaching.lessons.behind_the_counter import alternatives, days_of_permit
from simulator.teaching.lessons.permit_days import (
    DAILY,
    ELECTRONIC,
    FOLLOWED_DAYS,
    MORE_SERVERS,
    NOW,
    ONCE,
    office,
    permit_days,
    step_days,
    times_of,
)
from simulator.teaching.words import Words

WORDS = Words("id")
DAYS = days_of_permit(WORDS)


def saved(lab, scenario):
    return paired(DAYS, lab.values(scenario, DAYS), lab.values(office(), DAYS)).difference


def test_one_more_server_saves_next_to_nothing(lab):
    now = lab.estimate(office(), DAYS).mean
    assert 0 < saved(lab, office(servers=MORE_SERVERS)).high < 0.03 * now


def test_signature_and_agency_save_much_more(lab):
    server = saved(lab, office(servers=MORE_SERVERS))
    daily, electronic, agency = (
        saved(lab, one) for one in (office(DAILY), office(ELECTRONIC), office(fast_agency=True))
    )
    assert daily.low > 5 * server.high
    assert agency.low > electronic.high > daily.low
    assert daily.mean > 0.6 * electronic.mean  # how often helps more than the tool


def test_steps_add_up_to_the_days(lab):
    result = lab.run(office())
    assert step_days(result).sum(axis=1) == pytest.approx(permit_days(result))
    assert step_days(lab.run(office(ELECTRONIC)))[:, 3] == pytest.approx(0)


def test_days_are_the_working_days_from_arrival_to_signature(lab):
    result = lab.run(office(), 1)
    log = result.log
    times = times_of(log)
    days = times // MS_PER_DAY
    counted = [sum(log.names.working_days[first:last]) for first, last in zip(days[:, 0], days[:, -1], strict=True)]
    assert permit_days(result)[0] == pytest.approx(np.mean(counted))
    assert (np.diff(times, axis=1) >= 0).all()
    assert (times[:, 0] < FOLLOWED_DAYS * MS_PER_DAY).all()
    arrivals = (log["event"] == 4) & (log["time_ms"] < FOLLOWED_DAYS * MS_PER_DAY)
    backlog = sum(block.cases for block in office().spec.case_classes[0].backlog)
    assert len(times) >= arrivals.sum() - backlog - 2  # nearly all are seen through: the end hides nothing


@pytest.mark.parametrize(
    ("guess", "words"),
    [(30, "jauh lebih kecil"), (3, "sudah dekat"), (1, "di dalam rentang"), (0, "sedikit lebih besar")],
)
def test_verdict_answers_each_guess(lesson, outcome, guess, words):
    said = lesson.comparison.verdict(guess, outcome)
    assert words in said
    assert "20 ulangan" in said
    assert said.count("% (") == 4  # every saving has its interval


def test_levers_reach_every_office(lesson, lab):
    signing, servers = lesson.explore.levers
    assert signing.start == NOW
    for place in ((ONCE, 0), (len(signing.options) - 1, len(servers.options) - 1)):
        scenario = lesson.explore.scenario(dict(zip(("signing", "officers"), place, strict=True)))
        *_first, values = lab.refine(scenario, lesson.explore.measures)
        assert np.isfinite(values[DAYS.key]).all()


@pytest.mark.parametrize(
    ("name", "answer", "right", "words"),
    [
        ("weekly", 2, True, "Benar"),
        ("weekly", 2.1, True, "Benar"),
        ("weekly", 2.5, False, "dibagi dua"),
        ("weekly", 5, False, "jarak"),
        ("weekly", 4, False, "paling sial"),
        ("weekly", 0, False, "tidak menunggu"),
        ("weekly", 1, False, "Tulis untuk setiap hari"),
        ("spatial_plan", 19, True, "Benar"),
        ("spatial_plan", 20, False, "Dengan RDTR pun"),
        ("spatial_plan", 1, False, "selisihnya"),
        ("spatial_plan", 21, False, "Tidak mungkin"),
        ("spatial_plan", 7, False, "kurangkan"),
    ],
)
def test_exercises(lesson, name, answer, right, words):
    verdict = lesson.exercises[name].judge(answer)
    assert verdict.right is right
    assert words in verdict.feedback


def test_steps_put_the_limit_of_the_spatial_plan_in_front(lesson):
    *_first, plain = lesson.displays["steps"].show({"kkpr": 0})
    *_first, long = lesson.displays["steps"].show({"kkpr": 2})
    assert len(plain.picture.marks[0].parts) == 4
    assert long.picture.marks[0].parts[0] == [find_row("regulations/kkpr-approval").value] * len(alternatives(WORDS))
    assert "bukan hasil simulasi" in long.text
    assert "bukan hasil simulasi" not in plain.text
    assert "20 ulangan" in plain.picture.table.caption
    assert all(" sampai " in cell for cell in plain.picture.table.rows[0][1:])


def test_quantities_and_handout(lesson):
    quantities = lesson.quantities()
    assert all(np.isfinite(one.value) for one in quantities.values())
    assert quantities["server_share"].value < quantities["third"].value / 5
    blocks = lesson.handout()
    assert blocks["days"].count("\n|") == 6
    assert "19" in blocks["answers"]
