r"""M/G/1 with breakdowns that happen only while the server works: a printer that jams, never one that stands idle.

Working time between breakdowns is exponential with mean u, so it does not matter whether the clock of the next
breakdown starts anew with each service. An interrupted service resumes where it stopped; cases keep arriving, and
nobody reneges.

From service start to service end passes the completion time C = S + D_1 + ... + D_N, where N, given S, is Poisson
with mean S/u. The queue is an M/G/1 queue whose services last C (Gaver's argument):

- E[C] = E[S] (1 + E[D]/u),
- Var[C] = Var[S] (1 + E[D]/u)² + E[S] E[D²]/u.
"""

from simulator.theory._checks import require_not_negative, require_positive
from simulator.theory.mg1 import mg1_mean_sojourn, mg1_mean_wait


def completion_time(
    mean_service: float, squared_cv: float, mean_up: float, mean_down: float, down_squared_cv: float = 1.0
) -> tuple[float, float]:
    r"""Mean and squared coefficient of variation of a completion time.

    From service start to service end: the service and the breakdowns that interrupt it; excludes waiting.

    Parameters
    ----------
    mean_service : float
        Mean service time, E[S], in minutes of work. Positive.
    squared_cv : float
        Variance of the service time over its squared mean. Not negative.
    mean_up : float
        Mean working time between breakdowns, u, in minutes; exponential. Positive.
    mean_down : float
        Mean duration of a breakdown, E[D], in minutes. Not negative; 0 for no breakdowns.
    down_squared_cv : float, optional
        Variance of the duration of a breakdown over its squared mean. Not negative; 1 if exponential.

    Returns
    -------
    tuple of float
        Mean, E[C], in minutes; variance over squared mean, without unit. The second moment is
        E[C]² times (1 + the latter).

    Raises
    ------
    ValueError
        If an argument is out of range.

    Notes
    -----
    With :math:`c_C^2 = \mathrm{Var}[C] / E[C]^2`: :math:`E[C] = E[S] (1 + E[D]/u)` and
    :math:`c_C^2 = c_S^2 + \frac{E[D]^2 (1 + c_D^2) / u}{E[S] (1 + E[D]/u)^2}`.

    References
    ----------
    Gaver (1962), A waiting line with interrupted service, including priorities,
    *Journal of the Royal Statistical Society B* 24(1), 73-90.

    Examples
    --------
    12-minute services, a jam after every hour of work on average, 6 minutes to mend:

    >>> mean, squared_cv = completion_time(mean_service=12, squared_cv=0.25, mean_up=60, mean_down=6)
    >>> round(mean, 2), round(squared_cv, 4)
    (13.2, 0.3326)
    """
    require_positive(mean_service=mean_service, mean_up=mean_up)
    require_not_negative(squared_cv=squared_cv, mean_down=mean_down, down_squared_cv=down_squared_cv)
    stretch = 1 + mean_down / mean_up
    of_breakdowns = mean_down**2 * (1 + down_squared_cv) / mean_up / (mean_service * stretch**2)
    return mean_service * stretch, squared_cv + of_breakdowns


def mg1_busy_breakdown_mean_wait(
    arrival_rate: float,
    mean_service: float,
    squared_cv: float,
    mean_up: float,
    mean_down: float,
    down_squared_cv: float = 1.0,
) -> float:
    r"""Mean waiting time, arrival to service start, if only a working server fails.

    Includes the breakdowns of the services before; excludes those that interrupt the case's own service.

    Parameters
    ----------
    arrival_rate : float
        Arrivals, λ, per minute. Positive.
    mean_service : float
        Mean service time, E[S], in minutes of work. Positive.
    squared_cv : float
        Variance of the service time over its squared mean. Not negative.
    mean_up : float
        Mean working time between breakdowns, u, in minutes; exponential. Positive.
    mean_down : float
        Mean duration of a breakdown, E[D], in minutes. Not negative; 0 for no breakdowns.
    down_squared_cv : float, optional
        Variance of the duration of a breakdown over its squared mean. Not negative; 1 if exponential.

    Returns
    -------
    float
        Mean waiting time, W_q, in minutes.

    Raises
    ------
    ValueError
        If an argument is out of range.
    UnstableQueueError
        If ``arrival_rate`` times the mean completion time is 1 or more.

    Notes
    -----
    Pollaczek-Khinchine with the completion time for the service time:
    :math:`W_q = \frac{λ E[C^2]}{2 (1 - λ E[C])}`.

    References
    ----------
    Gaver (1962), A waiting line with interrupted service, including priorities,
    *Journal of the Royal Statistical Society B* 24(1), 73-90.

    Examples
    --------
    Four arrivals an hour, 12-minute services; first without breakdowns:

    >>> round(mg1_busy_breakdown_mean_wait(4 / 60, 12, 0.25, mean_up=60, mean_down=0), 2)
    30.0
    >>> round(mg1_busy_breakdown_mean_wait(4 / 60, 12, 0.25, mean_up=60, mean_down=6), 2)
    64.5
    """
    return mg1_mean_wait(arrival_rate, *completion_time(mean_service, squared_cv, mean_up, mean_down, down_squared_cv))


def mg1_busy_breakdown_mean_sojourn(
    arrival_rate: float,
    mean_service: float,
    squared_cv: float,
    mean_up: float,
    mean_down: float,
    down_squared_cv: float = 1.0,
) -> float:
    r"""Mean sojourn time if only a working server fails.

    From arrival to departure: waiting, service and the breakdowns that interrupt the service.

    Parameters
    ----------
    arrival_rate : float
        Arrivals, λ, per minute. Positive.
    mean_service : float
        Mean service time, E[S], in minutes of work. Positive.
    squared_cv : float
        Variance of the service time over its squared mean. Not negative.
    mean_up : float
        Mean working time between breakdowns, u, in minutes; exponential. Positive.
    mean_down : float
        Mean duration of a breakdown, E[D], in minutes. Not negative; 0 for no breakdowns.
    down_squared_cv : float, optional
        Variance of the duration of a breakdown over its squared mean. Not negative; 1 if exponential.

    Returns
    -------
    float
        Mean sojourn time, W, in minutes.

    Raises
    ------
    ValueError
        If an argument is out of range.
    UnstableQueueError
        If ``arrival_rate`` times the mean completion time is 1 or more.

    Notes
    -----
    :math:`W = W_q + E[C]`.

    References
    ----------
    Gaver (1962), A waiting line with interrupted service, including priorities,
    *Journal of the Royal Statistical Society B* 24(1), 73-90.

    Examples
    --------
    >>> round(mg1_busy_breakdown_mean_sojourn(4 / 60, 12, 0.25, mean_up=60, mean_down=6), 2)
    77.7
    """
    return mg1_mean_sojourn(
        arrival_rate, *completion_time(mean_service, squared_cv, mean_up, mean_down, down_squared_cv)
    )
