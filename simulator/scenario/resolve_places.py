"""Stations and subsystems: human form -> resolved form."""

from simulator.calendars import MS_PER_DAY, Interval, clock_time_ms
from simulator.scenario.places import BackupBlock, Batch, OnOutage, Outage, Station
from simulator.scenario.resolve_durations import duration, limit, ms, optional_duration, renewal, thousandths
from simulator.scenario.resolve_frame import Frame
from simulator.scenario.resolve_time import dated_intervals, roster_shifts, staffed_days
from simulator.scenario.resolved import NEVER, Backup, Renewal, ResolvedOutage, ResolvedServer, ResolvedStation

WAIT = OnOutage(effect="wait")


def station(block: Station, frame: Frame) -> ResolvedStation:
    """A station with the shifts of its own servers."""
    own, tickets, batch = (frame.stations[block.name],), block.tickets, block.batch
    on_outage = block.on_outage or WAIT
    return ResolvedStation(
        name=block.name,
        kind=block.kind,
        by_priority=block.discipline == "priority",
        balk_at_queue=limit(block.balk_at_queue),
        patience=optional_duration(block.patience),
        needs=tuple(frame.subsystems[name] for name in block.needs),
        servers=tuple(ResolvedServer(shifts, own) for shifts in _shifts(block, frame)),
        pauses_at_shift_end=block.at_shift_end == "pause",
        starts_per_shift=limit(block.starts_per_shift),
        per_server_lines=block.lines == "per_server",
        jockeying=block.jockeying,
        tickets_until_ms=clock_time_ms(tickets.until) if tickets and tickets.until else NEVER,
        tickets_per_day=limit(tickets.per_day if tickets else None),
        calendar=frame.calendar(block.calendar) if block.kind in ("external", "applicant") else NEVER,
        batches_ms=_batches(batch, block.calendar, frame) if batch else (),
        batch_capacity=limit(batch.capacity if batch else None),
        outage_effect=on_outage.effect,
        outage_after_ms=ms(on_outage.after_min or 0),
        outage_speed=thousandths(1 if on_outage.speed is None else on_outage.speed),
        enter_at=NEVER if on_outage.enter_at is None else frame.stations[on_outage.enter_at],
        breakdown_up=duration(block.breakdowns.up) if block.breakdowns else None,
        breakdown_down=duration(block.breakdowns.down) if block.breakdowns else None,
        service_time=optional_duration(block.service_time),
    )


def _shifts(block: Station, frame: Frame) -> list[tuple[Interval, ...]]:
    """Shifts of each server: by the roster, or all in the hours of the calendar, or round the clock."""
    opening = frame.opening(block.calendar)
    if block.servers is None:
        return roster_shifts(block.roster or [], opening, frame.almanac)
    hours = opening.intervals if opening else ((0, frame.almanac.days * MS_PER_DAY),)
    return [hours] * block.servers


def _batches(block: Batch, calendar: str | None, frame: Frame) -> tuple[int, ...]:
    """When the batch station calls: on open days of its calendar, not while the signing officer is away."""
    opening = frame.opening(calendar)
    days = set(staffed_days(block.days, opening, frame.almanac)) - frame.almanac.days_of(block.away)
    if opening:
        days &= opening.days
    return tuple(sorted({day * MS_PER_DAY + clock_time_ms(time) for day in days for time in block.times}))


def outage(block: Outage, frame: Frame) -> ResolvedOutage:
    """A subsystem and how it fails."""
    return ResolvedOutage(
        subsystem=block.subsystem,
        renewals=(*_renewals(block), *map(renewal, block.also)),
        dated=tuple(dated_intervals(block.dated, frame.almanac)),
        day_probability=block.day_probability,
        needs=tuple(frame.subsystems[name] for name in block.needs),
        backup=_backup(block.backup) if block.backup else None,
        slow=tuple((renewal(state), thousandths(state.speed)) for state in block.slow),
        slow_dated=tuple(
            (span, thousandths(state.speed))
            for state in block.slow_dated
            for span in dated_intervals([state], frame.almanac)
        ),
        shared=block.shared,
    )


def _renewals(block: Outage | BackupBlock) -> tuple[Renewal, ...]:
    return (Renewal(duration(block.up), duration(block.down)),) if block.up and block.down else ()


def _backup(block: BackupBlock) -> Backup:
    return Backup(
        renewal=next(iter(_renewals(block)), None),
        starts_after_ms=ms(block.starts_after_min),
        lasts_ms=NEVER if block.lasts_min is None else ms(block.lasts_min),
        fails=block.fails,
    )
