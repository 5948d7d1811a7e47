"""Where Ciw follows other rules than docs/model.md: the evidence for tests/peers/README.md.

A test that turns red on Ciw's side says that Ciw has changed, and that more can be compared than before.
"""

from dataclasses import replace
from typing import Any

import ciw
import numpy as np
import pytest
from ciw.dists import Deterministic, Exponential, PoissonIntervals, Sequential

from offices import case_class, exponential, office, station
from peers.paired_office import PairedOffice
from peers.visits import Visit, visits_in_ciw, visits_in_log
from simulator.calendars import MS_PER_HOUR
from simulator.engines import get_engine
from simulator.eventlog import Event
from simulator.workload import make_workload

pytestmark = pytest.mark.peer

HOUR = {"distribution": "deterministic", "mean_min": 60, "source": "assumed"}
HALF_AN_HOUR = {**HOUR, "mean_min": 30}


def ours(engine: str, arrivals_h: list[float], *stations: dict[str, Any]) -> list[Visit]:
    """Visits of cases that come to our stations in turn at these hours; the others come too late to matter."""
    route = [{"station": place["name"]} for place in stations]
    rules = office(stations=[*stations], case_classes=[case_class(route=route)]).resolved
    drawn = make_workload(rules, seed=0)
    times_ms = np.full_like(drawn.arrival_ms, rules.horizon_ms - 1)
    times_ms[: len(arrivals_h)] = [round(hour * MS_PER_HOUR) for hour in arrivals_h]
    visits = visits_in_log(get_engine(engine)(replace(drawn, arrival_ms=times_ms)))
    return [visit for visit in visits if visit.case < len(arrivals_h)]


def theirs(seed: int = 0, **network: Any) -> list[Visit]:
    """Visits in Ciw, which is told hours."""
    ciw.seed(seed)
    simulation = ciw.Simulation(ciw.create_network(**network))
    simulation.simulate_until_max_time(24)
    return visits_in_ciw(simulation)


def at(*hours: float) -> Sequential:
    """Arrivals at these hours."""
    return Sequential([*np.diff(hours, prepend=0).tolist(), float("inf")])


def starts(visits: list[Visit], station: int = 0) -> list[float | None]:
    """Service starts at a station, by case."""
    return [visit.start_ms for visit in visits if visit.station == station]


def starts_h(visits: list[Visit], station: int = 0) -> list[float]:
    return [start_ms / MS_PER_HOUR for start_ms in starts(visits, station)]


def test_a_change_of_shift_brings_new_servers_beside_those_at_work(engine):
    """Shifts that touch are one (S5): two serve, then two. In Ciw two more begin at 10, and four serve."""
    roster = [{"from": "08:00", "to": "10:00", "servers": 2}, {"from": "10:00", "to": "18:00", "servers": 2}]
    arrivals = [9.25, 9.5, 9.75, 9.875]
    assert starts_h(ours(engine, arrivals, station(roster=roster, service_time=HOUR))) == [9.25, 9.5, 10.25, 10.5]
    shifts = ciw.Schedule([0, 2, 2, 0], [8, 10, 18, 24], preemption=False)
    visits = theirs(
        arrival_distributions=[at(*arrivals)], service_distributions=[Deterministic(1.0)], number_of_servers=[shifts]
    )
    assert starts(visits) == [9.25, 9.5, 10.0, 10.0]


def test_overtime_does_not_hold_up_the_next_shift(engine):
    """One server who finishes the last service first (S6). In Ciw another server comes with the next shift."""
    roster = [{"from": "08:00", "to": "12:00", "servers": 1}, {"from": "12:15", "to": "18:00", "servers": 1}]
    arrivals = [11.5, 12.125]
    assert starts_h(ours(engine, arrivals, station(roster=roster, service_time=HOUR))) == [11.5, 12.5]
    shifts = ciw.Schedule([0, 1, 0, 1, 0], [8, 12, 12.25, 18, 24], preemption=False)
    visits = theirs(
        arrival_distributions=[at(*arrivals)], service_distributions=[Deterministic(1.0)], number_of_servers=[shifts]
    )
    assert starts(visits) == [11.5, 12.25]


