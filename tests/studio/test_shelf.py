"""Studies survive the page: each planner's own, in memory or in the store."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.studio.desk import Desk
from simulator.studio.shelf import Memory, Shelf, ShelfError
from simulator.studio.store_shelf import StoreShelf
from simulator.studio.study import NOW, Base, Study
from simulator.studio.whose import shelf_of_environment
from simulator.teaching.store import Store, open_store, studies
from simulator.teaching.words import Words

ID, EN = Words("id"), Words("en")
OFFICE, KNOB = Base("kantor-sehari"), "outages[oss].down.median_min"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "classes.sqlite")) as opened:
        yield opened


@pytest.fixture(params=["memory", "store"])
def shelf(request: pytest.FixtureRequest) -> Shelf:
    if request.param == "memory":
        return Memory()
    store = request.getfixturevalue("store")
    return StoreShelf(store.url, store.guest("id").id)


def test_what_is_kept_comes_back(shelf: Shelf):
    key = shelf.save("", "Satu", {"a": [1, "dua", None]})
    other = shelf.save("", "Dua", {})
    assert shelf.read(key) == {"a": [1, "dua", None]}
    assert [kept.name for kept in shelf.list()] == ["Dua", "Satu"]
    assert shelf.save(key, "Satu lagi", {"b": 1}) == key
    assert [(kept.key, kept.name) for kept in shelf.list()] == [(key, "Satu lagi"), (other, "Dua")]
    shelf.delete(key)
    assert shelf.read(key) is None
    assert [kept.key for kept in shelf.list()] == [other]


def test_what_was_deleted_in_another_window_is_kept_anew_by_the_next_letter(shelf: Shelf):
    key = shelf.save("", "Satu", {})
    shelf.delete(key)
    again = shelf.save(key, "Satu", {"x": 1})
    assert again != key
    assert shelf.read(again) == {"x": 1}


def test_a_page_that_is_loaded_again_is_as_it_was(shelf: Shelf):
    desk = Desk(ID, shelf)
    desk.choose(OFFICE)
    for text in ("1", "12", "12,", "12,5 salah <b>"):
        desk.act(lambda study, text=text: study.with_entry("p1", KNOB, text), what=f"p1/{KNOB}")
    desk.look_at(tab="keep", plan=NOW)
    again = Desk(ID, shelf)
    assert again.study == desk.study
    assert (again.key, again.tab, again.plan) == (desk.key, "keep", NOW)
    assert again.study.plan("p1").entries[KNOB] == "12,5 salah <b>"
    assert len(shelf.list()) == 1


def test_a_page_in_another_language_has_the_same_numbers(shelf: Shelf):
    desk = Desk(ID, shelf)
    desk.take_up(Study("x", Base("kabupaten-menengah")))
    cost = "staff[petugas-loket].cost_per_hour"
    desk.act(
        lambda study: study.with_plan(
            "A", {cost: "37.500", "outages[jaringan].down.mean_min": "62,5", "tidak/ada": "1.500"}
        )
    )
    english = Desk(EN, shelf)
    assert dict(english.study.plan("p1").entries) == {
        cost: "37,500",
        "outages[jaringan].down.mean_min": "62.5",
        "tidak/ada": "1.500",
    }
    assert english.build("p1").values == desk.build("p1").values
    assert english.build("p1").values[cost] == 37500
    english.keep()
    assert Desk(ID, shelf).study == desk.study


def test_a_stranger_sees_nothing(store: Store):
    mine, other = (StoreShelf(store.url, store.guest("id").id) for _ in range(2))
    key = mine.save("", "Rahasia", {"x": 1})
    assert other.list() == []
    assert other.read(key) is None
    other.delete(key)
    assert other.save(key, "", {"x": 2}) != key
    assert mine.read(key) == {"x": 1}


def test_a_store_that_fails_is_told_in_both_languages_and_the_study_goes_on(tmp_path: Path):
    shelf = StoreShelf(f"sqlite:///{tmp_path}/missing.sqlite", "a" * 43)
    with pytest.raises(ShelfError) as told:
        shelf.list()
    assert "dibuka" in told.value.told(ID)
    assert "open" in told.value.told(EN)
    desk = Desk(ID, shelf)
    desk.choose(OFFICE)
    desk.act(lambda study: study.with_entry("p1", KNOB, "5"))
    assert desk.trouble is not None
    assert desk.study.plan("p1").entries[KNOB] == "5"


def test_a_study_that_is_too_large_is_told_and_stays_in_hand(store: Store):
    desk = Desk(ID, StoreShelf(store.url, store.guest("id").id))
    desk.choose(OFFICE)
    desk.act(lambda study: study.with_entry("p1", KNOB, "5"))
    desk.act(lambda study: study.with_plan("besar", {f"x{place}": "y" * 4000 for place in range(280)}))
    assert desk.trouble is not None
    assert "1 MB" in desk.trouble.told(ID)
    assert len(desk.study.plan("p2").entries) == 280


def test_until_when_studies_are_kept_is_said(store: Store, monkeypatch: pytest.MonkeyPatch):
    from datetime import date

    room = store.create_class("Bimtek", place="", lang="id", curriculum="x", days=[date(2026, 3, 2)], seats=3)
    guest = StoreShelf(store.url, store.guest("id").id)
    learner = StoreShelf(store.url, store.join(room.code, "Mawar").id)
    assert "180" in guest.until(ID)
    assert "180" in guest.until(EN)
    assert "kelas" in learner.until(ID)
    assert "halaman" in Memory().until(ID)
    monkeypatch.setattr(studies, "STUDIES_PER_LEARNER", 0)
    with pytest.raises(ShelfError) as told:
        guest.save("", "", {})
    assert "0 studies" in told.value.told(EN)


def test_the_environment_says_whose_studies_these_are(store: Store, monkeypatch: pytest.MonkeyPatch):
    planner = store.guest("id")
    monkeypatch.delenv("SIMPTSP_LEARNER", raising=False)
    monkeypatch.setenv("SIMPTSP_STORE", store.url)
    assert isinstance(shelf_of_environment(), Memory)
    monkeypatch.setenv("SIMPTSP_LEARNER", planner.id)
    key = shelf_of_environment().save("", "Studi", {})
    assert [one.id for one in store.studies(planner.id)] == [key]


def test_without_a_store_no_database_is_imported():
    script = "import sys, simulator.studio.whose as w; w.shelf_of_environment(); print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env={"PATH": ""})
    assert done.stdout.strip() == "False"
