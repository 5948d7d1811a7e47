"""When subsystems fail and come back."""

import numpy as np
from numpy.typing import NDArray

from simulator.scenario import ResolvedOutage
from simulator.workload.durations import Draw, sample_ms
from simulator.workload.streams import Purpose, Streams

_BLOCK = 64


def outage_intervals_ms(outage: ResolvedOutage, group: int, horizon_ms: int, streams: Streams) -> NDArray[np.int64]:
    """Failures of one subsystem that begin before the end of the horizon.

    Up and down times alternate; the subsystem works at time 0.

    Parameters
    ----------
    outage : ResolvedOutage
        Distributions of up and down times.
    group : int
        Position of the outage in the scenario.
    horizon_ms : int
        End of the simulated time, milliseconds.
    streams : Streams
        Random numbers of the replication.

    Returns
    -------
    ndarray, shape (n, 2), int64
        Start and end of each failure, milliseconds, ascending and disjoint. The last end may lie beyond the horizon.
    """
    found: list[NDArray[np.int64]] = []
    last, first_cycle = 0, 0
    while last < horizon_ms:
        serial = np.arange(first_cycle, first_cycle + _BLOCK)
        up = sample_ms(outage.up, _draws(streams, Purpose.OUTAGE_UP, group, serial))
        down = sample_ms(outage.down, _draws(streams, Purpose.OUTAGE_DOWN, group, serial))
        ends = last + np.cumsum(up + down)
        found.append(np.column_stack([ends - down, ends]))
        last, first_cycle = int(ends[-1]), first_cycle + _BLOCK
    intervals = np.concatenate(found)
    return intervals[intervals[:, 0] < horizon_ms]


def _draws(streams: Streams, purpose: Purpose, group: int, serial: NDArray[np.int64]) -> Draw:
    return lambda index: streams.uniforms(purpose, group, serial, index=index)
