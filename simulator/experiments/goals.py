"""Goals: what a planner wants of an office, within which limits, and what may be changed to get there."""

from dataclasses import dataclass
from pathlib import Path

from simulator.engines import DEFAULT_ENGINE
from simulator.experiments.goal_faults import goal_problems
from simulator.experiments.goal_spec import GoalSpec
from simulator.experiments.levers import Lever, check_levers
from simulator.experiments.outcomes import COST, Constraint
from simulator.experiments.study_files import StudyFile, read_study
from simulator.scenario import Scenario, ScenarioError


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

    Returns
    -------
    Goal
        Checked.

    Raises
    ------
    ScenarioError
        With every fault at once, each with its line.
    """
    study = read_study(file, GoalSpec)
    base = study.base(study.spec.base, study.spec.patches)
    problems = list(goal_problems(study.spec, base))
    levers: list[Lever] = []
    try:
        levers = check_levers(study.spec.levers, base, ("levers",))
    except ScenarioError as error:
        problems += error.problems
    if problems:
        raise study.fault(problems)
    return Goal(study, base, tuple(levers))
