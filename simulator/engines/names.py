"""The dictionary of an event log."""

from simulator.eventlog.log import Names
from simulator.scenario.resolved import NEVER, ResolvedScenario


def names_of(scenario: ResolvedScenario) -> Names:
    """What the codes of an office's event log stand for.

    Parameters
    ----------
    scenario : ResolvedScenario
        The office.

    Returns
    -------
    Names
        By position.
    """
    at = [station.name for station in scenario.stations]
    routes = [
        (case_class.name, channel.name, route)
        for case_class in scenario.case_classes
        for channel, route in zip(scenario.channels, case_class.routes, strict=True)
        if route
    ]
    skills = {skill for person in scenario.persons for skill in person.skills}
    return Names(
        stations=tuple(station.name for station in scenario.stations),
        case_classes=tuple(case_class.name for case_class in scenario.case_classes),
        channels=tuple(channel.name for channel in scenario.channels),
        subsystems=tuple(outage.subsystem for outage in scenario.outages),
        kinds=tuple(station.kind for station in scenario.stations),
        needs=tuple(tuple(scenario.outages[s].subsystem for s in station.needs) for station in scenario.stations),
        on_outage=tuple(station.outage_effect for station in scenario.stations),
        persons=tuple(scenario.pools[person.pool] for person in scenario.persons),
        pooled=tuple(scenario.stations[index].name for index in sorted(skills)),
        in_person=tuple(channel.name for channel in scenario.channels if channel.in_person),
        routes=tuple((case_class, channel) for case_class, channel, _ in routes),
        deadline_days=tuple(case_class.deadline_days for case_class in scenario.case_classes),
        starts_clock=tuple(
            (case_class, channel, at[step.station])
            for case_class, channel, route in routes
            for step in route
            if step.starts_clock
        ),
        decides=tuple(
            (case_class, channel, at[step.station])
            for case_class, channel, route in routes
            for step in route
            if step.decides
        ),
        working_days=scenario.working_days,
        step_deadlines=tuple(
            (case_class, channel, at[step.station], step.deadline_days)
            for case_class, channel, route in routes
            for step in route
            if step.deadline_days != NEVER
        ),
        skills=tuple(tuple(at[skill] for skill in person.skills) for person in scenario.persons),
        paper_after_ms=tuple(
            station.outage_after_ms if station.outage_effect == "paper" else NEVER for station in scenario.stations
        ),
        pausing=tuple(station.name for station in scenario.stations if station.pauses_at_shift_end),
    )
