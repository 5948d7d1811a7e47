"""The exploring tab without a browser: three questions, their answers, wild texts, cancelling, both languages."""

import asyncio
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

import simulator as sim
from exploring import COUNTERS, DESK, PATCH, WAIT, WILD, chosen, opened, press, text_of, typed
from simulator.studio.explore import wish
from simulator.studio.panels import explore_budget_fields, explore_form
from simulator.studio.panels.explore import Explore
from simulator.studio.study import MOST_PLANS, NOW, Base


@pytest.fixture(autouse=True)
def few_replications(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wish, "REPLICATIONS", 4)
    monkeypatch.setattr(wish, "FINAL_REPLICATIONS", 6)


# ---- knobs in steps


def test_a_curve_is_shown_with_its_sentence_and_its_numbers() -> None:
    _desk, panel = opened()
    chosen(panel.steps, "knob1", COUNTERS)
    press(panel.steps)
    assert panel.steps.sentence.html
    assert panel.steps.chart in panel.steps.results.children
    assert panel.steps.table.html.count(">5<") >= 5
    assert not panel.steps.job.is_running
    assert panel.steps.job.message.html == ""


def test_numbers_of_a_step_are_those_of_the_api() -> None:
    _desk, panel = opened()
    chosen(panel.steps, "knob1", COUNTERS)
    for name, text in (("low1", "2"), ("high1", "3"), ("count1", "2")):
        typed(panel.steps, name, text)
    press(panel.steps)
    assert panel.steps.chart is not None
    drawn = [point["y"] for point in panel.steps.chart.spec["marks"][0]["points"]]
    base = sim.load_scenario("kantor-sehari")
    offices = [base, base.patched("satu-loket-tambahan")]
    expected = [sim.run(office, 5, 2026).estimate(WAIT).mean for office in offices]
    assert drawn == expected


def test_two_knobs_make_a_map_and_may_have_eight_values_each() -> None:
    _desk, panel = opened()
    chosen(panel.steps, "knob1", COUNTERS)
    chosen(panel.steps, "knob2", DESK)
    typed(panel.steps, "count1", "9")
    assert panel.steps.lines["count1"].fault
    for at in "12":
        typed(panel.steps, f"low{at}", "2")
        typed(panel.steps, f"high{at}", "3")
        typed(panel.steps, f"count{at}", "2")
    press(panel.steps)
    assert panel.steps.chart is not None
    assert panel.steps.chart.spec["marks"][0]["kind"] == "heat"
    assert "Rata-rata terbaik pada" in panel.steps.sentence.html


def test_the_same_knob_cannot_be_taken_twice() -> None:
    _desk, panel = opened()
    chosen(panel.steps, "knob1", COUNTERS)
    assert COUNTERS not in [value for value, _text in panel.steps.picks["knob2"].options]


@pytest.mark.parametrize(("lang", "text"), [(("id", "en")[at % 2], text) for at, text in enumerate(WILD)])
def test_wild_texts_stay_as_they_are_with_a_sentence_and_nothing_is_computed(lang: str, text: str) -> None:
    _desk, panel = opened(lang)
    names = {
        panel.steps: ("low1", "high1", "count1", "replications"),
        panel.budget: ("budget", "days", "low1", "high1"),
        panel.stress: ("promise", "replications"),
    }
    chosen(panel.budget, "buy1", COUNTERS)
    for form, fields in names.items():
        for name in fields:
            before = form.typed[name]
            typed(form, name, text)
            assert form.lines[name].text == text == form.typed[name]
            assert "<script" not in form.note.html
            assert "<script" not in form.lines[name].fault
            if form.lines[name].fault:
                press(form)
                assert form.job.message.html
                assert not form.results.children
            typed(form, name, before)
            assert form.lines[name].fault == ""


def test_every_wild_text_is_refused_in_the_number_of_values() -> None:
    _desk, panel = opened()
    for text in WILD:
        typed(panel.steps, "count1", text)
        assert panel.steps.lines["count1"].fault, text


