"""What happens when the database cannot: out of reach, full, read-only, broken, of another version."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from simulator.teaching.journal import JournalError
from simulator.teaching.store import ClassRoom, Store, StoreError, connect, errors, journal, open_store
from simulator.teaching.store.faults import _POSTGRES, _SQLITE

LESSON = "01_why_queues_explode"


def code_of(url: str) -> str:
    with pytest.raises(StoreError) as told:
        open_store(url)
    return told.value.code


def test_a_new_file_is_its_owners_and_syncs_every_event(folder: Path):
    file = folder / "deep" / "folder" / "classes.sqlite"
    with open_store(str(file)) as store:
        store.guest("id")
        assert stat.S_IMODE(file.stat().st_mode) == stat.S_IMODE(Path(f"{file}-wal").stat().st_mode) == 0o600
        engine = connect.connect(connect.address(store.url))
        with engine.connect() as connection:
            ask = {
                "journal_mode": "wal",
                "synchronous": 2,
                "foreign_keys": 1,
                "secure_delete": 1,
                "busy_timeout": 20000,
            }
            found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ask}
        engine.dispose()
    assert found == ask


def test_the_usual_place_is_the_users_own_folder(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("SIMPTSP_STORE", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    if sys.platform == "linux":
        with open_store() as store:
            assert store.url == f"sqlite:///{folder}/simptsp/classes.sqlite"
    monkeypatch.setenv("SIMPTSP_STORE", f"sqlite:///{folder}/other.sqlite")
    with open_store() as store:
        assert store.url.endswith("other.sqlite")


def test_what_was_kept_is_there_after_opening_again(url: str):
    with open_store(url) as store:
        guest = store.guest("id")
        store.record(guest.id, "opened", LESSON, {})
    with open_store(url) as store:
        assert [event.object for event in store.events(guest.id)] == [LESSON]


@pytest.mark.parametrize(("version", "code"), [(0, "older"), (1, "older"), (99, "newer")])
def test_another_version_is_told_and_left_alone(new_url: str, version: int, code: str):
    open_store(new_url).close()
    engine = create_engine(new_url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE simptsp_version SET version = {version}"))
    assert code_of(new_url) == code
    with engine.begin() as connection:
        assert connection.scalar(text("SELECT version FROM simptsp_version")) == version
    engine.dispose()


def test_tables_of_another_program_are_left_alone(new_url: str):
    engine = create_engine(new_url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE events (what TEXT)"))
    assert code_of(new_url) == "foreign"
    with engine.begin() as connection:
        assert connection.execute(text("SELECT * FROM events")).all() == []
    engine.dispose()


@pytest.mark.parametrize(
    "url",
    [
        "mysql://a/b",
        "sqlite://",
        "sqlite:///:memory:",
        "postgresql+asyncpg://a/b",
        "nonsense://x",
        "oracle+cx://a:b@c/d",
    ],
)
def test_an_address_that_is_none_is_told_without_it(url: str):
    assert code_of(url) == "address"


def test_a_server_that_does_not_answer_is_told_without_its_password():
    with pytest.raises(StoreError) as told:
        open_store("postgresql://trainer:s3cret@127.0.0.1:1/classes")
    assert told.value.code == "unreachable"
    assert "127.0.0.1" in str(told.value)
    assert "s3cret" not in str(told.value)


def test_without_the_driver_postgresql_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert code_of("postgresql://localhost/classes") == "driver"


def test_a_file_that_is_no_database_is_told_and_left_alone(folder: Path):
    file = folder / "classes.sqlite"
    file.write_bytes(b"Dear diary, " * 500)
    assert code_of(str(file)) == "broken"
    assert file.read_bytes() == b"Dear diary, " * 500


def test_a_damaged_file_is_told(folder: Path):
    file = folder / "classes.sqlite"
    with open_store(str(file)) as store:
        for _ in range(300):
            store.guest("id")
    damaged = bytearray(file.read_bytes())
    damaged[8192:-8192:7] = b"\xff" * len(damaged[8192:-8192:7])
    file.write_bytes(damaged)
    assert code_of(str(file)) == "broken"


def test_a_place_where_no_file_can_be_is_told(folder: Path):
    (folder / "file").touch()
    assert code_of(str(folder / "file" / "classes.sqlite")) == "cannot_open"
    assert code_of(str(folder)) == "cannot_open"


def test_a_journal_never_makes_a_file(folder: Path):
    with pytest.raises(JournalError, match="tidak bisa dibuka") as told:
        journal(f"sqlite:///{folder}/none.sqlite", "x" * 43).record("opened", LESSON, {})
    assert type(told.value) is JournalError, "it may be kept later"
    assert list(folder.iterdir()) == []


READ_ONLY = """
import os
import sys
from simulator.teaching.store import StoreError, journal, open_store
url, token = sys.argv[1:]
if os.getuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
for work in (lambda: open_store(url), lambda: journal(url, token).record("opened", "01_why_queues_explode", {})):
    try:
        work()
    except Exception as error:
        print(getattr(error, "code", None) or error.__cause__.code)
