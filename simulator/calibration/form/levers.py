"""Patches and uncertain inputs of a scenario after its numbers were replaced."""

import re
from dataclasses import dataclass
from typing import Any

from simulator.scenario import Scenario, ScenarioError
from simulator.scenario.errors import show_path
from simulator.scenario.patch import place_of
from simulator.scenario.scenario import changed_scenario
from simulator.scenario.sources import ASSUMED

Part = tuple[str, str]
"""A block of a scenario and an item of it."""

_PART = re.compile(r"([\w-]+)(?:\[([^\]]+)\]|\.([\w-]+))?")
_EVERYWHERE = {"horizon", "policies"}
"""Blocks that rules about all the others look at."""

_UNDER_POLICIES = "case_classes"
"""The block whose routes the policies shorten."""

_STAFFING = r"staff\[{pool}\](\.(persons|roster|calendar)\b.*)?"
_POOL = re.compile(r"staff\[([\w-]+)\]\.(persons|roster\[[0-9]+\]\.servers)")


@dataclass(frozen=True)
class Levers:
    """What is left of the patches and uncertain inputs of a scenario.

    Attributes
    ----------
    patches : dict
        Those that still fit; more or fewer persons of a pool with a new roster are fitted to it.
    uncertain : list
        Inputs that are still there and were not measured.
    dropped : list of str
        Names of the patches that are left out.
    """

    patches: dict[str, Any]
    uncertain: list[Any]
    dropped: list[str]


def fitting_levers(base: Scenario, office: Scenario, pools: set[str], measured: set[str]) -> Levers:
    """What still fits.

    Parameters
    ----------
    base, office : Scenario
        Before and after its numbers were replaced.
    pools : set of str
        Pools with a new roster.
    measured : set of str
        Paths of inputs with a measured number.
    """
    patches, dropped = {}, []
    touched = _changed_parts(base.data, office.data)
    bare = {block: value for block, value in office.data.items() if block not in ("patches", "uncertain")}
    for name, patch in (base.data.get("patches") or {}).items():
        kept = _fitted(base, office, patch, pools, measured)
        if kept is None or (_is_touched(kept, touched) and not _applies(bare, kept)):
            dropped.append(name)
        else:
            patches[name] = kept
    uncertain = [each for each in base.data.get("uncertain") or [] if not _is_measured(office, each["at"], measured)]
    return Levers(patches, uncertain, dropped)


def _fitted(
    base: Scenario, office: Scenario, patch: dict[str, Any], pools: set[str], measured: set[str]
) -> dict[str, Any] | None:
    """A patch for the new numbers; None if it cannot be told what it should be."""
    if not any(re.fullmatch(_STAFFING.format(pool=pool), path) for path in patch["set"] for pool in pools):
        return None if any(_is_measured(office, path, measured) for path in patch["set"]) else patch
    matches = [_POOL.fullmatch(path) for path in patch["set"]]
    names = {match[1] for match in matches if match}
    if None in matches or len(names) != 1 or f"staff[{(name := names.pop())}].persons" not in patch["set"]:
        return None
    before, after = ({each["name"]: each for each in each_of.data["staff"]}[name] for each_of in (base, office))
    more = patch["set"][f"staff[{name}].persons"] - before["persons"]
    persons = after["persons"] + more
    changes: dict[str, Any] = {f"staff[{name}].persons": persons}
    for number, shift in enumerate(after["roster"]):
        changes[f"staff[{name}].roster[{number}].servers"] = min(max(shift["servers"] + more, 0), persons)
    return {**patch, "set": changes} if persons > 0 else None


def _changed_parts(before: dict[str, Any], after: dict[str, Any]) -> set[Part]:
    """Blocks, or items of them, that are not what they were."""
    parts = set[Part]()
    for block in before.keys() | after.keys():
        old, new = (_items(data.get(block)) for data in (before, after))
        parts |= {(block, item) for item in old.keys() | new.keys() if old.get(item) != new.get(item)}
    return parts


def _items(block: Any) -> dict[str, Any]:
    """Items of a block by name or key; a block without any is one item."""
    if isinstance(block, dict):
        return block
    if isinstance(block, list) and all(isinstance(each, dict) for each in block):
        return {str(each.get("name", each.get("subsystem", place))): each for place, each in enumerate(block)}
    return {"": block}


def _is_touched(patch: dict[str, Any], touched: set[Part]) -> bool:
    """Whether a patch and the form change the same part, or parts whose rules look at each other."""
    blocks = {block for block, _ in touched}
    for path in patch["set"]:
        block, item = _part(path)
        if block in _EVERYWHERE or (block == _UNDER_POLICIES and "policies" in blocks):
            return True
        if (block, item) in touched or (block in blocks and not item[:1].isalpha()):
            return True
    return False


def _part(path: str) -> Part:
    """The block that a path leads into, and the item of it; no item if it is the whole block."""
    match = _PART.match(path)
    block, name, key = match.groups() if match else (path, None, None)
    return block, name or key or ""


def _applies(office: dict[str, Any], patch: dict[str, Any]) -> bool:
    try:
        changed_scenario(office, patch["set"], patch.get("source") or ASSUMED)
    except ScenarioError:
        return False
    return True


def _is_measured(office: Scenario, path: str, measured: set[str]) -> bool:
    """Whether an input has a measured number now, or is not there any more."""
    try:
        place = show_path(place_of(office.data, path))
    except LookupError:
        return True
    return any(place == each or place.startswith((f"{each}.", f"{each}[")) for each in measured)
