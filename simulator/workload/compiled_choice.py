"""How persons choose a channel, and who comes on a day off: compiled twin of `choice`, for a block of cases."""

import numpy as np

from simulator.compiled import compiled
from simulator.scenario.resolved import NEVER
from simulator.workload.columns import STAYS, Columns
from simulator.workload.counts import NUMBER_BITS
from simulator.workload.demand import Demand, Flags
from simulator.workload.elementary import Array
from simulator.workload.people import HIGH
from simulator.workload.scalar import exp, uniform
from simulator.workload.streams import Purpose

_DAY_OFF = int(Purpose.DAY_OFF)


@compiled
def choose_channels(
    demand: Demand, seed: np.uint64, run: np.uint64, drawn: Array, sums: Array, first: int, end: int, columns: Columns
) -> None:
    """Let those of a block choose who have no channel yet; STAYS for who finds none, or stays at home on a day off."""
    opens, day_off, has_logit = demand.opens, demand.day_off, demand.has_logit
    shares, is_open = demand.shares, demand.is_open
    utilities, is_used, travel_h = demand.utilities, demand.is_used, demand.travel_h
    case_class, serials, segments, channels = columns.case_class, columns.serial, columns.segment, columns.channel
    literacy, connected, aware, district = columns.literacy, columns.connected, columns.aware, columns.district
    for case in range(first, end):
        if channels[case] != NEVER:
            continue
        group, serial = case_class[case], serials[case]
        day = serial >> NUMBER_BITS
        if has_logit[group]:
            _utilities(
                utilities, is_used, is_open, group, day, literacy[case] / HIGH, connected[case], aware[case],
                travel_h[district[case]], sums,
            )  # fmt: skip
        else:
            for channel in range(len(sums)):
                sums[channel] = shares[group, segments[case], channel] * is_open[day, channel]
        channel = _choose(sums, drawn[case - first])
        if channel != STAYS and not opens[day, channel]:
            factor = day_off[channel]
            if factor <= 0 or uniform(seed, run, serial, group, _DAY_OFF, 0, 0, 0) >= factor:
                channel = STAYS
        channels[case] = channel


@compiled(inline=True)
def _utilities(
    utilities: Array, is_used: Flags, is_open: Flags, group: int, day: int, literacy: float, connected: bool,
    aware: bool, travel_h: float, weights: Array,
) -> None:  # fmt: skip
    """Weights of the channels by a logit; 0 for those that the class does not use or that do not exist that day."""
    best = -np.inf
    for channel in range(len(weights)):
        weights[channel] = -np.inf
        if is_open[day, channel] and is_used[group, channel]:
            weights[channel] = (
                utilities[group, channel, 0] + utilities[group, channel, 1] * literacy
                + utilities[group, channel, 2] * connected + utilities[group, channel, 3] * aware
                + utilities[group, channel, 4] * travel_h
            )  # fmt: skip
            best = max(best, weights[channel])
    for channel in range(len(weights)):
        below = weights[channel] - best
        weights[channel] = exp(max(below, -700.0)) if weights[channel] > -np.inf else 0.0


@compiled(inline=True)
def _choose(weights: Array, drawn: float) -> int:
    """A channel in proportion to its weight; STAYS if there is none to take. The weights become their running sums."""
    total, last = 0.0, STAYS
    for channel in range(len(weights)):
        last = channel if weights[channel] > 0 else last
        total += weights[channel]
        weights[channel] = total
    reached, position = drawn * total, 0
    for channel in range(len(weights)):
        position += reached >= weights[channel]
    return min(position, last)
