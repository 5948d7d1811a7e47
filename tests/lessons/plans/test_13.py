"""Lesson 13: an hour saved by a second link costs several times one saved by people; half is a hypothesis."""

from dataclasses import replace

import numpy as np
import pytest

from simulator.analysis import costs_of
from simulator.measures import Estimate, estimate_mean
from simulator.teaching.lessons.budget_options import (
    ASSISTANT,
    BUDGET,
    LINK,
    OUTREACH,
    PAID,
    PAPER,
    SERVER,
    SIGNATURE,
    Prices,
    applicant_hours,
    bought_in,
    hours_per_million,
    office,
    working_days,
    yearly_cost,
)
from simulator.teaching.lessons.budget_shown import shares_of
from simulator.teaching.lessons.budget_tasks import price_of
from simulator.teaching.lessons.which_rupiah_helps import rupiah
from simulator.teaching.panels.compare import outcome_of
from simulator.teaching.words import Words

WORDS = Words("id")
HOURS = applicant_hours(WORDS)


@pytest.fixture(scope="module")
def prices(lab):
    return Prices(lab, WORDS)


@pytest.fixture(scope="module")
def outcome(lab, lesson):
    measures = lesson.comparison.measures
    *_first, values = lab.refine_all([each.scenario for each in lesson.comparison.settings], measures)
    return outcome_of(lesson.comparison, values)


def gap(prices, one, other):
    return estimate_mean(prices.hours_per_million(one) - prices.hours_per_million(other), "h")


def test_a_million_for_people_or_signature_saves_more_than_one_for_a_link(prices, outcome):
    for other in (SERVER, ASSISTANT, OUTREACH):
        assert gap(prices, other, LINK).low > 10
        assert gap(prices, SIGNATURE, other).low > 20
    assert gap(prices, ASSISTANT, OUTREACH).low < 0 < gap(prices, ASSISTANT, OUTREACH).high
    assert estimate_mean(prices.saved(PAPER), "h").low > 0


def test_what_is_compared_is_what_a_million_saves(prices, outcome):
    for option, found in zip(PAID, outcome.estimates, strict=True):
        expected = estimate_mean(prices.hours_per_million(option), "h")
        assert found["hours_per_million"].mean == pytest.approx(expected.mean)
    assert (
        outcome.pairs[1]["hours_per_million"].difference.high < 0 < outcome.pairs[2]["hours_per_million"].difference.low
    )


def test_saving_has_a_price_with_an_interval(prices, outcome):
    saving = prices.saving(ASSISTANT)
    assert saving.outcome == "price"
    assert 0 < saving.ratio.low < saving.ratio.value < saving.ratio.high


@pytest.mark.parametrize("option", PAID)
def test_an_hour_has_one_price_everywhere(lesson, prices, outcome, option):
    saving, words = prices.saving(option), lesson.comparison.verdict(PAID.index(option), outcome)
    hours = saving.saved_hours
    ends = [price_of(option, each) for each in (hours.mean, hours.high, hours.low)]
    assert (saving.ratio.value, saving.ratio.low, saving.ratio.high) == pytest.approx(ends)
    price, low, high = (rupiah(end, WORDS) for end in ends)
    assert f"Rp {price} untuk setiap jam (rentang 95%: {low} sampai {high})" in words
    assert f"| {price} |" in lesson.handout()["prices"]


def test_the_sum_is_told_and_what_is_over_the_budget(lesson, lab):
    most = {lever.key: len(lever.options) - 1.0 for lever in lesson.explore.levers}
    assert "Rp 141 juta setahun. <strong>Ini melewati anggaran</strong> Rp 70 juta" in lesson.explore.note(most)
    within = lesson.explore.note({"people": 1, "tools": 2, "ways": 1})
    assert "Rp 66,6 juta setahun, dari anggaran Rp 70 juta" in within
    assert "melewati" not in within


def test_what_is_always_the_same_has_no_interval(lesson, lab):
    saved = lesson.explore.measures[0]
    said = WORDS.measured(saved, estimate_mean(lab.values(office(), saved), saved.unit))
    assert "rentang" not in said
    assert "20 ulangan" in said
    assert (
        WORDS.bounds(saved, Estimate(0.0, 0.0, 20, "")) == WORDS.change_bounds(saved, Estimate(0.0, 0.0, 20, "")) == "–"
    )


