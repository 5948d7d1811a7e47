"""Every waiting interval of a replication and what each of its milliseconds is due to, in one compiled pass.

What holds back those who wait at a station is the same for all of them, but for overtaking. So each station has clocks,
one for each cause, of which the one that holds now runs; an interval reads them when it begins and when it ends. Time
in which somebody who joined a line as number m is served is added at m in a tree (Fenwick 1994, *Software: Practice and
Experience* 24(3)); a case of that line was overtaken for the sum of what stands after its own number.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.compiled import compiled, part
from simulator.eventlog.kinds import Cause, Event
from simulator.eventlog.rows import NONE, Rows

EXTERNAL, APPLICANT, AWAY, CLOSED, NO_SERVER, SLOT, OVERTAKEN, BUSY, FIRST_OUTAGE = range(9)
"""Causes, as columns; the outages of each subsystem come after the others."""

QUEUE, PAUSE, FIRST_OUTSIDE = range(3)
"""Kinds of intervals; after these the waits outside the office, in the order of their causes."""

CASE, CASE_CLASS, CHANNEL, STATION, KIND, BEGIN_MS, END_MS, ARRIVAL_MS, SPAN_SIZE = range(9)
"""Columns of an interval, and their number."""

STAFFED, BATCH, AGENCY, WITHOUT_QUEUE = range(4)
"""Kinds of stations: with servers, with set times, of another agency; where nobody waits while the station works."""

FOREVER = 2**62
"""In place of a time that does not come."""

_ON_SHIFT, _NEXT_PAPER_MS = range(2)
_ENDS_SERVICE = (Event.SERVICE_END, Event.RENEGE, Event.DEEMED_APPROVED)

Integers = NDArray[np.int64]
Marks = NDArray[np.bool_]


class Places(NamedTuple):
    """What the pass must know of an office. Servers are those of the stations, in their order, then persons of pools.

    Attributes
    ----------
    kinds : ndarray, shape (n_stations,), int64
        Kind of each station.
    is_pooled, is_pausing, has_lines : ndarray, shape (n_stations,), bool
        Whether persons of pools serve, whether services pause at the end of a shift, and whether servers have lines.
    stops : ndarray, shape (n_stations, n_subsystems), bool
        Whether the station stops while the subsystem is down.
    paper_after_ms : ndarray, shape (n_stations,), int64
        How long the station is down before work goes on by hand, milliseconds; FOREVER where it never does.
    first_server, first_line : ndarray, shape (n_stations + 1,), int64
        Where the servers and the lines of each station begin.
    n_persons : int
        Persons of pools.
    first_taker, takers : ndarray, int64
        Where the servers that may serve each station begin in the second, shape (n_stations + 1,).
    first_place, places : ndarray, int64
        Where the stations that each server may serve begin in the second, shape (n_servers + 1,).
    """

    kinds: Integers
    is_pooled: Marks
    is_pausing: Marks
    has_lines: Marks
    stops: Marks
    paper_after_ms: Integers
    first_server: Integers
    first_line: Integers
    n_persons: int
    first_taker: Integers
    takers: Integers
    first_place: Integers
    places: Integers


class State(NamedTuple):
    """How things stand after a row: `of_` each case, server, station, line or subsystem."""

    # cases: the interval that is open, where they are, their line and number in it, their server, and their arrival
    span: Integers
    place: Integers
    line: Integers
    number: Integers
    server: Integers
    arrival_ms: Integers
    # servers: the line and number of who is served, and the interval of a service that pauses
    is_on_shift: Marks
    is_busy: Marks
    busy_with_line: Integers
    busy_with_number: Integers
    paused: Integers
    paused_at: Integers
    paused_since_ms: Integers
    waits_for_shift: Marks
    # stations: who is on shift, and busy; the cause that holds, since when, and its clocks; outages
    on_shift: Integers
    busy: Integers
    holds: Integers
    since_ms: Integers
    clocks: Integers
    first_down: Integers
    paper_ms: Integers
    is_by_hand: Marks
    # subsystems: when they went down, as the position of the row
    down_since: Integers
    # lines: how many have joined, the highest number that is served, and the tree of overtaking
    joined: Integers
    top: Integers
    first_of_tree: Integers
    trees: Integers
    # the office: servers on shift, and when the next station begins to work by hand
    office: Integers


@compiled
def split_waits(rows: Rows, places: Places, horizon_ms: int) -> tuple[Integers, Integers]:
    """The waiting intervals of one replication, and how long each cause held.

    Parameters
    ----------
    rows : ndarray of ROW, shape (n_rows,)
        What happened, in order.
    places : Places
        The office.
    horizon_ms : int
        End of the simulated time, milliseconds.

    Returns
    -------
    spans : ndarray, shape (n_intervals, 8), int64
        Intervals in the order in which they begin.
    causes_ms : ndarray, shape (n_intervals, 8 + n_subsystems), int64
        Milliseconds of each cause.

    Raises
    ------
    ValueError
        If a code means nothing, or something happens outside the horizon.
    """
    n_stations, n_subsystems = places.stops.shape
    n_servers, n_lines = places.first_server[-1] + places.n_persons, places.first_line[-1]
    first_of_tree = np.zeros(n_lines + 1, np.int64)
    n_cases, n_spans = _sizes(rows, places, n_subsystems, first_of_tree, horizon_ms)
    first_of_tree = np.cumsum(first_of_tree)
    state = State(
        np.full(n_cases, NONE, np.int64), np.full(n_cases, NONE, np.int64), np.full(n_cases, NONE, np.int64),
        np.zeros(n_cases, np.int64), np.full(n_cases, NONE, np.int64), np.zeros(n_cases, np.int64),
        np.zeros(n_servers, np.bool_), np.zeros(n_servers, np.bool_), np.full(n_servers, NONE, np.int64),
        np.zeros(n_servers, np.int64), np.full(n_servers, NONE, np.int64), np.zeros(n_servers, np.int64),
        np.zeros(n_servers, np.int64), np.zeros(n_servers, np.bool_), np.zeros(n_stations, np.int64),
        np.zeros(n_stations, np.int64), np.zeros(n_stations, np.int64), np.zeros(n_stations, np.int64),
        np.zeros((n_stations, FIRST_OUTAGE + n_subsystems), np.int64), np.full(n_stations, NONE, np.int64),
        np.full(n_stations, FOREVER, np.int64), np.zeros(n_stations, np.bool_), np.full(n_subsystems, NONE, np.int64),
        np.zeros(n_lines, np.int64), np.full(n_lines, NONE, np.int64), first_of_tree,
        np.zeros(first_of_tree[-1], np.int64), np.array([0, FOREVER]),
    )  # fmt: skip
    spans = np.zeros((n_spans, SPAN_SIZE), np.int64)
    causes_ms = np.zeros((n_spans, FIRST_OUTAGE + n_subsystems), np.int64)
    _follow(rows, places, state, spans, causes_ms, horizon_ms)
    return spans, causes_ms


@part
def _sizes(rows: Rows, places: Places, n_subsystems: int, joins: Integers, horizon_ms: int) -> tuple[int, int]:
    """Cases and intervals, and in `joins` how many join each line; each code must stand for something."""
    n_cases, n_spans, n_stations = 0, 0, len(places.kinds)
    for i in range(len(rows)):
        row = rows[i]
        event, case, station, server = int(row["event"]), int(row["case"]), int(row["station"]), int(row["server"])
        is_wrong = not 0 <= row["time_ms"] < horizon_ms or (event >= Event.ARRIVAL) != (case != NONE)
        is_wrong |= min(case, station, server) < NONE or station >= n_stations
        is_wrong |= Event.QUEUE_JOIN <= event <= Event.SERVICE_END and station == NONE
        if not is_wrong and server != NONE:
            is_person = station == NONE or places.is_pooled[station]
            own = 0 if is_person else places.first_server[station + 1] - places.first_server[station]
            is_wrong = server >= (places.n_persons if is_person else own)
        if event in (Event.SHIFT_START, Event.SHIFT_END):
            is_wrong |= server == NONE
        if event in (Event.OUTAGE_START, Event.OUTAGE_END):
            subsystem = int(row["cause"]) - Cause.FIRST_SUBSYSTEM
            is_wrong |= subsystem < 0 or subsystem % _SLOW >= n_subsystems
        if is_wrong:
            raise ValueError("a row of the log names what the office does not have, or lies outside the horizon")
        n_cases = max(n_cases, 1 + case)
        n_spans += _kind_of(event, places, station) != NONE
        if event == Event.QUEUE_JOIN:
            joins[1 + _line(places, station, server)] += 1
    return n_cases, n_spans


_SLOW = int(Cause.FIRST_SLOW - Cause.FIRST_SUBSYSTEM)
"""Codes of slow states lie this much above those of the outages."""


@part
def _follow(rows: Rows, p: Places, s: State, spans: Integers, ms: Integers, horizon_ms: int) -> None:
    """Go through the rows; whatever happens to a case ends its interval, and may begin the next."""
    for station in range(len(p.kinds)):
        _look(p, s, station)
    n_spans = 0
    for i in range(len(rows)):
        row = rows[i]
        event, time_ms, case = int(row["event"]), int(row["time_ms"]), int(row["case"])
        station, number, cause = int(row["station"]), int(row["server"]), int(row["cause"])
        if time_ms >= s.office[_NEXT_PAPER_MS]:
            _begin_paper(p, s, ms, time_ms)
        if event in (Event.SHIFT_START, Event.SHIFT_END):
            _turn_shift(p, s, ms, _server(p, station, number), event == Event.SHIFT_START, time_ms)
        elif case == NONE and cause < Cause.FIRST_SLOW:
            down_since = i if event == Event.OUTAGE_START else NONE
            _turn_subsystem(p, s, ms, cause - Cause.FIRST_SUBSYSTEM, down_since, time_ms)
        if case == NONE:
            continue
        if s.span[case] != NONE:
            _end_span(p, s, spans, ms, case, time_ms)
        if event == Event.ARRIVAL:
            s.arrival_ms[case] = time_ms
        if station != NONE:
            s.place[case] = station
        if event == Event.QUEUE_JOIN:
            s.line[case] = _line(p, station, number)
            s.number[case] = s.joined[s.line[case]]
            s.joined[s.line[case]] += 1
        elif event == Event.SERVICE_START and number != NONE:
            _take(p, s, case, station, _server(p, station, number), time_ms)
        elif event in _ENDS_SERVICE and s.server[case] != NONE:
            _release(p, s, case, time_ms)
        if cause == Cause.PAPER and s.first_down[station] != NONE and not s.is_by_hand[station]:
            _go_on_by_hand(p, s, ms, station, time_ms)
        kind = _kind_of(event, p, station)
        if kind != NONE:
            spans[n_spans, CASE], spans[n_spans, CASE_CLASS] = case, row["case_class"]
            spans[n_spans, CHANNEL], spans[n_spans, STATION] = row["channel"], s.place[case]
            spans[n_spans, KIND], spans[n_spans, BEGIN_MS] = kind, time_ms
            spans[n_spans, ARRIVAL_MS] = s.arrival_ms[case]
            s.span[case] = n_spans
            _begin_span(p, s, spans, ms, case, cause, time_ms)
            n_spans += 1
    if horizon_ms >= s.office[_NEXT_PAPER_MS]:
        _begin_paper(p, s, ms, horizon_ms)
    for case in range(len(s.span)):
        if s.span[case] != NONE:
            _end_span(p, s, spans, ms, case, horizon_ms)


# ---- intervals


@compiled(inline=True)
def _kind_of(event: int, p: Places, station: int) -> int:
    """Kind of the interval that a row begins; NONE if it begins none."""
    if event == Event.QUEUE_JOIN:
        return QUEUE
    if event == Event.SERVICE_PAUSE:
        return PAUSE
    if event == Event.SERVICE_START or event == Event.SERVICE_RESUME:
        return FIRST_OUTSIDE + EXTERNAL if p.kinds[station] == AGENCY else NONE
    if event == Event.WAIT_APPLICANT:
        return FIRST_OUTSIDE + APPLICANT
    if event == Event.BALK or event == Event.RENEGE:
        return FIRST_OUTSIDE + AWAY
    return NONE


@part
def _begin_span(p: Places, s: State, spans: Integers, ms: Integers, case: int, cause: int, time_ms: int) -> None:
    """Read the clocks, or note which server's service pauses."""
    at, server = s.span[case], s.server[case]
    kind, station = spans[at, KIND], spans[at, STATION]
    if kind == PAUSE and server != NONE:
        s.paused[server], s.paused_at[server], s.paused_since_ms[server] = at, station, time_ms
        s.waits_for_shift[server] = p.is_pausing[station] or cause == Cause.SHIFT
    elif kind < FIRST_OUTSIDE:
        _settle(p, s, station, time_ms)
        for one in range(CLOSED, ms.shape[1]):
            ms[at, one] = -s.clocks[station, one]


