r"""M/M/1 with breakdowns: a server that goes down, busy or idle, and comes back.

Up and down times are exponential with means 1/ξ and 1/η and run on whether or not anyone is there.
A service that is interrupted resumes where it stopped; cases keep arriving, and nobody reneges.

With A = η / (ξ + η), the share of time up, and generating functions U(z), D(z) of the number present
while up and while down, balance of flow gives

- down: D(z) (λ(1 - z) + η) = ξ U(z),
- up, after D is put in: U(z) (μ - λz - λξz / (λ(1 - z) + η)) = μ p, p = P(up and empty) = A - λ/μ.

The mean number is U'(1) + D'(1), which the functions below give in minutes and cases.
"""

from simulator.theory._checks import require_not_negative, require_positive, require_stable


def mm1_breakdown_mean_sojourn(arrival_rate: float, service_rate: float, mean_up: float, mean_down: float) -> float:
    r"""Mean sojourn time in an M/M/1 queue with breakdowns.

    From arrival to departure: waiting, service and the interruptions of the service.

    Parameters
    ----------
    arrival_rate : float
        Arrivals, λ, per minute. Positive.
    service_rate : float
        Services by the server, μ, per minute of up time. Positive.
    mean_up : float
        Mean time from a repair to the next breakdown, 1/ξ, in minutes. Positive.
    mean_down : float
        Mean duration of a breakdown, 1/η, in minutes. Not negative; 0 for no breakdowns.

    Returns
    -------
    float
        Mean sojourn time, W, in minutes.

    Raises
    ------
    ValueError
        If an argument is out of range.
    UnstableQueueError
        If ``arrival_rate`` is not below ``service_rate`` times the share of time up.

    Notes
    -----
    With A = mean_up / (mean_up + mean_down), from U'(1) + D'(1) and Little's law:
    :math:`W = \frac{1 + μ A (1 - A) / η}{μ A - λ}`.
    The second term is the price of breakdowns that last: an M/M/1 queue with the slower rate μA lacks it.

    References
    ----------
    White & Christie (1958), Queuing with preemptive priorities or with breakdown, *Operations Research* 6(1), 79-95.
    Avi-Itzhak & Naor (1963), Some queuing problems with the service station subject to breakdown,
    *Operations Research* 11(3), 303-320, model A.

    Examples
    --------
    One loket, 6 arrivals an hour, 6-minute services, a line that is up for 4 hours and down for 20 minutes:

    >>> round(mm1_breakdown_mean_sojourn(arrival_rate=0.1, service_rate=1 / 6, mean_up=240, mean_down=20), 2)
    22.97
    """
    wait = mm1_breakdown_mean_wait(arrival_rate, service_rate, mean_up, mean_down)
    return wait + (1 + mean_down / mean_up) / service_rate


def mm1_breakdown_mean_wait(arrival_rate: float, service_rate: float, mean_up: float, mean_down: float) -> float:
    r"""Mean waiting time, arrival to service start, in an M/M/1 queue with breakdowns.

    Includes the down times before the service starts; excludes those that interrupt the service.

    Parameters
    ----------
    arrival_rate : float
        Arrivals, λ, per minute. Positive.
    service_rate : float
        Services by the server, μ, per minute of up time. Positive.
    mean_up : float
        Mean time from a repair to the next breakdown, 1/ξ, in minutes. Positive.
    mean_down : float
        Mean duration of a breakdown, 1/η, in minutes. Not negative; 0 for no breakdowns.

    Returns
    -------
    float
        Mean waiting time, W_q, in minutes.

    Raises
    ------
    ValueError
        If an argument is out of range.
    UnstableQueueError
        If ``arrival_rate`` is not below ``service_rate`` times the share of time up.

    Notes
    -----
    A service starts only while the server is up and then takes 1/μ of up time, interrupted ξ/μ times for 1/η
    each on average, (1 + ξ/η)/μ = 1/(μA) in all. So :math:`W_q = W - 1/(μA)`, which is
    :math:`\frac{λ / (μ A) + μ A (1 - A) / η}{μ A - λ}`.

    References
    ----------
    White & Christie (1958), Queuing with preemptive priorities or with breakdown, *Operations Research* 6(1), 79-95.
    Avi-Itzhak & Naor (1963), Some queuing problems with the service station subject to breakdown,
    *Operations Research* 11(3), 303-320, model A.

    Examples
    --------
    >>> round(mm1_breakdown_mean_wait(arrival_rate=0.1, service_rate=1 / 6, mean_up=240, mean_down=20), 2)
    16.47
    """
    require_positive(arrival_rate=arrival_rate, service_rate=service_rate, mean_up=mean_up)
    require_not_negative(mean_down=mean_down)
    up = mean_up / (mean_up + mean_down)
    capacity = service_rate * up
    require_stable(arrival_rate / capacity)
    return (arrival_rate / capacity + capacity * (1 - up) * mean_down) / (capacity - arrival_rate)


def mm1_breakdown_mean_number_in_system(
    arrival_rate: float, service_rate: float, mean_up: float, mean_down: float
) -> float:
    r"""Mean number of cases present in an M/M/1 queue with breakdowns.

    Counts the cases waiting and the one in service, interrupted or not.

    Parameters
    ----------
    arrival_rate : float
        Arrivals, λ, per minute. Positive.
    service_rate : float
        Services by the server, μ, per minute of up time. Positive.
    mean_up : float
        Mean time from a repair to the next breakdown, 1/ξ, in minutes. Positive.
    mean_down : float
        Mean duration of a breakdown, 1/η, in minutes. Not negative; 0 for no breakdowns.

    Returns
    -------
    float
        Mean number in system, L, in cases, over time.

    Raises
    ------
    ValueError
        If an argument is out of range.
    UnstableQueueError
        If ``arrival_rate`` is not below ``service_rate`` times the share of time up.

    Notes
    -----
    :math:`L = λ W` (Little's law).

    References
    ----------
    White & Christie (1958), Queuing with preemptive priorities or with breakdown, *Operations Research* 6(1), 79-95.
    Avi-Itzhak & Naor (1963), Some queuing problems with the service station subject to breakdown,
    *Operations Research* 11(3), 303-320, model A.

    Examples
    --------
    >>> round(mm1_breakdown_mean_number_in_system(0.1, 1 / 6, mean_up=240, mean_down=20), 2)
    2.3
    """
    return arrival_rate * mm1_breakdown_mean_sojourn(arrival_rate, service_rate, mean_up, mean_down)
