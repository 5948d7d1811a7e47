"""Lesson 00: of the days of a permit only minutes are work, and one more counter hardly changes the days."""

import numpy as np
import pytest

from simulator.calendars import MS_PER_DAY
from simulator.eventlog.kinds import Event
from simulator.measures.day import case_spans
from simulator.teaching.lab import paired
from simulator.teaching.lessons.file_journey import (
    AT_AGENCY,
    AT_COUNTER,
    AT_STATIONS,
    DOCUMENTS,
    FOLLOWED_DAYS,
    journeys,
    minutes_per_day,
    office,
    parts_of,
)
from simulator.teaching.lessons.journey_tasks import hand_minutes
from simulator.teaching.lessons.our_office import MORE_COUNTERS, MOST_COUNTERS, NOW_COUNTERS, measures_of
from simulator.teaching.words import Words

WORDS = Words("id")
SHARE, DAYS, WAIT = measures_of(WORDS)


@pytest.fixture(scope="module")
def result(lab):
    return lab.run(office(), 4)


def test_a_file_is_worked_on_for_a_small_part_of_its_days(outcome, result):
    share, days = (outcome.estimates[0][measure.key] for measure in (SHARE, DAYS))
    assert share.high < 0.06
    assert days.low > 3
    parts = parts_of(result)
    assert (parts[:, AT_COUNTER] < 0.02 * parts.sum(axis=1)).all()
    assert (parts[:, AT_AGENCY] > parts[:, AT_STATIONS]).all()


def test_one_more_counter_shortens_the_wait_but_not_the_days(lab):
    now, more = office(), office(MORE_COUNTERS)
    wait = paired(WAIT, lab.values(now, WAIT), lab.values(more, WAIT)).difference
    days = paired(DAYS, lab.values(now, DAYS), lab.values(more, DAYS)).difference
    assert wait.high < -2
    assert max(abs(days.low), abs(days.high)) < 0.05 * lab.estimate(now, DAYS).mean


def test_parts_agree_with_the_spans_of_the_log(result):
    own, log = journeys(result), result.log
    spans = case_spans(log).merge(own[["replication", "case"]])
    work = spans[(spans["kind"] == "service") & spans["station"].isin(["loket-pelayanan", "klinik"])]
    minutes = (work["end_ms"] - work["begin_ms"]).groupby([work["replication"], work["case"]]).sum() / 60_000
    assert own.set_index(["replication", "case"])[AT_COUNTER].to_numpy() == pytest.approx(minutes.to_numpy())
    assert (work["station"] == "klinik").any()
    lives = spans.groupby(["replication", "case"]).agg({"begin_ms": "min", "end_ms": "max"})
    whole = (lives["end_ms"] - lives["begin_ms"]).to_numpy() / 60_000
    assert (own[[0, 1, 2, 3, 4]].sum(axis=1).to_numpy() <= whole).all()


def test_nearly_every_file_of_the_first_days_is_followed(result):
    log = result.log
    sip = log.names.case_classes.index("sip")
    came = (log["event"] == Event.ARRIVAL) & (log["case_class"] == sip) & (log["time_ms"] < FOLLOWED_DAYS * MS_PER_DAY)
    in_person = [log.names.channels.index(name) for name in ("loket", "klinik")]
    assert len(journeys(result)) > 0.8 * (came & np.isin(log["channel"], in_person)).sum()


def test_the_office_day_has_its_legal_length():
    assert minutes_per_day() == 450


@pytest.mark.parametrize(
    ("guess", "words"),
    [(60, "jauh lebih kecil"), (7, "sudah dekat"), (4.8, "di dalam rentang"), (1, "sedikit lebih besar")],
)
def test_verdict_answers_each_guess(lesson, outcome, guess, words):
    said = lesson.comparison.verdict(guess, outcome)
    assert words in said
    assert "20 ulangan" in said
    assert "belum bisa dibedakan" in said


def test_lever_reaches_every_office(lesson, lab):
    lever = lesson.explore.levers[0]
    assert len(lever.options) == MOST_COUNTERS - NOW_COUNTERS + 1
    waits = [lab.run(lesson.explore.scenario({"counters": at}), 2).column(WAIT.key).mean() for at in (0, 2)]
    assert waits[1] < waits[0]


@pytest.mark.parametrize(
    ("name", "answer", "right", "words"),
    [
        ("hands", 78, True, "Benar"),
        ("hands", 15, False, "hanya di loket"),
        ("hands", 63, False, "hanya meja belakang"),
        ("hands", 58, False, "SiCantik"),
        ("hands", 1080, False, "bukan menit menunggu"),
        ("hands", 30, False, "Masih kurang"),
        ("share", 4.3, True, "Benar"),
        ("share", 1.35, False, "24 jam"),
        ("share", 0.8, False, "bagian loket saja"),
        ("share", 95.7, False, "yang menunggu"),
        ("share", 40, False, "Terlalu besar"),
        ("share", 2.5, False, "Terlalu kecil"),
    ],
)
def test_exercises(lesson, name, answer, right, words):
    verdict = lesson.exercises[name].judge(answer)
    assert verdict.right is right
    assert words in verdict.feedback


def test_simulated_work_is_near_the_sum_of_the_facts(result):
    parts = parts_of(result).mean(axis=0)
    assert hand_minutes() == pytest.approx(parts[AT_COUNTER] + parts[AT_STATIONS], rel=0.2)


def test_displays_quantities_and_handout(lesson):
    *_first, shown = lesson.displays["journey"].show({})
    assert len(shown.picture.marks[0].parts) == 5
    assert shown.table.count("<tr ") == 6
    assert all(np.isfinite(one.value) for one in lesson.quantities().values())
    blocks = lesson.handout()
    assert blocks["journey"].count("\n|") == 1 + len(DOCUMENTS)
    assert "78" in blocks["answers"]