@part
def _end_span(p: Places, s: State, spans: Integers, ms: Integers, case: int, time_ms: int) -> None:
    """Read the clocks again; what lies between is what the interval is due to."""
    at, server = s.span[case], s.server[case]
    kind, station = spans[at, KIND], spans[at, STATION]
    spans[at, END_MS] = time_ms
    s.span[case] = NONE
    if kind >= FIRST_OUTSIDE:
        ms[at, kind - FIRST_OUTSIDE] = time_ms - spans[at, BEGIN_MS]
        return
    if kind == PAUSE and server != NONE:
        _settle_pause(s, ms, server, time_ms)
        s.paused[server] = NONE
        return
    _settle(p, s, station, time_ms)
    for one in range(CLOSED, ms.shape[1]):
        ms[at, one] += s.clocks[station, one]
    if kind == QUEUE and p.kinds[station] == STAFFED:
        overtaken_ms = _sum_after(s, s.line[case], s.number[case])
        ms[at, OVERTAKEN] += overtaken_ms
        ms[at, BUSY] -= overtaken_ms


# ---- clocks


@part
def _settle(p: Places, s: State, station: int, time_ms: int) -> None:
    """Let the clocks of a station run up to now."""
    passed_ms, cause = time_ms - s.since_ms[station], s.holds[station]
    s.since_ms[station] = time_ms
    if passed_ms == 0 or cause == NONE:
        return
    s.clocks[station, cause] += passed_ms
    if cause == BUSY:
        for line in range(p.first_line[station], p.first_line[station + 1]):
            if s.top[line] != NONE:
                _add_at(s, line, s.top[line], passed_ms)


