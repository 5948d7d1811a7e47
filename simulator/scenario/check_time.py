"""Rules on dates, opening hours and shifts."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import combinations

from pydantic import BaseModel

from simulator.calendars import clock_time_ms, ramadan_days, regular_hours
from simulator.calendars.rules import RULES, read_rules
from simulator.scenario.blocks import Block
from simulator.scenario.check_common import Found, defined, excluded, problem
from simulator.scenario.errors import Path_
from simulator.scenario.people import Arrivals, Campaign, Channel, Outreach
from simulator.scenario.places import Batch, CalendarBlock, DatedOutage, OpenHours, Shift, SystemChange, Training
from simulator.scenario.resolve_time import WEEKDAYS, Almanac
from simulator.scenario.schema import Horizon, ScenarioSpec
from simulator.scenario.sources import Blocks

FIRST_YEAR, LAST_YEAR = 2000, 2065
"""Of a start date: within the years whose days off the library of holidays knows or can estimate."""

_WORKDAYS = WEEKDAYS[:5]
_DATED: dict[type[Block], tuple[str, ...]] = {
    Shift: ("days", "first", "last"),
    CalendarBlock: ("rule", "ramadan", "closed"),
    OpenHours: ("days",),
    Channel: ("dates",),
    Arrivals: ("months", "weekdays", "after_days_off", "campaigns"),
    Batch: ("days", "away"),
    Outreach: ("start",),
}
"""Fields that mean nothing as long as days have no date."""

_MOMENTS: dict[type[Block], tuple[str, ...]] = {
    DatedOutage: ("start", "end"),
    Training: ("start", "end"),
    SystemChange: ("at",),
}


def horizon(spec: ScenarioSpec) -> Found:
    """Days are left to count, and the start is a date whose holidays are known."""
    days, warm_up_days, start = spec.horizon.days, spec.horizon.warm_up_days, spec.horizon.start
    if warm_up_days >= days:
        message = (
            f"{warm_up_days} is not possible here; it must be less than 'days', {days}, so that days are left to count"
        )
        yield problem("SCN029", ("horizon", "warm_up_days"), message)
    if start is not None and not FIRST_YEAR <= date.fromisoformat(start).year <= LAST_YEAR:
        message = f"{start} is not possible here; its year must be from {FIRST_YEAR} to {LAST_YEAR}"
        yield problem("SCN014", ("horizon", "start"), message)


def dates(spec: ScenarioSpec, everywhere: Blocks) -> Found:
    """What needs a date has one, and what begins ends later."""
    span = _span(spec.horizon)
    for path, block in everywhere:
        for name in _undated(block, span):
            message = "this needs to know which date day 0 is; add 'start' to 'horizon', as start: 2026-01-05"
            yield problem("SCN032", (*path, type(block).model_fields[name].alias or name), message)
        yield from _backwards(block, path, span)
    for index, channel in enumerate(spec.channels):
        if span.start and channel.dates and not span.days_of(channel.dates):
            message = f"none of these dates is in the {span.days} days from {span.start}; at least one must be"
            yield problem("SCN037", ("channels", index, "dates"), message)


def _span(horizon: Horizon) -> Almanac:
    """The days of the horizon, without their holidays."""
    return Almanac(date.fromisoformat(horizon.start) if horizon.start else None, horizon.days, frozenset())


def _undated(block: BaseModel, span: Almanac) -> list[str]:
    """Fields that speak of dates or weekdays where days have none."""
    if span.start:
        return []
    dated, moments = _fields_in_time(type(block))
    fields = [name for name in dated if name in block.model_fields_set and getattr(block, name)]
    return fields + [name for name in moments if not getattr(block, name).startswith("day ")]


@cache
def _fields_in_time(model: type[BaseModel]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Fields of a kind of block that speak of dates or weekdays, and those that hold a moment."""
    dated, moments = (
        next((fields for kind, fields in table.items() if issubclass(model, kind)), ()) for table in (_DATED, _MOMENTS)
    )
    return dated, moments


