"""Changing an office: what is typed is kept, what differs is told, and the first answer follows."""

import asyncio
from html import unescape
from typing import Any

import pytest

import simulator as sim
from simulator.scenario import LIBRARY, load_scenario
from simulator.studio.background import Background
from simulator.studio.desk import Desk
from simulator.studio.first_answer import STAGES, Answer, Costs, Question, answer_html, find_answer, headline
from simulator.studio.form import form_groups
from simulator.studio.knobs.arrivals import TOTAL, is_of_kind
from simulator.studio.panels import answer as answers
from simulator.studio.panels.change import Change
from simulator.studio.plan_names import changed_plan, next_name
from simulator.studio.runs import Runs
from simulator.studio.shelf import Memory
from simulator.studio.study import MOST_PLANS, NOW, Base, Study
from simulator.teaching.words import Words
from studio_tabs import until, up_to_date

ID, EN = Words("id"), Words("en")
OWN = (LIBRARY / "kantor-sehari.yaml").read_text(encoding="utf-8")
COUNTER, DESK = "stations[loket-pelayanan].people", "stations[verifikasi].people"
TIME, READY = "service_time[nib]", "patch:satu-loket-tambahan"
ROSTER = "stations[loket-pelayanan].roster"
WILD = ("", "abc", "-3", "10000", "1e9", "<script>alert(1)</script>", "2,5", "∞", "x" * 4000, "\u202e3", "٣", "0x3")


def begun(words: Words = ID, shelf: Memory | None = None, base: str = "kantor-sehari") -> tuple[Desk, Change]:
    desk = Desk(words, shelf or Memory())
    if desk.study.base is None:
        desk.choose(Base(base))
    panel = Change(desk)
    desk.watch(lambda: panel.refresh() if desk.tab == "change" else None)  # as the page does
    panel.refresh()
    return desk, panel


def type_(panel: Change, key: str, text: str) -> None:
    number = panel.knobs.answer["heard"] + 1
    panel.knobs.receive({"event": "type", "key": key, "text": text, "scope": panel.knobs.scope, "n": number})


def act(panel: Change, what: str, text: str = "") -> None:
    panel.bar.receive({"act": what, "key": panel.bar.value, "text": text})


def choose(panel: Change, key: str) -> None:
    panel.bar.receive({"key": key})


def shown_knobs(panel: Change) -> dict[str, dict[str, Any]]:
    return {knob["key"]: knob for group in panel.knobs.groups for part in group["parts"] for knob in part["knobs"]}


# ---- the form


def test_every_knob_of_the_office_is_in_the_form_once_with_its_value():
    desk, panel = begun()
    built = desk.build("p1")
    keys = [knob.key for group in built.groups for knob in group.knobs]
    assert len(keys) >= 20
    assert sorted(shown_knobs(panel)) == sorted(keys)
    assert shown_knobs(panel)[COUNTER]["now"] == "2"
    assert shown_knobs(panel)[COUNTER]["unit"] == "orang"
    titles = [part["title"] for group in form_groups(built.groups, ID) for part in group["parts"]]
    assert all(titles)


def test_every_field_says_what_may_be_typed_before_it_is_left():
    for words, whole, clock, free in (
        (ID, "Bilangan bulat 1 sampai 200", "Satu jam, misalnya 15.00, atau kosong", "Boleh 0,1 sampai 10.000"),
        (EN, "Whole number from 1 to 200", "One time of day, for example 15:00, or empty", "From 0.1 to 10,000"),
    ):
        _desk, panel = begun(words)
        shown = shown_knobs(panel)
        assert shown[COUNTER]["allowed"] == whole
        assert shown["stations[loket-pelayanan].tickets.until"]["allowed"] == clock
        assert shown[TIME]["allowed"] == free
        assert {knob["kind"] for knob in shown.values() if not knob["allowed"]} == {"choice", "switch"}


