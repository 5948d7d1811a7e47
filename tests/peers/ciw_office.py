"""A scenario of ours as a network of Ciw.

It is read from the scenario as a person writes it, not from the resolved form that our engines are given. Ciw counts time
in floats; here they count milliseconds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import ciw
from ciw.dists import Distribution, Exponential, PoissonIntervals

from peers.visits import Visit, visits_in_ciw
from simulator.calendars import MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, clock_time_ms
from simulator.scenario import Scenario
from simulator.scenario.people import CaseClass, Channel, Step
from simulator.scenario.places import Station


class Gaps(Distribution):
    """The times between arrivals, one after the other; then nobody comes."""

    def __init__(self, gaps_ms: list[float]):
        self.gaps_ms = gaps_ms

    def sample(self, t: float | None = None, ind: ciw.Individual | None = None) -> float:
        return self.gaps_ms.pop(0) if self.gaps_ms else float("inf")


@dataclass(frozen=True, eq=False)
class CiwOffice:
    """An office that draws its own random numbers; all its durations are exponential.

    A class of Ciw is a case class in a channel, named as `0/1`. The fields after the scenario are faults: with their
    defaults Ciw is told what our engines are told.
    """

    scenario: Scenario
    service_factor: float = 1.0
    patience_factor: float = 1.0
    rework_factor: float = 1.0
    shifts_late_ms: float = 0.0
    more_servers: int = 0
    more_places: int = 0
    last_rank_first: bool = False
    discipline: Callable[..., ciw.Individual] = ciw.disciplines.FIFO
    after_interruption: str = ""

    def visits(self, seed: int) -> list[Visit]:
        """Simulate until the horizon; the seed decides what Ciw draws, equal times among it."""
        ciw.seed(seed)
        simulation = ciw.Simulation(self.network())
        simulation.simulate_until_max_time(self.scenario.resolved.horizon_ms)
        return visits_in_ciw(simulation)

    def network(self) -> ciw.network.Network:
        """What Ciw is told. It draws arrivals here, so each simulation needs a network of its own."""
        groups = [
            f"{k}/{self._channels.index(name)}"
            for k, case_class in enumerate(self.scenario.spec.case_classes)
            for name in case_class.routes
        ]
        stations = range(len(self.stations))
        return ciw.create_network(
            arrival_distributions={g: [self._arrivals_at(s, g) for s in stations] for g in groups},
            service_distributions={g: [self.service(g, s) for s in stations] for g in groups},
            reneging_time_distributions={g: [self.patience(s) for s in stations] for g in groups},
            baulking_functions={g: [self._balking(s) for s in stations] for g in groups},
            priority_classes={g: self._rank(g) for g in groups},
            routing={g: self.routing(g) for g in groups},
            number_of_servers=[self.servers(s) for s in stations],
            service_disciplines=[self.discipline for _ in stations],
        )

    # ---- what is drawn

    def arrivals(self, group: str) -> Distribution:
        """Ciw's Poisson arrivals whose rate changes by the hour."""
        ends = [(hour + 1) * MS_PER_HOUR for hour in range(24)]
        return Gaps(PoissonIntervals(self.rates(group), ends, self.scenario.resolved.horizon_ms).inter_arrivals)

    def service(self, group: str, station: int) -> Distribution:
        return _exponential(self.stations[station].service_time, self.service_factor)

    def patience(self, station: int) -> Distribution | None:
        patience = self.stations[station].patience
        return patience and _exponential(patience, self.patience_factor)

    def routing(self, group: str) -> Any:
        """From each station onwards, or back for rework: a matrix of probabilities."""
        matrix = [[0.0] * len(self.stations) for _ in self.stations]
        route = self.route(group)
        for step, after in zip(route, [*route[1:], None], strict=True):
            row, back = matrix[self.position(step)], 0.0
            if step.rework:
                back = step.rework.probability * self.rework_factor
                row[self.position(step.rework.back_to)] = back
            if after:
                row[self.position(after)] = 1 - back
        return matrix

    def servers(self, station: int) -> Any:
        """A number round the clock, a schedule that finishes or pauses services, or no limit."""
        rules = self.stations[station]
        if rules.kind == "self_service":
            return float("inf")
        if rules.servers is not None:
            return rules.servers + self.more_servers
        shifts = [(clock_time_ms(s.start), clock_time_ms(s.end), s.servers) for s in rules.roster or []]
        pauses = rules.at_shift_end == "pause" and (self.after_interruption or "resume")
        return ciw.Schedule(*_timetable(shifts, self.more_servers), preemption=pauses, offset=self.shifts_late_ms)

    # ---- the scenario

    @property
    def stations(self) -> list[Station]:
        return self.scenario.spec.stations

    @property
    def _channels(self) -> list[str]:
        return [channel.name for channel in self.scenario.spec.channels]

    def members(self, group: str) -> tuple[CaseClass, Channel]:
        case_class, channel = map(int, group.split("/"))
        return self.scenario.spec.case_classes[case_class], self.scenario.spec.channels[channel]

    def route(self, group: str) -> list[Step]:
        case_class, channel = self.members(group)
        return case_class.routes[channel.name]

    def position(self, place: Step | str) -> int:
        return [station.name for station in self.stations].index(place if isinstance(place, str) else place.station)

    def rates(self, group: str) -> list[float]:
        """Arrivals per millisecond in each hour of the day."""
        case_class, channel = self.members(group)
        per_day = (case_class.arrivals.per_day or 0) * case_class.channels.shares[channel.name]
        hourly = channel.arrival_profile.hourly if channel.arrival_profile else dict.fromkeys(range(24), 1.0)
        return [per_day * hourly.get(hour, 0) / sum(hourly.values()) / MS_PER_HOUR for hour in range(24)]

    def _arrivals_at(self, station: int, group: str) -> Distribution | None:
        return self.arrivals(group) if station == self.position(self.route(group)[0]) else None

    def _rank(self, group: str) -> int:
        """Ciw's priority: from 0, without gaps, the same at every station."""
        disciplines = {station.discipline for station in self.stations if station.kind == "staffed"}
        assert len(disciplines) == 1, "Ciw has one order of service for the whole network"
        if disciplines == {"fifo"}:
            return 0
        ranks = {case_class.priority for case_class in self.scenario.spec.case_classes}
        return sorted(ranks, reverse=self.last_rank_first).index(self.members(group)[0].priority)

    def _balking(self, station: int) -> Callable[..., float] | None:
        """Probability of balking: 1 where free servers leave too many waiting, else 0."""
        limit = self.stations[station].balk_at_queue
        if limit is None:
            return None

        def certain_or_impossible(_: int, next_node: ciw.Node, **__: Any) -> float:
            waiting = sum(not person.server for person in next_node.all_individuals)
            free = sum(not server.busy for server in next_node.servers)
            return float(waiting - free >= limit + self.more_places)

        return certain_or_impossible


def _exponential(block: Any, factor: float) -> Distribution:
    assert block.distribution == "exponential"
    return Exponential(rate=1 / (block.mean_min * MS_PER_MINUTE * factor))


def _timetable(shifts: list[tuple[int, int, int]], more: int) -> tuple[list[int], list[int]]:
    """Numbers of servers and ends of the shifts of a day, closed hours among them."""
    numbers, ends = [], [0]
    for start, end, servers in sorted(shifts):
        assert ends[-1] < start < end < MS_PER_DAY, "Ciw doubles the staff where two shifts touch"
        numbers += [0, servers + more]
        ends += [start, end]
    return [*numbers, 0], [*ends[1:], MS_PER_DAY]
