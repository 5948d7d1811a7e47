"""The folder of a study: each finished point is kept as it comes, whatever happens to the process afterwards."""

import hashlib
import io
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from filelock import FileLock, Timeout

from simulator.experiments.levers import Level
from simulator.experiments.tasks import Failure, Outcome

STUDY, INDEX, POINTS, LOCK = "study.json", "index.jsonl", "points", ".lock"
_TEMPORARY = ".part"


class FolderError(ValueError):
    """A folder that this study may not use; in words."""


class StorageError(OSError):
    """Results that could not be written; in words. What was finished before is kept."""


@dataclass(frozen=True)
class Entry:
    """A finished point: one line of the index.

    Attributes
    ----------
    number : int
        Its number in the study.
    levels : dict
        Lever -> level.
    file, sha256 : str
        Where its results stand in the folder, and their checksum; empty if it failed.
    scenario_hash : str
        Of the changed scenario; empty if it failed.
    wall_seconds : float
        How long it took.
    problem : str
        Why it could not be simulated; empty if it was.
    """

    number: int
    levels: dict[str, Level]
    file: str = ""
    sha256: str = ""
    scenario_hash: str = ""
    wall_seconds: float = 0.0
    problem: str = ""


class Store:
    """The finished points of one study. Open it with :func:`open_store`.

    Attributes
    ----------
    folder : Path
        Where they are kept.
    entries : dict
        Number -> entry, of each finished point.
    """

    def __init__(self, folder: Path, entries: dict[int, Entry]):
        self.folder = folder
        self.entries = entries

    def add(self, number: int, levels: Mapping[str, Level], done: Outcome | Failure) -> None:
        """Keep a finished point: first its file, then its line of the index, each on the disk before this returns.

        Raises
        ------
        StorageError
            If it cannot be written.
        """
        entry = self._written(number, levels, done) if isinstance(done, Outcome) else _failed(number, levels, done)
        with _told(self.folder), (self.folder / INDEX).open("ab") as index:
            index.write(json.dumps(asdict(entry)).encode() + b"\n")
            _to_disk(index)
        self.entries[number] = entry

    def get(self, number: int, levels: Mapping[str, Level]) -> Outcome | Failure | None:
        """What was kept of a point; None if there is nothing, or it was kept for other levels."""
        entry = self.entries.get(number)
        if entry is None or entry.levels != dict(levels):
            return None
        if entry.problem:
            return Failure(entry.problem)
        return Outcome(self.values(number), entry.scenario_hash, entry.wall_seconds)

    def values(self, number: int) -> pd.DataFrame:
        """Every measure of every replication of a finished point, as :class:`Outcome` has them."""
        return stored_values(self.folder, number)

    def write(self, name: str, contents: bytes) -> None:
        """Write a whole file of the folder at once: a reader sees the old one or the new one.

        Raises
        ------
        StorageError
            If it cannot be written.
        """
        with _told(self.folder):
            _write(self.folder / name, contents)

    def _written(self, number: int, levels: Mapping[str, Level], done: Outcome) -> Entry:
        contents = table_bytes(done.values.reset_index())
        name = _file_of(number)
        self.write(name, contents)
        sha256 = hashlib.sha256(contents).hexdigest()
        return Entry(number, dict(levels), name, sha256, done.scenario_hash, done.wall_seconds)


def stored_values(folder: Path, number: int) -> pd.DataFrame:
    """Every measure of every replication of a finished point of a folder, as :class:`Outcome` has them."""
    frame: pd.DataFrame = pq.read_table(folder / _file_of(number)).to_pandas()
    return frame.set_index("replication")


def count_finished(folder: Path) -> int:
    """How many points of a folder are finished, also while or after another process works in it."""
    index = folder / INDEX
    lines = index.read_bytes().splitlines(keepends=True) if index.exists() else []
    return sum(line.endswith(b"\n") for line in lines)


def _file_of(number: int) -> str:
    return f"{POINTS}/{number:06}.parquet"


def _failed(number: int, levels: Mapping[str, Level], done: Failure) -> Entry:
    return Entry(number, dict(levels), problem=done.message)


