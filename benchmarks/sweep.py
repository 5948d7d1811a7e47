"""A sweep of an office-month: ``python -m benchmarks.sweep [--points N] [--executors …] [--workers N]``.

Each measurement is a process of its own. A point is kabupaten-menengah for 28 days, 20 replications. Peak memory is
that of the process that gives the order and, for processes, of the largest worker times their number.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DESIGN = """\
simptsp_design: 1
name: office-month
base: kabupaten-menengah
levers:
  - {{name: days, set: [horizon.days], levels: [28]}}
  - {{name: demand, times: ["case_classes[*].arrivals.per_day"], range: {{low: 0.7, high: 1.3}}}}
  - {{name: promise, set: [targets.waiting_time_min], range: {{low: 5, high: 60}}}}
design: {{kind: latin-hypercube, points: {points}}}
replications: 20
"""
MB = 1e6
KB = 1024
HEAD = (
    "| executor | workers | points | wall, s | points/s | replications/s | peak memory, MB |\n"
    "|---|--:|--:|--:|--:|--:|--:|"
)


def main() -> None:
    """Measure each executor in a process of its own, and print a table."""
    parser = argparse.ArgumentParser(description="Speed and memory of a sweep.")
    parser.add_argument("--points", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--executors", nargs="+", default=["threads", "processes"])
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(measure(given.executors[0], given.workers, given.points)))
        return
    print(HEAD)
    for executor in given.executors:
        options = ["--one", "--executors", executor, "--workers", str(given.workers), "--points", str(given.points)]
        command = [sys.executable, "-m", "benchmarks.sweep", *options]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        wall, megabytes = json.loads(done.stdout)
        speed = given.points / wall
        cells = (executor, given.workers, given.points, f"{wall:.1f}", f"{speed:.1f}", f"{20 * speed:.0f}")
        print("|", " | ".join(map(str, (*cells, f"{megabytes:.0f}"))), "|")


def measure(executor: str, workers: int, points: int) -> tuple[float, float]:
    """Wall time in seconds, start of the workers included, and peak memory in megabytes."""
    from simulator.analysis.warm import warm
    from simulator.experiments.designs import read_design
    from simulator.experiments.sweep import sweep

    warm()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "design.yaml"
        file.write_text(DESIGN.format(points=points), encoding="utf-8")
        design = read_design(file)
        started = time.perf_counter()
        sweep(design, Path(folder) / "out", executor, workers)  # type: ignore[arg-type]
        wall = time.perf_counter() - started
    of_this, of_workers = (
        resource.getrusage(who).ru_maxrss * KB for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return wall, (of_this + (workers * of_workers if executor == "processes" else 0)) / MB


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
