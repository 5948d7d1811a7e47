"""Golden: workloads of version 0.1.0, recorded before people, calendars and backups came in.

They show that old scenarios keep their people and times bit for bit; they verify nothing else.
"""

import hashlib

import numpy as np
import pytest

from simulator.scenario import load_scenario
from simulator.scenario.resolved import Duration, Renewal, ResolvedCheck, ResolvedChoice, ResolvedOutage
from simulator.workload import make_workload
from workload.resolved_offices import case_class, channel, exponential, office, station, step

pytestmark = pytest.mark.usefixtures("way")

FIRST_ARRIVALS_MS = [
    349155, 367222, 1353304, 1433721, 1484629, 2271514, 2325095, 2426078, 2434128, 2464319,
    2496706, 2799516, 2996833, 3053048, 4149553, 4258956, 4381152, 4815303, 4827078, 5069125,
]  # fmt: skip
FIRST_SERIALS = [352, 21, 73, 253, 23, 407, 201, 97, 263, 276, 294, 172, 52, 151, 266, 414, 75, 344, 296, 59]
FIRST_SERVICES_MS = [1467872, 204484, 285141, 48785, 1226793, 625481, 920030, 686341, 3337902, 1725784]
SECOND_VISITS_MS = [760004, 132594, 1262071, 482439, 712618, 265416, 1406862, 719445, 298514, 121835]


def test_the_verification_desk_has_the_arrivals_it_always_had():
    scenario = load_scenario("meja-verifikasi").resolved
    workload = make_workload(scenario, 2026)
    assert workload.n_cases == 6901
    assert workload.arrival_ms[:20].tolist() == FIRST_ARRIVALS_MS
    assert workload.serial[:20].tolist() == FIRST_SERIALS
    assert workload.service_times_ms(0, 0)[:10].tolist() == FIRST_SERVICES_MS
    assert workload.service_times_ms(0, 1)[:10].tolist() == SECOND_VISITS_MS
    eighth = make_workload(scenario, 2026, replication=7)
    assert (eighth.n_cases, eighth.arrival_ms[:3].tolist()) == (6786, [365231, 521774, 732365])


def fingerprint(*arrays):
    data = b"".join(array.astype("<i8").tobytes() for array in arrays)
    return hashlib.sha256(data).hexdigest()[:16]


def two_desks():
    """Two channels with profiles of their own, two classes, patience, rework, two subsystems of all kinds of durations."""
    gamma, lognormal = Duration("gamma", 6.0, 0.8), Duration("lognormal", 2.0, 0.5)
    morning = tuple({8: 3 / 12, 9: 6 / 12, 13: 3 / 12}.get(hour, 0.0) for hour in range(24))
    returned = ResolvedCheck("returned", 0.25, 0.25, 0)
    by_counter = step(0, gamma), step(1, lognormal, checks=(returned,))
    by_portal = (step(0, exponential(10), checks=(ResolvedCheck("returned", 0.5, 0.5, 0),)),)
    return office(
        10,
        (
            case_class("a", (18.0,) * 10, choice=ResolvedChoice(((12 / 18, 6 / 18),)), routes=(by_counter, by_portal)),
            case_class("b", (6.0,) * 10, choice=ResolvedChoice(((0.0, 1.0),)), routes=((), by_portal)),
        ),
        channels=(channel("loket", hours=morning), channel("daring")),
        stations=(station("one", patience=exponential(30), needs=(0,)), station("two")),
        outages=(
            ResolvedOutage("oss", (Renewal(exponential(600), lognormal),)),
            ResolvedOutage("link", (Renewal(gamma, exponential(5)),)),
        ),
    )


def test_every_old_purpose_keeps_its_draws():
    workload = make_workload(two_desks(), 2026, replication=3)
    arrivals = workload.arrival_ms, workload.case_class, workload.channel, workload.serial
    assert workload.n_cases == 244
    assert fingerprint(*arrivals) == "54cac7eb9dda1ad9"
    assert [fingerprint(table) for table in workload.outages] == ["1b504224649f9ddb", "9dc0441b1665306c"]
    services = [[fingerprint(workload.service_times_ms(s, visit)) for visit in (0, 2)] for s in (0, 1)]
    assert services == [["326437d2c3e8050d", "f62d8894944c6766"], ["7fac98ebc0fe395e", "9627a97f136dd841"]]
    assert fingerprint(workload.patience_ms(0, 1)) == "6e2aeab08d93f89a"
    assert fingerprint(workload.check_draws("returned", 1, 1) < 0.25) == "82c631c17aa22520"


def test_a_golden_value_can_differ():
    workload = make_workload(two_desks(), 2027, replication=3)
    assert fingerprint(workload.arrival_ms) != fingerprint(make_workload(two_desks(), 2026, replication=3).arrival_ms)
    assert fingerprint(np.array([1])) != fingerprint(np.array([2]))
