"""PTSP-bench in salabim: components with processes; the office closes by a capacity of 0, outages interrupt.

Processes are generators (``yieldless=False``), and monitors are off: salabim is faster so.
"""

from __future__ import annotations

import random
from collections.abc import Generator
from typing import Any

import salabim as sim

from benchmarks.peers.office import (
    DAY_MIN,
    DOWN_MIN,
    ONLINE,
    OPEN_MIN,
    REWORK,
    SERVERS,
    UP_MIN,
    Run,
    draw_min,
    next_arrival,
)

Process = Generator[Any, Any, None]


def simulate(variant: str, days: int, seed: int) -> Run:
    """Simulate some days of variant A or B."""
    env = sim.Environment(trace=False, yieldless=False)
    office = _Office(env, random.Random(seed), variant == "B")
    _Source(office=office)
    if variant == "B":
        _Network(office=office)
        _Nights(office=office)
    env.run(till=days * DAY_MIN)
    return office.run


class _Office:
    def __init__(self, env: sim.Environment, rng: random.Random, has_hours: bool):
        self.env, self.rng, self.has_hours = env, rng, has_hours
        self.desks = {name: sim.Resource(name, capacity=servers, monitor=False) for name, servers in SERVERS.items()}
        self.online: set[sim.Component] = set()
        self.is_up = sim.State("up", value=True, monitor=False)
        self.run = Run()


class _Source(sim.Component):
    def setup(self, office: _Office) -> None:
        self.office = office

    def process(self) -> Process:
        office = self.office
        while True:
            at = next_arrival(office.rng, office.env.now(), office.has_hours)
            yield self.hold(till=at)
            _Applicant(office=office, number=len(office.run.arrived))
            office.run.arrived.append(at)


class _Applicant(sim.Component):
    def setup(self, office: _Office, number: int) -> None:
        self.office, self.number = office, number

    def process(self) -> Process:
        office, arrival = self.office, self.office.env.now()
        office.run.log.append((arrival, self.number, "", "arrive"))
        yield from self.portal() if office.rng.random() < ONLINE else self.serve("loket")
        yield from self.serve("verifikasi")
        while office.rng.random() < REWORK:
            yield from self.serve("loket")
            yield from self.serve("verifikasi")
        yield from self.serve("persetujuan")
        office.run.left.append((arrival, office.env.now()))

    def serve(self, station: str) -> Process:
        office, desk = self.office, self.office.desks[station]
        yield self.request(desk)
        office.run.log.append((office.env.now(), self.number, station, "start"))
        yield self.hold(draw_min(office.rng, station, office.has_hours))
        office.run.log.append((office.env.now(), self.number, station, "end"))
        self.release(desk)

    def portal(self) -> Process:
        office = self.office
        if not office.is_up():
            yield self.wait(office.is_up)
        office.run.log.append((office.env.now(), self.number, "portal", "start"))
        office.online.add(self)
        yield self.hold(draw_min(office.rng, "portal", office.has_hours))
        office.online.discard(self)
        office.run.log.append((office.env.now(), self.number, "portal", "end"))


class _Network(sim.Component):
    def setup(self, office: _Office) -> None:
        self.office = office

    def process(self) -> Process:
        office = self.office
        while True:
            yield self.hold(office.rng.expovariate(1 / UP_MIN))
            office.is_up.set(False)
            for applicant in office.online:
                applicant.interrupt()
            yield self.hold(office.rng.expovariate(1 / DOWN_MIN))
            for applicant in office.online:
                applicant.resume()
            office.is_up.set(True)


class _Nights(sim.Component):
    def setup(self, office: _Office) -> None:
        self.office = office

    def process(self) -> Process:
        while True:
            yield self.hold(OPEN_MIN)
            for desk in self.office.desks.values():
                desk.set_capacity(0)
            yield self.hold(DAY_MIN - OPEN_MIN)
            for name, desk in self.office.desks.items():
                desk.set_capacity(SERVERS[name])
