"""Appointments: slots, who gets which, who keeps them."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from simulator.calendars import MS_PER_MINUTE
from simulator.scenario.resolved import Appointments, Duration
from simulator.workload import make_workload
from simulator.workload.appointments import book_slots
from workload.resolved_offices import at, case_class, channel, exponential, fixed, office

pytestmark = pytest.mark.usefixtures("way")


def by_appointment(per_day=20.0, capacity=1, hours=range(8, 16), days=5, classes=1, **rules):
    """Slots at full hours; bookings round the clock."""
    slots = tuple(at(day, hour) for day in range(days) for hour in hours)
    booking = Appointments(slots, capacity, **{"no_show": 0.0, "punctuality": None, "earliness_min": 0.0, **rules})
    return office(
        days,
        tuple(case_class(f"c{number}", (per_day,) * days, (1.0,)) for number in range(classes)),
        channels=(channel("temu", appointments=booking),),
    )


def walk_in(scenario):
    """The same people without appointments: they come when they would book."""
    return replace(scenario, channels=(channel("temu"),))


@pytest.mark.parametrize(
    ("booked", "slots", "capacity", "expected"),
    [
        ([0, 1, 2, 3], [10, 20, 30], 1, [0, 1, 2, -1]),
        ([0, 1, 2, 3], [10, 20, 30], 2, [0, 0, 1, 1]),
        ([10, 10, 19, 20], [10, 20, 30], 1, [1, 2, -1, -1]),  # strictly after the booking
        ([0, 0, 11, 12, 13], [10, 20, 30], 2, [0, 0, 1, 1, 2]),
        ([30, 31], [10, 20, 30], 1, [-1, -1]),
        ([0, 25, 26], [10, 20, 30, 40], 1, [0, 2, 3]),  # an empty slot of the past is not used
        ([], [10], 1, []),
        ([5], [], 3, [-1]),
    ],
)
def test_each_takes_the_first_slot_that_is_not_full(booked, slots, capacity, expected):
    found = book_slots(np.array(booked, np.int64), np.array(slots, np.int64), capacity)
    assert found.tolist() == expected


def test_booking_agrees_with_going_from_slot_to_slot(seed):
    """Random bookings against a search through all slots, case by case."""
    rng = np.random.default_rng(seed)
    for capacity in (1, 2, 5):
        booked = np.sort(rng.integers(0, 1000, 300))
        slots = np.sort(rng.choice(1100, 120, replace=False))
        used = np.zeros(len(slots), int)
        expected = []
        for moment in booked:
            free = [k for k in range(len(slots)) if slots[k] > moment and used[k] < capacity]
            expected.append(free[0] if free else -1)
            if free:
                used[free[0]] += 1
        assert book_slots(booked, slots, capacity).tolist() == expected


def test_people_come_at_their_slots_and_never_two_in_one(seed):
    scenario = by_appointment(per_day=6.0)
    workload = make_workload(scenario, seed)
    assert set(workload.arrival_ms.tolist()) <= set(scenario.channels[0].appointments.slots_ms)
    assert np.all(np.diff(workload.arrival_ms) > 0)
    booked = make_workload(walk_in(scenario), seed)
    at_booking = dict(zip(booked.serial.tolist(), booked.arrival_ms.tolist(), strict=True))
    assert all(
        at_booking[serial] < moment
        for serial, moment in zip(workload.serial.tolist(), workload.arrival_ms.tolist(), strict=True)
    )
    late = {serial for serial, moment in at_booking.items() if moment >= at(4, 15)}
    assert late
    assert not late & set(workload.serial.tolist())


def test_who_books_first_comes_first_whatever_the_class(seed):
    scenario = by_appointment(per_day=2.0, classes=2)
    workload, booked = make_workload(scenario, seed), make_workload(walk_in(scenario), seed)

    def people(of):
        return list(zip(of.case_class.tolist(), of.serial.tolist(), strict=True))

    assert people(workload) == people(booked)[: workload.n_cases]
    assert {0, 1} == set(workload.case_class.tolist())


def test_when_slots_run_out_the_rest_never_come(seed):
    workload = make_workload(by_appointment(per_day=100.0, capacity=2), seed)
    slots, counts = np.unique(workload.arrival_ms, return_counts=True)
    assert workload.n_cases == 2 * len(slots)
    assert set(counts) == {2}


def test_people_are_early_or_late_by_what_they_draw(seed):
    """Exponential 12 minutes after 15 minutes before the slot: Kolmogorov-Smirnov at 1e-6."""
    on_time = by_appointment(per_day=4000.0, capacity=1000, hours=(12,), days=10)
    drawn = by_appointment(
        per_day=4000.0, capacity=1000, hours=(12,), days=10, punctuality=exponential(12), earliness_min=15.0
    )
    slot, came = (
        dict(zip(w.serial.tolist(), w.arrival_ms.tolist(), strict=True))
        for w in (make_workload(on_time, seed), make_workload(drawn, seed))
    )
    assert slot.keys() == came.keys()
    after_min = np.array([came[serial] - slot[serial] for serial in slot]) / MS_PER_MINUTE + 15
    assert len(after_min) == 10_000
    assert stats.kstest(after_min, stats.expon(scale=12).cdf).pvalue > 1e-6


def test_nobody_comes_before_booking(seed):
    """All would come six hours before their slot; those who book later than that come at once."""
    scenario = by_appointment(per_day=3.0, punctuality=fixed(0.0), earliness_min=360.0)
    workload, booked = make_workload(scenario, seed), make_workload(walk_in(scenario), seed)
    at_booking = dict(zip(booked.serial.tolist(), booked.arrival_ms.tolist(), strict=True))
    waits = [
        moment - at_booking[s] for s, moment in zip(workload.serial.tolist(), workload.arrival_ms.tolist(), strict=True)
    ]
    assert min(waits) == 0
    assert max(waits) > 0


def test_who_comes_only_after_the_horizon_is_not_in_it(seed):
    scenario = by_appointment(per_day=50.0, hours=(23,), days=1, capacity=1000, punctuality=fixed(61.0))
    assert make_workload(scenario, seed).n_cases == 0


def test_no_shows_stand_at_their_slot_and_take_its_place(seed):
    """Share within 5 standard errors; who does not come is not late either, and nobody else's slot changes."""
    scenario, all_come = (
        by_appointment(per_day=2000.0, capacity=500, punctuality=Duration("exponential", 30.0), no_show=share)
        for share in (0.2, 0.0)
    )
    workload, other = make_workload(scenario, seed), make_workload(all_come, seed)
    n = workload.n_cases
    assert abs(workload.no_show.mean() - 0.2) < 5 * np.sqrt(0.16 / n)
    assert set(workload.arrival_ms[workload.no_show].tolist()) <= set(scenario.channels[0].appointments.slots_ms)
    come = dict(zip(other.serial.tolist(), other.arrival_ms.tolist(), strict=True))
    shown = zip(
        workload.serial[~workload.no_show].tolist(), workload.arrival_ms[~workload.no_show].tolist(), strict=True
    )
    assert all(come[serial] == moment for serial, moment in shown)
    assert not other.no_show.any()


def test_the_backlog_needs_no_appointment(seed):
    scenario = by_appointment(no_show=1.0)
    (rules,) = scenario.case_classes
    workload = make_workload(replace(scenario, case_classes=(replace(rules, backlog=((0, 0, 4),)),)), seed)
    assert workload.arrival_ms[:4].tolist() == [0] * 4
    assert not workload.no_show[:4].any()
    assert workload.no_show[4:].all()
