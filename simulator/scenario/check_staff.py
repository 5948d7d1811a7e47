"""Rules on pools of persons."""

from simulator.scenario.check_common import Found, defined, problem
from simulator.scenario.errors import Path_
from simulator.scenario.places import Pool
from simulator.scenario.schema import ScenarioSpec


def staff(spec: ScenarioSpec) -> Found:
    """Pools have hours, serve staffed stations, and speak of persons that they have."""
    kinds: dict[str, str] = {station.name: station.kind for station in spec.stations}
    for index, pool in enumerate(spec.staff):
        path: Path_ = ("staff", index)
        if (pool.roster is None) == (pool.calendar is None):
            yield problem("SCN020", path, "give exactly one of roster and calendar")
        for position, name in enumerate(pool.skills):
            here = (*path, "skills", position)
            yield from defined(name, kinds, "station", here)
            if kinds.get(name, "staffed") != "staffed":
                message = f"'{name}' is of kind {kinds[name]}; persons must serve at staffed stations"
                yield problem("SCN038", here, message)
        yield from _persons(pool, path)


def _persons(pool: Pool, path: Path_) -> Found:
    for index, shift in enumerate(pool.roster or []):
        if shift.servers > pool.persons:
            message = f"{shift.servers} is not possible here; it must be at most the number of persons, {pool.persons}"
            yield problem("SCN014", (*path, "roster", index, "servers"), message)
    places = {(*path, "different", index, "person"): each.person for index, each in enumerate(pool.different)}
    for number, session in enumerate(pool.training):
        here = (*path, "training", number, "persons")
        places |= {(*here, position): person for position, person in enumerate(session.persons or [])}
    for place, person in places.items():
        if person >= pool.persons:
            message = f"there is no person {person}; it must be less than the number of persons, {pool.persons}"
            yield problem("SCN014", place, message)
