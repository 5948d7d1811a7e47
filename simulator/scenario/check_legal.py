"""Rules on permits: the regime knows them, and the office can follow their routes."""

from dataclasses import replace

from simulator.scenario.check import check_spec
from simulator.scenario.check_common import Found, defined, problem
from simulator.scenario.errors import Path_, Problem, show_path
from simulator.scenario.legal_routes import expand, legal_routes, lodging, permit_of, regime_of
from simulator.scenario.people import CaseClass
from simulator.scenario.resolve_routes import kept_steps
from simulator.scenario.schema import ScenarioSpec
from simulator.scenario.wording import suggestion


def check_expanded(spec: ScenarioSpec) -> list[tuple[Path_, Problem]]:
    """Every broken rule of a scenario, with the routes of its permits.

    What is wrong with the route of a permit is told where the file can mend it: at the `details` or the `permit` of the
    class.
    """
    found = [each for rule in (_regime, _permits, _details) for each in rule(spec)]
    expanded = spec if found else expand(spec)
    found += [_in_file(path, told, spec, expanded) for path, told in check_spec(expanded)]
    return list(dict.fromkeys(found))


def _regime(spec: ScenarioSpec) -> Found:
    """The regime is in the table, and in force on day 0."""
    name, regime, start = spec.policies.regime, regime_of(spec), spec.horizon.start
    path: Path_ = ("policies", "regime")
    if name is not None and regime is None:
        message = f"there is no legal regime named '{name}'; {suggestion(name, legal_routes().regimes)}"
        yield problem("SCN050", path, message)
    elif regime and start and not spec.policies.regime_any_date and not regime.in_force_on(start):
        span = f"from {regime.valid_from}" + (f" to {regime.valid_to}" if regime.valid_to else "")
        message = f"'{name}' is in force {span}, not on {start}; name another, or add 'regime_any_date: true'"
        yield problem("SCN053", path, message)


def _permits(spec: ScenarioSpec) -> Found:
    """The regime has each permit, and the office has the stations of its steps."""
    regime = regime_of(spec)
    stations = {station.name for station in spec.stations}
    for index, case_class in enumerate(spec.case_classes):
        path: Path_ = ("case_classes", index, "permit")
        name, permit = case_class.permit, permit_of(case_class, spec)
        if name is not None and regime and permit is None:
            message = f"'{spec.policies.regime}' has no permit named '{name}'; {suggestion(name, regime.permits)}"
            yield problem("SCN051", path, message)
        needed = kept_steps(permit.steps, spec.policies) if permit and lodging(case_class, spec) else []
        for missing in [step.station for step in needed if step.station not in stations]:
            message = f"the route of '{name}' needs a station named '{missing}'; add it under 'stations'"
            yield problem("SCN052", path, message)


def _details(spec: ScenarioSpec) -> Found:
    """What is said of a permit's route belongs to one."""
    stations = [station.name for station in spec.stations]
    for index, case_class in enumerate(spec.case_classes):
        for name, steps in case_class.details.items():
            path: Path_ = ("case_classes", index, "details", name)
            if name not in lodging(case_class, spec):
                reason = "this class has no 'permit'" if case_class.permit is None else f"cases of '{name}' take none"
                message = f"this details the route of a permit, but {reason}; write 'routes' for them, or remove this"
                yield problem("SCN054", path, message)
            for position, step in enumerate(steps):
                yield from defined(step.station, stations, "station", (*path, position, "station"))


def _in_file(path: Path_, told: Problem, spec: ScenarioSpec, expanded: ScenarioSpec) -> tuple[Path_, Problem]:
    """A problem of an expanded scenario, told at the place of the file that it goes back to."""
    match path:
        case ("case_classes", int(index), "legal", *_) if spec.case_classes[index].legal is None:
            here: Path_ = (*path[:2], "permit")
            return here, replace(told, path=show_path(here))
        case ("case_classes", int(index), "routes", str(channel), *rest):
            case_class = spec.case_classes[index]
            if channel in lodging(case_class, spec):
                steps = expanded.case_classes[index].routes.get(channel, [])
                return _in_class(case_class, channel, [step.station for step in steps], tuple(rest), told, path[:2])
    return path, told


def _in_class(
    case_class: CaseClass, channel: str, route: list[str], rest: Path_, told: Problem, path: Path_
) -> tuple[Path_, Problem]:
    """At the field of a detail if the class says it itself, or else at its permit."""
    place = f"on the route by '{channel}'"
    match rest:
        case (int(position), field, *_):
            place = f"{place}, at '{route[position]}', for '{field}'"
            for index, step in enumerate(case_class.details.get(channel, [])):
                if step.station == route[position] and field in step.model_fields_set:
                    here: Path_ = (*path, "details", channel, index, *rest[1:])
                    return here, replace(told, path=show_path(here))
    here = (*path, "permit")
    return here, replace(told, path=show_path(here), message=f"{place}: {told.message}")
