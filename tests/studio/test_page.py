"""The page around the tabs: which are open, what it says, and what a fault costs."""

import asyncio
import subprocess
import sys

import pytest

import simulator.studio
from simulator.studio import Studio, studio
from simulator.studio.desk import TABS, Desk
from simulator.studio.panels.panel import StudioPanel
from simulator.studio.shelf import Memory, ShelfError
from simulator.studio.study import Base
from simulator.teaching.words import Words

OFFICE = Base("kantor-sehari")


def open_tabs(page: Studio) -> list[str]:
    return [item["key"] for item in page.tabs.items if not item["disabled"]]


@pytest.mark.parametrize("lang", ["id", "en"])
def test_before_an_office_is_chosen_only_choosing_and_keeping_are_open(lang):
    page = studio(lang, Memory())
    assert open_tabs(page) == ["office", "keep"]
    assert page.where.html == ""
    page.desk.choose(OFFICE)
    assert open_tabs(page) == list(TABS)
    assert page.tabs.value == "change"


def test_the_tab_in_hand_is_the_one_that_is_shown_and_none_other_is_made():
    page = studio("id", Memory())
    assert list(page.panels) == ["office"]
    page.desk.choose(OFFICE)
    assert list(page.panels) == ["office", "change"]
    assert page.panels["change"] in page.children
    assert page.panels["office"] not in page.children
    page.tabs.receive({"key": "office"})
    assert page.panels["office"] in page.children


def test_the_reader_is_brought_to_the_heading_of_a_tab_that_was_turned_to_but_not_of_the_first_one():
    page = studio("id", Memory())
    assert page.panels["office"].landing.arrivals == 0
    page.desk.choose(OFFICE)
    assert page.panels["change"].landing.arrivals == 1
    page.desk.act(lambda study: study.with_entry("p1", "service_time[nib]", "7"))
    assert page.panels["change"].landing.arrivals == 1


def test_it_says_which_study_of_which_office_this_is_and_escapes_its_name():
    page = studio("id", Memory())
    page.desk.choose(OFFICE)
    assert page.where.html.startswith("Studi tanpa nama · ")
    from dataclasses import replace

    page.desk.act(lambda study: replace(study, name="<b>Loket</b>"))
    assert page.where.html.startswith("&lt;b&gt;Loket&lt;/b&gt; · ")


def test_a_panel_that_fails_costs_neither_page_nor_study(monkeypatch, caplog):
    class Failing(StudioPanel):
        def refresh(self) -> None:
            raise ZeroDivisionError

    page = studio("id", Memory())
    page.desk.choose(OFFICE)
    page.panels["why"] = Failing(page.desk)
    page.desk.look_at(tab="why")
    assert "Isian Anda tetap tersimpan" in page.broken.html
    assert "ZeroDivisionError" in caplog.text
    page.desk.look_at(tab="change")
    assert page.broken.html == ""
    assert page.panels["change"] in page.children


@pytest.mark.parametrize("has_loop", [False, True])
def test_an_error_while_an_answer_arrives_is_told_and_logged(has_loop, caplog):
    def fails(_found: object) -> None:
        raise ZeroDivisionError

    page, ended = studio("id", Memory()), []

    def begin() -> None:
        page.desk.work.start(
            lambda tell, stop: tell(1),
            fails,
            done=lambda: ended.append("done"),
            failed=lambda _e: ended.append("failed"),
        )

    async def begin_and_wait() -> None:
        begin()
        while page.desk.work.is_busy:
            await asyncio.sleep(0.01)

    page.desk.choose(OFFICE)
    if has_loop:
        asyncio.run(begin_and_wait())
    else:
        begin()
    assert ended == ["failed"]
    assert "Isian Anda tetap tersimpan" in page.broken.html
    assert "ZeroDivisionError" in caplog.text
    page.desk.look_at(tab="change")
    assert page.broken.html == ""


def test_it_says_when_the_study_was_changed_in_another_window():
    page = studio("id", shelf := Memory())
    page.desk.choose(OFFICE)
    other = Desk(Words("id"), shelf)
    other.act(lambda study: study.with_plan("B"))
    page.desk.look_at(tab="change")
    assert "jendela lain" in page.elsewhere.html
    assert page.elsewhere in page.children
    page.desk.look_at(tab="why")
    assert page.elsewhere.html == ""


def test_it_says_that_what_cannot_be_read_is_left_alone():
    page = studio("id", shelf := Memory())
    page.desk.choose(OFFICE)
    shelf.save(page.desk.key, "", {"study": {}})
    page.desk.look_at(tab="why")
    assert "tidak ditimpa" in page.elsewhere.html
    page.desk.look_at(tab="change")
    assert "disimpan sebagai studi sendiri" in page.elsewhere.html
    page.desk.begin_anew()
    assert page.elsewhere.html == ""


def test_a_study_whose_office_is_gone_opens_at_the_first_tab_and_says_so(monkeypatch):
    shelf = Memory()
    desk = Desk(Words("id"), shelf)
    desk.choose(OFFICE)
    key = desk.key
    kept = shelf.read(key)
    kept["study"]["base"]["library"] = "kantor-lama"
    shelf.save(key, "", kept)
    page = studio("id", shelf)
    assert page.tabs.value == "office"
    assert "tidak bisa dibaca lagi" in page.trouble.html
    page.desk.choose(OFFICE)
    assert page.trouble.html == ""
    assert page.tabs.value == "change"


def test_what_hinders_keeping_is_told_until_it_is_kept():
    class Full(Memory):
        is_full = True

        def save(self, key, name, data):
            if self.is_full:
                raise ShelfError("no room")
            return super().save(key, name, data)

    shelf = Full()
    page = studio("id", shelf)
    page.desk.choose(OFFICE)
    assert page.trouble.html == "no room"
    shelf.is_full = False
    page.desk.look_at(tab="office")
    assert page.trouble.html == ""


def test_beforehand_opens_every_tab_a_step_each():
    page = studio("id", Memory())
    assert sum(1 for _step in page.beforehand()) == len(TABS)
    assert set(page.panels) == set(TABS)
    assert page.broken.html == ""


def test_the_package_offers_the_page_and_nothing_unknown():
    assert set(simulator.studio.__all__) == {"Studio", "open_study", "studio"}
    assert callable(simulator.studio.open_study)
    with pytest.raises(AttributeError, match="nothing"):
        _ = simulator.studio.nothing


def test_no_module_of_the_studio_makes_a_widget_when_it_is_imported():
    """The warm process closes every widget it has made; one that a module keeps would be closed on each page."""
    code = """
import pkgutil, importlib, simulator.studio
from ipywidgets.widgets import widget
found = [m.name for m in pkgutil.walk_packages(simulator.studio.__path__, "simulator.studio.")]
for name in found: importlib.import_module(name)
print(len(found), len(widget._instances))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    modules, widgets = map(int, done.stdout.split())
    assert modules >= 60
    assert widgets == 0
