"""Progress, guesses and attendance, from events written by hand."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from simulator.teaching.store import ClassRoom, Learner, Predictions, Progress, Store
from simulator.teaching.store.events import ATTENDANCE

LESSON, OTHER = "01_why_queues_explode", "06_when_the_network_fails"
START = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)  # 09:00 in WIB


class Diary:
    """Writes events at minutes after the start."""

    def __init__(self, store: Store, learner: Learner):
        self.store, self.learner = store, learner

    def __call__(self, minute: float, verb: str, object: str, **result: Any) -> None:
        self.store.record(self.learner.id, verb, object, result, START + timedelta(minutes=minute))


@pytest.fixture
def mawar(store: Store, room: ClassRoom) -> Diary:
    return Diary(store, store.join(room.code, "mawar"))


@pytest.fixture
def bakung(store: Store, room: ClassRoom) -> Diary:
    return Diary(store, store.join(room.code, "Bakung"))


def test_progress_says_who_is_where(store: Store, room: ClassRoom, mawar: Diary, bakung: Diary):
    mawar(0, "opened", LESSON)
    mawar(2, "predicted", f"{LESSON}#guess", value=3)
    mawar(3, "answered", f"{LESSON}#quiz-a", answer="x", success=False)
    mawar(4, "answered", f"{LESSON}#quiz-a", answer="y", success=True)
    mawar(60, "answered", f"{LESSON}#quiz-b", answer="x", success=True)  # after a break: counts 5 minutes
    mawar(61, "opened", OTHER)
    mawar(62, "completed", LESSON)
    mawar(63, "answered", "pre#a", answer="x", success=True)
    bakung(5, "opened", LESSON)
    one, first, second = store.progress(room.id)
    assert (one.name, one.lesson, one.last_step, one.steps_done, one.minutes) == ("Bakung", LESSON, "", 0, 0)
    assert one.quiz_score is None
    assert not one.is_completed
    assert (first.name, first.lesson, first.last_step, first.steps_done) == ("mawar", LESSON, "quiz-b", 3)
    assert (first.quiz_answered, first.quiz_right, first.quiz_score) == (2, 1, 0.5)
    assert first.minutes == pytest.approx(2 + 1 + 1 + 5 + 2)
    assert first.is_completed
    assert first.last_time == START + timedelta(minutes=62)
    assert (second.lesson, second.is_completed) == (OTHER, False)


def test_newest_says_where_each_learner_was_last(
    store: Store, room: ClassRoom, make_class, mawar: Diary, bakung: Diary
):
    elsewhere = store.join(make_class().code, "Anggrek")
    store.record(elsewhere.id, "opened", LESSON, {})
    store.join(room.code, "Dahlia")  # has done nothing yet
    mawar(0, "opened", OTHER)
    mawar(1, "opened", LESSON)
    mawar(2, "answered", f"{LESSON}#quiz-a", answer="x", success=False)
    mawar(3, "answered", f"{LESSON}#quiz-a", answer="y", success=True)
    mawar(4, "answered", f"{LESSON}#quiz-b", answer="y", success=True)
    bakung(0, "opened", LESSON)
    bakung(1, "predicted", f"{OTHER}#guess", value=1)
    bakung(2, "explored", "pre#a", chosen={"0": "1"})
    bakung(3, "explored", "pre#a", chosen={"0": "2"})
    store.record(bakung.learner.id, "opened", ATTENDANCE, {})

    def there(row: Progress) -> tuple[str, str, str, int, int, int, bool]:
        return row.name, row.lesson, row.last_step, row.steps_done, row.quiz_right, row.quiz_answered, row.is_completed

    last = ("mawar", LESSON, "quiz-b", 2, 1, 2, False)
    assert [there(row) for row in store.newest(room.id)] == [("Bakung", OTHER, "guess", 1, 0, 0, False), last]
    before = store.progress(room.id)
    assert all(row in before for row in store.newest(room.id))
    assert [row.lesson for row in store.newest(room.id, ["post"])] == [OTHER, LESSON]
    assert [there(row) for row in store.newest(room.id, ["pre"])] == [("Bakung", "pre", "a", 1, 0, 0, False), last]
    store.hand_in(bakung.learner.id, "pre", {"a": {"answer": 1, "success": True}})
    (handed_in, _) = store.newest(room.id, ["pre", "post"])
    assert (handed_in.is_completed, handed_in.quiz_right, handed_in.quiz_answered) == (True, 0, 0), "no result yet"


def test_a_class_without_events_has_no_progress(store: Store, room: ClassRoom, mawar: Diary):
    assert (store.progress(room.id), store.newest(room.id), store.items(room.id)) == ([], [], [])
    assert store.predictions(room.id, LESSON) == Predictions("", [], "")
    assert store.progress(room.id + 1) == []


def test_the_histogram_has_one_first_guess_of_each(store: Store, room: ClassRoom, mawar: Diary, bakung: Diary):
    mawar(0, "predicted", f"{LESSON}#guess", value=12.5, unit="menit")
    mawar(1, "predicted", f"{LESSON}#guess", value=99, unit="menit")
    mawar(2, "predicted", f"{LESSON}#share", value=40, unit="%")
    mawar(2, "predicted", f"{OTHER}#guess", value=77)
    bakung(3, "predicted", f"{LESSON}#guess", value="12")
    bakung(3, "predicted", f"{LESSON}#guess", value=True)
    bakung(4, "predicted", f"{LESSON}#guess", value=8, unit="menit")
    assert store.predictions(room.id, LESSON) == Predictions("guess", [12.5, 8.0], "menit")
    assert store.predictions(room.id, LESSON, "share") == Predictions("share", [40.0], "%")
    assert store.predictions(room.id, LESSON, "none") == Predictions("none", [], "")
    assert store.predictions(room.id, OTHER) == Predictions("guess", [77.0], "")


def test_attendance_is_by_the_clock_of_the_place(store: Store, make_class):
    room = make_class(zone="WIT")  # 23:30 in UTC is 08:30 of the next day
    ani, edo = (store.join(room.code, name) for name in ("Anggrek", "Dahlia"))
    for time in ("2026-03-01T23:30", "2026-03-02T06:00", "2026-03-02T01:00", "2026-03-07T03:00"):
        store.record(ani.id, "opened", LESSON, {}, datetime.fromisoformat(f"{time}Z"))
    rows = store.attendance(room.id)
    seen = [
        (row.name, row.day.day, row.is_planned, *(time and time.strftime("%H:%M") for time in (row.first, row.last)))
        for row in rows
    ]
    assert seen == [
        ("Anggrek", 2, True, "08:30", "15:00"),
        ("Anggrek", 3, True, None, None),
        ("Anggrek", 7, False, "12:00", "12:00"),
        ("Dahlia", 2, True, None, None),
        ("Dahlia", 3, True, None, None),
    ]
    assert rows[0].first is not None
    assert rows[0].first.date() == date(2026, 3, 2)
    store.record(edo.id, "opened", ATTENDANCE, {}, datetime(2026, 3, 3, 3, tzinfo=UTC))
    noted = store.attendance(room.id)[-1]
    assert (noted.name, noted.day.day, noted.first is not None) == ("Dahlia", 3, True)
    assert {row.lesson for row in store.progress(room.id)} == {LESSON}
    assert store.attendance(room.id + 99) == []
