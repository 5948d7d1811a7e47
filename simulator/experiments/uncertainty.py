"""What is not known of the inputs, carried into the interval."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import nan, sqrt
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtri, stdtrit

from simulator.engines import DEFAULT_ENGINE
from simulator.experiments.executors import Kind, as_completed, open_executor
from simulator.experiments.notes import Note
from simulator.experiments.provenance import Provenance, made_from
from simulator.experiments.result import measures_html
from simulator.experiments.settings import Progress, SettingsError, check_engine, check_seed
from simulator.experiments.tasks import Task, evaluate
from simulator.measures import CONFIDENCE, unit_of
from simulator.scenario import Scenario
from simulator.scenario.guesses import (
    Guess,
    NormalGuess,
    ObservationsGuess,
    SampleGuess,
    TriangularGuess,
    UniformGuess,
)
from simulator.workload.streams import Purpose, Streams

FEW_DRAWS = 20
"""Draws below which a note says that the inputs' part is rough."""


@dataclass(frozen=True)
class UncertainResult:
    """What came out of a run whose inputs were drawn.

    Attributes
    ----------
    scenario : Scenario
        The office, with its uncertain inputs.
    inputs : DataFrame, shape (n_draws, n_inputs)
        The values that were drawn; a column for each path.
    values : DataFrame
        Every measure of every replication; index ``draw, replication``.
    provenance : Provenance
        What it was made from; its replications are those of all draws.
    notes : tuple of Note
        What a reader must know beside the numbers.
    """

    scenario: Scenario
    inputs: pd.DataFrame
    values: pd.DataFrame
    provenance: Provenance
    notes: tuple[Note, ...] = ()

    def table(self) -> pd.DataFrame:
        r"""Table of measures whose intervals say how much of them the inputs make.

        Returns
        -------
        DataFrame
            ``measure, unit, mean``, ``half_width`` of the 95 % interval, its two parts ``input_half_width`` and
            ``simulation_half_width``, ``draws`` and ``n`` replications. The squares of the parts add up to that of the
            whole.

        Notes
        -----
        The interval is for the mean of the office as it truly is, of whose inputs the scenario says what is known. With
        m draws of r replications each, :math:`V_W` the mean variance within a draw and :math:`V_B` that of the means
        of the draws, the half-width is :math:`t_{m-1} \sqrt{V_B (1 + 1/m)}`: it covers at least 95 %, and more the
        noisier a draw's mean is. Of it the inputs make :math:`t_{m-1} \sqrt{V_I}` with :math:`V_I = V_B - V_W / r`, 0
        if that is negative, which says that it cannot be told from noise; no amount of simulation makes it smaller. The
        rest is the simulation's, which more replications and more draws make smaller.

        References
        ----------
        Barton, Nelson & Xie (2014), Quantifying input uncertainty via simulation confidence intervals, *INFORMS Journal
        on Computing* 26(1), 74-87; Searle, Casella & McCulloch (1992), *Variance Components*, ch. 3 (balanced one-way).
        """
        rows = [(name, unit_of(name), *parts_of(self.values[name])) for name in map(str, self.values)]
        parts = ["mean", "half_width", "input_half_width", "simulation_half_width", "draws", "n"]
        return pd.DataFrame(rows, columns=["measure", "unit", *parts])

    def _repr_html_(self) -> str:
        return measures_html(self.table())


def parts_of(values: "pd.Series[float]") -> tuple[float, float, float, float, int, int]:
    """Mean, half-width, its part from the inputs and from the simulation, draws and replications of one measure."""
    by_draw = values.dropna().groupby(level="draw")
    means, n = by_draw.mean(), int(values.notna().sum())
    m = len(means)
    if m < 2:
        return float(means.mean()) if m else nan, nan, nan, nan, m, n
    within = float(by_draw.var(ddof=1).mean())
    between = float(means.var(ddof=1))
    of_inputs = max(0.0, between - within / (n / m))
    t = float(stdtrit(m - 1, (1 + CONFIDENCE) / 2))
    whole = between * (1 + 1 / m)
    return float(means.mean()), t * sqrt(whole), t * sqrt(of_inputs), t * sqrt(whole - of_inputs), m, n


