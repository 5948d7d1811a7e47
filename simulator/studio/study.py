"""A planner's study: an office, what is changed in each plan, and how it is simulated; plain data."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import count
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

__all__ = [
    "MOST_ENTRIES",
    "MOST_PLANS",
    "NOW",
    "Base",
    "Fault",
    "Plan",
    "Settings",
    "Study",
    "StudyError",
    "read_study",
    "study_data",
]

NOW = "now"
"""Key of the present state: the base with the planner's own counts in place of what was assumed."""

MOST_PLANS = 6
LONGEST_NAME = 60
LONGEST_TEXT = 4000
"""Letters of one entry; the longest is a roster."""

LONGEST_KEY = 300
"""Letters of a knob's key, which names a place of the scenario."""

MOST_ENTRIES = 600
LONGEST_BASE = 400_000
MOST_REPLICATIONS = 1000
MOST_MADE = 999_999
"""Number of the highest key."""

VERSION = 1

_FROZEN: Mapping[str, str] = MappingProxyType({})


STUDY_MARK = "simptsp_studio"
"""First field of a study as a file."""


@dataclass(frozen=True)
class Fault:
    """What is wrong with a field of a study as plain data.

    Attributes
    ----------
    place : str
        The field, as ``settings.seed``.
    kind : str
        Pydantic's type of the fault, as ``greater_than_equal``.
    bound : object
        The limit that is overstepped; None where there is none.
    """

    place: str
    kind: str
    bound: object = None


class StudyError(ValueError):
    """A study that cannot be read, or a step that makes no sense; the message is for programs.

    Attributes
    ----------
    faults : tuple of Fault
        What is wrong with the data.
    """

    def __init__(self, message: str, faults: Sequence[Fault] = ()) -> None:
        super().__init__(message)
        self.faults = tuple(faults)


@dataclass(frozen=True)
class Base:
    """The office from which a study starts: one of the library, or the planner's own file.

    Attributes
    ----------
    library : str
        Name in the library; empty for an own file.
    text : str
        The own scenario as YAML; empty for one of the library.
    title : str
        What the own file was called; empty for one of the library.
    """

    library: str = ""
    text: str = ""
    title: str = ""


@dataclass(frozen=True)
class Plan:
    """What is changed, as it was typed.

    Attributes
    ----------
    key : str
        Names it in the study, and is never used again: ``now``, ``p1``, ``p2`` …
    name : str
        What the planner calls it; empty for the present state.
    entries : mapping of str to str
        Key of a knob -> its text, right or wrong; knobs that were not touched are not in it.
    supposed : frozenset of str
        Of the present state, keys of entries that were moved into it from plans: nobody has counted them.
    """

    key: str
    name: str = ""
    entries: Mapping[str, str] = field(default_factory=lambda: _FROZEN)
    supposed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Settings:
    """How plans are compared.

    Attributes
    ----------
    replications : int
        Of each office.
    precision : float or None
        In place of a number of replications: half-width of the 95 % interval of each difference, as a share of the
        mean.
    seed : int
        Root seed.
    """

    replications: int = 100
    precision: float | None = None
    seed: int = 2026


