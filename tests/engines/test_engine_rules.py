"""Rules of the model that a trace in whole minutes cannot show."""

from dataclasses import replace

import numpy as np
import pytest

from hand_office import hand_workload, lines
from offices import TEXT, case_class, exponential, office, queue, station, steps
from simulator.engines import get_engine
from simulator.eventlog import NONE, Event, broken_invariants
from simulator.scenario import ResolvedScenario
from simulator.workload import Workload, make_workload


def one_case(service_ms: int, factor: int = 1000) -> Workload:
    """A case that a person with a factor serves."""
    trace = {
        "stations": [{"name": "one"}],
        "staff": [{"name": "depan", "persons": 1, "skills": ["one"], "roster": [{"from": "00:00", "to": "24:00", "servers": 1}],
                   "factors": [[[0, factor, 1000]]]}],
        "route": ["one"],
        "cases": [{"at": 1, "service": {"one": [service_ms / 60_000]}}],
    }  # fmt: skip
    return hand_workload(trace)


@pytest.mark.parametrize(
    ("service_ms", "factor", "expected_ms"),
    [(3, 1500, 5), (1, 1499, 1), (1, 1500, 2), (7, 500, 4), (1, 100, 1), (1, 499, 1), (1001, 999, 1000)],
)
def test_a_persons_service_time_is_rounded_half_up_and_at_least_one_millisecond(
    engine, service_ms, factor, expected_ms
):
    """P1: 3 ms at 1.5 are 4.5, rounded 5; a tenth of a millisecond is one."""
    log = get_engine(engine)(one_case(service_ms, factor))
    times = log["time_ms"][np.isin(log["event"], [Event.SERVICE_START, Event.SERVICE_END])]
    assert np.diff(times).tolist() == [expected_ms]


def with_again(scenario: ResolvedScenario, again: float) -> ResolvedScenario:
    """The scenario with another probability for those who failed before."""
    first = scenario.case_classes[0]
    steps = [replace(s, checks=tuple(replace(c, again=again) for c in s.checks)) for s in first.routes[0]]
    return replace(scenario, case_classes=(replace(first, routes=(tuple(steps), *first.routes[1:])),))


@pytest.mark.parametrize(("again", "visits"), [(0.5, 3), (0.48, 2), (0.0, 2)])
def test_who_failed_a_check_fails_it_again_with_its_own_probability(engine, again, visits):
    """Q1: draws of 0.49 fail a probability of 0.5 the first time, and then that of `again`."""
    trace = {
        "stations": [{"name": "one", "servers": 1}],
        "route": [{"station": "one", "nik_to": "one"}],
        "cases": [{"at": 1, "service": {"one": [1, 1, 1]}, "nik": {"one": [True, True, False]}}],
    }
    workload = hand_workload(trace)
    log = get_engine(engine)(replace(workload, scenario=with_again(workload.scenario, again)))
    assert (log["event"] == Event.SERVICE_START).sum() == visits


def minutes(value: int) -> dict:
    return {"distribution": "deterministic", "mean_min": value, "source": "assumed"}


def test_after_a_switch_the_needs_are_those_of_the_other_channel(engine):
    """L2, S13: a case is served for as long as the route of the channel by which it comes now says."""
    failure = {"switch": {"daring": 1}, "delay": minutes(5), "attempts": 2, "source": "assumed"}
    scenario = office(
        channels=[
            {"name": "loket", "title": TEXT, "on_failure": failure},
            {"name": "daring", "title": TEXT, "kind": "online"},
        ],
        stations=[station(servers=1, balk_at_queue=0), station("web", kind="self_service")],
        case_classes=[
            case_class(per_hour=6)
            | {"routes": {"loket": steps("one", "web", service_time=minutes(20)), "daring": steps("web", service_time=minutes(4))}}
        ],
    )  # fmt: skip
    log = get_engine(engine)(make_workload(scenario.resolved, seed=1))
    table = log.to_frame()
    at_web = table[table["station"] == "web"].pivot_table(
        index=["case", "channel"], columns="event", values="time_ms", observed=True
    )
    took = (at_web["service_end"] - at_web["service_start"]).dropna() / 60_000
    by_channel = took.groupby("channel", observed=True).agg(["min", "max", "size"])
    assert by_channel.loc["loket", ["min", "max"]].tolist() == [20, 20]
    assert by_channel.loc["daring", ["min", "max"]].tolist() == [4, 4]
    assert by_channel["size"].min() > 5


@pytest.mark.parametrize("deemed_approval", [True, False])
def test_a_deadline_approves_only_where_the_law_says_so(engine, deemed_approval):
    """K3: without deemed approval the case waits on."""
    trace = {
        "days": 3,
        "classes": {"a": {"deadline_days": 1, "deemed_approval": deemed_approval}},
        "stations": [{"name": "one", "servers": 0}],
        "route": ["one"],
        "cases": [{"at": 1}],
    }
    log = get_engine(engine)(hand_workload(trace))
    assert ("2880 deemed_approved #0 v0" in lines(log)) == deemed_approval
    assert broken_invariants(log) == []


