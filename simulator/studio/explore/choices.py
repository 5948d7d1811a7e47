"""What a planner may buy: staff and ready-made changes, each with its levels and what they cost in a year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from simulator.measures.costs import Thing
from simulator.scenario import Scenario, ScenarioError
from simulator.scenario.errors import Path_
from simulator.scenario.patch import place_of
from simulator.studio.explore.money import Yearly, extra, yearly
from simulator.studio.knobs.knob import ON, Knob, Number
from simulator.studio.offices import Built, build
from simulator.studio.study import Plan, Study
from simulator.teaching.words import Words

__all__ = ["MOST_LEVELS", "Buy", "Level", "buy_of", "buyable", "clash", "has_no_price", "tried_out"]

MOST_LEVELS = 8

_WITH_PEOPLE = ("staff", "channels")
"""Groups of the form whose whole numbers are people, desks and dates that cost money."""

_PRICES = "costs"
_TRIED = "p999999"
"""Key of a plan that is only tried, and belongs to no study."""


@dataclass(frozen=True)
class Level:
    """One level of something that may be bought.

    Attributes
    ----------
    text : str
        What would be typed into the knob; empty to leave it as it is.
    said : str or int
        How tables name it.
    changes : mapping of str to object
        Path -> new value in the office of now; nothing of prices.
    cost : float
        More than now, IDR a year.
    """

    text: str
    said: str | int
    changes: Mapping[str, Any]
    cost: float


@dataclass(frozen=True)
class Buy:
    """Something that may be bought.

    Attributes
    ----------
    knob : Knob
        Of a plan, with its value in the present state.
    levels : tuple of Level
        Ascending; that of now among them if it is in the range.
    refused : tuple of (str, str)
        Levels that lead to no office: as said, and why.
    missing : tuple of (str, str)
        What it uses and has no price: item and name.
    """

    knob: Knob
    levels: tuple[Level, ...]
    refused: tuple[tuple[str, str], ...] = ()
    missing: tuple[Thing, ...] = ()

    @property
    def title(self) -> str:
        """What it is, for the planner."""
        return self.knob.label if self.knob.patch else f"{self.knob.part}: {self.knob.label}"


def buyable(study: Study, words: Words) -> list[Knob]:
    """Whole numbers of the staff and of the channels, then ready-made changes: what a plan may change of these.

    Parameters
    ----------
    study : Study
        The study; each knob has its value in the present state.
    words : Words
        Language of the knobs.
    """
    groups = tried_out(study, {}, words).groups
    staff = [knob for group in groups if group.name in _WITH_PEOPLE for knob in group.knobs]
    counts = [one for one in staff if isinstance(one.kind, Number) and one.kind.is_whole and one.now is not None]
    return counts + [knob for group in groups for knob in group.knobs if knob.patch]


def has_no_price(now: Scenario, days: int) -> frozenset[str]:
    """Ready-made changes with which an office pays exactly what it pays now: suppositions and other rules.

    They cannot be bought. One that uses more or less of something whose price is only missing is not among them.

    Parameters
    ----------
    now : Scenario
        The present state.
    days : int
        Working days of a year.
    """
    before = yearly(now, days)
    return frozenset(name for name in now.spec.patches if _is_free(now, name, before, days))


def _is_free(now: Scenario, patch: str, before: Yearly, days: int) -> bool:
    try:
        paid = extra(before, yearly(now.patched(patch), days))
    except ScenarioError:  # no office comes of it: why is said where it is chosen
        return False
    return not paid.missing and abs(paid.amount) < 1


def buy_of(study: Study, now: Scenario, knob: Knob, texts: Sequence[str], days: int, words: Words) -> Buy:
    """Levels of a knob with what each costs.

    Parameters
    ----------
    study : Study
        Whose present state is `now`.
    now : Scenario
        The present state.
    knob : Knob
        One of :func:`buyable`.
    texts : sequence of str
        Levels as typed; not used for a ready-made change, which is taken or not.
    days : int
        Working days of a year.
    words : Words
        Language.
    """
    _ = words
    before = yearly(now, days)
    levels: list[Level] = [Level("", _("tidak"), {}, 0.0)] if knob.patch else []
    refused: list[tuple[str, str]] = []
    missing: dict[Thing, None] = {}
    for text in [ON] if knob.patch else texts:
        said = _("ya") if knob.patch else int(knob.kind.read(text, words))
        if said == knob.now and not knob.patch:
            levels.append(Level("", said, {}, 0.0))
            continue
        built = tried_out(study, {knob.key: text}, words)
        if built.scenario is None:
            refused.append((str(said), " ".join(dict.fromkeys(built.faults.values()))))
            continue
        level, without = _level(now, before, knob, text, said, built, days)
        levels.append(level)
        missing |= dict.fromkeys(without)
    return Buy(knob, tuple(levels), tuple(refused), tuple(missing))


def _level(
    now: Scenario, before: Yearly, knob: Knob, text: str, said: str | int, built: Built, days: int
) -> tuple[Level, tuple[Thing, ...]]:
    assert built.scenario is not None
    paid = extra(before, yearly(built.scenario, days))
    changes = dict(now.spec.patches[knob.patch].changes) if knob.patch else dict(built.changes)
    kept = {path: value for path, value in changes.items() if not _is_price(path)}
    return Level(text, said, kept, paid.amount), paid.missing


def _is_price(path: str) -> bool:
    """Prices change nothing of what happens in an office, and two changes may both add one to the same list."""
    return path == _PRICES or path.startswith((f"{_PRICES}.", f"{_PRICES}["))


def tried_out(study: Study, entries: Mapping[str, str], words: Words) -> Built:
    """The office that a plan with these entries would be."""
    tried = replace(study, plans=(Plan(_TRIED, "", entries),))
    return build(tried, _TRIED, words)


def clash(now: Scenario, buys: Sequence[Buy]) -> tuple[Buy, Buy] | None:
    """Two that write to the same place, or one inside the other: what came out would depend on their order."""
    places = [(one, _places(now, one)) for one in buys]
    for at, (one, theirs) in enumerate(places):
        for other, ours in places[at + 1 :]:
            if any(_meet(mine, yours) for mine in ours for yours in theirs):
                return one, other
    return None


def _places(now: Scenario, buy: Buy) -> list[Path_]:
    paths = {path for level in buy.levels for path in level.changes}
    found: list[Path_] = []
    for path in sorted(paths):
        try:
            found.append(place_of(now.data, path))
        except LookupError:  # a path into something that the same change has added before
            continue
    return found


def _meet(one: Path_, other: Path_) -> bool:
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]
