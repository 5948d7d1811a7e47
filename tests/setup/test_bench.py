"""`make bench` measures what it says: every scenario and engine, cases against CPU time."""

import importlib.util
import time
from pathlib import Path
from types import ModuleType

import pytest

from simulator.engines.contract import ENGINES
from simulator.scenario import library_names, load_scenario
from simulator.workload import Workload, make_workload

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    """The benchmark as a module."""
    spec = importlib.util.spec_from_file_location("bench", ROOT / "benchmarks" / "engines.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_scenario_and_engine_has_a_line(bench: ModuleType, capsys: pytest.CaptureFixture[str]):
    assert bench.main(["--seconds", "0.01"]) == 0
    lines = capsys.readouterr().out.splitlines()[2:]
    expected = [(name, engine) for name in library_names() for engine in ENGINES]
    assert len(expected) >= 2
    assert [tuple(line.split()[:2]) for line in lines] == expected


def test_cases_and_cpu_time_are_those_of_the_engine(bench: ModuleType):
    office = load_scenario("kabupaten-menengah")
    calls = []

    def slow(workload: Workload) -> None:
        calls.append(workload.n_cases)
        end = time.process_time() + 0.05
        while time.process_time() < end:
            pass

    speed = bench.measure_speed(office, slow, seconds=0.15)
    first, *counted = calls
    assert len(counted) >= 2
    assert first == make_workload(office.resolved, seed=2026, replication=0).n_cases
    assert speed.cases == sum(counted)
    assert speed.engine_s == pytest.approx(0.05 * len(counted), rel=0.03)
    assert speed.workload_s > 0
