"""The workload that compiled code makes is the one that NumPy makes, array by array and bit by bit."""

import gc
import weakref
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from random_offices import rich_offices
from short_offices import OFFICES, own_patches, short_office
from simulator.scenario.resolved import (
    NEVER,
    Appointments,
    Backup,
    District,
    Duration,
    Interval,
    Population,
    Renewal,
    ResolvedCalendar,
    ResolvedChoice,
    ResolvedOutage,
    ResolvedScenario,
    ResolvedServer,
)
from simulator.workload import Streams, Workload, compiled_cases, compiled_make, compiled_times, make_workload_plainly
from simulator.workload.appointments import book_slots
from simulator.workload.compiled_make import make_workload_compiled
from simulator.workload.packing import ABSENT, Durations
from simulator.workload.streams import MAX_OFFICE, MAX_REPLICATION, MAX_SEED
from workload.resolved_offices import at, case_class, channel, exponential, office, working_hours

SEEDS = 1, 2026, MAX_SEED


def assert_same(ours: Workload, theirs: Workload) -> None:
    assert (ours.streams, ours.scenario) == (theirs.streams, theirs.scenario)
    arrays, expected = ours._arrays(), theirs._arrays()
    assert arrays.keys() == expected.keys()
    for name, array in arrays.items():
        assert (array.dtype, array.shape) == (expected[name].dtype, expected[name].shape), name
        np.testing.assert_array_equal(array, expected[name], err_msg=name)
        assert array.flags["C_CONTIGUOUS"], name


def both(scenario: ResolvedScenario, *address: int) -> tuple[Workload, Workload]:
    return make_workload_compiled(scenario, *address), make_workload_plainly(scenario, *address)


@pytest.mark.parametrize("name", OFFICES)
def test_the_workload_of_a_library_scenario_is_the_same_in_both_ways(name):
    office_ = short_office(name)
    for patch in [None, *own_patches(name)]:
        scenario = (office_ if patch is None else office_.patched(patch)).resolved
        for seed in SEEDS if patch is None else SEEDS[:1]:
            assert_same(*both(scenario, seed, 3, 17))


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(rich_offices())
def test_the_workload_of_a_random_office_is_the_same_in_both_ways(scenario):
    for address in ((0, 0, 0), (MAX_SEED, MAX_REPLICATION, MAX_OFFICE)):
        assert_same(*both(scenario.resolved, *address))


DAYS = 9
MORNING = tuple({8: 0.5, 9: 0.25, 13: 0.25}.get(hour, 0.0) for hour in range(24))
LATE = (*(0.0,) * 22, 0.5, 0.5)


def people() -> Population:
    """Of every kind, in shares that are not all round; outreach in one district."""
    outreach = ((0, 0.3), (at(4, 0), 0.8))
    districts = (
        District("dekat", 0.6, 5.0, 0.7, outreach, (0.3, 0.0, 0.7)),
        District("jauh", 0.3, 90.0, 0.0, ((0, 1.0),), (0.1, 0.9, 0.0)),
        District("kosong", 0.1, 45.0, 1.0, ((0, 0.0),), (1.0, 0.0, 0.0)),
    )
    return Population((("mikro", 0.9), ("kecil", 0.1)), districts, (("lansia", 0.2, 1), ("hamil", 0.1, 2)))


def subsystems() -> tuple[ResolvedOutage, ...]:
    """One for each thing that can happen to them."""
    link = Renewal(exponential(300), Duration("lognormal", 3.0, 1.0))
    often = Renewal(Duration("gamma", 60.0, 0.7), exponential(90))
    touching: tuple[Interval, ...] = ((at(1, 8), at(1, 9)), (at(1, 9), at(1, 9.5)), (at(0, 2), at(0, 3)))
    return (
        ResolvedOutage("oss", (link, often), needs=(2,), shared=True),
        ResolvedOutage("link", (link,), backup=Backup(often, 60_000, at(0, 0.5), 0.4)),
        ResolvedOutage("power", (), touching, day_probability=0.3, backup=Backup(None, 0, NEVER, 0.2)),
        ResolvedOutage(
            "slow", slow=((link, 500), (often, 250), (often, 500)),
            slow_dated=(((at(2, 1), at(2, 20)), 100), ((at(2, 2), at(2, 4)), 700)),
        ),
        ResolvedOutage("sound"),
        ResolvedOutage("late", dated=((at(DAYS, 1), at(DAYS, 2)), (at(DAYS - 1, 23), at(DAYS, 3)))),
    )  # fmt: skip


