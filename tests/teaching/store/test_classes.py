"""Classes and their seats."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from simulator.teaching.store import ClassRoom, Store
from simulator.teaching.store.codes import LETTERS, LETTERS_AND_DIGITS

TRAINERS_WORD = "antrean-pagi"


def test_a_class_is_found_by_number_and_by_its_code_however_it_is_typed(store: Store, room: ClassRoom):
    assert room.days == (date(2026, 3, 2), date(2026, 3, 3))
    assert (room.title, room.seats, room.zone) == ("Bimtek Kabupaten Contoh", 5, "WIB")
    assert datetime.now(UTC) - room.made_at < timedelta(minutes=5)
    assert store.class_by_id(room.id) == room
    typed = f"  {room.code[:3].lower()}-{room.code[3:]} "
    assert store.class_by_code(typed) == room
    assert store.classes() == [room]


def test_a_code_that_is_none_finds_nothing(store: Store, room: ClassRoom):
    wild = ["", "AAAAAA", "'; DROP TABLE classes; --", "K\x00", "\ud800", "K" * 10_000_000, "ＫＦ"]
    assert [code[:20] for code in wild if store.class_by_code(code) or store.certificate(code)] == []
    assert store.classes() == [room]


def test_a_number_that_is_none_finds_nothing_or_says_so(store: Store, refusal: Callable[..., str]):
    assert [store.class_by_id(0), store.class_by_id(-1)] == [None, None]
    assert refusal(store.class_by_id, 2**70) == "failed"


REFUSED: list[tuple[dict[str, object], str]] = [
    ({"title": " \u200f \x07"}, "title_missing"),
    ({"title": "k" * 121}, "text_of_class_long"),
    ({"place": "k" * 10_000_000}, "text_of_class_long"),
    ({"days": []}, "days_wrong"),
    ({"days": [date(2026, 1, 1) + timedelta(i) for i in range(61)]}, "days_wrong"),
    ({"seats": 0}, "seats_wrong"),
    ({"seats": 201}, "seats_wrong"),
    ({"lang": "jv"}, "choice_unknown"),
    ({"zone": "CET"}, "choice_unknown"),
]


def test_a_class_that_cannot_be_is_refused_with_a_reason(
    store: Store, make_class: Callable[..., ClassRoom], refusal: Callable[..., str]
):
    assert [refusal(make_class, **part) for part, _ in REFUSED] == [code for _, code in REFUSED]
    assert store.classes() == []


def test_codes_are_long_enough_and_hold_nothing_that_looks_like_something_else(
    store: Store, make_class: Callable[..., ClassRoom]
):
    room = make_class(seats=200)
    seats = store.seats(room.id)
    assert [seat.position for seat in seats] == list(range(1, 201))
    assert len({seat.code for seat in seats}) == 200
    letters = "".join(seat.code for seat in seats)
    assert set(letters) <= set(LETTERS_AND_DIGITS)
    assert len(letters) == 200 * 8
    assert set(room.code) <= set(LETTERS)
    assert len(room.code) == 6
    assert not set(LETTERS_AND_DIGITS) & set("01258OILZSBAEU")
    assert len(LETTERS_AND_DIGITS) ** 8 > 5e10
    assert min(letters.count(letter) for letter in LETTERS_AND_DIGITS) > 35  # of 72.7 expected: 4.5 sigma


def test_a_number_is_never_used_again(store: Store, make_class: Callable[..., ClassRoom]):
    first = make_class()
    store.delete_class(first.id)
    assert make_class().id > first.id


@pytest.mark.parametrize(("zone", "hour"), [("WIB", 7), ("WITA", 8), ("WIT", 9)])
def test_a_class_has_the_clock_of_its_place(make_class: Callable[..., ClassRoom], zone: str, hour: int):
    local = make_class(zone=zone).local(datetime(2026, 3, 1, 23, tzinfo=UTC))
    assert (local.date(), local.hour, local.tzname()) == (date(2026, 3, 2), hour - 1, zone)


def test_without_a_zone_a_class_has_one_of_indonesias(make_class: Callable[..., ClassRoom]):
    assert make_class(zone=None).zone in ("WIB", "WITA", "WIT")