def run_uncertain(
    scenario: Scenario,
    draws: int = 100,
    replications: int = 10,
    seed: int = 2026,
    engine: str = DEFAULT_ENGINE,
    progress: Progress | None = None,
    stop: Callable[[], bool] | None = None,
    executor: Kind = "threads",
    workers: int | None = None,
    cluster: str | None = None,
) -> UncertainResult:
    """Simulate a scenario for many values that its uncertain inputs may have.

    Parameters
    ----------
    scenario : Scenario
        The office; its ``uncertain`` inputs are drawn.
    draws : int, optional
        How often they are drawn; at least 2 for an interval.
    replications : int, optional
        Of each draw; at least 2, to tell the inputs' part of the spread from that of the simulation. Each draw has
        replications of its own.
    seed, engine, progress, stop
        As in :func:`simulator.experiments.run`; progress is told of draws.
    executor, workers, cluster
        As in :func:`simulator.experiments.open_executor`.

    Returns
    -------
    UncertainResult
        Measures with intervals of two parts.

    Raises
    ------
    ValueError
        If no input is marked as uncertain, or a number is out of range.
    ScenarioError
        If a value that was drawn is not possible for its input.
    """
    _check(scenario, draws, replications)
    check_engine(engine)
    check_seed(seed)
    inputs = draw_inputs(scenario, draws, seed)
    _try_extremes(scenario, inputs)
    started = time.perf_counter()
    values: dict[int, pd.DataFrame] = {}
    with open_executor(executor, workers, cluster) as pool:
        finished = as_completed(pool, evaluate, _tasks(scenario, inputs, replications, seed, engine))
        for task, outcome in finished:
            values[task.replications.start // replications] = outcome.values
            if progress is not None:
                progress(len(values), draws)
            if 0 in values and stop is not None and stop():
                break
        finished.close()
    kept = [draw for draw in range(draws) if all(before in values for before in range(draw + 1))]
    provenance = made_from(scenario, int(seed), len(kept) * replications, engine, started)
    notes = [Note("few_draws", {"n": len(kept), "most": FEW_DRAWS})] if len(kept) < FEW_DRAWS else []
    notes += [Note("stopped_draws", {"n": len(kept), "most": draws})] if len(kept) < draws else []
    table = pd.concat({draw: values[draw] for draw in kept}, names=["draw", "replication"])
    return UncertainResult(scenario, inputs.loc[kept], table, provenance, tuple(notes))


def draw_inputs(scenario: Scenario, draws: int, seed: int) -> pd.DataFrame:
    """Values of the uncertain inputs.

    Parameters
    ----------
    scenario : Scenario
        The office.
    draws : int
        How many of each.
    seed : int
        Root seed.

    Returns
    -------
    DataFrame, shape (n_draws, n_inputs)
        Index ``draw``, a column for each path. A value depends on the seed, the position of its input and its number
        only.
    """
    streams = Streams(int(seed), 0)
    numbers = np.arange(draws)
    columns = {
        uncertain.at: _drawn(uncertain.knowledge, streams, position, numbers)
        for position, uncertain in enumerate(scenario.spec.uncertain)
    }
    return pd.DataFrame(columns, index=pd.RangeIndex(draws, name="draw"))


def _drawn(known: Guess, streams: Streams, position: int, numbers: NDArray[np.int64]) -> list[Any]:
    """Values of one input: the inverse of its distribution at uniform numbers."""
    u, _ = streams.uniforms(Purpose.INPUT, position, numbers)
    match known:
        case UniformGuess():
            return list(known.low + u * (known.high - known.low))
        case TriangularGuess():
            return list(_triangular(u, known.low, known.mode, known.high))
        case NormalGuess():
            return list(known.mean + known.sd * ndtri(u))
        case SampleGuess():
            return [known.values[place] for place in (u * len(known.values)).astype(int)]
        case ObservationsGuess():
            return [_resampled_mean(known.values, streams, position, number) for number in numbers]


def _triangular(u: NDArray[np.float64], low: float, mode: float, high: float) -> NDArray[np.float64]:
    is_low = u < (mode - low) / (high - low)
    rising = low + np.sqrt(u * (high - low) * (mode - low))
    return np.where(is_low, rising, high - np.sqrt((1 - u) * (high - low) * (high - mode)))


def _resampled_mean(values: list[float], streams: Streams, position: int, number: int) -> float:
    pairs = (len(values) + 1) // 2
    serial = number * pairs + np.arange(pairs)
    u = np.concatenate(streams.uniforms(Purpose.INPUT, position, serial, index=1))[: len(values)]
    return float(np.asarray(values)[(u * len(values)).astype(int)].mean())


def _tasks(scenario: Scenario, inputs: pd.DataFrame, replications: int, seed: int, engine: str) -> Iterator[Task]:
    for draw, values in zip(inputs.index, inputs.to_dict("records"), strict=True):
        first = draw * replications
        changes = {str(path): value for path, value in values.items()}
        yield Task(scenario.data, changes, int(seed), range(first, first + replications), engine)


def _try_extremes(scenario: Scenario, inputs: pd.DataFrame) -> None:
    """Refuse draws that are not possible before anything is simulated: the least and the greatest of each input."""
    for path in map(str, inputs):
        for value in (inputs[path].min(), inputs[path].max()):
            scenario.with_({path: value})


def _check(scenario: Scenario, draws: int, replications: int) -> None:
    if not scenario.spec.uncertain:
        raise SettingsError(f"{scenario.name} marks no input as uncertain; list some under 'uncertain:' in its file")
    for name, value, least in (("draws", draws, 1), ("replications", replications, 2)):
        if value < least:
            raise SettingsError(f"{name} is {value}; it must be at least {least}")