def persons() -> tuple[ResolvedServer, ...]:
    """Who works by day, by night, round the clock, never; two pools, one whose members are never absent."""
    nights = tuple((at(day, 22), at(day + 1, 6)) for day in range(DAYS - 1))
    rosters = working_hours(*range(DAYS)), nights, ((0, at(DAYS, 0)),), ()
    absent = tuple(ResolvedServer(own, (0,), pool=pool, absence=0.4) for pool in (0, 1) for own in rosters)
    return (*absent, ResolvedServer(nights, (0,), pool=2))


def everything() -> ResolvedScenario:
    """An office in which everything that a workload knows of happens."""
    booked = Appointments(
        tuple(at(day, hour) for day in range(DAYS) for hour in (8, 8.5, 10, 14)), 3, 0.2, Duration("gamma", 9.0, 0.8), 10.0
    )  # fmt: skip
    utilities = ((0.2, 1.0, 0.5, -0.5, -0.3), None, (-0.4, 2.0, 0.0, 1.0, 0.1), (-900.0, 0.0, 0.0, 0.0, 0.0))
    shares = ((0.5, 0.2, 0.0, 0.3), (0.0, 0.6, 0.4, 0.0))
    backlog = (3, 1, 4), (1, 0, 2)
    means = tuple(30.0 * (day % 3) for day in range(DAYS))
    return office(
        DAYS,
        (
            case_class("logit", means, (1.0,) * 4, choice=ResolvedChoice((), utilities), brought=(0.0, 0.0, 0.0, 5.0)),
            case_class("shares", (25.0,) * DAYS, choice=ResolvedChoice(shares), shares=(1.0,) * 4, backlog=backlog),
            case_class("rare", (0.1,) * DAYS, (0.0, 1.0, 0.0, 0.0), segments=2, priority=1, brought=(2.0, 0.0, 0.0, 0.5)),
        ),
        channels=(
            channel("loket", hours=MORNING, calendar=0, day_off_factor=0.3, priority=4),
            channel("temu", appointments=booked, hours=LATE),
            channel("daring", calendar=0, day_off_factor=1.0),
            channel("keliling", open_days=(0, 3, 4), calendar=1, priority=2),
        ),
        calendars=(ResolvedCalendar("kantor", working_hours(0, 1, 4, 6)), ResolvedCalendar("tutup", ())),
        outages=subsystems(),
        persons=persons(),
        population=people(),
    )  # fmt: skip


@pytest.mark.parametrize("address", [(0, 0, 0), (5, 1, 2), (MAX_SEED, MAX_REPLICATION, MAX_OFFICE)])
def test_the_workload_of_an_office_with_everything_is_the_same_in_both_ways(address):
    ours, theirs = both(everything(), *address)
    assert_same(ours, theirs)
    assert set(ours.channel) == {0, 1, 2, 3}
    assert set(ours.priority) >= {1, 2, 4, 5}
    assert ours.no_show.any()
    assert ours.is_backlog.sum() == 6
    assert [len(spans) > 0 for spans in ours.outages] == [True, True, True, False, False, True]
    assert len(set(ours.slow[3][:, 2].tolist())) >= 3


def test_offices_in_which_next_to_nothing_is_drawn_are_the_same_in_both_ways():
    certain = office(2, (case_class(daily_mean=(40.0, 0.0)),))
    nobody = office(1, (case_class(daily_mean=(0.0,)),))
    closed = office(1, (case_class(daily_mean=(9.0,)),), channels=(channel(open_days=()),))
    for scenario, comes in ((certain, True), (nobody, False), (closed, False)):
        ours, theirs = both(scenario, 1)
        assert_same(ours, theirs)
        assert (ours.n_cases > 0) is comes


def test_a_day_with_more_cases_than_numbers_is_refused_each_time():
    scenario = office(1, (case_class(daily_mean=(2.0**19,)),))
    for _ in range(2):
        with pytest.raises(ValueError, match="524,288 cases of a are expected on one day"):
            make_workload_compiled(scenario, 1)