def _backwards(block: BaseModel, path: Path_, span: Almanac) -> Found:
    match block:
        case Campaign() if block.start > block.end:
            yield problem("SCN033", path, "'to' is before 'from'; it must be the same date or a later one")
        case Shift(first=str(), last=str()) if (block.first or "") > (block.last or ""):
            yield problem("SCN033", path, "'last' is before 'first'; it must be the same date or a later one")
        case DatedOutage() | Training():
            if not _undated(block, span) and span.moment_ms(block.start) >= span.moment_ms(block.end):
                yield problem("SCN033", path, "'to' must be later than 'from'")


def calendars(spec: ScenarioSpec) -> Found:
    """Calendars have hours, by a rule or of their own."""
    for name, calendar in spec.calendars.items():
        path: Path_ = ("calendars", name)
        if (calendar.rule is None) == (calendar.open is None):
            yield problem("SCN020", path, "give exactly one of rule and open")
        elif calendar.rule is not None:
            reason = "a rule has hours of its own for this; remove this field, or write the hours under 'open'"
            yield from excluded(calendar, ("ramadan", "on_days_off"), path, reason)
        for field in ("open", "ramadan"):
            for index, hours in enumerate(getattr(calendar, field) or []):
                if clock_time_ms(hours.start) >= clock_time_ms(hours.end):
                    message = "'to' must be later than 'from'; write hours past midnight as two entries"
                    yield problem("SCN023", (*path, field, index), message)
        if calendar.rule is not None:
            rules = sorted({row.rule for row in read_rules(RULES)})
            yield from defined(calendar.rule, rules, "rule of working hours", (*path, "rule"))
        yield from _known_days(calendar, path, _span(spec.horizon))


def _known_days(calendar: CalendarBlock, path: Path_, span: Almanac) -> Found:
    """The tables of the calendar have all days of the horizon."""
    if span.start is None or not FIRST_YEAR <= span.start.year <= LAST_YEAR:
        return
    try:
        if calendar.ramadan is not None:
            ramadan_days(span.start, span.days)
        elif calendar.rule in {row.rule for row in read_rules(RULES)}:
            regular_hours(calendar.rule, span.start, span.days)
    except ValueError as error:
        yield problem("SCN034", (*path, "rule" if calendar.ramadan is None else "ramadan"), str(error))


def rosters(spec: ScenarioSpec) -> Found:
    """Shifts of one roster run forwards and do not overlap."""
    for section in ("stations", "staff"):
        for index, block in enumerate(getattr(spec, section)):
            usual = _WORKDAYS if spec.horizon.start and block.calendar is None else WEEKDAYS
            yield from _roster(block.roster or [], (section, index, "roster"), usual)


def _roster(roster: Sequence[Shift], path: Path_, usual: tuple[str, ...]) -> Found:
    spans = {index: (clock_time_ms(shift.start), clock_time_ms(shift.end)) for index, shift in enumerate(roster)}
    forward = {index: span for index, span in spans.items() if span[0] < span[1]}
    for index in sorted(spans.keys() - forward.keys()):
        message = "'to' must be later than 'from'; write a shift past midnight as two, to 24:00 and from 00:00"
        yield problem("SCN023", (*path, index), message)
    told: set[int] = set()
    for first, second in combinations(sorted(forward, key=lambda index: (forward[index], index)), 2):
        meet = forward[second][0] < forward[first][1] and _same_days(roster[first], roster[second], usual)
        if meet and second not in told:
            told.add(second)
            message = f"this shift overlaps roster[{first}]; let it start when that one ends, and add the servers up"
            yield problem("SCN023", (*path, second), message)


def _same_days(one: Shift, other: Shift, usual: tuple[str, ...]) -> bool:
    """Whether there can be a day on which both are worked."""
    weekdays = set(one.days or usual) & set(other.days or usual)
    begins = [shift.first for shift in (one, other) if shift.first]
    ends = [shift.last for shift in (one, other) if shift.last]
    return bool(weekdays) and (not begins or not ends or max(begins) <= min(ends))
