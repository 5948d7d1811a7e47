"""Lesson 02: the same mean, more spread, a longer wait."""

import numpy as np
import pytest

from simulator.measures import estimate_mean
from simulator.scenario import load_scenario
from simulator.teaching.lab import of_run, paired
from simulator.teaching.lessons.variation_costs import EVEN, NEXT, NOW
from simulator.teaching.lessons.verification_station import (
    BUSY,
    SCENARIO,
    SLOT_FILES,
    SLOT_MIN,
    by_appointment,
    mean_wait,
    minutes_within,
    office_with,
    wait_at_home,
)
from simulator.teaching.single_station import SingleStation
from simulator.teaching.words import Words

WORDS = Words("id")
WAIT = of_run("waiting_time_mean", "menunggu", "menit")
STATION = SingleStation.of(load_scenario(SCENARIO))
TRUTH_CHECKLISTS, TRUTH_ALIKE = mean_wait(STATION, EVEN), mean_wait(SingleStation(1, STATION.service_min), 0.0)


def more(lab, base, alternative):
    return paired(WAIT, lab.values(base, WAIT), lab.values(alternative, WAIT)).difference


def test_twice_the_spread_costs_and_half_of_it_saves(lab):
    assert more(lab, office_with(NOW), office_with(NEXT)).low > 0.5 * lab.estimate(office_with(NOW), WAIT).mean
    assert more(lab, office_with(NOW), office_with(EVEN)).high < 0


@pytest.mark.parametrize("spread", [EVEN, NOW, NEXT])
def test_only_the_spread_differs(lab, spread):
    log = lab.run(office_with(spread), 4)
    assert abs(float(log.column("utilisation").mean()) - BUSY) < 0.05
    service = office_with(spread).spec.stations[0].service_time
    assert (service.mean_min, service.cv) == (STATION.service_min, spread)


def test_formula_for_one_server_lies_within_the_interval(lab):
    one = SingleStation(1, STATION.service_min)
    for spread in (EVEN, NOW):
        found = lab.estimate(office_with(spread, 1), WAIT)
        assert found.low < mean_wait(one, spread) < found.high


def test_formula_for_several_servers_is_too_high_at_a_large_spread(lab):
    assert lab.estimate(office_with(NEXT), WAIT).high < mean_wait(STATION, NEXT)


def test_minutes_within_are_those_of_the_simulated_services(lab):
    log = lab.run(office_with(NEXT), 2).log.to_frame()
    starts = log[log["event"] == "service_start"].set_index(["replication", "case"])["time_ms"]
    ends = log[log["event"] == "service_end"].set_index(["replication", "case"])["time_ms"]
    minutes = (ends - starts).dropna() / 60_000
    for share in (0.5, 0.95):
        assert abs((minutes <= minutes_within(share, NEXT, STATION.service_min)).mean() - share) < 0.02


def test_appointments_shorten_the_wait_at_the_station(lab):
    for spread in (NOW, EVEN):
        assert more(lab, office_with(spread), by_appointment(office_with(spread))).high < 0


def test_applicants_come_in_their_slot_and_wait_for_it_at_home(lab):
    log = lab.run(by_appointment(office_with(EVEN)), 1).log.to_frame()
    slots = log.loc[log["event"] == "arrival", "time_ms"] // (SLOT_MIN * 60_000)
    assert slots.value_counts().max() == SLOT_FILES
    assert wait_at_home(office_with(NOW)) > lab.estimate(office_with(NOW), WAIT).mean


@pytest.mark.parametrize(
    ("guess", "words"),
    [(0, "seperti sekarang"), (7.5, "seperti sekarang"), (10, "lebih lama"), (60, "lebih singkat")],
)
def test_verdict_answers_each_guess(lesson, outcome, guess, words):
    said = lesson.comparison.verdict(guess, outcome)
    assert words in said
    assert "20 ulangan" in said


def test_a_guess_within_the_interval_is_said_to_be(lesson, outcome):
    said = lesson.comparison.verdict(outcome.estimates[1]["waiting_time_mean"].mean, outcome)
    assert "di dalam rentang" in said


def test_lever_works_at_its_ends(lesson, lab):
    lever = lesson.explore.levers[0]
    for place in (lever.minimum, lever.maximum):
        assert "Separuh berkas" in lever.note(place)
        *_first, values = lab.refine(lesson.explore.scenario({"spread": place}), lesson.explore.measures)
        assert all(np.isfinite(one).all() for one in values.values())


@pytest.mark.parametrize(
    ("answer", "right", "words"),
    [
        (TRUTH_CHECKLISTS, True, "sepertiga"),
        (5.0, True, "Benar"),
        (20, False, "Lebih seragam"),
        (7.5, False, "rata-ratanya".capitalize()),
        (3.7, False, "Setengah ragam"),
        (1.9, False, "angka 1"),
        (0, False, "datangnya pun teratur"),
        (6, False, "Masih terlalu lama"),
        (2.8, False, "Terlalu singkat"),
    ],
)
def test_checklists(lesson, answer, right, words):
    verdict = lesson.exercises["checklists"].judge(answer)
    assert verdict.right is right
    assert words in verdict.feedback


def test_what_a_learner_reads_off_the_chart_counts_as_right(lesson, lab):
    found = lab.estimate(office_with(EVEN), WAIT)
    assert lesson.exercises["checklists"].judge(round(found.mean, 1)).right


@pytest.mark.parametrize(
    ("answer", "right", "words"),
    [
        (TRUTH_ALIKE, True, "kadang ramai"),
        (0, False, "tidak teratur"),
        (40, False, "ragamnya 0"),
        (10, False, "lama memeriksanya"),
        (30, False, "Terlalu lama"),
        (15, False, "Terlalu singkat"),
    ],
)
def test_all_alike(lesson, answer, right, words):
    verdict = lesson.exercises["all_alike"].judge(answer)
    assert verdict.right is right
    assert words in verdict.feedback


def test_displays_show_both_stations_and_both_ways_of_coming(lesson):
    *_first, appointments = lesson.displays["appointments"].show({})
    assert len(appointments.picture.table.rows) == 4
    assert "di rumah" in appointments.text or "ke rumah" in appointments.text
    texts = []
    for which in (0, 1):
        *_first, shown = lesson.displays["theory"].show({"desk": which})
        texts.append(shown.text)
        assert len(shown.picture.points) == 5
    assert "pasti" in texts[0]
    assert "kira-kira" in texts[1]


def test_quantities_and_handout(lesson):
    quantities = lesson.quantities()
    assert all(np.isfinite(one.value) for one in quantities.values())
    assert quantities["times"].shown == 5
    blocks = lesson.handout()
    assert blocks["waits"].count("\n|") == 6
    assert WORDS.number(estimate_mean(np.array([TRUTH_CHECKLISTS] * 2), "min").mean) in blocks["answers"]