@part
def _settle_pause(s: State, ms: Integers, server: int, time_ms: int) -> None:
    """Let the causes of a service that pauses hold up to now."""
    if s.paused[server] == NONE:
        return
    cause, station = NONE, s.paused_at[server]
    is_stopped = s.first_down[station] != NONE and not s.is_by_hand[station]
    if is_stopped and (s.is_on_shift[server] or not s.waits_for_shift[server]):
        cause = FIRST_OUTAGE + s.first_down[station]
    elif not s.is_on_shift[server]:
        cause = NO_SERVER if s.office[_ON_SHIFT] > 0 else CLOSED
    if cause != NONE:
        ms[s.paused[server], cause] += time_ms - s.paused_since_ms[server]
    s.paused_since_ms[server] = time_ms


@part
def _settle_with_pauses(p: Places, s: State, ms: Integers, station: int, time_ms: int) -> None:
    """The same of a station and of all services that pause there."""
    _settle(p, s, station, time_ms)
    for k in range(p.first_taker[station], p.first_taker[station + 1]):
        if s.paused_at[p.takers[k]] == station:
            _settle_pause(s, ms, p.takers[k], time_ms)


@part
def _look(p: Places, s: State, station: int) -> None:
    """See which cause holds at a station now (rule U4)."""
    kind, cause = p.kinds[station], NONE
    if kind == STAFFED and s.on_shift[station] == 0:
        cause = NO_SERVER if s.office[_ON_SHIFT] > 0 else CLOSED
    elif s.first_down[station] != NONE and not s.is_by_hand[station]:
        cause = FIRST_OUTAGE + s.first_down[station]
    elif kind == BATCH:
        cause = SLOT
    elif kind == STAFFED:
        is_any_free = s.busy[station] < s.on_shift[station]
        is_none_busy = s.busy[station] == 0
        cause = SLOT if (is_none_busy if p.has_lines[station] else is_any_free) else BUSY
    s.holds[station] = cause


