"""What knobs change in an office when several of them differ."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from simulator.studio.knobs.knob import EntryError, Group, Knob

__all__ = ["Changes", "changes_of"]

log = logging.getLogger(__name__)


@dataclass
class Changes:
    """What the knobs of an office change together.

    Attributes
    ----------
    paths : dict of str to object
        Path -> new value, as :meth:`simulator.scenario.Scenario.with_` takes it.
    by : dict of str to tuple of str
        Path -> keys of the knobs that change it together.
    clashes : list of (Knob, Knob)
        Two that change the same thing; the second counts.
    faults : dict of str to str
        Key of a knob -> why it cannot be used together with the others.
    broken : list of str
        Keys of knobs that failed for a reason nobody foresaw; the log has it.
    """

    paths: dict[str, Any] = field(default_factory=dict)
    by: dict[str, tuple[str, ...]] = field(default_factory=dict)
    clashes: list[tuple[Knob, Knob]] = field(default_factory=list)
    faults: dict[str, str] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)


def changes_of(groups: Sequence[Group], values: Mapping[str, Any]) -> Changes:
    """What knobs that differ change together, in the order of the form.

    Parameters
    ----------
    groups : sequence of Group
        Knobs of an office.
    values : mapping of str to object
        Key of a knob that differs -> its value. Knobs that the office does not have are passed over, and those that
        apply a patch.
    """
    found, by = Changes(), dict[str, Knob]()
    for knobs in _together(groups, values):
        last = knobs[-1]
        try:
            paths = _paths(knobs, values)
        except EntryError as error:
            found.faults[last.key] = str(error)
            continue
        except Exception:
            log.exception("a knob of the studio failed: %s", last.key)
            found.broken.append(last.key)
            continue
        for path, new in paths.items():
            if path in found.paths and found.paths[path] != new and (by[path], last) not in found.clashes:
                found.clashes.append((by[path], last))
            found.paths[path], by[path] = new, last
            found.by[path] = tuple(knob.key for knob in knobs)
    return found


def _paths(knobs: Sequence[Knob], values: Mapping[str, Any]) -> Mapping[str, Any]:
    bundle = knobs[0].bundle
    if bundle is None:
        return knobs[0].change(values[knobs[0].key])
    return bundle.change({knob.key: values[knob.key] for knob in knobs})


def _together(groups: Sequence[Group], values: Mapping[str, Any]) -> list[list[Knob]]:
    """Knobs that differ: those of one bundle together, at the place of the first."""
    found: list[list[Knob]] = []
    places: dict[int, int] = {}
    for knob in (knob for group in groups for knob in group.knobs if knob.key in values and not knob.patch):
        place = places.get(id(knob.bundle)) if knob.bundle else None
        if place is None:
            places[id(knob.bundle)] = len(found)
            found.append([knob])
        else:
            found[place].append(knob)
    return found
