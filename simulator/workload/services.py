"""How long a service takes, and whether a check fails."""

import numpy as np
from numpy.typing import NDArray

from simulator.scenario.resolved import District, ResolvedScenario, ResolvedStation, ResolvedStep
from simulator.workload.durations import PARTS, part, sample_minutes, to_ms
from simulator.workload.elementary import Array
from simulator.workload.people import People
from simulator.workload.streams import Draws, Purpose


def service_times_ms(
    step: ResolvedStep, station: ResolvedStation, people: People, districts: tuple[District, ...], draws: Draws
) -> NDArray[np.int64]:
    """Service times of cases at one step of their route.

    The drawn time, times the factors of the person; plus help with an incomplete file, where the office helps; plus
    repairs of equipment that fails while it is used, which is during both; plus the way there and back.

    Parameters
    ----------
    step : ResolvedStep
        The step.
    station : ResolvedStation
        Its station.
    people : People
        The applicants.
    districts : tuple of District
        Where they live.
    draws : Draws
        Random numbers of the cases at this station on this visit.

    Returns
    -------
    ndarray, shape (n,), int64
        Milliseconds, rounded once.
    """
    minutes = sample_minutes(step.service_time, draws.of(Purpose.SERVICE)) * people.factor(step.factors)
    minutes += _help_minutes(step, people, draws)
    minutes += _repair_minutes(station, minutes, draws)
    if step.travel:
        minutes += 2 * np.array([district.travel_min for district in districts])[people.district]
    return to_ms(minutes)


def step_at(scenario: ResolvedScenario, route: tuple[ResolvedStep, ...], station: int) -> ResolvedStep | None:
    """What cases of a route do at a station: a step, or the entry of data that another station took on paper.

    Raises
    ------
    ValueError
        If data are to be entered at a station that has no service time.
    """
    for step in route:
        if step.station == station:
            return step
    rules = scenario.stations[station]
    if not any(scenario.stations[step.station].enter_at == station for step in route):
        return None
    if rules.service_time is None:
        raise ValueError(f"data are to be entered at the station {rules.name}, which has no service time of its own")
    return ResolvedStep(station, rules.service_time)


def over_factor(uniform: Array, factor: Array) -> Array:
    """Uniform numbers divided by factors; infinity, below no probability, where the factor is 0."""
    return np.divide(uniform, factor, out=np.full_like(uniform, np.inf), where=factor > 0)


def _help_minutes(step: ResolvedStep, people: People, draws: Draws) -> Array:
    """Help on the spot for those whose file is incomplete."""
    if step.help_time is None:
        return np.zeros(len(draws.serial))
    draw = over_factor(draws.uniform(Purpose.INCOMPLETE), people.factor(step.help_factors))
    return np.where(draw < step.help_probability, sample_minutes(step.help_time, draws.of(Purpose.HELP_TIME)), 0.0)


def _repair_minutes(station: ResolvedStation, used: Array, draws: Draws) -> Array:
    """Time without the equipment in services that would use it so long, minutes.

    Failures come while the times between them add up to less than the use.
    """
    repair, clock = np.zeros(len(used)), np.zeros(len(used))
    if station.breakdown_up is None or station.breakdown_down is None:
        return repair
    under_way = np.arange(len(used))
    for number in range(PARTS):
        mine = draws.only(under_way)
        clock[under_way] += sample_minutes(station.breakdown_up, part(mine.of(Purpose.BREAKDOWN_UP), number))
        failed = clock[under_way] < used[under_way]
        under_way, mine = under_way[failed], mine.only(failed)
        if not len(under_way):
            return repair
        repair[under_way] += sample_minutes(station.breakdown_down, part(mine.of(Purpose.BREAKDOWN_DOWN), number))
    raise ValueError(
        f"the equipment of the station {station.name} fails more than {PARTS} times in one service; the times between "
        "failures must be longer"
    )
