"""Finding the levels of levers that serve a goal best: search, then a last round with fresh luck."""

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

from simulator.experiments.candidates import Candidate, Keeper, Memory, Simulator, Work
from simulator.experiments.contrasts import optimism
from simulator.experiments.executors import Kind, Workers, open_executor
from simulator.experiments.finalists import choose_finalists, decide
from simulator.experiments.goals import Goal
from simulator.experiments.levers import changes_of
from simulator.experiments.optimum import Optimum
from simulator.experiments.pareto import pareto_table, to_simulate_again
from simulator.experiments.provenance import installed_versions, made_from, this_platform
from simulator.experiments.search import Found, search
from simulator.experiments.settings import SettingsError
from simulator.experiments.staffing_band import staffing_bands
from simulator.experiments.store import STUDY, FolderError, open_store
from simulator.experiments.tasks import attempt

Progress = Callable[[int, int], None]
"""Called with the candidates done and how many there may be."""

PARTS = ("search", "final")
"""Folders in that of an optimisation, each that of a store."""

_OF_SEARCH = {"budget", "objective", "constraints", "confidence", "evaluations", "batch", "replications", "seed"}
"""Fields that decide what is asked for."""


def optimise(
    goal: Goal,
    folder: str | Path | None = None,
    executor: Kind = "threads",
    workers: int | None = None,
    cluster: str | None = None,
    resume: bool = False,
    progress: Progress | None = None,
    work: Work = attempt,
) -> Optimum:
    """Look for the best levels of the levers of a goal.

    Candidates of the search face the same people, needs and outages. The best of them are simulated again, with
    replications that the search did not use and again the same for all, and only these decide.

    Parameters
    ----------
    goal : Goal
        As :func:`read_goal` reads it.
    folder : str or Path, optional
        Where each candidate is kept as soon as it is done, in ``search`` and ``final``.
    executor, workers, cluster
        Who works, as in :func:`open_executor`. The results do not depend on it.
    resume : bool, optional
        Whether to go on in a folder in which an earlier process was stopped.
    progress : callable, optional
        Told of the candidates done and how many there may be, in the search and then in the last round. An error that
        it raises ends the work after the candidates in hand: so it is stopped.
    work : callable, optional
        What simulates a task.

    Returns
    -------
    Optimum
        The recommended candidate, what it was held against, and what is left in doubt.

    Raises
    ------
    SettingsError
        If no candidate is within the budget, or none leads to a valid office.
    FolderError, StorageError, ExecutorError
        As in a sweep. What is finished is kept.
    """
    started = time.perf_counter()
    if folder is not None:
        _refuse_others(Path(folder))
    last = range(goal.spec.replications, goal.spec.replications + goal.spec.final_replications)
    with open_executor(executor, workers, cluster) as who:
        with _keeper(goal, folder, "search", _identity(goal), resume) as keeper:
            found = search(goal, Simulator(goal, range(goal.spec.replications), who, keeper, work), progress)
        finalists = _finalists(goal, found)
        again = {one.number: one for one in [*finalists, *to_simulate_again(goal, _valid(found))]}
        fresh = _last_round(goal, folder, resume, list(again.values()), last, who, work, progress)
    finals = decide(goal, [fresh[one.number] for one in finalists])
    answer = finals.recommended or finals.least_bad
    return Optimum(
        goal,
        found,
        finals,
        optimism(goal, again[answer.number], answer),
        pareto_table(goal, list(fresh.values())),
        tuple(staffing_bands(goal, goal.base.with_(changes_of(goal.levers, goal.base, answer.point)).resolved)),
        made_from(goal.base, goal.spec.seed, goal.spec.replications, goal.engine, started),
        tuple(fresh.values()),
    )


def _refuse_others(folder: Path) -> None:
    """A folder with things beside which no optimisation was made is somebody's."""
    if folder.is_dir() and not any((folder / part / STUDY).exists() for part in PARTS):
        others = [path.name for path in folder.iterdir() if path.name not in PARTS]
        if others:
            raise FolderError(f"{folder} holds other things ({min(others)}); name an empty folder or a new one")


def _finalists(goal: Goal, found: Found) -> list[Candidate]:
    if not found.candidates:
        raise SettingsError("no combination within the budget was found; raise the budget")
    finalists = choose_finalists(goal, found.candidates)
    if not finalists:
        raise SettingsError(
            f"no combination of levels leads to a valid office; the first: {found.candidates[0].problem}"
        )
    return finalists


def _valid(found: Found) -> list[Candidate]:
    return [one for one in found.candidates if one.values is not None]


def _last_round(
    goal: Goal,
    folder: str | Path | None,
    resume: bool,
    again: Sequence[Candidate],
    replications: range,
    workers: Workers,
    work: Work,
    progress: Progress | None,
) -> dict[int, Candidate]:
    """Number -> the candidate with fresh values."""
    identity = _identity(goal) | {"final_replications": goal.spec.final_replications}
    fresh: dict[int, Candidate] = {}
    with _keeper(goal, folder, "final", identity, resume) as keeper:
        for one in Simulator(goal, replications, workers, keeper, work)([(one.number, one.point) for one in again]):
            fresh[one.number] = one
            if progress is not None:
                progress(len(fresh), len(again))
    return {one.number: fresh[one.number] for one in again}


@contextmanager
def _keeper(
    goal: Goal, folder: str | Path | None, part: str, identity: dict[str, Any], resume: bool
) -> Iterator[Keeper]:
    if folder is None:
        yield Memory()
        return
    with open_store(Path(folder) / part, identity, origin=str(goal.file.file), resume=resume) as store:
        yield store


def _identity(goal: Goal) -> dict[str, Any]:
    """What must be the same to go on in a folder."""
    levers = [lever.spec.model_dump(exclude={"title", "source"}) for lever in goal.levers]
    asked = [goal.base.hash, goal.base.data, levers, goal.spec.model_dump(include=_OF_SEARCH)]
    return {
        "study": "optimise",
        "goal": goal.spec.name,
        "base": goal.base.name,
        "replications": goal.spec.replications,
        "seed": goal.spec.seed,
        "engine": goal.engine,
        "contents": hashlib.sha256(json.dumps(asked).encode()).hexdigest(),
        "platform": this_platform(),
        "versions": installed_versions() | {"optuna": version("optuna")},
    }