def test_values_that_the_browser_makes_up_are_ignored() -> None:
    _desk, panel = opened()
    before = dict(panel.steps.typed)
    for wild in ("nothing", "", None, 3, ["x"]):
        panel.steps.picks["measure"].receive({"value": wild})
        panel.steps.picks["plan"].receive({"value": wild})
    assert panel.steps.typed == before


# ---- under a budget


def test_a_budget_is_spent_and_the_answer_becomes_a_plan() -> None:
    desk, panel = opened()
    chosen(panel.budget, "buy1", COUNTERS)
    press(panel.budget)
    assert "Disarankan menurut model" in panel.budget.answer.html
    assert panel.budget.chart in panel.budget.results.children
    assert "Erlang" in panel.budget.bands.html
    panel.budget.adopt.receive({"key": "adopt"})
    assert dict(desk.study.plans[-1].entries) == {COUNTERS: "3"}
    assert desk.study.plans[-1].name in panel.budget.adopted.html
    assert "4" in panel.budget.answer.html, "the answer stays"


def test_without_prices_it_is_said_what_is_missing_and_where_to_fill_it_in() -> None:
    desk, panel = opened(priced=False)
    chosen(panel.budget, "buy1", COUNTERS)
    assert "kelompok Biaya" in panel.budget.note.html
    press(panel.budget)
    assert panel.budget.answer.html == ""
    assert not panel.budget.job.is_running
    desk.act(lambda study: study.with_entry(NOW, "stations[loket-pelayanan].cost_per_hour", "35000"))
    assert "kombinasi" in panel.budget.note.html
    assert "kelompok Biaya" not in panel.budget.note.html


def test_the_size_and_the_time_are_told_before_anything_is_computed() -> None:
    _desk, panel = opened()
    chosen(panel.budget, "buy1", COUNTERS)
    assert "3 dari 3 kombinasi" in panel.budget.note.html
    assert "detik" in panel.budget.note.html


def test_a_budget_that_buys_nothing_still_has_the_office_of_now() -> None:
    _desk, panel = opened()
    chosen(panel.budget, "buy1", COUNTERS)
    typed(panel.budget, "budget", "0")
    assert "1 dari 3 kombinasi" in panel.budget.note.html
    typed(panel.budget, "low1", "3")
    assert "lebih mahal daripada anggaran" in panel.budget.note.html


def test_two_conditions_can_be_set_and_are_not_the_same() -> None:
    _desk, panel = opened()
    chosen(panel.budget, "buy1", COUNTERS)
    chosen(panel.budget, "limit1", "service_level[loket-pelayanan]")
    assert "service_level[loket-pelayanan]" not in [value for value, _text in panel.budget.picks["limit2"].options]
    chosen(panel.budget, "limit2", "waiting_time_mean[worst:class]")
    typed(panel.budget, "bound1", "150")
    assert panel.budget.lines["bound1"].fault
    typed(panel.budget, "bound1", "50")
    press(panel.budget)
    assert panel.budget.wish is not None
    assert [(one.measure, one.limit) for one in panel.budget.wish.limits] == [
        ("service_level[loket-pelayanan]", 0.5),
        ("waiting_time_mean[worst:class]", 60),
    ]
    assert panel.budget.answer.html


def test_a_ready_made_change_needs_no_range_and_clashes_with_the_same_counters() -> None:
    _desk, panel = opened()
    chosen(panel.budget, "buy1", PATCH)
    assert panel.budget.row("low1", "high1") not in panel.budget.children
    assert "2 dari 2" in panel.budget.note.html
    chosen(panel.budget, "buy2", COUNTERS)
    assert "mengubah hal yang sama" in panel.budget.note.html


def test_where_six_plans_are_there_already_none_is_added() -> None:
    desk, panel = opened()
    chosen(panel.budget, "buy1", COUNTERS)
    press(panel.budget)
    while len(desk.study.plans) < MOST_PLANS:
        desk.act(lambda study: study.with_plan("x"))
    panel.budget.adopt.receive({"key": "adopt"})
    assert len(desk.study.plans) == MOST_PLANS
    assert "paling banyak" in panel.budget.adopted.html


# ---- under stress


