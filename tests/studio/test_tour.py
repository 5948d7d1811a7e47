"""First-use help: the welcome, the tour of three minutes, and the button that brings them back."""

import re
from html import unescape

import pytest

from simulator.studio import studio
from simulator.studio.desk import TABS, Desk
from simulator.studio.example import example_study
from simulator.studio.shelf import Memory, ShelfError
from simulator.studio.study import Base
from simulator.studio.tour import Guide, stops
from simulator.studio.welcome import Welcome
from simulator.teaching.words import Words

WORDS_A_MINUTE = 130
"""Read slowly, with a look at what is pointed at."""


def planner(lang="id", shelf=None):
    """A desk, its guide and its welcome."""
    desk = Desk(Words(lang), shelf or Memory())
    guide = Guide(desk)
    return desk, guide, Welcome(desk, guide)


def labels(welcome):
    return [item["label"] for item in welcome.buttons.items]


def press(welcome, key):
    shown = {item["key"] for item in welcome.buttons.items}
    (welcome.buttons if key in shown else welcome.help).receive({"key": key})


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_tour_visits_every_tab_in_order_and_takes_three_minutes(lang):
    steps = stops(Words(lang))
    assert 7 <= len(steps) <= 9
    assert list(dict.fromkeys(step.tab for step in steps)) == list(TABS)
    words = sum(len(re.findall(r"\w+", f"{step.title} {step.text}")) for step in steps)
    assert words / WORDS_A_MINUTE < 3
    assert all(step.title and step.text and step.target.startswith(".") for step in steps)


def test_no_sentence_of_the_tour_is_left_untranslated():
    pairs = zip(stops(Words("id")), stops(Words("en")), strict=True)
    assert [one.title for one, other in pairs if one.title == other.title or one.text == other.text] == []


def test_a_first_visit_offers_the_tour_or_to_start_right_away():
    _, _, welcome = planner()
    assert labels(welcome) == ["Lihat tur 3 menit", "Langsung mulai"]
    assert "Selamat datang" in welcome.text.html
    press(welcome, "close")
    assert labels(welcome) == []
    assert welcome.text.html == ""


def test_a_first_word_and_help_stay_on_their_tab_and_leave_the_others_alone():
    page = studio("id", Memory())
    said = page.welcome.text
    assert "Selamat datang" in said.html
    page.tabs.receive({"key": "keep"})
    assert (said.html, page.welcome.buttons.items) == ("", [])
    page.tabs.receive({"key": "office"})
    assert "Selamat datang" in said.html
    page.desk.choose(Base("kantor-sehari"))
    assert said.html == ""
    page.welcome.help.receive({"key": "help"})
    assert "Bantuan" in said.html
    page.tabs.receive({"key": "compare"})
    assert said.html == ""
    page.tabs.receive({"key": "change"})
    assert said.html == ""


def test_the_first_word_goes_once_something_was_changed():
    page = studio("id", Memory())
    page.desk.choose(Base("kantor-sehari"))
    page.tabs.receive({"key": "office"})
    assert "Selamat datang" in page.welcome.text.html
    page.desk.act(lambda study: study.with_entry("p1", "service_time[nib]", "7"))
    assert page.welcome.text.html == ""


def test_whoever_has_a_study_is_not_welcomed_again_but_finds_help():
    shelf = Memory()
    Desk(Words("id"), shelf).choose(Base("kantor-sehari"))
    desk, guide, welcome = planner(shelf=shelf)
    assert labels(welcome) == []
    press(welcome, "help")
    assert labels(welcome) == ["Lihat tur 3 menit", "Buka studi contoh", "Tutup"]
    press(welcome, "tour")
    assert (guide.part.at, desk.study.base.library) == (0, "kantor-sehari"), (
        "the study in hand is the one that is shown"
    )


def test_the_tour_opens_the_example_once_and_shows_the_tab_it_speaks_of():
    shelf = Memory()
    desk, guide, welcome = planner(shelf=shelf)
    press(welcome, "tour")
    assert desk.study == example_study(Words("id"))
    seen = []
    for at, step in enumerate(stops(Words("id"))):
        guide.part.receive({"at": at})
        seen.append((desk.tab, unescape(guide.part.steps[guide.part.at]["title"])))
        assert seen[-1] == (step.tab, step.title)
    guide.part.receive({"at": -1})
    assert (guide.is_open, desk.tab) == (False, seen[-1][0])
    desk.begin_anew()
    guide.start()
    assert [kept.name for kept in shelf.list()] == [example_study(Words("id")).name]


@pytest.mark.parametrize("message", [{"at": 99}, {"at": -2}, {"at": "1"}, {"at": None}, {}, "x", None])
def test_a_step_that_does_not_exist_is_ignored(message):
    _, guide, _ = planner()
    guide.start()
    guide.part.receive(message)
    assert guide.part.at == 0


def test_a_shelf_that_cannot_be_read_hinders_neither_welcome_nor_tour():
    class Broken(Memory):
        def list(self):
            raise ShelfError("the disk is gone")

    desk, guide, welcome = planner(shelf=Broken())
    assert "tour" in {item["key"] for item in welcome.buttons.items}
    guide.start()
    assert desk.study == example_study(Words("id"))
