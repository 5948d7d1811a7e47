"""Who the applicants of an office are on average, without drawing any."""

from dataclasses import dataclass
from itertools import product

import numpy as np

from simulator.scenario import Scenario
from simulator.scenario.people import Factors
from simulator.scenario.resolved import Population
from simulator.workload.choice import channel_weights
from simulator.workload.elementary import Array
from simulator.workload.people import HIGH, LOW, People


@dataclass(frozen=True)
class Mix:
    """Every kind of person that a population has.

    Attributes
    ----------
    people : People
        One person of each kind.
    shares : ndarray, shape (n,), float64
        How frequent each kind is; they add up to 1. The share of the aware is that of time 0.
    channels : dict
        Class -> ndarray, shape (n, channels), float64: with what probability a person of each kind takes each channel,
        on a day without mobile service.
    """

    people: People
    shares: Array
    channels: dict[str, Array]

    def channel_shares(self, case_class: str) -> Array:
        """Share of the cases of a class that come by each channel."""
        shares: Array = self.shares @ self.channels[case_class]
        return shares

    def factor_moments(self, factors: Factors | None, case_class: str, channel: int) -> tuple[float, float]:
        """Mean and squared coefficient of variation of a factor, over those who take a channel."""
        if factors is None:
            return 1.0, 0.0
        four = (factors.low_literacy, factors.middle_literacy, factors.unaware, factors.unconnected)
        return self.moments(four, case_class, channel)

    def moments(self, factors: tuple[float, float, float, float], case_class: str, channel: int) -> tuple[float, float]:
        """The same for factors in resolved form."""
        of_persons = self.people.factor(factors)
        weights = self.shares * self.channels[case_class][:, channel]
        weights = weights / weights.sum() if weights.sum() else self.shares
        mean = float(weights @ of_persons)
        return (mean, float(weights @ of_persons**2) / mean**2 - 1) if mean else (1.0, 0.0)


def population_mix(office: Scenario) -> Mix:
    """The applicants of an office.

    Parameters
    ----------
    office : Scenario
        With its population and channels.

    Returns
    -------
    Mix
        Kinds of persons by segment, district, literacy, connection and awareness.
    """
    resolved = office.resolved
    people, shares = _kinds(resolved.population)
    exists = np.array([[channel.open_days is None for channel in resolved.channels]] * len(shares), np.bool_)
    channels = {}
    for group in resolved.case_classes:
        weights = channel_weights(group.choice, people, resolved.population, exists)
        total = weights.sum(axis=1, keepdims=True)
        channels[group.name] = np.divide(weights, total, out=np.zeros_like(weights), where=total > 0)
    return Mix(people, shares, channels)


def _kinds(population: Population) -> tuple[People, Array]:
    rows = [
        (segment, district, literacy, connected, aware,
         share * place.share * place.literacy[literacy]
         * (place.connected if connected else 1 - place.connected)
         * (place.aware[0][1] if aware else 1 - place.aware[0][1]))
        for (segment, (_, share)), (district, place), literacy, connected, aware in product(
            enumerate(population.segments), enumerate(population.districts), range(LOW, HIGH + 1), (True, False),
            (True, False),
        )
    ]  # fmt: skip
    segment, district, literacy, connected, aware, shares = zip(*rows, strict=True)
    people = People(
        segment=np.array(segment, np.int8),
        district=np.array(district, np.int8),
        literacy=np.array(literacy, np.int8),
        connected=np.array(connected, np.bool_),
        aware=np.array(aware, np.bool_),
        group=np.full(len(rows), -1, np.int8),
    )
    return people, np.array(shares)
