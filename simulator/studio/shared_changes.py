"""What all plans change in the same way: no difference between them, but the state in which they are compared."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from simulator.scenario import Scenario
from simulator.studio.knobs import Group, Knob
from simulator.studio.knobs.demand import is_of_campaign
from simulator.studio.offices import Built, base_office, build
from simulator.studio.sourced import bare
from simulator.studio.steps_told import short
from simulator.studio.study import MOST_ENTRIES, Plan, Study
from simulator.teaching.words import Words

__all__ = ["has_campaign", "shared_changes", "told"]

_DEMAND = "demand"
_OF_EACH = ("name", "title", "sources")
"""What an office says of itself, not of what is simulated."""


def shared_changes(study: Study, words: Words) -> dict[str, str]:
    """What all plans change in the same way and the present state could have in their place.

    Parameters
    ----------
    study : Study
        With a base.
    words : Words
        Language.

    Returns
    -------
    dict of str to str
        Key of a knob -> its text; empty if there is nothing, or if a plan would be another one without it. Own counts
        of the present state are not replaced.
    """
    built = [build(study, plan.key, words) for plan in study.plans]
    if len(built) < 2 or any("" in one.faults for one in built):
        return {}
    alike = [unit for unit in _units(built[0].groups) if _is_shared(unit, study, built)]
    of_demand = _keys(built[0].groups, _DEMAND)
    for units in (alike, [unit for unit in alike if unit[0].key in of_demand]):
        texts = _texts(units, study.plans[0])
        if texts and _is_worth_it(texts, of_demand, built) and _stays(study, texts, built, words):
            return texts
    return {}


def told(texts: Mapping[str, str], groups: Sequence[Group], words: Words) -> str:
    """Changes in a few words.

    Parameters
    ----------
    texts : mapping of str to str
        Key of a knob -> its text.
    groups : sequence of Group
        Knobs of an office.
    words : Words
        Language.
    """
    knobs = (knob for group in groups for knob in group.knobs if knob.key in texts)
    return "; ".join(said for knob in knobs if (said := short(knob, texts[knob.key], words)))


def has_campaign(study: Study, built: Built) -> bool:
    """Whether a plan has a campaign: typed, or as a ready-made change.

    Parameters
    ----------
    study : Study
        With a base.
    built : Built
        The plan.
    """
    if study.base is None:
        return False
    patches = base_office(study.base).spec.patches
    applied = (path for name in built.patches for path in patches[name].changes)
    return any(map(is_of_campaign, built.values)) or any(path.endswith(".arrivals.campaigns") for path in applied)


def _units(groups: Sequence[Group]) -> list[list[Knob]]:
    """Knobs that can be moved by themselves: those of one bundle together."""
    units: dict[object, list[Knob]] = {}
    for knob in (knob for group in groups for knob in group.knobs):
        units.setdefault(id(knob.bundle) if knob.bundle else knob.key, []).append(knob)
    return list(units.values())


def _is_shared(unit: Sequence[Knob], study: Study, built: Sequence[Built]) -> bool:
    """Whether all plans change these knobs in the same way, and the present state has no count of them."""
    keys = {knob.key for knob in unit}
    counted = study.now.entries.keys() - study.now.supposed
    if keys & counted or any(keys & one.faults.keys() for one in built):
        return False
    first, *others = ({key: value for key, value in one.values.items() if key in keys} for one in built)
    return bool(first) and all(other == first for other in others)


def _texts(units: Sequence[Sequence[Knob]], plan: Plan) -> dict[str, str]:
    return {knob.key: plan.entries[knob.key] for unit in units for knob in unit if knob.key in plan.entries}


def _is_worth_it(texts: Mapping[str, str], of_demand: set[str], built: Sequence[Built]) -> bool:
    """Whether plans would be left to be compared; what comes to the office is no plan of it in any case."""
    return not of_demand.isdisjoint(texts) or any(one.values.keys() - texts.keys() for one in built)


def _keys(groups: Sequence[Group], name: str) -> set[str]:
    return {knob.key for group in groups if group.name == name for knob in group.knobs}


def _stays(study: Study, texts: Mapping[str, str], built: Sequence[Built], words: Words) -> bool:
    """Whether every plan without faults is the same office as before once the present state has these changes."""
    if len({**study.now.entries, **texts}) > MOST_ENTRIES:
        return False
    moved = study.with_supposed(texts)
    offices = ((one.scenario, build(moved, plan.key, words)) for one, plan in zip(built, moved.plans, strict=True))
    return all(
        "" not in after.faults and (before is None or _is_same(before, after.scenario)) for before, after in offices
    )


def _is_same(before: Scenario, after: Scenario | None) -> bool:
    return after is not None and dict(_simulated(before)) == dict(_simulated(after))


def _simulated(office: Scenario) -> Iterator[tuple[str, Any]]:
    """What is simulated, whatever it is called; costs in any order."""
    for name, value in bare(office.data).items():
        if name == "costs":
            yield name, {**value, "items": sorted(value.get("items") or [], key=repr)}
        elif name not in _OF_EACH:
            yield name, value