# ---- overtaking


@compiled(inline=True)
def _add_at(s: State, line: int, number: int, passed_ms: int) -> None:
    first, at = s.first_of_tree[line], number + 1
    while at > 0:
        s.trees[first + at - 1] += passed_ms
        at -= at & -at


@compiled(inline=True)
def _sum_after(s: State, line: int, number: int) -> int:
    """How long somebody was served who joined the line after a number."""
    first, size, total, at = s.first_of_tree[line], s.joined[line], 0, number + 2
    while at <= size:
        total += s.trees[first + at - 1]
        at += at & -at
    return total


@part
def _find_top(p: Places, s: State, station: int, line: int) -> None:
    """The last number of a line that is served by those on shift."""
    top = NONE
    for k in range(p.first_taker[station], p.first_taker[station + 1]):
        server = p.takers[k]
        if s.is_on_shift[server] and s.busy_with_line[server] == line:
            top = max(top, s.busy_with_number[server])
    s.top[line] = top


# ---- servers


@compiled(inline=True)
def _server(p: Places, station: int, number: int) -> int:
    """Position of a server among all."""
    if station == NONE or p.is_pooled[station]:
        return int(p.first_server[-1]) + number
    return int(p.first_server[station]) + number


@compiled(inline=True)
def _line(p: Places, station: int, server: int) -> int:
    """Position of a line among all."""
    return int(p.first_line[station]) + (server if p.has_lines[station] and server != NONE else 0)


