"""``study.json``: everything from which a folder of results can be made again, and the hash of what came out."""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from simulator.experiments import Comparison, Note, Optimum, Result, Selection, UncertainResult
from simulator.experiments.goal_spec import GoalSpec
from simulator.experiments.study_files import StudyFile
from simulator.reports.reproduction import comparison_command, run_command
from simulator.scenario import Scenario

STUDY = "study.json"
SCHEMA = 1
"""Version of the manifest; a reader refuses one that is larger."""


def run_manifest(result: Result) -> dict[str, Any]:
    """Manifest of a run.

    Parameters
    ----------
    result : Result
        The run.
    """
    command = run_command(result.scenario.origin, result.provenance)
    return _manifest("run", command, [result], [""], result.notes)


def comparison_manifest(comparison: Comparison) -> dict[str, Any]:
    """Manifest of a comparison.

    Parameters
    ----------
    comparison : Comparison
        What was compared.
    """
    base = comparison.base
    command = comparison_command(base.scenario.origin, comparison.labels, base.provenance)
    runs = [base, *comparison.alternatives]
    manifest = _manifest("compare", command, runs, ["", *comparison.labels], comparison.notes())
    return {**manifest, "measures": list(comparison.measures)}


def uncertain_manifest(result: UncertainResult) -> dict[str, Any]:
    """Manifest of a run with uncertain inputs.

    Parameters
    ----------
    result : UncertainResult
        The run.
    """
    draws, provenance = len(result.inputs), result.provenance
    each = provenance.replications // max(1, draws)
    command = f"simptsp run {result.scenario.origin} --draws {draws} --replications {each} --seed {provenance.seed}"
    return {
        **_head("uncertain", command if result.scenario.origin else ""),
        "settings": {"draws": draws, "replications": each, "seed": provenance.seed, "engine": provenance.engine},
        "scenarios": [scenario_entry(result.scenario, "", values_hash(result.values.reset_index()))],
        "notes": _notes(result.notes),
        "provenance": [provenance.to_dict()],
    }


def optimum_manifest(optimum: Optimum) -> dict[str, Any]:
    """Manifest of an optimisation.

    Parameters
    ----------
    optimum : Optimum
        What came out.
    """
    goal = optimum.goal
    return {
        **_head("optimise", f"simptsp optimise {goal.file.file.name}"),
        "goal": _file_data(goal.file),
        "scenarios": [scenario_entry(goal.base, "", "")],
        "provenance": [optimum.provenance.to_dict()],
    }


def selection_manifest(selection: Selection, base: Scenario | None, command: str = "") -> dict[str, Any]:
    """Manifest of a selection.

    Parameters
    ----------
    selection : Selection
        What came out.
    base : Scenario or None
        The first of the offices, if it is known.
    command : str, optional
        Words that made it.
    """
    entries = [scenario_entry(base, "", "")] if base else []
    names = [name for name in selection.observations if base is None or name != base.name]
    return {**_head("select", command), "measure": selection.measure, "alternatives": names, "scenarios": entries}


def scenario_entry(scenario: Scenario, label: str, values: str) -> dict[str, Any]:
    """A scenario, complete: bases merged, patches applied.

    Parameters
    ----------
    scenario : Scenario
        The office.
    label : str
        What a comparison calls it; empty for the base.
    values : str
        Hash of what came out of it.
    """
    return {
        "name": scenario.name,
        "label": label,
        "origin": scenario.origin,
        "data": scenario.data,
        "inputs_sha256": hashlib.sha256(json.dumps(scenario.data, sort_keys=True).encode()).hexdigest(),
        "scenario_sha256": scenario.hash,
        "values_sha256": values,
    }


def values_hash(values: pd.DataFrame) -> str:
    """SHA-256 of the names and the bits of all numbers of a table.

    Parameters
    ----------
    values : DataFrame
        Numbers only; those that are not a number count as equal.
    """
    numbers = np.ascontiguousarray(values.to_numpy(np.float64, na_value=np.nan))
    numbers = np.where(np.isnan(numbers), np.nan, numbers)
    digest = hashlib.sha256(json.dumps([str(name) for name in values]).encode())
    digest.update(numbers.astype("<f8").tobytes())
    return digest.hexdigest()


def write_manifest(manifest: Mapping[str, Any], folder: Path) -> Path:
    """Write a manifest to a folder.

    Parameters
    ----------
    manifest : mapping
        Plain data.
    folder : Path
        Where the results are.

    Returns
    -------
    Path
        The file.
    """
    file, part = folder / STUDY, folder / f"{STUDY}.part"
    part.write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    os.replace(part, file)
    return file


def _manifest(
    kind: str, command: str, runs: Sequence[Result], labels: Sequence[str], notes: Sequence[Note]
) -> dict[str, Any]:
    provenance = runs[0].provenance
    precision = runs[0].precision
    return {
        **_head(kind, command),
        "settings": {
            "replications": provenance.replications,
            "seed": provenance.seed,
            "engine": provenance.engine,
            "is_steady_state": provenance.kind == "steady-state",
            "precision": None if precision is None else precision.target,
        },
        "scenarios": [
            scenario_entry(run.scenario, label, values_hash(run.values))
            for run, label in zip(runs, labels, strict=True)
        ],
        "notes": _notes(notes),
        "provenance": [run.provenance.to_dict() for run in runs],
    }


def _head(kind: str, command: str) -> dict[str, Any]:
    return {"simptsp_study": SCHEMA, "study": kind, "command": command}


def _notes(notes: Sequence[Note]) -> list[dict[str, Any]]:
    return [{"kind": note.kind, "facts": note.facts} for note in notes]


def _file_data(file: StudyFile[GoalSpec]) -> dict[str, Any]:
    return dict(file.document.data)
