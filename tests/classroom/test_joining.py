"""Joining a class, coming back, leaving; the home page."""

import re

import pytest

from simulator.teaching.classroom.cookies import LEARNER_COOKIE


def join(visitor, room, name="Mawar", seat=""):
    answer = visitor.post("/gabung", code=room.code, person=name, seat=seat)
    assert answer.status == 303, answer.words
    return answer


def learner_of(server, visitor):
    return server.store.learner(server.classroom.signer.read(LEARNER_COOKIE, visitor.cookies[LEARNER_COOKIE], 1))


@pytest.mark.parametrize(("path", "lang", "other"), [("/", "id", "/en"), ("/en", "en", "/")])
def test_the_home_page_stands_in_both_languages(server, path, lang, other):
    page = server.visitor().get(path).words
    assert f'<html lang="{lang}">' in page
    assert f'href="{other}" hreflang' in page
    title, audience = {"id": ("Bimtek dua hari", "Petugas loket"), "en": ("Two-day workshop", "Counter staff")}[lang]
    assert title in page
    assert audience in page
    assert len(re.findall(rf'href="/voila/render/{lang}/\d\d.ipynb"', page)) == 5 + 3 + 1  # list, path, start
    assert "studio" not in page.lower()


def test_looking_makes_no_learner(server):
    visitor = server.visitor()
    visitor.get("/")
    assert LEARNER_COOKIE not in visitor.cookies


def test_a_studio_is_linked_where_there_is_one(new_server, tmp_path):
    with new_server() as server:
        (tmp_path / "notebooks" / "studio").mkdir()
        assert 'href="/studio"' in server.visitor().get("/").text


def test_a_learner_joins_sees_the_personal_code_and_comes_back_elsewhere(server, room):
    first = server.visitor()
    answer = join(first, room, "Mawar Rahmawati")
    assert answer.headers["Location"] == "/"
    [cookie] = [line for line in answer.headers.get_all("Set-Cookie") if line.startswith(LEARNER_COOKIE)]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie  # a class on a hotspot has no TLS
    page = first.get("/").words
    code = re.search(r'<span class="code">(\w{4}-\w{4})</span>', page)[1]
    assert "Mawar Rahmawati" in page
    assert room.title in page

    second = server.visitor()
    join(second, room, "salah ketik", seat=code.lower())
    assert "Mawar Rahmawati" in second.get("/").words
    assert learner_of(server, second) == learner_of(server, first)


def test_a_slip_fills_in_both_codes(server, room):
    seat = server.store.seats(room.id)[0].code
    page = server.visitor().get(f"/gabung?kelas={room.code}&kode={seat}").text
    assert f'name="code" type="text" value="{room.code}"' in page
    assert f'name="seat" type="text" value="{seat}"' in page


def test_leaving_forgets_the_person_but_not_the_work(server, room):
    visitor = server.visitor()
    join(visitor, room, "Anyelir")
    learner = learner_of(server, visitor)
    server.store.record(learner.id, "completed", "01_why_queues_explode", {})
    assert "✓" in visitor.get("/").text
    assert visitor.post("/keluar").status == 303
    assert LEARNER_COOKIE not in visitor.cookies
    assert "Anyelir" not in visitor.get("/").text
    join(visitor, room, "Anyelir", seat=learner.seat_code)
    assert "✓" in visitor.get("/").text


def test_progress_is_the_learners_own(server, room):
    one, other = server.visitor(), server.visitor()
    join(one, room, "Satu")
    join(other, room, "Dua")
    learner = learner_of(server, one)
    for step in ("guess", "explore"):
        server.store.record(learner.id, "explored", f"06_when_the_network_fails#{step}", {})
    assert "Sedang dikerjakan<small>2 bagian dikerjakan" in one.get("/").text
    assert "Sedang dikerjakan" not in other.get("/").text


def test_a_restart_keeps_everyone(new_server, make_room):
    with new_server() as server:
        room = make_room(on=server)
        learner, trainer = server.visitor(), server.trainer()
        join(learner, room, "Seruni")
    with new_server(password="") as server:
        learner.port = trainer.port = server.port
        assert "Seruni" in learner.get("/").text
        assert room.title in trainer.get("/pelatih").text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"code": "CDFGHJ", "person": "Mawar"}, "Kode kelas ini tidak dikenal"),
        ({"code": "", "person": "Mawar"}, "Kode kelas ini tidak dikenal"),
        ({"person": ""}, "Tulis nama dulu"),
        ({"person": "\u200b\u202e "}, "Tulis nama dulu"),
        ({"person": "x" * 41}, "Nama paling panjang 40"),
        ({"person": "Mawar", "seat": "CDFG-HJKM"}, "Kode pribadi ini bukan dari kelas ini"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(server, room, fields, sentence):
    visitor = server.visitor("127.0.3.1")
    answer = visitor.post("/gabung", **{"code": room.code, "seat": "", **fields})
    assert answer.status == 422
    assert sentence in answer.words
    assert LEARNER_COOKIE not in visitor.cookies
    english = visitor.post("/en/join", **{"code": room.code, "seat": "", **fields})
    assert 'role="alert"' in english.text
    assert 'lang="en"' in english.text


def test_a_full_class_says_so(server, make_room):
    room = make_room(seats=200)
    for n in range(200):
        server.store.join(room.code, f"orang {n}")
    answer = server.visitor("127.0.3.2").post("/gabung", code=room.code, person="satu lagi")
    assert answer.status == 422
    assert "sudah penuh" in answer.words


def test_who_is_forgotten_is_nobody_again(server, make_room):
    room = make_room()
    visitor = server.visitor()
    join(visitor, room, "Tono")
    server.store.delete_class(room.id)
    page = visitor.get("/")
    assert page.status == 200
    assert "Tono" not in page.text
    assert 'id="code"' in page.text
