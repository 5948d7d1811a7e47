"""An office's own numbers -> a scenario."""

from simulator.calibration.office_counts import OfficeCounts, scenario_from_counts

__all__ = ["OfficeCounts", "scenario_from_counts"]
