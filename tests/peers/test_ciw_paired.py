"""Given the same arrivals, services, patience, returns and outages, Ciw and our engines agree to the millisecond."""

from functools import cache
from itertools import islice, pairwise

import ciw
import numpy as np
import pytest

from offices import TEXT, case_class, exponential, office, station
from peers.paired_office import PairedOffice
from peers.visits import Visit, visits_in_log
from simulator.calendars import MS_PER_HOUR
from simulator.engines import get_engine
from simulator.eventlog import Event, EventLog
from simulator.scenario import Scenario
from simulator.workload import Workload, make_workload

pytestmark = pytest.mark.peer

RUNS = 20
HORIZON = {"days": 3, "source": "assumed"}
PROFILE = {"hourly": {7: 4, 8: 8, 9: 12, 10: 9, 11: 5, 13: 7, 14: 3}, "source": "assumed"}


def gamma(mean_min, cv=0.5):
    return {"distribution": "gamma", "mean_min": mean_min, "cv": cv, "source": "assumed"}


def day(morning, afternoon):
    """A roster with a break that no service outlasts: Ciw knows no overtime into the next shift as we do."""
    hours = (("08:00", "12:00", morning), ("13:00", "15:00", afternoon))
    return [{"from": start, "to": end, "servers": servers} for start, end, servers in hours]


def channel(name="loket"):
    return {"name": name, "title": TEXT, "arrival_profile": PROFILE}


def cases(per_day, *names, back=0.0, **fields):
    """A class whose route ends in rework with a probability, to the route's first station."""
    route = [{"station": name} for name in names]
    if back:
        route[-1]["rework"] = {"probability": back, "back_to": names[0], "source": "assumed"}
    return case_class(**{"arrivals": {"per_day": per_day, "source": "assumed"}, "route": route, **fields})


def office_of(stations, *classes, **fields):
    given = {"stations": stations, "case_classes": [*classes], **fields}
    return office(**{"horizon": HORIZON, "channels": [channel()], **given})


@cache
def offices() -> dict[str, Scenario]:
    two = {"one": gamma(8), "two": gamma(6)}
    priority = {"discipline": "priority", "roster": day(3, 2)}
    impatient = {"roster": day(2, 2), "patience": gamma(25, 1.0)}
    return {
        "first in first out, shifts": office_of([station(roster=day(3, 2), service_time=gamma(9))], cases(100, "one")),
        "priorities": office_of(
            [station(name, service_time=time, **priority) for name, time in two.items()],
            *(cases(35, "one", "two", name=name, priority=rank) for name, rank in (("a", 2), ("b", 1), ("c", 2))),
        ),
        "reneging": office_of(
            [station(name, service_time=time, **impatient) for name, time in two.items()], cases(100, "one", "two")
        ),
        "rework": office_of(
            [station(name, service_time=time, roster=day(3, 3)) for name, time in two.items()],
            cases(80, "one", "two", back=0.25),
        ),
        "balking": office_of(
            [
                station(name, roster=day(2, 1), service_time=gamma(9), balk_at_queue=limit)
                for name, limit in (("one", 5), ("two", 0))
            ],
            cases(90, "one", name="a"),
            cases(60, "two", name="b"),
        ),
        "shift end pauses": office_of(
            [station(roster=day(2, 2), at_shift_end="pause", service_time=gamma(12, 1.0))], cases(60, "one")
        ),
        **{
            f"outages, services {what}": office_of(
                [station(servers=2, service_time=gamma(12, 1.0), needs=["oss"], on_outage={"effect": effect})],
                cases(90, "one"),
                outages=[{"subsystem": "oss", "title": TEXT, "up": exponential(90), "down": exponential(20)}],
            )
            for what, effect in (("resume", "wait"), ("restart", "restart"))
        },
        "all at once": whole_office(),
    }


def whole_office() -> Scenario:
    """Two channels, two classes of unequal rank, three stations with staff, each with its own limits."""
    routes = {
        name: [
            {"station": first},
            {"station": "verification", "rework": {"probability": 0.2, "back_to": first, "source": "assumed"}},
            {"station": "approval", "service_time": gamma(approval_min)},
        ]
        for name, first, approval_min in (("loket", "counter", 5), ("daring", "portal", 3))
    }
    shares = {"channels": {"shares": {"loket": 0.7, "daring": 0.3}}, "routes": routes}
    priority = {"discipline": "priority"}
    return office_of(
        [
            station("counter", roster=day(3, 2), service_time=gamma(8), patience=gamma(30, 1.0), **priority),
            station("portal", kind="self_service", service_time=gamma(20)),
            station("verification", roster=day(3, 3), service_time=gamma(9), patience=gamma(200), **priority),
            station("approval", servers=1, **priority),
        ],
        cases(70, "counter", name="a", priority=2, **shares),
        cases(25, "counter", name="b", priority=1, **shares),
        channels=[channel("loket"), channel("daring")],
    )


