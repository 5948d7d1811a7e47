"""The engines agree with theory on equipment that fails only while it is used."""

import pytest

from agreement import assert_mean, mean_sojourn, mean_wait, replicate
from offices import case_class, exponential, office, station
from simulator import theory

SERVICE, REPAIR = {"mean_min": 1, "cv": 0.7}, {"mean_min": 3, "cv": 1.3}
PER_MIN, MEAN_UP, WARM_UP_HOURS = 0.45, 6, 4


def office_whose_printer_jams(mean_up):
    """One server; gamma services and repairs."""
    equipment = {"up": exponential(mean_up), "down": {"distribution": "gamma", **REPAIR, "source": "assumed"}}
    service_time = {"distribution": "gamma", **SERVICE, "source": "assumed"}
    return office(
        stations=[station(servers=1, service_time=service_time, breakdowns=equipment)],
        case_classes=[case_class(per_hour=60 * PER_MIN, route=[{"station": "one"}])],
    )


def wait_and_sojourn(engine, mean_up, seed, replications=140):
    """Mean wait and mean sojourn of each replication, minutes."""

    def both(log, warm_up_ms):
        return mean_wait(log, warm_up_ms), mean_sojourn(log, warm_up_ms)

    return replicate(office_whose_printer_jams(mean_up), engine, both, replications, seed, WARM_UP_HOURS).T


ARGUMENTS = PER_MIN, SERVICE["mean_min"], SERVICE["cv"] ** 2, MEAN_UP, REPAIR["mean_min"], REPAIR["cv"] ** 2


def test_waits_and_sojourns(engine, seed):
    wait, sojourn = wait_and_sojourn(engine, MEAN_UP, seed)
    assert_mean(wait, theory.mg1_busy_breakdown_mean_wait(*ARGUMENTS))
    assert_mean(sojourn, theory.mg1_busy_breakdown_mean_sojourn(*ARGUMENTS))


def test_fewer_breakdowns_fail(engine, seed):
    """The tolerance can fail: a mean up time half as long again as theory is told is noticed."""
    wait, _ = wait_and_sojourn(engine, 1.5 * MEAN_UP, seed, replications=70)
    with pytest.raises(AssertionError, match="standard error"):
        assert_mean(wait, theory.mg1_busy_breakdown_mean_wait(*ARGUMENTS))
