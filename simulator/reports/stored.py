"""What a folder of results holds, held against what was computed again."""

import json
from collections.abc import Callable, Mapping, Sequence
from math import nan
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from simulator.eventlog import EventLog, read_parquet
from simulator.experiments import Comparison, Result, installed_versions
from simulator.reports.manifest import values_hash
from simulator.reports.reproduction import VALUES, Check, Difference

EVENTS = "events.parquet"

_BESIDE = {"run": ("provenance.json", "report.html"), "compare": ("comparison.json",)}
"""Files that are not compared, for they say when and where they were made; they must be there and be readable."""


def checked(folder: Path, manifest: Mapping[str, Any], runs: Sequence[Result]) -> Check:
    """How what was computed again compares with a folder.

    Parameters
    ----------
    folder : Path
        Of a run or a comparison.
    manifest : mapping
        Its manifest.
    runs : sequence of Result
        The base and each alternative, computed again; of a run with its log.

    Returns
    -------
    Check
        What was compared, what differs, what is missing, and which versions are others.
    """
    tables = _tables(manifest, runs)
    differences = {VALUES: _values_difference(manifest, runs)}
    differences |= {name: _table_difference(folder / name, table) for name, table in tables.items()}
    if manifest["study"] == "run":
        differences[EVENTS] = _events_difference(folder / EVENTS, runs[0].log)
    found = tuple(one for one in differences.values() if one is not None)
    return Check(
        compared=tuple(name for name, one in differences.items() if one is None),
        differences=(*found, *(_inputs_differences(manifest, runs) if found else ())),
        lacking=tuple(name for name in _BESIDE[manifest["study"]] if not _is_readable(folder / name)),
        versions=_changed_versions(manifest),
        scenario=runs[0].scenario,
    )


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


def _tables(manifest: Mapping[str, Any], runs: Sequence[Result]) -> dict[str, pd.DataFrame]:
    """The tables that people read must be those that were computed."""
    if manifest["study"] == "run":
        return {"measures.csv": runs[0].measures}
    labels = tuple(entry["label"] for entry in manifest["scenarios"][1:])
    comparison = Comparison(runs[0], tuple(runs[1:]), labels, tuple(manifest.get("measures", ())))
    return {"comparison.csv": comparison.table(), "values.csv": comparison.values()}


def _values_difference(manifest: Mapping[str, Any], runs: Sequence[Result]) -> Difference | None:
    pairs = zip(manifest["scenarios"], runs, strict=True)
    names = [run.scenario.name for entry, run in pairs if entry["values_sha256"] != values_hash(run.values)]
    return Difference("values", {"names": ", ".join(names)}) if names else None


def _inputs_differences(manifest: Mapping[str, Any], runs: Sequence[Result]) -> list[Difference]:
    pairs = zip(manifest["scenarios"], runs, strict=True)
    others = [one.scenario.name for entry, one in pairs if entry["scenario_sha256"] != one.scenario.hash]
    return [Difference("inputs", {"name": name}) for name in others]


def _table_difference(file: Path, table: pd.DataFrame) -> Difference | None:
    if not file.is_file():
        return Difference("gone", {"name": file.name})
    try:
        if file.read_bytes() == table.to_csv(index=False, lineterminator="\n").encode():
            return None
        return Difference("file", {"name": file.name}, _differing(read_exactly(file), table))
    except (ValueError, KeyError, OSError):
        return Difference("file", {"name": file.name})


def _differing(found: pd.DataFrame, now: pd.DataFrame) -> tuple[tuple[str, float], ...]:
    """Measures whose numbers differ, and by how much at most; none if the tables have other rows or columns."""
    has_rows = "measure" in now
    keys = [name for name in now.columns if name in ("measure", "scenario", "replication")]
    one, other = found.set_index(keys), now.set_index(keys)
    if not one.index.equals(other.index) or list(one) != list(other):
        return ()
    numbers = [name for name in other.select_dtypes("number").columns if not has_rows or name in _IN_UNIT]
    gap = np.abs(one[numbers].to_numpy(np.float64) - other[numbers].to_numpy(np.float64))
    is_gap = one[numbers].isna().to_numpy() != other[numbers].isna().to_numpy()
    gaps = pd.DataFrame(np.where(is_gap, np.inf, gap), columns=numbers)
    largest = gaps.T if not has_rows else gaps.groupby(now["measure"].to_numpy(), sort=False).max()
    return tuple((str(name), float(value)) for name, value in largest.max(axis=1).items() if value > 0)


_IN_UNIT = ("mean", "half_width", "alternative", "alternative_half_width", "difference", "base", "base_half_width")
"""Columns of tables with a row for each measure whose numbers are in the unit of the measure."""


def _events_difference(file: Path, log: EventLog) -> Difference | None:
    if not file.is_file():
        return Difference("gone", {"name": file.name})
    try:
        found = read_parquet(file)
    except (OSError, ValueError, KeyError, TypeError, NotImplementedError):
        return Difference("unreadable", {"name": file.name})
    is_same = (found.names, found.horizon_ms, found.replications) == (log.names, log.horizon_ms, log.replications)
    is_same = is_same and len(found) == len(log)
    if is_same and all(np.array_equal(found[column], log[column]) for column in log.columns):
        return None
    return Difference("rows", {"name": file.name, "then": f"{len(found)}", "now": f"{len(log)}"})


def _is_readable(file: Path) -> bool:
    try:
        text = file.read_text(encoding="utf-8")
        _READERS[file.suffix](text)
    except (OSError, ValueError):
        return False
    return bool(text)


_READERS: dict[str, Callable[[str], object]] = {".json": json.loads, ".html": str}


def _changed_versions(manifest: Mapping[str, Any]) -> tuple[tuple[str, str, str], ...]:
    then, now = manifest["provenance"][0]["versions"], installed_versions()
    return tuple(
        (package, str(then.get(package, "–")), str(now.get(package, "–")))
        for package in {**then, **now}
        if then.get(package) != now.get(package)
    )