@contextmanager
def open_store(
    folder: str | Path, identity: Mapping[str, Any], origin: str = "", resume: bool = False
) -> Iterator[Store]:
    """The folder of a study, for as long as this process works in it.

    Parameters
    ----------
    folder : str or Path
        Made if it does not exist.
    identity : mapping
        What makes this study the one it is: only the same may go on in the folder. Plain data.
    origin : str, optional
        Words that made it, for whoever finds the folder.
    resume : bool, optional
        Whether to go on where an earlier process stopped. Points whose file is missing or was changed are forgotten.

    Raises
    ------
    FolderError
        If the folder holds other things, another study, or results and `resume` was not asked for; or if another
        process works in it.
    StorageError
        If it cannot be written.
    """
    folder = Path(folder)
    if folder.exists() and not folder.is_dir():
        raise FolderError(f"{folder}: this is a file; name a folder")
    with _told(folder):
        _refuse_others(folder)
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / LOCK)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise FolderError(f"another process works in {folder}; wait for it, or name another folder") from None
    try:
        with _told(folder):
            entries = _begun(folder, json.loads(json.dumps(identity)), origin, resume)
        yield Store(folder, entries)
    finally:
        lock.release()


def table_bytes(frame: pd.DataFrame) -> bytes:
    """A table as the contents of a Parquet file; the same table gives the same bytes."""
    buffer = io.BytesIO()
    table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
    pq.write_table(
        table, buffer, use_dictionary=False, write_statistics=False, store_schema=False
    )  # a third of the size
    return buffer.getvalue()


def _refuse_others(folder: Path) -> None:
    """A folder with things that no study left there is somebody's."""
    if folder.is_dir() and not (folder / STUDY).exists():
        others = [path.name for path in folder.iterdir() if path.name != LOCK and not path.name.endswith(_TEMPORARY)]
        if others:
            raise FolderError(f"{folder} holds other things ({min(others)}); name an empty folder or a new one")


def _begun(folder: Path, identity: dict[str, Any], origin: str, resume: bool) -> dict[int, Entry]:
    if (folder / STUDY).exists():
        _refuse_another_study(folder, identity)
        if not resume and count_finished(folder):
            raise FolderError(f"{folder} holds results of this study; add --resume to go on, or name another folder")
    else:
        _write(folder / STUDY, json.dumps({**identity, "origin": origin}, indent=2).encode() + b"\n")
    (folder / POINTS).mkdir(exist_ok=True)
    for left in [*folder.glob(f"*{_TEMPORARY}"), *(folder / POINTS).glob(f"*{_TEMPORARY}")]:
        left.unlink()
    return _read_index(folder)


def _refuse_another_study(folder: Path, identity: dict[str, Any]) -> None:
    try:
        found = json.loads((folder / STUDY).read_text(encoding="utf-8"))
        differing = [key for key, value in identity.items() if found.get(key) != value]
    except (ValueError, AttributeError):
        raise FolderError(f"{folder / STUDY} cannot be read; name another folder") from None
    if differing:
        key = differing[0]
        there, here = (_shown(study.get(key), (found.get(key), identity[key])) for study in (found, identity))
        raise FolderError(f"{folder} holds another study: its {key} is {there}, here it is {here}; name another folder")


def _shown(value: object, both: tuple[object, object]) -> str:
    """A part of an identity; of a mapping, only what differs."""
    one, other = both
    if isinstance(value, dict) and isinstance(one, dict) and isinstance(other, dict):
        return ", ".join(f"{key} {value.get(key)}" for key in {**one, **other} if one.get(key) != other.get(key))
    text = str(value)
    return text if len(text) <= 40 else f"{text[:12]}…"


def _read_index(folder: Path) -> dict[int, Entry]:
    """Finished points whose files are whole. Torn lines, and points whose files are not, are taken out of the index."""
    index = folder / INDEX
    if not index.exists():
        return {}
    lines = index.read_bytes().splitlines(keepends=True)
    entries = {line: _entry(line) for line in lines}
    whole = {line: entry for line, entry in entries.items() if entry is not None and _is_whole(entry, folder)}
    if len(whole) < len(lines):
        _write(index, b"".join(whole))
    return {entry.number: entry for entry in whole.values()}


def _entry(line: bytes) -> Entry | None:
    try:
        return Entry(**json.loads(line)) if line.endswith(b"\n") else None
    except (ValueError, TypeError):
        return None


def _is_whole(entry: Entry, folder: Path) -> bool:
    if entry.problem:
        return True
    try:
        return hashlib.sha256((folder / entry.file).read_bytes()).hexdigest() == entry.sha256
    except OSError:
        return False


def _write(file: Path, contents: bytes) -> None:
    """Write beside the place first, so that no half-written file ever stands there."""
    part = file.with_name(file.name + _TEMPORARY)
    with part.open("wb") as stream:
        stream.write(contents)
        _to_disk(stream)
    os.replace(part, file)


def _to_disk(stream: Any) -> None:
    stream.flush()
    os.fsync(stream.fileno())


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """An error of the system becomes one sentence."""
    try:
        yield
    except StorageError:
        raise
    except OSError as error:
        reason = error.strerror or error
        raise StorageError(f"{folder} cannot be written: {reason}; what is finished is kept") from error
