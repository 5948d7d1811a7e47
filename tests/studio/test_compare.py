"""The tab Bandingkan: plans beside the present state, whatever happens meanwhile."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import replace
from threading import current_thread

import pytest

from simulator.experiments.compare import compare
from simulator.measures import Estimate
from simulator.reports.comparison_verdict import verdict
from simulator.studio.answers import clock
from simulator.studio.answers.answering import Answering, answering_of
from simulator.studio.answers.asked import Answer, ask
from simulator.studio.answers.clock import Step
from simulator.studio.answers.compared import summary_html
from simulator.studio.answers.stages import answer_work
from simulator.studio.desk import Desk
from simulator.studio.panels.answering import ON_SCREEN, left_words, step_words, whole_words
from simulator.studio.panels.compare import Compare
from simulator.studio.runs import Runs
from simulator.studio.shelf import Memory
from simulator.studio.study import MOST_PLANS, Base, Study
from simulator.teaching.words import Words
from studio_tabs import SWITCH, desk_at, up_to_date

SHARED = Runs()
"""What one test has simulated, the others need not."""

pytestmark = pytest.mark.usefixtures("few_logs")


def desk_of(replications: int = 2, lang: str = "id", shelf: Memory | None = None) -> Desk:
    return desk_at("compare", SHARED, replications, lang, shelf)


def with_settings(study: Study, **settings: float) -> Study:
    return replace(study, settings=replace(study.settings, **settings))  # type: ignore[arg-type]


def panel_of(desk: Desk) -> Compare:
    return up_to_date(desk, Compare(desk))


def press(panel: Compare, key: str = "run") -> None:
    panel.buttons.receive({"key": key})


def shown_by(panel: Compare) -> str:
    """Everything that the tab says, as HTML."""
    pictures = [str(chart.spec) for _title, chart, _box in panel.four._shown]
    parts = (panel.summary, panel.asked, panel.behind, panel.groups, panel.all, panel.made)
    return "".join([panel.status.html, panel.verdict.html, *(part.value for part in parts), *pictures])


def during(answering: Answering, when: Callable[[Answer], bool], act: Callable[[], None]) -> None:
    """Do something in the middle of the work, once."""
    done: list[bool] = []

    def look() -> None:
        if answering.answer is not None and not done and when(answering.answer):
            done.append(True)
            act()

    answering.watch(look)


# ---- before anything is computed


def test_before_the_button_is_pressed_there_is_nothing_but_the_form() -> None:
    panel = panel_of(desk_of())
    assert panel.settings in panel.children
    assert panel.summary not in panel.children
    assert not panel.progress.is_shown
    assert [item["disabled"] for item in panel.buttons.items] == [False, False, True]


def test_without_a_plan_one_is_asked_for_and_nothing_starts() -> None:
    desk = desk_of()
    desk.act(lambda study: study.without_plan("p1"))
    panel = panel_of(desk)
    assert "Tambahkan rencana dulu" in panel.status.html
    press(panel)
    panel.answering.start()
    assert panel.answering.answer is None


def test_a_fault_in_the_present_state_stops_the_comparison() -> None:
    desk = desk_of()
    desk.act(lambda study: study.with_entry("now", SWITCH, "mungkin"))
    panel = panel_of(desk)
    assert "di “Sekarang” masih keliru" in panel.status.html
    assert panel.buttons.items[0]["disabled"]


def test_a_plan_with_a_fault_is_left_out_and_named() -> None:
    desk = desk_of()
    desk.act(lambda study: study.with_plan("Salah <b>isi</b>", {SWITCH: "mungkin"}))
    panel = panel_of(desk)
    press(panel)
    assert panel.answering.answer is not None
    assert panel.answering.answer.asked.names == ("Sekarang", "Rencana A")
    assert "masih ada isian yang keliru: Salah &lt;b&gt;isi&lt;/b&gt;." in panel.verdict.html


def test_when_every_plan_has_a_fault_there_is_nothing_to_compare() -> None:
    desk = desk_of()
    desk.act(lambda study: study.with_entry("p1", SWITCH, "mungkin"))
    assert "masih memuat isian yang keliru" in ask(desk).problem


# ---- settings


def test_how_precise_is_chosen_from_a_list_and_kept_in_the_study() -> None:
    desk = desk_of()
    panel = panel_of(desk)
    panel.ways.receive({"value": "n300"})
    assert desk.study.settings.replications == 300
    panel.ways.receive({"value": "p0.05"})
    assert desk.study.settings.precision == 0.05
    panel.ways.receive({"value": "n30"})
    assert (desk.study.settings.replications, desk.study.settings.precision) == (30, None)


@pytest.mark.parametrize("value", ["n99999", "p0.9", "", None, 30, ["n30"], "n30; drop"])
def test_a_way_that_was_not_offered_changes_nothing(value: object) -> None:
    desk = desk_of()
    panel = panel_of(desk)
    before = desk.study
    panel.ways.receive({"value": value})
    assert desk.study == before


def test_another_number_from_a_file_is_offered_as_it_is() -> None:
    panel = panel_of(desk_of(replications=47))
    assert panel.ways.value == "n47"
    assert ["n47", "47 ulangan"] in panel.ways.options


@pytest.mark.parametrize("text", ["abc", "", "-1", "1,5", "1e400", "99999999999", "<b>7</b>"])
def test_a_wrong_seed_is_told_beside_the_field_and_stays_as_it_was_typed(text: str) -> None:
    desk = desk_of()
    panel = panel_of(desk)
    press(panel, "more")
    assert panel.seed in panel.settings.children
    panel.seed.receive({"text": text, "scope": panel.seed.answer["scope"], "n": 1})
    assert panel.seed.fault
    assert panel.seed.text == text
    assert desk.study.settings.seed == 2026


def run_button(panel) -> dict:
    return next(item for item in panel.buttons.items if item["key"] == "run")


def test_a_wrong_seed_is_there_again_after_a_reload() -> None:
    shelf = Memory()
    panel = panel_of(desk_of(shelf=shelf))
    panel.seed.receive({"text": "tujuh", "scope": panel.seed.answer["scope"], "n": 1})
    again = panel_of(Desk(Words("id"), shelf))
    assert again.seed.text == "tujuh"
    assert again.seed.fault
    assert again.seed in again.settings.children
    assert run_button(again)["disabled"], "it would compute with another seed than the one to be seen"
    again.seed.receive({"text": "7", "scope": again.seed.answer["scope"], "n": 1})
    assert (again.seed.text, again.seed.fault, again.desk.study.settings.seed) == ("7", "", 7)
    assert not run_button(again)["disabled"]
    assert panel_of(Desk(Words("id"), shelf)).seed.text == "7"


def test_a_seed_is_kept_and_can_be_taken_back() -> None:
    desk = desk_of()
    panel = panel_of(desk)
    panel.seed.receive({"text": "77", "scope": panel.seed.answer["scope"], "n": 1})
    assert (desk.study.settings.seed, panel.seed.fault, panel.seed.text) == (77, "", "77")
    desk.undo()
    assert panel.seed.text == "2026"


# ---- the answer


def test_the_answer_is_that_of_the_same_comparison_in_a_program() -> None:
    desk = desk_of(replications=6)
    panel = panel_of(desk)
    press(panel)
    answer = panel.answering.answer
    assert answer is not None
    base, plan = answer.asked.offices
    theirs = compare(base, plan, replications=6, seed=2026, labels=["Rencana A"])
    assert answer.comparison.table().equals(theirs.table())
    assert verdict(theirs, "id") in re.sub("<[^>]*>", "", panel.verdict.html)
    assert "n = 6" in panel.summary.value


def test_a_first_answer_comes_at_once_and_better_ones_follow() -> None:
    desk = desk_of(replications=7)
    panel = panel_of(desk)
    seen: list[tuple[int, int, bool, str]] = []

    def look() -> None:
        answer = panel.answering.answer
        if answer is not None:
            seen.append((answer.n, answer.logged, answer.is_whole, panel.status.html))

    panel.answering.watch(look)
    press(panel)
    stages = list(dict.fromkeys(each[:3] for each in seen))
    assert stages == [(5, 0, False), (7, 0, False), (7, 2, True)]
    assert "Jawaban sementara dari 5 ulangan" in next(said for n, _logged, _whole, said in seen if n == 5)
    assert panel.status.html == "Selesai: 7 ulangan untuk setiap kantor."
    assert not panel.progress.is_shown


def test_by_precision_the_numbers_are_those_of_the_same_precision() -> None:
    desk = desk_of()
    desk.act(lambda study: with_settings(study, precision=0.4))
    panel = panel_of(desk)
    press(panel)
    answer = panel.answering.answer
    assert answer is not None
    assert answer.is_whole
    base, plan = answer.asked.offices
    theirs = compare(base, plan, precision=0.4, seed=2026, labels=["Rencana A"])
    assert answer.comparison.table().equals(theirs.table())
    assert answer.n == len(theirs.base.values)


def test_by_precision_it_is_said_how_long_it_still_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "OFTEN_S", 0)
    monkeypatch.setattr(clock, "PATIENCE_S", 0)
    desk = desk_of()
    desk.act(lambda study: with_settings(study, precision=0.03))
    told: list[Answer | Step] = []
    answer_work(ask(desk), desk.runs)(told.append, lambda: False)
    first = next(place for place, each in enumerate(told) if isinstance(each, Answer) and each.n == 30)
    after = [each for each in told[first:] if isinstance(each, Step)]
    seeking = [step for step in after if step.does == "seeks" and step.of]
    assert len(seeking) > 10
    assert all(step.left_s is not None and step.share is not None for step in seeking)
    shares = [step.share for step in after if step.share is not None]
    assert shares == sorted(shares)
    last = told[-1]
    assert isinstance(last, Answer)
    assert last.n / 2 < seeking[0].of / 2 < 2 * last.n, "two offices, so that this is the estimate of each"


@pytest.mark.parametrize(
    ("half_width", "expected"), [(0.0, 35), (0.5, 35), (2.0, 126), (100.0, 1000), (float("nan"), 1000)]
)
def test_replications_needed_grow_with_the_square_of_the_half_width(half_width: float, expected: int) -> None:
    """Of a mean of 10, to 10 %, from 30 replications: 30 (2 / 1)² = 120, and 5 % more to look on."""

    class Known:
        alternatives = (None,)

        def __init__(self) -> None:
            self.base = self

        def estimate(self, _name: str, at: int | None = None) -> Estimate:
            return Estimate(10.0, 1.0, 30, "min") if at is None else Estimate(-3.0, half_width, 30, "min")

    assert clock.likely(Known(), 0.1) == expected  # type: ignore[arg-type]


def test_six_plans_stand_beside_each_other() -> None:
    desk = desk_of()
    for name in "BCDEF":
        desk.act(lambda study, name=name: study.with_plan(f"Rencana {name}", {"patch:tanpa-gangguan": "1"}))  # type: ignore[misc]
    panel = panel_of(desk)
    press(panel)
    answer = panel.answering.answer
    assert answer is not None
    assert answer.is_whole
    assert len(answer.asked.names) == 1 + MOST_PLANS
    assert panel.summary.value.count("<caption>Angka yang paling penting</caption>") == 2
    for name in answer.asked.names:
        assert name in panel.summary.value
        assert all(name in str(chart.spec) for _title, chart, _box in panel.four._shown)


def test_a_plan_without_a_change_is_the_same_in_every_number() -> None:
    desk = desk_of()
    desk.act(lambda study: study.cleared("p1"))
    panel = panel_of(desk)
    press(panel)
    assert "tidak ada perubahan dari keadaan sekarang" in panel.asked.value
    assert not re.search(r">(naik|turun) ", panel.summary.value)
    assert ">sama<" in panel.summary.value


def test_all_differences_are_shown_on_request() -> None:
    panel = panel_of(desk_of())
    press(panel)
    assert panel.all.value == ""
    panel.more.receive({"key": "all"})
    assert "p (Holm)" in panel.all.value
    assert ">Sekarang<" in panel.all.value
    panel.more.receive({"key": "all"})
    assert panel.all.value == ""


def test_what_a_planner_typed_is_never_html() -> None:
    desk = desk_of()
    desk.act(lambda study: study.renamed("p1", "<img src=x onerror=alert(1)>"))
    panel = panel_of(desk)
    press(panel)
    panel.more.receive({"key": "all"})
    parts = (panel.summary, panel.asked, panel.behind, panel.groups, panel.all, panel.made)
    html = panel.verdict.html + panel.status.html + "".join(part.value for part in parts)
    html += "".join(title.value for title, _chart, _box in panel.four._shown)
    assert "&lt;img" in html
    assert "<img" not in html


def test_the_answer_stands_above_what_the_plans_change() -> None:
    panel = panel_of(desk_of())
    press(panel)
    order = [panel.children.index(part) for part in (panel.verdict, panel.summary, panel.asked, panel.four)]
    assert order == sorted(order)
    assert "<table" in panel.summary.value


def test_no_part_of_the_answer_is_shown_before_all_of_it_is_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A verdict of 30 replications beside a table of 5 is what a reader sees otherwise."""
    panel = panel_of(desk_of())
    seen: list[str] = []

    def looked_at(answer: Answer, words: Words) -> str:
        seen.append(panel.verdict.html)
        return summary_html(answer, words)

    monkeypatch.setattr("simulator.studio.answers.drawn.summary_html", looked_at)
    press(panel)
    assert len(seen) == 2
    assert seen[0] == ""


