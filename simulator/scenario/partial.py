"""What can be checked of a scenario while parts of it have the wrong form."""

from collections.abc import Collection
from typing import Any

from simulator.scenario.check import check_spec
from simulator.scenario.errors import Path_, Problem
from simulator.scenario.schema import Block, CaseClass, Channel, Horizon, Outage, Patch, ScenarioSpec, Station, Targets

_NAMED_BY = {"channels": "name", "stations": "name", "outages": "subsystem"}
"""Lists of the scenario -> the field by which other parts name an item."""

_LISTS: dict[str, type[Block]] = {
    "channels": Channel,
    "stations": Station,
    "case_classes": CaseClass,
    "outages": Outage,
}
_BLOCKS: dict[str, type[Block]] = {"horizon": Horizon, "targets": Targets}

_TEXT = {"id": "-", "en": "-"}
_TIME = {"distribution": "deterministic", "mean_min": 1}
_STAND_INS: dict[str, dict[str, Any]] = {
    "horizon": {"days": 3660},
    "targets": {"waiting_time_min": 1},
    "channels": {"name": "any", "title": _TEXT},
    "stations": {"name": "any", "title": _TEXT, "servers": 1, "service_time": _TIME},
    "case_classes": {
        "name": "any",
        "title": _TEXT,
        "arrivals": {"per_day": 1},
        "channels": {"shares": {"any": 1}},
        "routes": {"any": [{"station": "any"}]},
    },
    "outages": {"subsystem": "any", "title": _TEXT, "up": _TIME, "down": _TIME},
}


def check_rest(data: dict[str, Any], faults: Collection[Path_]) -> list[tuple[Path_, Problem]]:
    """Every broken rule between the parts of a scenario that have the right form.

    A field with a fault (the servers of a station, the days of the horizon) is replaced by one that breaks no rule, and
    nothing more is said of it. Where a list of parts or the name of one is wrong, nothing is said at all: what refers
    to them would look wrong too.

    Parameters
    ----------
    data : dict
        Plain data in human form.
    faults : collection of tuple
        Where the form is wrong.

    Returns
    -------
    list of (tuple, Problem)
        As :func:`check_spec` gives them.
    """
    if any(map(_hides_a_name, faults)):
        return []
    fields: dict[str, Any] = dict.fromkeys(ScenarioSpec.model_fields)
    fields |= {section: _section(section, data, faults) for section in (*_LISTS, *_BLOCKS)}
    fields |= {"sources": dict.fromkeys(data.get("sources", {})), "patches": _patches(data, faults)}
    spec = ScenarioSpec.model_construct(**fields)
    return [(path, problem) for path, problem in check_spec(spec) if not _is_near(path, faults)]


def _hides_a_name(fault: Path_) -> bool:
    if fault in ((), ("sources",)):
        return True
    section = str(fault[0])
    return section in _NAMED_BY and fault[2:3] in ((), (_NAMED_BY[section],))


def _is_near(path: Path_, faults: Collection[Path_]) -> bool:
    """Whether a fault stands in the same field as the path, or inside it."""
    depth = 3 if path[0] in _LISTS else 2
    return any(fault[:depth] == path[: len(fault[:depth])] or fault[: len(path)] == path for fault in faults)


def _section(section: str, data: dict[str, Any], faults: Collection[Path_]) -> Any:
    value = data.get(section)
    if section in _BLOCKS:
        return _BLOCKS[section].model_validate(_mended(section, value, (section,), faults))
    items = value if isinstance(value, list) else []
    return [
        _LISTS[section].model_validate(_mended(section, item, (section, index), faults))
        for index, item in enumerate(items)
    ]


def _mended(section: str, block: Any, path: Path_, faults: Collection[Path_]) -> Any:
    """A block with stand-ins for the fields that are wrong or missing."""
    wrong = {fault[len(path) :][:1] for fault in faults if fault[: len(path)] == path}
    if not wrong:
        return block
    fields = block if isinstance(block, dict) and () not in wrong else {}
    right = {name: value for name, value in fields.items() if (name,) not in wrong}
    return {**_STAND_INS[section], "source": "assumed", **right}


def _patches(data: dict[str, Any], faults: Collection[Path_]) -> dict[str, Patch]:
    wrong = {fault[:2] for fault in faults}
    patches = {} if ("patches",) in wrong else data.get("patches", {})
    return {name: Patch.model_validate(patch) for name, patch in patches.items() if ("patches", name) not in wrong}
