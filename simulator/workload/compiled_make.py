"""Scenario, seed and replication -> workload, by compiled code: the same as :mod:`simulator.workload.make`, sooner."""

from dataclasses import dataclass
from graphlib import TopologicalSorter

import numpy as np
from numpy.typing import NDArray

from simulator.calendars.hours import MS_PER_DAY, MS_PER_MINUTE
from simulator.scenario.resolved import Appointments, Renewal, ResolvedOutage, ResolvedScenario
from simulator.workload import compiled_times as times
from simulator.workload.absence import numbers_in_pools, shift_table
from simulator.workload.columns import Columns
from simulator.workload.compiled_cases import draw_columns, in_order_of_arrival, key_of, order_of
from simulator.workload.compiled_times import Spans, union, without
from simulator.workload.counts import is_backlog
from simulator.workload.demand import Demand, pack_demand
from simulator.workload.packing import Durations, Records
from simulator.workload.streams import Purpose, Streams
from simulator.workload.workload import Workload

_NO_SPANS = np.empty((0, 2), np.int64)
_NO_SLOW = np.empty((0, 3), np.int64)

Processes = tuple[int, int]

_DOWN: Processes = int(Purpose.OUTAGE_UP), int(Purpose.OUTAGE_DOWN)
_BACKUP: Processes = int(Purpose.BACKUP_UP), int(Purpose.BACKUP_DOWN)
_SLOW: Processes = int(Purpose.SLOW_UP), int(Purpose.SLOW_DOWN)


def make_workload_compiled(scenario: ResolvedScenario, seed: int, replication: int = 0, office: int = 0) -> Workload:
    """Decide everything that will happen in one replication, as :func:`simulator.workload.make_workload` says."""
    streams = Streams(seed, replication, office)
    packed = _packed(scenario)
    columns = draw_columns(packed.demand, streams)
    for number, booking in packed.bookings:
        _give_appointments(columns, number, booking, packed, streams)
    cases = in_order_of_arrival(columns, packed.demand, scenario.horizon_ms)
    return Workload(
        scenario=scenario,
        streams=streams,
        arrival_ms=cases.time_ms,
        case_class=cases.case_class,
        channel=cases.channel,
        serial=cases.serial,
        priority=cases.priority,
        start=cases.start,
        no_show=cases.no_show,
        people=cases.people(),
        outages=_outages(packed, streams),
        slow=tuple(_slow(subsystem, packed, streams) for subsystem in packed.subsystems),
        shifts=tuple(_kept(person, packed.horizon_ms, streams) for person in packed.persons),
    )


@dataclass(frozen=True)
class _Booking:
    """Slots of a channel; `punctuality` is a position among the durations."""

    slots_ms: NDArray[np.int64]
    capacity: int
    no_show: float
    punctuality: int
    early_ms: int


@dataclass(frozen=True)
class _Person:
    """A person of a pool."""

    shifts: Spans
    absence: float
    pool: int
    number: int


@dataclass(frozen=True)
class _Subsystem:
    """A subsystem; its durations are positions, up and down of each process."""

    number: int
    rules: ResolvedOutage
    dated: Spans
    renewals: tuple[tuple[int, int], ...]
    backup: tuple[int, int] | None
    slow: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class _Packed:
    """What a scenario says, as arrays."""

    horizon_ms: int
    demand: Demand
    bookings: tuple[tuple[int, _Booking], ...]
    persons: tuple[_Person, ...]
    subsystems: tuple[_Subsystem, ...]
    order: tuple[int, ...]  # of the subsystems, each after those that it needs
    durations: Records
    samples: NDArray[np.float64]


def _packed(scenario: ResolvedScenario) -> _Packed:
    """The scenario as arrays, made once."""
    if "demand" not in scenario.kept:
        scenario.kept["demand"] = _pack(scenario)
    packed: _Packed = scenario.kept["demand"]
    return packed


def _pack(scenario: ResolvedScenario) -> _Packed:
    durations = Durations()
    bookings = tuple(
        (number, _booking(channel.appointments, durations))
        for number, channel in enumerate(scenario.channels)
        if channel.appointments is not None
    )
    subsystems = tuple(_subsystem(number, rules, durations) for number, rules in enumerate(scenario.outages))
    members = zip(scenario.persons, numbers_in_pools(scenario.persons), strict=True)
    return _Packed(
        horizon_ms=scenario.horizon_ms,
        demand=pack_demand(scenario),
        bookings=bookings,
        persons=tuple(_Person(shift_table(p.shifts), p.absence, p.pool, number) for p, number in members),
        subsystems=subsystems,
        order=tuple(TopologicalSorter({each.number: each.rules.needs for each in subsystems}).static_order()),
        durations=durations.table(),
        samples=durations.samples(),
    )


def _booking(rules: Appointments, durations: Durations) -> _Booking:
    early_ms = int(np.floor(rules.earliness_min * MS_PER_MINUTE + 0.5))
    slots_ms = np.array(rules.slots_ms, np.int64)
    return _Booking(slots_ms, rules.capacity, rules.no_show, durations.add(rules.punctuality), early_ms)