def test_what_is_typed_is_kept_shown_and_told():
    desk, panel = begun()
    type_(panel, COUNTER, "3")
    assert desk.study.plan("p1").entries == {COUNTER: "3"}
    assert panel.knobs.entries == {COUNTER: "3"}
    assert panel.knobs.faults == {}
    assert "petugas: 2 → 3 orang" in panel.answer.differences.html
    assert panel.bar.plans[1]["note"] == "Loket pelayanan, jumlah petugas: 3 orang · 1 perubahan"
    assert panel.knobs.answer["heard"] == 1


def test_what_was_ticked_and_unticked_counts_as_no_change():
    _desk, panel = begun()
    type_(panel, READY, "0")
    assert panel.bar.plans[1]["note"] == "belum diubah"
    type_(panel, READY, "1")
    assert panel.bar.plans[1]["note"].endswith("1 perubahan")


def test_a_plan_called_by_its_letter_is_told_and_can_be_named_by_what_it_changes():
    _desk, panel = begun()
    assert panel.bar.plans[1]["proposed"] == ""
    type_(panel, COUNTER, "3")
    assert panel.bar.plans[1]["proposed"] == "Loket pelayanan, jumlah petugas: 3 orang"
    type_(panel, DESK, "tiga")
    assert panel.bar.plans[1]["proposed"] == "Loket pelayanan, jumlah petugas: 3 orang"
    type_(panel, READY, "1")
    assert panel.bar.plans[1]["proposed"] == "Loket pelayanan, jumlah petugas: 3 orang"
    assert panel.bar.plans[1]["note"].endswith("3 perubahan, 1 perlu diperbaiki")
    act(panel, "rename", "Loket ketiga")
    assert panel.bar.plans[1]["proposed"] == ""
    assert panel.bar.plans[1]["note"] == "3 perubahan, 1 perlu diperbaiki"


def test_a_roster_says_what_the_number_of_people_does_to_it():
    _desk, panel = begun()
    assert panel.knobs.answer["notes"] == {}
    type_(panel, COUNTER, "3")
    notes = panel.knobs.answer["notes"]
    assert list(notes) == [ROSTER]
    assert "ditambah 1 orang di setiap jam jaga" in notes[ROSTER]
    type_(panel, COUNTER, "1")
    assert "dikurangi 1 orang di setiap jam jaga" in panel.knobs.answer["notes"][ROSTER]
    type_(panel, COUNTER, "3x")
    assert panel.knobs.answer["notes"] == {}


def test_a_number_of_people_beside_a_changed_roster_is_told_to_be_unused():
    _desk, panel = begun()
    type_(panel, COUNTER, "3")
    type_(panel, ROSTER, shown_knobs(panel)[ROSTER]["now"].replace("2", "4"))
    assert list(panel.knobs.answer["notes"]) == [COUNTER]
    assert "Tidak dipakai" in panel.knobs.answer["notes"][COUNTER]


def test_each_kind_says_what_it_comes_to_with_a_new_total():
    """Twice as many in all is twice as many of each kind; a kind that was counted keeps its share of the total."""
    _desk, panel = begun()
    kinds = {key: float(knob["now"].replace(",", ".")) for key, knob in shown_knobs(panel).items() if is_of_kind(key)}
    assert len(kinds) >= 3
    total = sum(kinds.values())
    type_(panel, TOTAL, f"{2 * total:g}".replace(".", ","))
    notes = panel.knobs.answer["notes"]
    assert set(notes) == set(kinds)
    for key, before in kinds.items():
        assert notes[key].startswith(f"Menjadi {ID.plain(round(2 * before, 2))} permohonan per hari kerja")
    type_(panel, TOTAL, "banyak")
    assert panel.knobs.answer["notes"] == {}


def test_a_text_that_says_what_was_there_before_is_told_to_be_the_same():
    _desk, panel = begun()
    type_(panel, COUNTER, "2 ")
    type_(panel, DESK, "3")
    type_(panel, TIME, "x")
    assert panel.knobs.answer["same"] == [COUNTER]


