"""PTSP-bench in SimPy, written by hand as its manual teaches: resources, generators, one random number generator."""

from __future__ import annotations

import random
from collections.abc import Generator
from typing import Any

import simpy

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

Process = Generator[simpy.Event, Any, None]


def simulate(variant: str, days: int, seed: int) -> Run:
    """Simulate some days of variant A or B."""
    env = simpy.Environment()
    office = _Office(env, random.Random(seed), variant == "B")
    env.process(office.source())
    if variant == "B":
        env.process(office.network())
        for desk in office.desks.values():
            env.process(office.nights(desk))
    env.run(until=days * DAY_MIN)
    return office.run


class _Office:
    def __init__(self, env: simpy.Environment, rng: random.Random, has_hours: bool):
        self.env, self.rng, self.has_hours = env, rng, has_hours
        desk = simpy.PriorityResource if has_hours else simpy.Resource
        self.desks: dict[str, Any] = {name: desk(env, servers) for name, servers in SERVERS.items()}
        self.online: set[simpy.Process] = set()
        self.is_up: simpy.Event | None = None
        self.run = Run()

    def source(self) -> Process:
        while True:
            at = next_arrival(self.rng, self.env.now, self.has_hours)
            yield self.env.timeout(at - self.env.now)
            self.env.process(self.applicant(len(self.run.arrived)))
            self.run.arrived.append(at)

    def applicant(self, number: int) -> Process:
        arrival = self.env.now
        self.run.log.append((arrival, number, "", "arrive"))
        yield from self.portal(number) if self.rng.random() < ONLINE else self.serve(number, "loket")
        yield from self.serve(number, "verifikasi")
        while self.rng.random() < REWORK:
            yield from self.serve(number, "loket")
            yield from self.serve(number, "verifikasi")
        yield from self.serve(number, "persetujuan")
        self.run.left.append((arrival, self.env.now))

    def serve(self, number: int, station: str) -> Process:
        with self.desks[station].request() as turn:
            yield turn
            self.run.log.append((self.env.now, number, station, "start"))
            yield self.env.timeout(draw_min(self.rng, station, self.has_hours))
            self.run.log.append((self.env.now, number, station, "end"))

    def portal(self, number: int) -> Process:
        """Work online, which pauses while the network is down."""
        if self.is_up is not None:
            yield self.is_up
        self.run.log.append((self.env.now, number, "portal", "start"))
        rest, me = draw_min(self.rng, "portal", self.has_hours), self.env.active_process
        assert me is not None
        while rest > 0:
            since = self.env.now
            self.online.add(me)
            try:
                yield self.env.timeout(rest)
                rest = 0
            except simpy.Interrupt:
                rest -= self.env.now - since
            self.online.discard(me)
            if rest > 0 and self.is_up is not None:
                yield self.is_up
        self.run.log.append((self.env.now, number, "portal", "end"))

    def network(self) -> Process:
        while True:
            yield self.env.timeout(self.rng.expovariate(1 / UP_MIN))
            self.is_up = self.env.event()
            for process in list(self.online):
                process.interrupt()
            yield self.env.timeout(self.rng.expovariate(1 / DOWN_MIN))
            up, self.is_up = self.is_up, None
            up.succeed()

    def nights(self, desk: simpy.PriorityResource) -> Process:
        """Take every server for the night, after what is being served: SimPy has no shifts."""
        while True:
            yield self.env.timeout(OPEN_MIN)
            turns = [desk.request(priority=-1) for _ in range(int(desk.capacity))]
            yield self.env.timeout(DAY_MIN - OPEN_MIN)
            for turn in turns:
                turn.cancel() if not turn.triggered else desk.release(turn)
