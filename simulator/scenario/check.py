"""Rules between the fields of a scenario that a type cannot say."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from pydantic import BaseModel

from simulator.calendars import clock_time_ms
from simulator.scenario.errors import Path_, Problem, show_path
from simulator.scenario.schema import (
    CaseClass,
    Channel,
    Distribution,
    Empirical,
    Lognormal,
    Profile,
    ScenarioSpec,
    Shift,
    Station,
    Step,
)
from simulator.scenario.sources import blocks, source_problems
from simulator.scenario.wording import suggestion

Found = Iterator[tuple[Path_, Problem]]

SHARE_TOLERANCE = 1e-9
MOST_CASES = 20_000_000
MOST_SHIFTS = 2_000_000
MOST_OUTAGES = 2_000_000
"""Of one replication: what fits into the memory and the patience of an ordinary machine."""


def check_spec(spec: ScenarioSpec) -> list[tuple[Path_, Problem]]:
    """Every broken rule of a typed scenario, with its path for the line number."""
    found: list[tuple[Path_, Problem]] = []
    for rule in (_names, _horizon, _demand, _stations, _classes, _distributions, source_problems):
        found.extend(rule(spec))
    return found


def _problem(code: str, path: Path_, message: str) -> tuple[Path_, Problem]:
    return path, Problem(code, show_path(path), message)


def _names(spec: ScenarioSpec) -> Found:
    subsystems = [outage.subsystem for outage in spec.outages]
    yield from _once([channel.name for channel in spec.channels], ("channels",), "name")
    yield from _once([station.name for station in spec.stations], ("stations",), "name")
    yield from _once([case_class.name for case_class in spec.case_classes], ("case_classes",), "name")
    yield from _once(subsystems, ("outages",), "subsystem")
    for index, station in enumerate(spec.stations):
        here: Path_ = ("stations", index, "needs")
        yield from _once(station.needs, here)
        for position, subsystem in enumerate(station.needs):
            yield from _defined(subsystem, subsystems, "subsystem under 'outages'", (*here, position))


def _once(names: Sequence[str], path: Path_, *field: str) -> Found:
    for index, name in enumerate(names):
        if name in names[:index]:
            yield _problem("SCN022", (*path, index, *field), f"'{name}' stands here twice; each must be another")


def _defined(name: str, known: Iterable[str], what: str, path: Path_) -> Found:
    if name not in known:
        yield _problem("SCN021", path, f"there is no {what} named '{name}'; {suggestion(name, known)}")


def _horizon(spec: ScenarioSpec) -> Found:
    if spec.horizon.warm_up_days >= spec.horizon.days:
        message = (
            f"{spec.horizon.warm_up_days} is not possible here; it must be less than 'days', {spec.horizon.days}, so "
            "that days are left to count"
        )
        yield _problem("SCN029", ("horizon", "warm_up_days"), message)


def _demand(spec: ScenarioSpec) -> Found:
    arrivals = [case_class.arrivals for case_class in spec.case_classes]
    expected = spec.horizon.days * sum(a.per_day if a.per_day is not None else 24 * (a.per_hour or 0) for a in arrivals)
    if expected > MOST_CASES:
        message = f"{expected:,.0f} cases would arrive in {spec.horizon.days} days; it must be at most {MOST_CASES:,}"
        yield _problem("SCN014", ("case_classes",), message)
    for index, station in enumerate(spec.stations):
        shifts = spec.horizon.days * sum(shift.servers for shift in station.roster or [])
        if shifts > MOST_SHIFTS:
            message = f"{shifts:,} shifts in {spec.horizon.days} days are too many; it must be at most {MOST_SHIFTS:,}"
            yield _problem("SCN014", ("stations", index, "roster"), message)
    for index, outage in enumerate(spec.outages):
        cycle_min = max(_mean_min(outage.up) + _mean_min(outage.down), 1e-9)
        outages = spec.horizon.days * 24 * 60 / cycle_min
        if outages > MOST_OUTAGES:
            message = f"about {outages:,.0f} outages in {spec.horizon.days} days are too many; 'up' must be longer"
            yield _problem("SCN014", ("outages", index, "up"), message)


def _mean_min(block: Distribution) -> float:
    """Mean of a distribution, or its median where that is what the file gives; minutes."""
    if isinstance(block, Empirical):
        return max(block.values_min)
    return float(getattr(block, "mean_min", None) or getattr(block, "median_min", None) or 0)


def _stations(spec: ScenarioSpec) -> Found:
    for index, station in enumerate(spec.stations):
        path = ("stations", index)
        given = [name for name in ("servers", "roster") if getattr(station, name) is not None]
        given += ["self_service"] if station.self_service else []
        if len(given) != 1:
            has = f"this one has {' and '.join(given)}" if given else "this one has none"
            message = f"a station must have exactly one of servers, roster and 'self_service: true'; {has}"
            yield _problem("SCN020", path, message)
        yield from _roster(station.roster or [], (*path, "roster"))
        yield from _self_service(station, path)


def _self_service(station: Station, path: Path_) -> Found:
    """A station without a queue has no rule about queueing."""
    for name in ("balk_at_queue", "patience"):
        if station.self_service and getattr(station, name) is not None:
            yield _problem("SCN020", (*path, name), "at a self_service station nobody waits; remove this field")


def _roster(roster: list[Shift], path: Path_) -> Found:
    spans = [(clock_time_ms(shift.start), clock_time_ms(shift.end), index) for index, shift in enumerate(roster)]
    for start, end, index in spans:
        if start >= end:
            message = "'to' must be later than 'from'; write a shift past midnight as two, to 24:00 and from 00:00"
            yield _problem("SCN023", (*path, index), message)
    forward = sorted(span for span in spans if span[0] < span[1])
    for (_, end, first), (start, _, second) in pairwise(forward):
        if start < end:
            message = f"this shift overlaps roster[{first}]; let it start when that one ends, and add the servers up"
            yield _problem("SCN023", (*path, second), message)


def _classes(spec: ScenarioSpec) -> Found:
    channels = {channel.name: channel for channel in spec.channels}
    stations = {station.name: station for station in spec.stations}
    for index, case_class in enumerate(spec.case_classes):
        path = ("case_classes", index)
        yield from _arrivals(
            case_class,
            [channels[name].arrival_profile for name in case_class.channels.shares if name in channels],
            path,
        )
        yield from _channels(case_class, channels, path)
        for channel, steps in case_class.routes.items():
            yield from _route(steps, stations, (*path, "routes", channel))


def _arrivals(case_class: CaseClass, profiles: Sequence[BaseModel | None], path: Path_) -> Found:
    arrivals = case_class.arrivals
    if (arrivals.per_day is None) == (arrivals.per_hour is None):
        yield _problem("SCN020", (*path, "arrivals"), "give exactly one of per_day and per_hour")
    elif arrivals.per_hour is not None and any(profiles):
        message = (
            "per_hour means evenly round the clock, but a channel of this class has an arrival_profile; use per_day"
        )
        yield _problem("SCN020", (*path, "arrivals", "per_hour"), message)


def _channels(case_class: CaseClass, known: dict[str, Channel], path: Path_) -> Found:
    """Shares that add up, and a route for each channel that has one."""
    shares, routes = case_class.channels.shares, case_class.routes
    at_shares, at_routes = (*path, "channels", "shares"), (*path, "routes")
    total = sum(shares.values())
    if abs(total - 1) > SHARE_TOLERANCE:
        yield _problem("SCN024", at_shares, f"the shares add up to {total:.12g}; they must add up to 1")
    places = {name: (*at_routes, name) for name in routes} | {name: (*at_shares, name) for name in shares}
    undefined = [problem for name, place in places.items() for problem in _defined(name, known, "channel", place)]
    if undefined:
        yield from undefined
        return
    for name in shares:
        if name not in routes:
            yield _problem("SCN027", (*at_shares, name), f"'{name}' has no route; add one to 'routes' of this class")
    for name in routes:
        if name not in shares:
            message = f"'{name}' has a route but no share of the cases; add it under 'channels.shares', or remove it"
            yield _problem("SCN027", (*at_routes, name), message)


def _route(steps: list[Step], stations: dict[str, Station], path: Path_) -> Found:
    names = [step.station for step in steps]
    for index, step in enumerate(steps):
        here = (*path, index)
        yield from _defined(step.station, stations, "station", (*here, "station"))
        if step.station in names[:index]:
            message = f"'{step.station}' stands twice in this route; to come back to a station, use 'rework'"
            yield _problem("SCN026", (*here, "station"), message)
        if step.service_time is None and step.station in stations and stations[step.station].service_time is None:
            message = f"this field is missing; add it here or at the station '{step.station}'"
            yield _problem("SCN011", (*here, "service_time"), message)
        if step.rework and step.rework.back_to not in names[: index + 1]:
            possible = ", ".join(names[: index + 1])
            message = (
                f"'{step.rework.back_to}' is not this or an earlier station of the route; possible are: {possible}"
            )
            yield _problem("SCN025", (*here, "rework", "back_to"), message)


def _distributions(spec: ScenarioSpec) -> Found:
    for path, block in blocks(spec, ()):
        if isinstance(block, Lognormal) and (block.mean_min is None) == (block.median_min is None):
            yield _problem("SCN020", path, "give exactly one of mean_min and median_min")
        if isinstance(block, Empirical) and block.weights is not None:
            yield from _weights(block.weights, (*path, "weights"), len(block.values_min))
        if isinstance(block, Profile):
            yield from _weights(block.hourly.values(), (*path, "hourly"))


def _weights(weights: Collection[float], path: Path_, values: int | None = None) -> Found:
    if values not in (None, len(weights)):
        message = f"the number of weights, {len(weights)}, must be that of values_min, {values}: one for each"
        yield _problem("SCN028", path, message)
    elif sum(weights) <= 0:
        yield _problem("SCN028", path, "all of these are 0; at least one must be larger")