def test_the_document_says_what_was_compared_and_from_what_it_comes() -> None:
    panel = panel_of(desk_of())
    press(panel)
    assert "Satu loket tambahan sepanjang hari" in panel.asked.value
    assert "bukan survei" in panel.summary.value
    assert "asumsi, belum hitungan kantor ini" in panel.behind.value
    assert re.search(r"SimPTSP \S+: 2 ulangan untuk setiap kantor, benih acak 2026", panel.made.value)


def test_plans_are_never_said_to_face_the_same_whatever_they_change() -> None:
    """A plan may change demand or outages themselves."""
    panel = panel_of(desk_of())
    press(panel)
    task, *_others = panel.children
    for html in (task.task, panel.behind.value, panel.made.value):
        said = re.findall(r"pemohon, hari dan gangguan yang sama[^.]*\.", html)
        assert said
        assert all("kecuali yang memang diubah" in each for each in said)


def test_with_several_plans_the_verdict_begins_with_which_is_best_and_ends_with_what_chance_may_do() -> None:
    desk = desk_of()
    panel = panel_of(desk)
    press(panel)
    single = panel.verdict.html
    assert "Selang setiap perubahan berdiri sendiri" in single
    assert "<p><strong>" not in single
    desk.act(lambda study: study.with_plan("Seperti sekarang"), "plans")
    press(panel)
    best = re.match(r"<p><strong>(.*?)</strong></p><ul>", panel.verdict.html)
    assert best
    assert re.match("Paling menolong|Belum terbukti|Tidak ada rencana", best[1])
    assert best[1] not in panel.summary.value, "it is not said twice"
    assert "cara Holm" in panel.verdict.html


