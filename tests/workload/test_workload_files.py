"""A workload of everything survives saving and loading; one of another scenario is refused."""

from dataclasses import replace

import numpy as np
import pytest

from simulator.scenario.resolved import (
    NEVER,
    Appointments,
    Backup,
    District,
    Population,
    Renewal,
    ResolvedOutage,
    ResolvedServer,
)
from simulator.workload import Given, Workload, make_workload
from workload.resolved_offices import at, case_class, channel, exponential, office, working_hours

pytestmark = pytest.mark.usefixtures("way")

ARRAYS = "arrival_ms", "case_class", "channel", "serial", "priority", "start", "no_show"


def everything():
    """Of each kind of array some that are neither empty nor all alike; of outages, slow states and shifts also empty ones."""
    districts = tuple(District(name, 0.5, 10.0, 0.5, ((0, 0.5),), (0.3, 0.3, 0.4)) for name in ("dekat", "jauh"))
    link = Renewal(exponential(300), exponential(60))
    shifts = working_hours(*range(12))
    slots = tuple(at(day, hour) for day in range(12) for hour in range(8, 16))
    return office(
        12,
        (
            case_class("a", (30.0,) * 12, (0.5, 0.5), segments=2, backlog=((0, 0, 3),)),
            case_class("b", (10.0,) * 12, (0.5, 0.5), segments=2, brought=(0.0, 4.0)),
        ),
        channels=(
            channel("loket", priority=2),
            channel("temu", appointments=Appointments(slots, 3, 0.2, None, 0.0), open_days=tuple(range(1, 11))),
        ),
        outages=(
            ResolvedOutage("oss", (link,), slow=((link, 500),), backup=Backup(link, 0, NEVER, 0.5)),
            ResolvedOutage("power"),
        ),
        persons=tuple(ResolvedServer(own, (0,), pool=0, absence=0.3) for own in (shifts, (), shifts)),
        population=Population((("mikro", 0.5), ("kecil", 0.5)), districts, (("lansia", 0.2, 1),)),
    )


def test_a_workload_of_everything_survives_saving_and_loading(tmp_path, seed):
    scenario = everything()
    workload = make_workload(scenario, seed, replication=3, office=17)
    workload.save(tmp_path / "w.npz")
    loaded = Workload.load(tmp_path / "w.npz", scenario)
    assert loaded.streams == workload.streams
    pairs = [(getattr(workload, name), getattr(loaded, name)) for name in ARRAYS]
    pairs += zip(workload.people.arrays().values(), loaded.people.arrays().values(), strict=True)
    for saved, read in pairs:
        assert len(np.unique(saved)) > 1 or saved is workload.start
        np.testing.assert_array_equal(saved, read)
        assert saved.dtype == read.dtype
    times, read_times = ((*each.outages, *each.slow, *each.shifts) for each in (workload, loaded))
    for saved, read in zip(times, read_times, strict=True):
        np.testing.assert_array_equal(saved, read)
        assert (saved.dtype, saved.shape) == (read.dtype, read.shape)
    assert [len(part) > 0 for part in workload.shifts] == [True, False, True]
    np.testing.assert_array_equal(workload.service_times_ms(0, 1), loaded.service_times_ms(0, 1))


def test_needs_that_are_given_survive_saving_and_loading(tmp_path, seed):
    drawn = make_workload(everything(), seed)
    assert drawn.given is None
    random = np.random.default_rng(seed)
    shape = drawn.n_cases, 1, 2
    moments = [random.integers(1, 10**6, shape) for _ in range(4)]
    given = Given(
        *moments[:3], random.random(shape) < 0.5, random.random((3, *shape)), random.random(shape), moments[3]
    )
    workload = replace(drawn, given=given)
    workload.save(tmp_path / "w.npz")
    loaded = Workload.load(tmp_path / "w.npz", workload.scenario)
    assert loaded.given is not None
    for name, array in given.arrays().items():
        np.testing.assert_array_equal(loaded.given.arrays()[name], array)
        assert loaded.given.arrays()[name].dtype == array.dtype
    np.testing.assert_array_equal(loaded.service_times_ms(0, 5), given.service_ms[:, 0, 1])


def test_a_workload_of_another_scenario_is_refused(tmp_path, seed):
    scenario = everything()
    make_workload(scenario, seed).save(tmp_path / "w.npz")
    with pytest.raises(ValueError, match=r"w\.npz: this workload was made for another scenario \(hash [0-9a-f]{12}…\)"):
        Workload.load(tmp_path / "w.npz", replace(scenario, waiting_target_ms=1))


def test_nothing_in_a_workload_can_be_overwritten(seed):
    workload = make_workload(everything(), seed)
    arrays = [getattr(workload, name) for name in ARRAYS]
    arrays += [*workload.people.arrays().values(), workload.outages[0], workload.slow[0], workload.shifts[0]]
    for array in arrays:
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def test_arrays_stand_alone_and_are_of_the_types_that_engines_expect(seed):
    """A compiled engine reads them as they are: contiguous, one type each."""
    workload = make_workload(everything(), seed)
    types = [getattr(workload, name).dtype.str for name in ARRAYS]
    assert types == ["<i8", "|i1", "|i1", "<i8", "|i1", "|i1", "|b1"]
    people = [array.dtype.str for array in workload.people.arrays().values()]
    assert people == ["|i1", "|i1", "|i1", "|b1", "|b1", "|i1"]
    assert all(getattr(workload, name).flags["C_CONTIGUOUS"] for name in ARRAYS)
    assert {table.dtype.str for table in (*workload.outages, *workload.slow, *workload.shifts)} == {"<i8"}
    assert {own.shape[1:] for own in workload.shifts} == {(2,)}


def test_offices_have_people_of_their_own(seed):
    here, there = (make_workload(everything(), seed, office=number) for number in (0, 1))
    assert set(here.arrival_ms.tolist()) & set(there.arrival_ms.tolist()) <= {
        0,
        *everything().channels[1].appointments.slots_ms,
    }
    assert here.shifts[0].tolist() != there.shifts[0].tolist()
