"""The knobs of an office as a form, and what is wrong with what was typed into it."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from simulator.studio.knobs.knob import EntryError, Group, Knob, find_knob
from simulator.studio.knobs.search_words import also_called
from simulator.studio.offices import Built
from simulator.studio.study import Plan
from simulator.teaching.words import Words

__all__ = ["called", "faults_html", "form_groups", "items_html", "unknown_knobs"]


def form_groups(groups: Sequence[Group], words: Words) -> list[dict[str, Any]]:
    """Groups of knobs as :class:`simulator.studio.parts.Knobs` draws them.

    Parameters
    ----------
    groups : sequence of Group
        With the values of the office that is changed.
    words : Words
        Language.
    """
    return [
        {"name": group.name, "title": group.title, "parts": list(_parts(group, words))}
        for group in groups
        if group.knobs
    ]


def _parts(group: Group, words: Words) -> Iterator[dict[str, Any]]:
    """The knobs of each part of the office together, parts in the order of their first knob."""
    parts: dict[str, list[dict[str, Any]]] = {}
    for knob in group.knobs:
        parts.setdefault(knob.part, []).append(_shown(knob, group.title, words))
    for title, knobs in parts.items():
        yield {"title": title, "knobs": knobs}


def _shown(knob: Knob, group: str, words: Words) -> dict[str, Any]:
    return {
        "key": knob.key,
        "label": knob.label,
        "unit": knob.unit,
        "kind": knob.kind.name,
        "control": dict(knob.kind.control()),
        "now": knob.kind.write(knob.now, words),
        "empty": _empty(knob, words),
        "allowed": knob.kind.allowed(words),
        "help": knob.help,
        "source": knob.source,
        "assumed": knob.is_assumed,
        "also": also_called(f"{group} {knob.part} {knob.label}"),
        "ready": bool(knob.patch),
    }


def _empty(knob: Knob, words: Words) -> str:
    """What an empty field means; empty if it has no meaning."""
    try:
        return knob.kind.show(knob.kind.read("", words), words)
    except EntryError:
        return ""


def called(knob: Knob) -> str:
    """A knob outside its form: of what, and what."""
    return f"{knob.part}: {knob.label}" if knob.part else knob.label


def faults_html(built: Built, words: Words) -> str:
    """What is wrong, each with the name of its knob, as HTML; empty if nothing is."""
    _ = words
    if not built.faults:
        return ""
    said = [sentence if key == "" else _named(built, key, sentence) for key, sentence in built.faults.items()]
    return items_html(_("Perbaiki dulu, lalu jawabannya dihitung lagi:"), said)


def _named(built: Built, key: str, sentence: str) -> str:
    knob = find_knob(built.groups, key)
    return f"{called(knob)}. {sentence}" if knob is not None else sentence


def items_html(title: str, items: Sequence[str]) -> str:
    """A sentence and a list as HTML; everything is escaped."""
    points = "".join(f"<li>{escape(item)}</li>" for item in items)
    return f"<p><strong>{escape(title)}</strong></p><ul>{points}</ul>"


def unknown_knobs(built: Built, plan: Plan) -> list[str]:
    """Keys of a plan's entries that are no knobs of this office."""
    known: Mapping[str, Any] = {knob.key: knob for group in built.groups for knob in group.knobs}
    return [key for key in plan.entries if key not in known]