def test_a_plan_is_put_under_stress_beside_the_present_state() -> None:
    desk, panel = opened()
    desk.act(lambda study: study.with_entry("p1", PATCH, "1"))
    press(panel.stress)
    assert "Rencana A" in panel.stress.sentences.html
    assert "janji" in panel.stress.sentences.html
    assert panel.stress.chart is not None
    assert len(panel.stress.chart.spec["marks"][0]["points"]) == 6


def test_without_a_plan_there_is_nothing_to_put_under_stress() -> None:
    desk, panel = opened()
    desk.act(lambda study: study.without_plan("p1"))
    assert "Tambahkan rencana dulu" in panel.stress.note.html
    assert panel.stress.job not in panel.stress.children


def test_a_plan_with_a_fault_is_not_computed() -> None:
    desk, panel = opened()
    desk.act(lambda study: study.with_entry("p1", COUNTERS, "banyak"))
    press(panel.stress)
    assert "keliru di “Rencana A”" in panel.stress.note.html
    assert not panel.stress.results.children


# ---- all three


def test_answers_stay_and_say_that_they_are_old_when_the_plan_has_changed() -> None:
    desk, panel = opened()
    chosen(panel.steps, "knob1", DESK)
    press(panel.steps)
    before = panel.steps.table.html
    assert panel.steps.stale.html == ""
    desk.act(lambda study: study.with_entry("p1", COUNTERS, "3"))
    assert panel.steps.table.html == before
    assert "sudah berubah" in panel.steps.stale.html
    desk.undo()
    assert panel.steps.stale.html == ""


@pytest.mark.parametrize(
    ("name", "text"), [("low1", "2"), ("replications", "6"), ("measure", "sojourn_time_mean"), ("plan", NOW)]
)
def test_an_answer_to_another_question_is_old(name: str, text: str) -> None:
    _desk, panel = opened()
    chosen(panel.steps, "knob1", COUNTERS)
    press(panel.steps)
    before = panel.steps.typed[name]
    assert before != text
    change = chosen if name in panel.steps.picks else typed
    change(panel.steps, name, text)
    assert "sudah berubah" in panel.steps.stale.html
    change(panel.steps, name, before)
    assert panel.steps.stale.html == ""


def test_another_seed_makes_every_answer_old() -> None:
    desk, panel = opened()
    desk.act(lambda study: study.with_entry("p1", PATCH, "1"))
    chosen(panel.budget, "buy1", COUNTERS)
    for form in panel.forms:
        press(form)
        assert form.stale.html == ""
    desk.act(lambda study: replace(study, settings=replace(study.settings, seed=7)))
    assert all("sudah berubah" in form.stale.html for form in panel.forms)


def test_the_same_number_written_otherwise_and_the_number_in_steps_itself_make_nothing_old() -> None:
    desk, panel = opened()
    chosen(panel.steps, "knob1", COUNTERS)
    desk.act(lambda study: study.with_entry("p1", DESK, "3"))
    press(panel.steps)
    desk.act(lambda study: study.with_entry("p1", DESK, " 3"))
    desk.act(lambda study: study.with_entry("p1", COUNTERS, "4"))
    typed(panel.steps, "high1", " " + panel.steps.typed["high1"])
    assert panel.steps.stale.html == ""


def test_a_stress_test_of_another_plan_is_old_though_both_are_alike() -> None:
    desk, panel = opened()
    desk.act(lambda study: study.with_plan("Rencana B"))
    press(panel.stress)
    chosen(panel.stress, "plan", "p2")
    assert "sudah berubah" in panel.stress.stale.html


def test_the_answer_of_before_stays_old_until_the_new_one_comes() -> None:
    _desk, panel = opened()
    chosen(panel.steps, "knob1", COUNTERS)
    press(panel.steps)
    typed(panel.steps, "replications", "6")
    said: list[str] = []

    def again() -> None:
        press(panel.steps)
        panel.refresh()
        said.append(panel.steps.stale.html)

    run_on_a_loop(again, lambda: not panel.steps.job.is_running)
    assert "sudah berubah" in said[0]
    assert panel.steps.stale.html == ""
    assert panel.steps.table.html.count(">6<") >= 5


