"""Designs: which combinations of levels of the levers a study simulates, decided by its file alone."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from simulator.engines import DEFAULT_ENGINE, ENGINES, names_of
from simulator.experiments.design_spec import MOST_POINTS, DesignBlock, DesignSpec
from simulator.experiments.levers import Level, Lever, changes_of, check_levers
from simulator.experiments.study_files import StudyFile, read_study, unknown_names
from simulator.experiments.tasks import Task
from simulator.measures import measure_names
from simulator.scenario import Problem, Scenario, ScenarioError
from simulator.scenario.errors import Path_, show_path

TRIED = 20
"""Points that are tried before a sweep starts, besides the first and the last."""

_FIELDS = {
    "full-factorial": ("levels_per_range",),
    "latin-hypercube": ("points",),
    "sobol": ("points",),
    "morris": ("trajectories", "grid_levels"),
    "sobol-indices": ("base_samples",),
}
"""Kind of design -> the fields that say its size."""


@dataclass(frozen=True)
class Design:
    """A design held against its base.

    Attributes
    ----------
    file : StudyFile
        As written.
    base : Scenario
        What is changed, patches applied.
    levers : tuple of Lever
        What changes it.
    shares : ndarray, shape (n_points, n_levers), float64
        Which level of each lever each point has: as :meth:`Lever.level_at` takes it.
    """

    file: StudyFile[DesignSpec]
    base: Scenario
    levers: tuple[Lever, ...]
    shares: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.shares)

    @property
    def spec(self) -> DesignSpec:
        """The contents of the file."""
        return self.file.spec

    @property
    def points(self) -> Iterator[dict[str, Level]]:
        """Lever -> level, for each point in the order of their numbers."""
        return map(self.point, range(len(self)))

    @property
    def positions(self) -> NDArray[np.float64]:
        """Where each point stands in the range of each lever, as :meth:`Lever.position_at` says; shape of `shares`."""
        columns = zip(self.levers, self.shares.T.tolist(), strict=True)
        return np.array([[lever.position_at(share) for share in shares] for lever, shares in columns]).T

    @property
    def engine(self) -> str:
        """Name of the engine."""
        return self.spec.engine or DEFAULT_ENGINE

    def point(self, number: int) -> dict[str, Level]:
        """Lever -> level, for the point of this number."""
        shares = self.shares[number].tolist()
        return {lever.name: lever.level_at(share) for lever, share in zip(self.levers, shares, strict=True)}

    def task(self, number: int) -> Task:
        """The work of a point. All points face the same people, needs and outages."""
        changes = changes_of(self.levers, self.base, self.point(number))
        return Task(self.base.data, changes, self.spec.seed, range(self.spec.replications), self.engine)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of what is simulated; titles, costs and the choice of measures do not count."""
        levers = [lever.spec.model_dump(include=_OF_A_LEVER) for lever in self.levers]
        text = json.dumps([self.base.data, levers, [lever.paths for lever in self.levers]])
        return hashlib.sha256(text.encode() + self.shares.tobytes()).hexdigest()

    def fault(self, code: str, path: Path_, message: str) -> ScenarioError:
        """One thing that is wrong with the file, as an error with its line."""
        return self.file.fault([Problem(code, show_path(path), message)])


_OF_A_LEVER = {"name", "set_", "add", "times", "patches", "levels", "range"}


def read_design(file: str | Path) -> Design:
    """Read a design and hold it against the scenario that it changes.

    Parameters
    ----------
    file : str or Path
        A YAML file.

    Returns
    -------
    Design
        Whose points follow from the file alone.

    Raises
    ------
    ScenarioError
        With every fault at once, each with its line.
    """
    study = read_study(file, DesignSpec)
    spec = study.spec
    base = study.base(spec.base, spec.patches)
    problems = [*_size_problems(spec.design), *_option_problems(spec, base)]
    levers: tuple[Lever, ...] = ()
    try:
        levers = tuple(check_levers(spec.levers, base, ("levers",)))
    except ScenarioError as error:
        problems += error.problems
    if not problems:
        problems = list(_point_problems(spec.design, levers))
    if problems:
        raise study.fault(problems)
    try:
        return Design(study, base, levers, _shares(spec.design, levers, spec.seed))
    except ValueError as error:
        raise study.fault([Problem("SCN014", "design", str(error))]) from None


def try_points(design: Design) -> None:
    """Change the base as the first, the last and some points between ask for, to see whether that is possible.

    Raises
    ------
    ScenarioError
        At the lever that leads to no valid office, or at all of them if it takes several.
    """
    for place in spread(len(design)):
        point = design.point(place)
        try:
            design.base.with_(changes_of(design.levers, design.base, point))
        except ScenarioError as error:
            raise _blamed(design, point, error) from None


def spread(count: int) -> list[int]:
    """The first, the last and :data:`TRIED` between, of the numbers below a count of at least 1."""
    return [int(place) for place in np.unique(np.linspace(0, count - 1, TRIED + 2).astype(int))]


