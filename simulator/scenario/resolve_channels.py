"""Ways to reach the office: human form -> resolved form."""

from simulator.calendars import MS_PER_DAY, clock_time_ms
from simulator.scenario.people import Channel, Profile
from simulator.scenario.resolve_durations import HOURS, duration, limit, optional_duration
from simulator.scenario.resolve_frame import Frame
from simulator.scenario.resolved import Appointments, ResolvedChannel

VISITED = ("counter", "assisted", "mobile")
"""Kinds of channel whose use is a trip."""


def channel(block: Channel, frame: Frame) -> ResolvedChannel:
    """A way to reach the office."""
    failure = block.on_failure
    switch = failure.switch if failure else {}
    return ResolvedChannel(
        name=block.name,
        in_person=block.kind in VISITED,
        hours=_hours(block.arrival_profile),
        open_days=tuple(sorted(frame.almanac.days_of(block.dates))) if block.dates else None,
        calendar=frame.calendar(block.calendar),
        day_off_factor=block.day_off_factor,
        priority=limit(block.priority),
        retry=failure.retry if failure else 0.0,
        switch=tuple((index, switch[name]) for name, index in frame.channels.items() if name in switch),
        retry_delay=duration(failure.delay) if failure else None,
        attempts=failure.attempts if failure else 1,
        appointments=_appointments(block, frame),
    )


def _hours(profile: Profile | None) -> tuple[float, ...]:
    if profile is None:
        return (1 / HOURS,) * HOURS
    total = sum(profile.hourly.values())
    return tuple(profile.hourly.get(hour, 0) / total for hour in range(HOURS))


def _appointments(block: Channel, frame: Frame) -> Appointments | None:
    """Slots on the days on which the channel exists and opens."""
    rules, calendar = block.appointments, frame.opening(block.calendar)
    if rules is None:
        return None
    days = set(range(frame.almanac.days) if calendar is None else calendar.days)
    if block.dates is not None:
        days &= frame.almanac.days_of(block.dates)
    return Appointments(
        slots_ms=tuple(sorted({day * MS_PER_DAY + clock_time_ms(time) for day in days for time in rules.times})),
        capacity=rules.capacity,
        no_show=rules.no_show,
        punctuality=optional_duration(rules.punctuality),
        earliness_min=rules.early_min,
    )
