"""The trainer's pages: password, classes, live view, people, downloads, deletion."""

import io
import json
import re
import time
import zipfile
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest

from class_server import PASSWORD, news
from simulator.teaching.classroom.letterhead import Letterhead

FORM = {
    "title": "Bimtek Antrean",
    "place": "Kupang",
    "first": "2026-11-23",
    "last": "2026-11-24",
    "seats": "5",
    "curriculum": "workshop",
    "room_lang": "id",
    "zone": "WITA",
}


def page_of(room, part=""):
    return f"/pelatih/kelas/{room.code}{part}"


def guess(server, learner, value, unit="menit"):
    server.store.record(learner.id, "predicted", "01_why_queues_explode#guess", {"value": value, "unit": unit})


@pytest.fixture
def guesses_of(trainer):
    """The page of guesses, once the lesson has told its question."""

    def look(room, query="", lang="id"):
        base = page_of(room, "/tebakan") if lang == "id" else f"/en/trainer/class/{room.code}/guesses"
        limit = time.monotonic() + 120
        while "Retry-After" in (answer := trainer.get(base + query)).headers:
            assert time.monotonic() < limit
            time.sleep(0.5)
        return answer

    return look


def test_the_first_visit_at_the_server_sets_the_password(new_server):
    with new_server(password="") as server:
        away = server.visitor()
        away.ask("GET", "/pelatih/masuk", headers={"X-Forwarded-For": "192.168.1.7"})
        page = away.ask("GET", "/pelatih/masuk", headers={"X-Forwarded-For": "192.168.1.7"})
        assert 'type="password"' not in page.text
        assert "simptsp start --password" in page.text
        assert (
            away.post(
                "/pelatih/masuk", headers={"X-Forwarded-For": "192.168.1.7"}, password=PASSWORD, again=PASSWORD
            ).status
            == 403
        )
        assert not server.classroom.password.is_set

        here = server.visitor()
        assert 'name="again"' in here.get("/pelatih/masuk").text
        assert here.post("/pelatih/masuk", **dict.fromkeys(("password", "again"), "pendek")).status == 422
        assert here.post("/pelatih/masuk", password=PASSWORD, again="lain sekali").status == 403
        assert not server.classroom.password.is_set
        assert here.post("/pelatih/masuk", password=PASSWORD, again=PASSWORD).status == 303
        assert here.get("/pelatih").status == 200
        assert server.visitor().post("/pelatih/masuk", password="kata lain", again="kata lain").status == 403


def test_a_wrong_password_lets_nobody_in(server):
    visitor = server.visitor("127.0.4.1")
    answer = visitor.post("/pelatih/masuk", password="salah sekali")
    assert answer.status == 403
    assert "tidak cocok" in answer.words
    assert visitor.get("/pelatih").headers["Location"] == "/pelatih/masuk"


def test_signing_out_ends_it(server):
    trainer = server.trainer()
    assert trainer.get("/pelatih").status == 200
    trainer.post("/pelatih/keluar")
    assert trainer.get("/pelatih").status == 303


def test_a_new_password_signs_everyone_out(new_server):
    with new_server() as server:
        trainer = server.trainer()
        assert trainer.get("/pelatih").status == 200
        server.classroom.password.set("kata sandi baru")
        assert trainer.get("/pelatih").status == 303


def test_a_class_is_made_and_listed(server, trainer):
    answer = trainer.post("/pelatih/kelas-baru", **{**FORM, "title": "Angkatan Tujuh"})
    code = answer.headers["Location"].rpartition("/")[2]
    room = server.store.class_by_code(code)
    assert (room.title, room.place, room.zone, room.seats) == ("Angkatan Tujuh", "Kupang", "WITA", 5)
    assert room.days == (date(2026, 11, 23), date(2026, 11, 24))
    assert "Angkatan Tujuh" in trainer.get("/pelatih").text
    assert "23–24 November 2026" in trainer.get("/en/trainer").text
    assert code in trainer.get(f"/en/trainer/class/{code}").text


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"first": "kemarin"},
        {"last": "2026-11-22"},
        {"last": "2036-11-22"},
        {"seats": "0"},
        {"seats": "banyak"},
        {"curriculum": "../../etc"},
        {"room_lang": "fr"},
        {"zone": "UTC"},
        {"title": "x" * 121},
    ],
)
def test_a_wrong_form_is_explained_and_makes_nothing(server, trainer, wrong):
    before = len(server.store.classes())
    answer = trainer.post("/pelatih/kelas-baru", **{**FORM, **wrong})
    assert answer.status == 422
    assert 'role="alert"' in answer.text
    assert 'value="Kupang"' in answer.text
    assert len(server.store.classes()) == before