def test_an_old_answer_cannot_become_a_plan() -> None:
    desk, panel = opened()
    chosen(panel.budget, "buy1", COUNTERS)
    press(panel.budget)
    desk.act(lambda study: study.with_entry(NOW, COUNTERS, "3"))
    assert panel.budget.adopt.items[0]["disabled"]
    assert "Hitung lagi dulu" in panel.budget.adopted.html
    panel.budget.adopt.receive({"key": "adopt"})
    panel.budget._adopt()
    assert len(desk.study.plans) == 1
    desk.undo()
    assert not panel.budget.adopt.items[0]["disabled"]
    assert panel.budget.adopted.html == ""


def test_what_stays_as_now_is_no_entry_of_the_plan() -> None:
    desk, panel = opened()
    chosen(panel.budget, "buy1", COUNTERS)
    typed(panel.budget, "budget", "0")
    press(panel.budget)
    panel.budget.adopt.receive({"key": "adopt"})
    assert len(desk.study.plans) == 2
    assert dict(desk.study.plans[-1].entries) == {}


def test_another_office_takes_the_answers_away() -> None:
    desk, panel = opened()
    press(panel.steps)
    assert panel.steps.results.children
    desk.choose(Base("terpencil"))
    assert not panel.steps.results.children
    assert panel.broken not in panel.children


def test_a_fault_in_the_present_state_hides_no_answer() -> None:
    desk, panel = opened()
    press(panel.steps)
    desk.act(lambda study: study.with_entry(NOW, COUNTERS, "banyak"))
    assert "di “Sekarang” masih keliru" in panel.steps.note.html
    assert panel.steps.stale.html, "the numbers are of before the wrong entry"
    assert panel.steps.results.children
    press(panel.budget)
    assert not panel.budget.results.children


def test_work_that_breaks_is_told_and_can_be_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    _desk, panel = opened()

    def broken(*_args: Any, **_more: Any) -> None:
        raise RuntimeError("out of order")

    with monkeypatch.context() as patched:
        patched.setattr("simulator.studio.panels.explore_steps.steps.simulate", broken)
        press(panel.steps)
    assert "tidak berhasil" in panel.steps.job.message.html
    assert not panel.steps.job.is_running
    press(panel.steps)
    assert panel.steps.results.children
    assert panel.steps.job.message.html == ""


@pytest.mark.parametrize("lang", ["id", "en"])
def test_everything_is_there_in_both_languages(lang: str) -> None:
    desk, panel = opened(lang)
    desk.act(lambda study: study.with_entry("p1", PATCH, "1"))
    chosen(panel.steps, "knob1", COUNTERS)
    chosen(panel.budget, "buy1", COUNTERS)
    for form in panel.forms:
        press(form)
        assert form.results.children
    said = " ".join(
        text_of(one.html)
        for one in (
            panel.steps.sentence,
            panel.budget.answer,
            panel.budget.doubts,
            panel.stress.sentences,
            panel.budget.note,
        )
    )
    assert ("dari" in said) == (lang == "id")
    assert ("the" in said) == (lang == "en")


# ---- with an event loop, as on the page


def run_on_a_loop(steps: Callable[[], Any], until: Callable[[], bool]) -> None:
    async def go() -> None:
        steps()
        for _turn in range(2000):
            if until():
                return
            await asyncio.sleep(0.01)
        raise AssertionError("it never came to its end")

    asyncio.run(go())


