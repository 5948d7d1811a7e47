"""Changes to a scenario: a path and its new value."""

import re
from collections.abc import Mapping
from copy import deepcopy
from itertools import pairwise
from typing import Any

import numpy as np

from simulator.scenario.errors import Path_, Problem, ScenarioError, show_path
from simulator.scenario.read import Document
from simulator.scenario.wording import shown, suggestion

APPEND = "+"
"""In place of the name of a list item: a new one at the end."""

_STEP = re.compile(r"(?:^|\.)([\w-]+)|\[([^\[\]]+)\]")
_NAMING_FIELDS = ("name", "subsystem", "station")
_NUMBERS = ("shares", "by_segment", "switch", "brought", "hourly", "months", "weekdays")
"""Mappings of numbers, by name, hour, month or weekday; the block around them is the one that carries `source`."""

_BLOCKS = ("routes", "details", "logit", "calendars")
"""Mappings of blocks by name."""

_BY_NUMBER = ("hourly", "months")
_UNSOURCED = {"sources", "patches", "title", "description"}


def apply_changes(
    data: dict[str, Any], changes: Mapping[str, Any], source: str, lines: Mapping[str, int] | None = None
) -> Document:
    """A copy of a scenario's data with some values replaced.

    Parameters
    ----------
    data : dict
        Plain data in human form.
    changes : mapping
        Path -> new value. A path names list items by position or by name: ``stations[loket].servers``, and a new item
        at the end by ``+``: ``costs.items[+]``. None removes an optional field.
    source : str
        Source of the new numbers: a key of ``sources``, or ``assumed``. It is written beside each change.
    lines : mapping, optional
        Line of each change in its file.

    Returns
    -------
    Document
        The changed copy, with the line of each change; `data` is left as it was.

    Raises
    ------
    ScenarioError
        ``SCN040`` if a path does not lead to an element.
    """
    lines = lines or {}
    changed, changed_lines = deepcopy(data), {}
    problems = []
    for path, value in changes.items():
        try:
            place = place_of(changed, path)
        except LookupError as error:
            problems.append(Problem("SCN040", show_path((path,)), f"{error.args[0]}", lines.get(path)))
            continue
        _set(changed, place, _plain(value), source)
        if path in lines:
            changed_lines[place] = lines[path]
    if problems:
        raise ScenarioError(problems)
    return Document(changed, changed_lines)


def place_of(data: dict[str, Any], path: str) -> Path_:
    """Keys and positions that a path leads through; a last field may be new.

    Raises
    ------
    LookupError
        If it leads nowhere; in words.
    """
    *leading, last = _parts(path)
    place: Path_ = ()
    element: Any = data
    for part in leading:
        key = _key(element, part)
        if isinstance(element, dict) and key not in element:
            raise LookupError(f"there is no {part!r} on this path; {suggestion(part, map(str, element))}")
        if part == APPEND:
            raise LookupError("[+] must end the path: the new item is given as a whole")
        place, element = (*place, key), element[key]
    key = _key(element, last)
    number = _number(last) if place and place[-1] in _BY_NUMBER else None
    return (*place, key if number is None else number)


def value_at(data: dict[str, Any], path: str) -> Any:
    """What stands at a path.

    Raises
    ------
    LookupError
        If nothing does; in words.
    """
    element: Any = data
    for key in place_of(data, path):
        if isinstance(element, dict) and key not in element:
            raise LookupError(f"there is no {key!r} on this path; {suggestion(str(key), map(str, element))}")
        element = element[key]
    return element


def matching_paths(data: dict[str, Any], path: str) -> list[str]:
    """The paths that one with ``[*]`` stands for: one for each item of those lists.

    Raises
    ------
    LookupError
        If a part before ``[*]`` leads nowhere or not to a list with items; in words.
    """
    before, star, after = path.partition("[*]")
    if not star:
        return [path]
    items = value_at(data, before)
    if not isinstance(items, list) or not items:
        raise LookupError(f"[*] stands for the items of a list, and {before} is none")
    return [full for number in range(len(items)) for full in matching_paths(data, f"{before}[{number}]{after}")]