"""


def test_a_file_that_may_only_be_read_is_told(folder: Path):
    file = folder / "classes.sqlite"
    with open_store(str(file)) as store:
        guest = store.guest("id")
    folder.chmod(0o555)
    file.chmod(0o444)
    command = [sys.executable, "-c", READ_ONLY, f"sqlite:///{file}", guest.id]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    folder.chmod(0o755)
    assert done.stdout.split() in (["read_only", "read_only"], ["read_only", "cannot_open"]), done.stderr


FULL_DISK = """
import os
import resource
import sys
from simulator.teaching.journal import JournalError
from simulator.teaching.store import journal
url, token, file = sys.argv[1:]
kept, confirmed, told = journal(url, token), 0, set()
kept.record("opened", "01_why_queues_explode", {})
_, most = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (os.path.getsize(file + "-wal") + 200_000, most))
for i in range(150):
    try:
        kept.record("reflected", "01_why_queues_explode#x", {"text": "x" * 1900})
        confirmed += 1
    except JournalError as error:
        told.add(error.__cause__.code)
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
kept.record("completed", "01_why_queues_explode", {})
print(confirmed, len(kept.events("01_why_queues_explode")), *told)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of a file there")
def test_a_full_disk_loses_nothing_confirmed_and_goes_on_once_there_is_room(folder: Path):
    file = folder / "classes.sqlite"
    with open_store(str(file)) as store:
        guest = store.guest("id")
        command = [sys.executable, "-c", FULL_DISK, store.url, guest.id, str(file)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == 0, done.stderr
        confirmed, kept, *told = done.stdout.split()
        assert 0 < int(confirmed) < 150
        assert int(kept) == int(confirmed) + 2
        assert set(told) <= {"disk_full", "disk_failed"}
        assert told
        assert len(store.events(guest.id)) == int(kept)


def test_a_database_that_has_reached_its_size_says_the_disk_is_full(
    folder: Path, monkeypatch: pytest.MonkeyPatch, refusal: Callable[..., str]
):
    file = folder / "classes.sqlite"
    open_store(str(file)).close()
    monkeypatch.setattr(connect, "PRAGMAS", (*connect.PRAGMAS, "max_page_count = 1"))
    with open_store(str(file)) as store:
        told = {refusal(store.guest, "id") for _ in range(200)}
    assert told == {"", "disk_full"}


def test_a_busy_database_says_so_instead_of_hanging(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(connect, "PRAGMAS", ("busy_timeout = 50", *connect.PRAGMAS[1:]))
    file = folder / "classes.sqlite"
    with open_store(str(file)) as store:
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError) as told:
            store.guest("id")
        assert told.value.code == "busy"
        assert store.classes() == []
        other.execute("ROLLBACK")
        other.close()
        store.guest("id")


def test_a_server_that_crashed_has_what_was_confirmed_and_is_found_again(postgres, make_class):
    with open_store(postgres.new_database()) as store:
        guest = store.guest("id")
        store.record(guest.id, "opened", LESSON, {})
        kept = journal(store.url, guest.id)
        kept.record("explored", LESSON, {})
        postgres.stop("immediate")
        with pytest.raises(StoreError) as told:
            store.record(guest.id, "explored", LESSON, {})
        assert told.value.code == "unreachable"
        with pytest.raises(JournalError, match="tidak bisa dihubungi"):
            kept.record("explored", LESSON, {})
        postgres.start()
        kept.record("completed", LESSON, {})
        assert [event.verb for event in store.events(guest.id)] == ["opened", "explored", "completed"]


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_journal_holds_no_connection_of_a_server(postgres, store: Store, room: ClassRoom):
    kept = [journal(store.url, store.join(room.code, f"P{i}").id) for i in range(5)]
    for one in kept:
        one.record("opened", LESSON, {})
    engine = create_engine(store.url)
    with engine.connect() as connection:
        count = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")
        assert (connection.scalar(count) or 0) <= 2  # this one, and the store's own
    engine.dispose()


def test_messages_name_no_values(store: Store, room: ClassRoom):
    """A failure's text may reach a log: no name and no secret is in it."""
    mawar = store.join(room.code, "Mawar Rahasia")
    engine = connect.connect(connect.address(store.url))
    with pytest.raises(Exception, match="learners") as told, engine.begin() as connection:
        connection.execute(text("INSERT INTO learners (token, name) VALUES (:t, :n)"), {"t": mawar.id, "n": mawar.name})
    engine.dispose()
    said = str(told.value).split("DETAIL")[0]
    assert mawar.id not in said
    assert "Rahasia" not in said


def test_every_code_has_a_sentence_and_every_sentence_a_use():
    package = Path(errors.__file__).parent
    source = "".join(file.read_text(encoding="utf-8") for file in package.glob("*.py") if file.name != "errors.py")
    used = {code for code in errors.SENTENCES if f'"{code}"' in source}
    assert used == errors.SENTENCES.keys()
    assert set(_SQLITE.values()) | set(_POSTGRES.values()) <= errors.SENTENCES.keys()
    assert len(errors.SENTENCES) >= 25


def test_a_copy_of_the_file_opens_elsewhere(folder: Path):
    """A backup: the file alone is enough once nobody has it open."""
    with open_store(str(folder / "classes.sqlite")) as store:
        guest = store.guest("id")
    assert sorted(os.listdir(folder)) == ["classes.sqlite"]
    shutil.copy(folder / "classes.sqlite", folder / "copy.sqlite")
    with open_store(str(folder / "copy.sqlite")) as store:
        assert store.learner(guest.id) == guest
