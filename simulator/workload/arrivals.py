"""Who comes, when, and through which channel."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.calendars import MS_PER_DAY, MS_PER_HOUR
from simulator.scenario import ResolvedClass
from simulator.workload.elementary import log
from simulator.workload.streams import Purpose, Streams

PERSON_BITS = 20
"""A case is addressed by its day and its number on that day: 12 and 20 bits."""


@dataclass(frozen=True)
class Arrivals:
    """The cases of one class.

    Attributes
    ----------
    serial : ndarray, shape (n,), int64
        Address of each case within its class: day · 2**20 + number on that day.
    time_ms : ndarray, shape (n,), int64
        Arrival times, milliseconds since the start of the horizon; not in order within a day.
    channel : ndarray, shape (n,), int8
        Position of the channel in the scenario.
    """

    serial: NDArray[np.int64]
    time_ms: NDArray[np.int64]
    channel: NDArray[np.int8]


def draw_arrivals(case_class: ResolvedClass, group: int, horizon_ms: int, streams: Streams) -> Arrivals:
    """Arrivals of one case class: in each channel a Poisson process whose rate changes by the hour.

    A day has a Poisson number of cases. Each takes a channel in proportion to the channels' means, then a time of
    day from that channel's hourly rates. So another share of a channel moves only those who change channel, another
    profile only those who use it, and more demand adds cases to those who came before.

    Parameters
    ----------
    case_class : ResolvedClass
        Its hourly rates by channel.
    group : int
        Position of the class in the scenario.
    horizon_ms : int
        End of the simulated time: whole days, milliseconds.
    streams : Streams
        Random numbers of the replication.

    Returns
    -------
    Arrivals
        Times below `horizon_ms`.

    References
    ----------
    Given their number, the times of a Poisson process are independent draws from its normalised rate: Ross (2014),
    *Introduction to Probability Models*, 11th ed., ch. 5.
    """
    rates = np.array(case_class.hourly_rates)
    per_channel = rates.sum(axis=1)
    serial = _cases_of_all_days(float(per_channel.sum()), group, horizon_ms // MS_PER_DAY, streams)
    choice = streams.uniforms(Purpose.CHANNEL, group, serial)[0]
    channel = _choose(np.broadcast_to(per_channel, (len(serial), len(per_channel))), choice)
    hour_choice, within = streams.uniforms(Purpose.TIME_OF_DAY, group, serial)
    hour = _choose(rates[channel], hour_choice)
    start_ms = (serial >> PERSON_BITS) * MS_PER_DAY + hour * MS_PER_HOUR
    time_ms = start_ms + np.floor(within * MS_PER_HOUR).astype(np.int64)
    return Arrivals(serial, time_ms, channel.astype(np.int8))


def _cases_of_all_days(per_day: float, group: int, days: int, streams: Streams) -> NDArray[np.int64]:
    """Addresses of the cases that come: on each day as many as unit-rate exponential gaps fit into the day's mean."""
    if per_day == 0:
        return np.empty(0, np.int64)
    first = np.arange(days, dtype=np.int64)[:, None] << PERSON_BITS
    block = int(per_day + 6 * np.sqrt(per_day)) + 16
    sums = np.zeros((days, 1))
    while sums[:, -1].min() < per_day:
        numbers = np.arange(sums.shape[1] - 1, sums.shape[1] - 1 + block)
        uniforms = streams.uniforms(Purpose.ARRIVAL, group, (first + numbers).ravel())[0].reshape(days, block)
        gaps = np.concatenate([sums[:, -1:], -log(uniforms)], axis=1)
        sums = np.concatenate([sums, np.cumsum(gaps, axis=1)[:, 1:]], axis=1)
    day, number = np.nonzero(sums[:, 1:] < per_day)
    serial: NDArray[np.int64] = first[day, 0] + number
    return serial


def _choose(weights: NDArray[np.float64], uniform: NDArray[np.float64]) -> NDArray[np.int64]:
    """Position in each row, in proportion to the row's weights; never one of weight 0."""
    cumulative = np.cumsum(weights, axis=1)
    position = (uniform[:, None] * cumulative[:, -1:] >= cumulative).sum(axis=1)
    last = weights.shape[1] - 1 - np.argmax(weights[:, ::-1] > 0, axis=1)
    result: NDArray[np.int64] = np.minimum(position, last)
    return result