def test_in_the_present_state_the_old_number_is_the_examples_and_the_new_one_an_own_count():
    _desk, panel = begun()
    assert (panel.knobs.texts["now"], panel.knobs.texts.get("own")) == ("sekarang: {now}", None)
    choose(panel, NOW)
    assert (panel.knobs.texts["now"], panel.knobs.texts["own"]) == ("contoh: {now}", "hitungan sendiri")
    choose(panel, "p1")
    assert panel.knobs.texts["now"] == "sekarang: {now}"


def test_every_field_that_may_be_empty_says_what_that_means():
    _desk, panel = begun(base="kabupaten-menengah")
    shown = shown_knobs(panel)
    assert shown["stations[tanda-tangan].batch.days"]["empty"] == "setiap hari kerja"
    assert shown["outages[jaringan].backup.lasts_min"]["empty"] == "tanpa batas"
    assert shown["staff[petugas-loket].people"]["empty"] == ""


def test_fields_are_found_by_the_words_that_planners_use():
    _desk, panel = begun(base="kabupaten-menengah")
    shown = shown_knobs(panel)
    for word, key in (
        ("pemohon", "demand.total"), ("kedatangan", "demand.total"), ("tamu", "case_classes[sip].arrivals.per_day"),
        ("internet", "outages[jaringan].down.mean_min"), ("gaji", "staff[petugas-loket].cost_per_hour"),
        ("visitors", "demand.total"), ("antre", "staff[petugas-loket].people"),
        ("sementara", "staff[petugas-verifikasi].people"), ("temporary", "staff[petugas-loket].people"),
        ("pendampingan", "staff[pendamping].people"), ("lembur", "staff[petugas-loket].roster"),
        ("promosi", "demand.campaign.from"),
    ):  # fmt: skip
        assert word in shown[key]["also"].split()
    assert "gaji" not in shown["demand.total"]["also"]
    assert all(knob["ready"] == key.startswith("patch:") for key, knob in shown.items())


def test_undo_says_what_it_undid_and_to_which_plan_it_went():
    _desk, panel = begun()
    type_(panel, COUNTER, "3")
    choose(panel, NOW)
    type_(panel, DESK, "4")
    choose(panel, "p1")
    act(panel, "undo")
    assert panel.bar.value == NOW
    assert panel.stepped.html == (
        "Diurungkan: Meja verifikasi, jumlah petugas: 4 → 2 orang (Sekarang). Kini yang tampil: Sekarang."
    )
    act(panel, "redo")
    assert panel.stepped.html == "Diulangi: Meja verifikasi, jumlah petugas: 2 → 4 orang (Sekarang)."
    type_(panel, DESK, "5")
    assert panel.stepped.html == ""


def test_what_was_undone_is_escaped():
    _desk, panel = begun()
    act(panel, "add")
    act(panel, "rename", "<script>x</script>")
    act(panel, "undo")
    assert "<script" not in panel.stepped.html
    assert "&lt;script" in panel.stepped.html


def test_a_phone_shows_the_first_answer_in_a_line_of_text():
    _desk, panel = begun()
    panel.answer.head.say("Rencana A &lt;b&gt;: tunggu turun 7,9 menit (7,1–8,6); biaya naik Rp4,8 juta (n = 30).")
    assert panel.peek.text == "Rencana A <b>: tunggu turun 7,9 menit; biaya naik Rp4,8 juta."


def test_the_answer_beside_the_form_can_scroll():
    """An inline value would count more than the style sheet's."""
    _desk, panel = begun()
    assert panel.answer.layout.overflow is None


def test_a_value_is_taken_back_alone():
    desk, panel = begun()
    type_(panel, COUNTER, "3")
    type_(panel, READY, "1")
    panel.knobs.receive({"event": "reset", "key": COUNTER, "scope": panel.knobs.scope, "n": 9})
    assert desk.study.plan("p1").entries == {READY: "1"}
    assert panel.knobs.entries == {READY: "1"}


