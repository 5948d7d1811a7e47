"""Every test of the store runs on SQLite and on PostgreSQL."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from simulator.teaching.store import ClassRoom, Store, StoreError, open_store
from simulator.teaching.store.schema import Base

#: Databases of tests lie in memory where the system has such a folder: every event is written to the disk.
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


class Postgres:
    """A PostgreSQL server of our own, on a socket in a folder of its own, stopped at the end."""

    def __init__(self, programs: Path):
        self.shared: str | None = None
        self.programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="simptsp-pg-", dir=MEMORY or "/tmp"))
        # The server refuses to run as root.
        self.user = next((user for user in ("postgres", "nobody") if _exists(user)), None) if os.getuid() == 0 else None
        if self.user:
            shutil.chown(self.folder, self.user)
        self.run("initdb", "--no-sync", "--auth=trust", "--username=simptsp", "--encoding=UTF8", "--locale=C")
        self.start()

    def run(self, program: str, *options: str) -> None:
        command = [str(self.programs / program), "-D", str(self.folder / "data"), *options]
        rights: dict[str, Any] = {"user": self.user, "extra_groups": []} if self.user else {}
        with (self.folder / "said").open("a+") as said:  # the server keeps the file open: a pipe would never end
            done = subprocess.run(command, stdout=said, stderr=said, cwd=self.folder, timeout=60, check=False, **rights)
            said.seek(0)
            assert done.returncode == 0, said.read()

    def start(self) -> None:
        settings = f"-k {self.folder} -c listen_addresses= -c fsync=off -c shared_buffers=16MB -c max_connections=60"
        self.run("pg_ctl", "start", "-w", "-o", settings)

    def stop(self, how: str = "immediate") -> None:
        self.run("pg_ctl", "stop", "-w", "-m", how)

    def url(self, database: str) -> str:
        return f"postgresql://simptsp@/{database}?host={self.folder}"

    def new_database(self) -> str:
        name = f"t{uuid4().hex}"
        self.say(f"CREATE DATABASE {name}")
        return self.url(name)

    def say(self, command: str, database: str = "postgres") -> None:
        with psycopg.connect(host=str(self.folder), user="simptsp", dbname=database, autocommit=True) as connection:
            connection.execute(command)

    def emptied(self) -> str:
        """A database that tests share, with empty tables."""
        if self.shared is None:
            self.shared = self.new_database()
            open_store(self.shared).close()
        name = self.shared.partition("@/")[2].partition("?")[0]
        self.say(f"TRUNCATE {', '.join(set(Base.metadata.tables) - {'simptsp_version'})}", name)
        return self.shared


def _exists(user: str) -> bool:
    import pwd  # not on Windows

    return any(entry.pw_name == user for entry in pwd.getpwall())


def postgres_programs() -> Path | None:
    """Folder of initdb: the newest of the system's, or that in PATH."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda file: int(file.parts[-3]))
    found = versions[-1] if versions else shutil.which("initdb")
    return Path(found).resolve().parent if found else None


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    programs = postgres_programs()
    if programs is None:
        missing = pytest.fail if os.environ.get("SIMPTSP_REQUIRE_POSTGRES") == "1" else pytest.skip
        missing("PostgreSQL is not installed (initdb)")
    server = Postgres(programs)
    yield server
    server.stop()
    shutil.rmtree(server.folder)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder for a database."""
    made = Path(tempfile.mkdtemp(prefix="simptsp-", dir=MEMORY))
    yield made
    shutil.rmtree(made)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, folder: Path) -> str:
    """Address of a database in which there is nothing, but for the tables."""
    if request.param == "sqlite":
        return f"sqlite:///{folder}/classes.sqlite"
    return request.getfixturevalue("postgres").emptied()


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(request: pytest.FixtureRequest, folder: Path) -> str:
    """Address of a database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{folder}/classes.sqlite"
    return request.getfixturevalue("postgres").new_database()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with open_store(url) as opened:
        yield opened


@pytest.fixture
def make_class(store: Store) -> Callable[..., ClassRoom]:
    """A class of the store; any part may be said."""

    def make(**changes: Any) -> ClassRoom:
        usual = {
            "title": "Bimtek Kabupaten Contoh",
            "place": "Contoh",
            "lang": "id",
            "curriculum": "workshop",
            "days": [date(2026, 3, 3), date(2026, 3, 2)],
            "seats": 5,
            "zone": "WIB",
        }
        return store.create_class(**{**usual, **changes})

    return make


@pytest.fixture
def refusal() -> Callable[..., str]:
    """Code of what a call is refused with; empty if it is not."""

    def code_of(call: Callable[..., Any], *words: Any, **named: Any) -> str:
        try:
            call(*words, **named)
        except StoreError as error:
            return error.code
        return ""

    return code_of


@pytest.fixture
def room(make_class: Callable[..., ClassRoom]) -> ClassRoom:
    return make_class()
