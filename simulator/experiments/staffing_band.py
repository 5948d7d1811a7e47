"""How many servers Erlang's formula asks for: a rough check beside what an optimisation recommends."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

from simulator.experiments.arrivals import arrivals_by_hour, mean_min
from simulator.experiments.goals import Goal
from simulator.scenario import ResolvedScenario, ResolvedServer, ScenarioError

USUAL_SHARE = 0.8
"""Share that should wait no longer than promised, where the goal asks for no service level."""

_MOST_SERVERS = 1000
_HOURS = 24
_MS_PER_HOUR = 3_600_000
_MS_PER_DAY = 24 * _MS_PER_HOUR


@dataclass(frozen=True)
class Band:
    """Servers of a station or a pool: those of an answer, and those that Erlang C asks for.

    Attributes
    ----------
    place : str
        Name of the station or pool.
    servers : int
        Most servers on shift at a time, in the answer.
    on_average, at_busiest : int
        Servers for the arrivals spread evenly over the staffed time, and for those of the busiest staffed hour.
    busiest_hour : int
        Hour of the day, from 0.
    offered_load : float
        At the busiest hour, in servers.
    share : float
        Share that should wait no longer than the office's promise.
    """

    place: str
    servers: int
    on_average: int
    at_busiest: int
    busiest_hour: int
    offered_load: float
    share: float

    @property
    def low(self) -> int:
        """Fewest servers of the band."""
        return min(self.on_average, self.at_busiest)

    @property
    def high(self) -> int:
        """Most servers of the band."""
        return max(self.on_average, self.at_busiest)

    @property
    def is_inside(self) -> bool:
        """Whether the answer lies within the band."""
        return self.low <= self.servers <= self.high


def staffing_bands(goal: Goal, answer: ResolvedScenario) -> list[Band]:
    """Bands of the stations and pools whose servers the levers of a goal change.

    Parameters
    ----------
    goal : Goal
        Whose levers; its constraint on ``service_level`` of the place, or of the whole office, says the share. Of a
        pool the strictest constraint on a station that it serves counts.
    answer : ResolvedScenario
        The office that is looked at.

    Returns
    -------
    list of Band
        Stations, then pools; none where all must wait no longer than promised, for no number of servers does that.

    Notes
    -----
    The smallest number of servers of an M/M/c queue with which the share waits no longer than the office's promise. Its
    arrivals are those of an average working day by the hour at which they come to the office, at every station of their
    route; its mean service time is that of the steps. Left out: files that come back, help, travel, literacy and
    experience, mobile service, reneging and balking, outages, absence, other distributions than the exponential, and
    that cases reach later stations later and pools serve by priority. It is a check of the order of magnitude, not a
    proof.

    References
    ----------
    Gross, Shortle, Thompson & Harris (2008), *Fundamentals of Queueing Theory*, 4th ed., ch. 2.
    """
    offices = [goal.base.resolved, answer, *_extremes(goal)]
    bands = (
        _band(place, stations, servers, answer, _share(goal, [place, *(answer.stations[at].name for at in stations)]))
        for place, stations, servers in _places(answer)
        if len({_staff_at(office, place) for office in offices}) > 1
    )
    return [band for band in bands if band is not None]


def _share(goal: Goal, places: Iterable[str]) -> float:
    """Share that must wait no longer than promised at some places; the strictest of what is asked of them."""
    asked = {one.measure: one.limit for one in goal.constraints if one.side < 0}
    there = [asked[name] for place in places if (name := f"service_level[{place}]") in asked]
    return max(there) if there else asked.get("service_level", USUAL_SHARE)


def _extremes(goal: Goal) -> Iterator[ResolvedScenario]:
    """The base with each lever at its first and at its last level, where that is an office."""
    for lever in goal.levers:
        for share in (0.0, 1.0):
            try:
                yield goal.base.with_(lever.changes(goal.base, lever.level_at(share))).resolved
            except ScenarioError:
                continue


def _places(office: ResolvedScenario) -> Iterator[tuple[str, tuple[int, ...], tuple[ResolvedServer, ...]]]:
    """Name, stations and servers: of each staffed station with servers of its own, and of each pool."""
    for number, station in enumerate(office.stations):
        if station.servers:
            yield station.name, (number,), station.servers
    for number, pool in enumerate(office.pools):
        persons = tuple(person for person in office.persons if person.pool == number)
        yield pool, tuple(sorted({skill for person in persons for skill in person.skills})), persons


def _staff_at(office: ResolvedScenario, place: str) -> tuple[ResolvedServer, ...]:
    return next((servers for name, _, servers in _places(office) if name == place), ())


def _band(
    place: str, stations: Sequence[int], servers: Sequence[ResolvedServer], office: ResolvedScenario, share: float
) -> Band | None:
    cases, work_min = _demand_at(office, stations)
    staffed = _staffed_hours(servers)
    if not staffed.any() or not work_min.sum() or share >= 1:
        return None
    service_min = float(work_min.sum() / cases.sum())
    hour = int(np.argmax(np.where(staffed, work_min, -1.0)))
    target = office.waiting_target_ms / 60_000
    rates = float(cases.sum() / staffed.sum() / 60), float(cases[hour] / 60)
    on_average, at_busiest = (_servers_for(rate, service_min, target, share) for rate in rates)
    return Band(place, _most_at_once(servers), on_average, at_busiest, hour, float(work_min[hour] / 60), share)


def _demand_at(office: ResolvedScenario, stations: Sequence[int]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Visits of a day, and their minutes of service, by the hour of arrival at the office."""
    arriving = arrivals_by_hour(office)
    visits, work_min = np.zeros(_HOURS), np.zeros(_HOURS)
    for number, case_class in enumerate(office.case_classes):
        for channel, route in enumerate(case_class.routes):
            for step in route:
                if step.station in stations and not step.after_return:
                    visits += arriving[number, channel]
                    work_min += arriving[number, channel] * mean_min(step.service_time)
    return visits, work_min


def _servers_for(rate: float, service_min: float, target_min: float, share: float) -> int:
    """The fewest servers with which that share waits no longer than the target."""
    from simulator.theory import mmc_wait_survival  # brings scipy.stats, which takes half a second

    if rate <= 0:
        return 0
    for servers in range(int(rate * service_min) + 1, _MOST_SERVERS):
        if servers > rate * service_min and mmc_wait_survival(rate, 1 / service_min, servers, target_min) <= 1 - share:
            return servers
    return _MOST_SERVERS


def _staffed_hours(servers: Sequence[ResolvedServer]) -> NDArray[np.bool_]:
    """Hours of the day that are wholly or partly within a shift on some day."""
    staffed = np.zeros(_HOURS, bool)
    for start, end in {(a % _MS_PER_DAY, a % _MS_PER_DAY + b - a) for one in servers for a, b in one.shifts}:
        staffed[[hour % _HOURS for hour in range(start // _MS_PER_HOUR, ceil(end / _MS_PER_HOUR))]] = True
    return staffed


def _most_at_once(servers: Sequence[ResolvedServer]) -> int:
    changes = sorted((time, change) for one in servers for a, b in one.shifts for time, change in ((a, 1), (b, -1)))
    return int(np.cumsum([change for _, change in changes]).max(initial=0))
