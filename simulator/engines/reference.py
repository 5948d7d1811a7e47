"""The reference engine: the rules of docs/model.md in SimPy, written to be read."""

from collections.abc import Generator
from enum import IntEnum
from typing import Any

import simpy

from simulator.engines.station import Station, Ticket
from simulator.engines.timeline import Phase, Timeline
from simulator.eventlog import Cause, Event, EventLog, LogBuilder, Names
from simulator.scenario import NEVER, ResolvedScenario, ResolvedStep
from simulator.workload import Workload

Process = Generator[simpy.Event, Any, Any]


class _Outcome(IntEnum):
    """How a visit to a station ended."""

    SERVED = 0
    LEFT = 1


def simulate(workload: Workload) -> EventLog:
    """Simulate one replication.

    Parameters
    ----------
    workload : Workload
        Everything that will arrive and fail.

    Returns
    -------
    EventLog
        What happened before the end of the horizon, in order.
    """
    office = _Office(workload)
    office.timeline.run(until=workload.scenario.horizon_ms)
    return office.log.build()


class _Office:
    """The processes of one office: applicants, shifts and outages."""

    def __init__(self, workload: Workload):
        self.workload = workload
        self.scenario = workload.scenario
        self.timeline = Timeline()
        self.log = LogBuilder(_names(self.scenario), self.scenario.horizon_ms, workload.streams.replication)
        self.stations = [
            Station(self.timeline, index, station, workload) for index, station in enumerate(self.scenario.stations)
        ]
        self._start_processes()

    def _start_processes(self) -> None:
        for subsystem, intervals in enumerate(self.workload.outages):
            self.timeline.process(self.outages(subsystem, intervals.tolist()))
        for station in self.stations:
            for server, shifts in enumerate(station.rules.shifts):
                self.timeline.process(self.shifts(station, server, shifts))
        attributes = zip(
            self.workload.arrival_ms.tolist(),
            self.workload.case_class.tolist(),
            self.workload.channel.tolist(),
            strict=True,
        )
        self.timeline.process(self.arrivals(list(attributes)))

    # ---- applicants

    def arrivals(self, attributes: list[tuple[int, int, int]]) -> Process:
        """Let each case arrive at its time."""
        for case, (arrival_ms, case_class, channel) in enumerate(attributes):
            yield self.timeline.moment(arrival_ms, Phase.ARRIVAL, case=case)
            self.timeline.process(self.applicant(case, case_class, channel))

    def applicant(self, case: int, case_class: int, channel: int) -> Process:
        """One case, from arrival to departure."""
        who = {"case": case, "case_class": case_class, "channel": channel}
        self.record(Event.ARRIVAL, **who)
        self.record(Event.CHANNEL_CHOICE, **who)
        rules = self.scenario.case_classes[case_class]
        route = rules.routes[channel]
        position, visit = 0, 0
        while position < len(route):
            step = route[position]
            station = self.stations[step.station]
            ticket = Ticket(case, rules.priority, visit, {**who, "visit": visit, "station": station.index})
            outcome = yield from self.visit(station, ticket)
            if outcome is _Outcome.LEFT:
                return
            position, visit = self.next_step(step, station, ticket, position)
        self.record(Event.DEPARTURE, **who, visit=visit)

    def next_step(self, step: ResolvedStep, station: Station, ticket: Ticket, position: int) -> tuple[int, int]:
        """Position on the route and visit after a service: onwards, or back for correction."""
        if step.rework_to != NEVER and station.needs_rework(ticket.case, ticket.visit):
            self.record(Event.REWORK, **ticket.labels, cause=Cause.RETURNED)
            return step.rework_to, ticket.visit + 1
        return position + 1, ticket.visit

    def visit(self, station: Station, ticket: Ticket) -> Process:
        """One visit to a station: join, wait, be served; or leave before."""
        yield self.timeline.moment(self.timeline.now_ms, Phase.QUEUE_JOIN, station.index, ticket.case)
        if station.is_too_full():
            self.record(Event.BALK, **ticket.labels, cause=Cause.QUEUE_LIMIT)
            return _Outcome.LEFT
        self.record(Event.QUEUE_JOIN, **ticket.labels)
        if not (yield from self.wait(station, ticket)):
            self.record(Event.RENEGE, **ticket.labels, cause=Cause.PATIENCE)
            return _Outcome.LEFT
        self.record(Event.SERVICE_START, **ticket.labels, server=ticket.server)
        yield from self.serve(station, ticket)
        self.record(Event.SERVICE_END, **ticket.labels, server=ticket.server)
        station.release(ticket)
        return _Outcome.SERVED

    def wait(self, station: Station, ticket: Ticket) -> Generator[simpy.Event, Any, bool]:
        """Wait to be called; False if patience ends first."""
        called = station.join(ticket)
        if not station.has_patience:
            yield called
            return True
        end_ms = self.timeline.now_ms + station.patience_ms(ticket.case, ticket.visit)
        yield called | self.timeline.moment(end_ms, Phase.RENEGE, station.index, ticket.case)
        if not called.triggered:
            station.leave(ticket)
        return called.triggered

    def serve(self, station: Station, ticket: Ticket) -> Process:
        """Be served; an outage pauses the service, and it goes on where it stopped."""
        remaining_ms = station.service_ms(ticket.case, ticket.visit)
        while remaining_ms > 0:
            started_ms = self.timeline.now_ms
            try:
                yield self.timeline.moment(started_ms + remaining_ms, Phase.SERVICE_END, station.index, ticket.case)
                remaining_ms = 0
            except simpy.Interrupt as outage:
                remaining_ms -= self.timeline.now_ms - started_ms
                self.record(Event.SERVICE_PAUSE, **ticket.labels, server=ticket.server, cause=int(outage.cause or 0))
                cause = yield station.working_again()
                self.record(Event.SERVICE_RESUME, **ticket.labels, server=ticket.server, cause=cause)

    # ---- shifts and outages

    def shifts(self, station: Station, server: int, shifts: tuple[tuple[int, int], ...]) -> Process:
        """Staff one server through its shifts. A service under way at the end of a shift is finished."""
        for start_ms, end_ms in shifts:
            yield self.timeline.moment(start_ms, Phase.SHIFT_START, station.index, server)
            self.record(Event.SHIFT_START, station=station.index, server=server)
            station.open_server(server)
            yield self.timeline.moment(end_ms, Phase.SHIFT_END, station.index, server)
            self.record(Event.SHIFT_END, station=station.index, server=server)
            station.close_server(server)

    def outages(self, subsystem: int, intervals: list[list[int]]) -> Process:
        """Take a subsystem down and up again; every station that needs it stops meanwhile."""
        cause = Cause.FIRST_SUBSYSTEM + subsystem
        affected = [station for station in self.stations if subsystem in station.rules.needs]
        for start_ms, end_ms in intervals:
            yield self.timeline.moment(start_ms, Phase.OUTAGE, case=subsystem)
            self.record(Event.OUTAGE_START, cause=cause)
            for station in affected:
                station.fail(cause)
            yield self.timeline.moment(end_ms, Phase.OUTAGE, case=subsystem)
            self.record(Event.OUTAGE_END, cause=cause)
            for station in affected:
                station.recover(cause)

    def record(self, event: Event, **labels: int) -> None:
        """Write one row of the event log."""
        self.log.add(self.timeline.now_ms, event, **labels)


def _names(scenario: ResolvedScenario) -> Names:
    return Names(
        stations=tuple(station.name for station in scenario.stations),
        case_classes=tuple(case_class.name for case_class in scenario.case_classes),
        channels=scenario.channels,
        subsystems=tuple(outage.subsystem for outage in scenario.outages),
        self_service=tuple(station.name for station in scenario.stations if station.self_service),
        needs=tuple(tuple(scenario.outages[s].subsystem for s in station.needs) for station in scenario.stations),
    )
