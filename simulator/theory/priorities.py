r"""Non-preemptive priorities: the most urgent case waiting goes next, FIFO among equals.

A service once started is finished. Groups are listed from the most to the least urgent.
"""

import numpy as np
import numpy.typing as npt

from simulator.theory._checks import (
    Array,
    require_not_negative,
    require_one_each,
    require_positive,
    require_stable,
    require_whole,
)
from simulator.theory.erlang import erlang_c


def mg1_priority_mean_waits(
    arrival_rates: npt.ArrayLike, mean_services: npt.ArrayLike, squared_cvs: npt.ArrayLike
) -> Array:
    r"""Mean waiting time of each priority group in an M/G/1 queue (Cobham).

    Time in queue only, over every arrival of the group, those that do not wait included.

    Parameters
    ----------
    arrival_rates : array_like, shape (n_groups,)
        Arrivals of each group, λ_k, per minute, most urgent first. Positive.
    mean_services : array_like, shape (n_groups,)
        Mean service time of each group, E[S_k], in minutes. Positive.
    squared_cvs : array_like, shape (n_groups,)
        Variance of each group's service time over its squared mean. Not negative.

    Returns
    -------
    ndarray, shape (n_groups,), float64
        Mean waiting time, W_q, of each group, in minutes, in the order given.

    Raises
    ------
    ValueError
        If an argument is out of range or the lengths differ.
    UnstableQueueError
        If all groups together bring as much work as the server can do, or more.

    Notes
    -----
    With :math:`ρ_k = λ_k E[S_k]`, :math:`σ_k = ρ_1 + … + ρ_k` and the mean work left in the service under
    way, :math:`R = \sum_k λ_k E[S_k^2] / 2`: :math:`W_k = R / ((1 - σ_{k-1})(1 - σ_k))`.

    References
    ----------
    Cobham (1954), Priority assignment in waiting line problems, *Operations Research* 2(1), 70-76.
    Gross, Shortle, Thompson & Harris (2008), *Fundamentals of Queueing Theory*, 4th ed., ch. 3.

    Examples
    --------
    A lane for the elderly and pregnant (2 an hour) before all others (6 an hour), 6-minute services:

    >>> mg1_priority_mean_waits([2 / 60, 6 / 60], [6, 6], [1, 1]).round(2).tolist()
    [6.0, 30.0]
    """
    rates, means, cvs = (np.asarray(each, dtype=float) for each in (arrival_rates, mean_services, squared_cvs))
    require_one_each(arrival_rates=rates, mean_services=means, squared_cvs=cvs)
    require_positive(arrival_rates=rates, mean_services=means)
    require_not_negative(squared_cvs=cvs)
    work_left = float(rates @ ((1 + cvs) * means**2)) / 2
    return _share_out(work_left, rates * means)


def mmc_priority_mean_waits(arrival_rates: npt.ArrayLike, service_rate: float, servers: int) -> Array:
    r"""Mean waiting time of each priority group in an M/M/c queue, one service rate for all.

    Time in queue only, over every arrival of the group, those that do not wait included.

    Parameters
    ----------
    arrival_rates : array_like, shape (n_groups,)
        Arrivals of each group, λ_k, per minute, most urgent first. Positive.
    service_rate : float
        Services by one server, μ, per minute, the same for every group. Positive.
    servers : int
        Identical servers, c. At least 1.

    Returns
    -------
    ndarray, shape (n_groups,), float64
        Mean waiting time, W_q, of each group, in minutes, in the order given.

    Raises
    ------
    ValueError
        If an argument is out of range.
    UnstableQueueError
        If all groups together arrive at ``servers * service_rate`` or faster.

    Notes
    -----
    With :math:`σ_k = (λ_1 + … + λ_k) / cμ` and Erlang's C for all groups together:
    :math:`W_k = \frac{C(c, a)}{cμ} / ((1 - σ_{k-1})(1 - σ_k))`.

    References
    ----------
    Cobham (1954), Priority assignment in waiting line problems, *Operations Research* 2(1), 70-76.
    Gross, Shortle, Thompson & Harris (2008), *Fundamentals of Queueing Theory*, 4th ed., ch. 3.

    Examples
    --------
    >>> mmc_priority_mean_waits([0.1, 0.3], service_rate=1 / 6, servers=3).round(2).tolist()
    [1.62, 8.09]
    """
    rates = np.asarray(arrival_rates, dtype=float)
    require_one_each(arrival_rates=rates)
    require_positive(arrival_rates=rates, service_rate=service_rate)
    require_whole(servers=servers)
    capacity = servers * service_rate
    waits = erlang_c(float(rates.sum()) / service_rate, servers)
    return _share_out(waits / capacity, rates / capacity)


def _share_out(work_left: float, utilisations: Array) -> Array:
    """Return the mean wait of each group behind the work left and the groups at least as urgent."""
    require_stable(float(utilisations.sum()))
    so_far = np.cumsum(utilisations)
    return work_left / ((1 - so_far + utilisations) * (1 - so_far))
