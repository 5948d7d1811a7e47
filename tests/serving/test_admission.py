"""Who is let in when a class is full; no process is started."""

import pytest

from simulator.teaching.serving.admission import PLANNER, RETURN_S, Door, usual_limit


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def full(clock):
    """A class of two, both here."""
    door = Door(2, clock)
    for number, learner in enumerate(("ani", "budi")):
        door.enter(learner).kernel = f"kernel-{number}"
    return door


def test_pages_that_start_count_as_those_that_live(clock):
    door = Door(1, clock)
    assert door.enter("ani") is not None  # its kernel has not started yet
    assert door.enter("budi") is None


def test_the_end_of_a_kernel_frees_its_place_after_a_while(full, clock):
    assert full.enter("citra") is None
    full.ended("kernel-0")
    assert full.enter("citra") is None, "the place is kept for somebody who reloads"
    clock.now += RETURN_S + 1
    assert full.enter("citra") is not None


def test_whoever_reloads_keeps_the_place(full):
    full.ended("kernel-0")
    assert full.enter("ani") is not None
    assert len(full) == 2


def test_a_reload_that_comes_before_the_end_of_the_page_ends_it(full):
    assert full.enter("ani") is not None
    assert full.excess("ani") == ["kernel-0"]
    assert full.excess("budi") == []


def test_a_planner_takes_the_places_of_two_lessons(clock):
    door = Door(3, clock)
    planner = door.enter("perencana", size=PLANNER)
    assert len(door) == PLANNER == 2
    assert door.enter("perencana-lain", size=PLANNER) is None
    assert door.enter("ani") is not None
    door.leave(planner)
    assert door.enter("budi") is None, "both places are kept for somebody who reloads"
    clock.now += RETURN_S + 1
    assert door.enter("perencana-lain", size=PLANNER) is not None


def test_a_door_for_one_lesson_lets_one_planner_in(clock):
    door = Door(1, clock)
    assert door.enter("perencana", size=PLANNER) is not None
    assert door.enter("ani") is None


def test_the_fourth_page_of_a_learner_ends_the_first(clock):
    door = Door(100, clock)
    for number in range(4):
        assert door.excess("ani") == []
        door.enter("ani").kernel = f"kernel-{number}"
    assert door.excess("ani") == ["kernel-0"]


def test_a_learner_who_has_three_pages_that_start_gets_no_fourth(full):
    for _ in range(3):
        assert full.enter("ani") is not None
    assert full.enter("ani") is None
    assert full.enter("budi") is not None, "that is nobody else's affair"


def test_pages_that_started_together_are_ended_when_their_kernels_are_there(full):
    """Whoever opens many pages at once has one in the end, the newest."""
    started = [full.enter("ani") for _ in range(3)]
    full.ended("kernel-0")
    ended = []
    for number, place in enumerate(started, 1):
        place.kernel = f"new-{number}"
        ended += full.excess("ani")
        for kernel in full.excess("ani"):
            full.ended(kernel)
    assert ended == ["new-1", "new-2"]
    assert len(full) == 2


def test_whoever_comes_without_cookies_is_a_stranger_each_time(clock):
    door = Door(5, clock)
    assert [door.enter(f"stranger-{number}") is not None for number in range(20)] == [True] * 5 + [False] * 15


def test_whoever_throws_the_learner_away_is_a_stranger_each_time(clock):
    """A browser that keeps the token of its forms only: each of its pages makes a new guest, see LearnerPage."""
    door, places = Door(2, clock), []
    for number in range(6):
        if place := door.enter("token", is_stranger=True):
            places.append(place)
            place.kernel, place.learner = f"kernel-{number}", f"guest-{number}"
        door.enter("token", is_stranger=True)  # one always starts
    assert (len(places), len(door)) == (1, 2)


def test_a_page_that_failed_gives_its_place_back(clock):
    door = Door(1, clock)
    door.leave(door.enter("ani"))
    clock.now += RETURN_S + 1
    assert len(door) == 0
    assert door.enter("budi") is not None


def test_the_end_of_an_unknown_kernel_changes_nothing(full):
    full.ended("kernel-9")
    full.ended("")
    assert len(full) == 2


@pytest.mark.parametrize(("mib", "cores", "can_fork", "limit"), [
    (8192, 2, True, 60), (8192, 8, True, 123), (4096, 2, False, 18), (512, 2, True, 2),
])  # fmt: skip
def test_the_limit_comes_from_memory_and_cores(monkeypatch, mib, cores, can_fork, limit):
    monkeypatch.setattr("simulator.teaching.serving.admission._free_mib", lambda: mib)
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    assert usual_limit(can_fork) == limit


def test_this_computer_has_room():
    assert usual_limit(True) >= 2
