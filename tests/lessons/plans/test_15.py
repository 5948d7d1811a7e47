"""Lesson 15: one count decides which plan wins, and a page of an office's own counts is taken with patience."""

import dataclasses
import re

import numpy as np
import pytest

from simulator.calibration.office_counts import OWN_COUNT
from simulator.measures import Estimate
from simulator.teaching.entries import EntryError, read_entry
from simulator.teaching.job import Job
from simulator.teaching.journal import Memory
from simulator.teaching.lab import Lab
from simulator.teaching.lessons.own_office import (
    EXAMPLE,
    FOLLOWED_TO,
    counter_busy,
    days_measure,
    days_to_permit,
    entries,
    horizon_days,
    office,
    unfinished,
    verification_busy,
    wait_measure,
)
from simulator.teaching.lessons.own_plans import (
    COUNTERS,
    HELPED,
    LINK,
    NOW,
    PLANS,
    PRE_CHECK,
    SIGNING,
    Doubt,
    doubts,
    monthly_costs,
    planned,
    saving,
)
from simulator.teaching.lessons.own_report import (
    Tried,
    agreement,
    doubts_sentence,
    plans_sentence,
    plans_table,
    rupiah,
    too_much,
    with_bounds,
)
from simulator.teaching.lessons.your_office import FEW, plan, with_returns
from simulator.teaching.panels.capstone import MIND, PLAN, STEP, Capstone
from simulator.teaching.state import LessonState
from simulator.teaching.words import Words

CHECKED = "case_classes[0].routes.daring[0].completeness_check.probability"
WORDS = Words("id")
DAYS, WAIT = days_measure(WORDS), wait_measure(WORDS)


# The surprise.


def test_the_winner_changes_with_the_files_sent_back(lab):
    many, few = EXAMPLE, with_returns(FEW)
    assert saving(lab, DAYS, many, HELPED, instead_of=SIGNING).low > 0.25
    assert saving(lab, DAYS, few, SIGNING, instead_of=HELPED).low > 0.25
    assert [few[key] != many[key] for key in many].count(True) == 1


def test_one_more_counter_helps_the_queue_and_not_the_file(lab):
    assert saving(lab, WAIT, EXAMPLE, COUNTERS).low > 10
    assert saving(lab, DAYS, EXAMPLE, COUNTERS).high < 0.1 * saving(lab, DAYS, EXAMPLE, HELPED).low


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        (COUNTERS, {"stations[5].roster[0].servers": 3, "stations[5].roster[1].servers": 2}),
        (HELPED, {"stations[0].servers": 3}),
        (
            PRE_CHECK,
            {"stations[0].service_time.mean_min": 32, CHECKED: 0.2, CHECKED.replace("daring[0]", "loket[1]"): 0.2},
        ),
    ],
)
def test_a_plan_changes_what_it_says_and_nothing_else(code, changed):
    now, then = ({one.path: one.value for one in planned(EXAMPLE, plan).inputs()} for plan in (NOW, code))
    found = {path: value for path, value in then.items() if value != now.get(path)}
    assert {path: value for path, value in found.items() if not path.startswith("stations[5].roster[2]")} == changed


def test_costs_are_those_of_the_prices(lab):
    costs = monthly_costs(lab, EXAMPLE)
    assert [costs[plan] for plan in (NOW, SIGNING, PRE_CHECK)] == [0, 0, 0]
    assert costs[COUNTERS] == pytest.approx(8 * 35_000 * 365 / 12 * 5 / 7, rel=0.01)  # lunch too: two of three
    assert costs[HELPED] == pytest.approx(7.5 * 45_000 * 365 / 12 * 5 / 7, rel=0.01)
    assert costs[LINK] == pytest.approx(3_000_000, rel=0.05)


# The office in numbers.


def test_how_busy_is_worked_out_by_hand_and_met_by_the_engine(lab):
    assert counter_busy(EXAMPLE) == pytest.approx(45 * 14 / (60 * 15))
    simulated = lab.run(office(EXAMPLE)).column("utilisation[verifikasi]").mean()
    assert verification_busy(EXAMPLE) == pytest.approx(simulated, rel=0.05)


