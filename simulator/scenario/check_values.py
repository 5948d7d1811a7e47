"""Rules on distributions, profiles and their weights."""

from collections.abc import Collection

from simulator.scenario.blocks import Empirical, Lognormal
from simulator.scenario.check_common import Found, problem
from simulator.scenario.errors import Path_
from simulator.scenario.people import Profile
from simulator.scenario.schema import ScenarioSpec
from simulator.scenario.sources import Blocks


def values(_: ScenarioSpec, everywhere: Blocks) -> Found:
    """Distributions that can be drawn from."""
    for path, block in everywhere:
        if isinstance(block, Lognormal) and (block.mean_min is None) == (block.median_min is None):
            yield problem("SCN020", path, "give exactly one of mean_min and median_min")
        if isinstance(block, Empirical) and block.weights is not None:
            yield from _weights(block.weights, (*path, "weights"), len(block.values_min))
        if isinstance(block, Profile):
            yield from _weights(block.hourly.values(), (*path, "hourly"))


def _weights(weights: Collection[float], path: Path_, values: int | None = None) -> Found:
    if values not in (None, len(weights)):
        message = f"the number of weights, {len(weights)}, must be that of values_min, {values}: one for each"
        yield problem("SCN028", path, message)
    elif sum(weights) <= 0:
        yield problem("SCN028", path, "all of these are 0; at least one must be larger")
