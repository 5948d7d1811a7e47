"""The engines agree with the forward equations on one day: arrivals by the hour, shifts that end, and reneging."""

import numpy as np
import pytest

from agreement import assert_mean, replicate
from offices import TEXT, case_class, exponential, office, station
from simulator import theory
from simulator.eventlog import Event
from simulator.measures import queue_area_ms

PER_HOUR = {8: 24, 9: 30, 10: 21, 11: 12, 12: 18, 13: 15, 14: 12, 15: 6}
SERVICE_MIN, PATIENCE_MIN = 12, 25

# from, to, servers: few at lunch, so three may be in overtime while one goes on, and are back at one o'clock
SHIFTS = [(8, 12, 4), (12, 13, 1), (13, 15, 3), (15, 16, 1)]


def day(shifts):
    """An office that is closed at night, its arrivals and shifts by the hour."""
    roster = [
        {"from": f"{first:02d}:00", "to": f"{last:02d}:00", "servers": servers, "source": "assumed"}
        for first, last, servers in shifts
    ]
    return office(
        channels=[{"name": "loket", "title": TEXT, "arrival_profile": {"hourly": PER_HOUR, "source": "assumed"}}],
        stations=[station(roster=roster, service_time=exponential(SERVICE_MIN), patience=exponential(PATIENCE_MIN))],
        case_classes=[
            {**case_class(route=[{"station": "one"}]), "arrivals": {"per_day": sum(PER_HOUR.values())}},
        ],
    )


def expected(shifts):
    """The forward equations of the same day, hour by hour."""
    servers = [sum(staffed for first, last, staffed in shifts if first <= hour < last) for hour in range(24)]
    rates = [PER_HOUR.get(hour, 0) / 60 for hour in range(24)]
    return theory.time_varying_day([60] * 24, rates, servers, 1 / SERVICE_MIN, PATIENCE_MIN)


def observed(engine, shifts, seed, replications):
    """Of each replication: mean queue length over the day, at lunch and after it; cases served and reneged."""
    edges = np.array([0, 12, 13, 14, 24]) * 3_600_000

    def numbers(log, _):
        area = queue_area_ms(log, 0, edges)
        counts = [np.count_nonzero(log["event"] == kind) for kind in (Event.SERVICE_END, Event.RENEGE)]
        return [area.sum() / edges[-1], *(area / np.diff(edges))[1:3], *counts]

    return replicate(day(shifts), engine, numbers, replications, seed).T


def test_a_day_with_shifts_and_reneging(engine, seed):
    course = expected(SHIFTS)
    over_day, at_lunch, after_lunch, served, reneged = observed(engine, SHIFTS, seed, 350)
    assert_mean(over_day, course.mean_queue_length)
    assert_mean(at_lunch, course.mean_queue_lengths[12])
    assert_mean(after_lunch, course.mean_queue_lengths[13])
    assert_mean(served, course.served)
    assert_mean(reneged, course.reneged)


@pytest.mark.parametrize("servers", [0, 2])
def test_another_roster_at_lunch_fails(engine, servers, seed):
    """The tolerance can fail: one server more or fewer for an hour is noticed."""
    at_lunch = observed(engine, [*SHIFTS[:1], (12, 13, servers), *SHIFTS[2:]], seed, 120)[1]
    with pytest.raises(AssertionError, match="standard error"):
        assert_mean(at_lunch, expected(SHIFTS).mean_queue_lengths[12])
