"""Certificates: a code proves what is printed."""

from collections.abc import Callable
from datetime import date

from simulator.teaching.store import ClassRoom, Store


def test_a_certificate_is_found_by_its_code_however_it_is_typed(store: Store, room: ClassRoom):
    mawar = store.join(room.code, "Mawar")
    issued = store.certify(mawar.id, 16)
    assert (issued.name, issued.title, issued.jp) == ("Mawar", "Bimtek Kabupaten Contoh", 16)
    assert issued.days == (date(2026, 3, 2), date(2026, 3, 3))
    typed = f" {issued.code[:5].lower()} - {issued.code[5:]}"
    assert store.certificate(typed) == issued
    assert store.certificate_codes(room.id) == {mawar.pseudonym: issued.code}
    assert store.certificate(room.code) is None
    assert len(issued.code) == 10


def test_a_certificate_issued_anew_keeps_its_code(store: Store, room: ClassRoom):
    mawar = store.join(room.code, "Mawar")
    first = store.certify(mawar.id, 16)
    assert store.certify(mawar.id, 16) == first
    store.rename(room.id, mawar.pseudonym, "Mawar Putih, S.IP.")
    assert store.certificate(first.code) == first
    second = store.certify(mawar.id, 8)
    assert (second.code, second.name, second.jp) == (first.code, "Mawar Putih, S.IP.", 8)
    assert second.issued_at > first.issued_at
    assert store.certificate(first.code) == second


def test_hours_that_cannot_be_are_refused(store: Store, room: ClassRoom, refusal: Callable[..., str]):
    mawar = store.join(room.code, "Mawar")
    assert {refusal(store.certify, mawar.id, jp) for jp in (0, -1, 201, 1.5, True, "16")} == {"jp_wrong"}
    assert store.certificate_codes(room.id) == {}


def test_guests_and_strangers_get_none(store: Store, refusal: Callable[..., str]):
    assert refusal(store.certify, store.guest("id").id, 16) == "no_class"
    assert refusal(store.certify, "x" * 43, 16) == "learner_unknown"
