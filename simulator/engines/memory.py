"""The memory of the fast engine: one array of whole numbers, and where in it everything stands.

A station, a server, a line or a case is the position of its first word; a field is that position plus the field's
number. Position 0 is nothing.
"""

from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.engines.order import POOLS, Phase, Turn
from simulator.scenario.resolved import ResolvedScenario, ResolvedServer
from simulator.workload.packing import ABSENT

Words = NDArray[np.int64]

KINDS = "staffed", "self_service", "system", "external", "batch", "applicant"
STAFFED, SELF_SERVICE, SYSTEM, EXTERNAL, BATCH, APPLICANT = range(6)

EFFECTS = "wait", "restart", "slower", "paper", "leave"
WAIT, RESTART, SLOWER, PAPER, LEAVE = range(5)

# The office, at position 0.
(
    NOTHING, NOW, ROWS, EVENTS, JOINS, POOLS_DUE, STATUS, HORIZON, DAYS, LEVELS, LEVEL_OF, FREE_CASE, NEW_CASE,
    FIRST_STATION, STATIONS, FIRST_PERSON, PERSONS, FIRST_CHANNEL, FIRST_CLASS, WORKING_BEFORE, WORKING_DAYS, CALENDARS,
    SUBSYSTEMS, NEEDED_BY, MOVES, ROUTES, SLOW_SPEEDS, JOINING_NOW, FIRST_JOIN, GATHERED,
    GIVEN_SERVICE, GIVEN_PATIENCE, GIVEN_REPAIR, GIVEN_NEVER_RETURNS, GIVEN_CHECKS, GIVEN_FAILURES, GIVEN_DELAYS,
    GIVEN_CASES, GIVEN_VISITS, GIVEN_ATTEMPTS, N_CHANNELS, OFFICE_SIZE,
) = range(42)  # fmt: skip

# An opening of a calendar: its start, its end, and the open time of the calendar up to its end.
OPENS, CLOSES, OPEN_UNTIL, OPENING_SIZE = range(4)

# A move, which happens at set times: its place among what happens at the same time, what it does, and to what.
MOVE_RANK, MOVE_WHAT, MOVE_WHOM, MOVE_SIZE = range(4)

# A route: its first step, how many steps it has, and whether one of them starts the legal clock.
ROUTE_START, ROUTE_STEPS, ROUTE_STARTS_CLOCK, ROUTE_SIZE = range(4)

# One who joins a line now: rank, and the case.
JOIN_RANK, JOIN_CASE, JOIN_SIZE = range(3)

# A station. Lists of servers, of persons with its skill, of causes and of speeds stand elsewhere.
(
    INDEX, KIND, BY_PRIORITY, BALK_AT, PAUSES, STARTS_PER_SHIFT, HAS_LINES, JOCKEYING, TICKETS_UNTIL, TICKETS_PER_DAY,
    STATION_CALENDAR, CAPACITY, EFFECT, AFTER, OUTAGE_SPEED, FIRST_SERVER, SERVERS, FIRST_LINE, LINES, SKILLED,
    N_SKILLED, DOWN, N_DOWN, SLOW, SPEED, DOWN_SINCE, BY_HAND, SENDS_HOME, TICKET_DAY, TICKETS_GIVEN, IS_DUE, BATCH_DUE,
    SERVED_HEAD, STATION_SIZE,
) = range(34)  # fmt: skip

# A server: a position of a station, or a person. The line is its own, or nothing.
(
    NUMBER, ON_SHIFT, STARTS_LEFT, SERVING, FACTORS, N_FACTORS, SKILLS, N_SKILLS, OWN_LINE, HOME, SERVER_SIZE,
) = range(11)  # fmt: skip

# A line: how many wait; then, for each level of priority, the first and the last.
LENGTH, HEAD, TAIL = range(3)

# A channel. Its switches are channels; their shares stand among the real numbers.
(
    IN_PERSON, CHANNEL_CALENDAR, ATTEMPTS, SWITCHES, N_SWITCHES, SHARES, OPEN_DAYS, N_OPEN_DAYS, CHANNEL_SIZE,
) = range(9)  # fmt: skip

# A case class.
DEADLINE_DAYS, DEEMED, CLASS_SIZE = range(3)

