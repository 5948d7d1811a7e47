"""Questions of every kind in a test before the class: asked, kept, handed in and judged over HTTP."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest

from class_server import ClassServer, Visitor, class_server
from simulator.teaching.classroom.sittings import Question, items_of, questions_of, sitting
from simulator.teaching.classroom.trainer import today_in
from simulator.teaching.store import ClassRoom, Learner

CURRICULUM = """
title: {id: Butir tiap bentuk, en: Items of each kind}
jp: 2
lessons: [00_our_office, 02_variation_costs]
test: {items_per_lesson: 4}
"""


@dataclass
class Sat:
    """A learner before an open test."""

    server: ClassServer
    room: ClassRoom
    visitor: Visitor
    learner: Learner
    questions: list[Question]

    def of(self, kind: str) -> int:
        """Number of the first question of a kind."""
        return next(number for number, one in enumerate(self.questions) if one.item.kind == kind)

    def hand_in(self, answers: dict[str, str]) -> dict[str, tuple[object, bool]]:
        """Step of each answered question -> what was answered, and whether it was right."""
        assert self.visitor.post("/tes/pre", anyway="1", **answers).status == 303
        kept = self.server.store.events(self.learner.id, "pre")
        return {one.step: (one.result["answer"], one.result["success"]) for one in kept if one.verb == "answered"}


@pytest.fixture
def sat(tmp_path) -> Iterator[Sat]:
    folder = tmp_path / "curricula" / "kinds"
    folder.mkdir(parents=True)
    (folder / "curriculum.yaml").write_text(CURRICULUM, encoding="utf-8")
    with class_server(tmp_path, curricula=folder.parent) as server:
        room = server.store.create_class(
            "Bimtek", place="", lang="id", curriculum="kinds", days=[today_in("WIB")], seats=2, zone="WIB"
        )
        learner, visitor = server.store.join(room.code, "Melati"), server.visitor()
        visitor.post("/gabung", code=room.code, person="", seat=learner.seat_code)
        server.classroom.doors.turn(room.code, "pre", True)
        yield Sat(server, room, visitor, learner, questions_of(items_of(server.classroom.course("kinds"), "id")))


def places(number: int, chosen: Sequence[int]) -> dict[str, str]:
    return {f"q{number}-{field}": str(at) for field, at in enumerate(chosen)}


def right(number: int, question: Question) -> dict[str, str]:
    """The right answer as the form has it."""
    item = question.item
    if item.kind == "choice":
        return places(number, [question.shown.index(item.right)])
    return places(number, item.shown if item.kind == "order" else item.key)


def test_the_test_has_questions_of_each_kind(sat: Sat):
    assert {one.item.kind for one in sat.questions} == {"choice", "order", "matching"}
    page = sat.visitor.get("/tes/pre").words
    assert page.count("<fieldset") == len(sat.questions) == 8
    fields = sum(len(one.fields) for one in sat.questions if one.item.kind != "choice")
    assert page.count("<select") == fields
    for kind in ("order", "matching"):
        number = sat.of(kind)
        assert f'name="q{number}-{len(sat.questions[number].fields) - 1}"' in page


def test_right_answers_of_each_kind_are_right(sat: Sat):
    answers = {name: at for number, one in enumerate(sat.questions) for name, at in right(number, one).items()}
    judged = sat.hand_in(answers)
    assert set(judged) == {one.step for one in sat.questions}
    assert [is_right for _, is_right in judged.values()] == [True] * 8
    assert sat.server.store.gain(sat.room.id, 8).learners[0].pre == 100


@pytest.mark.parametrize("kind", ["order", "matching"])
def test_what_is_in_another_place_is_wrong(sat: Sat, kind: str):
    number = sat.of(kind)
    told = list(right(number, sat.questions[number]).values())
    told[0], told[1] = told[1], told[0]
    [(_, is_right)] = sat.hand_in(places(number, [int(at) for at in told])).values()
    assert not is_right


def test_a_place_given_twice_is_no_order(sat: Sat):
    number = sat.of("order")
    told = right(number, sat.questions[number]) | {f"q{number}-0": "1", f"q{number}-1": "1"}
    refused = sat.visitor.post("/tes/pre", **told)
    assert refused.status == 422
    assert f'href="#q{number + 1}"' in refused.text
    assert sat.hand_in(told) == {}


@pytest.mark.parametrize("kind", ["order", "matching"])
def test_half_an_answer_is_kept_and_shown_but_not_judged(sat: Sat, kind: str):
    number = sat.of(kind)
    question = sat.questions[number]
    first = dict(list(right(number, question).items())[:2])
    assert sat.visitor.post("/tes/pre/jawaban", question=str(number), **first).status == 204
    kept = sitting(sat.server.store.events(sat.learner.id), "pre")
    assert kept.chosen == {question.step: {name.rpartition("-")[2]: at for name, at in first.items()}}
    assert sat.visitor.get("/tes/pre").text.count(" selected") >= 2
    assert sat.hand_in(first) == {}
