"""The fast engine: the rules of docs/model.md in machine code, the exact twin of the reference engine.

Compiled code sees whole numbers in one array (:mod:`simulator.engines.memory`): the entities of an office are
positions in it, and ``m[case + at.VISIT]`` is a field of one. What happens at set times is sorted beforehand. What
follows from it stands in a heap; joins and starts, which only ever happen now, stand in neither. No event is ever taken
out of the heap: a stamp that has changed in the meantime says that it no longer holds.

A function either calls only small ones that are copied into it (``inline``) or is a part of its own: parts are those
with several callers, because each costs a second to compile.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.calendars.hours import MS_PER_DAY
from simulator.compiled import compiled, part
from simulator.engines import memory as at
from simulator.engines.names import names_of
from simulator.engines.order import Phase, Turn
from simulator.eventlog.kinds import Cause, Event
from simulator.eventlog.log import EventLog
from simulator.eventlog.rows import ROW
from simulator.workload.counts import BACKLOG_DAY, NUMBER_BITS
from simulator.workload.needs import (
    check_draw,
    failure_delay_ms,
    failure_draw,
    never_returns,
    patience_ms,
    repair_ms,
    service_ms,
)
from simulator.workload.packing import ABSENT, RETURNED, Needs, Records, pack_needs
from simulator.workload.workload import Given, Workload

(
    SHIFT_START, SHIFT_END, OUTAGE_START, OUTAGE_END, ARRIVAL, CHANNEL_CHOICE, BALK, QUEUE_JOIN, RENEGE, SERVICE_START,
    SERVICE_PAUSE, SERVICE_RESUME, SERVICE_END, REWORK, WAIT_APPLICANT, RETURN_APPLICANT, DEEMED_APPROVED,
    SWITCH_CHANNEL, GIVE_UP, DEPARTURE,
) = map(int, Event)  # fmt: skip

QUEUE_LIMIT, PATIENCE = int(Cause.QUEUE_LIMIT), int(Cause.PATIENCE)
LAST_TICKET, TICKETS_GONE = int(Cause.LAST_TICKET), int(Cause.TICKETS_GONE)
SHIFT, PAPER, DEADLINE = int(Cause.SHIFT), int(Cause.PAPER), int(Cause.DEADLINE)
NEVER_RETURNED, NO_SHOW = int(Cause.NEVER_RETURNED), int(Cause.NO_SHOW)
FIRST_SUBSYSTEM, FIRST_SLOW = int(Cause.FIRST_SUBSYSTEM), int(Cause.FIRST_SLOW)
CHECK_CAUSES = int(Cause.NIK), int(Cause.INCOMPLETE), int(Cause.RETURNED)

PHASE_BITS = at.STATION_BITS + at.CASE_BITS
OF_SERVICE_END, OF_OUTAGE = int(Phase.SERVICE_END), int(Phase.OUTAGE)
OF_RENEGE, OF_DEEMED, OF_ARRIVAL = int(Phase.RENEGE), int(Phase.DEEMED_APPROVAL), int(Phase.ARRIVAL)
OF_PAPER, OF_SENDING_HOME = int(Turn.PAPER), int(Turn.SENDING_HOME)

NONE = -1
FULL = 1000
NOWHERE = 0
FOREVER = 2**62

DONE, ROWS_FULL, EVENTS_FULL, VISITS_FULL, BREAKDOWNS_FULL = range(5)
MOST_VISITS = 2**15 - 1


Memory = NDArray[np.int64]


class Cases(NamedTuple):
    """Columns of the workload, shape (n,)."""

    arrival_ms: NDArray[np.int64]
    case_class: NDArray[np.int8]
    channel: NDArray[np.int8]
    serial: NDArray[np.int64]
    priority: NDArray[np.int8]
    start: NDArray[np.int8]
    no_show: NDArray[np.bool_]
    literacy: NDArray[np.int8]
    aware: NDArray[np.bool_]
    connected: NDArray[np.bool_]
    district: NDArray[np.int8]


class World(NamedTuple):
    """Everything that the kernel reads and writes.

    Attributes
    ----------
    memory : ndarray, int64
        As in :mod:`simulator.engines.memory`; at its end what is given, those who join now, and the cases.
    reals : ndarray, float64
        Shares after a failure; then what is given of checks and failures.
    events : ndarray, shape (n, 4), int64
        Heap: time, rank, whose it is (case or station), and the stamp under which it holds.
    rows : ndarray of ROW
        The event log.
    needs : Needs
        What cases need.
    seed, run : uint64
        Seed, and office and replication as one word: the part of an address that all draws share.
    """

    memory: NDArray[np.int64]
    reals: NDArray[np.float64]
    events: NDArray[np.int64]
    rows: NDArray[Any]
    needs: Needs
    seed: np.uint64
    run: np.uint64


# ---- the clock


@compiled(allocates=False)
def run(w: World, cases: Cases, boundaries: NDArray[np.int64]) -> None:
    """Let everything happen that happens before the horizon.

    Parameters
    ----------
    w : World
        The office.
    cases : Cases
        Who comes.
    boundaries : ndarray, int64
        Shifts, batches, outages and slow states: ``time << MOVE_BITS | move``, ascending.
    """
    m, events, arrivals = w.memory, w.events, cases.arrival_ms
    next_case, next_boundary = 0, 0
    n_cases, n_boundaries = len(arrivals), len(boundaries)
    while m[at.STATUS] == DONE or m[at.STATUS] == ROWS_FULL:
        arrival = arrivals[next_case] if next_case < n_cases else FOREVER
        bound = boundaries[next_boundary] >> at.MOVE_BITS if next_boundary < n_boundaries else FOREVER
        event = events[0, 0] if m[at.EVENTS] else FOREVER
        now = min(arrival, bound, event)
        if now >= m[at.HORIZON]:
            return
        m[at.NOW] = now
        while True:
            move = boundaries[next_boundary] & at.MOVE_MASK if bound == now else 0
            of_arrival = (OF_ARRIVAL << PHASE_BITS) + next_case if arrival == now else FOREVER
            of_bound = m[m[at.MOVES] + move * at.MOVE_SIZE] if bound == now else FOREVER
            of_event = events[0, 1] if event == now else FOREVER
            first = min(of_arrival, of_bound, of_event)
            if first == FOREVER:
                break
            if first == of_event:
                happen(w)
            elif first == of_bound:
                make_move(w, move)
                next_boundary += 1
                bound = boundaries[next_boundary] >> at.MOVE_BITS if next_boundary < n_boundaries else FOREVER
            else:
                arrive(w, cases, next_case)
                next_case += 1
                arrival = arrivals[next_case] if next_case < n_cases else FOREVER
            event = events[0, 0] if m[at.EVENTS] else FOREVER
        join_lines(w)
        call_cases(w)


@part
def push(m: Memory, events: Memory, time_ms: int, rank: int, who: int, stamp: int) -> None:
    """Let something happen later, unless that is never."""
    if time_ms >= m[at.HORIZON]:
        return
    place = m[at.EVENTS]
    if place == len(events):
        m[at.STATUS] = EVENTS_FULL
        return
    m[at.EVENTS] = place + 1
    while place > 0:
        above = (place - 1) >> 1
        if events[above, 0] < time_ms or (events[above, 0] == time_ms and events[above, 1] <= rank):
            break
        for word in range(4):
            events[place, word] = events[above, word]
        place = above
    events[place, 0], events[place, 1], events[place, 2], events[place, 3] = time_ms, rank, who, stamp


@part
def pop(m: Memory, events: Memory) -> None:
    """Take the first event out of the heap."""
    last = m[at.EVENTS] - 1
    m[at.EVENTS] = last
    time_ms, rank = events[last, 0], events[last, 1]
    place, below = 0, 1
    while below < last:
        other = below + 1
        if other < last and (
            events[other, 0] < events[below, 0]
            or (events[other, 0] == events[below, 0] and events[other, 1] < events[below, 1])
        ):
            below = other
        if time_ms < events[below, 0] or (time_ms == events[below, 0] and rank <= events[below, 1]):
            break
        for word in range(4):
            events[place, word] = events[below, word]
        place, below = below, 2 * below + 1
    for word in range(4):
        events[place, word] = events[last, word]


@compiled(inline=True)
def happen(w: World) -> None:
    """Take the first event, and let it happen if it still holds."""
    m = w.memory
    rank, who, stamp = w.events[0, 1], w.events[0, 2], w.events[0, 3]
    pop(m, w.events)
    phase = rank >> PHASE_BITS
    if phase == OF_SERVICE_END:
        if m[who + at.STAMP] == stamp:
            end_service(w, who)
    elif phase == OF_ARRIVAL:
        if m[who + at.STAMP] == stamp:
            come_back(w, who)
    elif phase == OF_RENEGE:
        if m[who + at.STAMP] == stamp:
            lose_patience(w, who)
    elif phase == OF_DEEMED:
        if m[who + at.LIFE] == stamp:
            fall_due(w, who)
    elif phase == OF_OUTAGE and m[who + at.N_DOWN] > 0 and m[who + at.DOWN_SINCE] == stamp:
        if (rank >> at.CASE_BITS) & at.STATION_MASK == OF_PAPER:
            m[who + at.BY_HAND] = 1
            change_speeds(w, who, PAPER, False)
        else:
            send_home(w, who)


# ---- the event log


@compiled(inline=True)
def write(
    m: Memory,
    rows: Records,
    event: int,
    case: int,
    case_class: int,
    channel: int,
    visit: int,
    station: int,
    server: int,
    cause: int,
) -> None:
    """Write one row; if there is no room, only count it."""
    n = m[at.ROWS]
    m[at.ROWS] = n + 1
    if n >= len(rows):
        if m[at.STATUS] == DONE:
            m[at.STATUS] = ROWS_FULL
        return
    row = rows[n]
    row.time_ms = m[at.NOW]
    row.case = case
    row.visit = visit
    row.server = server
    row.event = event
    row.case_class = case_class
    row.channel = channel
    row.station = station
    row.cause = cause


@part
def record(m: Memory, rows: Records, event: int, case: int, station: int, server: int, cause: int) -> None:
    """Write what happened to a case."""
    number, case_class, channel = m[case + at.CASE], m[case + at.CASE_CLASS], m[case + at.CHANNEL]
    write(m, rows, event, number, case_class, channel, m[case + at.VISIT], station, server, cause)


@compiled(inline=True)
def record_at_home(m: Memory, rows: Records, event: int, case: int, cause: int) -> None:
    """Write what happened to a case away from all stations."""
    record(m, rows, event, case, NONE, NONE, cause)


@compiled(inline=True)
def record_place(m: Memory, rows: Records, event: int, case: int, cause: int) -> None:
    """Write what happened to a case at its station, but for its server."""
    record(m, rows, event, case, m[m[case + at.STATION] + at.INDEX], NONE, cause)


@compiled(inline=True)
def record_service(m: Memory, rows: Records, event: int, case: int, cause: int) -> None:
    """Write what happened to a service."""
    server = m[case + at.SERVER]
    number = m[server + at.NUMBER] if server else NONE
    record(m, rows, event, case, m[m[case + at.STATION] + at.INDEX], number, cause)


# ---- a case, from arrival to the end


@compiled(inline=True)
def arrive(w: World, cases: Cases, number: int) -> None:
    """A case comes for the first time (A7, A8, K1)."""
    m = w.memory
    case = new_case(m)
    m[case + at.CASE] = number
    m[case + at.CASE_CLASS] = cases.case_class[number]
    m[case + at.CHANNEL] = cases.channel[number]
    m[case + at.LEVEL] = m[m[at.LEVEL_OF] + cases.priority[number]]
    m[case + at.SERIAL] = cases.serial[number]
    m[case + at.LITERACY] = cases.literacy[number]
    m[case + at.AWARE] = cases.aware[number]
    m[case + at.CONNECTED] = cases.connected[number]
    m[case + at.DISTRICT] = cases.district[number]
    m[case + at.POSITION] = cases.start[number]
    m[case + at.VISIT] = NONE
    record_at_home(m, w.rows, ARRIVAL, case, NONE)
    record_at_home(m, w.rows, CHANNEL_CHOICE, case, NONE)
    m[case + at.VISIT] = 0
    if cases.no_show[number]:
        give_up(m, w.rows, case, NO_SHOW)
        return
    is_backlog = cases.serial[number] >> NUMBER_BITS == BACKLOG_DAY
    if is_backlog or not starts_clock_later(m, case):
        start_clock(m, w.events, case)
    proceed(w, case, not is_backlog)


@compiled(inline=True)
def new_case(m: Memory) -> int:
    """Room for a case: that of one that has ended, if there is any."""
    case = m[at.FREE_CASE]
    if case:
        m[at.FREE_CASE] = m[case + at.NEXT]
    else:
        case = m[at.NEW_CASE]
        m[at.NEW_CASE] = case + at.CASE_SIZE
        m[case + at.STAMP] = m[case + at.LIFE] = 0
    m[case + at.FAILURES] = m[case + at.FAILED] = m[case + at.DECIDED] = m[case + at.ENTERS_DATA] = 0
    m[case + at.DEADLINE] = m[case + at.STOPPED] = NONE
    return int(case)


@part
def end(m: Memory, rows: Records, case: int, event: int, cause: int) -> None:
    """The end of a case; its room is free for another."""
    record_at_home(m, rows, event, case, cause)
    m[case + at.STATE] = at.GONE
    m[case + at.STAMP] += 1
    m[case + at.LIFE] += 1
    m[case + at.NEXT] = m[at.FREE_CASE]
    m[at.FREE_CASE] = case


@compiled(inline=True)
def give_up(m: Memory, rows: Records, case: int, cause: int) -> None:
    """The end of a case that did not get what it came for (L4)."""
    end(m, rows, case, GIVE_UP, cause)


@part
def proceed(w: World, case: int, from_outside: bool) -> None:
    """Go to the next step of the route, or depart (A10)."""
    m = w.memory
    route = route_of(m, m[case + at.CASE_CLASS], m[case + at.CHANNEL])
    while m[case + at.POSITION] < m[route + at.ROUTE_STEPS]:
        step = m[route + at.ROUTE_START] + m[case + at.POSITION]
        if not w.needs.steps[step].after_return or m[case + at.FAILED]:
            go_to(w, case, step, from_outside)
            return
        m[case + at.POSITION] += 1
    end(m, w.rows, case, DEPARTURE, NONE)


@compiled(inline=True)
def route_of(m: Memory, case_class: int, channel: int) -> int:
    """Route of a class in a channel."""
    return int(m[at.ROUTES] + (case_class * m[at.N_CHANNELS] + channel) * at.ROUTE_SIZE)


@compiled(inline=True)
def go_to(w: World, case: int, step: int, from_outside: bool) -> None:
    """Come to the station of a step: the applicant's home, or one where there is a line."""
    m = w.memory
    m[case + at.STEP] = step
    station = m[at.FIRST_STATION] + w.needs.steps[step].station * at.STATION_SIZE
    m[case + at.STATION] = station
    m[case + at.FROM_OUTSIDE] = from_outside
    if m[station + at.KIND] == at.APPLICANT:
        record_place(m, w.rows, WAIT_APPLICANT, case, NONE)
        stay_at_home(m, w.events, case, service_time(w, case), m[station + at.STATION_CALENDAR], at.AT_HOME)
        return
    m[case + at.STATE] = at.JOINING
    rank = m[station + at.INDEX] << at.CASE_BITS | m[case + at.CASE]
    place = m[at.JOINING_NOW] + m[at.JOINS] * at.JOIN_SIZE
    m[at.JOINS] += 1
    first = m[at.JOINING_NOW] + m[at.FIRST_JOIN] * at.JOIN_SIZE
    while place > first and m[place - at.JOIN_SIZE] > rank:
        m[place], m[place + at.JOIN_CASE] = m[place - at.JOIN_SIZE], m[place - at.JOIN_SIZE + at.JOIN_CASE]
        place -= at.JOIN_SIZE
    m[place], m[place + at.JOIN_CASE] = rank, case


