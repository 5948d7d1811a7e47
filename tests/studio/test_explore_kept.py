"""What is typed on the exploring tab is kept with the study, right or wrong; nothing that was typed is overwritten."""

import pytest

from exploring import COUNTERS, WILD, chosen, press, typed
from simulator.studio.desk import Desk
from simulator.studio.fields import fields_data, read_fields
from simulator.studio.panels.explore import Explore
from simulator.studio.retold import retold
from simulator.studio.shelf import Memory
from simulator.studio.study import NOW, Base, Study
from simulator.teaching.words import Words
from studio_tabs import up_to_date

ID, EN = Words("id"), Words("en")


def opened(shelf: Memory, lang: str = "id") -> tuple[Desk, Explore]:
    """A page on this shelf, as after a reload if something is on it."""
    desk = Desk(Words(lang), shelf)
    if desk.study.base is None:
        desk.choose(Base("kantor-sehari"))
    return desk, up_to_date(desk, Explore(desk))


def test_a_reload_loses_nothing_that_was_typed_or_chosen() -> None:
    shelf = Memory()
    _desk, panel = opened(shelf)
    chosen(panel.steps, "knob1", COUNTERS)
    chosen(panel.budget, "buy1", COUNTERS)
    chosen(panel.budget, "limit1", "waiting_time_mean[worst:class]")
    wrong = [
        (panel.steps, "low1", "dua"), (panel.steps, "replications", ""), (panel.budget, "budget", "banyak"),
        (panel.budget, "bound1", "-3"), (panel.stress, "promise", "200"),
    ]  # fmt: skip
    for form, name, text in wrong:
        typed(form, name, text)
    before = [dict(form.typed) for form in panel.forms]
    _again, reloaded = opened(shelf)
    assert [dict(form.typed) for form in reloaded.forms] == before
    for form, name, text in wrong:
        (same,) = [one for one in reloaded.forms if one.place == form.place]
        assert same.lines[name].text == text
        assert same.lines[name].fault
    assert reloaded.steps.picks["knob1"].value == reloaded.budget.picks["buy1"].value == COUNTERS


def test_what_the_server_has_not_heard_yet_is_kept_by_the_browser_under_the_name_of_the_study() -> None:
    desk, panel = opened(Memory())
    scopes = {line.answer["scope"] for form in panel.forms for line in form.children if hasattr(line, "on_type")}
    scopes |= {panel.steps.lines[name].answer["scope"] for name in ("low1", "replications")}
    assert scopes
    assert all(scope.startswith(f"{desk.key}/explore/") for scope in scopes)


def test_every_study_has_its_own_texts() -> None:
    desk, panel = opened(Memory())
    typed(panel.budget, "budget", "77")
    first = desk.key
    desk.choose(Base("kantor-sehari"))
    assert desk.key != first
    assert panel.budget.lines["budget"].text == "150"
    desk.open(first)
    assert panel.budget.lines["budget"].text == "77"


def test_numbers_are_written_in_the_language_of_the_page() -> None:
    shelf = Memory()
    _desk, panel = opened(shelf)
    typed(panel.budget, "budget", "1.500,5")
    typed(panel.steps, "low1", "dua")
    _again, english = opened(shelf, "en")
    assert english.budget.lines["budget"].text == "1,500.5"
    assert english.steps.typed["low1"] == "dua"


@pytest.mark.parametrize(
    "text", ["1.500,5", "12,5 %", "10,000", "1,2,3", "stations[loket].mean_min", "Cukupkah 1.500?"]
)
def test_fields_are_retold_as_entries_of_plans_are(text: str) -> None:
    """A number that could mean two in one language is as doubtful in the other; what is no number stays."""
    told = read_fields(fields_data({"a": {"b": text}}, ID), EN)["a"]["b"]
    study = Study("x", Base("kantor-sehari"), lang="id").with_plan("A", {"demand.total": text})
    assert told == retold(study, EN).plan("p1").entries["demand.total"]
    assert (told == text) == any(letter.isalpha() for letter in text)


@pytest.mark.parametrize("text", WILD)
def test_wild_texts_stay_as_they_are_in_the_same_language(text: str) -> None:
    assert read_fields(fields_data({"a": {"b": text}}, ID), ID) == {"a": {"b": text}}
    assert set(read_fields(fields_data({"a": {"b": text}}, ID), EN)["a"]) == {"b"}


@pytest.mark.parametrize(
    "data",
    [None, 3, "x", [], {"texts": 3}, {"texts": {"a": 3}}, {"texts": {"a": {"b": 3}}, "lang": []}, {"texts": {3: {}}}],
)
def test_whatever_is_no_text_is_left_out(data: object) -> None:
    assert not any(read_fields(data, ID).values())


def test_working_days_that_were_typed_stay_when_the_present_state_changes() -> None:
    desk, panel = opened(Memory())
    chosen(panel.budget, "buy1", COUNTERS)
    typed(panel.budget, "days", "200")
    desk.act(lambda study: study.with_entry(NOW, COUNTERS, "3"))
    assert panel.budget.lines["days"].text == "200"
    typed(panel.budget, "days", "")
    desk.act(lambda study: study.with_entry(NOW, COUNTERS, "4"))
    assert panel.budget.lines["days"].text == ""
    assert panel.budget.lines["days"].fault


def test_a_limit_can_be_emptied_to_write_another_one() -> None:
    _desk, panel = opened(Memory())
    chosen(panel.budget, "limit1", "waiting_time_mean[worst:class]")
    assert panel.budget.lines["bound1"].text == "60"
    typed(panel.budget, "bound1", "")
    assert panel.budget.lines["bound1"].text == ""
    assert panel.budget.lines["bound1"].fault
    chosen(panel.budget, "limit1", "")
    chosen(panel.budget, "limit1", "waiting_time_mean[worst:class]")
    assert panel.budget.lines["bound1"].text == "60"


def test_a_range_stays_when_another_plan_is_chosen_and_a_choice_when_the_present_state_is_wrong_for_a_while() -> None:
    desk, panel = opened(Memory())
    chosen(panel.steps, "knob1", COUNTERS)
    typed(panel.steps, "high1", "9")
    chosen(panel.steps, "plan", NOW)
    assert panel.steps.lines["high1"].text == "9"
    chosen(panel.stress, "measure", "sojourn_time_mean")
    desk.act(lambda study: study.with_entry(NOW, COUNTERS, "banyak"))
    desk.undo()
    assert panel.stress.picks["measure"].value == "sojourn_time_mean"
    press(panel.stress)
    assert panel.stress.results.children
