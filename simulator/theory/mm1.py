r"""M/M/1: Poisson arrivals, exponential service times, one server, FIFO, room and patience without limit.

With ρ = λ/μ the waiting time is 0 with probability 1 - ρ and otherwise exponential with rate μ - λ.
"""

import math

from simulator.theory._checks import require_below_one, require_not_negative, require_positive, require_stable


def mm1_probability_of_waiting(arrival_rate: float, service_rate: float) -> float:
    r"""Probability that an arrival has to wait in an M/M/1 queue.

    Counts every arrival; excludes reneging, balking and limits of room.

    Parameters
    ----------
    arrival_rate : float
        Arrivals, λ, per minute. Positive.
    service_rate : float
        Services by the server, μ, per minute. Positive.

    Returns
    -------
    float
        P(W_q > 0), which is the utilisation ρ, between 0 and 1.

    Raises
    ------
    ValueError
        If an argument is out of range.
    UnstableQueueError
        If ``arrival_rate >= service_rate``.

    Notes
    -----
    :math:`P(W_q > 0) = ρ = λ / μ`.

    References
    ----------
    Gross, Shortle, Thompson & Harris (2008), *Fundamentals of Queueing Theory*, 4th ed., ch. 2.

    Examples
    --------
    >>> round(mm1_probability_of_waiting(arrival_rate=0.2, service_rate=0.25), 4)
    0.8
    """
    require_positive(arrival_rate=arrival_rate, service_rate=service_rate)
    utilisation = arrival_rate / service_rate
    require_stable(utilisation)
    return utilisation


def mm1_mean_wait(arrival_rate: float, service_rate: float) -> float:
    r"""Mean waiting time in an M/M/1 queue.

    Time in queue only, over every arrival, those that do not wait included.

    Parameters
    ----------
    arrival_rate : float
        Arrivals, λ, per minute. Positive.
    service_rate : float
        Services by the server, μ, per minute. Positive.

    Returns
    -------
    float
        Mean waiting time, W_q, in minutes.

    Raises
    ------
    ValueError
        If an argument is out of range.
    UnstableQueueError
        If ``arrival_rate >= service_rate``.

    Notes
    -----
    :math:`W_q = ρ / (μ - λ)`.

    References
    ----------
    Gross, Shortle, Thompson & Harris (2008), *Fundamentals of Queueing Theory*, 4th ed., ch. 2.

    Examples
    --------
    One loket, 12 arrivals an hour, 4-minute services:

    >>> round(mm1_mean_wait(arrival_rate=0.2, service_rate=0.25), 2)
    16.0
    """
    return mm1_probability_of_waiting(arrival_rate, service_rate) / (service_rate - arrival_rate)


def mm1_mean_sojourn(arrival_rate: float, service_rate: float) -> float:
    r"""Mean sojourn time in an M/M/1 queue: waiting time and service time.

    Excludes nothing between arrival and departure.

    Parameters
    ----------
    arrival_rate : float
        Arrivals, λ, per minute. Positive.
    service_rate : float
        Services by the server, μ, per minute. Positive.

    Returns
    -------
    float
        Mean sojourn time, W, in minutes.

    Raises
    ------
    ValueError
        If an argument is out of range.
    UnstableQueueError
        If ``arrival_rate >= service_rate``.

    Notes
    -----
    :math:`W = W_q + 1/μ`, which equals :math:`1 / (μ - λ)`.

    References
    ----------
    Gross, Shortle, Thompson & Harris (2008), *Fundamentals of Queueing Theory*, 4th ed., ch. 2.

    Examples
    --------
    >>> round(mm1_mean_sojourn(arrival_rate=0.2, service_rate=0.25), 2)
    20.0
    """
    return mm1_mean_wait(arrival_rate, service_rate) + 1 / service_rate


def mm1_mean_queue_length(arrival_rate: float, service_rate: float) -> float:
    r"""Mean number of cases waiting in an M/M/1 queue.

    Excludes the case in service.

    Parameters
    ----------
    arrival_rate : float
        Arrivals, λ, per minute. Positive.
    service_rate : float
        Services by the server, μ, per minute. Positive.

    Returns
    -------
    float
        Mean queue length, L_q, in cases, over time.

    Raises
    ------
    ValueError
        If an argument is out of range.
    UnstableQueueError
        If ``arrival_rate >= service_rate``.

    Notes
    -----
    :math:`L_q = λ W_q` (Little's law), which equals :math:`ρ^2 / (1 - ρ)`.

    References
    ----------
    Gross, Shortle, Thompson & Harris (2008), *Fundamentals of Queueing Theory*, 4th ed., ch. 2.

    Examples
    --------
    >>> round(mm1_mean_queue_length(arrival_rate=0.2, service_rate=0.25), 2)
    3.2
    """
    return arrival_rate * mm1_mean_wait(arrival_rate, service_rate)


def mm1_wait_survival(arrival_rate: float, service_rate: float, time: float) -> float:
    r"""Probability that the waiting time exceeds a given time in an M/M/1 queue.

    Time in queue only, under FIFO, over every arrival.

    Parameters
    ----------
    arrival_rate : float
        Arrivals, λ, per minute. Positive.
    service_rate : float
        Services by the server, μ, per minute. Positive.
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
        If ``arrival_rate >= service_rate``.

    Notes
    -----
    :math:`P(W_q > t) = ρ e^{-(μ - λ) t}`.

    References
    ----------
    Gross, Shortle, Thompson & Harris (2008), *Fundamentals of Queueing Theory*, 4th ed., ch. 2.

    Examples
    --------
    >>> round(mm1_wait_survival(arrival_rate=0.2, service_rate=0.25, time=30), 4)
    0.1785
    """
    require_not_negative(time=time)
    return mm1_probability_of_waiting(arrival_rate, service_rate) * math.exp(-(service_rate - arrival_rate) * time)


def mm1_wait_quantile(arrival_rate: float, service_rate: float, probability: float) -> float:
    r"""Quantile of the waiting time in an M/M/1 queue.

    Time in queue only, under FIFO, over every arrival.

    Parameters
    ----------
    arrival_rate : float
        Arrivals, λ, per minute. Positive.
    service_rate : float
        Services by the server, μ, per minute. Positive.
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
        If ``arrival_rate >= service_rate``.

    Notes
    -----
    :math:`t = \ln(ρ / (1 - p)) / (μ - λ)`, or 0 where that is negative.

    References
    ----------
    Gross, Shortle, Thompson & Harris (2008), *Fundamentals of Queueing Theory*, 4th ed., ch. 2.

    Examples
    --------
    >>> round(mm1_wait_quantile(arrival_rate=0.2, service_rate=0.25, probability=0.9), 2)
    41.59
    """
    require_below_one(probability=probability)
    waits = mm1_probability_of_waiting(arrival_rate, service_rate)
    if waits <= 1 - probability:
        return 0.0
    return math.log(waits / (1 - probability)) / (service_rate - arrival_rate)
