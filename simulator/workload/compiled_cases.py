"""Who comes, when and through which channel: compiled twin of `arrivals` and `people`.

Cases are drawn in the order of their addresses, the initial backlog first, a block at a time: the generator runs over
the block purpose by purpose, then each case is decided.
"""

import numpy as np
from numpy.typing import NDArray

from simulator.calendars.hours import MS_PER_DAY, MS_PER_HOUR
from simulator.compiled import compiled
from simulator.scenario.resolved import NEVER
from simulator.workload.columns import STAYS, Columns, empty_columns
from simulator.workload.compiled_choice import choose_channels
from simulator.workload.counts import BACKLOG_DAY, MOST_BROUGHT, MOST_CHOOSING, NUMBER_BITS
from simulator.workload.demand import (
    AWARE,
    CHANNEL,
    CONNECTED,
    DISTRICT,
    DRAWN,
    LITERACY,
    PRIORITY_GROUP,
    SEGMENT,
    Demand,
)
from simulator.workload.elementary import Array
from simulator.workload.scalar import log, uniform, unit, words
from simulator.workload.streams import Purpose, Streams

_PURPOSES = tuple(map(int, DRAWN))
_ARRIVAL, _BROUGHT = int(Purpose.ARRIVAL), int(Purpose.BROUGHT)
_TIME_OF_DAY = int(Purpose.TIME_OF_DAY)
_BLOCK = 1024
_SPARE = 64


def draw_columns(demand: Demand, streams: Streams) -> Columns:
    """Cases that come, in the order of their addresses, the initial backlog first.

    Parameters
    ----------
    demand : Demand
        Who may come.
    streams : Streams
        Random numbers of the replication.

    Returns
    -------
    Columns
        With the priority still to be given; the time in a channel with appointments is that of booking.
    """
    seed, run = key_of(streams)
    mean = demand.daily_mean.sum() + (demand.brought * demand.is_open.sum(axis=0)).sum()
    room = len(demand.backlog) + int(mean + 8 * np.sqrt(mean)) + _SPARE
    columns = empty_columns(room)
    cases = _number(demand, seed, run, columns)
    if cases > room:
        columns = empty_columns(cases)
        _number(demand, seed, run, columns)
    come = _decide(demand, seed, run, columns, cases)
    return Columns._make(column[:come] for column in columns)


def key_of(streams: Streams) -> tuple[np.uint64, np.uint64]:
    """Root seed, and office · 2**20 + replication."""
    return np.uint64(streams.seed), np.uint64(streams.office << 20 | streams.replication)


def in_order_of_arrival(columns: Columns, demand: Demand, horizon_ms: int) -> Columns:
    """The cases that arrive before the horizon, in order of their numbers, with their priorities."""
    order = order_of(columns.time_ms, horizon_ms)[: np.count_nonzero(columns.time_ms < horizon_ms)]
    arranged = empty_columns(len(order))
    _arrange(columns, order, demand.class_ranks, demand.channel_ranks, demand.group_ranks, arranged)
    return arranged


def order_of(times_ms: NDArray[np.int64], latest_ms: int) -> NDArray[np.int64]:
    """Positions in ascending order of time, up to the latest that matters; equal times stay as they stand.

    Time and position in one number sort faster than either alone; where they do not fit, the positions are sorted.
    """
    bits = len(times_ms).bit_length()
    clipped = np.minimum(times_ms, latest_ms)
    if latest_ms >> (63 - bits):
        return np.argsort(clipped, kind="stable")
    keys = clipped << bits | np.arange(len(times_ms))
    keys.sort()
    order: NDArray[np.int64] = keys & ((1 << bits) - 1)
    return order


@compiled
def _number(demand: Demand, seed: np.uint64, run: np.uint64, columns: Columns) -> int:
    """Write class, serial, channel and start of those who might come, as far as there is room; say how many."""
    room, count = len(columns.serial), 0
    for number in range(len(demand.backlog)):
        if count < room:
            there = demand.backlog[number]
            columns.case_class[count], columns.serial[count] = there.case_class, there.serial
            columns.channel[count], columns.start[count] = there.channel, there.start
        count += 1
    for group in range(demand.daily_mean.shape[0]):
        for day in range(demand.daily_mean.shape[1]):
            mean = demand.daily_mean[group, day]
            count = _fit(mean, group, day, NEVER, seed, run, columns, count)
            for channel in range(demand.brought.shape[1]):
                if demand.brought[group, channel] > 0 and demand.is_open[day, channel]:
                    mean = demand.brought[group, channel]
                    count = _fit(mean, group, day, channel, seed, run, columns, count)
    return count


@compiled(inline=True)
def _fit(
    mean: float, group: int, day: int, channel: int, seed: np.uint64, run: np.uint64, columns: Columns, count: int
) -> int:
    """As many as unit-rate exponential gaps fit into a day's mean; those with a channel are brought by it."""
    if mean <= 0:
        return count
    purpose, station, first = _ARRIVAL, 0, day << NUMBER_BITS
    named = first
    if channel != NEVER:
        purpose, station = _BROUGHT, channel
        named = first + MOST_CHOOSING + channel * MOST_BROUGHT
    number = 0
    reached = -log(uniform(seed, run, first, group, purpose, station, 0, 0))
    while reached < mean:
        if count < len(columns.serial):
            columns.case_class[count], columns.serial[count] = group, named + number
            columns.channel[count], columns.start[count] = channel, 0
        count += 1
        number += 1
        reached += -log(uniform(seed, run, first + number, group, purpose, station, 0, 0))
    return count


