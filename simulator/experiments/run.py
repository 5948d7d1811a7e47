"""One scenario, several independent replications."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from simulator.engines import DEFAULT_ENGINE, get_engine, names_of
from simulator.eventlog import EventLog, concat_logs
from simulator.experiments.provenance import Provenance, installed_versions, this_platform
from simulator.experiments.replications import replicate, threads_for
from simulator.measures import Estimate, estimate_mean, measures_frame, summarise, unit_of
from simulator.scenario import Scenario

Progress = Callable[[int, int], None]
"""Called with the replications done and their total."""


@dataclass(frozen=True)
class Result:
    """What came out of a run.

    Attributes
    ----------
    scenario : Scenario
        What was simulated.
    kept_log : EventLog or None
        All replications, if their logs were kept.
    values : DataFrame, shape (n_replications, n_measures)
        Every measure of every replication.
    provenance : Provenance
        What it was made from.
    """

    scenario: Scenario
    kept_log: EventLog | None
    values: pd.DataFrame
    provenance: Provenance

    @property
    def log(self) -> EventLog:
        """The event log of all replications.

        Raises
        ------
        ValueError
            If it was not kept.
        """
        if self.kept_log is None:
            raise ValueError("this run kept no event log; run it with keep_log=True")
        return self.kept_log

    @cached_property
    def measures(self) -> pd.DataFrame:
        """Table ``measure, unit, mean, half_width, n``; the half-width is of the 95 % interval."""
        return summarise(self.values, {name: unit_of(name) for name in map(str, self.values)})

    def estimate(self, name: str) -> Estimate:
        """One measure with its 95 % interval.

        Parameters
        ----------
        name : str
            As ``waiting_time_mean``, or ``waiting_time_mean[loket]`` for one station.
        """
        return estimate_mean(self.column(name), unit_of(name))

    def column(self, name: str) -> pd.Series:
        """One measure, a value for each replication.

        Raises
        ------
        KeyError
            If there is no measure of this name.
        """
        if name not in self.values:
            raise KeyError(f"there is no measure {name!r}; possible are: {', '.join(map(str, self.values))}")
        return self.values[name]

    def _repr_html_(self) -> str:
        return measures_html(self.measures)


def run(
    scenario: Scenario,
    replications: int = 30,
    seed: int = 2026,
    engine: str = DEFAULT_ENGINE,
    progress: Progress | None = None,
    threads: int | None = None,
    keep_log: bool = True,
) -> Result:
    """Simulate a scenario several times, each time with other luck.

    Parameters
    ----------
    scenario : Scenario
        The office.
    replications : int, optional
        Independent runs; at least 1, and at least 2 for an interval.
    seed : int, optional
        Root seed. The same seed gives the same people to every scenario.
    engine : str, optional
        Name of the engine.
    progress : callable, optional
        Told of each finished replication.
    threads : int, optional
        Replications simulated at a time, by the fast engine; as many as there are processors if not said. The results
        do not depend on it.
    keep_log : bool, optional
        Whether to keep the event log; the measures are the same, and the memory needed is that of a few replications.

    Returns
    -------
    Result
        Measures with intervals, the event log and provenance.

    Raises
    ------
    ValueError
        If a number is out of range or there is no such engine.

    Examples
    --------
    >>> from simulator.scenario import load_scenario
    >>> result = run(load_scenario("kantor-sehari"), replications=5)
    >>> result.estimate("waiting_time_mean").n
    5
    """
    seed = int(seed)
    if replications < 1:
        raise ValueError(f"replications is {replications}; it must be at least 1")
    office, simulate = scenario.resolved, get_engine(engine)
    started = time.perf_counter()
    done = []
    for one in replicate(office, seed, range(replications), simulate, threads_for(engine, threads), keep_log):
        done.append(one)
        if progress is not None:
            progress(len(done), replications)
    values = measures_frame(names_of(office), range(replications), np.array([one.values for one in done]))
    log = concat_logs([one.log for one in done if one.log is not None]) if keep_log else None
    provenance = Provenance(
        scenario=scenario.name,
        scenario_hash=scenario.hash,
        seed=seed,
        replications=replications,
        engine=engine,
        versions=installed_versions(),
        platform=this_platform(),
        wall_seconds=round(time.perf_counter() - started, 3),
    )
    return Result(scenario, log, values, provenance)


def measures_html(table: pd.DataFrame) -> str:
    """A table of estimates as HTML.

    Parameters
    ----------
    table : DataFrame
        As :attr:`Result.measures` or :meth:`Comparison.table` give it.

    Returns
    -------
    str
        A ``<table>`` element; a dash where there is no number.
    """
    return str(table.to_html(index=False, border=0, float_format=lambda x: f"{x:.4g}", na_rep="–"))
