"""Speed and memory of every engine and of its peers, as one table.

Each measurement is a process of its own, after a small run that warms up. The rounds go through all simulators one
after the other, so that what slows the machine down slows each of them: a ratio is the median over rounds.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from benchmarks.workloads import DAYS, PEERS, YEAR, YEAR_DAYS, simulators_of
from simulator.engines.contract import ENGINES

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results.md"
REFERENCE = "reference"

ROUNDS = 3
SHORT_S = 20.0
"""CPU time of a run up to which it is repeated."""

HEAD = (
    "| office | applicants | by | applicants per CPU second | log rows per CPU second | log rows an applicant "
    "| peak memory, MB | times the reference |\n|---|--:|---|--:|--:|--:|--:|--:|"
)
MEANING = """\
CPU time is that of drawing the workload and simulating it into an event log, of all threads together; reading the
scenario is left out. The peak memory is the highest resident memory in the run less that just before it. Peers write a
log with three kinds of row (arrival, start and end of a service), our engines one with every kind in
[docs/model.md](../docs/model.md): compare applicants. Medians of 3 where a run takes up to 20 s, else one run."""


class Line(NamedTuple):
    """A line of the table: an office, for how long, by whom; `runs` are in the order of the rounds."""

    office: str
    days: int
    simulator: str
    runs: list[dict[str, Any]]
    reason: str = ""

    @property
    def cpu_s(self) -> list[float]:
        """CPU time of each round."""
        return [run["cpu_s"] for run in self.runs]


def main(arguments: list[str] | None = None) -> int:
    """Measure, print the table, and add it to the results; or run the micro-benchmarks."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("what", nargs="?", choices=("table", "micro"), default="table", help="micro: single functions")
    parser.add_argument("--quick", action="store_true", help="a few days each, once, and nothing is written")
    parser.add_argument("--most-seconds", type=float, default=150.0, help="longer runs are left out and said so")
    parser.add_argument("--results", type=Path, default=RESULTS, help="file to which the table is added")
    said = parser.parse_args(arguments)
    if said.what == "micro":
        return subprocess.call([sys.executable, "-m", "pytest", "-q", "benchmarks/test_micro.py"], cwd=ROOT)
    blocks = [[(office, 3)] for office in (*DAYS, YEAR)] if said.quick else _blocks()
    print(f"{(head := heading())}\n\n{HEAD}", flush=True)
    rows = []
    for block in blocks:
        for row in _rows(block, 1 if said.quick else ROUNDS, said.most_seconds):
            print(row, flush=True)
            rows.append(row)
    if not said.quick:
        with said.results.open("a", encoding="utf-8") as file:
            print(f"\n{head}\n", HEAD, *rows, f"\n{MEANING}", sep="\n", file=file)
    return 0


def _blocks() -> list[list[tuple[str, int]]]:
    """For each office, for how many days it is simulated, the shorter first."""
    return [*([(office, days) for days in sizes.values()] for office, sizes in DAYS.items()), [(YEAR, YEAR_DAYS)]]


def _rows(block: Sequence[tuple[str, int]], rounds: int, most_seconds: float) -> Iterator[str]:
    """The lines of one office, as text."""
    shorter: list[Line] = []
    for office, days in block:
        lines = measure_office(office, days, rounds, most_seconds, shorter)
        reference = next(line for line in lines if line.simulator == REFERENCE)
        yield from (row_of(line, reference) for line in lines)
        shorter = lines


def measure_office(office: str, days: int, rounds: int, most_seconds: float, shorter: Sequence[Line]) -> list[Line]:
    """Measure every simulator in turn, round after round; `shorter` are those of fewer days, which tell how long."""
    lines = [Line(office, days, simulator, []) for simulator in simulators_of(office)]
    for number, before in enumerate(shorter):
        expected_s = min(before.cpu_s, default=float("inf")) * days / before.days
        if expected_s > most_seconds:
            reason = f"left out: about {expected_s:,.0f} s" if before.runs else "left out"
            lines[number] = lines[number]._replace(reason=reason)
    for _ in range(rounds):
        for line in lines:
            if not line.reason and max(line.cpu_s, default=0) <= SHORT_S:
                line.runs.append(measure(line.simulator, office, days))
    return lines


def measure(simulator: str, office: str, days: int) -> dict[str, Any]:
    """One run in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.measure", simulator, office, str(days)]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    run: dict[str, Any] = json.loads(done.stdout)
    return run


def row_of(line: Line, reference: Line) -> str:
    """A line of the table as text."""
    if not line.runs:
        cells = ["–", line.simulator, f"– ({line.reason})", "–", "–", "–", "–"]
        return _cells([line.office, *cells])
    applicants, rows = line.runs[0]["applicants"], line.runs[0]["rows"]
    seconds = median(line.cpu_s)
    both = list(zip(reference.runs, line.runs, strict=False))
    ratio = f"{median(speed(b) / speed(a) for a, b in both):,.2f}" if both else "–"
    cells = [f"{applicants:,}", line.simulator, f"{applicants / seconds:,.0f}", f"{rows / seconds:,.0f}"]
    cells += [f"{rows / applicants:.1f}", f"{median(run['peak_mb'] for run in line.runs):,.0f}", ratio]
    return _cells([line.office, *cells])


def speed(run: dict[str, Any]) -> float:
    """Applicants per CPU second; each simulator draws its own number of applicants."""
    return float(run["applicants"] / run["cpu_s"])


def _cells(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def heading() -> str:
    """When, at which commit, on what machine, with which versions."""
    packages = [name for name in ("numpy", "numba", *PEERS.values()) if find_spec(name)]
    versions = ", ".join([f"Python {platform.python_version()}", *(f"{name} {version(name)}" for name in packages)])
    machine = f"{_processor()}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}"
    return f"## {date.today().isoformat()}, commit {_commit()}\n\n{machine}; {versions}; engines: {', '.join(ENGINES)}."


def _processor() -> str:
    file = Path("/proc/cpuinfo")
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.processor())


def _commit() -> str:
    """The commit, with a plus if something has changed since."""
    short, changes = _git("rev-parse", "--short", "HEAD"), _git("status", "--porcelain", "--untracked-files=no")
    return f"{short}{'+' if changes else ''}" if short else "unknown"


def _git(*words: str) -> str:
    try:
        done = subprocess.run(["git", *words], cwd=ROOT, check=False, capture_output=True, text=True)
    except FileNotFoundError:
        return ""
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
