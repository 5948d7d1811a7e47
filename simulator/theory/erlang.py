"""Erlang's two formulas: cases lost (B) and cases that wait (C)."""

from simulator.theory._checks import require_positive, require_stable, require_whole


def erlang_b(offered_load: float, servers: int) -> float:
    r"""Probability that an arrival finds all servers busy and is lost, M/M/c/c.

    Excludes any queue: a case that finds no free server leaves at once.

    Parameters
    ----------
    offered_load : float
        Offered load, a = λ/μ, in servers. Positive; may exceed ``servers``.
    servers : int
        Identical servers, c. At least 1.

    Returns
    -------
    float
        Share of arrivals lost, B(c, a), between 0 and 1.

    Raises
    ------
    ValueError
        If an argument is out of range.

    Notes
    -----
    By the recursion :math:`B(n) = a B(n-1) / (n + a B(n-1))`, :math:`B(0) = 1`:
    no power and no factorial, so a large c does not overflow.
    Holds for any service-time distribution with the same mean.

    References
    ----------
    Gross, Shortle, Thompson & Harris (2008), *Fundamentals of Queueing Theory*, 4th ed., ch. 2.

    Examples
    --------
    Two loket offered the work of one:

    >>> round(erlang_b(offered_load=1, servers=2), 4)
    0.2
    """
    require_positive(offered_load=offered_load)
    require_whole(servers=servers)
    lost = 1.0
    for busy in range(1, servers + 1):
        lost = offered_load * lost / (busy + offered_load * lost)
    return lost


def erlang_c(offered_load: float, servers: int) -> float:
    r"""Probability that an arrival has to wait, M/M/c.

    Excludes reneging, balking and limits of room.

    Parameters
    ----------
    offered_load : float
        Offered load, a = λ/μ, in servers. Positive and below ``servers``.
    servers : int
        Identical servers, c. At least 1.

    Returns
    -------
    float
        Share of arrivals that wait, C(c, a), between 0 and 1.

    Raises
    ------
    ValueError
        If an argument is out of range.
    UnstableQueueError
        If ``offered_load >= servers``.

    Notes
    -----
    With ρ = a/c: :math:`C = B / (1 - ρ (1 - B))`, B from :func:`erlang_b`.

    References
    ----------
    Gross, Shortle, Thompson & Harris (2008), *Fundamentals of Queueing Theory*, 4th ed., ch. 2.

    Examples
    --------
    Three loket offered the work of two (exactly 4/9):

    >>> round(erlang_c(offered_load=2, servers=3), 4)
    0.4444
    """
    lost = erlang_b(offered_load, servers)
    utilisation = offered_load / servers
    require_stable(utilisation)
    return lost / (1 - utilisation * (1 - lost))
