"""What is measured: offices, and the simulators that can run each."""

from __future__ import annotations

import time
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from simulator.engines.contract import ENGINES, get_engine
from simulator.scenario import Scenario, load_scenario
from simulator.workload import make_workload

HERE = Path(__file__).parent
SEED = 2026

PEERS: Mapping[str, str] = MappingProxyType({"SimPy, by hand": "simpy", "Ciw": "ciw", "salabim": "salabim"})
"""Peers by the name in the table, and the package of each."""

VARIANTS = {"PTSP-bench A": "a", "PTSP-bench B": "b"}
DAYS = {"PTSP-bench A": {50_000: 84, 500_000: 834}, "PTSP-bench B": {50_000: 250, 500_000: 2500}}
"""Days in which about so many applicants come."""

YEAR, YEAR_DAYS = "kabupaten-menengah, a year", 365


class Work(NamedTuple):
    """What one run did.

    Attributes
    ----------
    applicants, rows : int
        Cases that came, and rows of the event log.
    cpu_s : float
        CPU time of all threads: the workload and the simulation; not reading the scenario.
    """

    applicants: int
    rows: int
    cpu_s: float


def run_work(simulator: str, office: str, days: int) -> Work:
    """Simulate some days of an office by an engine or a peer, both named as in the table."""
    if simulator in PEERS:
        return _run_peer(PEERS[simulator], VARIANTS[office], days)
    scenario, engine = office_of(office, days), get_engine(simulator)
    start = time.process_time()
    workload = make_workload(scenario.resolved, SEED)
    log = engine(workload)
    return Work(workload.n_cases, len(log), time.process_time() - start)


def office_of(office: str, days: int) -> Scenario:
    """The office of a name in the table, for some days; that of the library for a year, or else its own four weeks."""
    if office == YEAR:
        library = load_scenario("kabupaten-menengah")
        return library.patched("setahun") if days == YEAR_DAYS else library
    return load_scenario(HERE / f"ptsp-bench-{VARIANTS[office]}.yaml").with_({"horizon.days": days})


def simulators_of(office: str) -> list[str]:
    """Who can run an office: every engine; the peers that are installed, if they know it."""
    peers = [name for name, package in PEERS.items() if find_spec(package)] if office in VARIANTS else []
    return [*ENGINES, *peers]


def _run_peer(package: str, variant: str, days: int) -> Work:
    simulate = import_module(f"benchmarks.peers.{package}_office").simulate
    start = time.process_time()
    run = simulate(variant.upper(), days, SEED)
    return Work(run.applicants, run.events, time.process_time() - start)
