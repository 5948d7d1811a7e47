"""How persons choose a channel."""

import numpy as np
from numpy.typing import NDArray

from simulator.scenario.resolved import Population, ResolvedChannel, ResolvedChoice
from simulator.workload.elementary import Array, exp
from simulator.workload.people import HIGH, People

MIN_PER_HOUR = 60


def open_channels(channels: tuple[ResolvedChannel, ...], days: int) -> NDArray[np.bool_]:
    """Whether each channel exists on each day, shape (days, channels)."""
    exists = np.ones((days, len(channels)), np.bool_)
    for number, channel in enumerate(channels):
        if channel.open_days is not None:
            exists[:, number] = np.isin(np.arange(days), channel.open_days)
    return exists


def channel_weights(
    choice: ResolvedChoice, people: People, population: Population, is_open: NDArray[np.bool_]
) -> Array:
    """In proportion to what each person takes each channel.

    Parameters
    ----------
    choice : ResolvedChoice
        Shares of the segments, or utilities of a logit.
    people : People
        Who chooses.
    population : Population
        Travel times of the districts.
    is_open : ndarray, shape (n, channels), bool
        Channels that exist on the day of each person.

    Returns
    -------
    ndarray, shape (n, channels), float64
        0 for a channel that does not exist that day; a row of zeros where there is none to take.

    Notes
    -----
    Logit: channel k is taken with probability exp(U_k) / Σ exp(U). The largest U of the open ones is taken off first,
    which changes no probability and keeps exp within its range.

    References
    ----------
    Train (2009), *Discrete Choice Methods with Simulation*, 2nd ed., ch. 3.
    """
    if choice.shares:
        weights: Array = np.array(choice.shares)[people.segment] * is_open
        return weights
    is_used = is_open & np.array([slopes is not None for slopes in choice.utilities])
    utility = np.where(is_used, _utilities(choice, people, population), -np.inf)
    best = utility.max(axis=1, keepdims=True)
    below = np.subtract(utility, best, out=np.full_like(utility, -np.inf), where=is_used)
    return np.where(is_used, exp(np.clip(below, -700.0, 0.0)), 0.0)


def _utilities(choice: ResolvedChoice, people: People, population: Population) -> Array:
    """How attractive each channel is to each person, shape (n, channels); 0 where the class does not use it."""
    travel_h = np.array([place.travel_min for place in population.districts])[people.district] / MIN_PER_HOUR
    literacy = people.literacy / HIGH
    columns = []
    for slopes in choice.utilities:
        constant, of_literacy, of_connected, of_aware, of_travel = slopes or (0.0,) * 5
        columns.append(
            constant + of_literacy * literacy + of_connected * people.connected + of_aware * people.aware
            + of_travel * travel_h
        )  # fmt: skip
    return np.column_stack(columns)
