"""What can be checked of a scenario while parts of it have the wrong form."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import BaseModel

from simulator.scenario.blocks import SourceNote
from simulator.scenario.check_legal import check_expanded
from simulator.scenario.errors import Path_, Problem
from simulator.scenario.parse import parse_spec
from simulator.scenario.people import (
    CaseClass,
    Channel,
    DistrictBlock,
    Outreach,
    PopulationBlock,
    PriorityGroup,
    Segment,
)
from simulator.scenario.places import CalendarBlock, Outage, Pool, Station, SystemChange
from simulator.scenario.schema import CostItem, Costs, Horizon, Patch, Policies, ScenarioSpec, Targets

Shape = Literal["one", "list", "mapping"]

_PARTS: dict[type[BaseModel], dict[str, tuple[Shape, type[BaseModel]]]] = {
    ScenarioSpec: {
        "sources": ("mapping", SourceNote),
        "horizon": ("one", Horizon),
        "targets": ("one", Targets),
        "policies": ("one", Policies),
        "calendars": ("mapping", CalendarBlock),
        "population": ("one", PopulationBlock),
        "channels": ("list", Channel),
        "stations": ("list", Station),
        "staff": ("list", Pool),
        "system_changes": ("list", SystemChange),
        "case_classes": ("list", CaseClass),
        "outages": ("list", Outage),
        "costs": ("one", Costs),
        "patches": ("mapping", Patch),
    },
    PopulationBlock: {
        "segments": ("list", Segment),
        "districts": ("list", DistrictBlock),
        "priority_groups": ("list", PriorityGroup),
        "outreach": ("list", Outreach),
    },
    Costs: {"items": ("list", CostItem)},
}
"""Blocks that are mended field by field; any other field is replaced as a whole."""

_TEXT = {"id": "-", "en": "-"}
_TIME = {"distribution": "deterministic", "mean_min": 1, "source": "assumed"}
_NAMED = {"name": "any", "title": _TEXT}
_HOURS = {"from": "00:00", "to": "24:00"}
_MOMENT = "day 0 08:00"
_STAND_INS: dict[type[BaseModel], dict[str, Any]] = {
    ScenarioSpec: {
        "simptsp": 1,
        **_NAMED,
        "description": _TEXT,
        "horizon": {"days": 3660, "source": "assumed"},
        "targets": {"waiting_time_min": 1, "source": "assumed"},
    },
    SourceNote: {"mark": "measured", "cite": "-"},
    Horizon: {"days": 3660, "start": "2026-01-05"},
    Targets: {"waiting_time_min": 1},
    Policies: {"regime": "any"},
    CalendarBlock: {"open": [_HOURS]},
    Channel: {**_NAMED, "dates": ["2026-01-05"]},
    Station: {**_NAMED, "servers": 1, "roster": [{**_HOURS, "servers": 1}], "service_time": _TIME},
    Pool: {**_NAMED, "persons": 1000, "skills": ["any"], "roster": [{**_HOURS, "servers": 1}]},
    SystemChange: {"title": _TEXT, "at": _MOMENT, "decay": 0},
    CaseClass: {
        **_NAMED,
        "arrivals": {"per_day": 1},
        "channels": {"shares": {"any": 1}},
        "routes": {"any": [{"station": "any"}]},
    },
    Outage: {"subsystem": "any", "title": _TEXT, "up": _TIME, "down": _TIME},
    Costs: {"year": 2026},
    CostItem: {**_NAMED, "amount": 0, "per": "once"},
    Patch: {"title": _TEXT, "set": {"name": "any"}},
    Segment: {**_NAMED, "share": 1},
    DistrictBlock: {
        **_NAMED,
        "share": 1,
        "travel_min": 0,
        "connected": 1,
        "aware": 1,
        "literacy": {"low": 0, "middle": 0, "high": 1},
    },
    PriorityGroup: {**_NAMED, "share": 0, "rank": 1},
    Outreach: {"title": _TEXT, "districts": ["any"], "from": "2026-01-05", "aware": 1},
}
"""Fields that stand for those with a fault; a field that is not here is left out."""

_OTHERS_NAME = {
    ("channels",): "name",
    ("stations",): "name",
    ("outages",): "subsystem",
    ("calendars",): None,
    ("population", "segments"): "name",
    ("population", "districts"): "name",
}
"""Parts that others name, and the field by which they do; of a mapping, its keys."""

_FITTING = {"SCN011", "SCN020", "SCN027", "SCN053", "SCN054"}
"""What may be wrong between the fields of a block because one of them was replaced."""

_FOLLOWING = {
    "horizon": {"SCN014", "SCN032", "SCN033", "SCN034", "SCN037", "SCN053"},
    "policies": {"SCN025", "SCN026", "SCN027", "SCN036", "SCN055", "SCN056"},
    "channels": {"SCN014", "SCN020", "SCN027", "SCN054", "SCN056"},
    "stations": {"SCN011", "SCN038"},
    "staff": {"SCN014", "SCN020"},
    "outages": {"SCN020"},
}
"""What may be wrong elsewhere because something in this section was replaced."""


def check_rest(data: dict[str, Any], faults: Iterable[Path_]) -> list[tuple[Path_, Problem]]:
    """Every broken rule between the parts of a scenario that have the right form.

    A field with a fault (the servers of a station, the days of the horizon) is replaced by one that breaks no rule, and
    nothing more is said of it. Where a list of parts or the name of one is wrong, nothing is said at all: what refers
    to them would look wrong too.

    Parameters
    ----------
    data : dict
        Plain data in human form.
    faults : iterable of tuple
        Where the form is wrong.

    Returns
    -------
    list of (tuple, Problem)
        As :func:`check_expanded` gives them.
    """
    mending = _Mending()
    spec, _ = parse_spec(mending.block(ScenarioSpec, data, list(faults), ()))
    if spec is None or any(map(_hides_a_name, mending.places)):
        return []
    return [(path, problem) for path, problem in check_expanded(spec) if not _follows(path, problem, mending.places)]


def _hides_a_name(place: Path_) -> bool:
    if place in ((), ("sources",)):
        return True
    for section, field_ in _OTHERS_NAME.items():
        rest = place[len(section) :]
        if _is_inside(place, section) and (len(rest) <= 1 or rest[1] == field_):
            return True
    return False


def _follows(path: Path_, problem: Problem, places: Iterable[Path_]) -> bool:
    """Whether a problem may come from what was replaced rather than from the file."""
    return any(
        _is_inside(path, place)
        or _is_inside(place, path)
        or path == (*place[:-1], "source", place[-1])
        or (problem.code in _FITTING and _is_inside(path, place[:-1]))
        or problem.code in _FOLLOWING.get(str(place[0]), ())
        for place in places
    )


def _is_inside(path: Path_, place: Path_) -> bool:
    return path[: len(place)] == place


@dataclass(frozen=True)
class _Mending:
    """Replaces what is wrong, and remembers where."""

    places: list[Path_] = field(default_factory=list)

    def block(self, model: type[BaseModel], value: Any, faults: list[Path_], here: Path_) -> Any:
        """A block in which the fields with faults are replaced."""
        if not faults:
            return value
        stand_ins = _STAND_INS.get(model, {})
        if () in faults:
            self.places.append(here)
            return {**_sourced(model), **stand_ins}
        mended = {}
        for key in dict.fromkeys([*value, *(fault[0] for fault in faults)]):
            inside = [fault[1:] for fault in faults if fault[0] == key]
            part = _PARTS.get(model, {}).get(str(key))
            if not inside:
                mended[key] = value[key]
            elif part and () not in inside:
                mended[key] = self._parts(*part, value[key], inside, (*here, key))
            else:
                self.places.append((*here, key))
                mended |= {key: stand_ins[key]} if key in stand_ins else {}
        return {**_sourced(model), **mended}

    def _parts(self, shape: Shape, model: type[BaseModel], value: Any, faults: list[Path_], here: Path_) -> Any:
        if shape == "one":
            return self.block(model, value, faults, here)
        items = value.items() if shape == "mapping" else enumerate(value)
        mended = {
            key: self.block(model, item, [fault[1:] for fault in faults if fault[0] == key], (*here, key))
            for key, item in items
        }
        return mended if shape == "mapping" else list(mended.values())


def _sourced(model: type[BaseModel]) -> dict[str, str]:
    return {"source": "assumed"} if "source" in model.model_fields else {}
