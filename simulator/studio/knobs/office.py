"""What the makers of knobs share: an office with the words and the evidence of its numbers."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from simulator.figures import Lang
from simulator.reports.inputs import MARK_TITLES, evidence_of
from simulator.scenario import ASSUMED, Input, Scenario, ScenarioSpec
from simulator.studio.knobs.knob import Bundle, Kind, Knob, Number
from simulator.teaching.words import Words

__all__ = ["MOST_DAYS", "Office", "bundled", "follows", "sets"]

MOST_DAYS = 730
"""Longest simulation that the studio offers, days."""


@dataclass(frozen=True)
class Office:
    """A scenario and the language in which its knobs are told.

    Attributes
    ----------
    scenario : Scenario
        The office.
    words : Words
        Language.
    base : Scenario or None
        The office of which it is a changed one; None for itself.
    """

    scenario: Scenario
    words: Words
    base: Scenario | None = None

    @property
    def spec(self) -> ScenarioSpec:
        """The typed human form."""
        return self.scenario.spec

    @property
    def first(self) -> ScenarioSpec:
        """The typed human form of the base: by it units are chosen, for its values do not change."""
        return (self.base or self.scenario).spec

    @property
    def lang(self) -> Lang:
        """Language of titles."""
        return self.words.lang_of_reports

    def title(self, of: Any) -> str:
        """What a part of the office is called."""
        return str(getattr(of.title, self.lang))

    @cached_property
    def inputs(self) -> Mapping[str, Input]:
        """Numbers of the office by their path."""
        return {one.path: one for one in self.scenario.inputs()}

    @cached_property
    def start(self) -> date | None:
        """Date of day 0."""
        return date.fromisoformat(self.spec.horizon.start) if self.spec.horizon.start else None

    @cached_property
    def span(self) -> tuple[date, date] | None:
        """First day, and the last one that a study can reach; None where days have no dates."""
        return (self.start, self.start + timedelta(MOST_DAYS - 1)) if self.start else None

    def knob(
        self,
        key: str,
        part: str,
        label: str,
        kind: Kind,
        now: Any,
        change: Callable[[Any], Mapping[str, Any]] | None = None,
        *,
        unit: str = "",
        hint: str = "",
        at: str = "",
        measure: str = "",
    ) -> Knob:
        """A knob with the evidence of its number.

        Parameters
        ----------
        key, part, label, kind, now, change, unit
            As of :class:`~simulator.studio.knobs.knob.Knob`; `change` is left out for a knob of a bundle.
        hint : str, optional
            Its help.
        at : str, optional
            Path of its number, with positions; none for what is a decision.
        measure : str, optional
            What would replace the number if it is assumed.
        """
        source, is_assumed = self._evidence(at, measure)
        if isinstance(kind, Number) and not kind.is_percent:
            kind = replace(kind, unit=unit)
        return Knob(key, part, label, unit, now, kind, change or _nothing, hint, source, is_assumed)

    def _evidence(self, at: str, measure: str) -> tuple[str, bool]:
        """Where a number comes from, in words, and whether nothing bears it out."""
        _ = self.words
        found = self._input(at)
        if found is None:
            return "", False
        if found.mark == ASSUMED:
            what = measure or _("hitungan kantor sendiri")
            return _("Sebaiknya diganti dengan {what}.").format(what=what), True
        return self._sources.get((found.source, found.mark), found.cite), False

    def source_at(self, path: str) -> str:
        """The source of the number at a path, as a scenario names it."""
        found = self._input(path)
        return found.source if found else ASSUMED

    def _input(self, path: str) -> Input | None:
        """The number at a path, or the list or mapping of numbers that it stands in."""
        while path and path not in self.inputs:
            path = path.rpartition(".")[0]
        return self.inputs.get(path)

    @cached_property
    def _sources(self) -> dict[tuple[str, str], str]:
        at = ("id", "en").index(self.lang)
        found = {}
        for one in evidence_of(self.scenario, self.lang):
            mark = MARK_TITLES[one.mark][at].capitalize()
            said = ". ".join(text.rstrip(".") for text in (one.what, one.cite) if text)
            found[one.source, one.mark] = f"{mark}: {said or one.source}"
        return found

    def items(self, section: str) -> Iterator[tuple[int, Any, dict[str, Any]]]:
        """Items of a list of the scenario: position, typed, and as they were written."""
        for position, (typed, written) in enumerate(
            zip(getattr(self.spec, section), self.scenario.data.get(section) or [], strict=True)
        ):
            yield position, typed, written


def sets(path: str, scale: float = 1) -> Callable[[Any], dict[str, Any]]:
    """The change of a knob that writes its value, times `scale`, at one path."""
    return lambda value: {path: value if scale == 1 else value * scale}


def follows(path: str) -> dict[str, str]:
    """What a change says besides of a number that nobody typed: it follows from one that was, and is an assumption.

    Parameters
    ----------
    path : str
        Of the number; the change that writes it comes first.
    """
    block, _, name = path.rpartition(".")
    return {f"{block}.source.{name}": ASSUMED}


def _nothing(value: Any) -> dict[str, Any]:
    del value
    return {}


def bundled(change: Callable[[Mapping[str, Any]], Mapping[str, Any]], knobs: list[Knob]) -> list[Knob]:
    """Knobs that change something together.

    Parameters
    ----------
    change : callable
        Values of those that differ, by key -> what they change.
    knobs : list of Knob
        Their own `change` is replaced.
    """
    bundle = Bundle(change)
    return [
        replace(knob, bundle=bundle, change=lambda value, key=knob.key: change({key: value}))  # type: ignore[misc]
        for knob in knobs
    ]