def test_a_route_may_be_reached_only_by_switching(engine, seed):
    """L2: nobody chooses to go online at first; who finds the counter full does."""
    failure = {"switch": {"daring": 1}, "delay": exponential(5), "attempts": 2, "source": "assumed"}
    scenario = office(
        channels=[
            {"name": "loket", "title": TEXT, "on_failure": failure},
            {"name": "daring", "title": TEXT, "kind": "online"},
        ],
        stations=[station(servers=1, balk_at_queue=0), station("web", kind="self_service")],
        case_classes=[
            case_class(per_hour=6, route=steps("one", service_time=exponential(20)))
            | {"routes": {name: steps(place, service_time=exponential(20)) for name, place in (("loket", "one"), ("daring", "web"))}}
        ],
    )  # fmt: skip
    log = get_engine(engine)(make_workload(scenario.resolved, seed))
    switched = (log["event"] == Event.SWITCH_CHANNEL).sum()
    assert switched > 10
    assert (log["event"][log["station"] == 1] == Event.SERVICE_START).sum() == switched


# ---- the last that there is room for


def test_the_last_visit_that_a_log_can_count(engine):
    """A visit has 16 bits, one of them for the sign."""
    most = 2**15 - 1
    trace = {
        "stations": [{"name": "one", "kind": "system"}],
        "route": [{"station": "one", "nik_to": "one"}],
        "cases": [{"at": 1, "service": {"one": [1 / 60_000]}}],
    }
    workload = hand_workload(trace)
    draws = np.full((3, 1, 1, most + 1), 0.99)
    draws[0, 0, 0, :most] = 0.49
    of_visits = ("service_ms", "patience_ms", "repair_ms", "never_returns")
    again = {name: np.repeat(getattr(workload.given, name)[..., :1], most + 1, axis=-1) for name in of_visits}
    log = get_engine(engine)(replace(workload, given=replace(workload.given, check_draws=draws, **again)))
    assert (log["event"][-1], log["visit"][-1]) == (Event.DEPARTURE, most)


def test_equipment_that_fails_without_end_is_said(engine):
    """S13: a service in which equipment fails more often than a random number has addresses for cannot be drawn."""
    equipment = {"up": exponential(600), "down": exponential(1), "source": "assumed"}
    scenario = queue(6, minutes(60), breakdowns=equipment).resolved
    place = scenario.stations[0]
    worn_out = replace(place, breakdown_up=replace(place.breakdown_up, a=1e-6))
    with pytest.raises(ValueError, match="the equipment of the station one fails more than"):
        get_engine(engine)(make_workload(replace(scenario, stations=(worn_out,)), seed=1))


def test_a_station_without_servers_has_one_line(engine):
    """S8: there is no server whose line could be its own."""
    trace = {
        "stations": [{"name": "one", "servers": 0, "lines": "per_server", "balk_at_queue": 1}],
        "route": ["one"],
        "cases": [{"at": 1}, {"at": 2}],
    }
    said = lines(get_engine(engine)(hand_workload(trace)))
    assert [row for row in said if "#" in row and "arrival" not in row and "choice" not in row] == [
        "1 queue_join #0 v0 one",
        "2 balk #1 v0 one queue_limit",
        "2 give_up #1 v0 queue_limit",
    ]


# ---- rules that a file of the hand traces cannot say


@pytest.mark.parametrize(
    ("draw", "channel"),
    [(0.19, 1), (0.2, 2), (0.49, 2), (0.5, 3), (0.69, 3), (0.7, 4), (0.79, 4), (0.8, NONE), (0.99, NONE)],
)
def test_who_failed_switches_where_the_sum_of_shares_exceeds_the_number(engine, draw, channel):
    """L1: 0.2 come back, 0.3, 0.2 and 0.1 switch, the rest gives up."""
    names = ["a", "b", "c", "d"]
    trace = {
        "channels": {
            "first": {"on_failure": {"switch": {"d": 1}, "attempts": 2}},
            "a": {"on_failure": {"switch": {"b": 1}, "attempts": 2}},
            **{name: {"kind": "online"} for name in names[1:]},
        },
        "stations": [{"name": "one", "servers": 0, "balk_at_queue": 0}, {"name": "web", "kind": "self_service"}],
        "routes": {"x": {"a": ["one"], **{name: ["web"] for name in names[1:]}}},
        "cases": [{"at": 1, "channel": "a", "service": {"web": [1, 1]}, "failure": [{"do": "retry", "after": 5}]}],
    }
    workload = hand_workload(trace)
    first, second, *others = workload.scenario.channels
    second = replace(second, retry=0.2, switch=((2, 0.3), (3, 0.2), (4, 0.1)))
    log = get_engine(engine)(
        replace(
            workload,
            scenario=replace(workload.scenario, channels=(first, second, *others)),
            given=replace(workload.given, failure_draws=np.full_like(workload.given.failure_draws, draw)),
        )
    )
    back = log["channel"][log["event"] == Event.RETURN_APPLICANT].tolist()
    assert back == ([] if channel == NONE else [channel])
    assert (Event.SWITCH_CHANNEL in log["event"]) == (channel > 1)


def test_each_workload_of_an_office_has_its_own_priorities(engine):
    """S1: the same office, first with cases of two priorities, then with others of four."""
    trace = {
        "stations": [{"name": "one", "servers": 1, "discipline": "priority"}],
        "route": ["one"],
        "cases": [{"at": 1 + k, "service": {"one": [10]}} for k in range(5)],
    }
    workload = hand_workload(trace)
    for priorities, order in (((1, 2, 1, 2, 1), [0, 2, 4, 1, 3]), ((9, 127, 5, 0, 126), [0, 3, 2, 4, 1])):
        log = get_engine(engine)(replace(workload, priority=np.array(priorities, np.int8)))
        assert log["case"][log["event"] == Event.SERVICE_START].tolist() == order
