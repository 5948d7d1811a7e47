"""Numba where it is there, and where its machine code is kept."""

import ast
import errno
import hashlib
import logging
import os
import pickle
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast, overload

import platformdirs

_Function = TypeVar("_Function", bound=Callable[..., Any])

CACHE_VARIABLE = "SIMPTSP_CACHE"
"""Environment variable: folder in which machine code is kept."""

NUMBA_VARIABLE = "SIMPTSP_NUMBA"
"""Environment variable: with ``off`` everything runs as if Numba were not installed."""

_PACKAGE = Path(__file__).resolve().parent
_BEGUN = time.time()
_ENOUGH_DISK = 100 * 2**20
_UNUSED_S = 30 * 24 * 3600
_IRRELEVANT = {"NUMBA_CACHE_DIR", "NUMBA_NUM_THREADS", "NUMBA_THREADING_LAYER"}
_CHECKSUM = 32

if TYPE_CHECKING:
    HAS_NUMBA: bool
    """Whether functions become machine code; without Numba they run as they are, slowly."""


def __getattr__(name: str) -> bool:
    """Import Numba, which takes longer than all else here, only for those who ask."""
    if name != "HAS_NUMBA":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return _numba() is not None


@cache
def _numba() -> Any:
    if os.environ.get(NUMBA_VARIABLE) == "off":
        return None
    try:
        import numba
    except (ImportError, OSError):  # not installed; at odds with NumPy; or a library of the system is missing
        return None
    return numba


def do_without_numba() -> None:
    """Run as if Numba were not installed: this process in what it imports from now on, and those it starts."""
    os.environ[NUMBA_VARIABLE] = "off"
    _numba.cache_clear()


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
    numba = _numba()
    return function if numba is None else numba.njit(nogil=True, error_model="numpy", **options)(function)


def _compile_and_keep(function: Any, **options: Any) -> Any:
    dispatcher = _compile(function, **options)
    if dispatcher is not function:
        dispatcher._cache = Store(function)  # Numba's own store has no public place to plug in another
    return dispatcher


# ---- what is kept


