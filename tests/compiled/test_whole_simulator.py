"""All machine code of the simulator: what it depends on, and that one warm-up makes all of it."""

import ast
import importlib
import os
import subprocess
import sys
import time
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import simulator
from short_offices import OFFICES, own_patches, short_office
from simulator.analysis.warm import warm
from simulator.compiled import HAS_NUMBA, is_ready, sources_of
from simulator.engines import get_engine
from simulator.measures import Window, measure
from simulator.workload import make_workload

pytestmark = pytest.mark.skipif(not HAS_NUMBA, reason="without Numba there is no machine code")

PACKAGE = Path(simulator.__file__).parent
KERNEL = PACKAGE / "engines" / "fast.py"
USERS = sorted(
    file
    for file in PACKAGE.rglob("*.py")
    if file.name != "compiled.py" and "\nfrom simulator.compiled import compiled" in file.read_text(encoding="utf-8")
)


def module_of(file: Path) -> ModuleType:
    return importlib.import_module(".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts))


@cache
def statements(file: Path) -> list[ast.stmt]:
    return ast.parse(file.read_text(encoding="utf-8")).body


@cache
def functions(file: Path) -> dict[str, ast.FunctionDef]:
    """The compiled functions of a module."""
    return {
        node.name: node
        for node in statements(file)
        if isinstance(node, ast.FunctionDef) and hasattr(getattr(module_of(file), node.name), "py_func")
    }


@cache
def origin(file: Path, name: str) -> Path:
    """The source that gives a global name its value: where it is assigned, not where it is imported."""
    for node in statements(file):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("simulator"):
            for alias in node.names:
                if (alias.asname or alias.name) == name:
                    value = getattr(module_of(file), name)
                    if isinstance(value, ModuleType):
                        return Path(str(value.__file__))
                    return origin(Path(str(importlib.import_module(str(node.module)).__file__)), alias.name)
    return file


def names_read(node: ast.FunctionDef) -> set[str]:
    return {name.id for name in ast.walk(node) if isinstance(name, ast.Name)}


def read_by(file: Path, name: str, seen: dict[tuple[Path, str], None]) -> None:
    """Note every global that a compiled function reads, and those that what it calls reads."""
    if name not in functions(file):
        return
    for used in names_read(functions(file)[name]) & vars(module_of(file)).keys():
        source = origin(file, used)
        if (source, used) not in seen:
            seen[source, used] = None
            read_by(source, used, seen)


def test_the_search_for_compiled_functions_finds_them():
    assert {file.name for file in USERS} >= {"fast.py", "needs.py", "scalar.py", "tally.py", "compiled_cases.py"}
    assert sum(len(functions(file)) for file in USERS) >= 100


@pytest.mark.parametrize("file", USERS, ids=lambda file: file.stem)
def test_the_sources_of_a_module_hold_all_that_its_machine_code_reads(file: Path):
    seen: dict[tuple[Path, str], None] = {}
    for name in functions(file):
        read_by(file, name, seen)
    of_ours = {source for source, _ in seen if source.is_relative_to(PACKAGE)}
    assert len(of_ours) >= 2
    assert of_ours - sources_of(file) == set()


def test_the_sources_of_the_kernel_are_those_one_would_name():
    seen: dict[tuple[Path, str], None] = {}
    for name in functions(KERNEL):
        read_by(KERNEL, name, seen)
    read = {source.relative_to(PACKAGE).as_posix() for source, _ in seen}
    assert read >= {"engines/memory.py", "workload/needs.py", "workload/scalar.py", "workload/packing.py"}
    sources = {source.relative_to(PACKAGE).as_posix() for source in sources_of(KERNEL)}
    assert sources >= read | {
        "compiled.py", "calendars/hours.py", "engines/order.py", "eventlog/kinds.py", "eventlog/rows.py",
        "scenario/resolved.py", "workload/counts.py", "workload/durations.py", "workload/elementary.py",
        "workload/streams.py",
    }  # fmt: skip
    assert "cli.py" not in sources


def simulate_library(with_patches: bool = True) -> None:
    for name in OFFICES:
        scenario = short_office(name)
        for patch in [None, *(own_patches(name) if with_patches else [])]:
            office = (scenario.patched(patch) if patch else scenario).resolved
            log = get_engine("fast")(make_workload(office, seed=7))
            measure(log, Window(office.warm_up_ms, office.waiting_target_ms))


def compilations_of(work: Any) -> list[str]:
    """Names of the functions that were compiled meanwhile."""
    from numba.core import event

    listener = event.RecordingListener()
    with event.install_listener("numba:compile", listener):
        work()
    return [what.data["dispatcher"].py_func.__name__ for _, what in listener.buffer if what.is_start]


def test_after_a_warm_up_nothing_of_the_library_is_compiled():
    assert len(OFFICES) >= 10
    warm()
    assert compilations_of(simulate_library) == []


def test_after_a_warm_up_nothing_of_the_library_is_missing():
    """Not even code that an earlier run has kept: a new process loads nothing more than the warm-up did."""
    program = f"""
import sys
sys.path[:0] = {[str(folder) for folder in Path(__file__).parents[:2]]!r}
from simulator import compiled
from test_whole_simulator import simulate_library, warm
warm()
made = set(compiled._in_use)
simulate_library(with_patches=False)
print(len(made) > 10, sorted(file.name for file in compiled._in_use - made))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "True []\n"


def test_a_compilation_would_be_seen():
    import numba

    assert compilations_of(lambda: numba.njit(lambda x: x + 1)(1)) == ["<lambda>"]


def test_after_a_warm_up_a_process_knows_at_once_that_it_is_ready():
    """Without Numba, whose import alone takes longer than all else before the lessons are served."""
    warm()
    program = "import sys\nfrom simulator.compiled import is_ready\nprint(is_ready(), 'numba' in sys.modules)"
    command = [sys.executable, "-c", program]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "True False\n"


def test_what_has_gone_or_is_not_whole_is_not_ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SIMPTSP_CACHE", str(tmp_path))
    assert not is_ready()
    (tmp_path / "fast-0").mkdir()
    file = tmp_path / "fast-0" / "run of"
    file.write_bytes(b"machine code")
    monkeypatch.setattr("simulator.compiled._in_use", {file})
    from simulator.compiled import mark_ready

    mark_ready()
    assert is_ready()
    file.write_bytes(b"machine")
    assert not is_ready()
    file.unlink()
    assert not is_ready()
    (mark,) = tmp_path.glob("ready-*")
    mark.write_text("", encoding="utf-8")
    assert not is_ready(), "its writing was interrupted"


@pytest.mark.verify
def test_from_nothing_one_warm_up_makes_all_of_it(tmp_path: Path):
    """In an empty folder: a minute the first time, seconds the second, and then nothing is left to compile."""
    environment = {**os.environ, "SIMPTSP_CACHE": str(tmp_path)}
    seconds = []
    for _ in range(2):
        began = time.monotonic()
        done = subprocess.run([sys.executable, "-m", "simulator.analysis.warm"], env=environment, check=False)
        seconds.append(time.monotonic() - began)
        assert done.returncode == 0
    assert seconds[1] < seconds[0] / 3
    test = f"{__file__}::{test_after_a_warm_up_nothing_of_the_library_is_compiled.__name__}"
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", test]
    before = {path: path.stat().st_mtime for path in tmp_path.rglob("*") if path.parent != tmp_path}
    assert subprocess.run(command, env=environment, check=False, capture_output=True).returncode == 0
    assert {path: path.stat().st_mtime for path in tmp_path.rglob("*") if path.parent != tmp_path} == before