def test_hours_are_those_of_the_costs(lab):
    result = lab.run(office(LINK, OUTREACH), 3)
    assert HOURS.values(result) == pytest.approx(costs_of(result).summary["applicant_hours"].to_numpy())


def test_what_was_bought_is_seen_in_the_office_and_counted(lab):
    bought = (ASSISTANT, LINK, SIGNATURE, OUTREACH)
    assert bought_in(office(*bought, PAPER)) == bought
    assert bought_in(office()) == ()
    assert yearly_cost(SERVER, ASSISTANT) > BUDGET > yearly_cost(ASSISTANT, SIGNATURE) > 0.9 * BUDGET
    free = hours_per_million(lab, WORDS).values(lab.run(office(PAPER), 2))
    assert np.isnan(free).all()


def test_january_is_a_twelfth_of_the_year():
    assert working_days() == 240


def test_the_claimed_half_depends_on_what_is_counted(prices):
    narrow, wide = shares_of(prices, False), shares_of(prices, True)
    assert narrow["bought"].high < 0.3
    assert wide["perfect"].value > narrow["perfect"].value
    assert narrow["people"].low > narrow["bought"].high
    assert narrow["perfect"].value + narrow["people"].value > 1


@pytest.mark.parametrize(
    ("guess", "words"),
    [(3, "Tepat. Tanda tangan"), (2, "Yang paling murah di sini: Tanda tangan"), (0, "petugas loket")],
)
def test_verdict_answers_each_guess(lesson, outcome, guess, words):
    said = lesson.comparison.verdict(guess, outcome)
    assert words in said
    assert "20 ulangan" in said


def test_verdict_gives_no_price_where_nothing_may_be_saved(lesson, outcome):
    doubtful = replace(outcome.estimates[2]["saved_hours"], half_width=1000.0)
    found = [each if at != 2 else {**each, "saved_hours": doubtful} for at, each in enumerate(outcome.estimates)]
    assert "belum terbukti" in lesson.comparison.verdict(2, replace(outcome, estimates=found))


def test_levers_reach_every_office(lesson, lab):
    sizes = [len(lever.options) for lever in lesson.explore.levers]
    keys = [lever.key for lever in lesson.explore.levers]
    least = lesson.explore.scenario(dict.fromkeys(keys, 0.0))
    most = lesson.explore.scenario({key: size - 1.0 for key, size in zip(keys, sizes, strict=True)})
    hours = [HOURS.values(lab.run(scenario, 3)).mean() for scenario in (least, most)]
    assert hours[1] < hours[0]


@pytest.mark.parametrize(
    ("name", "answer", "right", "words"),
    [
        ("yearly", 54.6, True, "Benar"),
        ("yearly", 83.0, False, "365 hari"),
        ("yearly", 63.0, False, "istirahat"),
        ("yearly", 4.55, False, "sebulan"),
        ("yearly", 54_600_000, False, "juta rupiah"),
        ("yearly", 20, False, "Kalikan"),
        ("hour_price", 75_000, True, "Benar"),
        ("hour_price", 900_000, False, "Samakan"),
        ("hour_price", 6_250, False, "dua kali"),
        ("hour_price", 75, False, "rupiah penuh"),
        ("hour_price", 200_000, False, "Terlalu mahal"),
        ("hour_price", 20_000, False, "Terlalu murah"),
    ],
)
def test_exercises(lesson, name, answer, right, words):
    verdict = lesson.exercises[name].judge(answer)
    assert verdict.right is right
    assert words in verdict.feedback


def test_displays_quantities_and_handout(lesson, outcome):
    *_first, shown = lesson.displays["prices"].show({})
    assert "belum bisa dibedakan" in shown.text
    assert len(shown.picture.marks[0].points) == len(PAID)
    *_first, tested = lesson.displays["hypothesis"].show({"signature": 1})
    assert "tumpang tindih" in tested.text
    assert tested.text.count("% sampai ") == 3
    assert "20 ulangan" in tested.text
    assert "20 ulangan" in shown.text
    assert all(np.isfinite(one.value) for one in lesson.quantities().values())
    blocks = lesson.handout()
    assert blocks["prices"].count("\n|") == 2 + len(PAID)
    assert "75.000" in blocks["answers"]