class Store:
    """The kept machine code of one function, as Numba asks for it: a file for each combination of types of arguments.

    A file is written under another name first, has a checksum and is named by everything it depends on. Numba's own
    store has an index beside its files, which two processes that compile at once can leave naming each other's code.

    Parameters
    ----------
    function : callable
        What is compiled.
    """

    def __init__(self, function: Any) -> None:
        self._function = function
        self._folder = cache_folder(Path(function.__code__.co_filename))

    @property
    def cache_path(self) -> str:
        """The folder, for Numba's statistics."""
        return str(self._folder)

    def load_overload(self, types: Any, target: Any) -> Any:
        """Machine code for types of arguments; None if it is not kept."""
        from numba.core.compiler import CompileResult

        target.refresh()
        file = self._file(types, target.codegen())
        content = _read(file) if file else None
        if file is None or content is None:
            return None
        result = CompileResult._rebuild(target, *pickle.loads(content))  # type: ignore[no-untyped-call]
        _note(file)
        return result

    def save_overload(self, types: Any, result: Any) -> None:
        """Keep what was compiled, if it is of any use to another process."""
        from numba.core.serialize import dumps

        if result.library.has_dynamic_globals or not all(lifted.can_cache for lifted in result.lifted):
            return
        file = self._file(types, result.codegen)
        if file is not None and _write(file, dumps(result._reduce())):  # type: ignore[no-untyped-call]
            _note(file)

    def flush(self) -> None:
        """Forget what is kept of the module."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _file(self, types: Any, codegen: Any) -> Path | None:
        """Named by the types, the processor, Numba, Python, and whatever the function has closed over."""
        from numba.core.serialize import dumps

        if self._folder is None:
            return None
        closed_over = [cell.cell_contents for cell in self._function.__closure__ or ()]
        digest = hashlib.sha256(repr((str(types), codegen.magic_tuple(), _versions())).encode())
        digest.update(self._function.__code__.co_code + dumps(closed_over))  # type: ignore[no-untyped-call]
        return self._folder / f"{self._function.__name__}-{digest.hexdigest()[:16]}"


def _read(file: Path) -> bytes | None:
    """Content of a kept file; None if it is not there or not whole."""
    try:
        content = file.read_bytes()
    except OSError:
        return None
    body = content[_CHECKSUM:]
    return body if hashlib.sha256(body).digest() == content[:_CHECKSUM] else None


def _write(file: Path, content: bytes) -> bool:
    """Keep a file, whole or not at all; say once if that cannot be done."""
    try:
        check_cache(file.parent)
        with tempfile.TemporaryDirectory(dir=file.parent) as folder:
            part = Path(folder, file.name)
            part.write_bytes(hashlib.sha256(content).digest() + content)
            part.replace(file)
    except OSError as problem:
        say_not_kept(problem.strerror or str(problem))
        return False
    return True


@cache
def say_not_kept(reason: str) -> None:
    """Log, once in a process, that machine code has no place.

    Parameters
    ----------
    reason : str
        Why not.
    """
    logging.getLogger(__name__).warning(
        "The machine code cannot be kept in %s (%s), so each process makes it anew, which takes about a minute: "
        "let %s name a folder that can be written.", cache_root(), reason, CACHE_VARIABLE
    )  # fmt: skip


_in_use: set[Path] = set()


def _note(file: Path) -> None:
    """Remember that a kept file is in use, on the disk too: what nobody uses is removed some day."""
    if not any(other.parent == file.parent for other in _in_use):
        _touch(file.parent)
    _in_use.add(file)


def _touch(path: Path) -> None:
    try:
        os.utime(path)
    except OSError:  # of a folder that cannot be written nothing will be removed either
        return


# ---- where it is kept


def cache_root() -> Path:
    """Folder for all machine code: that of the variable SIMPTSP_CACHE, or the user's."""
    said = os.environ.get(CACHE_VARIABLE)
    if said:
        return Path(said).expanduser()
    try:
        return Path(platformdirs.user_cache_dir("simptsp", appauthor=False))
    except RuntimeError:  # there is no home folder; check_cache says so
        return Path("~", ".cache", "simptsp")


def check_cache(folder: Path) -> None:
    """Make a folder for machine code if need be.

    Parameters
    ----------
    folder : Path
        In :func:`cache_root`, or itself.

    Raises
    ------
    OSError
        If nothing can be kept there: it cannot be written, or the disk is nearly full.
    """
    if not os.environ.get(CACHE_VARIABLE) and not folder.is_absolute():
        raise OSError(errno.ENOENT, "there is no home folder")
    folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    if shutil.disk_usage(folder).free < _ENOUGH_DISK:
        raise OSError(errno.ENOSPC, f"less than {_ENOUGH_DISK >> 20} MB free")


@cache
def cache_folder(module: Path) -> Path | None:
    """Folder for the machine code of a module, which need not exist.

    Parameters
    ----------
    module : Path
        Source of the module.

    Returns
    -------
    Path or None
        None if a source has changed since this process began: what the process runs may not be what the source says.
    """
    digest = _digest(sources_of(module))
    return cache_root() / f"{module.stem}-{digest}" if digest else None


def _digest(sources: set[Path]) -> str | None:
    """What the sources say, and Numba's own settings; None if a source is younger than this process."""
    flags = {name: value for name, value in os.environ.items() if name.startswith("NUMBA_") and name not in _IRRELEVANT}
    digest = hashlib.sha256(repr(sorted(flags.items())).encode())
    for source in sorted(sources):
        content, stat = source.read_bytes(), source.stat()
        digest.update(f"{source.name} {len(content)} ".encode() + content)
        if max(stat.st_mtime, stat.st_ctime) >= _BEGUN:
            return None
    return digest.hexdigest()[:16]


