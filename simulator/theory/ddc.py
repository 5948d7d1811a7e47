r"""D/D/c: cases come at equal intervals and all services last equally long; nothing is left to chance."""

import numpy as np

from simulator.theory._checks import Array, require_positive, require_whole


def ddc_waiting_times(interarrival_time: float, service_time: float, servers: int, cases: int) -> Array:
    r"""Waiting times of the first cases of a D/D/c queue that starts empty.

    Time in queue only. Below capacity nobody waits; above it, each round of c cases waits longer than the last.

    Parameters
    ----------
    interarrival_time : float
        Time from one arrival to the next, a, in minutes. Positive.
    service_time : float
        Service time of every case, s, in minutes. Positive.
    servers : int
        Identical servers, c, all on shift throughout. At least 1.
    cases : int
        How many cases, n. At least 1.

    Returns
    -------
    ndarray, shape (cases,), float64
        Waiting time of each case, in minutes, in order of arrival.

    Raises
    ------
    ValueError
        If an argument is out of range.

    Notes
    -----
    Equal services end in the order in which they start, so case n takes the server of case n - c:
    :math:`W_n = \max(0, W_{n-c} + s - c a)`, with the first c waits 0. Hence
    :math:`W_n = \lfloor n/c \rfloor \max(0, s - c a)`, n = 0, 1, ...; no steady state is needed.

    References
    ----------
    Kiefer & Wolfowitz (1955), On the theory of queues with many servers, *Transactions of the American Mathematical
    Society* 78(1), 1-18: the recursion, here with constant times.

    Examples
    --------
    Two loket, a case every 5 minutes, 12-minute services: 2 minutes too much work for every two cases.

    >>> ddc_waiting_times(interarrival_time=5, service_time=12, servers=2, cases=6).tolist()
    [0.0, 0.0, 2.0, 2.0, 4.0, 4.0]
    """
    require_positive(interarrival_time=interarrival_time, service_time=service_time)
    require_whole(servers=servers, cases=cases)
    rounds: Array = np.floor(np.arange(cases) / servers)
    return rounds * max(0.0, service_time - servers * interarrival_time)
