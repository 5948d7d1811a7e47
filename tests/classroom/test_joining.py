"""Joining a class, coming back, leaving; the home page."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from types import SimpleNamespace

import pytest

from simulator.teaching.classroom.cookies import LEARNER_COOKIE
from simulator.teaching.classroom.courses import Course
from simulator.teaching.classroom.home import HomePage
from simulator.teaching.serving.catalogue import Lesson


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
        folder = tmp_path / "notebooks" / "studio" / "id"
        folder.mkdir(parents=True)
        assert 'href="/studio"' not in server.visitor().get("/").text
        about = {"studio": True, "lang": "id", "title": "Studio perencana"}
        text = json.dumps({"cells": [], "metadata": {"simptsp": about}})
        (folder / "studio.ipynb").write_text(text, encoding="utf-8")
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


@pytest.mark.parametrize("path", ["/", "/gabung", "/en/join"])
def test_two_clicks_are_one_person(server, room, path):
    visitor = server.visitor()
    number = re.search(r'name="form" value="([^"]+)"', visitor.get(path).text)[1]

    def click(_):
        again = replace(visitor, cookies=dict(visitor.cookies))
        assert again.post("/gabung", code=room.code, person="Seruni", form=number).status == 303
        return learner_of(server, again)

    with ThreadPoolExecutor(4) as browser:
        assert len(set(browser.map(click, range(4)))) == 1
    assert [one.name for one in server.store.learners(room.id)] == ["Seruni"]
    visitor.post("/gabung", code=room.code, person="Mawar", form=number)  # the next one at this computer goes back
    other = re.search(r'name="form" value="([^"]+)"', server.visitor().get(path).text)[1]
    visitor.post("/gabung", code=room.code, person="Seruni", form=other)
    assert [one.name for one in server.store.learners(room.id)] == ["Mawar", "Seruni", "Seruni (2)"]


def test_a_form_of_somebody_removed_joins_anew(server, room):
    visitor = server.visitor()
    for _ in range(2):
        join_with = {"code": room.code, "person": "Seruni", "form": "one copy"}
        assert visitor.post("/gabung", **join_with).status == 303
        [learner] = server.store.learners(room.id)
        assert learner_of(server, visitor) == learner
        server.store.delete_learner(room.id, learner.pseudonym)


def test_a_slip_fills_in_both_codes(server, room):
    seat = server.store.seats(room.id)[0].code
    assert "Kodenya sudah terisi" not in server.visitor().get("/gabung").words
    page = server.visitor().get(f"/gabung?kelas={room.code}&kode={seat}").text
    assert f'name="code" type="text" value="{room.code}"' in page
    assert f'name="seat" type="text" value="{seat}"' in page
    assert "Kodenya sudah terisi" in page


def test_somebody_in_a_class_is_shown_the_classs_path_alone():
    lesson = Lesson("01", "id", "Antrean", "", "id/01.ipynb")
    courses = tuple(Course(name, {}, {}, ("01_why_queues_explode",)) for name in ("planners", "workshop"))
    page = SimpleNamespace(classroom=SimpleNamespace(courses=courses), lang="id")
    assert [path.course.name for path in HomePage.paths(page, [lesson], "workshop")] == ["workshop"]
    assert len(HomePage.paths(page, [lesson], "")) == 2
    assert len(HomePage.paths(page, [lesson], "gone")) == 2, "a class without a curriculum may see all"


def test_somebody_in_a_class_sees_the_form_no_more(server, room):
    visitor = server.visitor()
    page = visitor.get("/").text
    assert page.index('id="code"') < page.index('class="office"'), "who has a code need not look for the form"
    join(visitor, room)
    page = visitor.get("/").text
    assert 'id="code"' not in page
    assert "Jalur kelas Anda" in page


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