def test_counts_stand_in_the_scenario_with_their_source():
    scenario = office({**EXAMPLE, "files": 13}, "hitungan seminggu")
    own = {one.path: one for one in scenario.inputs() if one.source == OWN_COUNT}
    assert own["case_classes[0].arrivals.per_day"].value == 13
    assert own["case_classes[1].arrivals.per_day"].value == 45 - 6.5
    assert len(own) >= len(EXAMPLE)
    assert not [one for one in office(EXAMPLE).inputs() if one.source == OWN_COUNT]


def test_days_and_open_files_on_a_log(lab):
    result = lab.run(office(EXAMPLE), 3)
    assert unfinished(result) < 0.03
    cut = lab.run(office(EXAMPLE).with_({"horizon.days": FOLLOWED_TO}), 3)
    assert unfinished(cut) > 0.1
    assert np.mean(days_to_permit(cut)) < np.mean(days_to_permit(result))
    assert np.isnan(days_to_permit(lab.run(office({**EXAMPLE, "files": 0.2}), 20))).any()


@pytest.mark.parametrize(
    "counts",
    [
        dict(zip(EXAMPLE, (1, 0.2, 0, 1, 1, 1, 1, 0, 0, 1, 0), strict=True)),
        dict(zip(EXAMPLE, (40, 10, 10, 60, 120, 60, 60, 9, 20, 5, 20), strict=True)),
    ],
)
def test_ends_of_every_entry_make_an_office_that_runs(lab, counts):
    for code in PLANS:
        values = lab.run(planned(counts, code), 2).column(WAIT.key)
        assert (values.isna() | (values >= 0)).all()
    assert horizon_days(counts) >= 35


def test_entries_hold_the_example():
    assert [entry.name for entry in entries(WORDS)] == list(EXAMPLE)
    for entry in entries(WORDS):
        assert entry.lowest <= EXAMPLE[entry.name] <= entry.highest


def test_a_station_that_cannot_do_its_work_is_told():
    assert too_much(EXAMPLE, WORDS) == []
    (counter,) = too_much({**EXAMPLE, "counters": 1}, WORDS)
    assert "10,5 jam kerja" in counter
    assert "8,0" in counter
    (station,) = too_much({**EXAMPLE, "desk": 1}, WORDS)
    assert station.startswith("Meja verifikasi")


# What is said.


@pytest.mark.parametrize(
    ("guess", "said", "unsaid"),
    [
        (COUNTERS, "Yang paling banyak: Meja bantuan", "tepat"),
        (HELPED, "Tebakan Anda tepat", "Yang paling banyak"),
        (LINK, "Yang paling banyak: Meja bantuan", "tepat"),
        (SIGNING, "Yang paling banyak: Meja bantuan", "tepat"),
        (PRE_CHECK, "Yang paling banyak: Meja bantuan", "tepat"),
    ],
)
def test_verdict_answers_each_guess(lesson, outcome, guess, said, unsaid):
    text = lesson.comparison.verdict(guess - 1, outcome)
    assert said in text
    assert unsaid not in text
    assert "antrean di loket 14,6 (13,9 sampai 15,2) menit, tetapi berkas tidak menunggu di loket" in text
    assert len(re.findall(r"\d,\d\d? \(-?\d+,\d\d? sampai \d+,\d\d?\)", text)) == (3 if unsaid != "tepat" else 4)
    assert "20 ulangan" in text
    assert "yang menang Tanda tangan tiap hari" in text


@pytest.mark.parametrize(
    ("name", "answer", "right", "words"),
    [
        ("busy", 70, True, "Benar"),
        ("busy", 65.6, False, "makan siang"),
        ("busy", 140, False, "satu loket"),
        ("busy", 0.7, False, "persen"),
        ("busy", 0.2, False, "Terlalu kecil"),
        ("busy", 30, False, "Belum"),
        ("price", 21_000, True, "Benar"),
        ("price", 28_125, False, "satu permohonan"),
        ("price", 252_000, False, "lupa"),
        ("price", 337_500, False, "upah sehari"),
        ("price", 5_000, False, "murah"),
        ("price", 90_000, False, "mahal"),
    ],
)
def test_exercises(lesson, name, answer, right, words):
    verdict = lesson.exercises[name].judge(answer)
    assert verdict.right is right
    assert words in verdict.feedback