def _subsystem(number: int, rules: ResolvedOutage, durations: Durations) -> _Subsystem:
    def both(renewal: Renewal) -> tuple[int, int]:
        return durations.add(renewal.up), durations.add(renewal.down)

    return _Subsystem(
        number=number,
        rules=rules,
        dated=shift_table(rules.dated),
        renewals=tuple(map(both, rules.renewals)),
        backup=both(rules.backup.renewal) if rules.backup and rules.backup.renewal else None,
        slow=tuple(both(renewal) for renewal, _ in rules.slow),
    )


def _give_appointments(columns: Columns, number: int, booking: _Booking, packed: _Packed, streams: Streams) -> None:
    """Put the times at which those of a channel come in place of those at which they book."""
    books = np.flatnonzero((columns.channel == number) & ~is_backlog(columns.serial))
    books = books[order_of(columns.time_ms[books], packed.horizon_ms)]
    come, no_show = np.empty(len(books), np.int64), np.empty(len(books), np.bool_)
    times.give_slots(
        columns.time_ms[books], booking.slots_ms, booking.capacity, packed.horizon_ms, columns.serial[books],
        columns.case_class[books], booking.no_show, packed.durations, packed.samples, booking.punctuality,
        booking.early_ms, *key_of(streams), come, no_show,
    )  # fmt: skip
    columns.time_ms[books], columns.no_show[books] = come, no_show


def _kept(person: _Person, horizon_ms: int, streams: Streams) -> Spans:
    """Shifts of the days on which a person comes to work."""
    if person.absence == 0:
        return person.shifts
    days = horizon_ms // MS_PER_DAY
    return times.shifts_kept(person.shifts, person.absence, person.pool, person.number, days, *key_of(streams))


def _outages(packed: _Packed, streams: Streams) -> tuple[Spans, ...]:
    """Times in which each subsystem is down, whatever the reason, and no backup helps."""
    down: dict[int, Spans] = {}
    for number in packed.order:
        subsystem = packed.subsystems[number]
        own = _not_helped(subsystem, packed, streams)
        fails_with = [down[needed] for needed in subsystem.rules.needs]
        down[number] = union(own, *fails_with) if fails_with else own
    return tuple(_before(down[number], packed.horizon_ms) for number in range(len(packed.subsystems)))


def _not_helped(subsystem: _Subsystem, packed: _Packed, streams: Streams) -> Spans:
    """Failures of a subsystem itself, less what its backup covers."""
    number, rules, key = subsystem.number, subsystem.rules, _key(subsystem, streams)
    parts = [subsystem.dated] if len(subsystem.dated) else []
    parts += [_renewal(packed, each, _DOWN, number, process, key) for process, each in enumerate(subsystem.renewals)]
    if rules.day_probability > 0:
        parts.append(times.days_down(rules.day_probability, number, packed.horizon_ms // MS_PER_DAY, *key))
    own = union(*parts) if parts else _NO_SPANS
    if rules.backup is None:
        return own
    backup = rules.backup
    helped = times.runs(own, number, backup.fails, backup.starts_after_ms, backup.lasts_ms, *key)
    if subsystem.backup is not None:
        helped = without(helped, union(_renewal(packed, subsystem.backup, _BACKUP, number, 0, key)))
    return without(own, helped)


def _slow(subsystem: _Subsystem, packed: _Packed, streams: Streams) -> NDArray[np.int64]:
    """Start, end and speed of the slow states of a subsystem; the lowest speeds take their time first."""
    rules, key = subsystem.rules, _key(subsystem, streams)
    states = [(shift_table([interval]), speed) for interval, speed in rules.slow_dated]
    for process, (durations, (_, speed)) in enumerate(zip(subsystem.slow, rules.slow, strict=True)):
        states.append((_renewal(packed, durations, _SLOW, subsystem.number, process, key), speed))
    taken, slow = _NO_SPANS, [_NO_SLOW]
    for speed in sorted({speed for _, speed in states}):
        mine = union(*(spans for spans, its_speed in states if its_speed == speed))
        free = without(mine, taken)
        slow.append(np.column_stack([free, np.full(len(free), speed)]))
        taken = union(taken, mine)
    table = np.concatenate(slow)
    return _before(table[np.argsort(table[:, 0])], packed.horizon_ms)


def _renewal(
    packed: _Packed, durations: tuple[int, int], purposes: Processes, number: int, process: int,
    key: tuple[np.uint64, np.uint64],
) -> Spans:  # fmt: skip
    return times.renewal(
        packed.durations, packed.samples, *durations, *purposes, number, process, packed.horizon_ms, *key
    )


def _key(subsystem: _Subsystem, streams: Streams) -> tuple[np.uint64, np.uint64]:
    """All offices of a run have the draws of a shared subsystem in common: those of office 0."""
    return key_of(Streams(streams.seed, streams.replication) if subsystem.rules.shared else streams)


def _before(table: NDArray[np.int64], horizon_ms: int) -> NDArray[np.int64]:
    """Rows that start before the end of the horizon."""
    return np.ascontiguousarray(table[: np.searchsorted(table[:, 0], horizon_ms)])
