"""What a study may change about an office: levers, and the changes that a level of each stands for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from pydantic import Field

from simulator.scenario import Problem, Scenario, ScenarioError
from simulator.scenario.blocks import Block, Name, Text, number
from simulator.scenario.errors import Path_, show_path
from simulator.scenario.patch import matching_paths, place_of, value_at

Level = bool | int | float | str
"""What a lever is set to."""

NO_PATCH = "none"
"""The level of a lever of patches that leaves the base as it is."""

_WAYS = ("set", "add", "times", "patches")


class LevelRange(Block):
    """All numbers between two, or all whole numbers."""

    low: float = number("as the lever", "lowest level")
    high: float = number("as the lever", "highest level")
    whole: bool = Field(False, description="whether levels are whole numbers")


class LeverSpec(Block):
    """Something that can be changed, in exactly one of four ways, and the levels it may have.

    `set` writes the level at each path; `add` adds it to, and `times` multiplies with it, the number that the base has
    there. ``[*]`` in a path stands for each item of a list. `patches` names changes that the base scenario offers.
    """

    name: Name = Field(description="column of the tables")
    title: Text | None = Field(None, description="what people read in tables and figures")
    set_: list[str] | None = Field(None, alias="set", min_length=1, description="paths at which to write the level")
    add: list[str] | None = Field(None, min_length=1, description="paths of numbers to which the level is added")
    times: list[str] | None = Field(None, min_length=1, description="paths of numbers to multiply with the level")
    patches: list[Name] | None = Field(
        None, min_length=1, description=f"patches of the base; `{NO_PATCH}` for no change"
    )
    levels: list[Level] | None = number("as the lever", "the levels it may have", default=None, min_length=1)
    range: LevelRange | None = Field(None, description="or the numbers between which its levels lie")
    cost: float | dict[str, float] | None = number(
        "IDR/year", "what a unit of the level costs; for patches, what each costs", default=None
    )


@dataclass(frozen=True)
class Lever:
    """A lever of one base scenario, checked against it.

    Attributes
    ----------
    name : str
        Column of the tables.
    way : str
        set, add, times or patches.
    paths : tuple of str
        What it changes, without ``[*]``; empty for patches.
    levels : tuple
        Its levels; empty if it has a range.
    low, high : float
        Its range; not used with levels.
    is_whole : bool
        Whether the levels of its range are whole numbers.
    spec : LeverSpec
        As written.
    """

    name: str
    way: str
    paths: tuple[str, ...]
    levels: tuple[Level, ...]
    low: float
    high: float
    is_whole: bool
    spec: LeverSpec

    @property
    def n_levels(self) -> int | None:
        """How many levels it has; None for a range of real numbers."""
        if self.levels:
            return len(self.levels)
        return int(self.high - self.low) + 1 if self.is_whole else None

    def level_at(self, share: float) -> Level:
        """The level at a share from 0 to 1 of its levels or its range, each level having the same part."""
        if self.n_levels is None:
            return self.low + share * (self.high - self.low)
        index = self._index_at(share, self.n_levels)
        return self.levels[index] if self.levels else int(self.low) + index

    def position_at(self, share: float) -> float:
        """Where the level at a share stands, from 0, the first level, to 1, the last: levels are evenly spaced."""
        if self.n_levels is None:
            return share
        return self._index_at(share, self.n_levels) / max(1, self.n_levels - 1)

    @staticmethod
    def _index_at(share: float, n_levels: int) -> int:
        return min(int(share * n_levels), n_levels - 1)

    def changes(self, base: Scenario, level: Level) -> dict[str, Any]:
        """Path -> new value, for a level of this lever."""
        if self.way == "patches":
            return {} if level == NO_PATCH else dict(base.spec.patches[str(level)].changes)
        if self.way == "set":
            return dict.fromkeys(self.paths, level)
        combine = _COMBINE[self.way]
        return {path: _like(value_at(base.data, path), combine, float(level)) for path in self.paths}


_COMBINE: dict[str, Callable[[float, float], float]] = {"add": lambda a, b: a + b, "times": lambda a, b: a * b}


def _like(value: float, combine: Callable[[float, float], float], level: float) -> float:
    """The combined number; a whole one where the base has a whole one and nothing is lost."""
    combined = combine(value, level)
    return int(combined) if isinstance(value, int) and combined == int(combined) else combined


def changes_of(levers: Sequence[Lever], base: Scenario, point: Mapping[str, Level]) -> dict[str, Any]:
    """All changes of a point: the level of each lever.

    Parameters
    ----------
    levers : sequence of Lever
        The levers of a study.
    base : Scenario
        What they change.
    point : mapping
        Lever -> level.

    Returns
    -------
    dict
        Path -> new value, as :meth:`Scenario.with_` takes it.
    """
    return {path: value for lever in levers for path, value in lever.changes(base, point[lever.name]).items()}


def check_levers(specs: Sequence[LeverSpec], base: Scenario, here: Path_) -> list[Lever]:
    """The levers of a study, held against its base.

    Parameters
    ----------
    specs : sequence of LeverSpec
        As written.
    base : Scenario
        What they change.
    here : tuple
        Where they stand in their file.

    Raises
    ------
    ScenarioError
        With every problem at once: a path that leads nowhere, a patch that does not exist, levels and range both or
        neither, two levers that change the same thing.
    """
    found = [(spec, (*here, number)) for number, spec in enumerate(specs)]
    problems = [problem for spec, path in found for problem in _problems(spec, base, path)]
    problems += _taken([spec.name for spec in specs], here)
    if problems:
        raise ScenarioError(problems)
    levers = [_lever(spec, base) for spec in specs]
    if problems := list(_overlaps(levers, base, here)):
        raise ScenarioError(problems)
    return levers


def _lever(spec: LeverSpec, base: Scenario) -> Lever:
    way, paths = _way(spec)
    full = [] if way == "patches" else [one for path in paths for one in matching_paths(base.data, path)]
    levels = tuple(paths) if way == "patches" else tuple(spec.levels or ())
    span = spec.range
    low, high, whole = (span.low, span.high, span.whole) if span else (0.0, 0.0, False)
    return Lever(spec.name, way, tuple(full), levels, low, high, whole, spec)


def _way(spec: LeverSpec) -> tuple[str, list[str]]:
    given = {"set": spec.set_, "add": spec.add, "times": spec.times, "patches": spec.patches}
    return next((way, paths) for way, paths in given.items() if paths)


def _problems(spec: LeverSpec, base: Scenario, here: Path_) -> Iterator[Problem]:
    given = [way for way in _WAYS if getattr(spec, "set_" if way == "set" else way) is not None]
    if len(given) != 1:
        message = f"a lever changes the office in one way; give exactly one of {', '.join(_WAYS)}"
        yield Problem("SCN020", show_path(here), message)
        return
    if given == ["patches"]:
        yield from _patch_problems(spec, base, here)
        return
    if (spec.levels is None) == (spec.range is None):
        yield Problem("SCN020", show_path(here), "give either 'levels' or 'range', not both and not neither")
    yield from _range_problems(spec, given[0], here)
    for place, path in enumerate(_way(spec)[1]):
        yield from _path_problems(path, given[0], base, (*here, given[0], place))


def _patch_problems(spec: LeverSpec, base: Scenario, here: Path_) -> Iterator[Problem]:
    if spec.levels is not None or spec.range is not None:
        yield Problem(
            "SCN020", show_path(here), "the levels of 'patches' are the patches; leave out 'levels' and 'range'"
        )
    for place, name in enumerate(spec.patches or ()):
        if name != NO_PATCH and name not in base.spec.patches:
            known = ", ".join([NO_PATCH, *base.spec.patches])
            message = f"{base.name} has no patch {name!r}; possible are: {known}"
            yield Problem("SCN021", show_path((*here, "patches", place)), message)


def _range_problems(spec: LeverSpec, way: str, here: Path_) -> Iterator[Problem]:
    span = spec.range
    if span and not span.low < span.high:
        yield Problem(
            "SCN014", show_path((*here, "range")), f"low is {span.low:g}; it must be less than high, {span.high:g}"
        )
    if span and span.whole and not (span.low.is_integer() and span.high.is_integer()):
        yield Problem("SCN014", show_path((*here, "range")), "low and high must be whole numbers where 'whole' is true")
    if way != "set" and any(isinstance(level, bool | str) for level in spec.levels or ()):
        yield Problem("SCN012", show_path((*here, "levels")), f"'{way}' needs numbers as levels")


def _path_problems(path: str, way: str, base: Scenario, here: Path_) -> Iterator[Problem]:
    try:
        for full in matching_paths(base.data, path):
            value = 0 if way == "set" and place_of(base.data, full) else value_at(base.data, full)
            if isinstance(value, bool) or not isinstance(value, int | float):
                yield Problem(
                    "SCN012", show_path(here), f"{base.name} has no number at {full} to which '{way}' could apply"
                )
    except LookupError as error:
        yield Problem("SCN040", show_path(here), f"{path}: {error.args[0]}")


def _taken(names: Sequence[str], here: Path_) -> list[Problem]:
    repeated = {name for name in names if names.count(name) > 1}
    return [Problem("SCN022", show_path(here), f"two levers have the name {name!r}") for name in sorted(repeated)]


def _overlaps(levers: Sequence[Lever], base: Scenario, here: Path_) -> Iterator[Problem]:
    """Two levers that write to the same place, or one inside the other: the result would depend on their order."""
    for one, other in combinations(levers, 2):
        shared = [place for place in _places(one, base) for theirs in _places(other, base) if _meet(place, theirs)]
        if shared:
            message = f"it changes {show_path(shared[0])}, and so does {one.name!r}; make them one lever, of patches"
            yield Problem("SCN020", f"{show_path(here)}[{levers.index(other)}]", message)


def _places(lever: Lever, base: Scenario) -> list[Path_]:
    patched = [path for level in lever.levels if lever.way == "patches" for path in lever.changes(base, level)]
    return [place_of(base.data, path) for path in (*lever.paths, *patched)]


def _meet(one: Path_, other: Path_) -> bool:
    return one[: len(other)] == other[: len(one)]
