"""What somebody in the room might try on the class pages."""

import http.client
import re
import time
from dataclasses import replace
from urllib.parse import quote

import pytest

from class_server import TEMPLATES, Visitor
from simulator.teaching.classroom.cookies import LEARNER_COOKIE, TRAINER_COOKIE
from simulator.teaching.classroom.gate import LIMITS, Gate
from simulator.teaching.classroom.paths import PATHS, address
from simulator.teaching.store.codes import LETTERS_AND_DIGITS, SEAT_LETTERS
from simulator.teaching.store.limits import SEATS

SCRIPT = "<script>alert(1)</script>"
PAGES = [name for name, (path, _) in PATHS.items() if path.startswith("pelatih") and name != "sign_in"]
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def learner(server, room):
    """A learner's browser."""
    visitor = server.visitor()
    assert visitor.post("/gabung", code=room.code, person="Mawar").status == 303
    return visitor


def attempts(limit):
    return int(limit.split()[0])


def test_the_list_of_trainer_pages_is_not_empty():
    assert len(PAGES) >= 13


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_only_the_trainer_reads_or_uses_a_trainers_page(server, learner, room, name, lang):
    path = address("/", name, lang, code=room.code, form="csv")
    for visitor in (server.visitor(), learner):
        read = visitor.get(path)
        assert read.status in (303, 403)
        assert room.title not in read.text
        assert visitor.post(path, confirm=room.code, who="all", action="rename").status in (403, 405)
    assert server.store.class_by_code(room.code)


def cookies_of_nobody(server, learner):
    learners_own = learner.cookies[LEARNER_COOKIE]
    signed = server.classroom.signer.sign
    return {
        "nothing": "",
        "plain": server.classroom.password.stamp,
        "learner's own": learners_own,
        "signed for another name": signed(LEARNER_COOKIE, server.classroom.password.stamp),
        "signed for another password": signed(TRAINER_COOKIE, "0" * 24),
        "changed": signed(TRAINER_COOKIE, server.classroom.password.stamp)[:-1] + "x",
        "another server's": "2|1:0|10:1795355384|15:simptsp_trainer|4:eHh4|" + "0" * 64,
        "wild": "\xff\x00|1:0|99999999999999999999|||",
        "long": "x" * 20_000,
    }


def test_a_forged_cookie_is_nobodys(server, learner, room):
    forged = cookies_of_nobody(server, learner)
    assert len(forged) == 9
    for what, cookie in forged.items():
        text = cookie.encode("latin-1").decode("latin-1").replace("\x00", "")
        visitor = Visitor(
            server.port, cookies={TRAINER_COOKIE: text, LEARNER_COOKIE: text.replace("trainer", "learner")}
        )
        assert visitor.get(f"/pelatih/kelas/{room.code}").status in (303, 400), what
    genuine = server.classroom.signer.sign(TRAINER_COOKIE, server.classroom.password.stamp)
    assert Visitor(server.port, cookies={TRAINER_COOKIE: genuine}).get(f"/pelatih/kelas/{room.code}").status == 200


def test_a_learners_secret_cannot_be_guessed_from_a_pseudonym(server, room):
    known = server.store.join(room.code, "Mawar")
    for secret in (known.pseudonym, known.seat_code, "' OR 1=1 --", "", "x" * 43):
        forged = server.classroom.signer.sign(LEARNER_COOKIE, secret)
        assert "Mawar" not in Visitor(server.port, cookies={LEARNER_COOKIE: forged}).get("/").text


@pytest.mark.parametrize("cut", ["_xsrf", "both"])
def test_a_form_without_its_token_is_refused(server, trainer, room, cut):
    cookies = {name: value for name, value in trainer.cookies.items() if cut == "_xsrf" or name != "_xsrf"}
    visitor = replace(trainer, cookies=cookies)
    for body in ("confirm=" + room.code, f"confirm={room.code}&_xsrf=2|aaaa|bbbb|1", f"confirm={room.code}&_xsrf="):
        answer = visitor.ask("POST", f"/pelatih/kelas/{room.code}/data", body, FORM)
        assert answer.status == 403
        assert "muat ulang" in answer.words
    assert server.store.class_by_code(room.code)


