"""Numba where it is there, and where its machine code is kept."""

import ast
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast, overload

import platformdirs

try:
    import numba as _numba
except ImportError:
    numba: Any = None
else:
    numba = _numba

_Function = TypeVar("_Function", bound=Callable[..., Any])

_PACKAGE = Path(__file__).resolve().parent
_ENOUGH_DISK = 100 * 2**20
_CACHE_VARIABLE = "SIMPTSP_CACHE"

HAS_NUMBA = numba is not None
"""Whether functions become machine code; without Numba they run as they are, slowly."""


@overload
def compiled(function: _Function) -> _Function: ...
@overload
def compiled(*, inline: bool = ..., allocates: bool = ...) -> Callable[[_Function], _Function]: ...
def compiled(function: Any = None, *, inline: bool = False, allocates: bool = True) -> Any:
    """Turn a function into machine code, at its first call, that runs without Python's lock.

    The code is kept in a folder that is named by the contents of the function's module and of every module of SimPTSP
    that it imports, however far: a change of any helper or constant can never run stale code. (Numba itself only looks
    at the file in which the function stands.) Where nothing can be kept, the code is made anew in each process.

    Parameters
    ----------
    function : callable
        Takes and gives numbers and arrays. Floating-point arithmetic stays as written (no ``fastmath``).
    inline : bool, optional
        Whether to copy it into its callers rather than call it.
    allocates : bool, optional
        Whether it makes arrays. If it does not, no references to arrays are counted, which costs much in small steps.

    Returns
    -------
    callable
        The same function, compiled; the function itself without Numba.
    """
    if function is not None:
        return _compile_and_keep(function)
    if inline:
        return lambda function: _compile(function, inline="always")
    return lambda function: _compile_and_keep(function, _nrt=allocates)


def part(function: _Function) -> _Function:
    """Turn a function into machine code that only compiled functions call, and that is kept with theirs.

    Parameters
    ----------
    function : callable
        As for :func:`compiled`; it makes no arrays.

    Returns
    -------
    callable
        The same function, compiled; not to be called from Python. Without Numba the function itself.
    """
    return cast(_Function, _compile(function, no_cpython_wrapper=True, no_cfunc_wrapper=True, _nrt=False))


def _compile(function: Any, **options: Any) -> Any:
    return function if numba is None else numba.njit(nogil=True, error_model="numpy", **options)(function)


def _compile_and_keep(function: Any, **options: Any) -> Any:
    folder = None if numba is None else cache_folder(Path(function.__code__.co_filename))
    if folder is None:
        return _compile(function, **options)
    before, numba.config.CACHE_DIR = numba.config.CACHE_DIR, str(folder)
    try:
        return _compile(function, cache=True, **options)
    finally:
        numba.config.CACHE_DIR = before


def cache_root() -> Path:
    """Folder for all machine code: that of the variable SIMPTSP_CACHE, or the user's."""
    said = os.environ.get(_CACHE_VARIABLE)
    return Path(said) if said else Path(platformdirs.user_cache_dir("simptsp", appauthor=False))


@cache
def cache_folder(module: Path) -> Path | None:
    """Folder for the machine code of a module; None where nothing can be kept.

    Parameters
    ----------
    module : Path
        Source of the module.
    """
    flags = sorted(f"{name}={value}" for name, value in os.environ.items() if name.startswith("NUMBA_"))
    digest = hashlib.sha256("\n".join(flags).encode())
    for source in sorted(sources_of(module)):
        digest.update(source.read_bytes())
    folder = cache_root() / f"{module.stem}-{digest.hexdigest()[:16]}"
    return folder if _is_usable(folder) else None


def sources_of(module: Path) -> set[Path]:
    """A module and all modules of SimPTSP that it imports, directly or through others."""
    found, waiting = set[Path](), [module.resolve()]
    while waiting:
        source = waiting.pop()
        if source not in found:
            found.add(source)
            waiting += _imported(source)
    return found


def _imported(source: Path) -> Iterator[Path]:
    for node in ast.walk(ast.parse(source.read_bytes())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == _PACKAGE.name:
            for alias in node.names:
                yield _source(f"{node.module}.{alias.name}") or _source(str(node.module)) or source
        elif isinstance(node, ast.Import):
            yield from filter(None, (_source(alias.name) for alias in node.names if _PACKAGE.name in alias.name))


def _source(module: str) -> Path | None:
    """File of a module of SimPTSP; None if it is something else."""
    path = _PACKAGE.joinpath(*module.split(".")[1:])
    return next((file for file in (path.with_suffix(".py"), path / "__init__.py") if file.is_file()), None)


def _is_usable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > _ENOUGH_DISK
    except OSError:
        return False
