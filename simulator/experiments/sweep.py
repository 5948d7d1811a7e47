"""Simulating every point of a design, with results that outlive the process."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from simulator.experiments.designs import Design, spread, try_points
from simulator.experiments.executors import Kind, as_completed, open_executor
from simulator.experiments.levers import Level
from simulator.experiments.provenance import Provenance, installed_versions, made_from, this_platform
from simulator.experiments.result import measures_html
from simulator.experiments.sensitivity import KINDS, sensitivity
from simulator.experiments.settings import Progress
from simulator.experiments.store import FolderError, Store, open_store, stored_values, table_bytes
from simulator.experiments.tasks import Failure, Outcome, Task, attempt
from simulator.measures import estimate_mean, unit_of
from simulator.scenario.scenario import changed_scenario

TABLES = ("table.parquet", "table.csv")


@dataclass(frozen=True)
class Sweep:
    """What came out of a sweep.

    Attributes
    ----------
    design : Design
        What was simulated.
    folder : Path
        Where everything is kept, the values of each replication too.
    table : DataFrame
        A row for each point: ``point``, a column for each lever, and for each measure ``MEASURE.mean``,
        ``MEASURE.half_width`` (of the 95 % interval) and ``MEASURE.n``.
    failed : dict
        Number -> why, of points that lead to no valid office; their rows have no numbers.
    provenance : Provenance
        What it was made from.
    sensitivity : DataFrame or None
        Of a design for sensitivity without failed points: as :func:`simulator.experiments.sensitivity.sensitivity`
        gives it.
    """

    design: Design
    folder: Path
    table: pd.DataFrame
    failed: dict[int, str]
    provenance: Provenance
    sensitivity: pd.DataFrame | None = None

    def values(self, measure: str) -> pd.DataFrame:
        """One measure in every replication.

        Returns
        -------
        DataFrame, shape (n_points, n_replications)
            Index ``point``; failed points are left out.
        """
        done = [number for number in range(len(self.design)) if number not in self.failed]
        rows = {number: stored_values(self.folder, number)[measure] for number in done}
        return pd.DataFrame(rows).T.rename_axis(index="point")

    def _repr_html_(self) -> str:
        return measures_html(self.table)


def sweep(
    design: Design,
    folder: str | Path,
    executor: Kind = "threads",
    workers: int | None = None,
    cluster: str | None = None,
    resume: bool = False,
    progress: Progress | None = None,
) -> Sweep:
    """Simulate every point of a design and keep each in a folder as soon as it is done.

    Parameters
    ----------
    design : Design
        What to simulate, as :func:`read_design` reads it.
    folder : str or Path
        Where the results go; made if it does not exist.
    executor, workers, cluster
        Who works, as in :func:`open_executor`. The results do not depend on it.
    resume : bool, optional
        Whether to go on in a folder in which an earlier sweep of the same design was stopped.
    progress : callable, optional
        Told of each finished point, those of an earlier process included.

    Returns
    -------
    Sweep
        The table, made from the folder alone, in the order of the points.

    Raises
    ------
    ScenarioError
        If a point that is tried beforehand leads to no valid office.
    FolderError
        If the folder may not be used.
    StorageError, ExecutorError
        If results cannot be written, or workers are lost. What is finished is kept.
    """
    started = time.perf_counter()
    try_points(design)
    with open_store(folder, _identity(design), origin=str(design.file.file), resume=resume) as store:
        _refuse_other_offices(design, store)
        waiting = [number for number in range(len(design)) if number not in store.entries]
        _tell(progress, store, design)
        if waiting:
            with open_executor(executor, workers, cluster) as who:
                for (number, _), done in as_completed(who, _attempt, _tasks(design, waiting)):
                    store.add(number, design.point(number), done)
                    _tell(progress, store, design)
        table = _table(design, store)
        store.write("table.parquet", table_bytes(table))
        store.write("table.csv", table.to_csv(index=False, lineterminator="\n").encode())
        failed = {number: entry.problem for number, entry in sorted(store.entries.items()) if entry.problem}
        indices = None if failed else _indices(design, store)
        if indices is not None:
            store.write("sensitivity.csv", indices.to_csv(index=False, lineterminator="\n").encode())
    provenance = made_from(design.base, design.spec.seed, design.spec.replications, design.engine, started)
    return Sweep(design, Path(folder), table, failed, provenance, indices)


def _refuse_other_offices(design: Design, store: Store) -> None:
    """The first, the last and some points between of those kept are still the offices that were simulated.

    The base may be the same though a table has changed that only other levels ask for, as the holidays of another year.
    """
    kept = [entry for _, entry in sorted(store.entries.items()) if not entry.problem]
    for entry in [kept[place] for place in spread(len(kept))] if kept else []:
        task = design.task(entry.number)
        if changed_scenario(task.data, task.changes, task.source).hash != entry.scenario_hash:
            raise FolderError(
                f"{store.folder} holds another study: point {entry.number} was another office when it was simulated; "
                "name another folder"
            )


def _tell(progress: Progress | None, store: Store, design: Design) -> None:
    if progress is not None:
        progress(len(store.entries), len(design))


def _tasks(design: Design, numbers: list[int]) -> Iterator[tuple[int, Task]]:
    return ((number, design.task(number)) for number in numbers)


def _attempt(numbered: tuple[int, Task]) -> Outcome | Failure:
    return attempt(numbered[1])


def _identity(design: Design) -> dict[str, Any]:
    """What must be the same to go on in a folder."""
    spec = design.spec
    return {
        "study": "sweep",
        "design": spec.name,
        "base": design.base.name,
        "levers": [lever.name for lever in design.levers],
        "points": len(design),
        "replications": spec.replications,
        "seed": spec.seed,
        "engine": design.engine,
        "contents": design.digest,
        "base_hash": design.base.hash,
        "platform": this_platform(),
        "versions": installed_versions(),
    }


def _table(design: Design, store: Store) -> pd.DataFrame:
    """A row for each point, from the stored values alone."""
    numbers = pd.RangeIndex(len(design))
    columns = {lever.name: _column([point[lever.name] for point in design.points]) for lever in design.levers}
    levels = pd.DataFrame({"point": numbers, **columns})
    parts = [f"{name}.{part}" for name in design.spec.measures for part in ("mean", "half_width", "n")]
    estimates = pd.DataFrame([_estimates(design, store, number) for number in numbers], columns=parts)
    counts = {part: "int64" for part in parts if part.endswith(".n")}
    return pd.concat([levels, estimates.astype(counts)], axis=1)


def _estimates(design: Design, store: Store, number: int) -> list[float]:
    """Mean, half-width and n of each measure of a point."""
    values = pd.DataFrame() if store.entries[number].problem else store.values(number)
    estimates = [estimate_mean(values.get(name, []), unit_of(name)) for name in design.spec.measures]
    return [part for estimate in estimates for part in (estimate.mean, estimate.half_width, estimate.n)]


def _indices(design: Design, store: Store) -> pd.DataFrame | None:
    """Sensitivity of the measures to the levers, if the points were sampled for it."""
    block, names = design.spec.design, [lever.name for lever in design.levers]
    if block.kind not in KINDS:
        return None
    values = {number: store.values(number).reindex(columns=design.spec.measures) for number in range(len(design))}
    together = pd.concat(values, names=["point", "replication"])
    return sensitivity(names, design.positions, together, block.kind)


def _column(levels: list[Level]) -> list[Level]:
    """Levels of one kind: as they are, or as texts where texts or yes and no stand beside numbers."""
    kinds = {type(level) for level in levels}
    return levels if kinds <= {int, float} or len(kinds) == 1 else [str(level) for level in levels]