@compiled(inline=True)
def finish_step(w: World, case: int) -> None:
    """What follows from the end of a service (Q1, K1, O7)."""
    m = w.memory
    if m[case + at.ENTERS_DATA]:
        leave_data_entry(w, case)
        return
    check = failed_check(w, case)
    if check != NONE:
        go_back(w, case, check)
        return
    step = w.needs.steps[m[case + at.STEP]]
    if step.starts_clock:
        start_clock(m, w.events, case)
    if step.decides:
        m[case + at.DECIDED], m[case + at.DEADLINE] = 1, NONE
    if m[case + at.ON_PAPER]:
        m[case + at.ENTERS_DATA] = 1
        go_to(w, case, step.entry, False)
    else:
        m[case + at.POSITION] += 1
        proceed(w, case, False)


@compiled(inline=True)
def leave_data_entry(w: World, case: int) -> None:
    """Go on after data entry, whatever came of it (O7)."""
    m = w.memory
    m[case + at.ENTERS_DATA] = 0
    m[case + at.POSITION] += 1
    proceed(w, case, False)


# ---- needs, given or drawn


@compiled(inline=True)
def given_at(m: Memory, case: int) -> int:
    """Where it stands what is given of a case at its station on this visit."""
    station, visit = m[m[case + at.STATION] + at.INDEX], min(m[case + at.VISIT], m[at.GIVEN_VISITS] - 1)
    return int((m[case + at.CASE] * m[at.STATIONS] + station) * m[at.GIVEN_VISITS] + visit)


