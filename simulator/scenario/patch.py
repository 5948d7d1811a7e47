"""Changes to a scenario: a path and its new value."""

import re
from collections.abc import Mapping
from copy import deepcopy
from itertools import pairwise
from typing import Any

from simulator.scenario.errors import Problem, ScenarioError

_STEP = re.compile(r"\.?([A-Za-z_][A-Za-z0-9_]*)|\[([^\]]+)\]")
_NAMING_FIELDS = ("name", "subsystem", "station")
_TABLES = ("shares", "hourly")  # mappings of numbers: their block is the one that carries `source`


def apply_changes(data: dict[str, Any], changes: Mapping[str, Any], source: str) -> dict[str, Any]:
    """A copy of a scenario's data with some values replaced.

    Parameters
    ----------
    data : dict
        Plain data in human form.
    changes : mapping
        Path -> new value. A path names list items by position or by name: ``stations[loket].servers``.
    source : str
        Source of the new numbers: a key of ``sources``, or ``assumed``. It is written beside each change.

    Returns
    -------
    dict
        The changed copy; `data` is left as it was.

    Raises
    ------
    ScenarioError
        ``SCN040`` if a path does not lead to an element.
    """
    changed = deepcopy(data)
    problems = []
    for path, value in changes.items():
        try:
            _set(changed, path, value, source)
        except LookupError as error:
            problems.append(Problem("SCN040", path, f"{error.args[0]}"))
    if problems:
        raise ScenarioError(problems)
    return changed


def _set(data: dict[str, Any], path: str, value: Any, source: str) -> None:
    parts = _parts(path)
    parent: Any = data
    owner, field = data, parts[0]
    for part, following in pairwise(parts):
        parent = _child(parent, part)
        if isinstance(parent, dict) and part not in _TABLES:
            owner, field = parent, following
    key: Any = _position(parent, parts[-1]) if isinstance(parent, list) else parts[-1]
    parent[int(key) if parts[-2:-1] == ["hourly"] and key.isdigit() else key] = value
    if parts[0] != "sources" and _has_unsourced_number(value):
        _note_source(owner, field, source)


def _has_unsourced_number(value: Any) -> bool:
    if isinstance(value, dict):
        return "source" not in value and any(map(_has_unsourced_number, value.values()))
    if isinstance(value, list):
        return any(map(_has_unsourced_number, value))
    return isinstance(value, int | float) and not isinstance(value, bool)


def _note_source(block: dict[str, Any], field: str, source: str) -> None:
    """Say beside a new number where it comes from, without changing what is said of its neighbours."""
    said = block.get("source")
    by_field = said if isinstance(said, dict) else {key: said for key in block if said and key != "source"}
    block["source"] = {**by_field, field: source}


def _parts(path: str) -> list[str]:
    parts, end = [], 0
    for match in _STEP.finditer(path):
        if match.start() != end:
            break
        parts.append(match[1] or match[2])
        end = match.end()
    if not parts or end != len(path):
        raise LookupError("this is not a path; write it as stations[loket].servers")
    return parts


def _child(block: Any, part: str) -> Any:
    if isinstance(block, list):
        return block[_position(block, part)]
    if isinstance(block, dict) and part in block:
        return block[part]
    raise LookupError(f"there is no '{part}' on this path; present are: {', '.join(map(str, block)) or 'none'}")


def _position(items: list[Any], part: str) -> int:
    """Position of a list item given by number or by its name."""
    if part.isdigit() and int(part) < len(items):
        return int(part)
    names = [next((item[f] for f in _NAMING_FIELDS if f in item), None) for item in items if isinstance(item, dict)]
    if part in names:
        return names.index(part)
    raise LookupError(f"there is no item '{part}' in this list; present are: {', '.join(str(name) for name in names)}")
