r"""M/M/c: Poisson arrivals, exponential service times, c servers, FIFO, room and patience without limit.

The waiting time is 0 with probability 1 - C(c, a) and otherwise exponential with rate cμ - λ.
"""

import math

from simulator.theory._checks import require_below_one, require_not_negative, require_positive
from simulator.theory.erlang import erlang_c


def mmc_probability_of_waiting(arrival_rate: float, service_rate: float, servers: int) -> float:
    r"""Probability that an arrival has to wait in an M/M/c queue.

    Counts every arrival; excludes reneging, balking and limits of room.

    Parameters
    ----------
    arrival_rate : float
        Arrivals, λ, per minute. Positive.
    service_rate : float
        Services by one server, μ, per minute. Positive.
    servers : int
        Identical servers, c. At least 1.

    Returns
    -------
    float
        P(W_q > 0), between 0 and 1.

    Raises
    ------
    ValueError
        If an argument is out of range.
    UnstableQueueError
        If ``arrival_rate >= servers * service_rate``.

    Notes
    -----
    :math:`P(W_q > 0) = C(c, λ/μ)`, see :func:`erlang_c`.

    References
    ----------
    Gross, Shortle, Thompson & Harris (2008), *Fundamentals of Queueing Theory*, 4th ed., ch. 2.

    Examples
    --------
    >>> round(mmc_probability_of_waiting(arrival_rate=0.4, service_rate=1 / 6, servers=3), 4)
    0.6472
    """
    require_positive(arrival_rate=arrival_rate, service_rate=service_rate)
    return erlang_c(arrival_rate / service_rate, servers)


def mmc_mean_wait(arrival_rate: float, service_rate: float, servers: int) -> float:
    r"""Mean waiting time in an M/M/c queue.

    Time in queue only, over every arrival, those that do not wait included.

    Parameters
    ----------
    arrival_rate : float
        Arrivals, λ, per minute. Positive.
    service_rate : float
        Services by one server, μ, per minute. Positive.
    servers : int
        Identical servers, c. At least 1.

    Returns
    -------
    float
        Mean waiting time, W_q, in minutes.

    Raises
    ------
    ValueError
        If an argument is out of range.
    UnstableQueueError
        If ``arrival_rate >= servers * service_rate``.

    Notes
    -----
    With a = λ/μ and Erlang's C(c, a): :math:`W_q = C(c, a) / (cμ - λ)`.
    Assumes infinite patience and room: compare with runs that have no reneging.

    References
    ----------
    Gross, Shortle, Thompson & Harris (2008), *Fundamentals of Queueing Theory*, 4th ed., ch. 2.

    Examples
    --------
    Four loket, 20 arrivals an hour, 10-minute services:

    >>> round(mmc_mean_wait(arrival_rate=20 / 60, service_rate=1 / 10, servers=4), 2)
    9.87
    """
    waits = mmc_probability_of_waiting(arrival_rate, service_rate, servers)
    return waits / (servers * service_rate - arrival_rate)


def mmc_mean_sojourn(arrival_rate: float, service_rate: float, servers: int) -> float:
    r"""Mean sojourn time in an M/M/c queue: waiting time and service time.

    Excludes nothing between arrival and departure.

    Parameters
    ----------
    arrival_rate : float
        Arrivals, λ, per minute. Positive.
    service_rate : float
        Services by one server, μ, per minute. Positive.
    servers : int
        Identical servers, c. At least 1.

    Returns
    -------
    float
        Mean sojourn time, W, in minutes.

    Raises
    ------
    ValueError
        If an argument is out of range.
    UnstableQueueError
        If ``arrival_rate >= servers * service_rate``.

    Notes
    -----
    :math:`W = W_q + 1/μ`.

    References
    ----------
    Gross, Shortle, Thompson & Harris (2008), *Fundamentals of Queueing Theory*, 4th ed., ch. 2.

    Examples
    --------
    >>> round(mmc_mean_sojourn(arrival_rate=0.4, service_rate=1 / 6, servers=3), 2)
    12.47
    """
    return mmc_mean_wait(arrival_rate, service_rate, servers) + 1 / service_rate