def test_in_english_nothing_is_left_in_indonesian() -> None:
    panel = panel_of(desk_of(lang="en"))
    press(panel)
    panel.more.receive({"key": "all"})
    text = re.sub(r"<[^>]+>", " ", shown_by(panel) + str(panel.buttons.items) + str(panel.ways.options))
    text += "".join(title.value for title, _chart, _box in panel.four._shown)
    text = text.replace("Rencana A", "")
    found = re.findall(
        r"(?i)\b(?:yang|ulangan|rencana|dari|menit|sekarang|tidak|dan|untuk|dengan|jam|perubahan)\b", text
    )
    assert found == []


# ---- what happens meanwhile


def test_when_it_is_cancelled_what_was_computed_stays() -> None:
    desk = desk_of(replications=40)
    panel = panel_of(desk)

    def cancel() -> None:
        assert panel.progress.is_shown
        panel.progress.receive({"event": "stop"})

    during(panel.answering, lambda answer: answer.n == 5, cancel)
    press(panel)
    assert panel.answering.state == "stopped"
    assert panel.answering.answer is not None
    assert (panel.answering.answer.n, panel.answering.answer.is_whole) == (5, False)
    assert "Yang sudah dihitung, 5 ulangan, tetap ditampilkan" in panel.status.html
    assert panel.summary in panel.children
    assert not panel.progress.is_shown
    press(panel)
    assert panel.answering.answer.is_whole


