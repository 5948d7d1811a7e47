r"""Erlang A, M/M/c+M: an M/M/c queue whose cases renege after an exponential patience.

Every arrival joins; a case in service stays to the end; the reneged do not come back.
Patience has mean 1/θ, so a queue of k loses θk cases a minute and every arrival rate is stable.
"""

import math

import numpy as np

from simulator.theory._checks import Array, require_positive, require_whole
from simulator.theory.erlang import erlang_b

_NEGLIGIBLE = math.log(1e-17)
_LONGEST_QUEUE = 1_000_000


def erlang_a_probability_of_waiting(
    arrival_rate: float, service_rate: float, servers: int, mean_patience: float
) -> float:
    r"""Probability that an arrival has to wait in an M/M/c+M queue.

    Counts every arrival, whether it is served or reneges later.

    Parameters
    ----------
    arrival_rate : float
        Arrivals, λ, per minute. Positive.
    service_rate : float
        Services by one server, μ, per minute. Positive.
    servers : int
        Identical servers, c. At least 1.
    mean_patience : float
        Mean patience, 1/θ, in minutes. Positive.

    Returns
    -------
    float
        P(W_q > 0), between 0 and 1.

    Raises
    ------
    ValueError
        If an argument is out of range, or so many cases would wait that they cannot be counted.

    Notes
    -----
    Share of time with c or more cases present, from the birth-death chain in
    which k waiting cases leave at rate cμ + kθ.

    References
    ----------
    Garnett, Mandelbaum & Reiman (2002), Designing a call center with impatient customers,
    *Manufacturing & Service Operations Management* 4(3), 208-227.

    Examples
    --------
    >>> round(erlang_a_probability_of_waiting(0.4, 1 / 6, 3, mean_patience=15), 4)
    0.493
    """
    return float(_waiting_states(arrival_rate, service_rate, servers, mean_patience).sum())


def erlang_a_mean_queue_length(arrival_rate: float, service_rate: float, servers: int, mean_patience: float) -> float:
    r"""Mean number of cases waiting in an M/M/c+M queue.

    Excludes the cases in service; includes those that will renege.

    Parameters
    ----------
    arrival_rate : float
        Arrivals, λ, per minute. Positive.
    service_rate : float
        Services by one server, μ, per minute. Positive.
    servers : int
        Identical servers, c. At least 1.
    mean_patience : float
        Mean patience, 1/θ, in minutes. Positive.

    Returns
    -------
    float
        Mean queue length, L_q, in cases, over time.

    Raises
    ------
    ValueError
        If an argument is out of range, or so many cases would wait that they cannot be counted.

    Notes
    -----
    :math:`L_q = \sum_k k p_{c+k}` of the birth-death chain.

    References
    ----------
    Garnett, Mandelbaum & Reiman (2002), Designing a call center with impatient customers,
    *Manufacturing & Service Operations Management* 4(3), 208-227.

    Examples
    --------
    >>> round(erlang_a_mean_queue_length(0.4, 1 / 6, 3, mean_patience=15), 3)
    0.656
    """
    states = _waiting_states(arrival_rate, service_rate, servers, mean_patience)
    return float(np.arange(len(states)) @ states)


def erlang_a_probability_of_reneging(
    arrival_rate: float, service_rate: float, servers: int, mean_patience: float
) -> float:
    r"""Probability that an arrival to an M/M/c+M queue reneges.

    Counts every arrival, those that do not wait included.

    Parameters
    ----------
    arrival_rate : float
        Arrivals, λ, per minute. Positive.
    service_rate : float
        Services by one server, μ, per minute. Positive.
    servers : int
        Identical servers, c. At least 1.
    mean_patience : float
        Mean patience, 1/θ, in minutes. Positive.

    Returns
    -------
    float
        Share of arrivals that leave the queue unserved, between 0 and 1.

    Raises
    ------
    ValueError
        If an argument is out of range, or so many cases would wait that they cannot be counted.

    Notes
    -----
    Cases renege at rate θ L_q, so the share is :math:`θ L_q / λ`.

    References
    ----------
    Garnett, Mandelbaum & Reiman (2002), Designing a call center with impatient customers,
    *Manufacturing & Service Operations Management* 4(3), 208-227.

    Examples
    --------
    >>> round(erlang_a_probability_of_reneging(0.4, 1 / 6, 3, mean_patience=15), 4)
    0.1093
    """
    return erlang_a_mean_wait(arrival_rate, service_rate, servers, mean_patience) / mean_patience