@pytest.mark.parametrize("text", WILD)
def test_a_wrong_text_stays_as_typed_with_a_sentence_beside_it(text):
    desk, panel = begun()
    for key in (COUNTER, TIME, ROSTER, READY):
        type_(panel, key, text)
    assert desk.study.plan("p1").entries == dict.fromkeys((COUNTER, TIME, ROSTER, READY), text)
    built = desk.build("p1")
    for key in (COUNTER, TIME, ROSTER, READY):
        assert (key in panel.knobs.faults) == (key in built.faults)
        assert panel.knobs.faults.get(key, "x.").endswith((".", "!"))
    assert {COUNTER, ROSTER, READY} <= set(panel.knobs.faults) or text == "2,5"
    page = panel.answer.faults.html + panel.answer.differences.html + panel.answer.head.html
    assert panel.answer.faults.tone == "error"
    assert "<script" not in page
    assert "Traceback" not in page


def test_a_reload_shows_everything_that_was_typed_wrong_texts_too():
    desk, panel = begun()
    type_(panel, COUNTER, "tiga")
    type_(panel, TIME, "20")
    act(panel, "add")
    type_(panel, READY, "1")
    again, anew = begun(shelf=desk.shelf)
    assert again.plan == "p2"
    assert anew.knobs.entries == {READY: "1"}
    choose(anew, "p1")
    assert anew.knobs.entries == {COUNTER: "tiga", TIME: "20"}
    assert COUNTER in anew.knobs.faults


def test_the_form_is_drawn_anew_only_for_another_plan_or_another_starting_office():
    _desk, panel = begun()
    drawn: list[str] = []
    panel.knobs.observe(lambda change: drawn.append(change["name"]), names=["groups", "scope"])
    type_(panel, COUNTER, "3")
    type_(panel, COUNTER, "dua")
    assert drawn == []
    act(panel, "add")
    assert drawn == ["scope"]
    choose(panel, NOW)
    drawn.clear()
    type_(panel, DESK, "4")
    assert drawn == []
    assert shown_knobs(panel)[DESK]["now"] == "2"
    choose(panel, "p1")
    assert "groups" in drawn
    assert shown_knobs(panel)[DESK]["now"] == "4"


def test_a_text_meant_for_another_plan_is_not_written_into_this_one():
    desk, panel = begun()
    scope = panel.knobs.scope
    act(panel, "add")
    panel.knobs.receive({"event": "type", "key": COUNTER, "text": "9", "scope": scope, "n": 5})
    assert desk.study.plan("p1").entries == {}
    assert desk.study.plan("p2").entries == {}


def test_changes_that_this_office_does_not_know_can_be_dropped():
    desk, panel = begun()
    desk.act(lambda study: study.with_entry("p1", "staff[tidak-ada].people", "3").with_entry("p1", COUNTER, "3"))
    assert panel.drop in panel.children
    assert desk.build("p1").scenario is None
    assert panel.answer.faults.html
    panel.drop.receive({"key": "drop"})
    assert desk.study.plan("p1").entries == {COUNTER: "3"}
    assert panel.drop not in panel.children
    assert desk.build("p1").scenario is not None


def test_html_in_the_titles_of_an_own_office_stays_text():
    wild = "<img src=x onerror=alert(1)>"
    own = OWN.replace("Loket pelayanan", f'"{wild}"')
    assert wild in own
    desk = Desk(ID, Memory())
    desk.choose(Base(text=own, title="Kantor kami"))
    panel = up_to_date(desk, Change(desk))
    type_(panel, COUNTER, "3")
    type_(panel, DESK, "x")
    told = panel.answer.differences.html, panel.answer.faults.html
    type_(panel, DESK, "2")
    for html in (*told, panel.answer.differences.html, panel.answer.head.html, panel.answer.table.html):
        assert "<img" not in html
    assert "&lt;img" in panel.answer.differences.html


# ---- plans