@compiled(inline=True)
def given_after_failure(m: Memory, case: int) -> int:
    """Where it stands what is given of a case after its last failure."""
    attempt = min(m[case + at.FAILURES], m[at.GIVEN_ATTEMPTS]) - 1
    return int((m[case + at.CASE] * m[at.N_CHANNELS] + m[case + at.CHANNEL]) * m[at.GIVEN_ATTEMPTS] + attempt)


@part
def service_time(w: World, case: int) -> int:
    """Service time of a case at its step, milliseconds (S13)."""
    m, n = w.memory, w.needs
    if m[at.GIVEN_CASES]:
        return int(m[m[at.GIVEN_SERVICE] + given_at(m, case)])
    value = service_ms(
        n.durations, n.samples, n.factors, n.steps, n.travel_min, m[case + at.STEP], w.seed, w.run,
        m[case + at.CASE_CLASS], m[case + at.SERIAL], m[case + at.VISIT], m[case + at.LITERACY], m[case + at.AWARE],
        m[case + at.CONNECTED], m[case + at.DISTRICT],
    )  # fmt: skip
    if value < 0:
        m[at.STATUS] = BREAKDOWNS_FULL
        return 1
    return int(value)


@compiled(inline=True)
def patience(w: World, case: int) -> int:
    """How long a case waits before it leaves, milliseconds (S12)."""
    m, n = w.memory, w.needs
    if m[at.GIVEN_CASES]:
        return int(m[m[at.GIVEN_PATIENCE] + given_at(m, case)])
    return int(
        patience_ms(
            n.durations, n.samples, n.steps, m[case + at.STEP], w.seed, w.run, m[case + at.CASE_CLASS],
            m[case + at.SERIAL], m[case + at.VISIT],
        )
    )  # fmt: skip


@compiled(inline=True)
def failed_check(w: World, case: int) -> int:
    """The first check that a case fails after its service (Q1, Q3)."""
    m, n = w.memory, w.needs
    step, station = m[case + at.STEP], m[m[case + at.STATION] + at.INDEX]
    first = n.steps[step].first_check
    for check in range(first, first + n.steps[step].checks):
        kind = n.checks[check].kind
        again = m[case + at.FAILED] >> kind & 1
        probability = n.checks[check].again if again else n.checks[check].probability
        if kind == RETURNED:
            probability = probability * m[case + at.ERRORS] / FULL
        if m[at.GIVEN_CASES]:
            table = kind * m[at.GIVEN_CASES] * m[at.STATIONS] * m[at.GIVEN_VISITS]
            draw = w.reals[m[at.GIVEN_CHECKS] + table + given_at(m, case)]
        else:
            draw = check_draw(
                n.factors, n.checks, check, station, w.seed, w.run, m[case + at.CASE_CLASS], m[case + at.SERIAL],
                m[case + at.VISIT], m[case + at.LITERACY], m[case + at.AWARE], m[case + at.CONNECTED],
            )  # fmt: skip
        if draw < probability:
            return int(check)
    return NONE


@compiled(inline=True)
def is_never_repaired(w: World, case: int, check: int) -> bool:
    """Whether the applicant leaves a file that came back alone (Q1)."""
    m = w.memory
    if m[at.GIVEN_CASES]:
        return bool(m[m[at.GIVEN_NEVER_RETURNS] + given_at(m, case)])
    return bool(
        never_returns(
            w.needs.checks, check, m[m[case + at.STATION] + at.INDEX], w.seed, w.run, m[case + at.CASE_CLASS],
            m[case + at.SERIAL], m[case + at.VISIT],
        )
    )  # fmt: skip


@compiled(inline=True)
def repair_time(w: World, case: int, check: int) -> int:
    """How long the applicant repairs a file, milliseconds."""
    m, n = w.memory, w.needs
    if m[at.GIVEN_CASES]:
        return int(m[m[at.GIVEN_REPAIR] + given_at(m, case)])
    return int(
        repair_ms(
            n.durations, n.samples, n.checks, check, m[m[case + at.STATION] + at.INDEX], w.seed, w.run,
            m[case + at.CASE_CLASS], m[case + at.SERIAL], m[case + at.VISIT],
        )
    )  # fmt: skip


@compiled(inline=True)
def channel_after_failure(w: World, case: int) -> int:
    """Channel with which a case goes on after a failure; NONE if it gives up (L1, L2)."""
    m = w.memory
    number, attempt = m[case + at.CHANNEL], m[case + at.FAILURES]
    channel = m[at.FIRST_CHANNEL] + number * at.CHANNEL_SIZE
    if attempt >= m[channel + at.ATTEMPTS]:
        return NONE
    if m[at.GIVEN_CASES]:
        draw = w.reals[m[at.GIVEN_FAILURES] + given_after_failure(m, case)]
    else:
        draw = failure_draw(number, w.seed, w.run, m[case + at.CASE_CLASS], m[case + at.SERIAL], attempt)
    limit = w.reals[m[channel + at.SHARES]]
    if draw < limit:
        return int(number)
    for switch in range(m[channel + at.N_SWITCHES]):
        limit += w.reals[m[channel + at.SHARES] + 1 + switch]
        if draw < limit:
            other = m[m[channel + at.SWITCHES] + switch]
            has_route = m[route_of(m, m[case + at.CASE_CLASS], other) + at.ROUTE_STEPS] > 0
            return int(other) if has_route and m[case + at.POSITION] == 0 else int(number)
    return NONE


@compiled(inline=True)
def delay_after_failure(w: World, case: int) -> int:
    """How long a case that failed stays away, milliseconds."""
    m, n = w.memory, w.needs
    number, attempt = m[case + at.CHANNEL], m[case + at.FAILURES]
    if m[at.GIVEN_CASES]:
        return int(m[m[at.GIVEN_DELAYS] + given_after_failure(m, case)])
    return int(
        failure_delay_ms(
            n.durations, n.samples, n.delays, number, w.seed, w.run, m[case + at.CASE_CLASS], m[case + at.SERIAL],
            attempt,
        )
    )  # fmt: skip


# ---- away from the office


@compiled(inline=True)
def go_back(w: World, case: int, check: int) -> None:
    """Return to an earlier station, by way of the applicant's home if there is something to repair (Q1)."""
    m = w.memory
    rule = w.needs.checks[check]
    cause = CHECK_CAUSES[rule.kind]
    m[case + at.FAILED] |= 1 << rule.kind
    record_place(m, w.rows, REWORK, case, cause)
    if rule.repair == ABSENT:
        m[case + at.POSITION] = rule.back_to
        raise_visit(m, case)
        proceed(w, case, False)
        return
    record_at_home(m, w.rows, WAIT_APPLICANT, case, cause)
    if is_never_repaired(w, case, check):
        give_up(m, w.rows, case, NEVER_RETURNED)
        return
    m[case + at.CAUSE], m[case + at.BACK_TO] = cause, rule.back_to
    stay_at_home(m, w.events, case, repair_time(w, case, check), rule.repair_calendar, at.REPAIRING)


