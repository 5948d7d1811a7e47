"""Tests are handed in once and whole, and what the trainer downloads, deletes or issues is what the pages say."""

import csv
import io
import sqlite3
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from logging import getLogger

import pytest

from simulator.teaching.classroom.cookies import DAYS, LEARNER_COOKIE
from simulator.teaching.classroom.sittings import hand_in, items_of, questions_of, sitting
from simulator.teaching.classroom.tidy import tidy
from simulator.teaching.store import StoreError, connect

LESSON = "01_why_queues_explode"


@pytest.fixture
def questions(server):
    return questions_of(items_of(server.classroom.course("workshop"), "id"))


def chosen(questions, right):
    """The first questions right, the others wrong."""
    places = {one.step: one.shown.index(one.item.right) for one in questions}
    return {
        one.step: {"0": str((places[one.step] + (number >= right)) % len(one.shown))}
        for number, one in enumerate(questions)
    }


def form(questions, right):
    fields = chosen(questions, right)
    return {f"q{number}-0": fields[one.step]["0"] for number, one in enumerate(questions)}


def bytes_of(folder):
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_a_test_is_not_handed_in_by_half(server, room, questions, monkeypatch):
    """The disk is full when the answers are written and the rest is not."""
    learner = server.store.join(room.code, "Mawar")

    def full(*_):
        raise StoreError("disk_full")

    with monkeypatch.context() as broken:
        broken.setattr("simulator.teaching.store.events.update", full)  # comes after the answers
        with pytest.raises(StoreError):
            hand_in(server.store, learner.id, "pre", questions, chosen(questions, 2))
    assert server.store.events(learner.id) == []
    hand_in(server.store, learner.id, "pre", questions, chosen(questions, 2))
    done = sitting(server.store.events(learner.id), "pre")
    assert (done.is_handed_in, done.answered, done.right) == (True, 2, 2)


def test_two_clicks_hand_in_once(server, room, questions):
    visitor, learner = server.visitor(), server.store.join(room.code, "Mawar")
    visitor.post("/gabung", code=room.code, person="", seat=learner.seat_code)
    server.classroom.doors.turn(room.code, "pre", True)
    with ThreadPoolExecutor(6) as pool:
        clicks = [pool.submit(visitor.post, "/tes/pre", **form(questions, 2)) for _ in range(6)]
        assert {click.result().status for click in clicks} == {303}
    assert [event.verb for event in server.store.events(learner.id)] == ["answered", "answered", "completed"]


def test_closing_and_handing_in_at_once_count_once(server, room, questions):
    learner = server.store.join(room.code, "Mawar")
    together = threading.Barrier(2)

    def go(right):
        together.wait()
        hand_in(server.store, learner.id, "post", questions, chosen(questions, right))

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(go, (1, 2)))
    assert [event.verb for event in server.store.events(learner.id)] == ["answered", "answered", "completed"]


def test_the_downloaded_gain_is_that_of_the_page(server, trainer, room, questions):
    """A blank test before counts as nothing right; the questions are those of the test, not those answered."""
    for name, before, after in (("Mawar", None, 1), ("Melati", 1, 2), ("Kenanga", 0, 1)):
        learner = server.store.join(room.code, name)
        hand_in(server.store, learner.id, "pre", questions, {} if before is None else chosen(questions[:1], before))
        hand_in(server.store, learner.id, "post", questions, chosen(questions, after))
    page = trainer.get(f"/en/trainer/class/{room.code}/tests").words
    with zipfile.ZipFile(io.BytesIO(trainer.get(f"/pelatih/kelas/{room.code}/unduh/csv").body)) as archive:
        tables = {
            name: list(csv.DictReader(io.StringIO(archive.read(f"{name}.csv").decode("utf-8-sig"))))
            for name in ("learners", "gain")
        }
    told = {row["name"]: (float(row["pre_percent"]), float(row["post_percent"])) for row in tables["learners"]}
    assert told == {"Mawar": (0, 50), "Melati": (50, 100), "Kenanga": (0, 50)}
    for row, mean in zip(tables["gain"], (2 / 3, 0.6), strict=True):
        assert float(row["value"]) == pytest.approx(mean, abs=0.0005), "three decimals are written"
        assert f"{mean:.2f}" in page


