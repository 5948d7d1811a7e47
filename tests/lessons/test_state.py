"""What a learner did is kept in order, also when the store fails now and then, and taken up again."""

import pytest

from simulator.teaching.journal import JournalError, Memory, RefusedError
from simulator.teaching.state import Answered, LessonState

LESSON = "01_why_queues_explode"


class Failing(Memory):
    """A journal that cannot do what is named in `broken`: a verb, or ``read``; and never keeps the step ``long``."""

    broken: tuple[str, ...] = ()

    def record(self, verb, object, result) -> None:
        if verb in self.broken:
            raise JournalError("Diska penuh.")
        if object.endswith("#long"):
            raise RefusedError("Terlalu panjang.")
        super().record(verb, object, result)

    def events(self, lesson):
        if "read" in self.broken:
            raise JournalError("Basis data sedang sibuk.")
        return super().events(lesson)


@pytest.fixture
def journal() -> Failing:
    return Failing()


def verbs(journal) -> list[str]:
    return [event.verb for event in journal.kept]


def test_what_could_not_be_kept_waits_and_is_sent_first(journal):
    state = LessonState(LESSON, journal)
    journal.broken = ("predicted",)
    state.store_guess(20)
    assert str(state.trouble) == "Diska penuh."
    state.answer("quiz-x", 1, True)
    assert str(state.trouble) == "Diska penuh.", "the guess is still not kept"
    assert verbs(journal) == ["opened"]
    journal.broken = ()
    state.reflect("reflect", "Jam sepuluh.")
    assert state.trouble is None
    assert verbs(journal) == ["opened", "predicted", "answered", "reflected"]
    assert LessonState(LESSON, journal).guess == 20


def test_an_event_that_is_refused_for_good_does_not_hold_up_the_next(journal):
    state = LessonState(LESSON, journal)
    state.reflect("long", "…")
    assert str(state.trouble) == "Terlalu panjang."
    state.reflect("reflect", "Jam sepuluh.")
    assert (state.trouble, verbs(journal)) == (None, ["opened", "reflected"])


def test_what_could_not_be_read_is_told_until_it_is_read(journal):
    before = LessonState(LESSON, journal)
    before.store_guess(20)
    before.answer("quiz-x", 1, False)
    journal.broken = ("read",)
    state = LessonState(LESSON, journal)
    assert (state.guess, str(state.trouble)) == (None, "Basis data sedang sibuk.")
    told = []
    state.watch(lambda: told.append(state.guess))
    state.reflect("reflect", "Jam sepuluh.")
    assert str(state.trouble) == "Basis data sedang sibuk.", "writing does not hide it"
    assert verbs(journal)[-1] == "reflected"
    journal.broken = ("answered",)
    state.answer("quiz-x", 2, True)
    assert str(state.trouble) == "Diska penuh.", "it is read, but the answer is not kept yet"
    assert (state.guess, told[-1], state.texts) == (20, 20, {"reflect": "Jam sepuluh."})
    assert state.answers("quiz-x") == [Answered(1, False), Answered(2, True)]
    journal.broken = ()
    state.complete()
    assert state.trouble is None
    assert verbs(journal)[-2:] == ["answered", "completed"]


def test_what_was_done_before_is_read_from_a_disk_that_is_full(journal):
    LessonState(LESSON, journal).store_guess(20)
    journal.broken = ("opened",)
    state = LessonState(LESSON, journal)
    assert (state.guess, str(state.trouble)) == (20, "Diska penuh.")


def test_a_page_that_is_handed_over_tells_at_once_what_its_journal_cannot_do(journal):
    state, told = LessonState(LESSON, Memory()), []
    state.watch(lambda: told.append(str(state.trouble)))
    journal.broken = ("opened",)
    state.belong_to(journal)
    assert told == ["None", "Diska penuh."]


def test_of_two_tabs_the_first_guess_counts(journal):
    one, other = LessonState(LESSON, journal), LessonState(LESSON, journal)
    one.store_guess(20)
    other.store_guess(99)
    assert LessonState(LESSON, journal).guess == 20


def test_a_result_is_kept_as_shown_once(journal):
    state = LessonState(LESSON, journal)
    state.store_guess(20)
    for _ in range(2):
        state.show("compare", 12.5)
    LessonState(LESSON, journal).show("compare", 12.5)
    assert [event.result for event in journal.kept if event.verb == "compared"] == [{"simulated": 12.5}]
