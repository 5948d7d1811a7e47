"""Needs of cases that are given, not drawn."""

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.workload.elementary import Array


@dataclass(frozen=True)
class Given:
    """Needs that are given rather than drawn: from a record, or worked out by hand.

    What a case needs on a visit beyond the last one given is what it needs on that.

    Attributes
    ----------
    service_ms, patience_ms, repair_ms : ndarray, shape (n_cases, n_stations, n_visits), int64
        Milliseconds.
    never_returns : ndarray, shape (n_cases, n_stations, n_visits), bool
        Whether a file that fails a check there is never repaired.
    check_draws : ndarray, shape (3, n_cases, n_stations, n_visits), float64
        Of identity, completeness and correctness: the check fails if this is below its probability.
    failure_draws : ndarray, shape (n_cases, n_channels, n_attempts), float64
        What decides after a failure, the first attempt at position 0.
    failure_delay_ms : ndarray, shape (n_cases, n_channels, n_attempts), int64
        How long the case then stays away.
    """

    service_ms: NDArray[np.int64]
    patience_ms: NDArray[np.int64]
    repair_ms: NDArray[np.int64]
    never_returns: NDArray[np.bool_]
    check_draws: Array
    failure_draws: Array
    failure_delay_ms: NDArray[np.int64]

    def arrays(self) -> dict[str, NDArray[Any]]:
        """The arrays by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def given_at(given: NDArray[Any], place: int, turn: int) -> NDArray[Any]:
    """What is given of all cases at a place, on a visit or after an attempt."""
    values: NDArray[Any] = given[..., place, min(turn, given.shape[-1] - 1)]
    return values
