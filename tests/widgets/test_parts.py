"""Whatever a browser sends, a part takes only what it offered."""

import json

import pytest

from simulator.widgets import (
    Axis,
    Chart,
    Choice,
    Field,
    Forest,
    Form,
    Guess,
    Heat,
    Message,
    Note,
    Options,
    Picture,
    Point,
    Range,
    Stack,
    Table,
)
from simulator.widgets.matching import Matching


@pytest.fixture
def heard() -> list:
    return []


@pytest.fixture
def slider(heard) -> Range:
    return Range(label="Berkas", unit="per jam", minimum=12, maximum=23.2, step=0.4, value=19.2, on_change=heard.append)


@pytest.fixture
def form(heard) -> Form:
    return Form(fields=(Field("a", "A"), Field("b", "B")), button="Kirim", on_submit=heard.append)


@pytest.fixture
def question(heard) -> Choice:
    return Choice(question="Mengapa?", options=["ya", "tidak", "mungkin"], button="Jawab", on_choose=heard.append)


def test_slider_takes_a_value_on_its_grid(slider, heard):
    slider.receive({"event": "change", "value": 22.81})
    assert slider.value == 22.8
    assert heard == [22.8]


@pytest.mark.parametrize(
    "content",
    [None, [], "20", {}, {"value": None}, {"value": "20"}, {"value": True}, {"value": float("nan")}]
    + [{"value": value} for value in (float("inf"), -1, 11.9, 23.3, 1e308)],
)
def test_slider_refuses_what_it_cannot_show(slider, heard, content):
    slider.receive(content)
    assert (slider.value, heard) == (19.2, [])


def test_locked_slider_does_not_move(slider, heard):
    slider.disabled = True
    slider.receive({"value": 20})
    assert (slider.value, heard) == (19.2, [])


def test_form_hands_over_and_keeps_what_was_typed(form, heard):
    form.receive({"event": "submit", "entries": {"a": "12,5", "b": "abc"}})
    assert heard == [{"a": "12,5", "b": "abc"}]
    assert [field["text"] for field in form.fields] == ["12,5", "abc"]


@pytest.mark.parametrize(
    "entries",
    [None, {}, {"a": "1"}, {"a": "1", "b": 2}, {"a": "1", "b": "2", "c": "3"}, {"a": "1", "b": "2" * 41}, ["a", "b"]],
)
def test_form_refuses_other_entries_than_its_own(form, heard, entries):
    form.receive({"entries": entries})
    assert heard == []


def test_locked_form_hands_nothing_over(form, heard):
    form.disabled = True
    form.receive({"entries": {"a": "1", "b": "2"}})
    assert heard == []


@pytest.mark.parametrize("chosen", [0, 2, None])
def test_choice_takes_an_option_or_none(question, heard, chosen):
    question.receive({"chosen": chosen})
    assert heard == [chosen]


@pytest.mark.parametrize("content", [None, {}, {"chosen": 3}, {"chosen": -1}, {"chosen": "0"}, {"chosen": True}])
def test_choice_refuses_what_is_no_option(question, heard, content):
    question.receive(content)
    assert heard == []


def test_locked_options_stay(heard):
    options = Options(label="Cara", options=["satu", "dua"], value=0, disabled=True, on_change=heard.append)
    options.receive({"value": 1})
    assert (options.value, heard) == (0, [])
    options.disabled = False
    options.receive({"value": 1})
    assert (options.value, heard) == (1, [1])


@pytest.mark.parametrize(("letters", "taken"), [(2000, True), (2001, False)])
def test_a_note_takes_what_fits(heard, letters, taken):
    note = Note(label="Tulis", text="lama", on_submit=heard.append)
    note.receive({"text": "x" * letters})
    assert (len(note.text), len(heard)) == ((letters, 1) if taken else (4, 0))


@pytest.mark.parametrize(
    ("chosen", "taken"),
    [([0, 1], True), ([None, 1], True), ([-1, 1], False), ([0, 2], False), ([0], False), ([0, True], False)],
)
def test_a_matching_takes_positions_of_its_texts(heard, chosen, taken):
    matching = Matching(lefts=["a", "b"], rights=["x", "y"], on_match=heard.append)
    matching.receive({"chosen": chosen})
    assert heard == ([chosen] if taken else [])


def test_the_browser_cannot_write_state(slider):
    slider.set_state({"maximum": 1e9, "value": 23.0, "disabled": False, "_esm": "alert(1)"})
    assert (slider.maximum, slider.value) == (23.2, 19.2)
    assert "alert" not in slider._esm


def test_a_message_changes_words_and_tone_together():
    message = Message()
    message.say("Menghitung…", "busy")
    assert (message.html, message.tone) == ("Menghitung…", "busy")


def test_a_chart_sends_plain_data():
    picture = Picture(
        title="T",
        description="D",
        x=Axis("x", "%", 50, 100),
        y=Axis("y", "menit"),
        key={"points": "p"},
        table=Table("T", ["a"], [["1"]]),
        points=[Point(80, 7.5, 7.0, 8.0)],
        line=[(50.0, 1.0), (80.0, 7.5)],
        guess=Guess(95, 12.5),
    )
    chart = Chart(picture, lang="id")
    sent = json.loads(json.dumps(chart.spec))
    assert sent["points"] == [{"x": 80, "y": 7.5, "low": 7.0, "high": 8.0}]
    assert sent["guess"] == {"x": 95, "y": 12.5}
    assert sent["line"] == [[50.0, 1.0], [80.0, 7.5]]
    assert chart.toggle == ["Tampilkan angkanya", "Sembunyikan angkanya"]
    assert Chart(picture, lang="en").toggle == ["Show the numbers", "Hide the numbers"]


def test_a_chart_sends_no_number_that_the_browser_cannot_read():
    """One replication has no interval, and a place without cases no mean."""
    marks = [
        Forest("beda", [Point(0, 1.0, float("nan"), float("inf"))]),
        Heat("menit", [[float("nan"), 2.0]]),
        Stack(["a", "b"], [[1.0], [0.0]]),
    ]
    names = Axis("Tempat", names=("loket",))
    picture = Picture("T", "D", Axis("x", "menit"), names, {}, Table("T", []), marks=marks)
    chart = Chart(picture, lang="en")
    chart.show(picture)
    sent = json.loads(json.dumps(chart.spec, allow_nan=False))
    assert [mark["kind"] for mark in sent["marks"]] == ["forest", "heat", "stack"]
    assert sent["marks"][0]["points"] == [{"x": 0, "y": 1.0, "low": None, "high": None}]
    assert sent["marks"][1]["rows"] == [[None, 2.0]]
    assert (sent["y"]["names"], sent["marks"][2]["keys"]) == (["loket"], ["a", "b"])
    assert chart.hint.startswith("The arrow keys")
