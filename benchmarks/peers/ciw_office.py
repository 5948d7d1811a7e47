"""PTSP-bench in Ciw: a network of nodes with its schedules; pauses are a schedule of the portal, drawn beforehand.

Ciw has no subsystem that fails: the outages are shifts without servers of a portal with 200 places.
"""

from __future__ import annotations

import random
from typing import Any

import ciw

from benchmarks.peers.office import (
    BUSY,
    DAY_MIN,
    DOWN_MIN,
    LOG_SD,
    MEAN_MIN,
    ONLINE,
    OPEN_MIN,
    PER_MIN,
    REWORK,
    SERVERS,
    UP_MIN,
    Run,
    log_mean,
)

STATIONS = (*SERVERS, "portal")
PLACES = 200


def simulate(variant: str, days: int, seed: int) -> Run:
    """Simulate some days of variant A or B."""
    ciw.seed(seed)
    end = days * DAY_MIN
    simulation = ciw.Simulation(_network(variant == "B", end, random.Random(seed)))
    simulation.simulate_until_max_time(end)
    return _run(simulation)


def _network(has_hours: bool, end: float, rng: random.Random) -> ciw.network.Network:
    loket, verifikasi, persetujuan, portal = range(len(STATIONS))
    routing = [[0.0] * len(STATIONS) for _ in STATIONS]
    routing[loket][verifikasi] = routing[portal][verifikasi] = 1.0
    routing[verifikasi][loket], routing[verifikasi][persetujuan] = REWORK, 1 - REWORK
    desks = [ciw.Schedule([c, 0], [OPEN_MIN, DAY_MIN]) if has_hours else c for c in SERVERS.values()]
    return ciw.create_network(
        arrival_distributions=[_arrivals(1 - ONLINE, has_hours, end), None, None, _arrivals(ONLINE, has_hours, end)],
        service_distributions=[_service(name, has_hours) for name in STATIONS],
        number_of_servers=[*desks, _outages(end, rng) if has_hours else float("inf")],
        routing=routing,
    )


def _arrivals(share: float, has_hours: bool, end: float) -> Any:
    if not has_hours:
        return ciw.dists.Exponential(share * PER_MIN)
    rates = [share * PER_MIN * factor for _, factor in BUSY]
    return ciw.dists.PoissonIntervals(rates, [until for until, _ in BUSY], end)


def _service(station: str, has_hours: bool) -> Any:
    if has_hours:
        return ciw.dists.Lognormal(log_mean(station), LOG_SD)
    return ciw.dists.Exponential(1 / MEAN_MIN[station])


def _outages(end: float, rng: random.Random) -> ciw.Schedule:
    places, ends, now = [], [], 0.0
    while now < end:
        for number, mean in ((PLACES, UP_MIN), (0, DOWN_MIN)):
            now += rng.expovariate(1 / mean)
            places.append(number)
            ends.append(now)
    return ciw.Schedule(places, ends, preemption="resume")


def _run(simulation: ciw.Simulation) -> Run:
    """Ciw's records in the form that all peers give."""
    gone = {person.id_number for person in simulation.nodes[-1].all_individuals}
    visits: dict[int, list[Any]] = {}
    for record in simulation.get_all_records(only=["service"]):
        visits.setdefault(record.id_number, []).append(record)
    run = Run()
    for each in simulation.get_all_individuals():
        person, records = each.id_number, visits.get(each.id_number, [])
        arrival = min((record.arrival_date for record in records), default=each.arrival_date)
        run.arrived.append(arrival)
        run.log.append((arrival, person, "", "arrive"))
        for record in records:
            station = STATIONS[record.node - 1]
            run.log.append((record.service_start_date, person, station, "start"))
            run.log.append((record.service_end_date, person, station, "end"))
        if person in gone:
            run.left.append((arrival, max(record.exit_date for record in records)))
    return run