def test_other_work_of_the_page_ends_it_and_it_says_so() -> None:
    desk = desk_of(replications=40)
    panel = panel_of(desk)
    other = lambda: desk.work.start(lambda _tell, _stop: None, print, done=lambda: None, failed=print)  # noqa: E731
    during(panel.answering, lambda answer: answer.n == 5, other)
    press(panel)
    panel.refresh()
    assert panel.answering.state == "stopped"
    assert "Dihentikan sebelum selesai" in panel.status.html


def test_stopping_it_leaves_other_work_alone() -> None:
    desk = desk_of(replications=40)
    panel = panel_of(desk)
    went_on: list[bool] = []

    def report(_tell: object, stop: Callable[[], bool]) -> None:
        panel.answering.stop()
        panel.progress.receive({"event": "stop"})
        went_on.append(not stop())

    other = lambda: desk.work.start(report, print, done=lambda: None, failed=print)  # noqa: E731
    during(panel.answering, lambda answer: answer.n == 5, other)
    press(panel)
    assert went_on == [True]
    assert panel.answering.state == "stopped"


def test_on_paper_an_answer_says_that_it_is_interim_or_old() -> None:
    desk = desk_of(replications=40)
    panel = panel_of(desk)
    during(panel.answering, lambda answer: answer.n == 5, panel.answering.stop)
    press(panel)
    assert "Dihentikan sebelum selesai" in panel.status.html
    desk.act(lambda study: study.cleared("p1"))
    assert "Dihentikan sebelum selesai" in panel.status.html
    assert "Rencana sudah berubah" in panel.status.html
    assert ON_SCREEN in panel.progress._dom_classes
    assert ON_SCREEN not in panel.status._dom_classes


