"""What falls on certain dates of the time simulated only, so that a year would not go on like it."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from simulator.scenario import Scenario

__all__ = ["dated"]

_Span = tuple[str, str]
"""First and last date; empty where it has none."""


class _Holder(NamedTuple):
    """Something with dates: its kind and name, and whether it counts though both offices have it."""

    kind: str
    name: str
    is_rare: bool = False


def dated(before: Scenario, after: Scenario) -> tuple[str, ...]:
    """Kinds of what holds on certain dates of the time simulated only, of two offices that are compared.

    Parameters
    ----------
    before, after : Scenario
        The present state and a plan.

    Returns
    -------
    tuple of str
        ``campaign`` and ``outreach`` where either office has one. ``training, away, closed, shift, channel, outage``
        where the dates of the two differ, and what differs does not come again after the time simulated.
    """
    window = _window(before)
    one, two = dict(_spans(before)), dict(_spans(after))
    found = []
    for holder in dict.fromkeys([*one, *two]):
        now, then = set(one.get(holder, ())), set(two.get(holder, ()))
        spans = now | then if holder.is_rare else now ^ then
        if window and _is_over(spans, window, holder.is_rare):
            found.append(holder.kind)
    return tuple(dict.fromkeys(found))


def _window(office: Scenario) -> _Span | None:
    """First and last date simulated; None if days have no date."""
    start = office.resolved.start_date
    days = office.spec.horizon.days - 1
    return (start, (date.fromisoformat(start) + timedelta(days)).isoformat()) if start else None


def _is_over(spans: set[_Span], window: _Span, is_rare: bool) -> bool:
    """Whether one of the spans falls in the window, and begins or ends there without another one after it."""
    start, end = window
    falls = [(first, last) for first, last in spans if (first or start) <= end and (last or end) >= start]
    if is_rare:
        return bool(falls)
    return any(first > start or "" < last < end for first, last in falls) and not any(first > end for first, _ in spans)


def _spans(office: Scenario) -> Iterator[tuple[_Holder, Sequence[_Span]]]:
    """What has dates, and its dates."""
    spec = office.spec
    for case in spec.case_classes:
        campaigns = [(one.start, one.end) for one in case.arrivals.campaigns if one.factor != 1]
        yield _Holder("campaign", case.name, is_rare=True), campaigns
    outreach = [(one.start, one.start) for one in spec.population.outreach]
    yield _Holder("outreach", "", is_rare=True), outreach
    for name, calendar in spec.calendars.items():
        yield _Holder("closed", name), _days(calendar.closed)
    for channel in spec.channels:
        yield _Holder("channel", channel.name), _days(channel.dates or ())
    for outage in spec.outages:
        yield _Holder("outage", outage.subsystem), [(one.start[:10], one.end[:10]) for one in outage.dated]
    yield from _of_staff(office)


def _of_staff(office: Scenario) -> Iterator[tuple[_Holder, Sequence[_Span]]]:
    """Shifts, trainings and absences."""
    stations, pools = office.spec.stations, office.spec.staff
    for name, roster in (*((one.name, one.roster) for one in stations), *((one.name, one.roster) for one in pools)):
        yield _Holder("shift", name), [(one.first or "", one.last or "") for one in roster or ()]
    for pool in pools:
        yield _Holder("training", pool.name), [(one.start[:10], one.end[:10]) for one in pool.training]
    for station in stations:
        yield _Holder("away", station.name), _days(station.batch.away if station.batch else ())


def _days(days: Sequence[str]) -> list[_Span]:
    return [(day, day) for day in days]