def test_another_sites_page_cannot_send_our_forms(server, trainer, room):
    foreign = {"Origin": "https://elsewhere.example"}
    answer = trainer.post(f"/pelatih/kelas/{room.code}/data", headers=foreign, confirm=room.code)
    assert answer.status in (403, 404)
    assert server.store.class_by_code(room.code)


@pytest.mark.parametrize(
    "name",
    [
        SCRIPT,
        '"><img src=x onerror=alert(1)>',
        "'; DROP TABLE learners; --",
        "{{ 1234*5678 }}",
        "%s{t}",
        "=1+1",
        "&lt;b&gt;",
    ],
)
def test_a_name_is_only_ever_text(server, trainer, room, name):
    visitor = server.visitor()
    assert visitor.post("/gabung", code=room.code, person=name).status == 303
    [learner] = server.store.learners(room.id)
    assert learner.name == name
    server.store.record(learner.id, "predicted", "01_why_queues_explode#guess", {"value": 1, "unit": SCRIPT})
    server.store.record(learner.id, "answered", "01_why_queues_explode#quiz-x", {"answer": SCRIPT, "success": False})
    pages = [visitor.get("/"), visitor.get("/gabung")]
    parts = ("", "/tebakan", "/soal", "/tes", "/peserta", "/lembar-kode", "/sertifikat")
    pages += [trainer.get(f"/pelatih/kelas/{room.code}{part}") for part in parts]
    assert sum(name in page.words for page in pages) >= 5
    for page in pages:
        assert page.status == 200
        assert "<script>alert" not in page.text
        assert "<img" not in page.text
        assert "7006652" not in page.text
    live = trainer.get(f"/pelatih/kelas/{room.code}/langsung")
    assert live.headers["Content-Type"].startswith("application/json")
    assert live.headers["X-Content-Type-Options"] == "nosniff"


def test_what_is_given_back_for_correction_is_only_text(server, trainer):
    visitor = server.visitor("127.0.5.1")
    for answer in (
        visitor.post("/gabung", code=SCRIPT, person=SCRIPT, seat=SCRIPT),
        visitor.get(f"/gabung?kelas={quote(SCRIPT)}&kode={quote(SCRIPT)}"),
        trainer.post("/pelatih/kelas-baru", title=SCRIPT, place=SCRIPT, first=SCRIPT, last=SCRIPT, seats=SCRIPT),
    ):
        assert "<script>alert" not in answer.text
        assert SCRIPT in answer.words
    made = trainer.post(
        "/pelatih/kelas-baru", title=SCRIPT, place=SCRIPT, first="2026-11-23", last="", seats="1", room_lang="id"
    )
    page = trainer.get(made.headers["Location"])
    assert page.status == 200
    assert "<script>alert" not in page.text


def test_every_page_keeps_scripts_of_others_out(server, room):
    for path in ("/", "/en", "/gabung", "/pelatih/masuk", "/tes/pre", "/sertifikat/CDFGHJKMNP"):
        answer = server.visitor().get(path)
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'self';")
        assert "unsafe" not in policy
        assert answer.headers["Cache-Control"] == "no-store"
        assert " style=" not in answer.text
        assert not re.search(r"<script(?! src)", answer.text)
        assert not re.search(r" on\w+=", answer.text)


@pytest.mark.parametrize("size", [100_000, 10_000_000])
def test_large_entries_are_refused_in_a_sentence(server, trainer, room, size):
    for path, field in (("/gabung", "person"), ("/pelatih/masuk", "password")):
        answer = server.visitor("127.0.5.2").post(path, **{"code": room.code, field: "x" * size})
        assert answer.status == 413
        assert "terlalu besar" in answer.words
    assert server.store.learners(room.id) == []


