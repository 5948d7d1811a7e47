"""Rules on permits: the regime knows them, and the office can follow their routes."""

def check_expanded(spec: ScenarioSpec) -> list[tuple[Path_, Problem]]:
    """Every broken rule of a scenario, its permits included.

    What is wrong with an expanded route is told where the file can mend it: at the class's `details` or its `permit`.
    """
    told = list(_permit_problems(spec))
    rest = check_spec(spec if told else expand(spec))
    return list(dict.fromkeys([*told, *(_in_file(path, found, spec) for path, found in rest)]))


def _permit_problems(spec: ScenarioSpec) -> Found:
    """Regimes and permits that the table does not have, and offices that cannot follow them."""
    yield from _regime_problems(spec)
    for index, case_class in enumerate(spec.case_classes):
        path: Path_ = ("case_classes", index)
        yield from _detail_problems(case_class, spec, path)
        regime = regime_of(spec)
        if case_class.permit is None or regime is None:
            continue
        if case_class.permit not in regime.permits:
            message = f"there is no such permit under '{spec.policies.regime}'; "
            yield problem("SCN051", (*path, "permit"), message + suggestion(case_class.permit, regime.permits))
        yield from _missing_roles(case_class, spec, (*path, "permit"))


def _regime_problems(spec: ScenarioSpec) -> Found:
    name, regime, start = spec.policies.regime, _regime(spec), spec.horizon.start
    path: Path_ = ("policies", "regime")
    if name is None:
        return
    if regime is None:
        message = f"there is no legal regime named '{name}'; {suggestion(name, legal_routes().regimes)}"
        yield problem("SCN050", path, message)
    elif start and not spec.policies.regime_any_date and not regime.holds_on(start):
        span = f"from {regime.valid_from}" + (f" to {regime.valid_to}" if regime.valid_to else "")
        message = f"'{name}' is in force {span}, not on {start}; name another, or add 'regime_any_date: true' to compare"
        yield problem("SCN053", path, message)


def _missing_roles(case_class: CaseClass, spec: ScenarioSpec, path: Path_) -> Found:
    """Stations that the permit's route needs and the office lacks."""
    permit = permit_of(case_class, spec)
    stations = {station.name for station in spec.stations}
    for step in kept_steps(permit.steps, spec.policies) if permit and lodging(case_class, spec) else []:
        if step.station not in stations:
            message = f"'{case_class.permit}' needs a station named '{step.station}'; add it under 'stations'"
            yield problem("SCN052", path, message)


def _detail_problems(case_class: CaseClass, spec: ScenarioSpec, path: Path_) -> Found:
    """Details that would be passed over whatever the regime."""
    lodging = lodging(case_class, spec) if case_class.permit else {}
    stations = [station.name for station in spec.stations]
    for name, steps in case_class.details.items():
        if name not in lodging:
            reason = "this class has no 'permit'" if case_class.permit is None else f"'{name}' takes no route of 'permit'"
            message = f"{reason}, so there is nothing to detail here; write the steps under 'routes', or remove this"
            yield problem("SCN054", (*path, "details", name), message)
        for index, step in enumerate(steps):
            yield from defined(step.station, stations, "station", (*path, "details", name, index, "station"))


def _in_file(path: Path_, found: Problem, spec: ScenarioSpec) -> tuple[Path_, Problem]:
    """The place of the file that a problem of an expanded class goes back to."""
    here = _origin(path, spec)
    return here, found if here == path else replace(found, path=show_path(here))


def _origin(path: Path_, spec: ScenarioSpec) -> Path_:
    match path:
        case ("case_classes", int(index), "routes", str(channel), *rest):
            case_class = spec.case_classes[index]
            if case_class.permit is None or channel in case_class.routes or channel not in lodging(case_class, spec):
                return path
            return _detail_path(path[:2], channel, rest, expand(spec).case_classes[index], case_class)
        case ("case_classes", int(index), "legal", *_) if spec.case_classes[index].legal is None:
            return (*path[:2], "permit")
    return path


def _detail_path(
    path: Path_, channel: str, rest: list[Any], expanded: CaseClass, case_class: CaseClass
) -> Path_:
    position, *inner = rest or [None]
    if position is not None and inner:
        station = expanded.routes[channel][position].station
        for index, step in enumerate(case_class.details.get(channel, [])):
            if step.station == station and inner[0] in step.model_fields_set:
                return (*path, "details", channel, index, *inner)
    return (*path, "permit")


