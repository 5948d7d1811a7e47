"""Rules on routes: stations in order, what goes back, and which channels have one."""

from collections.abc import Collection, Mapping, Sequence
from math import prod

from simulator.scenario.check_common import Found, defined, excluded, problem
from simulator.scenario.check_demand import named_channels
from simulator.scenario.check_returns import CHECKS, checks_of
from simulator.scenario.errors import Path_
from simulator.scenario.people import CaseClass, Channel, Check, Completeness, Factors, Step
from simulator.scenario.places import Pool, Station
from simulator.scenario.resolve_routes import kept_steps
from simulator.scenario.schema import Policies, ScenarioSpec

MOST_RETURNS = 0.95
"""Largest probability of failing a check again: 20 visits on average, so that every case ends."""


def routes(spec: ScenarioSpec) -> Found:
    """Each class has a route for every channel that it names, perhaps for those to which cases switch, and no other."""
    channels = {channel.name: channel for channel in spec.channels}
    stations = {station.name: station for station in spec.stations}
    for index, case_class in enumerate(spec.case_classes):
        path: Path_ = ("case_classes", index)
        if case_class.permit is not None and spec.policies.regime is None:
            message = "'permit' takes its route from a legal regime; name one as 'regime' under 'policies'"
            yield problem("SCN020", (*path, "permit"), message)
        yield from _channels(case_class, channels, path)
        yield from _backlog(case_class, spec.policies, stations, path)
        for channel, steps in case_class.routes.items():
            here: Path_ = (*path, "routes", channel)
            yield from _steps(steps, stations, here)
            yield from _kept_steps(steps, spec, here)


def _channels(case_class: CaseClass, channels: Mapping[str, Channel], path: Path_) -> Found:
    if not case_class.routes and case_class.permit is None:
        yield problem("SCN011", (*path, "routes"), "this field is missing; add it, or name a 'permit'")
        return
    named = named_channels(case_class, path)
    if not channels.keys() >= named.keys():
        return
    users = {name: place for name, place in named.items() if place[2] != "routes"}
    for name, place in users.items():
        by_permit = case_class.permit is not None and channels[name].lodge_at is not None
        if name not in case_class.routes and not by_permit:
            add = "add 'lodge_at' to this channel, or a route" if case_class.permit else "add one"
            yield problem("SCN027", place, f"'{name}' has no route; {add} to 'routes'")
    reachable = reachable_channels(case_class, channels)
    for name in case_class.routes:
        if name not in reachable:
            message = f"'{name}' has a route but no share of the cases; add it under 'channels', or remove it"
            yield problem("SCN027", (*path, "routes", name), message)


def reachable_channels(case_class: CaseClass, channels: Mapping[str, Channel]) -> list[str]:
    """Channels that cases of a class may use: those that the class names, and those to which cases switch from them."""
    reachable = [name for name, place in named_channels(case_class, ()).items() if place[0] != "routes"]
    for name in reachable:  # the list grows as it is read
        failure = channels[name].on_failure if name in channels else None
        reachable += [other for other in (failure.switch if failure else ()) if other not in reachable]
    return reachable


def _backlog(case_class: CaseClass, policies: Policies, stations: Collection[str], path: Path_) -> Found:
    for index, item in enumerate(case_class.backlog):
        here: Path_ = (*path, "backlog", index, "station")
        yield from defined(item.station, stations, "station", here)
        steps = case_class.routes.get(item.channel)
        if item.station in stations and steps is not None:
            route = [step.station for step in kept_steps(steps, policies)]
            if item.station not in route:
                message = f"'{item.station}' is not on the route of '{item.channel}'; possible are: {', '.join(route)}"
                yield problem("SCN027", here, message)


def _steps(steps: Sequence[Step], stations: Mapping[str, Station], path: Path_) -> Found:
    """What each step needs of its station, whatever the policies."""
    for index, step in enumerate(steps):
        here = (*path, index)
        yield from defined(step.station, stations, "station", (*here, "station"))
        for name in {*step.when} & {*step.unless}:
            message = f"'{name}' stands under 'when' too, so this step never exists; remove one of them"
            yield problem("SCN020", (*here, "unless"), message)
        station = stations.get(step.station)
        if station is None:
            continue
        if step.service_time is None and station.service_time is None and station.kind != "system":
            message = f"this field is missing; add it here or at the station '{step.station}'"
            yield problem("SCN011", (*here, "service_time"), message)
        if station.kind == "applicant":
            reason = "at an applicant station nobody serves; put this at a step where the office does, or remove it"
            yield from excluded(step, (*CHECKS, "travel", "starts_clock", "decides"), here, reason)
        elif station.kind != "staffed":
            reason = f"only staff travels, and '{step.station}' is of kind {station.kind}; remove this field"
            yield from excluded(step, ("travel",), here, reason)