@pytest.mark.parametrize(
    ("kind", "status"),
    [("application/json", 415), ("text/plain", 415), ("", 415), ("multipart/form-data; boundary=x", 400)],
)
def test_other_content_types_are_refused(server, room, kind, status):
    visitor = server.visitor()
    visitor.get("/")
    token = {"X-XSRFToken": visitor.cookies["_xsrf"], **({"Content-Type": kind} if kind else {})}
    answer = visitor.ask("POST", "/gabung", b'{"code": "x"}', token)
    assert answer.status == status
    assert '<html lang="id">' in answer.text


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"])
def test_other_methods_change_nothing(server, trainer, room, method):
    for path in ("/", "/gabung", f"/pelatih/kelas/{room.code}/data"):
        answer = trainer.ask(method, path, headers={"X-XSRFToken": trainer.cookies["_xsrf"]})
        assert answer.status in (403, 405)
    assert server.store.class_by_code(room.code)


def test_asking_for_the_head_of_a_page_says_and_changes_nothing(server, trainer, room):
    for path in ("/", "/gabung", f"/pelatih/kelas/{room.code}/data"):
        answer = trainer.ask("HEAD", path)
        assert (answer.status, answer.body) == (200, b"") or answer.status == 405
    assert server.store.class_by_code(room.code)


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd",
        "/pelatih/kelas/..%2f..%2fetc",
        "/pelatih/kelas/%00",
        "/sertifikat/../../trainer.hash",
        "/voila/static/../texts.html.j2",
        "/voila/static/..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
        "/pelatih/kelas/ABCDEF/unduh/../../../cookie.key",
        "/tes/pre%0d%0aSet-Cookie:x=1",
        "/cookie.key",
        "/classes.sqlite",
    ],
)
def test_no_path_leads_to_a_file(server, trainer, path):
    answer = trainer.get(path)
    assert answer.status in (303, 400, 403, 404)
    assert "x" not in [line.partition("=")[0] for line in answer.headers.get_all("Set-Cookie") or []]
    for secret in (b"root:", b"argon2", b"SQLite format", server.classroom.signer._key):
        assert secret not in answer.body


def test_class_codes_cannot_be_tried_out(new_server, make_room):
    with new_server() as server:
        room = make_room(on=server)
        thief = server.visitor("127.0.6.1")
        allowed = attempts(LIMITS["join"][0])
        answers = [
            thief.post("/gabung", code=f"CDFGH{letter}", person="x")
            for letter in "CDFGHJKMNPQRTVWXYCDFGHJKMN"[: allowed + 2]
        ]
        assert [answer.status for answer in answers] == [422] * allowed + [429] * 2
        last = answers[-1]
        assert 1 <= int(last.headers["Retry-After"]) <= 300
        assert re.search(r"Tunggu [1-5] menit", last.words)
        assert re.search(r"Wait [1-5] minutes", thief.post("/en/join", code="x", person="x").words)
        assert thief.post("/gabung", code=room.code, person="x").status == 429, "not even the right one"
        neighbour = server.visitor("127.0.6.2")
        assert neighbour.post("/gabung", code=room.code, person="Mawar").status == 303
        assert thief.get("/").status == 200


SPELLINGS = ["{}", "{}-", " .{}", "{0[0]}-{0[1]}{0[2]}{0[3]}{0[4]}{0[5]}", "{0[0]} {0[1]}.{0[2]}{0[3]}{0[4]}{0[5]}"]


def test_personal_codes_of_a_class_cannot_be_tried_out_from_many_addresses(new_server, make_room):
    with new_server() as server:
        server.classroom.gate = Gate({"join": ("20 per 5 minutes", "60 per 15 minutes", "1000 per 15 minutes")})
        room, other = make_room(on=server), make_room(on=server)
        for n in range(60):
            thief = server.visitor(f"127.0.7.{1 + n // 20}")
            code = SPELLINGS[n % len(SPELLINGS)].format(room.code if n % 2 else room.code.lower())
            assert thief.post("/gabung", code=code, person="x", seat="CDFGHJKM").status == 422
        fresh = server.visitor("127.0.7.99")
        for code in SPELLINGS:
            said = fresh.post("/gabung", code=code.format(room.code), person="x", seat="CDFGHJKM")
            assert said.status == 429
        assert fresh.post("/gabung", code=other.code, person="x", seat="CDFGHJKM").status == 422
        assert fresh.post("/gabung", code=room.code, person="Mawar").status == 303, "the class itself stays open"


