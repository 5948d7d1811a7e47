"""A scenario of ours as a network of Ciw that is given our workload: nothing is left to chance."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import ciw
import numpy as np
from ciw.dists import Distribution

from peers.ciw_office import CiwOffice, Gaps
from simulator.calendars import MS_PER_DAY
from simulator.workload import Workload


class Needs(Distribution):
    """What this person needs, or bears, at this stop."""

    def __init__(self, of_person: Callable[[ciw.Individual], float]):
        self.of_person = of_person

    def sample(self, t: float | None = None, ind: ciw.Individual | None = None) -> float:
        return self.of_person(ind)


@dataclass(frozen=True, eq=False, kw_only=True)
class PairedOffice(CiwOffice):
    """An office whose arrivals, services, patience, returns and outages are those of our workload.

    Ciw numbers people from 1 in order of arrival, we number cases from 0. Its times are whole milliseconds, which
    floats add without rounding.
    """

    workload: Workload
    first_needs_again: bool = False
    _drawn: dict[tuple[Any, ...], list[Any]] = field(default_factory=dict)

    def arrivals(self, group: str) -> Distribution:
        case_class, channel = map(int, group.split("/"))
        members = (self.workload.case_class == case_class) & (self.workload.channel == channel)
        return Gaps(np.diff(self.workload.arrival_ms[members], prepend=0).tolist())

    def service(self, group: str, station: int) -> Distribution:
        return Needs(lambda person: self._now("service_times_ms", person) * self.service_factor)

    def patience(self, station: int) -> Distribution | None:
        if self.stations[station].patience is None:
            return None
        return Needs(lambda person: self._now("patience_ms", person) * self.patience_factor)

    def routing(self, group: str) -> Any:
        """Each person's stops, set down on arrival."""

        def stations_to_come(person: ciw.Individual, _: ciw.Simulation) -> list[int]:
            person.stops = self._stops(group, person.id_number - 1)
            return [station + 1 for station, _ in person.stops[1:]]

        return ciw.routing.ProcessBased(stations_to_come)

    def servers(self, station: int) -> Any:
        """At a station that needs a subsystem, a schedule that has no servers while the subsystem is down."""
        rules = self.stations[station]
        if not rules.needs:
            return super().servers(station)
        subsystem = [outage.subsystem for outage in self.scenario.spec.outages].index(*rules.needs)
        edges = self.workload.outages[subsystem].ravel().tolist()
        numbers = [rules.servers, 0] * (len(edges) // 2) + [rules.servers]
        restarts = rules.on_outage is not None and rules.on_outage.effect == "restart"
        preemption = self.after_interruption or ("restart" if restarts else "resume")
        return ciw.Schedule(numbers, [*edges, edges[-1] + MS_PER_DAY], preemption=preemption)

    def _stops(self, group: str, case: int) -> list[tuple[int, int]]:
        """Station and visit of each service of a case that is never impatient."""
        route, position, visit = self.route(group), 0, 0
        stops = []
        while position < len(route):
            step, station = route[position], self.position(route[position])
            stops.append((station, visit))
            position += 1
            if step.rework and self._draws("check_draws", "returned", station, visit)[case] < step.rework.probability:
                position, visit = [s.station for s in route].index(step.rework.back_to), visit + 1
        return stops

    def _now(self, what: str, person: ciw.Individual) -> float:
        """A need of a person at the present stop, the one before those that are still to come."""
        station, visit = person.stops[-1 - len(person.route)]
        return self._draws(what, station, 0 if self.first_needs_again else visit)[person.id_number - 1]

    def _draws(self, what: str, *where: Any) -> list[Any]:
        """One number of each case, from the workload."""
        if (what, *where) not in self._drawn:
            self._drawn[what, *where] = getattr(self.workload, what)(*where).tolist()
        return self._drawn[what, *where]
