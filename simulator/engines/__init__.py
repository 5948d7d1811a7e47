"""Workload and rules -> event log."""

from simulator.engines.contract import DEFAULT_ENGINE, ENGINES, Engine, get_engine

__all__ = ["DEFAULT_ENGINE", "ENGINES", "Engine", "get_engine"]
