"""A study that was typed in one language, as it would be typed in another: 1.500 in Indonesian is 1,500 in English."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from simulator.scenario import Scenario, ScenarioError
from simulator.studio.knobs import find_knob, knobs_of
from simulator.studio.knobs.knob import EntryError
from simulator.studio.offices import base_office, build
from simulator.studio.study import NOW, Plan, Study
from simulator.teaching.words import Words

__all__ = ["retold"]


def retold(study: Study, words: Words) -> Study:
    """The study with the same values, written in the language of a page.

    Parameters
    ----------
    study : Study
        Typed in any language.
    words : Words
        Language of the page.

    Returns
    -------
    Study
        What could not be read before stays as it was typed.
    """
    if study.base is None or study.lang in ("", words.lang):
        return replace(study, lang=words.lang)
    before = Words(study.lang)
    try:
        base = base_office(study.base)
        office = build(study, NOW, before).scenario or base
    except ScenarioError:  # the page says so where the office is shown
        return replace(study, lang=words.lang)
    now = _plan(study.now, base, before, words)
    plans = tuple(_plan(plan, office, before, words) for plan in study.plans)
    return replace(study, now=now, plans=plans, lang=words.lang)


def _plan(plan: Plan, office: Scenario, before: Words, words: Words) -> Plan:
    entries = {key: _text(key, text, office, before, words) for key, text in plan.entries.items()}
    frozen: Mapping[str, str] = MappingProxyType(entries)
    return replace(plan, entries=frozen)


def _text(key: str, text: str, office: Scenario, before: Words, words: Words) -> str:
    knob = find_knob(knobs_of(office, before), key)
    if knob is None:
        return text
    try:
        value = knob.kind.read(text, before)
        written = knob.kind.write(value, words)
        return written if knob.kind.read(written, words) == value else text
    except EntryError:
        return text
