"""Speed of each engine on each scenario of the library, in cases per second of CPU time."""

from __future__ import annotations

import argparse
import platform
import sys
import time
from typing import NamedTuple

from simulator.engines.contract import ENGINES, Engine
from simulator.scenario import Scenario, library_names, load_scenario
from simulator.workload import make_workload


class Speed(NamedTuple):
    """CPU time of some replications, told apart by what it was spent on.

    Attributes
    ----------
    cases : int
        Cases of all replications.
    workload_s, engine_s : float
        Seconds spent on drawing the workload and on simulating it.
    """

    cases: int
    workload_s: float
    engine_s: float


def main(arguments: list[str] | None = None) -> int:
    """Print one line for each scenario and engine."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--seconds", type=float, default=5.0, help="CPU time to spend on each line")
    seconds = parser.parse_args(arguments).seconds
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    print(f"{'scenario':<24}{'engine':<12}{'cases':>10}{'engine, cases/s':>18}{'with workload':>16}")
    for name in library_names():
        scenario = load_scenario(name)
        for engine, simulate in ENGINES.items():
            speed = measure_speed(scenario, simulate, seconds)
            alone, whole = speed.cases / speed.engine_s, speed.cases / (speed.engine_s + speed.workload_s)
            print(f"{name:<24}{engine:<12}{speed.cases:>10,}{alone:>18,.0f}{whole:>16,.0f}", flush=True)
    return 0


def measure_speed(scenario: Scenario, simulate: Engine, seconds: float) -> Speed:
    """Simulate replications until the CPU time is spent; the first one, which warms up, is not counted."""
    simulate(make_workload(scenario.resolved, seed=2026, replication=0))
    speed = Speed(0, 0.0, 0.0)
    replication = 0
    while speed.workload_s + speed.engine_s < seconds:
        replication += 1
        start = time.process_time()
        workload = make_workload(scenario.resolved, seed=2026, replication=replication)
        drawn = time.process_time()
        simulate(workload)
        done = time.process_time()
        cases, workload_s, engine_s = speed
        speed = Speed(cases + workload.n_cases, workload_s + drawn - start, engine_s + done - drawn)
    return speed


if __name__ == "__main__":
    sys.exit(main())
