"""A folder of results read back: simulated again from its manifest, and held against what is stored."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import isnan, nan
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from simulator.engines import ENGINES
from simulator.experiments import Comparison, Note, Progress, Result, compare, installed_versions, run
from simulator.reports.manifest import SCHEMA, STUDY, values_hash
from simulator.reports.reproduction import Check
from simulator.scenario import Scenario, ScenarioError
from simulator.scenario.read import Document
from simulator.scenario.scenario import scenario_from

LOGGED = 30
"""Replications of which a comparison's report keeps the logs: those of all would not fit into memory."""

_MOST_NAMES = 5


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
    if manifest.get("simptsp_study", 0) > SCHEMA:
        raise ReportError(
            f"{file} was written by a newer SimPTSP (schema {manifest['simptsp_study']}); update this one"
        )
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
        runs, logged = _simulated(scenarios, entries, common, progress, threads)
        notes = tuple(Note(note["kind"], note["facts"]) for note in manifest["notes"])
        measures = tuple(manifest.get("measures", ()))
    except (KeyError, TypeError) as error:
        raise ReportError(f"{folder / STUDY} lacks something ({error}); simulate again with --out") from None
    runs = (replace(runs[0], notes=notes), *(replace(one, notes=()) for one in runs[1:]))
    check = _checked(folder, manifest, runs)
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
    logged = tuple(run(scenario, threads=threads, keep_log=True, **few) for scenario in scenarios)
    return (together.base, *together.alternatives), logged


def _checked(folder: Path, manifest: dict[str, Any], runs: Sequence[Result]) -> Check:
    reasons = [*_values_reasons(manifest, runs), *_file_reasons(folder, manifest, runs)]
    if not reasons:
        return Check(True)
    return Check(False, (*reasons, *_input_reasons(manifest, runs), *_version_reasons(manifest)))


def _values_reasons(manifest: dict[str, Any], runs: Sequence[Result]) -> Iterator[tuple[str, dict[str, str]]]:
    names = [
        run.scenario.name
        for entry, run in zip(manifest["scenarios"], runs, strict=True)
        if entry["values_sha256"] != values_hash(run.values)
    ]
    if names:
        yield "values", {"names": ", ".join(names)}


def _file_reasons(
    folder: Path, manifest: dict[str, Any], runs: Sequence[Result]
) -> Iterator[tuple[str, dict[str, str]]]:
    """The tables that people read must be those that were computed."""
    if manifest["study"] == "run":
        name, table, keys = "measures.csv", runs[0].measures, ["measure"]
    else:
        labels = tuple(entry["label"] for entry in manifest["scenarios"][1:])
        name, keys = "values.csv", ["scenario", "replication"]
        table = Comparison(runs[0], tuple(runs[1:]), labels, ()).values()
    stored = folder / name
    text = table.to_csv(index=False, lineterminator="\n").encode()
    if not stored.is_file():
        yield "file", {"name": name}
    elif stored.read_bytes() != text:
        differing = _differing(stored, table, keys)
        yield "file", {"name": f"{name} ({differing})" if differing else name}


def _differing(stored: Path, table: pd.DataFrame, keys: list[str]) -> str:
    """Which measures differ, and by how much at most."""
    try:
        found = read_exactly(stored).set_index(keys)
    except (ValueError, KeyError, OSError):
        return ""
    now = table.set_index(keys)
    if not found.index.equals(now.index) or list(found) != list(now):
        return ""
    numbers = now.select_dtypes("number").columns
    one, other = found[numbers].to_numpy(np.float64), now[numbers].to_numpy(np.float64)
    is_other = (one != other) & ~(np.isnan(one) & np.isnan(other))
    names = numbers[is_other.any(axis=0)] if keys != ["measure"] else now.index[is_other.any(axis=1)]
    largest = float(np.nanmax(np.abs(one - other)[is_other], initial=0.0)) if is_other.any() else float("nan")
    shown = ", ".join(map(str, names[:_MOST_NAMES])) + (", …" if len(names) > _MOST_NAMES else "")
    return shown if isnan(largest) else f"{shown}; {largest:.3g}"


def read_exactly(file: Path) -> pd.DataFrame:
    """A table as it was written: numbers to the last bit, whatever the version of pandas.

    Parameters
    ----------
    file : Path
        A CSV file.

    Raises
    ------
    OSError, ValueError
        If it cannot be read.
    """
    frame = pd.read_csv(file, dtype=str, keep_default_na=False)
    return pd.DataFrame({name: _typed(frame[name].tolist()) for name in frame}, index=frame.index)


def _typed(texts: list[str]) -> "list[str] | list[bool] | list[int] | list[float]":
    if texts and set(texts) <= {"True", "False"}:
        return [text == "True" for text in texts]
    for kind in (int, float):
        try:
            return [nan if not text and kind is float else kind(text) for text in texts]
        except ValueError:
            continue
    return texts


def _input_reasons(manifest: dict[str, Any], runs: Sequence[Result]) -> Iterator[tuple[str, dict[str, str]]]:
    for entry, one in zip(manifest["scenarios"], runs, strict=True):
        if entry["scenario_sha256"] != one.scenario.hash:
            yield "inputs", {"name": one.scenario.name}


def _version_reasons(manifest: dict[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    then, now = manifest["provenance"][0]["versions"], installed_versions()
    for package in {**then, **now}:
        if then.get(package) != now.get(package):
            yield (
                "version",
                {"package": package, "then": str(then.get(package, "–")), "now": str(now.get(package, "–"))},
            )


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
