"""When cases arrive and through which channel."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from simulator.calendars import MS_PER_DAY
from simulator.scenario import ResolvedClass
from simulator.workload.elementary import log
from simulator.workload.streams import Purpose, Streams

HOURS = 24
MS_PER_HOUR = MS_PER_DAY // HOURS


def arrival_times_ms(case_class: ResolvedClass, group: int, horizon_ms: int, streams: Streams) -> NDArray[np.int64]:
    """Arrival times of one case class: a Poisson process whose rate changes by the hour.

    Parameters
    ----------
    case_class : ResolvedClass
        Its hourly rates, summed over channels.
    group : int
        Position of the class in the scenario.
    horizon_ms : int
        End of the simulated time: whole days, milliseconds.
    streams : Streams
        Random numbers of the replication.

    Returns
    -------
    ndarray, shape (n,), int64
        Milliseconds since the start of the horizon, ascending, below `horizon_ms`.

    References
    ----------
    Inversion of the cumulative rate: Çinlar (1975), *Introduction to Stochastic Processes*, ch. 4.
    """
    hourly = np.sum(case_class.hourly_rates, axis=0)
    cumulative = np.concatenate([[0.0], np.cumsum(hourly)])
    per_day = float(cumulative[-1])
    days = horizon_ms // MS_PER_DAY
    if per_day == 0:
        return np.empty(0, np.int64)
    operational = _unit_poisson(per_day * days, lambda serial: streams.uniforms(Purpose.ARRIVAL, group, serial)[0])
    day = np.floor(operational / per_day)
    rest = operational - day * per_day
    hour = np.clip(np.searchsorted(cumulative, rest, side="right") - 1, 0, HOURS - 1)
    within = (rest - cumulative[hour]) / np.where(hourly[hour] > 0, hourly[hour], 1.0)
    times = (day * HOURS + hour + np.clip(within, 0.0, 1.0)) * MS_PER_HOUR
    result: NDArray[np.int64] = np.minimum(np.floor(times).astype(np.int64), horizon_ms - 1)
    return result


def choose_channels(
    case_class: ResolvedClass, group: int, times_ms: NDArray[np.int64], streams: Streams
) -> NDArray[np.int8]:
    """Channel of each case of a class: in each hour, in proportion to the channels' rates.

    Returns
    -------
    ndarray, shape (n,), int8
        Position of the channel in the scenario.
    """
    rates = np.array(case_class.hourly_rates)
    cumulative = np.cumsum(rates, axis=0)
    hour = times_ms % MS_PER_DAY // MS_PER_HOUR
    u = streams.uniforms(Purpose.CHANNEL, group, np.arange(len(times_ms)))[0]
    beyond = u * cumulative[-1][hour] >= cumulative[:, hour]
    channel: NDArray[np.int8] = np.minimum(beyond.sum(axis=0), len(rates) - 1).astype(np.int8)
    return channel


def _unit_poisson(end: float, uniforms: Callable[[NDArray[np.int64]], NDArray[np.float64]]) -> NDArray[np.float64]:
    """Event times of a Poisson process of rate 1 before `end`; event k uses the uniform number of serial k."""
    block = int(end + 6 * np.sqrt(end)) + 16
    times = np.empty(0)
    last = 0.0
    while last < end:
        serial = np.arange(len(times), len(times) + block)
        new = np.cumsum(np.concatenate([[last], -log(uniforms(serial))]))[1:]
        times, last = np.concatenate([times, new]), float(new[-1])
    return times[times < end]