def _blamed(design: Design, point: dict[str, Level], error: ScenarioError) -> ScenarioError:
    for place, lever in enumerate(design.levers):
        try:
            design.base.with_(lever.changes(design.base, point[lever.name]))
        except ScenarioError as alone:
            if alone.problems[0] in error.problems:
                told = f"with the level {point[lever.name]} the office is not valid: {alone.problems[0]}"
                return design.fault("SCN020", ("levers", place), told)
    levels = ", ".join(f"{name} {level}" for name, level in point.items())
    return design.fault("SCN020", ("levers",), f"with {levels} the office is not valid: {error.problems[0]}")


def _size_problems(block: DesignBlock) -> Iterator[Problem]:
    """The fields of its kind are there, and no others."""
    own = _FIELDS[block.kind]
    for field in dict.fromkeys(field for fields in _FIELDS.values() for field in fields):
        given = getattr(block, field) is not None
        if given and field not in own:
            message = f"a {block.kind} design has no '{field}'; its size is said by {' and '.join(own)}"
            yield Problem("SCN020", f"design.{field}", message)
        elif not given and field in own and block.kind != "full-factorial":
            yield Problem("SCN011", "design", f"a {block.kind} design needs '{field}'; add it")


def _option_problems(spec: DesignSpec, base: Scenario) -> list[Problem]:
    problems = unknown_names([spec.engine] if spec.engine else [], ENGINES, "engine", ("engine",))
    offices = [base, *_patched(spec, base)]
    known = dict.fromkeys(name for office in offices for name in measure_names(names_of(office.resolved)))
    for place, name in enumerate(spec.measures):
        problems += unknown_names([name], known, "measure", ("measures", place))
        if name in spec.measures[:place]:
            problems.append(Problem("SCN022", f"measures[{place}]", f"{name!r} stands here twice; keep one"))
    return problems


def _patched(spec: DesignSpec, base: Scenario) -> Iterator[Scenario]:
    """The base with each patch of each lever, for some measures are of stations that only a patch brings."""
    for name in dict.fromkeys(name for lever in spec.levers for name in lever.patches or ()):
        if name in base.spec.patches:
            try:
                yield base.patched(name)
            except ScenarioError:  # said when points are tried, at the lever
                continue


def _point_problems(block: DesignBlock, levers: Sequence[Lever]) -> Iterator[Problem]:
    """There is a number of points, and it is not too large."""
    if block.kind == "full-factorial":
        for place, lever in enumerate(levers):
            if lever.n_levels is None and block.levels_per_range is None:
                message = "a full-factorial design takes some levels of each range; add 'levels_per_range' to 'design'"
                yield Problem("SCN011", f"levers[{place}].range", message)
                return
    if block.kind == "sobol" and block.points is not None and block.points & (block.points - 1):
        near = 2 ** round(np.log2(block.points))
        message = f"{block.points} is not possible here; a Sobol sequence needs a power of 2, as {near}"
        yield Problem("SCN014", "design.points", message)
    count = _count(block, levers)
    if count > MOST_POINTS:
        message = f"this design has {count:,} points; there can be at most {MOST_POINTS:,}"
        yield Problem("SCN014", "design", message)
    for place, lever in enumerate(levers):
        if lever.name == "point":
            yield Problem("SCN022", f"levers[{place}].name", "'point' is a column of the table; give another name")


def _count(block: DesignBlock, levers: Sequence[Lever]) -> int:
    match block.kind:
        case "full-factorial":
            return prod(_grid_size(lever, block.levels_per_range) for lever in levers)
        case "morris":
            return (block.trajectories or 0) * (len(levers) + 1)
        case "sobol-indices":
            return (block.base_samples or 0) * (len(levers) + 2)
        case _:
            return block.points or 0


def _shares(block: DesignBlock, levers: Sequence[Lever], seed: int) -> NDArray[np.float64]:
    if block.kind == "full-factorial":
        grids = np.meshgrid(*(_grid(lever, block.levels_per_range) for lever in levers), indexing="ij")
        return np.stack([grid.ravel() for grid in grids], axis=1)
    if block.kind in ("morris", "sobol-indices"):
        from simulator.experiments.sensitivity import sample

        return sample(block, len(levers), seed)
    from scipy.stats import qmc

    rng = np.random.default_rng(seed)
    sampler = qmc.Sobol if block.kind == "sobol" else qmc.LatinHypercube
    return sampler(len(levers), rng=rng).random(block.points or 0)


def _grid_size(lever: Lever, levels_per_range: int | None) -> int:
    """How many levels a full factorial has of a lever."""
    return (lever.n_levels if _has_all_levels(lever, levels_per_range) else levels_per_range) or 0


def _has_all_levels(lever: Lever, levels_per_range: int | None) -> bool:
    n = lever.n_levels
    return n is not None and (bool(lever.levels) or levels_per_range is None or n <= levels_per_range)


def _grid(lever: Lever, levels_per_range: int | None) -> NDArray[np.float64]:
    """Shares of the levels that a full factorial has of a lever."""
    n = _grid_size(lever, levels_per_range)
    return (np.arange(n) + 0.5) / n if _has_all_levels(lever, levels_per_range) else np.linspace(0, 1, n)