def test_every_chip_tells_of_its_own_plan_whichever_is_in_hand():
    desk, panel = begun()
    type_(panel, COUNTER, "3")
    act(panel, "add")
    type_(panel, COUNTER, "2")  # as it is now: no change
    type_(panel, DESK, "3")
    type_(panel, TIME, "12")
    choose(panel, NOW)
    type_(panel, DESK, "3")  # the second plan's is none any more
    shown = {}
    for key in (NOW, "p1", "p2"):
        choose(panel, key)
        shown[key] = [chip["note"].rpartition(" · ")[2] for chip in panel.bar.plans]
    assert desk.study.plan("p2").entries[DESK] == "3"
    assert shown[NOW] == ["1 perubahan", "1 perubahan", "1 perubahan"]
    assert shown["p1"] == shown["p2"] == shown[NOW]


def test_a_chip_tells_of_faults_of_its_own_plan_only():
    _desk, panel = begun()
    type_(panel, DESK, "tiga")
    act(panel, "add")
    type_(panel, COUNTER, "3")
    said = ["belum diubah", "1 perubahan, 1 perlu diperbaiki", "1 perubahan"]
    assert [chip["note"].rpartition(" · ")[2] for chip in panel.bar.plans] == said


def test_plans_are_added_named_duplicated_removed_and_cleared():
    desk, panel = begun()
    type_(panel, COUNTER, "3")
    act(panel, "duplicate")
    assert [plan.name for plan in desk.study.plans] == ["Rencana A", "Rencana B"]
    assert desk.plan == "p2"
    assert desk.study.plan("p2").entries == {COUNTER: "3"}
    act(panel, "rename", "Tiga <b>loket</b>")
    assert panel.bar.plans[2]["name"] == "Tiga <b>loket</b>"
    assert "<b>" not in panel.answer.head.html
    assert "<b>" not in panel.answer.table.html
    act(panel, "clear")
    assert desk.study.plan("p2").entries == {}
    assert desk.study.plan("p1").entries == {COUNTER: "3"}
    act(panel, "remove")
    assert [plan.key for plan in desk.study.plans] == ["p1"]
    assert desk.plan == "p1"
    act(panel, "remove")
    assert desk.study.plans == ()
    assert desk.plan == NOW


def test_there_are_six_plans_at_most_and_it_is_said():
    desk, panel = begun()
    for _more in range(MOST_PLANS + 2):
        act(panel, "add")
    assert [plan.name for plan in desk.study.plans] == [f"Rencana {letter}" for letter in "ABCDEF"]
    assert {"add", "duplicate"}.isdisjoint(panel.bar.can)
    assert "Sudah ada 6 rencana" in panel.note.html
    act(panel, "remove")
    assert {"add", "duplicate"} <= set(panel.bar.can)
    assert "Sudah ada" not in panel.note.html


def test_a_name_that_became_free_is_given_again():
    study = Study(base=Base("kantor-sehari")).with_plan("Rencana A").with_plan("Rencana B").without_plan("p1")
    assert next_name(study, ID) == "Rencana A"
    assert next_name(study, EN) == "Plan A"


def test_steps_are_taken_back_and_again_and_the_plan_that_they_change_is_shown():
    desk, panel = begun()
    for text in ("3", "31"):
        type_(panel, COUNTER, text)
    act(panel, "add")
    act(panel, "undo")
    assert len(desk.study.plans) == 1
    assert desk.plan == "p1"
    act(panel, "redo")
    assert desk.plan == "p2"
    act(panel, "undo")
    act(panel, "undo")
    assert desk.study.plan("p1").entries == {}
    assert panel.knobs.entries == {}
    act(panel, "redo")
    assert panel.knobs.entries == {COUNTER: "31"}
    act(panel, "redo")
    choose(panel, NOW)
    type_(panel, TIME, "30")
    choose(panel, "p1")
    act(panel, "undo")
    assert desk.plan == NOW
    assert desk.study.now.entries == {}


def test_the_plan_in_hand_stays_if_it_is_what_changed():
    one = Study(base=Base("kantor-sehari")).with_plan("A").with_plan("B")
    other = one.with_entry("p1", TIME, "3").with_entry("p2", TIME, "3")
    assert changed_plan(one, other, "p2") == "p2"
    assert changed_plan(one, other, NOW) == "p1"
    assert changed_plan(one, one, "p2") == "p2"
    assert changed_plan(one, one.without_plan("p2"), "p2") == "p1"


