"""The tasks behind the commands of the Makefile: test, check, bench, verify, faults, data and lock.

Run by ``tools/bootstrap.py`` with the Python of ``.venv``; words after the task's name go to its last step.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
CODE = ("simulator", "tools", "benchmarks")

# Two workers for two cores. A file's tests stay on one worker, because the cells of a notebook share a kernel.
PYTEST = (PYTHON, "-m", "pytest", "-n", "2", "--dist", "loadfile")
NOTEBOOKS = ("--nbval-lax", "--nbval-current-env", "--nbval-cell-timeout=120")

# Every fourth lesson, for tests work through the cells of all; the English ones have the same code, which a test
# proves. `make verify` runs every notebook.
LESSONS = tuple(str(file.relative_to(ROOT)) for file in sorted((ROOT / "notebooks/lessons/id").glob("*.ipynb"))[::4])
SOME = (*LESSONS, "notebooks/methods/id", "notebooks/studio/id")

# Once, before two workers would both do it.
COMPILE = (PYTHON, "-m", "simulator.cli", "doctor", "--warm")

TASKS: dict[str, tuple[tuple[str, ...], ...]] = {
    "test": (COMPILE, (*PYTEST, "-m", "not verify and not peer", *NOTEBOOKS, "tests", "simulator", *SOME)),
    "verify": (COMPILE, (*PYTEST, *NOTEBOOKS, "notebooks"), (*PYTEST, "-m", "verify or not browser", "tests")),
    "faults": ((*PYTEST, "--dist", "load", "-m", "verify", "tests/faults"),),
    "check": (
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "."),
        ("mypy", *CODE),
        ("lint-imports", "--no-logo"),
        (PYTHON, "tools/health.py"),
    ),
    "bench": ((PYTHON, "-m", "benchmarks.table"),),
    "data": ((PYTHON, "tools/data.py"),),
    "lock": (
        (
            *("uv", "pip", "compile", "pyproject.toml", "--extra", "test", "--output-file", "requirements.lock"),
            *("--universal", "--python-version", "3.11", "--generate-hashes", "--no-annotate"),
            *("--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command", "make lock"),
        ),
    ),
}


def main(arguments: list[str]) -> int:
    """Run every step of a task, even after one has failed; return 1 if any did."""
    name, *rest = arguments or [""]
    if name not in TASKS:
        print(f"There is no task '{name}'; there are {', '.join(TASKS)}.", file=sys.stderr)
        return 2
    # A fresh seed unless one is given; pytest prints it, so that a failure can be repeated.
    environment = {"SIMPTSP_SEED": "fresh", **os.environ} if name == "verify" else dict(os.environ)
    steps = [list(step) for step in TASKS[name]]
    steps[-1] += rest
    failed = [step for step in steps if not passes(step, environment)]
    for step in failed:
        print(f"FAILED: {shown(step)}", file=sys.stderr)
    return 1 if failed else 0


def passes(step: list[str], environment: dict[str, str]) -> bool:
    """Run one step from the project's folder, with its name before its output."""
    print(f"--- {shown(step)}", flush=True)
    start = time.monotonic()
    code = subprocess.call([program(step[0]), *step[1:]], cwd=ROOT, env=environment)
    print(f"    {time.monotonic() - start:.1f} s", flush=True)
    return code == 0


def shown(step: list[str]) -> str:
    """Show a step as a person would type it inside ``.venv``."""
    return " ".join([Path(step[0]).name, *step[1:]])


def program(name: str) -> str:
    """Path of a program, looked for beside this Python first."""
    beside = str(Path(PYTHON).parent)
    found = shutil.which(name, path=os.pathsep.join([beside, os.environ.get("PATH", "")]))
    if found is None:
        raise SystemExit(f"{name} is not in .venv: delete .venv and run the same command again.")
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
