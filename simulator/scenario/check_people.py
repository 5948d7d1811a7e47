"""Rules on who applies and on the channels."""

from simulator.scenario.check_common import Found, adds_up, defined, excluded, leaves_a_rest, problem
from simulator.scenario.errors import Path_
from simulator.scenario.people import Channel
from simulator.scenario.schema import ScenarioSpec


def population(spec: ScenarioSpec) -> Found:
    """Shares of segments, districts and literacy are whole; outreach goes to districts that exist."""
    people = spec.population
    districts = [district.name for district in people.districts]
    for section in ("segments", "districts"):
        items = getattr(people, section)
        if items:
            yield from adds_up([item.share for item in items], ("population", section))
    for index, district in enumerate(people.districts):
        levels = district.literacy
        yield from adds_up((levels.low, levels.middle, levels.high), ("population", "districts", index, "literacy"))
    yield from leaves_a_rest([group.share for group in people.priority_groups], ("population", "priority_groups"))
    for index, campaign in enumerate(people.outreach):
        for position, name in enumerate(campaign.districts):
            here = ("population", "outreach", index, "districts", position)
            yield from defined(name, districts, "district", here)


def channels(spec: ScenarioSpec) -> Found:
    """What a channel says of failures, appointments, days and stations."""
    known = [channel.name for channel in spec.channels]
    stations = [station.name for station in spec.stations]
    for index, channel in enumerate(spec.channels):
        path: Path_ = ("channels", index)
        yield from _failures(channel, known, path)
        if channel.lodge_at is not None:
            yield from defined(channel.lodge_at, stations, "station", (*path, "lodge_at"))
        if channel.calendar is None:
            reason = "without 'calendar' this channel is open every day; add its calendar, or remove this field"
            yield from excluded(channel, ("day_off_factor",), path, reason)
        if channel.dates is None:
            reason = "this is the cost of each of its 'dates', and it has none; add them, or remove this field"
            yield from excluded(channel, ("cost_per_day",), path, reason)
        if channel.appointments and channel.appointments.punctuality is None:
            reason = "without 'punctuality' all come on time; add it, or remove this field"
            yield from excluded(channel.appointments, ("early_min",), (*path, "appointments"), reason)


def _failures(channel: Channel, known: list[str], path: Path_) -> Found:
    failure, here = channel.on_failure, (*path, "on_failure")
    if failure is None:
        return
    yield from leaves_a_rest((failure.retry, *failure.switch.values()), here)
    for name in failure.switch:
        if name == channel.name:
            message = f"'{name}' is this channel itself; name another one, or put this share under 'retry'"
            yield problem("SCN035", (*here, "switch", name), message)
        yield from defined(name, known, "channel", (*here, "switch", name))
