"""From an address to a database that is ours, in the right version, and keeps what it confirms."""

import errno
import os
import sqlite3
import time
from pathlib import Path
from typing import Any

from platformdirs import user_data_path
from sqlalchemy import (
    URL,
    Connection,
    Engine,
    NullPool,
    Pool,
    QueuePool,
    create_engine,
    event,
    insert,
    inspect,
    make_url,
    select,
    text,
    update,
)
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from simulator.teaching.journal import STORE
from simulator.teaching.store.errors import StoreError
from simulator.teaching.store.faults import sqlite_fault, told
from simulator.teaching.store.schema import ADDED, VERSION, Base, VersionRow

FILE = "classes.sqlite"

#: A class of forty writes at once, each with a write to the disk; then a busy database is said to be one.
BUSY_SECONDS = 20

PRAGMAS = (
    f"busy_timeout = {BUSY_SECONDS * 1000}",
    "foreign_keys = ON",
    "synchronous = FULL",  # NORMAL would lose confirmed events when the battery dies (docs/store.md)
    "secure_delete = ON",
    "temp_store = MEMORY",  # no copy of a class is left in the system's temporary folder
)

_POSTGRES_OPTIONS = {
    "connect_timeout": 10,
    "options": "-c statement_timeout=30s -c lock_timeout=20s -c idle_in_transaction_session_timeout=60s",
}
_LOCK = 7_367_787  # any number that other programs of the database do not lock


def address(url: str | None = None) -> URL:
    """Address of a database.

    Parameters
    ----------
    url : str, optional
        As SQLAlchemy writes it, or the path of a file. Without: ``SIMPTSP_STORE``, else a file in the user's own
        folder for data.

    Raises
    ------
    StoreError
        If it is neither.
    """
    given = url or os.environ.get(STORE) or str(user_data_path("simptsp", appauthor=False) / FILE)
    if "://" not in given:
        return URL.create("sqlite", database=str(Path(given).expanduser().absolute()))
    try:
        parsed = make_url(given)
    except (ArgumentError, ValueError):
        raise StoreError("address") from None
    if parsed.drivername in ("postgres", "postgresql", "postgresql+psycopg"):
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername not in ("sqlite", "sqlite+pysqlite") or parsed.database in (None, "", ":memory:"):
        raise StoreError("address")
    return parsed


def place_of(url: URL) -> str:
    """A database as a message names it: the file, or the address without its password."""
    return str(url.database) if is_sqlite(url) else url.render_as_string(hide_password=True)


def is_sqlite(url: URL) -> bool:
    """Whether it is a file."""
    return url.get_backend_name() == "sqlite"


def connect(url: URL, *, is_brief: bool = False) -> Engine:
    """Connections to a database.

    Parameters
    ----------
    url : URL
        From :func:`address`.
    is_brief : bool, optional
        Give each connection back at once. PostgreSQL accepts some hundred, and each learner's page has a process.
    """
    pool: type[Pool] = NullPool if is_brief else QueuePool
    options: dict[str, Any] = {"hide_parameters": True, "poolclass": pool}
    try:
        if is_sqlite(url):
            engine = create_engine(url, **options, connect_args={"timeout": BUSY_SECONDS})
            event.listen(engine, "connect", _set_up)
            event.listen(engine, "begin", _begin)
            return engine
        return create_engine(url, **options, pool_pre_ping=True, connect_args=_POSTGRES_OPTIONS)
    except (ModuleNotFoundError, NoSuchModuleError):
        raise StoreError("driver") from None


def reading(engine: Engine) -> Engine:
    """The same connections for looking only: one state of the data throughout, and nobody waits for it."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(sqlite_begin="DEFERRED")
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def prepare(engine: Engine) -> None:
    """Make the tables if there are none; add those that a store of an earlier version lacks.

    Raises
    ------
    StoreError
        If the database cannot be used: out of reach, read-only, broken, of another program or another version.
    """
    place = place_of(engine.url)
    if is_sqlite(engine.url):
        _prepare_file(Path(str(engine.url.database)))
    with told(place), engine.begin() as connection:
        if not is_sqlite(engine.url):
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        _check_tables(connection, place)


def _check_tables(connection: Connection, place: str) -> None:
    found = set(inspect(connection).get_table_names())
    if VersionRow.__tablename__ not in found:
        if found & Base.metadata.tables.keys():
            raise StoreError("foreign", place=place)
        Base.metadata.create_all(connection)
        connection.execute(insert(VersionRow).values(version=VERSION))
        return
    version = connection.scalar(select(VersionRow.version)) or 0
    if version in ADDED:
        if found.intersection(ADDED[version]):
            raise StoreError("foreign", place=place)
        Base.metadata.create_all(connection, [Base.metadata.tables[name] for name in ADDED[version]])
        connection.execute(update(VersionRow).values(version=VERSION))
    elif version != VERSION:
        code = "older" if version < VERSION else "newer"
        raise StoreError(code, place=place, found=version, expected=VERSION)


def _prepare_file(file: Path) -> None:
    """A file that only its owner may read, whole, with a write-ahead log."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    except PermissionError:
        raise StoreError("read_only" if file.exists() else "cannot_open", place=str(file)) from None
    except OSError as error:
        raise StoreError("read_only" if error.errno == errno.EROFS else "cannot_open", place=str(file)) from error
    try:
        _set_journal_mode(file)
    except sqlite3.Error as error:
        raise StoreError(sqlite_fault(getattr(error, "sqlite_errorcode", 0)), place=str(file)) from error


def _set_journal_mode(file: Path) -> None:
    """Turn on the write-ahead log, which SQLite refuses at once while another process does the same."""
    end = time.monotonic() + BUSY_SECONDS
    connection = sqlite3.connect(file, timeout=BUSY_SECONDS)
    try:
        while True:
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                break
            except sqlite3.OperationalError as error:
                if sqlite_fault(error.sqlite_errorcode) != "busy" or time.monotonic() > end:
                    raise
                time.sleep(0.02)
        (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    finally:
        connection.close()
    if found != "ok":
        raise StoreError("broken", place=str(file))


def _set_up(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where we say it
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """Writers wait in line from the start: one that reads first and then writes would be refused at once."""
    connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get('sqlite_begin', 'IMMEDIATE')}")
