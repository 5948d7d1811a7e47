"""Counts and sums of one replication, from which every measure follows, in one compiled call.

They are whole numbers and therefore do not depend on the order of addition. Each loop over the rows does one thing and
hands no array to a function: Numba would count references to it at every row, which takes longer than all the rest.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.compiled import compiled
from simulator.eventlog.kinds import Cause, Event
from simulator.eventlog.rows import NONE, Rows
from simulator.measures.legal_clock import Clock, count_on_time

ARRIVALS, BALKED, RENEGED, TURNED_AWAY, SENT_BACK, GAVE_UP, DEEMED_APPROVED, DEPARTED = range(8)
DEPARTED_SENT_BACK, SOJOURN_MS, TRIPS, DEPARTURES, PRESENT, COUNTS = range(8, 14)
"""Positions in `Tally.counts`, and their number. The first eight are things that befall a case, each counted once."""

STAFFED_MS, BUSY_MS, OVERTIME_MS, SHIFTS = range(4)
"""Columns of `Tally.staff`."""

_TURNS = sum(
    1 << event for event in Event if event in (Event.ARRIVAL, Event.BALK, Event.RENEGE) or event >= Event.SERVICE_END
)
"""Kinds of rows in which cases come, end a service, are sent back, fail, go home, come back or end: a bit for each."""

SERVED, WAITED_MS, KEPT, LEFT, STAYED_MS = range(5)
"""Columns of `Tally.groups`."""

WAIT_MEAN_MS, WAIT_P90_MS, KEPT_SHARE = range(3)
"""Columns of what :func:`describe_waits` gives."""

Integers = NDArray[np.int64]
Stays = NDArray[np.int32]


class Codes(NamedTuple):
    """What the pass must know of an office.

    Attributes
    ----------
    place_of_station : ndarray, shape (n_stations,), int64
        Place of the station's own servers; -1 where persons of pools serve.
    place_of_person : ndarray, shape (n_persons,), int64
        Place of each person: the pool.
    is_staffed : ndarray, shape (n_stations,), bool
        Whether applicants may have to queue for staff.
    is_in_person : ndarray, shape (n_channels,), bool
        Whether people come to the office.
    places : int
        Number of stations and pools.
    clock : Clock
        What it must know of the legal clock, and how many case classes there are.
    """

    place_of_station: Integers
    place_of_person: Integers
    is_staffed: NDArray[np.bool_]
    is_in_person: NDArray[np.bool_]
    places: int
    clock: Clock


class Tally(NamedTuple):
    """Sufficient statistics of one replication.

    Attributes
    ----------
    counts : ndarray, shape (COUNTS,), int64
        Of the cases that arrived in the window: how many they are, and how many balked, reneged, were turned away, were
        sent back, gave up, were deemed approved and departed; how many of the departed had been sent back, and the sum
        of their sojourn times, milliseconds; trips. Of all cases: departures in the window, and the still present.
    staff : ndarray, shape (places, 4), int64
        Milliseconds staffed, busy and in overtime in the window; shifts that began in the whole horizon.
    queue_ms : ndarray, shape (n_stations,), int64
        Case-milliseconds of waiting in the window; 0 where nobody queues for staff.
    waits_ms : ndarray, shape (n_waits,), int64
        Waiting time of each service whose case joined in the window, those of one station one after the other.
    first_wait : ndarray, shape (n_stations + 1,), int64
        Where in `waits_ms` each station begins, and the end.
    groups : ndarray, shape (n_classes + n_channels, 5), int64
        Of each case class, then of each channel: services whose case joined in the window, the sum of their waits and
        how many kept the promise; departed of those who arrived in the window, and the sum of their sojourn times.
        Milliseconds.
    on_time : ndarray, shape (n_classes, 2), int64
        As :func:`simulator.measures.legal_clock.count_on_time` gives it.
    """

    counts: Integers
    staff: Integers
    queue_ms: Integers
    waits_ms: Integers
    first_wait: Integers
    groups: Integers
    on_time: Integers


@compiled
def tally(rows: Rows, codes: Codes, horizon_ms: int, warm_up_ms: int, target_ms: int) -> Tally:
    """Count and add up what happened in one replication.

    Parameters
    ----------
    rows : ndarray of ROW, shape (n_rows,)
        What happened, in order.
    codes : Codes
        Of the office.
    horizon_ms : int
        End of the simulated time, milliseconds.
    warm_up_ms : int
        Time at the start that is not counted, milliseconds.
    target_ms : int
        A wait up to this long keeps the promise, milliseconds.

    Returns
    -------
    Tally
        Whole numbers.

    Raises
    ------
    ValueError
        If a code means nothing, or something happens outside the horizon.

    Notes
    -----
    Beside the rows it needs 24 bytes for each service start, or 4 for each row and 48 for each case.
    """
    n_cases, n_servers, n_starts = _sizes(rows, codes, horizon_ms)
    queue_ms, waits_ms, started = _wait(rows, codes.is_staffed, n_cases, n_starts, horizon_ms, warm_up_ms)
    n_classes = len(codes.clock.deadline_days)
    groups = np.zeros((n_classes + len(codes.is_in_person), STAYED_MS + 1), np.int64)
    _wait_together(rows, waits_ms, started, groups, n_classes, target_ms)
    first_wait, waits_ms = _by_station(rows, waits_ms, started, len(queue_ms))
    staff = _work(rows, codes, n_servers, horizon_ms, warm_up_ms)
    turns = _turns(rows)
    counts, arrived_ms, stays = _fare(rows, turns, n_cases, warm_up_ms)
    _stay_together(rows, stays, groups, n_classes)
    counts[TRIPS] = _travel(rows, turns, codes.is_in_person, arrived_ms, warm_up_ms)
    on_time = count_on_time(rows, turns, codes.clock, n_cases, horizon_ms, warm_up_ms)
    return Tally(counts, staff, queue_ms, waits_ms, first_wait, groups, on_time)


@compiled
def describe_waits(waits_ms: Integers, first_wait: Integers, target_ms: int) -> NDArray[np.float64]:
    """Mean and 90th percentile of waiting times, and the share that keeps the promise.

    Parameters
    ----------
    waits_ms, first_wait : ndarray
        As in :class:`Tally`.
    target_ms : int
        A wait up to this long keeps the promise, milliseconds.

    Returns
    -------
    ndarray, shape (1 + n_stations, 3), float64
        Of the office, then of each station: milliseconds, milliseconds, share; not a number where nobody was served.
    """
    result = np.full((len(first_wait), 3), np.nan)
    for line in range(len(first_wait)):
        waits = waits_ms if line == 0 else waits_ms[first_wait[line - 1] : first_wait[line]]
        if len(waits) > 0:
            result[line, WAIT_MEAN_MS] = waits.sum() / len(waits)
            result[line, WAIT_P90_MS] = _p90(waits)
            result[line, KEPT_SHARE] = np.count_nonzero(waits <= target_ms) / len(waits)
    return result


@compiled
def _p90(values: Integers) -> float:
    """Nine tenths of the way along the ordered values, straight lines between them."""
    place = (len(values) - 1) * 0.9
    below = int(place)
    ordered = values.copy()
    _select(ordered, below)
    low = float(ordered[below])
    if below + 1 == len(values):
        return low
    return low + (place - below) * (float(ordered[below + 1 :].min()) - low)


@compiled
def _select(values: Integers, k: int) -> None:
    """Bring the value that is number k in order to its position, smaller ones before it and larger ones after.

    Hoare (1961), *Communications of the ACM* 4(7), algorithm 65. (Numba takes seconds to compile NumPy's.)
    """
    first, last = 0, len(values) - 1
    while first < last:
        pivot, i, j = values[k], first, last
        while i <= j:
            while values[i] < pivot:
                i += 1
            while pivot < values[j]:
                j -= 1
            if i <= j:
                values[i], values[j] = values[j], values[i]
                i, j = i + 1, j - 1
        if j < k:
            first = i
        if k < i:
            last = j


@compiled
def _sizes(rows: Rows, codes: Codes, horizon_ms: int) -> tuple[int, int, int]:
    """Cases, servers of one station at most, and service starts; each code must stand for something."""
    n_cases, n_servers, n_starts, n_classes = 0, 0, 0, len(codes.clock.deadline_days)
    n_stations, n_channels, n_persons = len(codes.is_staffed), len(codes.is_in_person), len(codes.place_of_person)
    for i in range(len(rows)):
        row = rows[i]
        event, case, channel = int(row["event"]), int(row["case"]), int(row["channel"])
        station, server, case_class = int(row["station"]), int(row["server"]), int(row["case_class"])
        if not 0 <= row["time_ms"] < horizon_ms:
            raise ValueError("a row of the log lies outside the horizon")
        is_none = min(case, channel, station, server) < NONE or channel >= n_channels or station >= n_stations
        is_none |= (event >= Event.ARRIVAL) != (case != NONE)
        is_none |= case != NONE and (min(channel, case_class) < 0 or case_class >= n_classes)
        is_none |= Event.QUEUE_JOIN <= event <= Event.SERVICE_END and station == NONE
        if is_none or (server >= n_persons and (station == NONE or codes.place_of_station[station] == NONE)):
            raise ValueError(
                "a row of the log names a case, class, channel, station or server that the office does not have"
            )
        n_cases, n_servers = max(n_cases, 1 + case), max(n_servers, 1 + server)
        n_starts += event == Event.SERVICE_START
    return n_cases, n_servers, n_starts


@compiled
def _wait(
    rows: Rows, is_staffed: NDArray[np.bool_], n_cases: int, n_starts: int, horizon_ms: int, warm_up_ms: int
) -> tuple[Integers, Integers, Integers]:
    """Time in the lines of each station; the waits that are counted and the rows in which they end.

    A case waits from joining a line until whatever happens to it next.
    """
    line, joined_ms = np.full(n_cases, NONE, np.int64), np.zeros(n_cases, np.int64)
    queue_ms = np.zeros(len(is_staffed), np.int64)
    waits_ms, started, served = np.empty(n_starts, np.int64), np.empty(n_starts, np.int64), 0
    for i in range(len(rows)):
        row = rows[i]
        case, time_ms, station = int(row["case"]), int(row["time_ms"]), int(row["station"])
        if case == NONE:
            continue
        if line[case] != NONE:
            queue_ms[line[case]] -= horizon_ms - max(time_ms, warm_up_ms)
            line[case] = NONE
            if row["event"] == Event.SERVICE_START and joined_ms[case] >= warm_up_ms:
                waits_ms[served], started[served] = time_ms - joined_ms[case], i
                served += 1
        if row["event"] == Event.QUEUE_JOIN and is_staffed[station]:
            queue_ms[station] += horizon_ms - max(time_ms, warm_up_ms)
            line[case], joined_ms[case] = station, time_ms
    return queue_ms, waits_ms[:served], started[:served]


@compiled
def _wait_together(
    rows: Rows, waits_ms: Integers, started: Integers, groups: Integers, n_classes: int, target_ms: int
) -> None:
    """Add the waits to those of their classes and of the channels by which the cases came to the line."""
    for wait in range(len(waits_ms)):
        row, wait_ms = rows[started[wait]], waits_ms[wait]
        for group in (np.int64(row["case_class"]), n_classes + np.int64(row["channel"])):
            groups[group, SERVED] += 1
            groups[group, WAITED_MS] += wait_ms
            groups[group, KEPT] += wait_ms <= target_ms


@compiled
def _work(rows: Rows, codes: Codes, n_servers: int, horizon_ms: int, warm_up_ms: int) -> Integers:
    """What the servers of each place do; each thing until the horizon, less what is left of it when it ends."""
    of_station, of_person = codes.place_of_station, codes.place_of_person
    persons = len(of_station) * n_servers
    is_on_shift = np.zeros(persons + len(of_person), np.bool_)
    is_serving = np.zeros(persons + len(of_person), np.bool_)
    staff = np.zeros((codes.places, 4), np.int64)
    for i in range(len(rows)):
        row = rows[i]
        event, station, server = int(row["event"]), int(row["station"]), int(row["server"])
        is_of_shift = event in (Event.SHIFT_START, Event.SHIFT_END)
        if server == NONE or not (is_of_shift or Event.SERVICE_START <= event <= Event.SERVICE_END):
            continue
        is_person = station == NONE or of_station[station] == NONE
        me = (persons if is_person else station * n_servers) + server
        place = of_person[server] if is_person else of_station[station]
        left_ms = horizon_ms - max(int(row["time_ms"]), warm_up_ms)
        if is_serving[me]:
            staff[place, BUSY_MS if is_on_shift[me] else OVERTIME_MS] -= left_ms
        if is_of_shift:
            is_on_shift[me] = event == Event.SHIFT_START
            staff[place, SHIFTS] += is_on_shift[me]
            staff[place, STAFFED_MS] += left_ms if is_on_shift[me] else -left_ms
        else:
            is_serving[me] = event in (Event.SERVICE_START, Event.SERVICE_RESUME)
        if is_serving[me]:
            staff[place, BUSY_MS if is_on_shift[me] else OVERTIME_MS] += left_ms
    return staff


@compiled
def _turns(rows: Rows) -> NDArray[np.int32]:
    """Positions of the rows in which the life of a case takes a turn: a third of all."""
    turns, n_turns = np.empty(len(rows), np.int32), 0
    for i in range(len(rows)):  # without a branch, which would be guessed wrong too often
        turns[n_turns] = i
        n_turns += int(_TURNS >> np.int64(rows[i]["event"]) & 1)
    return turns[:n_turns]


@compiled
def _fare(rows: Rows, turns: NDArray[np.int32], n_cases: int, warm_up_ms: int) -> tuple[Integers, Integers, Stays]:
    """What befalls cases; when each arrived; the rows in which each arrived and, if that is counted, departed."""
    arrived_ms, marks = np.full(n_cases, NONE, np.int64), np.zeros(n_cases, np.int64)
    counts, stays = np.zeros(COUNTS, np.int64), np.full((n_cases, 2), NONE, np.int32)
    for i in turns:
        row = rows[i]
        case, time_ms, what = int(row["case"]), int(row["time_ms"]), _befalls(int(row["event"]), int(row["cause"]))
        if what == NONE:
            continue
        if what == ARRIVALS:
            arrived_ms[case], stays[case, 0] = time_ms, i
            counts[PRESENT] += 1
        elif what >= GAVE_UP:
            counts[PRESENT] -= 1
            counts[DEPARTURES] += what == DEPARTED and time_ms >= warm_up_ms
        if arrived_ms[case] >= warm_up_ms and not marks[case] >> what & 1:
            marks[case] |= 1 << what
            counts[what] += 1
            if what == DEPARTED:
                stays[case, 1] = i
                counts[SOJOURN_MS] += time_ms - arrived_ms[case]
                counts[DEPARTED_SENT_BACK] += marks[case] >> SENT_BACK & 1
    return counts, arrived_ms, stays


@compiled
def _stay_together(rows: Rows, stays: Stays, groups: Integers, n_classes: int) -> None:
    """Add the sojourn times to those of their classes and of the channels by which the cases arrived."""
    for case in range(len(stays)):
        if stays[case, 1] != NONE:
            arrival, departure = rows[stays[case, 0]], rows[stays[case, 1]]
            for group in (np.int64(arrival["case_class"]), n_classes + np.int64(arrival["channel"])):
                groups[group, LEFT] += 1
                groups[group, STAYED_MS] += departure["time_ms"] - arrival["time_ms"]


@compiled(inline=True)
def _befalls(event: int, cause: int) -> int:
    """What a row means for its case, as a position in `Tally.counts`; -1 if nothing that is counted."""
    if event in (Event.BALK, Event.RENEGE):
        if cause not in (Cause.QUEUE_LIMIT, Cause.PATIENCE):
            return TURNED_AWAY
        return BALKED if event == Event.BALK else RENEGED
    if event == Event.ARRIVAL:
        return ARRIVALS
    if event == Event.REWORK:
        return SENT_BACK
    if event == Event.GIVE_UP:
        return GAVE_UP
    if event == Event.DEEMED_APPROVED:
        return DEEMED_APPROVED
    return DEPARTED if event == Event.DEPARTURE else NONE


@compiled
def _travel(
    rows: Rows, turns: NDArray[np.int32], is_in_person: NDArray[np.bool_], arrived_ms: Integers, warm_up_ms: int
) -> int:
    """How often people came to the office, at first or again; who does not show up never came."""
    trips, has_come = 0, np.zeros(len(arrived_ms), np.bool_)
    for i in turns:
        row = rows[i]
        event, case, channel = int(row["event"]), int(row["case"]), int(row["channel"])
        if case == NONE or channel == NONE or not is_in_person[channel] or arrived_ms[case] < warm_up_ms:
            continue
        if event == Event.ARRIVAL:
            has_come[case] = row["time_ms"] > 0  # the initial backlog is there at time 0
            trips += has_come[case]
        elif event == Event.RETURN_APPLICANT:
            trips += 1
        if row["cause"] == Cause.NO_SHOW and has_come[case]:
            has_come[case] = False
            trips -= 1
    return trips


@compiled
def _by_station(rows: Rows, waits_ms: Integers, started: Integers, n_stations: int) -> tuple[Integers, Integers]:
    """Where the waits of each station begin, and all of them in that order."""
    first = np.zeros(n_stations + 1, np.int64)
    for i in started:
        first[rows[i]["station"] + 1] += 1
    first = np.cumsum(first)
    filled, ordered = first.copy(), np.empty_like(waits_ms)
    for wait in range(len(waits_ms)):
        station = rows[started[wait]]["station"]
        ordered[filled[station]] = waits_ms[wait]
        filled[station] += 1
    return first, ordered
