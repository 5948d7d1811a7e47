"""Studies are kept for their planner and for nobody else, and a store of before gets room for them."""

import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import create_engine, text

from simulator.teaching.store import Store, open_store, studies
from simulator.teaching.store.limits import STUDIES_PER_LEARNER, STUDY_BYTES

DATA = {
    "study": {"name": "Loket \u0000 <b>tiga</b> ⚖ \ud800", "entries": {"loket/servers": "tiga"}},
    "view": {"tab": "change"},
}
LONG_AGO = datetime.now(UTC) - timedelta(days=400)


def engine_of(url: str):
    return create_engine(url.replace("postgresql:", "postgresql+psycopg:"))


def set_back(url: str, *columns: str) -> None:
    """As if what is in the store had been done long ago."""
    engine = engine_of(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE learners SET joined_at = :then"), {"then": LONG_AGO.replace(tzinfo=None)})
        for column in columns:
            connection.execute(text(f"UPDATE studies SET {column} = :then"), {"then": LONG_AGO.replace(tzinfo=None)})
    engine.dispose()


def test_a_study_comes_back_as_it_was_saved(store: Store):
    planner = store.guest("id")
    key = store.save_study(planner.id, "", "Loket\x00 tiga\u202e?", DATA)
    assert store.study(planner.id, key) == DATA
    (kept,) = store.studies(planner.id)
    assert (kept.id, kept.name) == (key, "Loket tiga?")
    assert datetime.now(UTC) - kept.changed_at < timedelta(minutes=1)


def test_the_study_changed_last_is_first(store: Store):
    planner = store.guest("id")
    first, second = (store.save_study(planner.id, "", name, {}) for name in ("satu", "dua"))
    assert [one.id for one in store.studies(planner.id)] == [second, first]
    assert store.save_study(planner.id, first, "x" * 100, {"study": 1}) == first
    assert [(one.id, one.name) for one in store.studies(planner.id)] == [(first, "x" * 60), (second, "dua")]
    assert store.study(planner.id, second) == {}


def test_nobody_else_can_read_change_or_delete_a_study(store: Store, refusal):
    mine, other = store.guest("id"), store.guest("id")
    key = store.save_study(mine.id, "", "Studi saya", DATA)
    assert store.study(other.id, key) is None
    assert store.studies(other.id) == []
    assert refusal(store.save_study, other.id, key, "Curian", {}) == "study_unknown"
    store.delete_study(other.id, key)
    for nobody in ("", "x", "' OR 1=1 --", "A" * 43):
        assert store.study(nobody, key) is None
        assert store.studies(nobody) == []
        assert refusal(store.save_study, nobody, key, "Curian", {}) == "learner_unknown"
        assert refusal(store.save_study, nobody, "", "Curian", {}) == "learner_unknown"
        store.delete_study(nobody, key)
        assert store.study(mine.id, nobody) is None
    assert store.study(mine.id, key) == DATA
    assert [one.name for one in store.studies(mine.id)] == ["Studi saya"]


def test_a_deleted_study_is_gone_and_is_not_kept_again_under_its_id(store: Store, refusal):
    planner = store.guest("id")
    key = store.save_study(planner.id, "", "", {})
    store.delete_study(planner.id, key)
    assert store.studies(planner.id) == []
    assert refusal(store.save_study, planner.id, key, "", {}) == "study_unknown"


def test_what_is_too_long_or_no_plain_data_is_refused_and_the_study_stays(store: Store, refusal):
    planner = store.guest("id")
    key = store.save_study(planner.id, "", "", DATA)
    deep: dict = {}
    for _ in range(100_000):
        deep = {"x": deep}
    for wrong, code in (
        ({"x": "a" * STUDY_BYTES}, "study_long"),
        ({"x": float("nan")}, "study_wrong"),
        ({"x": object()}, "study_wrong"),
        (deep, "study_wrong"),
    ):
        assert refusal(store.save_study, planner.id, key, "", wrong) == code
    assert store.study(planner.id, key) == DATA


def test_a_planner_has_a_hundred_studies_at_most(store: Store, refusal, monkeypatch: pytest.MonkeyPatch):
    assert STUDIES_PER_LEARNER == 100
    monkeypatch.setattr(studies, "STUDIES_PER_LEARNER", 3)
    planner, other = store.guest("id"), store.guest("id")
    keys = [store.save_study(planner.id, "", str(i), {}) for i in range(3)]
    assert len(set(keys)) == 3
    assert refusal(store.save_study, planner.id, "", "satu lagi", {}) == "studies_full"
    assert store.save_study(planner.id, keys[0], "boleh diubah", {}) == keys[0]
    assert store.save_study(other.id, "", "punya orang lain", {})


def test_studies_go_with_their_planner_and_with_the_class(store: Store, room):
    mawar, bakung = store.join(room.code, "Mawar"), store.join(room.code, "Bakung")
    keys = [store.save_study(person.id, "", "", DATA) for person in (mawar, bakung)]
    store.delete_learner(room.id, mawar.pseudonym)
    assert store.study(mawar.id, keys[0]) is None
    assert store.study(bakung.id, keys[1]) == DATA
    store.delete_class(room.id)
    engine = engine_of(store.url.replace("+psycopg", ""))
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM studies")) == 0
    engine.dispose()


def test_a_guest_who_saved_or_opened_a_study_is_not_forgotten(store: Store, url: str):
    idle, saves, opens = (store.guest("id") for _ in range(3))
    keys = [store.save_study(guest.id, "", "", DATA) for guest in (idle, saves, opens)]
    set_back(url, "created_at", "changed_at", "used_at")
    store.save_study(saves.id, keys[1], "", DATA)
    assert store.study(opens.id, keys[2]) == DATA
    assert store.delete_guests(datetime.now(UTC) - timedelta(days=180)) == 1
    assert [store.learner(guest.id) is None for guest in (idle, saves, opens)] == [True, False, False]
    assert store.studies(idle.id) == []


def test_to_open_a_study_does_not_change_when_it_was_changed(store: Store, url: str):
    planner = store.guest("id")
    key = store.save_study(planner.id, "", "", DATA)
    set_back(url, "changed_at", "used_at")
    before = store.studies(planner.id)
    store.study(planner.id, key)
    assert store.studies(planner.id) == before


def test_a_store_of_version_2_gets_room_for_studies_and_keeps_what_it_has(new_url: str):
    with open_store(new_url) as opened:
        guest = opened.guest("id")
        opened.record(guest.id, "opened", "00", {})
    engine = engine_of(new_url)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE studies"))
        connection.execute(text("UPDATE simptsp_version SET version = 2"))
    with open_store(new_url) as opened:
        assert [event.object for event in opened.events(guest.id)] == ["00"]
        key = opened.save_study(guest.id, "", "Studi", DATA)
        assert opened.study(guest.id, key) == DATA
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT version FROM simptsp_version")) == 3
    engine.dispose()


def test_a_table_of_that_name_in_a_store_of_version_2_is_left_alone(new_url: str, refusal):
    open_store(new_url).close()
    engine = engine_of(new_url)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE studies"))
        connection.execute(text("CREATE TABLE studies (mine text)"))
        connection.execute(text("UPDATE simptsp_version SET version = 2"))
    assert refusal(open_store, new_url) == "foreign"
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM studies")) == 0
        assert connection.scalar(text("SELECT version FROM simptsp_version")) == 2
    engine.dispose()


def test_the_export_of_a_class_has_no_studies(store: Store, room, tmp_path):
    mawar = store.join(room.code, "Mawar")
    store.save_study(mawar.id, "", "Rencana rahasia", {"x": "rahasia"})
    files = [store.export_class(room.id, tmp_path, form) for form in ("json", "xlsx", "csv")]
    inside = [files[0].read_bytes()]
    for file in files[1:]:
        with zipfile.ZipFile(file) as package:
            inside += [package.read(name) for name in package.namelist()]
    assert any(mawar.pseudonym.encode() in part for part in inside)
    assert all(b"ahasia" not in part for part in inside)
