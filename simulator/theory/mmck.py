r"""M/M/c/K: an M/M/c queue with room for K cases, those in service included.

A case that finds the room full is blocked: it leaves at once and does not come back.
The room always fills or empties, so every arrival rate is stable.
"""

import numpy as np

from simulator.theory._checks import Array, require_positive, require_whole


def mmck_state_probabilities(arrival_rate: float, service_rate: float, servers: int, capacity: int) -> Array:
    r"""Share of time with 0, 1, ..., K cases present in an M/M/c/K queue.

    The same shares are what arrivals find, blocked ones included.

    Parameters
    ----------
    arrival_rate : float
        Arrivals, λ, per minute, blocked ones included. Positive.
    service_rate : float
        Services by one server, μ, per minute. Positive.
    servers : int
        Identical servers, c. At least 1.
    capacity : int
        Cases that fit in the room, K, waiting or in service. At least ``servers``.

    Returns
    -------
    ndarray, shape (capacity + 1,), float64
        Probabilities p_0 ... p_K, by number of cases present. They sum to 1.

    Raises
    ------
    ValueError
        If an argument is out of range.

    Notes
    -----
    :math:`p_n \propto \prod_{i=1}^{n} λ / (\min(i, c) μ)`, summed as logarithms so that
    neither a large room nor a heavy load overflows.

    References
    ----------
    Gross, Shortle, Thompson & Harris (2008), *Fundamentals of Queueing Theory*, 4th ed., ch. 2.

    Examples
    --------
    One loket and one chair, as many arrivals as services:

    >>> mmck_state_probabilities(arrival_rate=0.1, service_rate=0.1, servers=1, capacity=2).round(4).tolist()
    [0.3333, 0.3333, 0.3333]
    """
    require_positive(arrival_rate=arrival_rate, service_rate=service_rate)
    require_whole(servers=servers, capacity=capacity)
    if capacity < servers:
        raise ValueError(f"capacity is {capacity}; it must be at least the number of servers, {servers}.")
    busy = np.minimum(np.arange(1, capacity + 1), servers)
    logs = np.concatenate([[0.0], np.cumsum(np.log(arrival_rate / (busy * service_rate)))])
    weights: Array = np.exp(logs - logs.max())
    return weights / float(weights.sum())


def mmck_blocking_probability(arrival_rate: float, service_rate: float, servers: int, capacity: int) -> float:
    r"""Probability that an arrival finds the room of an M/M/c/K queue full.

    Counts every arrival.

    Parameters
    ----------
    arrival_rate : float
        Arrivals, λ, per minute, blocked ones included. Positive.
    service_rate : float
        Services by one server, μ, per minute. Positive.
    servers : int
        Identical servers, c. At least 1.
    capacity : int
        Cases that fit in the room, K, waiting or in service. At least ``servers``.

    Returns
    -------
    float
        Share of arrivals blocked, p_K, between 0 and 1.

    Raises
    ------
    ValueError
        If an argument is out of range.

    Notes
    -----
    :math:`p_K` of :func:`mmck_state_probabilities`; with K = c it is Erlang's B(c, λ/μ).

    References
    ----------
    Gross, Shortle, Thompson & Harris (2008), *Fundamentals of Queueing Theory*, 4th ed., ch. 2.

    Examples
    --------
    >>> round(mmck_blocking_probability(arrival_rate=0.4, service_rate=1 / 6, servers=3, capacity=10), 4)
    0.0305
    """
    return float(mmck_state_probabilities(arrival_rate, service_rate, servers, capacity)[-1])


def mmck_mean_queue_length(arrival_rate: float, service_rate: float, servers: int, capacity: int) -> float:
    r"""Mean number of cases waiting in an M/M/c/K queue.

    Excludes the cases in service.

    Parameters
    ----------
    arrival_rate : float
        Arrivals, λ, per minute, blocked ones included. Positive.
    service_rate : float
        Services by one server, μ, per minute. Positive.
    servers : int
        Identical servers, c. At least 1.
    capacity : int
        Cases that fit in the room, K, waiting or in service. At least ``servers``.

    Returns
    -------
    float
        Mean queue length, L_q, in cases, over time.

    Raises
    ------
    ValueError
        If an argument is out of range.

    Notes
    -----
    :math:`L_q = \sum_{n > c} (n - c) p_n`.

    References
    ----------
    Gross, Shortle, Thompson & Harris (2008), *Fundamentals of Queueing Theory*, 4th ed., ch. 2.

    Examples
    --------
    >>> round(mmck_mean_queue_length(arrival_rate=0.4, service_rate=1 / 6, servers=3, capacity=10), 2)
    1.44
    """
    probabilities = mmck_state_probabilities(arrival_rate, service_rate, servers, capacity)
    return float(np.arange(capacity - servers + 1) @ probabilities[servers:])


def mmck_mean_wait(arrival_rate: float, service_rate: float, servers: int, capacity: int) -> float:
    r"""Mean waiting time of the cases admitted to an M/M/c/K queue.

    Time in queue only. Excludes the blocked cases; includes those admitted that do not wait.

    Parameters
    ----------
    arrival_rate : float
        Arrivals, λ, per minute, blocked ones included. Positive.
    service_rate : float
        Services by one server, μ, per minute. Positive.
    servers : int
        Identical servers, c. At least 1.
    capacity : int
        Cases that fit in the room, K, waiting or in service. At least ``servers``.

    Returns
    -------
    float
        Mean waiting time, W_q, in minutes. 0 when ``capacity`` equals ``servers``.

    Raises
    ------
    ValueError
        If an argument is out of range.

    Notes
    -----
    :math:`W_q = L_q / (λ (1 - p_K))` (Little's law for the cases admitted).

    References
    ----------
    Gross, Shortle, Thompson & Harris (2008), *Fundamentals of Queueing Theory*, 4th ed., ch. 2.

    Examples
    --------
    >>> round(mmck_mean_wait(arrival_rate=0.4, service_rate=1 / 6, servers=3, capacity=10), 2)
    3.72
    """
    admitted = mmck_state_probabilities(arrival_rate, service_rate, servers, capacity)[:-1].sum()
    waiting = mmck_mean_queue_length(arrival_rate, service_rate, servers, capacity)
    return waiting / (arrival_rate * float(admitted))
