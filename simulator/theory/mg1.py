"""M/G/1: Poisson arrivals, one server, any service-time distribution with a known mean and spread."""

from simulator.theory._checks import require_not_negative, require_positive, require_stable


def mg1_mean_wait(arrival_rate: float, mean_service: float, squared_cv: float) -> float:
    r"""Mean waiting time in an M/G/1 queue (Pollaczek-Khinchine).

    Time in queue only, over every arrival, those that do not wait included.

    Parameters
    ----------
    arrival_rate : float
        Arrivals, λ, per minute. Positive.
    mean_service : float
        Mean service time, E[S], in minutes. Positive.
    squared_cv : float
        Variance of the service time over its squared mean, c_s². Not negative:
        0 for a constant service time, 1 for an exponential one.

    Returns
    -------
    float
        Mean waiting time, W_q, in minutes.

    Raises
    ------
    ValueError
        If an argument is out of range.
    UnstableQueueError
        If ``arrival_rate * mean_service >= 1``.

    Notes
    -----
    With ρ = λ E[S]: :math:`W_q = \frac{ρ}{1 - ρ} \, \frac{1 + c_s^2}{2} \, E[S]`.
    The mean is the same for any discipline that serves without regard to the length of the service.

    References
    ----------
    Gross, Shortle, Thompson & Harris (2008), *Fundamentals of Queueing Theory*, 4th ed., ch. 5.

    Examples
    --------
    One loket, 4 arrivals an hour, 12-minute services; constant, then as spread as exponential ones:

    >>> round(mg1_mean_wait(arrival_rate=4 / 60, mean_service=12, squared_cv=0), 2)
    24.0
    >>> round(mg1_mean_wait(arrival_rate=4 / 60, mean_service=12, squared_cv=1), 2)
    48.0
    """
    require_positive(arrival_rate=arrival_rate, mean_service=mean_service)
    require_not_negative(squared_cv=squared_cv)
    utilisation = arrival_rate * mean_service
    require_stable(utilisation)
    return utilisation / (1 - utilisation) * (1 + squared_cv) / 2 * mean_service


def mg1_mean_sojourn(arrival_rate: float, mean_service: float, squared_cv: float) -> float:
    r"""Mean sojourn time in an M/G/1 queue: waiting time and service time.

    Excludes nothing between arrival and departure.

    Parameters
    ----------
    arrival_rate : float
        Arrivals, λ, per minute. Positive.
    mean_service : float
        Mean service time, E[S], in minutes. Positive.
    squared_cv : float
        Variance of the service time over its squared mean, c_s². Not negative.

    Returns
    -------
    float
        Mean sojourn time, W, in minutes.

    Raises
    ------
    ValueError
        If an argument is out of range.
    UnstableQueueError
        If ``arrival_rate * mean_service >= 1``.

    Notes
    -----
    :math:`W = W_q + E[S]`.

    References
    ----------
    Gross, Shortle, Thompson & Harris (2008), *Fundamentals of Queueing Theory*, 4th ed., ch. 5.

    Examples
    --------
    >>> round(mg1_mean_sojourn(arrival_rate=4 / 60, mean_service=12, squared_cv=0), 2)
    36.0
    """
    return mg1_mean_wait(arrival_rate, mean_service, squared_cv) + mean_service


def mg1_mean_queue_length(arrival_rate: float, mean_service: float, squared_cv: float) -> float:
    r"""Mean number of cases waiting in an M/G/1 queue.

    Excludes the case in service.

    Parameters
    ----------
    arrival_rate : float
        Arrivals, λ, per minute. Positive.
    mean_service : float
        Mean service time, E[S], in minutes. Positive.
    squared_cv : float
        Variance of the service time over its squared mean, c_s². Not negative.

    Returns
    -------
    float
        Mean queue length, L_q, in cases, over time.

    Raises
    ------
    ValueError
        If an argument is out of range.
    UnstableQueueError
        If ``arrival_rate * mean_service >= 1``.

    Notes
    -----
    :math:`L_q = λ W_q` (Little's law).

    References
    ----------
    Gross, Shortle, Thompson & Harris (2008), *Fundamentals of Queueing Theory*, 4th ed., ch. 5.

    Examples
    --------
    >>> round(mg1_mean_queue_length(arrival_rate=4 / 60, mean_service=12, squared_cv=0), 2)
    1.6
    """
    return arrival_rate * mg1_mean_wait(arrival_rate, mean_service, squared_cv)