def test_a_new_class_begins_today_by_the_clock_of_its_zone(trainer, monkeypatch):
    class Evening(datetime):
        """In the evening of the 23rd by UTC it is the 24th all over Indonesia."""

        @classmethod
        def now(cls, tz=None):
            return datetime(2026, 11, 23, 18, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr("simulator.teaching.classroom.trainer.datetime", Evening)
    form = trainer.get("/pelatih/kelas-baru").text
    assert re.search(r'name="first" [^>]*value="2026-11-24"', form)
    assert re.search(r'name="last" [^>]*value="2026-11-25"', form)


def test_days_in_the_wrong_order_are_named(trainer):
    answer = trainer.post("/pelatih/kelas-baru", **{**FORM, "last": "2026-11-22"})
    assert "Hari terakhir tidak boleh sebelum hari pertama" in answer.words


def test_the_live_view_follows_and_tells_no_secret(server, trainer, room):
    assert news(trainer, room.code)["people"] == []
    assert "Belum ada peserta" in trainer.get(page_of(room)).words
    learner = server.store.join(room.code, "Mawar")
    guess(server, learner, 5)
    [one] = news(trainer, room.code)["people"]
    assert one == {
        "name": "Mawar",
        "lesson": "01 Mengapa antrean meledak",
        "step": "tebakan",
        "done": 1,
        "quiz": "",
        "ago": "baru saja",
    }
    for part in ("", "/langsung", "/tebakan", "/soal", "/tes", "/peserta", "/lembar-kode", "/sertifikat", "/data"):
        answer = trainer.get(page_of(room, part))
        assert answer.status == 200, part
        assert learner.id not in answer.text, part


def test_guesses_are_drawn_and_the_answer_waits_until_it_is_opened(server, trainer, room, guesses_of):
    assert "Belum ada pelajaran" in trainer.get(page_of(room, "/tebakan")).words
    for n, value in enumerate((4, 5, 5, 12)):
        learner = server.store.join(room.code, f"Orang {n}")
        guess(server, learner, value)
    closed = guesses_of(room)
    assert "Sebaran 4 tebakan" in closed.words
    assert "sibuk" in closed.words, "what was asked stands above the guesses"
    opened = guesses_of(room, "?pelajaran=01_why_queues_explode&jawaban=1")
    assert "setelah ada peserta yang menjalankan" in opened.words
    server.store.record(learner.id, "compared", "01_why_queues_explode#compare", {"simulated": 29.44})
    assert "29,4" not in trainer.get(page_of(room, "/tebakan")).text
    assert "Jawaban simulasi: 29,4 menit" in trainer.get(page_of(room, "/tebakan?jawaban=1")).words
    for simulated in (11, 7.5, 90, 8):
        server.store.record(learner.id, "compared", "01_why_queues_explode#compare", {"simulated": simulated})
    assert "Jawaban simulasi: 11,0 menit" in trainer.get(page_of(room, "/tebakan?jawaban=1")).words, "the middle one"
    assert trainer.get(page_of(room, "/tebakan?pelajaran=../../etc/passwd")).status == 404


def test_a_guess_among_options_is_told_in_the_words_of_the_options(server, trainer, room, guesses_of):
    lesson = "06_when_the_network_fails"
    for n, place in enumerate((0, 2, 2)):
        learner = server.store.join(room.code, f"Orang {n}")
        server.store.record(learner.id, "predicted", f"{lesson}#guess", {"value": place})
        server.store.record(learner.id, "compared", f"{lesson}#compare", {})
    page = guesses_of(room).words
    assert re.findall(r'<th scope="row">([^<]+)</th><td class="n">(\d)</td>', page) == [
        ("Satu loket tambahan", "1"),
        ("Jaringan kedua", "0"),
        ("Formulir kertas", "2"),
        ("Dipulangkan dulu", "0"),
    ]
    assert "median" not in page
    assert "setelah ada peserta" not in page, "they have run it; there is no number to wait for"
    assert 'href="/voila/render/id/06.ipynb"' in page
    assert "Paper forms" in guesses_of(room, lang="en").words


def test_the_live_view_follows_an_open_test(server, trainer, room):
    learner = server.store.join(room.code, "Mawar")
    guess(server, learner, 5)
    server.store.record(learner.id, "explored", "pre#01_why_queues_explode.busier", {"chosen": {"0": "1"}})
    server.store.record(learner.id, "explored", "pre#01_why_queues_explode.busier", {"chosen": {"0": "2"}})
    [one] = news(trainer, room.code)["people"]
    assert one["step"] == "tebakan", "a closed test is no place to be"
    server.classroom.doors.turn(room.code, "pre", True)
    view = news(trainer, room.code)
    assert (view["people"][0]["lesson"], view["people"][0]["step"]) == ("Tes awal", "1 soal terjawab")
    assert view["count"].startswith("1 peserta sudah masuk, 1 aktif")
    server.store.record(learner.id, "completed", "pre", {})
    assert news(trainer, room.code)["people"][0]["step"] == "sudah dikumpulkan"


def test_activity_outside_the_days_of_the_class_is_told(server, trainer, make_room):
    room = make_room()
    learner = server.store.join(room.code, "Mawar")
    guess(server, learner, 5)
    assert "di luar hari kelas" not in trainer.get(page_of(room, "/peserta")).words
    later = datetime.now(UTC) + timedelta(days=3)
    server.store.record(learner.id, "opened", "01_why_queues_explode", {}, later)
    assert "di luar hari kelas ini (jam" in trainer.get(page_of(room, "/peserta")).words


def test_items_are_told_in_the_words_of_the_question(server, trainer, room):
    for n in range(3):
        learner = server.store.join(room.code, f"Orang {n}")
        result = {"answer": 1, "success": n > 0, "attempt": 1}
        server.store.record(learner.id, "answered", "pre#01_why_queues_explode.busier", result)
        server.store.record(learner.id, "answered", "01_why_queues_explode#quiz-gone_since", result)
    page = trainer.get(page_of(room, "/soal")).words
    assert "busier" not in page
    assert "Tes awal" in page
    assert "0,67" in page
    assert "kurang dari 10 peserta" in page
    assert page.count("<h2") == 2, "the test and the lesson, each with its own table"
    assert "gone_since" in page  # in no file: its name is all there is


def test_names_are_corrected_and_codes_replaced(server, trainer, room):
    learner = server.store.join(room.code, "Sitti")
    visitor = server.visitor()
    visitor.post("/gabung", code=room.code, person="", seat=learner.seat_code)
    form = {"who": learner.pseudonym}
    assert trainer.post(page_of(room, "/peserta"), action="rename", person="Mawar", **form).status == 303
    assert "Mawar" in visitor.get("/").text
    assert trainer.post(page_of(room, "/peserta"), action="rename", person="", **form).status == 422
    assert trainer.post(page_of(room, "/peserta"), action="recode", **form).status == 303
    assert "Mawar" not in visitor.get("/").text, "the browser that knew the old code is out"
    assert visitor.post("/gabung", code=room.code, person="Mawar", seat=learner.seat_code).status == 422
    [seat] = [seat for seat in server.store.seats(room.id) if seat.name == "Mawar"]
    assert visitor.post("/gabung", code=room.code, person="", seat=seat.code).status == 303
    assert "Mawar" in visitor.get("/").text


def test_attendance_comes_from_events_and_from_the_trainers_note(server, trainer, make_room):
    room = make_room(days=2)
    learner = server.store.join(room.code, "Mawar")
    people = trainer.get(page_of(room, "/peserta")).words
    assert people.count("Catat hadir") == 2
    guess(server, learner, 3)
    assert trainer.get(page_of(room, "/peserta")).words.count("✓ hadir") == 1
    note = {"action": "present", "who": learner.pseudonym}
    assert trainer.post(page_of(room, "/peserta"), day=room.days[1].isoformat(), **note).status == 303
    assert trainer.get(page_of(room, "/peserta")).words.count("✓ hadir") == 2
    outside = (room.days[1] + timedelta(days=1)).isoformat()
    for day in (outside, "besok", ""):
        assert trainer.post(page_of(room, "/peserta"), day=day, **note).status == 400
    assert trainer.post(page_of(room, "/peserta"), action="delete everything", who=learner.pseudonym).status == 400


def test_another_classs_learner_is_not_touched(server, trainer, make_room):
    ours, theirs = make_room("Kelas A"), make_room("Kelas B")
    stranger = server.store.join(theirs.code, "Bakung")
    for action, fields in {
        "rename": {"person": "X"},
        "recode": {},
        "remove": {},
        "present": {"day": ours.days[0].isoformat()},
    }.items():
        answer = trainer.post(page_of(ours, "/peserta"), action=action, who=stranger.pseudonym, **fields)
        assert answer.status in (404, 422)
    assert server.store.learner(stranger.id) == stranger
    assert server.store.events(stranger.id) == []


def test_somebody_listed_twice_is_removed(server, trainer, room):
    twice, other = server.store.join(room.code, "Mawar"), server.store.join(room.code, "Melati")
    guess(server, twice, 5)
    assert trainer.post(page_of(room, "/peserta"), action="remove", who=twice.pseudonym).status == 303
    assert server.store.learners(room.id) == [other]
    assert "Mawar" not in trainer.get(page_of(room)).text


def test_downloads_hold_the_class_and_no_secret(server, trainer, room):
    learner = server.store.join(room.code, "Mawar")
    guess(server, learner, 5)
    csv = trainer.get(page_of(room, "/unduh/csv"))
    assert csv.headers["Content-Disposition"] == f'attachment; filename="simptsp-{room.code}.zip"'
    with zipfile.ZipFile(io.BytesIO(csv.body)) as files:
        tables = b"".join(files.read(name) for name in files.namelist())
    assert b"Mawar" in tables
    book = openpyxl.load_workbook(io.BytesIO(trainer.get(page_of(room, "/unduh/xlsx")).body))
    assert len(book.sheetnames) >= 2
    statements = json.loads(trainer.get(page_of(room, "/unduh/json")).text)
    assert len(statements) == 1
    for secret in (learner.id, learner.seat_code):
        assert secret.encode() not in tables
        assert secret not in json.dumps(statements)


def test_a_class_is_deleted_only_with_its_code(server, trainer, make_room):
    room, other = make_room(), make_room("Lain")
    learner = server.store.join(room.code, "Mawar")
    server.classroom.doors.turn(room.code, "pre", True)
    server.classroom.letterheads.keep(room.code, Letterhead("Dinas Contoh"))
    wrong = trainer.post(page_of(room, "/data"), confirm=other.code)
    assert wrong.status == 422
    assert "Kelas tidak dihapus" in wrong.words
    assert server.store.learner(learner.id)
    where = trainer.post(page_of(room, "/data"), confirm=room.code.lower()).headers["Location"]
    assert f"Kelas {room.code} sudah dihapus" in trainer.get(where).words
    assert "sudah dihapus" not in trainer.get(f"/pelatih?dihapus={other.code}").words
    assert "sudah dihapus" not in trainer.get("/pelatih?dihapus=%3Cb%3E").words
    assert server.store.learner(learner.id) is None
    assert server.store.class_by_code(other.code) == other
    assert server.classroom.doors.open_tests(room.code) == ()
    assert server.classroom.letterheads.of(room.code) == Letterhead()
    assert trainer.get(page_of(room)).status == 404
