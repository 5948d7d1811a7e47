"""The test before and the test after: asked, kept, handed in, closed, gained."""

import errno
import re

import pytest

from simulator.teaching.classroom.sittings import items_of, questions_of, sitting


@pytest.fixture
def questions(server):
    return questions_of(items_of(server.classroom.course("workshop"), "id"))


@pytest.fixture
def sit(server, room):
    """Join as somebody; the browser and the learner."""

    def join(name="Mawar"):
        visitor = server.visitor()
        learner = server.store.join(room.code, name)
        visitor.post("/gabung", code=room.code, person="", seat=learner.seat_code)
        return visitor, learner

    return join


def turn(trainer, room, which, is_open):
    assert trainer.post(f"/pelatih/kelas/{room.code}/tes", which=which, open=str(int(is_open)), sure="1").status == 303


def right(number, question):
    return {f"q{number}-0": str(question.shown.index(question.item.right))}


def wrong(number, question):
    return {f"q{number}-0": str((question.shown.index(question.item.right) + 1) % len(question.shown))}


def all_of(questions, how):
    return {name: value for number, one in enumerate(questions) for name, value in how(number, one).items()}


def test_the_bank_gives_this_test_choices_to_ask(questions):
    assert len(questions) == 2
    assert {question.item.kind for question in questions} == {"choice"}


def test_a_test_is_closed_until_the_trainer_opens_it(server, sit, trainer, room):
    visitor, learner = sit()
    assert "sedang ditutup" in visitor.get("/tes/pre").words
    assert "/tes/pre" not in visitor.get("/").text
    assert visitor.post("/tes/pre/jawaban", question="0", **{"q0-0": "1"}).status == 409
    visitor.post("/tes/pre", anyway="1")
    assert server.store.events(learner.id) == []
    turn(trainer, room, "pre", True)
    assert 'href="/tes/pre"' in visitor.get("/").text
    page = visitor.get("/tes/pre").words
    assert page.count("<fieldset") == 2
    assert "sedang ditutup" in visitor.get("/tes/post").words


def test_no_answer_is_in_the_page(sit, trainer, room, questions):
    visitor, _ = sit()
    turn(trainer, room, "pre", True)
    for path in ("/tes/pre", "/en/test/pre"):
        page = visitor.get(path).words
        for question in questions:
            assert question.item.name not in page
            for option in question.item.options:
                assert option.feedback not in page
        assert "right" not in re.sub(r"Right answers are not shown", "", page)


def test_choices_are_kept_at_once_and_resumed(server, sit, trainer, room, questions):
    visitor, learner = sit()
    turn(trainer, room, "pre", True)
    assert visitor.post("/tes/pre/jawaban", question="1", **{"q1-0": "2"}).status == 204
    assert visitor.post("/tes/pre/jawaban", question="1", **{"q1-0": "3"}).status == 204
    elsewhere = server.visitor()
    elsewhere.post("/gabung", code=room.code, person="", seat=learner.seat_code)
    page = elsewhere.get("/en/test/pre").text
    assert page.count("checked") == 1
    assert 'name="q1-0" value="3" checked' in page
    assert "Lanjutkan" in elsewhere.get("/").words
    assert [event.verb for event in server.store.events(learner.id)] == ["explored", "explored"]


def test_what_lacks_is_asked_for_once_more_and_then_counts_as_wrong(server, sit, trainer, room, questions):
    visitor, learner = sit()
    turn(trainer, room, "pre", True)
    first = visitor.post("/tes/pre", **right(0, questions[0]))
    assert first.status == 422
    assert re.search(r'belum lengkap: <a href="#q2">2</a>\. Lengkapi', first.words)
    assert 'id="q2"' in first.text
    assert first.text.count("checked") == 1, "what was chosen stays"
    kept = sitting(server.store.events(learner.id), "pre")
    assert list(kept.chosen) == [questions[0].step], "what was still being sent when the form was handed in is kept"
    assert not kept.is_handed_in
    assert visitor.post("/tes/pre", anyway="1", **right(0, questions[0])).status == 303
    done = sitting(server.store.events(learner.id), "pre")
    assert (done.is_handed_in, done.answered, done.right) == (True, 1, 1)
    gain = server.store.gain(room.id, len(questions))
    assert gain.learners[0].pre == 50


