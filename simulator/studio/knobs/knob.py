"""A knob: something about an office that a planner can change, as a field of a form."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from simulator.teaching.entries import EntryError, read_number
from simulator.teaching.words import Words

__all__ = ["GROUPS", "Bundle", "Choice", "EntryError", "Group", "Kind", "Knob", "Number", "Switch", "find_knob"]

GROUPS = ("staff", "channels", "network", "rules", "demand", "money")
"""Groups of the form, in their order."""

ON, OFF = "1", "0"


class Kind(Protocol):
    """How a value is typed and shown."""

    @property
    def name(self) -> str:
        """Which control the page draws: number, choice, switch, times or roster."""

    def read(self, text: str, words: Words) -> Any:
        """The value of a text; :class:`EntryError`, one sentence in the reader's language, if it has none."""

    def write(self, value: Any, words: Words) -> str:
        """A value as it would be typed."""

    def show(self, value: Any, words: Words) -> str:
        """A value as it is told in a sentence."""

    def control(self) -> Mapping[str, Any]:
        """What the page needs to draw it: plain JSON."""

    def allowed(self, words: Words) -> str:
        """What may be typed, in words; empty where the control itself shows it."""


@dataclass(frozen=True)
class Number:
    """A number in a range, both ends allowed."""

    low: float
    high: float
    is_whole: bool = False
    is_percent: bool = False
    """Whether a share from 0 to 1 is typed as a percentage; `low` and `high` are shares too."""

    may_be_empty: bool = False
    """Whether an empty field has a meaning, as no limit; its value is None."""

    empty: str = ""
    """What an empty field means, in words."""

    below: str = ""
    """What is said of a number below `low`, where there is more to say than the range."""

    unit: str = ""
    """For the sentence on what is right; empty if the number says it."""

    name: Literal["number"] = "number"

    def read(self, text: str, words: Words) -> float | int | None:
        """See :class:`Kind`."""
        text = text.strip()
        if not text and self.may_be_empty:
            return None
        _ = words
        example = words.number(*((12, 0) if self.is_whole else (12.5, 1)))
        typed = read_number(text.removesuffix("%").strip() if self.is_percent else text, words, example)
        value = typed / 100 if self.is_percent else typed
        if value < self.low and self.below:
            raise EntryError(self.below)
        if not self.low <= value <= self.high:
            raise EntryError(self._out_of_range(words))
        if self.is_whole and typed != int(typed):
            raise EntryError(_("Tulis bilangan bulat tanpa koma, misalnya {example}.").format(example=example))
        return int(value) if self.is_whole else round(value, 12)

    def write(self, value: float | None, words: Words) -> str:
        """See :class:`Kind`."""
        if value is None:
            return ""
        return words.plain(round(100 * value, 9) if self.is_percent else value)

    def show(self, value: float | None, words: Words) -> str:
        """See :class:`Kind`."""
        _ = words
        if value is None:
            return self.empty or _("kosong")
        return f"{self.write(value, words)}%" if self.is_percent else self.write(value, words)

    def control(self) -> Mapping[str, Any]:
        """See :class:`Kind`."""
        return {"is_whole": self.is_whole}

    def allowed(self, words: Words) -> str:
        """See :class:`Kind`."""
        _ = words
        text = _("Bilangan bulat {low} sampai {high}") if self.is_whole else _("Boleh {low} sampai {high}")
        said = text.format(**self._ends(words))
        return _("{allowed}, atau kosong").format(allowed=said) if self.may_be_empty else said

    def _out_of_range(self, words: Words) -> str:
        _ = words
        text = _("Angka ini di luar jangkauan. Tulis antara {low} dan {high}.")
        if self.unit:
            text = _("Angka ini di luar jangkauan. Tulis antara {low} dan {high} {unit}.")
        return text.format(**self._ends(words), unit=self.unit)

    def _ends(self, words: Words) -> dict[str, str]:
        return {"low": self.show(self.low, words), "high": self.show(self.high, words)}


@dataclass(frozen=True)
class Choice:
    """One of several ways, each a value and its words."""

    options: Sequence[tuple[str, str]]
    name: Literal["choice"] = "choice"

    def read(self, text: str, words: Words) -> str:
        """See :class:`Kind`."""
        if text not in dict(self.options):
            _ = words
            ways = "; ".join(said for _value, said in self.options)
            raise EntryError(_("Pilih salah satu: {ways}.").format(ways=ways))
        return text

    def write(self, value: str, words: Words) -> str:
        """See :class:`Kind`."""
        return value

    def show(self, value: str, words: Words) -> str:
        """See :class:`Kind`."""
        return dict(self.options).get(value, value)

    def control(self) -> Mapping[str, Any]:
        """See :class:`Kind`."""
        return {"options": [list(option) for option in self.options]}

    def allowed(self, words: Words) -> str:
        """See :class:`Kind`."""
        del words
        return ""


@dataclass(frozen=True)
class Switch:
    """Yes or no."""

    name: Literal["switch"] = "switch"

    def read(self, text: str, words: Words) -> bool:
        """See :class:`Kind`."""
        if text not in (ON, OFF):
            _ = words
            raise EntryError(_("Pilih ya atau tidak."))
        return text == ON

    def write(self, value: bool, words: Words) -> str:
        """See :class:`Kind`."""
        return ON if value else OFF

    def show(self, value: bool, words: Words) -> str:
        """See :class:`Kind`."""
        _ = words
        return _("ya") if value else _("tidak")

    def control(self) -> Mapping[str, Any]:
        """See :class:`Kind`."""
        return {}

    def allowed(self, words: Words) -> str:
        """See :class:`Kind`."""
        del words
        return ""


@dataclass(frozen=True)
class Bundle:
    """Knobs that change the same thing.

    Attributes
    ----------
    change : callable
        Values of those that differ, by key -> what they change together, path -> new value. It may refuse them with an
        :class:`EntryError`, which is told at the last of them.
    """

    change: Callable[[Mapping[str, Any]], Mapping[str, Any]]


@dataclass(frozen=True)
class Knob:
    """Something that a planner can change.

    Attributes
    ----------
    key : str
        Names it in saved studies, the same in both languages.
    part, label, unit : str
        Of which part of the office, what, in which unit; for the planner.
    now : object
        Its value in the office that it is a knob of.
    kind : Kind
        How it is typed.
    change : callable
        Value -> what it changes in the scenario, path -> new value, as :meth:`simulator.scenario.Scenario.with_`
        takes it.
    help : str
        What it means and what it does, a sentence or two.
    source : str
        Where `now` comes from, in words; empty for what is a decision and no measurement.
    is_assumed : bool
        Whether `now` has no evidence.
    patch : str
        In place of `change`, the patch of the scenario that a switch applies.
    bundle : Bundle or None
        What it does together with others, if several of them differ; `change` is what it does alone.
    """

    key: str
    part: str
    label: str
    unit: str
    now: Any
    kind: Kind
    change: Callable[[Any], Mapping[str, Any]]
    help: str = ""
    source: str = ""
    is_assumed: bool = False
    patch: str = ""
    bundle: Bundle | None = None


@dataclass(frozen=True)
class Group:
    """Knobs of one kind, under one heading of the form."""

    name: str
    title: str
    knobs: Sequence[Knob]


def find_knob(groups: Sequence[Group], key: str) -> Knob | None:
    """The knob of a key.

    Parameters
    ----------
    groups : sequence of Group
        Knobs of an office.
    key : str
        The key.

    Returns
    -------
    Knob or None
        None if the office has none of this key.
    """
    return next((knob for group in groups for knob in group.knobs if knob.key == key), None)
