"""Arrays of a workload in a file."""

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.scenario.resolved import ResolvedScenario
from simulator.workload.streams import Streams

Arrays = dict[str, NDArray[Any]]


def write_arrays(file: Path, scenario: ResolvedScenario, streams: Streams, arrays: Arrays) -> None:
    """Write the arrays of a workload to a ``.npz`` file, with what they were drawn for."""
    drawn_for = {
        "seed": streams.seed, "replication": streams.replication, "office": streams.office, "scenario": scenario.hash,
    }  # fmt: skip
    np.savez_compressed(file, allow_pickle=False, drawn_for=np.array(json.dumps(drawn_for)), **arrays)


def read_arrays(file: Path, scenario: ResolvedScenario) -> tuple[Streams, Arrays]:
    """Seed, replication, office and arrays of a workload that was written for this scenario.

    Raises
    ------
    ValueError
        If it was written for a scenario with another hash.
    """
    with np.load(file, allow_pickle=False) as saved:
        arrays = dict(saved)
    drawn_for = json.loads(str(arrays.pop("drawn_for")))
    if drawn_for["scenario"] != scenario.hash:
        raise ValueError(f"{file}: this workload was made for another scenario (hash {drawn_for['scenario'][:12]}…)")
    return Streams(drawn_for["seed"], drawn_for["replication"], drawn_for["office"]), arrays


def number_arrays(name: str, arrays: tuple[NDArray[Any], ...]) -> Arrays:
    """Arrays by name and position."""
    return {f"{name}_{number}": array for number, array in enumerate(arrays)}


def numbered_arrays(name: str, arrays: Arrays) -> tuple[NDArray[Any], ...]:
    """The arrays of a name, in their order."""
    count = sum(key.startswith(f"{name}_") for key in arrays)
    return tuple(arrays[f"{name}_{number}"] for number in range(count))


def named_arrays(what: str, arrays: Arrays) -> Arrays:
    """Arrays by name and what they are of."""
    return {f"{what}_{name}": array for name, array in arrays.items()}


def arrays_named(what: str, arrays: Arrays) -> Arrays:
    """The arrays of what they are of, by name."""
    return {key.removeprefix(f"{what}_"): array for key, array in arrays.items() if key.startswith(f"{what}_")}