@dataclass(frozen=True)
class Study:
    """A study. Every step gives a new one, so that it can be taken back.

    Attributes
    ----------
    name : str
        What the planner calls it.
    base : Base or None
        None before one was chosen.
    now : Plan
        The present state.
    plans : tuple of Plan
        At most six, each changed from the present state.
    settings : Settings
        How they are compared.
    made : int
        Plans that were ever made: the number of the last key.
    lang : str
        Language in which numbers were typed: 1.500 is another number in English. Empty: that of the page.
    """

    name: str = ""
    base: Base | None = None
    now: Plan = Plan(NOW)
    plans: tuple[Plan, ...] = ()
    settings: Settings = Settings()
    made: int = 0
    lang: str = ""

    def plan(self, key: str) -> Plan:
        """The present state or a plan.

        Raises
        ------
        StudyError
            If there is none of this key.
        """
        for one in (self.now, *self.plans):
            if one.key == key:
                return one
        raise StudyError(f"there is no plan {key!r}")

    def based_on(self, base: Base) -> "Study":
        """The same name and settings on another office; plans are begun anew, for knobs are those of an office."""
        return Study(self.name, base, settings=self.settings, lang=self.lang)

    def with_entry(self, key: str, knob: str, text: str | None) -> "Study":
        """With a knob's text; None takes it back to what it was before."""
        if text is not None and len(text) > LONGEST_TEXT:
            raise StudyError(f"the text of {knob} has more than {LONGEST_TEXT} letters")
        entries = {name: kept for name, kept in self.plan(key).entries.items() if name != knob}
        if text is not None:
            entries[knob] = text
        if len(entries) > MOST_ENTRIES:
            raise StudyError(f"there are more than {MOST_ENTRIES} entries")
        return self._changed(
            key, lambda plan: replace(plan, entries=MappingProxyType(entries), supposed=plan.supposed - {knob})
        )

    def with_supposed(self, texts: Mapping[str, str]) -> "Study":
        """With texts of knobs in the present state, as suppositions, that all plans had; no plan has them any more.

        Raises
        ------
        StudyError
            If the present state would have too many.
        """
        if len({**self.now.entries, **texts}) > MOST_ENTRIES:
            raise StudyError(f"there are more than {MOST_ENTRIES} entries")
        entries = MappingProxyType({**self.now.entries, **texts})
        now = replace(self.now, entries=entries, supposed=frozenset({*self.now.supposed, *texts}))
        return replace(self, now=now, plans=tuple(_without(plan, texts.keys()) for plan in self.plans))

    def cleared(self, key: str) -> "Study":
        """Without any change in one plan."""
        return self._changed(key, lambda plan: replace(plan, entries=_FROZEN, supposed=frozenset()))

    def renamed(self, key: str, name: str) -> "Study":
        """With another name of a plan; the present state has none."""
        if key == NOW:
            raise StudyError("the present state has no name")
        return self._changed(key, lambda plan: replace(plan, name=_visible(name).strip()[:LONGEST_NAME]))

    def named(self, name: str) -> "Study":
        """With another name of the study."""
        return replace(self, name=_visible(name)[:LONGEST_NAME])

    def with_plan(self, name: str, entries: Mapping[str, str] = _FROZEN) -> "Study":
        """With one plan more, at the end."""
        if len(self.plans) >= MOST_PLANS:
            raise StudyError(f"there are {MOST_PLANS} plans already")
        number = self._next_number()
        plan = Plan(f"p{number}", _visible(name).strip()[:LONGEST_NAME], MappingProxyType(dict(entries)))
        return replace(self, plans=(*self.plans, plan), made=max(self.made, number))

    def _next_number(self) -> int:
        """Of the next key: one more than ever before; after the last that can be read back, the first that is free."""
        taken = {plan.key for plan in self.plans}
        first = self.made + 1 if self.made < MOST_MADE else 1
        return next(number for number in count(first) if f"p{number}" not in taken)

    def without_plan(self, key: str) -> "Study":
        """Without a plan."""
        if key == NOW:
            raise StudyError("the present state cannot be removed")
        self.plan(key)
        return replace(self, plans=tuple(plan for plan in self.plans if plan.key != key))

    def _changed(self, key: str, change: Callable[[Plan], Plan]) -> "Study":
        self.plan(key)
        if key == NOW:
            return replace(self, now=change(self.now))
        return replace(self, plans=tuple(change(one) if one.key == key else one for one in self.plans))


def _without(plan: Plan, knobs: Set[str]) -> Plan:
    """A plan without these entries."""
    return replace(
        plan, entries=MappingProxyType({key: text for key, text in plan.entries.items() if key not in knobs})
    )


# ---- as plain data


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


_Key = Annotated[str, Field(max_length=LONGEST_KEY)]
_Text = Annotated[str, Field(max_length=LONGEST_TEXT)]


