"""Small private files beside the store: the key of cookies, the trainer's password."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

__all__ = ["data_folder", "read_private", "write_private"]


def data_folder(url: str | None) -> Path:
    """Return the folder in which the server keeps its own files.

    Parameters
    ----------
    url : str or None
        Address of the store, as :func:`simulator.teaching.store.open_store` takes it. The files lie beside an
        SQLite file, else in the user's own data folder.

    Returns
    -------
    Path
        It may not exist yet.

    Examples
    --------
    >>> data_folder("sqlite:////srv/class/simptsp.db").as_posix()
    '/srv/class'
    """
    from platformdirs import user_data_dir

    from simulator.teaching.store.connect import address, is_sqlite

    store = address(url)
    if is_sqlite(store):
        return Path(str(store.database)).absolute().parent
    return Path(user_data_dir("simptsp", appauthor=False))


def read_private(file: Path) -> bytes | None:
    """Return the content of a file, None if it is not there; nobody else may read it afterwards.

    Parameters
    ----------
    file : Path
        Written by :func:`write_private`.

    Returns
    -------
    bytes or None
        The whole content.
    """
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return None
    if os.name == "posix" and file.stat().st_mode & 0o077:
        file.chmod(0o600)
    return content


def write_private(file: Path, content: bytes) -> None:
    """Write a file that only this user can read, whole or not at all.

    Parameters
    ----------
    file : Path
        Its folder is made if needed.
    content : bytes
        Replaces what was there.
    """
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as draft:
            draft.write(content)
            draft.flush()
            os.fsync(draft.fileno())
        Path(name).replace(file)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