def test_while_it_is_computed_again_the_numbers_are_called_those_of_before() -> None:
    desk = desk_of()
    panel = panel_of(desk)
    press(panel)
    before = panel.answering.answer
    desk.act(lambda study: with_settings(study, seed=8))
    said: list[str] = []
    panel.answering.watch(lambda: said.append(panel.status.html if panel.answering.answer is before else ""))
    press(panel)
    assert said[0] == "Menghitung… Angka di bawah ini masih dari hitungan sebelumnya."
    assert said[-1] == ""
    assert panel.status.html.startswith("Selesai")


def test_when_it_breaks_what_was_computed_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    panel = panel_of(desk_of())

    def broken(*_args: object, **_named: object) -> None:
        raise RuntimeError("no disk")

    monkeypatch.setattr(Runs, "findings", broken)
    press(panel)
    assert panel.status.tone == "error"
    assert "tidak berhasil" in panel.status.html
    assert "belum lengkap: 2 ulangan" in panel.status.html
    assert "no disk" not in shown_by(panel)
    assert panel.summary in panel.children
    assert not panel.progress.is_shown
    assert not panel.buttons.items[0]["disabled"]


def test_when_a_plan_is_changed_afterwards_the_answer_stays_and_is_called_old() -> None:
    desk = desk_of()
    panel = panel_of(desk)
    press(panel)
    before = panel.summary.value
    desk.act(lambda study: study.with_entry("p1", "patch:tanpa-gangguan", "1"))
    assert "Rencana sudah berubah sejak hitungan ini; hitung lagi." in panel.status.html
    assert panel.summary.value == before
    desk.undo()
    assert "sudah berubah" not in panel.status.html


