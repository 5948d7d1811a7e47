"""When subsystems are down or slow."""

from collections.abc import Iterable
from dataclasses import replace
from graphlib import TopologicalSorter

import numpy as np
from numpy.typing import NDArray

from simulator.calendars import MS_PER_DAY, merge_intervals, subtract
from simulator.scenario.resolved import NEVER, Backup, Interval, Renewal, ResolvedOutage
from simulator.workload.durations import sample_ms
from simulator.workload.streams import Draw, Purpose, Streams

_BLOCK = 64
_MS_PER_SECOND = 1000

Processes = tuple[Purpose, Purpose]

_DOWN: Processes = Purpose.OUTAGE_UP, Purpose.OUTAGE_DOWN
_BACKUP: Processes = Purpose.BACKUP_UP, Purpose.BACKUP_DOWN
_SLOW: Processes = Purpose.SLOW_UP, Purpose.SLOW_DOWN


def outage_intervals_ms(
    outages: tuple[ResolvedOutage, ...], horizon_ms: int, streams: Streams
) -> tuple[NDArray[np.int64], ...]:
    """Times in which each subsystem is down, whatever the reason, and no backup helps.

    Parameters
    ----------
    outages : tuple of ResolvedOutage
        The subsystems.
    horizon_ms : int
        End of the simulated time, milliseconds.
    streams : Streams
        Random numbers of the replication.

    Returns
    -------
    tuple of ndarray, shape (n, 2), int64
        Start and end of each outage, milliseconds, ascending, none touching the next; it starts before the end of the
        horizon, and the last may end beyond it.
    """
    down: dict[int, list[Interval]] = {}
    for number in TopologicalSorter({number: outage.needs for number, outage in enumerate(outages)}).static_order():
        fails_with = [interval for needed in outages[number].needs for interval in down[needed]]
        own_streams = _streams_of(outages[number], streams)
        down[number] = _effective(outages[number], number, fails_with, horizon_ms, own_streams)
    return tuple(_table(down[number], horizon_ms, 2) for number in range(len(outages)))


def slow_intervals_ms(
    outages: tuple[ResolvedOutage, ...], horizon_ms: int, streams: Streams
) -> tuple[NDArray[np.int64], ...]:
    """Times in which each subsystem is slow, and its speed; where several slow states meet, the lowest speed counts.

    Parameters
    ----------
    outages : tuple of ResolvedOutage
        The subsystems.
    horizon_ms : int
        End of the simulated time, milliseconds.
    streams : Streams
        Random numbers of the replication.

    Returns
    -------
    tuple of ndarray, shape (n, 3), int64
        Start, end and speed in thousandths, ascending, disjoint; starts before the end of the horizon.
    """
    return tuple(
        _table(_slow(outage, number, horizon_ms, _streams_of(outage, streams)), horizon_ms, 3)
        for number, outage in enumerate(outages)
    )


def _effective(
    outage: ResolvedOutage, number: int, fails_with: list[Interval], horizon_ms: int, streams: Streams
) -> list[Interval]:
    """Outages of a subsystem less what its backup covers, and those of what it needs, where no backup stands in."""
    own = _union(_own_failures(outage, number, horizon_ms, streams))
    if outage.backup is not None:
        own = subtract(own, _helped(outage.backup, own, number, horizon_ms, streams))
    return _union(own + fails_with)


def _own_failures(outage: ResolvedOutage, number: int, horizon_ms: int, streams: Streams) -> list[Interval]:
    """Failures of a subsystem itself, in no order."""
    failures = list(outage.dated)
    for process, renewal in enumerate(outage.renewals):
        failures += _renewal(renewal, _DOWN, number, process, horizon_ms, streams)
    uniform = streams.uniforms(Purpose.OUTAGE_DAY, number, np.arange(horizon_ms // MS_PER_DAY))[0]
    days = np.flatnonzero(uniform < outage.day_probability).tolist()
    return failures + [(day * MS_PER_DAY, (day + 1) * MS_PER_DAY) for day in days]


def _helped(backup: Backup, down: list[Interval], number: int, horizon_ms: int, streams: Streams) -> list[Interval]:
    """Times in which a backup works in place of what is down.

    Whether it starts is addressed by the second in which the outage begins: an outage more does not change the luck of
    those that were there.
    """
    second = np.array([start_ms // _MS_PER_SECOND for start_ms, _ in down], np.int64)
    starts = streams.uniforms(Purpose.BACKUP_FAILS, number, second)[0] >= backup.fails
    runs = []
    for (start_ms, end_ms), is_running in zip(down, starts, strict=True):
        from_ms = start_ms + backup.starts_after_ms
        until_ms = end_ms if backup.lasts_ms == NEVER else min(end_ms, from_ms + backup.lasts_ms)
        runs += [(from_ms, until_ms)] if is_running and from_ms < until_ms else []
    if backup.renewal is None:
        return runs
    return subtract(runs, _union(_renewal(backup.renewal, _BACKUP, number, 0, horizon_ms, streams)))


def _slow(outage: ResolvedOutage, number: int, horizon_ms: int, streams: Streams) -> list[tuple[int, int, int]]:
    """Start, end and speed of the slow states of a subsystem; the lowest speeds take their time first."""
    states = [(interval, speed) for interval, speed in outage.slow_dated]
    for process, (renewal, speed) in enumerate(outage.slow):
        states += [(interval, speed) for interval in _renewal(renewal, _SLOW, number, process, horizon_ms, streams)]
    taken: list[Interval] = []
    slow = []
    for speed in sorted({speed for _, speed in states}):
        mine = _union(interval for interval, its_speed in states if its_speed == speed)
        slow += [(start_ms, end_ms, speed) for start_ms, end_ms in subtract(mine, taken)]
        taken = _union(taken + mine)
    return sorted(slow)


def _renewal(
    renewal: Renewal, purposes: Processes, number: int, process: int, horizon_ms: int, streams: Streams
) -> list[Interval]:
    """Down times of one process that begin before the end of the horizon; it is up at time 0."""
    found: list[NDArray[np.int64]] = []
    last, first_cycle = 0, 0
    while last < horizon_ms:
        cycles = np.arange(first_cycle, first_cycle + _BLOCK)
        up, down = (
            sample_ms(duration, _draw(streams, purpose, number, cycles, process))
            for duration, purpose in zip((renewal.up, renewal.down), purposes, strict=True)
        )
        ends = last + np.cumsum(up + down)
        found.append(np.column_stack([ends - down, ends]))
        last, first_cycle = int(ends[-1]), first_cycle + _BLOCK
    return [(start_ms, end_ms) for start_ms, end_ms in np.concatenate(found).tolist() if start_ms < horizon_ms]


def _draw(streams: Streams, purpose: Purpose, number: int, cycles: NDArray[np.int64], process: int) -> Draw:
    return lambda index: streams.uniforms(purpose, number, cycles, station=process, index=index)


def _streams_of(outage: ResolvedOutage, streams: Streams) -> Streams:
    """All offices of a run have the draws of a shared subsystem in common: those of office 0."""
    return replace(streams, office=0) if outage.shared else streams


def _union(intervals: Iterable[Interval]) -> list[Interval]:
    return merge_intervals((start_ms, end_ms) for start_ms, end_ms in intervals if start_ms < end_ms)


def _table(rows: list[Interval] | list[tuple[int, int, int]], horizon_ms: int, columns: int) -> NDArray[np.int64]:
    """Rows that start before the end of the horizon."""
    return np.array([row for row in rows if row[0] < horizon_ms], np.int64).reshape(-1, columns)