def _kept_steps(steps: Sequence[Step], spec: ScenarioSpec, path: Path_) -> Found:
    """Order of the steps that exist under the policies as they are set."""
    kept = [(index, step) for index, step in enumerate(steps) if kept_steps([step], spec.policies)]
    if not kept:
        yield problem("SCN036", path, "under these policies no step is left; at least one must be")
    names = [step.station for _, step in kept]
    enter_at = {s.name: s.on_outage.enter_at for s in spec.stations if s.on_outage and s.on_outage.enter_at}
    for field, does in (("starts_clock", "starts the clock"), ("decides", "decides")):
        marked = [index for index, step in kept if getattr(step, field)]
        for index in marked[1:]:
            message = f"step {marked[0]} of this route {does} already; let one step do it"
            yield problem("SCN020", (*path, index, field), message)
    for position, (index, step) in enumerate(kept):
        if step.station in names[:position]:
            message = f"'{step.station}' stands twice in this route; to come back to a station, use 'rework'"
            yield problem("SCN026", (*path, index, "station"), message)
        entry = enter_at.get(step.station)
        if entry != step.station and entry in {*names, *(enter_at.get(earlier) for earlier in names[:position])} - {
            None
        }:
            message = (
                f"after paper its data are entered at '{entry}', where this route comes anyway; enter them elsewhere"
            )
            yield problem("SCN026", (*path, index, "station"), message)
        dropped = {other.station for other in steps[:index]} - {*names}
        for field, check in checks_of(step):
            here = (*path, index, field)
            yield from _back_to(check, names[: position + 1], dropped, here)
            if isinstance(check, Completeness) and spec.policies.incomplete_files == "help":
                yield from _help(check, here)
            else:
                yield from _ends(check, _worst_errors(step.station, spec) if field == "rework" else 1, here)


def _back_to(check: Check, possible: Sequence[str], dropped: Collection[str], path: Path_) -> Found:
    if check.back_to in possible:
        return
    here, choices = (*path, "back_to"), f"possible are: {', '.join(possible)}"
    if check.back_to in dropped:
        message = f"under these policies this route has no step at '{check.back_to}'; {choices}"
        yield problem("SCN036", here, message)
    else:
        message = f"'{check.back_to}' is not this or an earlier station of the route; {choices}"
        yield problem("SCN025", here, message)


def _ends(check: Check, errors: float, path: Path_) -> Found:
    """Nobody fails a check for ever."""
    field = "probability" if check.again is None else "again"
    worst = getattr(check, field) * _most(check.factors) * errors
    if worst > MOST_RETURNS:
        message = (
            f"this is {worst:.6g} for a person and a server whom the factors make fail most often; it must be at most "
            f"{MOST_RETURNS}, or nobody may come to an end: lower it, the factors, or 'again'"
        )
        yield problem("SCN014", (*path, field), message)


def _most(factors: Factors | None) -> float:
    """Largest factor that one person can have."""
    if factors is None:
        return 1
    literacy = max(1, factors.low_literacy, factors.middle_literacy)
    return literacy * max(1, factors.unaware) * max(1, factors.unconnected)


def _worst_errors(station: str, spec: ScenarioSpec) -> float:
    """Largest error factor that a person who serves at a station can have."""
    kept = prod(1 - change.decay for change in spec.system_changes)
    return max((_errors(pool, kept) for pool in spec.staff if station in pool.skills), default=1)


def _errors(pool: Pool, kept: float) -> float:
    """Largest error factor in a pool, when that share of the skill is left."""
    untrained = pool.untrained.error_factor if pool.untrained else 1
    unlike = [(person.errors, pool.level if person.level is None else person.level) for person in pool.different]
    return max(errors * (1 + (untrained - 1) * (1 - level * kept)) for errors, level in [(1.0, pool.level), *unlike])


def _help(check: Completeness, path: Path_) -> Found:
    if check.help_time is None:
        message = "this field is missing; add it, for with 'incomplete_files: help' the office completes the file"
        yield problem("SCN011", (*path, "help_time"), message)
