"""`make bench` measures what it says: every office and simulator, applicants against CPU time and memory."""

import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks import measure, table, workloads
from simulator.engines import ENGINES, get_engine
from simulator.workload import make_workload

ROOT = Path(__file__).resolve().parents[2]
OFFICES = ["PTSP-bench A", "PTSP-bench B", "kabupaten-menengah, a year"]


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|\n").split("|")]


@pytest.mark.verify
def test_every_office_and_simulator_has_a_line():
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.table", "--quick"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    lines = [cells(line) for line in done.stdout.splitlines() if line.startswith("| ")][1:]
    expected = [(office, name) for office in OFFICES for name in workloads.simulators_of(office)]
    assert len(expected) >= 3 * len(ENGINES) + 4
    assert [(line[0], line[2]) for line in lines] == expected
    numbers = np.array([[float(cell.replace(",", "")) for cell in (line[1], *line[3:])] for line in lines])
    assert (numbers[:, [0, 1, 2, 5]] > 0).all()
    assert (numbers[:, 3] > 7).all()  # rows an applicant: arrival, and two for each service
    assert [ratio for ratio, (_, name) in zip(numbers[:, 5], expected, strict=True) if name == "reference"] == [1] * 3
    assert re.match(r"## \d{4}-\d\d-\d\d, commit \w+\+?\n\n.+ cores, .*; Python .*numpy .*engines: ", done.stdout)


def run_of(applicants: int, cpu_s: float, peak_mb: float = 10.0) -> dict[str, Any]:
    return {"applicants": applicants, "rows": 13 * applicants, "cpu_s": cpu_s, "peak_mb": peak_mb}


def test_a_line_gives_medians_and_the_ratio_of_each_round():
    # one round was slow for both: the ratios of the rounds are 4, 5 and 6
    reference = table.Line("A", 84, "reference", [run_of(1000, 1.0), run_of(1000, 10.0), run_of(1000, 1.2)])
    fast = table.Line("A", 84, "fast", [run_of(1000, 0.25, 30), run_of(1000, 2.0, 10), run_of(1000, 0.2, 20)])
    assert cells(table.row_of(fast, reference)) == ["A", "1,000", "fast", "4,000", "52,000", "13.0", "20", "5.00"]


def test_a_ratio_is_of_applicants():
    """Peers draw their own."""
    reference, peer = (table.Line("A", 84, "x", [run_of(number, 1.0)]) for number in (1000, 1500))
    assert cells(table.row_of(peer, reference))[-1] == "1.50"


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, int]]:
    """Each simulator takes as long as said here for a day; who is measured is noted."""
    calls: list[tuple[str, str, int]] = []
    second_a_day = {"reference": 0.1, "SimPy, by hand": 0.05, "Ciw": 0.2, "salabim": 1.0}

    def fake(simulator: str, office: str, days: int) -> dict[str, Any]:
        calls.append((simulator, office, days))
        return run_of(600 * days, second_a_day[simulator] * days)

    monkeypatch.setattr(table, "measure", fake)
    monkeypatch.setattr(table, "simulators_of", lambda office: list(second_a_day))
    monkeypatch.setattr(table, "DAYS", {"A": {50_000: 84, 500_000: 834}})
    return calls


def test_rounds_alternate_and_long_runs_are_not_repeated(measured: list[tuple[str, str, int]]):
    table.measure_office("A", 84, rounds=3, most_seconds=1000, shorter=[])
    turns = [simulator for simulator, *_ in measured]
    assert turns == ["reference", "SimPy, by hand", "Ciw", "salabim", *["reference", "SimPy, by hand", "Ciw"] * 2]


def test_what_would_take_too_long_is_left_out_and_said_so(
    measured: list[tuple[str, str, int]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    file = tmp_path / "results.md"
    file.write_text("# Before\n", encoding="utf-8")
    assert table.main(["--most-seconds", "100", "--results", str(file)]) == 0
    written = file.read_text(encoding="utf-8")
    assert written.startswith("# Before\n\n## ")
    assert table.MEANING in written
    longer = [
        cells(line) for line in written.splitlines() if line.startswith("| A") and ("500,400" in line or "–" in line)
    ]
    assert [(line[2], line[3]) for line in longer] == [
        ("reference", "6,000"),
        ("SimPy, by hand", "12,000"),
        ("Ciw", "– (left out: about 167 s)"),
        ("salabim", "– (left out: about 834 s)"),
    ]
    assert {days for simulator, _, days in measured if simulator == "salabim"} == {84, 365}
    assert set(written.splitlines()) >= {line for line in capsys.readouterr().out.splitlines() if line.startswith("|")}


def test_applicants_rows_and_cpu_time_are_those_of_workload_and_engine(monkeypatch: pytest.MonkeyPatch):
    seen: list[Any] = []

    def slow(function: Callable[..., Any]) -> Callable[..., Any]:
        def slowed(*arguments: Any) -> Any:
            end = time.process_time() + 1
            while time.process_time() < end:
                pass
            seen.append(function(*arguments))
            return seen[-1]

        return slowed

    workloads.run_work("reference", "PTSP-bench A", 2)  # compiles what is not compiled yet
    monkeypatch.setattr(workloads, "make_workload", slow(make_workload))
    monkeypatch.setattr(workloads, "get_engine", lambda name: slow(get_engine(name)))
    work = workloads.run_work("reference", "PTSP-bench A", 2)
    workload, log = seen
    assert (work.applicants, work.rows) == (workload.n_cases, len(log))
    assert workload.scenario.horizon_ms == 2 * 86_400_000
    assert 2 < work.cpu_s < 10


@pytest.mark.parametrize(
    ("office", "days", "applicants"), [("PTSP-bench A", 84, 50_400), ("PTSP-bench B", 250, 50_000)]
)
def test_about_as_many_come_as_the_table_says(office: str, days: int, applicants: int):
    assert workloads.DAYS[office][50_000] == days
    came = make_workload(workloads.office_of(office, days).resolved, workloads.SEED).n_cases
    assert came == pytest.approx(applicants, abs=4.5 * applicants**0.5)  # Poisson


def test_a_year_is_a_year():
    assert workloads.office_of(OFFICES[2], 365).resolved.horizon_ms == 365 * 86_400_000


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="only Linux forgets an earlier peak")
def test_peak_memory_is_that_of_the_run():
    np.ones(40_000_000)  # 320 MB, gone before
    before = measure.memory_before()
    np.ones(20_000_000)
    assert (measure.peak_bytes() - before) / 1e6 == pytest.approx(160, abs=25)
