"""Rules on stations: what fits their kind, who serves, and what happens in an outage."""

from collections.abc import Mapping

from simulator.scenario.check_common import Found, defined, excluded, is_given, problem
from simulator.scenario.errors import Path_
from simulator.scenario.places import OnOutage, Station
from simulator.scenario.schema import ScenarioSpec

_STAFFED = ("staffed",)
_QUEUES = ("staffed", "batch")
_OFFICE = ("staffed", "self_service", "system", "batch")
_KINDS = {
    **dict.fromkeys(("servers", "roster", "at_shift_end", "starts_per_shift", "lines", "jockeying"), _STAFFED),
    **dict.fromkeys(("cost_per_hour", "overtime_per_hour"), _STAFFED),
    **dict.fromkeys(("discipline", "balk_at_queue", "patience"), _QUEUES),
    "calendar": ("staffed", "external", "batch", "applicant"),
    "batch": ("batch",),
    "breakdowns": _OFFICE,
    **dict.fromkeys(("tickets", "needs", "on_outage"), (*_OFFICE, "external")),
}
"""Fields -> the kinds of station that have them; all have the others."""

_OF_A_POOL = ("calendar", "lines", "jockeying", "cost_per_hour", "overtime_per_hour")
_FITTING = {
    "wait": (),
    "restart": (),
    "slower": ("speed",),
    "paper": ("after_min", "speed", "enter_at"),
    "leave": ("after_min",),
}
"""What happens in an outage -> the fields that say how."""


def stations(spec: ScenarioSpec) -> Found:
    """Each station has what its kind needs, and nothing else."""
    subsystems = [outage.subsystem for outage in spec.outages]
    known = {station.name: station for station in spec.stations}
    for index, station in enumerate(spec.stations):
        path: Path_ = ("stations", index)
        pools = [pool.name for pool in spec.staff if station.name in pool.skills]
        for field, kinds in _KINDS.items():
            if station.kind not in kinds:
                reason = f"this is for stations of kind {' or '.join(kinds)}, and this one is {station.kind}; remove it"
                yield from excluded(station, [field], path, reason)
        if station.kind == "staffed":
            yield from _staffing(station, pools, path)
        if station.kind == "batch" and station.batch is None:
            yield problem("SCN011", (*path, "batch"), "this field is missing; add it, with the times of the batches")
        if station.tickets and not any(is_given(station.tickets, limit) for limit in ("until", "per_day")):
            yield problem("SCN020", (*path, "tickets"), "these tickets have no limit; give until or per_day, or both")
        for position, subsystem in enumerate(station.needs):
            yield from defined(subsystem, subsystems, "subsystem under 'outages'", (*path, "needs", position))
        if station.on_outage and station.kind != "applicant":
            yield from _on_outage(station, station.on_outage, known, (*path, "on_outage"))


def _staffing(station: Station, pools: list[str], path: Path_) -> Found:
    given = [name for name in ("servers", "roster") if getattr(station, name) is not None]
    given += [f"pool '{pools[0]}'"] if pools else []
    if len(given) != 1:
        has = f"this one has {' and '.join(given)}" if given else "this one has none"
        message = f"a staffed station must have exactly one of servers, roster and a pool whose skills name it; {has}"
        yield problem("SCN020", path, message)
    elif pools:
        reason = f"the pool '{pools[0]}' serves here, and the station has no servers of its own; remove this field"
        yield from excluded(station, _OF_A_POOL, path, reason)
    if station.jockeying and station.lines == "pooled" and not pools:
        message = "nobody changes over from a line that is the only one; add 'lines: per_server', or remove this field"
        yield problem("SCN020", (*path, "jockeying"), message)


def _on_outage(station: Station, rule: OnOutage, stations: Mapping[str, Station], path: Path_) -> Found:
    if not station.needs:
        message = "this station needs no subsystem that could fail; name it under 'needs', or remove this field"
        yield problem("SCN020", path, message)
    if station.kind == "external" and rule.effect != "wait":
        message = f"the outage is not at the agency that works here: '{rule.effect}' must be wait"
        yield problem("SCN020", (*path, "effect"), message)
    fitting = _FITTING[rule.effect]
    others = [name for name in ("after_min", "speed", "enter_at") if name not in fitting]
    yield from excluded(rule, others, path, f"this has no meaning with the effect '{rule.effect}'; remove it")
    for name in ("speed", "enter_at"):
        if name in fitting and getattr(rule, name) is None:
            yield problem("SCN011", (*path, name), f"this field is missing; add it for the effect '{rule.effect}'")
    if rule.enter_at is not None and "enter_at" in fitting:
        yield from _entry(rule.enter_at, station.name, stations, (*path, "enter_at"))


def _entry(name: str, here: str, stations: Mapping[str, Station], path: Path_) -> Found:
    """Data are entered by staff of another station, in a time that this station says."""
    yield from defined(name, stations, "station", path)
    station = stations.get(name)
    if name == here:
        yield problem("SCN035", path, f"'{name}' is this station itself; the data must be entered at another one")
    elif station and station.kind != "staffed":
        message = f"'{name}' is of kind {station.kind}; it must be a staffed station, for somebody enters the data"
        yield problem("SCN038", path, message)
    elif station and station.service_time is None:
        message = f"'{name}' has no service_time of its own; it must have one, the time to enter the data of a case"
        yield problem("SCN038", path, message)
    elif station and (why := _why_cases_leave(station)):
        message = (
            f"cases could leave '{name}' by its {why}, and no applicant is there; enter the data at a station without"
        )
        yield problem("SCN038", path, message)


def _why_cases_leave(station: Station) -> str:
    """The field by which a case may leave a station without being served."""
    if station.on_outage and station.on_outage.effect == "leave":
        return "on_outage"
    return next((name for name in ("balk_at_queue", "patience") if getattr(station, name) is not None), "")
