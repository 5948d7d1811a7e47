r"""Open networks of M/M/c stations (Jackson), tandems with rework among them.

Cases enter from outside as Poisson streams; after a service at station i a case goes to station j
with probability ``routing[i, j]`` and leaves with what is left of 1. Each station then behaves in
steady state as an M/M/c queue of its own. Excludes reneging, balking, blocking and shifts.
"""

import math

import numpy as np
import numpy.typing as npt

from simulator.theory._checks import (
    Array,
    require_below_one,
    require_not_negative,
    require_one_each,
    require_positive,
    require_stable,
    require_whole,
)
from simulator.theory.mmc import mmc_mean_wait


def tandem_routing(stations: int, rework_probability: float = 0.0) -> Array:
    """Routing of stations in a row, where some cases return from the last to the first.

    Parameters
    ----------
    stations : int
        Stations in the row. At least 1.
    rework_probability : float
        Share of the services at the last station that send the case back to the first.
        At least 0 and below 1.

    Returns
    -------
    ndarray, shape (stations, stations), float64
        Probability of going from the station of the row to the station of the column.

    Raises
    ------
    ValueError
        If an argument is out of range.

    Examples
    --------
    >>> tandem_routing(3, rework_probability=0.15).tolist()
    [[0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [0.15, 0.0, 0.0]]
    """
    require_whole(stations=stations)
    require_below_one(rework_probability=rework_probability)
    routing = np.eye(stations, k=1)
    routing[-1, 0] = rework_probability
    return routing


def jackson_arrival_rates(entry_rates: npt.ArrayLike, routing: npt.ArrayLike) -> Array:
    r"""Arrival rate at each station of an open network, from outside and from other stations.

    Counts visits: a case that returns is counted again.

    Parameters
    ----------
    entry_rates : array_like, shape (n_stations,)
        Arrivals from outside at each station, γ_i, per minute. Not negative, not all 0.
    routing : array_like, shape (n_stations, n_stations)
        Probability of going from station i (row) to station j (column). Rows sum to at most 1,
        and every case can leave.

    Returns
    -------
    ndarray, shape (n_stations,), float64
        Arrival rate, λ_i, per minute, at each station.

    Raises
    ------
    ValueError
        If an argument is out of range, the shapes differ, or some case can never leave.

    Notes
    -----
    Solves :math:`λ_j = γ_j + \sum_i λ_i r_{ij}`.

    References
    ----------
    Jackson (1957), Networks of waiting lines, *Operations Research* 5(4), 518-521.
    Gross, Shortle, Thompson & Harris (2008), *Fundamentals of Queueing Theory*, 4th ed., ch. 4.

    Examples
    --------
    >>> jackson_arrival_rates([0.3, 0], tandem_routing(2, rework_probability=0.25)).round(4).tolist()
    [0.4, 0.4]
    """
    entries, probabilities = np.asarray(entry_rates, dtype=float), np.asarray(routing, dtype=float)
    require_one_each(entry_rates=entries)
    require_not_negative(entry_rates=entries)
    if not entries.any():
        raise ValueError("entry_rates are all 0; cases must enter somewhere.")
    _require_routing(probabilities, len(entries))
    return np.linalg.solve((np.eye(len(entries)) - probabilities).T, entries)


def jackson_visit_ratios(entry_rates: npt.ArrayLike, routing: npt.ArrayLike) -> Array:
    r"""Mean number of visits that one case pays to each station of an open network.

    Averaged over all cases that enter, wherever they enter.

    Parameters
    ----------
    entry_rates : array_like, shape (n_stations,)
        Arrivals from outside at each station, γ_i, per minute. Not negative, not all 0.
    routing : array_like, shape (n_stations, n_stations)
        Probability of going from station i (row) to station j (column). Rows sum to at most 1,
        and every case can leave.

    Returns
    -------
    ndarray, shape (n_stations,), float64
        Visits per case, v_i, at each station.

    Raises
    ------
    ValueError
        If an argument is out of range, the shapes differ, or some case can never leave.

    Notes
    -----
    :math:`v_i = λ_i / \sum_j γ_j`, λ from :func:`jackson_arrival_rates`.

    References
    ----------
    Gross, Shortle, Thompson & Harris (2008), *Fundamentals of Queueing Theory*, 4th ed., ch. 4.

    Examples
    --------
    >>> jackson_visit_ratios([0.3, 0], tandem_routing(2, rework_probability=0.25)).round(4).tolist()
    [1.3333, 1.3333]
    """
    return jackson_arrival_rates(entry_rates, routing) / float(np.sum(entry_rates))


