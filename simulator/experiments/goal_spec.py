"""The file of a goal, as a person writes it."""

from typing import Literal

from pydantic import Field

from simulator.experiments.levers import LeverSpec
from simulator.experiments.outcomes import COST, Constraint
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
    indifference: float | None = number(
        "as the objective", "what may be lost against the best for the sake of cost", default=None, gt=0
    )
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
