"""What comes to an office on an average working day, from its own numbers and without simulating it."""

from math import exp

import numpy as np
from numpy.typing import NDArray

from simulator.scenario import District, Duration, ResolvedClass, ResolvedScenario
from simulator.workload import People
from simulator.workload.choice import channel_weights


def arrivals_by_hour(office: ResolvedScenario) -> NDArray[np.float64]:
    """Cases of an average working day, shape (classes, channels, hours)."""
    by_channel = np.array([_channel_shares(office, case_class) for case_class in office.case_classes])
    days = np.array(office.working_days, bool)
    daily = np.array([np.mean(np.array(one.daily_mean)[days if days.any() else ~days]) for one in office.case_classes])
    hours = np.array([channel.hours for channel in office.channels])
    return np.asarray(daily[:, None, None] * by_channel[:, :, None] * hours[None, :, :])


def mean_min(duration: Duration) -> float:
    """Mean of a distribution of durations, minutes."""
    match duration.kind:
        case "lognormal":
            return exp(duration.a + duration.b**2 / 2)
        case "gamma":
            return duration.a * duration.b
        case "empirical":
            return float(np.dot(duration.values, np.diff(duration.cumulative, prepend=0.0)))
        case _:
            return duration.a


def _channel_shares(office: ResolvedScenario, case_class: ResolvedClass) -> NDArray[np.float64]:
    """Shares of the channels of a class, over all kinds of persons; channels with dates are left out."""
    people, weights = _kinds_of_people(office)
    exists = np.array([channel.open_days is None for channel in office.channels])
    chosen = channel_weights(case_class.choice, people, office.population, np.tile(exists, (len(weights), 1)))
    totals = chosen.sum(axis=1, keepdims=True)
    shares = np.divide(chosen, totals, out=np.zeros_like(chosen), where=totals > 0)
    return np.asarray(weights @ shares)


def _kinds_of_people(office: ResolvedScenario) -> tuple[People, NDArray[np.float64]]:
    """Every kind of person that matters to the choice of a channel, and its share."""
    there = office.population
    kinds = [
        (segment, place, literacy, connected, aware, share * _share(district, literacy, connected, aware))
        for segment, (_, share) in enumerate(there.segments)
        for place, district in enumerate(there.districts)
        for literacy in range(3)
        for connected in (0, 1)
        for aware in (0, 1)
    ]
    *columns, weights = (np.array(column) for column in zip(*kinds, strict=True))
    codes = [column.astype(np.int8) for column in columns]
    people = People(codes[0], codes[1], codes[2], codes[3] > 0, codes[4] > 0, np.full(len(kinds), -1, np.int8))
    return people, weights.astype(np.float64)


def _share(district: District, literacy: int, connected: int, aware: int) -> float:
    """Share of a kind of person, with the awareness of the first day."""
    informed = district.aware[0][1]
    return (
        district.share
        * district.literacy[literacy]
        * (district.connected if connected else 1 - district.connected)
        * (informed if aware else 1 - informed)
    )
