"""Durations, speeds and limits in the units of the resolved form."""

from math import log, log1p, sqrt

import numpy as np

from simulator.calendars import MS_PER_MINUTE
from simulator.scenario.blocks import Deterministic, Distribution, Empirical, Exponential, Gamma, Lognormal
from simulator.scenario.places import RenewalBlock
from simulator.scenario.resolved import FULL, NEVER, Duration, Renewal

HOURS = 24
"""Of a day."""


def duration(block: Distribution) -> Duration:
    """Resolved form of a distribution."""
    match block:
        case Exponential():
            return Duration("exponential", block.mean_min)
        case Lognormal():
            variance = log1p(block.cv**2)
            centre = log(block.median_min) if block.median_min else log(block.mean_min or 0) - variance / 2
            return Duration("lognormal", centre, sqrt(variance))
        case Gamma():
            return Duration("gamma", block.mean_min * block.cv**2, 1 / block.cv**2)
        case Deterministic():
            return Duration("deterministic", block.mean_min)
        case Empirical():
            cumulative = np.cumsum(block.weights or [1.0] * len(block.values_min))
            shares = (*(cumulative[:-1] / cumulative[-1]).tolist(), 1.0)
            return Duration("empirical", values=tuple(block.values_min), cumulative=shares)


def optional_duration(block: Distribution | None) -> Duration | None:
    """The same where the file may leave it out."""
    return None if block is None else duration(block)


def renewal(block: RenewalBlock) -> Renewal:
    """Resolved form of alternating times of working and failing."""
    return Renewal(duration(block.up), duration(block.down))


def ms(minutes: float) -> int:
    """Minutes as milliseconds."""
    return round(minutes * MS_PER_MINUTE)


def thousandths(factor: float) -> int:
    """A speed or factor in thousandths."""
    return round(factor * FULL)


def limit(value: int | None) -> int:
    """A limit, or that there is none."""
    return NEVER if value is None else value