# A case, from its arrival to its end; then another takes its place.
(
    CASE, CASE_CLASS, CHANNEL, LEVEL, SERIAL, LITERACY, AWARE, CONNECTED, DISTRICT, VISIT, POSITION, STEP, STATION,
    STATE, FAILURES, FAILED, DEADLINE, STOPPED, DECIDED, FROM_OUTSIDE, ENTERS_DATA, STAMP, LIFE, NEXT, PREVIOUS, LINE,
    SERVER, WORK, FULL_WORK, ERRORS, ON_PAPER, SINCE, WORK_SPEED, AWAY_FOR, CAUSE, BACK_TO, CASE_SIZE,
) = range(37)  # fmt: skip

# What a case does.
GONE, JOINING, WAITING, BEING_SERVED, AWAY = range(5)

# Why it is away.
AT_HOME, REPAIRING, FAILED_ATTEMPT = range(3)

# What happens at set times.
SHIFT_END, DOWN_START, DOWN_END, SLOW_START, SLOW_END, SHIFT_START, BATCH_TIME = range(7)

CASE_BITS, STATION_BITS = 32, 8
CASE_MASK, STATION_MASK = 2**CASE_BITS - 1, 2**STATION_BITS - 1
PRIORITIES = 128
MOST_SERVERS = 2**15
MOVE_BITS = 20
MOVE_MASK = 2**MOVE_BITS - 1
"""A boundary is its time and, in these bits, its move."""


def rank(phase: int, station: int = 0, case: int = 0) -> int:
    """Place among what happens at the same millisecond (rule T3)."""
    return (phase << STATION_BITS | station) << CASE_BITS | case


class Move(NamedTuple):
    """A kind of boundary: what it does, to what, and its place among what happens at the same time."""

    rank: int
    what: int
    place: int  # the server, the station of a batch, or the subsystem
    order: int  # at equal ranks


class Layout(NamedTuple):
    """An office as the kernel reads it.

    Attributes
    ----------
    template : ndarray, int64
        The memory before anything has happened, without cases.
    shares : ndarray, float64
        Of each channel, the share that comes back, then the shares that switch.
    shift_moves : list of (int, int)
        Moves of the start and end of each person's shifts.
    down_moves, slow_moves : list of (int, int)
        The same of each subsystem's outages and slow states.
    boundaries : ndarray, int64
        Shifts of the stations' own servers, and batches: ``time << MOVE_BITS | move``.
    """

    template: Words
    shares: NDArray[np.float64]
    shift_moves: list[tuple[int, int]]
    down_moves: list[tuple[int, int]]
    slow_moves: list[tuple[int, int]]
    boundaries: Words


def lay_out(scenario: ResolvedScenario, routes: NDArray[np.int32], priorities: tuple[int, ...]) -> Layout:
    """Write an office into memory.

    Parameters
    ----------
    scenario : ResolvedScenario
        The office.
    routes : ndarray, shape (classes, channels, 3), int32
        As in `Needs`.
    priorities : tuple of int
        Those that its cases have, ascending.

    Returns
    -------
    Layout
        Read-only; each simulation works on a copy of the template.
    """
    most = max([len(scenario.persons), *(len(station.servers) for station in scenario.stations)])
    if most > MOST_SERVERS:
        raise OverflowError(f"an event log has room for {MOST_SERVERS:,} servers or persons, not for {most:,}")
    writer = _Writer(scenario, routes, priorities)
    shares = [share for c in scenario.channels for share in (c.retry, *(share for _, share in c.switch))]
    moves, shift_moves, down_moves, slow_moves, boundaries = _moves(scenario, writer)
    template = writer.template(moves)
    return Layout(template, np.array(shares, np.float64), shift_moves, down_moves, slow_moves, boundaries)