def test_acts_that_are_not_possible_do_nothing():
    desk, panel = begun()
    choose(panel, NOW)
    study = desk.study
    for what in ("rename", "remove", "duplicate", "clear", "undo", "nonsense"):
        act(panel, what, "x")
    assert desk.study is study
    assert desk.can_undo is ("undo" in panel.bar.can)


def test_the_present_state_is_told_as_the_place_of_own_counts_and_plans_follow_it():
    _desk, panel = begun()
    choose(panel, NOW)
    assert "semua rencana berangkat dari sini" in panel.note.html
    assert not {"rename", "remove"} & set(panel.bar.can)
    type_(panel, COUNTER, "1")
    assert "dibanding contoh semula" in panel.answer.head.html
    assert "Contoh semula" in panel.answer.table.html
    choose(panel, "p1")
    assert shown_knobs(panel)[COUNTER]["now"] == "1"
    assert "sama dengan keadaan sekarang" in panel.note.html


def test_a_wrong_present_state_is_told_in_its_plans():
    desk, panel = begun()
    choose(panel, NOW)
    type_(panel, COUNTER, "dua")
    choose(panel, "p1")
    assert "pilih “Sekarang”" in panel.answer.faults.html
    assert desk.build("p1").scenario is None
    assert panel.answer.table.html == ""


def test_a_caution_is_told():
    desk, panel = begun()
    rows = shown_knobs(panel)[ROSTER]["now"].split(";")
    fuller = ";".join(",".join("3" if cell.strip("0") else "" for cell in row.split(",")) for row in rows)
    type_(panel, COUNTER, "4")
    type_(panel, ROSTER, fuller)
    cautions = desk.build("p1").cautions
    assert cautions
    assert all(caution in unescape(panel.answer.cautions.html) for caution in cautions)


# ---- the first answer


def test_the_first_answer_has_the_numbers_of_a_comparison():
    desk, panel = begun()
    type_(panel, READY, "1")
    office = load_scenario("kantor-sehari")
    compared = sim.compare(
        office, office.patched("satu-loket-tambahan"), replications=STAGES[-1], seed=desk.study.settings.seed
    )
    shown = panel.answer._shown
    assert shown is not None
    assert shown.replications == 30
    names = [str(name) for name in compared.base.values]
    assert len(names) > 20
    for name in names:
        for mine, theirs in (
            (shown.comparison.base.values[name], compared.base.values[name]),
            (shown.comparison.alternatives[0].values[name], compared.alternatives[0].values[name]),
        ):
            assert mine.equals(theirs), name
    assert "30 ulangan" in panel.answer.table.html
    assert "Rencana A" in panel.answer.table.html


def test_five_replications_come_first_and_are_called_provisional():
    office = load_scenario("kantor-sehari")
    question = Question(office, office.patched("satu-loket-tambahan"), ("Sekarang", "Rencana A"), 7)
    told: list[Answer] = []
    find_answer(question, Runs(), Costs())(told.append, lambda: False)
    assert [one.replications for one in told] == [5, 30]
    first, last = (answer_html(one, ID) for one in told)
    assert "sementara" in first
    assert "5 ulangan" in first
    assert "sementara" not in last


def test_costs_come_last_and_only_where_there_are_prices():
    office = load_scenario("terpencil")
    plan = office.with_({"targets.waiting_time_min": 99})
    told: list[Answer] = []
    find_answer(Question(office, plan, ("Now", "Plan A"), 7), Runs(), Costs(), pause_s=0)(told.append, lambda: False)
    assert [bool(one.costs) for one in told] == [False, False, True]
    html = answer_html(told[-1], EN)
    assert "Cost to the office, 12 days" in html
    assert "IDR" in html
    assert "Applicants&#x27; hours on the way and at the office, 12 days" in html