def jackson_mean_waits(
    entry_rates: npt.ArrayLike, routing: npt.ArrayLike, service_rates: npt.ArrayLike, servers: npt.ArrayLike
) -> Array:
    r"""Mean waiting time of one visit to each station of an open network.

    Time in queue only, over every visit, those that do not wait included.

    Parameters
    ----------
    entry_rates : array_like, shape (n_stations,)
        Arrivals from outside at each station, γ_i, per minute. Not negative, not all 0.
    routing : array_like, shape (n_stations, n_stations)
        Probability of going from station i (row) to station j (column). Rows sum to at most 1,
        and every case can leave.
    service_rates : array_like, shape (n_stations,)
        Services by one server, μ_i, per minute. Positive.
    servers : array_like, shape (n_stations,)
        Identical servers, c_i. At least 1, or ``math.inf`` where every case is served at once.

    Returns
    -------
    ndarray, shape (n_stations,), float64
        Mean waiting time, W_q, per visit, in minutes. 0 at a station that no case visits.

    Raises
    ------
    ValueError
        If an argument is out of range, the shapes differ, or some case can never leave.
    UnstableQueueError
        If a station's arrival rate is not below ``servers * service_rate`` there; says which.

    Notes
    -----
    :func:`mmc_mean_wait` at each station with λ from :func:`jackson_arrival_rates`.

    References
    ----------
    Jackson (1957), Networks of waiting lines, *Operations Research* 5(4), 518-521.
    Gross, Shortle, Thompson & Harris (2008), *Fundamentals of Queueing Theory*, 4th ed., ch. 4.

    Examples
    --------
    >>> jackson_mean_waits([0.3, 0], tandem_routing(2, 0.25), [0.5, 0.2], [1, 3]).round(2).tolist()
    [8.0, 2.22]
    """
    arrivals = jackson_arrival_rates(entry_rates, routing)
    services, numbers = np.asarray(service_rates, dtype=float), np.asarray(servers, dtype=float)
    require_one_each(entry_rates=arrivals, service_rates=services, servers=numbers)
    require_positive(service_rates=services)
    stations = zip(arrivals.tolist(), services.tolist(), numbers.tolist(), strict=True)
    return np.array([_station_wait(index, *station) for index, station in enumerate(stations)])


def jackson_mean_sojourn(
    entry_rates: npt.ArrayLike, routing: npt.ArrayLike, service_rates: npt.ArrayLike, servers: npt.ArrayLike
) -> float:
    r"""Mean sojourn time of a case in an open network, from entering to leaving.

    Counts the waiting and service times of all its visits; excludes any time between stations.

    Parameters
    ----------
    entry_rates : array_like, shape (n_stations,)
        Arrivals from outside at each station, γ_i, per minute. Not negative, not all 0.
    routing : array_like, shape (n_stations, n_stations)
        Probability of going from station i (row) to station j (column). Rows sum to at most 1,
        and every case can leave.
    service_rates : array_like, shape (n_stations,)
        Services by one server, μ_i, per minute. Positive.
    servers : array_like, shape (n_stations,)
        Identical servers, c_i. At least 1, or ``math.inf`` where every case is served at once.

    Returns
    -------
    float
        Mean sojourn time, W, in minutes, over all cases.

    Raises
    ------
    ValueError
        If an argument is out of range, the shapes differ, or some case can never leave.
    UnstableQueueError
        If a station's arrival rate is not below ``servers * service_rate`` there; says which.

    Notes
    -----
    :math:`W = \sum_i v_i (W_{q,i} + 1/μ_i)`, v from :func:`jackson_visit_ratios`.

    References
    ----------
    Jackson (1957), Networks of waiting lines, *Operations Research* 5(4), 518-521.
    Gross, Shortle, Thompson & Harris (2008), *Fundamentals of Queueing Theory*, 4th ed., ch. 4.

    Examples
    --------
    Counter (4 servers), online (all at once), verification (9), approval (3). Of 200 cases a
    480-minute day 60 % come to the counter; verification sends 15 % back to it:

    >>> to_verification, after = [0, 0, 1, 0], [0.15, 0, 0, 0.85]
    >>> routing = [to_verification, to_verification, after, [0, 0, 0, 0]]
    >>> arrivals = [0.6 * 200 / 480, 0.4 * 200 / 480, 0, 0]
    >>> service_rates = [1 / 10, 1 / 20, 1 / 15, 1 / 5]
    >>> round(jackson_mean_sojourn(arrivals, routing, service_rates, servers=[4, math.inf, 9, 3]), 3)
    52.313
    """
    waits = jackson_mean_waits(entry_rates, routing, service_rates, servers)
    visits = jackson_visit_ratios(entry_rates, routing)
    return float(visits @ (waits + 1 / np.asarray(service_rates, dtype=float)))


def _require_routing(routing: Array, stations: int) -> None:
    if routing.shape != (stations, stations):
        raise ValueError(f"routing has shape {routing.shape}; with {stations} stations it must be square of that size.")
    require_not_negative(routing=routing)
    totals = routing.sum(axis=1)
    if totals.max() > 1 + 1e-9:
        raise ValueError(f"routing row {totals.argmax()} sums to {totals.max():.6g}; a row must sum to at most 1.")
    if np.abs(np.linalg.eigvals(routing)).max() > 1 - 1e-12:
        raise ValueError("routing keeps some cases for ever; from every station a case must be able to leave.")


def _station_wait(index: int, arrival_rate: float, service_rate: float, servers: float) -> float:
    if not (math.isinf(servers) or servers.is_integer()) or not servers >= 1:
        raise ValueError(f"servers[{index}] is {servers}; it must be a whole number, at least 1, or math.inf.")
    if arrival_rate == 0 or math.isinf(servers):
        return 0.0
    require_stable(arrival_rate / (servers * service_rate), where=f"Station with index {index}: ")
    return mmc_mean_wait(arrival_rate, service_rate, int(servers))
