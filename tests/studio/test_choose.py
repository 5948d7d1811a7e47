"""Choosing an office: the library, the shelf, a file of one's own; what is assumed is seen before anything begins."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from filled_forms import GOOD, filled
from simulator.scenario import LIBRARY, load_scenario
from simulator.studio import studio
from simulator.studio.desk import Desk
from simulator.studio.kept_studies import ago, office_title
from simulator.studio.panels.choose import Choose
from simulator.studio.shelf import Memory, ShelfError
from simulator.studio.study import NOW, Base
from simulator.teaching.words import Words
from studio_tabs import up_to_date

ID, EN = Words("id"), Words("en")
OWN = (LIBRARY / "kantor-sehari.yaml").read_text(encoding="utf-8")


def opened(desk: Desk | None = None) -> tuple[Desk, Choose]:
    desk = desk or Desk(ID, Memory())
    return desk, up_to_date(desk, Choose(desk))


def begun(name: str = "kantor-sehari", shelf: Any = None) -> Desk:
    desk = Desk(ID, shelf or Memory())
    desk.choose(Base(name))
    return desk


def keys(buttons: Any) -> list[str]:
    return [item["key"] for item in buttons.items]


def test_the_first_visit_shows_offices_to_plan_for_and_other_examples_on_demand():
    _desk, panel = opened()
    shown = [item["key"] for item in panel.offices.items]
    assert "kabupaten-menengah" in shown
    assert "meja-verifikasi" not in shown
    assert panel.offices in panel.children
    assert panel.others not in panel.children
    assert keys(panel.start) == ["example"]
    panel.more.receive({"key": "others"})
    assert panel.others in panel.children
    assert "meja-verifikasi" in [item["key"] for item in panel.others.items]
    panel.more.receive({"key": "others"})
    assert panel.others not in panel.children


def test_nothing_begins_before_what_is_assumed_was_shown():
    desk, panel = opened()
    panel.offices.receive({"key": "kantor-sehari"})
    assert desk.study.base is None
    assert panel.buttons in panel.children
    assert "43 dari 43 angka masukan adalah asumsi." in panel.about.value
    assert load_scenario("kantor-sehari").spec.measure_first[0].id in panel.about.value
    panel.buttons.receive({"key": "begin"})
    assert desk.study.base == Base("kantor-sehari")
    assert desk.tab == "change"
    assert [plan.name for plan in desk.study.plans] == ["Rencana A"]


def test_own_counts_are_no_assumptions_any_more_on_the_page_of_the_office():
    """As many as a comparison, whose base is the present state."""
    desk, panel = opened(begun())
    desk.act(lambda study: study.with_entry(NOW, "service_time[nib]", "9"))
    desk.look_at(tab="office")
    left = len(desk.build(NOW).scenario.assumptions())
    assert left < 43
    assert f"{left} dari 43 angka masukan adalah asumsi." in panel.about.value
    told = map(int, re.findall(r": (\d+) asumsi", panel.about.value))
    assert sum(told) == left


@pytest.mark.parametrize("key", ["example", "new"])
def test_what_takes_the_place_of_a_pressed_button_is_arrived_at(key):
    page = studio("id", Memory())
    page.desk.choose(Base("kantor-sehari"))
    page.tabs.receive({"key": "office"})
    panel = page.panels["office"]
    panel.buttons.receive({"key": "list"})
    before = {tab: shown.landing.arrivals for tab, shown in page.panels.items()}
    panel.start.receive({"key": key})
    now = page.panels[page.desk.tab]
    assert now in page.children
    assert now.landing in now.children
    assert now.landing.arrivals == before[page.desk.tab] + 1


def test_an_office_that_is_only_looked_at_leaves_the_study_as_it_was():
    desk, panel = opened(begun("kota-besar"))
    study = desk.study
    panel.buttons.receive({"key": "list"})
    panel.offices.receive({"key": "kantor-sehari"})
    assert keys(panel.buttons) == ["begin", "list"]
    panel.buttons.receive({"key": "list"})
    panel.start.receive({"key": "back"})
    assert desk.study is study
    assert "kota besar" in panel.title.title


def test_the_tab_of_a_study_under_way_shows_its_office_and_leads_on():
    desk, panel = opened(begun())
    desk.look_at(tab="office")
    assert keys(panel.buttons) == ["on", "list"]
    panel.again.receive({"key": "on"})
    assert desk.tab == "change"
    assert len(desk.shelf.list()) == 1


def test_a_second_office_begins_a_second_study_and_keeps_the_first():
    desk, panel = opened(begun())
    first = desk.key
    desk.act(lambda study: study.with_entry("p1", "service_time[nib]", "7"))
    panel.buttons.receive({"key": "list"})
    panel.offices.receive({"key": "terpencil"})
    panel.buttons.receive({"key": "begin"})
    assert desk.study.base == Base("terpencil")
    assert desk.key != first
    desk.look_at(tab="office")
    panel.buttons.receive({"key": "list"})
    cards = {card["key"]: card for card in panel.studies.cards.items}
    assert set(cards) == {first, desk.key}
    assert cards[desk.key]["badge"]
    assert not cards[first]["badge"]
    assert cards[first]["facts"][0] == ["Kantor", "Satu hari kerja di kantor kabupaten"]
    panel.studies.cards.receive({"key": first})
    assert desk.key == first
    assert desk.study.plan("p1").entries["service_time[nib]"] == "7"


def test_the_example_study_is_ready_to_be_opened():
    desk, panel = opened()
    panel.start.receive({"key": "example"})
    assert desk.study.base == Base("kabupaten-menengah")
    assert len(desk.study.plans) == 3
    assert all(desk.build(plan.key).scenario is not None for plan in desk.study.plans)


def test_a_study_is_deleted_only_after_a_question():
    desk, panel = opened(begun())
    other = desk.key
    desk.begin_anew()
    desk.choose(Base("terpencil"))
    desk.look_at(tab="office")
    panel.buttons.receive({"key": "list"})
    panel.studies.pick.receive({"value": other})
    panel.studies.buttons.receive({"key": "delete"})
    assert len(desk.shelf.list()) == 2
    assert "tidak dapat dikembalikan" in panel.studies.said.html
    panel.studies.buttons.receive({"key": "no"})
    assert len(desk.shelf.list()) == 2
    assert panel.studies.said.html == ""
    panel.studies.buttons.receive({"key": "delete"})
    panel.studies.buttons.receive({"key": "yes"})
    assert [kept.key for kept in desk.shelf.list()] == [desk.key]
    assert desk.study.base == Base("terpencil")


def test_picking_another_study_takes_the_question_back():
    desk, panel = opened(begun())
    first = desk.key
    desk.begin_anew()
    desk.choose(Base("terpencil"))
    panel.buttons.receive({"key": "list"})
    panel.studies.pick.receive({"value": first})
    panel.studies.buttons.receive({"key": "delete"})
    panel.studies.pick.receive({"value": desk.key})
    assert keys(panel.studies.buttons) == ["delete"]


def test_a_deleted_study_in_hand_is_left_and_not_kept_anew():
    desk, panel = opened(begun())
    panel.buttons.receive({"key": "list"})
    panel.studies.buttons.receive({"key": "delete"})
    panel.studies.buttons.receive({"key": "yes"})
    assert desk.shelf.list() == []
    assert desk.study.base is None
    desk.look_at(tab="office")
    assert desk.shelf.list() == []


def test_a_shelf_that_fails_is_told_and_costs_nothing():
    class Broken(Memory):
        def delete(self, key: str) -> None:
            raise ShelfError("rak rusak")

    desk, panel = opened(begun(shelf=Broken()))
    panel.buttons.receive({"key": "list"})
    panel.studies.buttons.receive({"key": "delete"})
    panel.studies.buttons.receive({"key": "yes"})
    assert "rak rusak" in panel.studies.said.html
    assert panel.studies.said.tone == "error"
    assert desk.study.base is not None
    assert len(desk.shelf.list()) == 1


def test_a_study_that_cannot_be_read_is_told_and_the_others_stay():
    desk, panel = opened(begun())
    bad = desk.shelf.save("", "<b>rusak</b>", {"study": {"base": "apa saja", "plans": 5}})
    panel.buttons.receive({"key": "list"})
    assert len(panel.studies.cards.items) == 2
    panel.studies.cards.receive({"key": bad})
    assert "tidak dapat dibuka" in panel.studies.said.html
    assert desk.study.base == Base("kantor-sehari")


def test_an_own_scenario_is_looked_at_first_and_then_begun():
    desk, panel = opened()
    panel.upload.on_file("kantor kami.yaml", OWN.encode())
    assert desk.study.base is None
    assert panel.upload.said["tone"] == "right"
    assert "43 dari 43" in panel.about.value
    panel.buttons.receive({"key": "begin"})
    assert desk.study.base is not None
    assert desk.study.base.text
    assert desk.build("p1").scenario is not None


def test_a_wrong_file_is_told_escaped_and_changes_nothing():
    desk, panel = opened(begun())
    study = desk.study
    panel.buttons.receive({"key": "list"})
    for content in (b"<script>alert(1)</script>", b"\xff\xfe\x00", b"simptsp: 1\nname: '<b>'\n", b"PK\x03\x04kosong"):
        panel.upload.on_file("<i>a</i>.yaml", content)
        assert panel.faults.html
        assert panel.faults.tone == "error"
        assert panel.upload.said["tone"] == "error"
        assert "<script" not in panel.faults.html
        assert "<i>" not in panel.faults.html
        assert "<b>" not in panel.faults.html
        assert desk.study is study
    panel.upload.on_file("kantor.yaml", OWN.encode())
    assert panel.faults.html == ""


def test_what_of_a_form_was_not_used_is_told_on_the_page_of_its_office(tmp_path):
    content = filled(tmp_path / "formulir.xlsx", GOOD, load_scenario("kabupaten-menengah")).read_bytes()
    _desk, panel = opened()
    panel.upload.on_file("formulir.xlsx", content)
    assert panel.remarks in panel.children
    assert "Ada yang tidak dipakai atau perlu diperiksa" in panel.remarks.html
    assert "<li>Lembar Gangguan, sel B12: OSS pusat: gangguan pada jam buka 1, kurang dari 3" in panel.remarks.html
    assert "tidak ditawarkan: Ketidakhadiran berkurang separuh" in panel.remarks.html


def test_remarks_are_told_escaped_at_their_own_office_only(monkeypatch):
    said: list[str] = []

    def brought(name, content, words, remark):
        for sentence in said:
            remark(sentence)
        return Base(text=OWN, title=name)

    monkeypatch.setattr("simulator.studio.panels.choose.read_upload", brought)
    _desk, panel = opened(Desk(EN, Memory()))
    said[:] = [f"<b>{n}</b>" for n in range(25)]
    panel.upload.on_file("a.xlsx", b"x")
    assert "Some of it is not used" in panel.remarks.html
    assert panel.remarks.html.count("<li>&lt;b&gt;") == 20
    assert "and 5 more" in panel.remarks.html
    panel.buttons.receive({"key": "list"})
    panel.offices.receive({"key": "kantor-sehari"})
    assert panel.remarks.html == ""
    said.clear()
    panel.upload.on_file("a.xlsx", b"x")
    assert panel.remarks.html == ""


def test_messages_with_unknown_keys_do_nothing():
    desk, panel = opened()
    for part in (panel.offices, panel.others, panel.buttons, panel.start, panel.studies.buttons, panel.studies.cards):
        for content in (None, [], {"key": "../../etc/passwd"}, {"key": 3}, {"key": "begin"}, {"key": "delete"}):
            part.receive(content)
    assert desk.study.base is None
    assert desk.shelf.list() == []


def test_a_study_whose_office_is_gone_shows_the_list():
    desk, panel = opened(begun())
    desk.act(lambda study: study.based_on(Base("tidak-ada-lagi")))
    panel.refresh()
    assert panel.offices in panel.children


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (timedelta(seconds=20), "baru saja"),
        (timedelta(minutes=59), "59 menit lalu"),
        (timedelta(hours=23), "23 jam lalu"),
        (timedelta(hours=30), "kemarin"),
        (timedelta(days=5), "5 hari lalu"),
        (timedelta(days=40), "2 Januari 2026"),
    ],
)
def test_how_long_ago_is_said_in_words(passed, said):
    moment = datetime(2026, 1, 2, 8, tzinfo=UTC)
    assert ago(moment, moment + passed, ID) == said
    assert ago(moment.replace(tzinfo=None), moment + passed, ID) == said


def test_the_office_of_a_kept_study_has_a_name_whatever_was_kept():
    assert office_title({"library": "mpp", "text": "", "title": ""}, EN) == load_scenario("mpp").spec.title.en
    assert office_title({"library": "", "text": "x", "title": "Kantor kami"}, ID) == "Kantor kami"
    for wild in (None, [], {"library": 3}, "teks"):
        assert office_title(wild, ID) == "kantor sendiri"


def test_the_page_is_english_for_an_english_reader():
    desk = Desk(EN, Memory())
    panel = Choose(desk)
    panel.refresh()
    panel.offices.receive({"key": "kantor-sehari"})
    assert "43 of 43 input numbers are assumptions." in panel.about.value
    assert "asumsi" not in panel.about.value
    assert "Permohonan" not in panel.about.value
