"""One station with a number of servers and one queue: how busy it is and what theory says."""

import math
from dataclasses import dataclass
from typing import Self

from scipy.optimize import brentq

from simulator.scenario import Scenario
from simulator.theory import mmc_mean_wait

MINUTES_PER_HOUR = 60


@dataclass(frozen=True)
class SingleStation:
    """A station where each server needs, on average, the same time for a case.

    Attributes
    ----------
    servers : int
        Servers staffed all the time.
    service_min : float
        Mean service time, minutes.

    Examples
    --------
    >>> station = SingleStation(servers=4, service_min=10)
    >>> station.busy(19.2), round(station.mean_wait(20), 2)
    (0.8, 9.87)
    """

    servers: int
    service_min: float

    @classmethod
    def of(cls, scenario: Scenario) -> Self:
        """The only station of a scenario.

        Raises
        ------
        ValueError
            If the scenario has several stations, or one without a constant number of servers.
        """
        if len(scenario.spec.stations) != 1:
            raise ValueError(f"scenario {scenario.name} has {len(scenario.spec.stations)} stations; there must be one")
        station = scenario.spec.stations[0]
        mean_min = getattr(station.service_time, "mean_min", None)
        if station.servers is None or station.calendar or mean_min is None:
            raise ValueError(f"station {station.name} needs a constant number of servers and a mean service time")
        return cls(servers=station.servers, service_min=mean_min)

    @property
    def capacity_per_hour(self) -> float:
        """Cases per hour that all servers together can finish."""
        return self.servers * MINUTES_PER_HOUR / self.service_min

    def busy(self, per_hour: float) -> float:
        """Share of staffed time in service, ρ; 1 or more means that the queue grows without end."""
        return round(per_hour / self.capacity_per_hour, 12)

    def mean_wait(self, per_hour: float) -> float:
        """Mean waiting time in minutes by the M/M/c formula, see :func:`simulator.theory.mmc_mean_wait`."""
        return mmc_mean_wait(per_hour / MINUTES_PER_HOUR, 1 / self.service_min, self.servers)

    def relaxation_hours(self, per_hour: float) -> float:
        """Hours in which a queue forgets how it began, 1 / (√(cμ) − √λ)²: simulate many of them, or trust the formula.

        Abate & Whitt (1987), "Transient behavior of the M/M/1 queue: starting at the origin", *Queueing Systems* 2, for
        one server; near full use it holds for several that together work as fast.
        """
        return 1 / (math.sqrt(self.capacity_per_hour) - math.sqrt(per_hour)) ** 2

    def arrivals_for_wait(self, wait_min: float) -> float:
        """Cases per hour at which the mean wait is `wait_min` minutes (positive), by the same formula."""
        full = self.capacity_per_hour
        return float(brentq(lambda per_hour: self.mean_wait(per_hour) - wait_min, 1e-6 * full, (1 - 1e-9) * full))
