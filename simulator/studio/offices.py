"""From what was typed to an office that can be simulated; or what is wrong, at which knob, in one sentence each."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from simulator.scenario import ASSUMED, Scenario, ScenarioError, load_scenario
from simulator.scenario.patch import apply_changes
from simulator.scenario.scenario import changed_scenario
from simulator.studio.cautions import clashes, lost, missed, out_of_time, uncalled, unstaffed
from simulator.studio.knobs import knobs_of
from simulator.studio.knobs.changes import Changes, changes_of
from simulator.studio.knobs.demand import LENGTH
from simulator.studio.knobs.knob import EntryError, Group, Knob, find_knob
from simulator.studio.knobs.rules import PROMISE
from simulator.studio.refusals import refusals
from simulator.studio.sourced import COUNTED, Step, equal_counts, is_supposed, steps_of
from simulator.studio.study import NOW, Base, Plan, Study
from simulator.studio.uploads import scenario_from_text
from simulator.teaching.words import Words

__all__ = ["COUNTED", "Built", "base_office", "build", "fault_of_now", "for_plans"]

_OF_ALL = (LENGTH, PROMISE)
_ROOTS_OF_ALL = ("horizon", "targets")
"""Where a scenario says how long is simulated and what is promised."""

Entries = tuple[tuple[tuple[str, str], ...], frozenset[str]]
"""Keys of knobs with their texts; keys of those that nobody counted."""

log = logging.getLogger(__name__)

_COUNTED = {"mark": "measured", "cite": "Counted by the office, entered in the studio; not checked by SimPTSP"}


@dataclass(frozen=True)
class Built:
    """The present state or a plan, as an office.

    Attributes
    ----------
    groups : sequence of Group
        The knobs of the office from which it is changed, with their values there.
    scenario : Scenario or None
        The office; None while something is wrong.
    patches : tuple of str
        Patches of the scenario that it applies, in order.
    changes : mapping of str to object
        Path -> new value, which its other knobs change after the patches.
    steps : tuple of (str, mapping of str to object)
        Source of new numbers -> path -> new value: the same changes, and counts that equal what was there.
    values : mapping of str to object
        Key of a knob that differs -> its value.
    confirmed : tuple of str
        Keys of the own counts that equal what the present state is changed from.
    supposed : tuple of str
        Keys of the knobs of the present state that differ and were counted by nobody.
    faults : mapping of str to str
        Key of a knob -> one sentence on what is wrong; under "" what is of no single knob.
    cautions : tuple of str
        What is possible but should be known.
    """

    groups: Sequence[Group]
    scenario: Scenario | None
    patches: tuple[str, ...] = ()
    changes: Mapping[str, Any] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    confirmed: tuple[str, ...] = ()
    supposed: tuple[str, ...] = ()
    faults: Mapping[str, str] = field(default_factory=dict)
    cautions: tuple[str, ...] = ()


@lru_cache(maxsize=4)
def base_office(base: Base) -> Scenario:
    """The office that a study starts from.

    Raises
    ------
    ScenarioError
        If the library has none of this name, or the text is no scenario.
    """
    return load_scenario(base.library) if base.library else scenario_from_text(base.text)


def build(study: Study, key: str, words: Words) -> Built:
    """The present state or a plan of a study.

    Parameters
    ----------
    study : Study
        With a base.
    key : str
        Of the plan.
    words : Words
        Language of sentences.

    Raises
    ------
    ScenarioError
        If the base cannot be read.
    """
    if study.base is None:
        raise ValueError("the study has no base")
    base, of_now = study.base, _entries(study.now)
    now = _safely(base, of_now, study.now, words)
    if key == NOW:
        return now
    if now.scenario is None:
        return Built(for_plans(now.groups, base_office(base)), None, faults={"": fault_of_now(now, words)})
    return _safely(base, of_now, study.plan(key), words)


def _entries(plan: Plan) -> Entries:
    return tuple(plan.entries.items()), plan.supposed


def _safely(base: Base, of_now: Entries, plan: Plan, words: Words) -> Built:
    """The office of a plan; whatever fails in a way that nobody foresaw is a fault of this plan alone."""
    office = base_office(base)
    try:
        return _built(base, of_now, plan.key, plan.name, _entries(plan), words)
    except Exception:
        log.exception("the plan %s of %s cannot be built", plan.key, office.name)
        return Built(_groups(office, plan, words, office), None, faults={"": _unforeseen(words)})


@lru_cache(maxsize=32)
def _built(base: Base, of_now: Entries, key: str, name: str, entries: Entries, words: Words) -> Built:
    """The same one as long as nothing in it changes: all panels ask for it at every step."""
    texts, supposed = entries
    office, plan = base_office(base), Plan(key, name, dict(texts), supposed)
    if key == NOW:
        return _apply(office, plan, words, office)
    now = _built(base, of_now, NOW, "", of_now, words).scenario
    if now is None:
        raise ValueError("a plan is changed from a present state without faults")
    return _apply(now, plan, words, office)


def fault_of_now(now: Built, words: Words) -> str:
    """What is said at every plan while something is wrong in the present state."""
    _ = words
    knob = next((found for key in now.faults if (found := find_knob(now.groups, key))), None)
    if knob is None:
        return _(
            "Ada isian yang keliru di “Sekarang”. Buka tab Ubah, pilih “Sekarang”, lalu perbaiki yang ditandai; semua "
            "isian tetap tersimpan."
        )
    sentence = _(
        "Isian “{label}” di “Sekarang” masih keliru. Buka tab Ubah, pilih “Sekarang”, lalu perbaiki yang ditandai; "
        "semua isian tetap tersimpan."
    )
    return sentence.format(label=", ".join(filter(None, (knob.part, knob.label))))


def _unforeseen(words: Words) -> str:
    _ = words
    return _(
        "Perubahan ini tidak dapat dihitung bersama perubahan lain. Kembalikan yang terakhir diubah, atau tekan "
        "“Urungkan”; isian lain tetap tersimpan."
    )


def _groups(office: Scenario, plan: Plan, words: Words, base: Scenario) -> Sequence[Group]:
    """The knobs of a plan."""
    groups = knobs_of(office, words, base)
    return groups if plan.key == NOW else for_plans(groups, office)


def for_plans(groups: Sequence[Group], office: Scenario) -> Sequence[Group]:
    """What a plan may change: neither the length of the simulation nor the promise, by which all are compared."""
    kept = (replace(group, knobs=tuple(k for k in group.knobs if not _is_of_all(k, office))) for group in groups)
    return tuple(group for group in kept if group.knobs)


def _is_of_all(knob: Knob, office: Scenario) -> bool:
    """Whether a knob changes what all offices of a study have in common."""
    if not knob.patch:
        return knob.key in _OF_ALL
    return any(path.startswith(_ROOTS_OF_ALL) for path in office.spec.patches[knob.patch].changes)


def _apply(office: Scenario, plan: Plan, words: Words, base: Scenario) -> Built:
    groups = _groups(office, plan, words, base)
    values, faults = _values(groups, knobs_of(office, words, base), plan, words)
    patches = tuple(
        knob.patch for group in groups for knob in group.knobs if knob.patch and values.get(knob.key) is True
    )
    try:
        patched = _patched.of(office, patches)
        every = knobs_of(patched, words, base)
        found = changes_of(every, values)
        same = equal_counts(patched, every, plan, {*values, *faults}, found) if plan.key == NOW else {}
        steps = steps_of(plan, found, same)
        scenario = _changed(office, patched, plan, steps)
    except ScenarioError as error:
        refused = refusals(error, office, groups, values, words)
        return Built(groups, None, patches, values=values, faults={**refused, **faults})
    faults = {**dict.fromkeys(found.broken, _unforeseen(words)), **found.faults, **faults}
    told = _cautions(found, (groups, every), values, (office, scenario), words)
    supposed = tuple(key for key in values if plan.key == NOW and is_supposed(plan, key))
    good = None if faults else scenario
    return Built(groups, good, patches, found.paths, steps, values, tuple(same), supposed, faults, told)


def _cautions(
    found: Changes,
    groups: tuple[Sequence[Group], Sequence[Group]],
    values: Mapping[str, Any],
    offices: tuple[Scenario, Scenario],
    words: Words,
) -> tuple[str, ...]:
    """What should be known, each once."""
    said = (
        *clashes(found.clashes, words),
        *lost(*groups, values, words),
        *unstaffed(*offices, words),
        *uncalled(*offices, words),
        *missed(*offices, words),
        *out_of_time(*offices, words),
    )
    return tuple(dict.fromkeys(said))


class _Patched:
    """Offices with some of their patches, the last ones kept: most steps of a planner leave the patches as they are."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, tuple[str, ...]], tuple[Scenario, Scenario]] = {}

    def of(self, office: Scenario, patches: tuple[str, ...]) -> Scenario:
        """The office with these patches, in their order."""
        if not patches:
            return office
        kept = self._kept.get((id(office), patches))
        if kept is None or kept[0] is not office:
            kept = office, self.of(office, patches[:-1]).patched(patches[-1])
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[id(office), patches] = kept
        return kept[1]