@pytest.mark.parametrize(
    ("known", "measure", "words"),
    [
        (10.5, WAIT, "Cocok"),
        (None, WAIT, ""),
        (30, WAIT, "tidak selalu di loket"),
        (3, WAIT, "petugas lain"),
        (30, DAYS, "pemeriksaan lapangan"),
        (3, DAYS, "sudah termasuk"),
    ],
)
def test_agreement_says_where_to_look(known, measure, words):
    said = agreement(measure, Estimate(10, 1, 20, measure.unit), known, WORDS)
    assert words in said if words else said == ""
    assert ("Belum cocok" in said) == (known in (3, 30))


def test_time_that_is_not_paid_for_is_named_beside_the_cost():
    for code in PLANS[1:]:
        said = rupiah(Tried(code, (), 0.0), WORDS)
        assert ("biaya waktu tidak dihitung" in said) == (code in (SIGNING, PRE_CHECK))
    assert plans_table([Tried(SIGNING, (Estimate(0.5, 0.1, 20, ""),), 0.0)], [DAYS], WORDS).count("biaya waktu") == 1


def test_what_is_saved_has_an_interval_unless_all_agree():
    assert with_bounds(WAIT, Estimate(1.0, 0.5, 20, ""), WORDS) == "1,0 (0,5 sampai 1,5)"
    assert with_bounds(WAIT, Estimate(0.0, 0.0, 20, ""), WORDS) == "0,0"


@pytest.mark.parametrize(
    ("name", "text"), [("online", "antara 0 dan 10 permohonan"), ("returns", "antara 0 dan 9 berkas")]
)
def test_counts_of_ten_are_not_ten_of_ten(name, text):
    entry = next(one for one in entries(WORDS) if one.name == name)
    with pytest.raises(EntryError, match=text):
        read_entry(entry, "11", WORDS)


def test_plans_are_not_praised_beyond_their_intervals():
    def tried(plan, mean):
        return Tried(plan, (Estimate(mean, 0.2, 20, "hari kerja"),), 0)

    sure, unsure = Estimate(0.5, 0.2, 20, ""), Estimate(0.1, 0.2, 20, "")
    some = [tried(HELPED, 1.0), tried(SIGNING, 0.5), tried(LINK, 0.0)]
    assert "tidak memuat nol" in plans_sentence(some, sure, DAYS, WORDS)
    assert "1,00 (0,80 sampai 1,20) hari kerja; rentang 95% dalam kurung, 20 ulangan" in plans_sentence(
        some, sure, DAYS, WORDS
    )
    assert "belum bisa dibedakan" in plans_sentence(some, unsure, DAYS, WORDS)
    assert "Tidak satu pun" in plans_sentence([tried(LINK, 0.1), tried(SIGNING, 0.0)], sure, DAYS, WORDS)


def test_doubts_name_the_count_that_turns_the_choice():
    kept, turned = Doubt("agency", 4, Estimate(1, 0.5, 20, "")), Doubt("returns", 2, Estimate(-1, 0.5, 20, ""))
    unsure = dataclasses.replace(kept, lead=Estimate(0.1, 0.5, 20, ""))
    assert [one.winner for one in (kept, turned, unsure)] == [0, 1, -1]
    plans = HELPED, SIGNING
    assert "tetap menang" in doubts_sentence([kept], plans, WORDS)
    assert "dikembalikan" in doubts_sentence([kept, turned], plans, WORDS)
    assert "Hari kerja di OPD" in doubts_sentence([unsure], plans, WORDS)


def test_doubts_leave_out_what_the_station_cannot_do():
    assert ("station_min", 60) not in doubts(EXAMPLE)
    assert ("returns", 2) in doubts(EXAMPLE)
    assert not [one for one in doubts({**EXAMPLE, "returns": 0}) if one[0] == "returns"]


def test_levers_displays_quantities_and_handout():
    few = Lab(replications=6)
    lesson = plan(few, WORDS)
    for place in (0, lesson.explore.levers[1].maximum):
        scenario = lesson.explore.scenario({"plan": len(PLANS) - 1, "returns": place})
        *_first, values = few.refine(scenario, lesson.explore.measures)
        assert np.isfinite(values[DAYS.key]).all()
    *_first, flip = lesson.displays["flip"].show({})
    assert [len(marks.points) for marks in flip.picture.marks] == [5, 5]
    quantities = lesson.quantities()
    assert all(np.isfinite(one.value) for one in quantities.values())
    assert quantities["few_signing"].value > quantities["few_help"].value
    blocks = lesson.handout()
    assert blocks["plans"].count("\n|") == 6
    winners = [line.split("|")[-2].strip() for line in blocks["flip"].splitlines()[2:7]]
    assert (winners[0], winners[-1]) == ("Tanda tangan tiap hari", "Meja bantuan")


