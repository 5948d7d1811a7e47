"""The tests can fail: each planted fault turns the tests that are named beside it red."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(Path(__file__).parent.glob("*.yaml"))
FAULTS = [fault for file in FILES for fault in YAML(typ="safe").load(file.read_text(encoding="utf-8"))]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the code, tests and scenarios in which faults may be planted."""
    tree = tmp_path_factory.mktemp("copy")
    for folder in ("simulator", "tests", "datasets", "tools"):
        shutil.copytree(ROOT / folder, tree / folder, ignore=shutil.ignore_patterns("node_modules", "__pycache__"))
    for file in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / file, tree)
    return tree


MACHINE_CODE = (
    "engines/fast.py", "engines/memory.py", "engines/timeline.py", "measures/tally.py", "measures/legal_clock.py",
    "measures/legal_cases.py", "measures/causes_pass.py", "measures/experience.py", "measures/resilience.py",
    "workload/scalar.py", "workload/needs.py", "workload/compiled_*.py",
)  # fmt: skip
"""What is compiled, or part of what is: planted there, a fault runs in plain Python, which needs no minute to compile it."""


def is_run_in_python(fault: dict[str, str]) -> bool:
    return any(Path(fault["in"]).match(pattern) for pattern in MACHINE_CODE)


def run_tests(tree: Path, tests: str, in_python: bool) -> int:
    """Run tests of a copy: a place, and options of pytest if need be."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "--no-header", "-p", "no:xdist", *shlex.split(tests)]
    environment = {
        **os.environ,
        "PYTHONPATH": str(tree),
        "PYTHONDONTWRITEBYTECODE": "1",
        "NUMBA_DISABLE_JIT": str(int(in_python)),
        "SIMPTSP_CACHE": str(tree / "machine-code"),
    }
    return subprocess.run(command, cwd=tree, env=environment, capture_output=True, check=False).returncode


def test_every_fault_can_be_planted():
    """A line that no longer stands in the code would plant nothing."""
    assert len(FILES) >= 9
    assert len(FAULTS) >= 600
    assert sum(map(is_run_in_python, FAULTS)) >= 300
    for fault in FAULTS:
        text = (ROOT / "simulator" / fault["in"]).read_text(encoding="utf-8")
        assert text.count(fault["say"]) >= 1, f"{fault['in']} no longer says: {fault['say']}"


@pytest.mark.verify
@pytest.mark.parametrize(
    ("tests", "in_python"), sorted({(fault["caught_by"], is_run_in_python(fault)) for fault in FAULTS})
)
def test_the_copy_is_sound(copy: Path, tests: str, in_python: bool):
    assert run_tests(copy, tests, in_python) == pytest.ExitCode.OK


@pytest.mark.verify
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["fault"])
def test_the_fault_is_caught(copy: Path, fault: dict[str, str]):
    file = copy / "simulator" / fault["in"]
    right = file.read_text(encoding="utf-8")
    file.write_text(right.replace(fault["say"], fault["instead"], 1), encoding="utf-8")
    try:
        assert run_tests(copy, fault["caught_by"], is_run_in_python(fault)) == pytest.ExitCode.TESTS_FAILED
    finally:
        file.write_text(right, encoding="utf-8")
