"""Rules on subsystems that fail."""

from collections.abc import Mapping

from simulator.scenario.check_common import Found, defined, is_given, problem
from simulator.scenario.errors import Path_
from simulator.scenario.places import BackupBlock, Outage
from simulator.scenario.schema import ScenarioSpec

_PROCESSES = ("up", "also", "dated", "day_probability", "slow", "slow_dated", "needs")


def outages(spec: ScenarioSpec) -> Found:
    """Subsystems can fail, come back, and do not need each other in a circle."""
    known = [outage.subsystem for outage in spec.outages]
    needed = {name for outage in spec.outages for name in outage.needs}
    for index, outage in enumerate(spec.outages):
        path: Path_ = ("outages", index)
        yield from _up_and_down(outage, path)
        if outage.backup:
            yield from _up_and_down(outage.backup, (*path, "backup"))
        fails = any(name in outage.model_fields_set and getattr(outage, name) is not None for name in _PROCESSES)
        if not fails and outage.down is None and outage.subsystem not in needed:
            message = "nothing says when this subsystem fails; add 'up' and 'down', or 'dated', or remove it"
            yield problem("SCN020", path, message)
        for position, name in enumerate(outage.needs):
            yield from defined(name, known, "subsystem", (*path, "needs", position))
    yield from _circles(spec)


def _up_and_down(block: Outage | BackupBlock, path: Path_) -> Found:
    if is_given(block, "up") != is_given(block, "down"):
        yield problem("SCN020", path, "one of up and down is missing; give both or none")


def _circles(spec: ScenarioSpec) -> Found:
    """Each circle is told once, at its first subsystem in the file."""
    needs = {outage.subsystem: outage.needs for outage in spec.outages}
    reached = {name: _reached(name, needs) for name in needs}
    for index, outage in enumerate(spec.outages):
        name = outage.subsystem
        circle = {other for other in reached[name] if name in reached.get(other, ())}
        first = next((other for other in needs if other in circle), None)
        if name == first:
            position = next(place for place, other in enumerate(outage.needs) if other in circle)
            other = outage.needs[position]
            told = "itself" if other == name else f"'{other}', which needs it in turn"
            message = f"'{name}' needs {told}; remove one of these needs"
            yield problem("SCN035", ("outages", index, "needs", position), message)


def _reached(name: str, needs: Mapping[str, list[str]]) -> set[str]:
    """Subsystems that one needs, directly or through others."""
    found: set[str] = set()
    waiting = list(needs[name])
    while waiting:
        other = waiting.pop()
        if other not in found:
            found.add(other)
            waiting += needs.get(other, [])
    return found