def test_a_test_is_handed_in_once(server, sit, trainer, room, questions):
    visitor, learner = sit()
    turn(trainer, room, "pre", True)
    assert visitor.post("/tes/pre", **all_of(questions, wrong)).status == 303
    assert "sudah dikumpulkan" in visitor.get("/tes/pre").words
    before = server.store.events(learner.id)
    visitor.post("/tes/pre", **all_of(questions, right))
    assert visitor.post("/tes/pre/jawaban", question="0", **right(0, questions[0])).status == 409
    assert server.store.events(learner.id) == before
    assert "Kerjakan" not in visitor.get("/").words
    assert "Benar" not in visitor.get("/tes/pre").words, "no result while others still answer"
    turn(trainer, room, "pre", False)
    assert "Benar 0 dari 2 soal" in visitor.get("/tes/pre").words


def test_closing_hands_in_what_was_kept(server, sit, trainer, room, questions):
    begun, one = sit("Mawar")
    _, other = sit("Bakung")
    turn(trainer, room, "post", True)
    begun.post("/tes/post/jawaban", question="0", **right(0, questions[0]))
    turn(trainer, room, "post", False)
    assert sitting(server.store.events(one.id), "post").right == 1
    assert not sitting(server.store.events(other.id), "post").is_handed_in
    before = server.store.events(one.id)
    turn(trainer, room, "post", False)
    assert server.store.events(one.id) == before


def test_a_test_that_somebody_still_takes_is_closed_only_when_confirmed(server, sit, trainer, room, questions):
    visitor, learner = sit()
    turn(trainer, room, "pre", True)
    visitor.post("/tes/pre/jawaban", question="0", **right(0, questions[0]))
    asked = trainer.post(f"/pelatih/kelas/{room.code}/tes", which="pre", open="0")
    assert "1 peserta masih mengerjakan Tes awal" in asked.words
    assert server.classroom.doors.open_tests(room.code) == ("pre",)
    assert not sitting(server.store.events(learner.id), "pre").is_handed_in
    visitor.post("/tes/pre", anyway="1", **right(0, questions[0]))
    assert trainer.post(f"/pelatih/kelas/{room.code}/tes", which="pre", open="0").status == 303, "all have handed in"


def test_a_full_disk_is_said_in_a_sentence(server, trainer, room, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("simulator.teaching.classroom.doors.write_private", full)
    answer = trainer.post(f"/pelatih/kelas/{room.code}/tes", which="pre", open="1")
    assert answer.status == 503
    assert "diska server penuh" in answer.words


def test_the_gain_of_the_class_is_told_with_n_and_interval(sit, trainer, room, questions):
    plans = {"A": (wrong, right), "B": (wrong, right), "C": (wrong, wrong), "D": (right, right)}
    visitors = {name: sit(name)[0] for name in plans}
    for at, which in enumerate(("pre", "post")):
        turn(trainer, room, which, True)
        for name, visitor in visitors.items():
            assert visitor.post(f"/tes/{which}", **all_of(questions, plans[name][at])).status == 303
        turn(trainer, room, which, False)
    page = trainer.get(f"/pelatih/kelas/{room.code}/tes").words
    assert "0,67" in page  # mean of gains 1, 1, 0; D had everything right before
    assert "n = 3" in page
    assert "n = 4" in page
    assert "1 peserta sudah benar semua" in page
    assert page.count("4 peserta mulai, 4 sudah mengumpulkan") == 2
    assert "0.67" in trainer.get(f"/en/trainer/class/{room.code}/tests").words


@pytest.mark.parametrize("fields", [{}, {"question": "99"}, {"question": "-1"}, {"question": "²"}, {"question": "0x"}])
def test_wild_answers_are_refused(server, sit, trainer, room, fields):
    visitor, learner = sit()
    turn(trainer, room, "pre", True)
    assert visitor.post("/tes/pre/jawaban", **fields).status == 400
    assert visitor.post("/tes/pre", anyway="1", **{"q0-0": "999", "q1-0": "<script>"}).status == 303
    assert sitting(server.store.events(learner.id), "pre").answered == 0


def test_guests_and_strangers_take_no_test(server, trainer, room):
    turn(trainer, room, "pre", True)
    visitor = server.visitor()
    assert visitor.get("/tes/pre").status == 403
    assert visitor.post("/tes/pre", anyway="1").status == 403
    assert visitor.post("/tes/pre/jawaban", question="0").status == 403
    assert visitor.get("/tes/mid").status == 404
    assert trainer.post(f"/pelatih/kelas/{room.code}/tes", which="mid", open="1").status == 400