MUST_OCCUR = {
    "first in first out, shifts": {"wait", "overtime", "next day"},
    "priorities": {"wait", "overtake"},
    "reneging": {"wait", "renege"},
    "rework": {"wait", "again"},
    "balking": {"wait", "balk"},
    "shift end pauses": {"wait", "pause"},
    "outages, services resume": {"wait", "pause"},
    "outages, services restart": {"wait", "pause"},
    "all at once": {"wait", "overtake", "renege", "again"},
}


def occurring(log: EventLog, visits: list[Visit]) -> set[str]:
    """What a run has in it, so that an agreement about nothing is noticed."""
    served = [visit for visit in visits if visit.start_ms is not None]
    by_join = sorted(served, key=lambda visit: (visit.station, visit.join_ms))
    events = log["event"]
    checks = {
        "wait": any(visit.start_ms > visit.join_ms for visit in served),
        "next day": any(visit.start_ms - visit.join_ms > 15 * MS_PER_HOUR for visit in served),
        "overtake": any(a.station == b.station and a.start_ms > b.start_ms for a, b in pairwise(by_join)),
        "overtime": any(12 <= visit.end_ms / MS_PER_HOUR % 24 < 13 for visit in served if visit.end_ms),
        "renege": (events == Event.RENEGE).any(),
        "balk": (events == Event.BALK).any(),
        "again": (events == Event.REWORK).any(),
        "pause": (events == Event.SERVICE_PAUSE).any(),
    }
    return {what for what, found in checks.items() if found}


def has_ties(log: EventLog) -> bool:
    """Whether two things that do not follow from each other happen at the same millisecond: there Ciw throws dice."""
    own = np.isin(log["event"], [Event.ARRIVAL, Event.SERVICE_END, Event.RENEGE])
    shared = np.isin(log["event"], [Event.SHIFT_START, Event.SHIFT_END, Event.OUTAGE_START, Event.OUTAGE_END])
    times = np.concatenate([log["time_ms"][own], np.unique(log["time_ms"][shared])])
    return len(np.unique(times)) < len(times)


def untied_runs(scenario: Scenario, engine: str, seed: int, wanted: int = RUNS) -> list[tuple[Workload, EventLog]]:
    workloads = (make_workload(scenario.resolved, seed, replication) for replication in range(2 * wanted))
    logs = ((workload, get_engine(engine)(workload)) for workload in workloads)
    return list(islice(((workload, log) for workload, log in logs if not has_ties(log)), wanted))


@pytest.mark.parametrize("name", MUST_OCCUR)
def test_every_visit_is_the_same(name, engine, seed):
    """Who joins where and when, when each service starts and ends, who reneges and balks, who is still there."""
    scenario = offices()[name]
    runs = untied_runs(scenario, engine, seed)
    assert len(runs) == RUNS
    found = set()
    for workload, log in runs:
        ours = visits_in_log(log)
        assert len(ours) >= 150
        assert PairedOffice(scenario, workload=workload).visits(seed) == ours
        found |= occurring(log, ours)
    assert found >= MUST_OCCUR[name]


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("first in first out, shifts", {"service_factor": 1.05}),
        ("first in first out, shifts", {"discipline": ciw.disciplines.LIFO}),
        ("first in first out, shifts", {"shifts_late_ms": float(MS_PER_HOUR)}),
        ("first in first out, shifts", {"more_servers": 1}),
        ("priorities", {"last_rank_first": True}),
        ("priorities", {"discipline": ciw.disciplines.LIFO}),
        ("reneging", {"patience_factor": 1.05}),
        ("rework", {"first_needs_again": True}),
        ("balking", {"more_places": 1}),
        ("shift end pauses", {"after_interruption": "restart"}),
        ("outages, services resume", {"after_interruption": "restart"}),
        ("outages, services restart", {"after_interruption": "resume"}),
        ("all at once", {"first_needs_again": True}),
        ("all at once", {"last_rank_first": True}),
    ],
    ids=lambda value: value if isinstance(value, str) else ", ".join(value),
)
def test_a_fault_on_one_side_is_seen(name, fault, engine, seed):
    """The comparison can fail: with one thing wrong in Ciw's office, the visits differ."""
    scenario = offices()[name]
    ((workload, log),) = untied_runs(scenario, engine, seed, wanted=1)
    assert PairedOffice(scenario, workload=workload, **fault).visits(seed) != visits_in_log(log)
