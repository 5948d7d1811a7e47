"""A station of the reference engine: its waiting line, its servers, and who is called next."""

from dataclasses import dataclass
from functools import cache
from heapq import heappop, heappush
from itertools import count

import simpy

from simulator.engines.timeline import Phase, Timeline
from simulator.eventlog import NONE
from simulator.scenario import NEVER, ResolvedStation
from simulator.workload import Workload


@dataclass
class Ticket:
    """A case at a station: from joining the line to the end of its service.

    `labels` are its columns of the event log.
    """

    case: int
    priority: int
    visit: int
    labels: dict[str, int]
    server: int = NONE
    called: simpy.Event | None = None
    process: simpy.Process | None = None


class Station:
    """A waiting line and the servers that take from it."""

    def __init__(self, timeline: Timeline, index: int, rules: ResolvedStation, workload: Workload):
        self.index, self.rules = index, rules
        self.has_patience = rules.patience is not None
        self._timeline = timeline
        self._line: list[tuple[int, int, Ticket]] = []
        self._joined = count()
        self._waiting = 0
        self._open: set[int] = set()
        self._serving: dict[int, Ticket] = {}  # case -> ticket
        self._down: set[int] = set()
        self._dispatch_ms = NONE
        self._recovered = timeline.event()
        self._service = cache(lambda visit: workload.service_times_ms(index, visit).tolist())
        self._patience = cache(lambda visit: workload.patience_ms(index, visit).tolist())
        self._rework = cache(lambda visit: workload.needs_rework(index, visit).tolist())

    # ---- what the workload says of a case here

    def service_ms(self, case: int, visit: int) -> int:
        """Service time of a case, milliseconds."""
        return int(self._service(visit)[case])

    def patience_ms(self, case: int, visit: int) -> int:
        """How long a case waits before it leaves, milliseconds."""
        return int(self._patience(visit)[case])

    def needs_rework(self, case: int, visit: int) -> bool:
        """Whether a case goes back for correction after its service."""
        return bool(self._rework(visit)[case])

    # ---- the waiting line

    def is_too_full(self) -> bool:
        """Whether a case that comes now finds so many waiting that it leaves."""
        limit = self.rules.balk_at_queue
        return limit != NEVER and self._waiting - len(self._free_servers()) >= limit

    def join(self, ticket: Ticket) -> simpy.Event:
        """Put a case in line; the event happens when it is called."""
        ticket.called = self._timeline.event()
        ticket.process = self._timeline.active_process
        rank = ticket.priority if self.rules.by_priority else 0
        heappush(self._line, (rank, next(self._joined), ticket))
        self._waiting += 1
        self._call_next_soon()
        return ticket.called

    def leave(self, ticket: Ticket) -> None:
        """Take a case that lost its patience out of the line."""
        ticket.called = None
        self._waiting -= 1

    def release(self, ticket: Ticket) -> None:
        """End of a service: its server is free for the next case."""
        del self._serving[ticket.case]
        self._call_next_soon()

    # ---- servers and subsystems

    def open_server(self, server: int) -> None:
        """Start of a server's shift."""
        self._open.add(server)
        self._call_next_soon()

    def close_server(self, server: int) -> None:
        """End of a server's shift; a service under way is finished."""
        self._open.discard(server)

    def fail(self, cause: int) -> None:
        """A subsystem that the station needs goes down: every service here pauses, in the order of cases."""
        if not self._down:
            self._recovered = self._timeline.event()
            for _, ticket in sorted(self._serving.items()):
                if ticket.process is not None:
                    ticket.process.interrupt(cause)
        self._down.add(cause)

    def recover(self, cause: int) -> None:
        """A subsystem works again; when all do, services resume and the next cases are called."""
        self._down.discard(cause)
        if not self._down:
            self._recovered.succeed(cause)
            self._call_next_soon()

    def working_again(self) -> simpy.Event:
        """The event that all subsystems the station needs work again."""
        return self._recovered

    # ---- calling the next case

    def _call_next_soon(self) -> None:
        """Call cases when everything else of this instant is done, once."""
        if self._dispatch_ms != self._timeline.now_ms:
            self._dispatch_ms = self._timeline.now_ms
            turn = self._timeline.moment(self._dispatch_ms, Phase.SERVICE_START, self.index)
            turn.callbacks.append(self._call)

    def _call(self, _: simpy.Event) -> None:
        while self._waiting and not self._down and (self.rules.self_service or self._free_servers()):
            ticket = heappop(self._line)[2]
            if ticket.called is None:  # it has left
                continue
            ticket.server = NONE if self.rules.self_service else min(self._free_servers())
            self._serving[ticket.case] = ticket
            self._waiting -= 1
            ticket.called.succeed()

    def _free_servers(self) -> set[int]:
        """Servers on shift that serve nobody; none while a subsystem is down."""
        return set() if self._down else self._open - {ticket.server for ticket in self._serving.values()}