def mmc_mean_queue_length(arrival_rate: float, service_rate: float, servers: int) -> float:
    r"""Mean number of cases waiting in an M/M/c queue.

    Excludes the cases in service.

    Parameters
    ----------
    arrival_rate : float
        Arrivals, λ, per minute. Positive.
    service_rate : float
        Services by one server, μ, per minute. Positive.
    servers : int
        Identical servers, c. At least 1.

    Returns
    -------
    float
        Mean queue length, L_q, in cases, over time.

    Raises
    ------
    ValueError
        If an argument is out of range.
    UnstableQueueError
        If ``arrival_rate >= servers * service_rate``.

    Notes
    -----
    :math:`L_q = λ W_q` (Little's law).

    References
    ----------
    Gross, Shortle, Thompson & Harris (2008), *Fundamentals of Queueing Theory*, 4th ed., ch. 2.

    Examples
    --------
    >>> round(mmc_mean_queue_length(arrival_rate=0.4, service_rate=1 / 6, servers=3), 2)
    2.59
    """
    return arrival_rate * mmc_mean_wait(arrival_rate, service_rate, servers)


def mmc_wait_survival(arrival_rate: float, service_rate: float, servers: int, time: float) -> float:
    r"""Probability that the waiting time exceeds a given time in an M/M/c queue.

    Time in queue only, under FIFO, over every arrival.

    Parameters
    ----------
    arrival_rate : float
        Arrivals, λ, per minute. Positive.
    service_rate : float
        Services by one server, μ, per minute. Positive.
    servers : int
        Identical servers, c. At least 1.
    time : float
        Time, t, in minutes. Not negative.

    Returns
    -------
    float
        P(W_q > t), between 0 and 1. The service level is 1 minus this.

    Raises
    ------
    ValueError
        If an argument is out of range.
    UnstableQueueError
        If ``arrival_rate >= servers * service_rate``.

    Notes
    -----
    :math:`P(W_q > t) = C(c, a) e^{-(cμ - λ) t}`.

    References
    ----------
    Gross, Shortle, Thompson & Harris (2008), *Fundamentals of Queueing Theory*, 4th ed., ch. 2.

    Examples
    --------
    >>> round(mmc_wait_survival(arrival_rate=0.4, service_rate=1 / 6, servers=3, time=10), 4)
    0.2381
    """
    require_not_negative(time=time)
    waits = mmc_probability_of_waiting(arrival_rate, service_rate, servers)
    return waits * math.exp(-(servers * service_rate - arrival_rate) * time)


def mmc_wait_quantile(arrival_rate: float, service_rate: float, servers: int, probability: float) -> float:
    r"""Quantile of the waiting time in an M/M/c queue.

    Time in queue only, under FIFO, over every arrival.

    Parameters
    ----------
    arrival_rate : float
        Arrivals, λ, per minute. Positive.
    service_rate : float
        Services by one server, μ, per minute. Positive.
    servers : int
        Identical servers, c. At least 1.
    probability : float
        Share of arrivals, p. At least 0 and below 1.

    Returns
    -------
    float
        The smallest t with P(W_q ≤ t) ≥ p, in minutes. 0 when that share does not wait at all.

    Raises
    ------
    ValueError
        If an argument is out of range.
    UnstableQueueError
        If ``arrival_rate >= servers * service_rate``.

    Notes
    -----
    :math:`t = \ln(C(c, a) / (1 - p)) / (cμ - λ)`, or 0 where that is negative.

    References
    ----------
    Gross, Shortle, Thompson & Harris (2008), *Fundamentals of Queueing Theory*, 4th ed., ch. 2.

    Examples
    --------
    >>> round(mmc_wait_quantile(arrival_rate=0.4, service_rate=1 / 6, servers=3, probability=0.9), 2)
    18.67
    """
    require_below_one(probability=probability)
    waits = mmc_probability_of_waiting(arrival_rate, service_rate, servers)
    if waits <= 1 - probability:
        return 0.0
    return math.log(waits / (1 - probability)) / (servers * service_rate - arrival_rate)
