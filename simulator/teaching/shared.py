"""Values that one page of a class has computed, for all its pages: files in a folder that the server removes."""

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray

FOLDER = "SIMPTSP_VALUES"
"""Name in the environment of a lesson's kernel: where values are kept. Without it a page keeps its own."""

Found = dict[str, NDArray[np.float64]]


def values_once(key: tuple[object, ...], compute: Callable[[], Found]) -> Found:
    """What was computed under a key, computed now if nobody has yet; whoever comes meanwhile waits for it.

    Parameters
    ----------
    key : tuple
        Everything that the values depend on, while a server runs: office, seed, replications, measures.
    compute : callable
        Gives an array for each measure.

    Returns
    -------
    dict of str to ndarray
        The same to the last bit, wherever they come from. A folder that cannot be used is done without.
    """
    folder = os.environ.get(FOLDER)
    if not folder:
        return compute()
    file = Path(folder) / f"{sha256(repr(key).encode()).hexdigest()}.npz"
    try:
        found = _read(file)
        if found is None:
            with FileLock(f"{file}.lock"):
                found = _read(file) or _write(file, compute())
    except OSError:
        return compute()
    return found


def _read(file: Path) -> Found | None:
    try:
        with np.load(file) as kept:
            return {name: kept[name] for name in kept.files}
    except (FileNotFoundError, BadZipFile, ValueError, EOFError):
        return None


def _write(file: Path, found: Found) -> Found:
    new = file.with_suffix(".new.npz")
    np.savez(new, **found)  # type: ignore[arg-type]
    new.replace(file)
    return found
