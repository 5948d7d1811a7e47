"""The reference engine: the rules of docs/model.md in SimPy, written to be read."""

from collections.abc import Generator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, cast

import simpy

from simulator.engines.clock import Openings, WorkingDays
from simulator.engines.names import names_of
from simulator.engines.order import POOLS, Phase, Turn
from simulator.engines.station import Change, Persons, Server, Station, Ticket
from simulator.engines.timeline import Timeline
from simulator.eventlog import NONE, Cause, Event, EventLog, LogBuilder
from simulator.scenario import FULL, NEVER, ResolvedCheck, ResolvedStep
from simulator.workload import Workload

Process = Generator[simpy.Event, Any, None]
Told = Generator[simpy.Event, Any, int]
"""A process that says how it ended: NONE, or the cause of leaving."""

_CAUSES = {"nik": Cause.NIK, "incomplete": Cause.INCOMPLETE, "returned": Cause.RETURNED}
_IN_TIME = Change(Cause.DEADLINE, must_leave=True)


@dataclass(eq=False)
class Case:
    """One applicant pursuing one application."""

    number: int
    case_class: int
    channel: int
    priority: int
    route: tuple[ResolvedStep, ...]
    position: int
    visit: int = 0
    failures: int = 0
    failed_checks: set[str] = field(default_factory=set)
    switched_to: int | None = None
    deadline: int | None = None
    is_decided: bool = False
    process: simpy.Process | None = None

    @property
    def who(self) -> dict[str, int]:
        """Columns of the event log that say who it is."""
        return {"case": self.number, "case_class": self.case_class, "channel": self.channel}

    @property
    def labels(self) -> dict[str, int]:
        """The same, with the visit."""
        return {**self.who, "visit": self.visit}


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
    """The processes of one office: applicants, shifts, batches and outages."""

    def __init__(self, workload: Workload):
        self.workload = workload
        self.scenario = workload.scenario
        self.timeline = Timeline()
        self.log = LogBuilder(names_of(self.scenario), self.scenario.horizon_ms, workload.streams.replication)
        self.working_days = WorkingDays(self.scenario.working_days)
        self.openings = Openings(self.scenario.calendars)
        self.stations = [
            Station(self.timeline, index, station, workload) for index, station in enumerate(self.scenario.stations)
        ]
        self.persons = Persons(self.timeline, self.scenario.persons, self.stations)
        self._failure_draws = cache(lambda channel, n: workload.failure_draws(channel, n).tolist())
        self._failure_delays = cache(lambda channel, n: workload.failure_delay_ms(channel, n).tolist())
        self._start_processes()

    def _start_processes(self) -> None:
        for subsystem, down in enumerate(self.workload.outages):
            self.timeline.process(self.outages(subsystem, down.tolist()))
        for subsystem, slow in enumerate(self.workload.slow):
            self.timeline.process(self.slow_states(subsystem, slow.tolist()))
        for station in self.stations:
            for server in station.servers:
                self.timeline.process(self.shifts(server, server.rules.shifts, station))
            if station.rules.kind == "batch":
                self.timeline.process(self.batches(station))
        for server, shifts in zip(self.persons.servers, self.workload.shifts, strict=True):
            self.timeline.process(self.shifts(server, shifts.tolist(), None))
        self.timeline.process(self.arrivals())

    def record(self, event: Event, **labels: int) -> None:
        """Write one row of the event log."""
        self.log.add(self.timeline.now_ms, event, **labels)

    # ---- an applicant, from arrival to the end

    def arrivals(self) -> Process:
        """Let each case arrive at its time."""
        columns = ("arrival_ms", "case_class", "channel", "priority", "start", "no_show", "is_backlog")
        attributes = zip(*(getattr(self.workload, name).tolist() for name in columns), strict=True)
        for number, (arrival_ms, case_class, channel, priority, start, no_show, is_backlog) in enumerate(attributes):
            route = self.scenario.case_classes[case_class].routes[channel]
            case = Case(number, case_class, channel, priority, route, start)
            yield self.timeline.moment(arrival_ms, Phase.ARRIVAL, case=number)
            case.process = self.timeline.process(self.applicant(case, no_show, is_backlog))

    def applicant(self, case: Case, no_show: bool, is_backlog: bool) -> Process:
        """Arrive, pursue the application, and end in one of the ways in which a case can."""
        self.record(Event.ARRIVAL, **case.who)
        self.record(Event.CHANNEL_CHOICE, **case.who)
        if no_show:
            self.give_up(case, Cause.NO_SHOW)
            return
        if is_backlog or not any(step.starts_clock for step in case.route):
            self.start_clock(case)
        try:
            yield from self.pursue(case, from_outside=not is_backlog)
        except simpy.Interrupt:  # the deadline has passed
            self.record(Event.DEEMED_APPROVED, **case.labels)

    def pursue(self, case: Case, from_outside: bool) -> Process:
        """Take the steps of the route; go back, come back or give up where the rules say so."""
        while case.position < len(case.route):
            step = case.route[case.position]
            if step.after_return and not case.failed_checks:
                case.position += 1
                continue
            station = self.stations[step.station]
            if station.rules.kind == "applicant":
                yield from self.act_at_home(case, station)
                case.position, from_outside = case.position + 1, True
                continue
            ticket = self.ticket(case, station)
            if (cause := (yield from self.visit(station, ticket, from_outside))) != NONE:
                if not (yield from self.come_back(case, cause)):
                    return
                from_outside = True
            elif check := self.failed_check(case, step, station, ticket):
                if not (yield from self.go_back(case, station, ticket, check)):
                    return
                from_outside = check.repair is not None
            else:
                if step.starts_clock:
                    self.start_clock(case)
                if step.decides:
                    case.is_decided, case.deadline = True, None
                if ticket.is_on_paper:
                    entry = self.stations[station.rules.enter_at]
                    yield from self.visit(entry, self.ticket(case, entry), from_outside=False)
                case.position, from_outside = case.position + 1, False
        self.record(Event.DEPARTURE, **case.labels)

    def ticket(self, case: Case, station: Station) -> Ticket:
        """The case as it comes to a station."""
        labels = {**case.labels, "station": station.index}
        assert case.process is not None
        return Ticket(
            case.number, case.priority, case.visit, labels, self.timeline.event(), case.process, case.switched_to
        )

    # ---- a visit to a station

    def visit(self, station: Station, ticket: Ticket, from_outside: bool) -> Told:
        """Join, wait, be served; or leave before, for a cause."""
        yield self.timeline.moment(self.timeline.now_ms, Phase.QUEUE_JOIN, station.index, ticket.case)
        if (cause := station.reason_to_leave(from_outside)) != NONE:
            self.record(Event.BALK, **ticket.labels, cause=cause)
            return cause
        if from_outside:
            station.give_ticket()
        station.join(ticket)
        self.record(Event.QUEUE_JOIN, **ticket.labels, server=ticket.line if station.has_lines else NONE)
        if (cause := (yield from self.wait(station, ticket))) != NONE:
            self.record(Event.RENEGE, **ticket.labels, cause=cause)
            return cause
        return (yield from self.serve(station, ticket))

    def wait(self, station: Station, ticket: Ticket) -> Told:
        """Wait to be called; leave when patience ends, or when sent home."""
        if station.rules.patience is not None:
            end_ms = self.timeline.now_ms + station.patience_ms(ticket)
            self.timeline.call_at(
                lambda: station.lose_patience(ticket), end_ms, Phase.RENEGE, station.index, ticket.case
            )
        try:
            return cast(int, (yield ticket.called))
        except simpy.Interrupt as interrupt:
            station.leave(ticket)
            if interrupt.cause is _IN_TIME:
                raise
            return cast(Change, interrupt.cause).cause

    def serve(self, station: Station, ticket: Ticket) -> Told:
        """Be served: work goes on at the speed of the station, which may change, and be 0 in a pause."""
        labels = {**ticket.labels, "server": ticket.server.number if ticket.server else NONE}
        self.record(Event.SERVICE_START, **labels, cause=Cause.PAPER if ticket.is_on_paper else NONE)
        speed = station.speed_of(ticket)
        while ticket.work > 0:
            started_ms = self.timeline.now_ms
            try:
                yield self.end_of_service(station, ticket, speed)
                ticket.work = 0
            except simpy.Interrupt as interrupt:
                change = cast(Change, interrupt.cause)
                ticket.work -= (self.timeline.now_ms - started_ms) * speed
                before, speed = speed, 0 if change.must_leave else station.speed_of(ticket)
                if before and not speed:
                    self.record(Event.SERVICE_PAUSE, **labels, cause=change.cause)
                if change.must_leave:
                    station.release(ticket)
                    if change is _IN_TIME:
                        raise
                    self.record(Event.RENEGE, **ticket.labels, cause=change.cause)
                    return change.cause
                if change.begins_anew:
                    ticket.work = ticket.full_work
                if speed and not before:
                    to_paper = station.is_by_hand and not ticket.is_on_paper
                    self.record(Event.SERVICE_RESUME, **labels, cause=Cause.PAPER if to_paper else change.cause)
                    ticket.is_on_paper = ticket.is_on_paper or to_paper
        self.record(Event.SERVICE_END, **labels)
        station.release(ticket)
        return NONE

    def end_of_service(self, station: Station, ticket: Ticket, speed: int) -> simpy.Event:
        """The end of a service if its speed stays as it is."""
        if station.rules.kind == "external":
            end_ms = self.openings.after(self.timeline.now_ms, ticket.work // FULL, station.rules.calendar)
        else:
            end_ms = self.timeline.now_ms - -ticket.work // speed if speed else None
        if end_ms is None:
            return self.timeline.never()
        return self.timeline.moment(end_ms, Phase.SERVICE_END, station.index, ticket.case)

    # ---- files that come back, and applicants who come back

    def failed_check(self, case: Case, step: ResolvedStep, station: Station, ticket: Ticket) -> ResolvedCheck | None:
        """The first check that the case fails after a service."""
        for check in step.checks:
            probability = check.again if check.kind in case.failed_checks else check.probability
            if check.kind == "returned":
                probability = probability * ticket.errors / FULL
            if station.draw(check.kind, ticket) < probability:
                return check
        return None

    def go_back(self, case: Case, station: Station, ticket: Ticket, check: ResolvedCheck) -> Generator[Any, Any, bool]:
        """Return to an earlier station, by way of the applicant's home if there is something to repair."""
        cause = _CAUSES[check.kind]
        case.failed_checks.add(check.kind)
        self.record(Event.REWORK, **ticket.labels, cause=cause)
        if check.repair is not None:
            self.record(Event.WAIT_APPLICANT, **case.labels, cause=cause)
            if station.never_returns(check.kind, ticket):
                self.give_up(case, Cause.NEVER_RETURNED)
                return False
            yield from self.at_home(case, station.repair_ms(check.kind, ticket), check.repair.calendar)
        case.visit += 1
        if check.repair is not None:
            self.record(Event.RETURN_APPLICANT, **case.labels, cause=cause)
        case.position = check.back_to
        return True

    def act_at_home(self, case: Case, station: Station) -> Process:
        """A step that the applicant takes outside the office."""
        ticket = self.ticket(case, station)
        self.record(Event.WAIT_APPLICANT, **ticket.labels)
        yield from self.at_home(case, station.service_ms(ticket), station.rules.calendar)
        self.record(Event.RETURN_APPLICANT, **ticket.labels)

    def at_home(self, case: Case, duration_ms: int, calendar: int) -> Process:
        """Time outside the office; the legal clock stands."""
        left_ms = self.timeline.now_ms
        stopped, case.deadline = case.deadline, None
        yield from self.outside(case, self.openings.after(left_ms, duration_ms, calendar), case.channel)
        if stopped is not None:
            self.set_deadline(case, self.working_days.moved(stopped, left_ms, self.timeline.now_ms))

    def outside(self, case: Case, until_ms: int | None, channel: int) -> Process:
        """Stay away until a moment, or until the channel by which the case comes back opens next."""
        back_ms = self.openings.next_coming(until_ms, self.scenario.channels[channel])
        if back_ms is None:
            yield self.timeline.never()
        else:
            yield self.timeline.moment(back_ms, Phase.ARRIVAL, case=case.number)

    def come_back(self, case: Case, cause: int) -> Generator[Any, Any, bool]:
        """After a failure: come back later, by the same channel or another, or give up."""
        case.failures += 1
        channel = self.choice_after_failure(case)
        if channel == NEVER:
            self.give_up(case, cause)
            return False
        delay_ms = int(self._failure_delays(case.channel, case.failures)[case.number])
        yield from self.outside(case, self.timeline.now_ms + delay_ms, channel)
        case.visit += 1
        if channel != case.channel:
            case.channel, case.switched_to, case.position = channel, channel, 0
            case.route = self.scenario.case_classes[case.case_class].routes[channel]
            self.record(Event.SWITCH_CHANNEL, **case.labels)
            if not any(step.starts_clock for step in case.route):
                self.start_clock(case)
        self.record(Event.RETURN_APPLICANT, **case.labels, cause=cause)
        return True

    def choice_after_failure(self, case: Case) -> int:
        """Channel with which a case goes on after a failure; NEVER if it gives up."""
        rules = self.scenario.channels[case.channel]
        if case.failures >= rules.attempts:
            return NEVER
        draw = self._failure_draws(case.channel, case.failures)[case.number]
        limit = rules.retry
        if draw < limit:
            return case.channel
        for channel, share in rules.switch:
            limit += share
            if draw < limit:
                has_route = self.scenario.case_classes[case.case_class].routes[channel]
                return channel if has_route and case.position == 0 else case.channel
        return NEVER

    def give_up(self, case: Case, cause: int) -> None:
        """The end of a case that did not get what it came for."""
        self.record(Event.GIVE_UP, **case.labels, cause=cause)

    # ---- the legal clock

    def start_clock(self, case: Case) -> None:
        """The deadline of the case begins to run, if it does not run yet and the case is undecided."""
        days = self.scenario.case_classes[case.case_class].deadline_days
        if days != NEVER and case.deadline is None and not case.is_decided:
            self.set_deadline(case, self.working_days.deadline(self.timeline.now_ms, days))

    def set_deadline(self, case: Case, deadline: int) -> None:
        """Deem the case approved when its deadline falls due, unless it ends or the clock stops before."""
        case.deadline = deadline
        due_ms = self.working_days.due_ms(deadline)
        if due_ms is not None and self.scenario.case_classes[case.case_class].deemed_approval:
            self.timeline.call_at(
                lambda: self.deem_approved(case, deadline), due_ms, Phase.DEEMED_APPROVAL, case=case.number
            )

    def deem_approved(self, case: Case, deadline: int) -> None:
        """Take a case out of whatever it is in, if this is still its deadline."""
        assert case.process is not None
        if case.process.is_alive and case.deadline == deadline:
            case.process.interrupt(_IN_TIME)

    # ---- shifts, batches and outages

    def shifts(self, server: Server, shifts: tuple[tuple[int, int], ...], station: Station | None) -> Process:
        """Staff one server through its shifts; `station` is None for a person of a pool."""
        labels = {"station": station.index if station else NONE, "server": server.number}
        place = station.index if station else POOLS
        for start_ms, end_ms in shifts:
            yield self.timeline.moment(start_ms, Phase.SHIFT_START, place, server.number)
            self.record(Event.SHIFT_START, **labels)
            self.turn_shift(server, True, station)
            yield self.timeline.moment(end_ms, Phase.SHIFT_END, place, server.number)
            self.record(Event.SHIFT_END, **labels)
            self.turn_shift(server, False, station)

    def turn_shift(self, server: Server, is_on_shift: bool, station: Station | None) -> None:
        """Begin or end a shift: a service may pause or resume, and cases may be called."""
        server.is_on_shift = is_on_shift
        server.starts_left = station.rules.starts_per_shift if station else NEVER
        if server.ticket is not None:
            server.ticket.process.interrupt(Change(Cause.SHIFT))
        (station or self.persons).call_soon()

    def batches(self, station: Station) -> Process:
        """Call what waits at the times of the batches."""
        for time_ms in station.rules.batches_ms:
            yield self.timeline.moment(time_ms, Phase.SERVICE_START, station.index)
            station.call_batch()

    def outages(self, subsystem: int, intervals: list[list[int]]) -> Process:
        """Take a subsystem down and up again; every station that needs it is told."""
        cause = Cause.FIRST_SUBSYSTEM + subsystem
        for start_ms, end_ms in intervals:
            yield self.timeline.moment(start_ms, Phase.OUTAGE, Turn.SUBSYSTEM, subsystem)
            self.record(Event.OUTAGE_START, cause=cause)
            for station in self.those_who_need(subsystem):
                station.fail(cause)
            yield self.timeline.moment(end_ms, Phase.OUTAGE, Turn.SUBSYSTEM, subsystem)
            self.record(Event.OUTAGE_END, cause=cause)
            for station in self.those_who_need(subsystem):
                station.recover(cause)

    def slow_states(self, subsystem: int, intervals: list[list[int]]) -> Process:
        """Make a subsystem slow for a time."""
        cause = Cause.FIRST_SLOW + subsystem
        for start_ms, end_ms, speed in intervals:
            yield self.timeline.moment(start_ms, Phase.OUTAGE, Turn.SLOW_STATE, subsystem)
            self.record(Event.OUTAGE_START, cause=cause)
            for station in self.those_who_need(subsystem):
                station.slow_down(cause, speed)
            yield self.timeline.moment(end_ms, Phase.OUTAGE, Turn.SLOW_STATE, subsystem)
            self.record(Event.OUTAGE_END, cause=cause)
            for station in self.those_who_need(subsystem):
                station.speed_up(cause)

    def those_who_need(self, subsystem: int) -> list[Station]:
        """Stations that stop without a subsystem."""
        return [station for station in self.stations if subsystem in station.rules.needs]
