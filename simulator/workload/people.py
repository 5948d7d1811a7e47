"""Who the applicants are."""

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.calendars.hours import MS_PER_DAY
from simulator.scenario.resolved import NEVER, District, Factors, Population
from simulator.workload.counts import day_of
from simulator.workload.elementary import Array
from simulator.workload.shares import choose
from simulator.workload.streams import Purpose, Streams

LOW, MIDDLE, HIGH = range(3)
"""Digital literacy."""


@dataclass(frozen=True)
class People:
    """The applicants of some cases.

    Attributes
    ----------
    segment, district : ndarray, shape (n,), int8
        Positions in the population.
    literacy : ndarray, shape (n,), int8
        Digital literacy: 0 low, 1 middle, 2 high.
    connected, aware : ndarray, shape (n,), bool
        Whether they have a connection at home and know the online channel.
    group : ndarray, shape (n,), int8
        Position of the priority group; -1 for none.
    """

    segment: NDArray[np.int8]
    district: NDArray[np.int8]
    literacy: NDArray[np.int8]
    connected: NDArray[np.bool_]
    aware: NDArray[np.bool_]
    group: NDArray[np.int8]

    def arrays(self) -> dict[str, NDArray[Any]]:
        """The arrays by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def take(self, which: NDArray[np.intp]) -> "People":
        """Some of the people, in the order given."""
        return People(**{name: array[which] for name, array in self.arrays().items()})

    def factor(self, factors: Factors) -> Array:
        """Product of the factors that apply to each person."""
        low, middle, unaware, unconnected = factors
        by_literacy = np.array([low, middle, 1.0])[self.literacy]
        product: Array = by_literacy * np.where(self.aware, 1.0, unaware) * np.where(self.connected, 1.0, unconnected)
        return product


def draw_people(
    population: Population, case_class: NDArray[np.int8], serial: NDArray[np.int64], streams: Streams
) -> People:
    """The persons behind some cases.

    Each attribute has its own draws, so another share of the aware, say, changes only those whose awareness changes.

    Parameters
    ----------
    population : Population
        Shares by which they are drawn.
    case_class : ndarray, shape (n,), int8
        Position of the class of each case.
    serial : ndarray, shape (n,), int64
        Day and number of each case within its class.
    streams : Streams
        Random numbers of the replication.

    Returns
    -------
    People
        One person for each case.
    """

    def uniform(purpose: Purpose) -> Array:
        return streams.uniforms(purpose, case_class, serial)[0]

    districts = population.districts
    segment = choose(np.array([[share for _, share in population.segments]]), uniform(Purpose.SEGMENT))
    district = choose(np.array([[district.share for district in districts]]), uniform(Purpose.DISTRICT))
    literacy = np.array([district.literacy for district in districts])[district]
    aware = aware_shares(districts, district, day_of(serial) * MS_PER_DAY)
    return People(
        segment=segment.astype(np.int8),
        district=district.astype(np.int8),
        literacy=choose(literacy, uniform(Purpose.LITERACY)).astype(np.int8),
        connected=uniform(Purpose.CONNECTED) < np.array([place.connected for place in districts])[district],
        aware=uniform(Purpose.AWARE) < aware,
        group=_priority_groups(population, uniform(Purpose.PRIORITY_GROUP)),
    )


def aware_shares(districts: tuple[District, ...], district: NDArray[np.int64], moment_ms: NDArray[np.int64]) -> Array:
    """Share of the aware in the district of each person at a moment."""
    shares = np.empty(len(district))
    for index, place in enumerate(districts):
        here = district == index
        since = np.array([from_ms for from_ms, _ in place.aware])
        known = np.array([share for _, share in place.aware])
        shares[here] = known[np.searchsorted(since, moment_ms[here], side="right") - 1]
    return shares


def _priority_groups(population: Population, uniform: Array) -> NDArray[np.int8]:
    """Position of the group of each person; the rest is in none."""
    ends = np.cumsum([share for _, share, _ in population.priority_groups])
    position = np.searchsorted(ends, uniform, side="right")
    return np.where(position < len(ends), position, NEVER).astype(np.int8)