@compiled(inline=True)
def raise_visit(m: Memory, case: int) -> None:
    """Begin a new visit (Q4)."""
    m[case + at.VISIT] += 1
    if m[case + at.VISIT] > MOST_VISITS:
        m[at.STATUS] = VISITS_FULL


@compiled(inline=True)
def stay_at_home(m: Memory, events: Memory, case: int, duration_ms: int, calendar: int, away_for: int) -> None:
    """Time outside the office; the legal clock stands (S11, K2)."""
    m[case + at.SINCE] = m[at.NOW]
    m[case + at.STOPPED], m[case + at.DEADLINE] = m[case + at.DEADLINE], NONE
    until_ms = time_after(m, m[at.NOW], duration_ms, calendar)
    stay_away(m, events, case, until_ms, m[case + at.CHANNEL], away_for)


@part
def stay_away(m: Memory, events: Memory, case: int, until_ms: int, channel: int, away_for: int) -> None:
    """Come back at a moment, or when the channel by which the case comes back opens next (S11)."""
    m[case + at.STATE], m[case + at.AWAY_FOR] = at.AWAY, away_for
    m[case + at.STAMP] += 1
    back_ms = next_coming(m, until_ms, channel)
    rank = (OF_ARRIVAL << PHASE_BITS) + m[case + at.CASE]
    push(m, events, back_ms, rank, case, m[case + at.STAMP])


@part
def fail(w: World, case: int, cause: int) -> None:
    """A case leaves a station unserved: it comes back later, by the same channel or another, or gives up (L1)."""
    m = w.memory
    if m[case + at.ENTERS_DATA]:
        leave_data_entry(w, case)
        return
    m[case + at.FAILURES] += 1
    channel = channel_after_failure(w, case)
    if channel == NONE:
        give_up(m, w.rows, case, cause)
        return
    m[case + at.CAUSE], m[case + at.BACK_TO] = cause, channel
    stay_away(m, w.events, case, m[at.NOW] + delay_after_failure(w, case), channel, at.FAILED_ATTEMPT)


@compiled(inline=True)
def come_back(w: World, case: int) -> None:
    """Be there again after a repair, a step at home or a failure (E4)."""
    m = w.memory
    away_for = m[case + at.AWAY_FOR]
    if away_for == at.FAILED_ATTEMPT:
        raise_visit(m, case)
        if m[case + at.BACK_TO] != m[case + at.CHANNEL]:
            switch_channel(w, case)
        record_at_home(m, w.rows, RETURN_APPLICANT, case, m[case + at.CAUSE])
    else:
        if m[case + at.STOPPED] != NONE:
            set_deadline(m, w.events, case, moved_deadline(m, m[case + at.STOPPED], m[case + at.SINCE]))
        if away_for == at.REPAIRING:
            raise_visit(m, case)
            record_at_home(m, w.rows, RETURN_APPLICANT, case, m[case + at.CAUSE])
            m[case + at.POSITION] = m[case + at.BACK_TO]
        else:
            record_place(m, w.rows, RETURN_APPLICANT, case, NONE)
            m[case + at.POSITION] += 1
    proceed(w, case, True)


@compiled(inline=True)
def switch_channel(w: World, case: int) -> None:
    """Begin the route of another channel (L2, K1)."""
    m = w.memory
    m[case + at.CHANNEL], m[case + at.POSITION] = m[case + at.BACK_TO], 0
    record_at_home(m, w.rows, SWITCH_CHANNEL, case, NONE)
    if not starts_clock_later(m, case):
        start_clock(m, w.events, case)


@part
def time_after(m: Memory, start_ms: int, duration_ms: int, calendar: int) -> int:
    """When so much open time has passed; FOREVER if it never does (C4)."""
    if calendar == ABSENT:
        return start_ms + duration_ms
    last = m[m[at.CALENDARS] + calendar + 1]
    total = open_before(m, start_ms, calendar) + duration_ms
    opening = first_opening(m, calendar, at.OPEN_UNTIL, total)
    return FOREVER if opening == last else int(m[opening + at.CLOSES] - (m[opening + at.OPEN_UNTIL] - total))


@compiled(inline=True)
def open_before(m: Memory, ms: int, calendar: int) -> int:
    """Open time of a calendar before a moment."""
    first, last = m[m[at.CALENDARS] + calendar], m[m[at.CALENDARS] + calendar + 1]
    opening = first_opening(m, calendar, at.CLOSES, ms + 1)
    if opening == last:
        return int(m[last - at.OPENING_SIZE + at.OPEN_UNTIL]) if last > first else 0
    return int(m[opening + at.OPEN_UNTIL] - (m[opening + at.CLOSES] - max(m[opening + at.OPENS], ms)))


@compiled(inline=True)
def first_opening(m: Memory, calendar: int, field: int, least: int) -> int:
    """The first opening of a calendar of which a field, ascending, is at least so much; the end if there is none."""
    first = m[m[at.CALENDARS] + calendar]
    low, high = 0, (m[m[at.CALENDARS] + calendar + 1] - first) // at.OPENING_SIZE
    while low < high:
        middle = (low + high) >> 1
        if m[first + middle * at.OPENING_SIZE + field] < least:
            low = middle + 1
        else:
            high = middle
    return int(first + low * at.OPENING_SIZE)


@compiled(inline=True)
def next_coming(m: Memory, ms: int, number: int) -> int:
    """When a person comes who could come at a moment: then, or when the channel exists and opens next (S11)."""
    channel = m[at.FIRST_CHANNEL] + number * at.CHANNEL_SIZE
    calendar = m[channel + at.CHANNEL_CALENDAR]
    while ms < FOREVER:
        if m[channel + at.IN_PERSON] and calendar != ABSENT:
            opening = first_opening(m, calendar, at.CLOSES, ms + 1)
            if opening == m[m[at.CALENDARS] + calendar + 1]:
                return FOREVER
            ms = max(ms, m[opening + at.OPENS])
        days, n_days = m[channel + at.OPEN_DAYS], m[channel + at.N_OPEN_DAYS]
        if n_days == ABSENT:
            return ms
        later = FOREVER
        for place in range(days, days + n_days):
            if m[place] == ms // MS_PER_DAY:
                return ms
            if later == FOREVER and m[place] * MS_PER_DAY > ms:
                later = m[place] * MS_PER_DAY
        ms = later
    return FOREVER


# ---- the legal clock


@compiled(inline=True)
def starts_clock_later(m: Memory, case: int) -> bool:
    """Whether a step of the case's route establishes that the file is complete."""
    return bool(m[route_of(m, m[case + at.CASE_CLASS], m[case + at.CHANNEL]) + at.ROUTE_STARTS_CLOCK])


@part
def start_clock(m: Memory, events: Memory, case: int) -> None:
    """The deadline begins to run, if it does not run yet and the case is undecided (K1)."""
    days = m[m[at.FIRST_CLASS] + m[case + at.CASE_CLASS] * at.CLASS_SIZE + at.DEADLINE_DAYS]
    if days != ABSENT and m[case + at.DEADLINE] == NONE and not m[case + at.DECIDED]:
        set_deadline(m, events, case, working_days_until(m, m[at.NOW]) + days - 1)