def test_more_cases_than_there_is_room_for_are_drawn_again(monkeypatch):
    scenario = everything()
    monkeypatch.setattr(compiled_cases, "_SPARE", -300)
    ours, theirs = both(scenario, 1)
    assert ours.n_cases > 300
    assert_same(ours, theirs)


@pytest.mark.parametrize("latest_ms", [50, 2**62])
def test_order_is_by_time_and_then_as_it_stands_however_large_the_times(latest_ms):
    times_ms = np.array([40, 7, 60, 7, 55, 0, 50, 2**61])
    expected = [5, 1, 3, 0, 2, 4, 6, 7] if latest_ms == 50 else [5, 1, 3, 0, 6, 4, 2, 7]
    assert compiled_cases.order_of(times_ms, latest_ms).tolist() == expected


@pytest.mark.parametrize("slots", [(10, 20, 30), (15,), ()])
@pytest.mark.parametrize("capacity", [1, 3])
@pytest.mark.parametrize("moments", [(0, 1, 9, 10, 10, 11, 19, 20, 20, 29, 30, 31), (10, 10, 20, 30)])
def test_slots_are_given_as_by_the_running_maximum(slots, capacity, moments):
    """Bookings at, before and after the slots, several at once, and more of them than places."""
    booked = np.array(moments)
    slots_ms = np.array(slots, np.int64)
    come, no_show = np.empty_like(booked), np.empty(len(booked), np.bool_)
    durations = Durations()
    compiled_times.give_slots(
        booked, slots_ms, capacity, 99, booked, np.zeros(len(booked), np.int8), 0.0, durations.table(),
        durations.samples(), ABSENT, 0, np.uint64(1), np.uint64(0), come, no_show,
    )  # fmt: skip
    expected = [99 if slot == ABSENT else slots[slot] for slot in book_slots(booked, slots_ms, capacity).tolist()]
    assert come.tolist() == expected
    assert not no_show.any()


def test_replications_on_threads_are_those_one_after_the_other():
    scenario = everything()
    with ThreadPoolExecutor(4) as pool:
        threaded = list(pool.map(lambda replication: make_workload_compiled(scenario, 1, replication), range(8)))
    for replication, workload in enumerate(threaded):
        assert_same(workload, make_workload_compiled(scenario, 1, replication))


def test_a_scenario_is_written_as_arrays_once_and_no_longer_than_it_lives(monkeypatch):
    written = []
    pack = compiled_make._pack
    monkeypatch.setattr(compiled_make, "_pack", lambda scenario: written.append(scenario.name) or pack(scenario))
    scenario = replace(everything(), name="kept only here")
    for replication in range(3):
        make_workload_compiled(scenario, 1, replication)
    assert written == ["kept only here"]
    make_workload_compiled(replace(scenario, waiting_target_ms=5, case_classes=scenario.case_classes[:1]), 1)
    assert len(written) == 2
    alive = weakref.ref(scenario)
    del scenario
    gc.collect()
    assert alive() is None


def test_equal_scenarios_have_equal_hashes_and_none_is_walked_for_it():
    """Something that has no hash stands in the scenario: only names, dates and the horizon are looked at."""
    scenario = everything()
    assert hash(scenario) == hash(everything())
    assert hash(replace(scenario, prices=[{}])) == hash(scenario)
    others = {
        replace(scenario, name="other"),
        replace(scenario, start_date="2026-01-05"),
        replace(scenario, stations=()),
    }
    assert len({hash(each) for each in (scenario, *others)}) == 4


def test_another_seed_has_another_workload():
    """The comparison can fail."""
    scenario = everything()
    with pytest.raises(AssertionError):
        assert_same(
            make_workload_compiled(scenario, 1), replace(make_workload_plainly(scenario, 2), streams=Streams(1, 0))
        )


@pytest.mark.parametrize("numbers", [{"brought": (0.0,)}, {"brought": (0.0,) * 3}, {"daily_mean": (100.0,)}])
def test_numbers_that_are_not_one_for_each_day_and_channel_are_refused(numbers):
    """Compiled code does not look whether it reads beyond an array."""
    whole = case_class(daily_mean=(100.0, 100.0), shares=(0.5, 0.5))
    counts = office(2, (whole,), channels=(channel(), channel("daring")))
    assert make_workload_compiled(counts, 1).n_cases > 0
    with pytest.raises((ValueError, IndexError)):
        make_workload_compiled(replace(counts, case_classes=(replace(whole, **numbers),)), 1)
