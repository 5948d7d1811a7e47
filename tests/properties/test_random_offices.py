"""What is true of every office, checked on random small ones."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from offices import case_class, office, station
from random_offices import durations, offices
from simulator.engines import get_engine
from simulator.eventlog import NONE, Event, broken_invariants
from simulator.measures import queue_area_ms
from simulator.workload import make_workload

SEEDS = st.integers(0, 2**32)
MANY = settings(max_examples=80, deadline=None)


def simulate(scenario, seed):
    return get_engine("reference")(make_workload(scenario.resolved, seed))


@MANY
@given(offices(), SEEDS)
def test_every_log_keeps_the_invariants(scenario, seed):
    assert broken_invariants(simulate(scenario, seed)) == []


@MANY
@given(offices(), SEEDS)
def test_cases_are_conserved(scenario, seed):
    """Arrivals = departures + balks + reneges + present at the end, counted row by row."""
    log = simulate(scenario, seed)
    present = set()
    for event, case in zip(log["event"].tolist(), log["case"].tolist(), strict=True):
        if event == Event.ARRIVAL:
            assert case not in present
            present.add(case)
        elif event in (Event.DEPARTURE, Event.BALK, Event.RENEGE):
            present.remove(case)
    count = {kind: int((log["event"] == kind).sum()) for kind in Event}
    assert count[Event.ARRIVAL] - count[Event.DEPARTURE] - count[Event.BALK] - count[Event.RENEGE] == len(present)


@MANY
@given(offices(), SEEDS)
def test_littles_law_holds_exactly(scenario, seed):
    """The area under the queue length is the sum of the waits clipped to the horizon, to the millisecond."""
    log = simulate(scenario, seed)
    joined, waited = {}, dict.fromkeys(range(len(log.names.stations)), 0)
    for event, case, visit, place, time in zip(
        *(log[c].tolist() for c in ("event", "case", "visit", "station", "time_ms")), strict=True
    ):
        if event == Event.QUEUE_JOIN:
            joined[case, visit, place] = time
        elif event in (Event.SERVICE_START, Event.RENEGE):
            waited[place] += time - joined.pop((case, visit, place))
    for (_, _, place), time in joined.items():
        waited[place] += log.horizon_ms - time
    for place, total in waited.items():
        assert queue_area_ms(log, place, np.array([0, log.horizon_ms]))[0] == total


@MANY
@given(offices(), SEEDS)
def test_nobody_waits_while_a_server_could_serve(scenario, seed):
    """Work conservation: after all that happens at an instant, a line and a free server on shift exclude each other."""
    log = simulate(scenario, seed)
    down, needs = set(), [set(s.needs) for s in scenario.resolved.stations]
    waiting, on_shift, busy = ([0] * len(needs), [set() for _ in needs], [set() for _ in needs])
    columns = [log[c].tolist() for c in ("time_ms", "event", "station", "server", "cause")]
    times = columns[0]
    for row, (time, event, place, server, cause) in enumerate(zip(*columns, strict=True)):
        match event:
            case Event.QUEUE_JOIN:
                waiting[place] += 1
            case Event.SERVICE_START | Event.RENEGE:
                waiting[place] -= 1
                if event == Event.SERVICE_START:
                    busy[place].add(server)
            case Event.SERVICE_END:
                busy[place].discard(server)
            case Event.SHIFT_START:
                on_shift[place].add(server)
            case Event.SHIFT_END:
                on_shift[place].discard(server)
            case Event.OUTAGE_START:
                down.add(cause - 10)
            case Event.OUTAGE_END:
                down.discard(cause - 10)
        if row + 1 < len(times) and times[row + 1] == time:
            continue
        for index, station_needs in enumerate(needs):
            if waiting[index] and not station_needs & down:
                assert not scenario.resolved.stations[index].self_service
                assert not on_shift[index] - busy[index], f"server free at {time} while {waiting[index]} wait"


@settings(max_examples=100, deadline=None)
@given(durations(), st.floats(1, 20), st.integers(1, 4), SEEDS)
def test_one_more_server_at_one_fifo_station_delays_nobody(service_time, per_hour, servers, seed):
    """Kiefer and Wolfowitz: with the same arrivals and services, in FIFO order, every case starts no later."""

    def starts(count):
        scenario = office(
            stations=[station(servers=count, service_time=service_time)],
            case_classes=[case_class(per_hour=per_hour, route=[{"station": "one"}])],
        )
        log = simulate(scenario, seed)
        rows = log["event"] == Event.SERVICE_START
        return dict(zip(log["case"][rows].tolist(), log["time_ms"][rows].tolist(), strict=True))

    fewer, more = starts(servers), starts(servers + 1)
    assert fewer.keys() <= more.keys()
    assert all(more[case] <= start for case, start in fewer.items())


@settings(max_examples=50, deadline=None)
@given(offices(), SEEDS)
def test_the_same_workload_gives_the_same_log(scenario, seed):
    first, second = simulate(scenario, seed), simulate(scenario, seed)
    assert all(np.array_equal(first[name], second[name]) for name in first.columns)


@MANY
@given(offices(), SEEDS)
def test_self_service_and_only_that_has_no_server(scenario, seed):
    log = simulate(scenario, seed)
    starts = log["event"] == Event.SERVICE_START
    for index, rules in enumerate(scenario.resolved.stations):
        servers = log["server"][starts & (log["station"] == index)]
        assert np.all((servers == NONE) == rules.self_service)