@compiled(inline=True)
def working_days_until(m: Memory, ms: int) -> int:
    """Working days up to and including that of a moment."""
    return int(m[m[at.WORKING_BEFORE] + ms // MS_PER_DAY + 1])


@compiled(inline=True)
def moved_deadline(m: Memory, deadline: int, left_ms: int) -> int:
    """Position of a deadline after the clock stood until now; not before the day of coming back (K2)."""
    now = m[at.NOW]
    moved = deadline + working_days_until(m, now) - working_days_until(m, left_ms)
    return int(max(moved, m[m[at.WORKING_BEFORE] + now // MS_PER_DAY]))


@part
def set_deadline(m: Memory, events: Memory, case: int, deadline: int) -> None:
    """Deem the case approved when its deadline falls due, unless it ends or the clock stops before (K3)."""
    m[case + at.DEADLINE] = deadline
    deemed = m[m[at.FIRST_CLASS] + m[case + at.CASE_CLASS] * at.CLASS_SIZE + at.DEEMED]
    if deemed and deadline < m[m[at.WORKING_BEFORE] + m[at.DAYS]]:
        due_ms = (m[m[at.WORKING_DAYS] + deadline] + 1) * MS_PER_DAY
        push(m, events, due_ms, (OF_DEEMED << PHASE_BITS) + m[case + at.CASE], case, m[case + at.LIFE])


@compiled(inline=True)
def fall_due(w: World, case: int) -> None:
    """Take a case out of whatever it is in, if this is still its deadline (K3)."""
    m = w.memory
    if m[case + at.DEADLINE] != m[m[at.WORKING_BEFORE] + m[at.NOW] // MS_PER_DAY] - 1:
        return
    if m[case + at.STATE] == at.WAITING:
        leave_line(m, case)
    elif m[case + at.STATE] == at.BEING_SERVED:
        stop_work(m, case)
        if m[case + at.WORK_SPEED]:
            record_service(m, w.rows, SERVICE_PAUSE, case, DEADLINE)
        release(m, case)
    end(m, w.rows, case, DEEMED_APPROVED, NONE)


# ---- joining a line, and leaving it


@compiled(inline=True)
def join_lines(w: World) -> None:
    """All who come to a station now join its line or leave, by station and case."""
    m = w.memory
    while m[at.FIRST_JOIN] < m[at.JOINS]:
        first = m[at.JOINING_NOW] + m[at.FIRST_JOIN] * at.JOIN_SIZE
        m[at.FIRST_JOIN] += 1
        rank, case = m[first], m[first + at.JOIN_CASE]
        if m[case + at.STATE] == at.JOINING and (rank & at.CASE_MASK) == m[case + at.CASE]:
            join(w, case)
    m[at.FIRST_JOIN] = m[at.JOINS] = 0


@compiled(inline=True)
def join(w: World, case: int) -> None:
    """Join the line of a station, or leave for a cause (S1, S9, S10)."""
    m = w.memory
    station = m[case + at.STATION]
    cause = reason_to_leave(m, station, m[case + at.FROM_OUTSIDE])
    if cause != NONE:
        record_place(m, w.rows, BALK, case, cause)
        fail(w, case, cause)
        return
    if m[case + at.FROM_OUTSIDE]:
        give_ticket(m, station)
    m[case + at.STATE] = at.WAITING
    m[case + at.STAMP] += 1
    line = line_to_join(m, station)
    put_last(m, station, line, case)
    call_soon(m, station)
    number = (line - m[station + at.FIRST_LINE]) // line_size(m) if m[station + at.HAS_LINES] else NONE
    record(m, w.rows, QUEUE_JOIN, case, m[station + at.INDEX], number, NONE)
    if w.needs.steps[m[case + at.STEP]].patience != ABSENT:
        rank = (OF_RENEGE << PHASE_BITS) + (m[station + at.INDEX] << at.CASE_BITS) + m[case + at.CASE]
        push(m, w.events, m[at.NOW] + patience(w, case), rank, case, m[case + at.STAMP])


@compiled(inline=True)
def reason_to_leave(m: Memory, station: int, from_outside: int) -> int:
    """Why a case that comes now leaves at once; NONE if it joins a line (S10)."""
    if from_outside:
        if m[station + at.TICKETS_UNTIL] != ABSENT and m[at.NOW] % MS_PER_DAY >= m[station + at.TICKETS_UNTIL]:
            return LAST_TICKET
        given = m[station + at.TICKETS_GIVEN] if m[station + at.TICKET_DAY] == m[at.NOW] // MS_PER_DAY else 0
        if m[station + at.TICKETS_PER_DAY] != ABSENT and given >= m[station + at.TICKETS_PER_DAY]:
            return TICKETS_GONE
    if m[station + at.SENDS_HOME] != NONE:
        return int(m[station + at.SENDS_HOME])
    limit = m[station + at.BALK_AT]
    return QUEUE_LIMIT if limit != ABSENT and waiting_before(m, station) >= limit else NONE


@compiled(inline=True)
def give_ticket(m: Memory, station: int) -> None:
    """Count a case that came from outside and joined."""
    day = m[at.NOW] // MS_PER_DAY
    if m[station + at.TICKET_DAY] != day:
        m[station + at.TICKET_DAY], m[station + at.TICKETS_GIVEN] = day, 0
    m[station + at.TICKETS_GIVEN] += 1


@compiled(inline=True)
def waiting_before(m: Memory, station: int) -> int:
    """Cases in the line that a case would join, less the free servers; negative if it would not have to wait (S9)."""
    line = line_to_join(m, station)
    waiting = m[line + at.LENGTH]
    if not m[station + at.SPEED]:
        return int(waiting)
    if m[station + at.N_SKILLED]:
        for place in range(m[station + at.SKILLED], m[station + at.SKILLED] + m[station + at.N_SKILLED]):
            waiting -= is_free(m, m[place])
    else:
        for server in range(m[station + at.FIRST_SERVER], end_of_servers(m, station), at.SERVER_SIZE):
            if not m[station + at.HAS_LINES] or m[server + at.OWN_LINE] == line:
                waiting -= is_free(m, server)
    return int(waiting)


@compiled(inline=True)
def is_free(m: Memory, server: int) -> bool:
    """Whether a server can start a service now."""
    return bool(m[server + at.ON_SHIFT] and not m[server + at.SERVING] and m[server + at.STARTS_LEFT])


@compiled(inline=True)
def end_of_servers(m: Memory, station: int) -> int:
    """Where the servers of a station end."""
    return int(m[station + at.FIRST_SERVER] + m[station + at.SERVERS] * at.SERVER_SIZE)


@compiled(inline=True)
def line_size(m: Memory) -> int:
    """Words of a line."""
    return 1 + 2 * int(m[at.LEVELS])


@part
def line_to_join(m: Memory, station: int) -> int:
    """Line with the fewest cases, waiting and served, of a server on shift if there is one (S8)."""
    if not m[station + at.HAS_LINES]:
        return int(m[station + at.FIRST_LINE])
    best, fewest, best_is_open = NOWHERE, 0, False
    for server in range(m[station + at.FIRST_SERVER], end_of_servers(m, station), at.SERVER_SIZE):
        is_open, count = m[server + at.ON_SHIFT] != 0, waiting_and_served(m, server)
        if best == NOWHERE or (is_open and not best_is_open) or (is_open == best_is_open and count < fewest):
            best, fewest, best_is_open = m[server + at.OWN_LINE], count, is_open
    return int(best)


@compiled(inline=True)
def waiting_and_served(m: Memory, server: int) -> int:
    """Cases of a server's own line."""
    return int(m[m[server + at.OWN_LINE] + at.LENGTH] + (m[server + at.SERVING] != 0))


@part
def put_last(m: Memory, station: int, line: int, case: int) -> None:
    """Put a case at the end of those of its priority in a line (S1)."""
    ends = line + at.HEAD + (2 * m[case + at.LEVEL] if m[station + at.BY_PRIORITY] else 0)
    last = m[ends + 1]
    m[case + at.LINE], m[case + at.PREVIOUS], m[case + at.NEXT] = line, last, 0
    if last:
        m[last + at.NEXT] = case
    else:
        m[ends] = case
    m[ends + 1] = case
    m[line + at.LENGTH] += 1


@part
def take_out(m: Memory, station: int, case: int) -> None:
    """Take a case out of its line."""
    line = m[case + at.LINE]
    ends = line + at.HEAD + (2 * m[case + at.LEVEL] if m[station + at.BY_PRIORITY] else 0)
    before, after = m[case + at.PREVIOUS], m[case + at.NEXT]
    if before:
        m[before + at.NEXT] = after
    else:
        m[ends] = after
    if after:
        m[after + at.PREVIOUS] = before
    else:
        m[ends + 1] = before
    m[line + at.LENGTH] -= 1


@compiled(inline=True)
def first_of(m: Memory, line: int) -> int:
    """Who is called next; the line must not be empty."""
    ends = line + at.HEAD
    while not m[ends]:
        ends += 2
    return int(m[ends])


@compiled(inline=True)
def last_of(m: Memory, line: int) -> int:
    """Who would be called last; the line must not be empty."""
    ends = line + at.HEAD + 2 * (m[at.LEVELS] - 1)
    while not m[ends]:
        ends -= 2
    return int(m[ends + 1])


@compiled(inline=True)
def leave_line(m: Memory, case: int) -> None:
    """Leave a line unserved."""
    station = m[case + at.STATION]
    take_out(m, station, case)
    call_soon(m, station)


@compiled(inline=True)
def lose_patience(w: World, case: int) -> None:
    """The end of a case's patience (S12)."""
    m = w.memory
    leave_line(m, case)
    record_place(m, w.rows, RENEGE, case, PATIENCE)
    fail(w, case, PATIENCE)


# ---- a service


@part
def start_next(w: World, station: int, line: int, server: int) -> None:
    """Begin the service of the first case of a line (S2, S13, P1)."""
    m = w.memory
    case = first_of(m, line)
    take_out(m, station, case)
    duration_ms = service_time(w, case)
    m[case + at.SERVER], m[case + at.ERRORS] = server, FULL
    if server:
        factors = factors_now(m, server)
        duration_ms = max(1, (duration_ms * m[factors + 1] + FULL // 2) // FULL)
        m[case + at.ERRORS] = m[factors + 2]
        m[server + at.SERVING] = case
        m[server + at.STARTS_LEFT] -= m[server + at.STARTS_LEFT] != ABSENT
    m[case + at.WORK] = m[case + at.FULL_WORK] = duration_ms * FULL
    m[case + at.ON_PAPER] = m[station + at.BY_HAND]
    m[case + at.STATE] = at.BEING_SERVED
    enter_service(m, station, case)
    record_service(m, w.rows, SERVICE_START, case, PAPER if m[case + at.ON_PAPER] else NONE)
    m[case + at.WORK_SPEED] = speed_of(m, case)
    go_on_working(m, w.events, case)


@compiled(inline=True)
def factors_now(m: Memory, server: int) -> int:
    """Where the factors of a server stand that hold now."""
    while m[server + at.N_FACTORS] > 1 and m[m[server + at.FACTORS] + 3] <= m[at.NOW]:
        m[server + at.FACTORS] += 3
        m[server + at.N_FACTORS] -= 1
    return int(m[server + at.FACTORS])


@compiled(inline=True)
def enter_service(m: Memory, station: int, case: int) -> None:
    """Add a case to those that a station serves."""
    head = m[station + at.SERVED_HEAD]
    m[case + at.PREVIOUS], m[case + at.NEXT] = 0, head
    if head:
        m[head + at.PREVIOUS] = case
    m[station + at.SERVED_HEAD] = case


@part
def release(m: Memory, case: int) -> None:
    """The end of a service: its server is free for the next case."""
    station, before, after = m[case + at.STATION], m[case + at.PREVIOUS], m[case + at.NEXT]
    if before:
        m[before + at.NEXT] = after
    else:
        m[station + at.SERVED_HEAD] = after
    if after:
        m[after + at.PREVIOUS] = before
    if m[case + at.SERVER]:
        m[m[case + at.SERVER] + at.SERVING] = 0
    call_soon(m, station)


@part
def go_on_working(m: Memory, events: Memory, case: int) -> None:
    """Plan the end of a service if its speed stays as it is (O4, S3)."""
    station, speed = m[case + at.STATION], m[case + at.WORK_SPEED]
    m[case + at.SINCE] = m[at.NOW]
    m[case + at.STAMP] += 1
    end_ms = FOREVER
    if m[station + at.KIND] == at.EXTERNAL:
        end_ms = time_after(m, m[at.NOW], m[case + at.WORK] // FULL, m[station + at.STATION_CALENDAR])
    elif speed:
        end_ms = m[at.NOW] + (m[case + at.WORK] + speed - 1) // speed
    rank = (OF_SERVICE_END << PHASE_BITS) + (m[station + at.INDEX] << at.CASE_BITS) + m[case + at.CASE]
    push(m, events, end_ms, rank, case, m[case + at.STAMP])


@compiled(inline=True)
def stop_work(m: Memory, case: int) -> None:
    """Take the work done off what is left."""
    m[case + at.WORK] -= (m[at.NOW] - m[case + at.SINCE]) * m[case + at.WORK_SPEED]


@compiled(inline=True)
def end_service(w: World, case: int) -> None:
    """The end of a service, and what follows from it."""
    m = w.memory
    record_service(m, w.rows, SERVICE_END, case, NONE)
    release(m, case)
    finish_step(w, case)


@compiled(inline=True)
def speed_of(m: Memory, case: int) -> int:
    """Speed of one service, thousandths (S6, O4, O7)."""
    station, server = m[case + at.STATION], m[case + at.SERVER]
    if server and not m[server + at.ON_SHIFT] and m[station + at.PAUSES]:
        return 0
    return int(m[station + at.OUTAGE_SPEED] if m[case + at.ON_PAPER] else m[station + at.SPEED])


@part
def change_service(w: World, case: int, cause: int, begins_anew: bool) -> None:
    """A service under way may have another speed from now on: it pauses, resumes or goes on (S6, O4, O5, O7)."""
    m = w.memory
    stop_work(m, case)
    before, speed = m[case + at.WORK_SPEED], speed_of(m, case)
    m[case + at.WORK_SPEED] = speed
    if before and not speed:
        record_service(m, w.rows, SERVICE_PAUSE, case, cause)
    if begins_anew:
        m[case + at.WORK] = m[case + at.FULL_WORK]
    if speed and not before:
        to_paper = m[m[case + at.STATION] + at.BY_HAND] and not m[case + at.ON_PAPER]
        record_service(m, w.rows, SERVICE_RESUME, case, PAPER if to_paper else cause)
        if to_paper:
            m[case + at.ON_PAPER] = 1
    go_on_working(m, w.events, case)


# ---- calling the next case


@compiled(inline=True)
def call_soon(m: Memory, station: int) -> None:
    """Call cases when everything else of this instant is done."""
    if m[station + at.N_SKILLED]:
        m[at.POOLS_DUE] = 1
    else:
        m[station + at.IS_DUE] = 1


@compiled(inline=True)
def call_cases(w: World) -> None:
    """Each station calls cases, in their order; then the persons of pools (S2)."""
    m = w.memory
    for number in range(m[at.STATIONS]):
        station = m[at.FIRST_STATION] + number * at.STATION_SIZE
        if m[station + at.KIND] == at.BATCH:
            if m[station + at.BATCH_DUE]:
                call_batch(w, station)
        elif m[station + at.IS_DUE]:
            call_at_station(w, station)
        m[station + at.IS_DUE] = m[station + at.BATCH_DUE] = 0
    if m[at.POOLS_DUE]:
        m[at.POOLS_DUE] = 0
        call_by_persons(w)


@compiled(inline=True)
def can_call(m: Memory, station: int, line: int) -> bool:
    """Whether somebody waits and the station works."""
    return bool(m[line + at.LENGTH] and m[station + at.SPEED])


@compiled(inline=True)
def call_batch(w: World, station: int) -> None:
    """Call as many as the capacity of a batch allows (S4)."""
    m = w.memory
    line = m[station + at.FIRST_LINE]
    size = m[line + at.LENGTH]
    if m[station + at.CAPACITY] != ABSENT:
        size = min(size, m[station + at.CAPACITY])
    for _ in range(size if m[station + at.SPEED] else 0):
        start_next(w, station, line, at.NOTHING)


@compiled(inline=True)
def call_at_station(w: World, station: int) -> None:
    """Everybody, where there is no server; else as many as its own servers can take."""
    m = w.memory
    line = m[station + at.FIRST_LINE]
    if m[station + at.KIND] != at.STAFFED:
        while can_call(m, station, line):
            start_next(w, station, line, at.NOTHING)
        return
    if m[station + at.HAS_LINES]:
        settle_lines(m, station)
    for server in range(m[station + at.FIRST_SERVER], end_of_servers(m, station), at.SERVER_SIZE):
        if m[station + at.HAS_LINES]:
            line = m[server + at.OWN_LINE]
        if is_free(m, server) and can_call(m, station, line):
            start_next(w, station, line, server)


@compiled(inline=True)
def call_by_persons(w: World) -> None:
    """Each free person takes from the first of its stations where somebody can be called."""
    m = w.memory
    for number in range(m[at.PERSONS]):
        person = m[at.FIRST_PERSON] + number * at.SERVER_SIZE
        if not is_free(m, person):
            continue
        for skill in range(m[person + at.SKILLS], m[person + at.SKILLS] + m[person + at.N_SKILLS]):
            station = m[skill]
            if can_call(m, station, m[station + at.FIRST_LINE]):
                start_next(w, station, m[station + at.FIRST_LINE], person)
                break


@compiled(inline=True)
def settle_lines(m: Memory, station: int) -> None:
    """Cases leave the lines of closed servers; then the last of long lines change over, if they may (S8)."""
    first, last = m[station + at.FIRST_SERVER], end_of_servers(m, station)
    is_open = False
    for server in range(first, last, at.SERVER_SIZE):
        is_open = is_open or m[server + at.ON_SHIFT] != 0
    if not is_open:
        return
    for server in range(first, last, at.SERVER_SIZE):
        while not m[server + at.ON_SHIFT] and m[m[server + at.OWN_LINE] + at.LENGTH]:
            case = first_of(m, m[server + at.OWN_LINE])
            take_out(m, station, case)
            put_last(m, station, line_to_join(m, station), case)
    while m[station + at.JOCKEYING]:
        longest, shortest = NOWHERE, NOWHERE
        for server in range(first, last, at.SERVER_SIZE):
            if m[server + at.ON_SHIFT]:
                if longest == NOWHERE or waiting_and_served(m, server) > waiting_and_served(m, longest):
                    longest = server
                if shortest == NOWHERE or waiting_and_served(m, server) < waiting_and_served(m, shortest):
                    shortest = server
        if waiting_and_served(m, longest) - waiting_and_served(m, shortest) < 2:
            return
        case = last_of(m, m[longest + at.OWN_LINE])
        take_out(m, station, case)
        put_last(m, station, m[shortest + at.OWN_LINE], case)


# ---- shifts, batches and outages


@compiled(inline=True)
def make_move(w: World, move: int) -> None:
    """What happens at a set time."""
    m = w.memory
    what = m[m[at.MOVES] + move * at.MOVE_SIZE + at.MOVE_WHAT]
    place = m[m[at.MOVES] + move * at.MOVE_SIZE + at.MOVE_WHOM]
    if what == at.SHIFT_START or what == at.SHIFT_END:
        turn_shift(w, place, what == at.SHIFT_START)
    elif what == at.BATCH_TIME:
        m[place + at.BATCH_DUE] = 1
    elif what == at.DOWN_START or what == at.DOWN_END:
        turn_outage(w, place, what == at.DOWN_START)
    else:
        turn_slow_state(w, place, what == at.SLOW_START)


@compiled(inline=True)
def turn_shift(w: World, server: int, is_on_shift: bool) -> None:
    """Begin or end a shift: a service may pause or resume, and cases may be called (S5, S6)."""
    m = w.memory
    home = m[server + at.HOME]
    place = m[home + at.INDEX] if home else NONE
    write(
        m, w.rows, SHIFT_START if is_on_shift else SHIFT_END, NONE, NONE, NONE, NONE, place, m[server + at.NUMBER], NONE
    )
    m[server + at.ON_SHIFT] = is_on_shift
    m[server + at.STARTS_LEFT] = m[home + at.STARTS_PER_SHIFT] if home else ABSENT
    if m[server + at.SERVING]:
        change_service(w, m[server + at.SERVING], SHIFT, False)
    if home:
        call_soon(m, home)
    else:
        m[at.POOLS_DUE] = 1


@compiled(inline=True)
def turn_outage(w: World, subsystem: int, is_down: bool) -> None:
    """Take a subsystem down or up again; every station that needs it is told (O1, O9)."""
    m = w.memory
    cause = FIRST_SUBSYSTEM + subsystem
    write(m, w.rows, OUTAGE_START if is_down else OUTAGE_END, NONE, NONE, NONE, NONE, NONE, NONE, cause)
    for number in range(m[at.STATIONS]):
        if m[m[at.NEEDED_BY] + subsystem * m[at.STATIONS] + number]:
            station = m[at.FIRST_STATION] + number * at.STATION_SIZE
            if is_down:
                go_down(w, station, cause)
            else:
                recover(w, station, cause)


@compiled(inline=True)
def go_down(w: World, station: int, cause: int) -> None:
    """A subsystem that the station needs goes down (O4 to O8)."""
    m = w.memory
    count = m[station + at.N_DOWN]
    m[m[station + at.DOWN] + count] = cause
    m[station + at.N_DOWN] = count + 1
    if count > 0:
        return
    m[station + at.DOWN_SINCE] = m[at.NOW]
    change_speeds(w, station, cause, m[station + at.EFFECT] == at.RESTART)
    when_ms = m[at.NOW] + m[station + at.AFTER]
    if m[station + at.EFFECT] == at.PAPER:
        rank = (OF_OUTAGE << PHASE_BITS) + (OF_PAPER << at.CASE_BITS) + m[station + at.INDEX]
        push(m, w.events, when_ms, rank, station, m[at.NOW])
    elif m[station + at.EFFECT] == at.LEAVE:
        rank = (OF_OUTAGE << PHASE_BITS) + (OF_SENDING_HOME << at.CASE_BITS) + m[station + at.INDEX]
        push(m, w.events, when_ms, rank, station, m[at.NOW])


@compiled(inline=True)
def recover(w: World, station: int, cause: int) -> None:
    """A subsystem works again."""
    m = w.memory
    down, kept = m[station + at.DOWN], 0
    for place in range(m[station + at.N_DOWN]):
        if m[down + place] != cause:
            m[down + kept] = m[down + place]
            kept += 1
    m[station + at.N_DOWN] = kept
    if kept == 0:
        m[station + at.BY_HAND], m[station + at.SENDS_HOME] = 0, NONE
        change_speeds(w, station, cause, False)


@compiled(inline=True)
def turn_slow_state(w: World, subsystem: int, is_slow: bool) -> None:
    """Make a subsystem slow for a time (O3)."""
    m = w.memory
    cause = FIRST_SLOW + subsystem
    write(m, w.rows, OUTAGE_START if is_slow else OUTAGE_END, NONE, NONE, NONE, NONE, NONE, NONE, cause)
    speed = 0
    if is_slow:
        next_speed = m[at.SLOW_SPEEDS] + subsystem
        speed = m[m[next_speed]]
        m[next_speed] += 1
    for number in range(m[at.STATIONS]):
        if m[m[at.NEEDED_BY] + subsystem * m[at.STATIONS] + number]:
            station = m[at.FIRST_STATION] + number * at.STATION_SIZE
            m[m[station + at.SLOW] + subsystem] = speed
            change_speeds(w, station, cause, False)


@part
def change_speeds(w: World, station: int, cause: int, begins_anew: bool) -> None:
    """Tell every service under way, in the order of cases, and call whoever can be called now."""
    m = w.memory
    m[station + at.SPEED] = station_speed(m, station)
    if m[station + at.KIND] != at.EXTERNAL and m[station + at.SERVED_HEAD]:
        for place in range(m[at.GATHERED], m[at.GATHERED] + gather(m, station, False)):
            change_service(w, m[place] & at.CASE_MASK, cause, begins_anew)
    call_soon(m, station)


@compiled(inline=True)
def station_speed(m: Memory, station: int) -> int:
    """Speed of work, thousandths; 0 while the station does not work (O3, O4, O6, O7)."""
    online = FULL
    for place in range(m[station + at.SLOW], m[station + at.SLOW] + m[at.SUBSYSTEMS]):
        if m[place]:
            online = min(online, m[place])
    if m[station + at.N_DOWN] == 0:
        return int(online)
    if m[station + at.EFFECT] == at.SLOWER:
        return int(min(online, m[station + at.OUTAGE_SPEED]))
    return int(m[station + at.OUTAGE_SPEED]) if m[station + at.BY_HAND] else 0


@compiled(inline=True)
def send_home(w: World, station: int) -> None:
    """Those who wait leave; at a self-service station those who are served, too (O8)."""
    m = w.memory
    cause = m[m[station + at.DOWN]]
    m[station + at.SENDS_HOME] = cause
    for place in range(m[at.GATHERED], m[at.GATHERED] + gather(m, station, True)):
        case = m[place] & at.CASE_MASK
        if m[case + at.STATE] == at.WAITING:
            leave_line(m, case)
        else:
            stop_work(m, case)
            if m[case + at.WORK_SPEED]:
                record_service(m, w.rows, SERVICE_PAUSE, case, cause)
            release(m, case)
        record_place(m, w.rows, RENEGE, case, cause)
        fail(w, case, cause)


@compiled(inline=True)
def gather(m: Memory, station: int, is_leaving: bool) -> int:
    """Write down, by number, the cases that are served, or those that are to leave; say how many."""
    first = m[at.GATHERED]
    count = 0
    if not is_leaving or m[station + at.KIND] == at.SELF_SERVICE:
        count = follow(m, m[station + at.SERVED_HEAD], first, count)
    if is_leaving:
        for number in range(m[station + at.LINES]):
            line = m[station + at.FIRST_LINE] + number * line_size(m)
            for level in range(m[at.LEVELS]):
                count = follow(m, m[line + at.HEAD + 2 * level], first, count)
    sort(m, first, count)
    return count


@part
def follow(m: Memory, case: int, first: int, count: int) -> int:
    """Write down a case and those after it."""
    while case:
        m[first + count] = m[case + at.CASE] << at.CASE_BITS | case
        count += 1
        case = m[case + at.NEXT]
    return count


@part
def sort(m: NDArray[np.int64], first: int, count: int) -> None:
    """Put some words in ascending order.

    References
    ----------
    Shell's method with the gaps 1, 4, 13, … of Knuth (1998), *The Art of Computer Programming*, vol. 3, section 5.2.1.
    """
    gap = 1
    while gap < count // 3:
        gap = 3 * gap + 1
    while gap > 0:
        for end in range(first + gap, first + count):
            word, place = m[end], end
            while place >= first + gap and m[place - gap] > word:
                m[place] = m[place - gap]
                place -= gap
            m[place] = word
        gap //= 3


# ---- from a workload to a log


def simulate(workload: Workload) -> EventLog:
    """Simulate one replication.

    Parameters
    ----------
    workload : Workload
        Everything that will arrive and fail.

    Returns
    -------
    EventLog
        What happened before the end of the horizon, in order: row for row that of the reference engine.

    Raises
    ------
    OverflowError
        If a case comes back more often than an event log can count.
    ValueError
        If equipment fails more often in one service than a random number has addresses for.
    """
    scenario = workload.scenario
    return EventLog.from_rows(
        simulate_rows(workload), names_of(scenario), scenario.horizon_ms, workload.streams.replication
    )


def simulate_rows(workload: Workload) -> NDArray[Any]:
    """Simulate one replication; for sweeps, which keep no logs.

    Parameters
    ----------
    workload : Workload
        Everything that will arrive and fail.

    Returns
    -------
    ndarray of ROW, shape (n_rows,)
        The event log without its dictionary. Raises what :func:`simulate` does.
    """
    needs, layout = _office(workload)
    cases, boundaries = _cases(workload), _boundaries(workload, layout)
    n_rows, n_events = 24 * workload.n_cases + 2 * len(boundaries), 8 * workload.n_cases + 2**12
    while True:
        world = _world(workload, needs, layout, n_rows, n_events)
        run(world, cases, boundaries)
        status, count = int(world.memory[at.STATUS]), int(world.memory[at.ROWS])
        if status == DONE:
            return world.rows[:count].view(ROW, np.ndarray)
        if status == VISITS_FULL:
            raise OverflowError(
                f"a case comes back more than {MOST_VISITS:,} times: the log has no room for its visits"
            )
        if status == BREAKDOWNS_FULL:
            _raise_as_the_tables_do(workload)
        n_rows, n_events = max(count, n_rows), n_events * (8 if status == EVENTS_FULL else 1)


def _raise_as_the_tables_do(workload: Workload) -> None:
    """Say which station's equipment fails too often."""
    for station, rules in enumerate(workload.scenario.stations):
        if rules.breakdown_up is not None:
            for channel in range(len(workload.scenario.channels)):
                workload.service_times_ms(station, 0, channel)
    raise ValueError("the equipment of a station fails too often in one service")


def _office(workload: Workload) -> tuple[Needs, at.Layout]:
    """The office of a workload as arrays, made once for each scenario."""
    scenario = workload.scenario
    kept = scenario.kept
    if "needs" not in kept:
        kept["needs"] = pack_needs(scenario)
    has_priority = np.zeros(at.PRIORITIES, np.bool_)
    has_priority[workload.priority] = True
    which = "layout", has_priority.tobytes()
    if which not in kept:
        kept[which] = at.lay_out(scenario, kept["needs"].routes, tuple(np.flatnonzero(has_priority).tolist()))
    return kept["needs"], kept[which]


def _cases(workload: Workload) -> Cases:
    """Who comes, as columns."""
    people = workload.people
    return Cases(
        workload.arrival_ms, workload.case_class, workload.channel, workload.serial, workload.priority, workload.start,
        workload.no_show, people.literacy, people.aware, people.connected, people.district,
    )  # fmt: skip


def _world(workload: Workload, needs: Needs, layout: at.Layout, n_rows: int, n_events: int) -> World:
    """Everything that the kernel needs for one replication."""
    streams, slow = workload.streams, [table[:, 2] for table in workload.slow]
    office = len(layout.template)
    words, reals, where = _given(workload.given, office, len(layout.shares))
    slow_speeds = office + sum(map(len, words))
    first_speed = np.cumsum([slow_speeds + len(slow), *map(len, slow)])[:-1]
    parts = [layout.template, *words, first_speed, *slow]
    joining_now = sum(map(len, parts))
    gathered = joining_now + (2 * workload.n_cases + 16) * at.JOIN_SIZE
    new_case = gathered + workload.n_cases
    memory = np.empty(new_case + (workload.n_cases + 1) * at.CASE_SIZE, np.int64)
    memory[:joining_now] = np.concatenate(parts)
    for word, value in {
        **where,
        at.SLOW_SPEEDS: slow_speeds,
        at.JOINING_NOW: joining_now,
        at.GATHERED: gathered,
        at.NEW_CASE: new_case,
    }.items():
        memory[word] = value
    return World(
        memory=memory,
        reals=np.concatenate([layout.shares, *reals]),
        events=np.empty((n_events, 4), np.int64),
        rows=np.empty(n_rows, ROW).view(np.recarray),
        needs=needs,
        seed=np.uint64(streams.seed),
        run=np.uint64(streams.office << 20 | streams.replication),
    )


def _given(given: Given | None, word: int, real: int) -> tuple[list[Any], list[Any], dict[int, int]]:
    """What is given as words and real numbers, and where it stands if it begins at these positions."""
    if given is None:
        return [], [], {}
    words = {
        at.GIVEN_SERVICE: given.service_ms, at.GIVEN_PATIENCE: given.patience_ms, at.GIVEN_REPAIR: given.repair_ms,
        at.GIVEN_NEVER_RETURNS: given.never_returns, at.GIVEN_DELAYS: given.failure_delay_ms,
    }  # fmt: skip
    reals = {at.GIVEN_CHECKS: given.check_draws, at.GIVEN_FAILURES: given.failure_draws}
    cases, _, visits = given.service_ms.shape
    where = {at.GIVEN_CASES: cases, at.GIVEN_VISITS: visits, at.GIVEN_ATTEMPTS: given.failure_draws.shape[2]}
    for tables, position in ((words, word), (reals, real)):
        for name, table in tables.items():
            where[name] = position
            position += table.size
    return [table.ravel() for table in words.values()], [table.ravel() for table in reals.values()], where


def _boundaries(workload: Workload, layout: at.Layout) -> NDArray[np.int64]:
    """Shifts, batches, outages and slow states in the order in which they begin and end."""
    parts = [layout.boundaries]
    for tables, moves in (
        (workload.shifts, layout.shift_moves),
        (workload.outages, layout.down_moves),
        (workload.slow, layout.slow_moves),
    ):
        for table, (start, end) in zip(tables, moves, strict=True):
            if len(table):
                times = np.asarray(table, np.int64)
                parts += [at.boundary(times[:, 0], start), at.boundary(times[:, 1], end)]
    boundaries = np.concatenate(parts)
    boundaries.sort()
    return boundaries
