"""What a database says when it cannot, in the store's own words."""

from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import (
    SQLITE_BUSY,
    SQLITE_CANTOPEN,
    SQLITE_CORRUPT,
    SQLITE_FULL,
    SQLITE_IOERR,
    SQLITE_LOCKED,
    SQLITE_NOTADB,
    SQLITE_PERM,
    SQLITE_READONLY,
)

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from simulator.teaching.store.errors import StoreError

_SQLITE = {
    SQLITE_BUSY: "busy",
    SQLITE_LOCKED: "busy",
    SQLITE_READONLY: "read_only",
    SQLITE_PERM: "read_only",
    SQLITE_FULL: "disk_full",
    SQLITE_IOERR: "disk_failed",
    SQLITE_CANTOPEN: "cannot_open",
    SQLITE_CORRUPT: "broken",
    SQLITE_NOTADB: "broken",
}

#: SQLSTATE, or its first two letters: PostgreSQL manual, appendix A.
_POSTGRES = {
    "53100": "disk_full",
    "53": "busy",
    "55P03": "busy",
    "57014": "busy",
    "40": "busy",
    "25006": "read_only",
    "42501": "read_only",
    "08": "unreachable",
    "57": "unreachable",
    "58": "disk_failed",
    "XX": "broken",
}


@contextmanager
def told(place: str) -> Iterator[None]:
    """Whatever the database refuses becomes a :class:`StoreError`; `place` names the database in it."""
    try:
        yield
    except PoolTimeoutError as error:
        raise StoreError("busy") from error
    except DBAPIError as error:
        raise StoreError(_code(error), place=place) from error
    except (SQLAlchemyError, OverflowError, UnicodeError) as error:
        raise StoreError("failed") from error


def sqlite_fault(number: int) -> str:
    """Code of an error number of SQLite; its lower byte is the kind."""
    return _SQLITE.get(number & 0xFF, "failed")


def _code(error: DBAPIError) -> str:
    number = getattr(error.orig, "sqlite_errorcode", None)
    if number is not None:
        return sqlite_fault(number)
    state = getattr(error.orig, "sqlstate", None)
    if state:
        return _POSTGRES.get(state) or _POSTGRES.get(state[:2], "failed")
    lost = error.connection_invalidated or isinstance(error, OperationalError | InterfaceError)
    return "unreachable" if lost else "failed"
