"""Workload and rules -> event log."""

from simulator.engines.contract import DEFAULT_ENGINE, ENGINES, Engine, get_engine
from simulator.engines.names import names_of

__all__ = ["DEFAULT_ENGINE", "ENGINES", "Engine", "get_engine", "names_of"]