def _parts(path: str) -> list[str]:
    matches = list(_STEP.finditer(path))
    if not path or "".join(match[0] for match in matches) != path:
        raise LookupError("this is not a path; write it as stations[loket].servers")
    return [match[1] or match[2] for match in matches]


def _key(element: Any, part: str) -> str | int:
    """Key or position by which a part of a path finds its way in an element."""
    if isinstance(element, list):
        return _position(element, part)
    if isinstance(element, dict):
        number = _number(part)
        return number if number is not None and number in element else part
    raise LookupError(f"there is no {part!r} inside {shown(element)}; end the path before it")


def _number(part: str) -> int | None:
    return int(part) if part.isdecimal() and len(part) < 6 else None


def _position(items: list[Any], part: str) -> int:
    """Position of a list item given by number or by its name."""
    number = len(items) if part == APPEND else _number(part)
    if number is not None and number < len(items) + (part == APPEND):
        return number
    names = [next((item[f] for f in _NAMING_FIELDS if f in item), None) for item in items if isinstance(item, dict)]
    if part in names:
        return names.index(part)
    known = [str(name) for name in names if name is not None] or map(str, range(len(items)))
    raise LookupError(f"there is no item {part!r} in this list; {suggestion(part, known)}")


def _set(data: dict[str, Any], place: Path_, value: Any, source: str) -> None:
    owner, field, holds_blocks = _owner(data, place)
    needs_source = has_loose_number(value) and not _UNSOURCED.intersection(place)
    if needs_source and holds_blocks:
        value = _sourced(value, source, is_mapping=place[-1] in _BLOCKS)
    parent: Any = data
    for key in place[:-1]:
        parent = parent[key]
    if isinstance(parent, list) and place[-1] == len(parent):
        parent.append(value)
    else:
        parent[place[-1]] = value
    if needs_source and has_loose_number(value) and owner is not data:
        _note_source(owner, field, source)


def _owner(data: dict[str, Any], place: Path_) -> tuple[dict[str, Any], str | int, bool]:
    """The block that carries the source of a place, its field there, and whether blocks may stand at the place."""
    owner, field, element, is_name = data, place[0], data, False
    for key, following in pairwise(place):
        if not is_name and key in _NUMBERS:
            return owner, field, False
        element = element[key]  # type: ignore[index]
        is_name = not is_name and key in _BLOCKS
        if isinstance(element, dict) and not is_name:
            owner, field = element, following
    return owner, field, is_name or place[-1] not in _NUMBERS


def _sourced(value: Any, source: str, is_mapping: bool = False) -> Any:
    """The value with a source in each block that has numbers without one."""
    if isinstance(value, list):
        return [_sourced(item, source) for item in value]
    if isinstance(value, dict) and is_mapping:
        return {key: _sourced(item, source) for key, item in value.items()}
    if isinstance(value, dict) and has_loose_number(value):
        return {**value, "source": source}
    return value


def has_loose_number(value: Any) -> bool:
    """Whether there is a number to which no block inside gives a source."""
    if isinstance(value, dict):
        return "source" not in value and any(map(has_loose_number, value.values()))
    if isinstance(value, list):
        return any(map(has_loose_number, value))
    return isinstance(value, int | float) and not isinstance(value, bool)


def _note_source(block: dict[str, Any], field: str | int, source: str) -> None:
    """Say beside a new number where it comes from, without changing what is said of its neighbours."""
    said = block.get("source")
    by_field = said if isinstance(said, dict) else {key: said for key in block if said and key != "source"}
    block["source"] = {**by_field, field: source}


def _plain(value: Any) -> Any:
    """A copy of a value as a file would hold it: numpy's numbers and tuples become Python's numbers and lists."""
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value.item() if isinstance(value, np.generic) else value
