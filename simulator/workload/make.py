"""Scenario, seed and replication -> workload."""

import numpy as np
from numpy.typing import NDArray

from simulator.calendars import MS_PER_DAY
from simulator.compiled import HAS_NUMBA
from simulator.scenario.resolved import NEVER, ResolvedScenario
from simulator.workload.absence import shifts_kept
from simulator.workload.appointments import give_appointments
from simulator.workload.arrivals import Cases, draw_arrivals
from simulator.workload.compiled_make import make_workload_compiled
from simulator.workload.counts import is_backlog
from simulator.workload.demand import LAST_RANK
from simulator.workload.outages import outage_intervals_ms, slow_intervals_ms
from simulator.workload.people import People
from simulator.workload.streams import Streams
from simulator.workload.workload import Workload


def make_workload(scenario: ResolvedScenario, seed: int, replication: int = 0, office: int = 0) -> Workload:
    """Decide everything that will happen in one replication.

    Parameters
    ----------
    scenario : ResolvedScenario
        The office.
    seed : int
        Root seed, 0 to 2**64 - 1.
    replication : int, optional
        Replication, 0 to 2**20 - 1.
    office : int, optional
        Which of the offices of a run, 0 to 2**12 - 1.

    Returns
    -------
    Workload
        The same for the same arguments, on every machine. Scenarios that differ only in staffing, service times or
        outages get the same people arriving with the same needs: common random numbers by construction.

    Raises
    ------
    ValueError
        If the seed, replication or office is out of range, or more cases are expected on a day than have addresses.
    """
    if HAS_NUMBA:
        return make_workload_compiled(scenario, seed, replication, office)
    return make_workload_plainly(scenario, seed, replication, office)


def make_workload_plainly(scenario: ResolvedScenario, seed: int, replication: int = 0, office: int = 0) -> Workload:
    """Decide everything that will happen in one replication, with NumPy alone.

    The same as :func:`make_workload` bit for bit; some ten times slower, and ready at once.

    Parameters
    ----------
    scenario : ResolvedScenario
        The office.
    seed, replication, office : int
        As for :func:`make_workload`.

    Returns
    -------
    Workload
        Equal in every array.
    """
    streams = Streams(seed, replication, office)
    booked, people = draw_arrivals(scenario, streams)
    cases = give_appointments(scenario, booked, streams)
    order = _order_of_arrival(cases, scenario.horizon_ms)
    cases, people = cases[order], people.take(order)
    return Workload(
        scenario=scenario,
        streams=streams,
        arrival_ms=cases["time_ms"].copy(),
        case_class=cases["case_class"].copy(),
        channel=cases["channel"].copy(),
        serial=cases["serial"].copy(),
        priority=_priorities(scenario, cases, people),
        start=cases["start"].copy(),
        no_show=cases["no_show"].copy(),
        people=people,
        outages=outage_intervals_ms(scenario.outages, scenario.horizon_ms, streams),
        slow=slow_intervals_ms(scenario.outages, scenario.horizon_ms, streams),
        shifts=shifts_kept(scenario.persons, scenario.horizon_ms // MS_PER_DAY, streams),
    )


def _order_of_arrival(cases: Cases, horizon_ms: int) -> NDArray[np.intp]:
    """Positions of the cases that arrive before the horizon, in order of their numbers."""
    later = ~is_backlog(cases["serial"])
    order = np.lexsort((cases["serial"], cases["case_class"], later, cases["time_ms"]))
    return order[cases["time_ms"][order] < horizon_ms]


def _priorities(scenario: ResolvedScenario, cases: Cases, people: People) -> NDArray[np.int8]:
    """The lowest rank of the class, the channel and the priority group of each case."""
    of_class = np.array([case_class.priority for case_class in scenario.case_classes])
    of_channel = np.array([LAST_RANK if c.priority == NEVER else c.priority for c in scenario.channels])
    of_group = np.array([*(rank for _, _, rank in scenario.population.priority_groups), LAST_RANK])  # -1: the last
    ranks = of_class[cases["case_class"]], of_channel[cases["channel"]], of_group[people.group]
    lowest: NDArray[np.int8] = np.min(ranks, axis=0, initial=LAST_RANK).astype(np.int8)
    return lowest
