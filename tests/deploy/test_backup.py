"""A backup is made while the class goes on, and what is put back is what was there."""

import os
import sqlite3
import subprocess
import sys
import tarfile
import threading
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from simulator.teaching.store import open_store

SCRIPT = Path(__file__).resolve().parents[2] / "deploy" / "backup.py"


def back_up(folder: Path, archive: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-S", str(SCRIPT), str(folder), str(archive)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def restore(archive: Path, folder: Path) -> Path:
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return folder


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """What a class server keeps, with a class of one."""
    folder = tmp_path / "state"
    (folder / "people" / "sari").mkdir(parents=True)
    (folder / "cookie.key").write_bytes(b"\0" * 32)
    (folder / "cookie.key").chmod(0o600)
    (folder / "people" / "sari" / "notes.ipynb").write_text("{}")
    return folder


def test_what_is_put_back_is_what_was_there(state, tmp_path):
    with open_store(f"sqlite:///{state / 'classes.sqlite'}") as store:
        days = [date(2026, 11, 23)]
        room = store.create_class("Kelas", place="Batu", lang="id", curriculum="workshop", days=days, seats=2)
        learner = store.join(room.code, "Sari")
        store.record(learner.id, "opened", "00_our_office", {})
        assert (state / "classes.sqlite-wal").stat().st_size > 0  # not yet in the file itself
        said = back_up(state, tmp_path / "a.tar.gz")
        store.record(learner.id, "completed", "00_our_office", {})
    assert (said.returncode, said.stdout) == (0, f"{tmp_path / 'a.tar.gz'}: 3 files\n")
    back = restore(tmp_path / "a.tar.gz", tmp_path / "back")
    assert (back / "cookie.key").read_bytes() == b"\0" * 32
    assert (back / "people" / "sari" / "notes.ipynb").read_text() == "{}"
    with open_store(f"sqlite:///{back / 'classes.sqlite'}") as store:
        assert store.class_by_code(room.code).title == "Kelas"
        assert [event.verb for event in store.events(learner.id)] == ["opened"]


@pytest.mark.parametrize("name", ["classes.sqlite3", "classes", "kelas.data", "notes-wal"])
def test_a_database_is_known_by_its_contents_not_by_its_name(name, state, tmp_path):
    with closing(sqlite3.connect(state / name)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE answers (text)")
        connection.execute("INSERT INTO answers VALUES ('kept')")
        connection.commit()
        assert (state / f"{name}-wal").stat().st_size > 0  # not yet in the file itself
        assert back_up(state, tmp_path / "a.tar.gz").returncode == 0
    back = restore(tmp_path / "a.tar.gz", tmp_path / "back")
    assert not (back / f"{name}-wal").exists()
    with closing(sqlite3.connect(back / name)) as connection:
        assert connection.execute("SELECT text FROM answers").fetchall() == [("kept",)]


def test_a_file_that_only_sounds_like_a_log_is_copied(state, tmp_path):
    (state / "notes").write_text("x")
    (state / "notes-journal").write_text("what I saw")
    assert back_up(state, tmp_path / "a.tar.gz").returncode == 0
    assert (restore(tmp_path / "a.tar.gz", tmp_path / "back") / "notes-journal").read_text() == "what I saw"


def test_a_database_is_copied_at_one_instant(state, tmp_path):
    """Both halves of each write are in the archive, or neither, however fast somebody writes."""
    file = state / "classes.sqlite"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE pairs (side TEXT, number INTEGER)")
    stop, written = threading.Event(), []

    def write() -> None:
        with closing(sqlite3.connect(file, timeout=30)) as connection:
            while not stop.is_set():
                with connection:
                    connection.executemany("INSERT INTO pairs VALUES (?, ?)", [("left", len(written))] * 50)
                    connection.executemany("INSERT INTO pairs VALUES (?, ?)", [("right", len(written))] * 50)
                written.append(1)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(4):
            assert back_up(state, tmp_path / f"{number}.tar.gz").returncode == 0
    finally:
        stop.set()
        writer.join()
    assert len(written) > 4
    for number in range(4):
        back = restore(tmp_path / f"{number}.tar.gz", tmp_path / f"back{number}")
        with closing(sqlite3.connect(back / "classes.sqlite")) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            sides = dict(connection.execute("SELECT side, count(*) FROM pairs GROUP BY side").fetchall())
        assert sides.get("left", 0) == sides.get("right", 0)


@pytest.mark.skipif(os.name == "nt", reason="permissions as on Linux")
def test_only_the_owner_may_read_an_archive(state, tmp_path):
    assert back_up(state, tmp_path / "a.tar.gz").returncode == 0
    assert (tmp_path / "a.tar.gz").stat().st_mode & 0o777 == 0o600
    assert (restore(tmp_path / "a.tar.gz", tmp_path / "back") / "cookie.key").stat().st_mode & 0o777 == 0o600


def test_an_archive_that_is_there_stays(state, tmp_path):
    (tmp_path / "a.tar.gz").write_text("yesterday")
    said = back_up(state, tmp_path / "a.tar.gz")
    assert (said.returncode, (tmp_path / "a.tar.gz").read_text()) == (1, "yesterday")
    assert "is there already" in said.stderr


@pytest.mark.parametrize(("folder", "sentence"), [("nowhere", "There is no folder"), ("broken", "No archive was made")])
def test_a_backup_that_fails_says_so_and_leaves_nothing(folder, sentence, tmp_path):
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "classes.sqlite").write_bytes(b"no database" * 1000)
    said = back_up(tmp_path / folder, tmp_path / "a.tar.gz")
    assert (said.returncode, said.stderr.count("\n")) == (1, 1)
    assert said.stderr.startswith(sentence)
    assert list(tmp_path.glob("a.tar.gz*")) == []
