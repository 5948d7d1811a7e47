"""Rules between the fields of a scenario that a type cannot say."""

import difflib
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pydantic import BaseModel

from simulator.calendars import clock_time_ms
from simulator.scenario.errors import Problem
from simulator.scenario.parse import show_path
from simulator.scenario.read import Path_
from simulator.scenario.schema import CaseClass, Empirical, Lognormal, ScenarioSpec, Shift, Station, Step
from simulator.scenario.sources import source_problems

Found = Iterator[tuple[Path_, Problem]]

SHARE_TOLERANCE = 1e-9


def check_spec(spec: ScenarioSpec) -> list[tuple[Path_, Problem]]:
    """Every broken rule of a typed scenario, with its path for the line number."""
    found: list[tuple[Path_, Problem]] = []
    for rule in (_names, _horizon, _stations, _classes, _distributions, source_problems):
        found.extend(rule(spec))
    return found


def _problem(code: str, path: Path_, message: str) -> tuple[Path_, Problem]:
    return path, Problem(code, show_path(path), message)


def _names(spec: ScenarioSpec) -> Found:
    lists: dict[str, Sequence[str]] = {
        "channels": [channel.name for channel in spec.channels],
        "stations": [station.name for station in spec.stations],
        "case_classes": [case_class.name for case_class in spec.case_classes],
        "outages": [outage.subsystem for outage in spec.outages],
    }
    for place, names in lists.items():
        for index, name in enumerate(names):
            if name in names[:index]:
                field = "subsystem" if place == "outages" else "name"
                yield _problem("SCN022", (place, index, field), f"the name '{name}' is used twice; give each its own")
    subsystems = lists["outages"]
    for index, station in enumerate(spec.stations):
        for position, subsystem in enumerate(station.needs):
            yield from _defined(
                subsystem, subsystems, "subsystem under 'outages'", ("stations", index, "needs", position)
            )


def _defined(name: str, known: Iterable[str], what: str, path: Path_) -> Found:
    choices = sorted(known)
    if name not in choices:
        close = difflib.get_close_matches(name, choices, n=1)
        hint = f"did you mean '{close[0]}'?" if close else f"defined are: {', '.join(choices) or 'none'}"
        yield _problem("SCN021", path, f"there is no {what} named '{name}'; {hint}")


def _horizon(spec: ScenarioSpec) -> Found:
    if spec.horizon.warm_up_days >= spec.horizon.days:
        message = (
            f"the warm-up must be shorter than the horizon of {spec.horizon.days} days, so that days are left to count"
        )
        yield _problem("SCN029", ("horizon", "warm_up_days"), message)


def _stations(spec: ScenarioSpec) -> Found:
    for index, station in enumerate(spec.stations):
        path = ("stations", index)
        given = [name for name in ("servers", "roster") if getattr(station, name) is not None]
        given += ["self_service"] if station.self_service else []
        if len(given) != 1:
            has = f"it has {' and '.join(given)}" if given else "it has none of them"
            yield _problem("SCN020", path, f"a station has exactly one of servers, roster, self_service: true; {has}")
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
            yield _problem(
                "SCN023", (*path, index), "the shift ends before it starts; 'from' must be earlier than 'to'"
            )
    for (_, end, first), (start, _, second) in pairwise(sorted(spans)):
        if start < end:
            message = f"this shift overlaps shift [{first}]; let it start when that one ends, and add the servers up"
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
        yield from _shares(case_class, channels, path)
        for channel, steps in case_class.routes.items():
            yield from _defined(channel, channels, "channel", (*path, "routes", channel))
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


def _shares(case_class: CaseClass, channels: Iterable[str], path: Path_) -> Found:
    shares = case_class.channels.shares
    here = (*path, "channels", "shares")
    if abs(sum(shares.values()) - 1) > SHARE_TOLERANCE:
        yield _problem("SCN024", here, f"the shares add up to {sum(shares.values()):g}; they must add up to 1")
    for channel in shares:
        yield from _defined(channel, channels, "channel", (*here, channel))
        if channel not in case_class.routes:
            yield _problem(
                "SCN027", (*here, channel), f"there is no route for the channel '{channel}'; add it under 'routes'"
            )
    for channel in case_class.routes:
        if channel not in shares:
            message = f"the channel '{channel}' has a route but no share of the cases; add it under 'channels.shares'"
            yield _problem("SCN027", (*path, "routes", channel), message)


def _route(steps: list[Step], stations: dict[str, Station], path: Path_) -> Found:
    names = [step.station for step in steps]
    for index, step in enumerate(steps):
        here = (*path, index)
        yield from _defined(step.station, stations, "station", (*here, "station"))
        if step.station in names[:index]:
            message = f"the station '{step.station}' stands twice in this route; use rework to come back to it"
            yield _problem("SCN026", (*here, "station"), message)
        if step.service_time is None and step.station in stations and stations[step.station].service_time is None:
            yield _problem(
                "SCN011", (*here, "service_time"), f"neither this step nor the station '{step.station}' has one; add it"
            )
        if step.rework and step.rework.back_to not in names[: index + 1]:
            possible = ", ".join(names[: index + 1])
            message = f"'{step.rework.back_to}' is not this station or an earlier one; possible are: {possible}"
            yield _problem("SCN025", (*here, "rework", "back_to"), message)


def _distributions(spec: ScenarioSpec) -> Found:
    for path, block in blocks(spec, ()):
        if isinstance(block, Lognormal) and (block.mean_min is None) == (block.median_min is None):
            yield _problem("SCN020", path, "give exactly one of mean_min and median_min")
        if isinstance(block, Empirical) and block.weights is not None:
            if len(block.weights) != len(block.values_min):
                message = (
                    f"there are {len(block.weights)} weights for {len(block.values_min)} values; give one for each"
                )
                yield _problem("SCN028", (*path, "weights"), message)
            elif sum(block.weights) <= 0:
                yield _problem("SCN028", (*path, "weights"), "all weights are 0; at least one must be larger")
    for index, channel in enumerate(spec.channels):
        if channel.arrival_profile and sum(channel.arrival_profile.hourly.values()) <= 0:
            path = ("channels", index, "arrival_profile", "hourly")
            yield _problem("SCN028", path, "all hours have weight 0; at least one must be larger")


def blocks(value: object, path: Path_) -> Iterator[tuple[Path_, BaseModel]]:
    """The element, if it is a block, and every block inside it, each with its path."""
    if isinstance(value, BaseModel):
        yield path, value
        for name, field in type(value).model_fields.items():
            yield from blocks(getattr(value, name), (*path, field.alias or name))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from blocks(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from blocks(inner, (*path, index))
