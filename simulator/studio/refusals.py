"""What a scenario refuses, told beside the knob that caused it."""

import logging
import re
from collections.abc import Mapping, Sequence
from typing import Any

from simulator.scenario import Problem, Scenario, ScenarioError
from simulator.scenario.errors import show_path
from simulator.scenario.patch import place_of
from simulator.studio.knobs.changes import changes_of
from simulator.studio.knobs.knob import Group, find_knob
from simulator.studio.refusal_words import refusal_words
from simulator.teaching.words import Words

__all__ = ["refusals"]

log = logging.getLogger(__name__)

_POLICIES = "policies."
_OF_POLICIES = ("SCN011", "SCN036", "SCN050", "SCN051", "SCN052", "SCN053", "SCN054", "SCN055", "SCN056")
"""What a change of policy can break at a place far from it."""

_OF_DAYS = ("SCN014", "SCN029", "SCN034", "SCN037")
"""What a longer or shorter simulation can break."""


def refusals(
    error: ScenarioError, office: Scenario, groups: Sequence[Group], values: Mapping[str, Any], words: Words
) -> dict[str, str]:
    """Each problem at the knob whose path is nearest to it; under "" what is near none.

    Parameters
    ----------
    error : ScenarioError
        What the changed office refused.
    office : Scenario
        The office before the change.
    groups : sequence of Group
        Its knobs.
    values : mapping of str to object
        Knobs that were changed.
    words : Words
        Language of the sentences.

    Returns
    -------
    dict of str to str
        Key of a knob -> a sentence; the first of each.
    """
    places = _places(office, groups, values)
    found: dict[str, str] = {}
    for problem in error.problems:
        found.setdefault(_nearest(problem, places, values), refusal_words(problem, words, office))
    return found


def _places(office: Scenario, groups: Sequence[Group], values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Where each changed knob writes, and its key."""
    places = []
    for key, value in values.items():
        knob = find_knob(groups, key)
        if knob is None:
            continue
        paths = office.spec.patches[knob.patch].changes if knob.patch else changes_of(groups, {key: value}).paths
        for path in paths:
            places.append((path, key))
            try:
                places.append((show_path(place_of(office.data, path)), key))
            except LookupError as error:  # it is found by the path itself
                log.debug("%s leads nowhere in this office: %s", path, error)
    return places


def _nearest(problem: Problem, places: Sequence[tuple[str, str]], values: Mapping[str, Any]) -> str:
    """Key of the knob that wrote nearest to the problem; else of the likely one; else ""."""
    wanted = _steps(problem.path)
    near = [(_shared(wanted, _steps(place)), key) for place, key in places]
    best = max(near, default=(0, ""), key=lambda each: each[0])
    if best[0] >= _least(wanted):
        return best[1]
    for codes, prefix in ((_OF_POLICIES, _POLICIES), (_OF_DAYS, "horizon."), (_OF_DAYS, "demand.")):
        key = next((key for key in values if key.startswith(prefix) and problem.code in codes), "")
        if key:
            return key
    return next(iter(values)) if len(values) == 1 else ""


def _steps(path: str) -> list[str]:
    return re.findall(r"[^.\[\]]+|\[[^\]]*\]", path)


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """Steps that two paths share from their beginning."""
    count = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        count += 1
    return count


def _least(steps: Sequence[str]) -> int:
    """Steps that must be shared for two places to be in one part: up to the item of a list."""
    return next((place + 1 for place, step in enumerate(steps) if step.startswith("[")), 1)