@compiled
def _decide(demand: Demand, seed: np.uint64, run: np.uint64, columns: Columns, cases: int) -> int:
    """Draw the persons, let them choose, and keep those who come, with their times; say how many they are."""
    drawn = np.full((len(DRAWN), _BLOCK), 0.5)
    sums = np.empty(demand.is_open.shape[1])
    come = 0
    for first in range(0, cases, _BLOCK):
        end = min(first + _BLOCK, cases)
        for number in range(len(DRAWN)):
            if demand.is_drawn[number]:
                _fill(drawn[number], first, end, _PURPOSES[number], seed, run, columns.case_class, columns.serial)
        _draw_persons(demand, drawn, first, end, columns)
        choose_channels(demand, seed, run, drawn[CHANNEL], sums, first, end, columns)
        begin, come = come, _keep(first, end, come, columns)
        _fill_two(drawn, begin, come, seed, run, columns.case_class, columns.serial)
        _set_times(demand.hours, drawn, begin, come, columns)
    return come


@compiled
def _fill(
    drawn: Array, first: int, end: int, purpose: int, seed: np.uint64, run: np.uint64, group: NDArray[np.int8],
    serial: NDArray[np.int64],
) -> None:  # fmt: skip
    """A uniform number for each case of a block."""
    for case in range(first, end):
        w0, w1, _, _ = words(seed, run, serial[case], group[case], purpose, 0, 0, 0)
        drawn[case - first] = unit(w0, w1)


@compiled
def _fill_two(
    drawn: Array, first: int, end: int, seed: np.uint64, run: np.uint64, group: NDArray[np.int8],
    serial: NDArray[np.int64],
) -> None:  # fmt: skip
    """Two uniform numbers for the time of day of each case of a block."""
    for case in range(first, end):
        w0, w1, w2, w3 = words(seed, run, serial[case], group[case], _TIME_OF_DAY, 0, 0, 0)
        drawn[0, case - first], drawn[1, case - first] = unit(w0, w1), unit(w2, w3)


@compiled
def _draw_persons(demand: Demand, drawn: Array, first: int, end: int, columns: Columns) -> None:
    """Who the applicants of a block are."""
    segments, districts, literacies, groups = demand.segments, demand.districts, demand.literacy, demand.groups
    connected, aware = demand.connected, demand.aware
    for case in range(first, end):
        at = case - first
        district = _pick(districts, 0, drawn[DISTRICT, at])
        columns.segment[case] = _pick(segments, 0, drawn[SEGMENT, at])
        columns.district[case] = district
        columns.literacy[case] = _pick(literacies, district, drawn[LITERACY, at])
        columns.connected[case] = drawn[CONNECTED, at] < connected[district]
        columns.aware[case] = drawn[AWARE, at] < aware[_day_of(columns.serial[case]), district]
        position = 0
        for number in range(len(groups)):
            position += groups[number] <= drawn[PRIORITY_GROUP, at]
        columns.group[case] = position if position < len(groups) else NEVER


@compiled(inline=True)
def _day_of(serial: int) -> int:
    """Day on which a case comes or books; 0 for the initial backlog."""
    day = serial >> NUMBER_BITS
    return 0 if day == BACKLOG_DAY else day


@compiled(inline=True)
def _pick(choices: Array, row: int, drawn: float) -> int:
    """Position in proportion to the weights of a row of a choice table."""
    reached, position = drawn * choices[row, 0], 0
    for number in range(1, choices.shape[1]):
        position += reached >= choices[row, number]
    return position


@compiled
def _keep(first: int, end: int, come: int, c: Columns) -> int:
    """Move those of a block who come to the end of those who came before; say how many they are now."""
    for case in range(first, end):
        if c.channel[case] != STAYS:
            c.serial[come], c.case_class[come], c.channel[come] = c.serial[case], c.case_class[case], c.channel[case]
            c.start[come], c.no_show[come] = c.start[case], False
            c.segment[come], c.district[come], c.literacy[come] = c.segment[case], c.district[case], c.literacy[case]
            c.connected[come], c.aware[come], c.group[come] = c.connected[case], c.aware[case], c.group[case]
            come += 1
    return come


@compiled
def _set_times(hours: Array, drawn: Array, first: int, end: int, columns: Columns) -> None:
    """A moment of the day of each case of a block, by the profile of its channel; 0 for the initial backlog."""
    times, serials, channels = columns.time_ms, columns.serial, columns.channel
    for case in range(first, end):
        day = serials[case] >> NUMBER_BITS
        hour = _pick(hours, channels[case], drawn[0, case - first])
        within = np.int64(np.floor(drawn[1, case - first] * MS_PER_HOUR))
        times[case] = 0 if day == BACKLOG_DAY else day * MS_PER_DAY + hour * MS_PER_HOUR + within


@compiled
def _arrange(
    columns: Columns, order: NDArray[np.int64], class_ranks: NDArray[np.int8], channel_ranks: NDArray[np.int8],
    group_ranks: NDArray[np.int8], arranged: Columns,
) -> None:  # fmt: skip
    """Write the cases in an order, each with the lowest rank of its class, its channel and its priority group."""
    a, c = arranged, columns
    for to in range(len(order)):
        at = order[to]
        a.time_ms[to], a.serial[to], a.case_class[to] = c.time_ms[at], c.serial[at], c.case_class[at]
        a.channel[to], a.start[to], a.no_show[to] = c.channel[at], c.start[at], c.no_show[at]
        a.segment[to], a.district[to], a.literacy[to] = c.segment[at], c.district[at], c.literacy[at]
        a.connected[to], a.aware[to], a.group[to] = c.connected[at], c.aware[at], c.group[at]
        rank = min(class_ranks[c.case_class[at]], channel_ranks[c.channel[at]])
        a.priority[to] = min(rank, group_ranks[c.group[at]])
