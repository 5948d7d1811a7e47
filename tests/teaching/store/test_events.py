"""Events: what is kept, what is refused, in which order they come back."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from simulator.teaching.journal import Event, RefusedError
from simulator.teaching.store import ClassRoom, Learner, Store, StoreError, StoreJournal, events, journal

LESSON = "01_why_queues_explode"


@pytest.fixture
def mawar(store: Store, room: ClassRoom) -> Learner:
    return store.join(room.code, "Mawar")


def test_events_come_back_as_they_were_in_order(store: Store, mawar: Learner):
    time = datetime(2026, 3, 2, 9, 30, 0, 123456, timezone(timedelta(hours=7)))
    store.record(mawar.id, "opened", LESSON, {}, time)
    store.record(mawar.id, "predicted", f"{LESSON}#guess", {"value": 12.5, "unit": "menit"}, time - timedelta(hours=1))
    store.record(mawar.id, "opened", "02_variation_costs", {})
    kept = store.events(mawar.id)
    assert kept[:2] == [
        Event("opened", LESSON, {}, time),
        Event("predicted", f"{LESSON}#guess", {"value": 12.5, "unit": "menit"}, time - timedelta(hours=1)),
    ]
    assert all(event.time.utcoffset() == timedelta() for event in kept)
    assert datetime.now(UTC) - kept[2].time < timedelta(minutes=5)
    assert [event.object for event in store.events(mawar.id, "02_variation_costs")] == ["02_variation_costs"]
    assert store.events(mawar.id, "01") == []


RESULTS: list[tuple[dict[Any, Any], dict[str, Any]]] = [
    (
        {"text": "loket\x00 kami\x1b: <b>antre</b>\n'); DROP TABLE events;--"},
        {"text": "loket kami: <b>antre</b>\n'); DROP TABLE events;--"},
    ),
    ({"answer": [3, 1, 2], "success": False}, {"answer": [3, 1, 2], "success": False}),
    (
        {"deep": {"a": [1, {"b": None}]}, "n": 10**30, "p": 0.1},
        {"deep": {"a": [1, {"b": None}]}, "n": 10**30, "p": 0.1},
    ),
    ({"text": "Jose\u0301 \ud800😀 \u202e"}, {"text": "José 😀 \u202e"}),
    ({1: (2, 3)}, {"1": [2, 3]}),
]


def test_results_are_plain_json_without_control_characters(store: Store, mawar: Learner):
    for given, _ in RESULTS:
        store.record(mawar.id, "reflected", f"{LESSON}#your-office", given)
    assert [event.result for event in store.events(mawar.id)] == [kept for _, kept in RESULTS]


REFUSED: list[tuple[str, str, dict[str, Any], str]] = [
    ("stole", LESSON, {}, "event_wrong"),
    ("opened", "", {}, "event_wrong"),
    ("opened", "../../etc/passwd", {}, "event_wrong"),
    ("opened", f"{LESSON}#a#b", {}, "event_wrong"),
    ("opened", f"{LESSON}#'; DROP TABLE events", {}, "event_wrong"),
    ("opened", LESSON + "\n", {}, "event_wrong"),
    ("opened", "x" * 121, {}, "event_wrong"),
    ("answered", LESSON, {"value": float("nan")}, "event_wrong"),
    ("answered", LESSON, {"value": float("inf")}, "event_wrong"),
    ("answered", LESSON, {"value": object()}, "event_wrong"),
    ("answered", LESSON, {"value": 10**5000}, "event_wrong"),
    ("answered", LESSON, {"answer": "x" * 4090}, "result_long"),
    ("answered", LESSON, {"answer": "é" * 2047}, "result_long"),
    ("answered", LESSON, {"answer": "x" * 10_000_000}, "result_long"),
    ("reflected", LESSON, {"text": "x" * 2001}, "text_long"),
]


def test_what_is_no_event_is_refused(store: Store, mawar: Learner, refusal: Callable[..., str]):
    assert [refusal(store.record, mawar.id, *said) for *said, _ in REFUSED] == [code for *_, code in REFUSED]
    assert store.events(mawar.id) == []


def test_deep_nesting_is_refused(store: Store, mawar: Learner):
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(StoreError, match="tidak berbentuk benar"):
        store.record(mawar.id, "answered", LESSON, {"value": deep})


def test_the_longest_that_is_allowed_is_kept(store: Store, mawar: Learner):
    store.record(mawar.id, "reflected", LESSON, {"text": "é" * 2000})
    store.record(mawar.id, "answered", LESSON, {"answer": "x" * (4096 - len('{"answer": ""}'))})
    assert [len(next(iter(event.result.values()))) for event in store.events(mawar.id)] == [2000, 4082]


def test_a_time_without_a_zone_is_refused(store: Store, mawar: Learner):
    with pytest.raises(StoreError, match="tidak berbentuk benar"):
        store.record(mawar.id, "opened", LESSON, {}, datetime(2026, 3, 2))


def test_a_learner_keeps_no_more_than_the_limit(store: Store, room: ClassRoom, mawar: Learner, monkeypatch):
    assert events.EVENTS_PER_LEARNER == 5_000
    monkeypatch.setattr(events, "EVENTS_PER_LEARNER", 3)
    for i in range(3):
        store.record(mawar.id, "explored", f"{LESSON}#e{i}", {})
    with pytest.raises(StoreError, match="sudah penuh: 3 kejadian"):
        store.record(mawar.id, "explored", f"{LESSON}#e4", {})
    assert len(store.events(mawar.id)) == 3
    store.record(store.join(room.code, "Bakung").id, "opened", LESSON, {})


def test_a_live_view_asks_for_what_is_new(store: Store, room: ClassRoom, mawar: Learner, make_class):
    bakung, stranger = store.join(room.code, "Bakung"), store.join(make_class().code, "Lain")
    for person in (mawar, stranger, bakung):
        store.record(person.id, "opened", LESSON, {})
    seen = store.class_events(room.id)
    assert [(event.name, event.pseudonym, event.verb) for event in seen] == [
        ("Mawar", mawar.pseudonym, "opened"),
        ("Bakung", bakung.pseudonym, "opened"),
    ]
    store.record(mawar.id, "explored", f"{LESSON}#x", {"value": 1})
    (new,) = store.class_events(room.id, seen[-1].id)
    assert (new.object, new.step, new.result) == (f"{LESSON}#x", "x", {"value": 1})
    assert len(store.class_events(room.id, limit=2)) == 2


def test_a_journal_is_the_learners_own(store: Store, room: ClassRoom, mawar: Learner):
    kept = journal(store.url, mawar.id)
    assert isinstance(kept, StoreJournal)
    kept.record("opened", LESSON, {})
    journal(store.url, store.join(room.code, "Bakung").id).record("opened", LESSON, {})
    assert [event.verb for event in kept.events(LESSON)] == ["opened"]
    assert kept.events("02_variation_costs") == []


def test_a_journal_tells_in_one_sentence_and_a_cause_what_it_could_not_do(store: Store, mawar: Learner):
    kept = journal(store.url, mawar.id)
    with pytest.raises(RefusedError, match="Tulisan paling panjang 2000 huruf") as told:
        kept.record("reflected", LESSON, {"text": "x" * 2001})
    assert isinstance(told.value.__cause__, StoreError)
    assert told.value.__cause__.told(lambda sentence: sentence.replace("Tulisan paling panjang", "At most")).startswith(
        "At most 2000"
    )
    with pytest.raises(RefusedError, match="sudah tidak ada"):
        journal(store.url, "x" * 43).record("opened", LESSON, {})
