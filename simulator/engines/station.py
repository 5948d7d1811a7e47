"""A station of the reference engine: its lines, how fast it works, and who is called next."""

from bisect import bisect_right, insort
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Any

import simpy

from simulator.calendars import MS_PER_DAY
from simulator.engines.order import POOLS, Phase, Turn
from simulator.engines.timeline import Timeline
from simulator.eventlog import NONE, Cause
from simulator.scenario import FULL, NEVER, ResolvedServer, ResolvedStation
from simulator.workload import Workload


@dataclass(eq=False)
class Server:
    """A server position, or a person of a pool, and whom it serves."""

    number: int
    rules: ResolvedServer
    is_on_shift: bool = False
    starts_left: int = NEVER
    ticket: "Ticket | None" = None

    @property
    def is_free(self) -> bool:
        """Whether it can start a service now."""
        return self.is_on_shift and self.ticket is None and self.starts_left != 0

    def factors_at(self, time_ms: int) -> tuple[int, int]:
        """Factors of service time and of errors, thousandths."""
        position = bisect_right(self.rules.factors, time_ms, key=lambda entry: entry[0]) - 1
        return self.rules.factors[position][1:]


@dataclass(frozen=True)
class Change:
    """Why a service is interrupted: its speed may have changed, it must begin anew, or the case must leave."""

    cause: int
    begins_anew: bool = False
    must_leave: bool = False


@dataclass(eq=False)
class Ticket:
    """A case at a station, from joining a line to the end of its service.

    `labels` are its columns of the event log; `switched_to` is the channel by which it comes if that is another than at
    first; `work` what is left of the service, in thousandths of milliseconds.
    """

    case: int
    priority: int
    visit: int
    labels: dict[str, int]
    called: simpy.Event
    process: simpy.Process
    switched_to: int | None = None
    line: int = 0
    key: tuple[int, int] = (0, 0)
    is_waiting: bool = False
    server: Server | None = None
    work: int = 0
    full_work: int = 0
    errors: int = FULL
    is_on_paper: bool = False


