"""The file of a design, as a person writes it."""

from typing import Literal

from pydantic import Field

from simulator.experiments.levers import LeverSpec
from simulator.scenario.blocks import Block, Name, Text, number

MOST_POINTS = 1_000_000
MOST_LEVERS = 100

DesignKind = Literal["full-factorial", "latin-hypercube", "sobol", "morris", "sobol-indices"]

_MEASURES = ["waiting_time_mean", "service_level", "sojourn_time_mean", "utilisation", "throughput"]


class DesignBlock(Block):
    """How points are chosen among the levels of the levers, and how many."""

    kind: DesignKind = Field(description="every combination, a sample, or a sample for sensitivity")
    points: int | None = number("1", "latin-hypercube, sobol: how many points", default=None, ge=1, le=MOST_POINTS)
    levels_per_range: int | None = number(
        "1", "full-factorial: levels of each range, both ends among them", default=None, ge=2, le=1000
    )
    trajectories: int | None = number("1", "morris: how many", default=None, ge=2, le=MOST_POINTS)
    grid_levels: int | None = number("1", "morris: levels of the grid, an even number", default=None, ge=2, le=1000)
    base_samples: int | None = number("1", "sobol-indices: a power of 2", default=None, ge=2, le=MOST_POINTS)


class DesignSpec(Block):
    """A whole design file."""

    simptsp_design: Literal[1] = Field(description="version of this language")
    name: Name = Field(description="by which tables name it")
    title: Text | None = Field(None, description="what people read above its table")
    base: str = Field(description="scenario that is changed: a name of the library, or a file beside this one")
    patches: list[Name] = Field(default=[], max_length=100, description="patches applied to the base first")
    levers: list[LeverSpec] = Field(min_length=1, max_length=MOST_LEVERS, description="what is changed")
    design: DesignBlock = Field(description="which combinations of levels are simulated")
    measures: list[str] = Field(default=_MEASURES, min_length=1, max_length=1000, description="what the table shows")
    replications: int = number("1", "of each point", default=30, ge=1, le=1_000_000)
    seed: int = number("1", "root seed: all points face the same people and outages", default=2026, ge=0, lt=2**64)
    engine: str | None = Field(None, description="name of the simulator; the usual one if absent")