def test_a_class_deleted_while_somebody_reads_is_gone_and_its_rest_goes_at_the_next_start(
    new_server, make_room, tmp_path, monkeypatch, caplog
):
    monkeypatch.setattr(connect, "PRAGMAS", ("busy_timeout = 50", *connect.PRAGMAS[1:]))
    with new_server() as server:
        room = make_room(on=server)
        server.store.join(room.code, "Kamboja Jepang")
        server.classroom.doors.turn(room.code, "pre", True)
        trainer = server.trainer()
        reader = sqlite3.connect(tmp_path / "classes.sqlite", isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM learners").fetchone()
        answer = trainer.post(f"/pelatih/kelas/{room.code}/data", confirm=room.code)
        assert answer.status == 303
        page = trainer.get(answer.headers["Location"]).words
        assert f"Kelas {room.code} sudah dihapus" in page
        assert "dibersihkan saat SimPTSP dihidupkan lagi" in page
        assert server.classroom.doors.open_tests(room.code) == ()
        assert b"Kamboja Jepang" in bytes_of(tmp_path)
        log = getLogger("start")
        tidy(server.classroom, log, is_start=True)
        assert "dihidupkan lagi" in caplog.text, "the reader is still there, and that is said"
        reader.close()
        tidy(server.classroom, log, is_start=False)
        assert b"Kamboja Jepang" in bytes_of(tmp_path), "not once a day, when learners are there"
        tidy(server.classroom, log, is_start=True)
        assert b"Kamboja Jepang" not in bytes_of(tmp_path)


def test_guests_are_forgotten_with_their_cookies(new_server):
    with new_server() as server:
        old, here, fresh = (server.store.guest("id") for _ in range(3))
        now = datetime.now(UTC)
        with sqlite3.connect(server.store.url.removeprefix("sqlite:///")) as file:
            file.execute("UPDATE learners SET joined_at = '2025-01-01 00:00:00' WHERE id <= 2")
        file.close()
        server.store.record(here.id, "opened", LESSON, {}, now - timedelta(days=DAYS[LEARNER_COOKIE] - 1))
        server.store.record(old.id, "opened", LESSON, {}, now - timedelta(days=DAYS[LEARNER_COOKIE] + 1))
        tidy(server.classroom, getLogger("day"), is_start=False)
        assert [server.store.learner(one.id) for one in (old, here, fresh)] == [None, here, fresh]


def test_a_server_without_a_store_makes_none_to_tidy_it(new_server, tmp_path):
    with new_server() as server:
        tidy(server.classroom, getLogger("start"), is_start=True)
        assert not (tmp_path / "classes.sqlite").exists()


def test_forty_certificates_take_one_list_of_learners(server, trainer, room, monkeypatch):
    for number in range(3):
        learner = server.store.join(room.code, f"Orang {number}")
        server.store.record(learner.id, "opened", LESSON, {})
        server.store.hand_in(learner.id, "post", {})
    asked = []
    learners = server.store.learners
    monkeypatch.setattr(server.store, "learners", lambda class_id: asked.append(1) or learners(class_id))
    where = f"/pelatih/kelas/{room.code}/sertifikat"
    assert trainer.post(where, who="all", jp="9" * 5000).status == 422
    answer = trainer.post(where, who="all", jp="16")
    assert (answer.status, len(asked)) == (200, 1)
    assert len(server.store.certificate_codes(room.id)) == 3


def test_a_live_view_reads_no_lesson_that_somebody_has_left(server, trainer, room, monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("all events of the class were read")

    learner = server.store.join(room.code, "Mawar")
    server.store.record(learner.id, "predicted", f"{LESSON}#guess", {"value": 1})
    server.classroom.doors.turn(room.code, "pre", True)
    monkeypatch.setattr(server.store, "class_events", refuse)
    monkeypatch.setattr(server.store, "progress", refuse)
    answer = trainer.get(f"/pelatih/kelas/{room.code}/langsung")
    assert answer.status == 200
    assert "Mawar" in answer.text