def test_an_answer_that_nobody_wants_any_more_is_not_told():
    office = load_scenario("kantor-sehari")
    question = Question(office, office.patched("satu-loket-tambahan"), ("Sekarang", "Rencana A"), 8)
    told: list[Answer] = []
    find_answer(question, Runs(), Costs())(told.append, lambda: bool(told))
    assert [one.replications for one in told] == [5]


def test_a_plan_without_change_asks_for_one_and_shows_the_present_state_alone():
    _desk, panel = begun()
    assert "Belum ada bedanya dari sekarang" in panel.answer.head.html
    assert "Selisih" not in panel.answer.table.html
    assert "Sekarang" in panel.answer.table.html
    assert "±" in panel.answer.table.html
    assert panel.answer.differences.html == "", "it is said once"


def test_a_change_that_changes_nothing_is_not_asked_for_again():
    """A campaign after the time simulated is a change, and there is no difference: not that nothing was changed."""
    office = load_scenario("kantor-sehari")
    told: list[Answer] = []
    question = Question(office, office, ("Sekarang", "Rencana A"), 7, is_typed=True)
    find_answer(question, Runs(), Costs(), pause_s=0)(told.append, lambda: bool(told))
    assert headline(told[0], ID).startswith("Perubahan ini tidak mengubah hasil")
    assert "This change" in headline(told[0], EN)
    assert question.key != Question(office, office, ("Sekarang", "Rencana A"), 7).key


def test_what_was_typed_for_a_campaign_outside_the_simulated_days_is_told_to_change_no_result(monkeypatch):
    monkeypatch.setattr("simulator.studio.first_answer.STAGES", (1,))
    desk, panel = begun(base="tanda-tangan")
    assert "Belum ada bedanya dari sekarang" in panel.answer.head.html
    for field, text in (("from", "1 Desember 2026"), ("to", "14 Desember 2026"), ("factor", "1,6")):
        type_(panel, f"demand.campaign.{field}", text)
    assert "tidak mengubah hasil" in panel.answer.head.html
    assert "Pilih tanggal antara" in panel.answer.cautions.html
    assert desk.build(desk.plan).values


def test_a_difference_that_cannot_be_told_apart_is_said_in_words():
    office = load_scenario("kantor-sehari")
    slower = office.with_({"stations[verifikasi].service_time.mean_min": 30.5})
    told: list[Answer] = []
    find_answer(Question(office, slower, ("Sekarang", "Rencana A"), 3), Runs(), Costs())(told.append, lambda: False)
    assert "tidak terbedakan" in answer_html(told[0], ID)
    assert "cannot be told apart" in answer_html(told[0], EN)
    assert headline(told[0], ID)
    assert headline(told[0], EN) != headline(told[0], ID)


def test_while_something_is_wrong_the_last_answer_stays_and_says_so():
    _desk, panel = begun()
    type_(panel, COUNTER, "3")
    before = panel.answer.table.html
    assert "±" in before
    type_(panel, COUNTER, "3x")
    assert panel.answer.table.html == before
    assert "sebelum ada isian yang keliru" in panel.answer.head.html
    assert panel.bar.plans[1]["note"] == "1 perubahan, 1 perlu diperbaiki"
    type_(panel, COUNTER, "3")
    assert "keliru" not in panel.answer.head.html
    assert panel.answer.faults.html == ""


def test_the_answer_of_one_plan_is_never_shown_for_another():
    _desk, panel = begun()
    act(panel, "add")
    type_(panel, COUNTER, "x")
    choose(panel, "p1")
    type_(panel, COUNTER, "3")
    assert "Rencana A" in panel.answer.table.html
    choose(panel, "p2")
    assert panel.answer.table.html == ""
    assert "Rencana A" not in panel.answer.head.html


