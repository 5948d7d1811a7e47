"""A study that was typed in one language, as it would be typed in another: 1.500 in Indonesian is 1,500 in English."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from simulator.locale import swapped
from simulator.scenario import Scenario, ScenarioError
from simulator.studio.knobs import Group, Knob, find_knob, knobs_of
from simulator.studio.knobs.knob import EntryError
from simulator.studio.offices import base_office, build
from simulator.studio.study import NOW, Plan, Study
from simulator.teaching.words import Words

__all__ = ["retold"]

log = logging.getLogger(__name__)


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
        What was wrong is as wrong as before. The study itself, in its own language, if its office cannot be read.
    """
    if study.base is None or study.lang in ("", words.lang):
        return replace(study, lang=words.lang)
    before = Words(study.lang)
    try:
        base = base_office(study.base)
    except ScenarioError as error:
        log.error("the office of a study cannot be read: %s", error)  # the page says so where the office is shown
        return study
    of_base = knobs_of(base, before)
    office = build(study, NOW, before).scenario
    groups = (*_groups(office, base, before), *of_base)
    plans = tuple(_plan(plan, groups, before, words) for plan in study.plans)
    return replace(study, now=_plan(study.now, of_base, before, words), plans=plans, lang=words.lang)


def _groups(office: Scenario | None, base: Scenario, words: Words) -> Sequence[Group]:
    return () if office is None else knobs_of(office, words, base)


def _plan(plan: Plan, groups: Sequence[Group], before: Words, words: Words) -> Plan:
    entries = {key: _text(find_knob(groups, key), text, before, words) for key, text in plan.entries.items()}
    return replace(plan, entries=MappingProxyType(entries))


def _text(knob: Knob | None, text: str, before: Words, words: Words) -> str:
    if knob is None:
        return text
    if knob.kind.name == "number":
        return swapped(text)
    try:
        value = knob.kind.read(text, before)
    except EntryError:  # it is told beside the field, in either language
        return text
    return str(knob.kind.write(value, words))
