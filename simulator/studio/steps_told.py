"""What a step that is taken back, or taken again, changes: in words."""

from collections.abc import Callable, Iterator, Sequence

from simulator.reports.say import lower_first
from simulator.studio.knobs.knob import EntryError, Group, Knob, find_knob
from simulator.studio.study import NOW, Plan, Study
from simulator.teaching.words import Words

__all__ = ["short", "step_told"]

Groups = Callable[[str], Sequence[Group]]
"""Key of a plan -> the knobs that it may change."""


def step_told(before: Study, after: Study, groups: Groups, words: Words) -> str:
    """What is another after a step; empty if nothing is.

    Parameters
    ----------
    before, after : Study
        The study before and after the step.
    groups : callable
        Key of a plan -> its knobs.
    words : Words
        Language.
    """
    return "; ".join(_told(before, after, groups, words))


def _told(before: Study, after: Study, groups: Groups, words: Words) -> Iterator[str]:
    _ = words
    old, new = _plans(before), _plans(after)
    for key in (*old, *(key for key in new if key not in old)):
        if key not in new:
            yield _("rencana “{name}” tidak ada lagi").format(name=old[key].name)
        elif key not in old:
            yield _("rencana “{name}” ada lagi").format(name=new[key].name)
        elif old[key] != new[key]:
            yield from _of_plan(old[key], new[key], groups(key), words)


def _plans(study: Study) -> dict[str, Plan]:
    return {plan.key: plan for plan in (study.now, *study.plans)}


def _of_plan(old: Plan, new: Plan, groups: Sequence[Group], words: Words) -> Iterator[str]:
    _ = words
    name = _("Sekarang") if new.key == NOW else new.name
    if old.name != new.name:
        yield _("nama rencana: {old} → {new}").format(old=old.name, new=new.name)
    for key in dict.fromkeys((*old.entries, *new.entries)):
        texts = [plan.entries.get(key) for plan in (old, new)]
        knob = find_knob(groups, key)
        if texts[0] != texts[1] and knob is not None:
            yield f"{_moved(knob, texts, words)} ({name})"


def _moved(knob: Knob, texts: Sequence[str | None], words: Words) -> str:
    where = f"{knob.part}, {lower_first(knob.label)}" if knob.part and not knob.patch else knob.label
    if knob.kind.name == "roster":
        return where
    old, new = (_text_told(knob, text, words) for text in texts)
    unit = f" {knob.unit}" if knob.kind.name == "number" and knob.unit and not new.endswith(knob.unit) else ""
    return f"{where}: {old} → {new}{unit}"


def _text_told(knob: Knob, text: str | None, words: Words) -> str:
    """A text of a knob as it is told; what was there before if there is none, and as typed if it is wrong."""
    if text is None:
        return knob.kind.show(knob.now, words)
    try:
        return knob.kind.show(knob.kind.read(text, words), words)
    except EntryError:
        return f"“{text[:30]}”"


def short(knob: Knob, text: str, words: Words) -> str:
    """A change in a few words, as a plan may be called after it; empty of a text that is wrong."""
    try:
        said = knob.kind.show(knob.kind.read(text, words), words)
    except EntryError:
        return ""
    where = f"{knob.part}, {lower_first(knob.label)}" if knob.part else knob.label
    if knob.patch or knob.kind.name == "roster":
        return knob.label if knob.patch else where
    unit = f" {knob.unit}" if knob.kind.name == "number" and knob.unit and not said.endswith(knob.unit) else ""
    return f"{where}: {said}{unit}"