@cache
def _versions() -> tuple[str | None, ...]:
    return (sys.implementation.cache_tag, *map(_version, ("numba", "llvmlite", "numpy")))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def sources_of(module: Path) -> set[Path]:
    """A module and all modules of SimPTSP that it imports, directly or through others.

    Parameters
    ----------
    module : Path
        Source of the module.

    Returns
    -------
    set of Path
        Sources, its own among them.
    """
    found, waiting = set[Path](), [module.resolve()]
    while waiting:
        source = waiting.pop()
        if source not in found:
            found.add(source)
            waiting += _imported(source)
    return found


@cache
def _imported(source: Path) -> tuple[Path, ...]:
    return tuple(file for name in _names(source) if (file := _source(name)) is not None)


def _names(source: Path) -> Iterator[str]:
    """Modules that a source imports; a name imported from a package may itself be one."""
    inside = source.relative_to(_PACKAGE.parent).parent.parts if source.is_relative_to(_PACKAGE) else ()
    for node in ast.walk(ast.parse(source.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = inside[: len(inside) - node.level + 1] if node.level else ()
            module = ".".join([*above, *filter(None, [node.module])])
            for alias in node.names:
                submodule = f"{module}.{alias.name}"
                yield submodule if _source(submodule) else module


def _source(module: str) -> Path | None:
    """File of a module of SimPTSP; None if it is something else."""
    package, *rest = module.split(".")
    if package != _PACKAGE.name:
        return None
    path = _PACKAGE.joinpath(*rest)
    return next((file for file in (path / "__init__.py", path.with_suffix(".py")) if file.is_file()), None)


# ---- whether all of it is there


def is_ready() -> bool:
    """Whether nothing is left to compile; found out without loading Numba.

    Returns
    -------
    bool
        True if :func:`mark_ready` was called for this code on this machine and every file is still there and whole, or
        if Numba does not compile.
    """
    if os.environ.get(NUMBA_VARIABLE) == "off" or os.environ.get("NUMBA_DISABLE_JIT", "0") not in ("", "0"):
        return True
    if not _version("numba"):
        return True
    mark = _mark()
    if mark is None:
        return False
    try:
        lines = [line.split(" ", 1) for line in mark.read_text(encoding="utf-8").splitlines()]
        is_whole = len(lines) > 0 and all((mark.parent / name).stat().st_size == int(size) for size, name in lines)
    except (OSError, ValueError):
        return False
    _touch(mark)
    return is_whole


def mark_ready() -> None:
    """Write down that the code this process has made or loaded is all there is; then remove what nobody uses."""
    root, mark = cache_root(), _mark()
    if mark is None or not _in_use:
        return
    try:
        check_cache(root)
        lines = [f"{file.stat().st_size} {file.relative_to(root).as_posix()}\n" for file in sorted(_in_use)]
        mark.write_text("".join(lines), encoding="utf-8")
    except OSError as problem:
        say_not_kept(problem.strerror or str(problem))
    else:
        _prune(root, {mark, *(file.parent for file in _in_use)})


def _mark() -> Path | None:
    """Named by every source, the versions and the processor; the processor's name is cheap, Numba is not."""
    try:
        from llvmlite import binding  # type: ignore[import-untyped]
    except (ImportError, OSError):
        return None
    machine = repr((binding.get_host_cpu_name(), binding.get_host_cpu_features().flatten(), _versions()))
    sources = _digest(set(_PACKAGE.rglob("*.py")))
    if sources is None:
        return None
    return cache_root() / f"ready-{hashlib.sha256((machine + sources).encode()).hexdigest()[:16]}"


def _prune(root: Path, current: set[Path]) -> None:
    """Remove other versions of the same modules that have not been used for a month."""
    stems = {path.name.rpartition("-")[0] for path in current}
    for path in root.iterdir():
        stem, _, digest = path.name.rpartition("-")
        is_ours = stem in stems and re.fullmatch(r"[0-9a-f]{16}", digest)
        if not is_ours or path in current or time.time() - _last_used(path) < _UNUSED_S:
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _last_used(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:  # removed by another process
        return time.time()
