"""Two engines on the same workload, compared row by row."""

from dataclasses import replace
from random import Random

import numpy as np
from hypothesis import HealthCheck, Phase, settings

import random_offices
from simulator.engines import ENGINES
from simulator.eventlog import COLUMNS, EventLog
from simulator.scenario import Duration, ResolvedScenario, ResolvedServer, ResolvedStation, ResolvedStep
from simulator.workload import Workload

MANY = settings(
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],  # shrinking a large office takes minutes
    suppress_health_check=list(HealthCheck),
    print_blob=True,
)
ANY_OFFICE = random_offices.offices() | random_offices.rich_offices() | random_offices.rich_offices()


def differences(one: EventLog, other: EventLog) -> list[str]:
    """Where two logs differ: columns, with the first row; empty if they are the same."""
    if len(one) != len(other):
        return [f"{len(one)} rows, not {len(other)}"]
    found = []
    for name in COLUMNS:
        unequal = np.flatnonzero(one[name] != other[name])
        if len(unequal):
            found.append(f"{name} from row {unequal[0]}: {one[name][unequal[0]]}, not {other[name][unequal[0]]}")
    same_frame = one.names == other.names and one.horizon_ms == other.horizon_ms
    return found + ([] if same_frame and one.replications == other.replications else ["what the codes stand for"])


def assert_twins(workload: Workload) -> EventLog:
    fast, reference = ENGINES["fast"](workload), ENGINES["reference"](workload)
    assert differences(fast, reference) == []
    return fast


def with_rare_rules(office: ResolvedScenario, chance: Random) -> ResolvedScenario:
    """The office with what the strategies do not draw: decisions, travel, help, breakdowns, factors of people and staff."""
    classes = tuple(
        replace(c, routes=tuple(tuple(_step(step, office, chance) for step in route) for route in c.routes))
        for c in office.case_classes
    )
    stations = tuple(_station(station, chance) for station in office.stations)
    persons = tuple(_server(person, office.horizon_ms, chance) for person in office.persons)
    outages = tuple(replace(outage, shared=chance.random() < 0.5) for outage in office.outages)
    return replace(office, case_classes=classes, stations=stations, persons=persons, outages=outages)


def _step(step: ResolvedStep, office: ResolvedScenario, chance: Random) -> ResolvedStep:
    is_staffed = office.stations[step.station].kind == "staffed"
    factors = (1.5, 1.2, 1.1, 0.7)
    return replace(
        step,
        factors=factors if chance.random() < 0.5 else step.factors,
        decides=office.stations[step.station].kind != "applicant" and chance.random() < 0.3,
        travel=is_staffed and chance.random() < 0.2,
        help_time=Duration("gamma", 4.0, 0.6) if is_staffed and chance.random() < 0.3 else None,
        help_probability=chance.random(),
        help_factors=factors,
        checks=tuple(replace(check, factors=factors) if chance.random() < 0.5 else check for check in step.checks),
    )


def _station(station: ResolvedStation, chance: Random) -> ResolvedStation:
    if station.kind != "staffed" or chance.random() < 0.6:
        return station
    return replace(station, breakdown_up=Duration("exponential", 30.0), breakdown_down=Duration("exponential", 3.0))


def _server(server: ResolvedServer, horizon_ms: int, chance: Random) -> ResolvedServer:
    """Slower and more careless at first, then quicker."""
    learnt_ms = chance.randrange(1, horizon_ms)
    return replace(server, factors=((0, chance.randint(1000, 1700), 1300), (learnt_ms, 900, 800)))
