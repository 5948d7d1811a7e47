"""Studies survive the page: each planner's own, in memory or in the store."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.studio.desk import Desk
from simulator.studio.knobs import find_knob
from simulator.studio.retold import retold
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


@pytest.mark.parametrize(("first", "second"), [(ID, EN), (EN, ID)])
def test_what_is_wrong_stays_wrong_in_another_language(first: Words, second: Words):
    """A number out of range, one that cannot be read, a roster, a time: none becomes another that is right."""
    shelf = Memory()
    desk = Desk(first, shelf)
    desk.choose(OFFICE)
    mark = "." if first is ID else ","
    people, times = "stations[loket-pelayanan].people", "demand.total"
    wrong = {people: f"10{mark}000", times: f"1{mark}5{mark}0", "stations[loket-pelayanan].roster": f"3{mark}000;x"}
    for knob, text in wrong.items():
        desk.act(lambda study, knob=knob, text=text: study.with_entry("p1", knob, text))
    assert set(desk.build("p1").faults) == set(wrong)
    other = Desk(second, shelf)
    assert set(other.build("p1").faults) == set(wrong)
    assert other.study.plan("p1").entries[people] == ("10,000" if first is ID else "10.000")
    other.keep()
    assert Desk(first, shelf).study == desk.study


def test_a_number_of_a_knob_that_the_present_state_has_taken_away_is_retold_too():
    study = Study("x", Base("kantor-sehari"), lang="id").with_entry(NOW, "patch:tanpa-gangguan", "1")
    told = retold(study.with_plan("A", {KNOB: "1.500"}), EN)
    assert told.plan("p1").entries[KNOB] == "1,500"


def test_a_study_whose_office_cannot_be_read_keeps_its_language():
    study = Study("x", Base("kantor-lama"), lang="id").with_plan("A", {KNOB: "1.500"})
    assert retold(study, EN) == study


def test_a_roster_under_a_ready_made_change_does_not_hinder_the_page_in_another_language():
    roster = "staff[pendamping].roster"
    desk = Desk(ID, Memory())
    desk.take_up(Study("x", Base("kabupaten-menengah")))
    knob = find_knob(desk.build(NOW).groups, roster)
    assert knob is not None
    desk.act(lambda study: study.with_entry(NOW, roster, knob.kind.write(knob.now, ID).replace("1", "2")))
    desk.act(lambda study: study.with_entry(NOW, "patch:buka-sabtu-pagi", "1"))
    assert desk.build(NOW).faults == {}
    english = Desk(EN, desk.shelf)
    assert english.study.now.entries == desk.study.now.entries
    assert english.build(NOW).scenario is not None


# ---- two windows


def two_windows(shelf: Shelf) -> tuple[Desk, Desk]:
    """An old window, and one in which more was typed since."""
    old = Desk(ID, shelf)
    old.choose(OFFICE)
    new = Desk(ID, shelf)
    new.act(lambda study: study.with_entry("p1", KNOB, "12"))
    return old, new


def test_looking_around_in_an_old_window_changes_nothing_that_was_typed_since(shelf: Shelf):
    old, new = two_windows(shelf)
    old.look_at(tab="why")
    assert old.is_overtaken
    assert old.study == new.study
    assert Desk(ID, shelf).study == new.study
    old.look_at(tab="change")
    assert not old.is_overtaken


def test_typing_in_an_old_window_adds_to_what_was_typed_since(shelf: Shelf):
    old, new = two_windows(shelf)
    old.act(lambda study: study.with_entry("p1", "demand.total", "110"))
    assert old.is_overtaken
    assert dict(Desk(ID, shelf).study.plan("p1").entries) == {KNOB: "12", "demand.total": "110"}
    new.undo()
    assert new.is_overtaken
    assert new.study == old.study
    new.undo()
    assert dict(new.study.plan("p1").entries) == {KNOB: "12"}


def test_undo_is_not_swallowed_by_fields_that_another_window_typed(shelf: Shelf):
    old, new = two_windows(shelf)
    old.look_at(tab="change")
    new.type_into("explore/steps", {"seed": "7"})
    old.undo()
    assert KNOB not in old.study.plan("p1").entries


def test_fields_typed_in_an_old_window_leave_the_newer_study_alone(shelf: Shelf):
    old, new = two_windows(shelf)
    new.type_into("explore/steps", {"seed": "7"})
    old.type_into("explore/budget", {"days": "240"})
    again = Desk(ID, shelf)
    assert again.study == new.study
    assert again.fields == {"explore/steps": {"seed": "7"}, "explore/budget": {"days": "240"}}


def test_the_same_study_in_another_language_is_no_change(shelf: Shelf):
    desk = Desk(ID, shelf)
    desk.take_up(
        Study("x", Base("kabupaten-menengah")).with_plan("A", {"staff[petugas-loket].cost_per_hour": "37.500"})
    )
    english = Desk(EN, shelf)
    english.look_at(tab="keep")
    desk.look_at(tab="why")
    assert not desk.is_overtaken
    assert desk.study.plan("p1").entries["staff[petugas-loket].cost_per_hour"] == "37.500"


def test_nothing_is_kept_where_nothing_is_new(monkeypatch: pytest.MonkeyPatch):
    shelf = Memory()
    desk = Desk(ID, shelf)
    desk.choose(OFFICE)
    saved: list[str] = []
    monkeypatch.setattr(shelf, "save", lambda key, *_rest: saved.append(key) or key)
    desk.look_at(tab="change")
    desk.act(lambda study: study)
    assert saved == []
    desk.look_at(tab="why")
    assert len(saved) == 1


# ---- what cannot be read


@pytest.mark.parametrize(
    "data", [{}, {"study": []}, {"study": {"simptsp_studio": 9}}, {"study": None, "view": 3}, {"view": {"tab": []}}]
)
def test_a_study_that_cannot_be_read_is_told_and_hinders_nothing(shelf: Shelf, data: dict[str, object]):
    key = shelf.save("", "rusak", data)
    desk = Desk(ID, shelf)
    assert desk.study.base is None
    assert desk.trouble is not None
    assert "tidak dapat dibaca" in desk.trouble.told(ID)
    assert not desk.open(key)
    desk.choose(OFFICE)
    assert desk.trouble is None
    assert shelf.read(key) == data


UNREADABLE = {"study": {"simptsp_studio": 9}, "view": {}}


@pytest.mark.parametrize("step", ["look", "type", "fields", "hand over"])
def test_what_an_old_window_cannot_read_is_not_written_over(shelf: Shelf, step: str):
    desk = Desk(ID, shelf)
    desk.choose(OFFICE)
    key = desk.key
    shelf.save(key, "", UNREADABLE)
    steps = {
        "look": lambda: desk.look_at(tab="why"),
        "type": lambda: desk.act(lambda study: study.with_entry("p1", KNOB, "12")),
        "fields": lambda: desk.type_into("explore/steps", {"seed": "7"}),
        "hand over": desk.catch_up,
    }
    steps[step]()
    assert shelf.read(key) == UNREADABLE
    assert desk.is_apart
    assert desk.key not in ("", key)
    again = Desk(ID, shelf)
    assert (again.key, again.study, again.fields) == (desk.key, desk.study, desk.fields)
    desk.act(lambda study: study.with_entry("p1", KNOB, "13"))
    assert len(shelf.list()) == 2


def test_a_shelf_that_cannot_be_read_for_a_moment_is_not_written_over(monkeypatch: pytest.MonkeyPatch):
    shelf = Memory()
    old, new = two_windows(shelf)

    def fails(_key: str) -> None:
        raise ShelfError("busy")

    with monkeypatch.context() as broken:
        broken.setattr(shelf, "read", fails)
        old.act(lambda study: study.with_entry("p1", "demand.total", "110"))
        assert str(old.trouble) == "busy"
    assert Desk(ID, shelf).study == new.study
    assert old.study.plan("p1").entries["demand.total"] == "110"
    old.look_at(tab="why")
    assert old.trouble is None
    assert Desk(ID, shelf).study == old.study


@pytest.mark.parametrize("view", [None, 3, {"tab": ["why"], "plan": {}, "fields": [1]}, {"tab": "x", "plan": "p9"}])
def test_a_view_that_makes_no_sense_costs_nothing_of_the_study(shelf: Shelf, view: object):
    desk = Desk(ID, shelf)
    desk.choose(OFFICE)
    kept = shelf.read(desk.key)
    assert kept is not None
    shelf.save(desk.key, "", {**kept, "view": view})
    again = Desk(ID, shelf)
    assert again.study == desk.study
    assert (again.tab, again.plan) == ("change", "p1")


def test_a_fault_of_ours_in_a_stored_study_does_not_keep_the_page_from_opening(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    Desk(ID, shelf).choose(OFFICE)

    def fails(*_given: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("simulator.studio.retold.build", fails)
    desk = Desk(EN, shelf)
    assert desk.study.base is None
    assert "cannot be read" in str(desk.trouble)
    assert "ZeroDivisionError" in caplog.text


def test_two_studies_that_the_shelf_refuses_have_different_keys():
    class Full(Memory):
        def save(self, key, name, data):
            raise ShelfError("no room")

    desk = Desk(ID, Full())
    keys = set()
    for _ in range(2):
        desk.take_up(Study("x", OFFICE).with_plan("A"))
        keys.add(desk.key)
        desk.act(lambda study: study.with_plan("B"))
        keys.add(desk.key)
    assert len(keys) == 2
    assert "" not in keys


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