class Station:
    """One or several lines, the speed of work, and the servers that take from the lines."""

    def __init__(self, timeline: Timeline, index: int, rules: ResolvedStation, workload: Workload):
        self.index, self.rules = index, rules
        self.servers = [Server(number, server) for number, server in enumerate(rules.servers)]
        self.persons: Persons | None = None
        self.has_lines = rules.per_server_lines and bool(rules.servers)
        self.serving: dict[int, Ticket] = {}  # case -> ticket
        self._timeline = timeline
        self._lines: list[list[tuple[tuple[int, int], Ticket]]] = [
            [] for _ in (self.servers if self.has_lines else [0])
        ]
        self._joined = count()
        self._down: list[int] = []  # causes, in the order in which they went down
        self._down_since_ms = NONE
        self._slow: dict[int, int] = {}  # cause -> speed
        self._by_hand = False
        self._sends_home = NONE
        self._tickets_given: tuple[int, int] = (0, 0)  # day, number
        self._dispatch_ms = NONE
        self._tables = _Tables(workload, index)

    # ---- what the workload says of a case here

    def service_ms(self, ticket: Ticket) -> int:
        """Service time of a case, milliseconds."""
        return int(self._tables.of("service_times_ms", ticket))

    def patience_ms(self, ticket: Ticket) -> int:
        """How long a case waits before it leaves, milliseconds."""
        return int(self._tables.of("patience_ms", ticket))

    def draw(self, kind: str, ticket: Ticket) -> float:
        """The random number of a check: it fails if this is below its probability."""
        return float(self._tables.of("check_draws", ticket, kind))

    def never_returns(self, kind: str, ticket: Ticket) -> bool:
        """Whether the applicant leaves a file that came back alone."""
        return bool(self._tables.of("never_returns", ticket, kind))

    def repair_ms(self, kind: str, ticket: Ticket) -> int:
        """How long the applicant repairs a file, milliseconds."""
        return int(self._tables.of("repair_ms", ticket, kind))

    # ---- coming and leaving

    def reason_to_leave(self, from_outside: bool) -> int:
        """Why a case that comes now leaves at once; NONE if it joins a line."""
        if from_outside and (cause := self._no_ticket()) != NONE:
            return cause
        if self._sends_home != NONE:
            return self._sends_home
        limit = self.rules.balk_at_queue
        return Cause.QUEUE_LIMIT if limit != NEVER and self._waiting_before() >= limit else NONE

    def _no_ticket(self) -> int:
        day, time_of_day = divmod(self._timeline.now_ms, MS_PER_DAY)
        if self.rules.tickets_until_ms != NEVER and time_of_day >= self.rules.tickets_until_ms:
            return Cause.LAST_TICKET
        given = self._tickets_given[1] if self._tickets_given[0] == day else 0
        if self.rules.tickets_per_day != NEVER and given >= self.rules.tickets_per_day:
            return Cause.TICKETS_GONE
        return NONE

    def give_ticket(self) -> None:
        """Count a case that came from outside and joined."""
        day = self._timeline.now_ms // MS_PER_DAY
        given = self._tickets_given[1] if self._tickets_given[0] == day else 0
        self._tickets_given = (day, given + 1)

    def _waiting_before(self) -> int:
        """Cases in the line that a case would join, less the free servers; negative if it would not have to wait."""
        line = self.line_to_join()
        takers = self.servers[line : line + 1] if self.has_lines else self.servers
        if self.persons is not None:
            takers = self.persons.with_skill[self.index]
        return len(self._lines[line]) - (sum(server.is_free for server in takers) if self.speed else 0)

    def line_to_join(self) -> int:
        """Line with the fewest cases, waiting and served, of a server on shift if there is one."""
        if not self.has_lines:
            return 0
        open_ = [server.number for server in self.servers if server.is_on_shift] or range(len(self.servers))
        return min(open_, key=self._length)

    def _length(self, line: int) -> int:
        return len(self._lines[line]) + (self.servers[line].ticket is not None)

    def join(self, ticket: Ticket) -> None:
        """Put a case at the end of its line."""
        ticket.is_waiting = True
        self._put(ticket, self.line_to_join())
        self.call_soon()

    def _put(self, ticket: Ticket, line: int) -> None:
        ticket.line = line
        ticket.key = (ticket.priority if self.rules.by_priority else 0, next(self._joined))
        insort(self._lines[line], (ticket.key, ticket))

    def leave(self, ticket: Ticket) -> None:
        """Take a case out of its line."""
        ticket.is_waiting = False
        self._lines[ticket.line].remove((ticket.key, ticket))
        self.call_soon()

    def lose_patience(self, ticket: Ticket) -> None:
        """End of a case's patience, if it still waits."""
        if ticket.is_waiting:
            self.leave(ticket)
            ticket.called.succeed(int(Cause.PATIENCE))

    def release(self, ticket: Ticket) -> None:
        """End of a service: its server is free for the next case."""
        del self.serving[ticket.case]
        if ticket.server is not None:
            ticket.server.ticket = None
        self.call_soon()

    # ---- how fast it works

    @property
    def speed(self) -> int:
        """Speed of work, thousandths; 0 while the station does not work."""
        online = min(self._slow.values(), default=FULL)
        if not self._down:
            return online
        if self.rules.outage_effect == "slower":
            return min(online, self.rules.outage_speed)
        return self.rules.outage_speed if self._by_hand else 0

    @property
    def is_by_hand(self) -> bool:
        """Whether work goes on on paper."""
        return self._by_hand

    def speed_of(self, ticket: Ticket) -> int:
        """Speed of one service under way, thousandths."""
        if ticket.server and not ticket.server.is_on_shift and self.rules.pauses_at_shift_end:
            return 0
        return self.rules.outage_speed if ticket.is_on_paper else self.speed

    def fail(self, cause: int) -> None:
        """A subsystem that the station needs goes down."""
        self._down.append(cause)
        if len(self._down) > 1:
            return
        self._down_since_ms = self._timeline.now_ms
        self._change_speeds(cause, begins_anew=self.rules.outage_effect == "restart")
        if self.rules.outage_effect == "paper":
            self._if_still_down(self._begin_paper, Turn.PAPER)
        if self.rules.outage_effect == "leave":
            self._if_still_down(self._begin_sending_home, Turn.SENDING_HOME)

    def _if_still_down(self, action: Callable[[], None], turn: Turn) -> None:
        """Do something when this outage has lasted for the set time."""
        since_ms = self._down_since_ms

        def act() -> None:
            if self._down and self._down_since_ms == since_ms:
                action()

        self._timeline.call_at(act, since_ms + self.rules.outage_after_ms, Phase.OUTAGE, turn, self.index)

    def recover(self, cause: int) -> None:
        """A subsystem works again."""
        self._down.remove(cause)
        if not self._down:
            self._by_hand, self._sends_home = False, NONE
            self._change_speeds(cause)

    def slow_down(self, cause: int, speed: int) -> None:
        """A subsystem that the station needs becomes slow."""
        self._slow[cause] = speed
        self._change_speeds(cause)

    def speed_up(self, cause: int) -> None:
        """A subsystem is no longer slow."""
        del self._slow[cause]
        self._change_speeds(cause)

    def _begin_paper(self) -> None:
        self._by_hand = True
        self._change_speeds(Cause.PAPER)

    def _begin_sending_home(self) -> None:
        self._sends_home = cause = self._down[0]
        waiting = [ticket for line in self._lines for _, ticket in line]
        served = list(self.serving.values()) if self.rules.kind == "self_service" else []
        for ticket in sorted([*waiting, *served], key=lambda ticket: ticket.case):
            ticket.process.interrupt(Change(cause, must_leave=True))

    def _change_speeds(self, cause: int, begins_anew: bool = False) -> None:
        """Tell every service under way, in the order of cases, and call whoever can be called now."""
        for _, ticket in sorted(self.serving.items()):
            if self.rules.kind != "external":
                ticket.process.interrupt(Change(cause, begins_anew))
        self.call_soon()

    # ---- calling the next case

    def call_soon(self) -> None:
        """Call cases when everything else of this instant is done, once."""
        if self.persons is not None:
            self.persons.call_soon()
        elif self.rules.kind != "batch" and self._dispatch_ms != self._timeline.now_ms:
            self._dispatch_ms = self._timeline.now_ms
            self._timeline.call_at(self._call, self._dispatch_ms, Phase.SERVICE_START, self.index)

    def call_batch(self) -> None:
        """Call as many as the capacity of a batch allows."""
        capacity = self.rules.batch_capacity
        size = len(self._lines[0]) if capacity == NEVER else min(capacity, len(self._lines[0]))
        for _ in range(size if self.speed else 0):
            self.start_next(None)

    def _call(self) -> None:
        if self.has_lines:
            self._settle_lines()
        while self.rules.kind != "staffed" and self.can_call():
            self.start_next(None)
        for server in self.servers:
            if server.is_free and self.can_call(server.number if self.has_lines else 0):
                self.start_next(server, server.number if self.has_lines else 0)

    def can_call(self, line: int = 0) -> bool:
        """Whether somebody waits and the station works."""
        return bool(self._lines[line]) and self.speed > 0

    def start_next(self, server: Server | None, line: int = 0) -> None:
        """Begin the service of the first case of a line."""
        ticket = self._lines[line].pop(0)[1]
        ticket.is_waiting, ticket.server = False, server
        service_ms = self.service_ms(ticket)
        if server is not None:
            factor, ticket.errors = server.factors_at(self._timeline.now_ms)
            service_ms = max(1, (service_ms * factor + FULL // 2) // FULL)
            server.ticket = ticket
            server.starts_left -= server.starts_left != NEVER
        ticket.work = ticket.full_work = service_ms * FULL
        ticket.is_on_paper = self._by_hand
        self.serving[ticket.case] = ticket
        ticket.called.succeed(NONE)

    def _settle_lines(self) -> None:
        """Cases leave the lines of closed servers; then the last of long lines change over, if they may."""
        open_ = [server.number for server in self.servers if server.is_on_shift]
        if not open_:
            return
        for server in self.servers:
            while self._lines[server.number] and not server.is_on_shift:
                self._put(self._lines[server.number].pop(0)[1], self.line_to_join())
        while self.rules.jockeying:
            longest, shortest = max(open_, key=self._length), min(open_, key=self._length)
            if self._length(longest) - self._length(shortest) < 2:
                return
            self._put(self._lines[longest].pop()[1], shortest)


class Persons:
    """The persons of all pools: each free one takes from the first of its stations where somebody can be called."""

    def __init__(self, timeline: Timeline, persons: tuple[ResolvedServer, ...], stations: list[Station]):
        self.servers = [Server(number, person) for number, person in enumerate(persons)]
        self._timeline, self._stations = timeline, stations
        self._dispatch_ms = NONE
        self.with_skill = {
            station.index: [server for server in self.servers if station.index in server.rules.skills]
            for station in stations
        }
        for station in stations:
            if self.with_skill[station.index]:
                station.persons = self

    def call_soon(self) -> None:
        """Call cases when everything else of this instant is done, once."""
        if self._dispatch_ms != self._timeline.now_ms:
            self._dispatch_ms = self._timeline.now_ms
            self._timeline.call_at(self._call, self._dispatch_ms, Phase.SERVICE_START, POOLS)

    def _call(self) -> None:
        for server in self.servers:
            places = (self._stations[index] for index in server.rules.skills)
            if server.is_free and (place := next((place for place in places if place.can_call()), None)):
                place.start_next(server)


class _Tables:
    """The workload's tables for one station, as lists, each made when first asked for."""

    def __init__(self, workload: Workload, station: int):
        self._made = cache(
            lambda name, kind, visit, channel: getattr(workload, name)(*kind, station, visit, channel).tolist()
        )

    def of(self, name: str, ticket: Ticket, *kind: str) -> Any:
        """A case's value in a table."""
        return self._made(name, kind, ticket.visit, ticket.switched_to)[ticket.case]
