"""Folders of sockets that a killed server could not remove: the next server of the same user does."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import IO

__all__ = ["claim", "remove_leftovers"]

LOCK = "simptsp.lock"
"""File in a server's folder, locked as long as the server lives, however it ends."""


def claim(folder: Path) -> IO[bytes] | None:
    """Say that a folder is a server's own, until the file that is returned is closed or the process ends.

    Parameters
    ----------
    folder : Path
        New and empty.

    Returns
    -------
    file or None
        None where files are not locked so: such a folder is never removed by another server.
    """
    if os.name != "posix":
        return None
    import fcntl

    lock = (folder / f"{LOCK}.new").open("wb")
    fcntl.flock(lock, fcntl.LOCK_EX)
    (folder / f"{LOCK}.new").rename(folder / LOCK)  # under this name it is never seen unlocked while its server lives
    return lock


def remove_leftovers(root: Path, prefix: str) -> None:
    """Remove the folders of servers that are no more.

    Parameters
    ----------
    root : Path
        Where the folders are.
    prefix : str
        How their names begin. A folder without our lock, or of somebody else, stays.
    """
    if os.name != "posix":
        return
    for folder in root.glob(f"{prefix}*"):
        with suppress(OSError):
            if folder.stat(follow_symlinks=False).st_uid == os.getuid() and _is_left(folder / LOCK):
                shutil.rmtree(folder, ignore_errors=True)


def _is_left(lock: Path) -> bool:
    """Whether nobody holds a lock any more; an OSError says that somebody does, or that there is none."""
    import fcntl

    with lock.open("rb") as opened:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return True
