"""Copy what a class server or a hub keeps into one archive, while it runs.

python3 backup.py /var/lib/simptsp /var/backups/simptsp/2026-11-22.tar.gz

Databases are copied through SQLite, so that a write in progress is either wholly in the archive or not at all; every
other file is copied as it is. The archive holds names, answers and keys: only its owner may read it. Needs nothing but
Python 3.9 or newer. How to put it back: docs/deploy.md.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

DATABASES = (".sqlite", ".db")
SQLITE = b"SQLite format 3\0"
"""How a database begins, whatever its file is called; one of these names that does not is broken."""

LOGS = ("-wal", "-shm", "-journal")


def main(arguments: list[str]) -> int:
    """Make the archive; return the exit code."""
    if len(arguments) != 2:
        print("python3 backup.py FOLDER ARCHIVE.tar.gz", file=sys.stderr)
        return 2
    folder, archive = map(Path, arguments)
    if not folder.is_dir():
        print(f"There is no folder {folder}.", file=sys.stderr)
        return 1
    if archive.exists():
        print(f"{archive} is there already: nothing was done.", file=sys.stderr)
        return 1
    try:
        number = back_up(folder, archive)
    except (OSError, sqlite3.Error) as problem:
        print(f"No archive was made: {problem}", file=sys.stderr)
        return 1
    print(f"{archive}: {number} files")
    return 0


def back_up(folder: Path, archive: Path) -> int:
    """Write the archive beside its place and move it there when it is whole; return the number of files in it."""
    unfinished = archive.with_name(f"{archive.name}.part")
    try:
        with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as target:
            number = write(folder, target)
        unfinished.replace(archive)
    finally:
        unfinished.unlink(missing_ok=True)
    return number


def write(folder: Path, target: BinaryIO) -> int:
    """Write every file of a folder; return their number."""
    number = 0
    with tarfile.open(fileobj=target, mode="w:gz") as tar, tempfile.TemporaryDirectory() as copies:
        for file in sorted(folder.rglob("*")):
            if file.is_symlink() or is_log(file):
                continue
            name = file.relative_to(folder).as_posix()
            if file.is_dir():
                tar.add(file, name, recursive=False)
            elif file.is_file():
                number += add(tar, file, name, Path(copies))
    return number


def add(tar: tarfile.TarFile, file: Path, name: str, copies: Path) -> bool:
    """Add one file; return whether it was still there."""
    try:
        information = tar.gettarinfo(file, name)
        content = copied(file, copies) if is_database(file) else file
        with content.open("rb") as opened:
            information.size = os.fstat(opened.fileno()).st_size
            tar.addfile(information, opened)
    except FileNotFoundError:  # a notebook is saved under another name first
        return False
    return True


def is_database(file: Path) -> bool:
    """Whether a file is, or should be, an SQLite database."""
    with file.open("rb") as opened:
        return opened.read(len(SQLITE)) == SQLITE or file.suffix in DATABASES


def is_log(file: Path) -> bool:
    """Whether a file belongs to a database beside it, whose copy has what it holds."""
    beside = (Path(str(file)[: -len(end)]) for end in LOGS if file.name.endswith(end))
    return any(database.is_file() and is_database(database) for database in beside)


def copied(database: Path, folder: Path) -> Path:
    """Copy a database at one instant."""
    copy = folder / "copy"
    copy.unlink(missing_ok=True)
    with closing(sqlite3.connect(database, timeout=60)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return copy


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
