"""Which of the numbers that a study changes were counted by the office, and which are supposed."""

from collections.abc import Mapping, Sequence, Set
from math import isclose
from typing import Any

from simulator.reports.facts import OWN_COUNTS
from simulator.scenario import ASSUMED, Scenario
from simulator.scenario.patch import has_loose_number, value_at
from simulator.studio.knobs import Group, Knob
from simulator.studio.knobs.changes import Changes
from simulator.studio.knobs.demand import is_of_campaign
from simulator.studio.knobs.knob import EntryError
from simulator.studio.study import NOW, Plan

__all__ = ["COUNTED", "Step", "bare", "equal_counts", "is_supposed", "steps_of"]

COUNTED = OWN_COUNTS
"""Source of the numbers by which a planner replaces those of the base in the present state."""

Step = tuple[str, Mapping[str, Any]]
"""A source, and what gets it: path -> new value."""

_ROUNDED = 1e-3
"""By how much a number that is shown with a few decimals may differ from the one that stands there."""


def is_supposed(plan: Plan, key: str) -> bool:
    """Whether a number of the present state is none that the office has counted: still to come, or taken from plans.

    Parameters
    ----------
    plan : Plan
        The present state.
    key : str
        Of the knob.
    """
    return is_of_campaign(key) or key in plan.supposed


def steps_of(plan: Plan, found: Changes, same: Mapping[str, Mapping[str, Any]]) -> tuple[Step, ...]:
    """What is changed, by its source: counts of the office, then what is supposed.

    Parameters
    ----------
    plan : Plan
        The present state or a plan, of which nothing was counted.
    found : Changes
        What its knobs change.
    same : mapping of str to mapping
        Counts that change no number, of :func:`equal_counts`.
    """
    if plan.key != NOW:
        return ((ASSUMED, found.paths),) if found.paths else ()
    supposed = {path: new for path, new in found.paths.items() if _is_of_supposed(plan, path, found.by[path])}
    counted = {path: new for path, new in found.paths.items() if path not in supposed}
    counted |= {path: value for paths in same.values() for path, value in paths.items()}
    return tuple((source, paths) for source, paths in ((COUNTED, counted), (ASSUMED, supposed)) if paths)


def _is_of_supposed(plan: Plan, path: str, knobs: Sequence[str]) -> bool:
    """Whether something supposed has a part in a number that nobody typed by itself."""
    mine = [path] if path in knobs else knobs
    return any(is_supposed(plan, key) for key in mine)


def equal_counts(
    office: Scenario, groups: Sequence[Group], plan: Plan, others: Set[str], found: Changes
) -> dict[str, dict[str, Any]]:
    """Own counts that equal the numbers of the office: key of a knob -> path -> the number that is there.

    Parameters
    ----------
    office : Scenario
        The base, with the ready-made changes of the present state.
    groups : sequence of Group
        Its knobs.
    plan : Plan
        The present state.
    others : set of str
        Keys of entries that differ or are wrong.
    found : Changes
        What they change: those numbers are told by them.
    """
    same = {}
    for knob in (knob for group in groups for knob in group.knobs if knob.key in plan.entries):
        if knob.key not in others and _can_be_counted(knob) and not is_supposed(plan, knob.key):
            paths = {path: value for path, value in _numbers(office, knob).items() if path not in found.paths}
            if paths:
                same[knob.key] = paths
    return same


def _can_be_counted(knob: Knob) -> bool:
    """Whether a knob is a number of the world, not a decision."""
    return knob.kind.name == "number" and (knob.is_assumed or bool(knob.source))


def _numbers(office: Scenario, knob: Knob) -> dict[str, Any]:
    """Path -> number of the office that a knob would write as it is, but for those that only follow from it."""
    try:
        changes = knob.change(knob.now)
    except EntryError:
        return {}
    followed = {f"{block}.{name}" for block, mark, name in (path.partition(".source.") for path in changes) if mark}
    numbers = {}
    for path, value in changes.items():
        there = bare(_there(office, path))
        if path not in followed and has_loose_number(there) and _is_same(there, bare(value)):
            numbers[path] = there
    return numbers


def _there(office: Scenario, path: str) -> Any:
    """What stands at a path; None where nothing is written."""
    try:
        return value_at(office.data, path)
    except LookupError:
        return None


def bare(value: Any) -> Any:
    """A value of a scenario without the sources of its numbers.

    Parameters
    ----------
    value : object
        Plain data.
    """
    if isinstance(value, Mapping):
        return {key: bare(inner) for key, inner in value.items() if key != "source"}
    if isinstance(value, list | tuple):
        return [bare(inner) for inner in value]
    return value


def _is_same(one: Any, other: Any) -> bool:
    """Whether two values are the same but for the rounding of what is shown."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_is_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_is_same, one, other))
    if isinstance(one, int | float) and isinstance(other, int | float):
        return isclose(one, other, rel_tol=_ROUNDED)
    return bool(one == other)
