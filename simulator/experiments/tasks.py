"""The unit of work of a study: some replications of one changed scenario, complete in itself."""

import time
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from simulator.engines import get_engine, names_of
from simulator.experiments.replications import replicate
from simulator.measures import measures_frame
from simulator.scenario import ASSUMED, ScenarioError
from simulator.scenario.scenario import changed_scenario


@dataclass(frozen=True)
class Task:
    """What a worker is given; it can be sent to another process or machine.

    Attributes
    ----------
    data : dict
        The base scenario as plain data.
    changes : dict
        Path -> new value.
    seed : int
        Root seed. Tasks with the same seed face the same people, needs and outages.
    replications : range
        Their numbers.
    engine : str
        Name of the engine.
    source : str
        Source of the changed numbers.
    """

    data: dict[str, Any]
    changes: dict[str, Any]
    seed: int
    replications: range
    engine: str
    source: str = ASSUMED


@dataclass(frozen=True)
class Outcome:
    """What a worker gives back.

    Attributes
    ----------
    values : DataFrame, shape (n_replications, n_measures)
        Every measure of every replication.
    scenario_hash : str
        Of the changed scenario.
    wall_seconds : float
        How long it took.
    """

    values: pd.DataFrame
    scenario_hash: str
    wall_seconds: float


@dataclass(frozen=True)
class Failure:
    """What a worker gives back for a task whose changes lead to no valid scenario.

    Attributes
    ----------
    message : str
        Why, in one sentence.
    """

    message: str


def attempt(task: Task) -> Outcome | Failure:
    """Simulate a task, on one thread, or say why that is not possible."""
    try:
        return evaluate(task)
    except ScenarioError as error:
        return Failure(str(error.problems[0]))


def evaluate(task: Task) -> Outcome:
    """Simulate a task, on one thread.

    Raises
    ------
    ScenarioError
        If the changes do not lead to a valid scenario.
    """
    started = time.perf_counter()
    office = changed_scenario(task.data, task.changes, task.source).resolved
    simulate = get_engine(task.engine)
    replications = replicate(
        [office], [office.warm_up_ms], task.seed, task.replications, simulate, threads=1, keep_log=False
    )
    done = [one for (one,) in replications]
    values = measures_frame(names_of(office), task.replications, np.array([one.values for one in done]))
    return Outcome(values, office.hash, round(time.perf_counter() - started, 3))
