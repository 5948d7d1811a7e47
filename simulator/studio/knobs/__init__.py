"""Knobs: all that a planner can change about an office, in the groups of a form."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence

from simulator.scenario import Scenario
from simulator.studio.knobs.channels import channel_knobs
from simulator.studio.knobs.demand import demand_knobs
from simulator.studio.knobs.knob import GROUPS, EntryError, Group, Knob, find_knob
from simulator.studio.knobs.money import money_knobs
from simulator.studio.knobs.network import network_knobs
from simulator.studio.knobs.office import Office
from simulator.studio.knobs.overlaps import tell_overlaps
from simulator.studio.knobs.ready_made import ready_made
from simulator.studio.knobs.rules import rule_knobs
from simulator.studio.knobs.staff import staff_knobs
from simulator.teaching.words import Words

__all__ = ["GROUPS", "EntryError", "Group", "Knob", "find_knob", "knobs_of"]

_MAKERS = {
    "staff": staff_knobs,
    "channels": channel_knobs,
    "network": network_knobs,
    "rules": rule_knobs,
    "demand": demand_knobs,
    "money": money_knobs,
}
_MOST_KEPT = 16
_kept: "OrderedDict[tuple[int, int, str], tuple[Scenario, Scenario, Sequence[Group]]]" = OrderedDict()
"""Knobs of the offices asked for last, by identity; each office is kept too, so that no other gets its identity."""


def knobs_of(scenario: Scenario, words: Words, base: Scenario | None = None) -> Sequence[Group]:
    """The knobs of an office, in groups; a group without any is left out.

    Parameters
    ----------
    scenario : Scenario
        The office.
    words : Words
        Language of their labels.
    base : Scenario, optional
        The office of which it is a changed one: units and other meanings of a text are those of the base, so that
        what was typed means the same whatever else is changed. The office itself if not given.

    Returns
    -------
    sequence of Group
        In the order of :data:`~simulator.studio.knobs.knob.GROUPS`.
    """
    base = base or scenario
    key = (id(scenario), id(base), words.lang)
    kept = _kept.get(key)
    if kept is None or kept[0] is not scenario or kept[1] is not base:
        kept = _kept[key] = scenario, base, _made(Office(scenario, words, base))
        while len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    return kept[2]


def _made(office: Office) -> Sequence[Group]:
    patches, titles = ready_made(office), _titles(office.words)
    knobs = {name: _by_part(_MAKERS[name](office)) for name in GROUPS}
    told = {knob.key: knob for part in tell_overlaps(office, *_both(knobs, patches)) for knob in part}
    groups = (Group(name, titles[name], [told[knob.key] for knob in (*knobs[name], *patches[name])]) for name in GROUPS)
    return tuple(group for group in groups if group.knobs)


def _both(*of: Mapping[str, Sequence[Knob]]) -> list[list[Knob]]:
    """The knobs of all groups in one list each."""
    return [[knob for knobs in each.values() for knob in knobs] for each in of]


def _by_part(knobs: Sequence[Knob]) -> list[Knob]:
    """Knobs of one part together, parts in the order in which they come first."""
    parts: dict[str, list[Knob]] = {}
    for knob in knobs:
        parts.setdefault(knob.part, []).append(knob)
    return [knob for part in parts.values() for knob in part]


def _titles(words: Words) -> dict[str, str]:
    _ = words
    return {
        "staff": _("Petugas dan jam"),
        "channels": _("Kanal dan penjangkauan"),
        "network": _("Jaringan dan gangguan"),
        "rules": _("Aturan dan alur"),
        "demand": _("Permohonan"),
        "money": _("Biaya"),
    }
