"""How many come, and which channel they choose: human form -> resolved form."""

from math import prod

from simulator.calendars.workdays import WORKING_WEEK, is_working_day
from simulator.scenario.people import Arrivals, ChannelChoice, Utility
from simulator.scenario.resolve_durations import HOURS
from simulator.scenario.resolve_frame import Frame
from simulator.scenario.resolve_time import Almanac
from simulator.scenario.resolved import EVERYONE, ResolvedChoice


def choice(block: ChannelChoice, frame: Frame) -> ResolvedChoice:
    """How the persons of a class choose a channel."""
    if block.logit is not None:
        utilities = (block.logit.get(name) for name in frame.channels)
        return ResolvedChoice(utilities=tuple(_utility(each) if each else None for each in utilities))
    segments = [segment.name for segment in frame.spec.population.segments] or [name for name, _ in EVERYONE.segments]
    by_segment = block.by_segment or dict.fromkeys(segments, block.shares or {})
    return ResolvedChoice(
        tuple(tuple(by_segment[segment].get(name, 0.0) for name in frame.channels) for segment in segments)
    )


def _utility(block: Utility) -> tuple[float, float, float, float, float]:
    return block.constant, block.literacy, block.connected, block.aware, block.travel_h


def daily_means(block: Arrivals, almanac: Almanac) -> tuple[float, ...]:
    """Mean number of persons who might come, for each day of the horizon."""
    mean = block.per_day if block.per_day is not None else HOURS * (block.per_hour or 0)
    if almanac.start is None:
        return (mean,) * almanac.days
    return tuple(mean * _factor(block, day, almanac) for day in range(almanac.days))


def _factor(block: Arrivals, day: int, almanac: Almanac) -> float:
    campaigns = [c.factor for c in block.campaigns if almanac.day(c.start) <= day <= almanac.day(c.end)]
    month = block.months.get(almanac.date(day).month, 1.0)
    weekday = block.weekdays.get(almanac.weekday(day), 1.0)
    after_days_off = block.after_days_off if follows_days_off(day, almanac) else 1.0
    return prod(campaigns, start=month * weekday * after_days_off)


def follows_days_off(day: int, almanac: Almanac) -> bool:
    """Whether a working day comes right after days off that are more than a plain weekend.

    Days off before the horizon count like those in it.
    """
    if not almanac.working_days[day]:
        return False
    before = day - 1
    while not is_working_day(almanac.date(before)):
        if almanac.date(before).weekday() in WORKING_WEEK:
            return True
        before -= 1
    return False
