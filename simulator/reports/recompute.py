"""A folder of results read back: simulated again from its manifest, and held against what is stored."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from simulator.engines import ENGINES
from simulator.experiments import Comparison, Note, Progress, Result, SettingsError, compare, run
from simulator.reports.manifest import SCHEMA, STUDY
from simulator.reports.manifest_form import manifest_problem
from simulator.reports.reproduction import Check
from simulator.reports.stored import checked
from simulator.reports.stored import read_exactly as read_exactly
from simulator.scenario import Scenario, ScenarioError
from simulator.scenario.read import Document
from simulator.scenario.scenario import scenario_from

LOGGED = 30
"""Replications of which a comparison's report keeps the logs: those of all would not fit into memory."""


class ReportError(ValueError):
    """A folder of which no report can be made; in words."""


@dataclass(frozen=True)
class Again:
    """Results that were computed again.

    Attributes
    ----------
    runs : tuple of Result
        The base and each alternative.
    labels : tuple of str
        Of the alternatives.
    measures : tuple of str
        What a comparison shows.
    logged : tuple of Result
        The same with their logs; of at most :data:`LOGGED` replications where there is more than one.
    check : Check
        How they compare with what is stored.
    """

    runs: tuple[Result, ...]
    labels: tuple[str, ...]
    measures: tuple[str, ...]
    logged: tuple[Result, ...]
    check: Check

    @property
    def comparison(self) -> Comparison:
        """The runs as a comparison."""
        return Comparison(self.runs[0], self.runs[1:], self.labels, self.measures)


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a folder of results.

    Parameters
    ----------
    folder : Path
        As ``simptsp run --out`` and the other studies leave it.

    Returns
    -------
    dict
        Plain data; ``study`` says of what kind it is.

    Raises
    ------
    ReportError
        In one sentence, if there is none that can be used.
    """
    file = folder / STUDY
    if not file.is_file():
        raise ReportError(_no_manifest(folder))
    try:
        manifest = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, OSError):
        raise ReportError(f"{file} cannot be read; simulate again with --out, then ask for the report") from None
    if not isinstance(manifest, dict) or "study" not in manifest:
        raise ReportError(f"{file} is no manifest of SimPTSP; name a folder that simptsp run or compare has written")
    schema = manifest.get("simptsp_study", 0)
    if not isinstance(schema, int):
        raise ReportError(f"{file}: simptsp_study is no whole number; simulate again with --out")
    if schema > SCHEMA:
        raise ReportError(f"{file} was written by a newer SimPTSP (schema {schema}); update this one")
    if problem := manifest_problem(manifest, file):
        raise ReportError(problem)
    return manifest


def again(
    folder: Path, manifest: dict[str, Any], progress: Progress | None = None, threads: int | None = None
) -> Again:
    """Simulate a run or a comparison again from its manifest, and hold it against the folder.

    Parameters
    ----------
    folder : Path
        Where it is kept.
    manifest : dict
        From :func:`read_manifest`; its scenarios count, whatever the library holds today.
    progress : callable, optional
        Told of what is done.
    threads : int, optional
        Replications at a time.

    Returns
    -------
    Again
        What came out.

    Raises
    ------
    ReportError
        If a scenario is no longer valid, or something is missing from the manifest.
    """
    try:
        entries, settings = manifest["scenarios"], manifest["settings"]
        scenarios = [scenario_of(entry) for entry in entries]
        common = {
            "replications": settings["replications"],
            "seed": settings["seed"],
            "steady_state": settings["is_steady_state"],
            "engine": settings["engine"] if settings["engine"] in ENGINES else "reference",
        }
        notes = _notes(folder, manifest)
        runs, logged = _simulated(scenarios, entries, common, progress, threads)
    except SettingsError as error:
        raise ReportError(f"{folder / STUDY}: {error}; simulate again with --out") from None
    measures = tuple(manifest.get("measures", ()))
    if unknown := [name for name in measures if name not in runs[0].values]:
        raise ReportError(f"{folder / STUDY}: there is no measure {unknown[0]!r}; simulate again with --out")
    runs = (replace(runs[0], notes=notes), *(replace(one, notes=()) for one in runs[1:]))
    check = checked(folder, manifest, runs)
    return Again(runs, tuple(entry["label"] for entry in entries[1:]), measures, logged, check)


def scenario_of(entry: dict[str, Any]) -> Scenario:
    """The scenario of an entry of a manifest.

    Raises
    ------
    ReportError
        If it is not valid in this version.
    """
    try:
        return replace(
            scenario_from(Document(_with_numbers(entry["data"])), check_patches=False), origin=entry["origin"]
        )
    except ScenarioError as error:
        raise ReportError(
            f"the scenario {entry.get('name', '')} of this folder is not valid in this version of SimPTSP: "
            f"{error.problems[0]}"
        ) from None


def _notes(folder: Path, manifest: dict[str, Any]) -> tuple[Note, ...]:
    """The remarks, each of which must have its sentence."""
    notes = tuple(Note(note["kind"], note["facts"]) for note in manifest["notes"])
    try:
        for note in notes:
            note.text("en")
    except (KeyError, TypeError, ValueError, IndexError):
        raise ReportError(f"{folder / STUDY}: a remark has no sentence; simulate again with --out") from None
    return notes


def _with_numbers(data: Any) -> Any:
    """Mappings whose keys are whole numbers, as hours of the day, which JSON keeps as texts."""
    if isinstance(data, dict):
        return {int(key) if _is_number(key) else key: _with_numbers(value) for key, value in data.items()}
    return [_with_numbers(item) for item in data] if isinstance(data, list) else data


def _is_number(key: str) -> bool:
    return key.isdecimal() and str(int(key)) == key


def _simulated(
    scenarios: Sequence[Scenario],
    entries: Sequence[dict[str, Any]],
    common: dict[str, Any],
    progress: Progress | None,
    threads: int | None,
) -> tuple[tuple[Result, ...], tuple[Result, ...]]:
    if len(scenarios) == 1:
        result = run(scenarios[0], progress=progress, threads=threads, keep_log=True, **common)
        return (result,), (result,)
    labels = [entry["label"] for entry in entries[1:]]
    together = compare(*scenarios, labels=labels, progress=progress, threads=threads, **common)
    few = {**common, "replications": min(LOGGED, common["replications"])}
    logged = compare(*scenarios, threads=threads, keep_log=True, **few)  # together, for they have one warm-up
    return (together.base, *together.alternatives), (logged.base, *logged.alternatives)


def _no_manifest(folder: Path) -> str:
    """What is missing, and for results of an older version how to get it."""
    if (folder / "provenance.json").is_file():
        return _old(folder, "run", "provenance.json")
    if (folder / "comparison.json").is_file():
        return _old(folder, "compare", "comparison.json")
    advice = "name one that simptsp run, compare or sweep has written"
    return f"{folder} holds no {STUDY}: it is no folder of results; {advice}"


def _old(folder: Path, command: str, file: str) -> str:
    return (
        f"{folder} holds results without {STUDY}: they are of an older SimPTSP, and the scenario as it was then is "
        f"missing; "
        f"simulate again with simptsp {command} --out ({file} says which scenario, seed and replications)"
    )