def test_the_limits_of_the_server_leave_no_hope_to_who_tries_personal_codes():
    amount, _, minutes, _ = LIMITS["join"][1].split()
    tries_in_a_week = int(amount) * 7 * 24 * 60 / int(minutes)
    assert tries_in_a_week * SEATS / len(LETTERS_AND_DIGITS) ** SEAT_LETTERS < 0.002


def test_forty_who_join_at_once_from_one_address_are_let_in(new_server, make_room):
    with new_server() as server:
        room = make_room(on=server)
        assert {server.visitor().post("/gabung", code=room.code, person=f"Orang {n}").status for n in range(40)} == {
            303
        }


def test_the_password_cannot_be_tried_out(new_server):
    with new_server() as server:
        thief = server.visitor("127.0.8.1")
        thief.get("/gabung")
        thief.cookies["x"] = "1"
        away = {"X-Forwarded-For": "192.168.1.66"}
        allowed = attempts(LIMITS["password"][0])
        statuses = [
            thief.post("/pelatih/masuk", headers=away, password=f"salah {n}").status for n in range(allowed + 2)
        ]
        assert statuses == [403] * allowed + [429] * 2
        assert thief.post("/pelatih/masuk", headers=away, password="rahasia pelatih").status == 429
        assert server.trainer("127.0.8.2").get("/pelatih").status == 200


def test_certificate_numbers_cannot_be_tried_out(new_server):
    with new_server() as server:
        thief = server.visitor("127.0.9.1")
        allowed = attempts(LIMITS["verify"][0])
        statuses = [thief.get(f"/sertifikat/CDFGHJ{n:04d}").status for n in range(allowed + 1)]
        assert statuses == [404] * allowed + [429]
        assert server.visitor("127.0.9.2").get("/sertifikat/CDFGHJ0000").status == 404, "nobody else is shut out"


def test_a_closed_gate_does_not_hold_the_server_up(new_server):
    with new_server() as server:
        thief = server.visitor("127.0.10.1")
        for n in range(attempts(LIMITS["password"][0])):
            thief.post("/pelatih/masuk", headers={"X-Forwarded-For": "1.2.3.4"}, password=f"salah {n}")
        begun = time.perf_counter()
        for _ in range(20):
            assert thief.post("/pelatih/masuk", headers={"X-Forwarded-For": "1.2.3.4"}, password="x").status == 429
        assert time.perf_counter() - begun < 10  # twenty hashes would take longer on a loaded machine


def test_a_fault_of_ours_shows_no_trace(server, trainer, room, monkeypatch):
    monkeypatch.setattr(server.classroom.store, "newest", lambda room: 1 / 0)
    answer = trainer.get(f"/pelatih/kelas/{room.code}")
    assert answer.status == 500
    assert "Coba lagi" in answer.words
    for word in ("Traceback", "ZeroDivision", "simulator"):
        assert word not in answer.text


def test_a_store_that_fails_does_not_close_the_home_page(server, learner, monkeypatch):
    from simulator.teaching.store import StoreError

    def fail(*_):
        raise StoreError("disk_full")

    monkeypatch.setattr(server.classroom.store, "learner", fail)
    answer = learner.get("/en")
    assert answer.status == 200
    assert "Lessons can still be opened" in answer.words
    assert "/voila/render/en/01.ipynb" in answer.text


def test_half_a_request_hurts_nobody(server):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.putrequest("POST", "/gabung")
    connection.putheader("Content-Length", "1000")
    connection.endheaders(b"code=")
    assert server.visitor().get("/").status == 200
    connection.close()


def test_templates_never_switch_escaping_off():
    pages = {file.name: file.read_text(encoding="utf-8") for file in TEMPLATES.glob("*.html*")}
    assert len(pages) >= 20
    assert [name for name, text in pages.items() if "| safe" in text or "|safe" in text or "autoescape" in text] == []
