"""Who of the staff is absent: whole days, each person by itself."""

import numpy as np
import pytest

from simulator.calendars import MS_PER_DAY, intersect, merge_intervals
from simulator.scenario.resolved import ResolvedServer
from simulator.workload import make_workload
from workload.resolved_offices import at, case_class, office

pytestmark = pytest.mark.usefixtures("way")


def person(absence=0.1, pool=0, days=200):
    """Morning, afternoon, and every tenth night through to the next morning."""
    shifts = [shift for day in range(days) for shift in ((at(day, 8), at(day, 12)), (at(day, 13), at(day, 16)))]
    nights = [(at(day, 22), at(day + 1, 6)) for day in range(0, days, 10)]
    return ResolvedServer(tuple(sorted(shifts + nights)), (0,), pool=pool, absence=absence)


def shifts(*persons, seed=1, replication=0, days=200):
    scenario = office(days, (case_class(daily_mean=(0.0,) * days),), persons=persons)
    kept = make_workload(scenario, seed, replication).shifts
    return tuple(tuple(map(tuple, own.tolist())) for own in kept)


def days_at_work(of_person):
    return {start // MS_PER_DAY for start, _ in of_person}


def test_who_is_never_absent_keeps_every_shift(seed):
    assert shifts(person(0.0), seed=seed) == (person().shifts,)


def test_who_is_always_absent_has_none(seed):
    assert shifts(person(1.0), seed=seed) == ((),)


def test_a_day_of_absence_takes_the_day_from_midnight_to_midnight_and_no_more(seed):
    all_, (kept,) = person().shifts, shifts(person(0.5), seed=seed)
    here = {start // MS_PER_DAY for start, _ in kept if start % MS_PER_DAY == at(0, 8)}
    days = merge_intervals((day * MS_PER_DAY, (day + 1) * MS_PER_DAY) for day in here)
    assert list(kept) == intersect(all_, days)
    assert 0 < len(here) < 200
    assert any(end % MS_PER_DAY == 0 for _, end in kept)  # a night ends where a day of absence begins


def test_who_works_round_the_clock_is_absent_by_the_day_too(seed):
    """One shift without end is no single day: about half of 200 days are left, within 5 standard deviations."""
    always = ResolvedServer(((0, 200 * MS_PER_DAY),), (0,), pool=0, absence=0.5)
    worked = sum(end - start for start, end in shifts(always, seed=seed)[0]) / MS_PER_DAY
    assert abs(worked - 100) < 5 * np.sqrt(50)


def test_absence_has_its_probability_and_days_are_independent(seed):
    """10 persons of 1000 days within 5 standard deviations; runs of two days as often as chance has it."""
    found = shifts(*[person(0.1, days=1000)] * 10, seed=seed, days=1000)
    absent = np.array([[day not in days_at_work(one) for day in range(1000)] for one in found])
    assert abs(absent.sum() - 1000) < 5 * np.sqrt(900)
    pairs = (absent[:, 1:] & absent[:, :-1]).sum()
    assert abs(pairs - 99.9) < 5 * np.sqrt(99.9 * 1.2)
    together = sum((absent[i] & absent[j]).sum() for i in range(10) for j in range(i))
    assert abs(together - 450) < 5 * np.sqrt(45 * 1000 * 0.01 * 0.99)


def test_a_person_is_absent_whoever_else_there_is(seed):
    """Persons 0 and 1 of pool 1 keep their days when pool 0 grows and another colleague comes."""
    few = shifts(person(pool=0), person(pool=1), person(pool=1), seed=seed)
    many = shifts(*[person(pool=0)] * 5, person(pool=1), person(pool=1), person(pool=1), seed=seed)
    assert many[5:7] == few[1:3]
    assert many[0] == few[0]
    assert len({*many}) == 8


def test_a_higher_probability_adds_days_of_absence(seed):
    (rarely,), (often,) = (shifts(person(p), seed=seed) for p in (0.1, 0.3))
    assert intersect(often, rarely) == list(often) != list(rarely)


def test_each_replication_has_its_own_absences(seed):
    assert shifts(person(), seed=seed) != shifts(person(), seed=seed, replication=1)
