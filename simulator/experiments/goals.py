"""Goals: what a planner wants of an office, within which limits, and what may be changed to get there."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field

from simulator.engines import DEFAULT_ENGINE
from simulator.experiments.goal_faults import goal_problems
from simulator.experiments.levers import Lever, LeverSpec, check_levers
from simulator.experiments.outcomes import COST, Constraint
from simulator.experiments.study_files import StudyFile, read_study, unknown_names
from simulator.scenario import Scenario, ScenarioError
from simulator.scenario.blocks import Block, Name, SourceNote, Text, number


class ObjectiveSpec(Block):
    """What should be as small, or as large, as possible: exactly one of the two."""

    minimise: str | None = Field(None, description=f"a measure, or `{COST}`")
    maximise: str | None = Field(None, description="a measure")


class ConstraintSpec(Block):
    """What must hold, with the confidence of the goal: a mean that is at least, or at most, so much."""

    measure: str = Field(description="a measure, of the office, a place, a group, or the worst-off group")
    at_least: float | None = number("as the measure", "smallest mean that will do", default=None)
    at_most: float | None = number("as the measure", "largest mean that will do", default=None)

    @property
    def constraint(self) -> Constraint:
        """The same, as it is judged."""
        if self.at_most is not None:
            return Constraint(self.measure, 1, self.at_most)
        return Constraint(self.measure, -1, float(self.at_least or 0))


class GoalSpec(Block):
    """A whole goal file."""

    simptsp_goal: Literal[1] = Field(description="version of this language")
    name: Name = Field(description="by which tables name it")
    title: Text | None = Field(None, description="what people read")
    sources: dict[Name, SourceNote] = Field(default={}, description="the sources that `source:` names")
    base: str = Field(description="scenario that is changed: a name of the library, or a file beside this one")
    patches: list[Name] = Field(default=[], max_length=100, description="patches applied to the base first")
    levers: list[LeverSpec] = Field(min_length=1, max_length=50, description="what may be changed, and its cost")
    budget: float | None = number("IDR/year", "what the levers may cost together", default=None, ge=0)
    objective: ObjectiveSpec = Field(description="what should be best")
    constraints: list[ConstraintSpec] = Field(default=[], max_length=20, description="what must hold")
    confidence: float = number("1", "with which constraints and differences are judged", default=0.95, ge=0.5, lt=1)
    pareto: list[str] = Field(default=[], max_length=10, description="measures to be set against cost")
    evaluations: int = number("1", "candidates to simulate at most", default=60, ge=2, le=100_000)
    batch: int | None = number(
        "1", "candidates asked for at a time; a twentieth of the evaluations if absent", default=None, ge=1, le=1000
    )
    replications: int = number("1", "of each candidate of the search", default=20, ge=2, le=100_000)
    finalists: int = number("1", "candidates simulated again with fresh luck", default=5, ge=2, le=100)
    final_replications: int = number("1", "of each finalist", default=100, ge=2, le=100_000)
    seed: int = number("1", "root seed", default=2026, ge=0, lt=2**64)
    engine: str | None = Field(None, description="name of the simulator; the usual one if absent")


@dataclass(frozen=True)
class Goal:
    """A goal held against its base.

    Attributes
    ----------
    file : StudyFile
        As written.
    base : Scenario
        What is changed, patches applied.
    levers : tuple of Lever
        What changes it.
    """

    file: StudyFile[GoalSpec]
    base: Scenario
    levers: tuple[Lever, ...]

    @property
    def spec(self) -> GoalSpec:
        """The contents of the file."""
        return self.file.spec

    @property
    def objective(self) -> str:
        """The measure to be minimised or maximised, or cost."""
        return str(self.spec.objective.minimise or self.spec.objective.maximise)

    @property
    def sign(self) -> int:
        """-1 where less is better, 1 where more is."""
        return -1 if self.spec.objective.minimise else 1

    @property
    def engine(self) -> str:
        """Name of the engine."""
        return self.spec.engine or DEFAULT_ENGINE

    @property
    def constraints(self) -> tuple[Constraint, ...]:
        """What must hold."""
        return tuple(one.constraint for one in self.spec.constraints)

    @property
    def batch(self) -> int:
        """Candidates asked for at a time: more keep more workers busy, fewer learn faster."""
        return self.spec.batch or max(1, self.spec.evaluations // 20)

    @property
    def judged(self) -> tuple[str, ...]:
        """Measures of the objective and the constraints, each once."""
        asked = [self.objective, *(one.measure for one in self.spec.constraints)]
        return tuple(dict.fromkeys(name for name in asked if name != COST))

    @property
    def measures(self) -> tuple[str, ...]:
        """What is judged or shown: of the objective, the constraints and the Pareto sets, each once."""
        return tuple(dict.fromkeys([*self.judged, *self.spec.pareto]))


def read_goal(file: str | Path) -> Goal:
    """Read a goal and hold it against the scenario that it is about.

    Parameters
    ----------
    file : str or Path
        A YAML file.

    Raises
    ------
    ScenarioError
        With every fault at once, each with its line.
    """
    study = read_study(file, GoalSpec)
    base = _base(study)
    problems = list(goal_problems(study.spec, base))
    levers: list[Lever] = []
    try:
        levers = check_levers(study.spec.levers, base, ("levers",))
    except ScenarioError as error:
        problems += error.problems
    if problems:
        raise study.fault(problems)
    return Goal(study, base, tuple(levers))


def _base(study: StudyFile[GoalSpec]) -> Scenario:
    try:
        base = study.base(study.spec.base)
    except ScenarioError as error:
        raise study.fault([problem.within("base") for problem in error.problems]) from None
    for place, name in enumerate(study.spec.patches):
        if problems := unknown_names([name], base.spec.patches, "patch", ("patches", place)):
            raise study.fault(problems)
        try:
            base = base.patched(name)
        except ScenarioError as error:
            raise study.fault([problem.within(f"patches[{place}]") for problem in error.problems]) from None
    return base