class _Writer:
    """Puts the parts of an office one after the other."""

    def __init__(self, scenario: ResolvedScenario, routes: NDArray[np.int32], priorities: tuple[int, ...]):
        self.routes = routes
        self.scenario, self.priorities, self.levels = scenario, priorities, max(1, len(priorities))
        self.words: list[int] = [0] * OFFICE_SIZE
        stations, persons = len(scenario.stations), len(scenario.persons)
        self.stations = self.room(stations, STATION_SIZE)
        self.persons = self.room(persons, SERVER_SIZE)
        self.servers = [self.room(len(station.servers), SERVER_SIZE) for station in scenario.stations]

    def room(self, count: int, size: int = 1) -> list[int]:
        """Positions of so many new parts."""
        first = len(self.words)
        self.words += [0] * (count * size)
        return list(range(first, first + count * size, size)) if count else []

    def put(self, values: list[int]) -> int:
        """Position of new words."""
        first = len(self.words)
        self.words += values
        return first

    def template(self, moves: list[Move]) -> Words:
        """The finished memory."""
        scenario = self.scenario
        working = [0, *np.cumsum(scenario.working_days).tolist()]
        office = {
            HORIZON: scenario.horizon_ms, DAYS: len(scenario.working_days), LEVELS: self.levels,
            LEVEL_OF: self.put(np.searchsorted(self.priorities, range(PRIORITIES)).tolist()),
            FIRST_STATION: _first(self.stations), STATIONS: len(self.stations),
            FIRST_PERSON: _first(self.persons), PERSONS: len(self.persons),
            SUBSYSTEMS: len(scenario.outages), N_CHANNELS: len(scenario.channels),
            WORKING_BEFORE: self.put(working),
            WORKING_DAYS: self.put([day for day, is_working in enumerate(scenario.working_days) if is_working]),
            CALENDARS: self._calendars(),
            MOVES: self.put([word for move in moves for word in move[:MOVE_SIZE]]),
            ROUTES: self.put(self.routes.ravel().tolist()),
            NEEDED_BY: self.put([s in at.needs for s in range(len(scenario.outages)) for at in scenario.stations]),
            FIRST_CHANNEL: self._channels(),
            FIRST_CLASS: self._classes(),
        }  # fmt: skip
        self._fill(0, office)
        for index in range(len(self.stations)):
            self._station(index)
        for number, person in enumerate(scenario.persons):
            self._fill(self.persons[number], self._server(number, person, 0, 0))
        return np.array(self.words, np.int64)

    def _fill(self, at: int, fields: dict[int, int]) -> None:
        for offset, value in fields.items():
            self.words[at + offset] = int(value)

    def _station(self, index: int) -> None:
        rules, at = self.scenario.stations[index], self.stations[index]
        has_lines = rules.per_server_lines and bool(rules.servers)
        size = 1 + 2 * self.levels
        lines = self.room(len(rules.servers) if has_lines else 1, size)
        skilled = [self.persons[n] for n, p in enumerate(self.scenario.persons) if index in p.skills]
        self._fill(at, {
            INDEX: index, KIND: KINDS.index(rules.kind), BY_PRIORITY: rules.by_priority, BALK_AT: rules.balk_at_queue,
            PAUSES: rules.pauses_at_shift_end, STARTS_PER_SHIFT: rules.starts_per_shift, HAS_LINES: has_lines,
            JOCKEYING: rules.jockeying, TICKETS_UNTIL: rules.tickets_until_ms, TICKETS_PER_DAY: rules.tickets_per_day,
            STATION_CALENDAR: rules.calendar, CAPACITY: rules.batch_capacity,
            EFFECT: EFFECTS.index(rules.outage_effect),
            AFTER: rules.outage_after_ms, OUTAGE_SPEED: rules.outage_speed,
            FIRST_SERVER: _first(self.servers[index]), SERVERS: len(rules.servers),
            FIRST_LINE: lines[0], LINES: len(lines), SKILLED: self.put(skilled), N_SKILLED: len(skilled),
            DOWN: self.put([0] * len(self.scenario.outages)), SLOW: self.put([0] * len(self.scenario.outages)),
            SPEED: 1000, SENDS_HOME: ABSENT, TICKET_DAY: ABSENT,
        })  # fmt: skip
        for number, server in enumerate(rules.servers):
            own_line = lines[number] if has_lines else 0
            self._fill(self.servers[index][number], self._server(number, server, own_line, at))

    def _server(self, number: int, rules: ResolvedServer, own_line: int, home: int) -> dict[int, int]:
        skills = self.put([self.stations[skill] for skill in rules.skills])
        return {
            NUMBER: number, STARTS_LEFT: ABSENT, FACTORS: self.put([word for entry in rules.factors for word in entry]),
            N_FACTORS: len(rules.factors), SKILLS: skills, N_SKILLS: len(rules.skills), OWN_LINE: own_line, HOME: home,
        }  # fmt: skip

    def _calendars(self) -> int:
        """Where the openings of each calendar begin, and after the last one where they end."""
        begins = []
        for calendar in self.scenario.calendars:
            open_ms = accumulate(end_ms - start_ms for start_ms, end_ms in calendar.open)
            words = [
                word for (start, end), total in zip(calendar.open, open_ms, strict=True) for word in (start, end, total)
            ]
            begins.append(self.put(words))
        return self.put([*begins, len(self.words)])

    def _channels(self) -> int:
        rows, share = [], 0
        for channel in self.scenario.channels:
            days = channel.open_days
            rows.append({
                IN_PERSON: channel.in_person, CHANNEL_CALENDAR: channel.calendar, ATTEMPTS: channel.attempts,
                SWITCHES: self.put([to for to, _ in channel.switch]), N_SWITCHES: len(channel.switch), SHARES: share,
                OPEN_DAYS: self.put(list(days or ())), N_OPEN_DAYS: ABSENT if days is None else len(days),
            })  # fmt: skip
            share += 1 + len(channel.switch)
        return self._table(rows, CHANNEL_SIZE)

    def _classes(self) -> int:
        rows = [{DEADLINE_DAYS: c.deadline_days, DEEMED: c.deemed_approval} for c in self.scenario.case_classes]
        return self._table(rows, CLASS_SIZE)

    def _table(self, rows: list[dict[int, int]], size: int) -> int:
        positions = self.room(len(rows), size)
        for at, row in zip(positions, rows, strict=True):
            self._fill(at, row)
        return _first(positions)


