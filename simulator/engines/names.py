"""The dictionary of an event log."""

from simulator.eventlog.log import Names
from simulator.scenario.resolved import ResolvedScenario


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
    )