# The panel.


def panel_of(journal, lab, *, guessed=True):
    state = LessonState("15_your_office", journal)
    if guessed:
        state.store_guess(0)
    return Capstone(state, WORDS, lab, Job())


def press(form, **texts):
    form.receive({"entries": {field["name"]: texts.get(field["name"], field["text"]) for field in form.fields}})


@pytest.fixture
def journal():
    return Memory()


@pytest.fixture(scope="module")
def quick():
    return Lab(replications=4, first=2)


@pytest.fixture
def panel(journal, quick):
    return panel_of(journal, quick)


def test_everything_is_locked_until_a_guess_is_stored(journal):
    panel = panel_of(journal, Lab(replications=2), guessed=False)
    assert all(part.disabled for part in (panel.example, panel.form, panel.try_plans, panel.ask, *panel.notes.values()))
    press(panel.form, **dict.fromkeys(EXAMPLE, "1"))
    assert panel.state.moves == {}


def test_an_office_from_counts_to_doubts(panel):
    press(panel.example)
    press(panel.form, known_wait="19", known_days="30")
    assert "Cocok" in panel.now.html
    assert "Belum cocok" in panel.now.html
    assert "asumsi" in panel.assumed.html
    press(panel.try_plans)
    assert "Meja bantuan" in panel.verdict.html
    assert panel.chart in panel.children
    press(panel.ask)
    assert "dikembalikan" in panel.mind.html
    assert panel.state.seen >= {PLAN, MIND}
    for message in (panel.now, panel.verdict, panel.mind):
        assert message.tone == "plain"


def test_new_counts_drop_results_of_the_old(panel):
    press(panel.example)
    press(panel.form)
    press(panel.try_plans)
    press(panel.form, counters="1")
    assert panel.now.tone == "again"
    assert panel.verdict.html == panel.plans.html == panel.assumed.html == ""
    assert panel.try_plans.disabled
    assert panel.chart not in panel.children


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("visitors", "", "Isi dulu"),
        ("visitors", "abc", "belum bisa dibaca"),
        ("visitors", "1e999", ""),
        ("visitors", "-5", "di luar jangkauan"),
        ("visitors", "3", "6,0 orang"),
        ("counters", "2,5", "bilangan bulat"),
        ("returns", "10", "di luar jangkauan"),
        ("signing", "0", "di luar jangkauan"),
        ("known_days", "lama", "belum bisa dibaca"),
        ("agency", "<b>2</b>", "belum bisa dibaca"),
    ],
)
def test_wild_entries_get_one_sentence_beside_the_field(panel, field, text, words):
    press(panel.example)
    press(panel.form, **{field: text})
    assert list(panel.form.messages) == [field]
    assert words in panel.form.messages[field]
    assert STEP not in panel.state.moves
    assert panel.now.html == ""


def test_counts_and_decision_are_taken_up_again(panel, journal):
    press(panel.example)
    press(panel.form, files="13,5", known_wait="20")
    panel.notes[PLAN].receive({"text": "Tanda tangan tiap hari, <b>gratis</b>."})
    again = panel_of(journal, panel.lab, guessed=False)
    texts = {field["name"]: field["text"] for field in again.form.fields}
    assert (texts["files"], texts["known_wait"], texts["known_days"]) == ("13,5", "20", "")
    assert again.notes[PLAN].text == "Tanda tangan tiap hari, <b>gratis</b>."
    assert again.notes[MIND].text == ""


def test_a_broken_computation_is_told_and_nothing_is_lost(panel, monkeypatch):
    press(panel.example)
    monkeypatch.setattr(Lab, "refine", lambda *_all: iter(lambda: 1 / 0, None))
    press(panel.form)
    assert panel.now.tone == "error"
    assert panel.state.moves[STEP]["visitors"] == 45
    assert panel.try_plans.disabled


def test_work_of_another_panel_leaves_no_endless_message(panel):
    panel.now.say("…", "busy")
    panel._opened(dict(EXAMPLE))
    assert panel.now.html == ""
    assert panel.try_plans.disabled
