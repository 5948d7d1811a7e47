"""Time of single functions: ``make bench ARGS=micro``. Draws are timed a thousand at once, in compiled loops."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simulator.compiled import compiled
from simulator.engines import ENGINES, get_engine
from simulator.eventlog import EventLog
from simulator.measures import Window, measure_rows
from simulator.scenario import ResolvedScenario, load_scenario
from simulator.workload import make_workload
from simulator.workload.needs import service_ms
from simulator.workload.packing import Needs, Records, pack_needs
from simulator.workload.scalar import Samples, sample_minutes, uniform

pytest.importorskip("pytest_benchmark")

DRAWS = 1000
SEED, RUN = np.uint64(2026), np.uint64(0)
PURPOSE, WHOLE = 1, -1

Timer = Callable[..., Any]


@compiled
def draw_uniforms(seed: np.uint64, run: np.uint64, draws: int) -> float:
    total = 0.0
    for serial in range(draws):
        total += uniform(seed, run, serial, 0, PURPOSE, 0, 0, 0)
    return total


@compiled
def draw_durations(
    durations: Records, samples: Samples, row: int, seed: np.uint64, run: np.uint64, draws: int
) -> float:
    total = 0.0
    for serial in range(draws):
        total += sample_minutes(durations, samples, row, seed, run, 0, serial, 0, 0, PURPOSE, WHOLE)
    return total


@compiled
def draw_services(
    durations: Records, samples: Samples, factors: Any, steps: Records, travel_min: Any, seed: np.uint64,
    run: np.uint64, draws: int,
) -> int:  # fmt: skip
    total = 0
    for serial in range(draws):
        total += service_ms(
            durations, samples, factors, steps, travel_min, 0, seed, run, 0, serial, 0, 2, True, True, 0
        )
    return total


@pytest.fixture(scope="module")
def office() -> ResolvedScenario:
    """Five days of PTSP-bench B; its services are lognormal."""
    return load_scenario(Path(__file__).parent / "ptsp-bench-b.yaml").with_({"horizon.days": 5}).resolved


@pytest.fixture(scope="module")
def needs(office: ResolvedScenario) -> Needs:
    return pack_needs(office)


@pytest.fixture(scope="module")
def day() -> ResolvedScenario:
    return load_scenario("kantor-sehari").resolved


@pytest.fixture(scope="module")
def log(office: ResolvedScenario) -> EventLog:
    return get_engine("reference")(make_workload(office, 2026))


def test_a_thousand_philox_draws(benchmark: Timer) -> None:
    assert 0.45 < benchmark(draw_uniforms, SEED, RUN, DRAWS) / DRAWS < 0.55


def test_a_thousand_lognormal_draws(benchmark: Timer, needs: Needs) -> None:
    total = benchmark(draw_durations, needs.durations, needs.samples, needs.steps[0]["service"], SEED, RUN, DRAWS)
    assert 8 < total / DRAWS < 12


def test_a_thousand_services_of_the_kernel(benchmark: Timer, needs: Needs) -> None:
    tables = (needs.durations, needs.samples, needs.factors, needs.steps, needs.travel_min)
    total = benchmark(draw_services, *tables, SEED, RUN, DRAWS)
    assert 8 < total / DRAWS / 60_000 < 12


def test_measures_of_a_log(benchmark: Timer, log: EventLog, office: ResolvedScenario) -> None:
    window = Window(0, office.waiting_target_ms)
    values = benchmark(measure_rows, log.rows(), log.names, log.horizon_ms, window)
    assert np.isfinite(values).any()


def test_the_workload_of_an_office_day(benchmark: Timer, day: ResolvedScenario) -> None:
    assert benchmark(make_workload, day, 2026).n_cases > 0


@pytest.mark.parametrize("engine", ENGINES)
def test_an_office_day(benchmark: Timer, day: ResolvedScenario, engine: str) -> None:
    simulate = get_engine(engine)
    assert len(benchmark(lambda: simulate(make_workload(day, 2026)))) > 0