@pytest.mark.parametrize(
    "change",
    [
        lambda study: study.renamed("p1", "Lain"),
        lambda study: study.with_plan("Rencana B"),
        lambda study: study.with_entry("now", SWITCH, "1"),
        lambda study: with_settings(study, seed=5),
    ],
)
def test_whatever_changes_what_would_be_shown_makes_it_old(change: Callable[[Study], Study]) -> None:
    desk = desk_of()
    panel = panel_of(desk)
    press(panel)
    desk.act(change)
    assert panel.answering.is_stale


def test_the_name_of_the_study_changes_no_number() -> None:
    desk = desk_of()
    panel = panel_of(desk)
    press(panel)
    desk.act(lambda study: replace(study, name="Usulan 2027"))
    assert not panel.answering.is_stale


def test_another_office_begins_without_an_answer() -> None:
    desk = desk_of()
    panel = panel_of(desk)
    press(panel)
    desk.choose(Base(library="ktp-sigi"))
    desk.look_at(tab="compare")
    assert panel.answering.answer is None
    assert panel.summary not in panel.children


def test_another_study_of_the_same_office_begins_without_an_answer() -> None:
    desk = desk_of()
    panel = panel_of(desk)
    press(panel)
    desk.take_up(desk.study)
    desk.look_at(tab="compare")
    assert panel.answering.answer is None
    assert panel.status.html == ""
    assert panel.summary not in panel.children


def test_when_another_study_is_taken_up_the_work_for_the_one_before_ends() -> None:
    """Whichever tab is shown: here none is."""
    desk = desk_of(replications=40)
    answering = answering_of(desk)
    during(answering, lambda answer: answer.n == 5, lambda: desk.take_up(desk.study))
    answering.start()
    assert (answering.answer, answering.state) == (None, "idle")
    assert not desk.work.is_busy


def test_on_the_page_work_is_on_a_thread_and_is_shown_on_the_pages_own() -> None:
    drawn_on: set[str] = set()

    class Watched(Compare):
        def draw(self, answer: Answer | None) -> None:
            drawn_on.add(current_thread().name)
            super().draw(answer)

    async def page() -> Answer | None:
        desk = desk_of(replications=6)
        panel = Watched(desk)
        panel.refresh()
        press(panel)
        assert panel.answering.answer is None
        assert panel.progress.is_shown
        assert panel.status.html == "Menghitung…"
        for _moment in range(600):
            if panel.answering.state == "idle":
                break
            await asyncio.sleep(0.05)
        assert not panel.progress.is_shown
        return panel.answering.answer

    answer = asyncio.run(page())
    assert answer is not None
    assert answer.is_whole
    assert drawn_on == {current_thread().name}


def test_a_tab_that_is_not_shown_is_not_drawn() -> None:
    desk = desk_of()
    panel = panel_of(desk)
    desk._watchers.clear()
    desk.look_at(tab="why")
    answering_of(desk).start()
    assert panel.summary not in panel.children
    panel.refresh()
    assert panel.summary in panel.children


# ---- words of the bar


def test_the_bar_says_what_is_done_and_how_long_it_still_takes() -> None:
    words = Words("id")
    assert step_words(Step("simulates", 1200, 2100, 0.5, None), words).endswith("1.200 dari 2.100 ulangan tahap ini")
    assert step_words(Step("seeks", 40, 200, 0.1, None), words).endswith("teliti: 40 dari kira-kira 200 ulangan")
    assert step_words(Step("seeks", 240, 0, None, None), words).endswith("240 ulangan, lebih banyak daripada perkiraan")
    assert "catatan kejadian: 30 dari 60" in step_words(Step("reads", 30, 60, 0.5, None), words)
    assert whole_words(Step("simulates", 149, 150, 0.05, 50.0), words) == (
        "5% dari seluruh pekerjaan, kira-kira 50 detik lagi"
    ), "the bar shows the share of the whole, so its words do too"
    assert whole_words(Step("seeks", 240, 0, None, None), words) == ""
    said = [left_words(seconds, words) for seconds in (None, 0.4, 12.3, 200.0)]
    assert said == ["", "sebentar lagi", "kira-kira 12 detik lagi", "kira-kira 3 menit lagi"]
