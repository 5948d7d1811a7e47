"""From what was typed to an office that can be simulated; or what is wrong, at which knob, in one sentence each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from simulator.scenario import ASSUMED, Scenario, ScenarioError, load_scenario
from simulator.studio.cautions import clashes, lost, out_of_time, unstaffed
from simulator.studio.knobs import knobs_of
from simulator.studio.knobs.changes import changes_of
from simulator.studio.knobs.knob import EntryError, Group, find_knob
from simulator.studio.refusals import refusals
from simulator.studio.study import NOW, Base, Plan, Study
from simulator.studio.uploads import scenario_from_text
from simulator.teaching.words import Words

__all__ = ["COUNTED", "Built", "base_office", "build"]

COUNTED = "hitungan-kantor"
"""Source of the numbers by which a planner replaces those of the base in the present state."""

_COUNTED = {"mark": "measured", "cite": "Hitungan kantor, diisi perencana di studio; tidak diperiksa SimPTSP"}


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
    values : mapping of str to object
        Key of a knob that differs -> its value.
    faults : mapping of str to str
        Key of a knob -> one sentence on what is wrong; under "" what is of no single knob.
    cautions : tuple of str
        What is possible but should be known.
    """

    groups: Sequence[Group]
    scenario: Scenario | None
    patches: tuple[str, ...] = ()
    changes: Mapping[str, Any] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)
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
    now = _now(study.base, tuple(study.now.entries.items()), words)
    if key == NOW:
        return now
    if now.scenario is None:
        _ = words
        sentence = _("Ada isian yang keliru di keadaan sekarang. Perbaiki dulu di sana; rencana ini tetap tersimpan.")
        return Built(now.groups, None, faults={"": sentence})
    return _apply(now.scenario, study.plan(key), words)


@lru_cache(maxsize=8)
def _now(base: Base, entries: tuple[tuple[str, str], ...], words: Words) -> Built:
    """The present state; the same one as long as nothing in it changes, so that its knobs are made once."""
    return _apply(base_office(base), Plan(NOW, entries=dict(entries)), words)


def _apply(office: Scenario, plan: Plan, words: Words) -> Built:
    groups = knobs_of(office, words)
    values, faults = _values(groups, plan, words)
    patches = tuple(
        knob.patch for group in groups for knob in group.knobs if knob.patch and values.get(knob.key) is True
    )
    try:
        patched = _patched.of(office, patches)
        found = changes_of(knobs_of(patched, words), values)
        scenario = _changed(office, patched, plan, found.paths)
    except ScenarioError as error:
        refused = refusals(error, office, groups, values, words)
        return Built(groups, None, patches, {}, values, {**refused, **faults})
    faults = {**found.faults, **faults}
    cautions = (
        *clashes(found.clashes, words),
        *lost(groups, knobs_of(patched, words), values, words),
        *unstaffed(office, scenario, words),
        *out_of_time(office, scenario, words),
    )
    told = tuple(dict.fromkeys(cautions))
    return Built(groups, None if faults else scenario, patches, found.paths, values, faults, told)


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


def _values(groups: Sequence[Group], plan: Plan, words: Words) -> tuple[dict[str, Any], dict[str, str]]:
    """Values of the entries that differ from the office, and what is wrong with others."""
    _ = words
    values, faults = {}, {}
    for key, text in plan.entries.items():
        knob = find_knob(groups, key)
        if knob is None:
            sentence = _("Ada perubahan yang tidak dikenal kantor ini ({key}). Hapus dengan tombol kembalikan.")
            faults[""] = sentence.format(key=key)
            continue
        try:
            value = knob.kind.read(text, words)
        except EntryError as error:
            faults[key] = str(error)
            continue
        if value != knob.now and knob.kind.write(value, words) != knob.kind.write(knob.now, words):
            values[key] = value
    return values, faults


def _changed(office: Scenario, patched: Scenario, plan: Plan, changes: Mapping[str, Any]) -> Scenario:
    """The office with all changes, under the plan's name."""
    if plan.key == NOW:
        if not changes and patched is office:
            return office
        sources = {**office.data.get("sources", {}), COUNTED: _COUNTED}
        named = {"name": office.name, "title": office.data["title"], "sources": sources}
        return patched.with_({**named, **changes}, source=COUNTED)
    name = f"{office.name[:30].strip('-')}-{plan.key}"
    titles = {lang: f"{title} – {plan.name or plan.key}" for lang, title in office.data["title"].items()}
    return patched.with_({**changes, "name": name, "title": titles}, source=ASSUMED)