_MOST_KEPT = 24
_patched = _Patched()


def _values(
    groups: Sequence[Group], every: Sequence[Group], plan: Plan, words: Words
) -> tuple[dict[str, Any], dict[str, str]]:
    """Values of the entries that differ from the office, and what is wrong with others."""
    values, faults = {}, {}
    for key, text in plan.entries.items():
        knob = find_knob(groups, key)
        if knob is None:
            there = find_knob(every, key)
            faults["" if there is None else key] = _no_knob(key, there, words)
            continue
        try:
            value = knob.kind.read(text, words)
        except EntryError as error:
            faults[key] = str(error)
            continue
        if value != knob.now and knob.kind.write(value, words) != knob.kind.write(knob.now, words):
            values[key] = value
    return values, faults


def _no_knob(key: str, there: Knob | None, words: Words) -> str:
    """What is said of an entry that a plan cannot have."""
    _ = words
    if there is not None:
        sentence = _(
            "“{label}” hanya dapat diubah di “Sekarang”, supaya semua rencana dibandingkan dengan ukuran yang sama. "
            "Tekan “Hapus perubahan yang tidak dikenal”, lalu ubah di “Sekarang”."
        )
        return sentence.format(label=there.label)
    sentence = _(
        "Satu perubahan tidak ada di kantor ini ({key}), jadi rencana ini belum dihitung. Tekan “Hapus perubahan yang "
        "tidak dikenal”."
    )
    return sentence.format(key=key)


def _changed(office: Scenario, patched: Scenario, plan: Plan, steps: Sequence[Step]) -> Scenario:
    """The office with all changes, under the plan's name."""
    if plan.key == NOW:
        if not steps and patched is office:
            return office
        sources = {**office.data.get("sources", {}), COUNTED: _COUNTED}
        named = {"name": office.name, "title": office.data["title"], "sources": sources}
        return _with_steps(patched, [*steps, (COUNTED, named)])
    name = f"{office.name[:30].strip('-')}-{plan.key}"
    titles = {lang: f"{title} – {plan.name or plan.key}" for lang, title in office.data["title"].items()}
    return _with_steps(patched, [*steps, (ASSUMED, {"name": name, "title": titles})])


def _with_steps(office: Scenario, steps: Sequence[Step]) -> Scenario:
    """The office with all steps: only what comes of the last one has to be valid."""
    *first, (source, last) = steps
    data = office.data
    for its_source, changes in first:
        data = apply_changes(data, changes, its_source).data
    return changed_scenario(data, last, source)
