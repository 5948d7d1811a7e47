"""What is true of every office, checked on random small ones."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offices import case_class, office, station
from random_offices import durations, offices, rich_offices
from simulator.engines import DEFAULT_ENGINE, get_engine
from simulator.eventlog import NONE, Cause, Event, EventLog, broken_invariants
from simulator.eventlog.kinds import ENDINGS
from simulator.measures import queue_area_ms
from simulator.workload import Workload, make_workload

SEEDS = st.integers(0, 2**32)
MANY = settings(max_examples=50, deadline=None)
ANY_OFFICE = offices() | rich_offices()


def simulate(scenario, seed):
    """By the quicker engine: tests/engines holds them to be twins."""
    return get_engine(DEFAULT_ENGINE)(make_workload(scenario.resolved, seed))


def rows(log: EventLog, *columns: str) -> list[tuple[int, ...]]:
    return list(zip(*(log[name].tolist() for name in columns), strict=True))


@MANY
@given(ANY_OFFICE, SEEDS)
def test_every_log_keeps_the_invariants(scenario, seed):
    assert broken_invariants(simulate(scenario, seed)) == []


@MANY
@given(ANY_OFFICE, SEEDS)
def test_cases_are_conserved(scenario, seed):
    """Arrivals = departures + deemed approvals + those who gave up + present at the end, counted row by row."""
    log = simulate(scenario, seed)
    present = set()
    for event, case in rows(log, "event", "case"):
        if event == Event.ARRIVAL:
            assert case not in present
            present.add(case)
        elif event in ENDINGS:
            present.remove(case)
        elif case != NONE:
            assert case in present
    count = {kind: int((log["event"] == kind).sum()) for kind in Event}
    assert count[Event.ARRIVAL] - sum(count[ending] for ending in ENDINGS) == len(present)


@MANY
@given(ANY_OFFICE, SEEDS)
def test_littles_law_holds_exactly(scenario, seed):
    """The area under the queue length is the sum of the waits clipped to the horizon, to the millisecond."""
    log = simulate(scenario, seed)
    joined, waited = {}, dict.fromkeys(range(len(log.names.stations)), 0)
    for event, case, place, time in rows(log, "event", "case", "station", "time_ms"):
        if case in joined:  # whatever happens to a case that waits ends its wait
            at, since = joined.pop(case)
            waited[at] += time - since
        if event == Event.QUEUE_JOIN:
            joined[case] = place, time
    for at, since in joined.values():
        waited[at] += log.horizon_ms - since
    for place, total in waited.items():
        assert queue_area_ms(log, place, np.array([0, log.horizon_ms]))[0] == total


@MANY
@given(ANY_OFFICE, SEEDS)
def test_nobody_waits_while_a_skilled_server_could_serve(scenario, seed):
    """Work conservation: after all that happens at an instant, a line and a free skilled server on shift exclude each other.

    Left out are stations of the rules that let a server idle: limits of starts, lines of their own without jockeying,
    and those that are down.
    """
    log = simulate(scenario, seed)
    stations = scenario.resolved.stations
    free = _FreeServers(scenario.resolved)
    columns = rows(log, "time_ms", "event", "case", "station", "server", "cause")
    waiting: dict[int, int] = {}
    down: set[int] = set()
    for row, (time, event, case, place, server, cause) in enumerate(columns):
        if event in (Event.OUTAGE_START, Event.OUTAGE_END):
            down ^= {cause - Cause.FIRST_SUBSYSTEM}
        waiting.pop(case, None)
        if event == Event.QUEUE_JOIN:
            waiting[case] = place
        free.see(event, case, place, server)
        if row + 1 < len(columns) and columns[row + 1][0] == time:
            continue
        for place in set(waiting.values()):
            rules = stations[place]
            if set(rules.needs) & down or rules.starts_per_shift >= 0 or rules.kind == "batch":
                continue
            assert rules.kind == "staffed", f"{list(waiting.values()).count(place)} wait without a server at {time}"
            if not rules.per_server_lines or rules.jockeying:
                assert not free.at(place), f"server free at {time} while somebody waits at station {place}"


class _FreeServers:
    """Who is on shift and serves nobody, as the log says."""

    def __init__(self, scenario):
        self.scenario = scenario
        self.on_shift: set[tuple[int, int]] = set()
        self.busy: dict[int, tuple[int, int]] = {}

    def see(self, event: int, case: int, place: int, server: int) -> None:
        pooled = place == NONE or not self.scenario.stations[place].servers
        position = (NONE if pooled else place, server)
        if event in (Event.SHIFT_START, Event.SHIFT_END):
            self.on_shift ^= {position}
        elif event == Event.SERVICE_START and server != NONE:
            self.busy[case] = position
        elif event in (Event.SERVICE_END, Event.RENEGE, Event.DEEMED_APPROVED):
            self.busy.pop(case, None)

    def at(self, place: int) -> set[tuple[int, int]]:
        persons = {(NONE, k) for k, person in enumerate(self.scenario.persons) if place in person.skills}
        own = {(place, k) for k, _ in enumerate(self.scenario.stations[place].servers)}
        return (persons | own) & self.on_shift - set(self.busy.values())


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
        started = log["event"] == Event.SERVICE_START
        return dict(zip(log["case"][started].tolist(), log["time_ms"][started].tolist(), strict=True))

    fewer, more = starts(servers), starts(servers + 1)
    assert fewer.keys() <= more.keys()
    assert all(more[case] <= start for case, start in fewer.items())


@settings(max_examples=50, deadline=None)
@given(ANY_OFFICE, SEEDS)
def test_the_same_workload_gives_the_same_log(scenario, seed):
    first, second = simulate(scenario, seed), simulate(scenario, seed)
    assert all(np.array_equal(first[name], second[name]) for name in first.columns)


@MANY
@given(ANY_OFFICE, SEEDS)
def test_staffed_stations_and_only_they_have_servers(scenario, seed):
    log = simulate(scenario, seed)
    starts = log["event"] == Event.SERVICE_START
    for index, rules in enumerate(scenario.resolved.stations):
        servers = log["server"][starts & (log["station"] == index)]
        assert np.all((servers != NONE) == (rules.kind == "staffed"))


# ---- changes that change nothing

_OF_OUTAGES = [Event.OUTAGE_START, Event.OUTAGE_END, Event.SERVICE_PAUSE, Event.SERVICE_RESUME]


@MANY
@given(offices(), SEEDS, st.integers(0, 86_399_999))
def test_a_zero_length_outage_changes_nothing(scenario, seed, moment_ms):
    """Apart from its own rows and the pauses and resumptions of that instant."""
    calm = office_without_outages(scenario)
    workload = make_workload(calm, seed)
    struck = replace(workload, outages=tuple(np.array([[moment_ms, moment_ms]]) for _ in workload.outages))
    engine = get_engine("reference")  # the other sorts what happens at set times, and would end it before it begins
    assert without(engine(workload), _OF_OUTAGES) == without(engine(struck), _OF_OUTAGES)


def office_without_outages(scenario):
    outages = tuple(replace(outage, renewals=()) for outage in scenario.resolved.outages)
    return replace(scenario.resolved, outages=outages)


def without(log: EventLog, kinds: list[Event]) -> list[tuple[int, ...]]:
    kept = ~np.isin(log["event"], kinds)
    return rows(log.where(kept), *[name for name in log.columns if name != "seq"])


@dataclass(frozen=True, kw_only=True)
class _Mapped(Workload):
    """A workload whose tables are those of another, each duration multiplied."""

    of: Any
    times: int = 1

    def service_times_ms(self, *place):
        return self.of.service_times_ms(*place) * self.times

    def patience_ms(self, *place):
        return self.of.patience_ms(*place) * self.times

    def repair_ms(self, *place):
        return self.of.repair_ms(*place) * self.times

    def failure_delay_ms(self, *place):
        return self.of.failure_delay_ms(*place) * self.times

    def check_draws(self, *place):
        return self.of.check_draws(*place)

    def never_returns(self, *place):
        return self.of.never_returns(*place)

    def failure_draws(self, *place):
        return self.of.failure_draws(*place)


def mapped(workload: Workload, times: int = 1, **fields: Any) -> _Mapped:
    own = {name: getattr(workload, name) for name in Workload.__dataclass_fields__}
    return _Mapped(**{**own, **fields}, of=workload, times=times)


@MANY
@given(ANY_OFFICE, SEEDS, st.randoms(use_true_random=False))
def test_relabelling_the_classes_changes_nothing(scenario, seed, random):
    """The same needs under other numbers give the same log, but for the numbers."""
    workload = make_workload(scenario.resolved, seed)
    order = list(range(len(scenario.resolved.case_classes)))
    random.shuffle(order)
    renamed = replace(scenario.resolved, case_classes=tuple(scenario.resolved.case_classes[old] for old in order))
    new_number = np.argsort(order).astype(np.int8)
    engine = get_engine("reference")
    before = engine(workload)
    after = engine(mapped(workload, scenario=renamed, case_class=new_number[workload.case_class]))
    for name in before.columns:
        expected = before[name]
        if name == "case_class":
            expected = np.where(expected == NONE, NONE, new_number[expected])
        assert np.array_equal(expected, after[name]), name


@MANY
@given(offices(), SEEDS, st.integers(2, 5))
def test_scaling_time_scales_the_log(scenario, seed, times):
    """All durations, arrivals, shifts and outages k times as long: everything happens k times as late."""
    workload = make_workload(scenario.resolved, seed)
    stretched = [
        replace(place, servers=tuple(replace(server, shifts=scaled(server.shifts, times)) for server in place.servers))
        for place in scenario.resolved.stations
    ]
    longer = replace(scenario.resolved, stations=tuple(stretched), horizon_ms=scenario.resolved.horizon_ms * times)
    engine = get_engine("reference")
    before = engine(workload)
    slowed = mapped(
        workload, times, scenario=longer, arrival_ms=workload.arrival_ms * times,
        outages=tuple(intervals * times for intervals in workload.outages),
    )  # fmt: skip
    after = engine(slowed)
    assert np.array_equal(before["time_ms"] * times, after["time_ms"])
    assert all(np.array_equal(before[name], after[name]) for name in before.columns if name != "time_ms")


def scaled(intervals, times):
    return tuple((start * times, end * times) for start, end in intervals)


@pytest.mark.verify
def test_the_random_offices_use_every_kind_of_event():
    """What is true of every office says little of rules that never come up."""
    seen: set[int] = set()

    @settings(max_examples=300, deadline=None, database=None, derandomize=True)
    @given(rich_offices(), SEEDS)
    def look(scenario, seed):
        seen.update(simulate(scenario, seed)["event"].tolist())

    look()
    assert seen == set(map(int, Event))
