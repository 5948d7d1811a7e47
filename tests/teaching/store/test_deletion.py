"""What is deleted is gone: from every table and from the bytes on the disk."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from simulator.teaching.store import ClassRoom, Learner, Store, StoreError, connect
from simulator.teaching.store.schema import Base

LESSON = "01_why_queues_explode"
SAID = "Loket tiga selalu kosong sebelum siang"


def busy_learner(store: Store, room: ClassRoom, name: str) -> Learner:
    learner = store.join(room.code, name)
    for i in range(30):
        store.record(learner.id, "reflected", f"{LESSON}#step{i}", {"text": f"{SAID} {name} {i}"})
    store.certify(learner.id, 16)
    return learner


def counts(url: str) -> dict[str, int]:
    engine = create_engine(connect.address(url))
    with engine.connect() as connection:
        found = {name: connection.scalar(text(f"SELECT count(*) FROM {name}")) or 0 for name in Base.metadata.tables}
    engine.dispose()
    return found


def bytes_of(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A database in use is said to be at once."""
    monkeypatch.setattr(connect, "PRAGMAS", ("busy_timeout = 50", *connect.PRAGMAS[1:]))


def test_a_deleted_class_leaves_no_row(store: Store, room: ClassRoom, make_class):
    other = make_class(title="Kelas lain")
    gone, stays = busy_learner(store, room, "Mawar"), busy_learner(store, other, "Bakung")
    store.delete_class(room.id)
    assert store.learner(gone.id) is None
    assert store.classes() == [other]
    found = counts(store.url)
    assert found == {**found, "classes": 1, "class_days": 2, "learners": 1, "seats": 5, "events": 30, "certificates": 1}
    assert len(store.events(stays.id)) == 30
    with pytest.raises(StoreError, match="sudah tidak ada"):
        store.record(gone.id, "opened", LESSON, {})
    store.delete_class(room.id)  # once more is no harm


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_nothing_of_a_deleted_class_is_on_the_disk(folder: Path, store: Store, room: ClassRoom):
    mawar = busy_learner(store, room, "Mawar Putih")
    secrets = [SAID, "Mawar Putih", mawar.id, mawar.pseudonym, mawar.seat_code or "", room.title, room.code]
    before = bytes_of(folder)
    assert all(secret.encode() in before for secret in secrets)
    store.delete_class(room.id)
    after = bytes_of(folder)
    assert [secret for secret in secrets if secret.encode() in after] == []


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_nothing_of_a_deleted_class_is_in_the_tables_of_a_server(postgres, store: Store, room: ClassRoom, make_class):
    stays = store.join(make_class(title="Kelas lain").code, "Bakung")
    for person in (busy_learner(store, room, "Mawar Putih"), stays) * 2:  # on the same pages
        store.record(person.id, "reflected", LESSON, {"text": SAID if person != stays else "lain"})
    postgres.say("CHECKPOINT")
    assert SAID.encode() in bytes_of(postgres.folder / "data" / "base")
    store.delete_class(room.id)
    assert len(store.events(stays.id)) == 2
    postgres.say("CHECKPOINT")
    assert SAID.encode() not in bytes_of(postgres.folder / "data" / "base")


def test_a_deleted_learner_leaves_the_others(store: Store, room: ClassRoom):
    gone, stays = busy_learner(store, room, "Mawar"), busy_learner(store, room, "Bakung")
    code = gone.seat_code
    store.delete_learner(room.id, gone.pseudonym)
    assert [learner.name for learner in store.learners(room.id)] == ["Bakung"]
    assert counts(store.url)["events"] == 30
    assert len(store.events(stays.id)) == 30
    seats = store.seats(room.id)
    assert len(seats) == 5
    assert code not in {seat.code for seat in seats}
    with pytest.raises(StoreError):
        store.delete_learner(room.id, gone.pseudonym)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_reader_who_stays_keeps_the_rest_on_the_disk_and_that_is_told(
    impatient: None, folder: Path, store: Store, room: ClassRoom
):
    busy_learner(store, room, "Mawar")
    reader = sqlite3.connect(folder / "classes.sqlite", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM learners").fetchone()
    with pytest.raises(StoreError) as told:
        store.delete_class(room.id)
    assert told.value.code == "not_purged"
    assert store.classes() == []
    reader.execute("ROLLBACK")
    reader.close()
    store.purge()
    assert SAID.encode() not in bytes_of(folder)
