"""Who joins, comes back, and is whom."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from simulator.teaching.store import ClassRoom, JoinError, Store, StoreError, learners


def test_a_learner_takes_a_seat_and_comes_back_to_it(store: Store, room: ClassRoom):
    first = store.join(room.code, "Mawar")
    assert (first.name, first.class_id, first.lang) == ("Mawar", room.id, "id")
    assert first.seat_code is not None
    again = store.join(
        room.code.lower(), "somebody else", seat_code=f"{first.seat_code[:4]}-{first.seat_code[4:]}".lower()
    )
    assert again == first
    assert store.learner(first.id) == first
    assert store.learners(room.id) == [first]


def test_slips_are_handed_out_from_the_first_and_seats_without_a_slip_taken_from_the_last(
    store: Store, room: ClassRoom
):
    sheet = store.seats(room.id)
    assert store.join(room.code, "Tanpa Kode").seat_code == sheet[-1].code
    assert store.join(room.code, "Berkode", seat_code=sheet[0].code).seat_code == sheet[0].code
    assert [seat.name for seat in store.seats(room.id)] == ["Berkode", "", "", "", "Tanpa Kode"]
    assert [seat.is_free for seat in store.seats(room.id)] == [False, True, True, True, False]


def test_secrets_are_long_different_and_not_shown(store: Store, room: ClassRoom):
    people = [store.join(room.code, f"P{i}") for i in range(5)]
    assert len({person.id for person in people}) == len({person.pseudonym for person in people}) == 5
    assert all(len(person.id) == 43 for person in people)
    shown = repr(people) + repr(store.seats(room.id))
    assert not any(secret in shown for person in people for secret in (person.id, person.seat_code or "?"))


KEPT = [
    ("  Mawar   Putih ", "Mawar Putih"),
    ("Jose\u0301", "José"),
    ("A\x00B\x1b[31m", "AB[31m"),
    ("\u202eitiS\u200f", "itiS"),
    ("😀", "😀"),
    ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ("Robert'); DROP TABLE learners;--", "Robert'); DROP TABLE learners;--"),
    ("=HYPERLINK(1)", "=HYPERLINK(1)"),
    ("x" * 40, "x" * 40),
    ("ﷺ", "ﷺ"),
    ("A\nB\tC\u2028D", "A B C D"),
    ("A\ud800", "A"),
]

REFUSED = [
    ("", "name_missing"),
    (" \t\u00a0\u3000", "name_missing"),
    ("\u200b\u202e\x00", "name_missing"),
    ("\u3164\u2800", "name_missing"),
    ("\ufe0f\u0301", "name_missing"),
    ("x" * 41, "name_long"),
    ("x" * 10_000_000, "name_long"),
    (" " * 10_000_000 + "x", "name_missing"),
]


def test_a_name_stays_text(store: Store, make_class: Callable[..., ClassRoom]):
    room = make_class(seats=len(KEPT))
    people = [store.join(room.code, typed) for typed, _ in KEPT]
    assert [person.name for person in people] == [kept for _, kept in KEPT]
    assert [store.learner(person.id) for person in people] == people
    assert {person.name for person in store.learners(room.id)} == {kept for _, kept in KEPT}


def test_a_name_that_cannot_be_shown_is_refused_and_takes_no_seat(
    store: Store, room: ClassRoom, refusal: Callable[..., str]
):
    assert [refusal(store.join, room.code, typed) for typed, _ in REFUSED] == [code for _, code in REFUSED]
    assert all(seat.is_free for seat in store.seats(room.id))


def test_the_same_name_is_numbered_within_a_class(store: Store, make_class: Callable[..., ClassRoom]):
    room, other = make_class(), make_class()
    assert [store.join(room.code, name).name for name in ("Bakung", "bakung", "BAKUNG")] == [
        "Bakung",
        "bakung (2)",
        "BAKUNG (3)",
    ]
    assert store.join(other.code, "Bakung").name == "Bakung"
    long = "x" * 40
    assert [store.join(other.code, long).name for _ in range(2)] == [long, "x" * 36 + " (2)"]


def test_seats_are_made_up_to_the_limit(
    store: Store, make_class: Callable[..., ClassRoom], monkeypatch: pytest.MonkeyPatch
):
    assert learners.SEATS == 200
    monkeypatch.setattr(learners, "SEATS", 5)
    room = make_class(seats=3)
    for seat in store.seats(room.id):
        store.join(room.code, "Peserta", seat_code=seat.code)
    assert len({store.join(room.code, "Tambahan").seat_code for _ in range(2)}) == 2
    with pytest.raises(JoinError) as told:
        store.join(room.code, "Terlambat")
    assert told.value.code == "class_full"
    assert len(store.seats(room.id)) == 5
    first = store.seats(room.id)[0]
    assert store.join(room.code, "", seat_code=first.code).name == first.name


WILD = ["CCCCCCCC", "\x00", "' OR 1=1 --", "x" * 10_000_000]


def test_a_wrong_code_lets_nobody_in(store: Store, room: ClassRoom, refusal: Callable[..., str]):
    assert {refusal(store.join, room.code, "A", seat_code=code) for code in WILD} == {"seat_unknown"}
    assert {refusal(store.join, code, "A") for code in WILD} == {"class_unknown"}
    assert store.learners(room.id) == []


def test_a_code_of_another_class_lets_nobody_in(store: Store, make_class: Callable[..., ClassRoom]):
    here, there = make_class(), make_class()
    with pytest.raises(JoinError, match="Kode pribadi ini bukan dari kelas ini"):
        store.join(here.code, "A", seat_code=store.seats(there.id)[0].code)


FORGED = ["", "x" * 43, "x" * 42 + "\x00", "' OR ''='", "\ud800" * 43, "x" * 10_000_000]


def test_a_forged_secret_is_nobody(store: Store, room: ClassRoom, refusal: Callable[..., str]):
    store.join(room.code, "Mawar")
    assert [store.learner(secret) for secret in FORGED] == [None] * 6
    assert [store.events(secret) for secret in FORGED] == [[]] * 6
    told = {refusal(store.record, secret, "opened", "01_why_queues_explode", {}) for secret in FORGED}
    assert told == {"learner_unknown"}


def test_thirty_who_join_at_once_have_thirty_seats_and_names(store: Store, make_class: Callable[..., ClassRoom]):
    room = make_class(seats=20)
    with ThreadPoolExecutor(8) as pool:
        people = list(pool.map(lambda _: store.join(room.code, "Bakung"), range(30)))
    assert len({person.seat_code for person in people}) == 30
    assert {person.name for person in people} == {"Bakung", *(f"Bakung ({i})" for i in range(2, 31))}


def test_the_trainer_corrects_a_name(store: Store, room: ClassRoom):
    one, other = store.join(room.code, "Mawar"), store.join(room.code, "Bakung")
    store.rename(room.id, one.pseudonym, " Mawar  Putih")
    store.rename(room.id, other.pseudonym, "BAKUNG")
    assert [person.name for person in store.learners(room.id)] == ["BAKUNG", "Mawar Putih"]
    store.rename(room.id, other.pseudonym, "mawar putih")
    assert {person.name for person in store.learners(room.id)} == {"Mawar Putih", "mawar putih (2)"}
    with pytest.raises(JoinError, match="Tulis nama dulu"):
        store.rename(room.id, one.pseudonym, " ")
    with pytest.raises(StoreError, match="sudah tidak ada"):
        store.rename(room.id + 1, one.pseudonym, "Lain")


def test_a_new_personal_code_shuts_out_who_had_the_old_one(store: Store, room: ClassRoom):
    old = store.join(room.code, "Mawar")
    store.record(old.id, "opened", "01_why_queues_explode", {})
    code = store.new_seat_code(room.id, old.pseudonym)
    assert store.learner(old.id) is None
    with pytest.raises(JoinError):
        store.join(room.code, "Mawar", seat_code=old.seat_code)
    new = store.join(room.code, "", seat_code=code)
    assert (new.name, new.pseudonym) == ("Mawar", old.pseudonym)
    assert len(store.events(new.id)) == 1


def test_guests_have_no_class_and_are_forgotten_in_time(store: Store, room: ClassRoom):
    guest, member = store.guest("en"), store.join(room.code, "Mawar")
    fresh = store.guest("id")
    assert (guest.class_id, guest.name, guest.lang, guest.seat_code) == (None, "", "en", None)
    store.record(guest.id, "opened", "01_why_queues_explode", {})
    assert store.delete_guests(datetime.now(UTC) - timedelta(days=1)) == 0
    assert store.learner(guest.id) == guest
    assert store.learner(fresh.id) == fresh, "has just come and done nothing yet"
    store.record(guest.id, "explored", "01_why_queues_explode", {}, datetime.now(UTC) + timedelta(days=2))
    assert store.delete_guests(datetime.now(UTC) + timedelta(days=1)) == 1
    assert store.learner(guest.id) == guest, "came long ago, but was here yesterday"
    assert store.delete_guests(datetime.now(UTC) + timedelta(days=3)) == 1
    assert store.learner(guest.id) is None
    assert store.learner(member.id) == member
    with pytest.raises(StoreError, match="tidak dikenal"):
        store.guest("jv")
