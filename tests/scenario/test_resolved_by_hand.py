"""Resolved numbers worked out on paper from the valid files: what the golden files must contain, and why."""

from math import isclose
from pathlib import Path

import pytest

from simulator.scenario import NEVER, Duration, Scenario, load_scenario, resolve

VALID = Path(__file__).with_name("valid")
HOUR = 3_600_000


def valid(name: str) -> Scenario:
    return load_scenario(VALID / f"{name}.yaml")


def per_hour(rates: tuple[float, ...]) -> dict[int, float]:
    """Hours in which cases arrive, and how many."""
    return {hour: rate for hour, rate in enumerate(rates) if rate}


@pytest.mark.parametrize(
    ("station", "kind", "a", "b"),
    [
        ("eksponensial", "exponential", 0.25, 0),
        # variance of the logarithm: ln(1 + 0.5²) = ln 1.25 = 0.2231436, its root 0.4723807; ln 30 - 0.2231436 / 2
        ("lognormal-rerata", "lognormal", 3.2896256060, 0.4723807271),
        # ln(1 + 2²) = ln 5 = 1.6094379, its root 1.2686362; the logarithm of the median, ln 25
        ("lognormal-median", "lognormal", 3.2188758249, 1.2686362412),
        # shape 1 / 0.5² = 4, scale 8 / 4 = 2
        ("gamma", "gamma", 2, 4),
        ("tetap", "deterministic", 5, 0),
    ],
)
def test_parameters_of_distributions(station: str, kind: str, a: float, b: float):
    office = valid("distributions")
    names = [each.name for each in office.resolved.stations]
    time = office.resolved.case_classes[0].routes[0][names.index(station)].service_time
    assert time.kind == kind
    assert isclose(time.a, a, abs_tol=1e-9)
    assert isclose(time.b, b, abs_tol=1e-9)


def test_empirical_durations_keep_their_order_and_end_in_one():
    *_, equal, weighted = (step.service_time for step in valid("distributions").resolved.case_classes[0].routes[0])
    assert equal == Duration("empirical", values=(4, 6, 30, 2.5), cumulative=(0.25, 0.5, 0.75, 1))
    assert weighted == Duration("empirical", values=(5, 10, 45), cumulative=(0.75, 0.75, 1))


def test_arrivals_by_channel_and_hour():
    nib, question = valid("channels").resolved.case_classes
    # 40 a day, three quarters to the counter: 30, of which 3/6, 2/6 and 1/6 at 8, 9 and 13 o'clock
    assert per_hour(nib.hourly_rates[0]) == pytest.approx({8: 15, 9: 10, 13: 5})
    # the other 10 evenly round the clock
    assert per_hour(nib.hourly_rates[1]) == pytest.approx(dict.fromkeys(range(24), 10 / 24))
    assert per_hour(question.hourly_rates[0]) == {}
    assert per_hour(question.hourly_rates[1]) == pytest.approx(dict.fromkeys(range(24), 1.5))


def test_routes_follow_the_channels_of_the_scenario():
    nib, question = valid("channels").resolved.case_classes
    assert [[step.station for step in route] for route in nib.routes] == [[0], [1, 0]]
    assert [[step.station for step in route] for route in question.routes] == [[], [1]]
    # the step's own service time goes before the station's
    assert [step.service_time.a for step in nib.routes[1]] == [25, 4]


def test_shifts_of_each_server_in_hours():
    office, night, always, closed = (
        [[(start / HOUR, end / HOUR) for start, end in server] for server in station.shifts]
        for station in valid("rosters").resolved.stations
    )
    # 3 servers 8-12, 1 server 12-13, 2 servers 13-16: the first has no break, the second an hour, the third half a day
    assert office == [
        [(8, 16), (32, 40), (56, 64)],
        [(8, 12), (13, 16), (32, 36), (37, 40), (56, 60), (61, 64)],
        [(8, 12), (32, 36), (56, 60)],
    ]
    # 22-24 and 0-6 of the next day are one shift, but for the first morning and the last evening
    assert night == [[(0, 6), (22, 30), (46, 54), (70, 72)]]
    assert always == [[(0, 72)], [(0, 72)]]
    assert closed == []


def test_horizon_and_target_in_milliseconds():
    office = valid("rosters").resolved
    assert (office.horizon_ms, office.warm_up_ms, office.waiting_target_ms) == (72 * HOUR, 24 * HOUR, HOUR // 4)
    assert valid("distributions").resolved.waiting_target_ms == 450_000  # 7.5 minutes


def test_rework_priority_balking_and_patience():
    office = valid("rework-and-priority").resolved
    front, back = office.stations
    assert (front.by_priority, front.balk_at_queue, front.patience) == (True, 12, Duration("exponential", 40))
    assert (back.by_priority, back.balk_at_queue, back.patience) == (False, 0, None)
    assert valid("minimal").resolved.stations[0].balk_at_queue == NEVER
    assert [each.priority for each in office.case_classes] == [9, 1]
    (general,), (elderly,) = (each.routes for each in office.case_classes)
    assert [(step.rework_probability, step.rework_to) for step in general] == [(0.05, 0), (0.2, 0)]
    assert [(step.rework_probability, step.rework_to) for step in elderly] == [(0, 0)]
    assert valid("minimal").resolved.case_classes[0].routes[0][0].rework_to == NEVER


def test_subsystems_become_positions():
    office = valid("two-outages").resolved
    assert [outage.subsystem for outage in office.outages] == ["listrik", "oss"]
    assert [station.needs for station in office.stations] == [(1, 0), (0,), ()]
    assert office.outages[0].down == Duration("gamma", 45, 1)  # shape 1 / 1², scale 45


def test_resolving_is_pure():
    for file in VALID.glob("*.yaml"):
        office = load_scenario(file)
        before = office.spec.model_dump_json()
        first, second = resolve(office.spec), resolve(office.spec)
        assert (first, first.hash) == (second, second.hash)
        assert office.spec.model_dump_json() == before


def test_the_hash_sees_each_number_but_no_title():
    office = valid("channels")
    assert office.with_({"stations[meja].title.en": "Another"}).hash == office.hash
    changes = {
        "case_classes[nib].arrivals.per_day": 41,
        "stations[meja].service_time.mean_min": 11,
        "targets.waiting_time_min": 16,
        "horizon.days": 2,
        "channels[loket].arrival_profile.hourly[13]": 2,
        "stations[meja].servers": 2,
    }
    hashes = {office.hash, *(office.with_({path: value}).hash for path, value in changes.items())}
    assert len(hashes) == 1 + len(changes)
