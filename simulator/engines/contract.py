"""What an engine is, and which there are."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

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


ENGINES: Mapping[str, Engine] = MappingProxyType({"reference": simulate_reference})
"""Engines by name."""

DEFAULT_ENGINE = "reference"


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
    if name not in ENGINES:
        raise ValueError(f"there is no engine {name!r}; possible are: {', '.join(ENGINES)}")
    return ENGINES[name]