def erlang_a_mean_wait(arrival_rate: float, service_rate: float, servers: int, mean_patience: float) -> float:
    r"""Mean time in queue of all who join an M/M/c+M queue, served or not.

    Counts the time until service starts for those served, the time until they leave for those
    that renege, and 0 for those that find a free server. For the waiting time of the served
    alone use :func:`erlang_a_mean_wait_of_served`.

    Parameters
    ----------
    arrival_rate : float
        Arrivals, λ, per minute. Positive.
    service_rate : float
        Services by one server, μ, per minute. Positive.
    servers : int
        Identical servers, c. At least 1.
    mean_patience : float
        Mean patience, 1/θ, in minutes. Positive.

    Returns
    -------
    float
        Mean time in queue, in minutes.

    Raises
    ------
    ValueError
        If an argument is out of range, or so many cases would wait that they cannot be counted.

    Notes
    -----
    :math:`L_q / λ` (Little's law for the queue, which every arrival passes through).

    References
    ----------
    Garnett, Mandelbaum & Reiman (2002), Designing a call center with impatient customers,
    *Manufacturing & Service Operations Management* 4(3), 208-227.

    Examples
    --------
    >>> round(erlang_a_mean_wait(0.4, 1 / 6, 3, mean_patience=15), 2)
    1.64
    """
    return erlang_a_mean_queue_length(arrival_rate, service_rate, servers, mean_patience) / arrival_rate


def erlang_a_mean_wait_of_served(arrival_rate: float, service_rate: float, servers: int, mean_patience: float) -> float:
    r"""Mean waiting time of the cases that an M/M/c+M queue serves.

    Excludes the cases that renege; includes those served without waiting.

    Parameters
    ----------
    arrival_rate : float
        Arrivals, λ, per minute. Positive.
    service_rate : float
        Services by one server, μ, per minute. Positive.
    servers : int
        Identical servers, c. At least 1.
    mean_patience : float
        Mean patience, 1/θ, in minutes. Positive.

    Returns
    -------
    float
        Mean waiting time, W_q, given that the case is served, in minutes.

    Raises
    ------
    ValueError
        If an argument is out of range, or so many cases would wait that they cannot be counted.

    Notes
    -----
    Derived here, for FIFO. A case that finds k others waiting moves up when a service ends or one of
    those ahead reneges. With j others ahead it moves up or reneges itself at rate cμ + (j+1)θ in all,
    and how long that takes does not depend on which happens. So it is served with probability
    :math:`s_k = cμ / (cμ + (k+1) θ)`, and then waits :math:`h_k = \sum_{j=0}^{k} 1 / (cμ + (j+1) θ)`
    on average: :math:`W_q = \sum_k p_{c+k} s_k h_k / (1 - P(\text{renege}))`.

    References
    ----------
    The chain is that of Garnett, Mandelbaum & Reiman (2002), Designing a call center with impatient
    customers, *Manufacturing & Service Operations Management* 4(3), 208-227.

    Examples
    --------
    >>> round(erlang_a_mean_wait_of_served(0.4, 1 / 6, 3, mean_patience=15), 2)
    1.47
    """
    states = _waiting_states(arrival_rate, service_rate, servers, mean_patience)
    leaving_rates = servers * service_rate + np.arange(1, len(states) + 1) / mean_patience
    served = servers * service_rate / leaving_rates
    waits = np.cumsum(1 / leaving_rates)
    reneges = erlang_a_probability_of_reneging(arrival_rate, service_rate, servers, mean_patience)
    return float((states * served) @ waits) / (1 - reneges)


def _waiting_states(arrival_rate: float, service_rate: float, servers: int, mean_patience: float) -> Array:
    """Return p_c, p_(c+1), ... up to where all that follow together are below rounding."""
    require_positive(arrival_rate=arrival_rate, service_rate=service_rate, mean_patience=mean_patience)
    require_whole(servers=servers)
    capacity = servers * service_rate
    length = 64
    logs = _log_weights(arrival_rate, capacity, mean_patience, length)
    while _log_tail(logs, arrival_rate / (capacity + length / mean_patience)) > _NEGLIGIBLE:
        length *= 2
        if length > _LONGEST_QUEUE:
            raise ValueError(
                f"mean_patience is {mean_patience} minutes, so that more than {_LONGEST_QUEUE} cases may wait; "
                "it must be shorter, or the arrival rate lower."
            )
        logs = _log_weights(arrival_rate, capacity, mean_patience, length)
    weights: Array = np.exp(logs - logs.max())
    lost = erlang_b(arrival_rate / service_rate, servers)
    return lost * weights / ((1 - lost) * math.exp(-logs.max()) + lost * float(weights.sum()))


def _log_weights(arrival_rate: float, capacity: float, mean_patience: float, length: int) -> Array:
    """Return ln(p_(c+k) / p_c) for k = 0 ... length - 1."""
    ratios = arrival_rate / (capacity + np.arange(1, length) / mean_patience)
    return np.concatenate([[0.0], np.cumsum(np.log(ratios))])


def _log_tail(logs: Array, next_ratio: float) -> float:
    """Bound ln of the weight left out beside the largest kept: a geometric series from here on."""
    if next_ratio >= 1:
        return math.inf
    return float(logs[-1] - logs.max()) + math.log(next_ratio) - math.log1p(-next_ratio)