def test_prices_and_times_are_worked_out_beside_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    threads: set[str] = set()

    def noted(work: Callable[..., Any]) -> Callable[..., Any]:
        def noting(*given: Any) -> Any:
            threads.add(threading.current_thread().name)
            return work(*given)

        return noting

    monkeypatch.setattr(explore_budget_fields, "buy_of", noted(explore_budget_fields.buy_of))
    monkeypatch.setattr(explore_form, "pace", noted(explore_form.pace))
    said: list[str] = []

    def look() -> None:
        _desk, panel = opened()
        panel.desk.look_at(tab="explore")
        said.append(panel.steps.note.html)
        chosen(panel.budget, "buy1", COUNTERS)
        said.append(panel.budget.note.html)
        press(panel.budget)
        said.append(panel.budget.job.message.html)
        panels.append(panel)

    panels: list[Explore] = []

    def known() -> bool:
        notes = [form.note.html for panel in panels for form in (panel.budget, panel.steps)]
        return bool(notes) and "dari 3 kombinasi" in notes[0] and all("detik" in note for note in notes)

    run_on_a_loop(look, known)
    assert threads == {"studio"}
    assert "lamanya sedang diperkirakan" in said[0]
    assert "sedang dihitung" in said[1]
    assert "Tunggu sebentar" in said[2]
    assert known()


def test_what_cannot_be_worked_out_is_told_and_hangs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: Any) -> Any:
        raise RuntimeError("out of order")

    monkeypatch.setattr(explore_budget_fields, "buy_of", broken)
    monkeypatch.setattr(explore_form, "pace", broken)
    _desk, panel = opened()
    chosen(panel.budget, "buy1", COUNTERS)
    assert "tidak berhasil" in panel.budget.note.html
    assert "lamanya belum diketahui" in panel.steps.note.html
    press(panel.steps)
    assert panel.steps.results.children


def test_stopping_in_the_middle_keeps_what_was_computed() -> None:
    _desk, panel = opened()
    chosen(panel.steps, "knob1", COUNTERS)
    for name, text in (("low1", "1"), ("high1", "15"), ("count1", "15"), ("replications", "60")):
        typed(panel.steps, name, text)

    def stopped() -> bool:
        if panel.steps.job.is_running and (panel.steps.job.progress.share or 0) > 0:
            panel.steps.job.progress.receive({"event": "stop"})
        return not panel.steps.job.is_running

    run_on_a_loop(lambda: press(panel.steps), stopped)
    assert "Dihentikan" in panel.steps.job.message.html
    assert 0 < panel.steps.table.html.count(">60<") < 15
    assert panel.steps.stale.html == ""
    run_on_a_loop(lambda: press(panel.stress), lambda: not panel.stress.job.is_running)
    panel.refresh()
    assert "Dihentikan" in panel.steps.job.message.html, "it is told once, by whom it was stopped"


def test_one_computation_ends_the_other_and_both_say_so() -> None:
    desk, panel = opened()
    chosen(panel.budget, "buy1", COUNTERS)

    def both() -> None:
        press(panel.budget)
        assert panel.budget.job.is_running
        press(panel.stress)

    run_on_a_loop(both, lambda: not panel.stress.job.is_running)
    assert "hitungan lain" in panel.budget.job.message.html
    assert not panel.budget.job.is_running
    assert panel.stress.results.children
    assert not desk.work.is_busy


def test_work_of_another_tab_ends_this_one_which_says_so_and_stops_nothing_any_more() -> None:
    desk, panel = opened()
    typed(panel.steps, "replications", "200")
    ended: list[str] = []

    def other() -> None:
        press(panel.steps)
        desk.work.start(
            lambda tell, stop: time.sleep(0.1),
            lambda found: None,
            done=lambda: ended.append("done"),
            failed=lambda error: ended.append("failed"),
            stopped=lambda: ended.append("stopped"),
        )
        panel.steps.job.progress.is_shown = True  # the button may be pressed before the page has heard of it
        panel.steps.job.progress.receive({"event": "stop"})
        panel.steps.job.drop()

    run_on_a_loop(other, lambda: bool(ended))
    assert ended == ["done"]
    assert not panel.steps.job.is_running
    assert not panel.steps.job.button.items[0]["disabled"]


def test_another_study_ends_the_computation_of_this_one() -> None:
    desk, panel = opened()
    typed(panel.steps, "replications", "200")

    def other() -> None:
        press(panel.steps)
        desk.choose(Base("kantor-sehari"))

    run_on_a_loop(other, lambda: not panel.steps.job.is_running)
    assert not panel.steps.results.children
    assert panel.steps.job.message.html == ""
    assert not panel.steps.job.progress.is_shown