@part
def _take(p: Places, s: State, case: int, station: int, server: int, time_ms: int) -> None:
    """A server begins to serve a case; who has moved to the server's line has no number there."""
    line = s.line[case]
    is_moved = p.has_lines[station] and line - p.first_line[station] != server - p.first_server[station]
    _turn_busy(p, s, server, True, NONE if is_moved else line, s.number[case], time_ms)
    if line != NONE:
        _find_top(p, s, station, line)
    s.server[case] = server


@part
def _release(p: Places, s: State, case: int, time_ms: int) -> None:
    """A case leaves its server."""
    server, line = s.server[case], s.line[case]
    s.server[case] = NONE
    _turn_busy(p, s, server, False, NONE, 0, time_ms)
    if line != NONE:
        _find_top(p, s, s.place[case], line)


@part
def _turn_busy(p: Places, s: State, server: int, is_busy: bool, line: int, number: int, time_ms: int) -> None:
    change = (int(is_busy) - int(s.is_busy[server])) * int(s.is_on_shift[server])
    for k in range(p.first_place[server], p.first_place[server + 1]):
        _settle(p, s, p.places[k], time_ms)
        s.busy[p.places[k]] += change
    s.is_busy[server], s.busy_with_line[server], s.busy_with_number[server] = is_busy, line, number
    for k in range(p.first_place[server], p.first_place[server + 1]):
        _look(p, s, p.places[k])


@part
def _turn_shift(p: Places, s: State, ms: Integers, server: int, is_on: bool, time_ms: int) -> None:
    """A shift begins or ends, and with it perhaps the day of the whole office."""
    change = int(is_on) - int(s.is_on_shift[server])
    if change == 0:
        return
    is_of_all = s.office[_ON_SHIFT] == (0 if is_on else 1)
    for station in range(len(p.kinds) if is_of_all else 0):
        _settle(p, s, station, time_ms)
    for other in range(len(s.is_on_shift) if is_of_all else 0):
        _settle_pause(s, ms, other, time_ms)
    _settle_pause(s, ms, server, time_ms)
    for k in range(p.first_place[server], p.first_place[server + 1]):
        _settle(p, s, p.places[k], time_ms)
        s.on_shift[p.places[k]] += change
        s.busy[p.places[k]] += change * int(s.is_busy[server])
    s.is_on_shift[server] = is_on
    s.office[_ON_SHIFT] += change
    for k in range(p.first_place[server], p.first_place[server + 1]):
        _look(p, s, p.places[k])
        if p.first_line[p.places[k]] <= s.busy_with_line[server] < p.first_line[p.places[k] + 1]:
            _find_top(p, s, p.places[k], s.busy_with_line[server])
    for station in range(len(p.kinds) if is_of_all else 0):
        _look(p, s, station)


# ---- outages


@part
def _turn_subsystem(p: Places, s: State, ms: Integers, subsystem: int, down_since: int, time_ms: int) -> None:
    """A subsystem goes down, in a row, or comes back; the one that is down longest is the cause."""
    s.down_since[subsystem] = down_since
    for station in range(len(p.kinds)):
        if not p.stops[station, subsystem]:
            continue
        _settle_with_pauses(p, s, ms, station, time_ms)
        was_down, first = s.first_down[station] != NONE, NONE
        for other in range(len(s.down_since)):
            is_down = p.stops[station, other] and s.down_since[other] != NONE
            if is_down and (first == NONE or s.down_since[other] < s.down_since[first]):
                first = other
        s.first_down[station] = first
        if not was_down and first != NONE and p.paper_after_ms[station] < FOREVER:
            s.paper_ms[station] = time_ms + p.paper_after_ms[station]
        if first == NONE:
            s.paper_ms[station], s.is_by_hand[station] = FOREVER, False
        _look(p, s, station)
    _find_next_paper(s)


@part
def _begin_paper(p: Places, s: State, ms: Integers, time_ms: int) -> None:
    """Work goes on by hand where an outage has lasted long enough by now."""
    for station in range(len(p.kinds)):
        if s.paper_ms[station] <= time_ms:
            _go_on_by_hand(p, s, ms, station, s.paper_ms[station])
    _find_next_paper(s)


@part
def _go_on_by_hand(p: Places, s: State, ms: Integers, station: int, time_ms: int) -> None:
    _settle_with_pauses(p, s, ms, station, time_ms)
    s.paper_ms[station], s.is_by_hand[station] = FOREVER, True
    _look(p, s, station)


@part
def _find_next_paper(s: State) -> None:
    s.office[_NEXT_PAPER_MS] = FOREVER
    for station in range(len(s.paper_ms)):
        s.office[_NEXT_PAPER_MS] = min(s.office[_NEXT_PAPER_MS], s.paper_ms[station])
