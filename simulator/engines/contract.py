"""What an engine is, and which there are."""

import logging
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Protocol

from simulator.compiled import HAS_NUMBA
from simulator.engines.reference import simulate as simulate_reference
from simulator.eventlog import EventLog
from simulator.workload import Workload


class Engine(Protocol):
    """A deterministic function from a workload to what happens.

    An engine has no randomness of its own and obeys ``docs/model.md``: two engines give the same log for the same
    workload, row for row.
    """

    def __call__(self, workload: Workload) -> EventLog:
        """Simulate one replication."""


def simulate_fast(workload: Workload) -> EventLog:
    """Simulate one replication in machine code, which is loaded when it is first needed."""
    from simulator.engines.fast import simulate

    return simulate(workload)


ENGINES: Mapping[str, Engine] = MappingProxyType(
    {"reference": simulate_reference} | ({"fast": simulate_fast} if HAS_NUMBA else {})
)
"""Engines by name."""

DEFAULT_ENGINE = "fast" if HAS_NUMBA else "reference"
"""The fast engine; without Numba, the reference engine."""


def get_engine(name: str) -> Engine:
    """Engine of a name.

    Parameters
    ----------
    name : str
        A key of :data:`ENGINES`.

    Returns
    -------
    Engine
        The function that simulates a workload.

    Raises
    ------
    ValueError
        If there is none of this name.
    """
    if name == "fast" and not HAS_NUMBA:
        raise ValueError(
            "the engine 'fast' needs Numba, which is not there: make start installs it; or use 'reference'"
        )
    if name not in ENGINES:
        raise ValueError(f"there is no engine {name!r}; possible are: {', '.join(ENGINES)}")
    if not HAS_NUMBA:
        _say_what_is_missing()
    return ENGINES[name]


@cache
def _say_what_is_missing() -> None:
    logging.getLogger(__name__).warning(
        "There is no Numba, so the reference engine simulates: the same results, some fifty times slower."
    )
