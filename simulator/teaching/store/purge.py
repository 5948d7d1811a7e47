"""What was deleted leaves the disk, too."""

import sqlite3

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from simulator.teaching.store.errors import StoreError
from simulator.teaching.store.schema import Base


def purge(engine: Engine) -> None:
    """Rewrite the tables without what was deleted.

    SQLite overwrites deleted rows with zeros when it deletes them; the file is then written anew and the write-ahead
    log, which still has the old pages, is emptied. PostgreSQL writes its tables anew.

    Raises
    ------
    StoreError
        If somebody used the database all the time, or the disk has no room for the copy.
    """
    try:
        if engine.dialect.name == "sqlite":
            _purge_file(engine)
        else:
            with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
                connection.exec_driver_sql(f"VACUUM (FULL) {', '.join(Base.metadata.tables)}")
    except (DBAPIError, sqlite3.Error) as error:
        raise StoreError("not_purged") from error


def _purge_file(engine: Engine) -> None:
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("VACUUM")
        (is_busy, _, _) = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.close()
    if is_busy:
        raise StoreError("not_purged")
