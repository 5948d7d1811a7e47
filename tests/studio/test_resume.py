"""A page that is loaded anew takes up the comparison that was lost with it."""

from dataclasses import replace

import pytest

from simulator.studio.answers.answering import answering_of
from simulator.studio.desk import Desk
from simulator.studio.panels.compare import Compare
from simulator.studio.shelf import Memory
from simulator.studio.study import Base, Settings, Study
from simulator.teaching.words import Words

LINK = "outages[oss].down.median_min"

pytestmark = pytest.mark.usefixtures("few_logs")


@pytest.fixture
def shelf() -> Memory:
    """A study that was compared."""
    shelf = Memory()
    desk = Desk(Words("id"), shelf)
    study = Study("Kami", Base("kantor-sehari"), settings=Settings(replications=2, seed=3), lang="id")
    desk.take_up(study.with_plan("A", {LINK: "12,5"}))
    opened(desk).buttons.receive({"key": "run"})
    assert answering_of(desk).answer is not None
    return shelf


def opened(desk: Desk) -> Compare:
    desk.look_at(tab="compare")
    panel = Compare(desk)
    panel.refresh()
    return panel


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_same_comparison_is_computed_again_by_itself(shelf: Memory, lang: str):
    desk = Desk(Words(lang), shelf)
    assert opened(desk).contents.value
    assert answering_of(desk).answer.n == 2
    assert answering_of(desk).is_again


def test_nothing_is_computed_before_an_answer_is_looked_at(shelf: Memory):
    desk = Desk(Words("id"), shelf)
    desk.look_at(tab="keep")
    assert answering_of(desk).answer is None


def test_a_study_that_was_changed_since_is_not_computed_unasked(shelf: Memory):
    desk = Desk(Words("id"), shelf)
    desk.act(lambda study: study.with_entry("p1", LINK, "40"))
    opened(desk)
    assert answering_of(desk).answer is None
    again = Desk(Words("id"), shelf)
    again.act(lambda study: replace(study.with_entry("p1", LINK, "12,5"), settings=Settings(replications=3, seed=3)))
    opened(again)
    assert answering_of(again).answer is None


def test_what_was_stopped_stays_stopped(shelf: Memory, monkeypatch: pytest.MonkeyPatch):
    desk = Desk(Words("id"), shelf)
    answering = answering_of(desk)
    monkeypatch.setattr(desk.work, "start", lambda _work, _show, done, failed, stopped: stopped())
    answering.start()
    assert answering.state == "stopped"
    assert opened(Desk(Words("id"), shelf)).answering.answer is None


def test_another_study_of_the_shelf_has_no_part_in_it(shelf: Memory):
    desk = Desk(Words("id"), shelf)
    desk.take_up(replace(desk.study, name="Lain"))
    opened(desk)
    assert answering_of(desk).answer is None
