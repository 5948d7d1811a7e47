"""Lesson 03: a line for each matter leaves counters idle; one line does not, and overtakes nobody."""

import numpy as np
import pytest

from simulator.measures import visits
from simulator.teaching.lab import of_run, paired
from simulator.teaching.lessons.one_line_or_many import BUSY, CALMER, FULLER, QUIET, service_min
from simulator.teaching.lessons.waiting_room import (
    BY_MATTER,
    DAYS,
    MATTERS,
    ONE,
    SHORTEST,
    office,
    overtaken,
    two_counters,
    visitors,
)
from simulator.teaching.words import Words

WORDS = Words("id")
WAIT, PASSED = of_run("waiting_time_mean", "menunggu", "menit"), overtaken(WORDS)
SEPARATE, TOGETHER = two_counters(FULLER, service_min())
CALM, CALMED = two_counters(CALMER, service_min())
SAVED = CALM - CALMED


def saved(lab, before, after, per_day=None):
    values = [lab.values(office(lines, per_day), WAIT) for lines in (after, before)]
    return paired(WAIT, *values).difference


def test_one_line_saves_a_third_or_more_and_free_choice_is_close_to_it(lab):
    assert saved(lab, BY_MATTER, ONE).low > lab.estimate(office(BY_MATTER), WAIT).mean / 3
    small = saved(lab, SHORTEST, ONE)
    assert small.low > 0
    assert small.high < 0.1 * lab.estimate(office(SHORTEST), WAIT).mean


def test_the_busier_the_more_minutes_and_the_smaller_the_share(lab):
    quiet, busy = (saved(lab, BY_MATTER, ONE, per_day) for per_day in (40.0, visitors()))
    assert busy.low > quiet.high
    shares = [
        each.mean / lab.estimate(office(BY_MATTER, per_day), WAIT).mean
        for each, per_day in ((quiet, 40.0), (busy, visitors()))
    ]
    assert shares[1] < shares[0] - 0.2


def test_nobody_is_overtaken_in_one_line(lab):
    assert (lab.values(office(ONE), PASSED) == 0).all()
    assert lab.estimate(office(SHORTEST), PASSED).low > 0.2


def test_overtaken_is_having_seen_a_later_one_called(lab):
    result = lab.run(office(SHORTEST), 2)
    table = visits(result.log)
    for at, replication in enumerate(result.log.replications):
        pairs = table.loc[table["replication"] == replication, ["join_ms", "start_ms"]].to_numpy(float)
        seen = [any((pairs[:, 0] > join) & (pairs[:, 1] < start)) for join, start in pairs]
        assert PASSED.values(result)[at] == pytest.approx(np.mean(seen))


def test_the_same_people_come_to_every_arrangement_and_all_are_served(lab):
    arrivals = []
    for lines in (BY_MATTER, SHORTEST, ONE):
        table = visits(lab.run(office(lines), 1).log)
        assert table["start_ms"].notna().all()
        arrivals.append(sorted(table["join_ms"]))
    assert arrivals[0] == arrivals[1] == arrivals[2]
    assert abs(len(arrivals[0]) / DAYS - visitors()) < 15


def test_offices_have_as_many_servers():
    for lines, stations in ((BY_MATTER, len(MATTERS)), (SHORTEST, 1), (ONE, 1)):
        found = office(lines).spec.stations
        assert len(found) == stations
        assert sum(station.roster[0].servers for station in found) == len(MATTERS)


@pytest.mark.parametrize(("guess", "words"), [(0, "lebih besar"), (100, "lebih kecil"), (20, "lebih besar")])
def test_verdict_answers_each_guess(lesson, outcome, guess, words):
    said = lesson.comparison.verdict(guess, outcome)
    assert words in said
    assert "20 ulangan" in said
    assert said.endswith("dengan satu antrean 0%.")


def test_a_guess_within_the_interval_is_said_to_be(lesson, outcome):
    pair = outcome.pairs[ONE - 1][WAIT.key]
    assert "di dalam rentang" in lesson.comparison.verdict(-100 * pair.difference.mean / pair.base.mean, outcome)


def test_levers_work_at_their_ends(lesson, lab):
    visitors_lever, lines = lesson.explore.levers
    for per_day in (visitors_lever.minimum, visitors_lever.maximum):
        for at in (0, len(lines.options) - 1):
            places = {"per_day": float(per_day), "lines": float(at)}
            *_first, values = lab.refine(lesson.explore.scenario(places), lesson.explore.measures)
            assert all(np.isfinite(one).all() for one in values.values())


@pytest.mark.parametrize(
    ("answer", "right", "words"),
    [
        (TOGETHER, True, "/ 1,75"),
        (SEPARATE, False, "lebih singkat"),
        (SEPARATE / 2, False, "100%"),
        (FULLER * SEPARATE, False, "Bagi lagi"),
        (SEPARATE / (1 + FULLER), False, "Kalikan lagi"),
        (5, False, "Pakai rumusnya"),
    ],
)
def test_together(lesson, answer, right, words):
    verdict = lesson.exercises["together"].judge(answer)
    assert verdict.right is right
    assert words in verdict.feedback


@pytest.mark.parametrize(
    ("answer", "right", "words"),
    [
        (SAVED, True, WORDS.percent(SAVED / CALM)),
        (CALMED, False, "yang tersisa"),
        (CALM, False, "Tidak mungkin"),
        (round(CALM) / 2, False, "Setengahnya"),
        (1, False, "0,6 / 1,6"),
    ],
)
def test_saved_when_quiet(lesson, answer, right, words):
    verdict = lesson.exercises["saved_when_quiet"].judge(answer)
    assert verdict.right is right
    assert words in verdict.feedback


@pytest.mark.parametrize("busy", [0.3, QUIET, 0.8, BUSY])
def test_ratio_of_two_counters_is_the_one_explained(busy):
    separate, together = two_counters(busy, 10)
    assert separate / together == pytest.approx((1 + busy) / busy)


def test_displays_show_the_day_and_the_formula(lesson):
    *_first, day = lesson.displays["day"].show({"lines": BY_MATTER})
    assert day.widget is not None
    first = next(lesson.displays["theory"].show({}))
    assert [len(mark.points) for mark in first.picture.marks] == [1, 41, 1, 41]


def test_quantities_and_handout(lesson):
    quantities = lesson.quantities()
    assert all(np.isfinite(one.value) for one in quantities.values())
    blocks = lesson.handout()
    assert blocks["waits"].count("\n|") == 10
    assert WORDS.number(TOGETHER) in blocks["answers"]