class _PlanData(_Data):
    key: str = Field(pattern=r"^(now|p[1-9][0-9]{0,5})$")
    name: str = Field(default="", max_length=LONGEST_NAME)
    entries: dict[_Key, _Text] = Field(default={}, max_length=MOST_ENTRIES)
    supposed: list[_Key] = Field(default=[], max_length=MOST_ENTRIES)


class _BaseData(_Data):
    library: str = Field(default="", max_length=60)
    text: str = Field(default="", max_length=LONGEST_BASE)
    title: str = Field(default="", max_length=200)


class _SettingsData(_Data):
    replications: int = Field(default=100, ge=2, le=MOST_REPLICATIONS)
    precision: float | None = Field(default=None, gt=0, lt=1)
    seed: int = Field(default=2026, ge=0, lt=2**63)


class _StudyData(_Data):
    simptsp_studio: int = Field(ge=VERSION, le=VERSION)
    name: str = Field(default="", max_length=LONGEST_NAME)
    base: _BaseData | None = None
    now: _PlanData = _PlanData(key=NOW)
    plans: list[_PlanData] = Field(default=[], max_length=MOST_PLANS)
    settings: _SettingsData = _SettingsData()
    made: int = Field(default=0, ge=0, le=MOST_MADE)
    lang: Literal["", "id", "en"] = ""


def study_data(study: Study) -> dict[str, Any]:
    """A study as plain data, for the store and for YAML."""
    base = study.base
    return {
        "simptsp_studio": VERSION,
        "name": study.name,
        "base": None if base is None else {"library": base.library, "text": base.text, "title": base.title},
        "now": _plan_data(study.now),
        "plans": [_plan_data(plan) for plan in study.plans],
        "settings": {
            "replications": study.settings.replications,
            "precision": study.settings.precision,
            "seed": study.settings.seed,
        },
        "made": study.made,
        "lang": study.lang,
    }


def read_study(data: object) -> Study:
    """A study from plain data, whoever wrote it.

    Raises
    ------
    StudyError
        If it is not one; the message names the first fault.
    """
    try:
        found = _StudyData.model_validate(data)
    except ValidationError as error:
        faults = [_fault(one) for one in error.errors(include_url=False, include_input=False)]
        raise StudyError(f"{faults[0].place or 'the file'}: {faults[0].kind}", faults) from None
    keys = [plan.key for plan in found.plans]
    if found.now.key != NOW or NOW in keys or len(set(keys)) < len(keys):
        raise StudyError("plans: two have the same key")
    base = None if found.base is None else Base(found.base.library, found.base.text, found.base.title)
    if base is not None and bool(base.library) == bool(base.text):
        raise StudyError("base: give either library or text")
    highest = max((int(key[1:]) for key in keys), default=0)
    settings = Settings(found.settings.replications, found.settings.precision, found.settings.seed)
    plans = tuple(_plan(plan) for plan in found.plans)
    made = max(found.made, highest)
    return Study(_visible(found.name), base, _plan(found.now), plans, settings, made, found.lang)


def _fault(details: Any) -> Fault:
    limits = details.get("ctx", {})
    names = "ge", "gt", "le", "lt", "max_length", "expected"
    bound = next((limits[name] for name in names if name in limits), None)
    return Fault(".".join(map(str, details["loc"])), details["type"], bound)


def _visible(name: str) -> str:
    """A name without letters that cannot be seen, which could turn a line around."""
    return "".join(letter for letter in name if letter.isprintable())


def _plan_data(plan: Plan) -> dict[str, Any]:
    supposed = {"supposed": sorted(plan.supposed)} if plan.supposed else {}
    return {"key": plan.key, "name": plan.name, "entries": dict(plan.entries), **supposed}


def _plan(data: _PlanData) -> Plan:
    supposed = frozenset(key for key in data.supposed if key in data.entries)
    return Plan(data.key, _visible(data.name), MappingProxyType(dict(data.entries)), supposed)
