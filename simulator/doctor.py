"""What this machine has and lacks for SimPTSP."""

import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from simulator import compiled
from simulator.scenario import LIBRARY, library_names

_ROOT = Path(__file__).resolve().parents[1]
_INSTALL = "make start installs it (Windows: py tools\\bootstrap.py start)"
_WARM = "from simulator.analysis.warm import warm; warm()"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


@dataclass(frozen=True)
class Finding:
    """One thing that was looked for.

    Attributes
    ----------
    what, found : str
        What it is, and the version or place found.
    is_present, is_needed : bool
        Whether it is there, and whether SimPTSP needs it (a browser is needed for tests only).
    remedy : str
        How to get it.
    """

    what: str
    found: str
    is_present: bool
    is_needed: bool
    remedy: str


def examine() -> list[Finding]:
    """Look for everything that SimPTSP uses on this machine."""
    return [_python(), *_packages(), _machine_code(), _library(), _lessons(), _browser()]


def _python() -> Finding:
    is_present = sys.version_info >= (3, 11)
    return Finding("Python 3.11 or newer", platform.python_version(), is_present, True, "install it from python.org")


def _packages() -> list[Finding]:
    """The packages that SimPTSP names as its requirements, those for tests left out."""
    try:
        lines = requires("simptsp") or []
    except PackageNotFoundError:
        lines = []
    names = [line.split(">=")[0].split("[")[0].strip() for line in lines if "extra ==" not in line]
    return [_package(name) for name in sorted(["simptsp", *names])]


def _package(name: str) -> Finding:
    try:
        return Finding(name, version(name), True, True, _INSTALL)
    except PackageNotFoundError:
        return Finding(name, "–", False, True, _INSTALL)


def _machine_code() -> Finding:
    """Whether the simulator is compiled, and where that is kept."""
    what, folder = "machine code", compiled.cache_root()
    if not compiled.HAS_NUMBA:
        return Finding(what, "–", False, False, "without Numba the reference engine simulates, some fifty times slower")
    numba, problem = f"Numba {version('numba')}", _why_not_kept()
    if problem:
        remedy = f"{problem}: let {compiled.CACHE_VARIABLE} name a folder that can be written"
        return Finding(what, f"{numba}: cannot be kept in {folder}", False, False, remedy)
    return Finding(what, f"{numba}: {'ready' if compiled.is_ready() else 'will be made'} in {folder}", True, False, "")


def _library() -> Finding:
    names = library_names()
    return Finding("scenarios", f"{len(names)} in {LIBRARY.name}/", bool(names), True, "clone the whole repository")


def _lessons() -> Finding:
    found = len(list((_ROOT / "notebooks" / "lessons").glob("*/*.ipynb")))
    return Finding("lessons", f"{found} notebooks", found > 0, True, "clone the whole repository")


def _browser() -> Finding:
    said = os.environ.get("SIMPTSP_CHROMIUM")
    found = next(filter(None, map(shutil.which, [said] if said else _BROWSERS)), None)
    remedy = "only tests need it: apt-get install chromium, or set SIMPTSP_CHROMIUM to its path"
    return Finding("Chromium (tests)", found or "–", found is not None, False, remedy)


# ---- machine code

Say = Callable[[str], None]
"""Prints a text as it is: a line may come in two parts."""


def warm_up(say: Say) -> None:
    """Compile the simulator, so that nobody has to wait for it.

    Parameters
    ----------
    say : callable
        Told what is done, in one line.
    """
    if not compiled.HAS_NUMBA:
        say("Numba is not installed: there is nothing to compile.\n")
    elif compiled.is_ready():
        say("The simulator is compiled: ready.\n")
    elif problem := _why_not_kept():
        compiled.say_not_kept(problem)
    else:
        _compile(say)


@contextmanager
def machine_code(say: Say) -> Iterator[None]:
    """Have the simulator compiled for as long as something runs, in this process and those it starts.

    Where the code cannot be kept, it stands in a temporary folder for that time.

    Parameters
    ----------
    say : callable
        Told what is done, in one line.
    """
    with ExitStack() as stack:
        if compiled.HAS_NUMBA and not compiled.is_ready() and _has_place(stack, say):
            _compile(say)
        yield


def _compile(say: Say) -> None:
    """Compile in another process, whose failure harms nobody; after one, do without Numba."""
    say("Compiling the simulator (about a minute) … ")
    began = time.monotonic()
    child = subprocess.run([sys.executable, "-c", _WARM], stderr=subprocess.PIPE, text=True, check=False)
    if child.returncode == 0:
        say(f"done in {time.monotonic() - began:.0f} s\n")
        return
    reason = (child.stderr.strip().splitlines() or [f"exit code {child.returncode}"])[-1]
    say(f"failed ({reason}): the reference engine simulates, with the same results, some fifty times slower.\n")
    compiled.do_without_numba()


def _has_place(stack: ExitStack, say: Say) -> bool:
    """Whether machine code can be kept, if need be in a folder that goes with the stack."""
    problem = _why_not_kept()
    if problem is None:
        return True
    try:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="simptsp-", ignore_cleanup_errors=True))
        compiled.check_cache(Path(folder))
    except OSError:
        compiled.say_not_kept(problem)
        return False
    say(f"The machine code cannot be kept in {compiled.cache_root()} ({problem}), so it is made at every start. ")
    stack.callback(_set_variable, compiled.CACHE_VARIABLE, os.environ.get(compiled.CACHE_VARIABLE))
    _set_variable(compiled.CACHE_VARIABLE, folder)
    return True


def _set_variable(name: str, value: str | None) -> None:
    os.environ.pop(name, None)
    if value is not None:
        os.environ[name] = value


def _why_not_kept() -> str | None:
    """Why machine code cannot be kept in its folder; None if it can."""
    try:
        compiled.check_cache(compiled.cache_root())
    except OSError as problem:
        return problem.strerror or str(problem)
    return None
