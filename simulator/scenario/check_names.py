"""Rules on names: each stands once, and what refers to a calendar finds it."""

from typing import Any

from simulator.scenario.check_common import Found, defined, problem
from simulator.scenario.errors import Path_
from simulator.scenario.schema import ScenarioSpec
from simulator.scenario.sources import Blocks, fields_of

_NAMING_FIELDS = ("name", "subsystem", "person")


def names(spec: ScenarioSpec, everywhere: Blocks) -> Found:
    """Names, weekdays, dates and positions that stand twice in one list."""
    for path, block in everywhere:
        for field in fields_of(type(block)):
            value = getattr(block, field.name)
            if isinstance(value, list) and len(value) > 1:
                yield from _once(value, (*path, field.name))
    stations = [station.name for station in spec.stations]
    for index, pool in enumerate(spec.staff):
        if pool.name in stations:
            message = f"'{pool.name}' is a station too, and tables name both; give this pool another name"
            yield problem("SCN022", ("staff", index, "name"), message)


def _once(items: list[Any], path: Path_) -> Found:
    seen: set[str | int] = set()
    for index, item in enumerate(items):
        field = next((name for name in _NAMING_FIELDS if hasattr(item, name)), None)
        name = getattr(item, field) if field else item
        if isinstance(name, str | int):
            if name in seen:
                here = (*path, index, field) if field else (*path, index)
                yield problem("SCN022", here, f"'{name}' stands here twice; each must be another")
            seen.add(name)


def calendar_names(spec: ScenarioSpec, everywhere: Blocks) -> Found:
    """Calendars of channels, stations, pools and repairs."""
    for path, block in everywhere:
        calendar = vars(block).get("calendar")
        if calendar is not None:
            yield from defined(calendar, spec.calendars, "calendar", (*path, "calendar"))