def test_a_computation_that_breaks_is_said_and_the_next_one_works(monkeypatch):
    desk, panel = begun()
    right = desk.runs.comparison
    monkeypatch.setattr(desk.runs, "comparison", lambda *given: 1 / 0)
    type_(panel, COUNTER, "3")
    assert panel.answer.head.tone == "error"
    assert "tetap tersimpan" in panel.answer.head.html
    assert desk.study.plan("p1").entries == {COUNTER: "3"}
    monkeypatch.setattr(desk.runs, "comparison", right)
    type_(panel, COUNTER, "4")
    assert panel.answer.head.tone == "plain"
    assert "Rencana A" in panel.answer.head.html


def test_on_a_phone_the_numbers_are_folded_until_asked_for():
    _desk, panel = begun()
    assert answers.FOLDED in panel.answer._dom_classes
    panel.answer.fold.receive({"key": "fold"})
    assert answers.FOLDED not in panel.answer._dom_classes
    panel.answer.fold.receive({"key": "fold"})
    assert answers.FOLDED in panel.answer._dom_classes


def test_the_page_is_english_for_an_english_reader():
    _desk, panel = begun(EN)
    type_(panel, READY, "1")
    assert "One more counter all day" in panel.answer.differences.html
    assert "Plan A" in panel.answer.table.html
    page = " ".join(part.html for part in (panel.note, panel.answer.head, panel.answer.differences, panel.answer.table))
    assert not {"dan", "yang", "sekarang", "menit", "Rencana"} & set(unescape(page).replace("<", " ").split())


# ---- with an event loop, as on a server


def on_a_server(steps: Any) -> None:
    asyncio.run(asyncio.wait_for(steps(), 60))


def test_while_somebody_types_nothing_is_simulated_and_only_the_last_entry_is_answered(monkeypatch):
    started: list[int] = []
    start = Background.start
    monkeypatch.setattr(
        Background, "start", lambda self, *work, **calls: (started.append(1), start(self, *work, **calls))
    )

    async def steps() -> None:
        desk, panel = begun()
        await until(lambda: "Belum ada" in panel.answer.head.html)
        started.clear()
        for text in ("3", "34", "3"):
            type_(panel, COUNTER, text)
            await asyncio.sleep(0.02)
        assert started == []
        assert panel.answer.head.tone == "busy"
        await until(lambda: "30 ulangan" in panel.answer.table.html and "Selisih" in panel.answer.table.html)
        assert started == [1]
        assert desk.build("p1").values == {COUNTER: 3}

    on_a_server(steps)


def test_other_plans_are_looked_at_after_the_last_keystroke():
    async def steps() -> None:
        desk, panel = begun()
        type_(panel, COUNTER, "3")
        choose(panel, NOW)
        await until(lambda: panel.bar.plans[1]["note"].endswith("1 perubahan"))
        type_(panel, COUNTER, "3")
        assert panel.bar.plans[0]["note"].endswith("1 perubahan")
        assert panel.bar.plans[1]["note"].endswith("1 perubahan")
        await until(lambda: panel.bar.plans[1]["note"] == "belum diubah")
        assert desk.study.plan("p1").entries == {COUNTER: "3"}

    on_a_server(steps)


def test_an_old_answer_that_comes_late_is_dropped():
    async def steps() -> None:
        desk, panel = begun()
        late: list[Any] = []
        desk.preview.start = lambda work, show, **calls: late.append(show)  # type: ignore[method-assign]
        type_(panel, COUNTER, "3")
        await until(lambda: len(late) == 1)
        type_(panel, COUNTER, "5")
        office = load_scenario("kantor-sehari")
        question = Question(office, office, ("Rencana lama", "Rencana lama"), 1)
        found = Runs().comparison((office,), (), 5, 1)
        assert found is not None
        late[0](Answer(question, found))
        assert "Rencana lama" not in panel.answer.table.html

    on_a_server(steps)


def test_leaving_the_tab_stops_the_work_and_coming_back_takes_it_up():
    async def steps() -> None:
        desk, panel = begun()
        type_(panel, COUNTER, "3")
        desk.look_at(tab="compare")
        assert panel.answer._timer is None
        assert not desk.preview.is_busy
        desk.look_at(tab="change")
        await until(lambda: "Selisih" in panel.answer.table.html)

    on_a_server(steps)