def _first(positions: list[int]) -> int:
    return positions[0] if positions else 0


def _moves(scenario: ResolvedScenario, writer: _Writer) -> tuple[Any, ...]:
    """What happens at set times: the moves in order, who makes which, and the boundaries that never change."""
    found: dict[tuple[int, int, int], Move] = {}
    for number, at in enumerate(writer.persons):
        found[0, number, 0] = Move(rank(Phase.SHIFT_START, POOLS, number), SHIFT_START, at, 0)
        found[0, number, 1] = Move(rank(Phase.SHIFT_END, POOLS, number), SHIFT_END, at, 0)
    for subsystem in range(len(scenario.outages)):
        down, slow = rank(Phase.OUTAGE, Turn.SUBSYSTEM, subsystem), rank(Phase.OUTAGE, Turn.SLOW_STATE, subsystem)
        found[1, subsystem, 0] = Move(down, DOWN_START, subsystem, 1)
        found[1, subsystem, 1] = Move(down, DOWN_END, subsystem, 0)
        found[2, subsystem, 0] = Move(slow, SLOW_START, subsystem, 1)
        found[2, subsystem, 1] = Move(slow, SLOW_END, subsystem, 0)
    times: list[tuple[int, tuple[int, int, int]]] = []
    for index, station in enumerate(scenario.stations):
        for number, server in enumerate(station.servers):
            at = writer.servers[index][number]
            for end, (phase, what) in enumerate(((Phase.SHIFT_START, SHIFT_START), (Phase.SHIFT_END, SHIFT_END))):
                found[3 + index, number, end] = Move(rank(phase, index, number), what, at, 0)
                times += [(shift[end], (3 + index, number, end)) for shift in server.shifts]
        if station.kind == "batch":
            found[3 + index, 0, 0] = Move(rank(Phase.SERVICE_START, index), BATCH_TIME, writer.stations[index], 0)
            times += [(time_ms, (3 + index, 0, 0)) for time_ms in station.batches_ms]
    order = sorted(found, key=lambda key: (found[key].rank, found[key].order))
    number_of = {key: number for number, key in enumerate(order)}
    of = [
        [(number_of[kind, n, 0], number_of[kind, n, 1]) for n in range(count)]
        for kind, count in ((0, len(writer.persons)), (1, len(scenario.outages)), (2, len(scenario.outages)))
    ]
    boundaries = np.array([boundary(time_ms, number_of[key]) for time_ms, key in times], np.int64)
    if len(order) >= 1 << MOVE_BITS:
        raise OverflowError(f"the fast engine has room for {1 << MOVE_BITS:,} servers, subsystems and batch stations")
    return [found[key] for key in order], *of, boundaries


def boundary(time_ms: Any, move: Any) -> Any:
    """A time and what happens then, as one number; in the order of these numbers they happen."""
    return time_ms << MOVE_BITS | move