def test_service_comes_before_impatience_at_the_same_instant(engine):
    """Whose patience ends as a server becomes free leaves (S12). In Ciw the service end is first, and takes them."""
    arrivals = [9.0, 9.5]
    impatient = station(servers=1, service_time=HOUR, patience=HALF_AN_HOUR)
    assert [visit.ending for visit in ours(engine, arrivals, impatient)] == [Event.SERVICE_END, Event.RENEGE]
    visits = theirs(
        arrival_distributions=[at(*arrivals)],
        service_distributions=[Deterministic(1.0)],
        reneging_time_distributions=[Deterministic(0.5)],
        number_of_servers=[1],
    )
    assert [visit.ending for visit in visits] == [Event.SERVICE_END, Event.SERVICE_END]


def test_dice_say_who_of_two_comes_first(engine):
    """The lower case number (T3). In Ciw the seed decides who of two whose services end together is first next door."""
    places = [station(name, servers=n, service_time=HOUR) for name, n in (("one", 2), ("two", 1))]
    assert starts_h(ours(engine, [9.0, 9.0], *places), station=1) == [10.0, 11.0]
    network = {
        "arrival_distributions": [at(9.0, 9.0), None],
        "service_distributions": [Deterministic(1.0), Deterministic(1.0)],
        "number_of_servers": [2, 1],
        "routing": [[0.0, 1.0], [0.0, 0.0]],
    }
    assert {tuple(starts(theirs(seed, **network), station=1)) for seed in range(30)} == {(10.0, 11.0), (11.0, 10.0)}


def test_nobody_balks_after_rework(engine, seed):
    """The limit holds at every joining of the line (S9). Ciw asks only those who come from outside."""
    again = {"probability": 0.4, "back_to": "one", "source": "assumed"}
    scenario = office(
        horizon={"days": 5, "source": "assumed"},
        stations=[
            station("one", servers=1, service_time=exponential(40), balk_at_queue=1),
            station("two", servers=5, service_time=exponential(40)),
        ],
        case_classes=[case_class(per_hour=2, route=[{"station": "one"}, {"station": "two", "rework": again}])],
    )
    workload = make_workload(scenario.resolved, seed)
    in_our_log = visits_in_log(get_engine(engine)(workload))
    in_ciw = PairedOffice(scenario, workload=workload).visits(seed)
    first = {case: min(v.join_ms for v in in_our_log if v.case == case) for case in range(workload.n_cases)}
    balks = [[v for v in visits if v.ending == Event.BALK] for visits in (in_our_log, in_ciw)]
    assert any(visit.join_ms > first[visit.case] for visit in balks[0])
    assert balks[1]
    assert all(visit.join_ms == first[visit.case] for visit in balks[1])


def test_arrivals_by_the_hour_are_drawn_when_the_network_is_made():
    """Two simulations of one network have the same arrivals, whatever the seed: each needs a network of its own."""
    network = ciw.create_network(
        arrival_distributions=[PoissonIntervals(rates=[1.0, 3.0], endpoints=[12, 24], max_sample_date=24)],
        service_distributions=[Exponential(rate=4.0)],
        number_of_servers=[1],
    )
    joins = []
    for seed in (1, 2):
        ciw.seed(seed)
        simulation = ciw.Simulation(network)
        simulation.simulate_until_max_time(24)
        joins.append([visit.join_ms for visit in visits_in_ciw(simulation)])
    assert len(joins[0]) > 10
    assert joins[0] == joins[1]


def test_arrivals_by_the_hour_go_on_after_their_end_in_the_first_interval():
    """`max_sample_date` cuts every interval but the first."""
    ciw.seed(0)
    assert max(PoissonIntervals(rates=[10.0], endpoints=[24], max_sample_date=12).dates) > 12
