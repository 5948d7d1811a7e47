"""Time and memory of measures on a log of a million rows: ``python -m benchmarks.measures``.

Each measurement is a process of its own, which has read the log and has asked the same of a small one before. CPU time
is of all threads together; the peak memory is the highest resident memory in the call less that just before it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.measure import MB, memory_before, peak_bytes
from benchmarks.table import RESULTS, ROOT, heading
from simulator.eventlog import EventLog, read_parquet, write_csv, write_parquet, write_vidigi, write_xes

OFFICE, PATCH, REPLICATIONS, SEED = "kabupaten-menengah", "setahun", 4, 2026
"""Whose log it is: a year, four times, has about a million rows."""

SMALL_DAYS, ROUNDS = 14, 3
HEAD = "| what | rows | CPU seconds | rows a second, millions | peak memory, MB |\n|---|--:|--:|--:|--:|"
MEANING = """\
`python -m benchmarks.measures`: a year of kabupaten-menengah, four replications in one log. Each line is the median of
3 processes that have read the log, and have asked the same of two weeks before, so that nothing is compiled or imported
in the call that counts. CPU time is of all threads; the peak memory is the highest resident memory in the call less
that just before it, so without the log itself."""

Question = Callable[[EventLog, Path], object]


def standard_table(log: EventLog, file: Path) -> object:
    """Every measure of every replication."""
    from simulator.measures import Window, measure

    return measure(log, Window(0, 900_000))


def staff(log: EventLog, file: Path) -> object:
    from simulator.measures.staff_load import load_spread, staff_table

    return load_spread(staff_table(log))


def experience(log: EventLog, file: Path) -> object:
    from simulator.measures.experience import case_experience

    return case_experience(log)


def legal(log: EventLog, file: Path) -> object:
    from simulator.measures.legal_cases import legal_cases

    return legal_cases(log)


def causes(log: EventLog, file: Path) -> object:
    from simulator.measures.causes import waiting_causes

    return waiting_causes(log)


def causes_by_station(log: EventLog, file: Path) -> object:
    from simulator.measures.causes import causes_table, waiting_causes

    return causes_table(waiting_causes(log), log.names, log.replications, by="station")


QUESTIONS: dict[str, Question] = {
    "the standard table": standard_table,
    "staff and spread": staff,
    "one row a case": experience,
    "legal clocks": legal,
    "causes of waiting": causes,
    "causes by station": causes_by_station,
    "XES": lambda log, file: write_xes(log, file, date(2026, 1, 5)),
    "CSV with dates": lambda log, file: write_csv(log, file, date(2026, 1, 5)),
    "vidigi": write_vidigi,
    "Parquet": write_parquet,
}
"""Name in the table -> what is asked of the log, with a file that may be written."""


def main(arguments: list[str] | None = None) -> int:
    """Measure all, print the table, and add it to the results; or measure one, as JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.measures", description=__doc__)
    parser.add_argument("--one", nargs=2, metavar=("WHAT", "FOLDER"), help="one measurement, in this process")
    parser.add_argument("--quick", action="store_true", help="a short log, once, and nothing is written")
    parser.add_argument("--only", nargs="*", choices=[*QUESTIONS], help="some lines, and nothing is written")
    parser.add_argument("--results", type=Path, default=RESULTS, help="file to which the table is added")
    said = parser.parse_args(arguments)
    if said.one:
        print(json.dumps(measure_one(said.one[0], Path(said.one[1]))))
        return 0
    print(f"{(head := heading())}\n\n{HEAD}", flush=True)
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        make_logs(Path(folder), SMALL_DAYS if said.quick else None)
        for what in said.only or QUESTIONS:
            rows.append(row_of(what, [in_process(what, folder) for _ in range(1 if said.quick else ROUNDS)]))
            print(rows[-1], flush=True)
    if not (said.quick or said.only):
        with said.results.open("a", encoding="utf-8") as file:
            print(
                f"\n{head.replace('## ', '## Measures of a log: ')}\n", HEAD, *rows, f"\n{MEANING}", sep="\n", file=file
            )
    return 0


def make_logs(folder: Path, days: int | None) -> None:
    """Write the log that is measured, of a year unless said, and the small one that comes before."""
    from simulator.experiments import run
    from simulator.scenario import load_scenario

    office = load_scenario(OFFICE)
    long = office.with_({"horizon.days": days}) if days else office.patched(PATCH)
    small = office.with_({"horizon.days": SMALL_DAYS})
    for name, one, replications in (("long", long, REPLICATIONS), ("small", small, 1)):
        write_parquet(run(one, replications, SEED).log, folder / f"{name}.parquet")


def in_process(what: str, folder: str) -> dict[str, Any]:
    """One measurement in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.measures", "--one", what, folder]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def measure_one(what: str, folder: Path) -> dict[str, float]:
    """Ask something of the small log, then of the long one."""
    ask, file = QUESTIONS[what], folder / "written"
    ask(read_parquet(folder / "small.parquet"), file)
    log = read_parquet(folder / "long.parquet")
    before = memory_before()
    start = time.process_time()
    answer = ask(log, file)
    cpu_s = time.process_time() - start
    del answer
    return {"rows": len(log), "cpu_s": cpu_s, "peak_mb": (peak_bytes() - before) / MB}


def row_of(what: str, runs: list[dict[str, Any]]) -> str:
    """A line of the table as text."""
    rows, seconds = runs[0]["rows"], median(run["cpu_s"] for run in runs)
    peak = median(run["peak_mb"] for run in runs)
    return f"| {what} | {rows:,} | {seconds:.2f} | {rows / seconds / 1e6:.1f} | {peak:,.0f} |"


if __name__ == "__main__":
    sys.exit(main())
