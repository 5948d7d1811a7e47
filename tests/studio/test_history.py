"""Steps that can be taken back: letters of one go together, and what was taken back is told."""

from simulator.studio.history import PAUSE_S, History
from simulator.studio.knobs import knobs_of
from simulator.studio.offices import base_office
from simulator.studio.steps_told import step_told
from simulator.studio.study import NOW, Base, Study
from simulator.teaching.words import Words

ID, EN = Words("id"), Words("en")
OFFICE = Base(library="kantor-sehari")
PEOPLE, TIME = "stations[loket-pelayanan].people", "stations[verifikasi].service_time.mean_min"


class Watch:
    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def begun() -> tuple[History, Watch]:
    watch = Watch()
    return History(Study().based_on(OFFICE).with_plan("Rencana A"), watch), watch


def type_(history: History, watch: Watch, *texts: str, pause: float = 0.1, knob: str = TIME) -> None:
    for text in texts:
        watch.seconds += pause
        history.do(history.study.with_entry("p1", knob, text), f"p1/{knob}")


def typed(history: History) -> str | None:
    return history.study.plan("p1").entries.get(TIME)


def test_letters_typed_in_one_go_are_taken_back_together():
    history, watch = begun()
    type_(history, watch, "1", "12", "12,", "12,5")
    history.undo()
    assert typed(history) is None
    assert not history.can_undo


def test_a_pause_begins_a_step_of_its_own_in_the_same_field():
    history, watch = begun()
    type_(history, watch, "1", "12")
    watch.seconds += PAUSE_S
    type_(history, watch, "3", "30")
    history.undo()
    assert typed(history) == "12"
    history.undo()
    assert typed(history) is None


def test_another_field_in_between_begins_a_step_of_its_own():
    history, watch = begun()
    type_(history, watch, "12")
    type_(history, watch, "3", knob=PEOPLE)
    type_(history, watch, "30")
    history.undo()
    assert typed(history) == "12"


def told(before: Study, after: Study, words: Words = ID) -> str:
    groups = knobs_of(base_office(OFFICE), words)
    return step_told(before, after, lambda _plan: groups, words)


def test_what_was_taken_back_is_told_with_plan_field_and_both_values():
    one = Study().based_on(OFFICE).with_plan("Rencana A").with_entry("p1", TIME, "12")
    before = one.with_entry("p1", TIME, "30")
    assert told(before, one) == "Meja verifikasi, lama melayani: 30 → 12 menit (Rencana A)"
    counted = one.with_entry(NOW, PEOPLE, "3")
    assert told(counted, one) == "Loket pelayanan, jumlah petugas: 3 → 2 orang (Sekarang)"
    assert told(counted, one, EN).endswith("(Now)")
    wrong = one.with_entry("p1", PEOPLE, "banyak")
    assert told(wrong, one) == "Loket pelayanan, jumlah petugas: “banyak” → 2 orang (Rencana A)"
    assert told(one, one) == ""


def test_plans_that_come_go_or_are_renamed_are_told():
    one = Study().based_on(OFFICE).with_plan("A")
    two = one.with_plan("B <b>")
    assert told(two, one) == "rencana “B <b>” tidak ada lagi"
    assert told(one, two) == "rencana “B <b>” ada lagi"
    assert told(one.renamed("p1", "X"), one) == "nama rencana: X → A"
    roster = one.with_entry("p1", "stations[loket-pelayanan].roster", "x")
    assert told(roster, one) == "Loket pelayanan, jadwal jaga (A)"
