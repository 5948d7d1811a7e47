"""What this machine has and lacks for SimPTSP."""

import os
import platform
import shutil
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from simulator.scenario import LIBRARY, library_names

_ROOT = Path(__file__).resolve().parents[1]
_INSTALL = "make start installs it (Windows: py tools\\bootstrap.py start)"
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
    return [_python(), *_packages(), _library(), _lessons(), _browser()]


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
