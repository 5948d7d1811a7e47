"""Every lesson from the first guess to the last answer, without a browser, and taken up again afterwards."""

import pytest

from simulator.locale import LANGUAGES
from simulator.locale.notebooks import LESSONS as FOLDER
from simulator.locale.notebooks import read_notebook
from simulator.locale.update import code_sentences
from simulator.teaching.journal import Memory
from simulator.teaching.lessons import LESSONS
from simulator.teaching.panels import Compare, Display, Exercises, Explore, Predict, Quiz
from simulator.teaching.words import Words

SENTENCES = set(code_sentences())
CASES = [
    (name, lang) if lang == "id" else pytest.param(name, lang, marks=pytest.mark.verify)
    for name in LESSONS
    for lang in LANGUAGES
]


def cells_of(name: str, lang: str) -> list[str]:
    """The expressions of a lesson's code cells, `page` being the page."""
    path = next(path for path in (FOLDER / lang).glob(f"{name[:2]}_*.ipynb"))
    sources = [cell.source for cell in read_notebook(path).cells if cell.cell_type == "code"]
    lines = [line for source in sources for line in source.splitlines() if line.startswith("page.")]
    assert len(lines) >= 6
    return lines


def panels_of(page, lang: str) -> list:
    return [eval(line, {"page": page}) for line in cells_of(page.name, lang)]  # the notebook's own lines


def of(panels: list, kind: type) -> list:
    return [panel for panel in panels if isinstance(panel, kind)]


def guess(panel: Predict) -> None:
    entry = panel.guess.entry
    if entry is None:
        panel.form.receive({"chosen": 0})
    else:
        text = panel.words.number((entry.lowest + entry.highest) / 2, 0)
        panel.form.receive({"entries": {entry.name: text}})


def press(form) -> None:
    form.receive({"entries": {field["name"]: field["text"] for field in form.fields}})


@pytest.fixture
def said(monkeypatch) -> set[str]:
    """Every sentence that a page asks to be translated."""
    asked: set[str] = set()
    translate = Words.__call__
    monkeypatch.setattr(Words, "__call__", lambda self, text: asked.add(text) or translate(self, text))
    return asked


@pytest.mark.parametrize(("name", "lang"), CASES)
def test_a_lesson_is_worked_through_and_taken_up_again(make_page, said, caplog, name, lang):
    journal = Memory()
    page = make_page(name, lang, journal)
    panels = panels_of(page, lang)
    (predict,), (quiz,) = of(panels, Predict), of(panels, Quiz)
    for panel in of(panels, Compare) + of(panels, Display):
        assert panel.start.disabled
    guess(predict)
    assert page.state.unlocked
    for panel in of(panels, Compare) + of(panels, Display):
        press(panel.start)
    for panel in of(panels, Explore):
        for part in panel.levers.parts:
            part.receive({"value": part.maximum if hasattr(part, "maximum") else len(part.options) - 1})
    for panel in of(panels, Exercises):
        for task in panel.tasks:
            press_with(task, "3")
    for panel in of(panels, Compare) + of(panels, Display) + of(panels, Explore):
        assert panel.message.tone in ("plain", "right", "again"), panel.message.html
        assert "{" not in panel.message.html
    for compare in of(panels, Compare):
        assert compare.message.html
        assert all(found.n >= 2 for setting in compare.outcome.estimates for found in setting.values())
    for question in quiz.questions:
        question.judge(right_answer(question.item))
    assert "completed" in page.state.seen
    assert [record.message for record in caplog.records] == []
    assert said - SENTENCES == set(), "sentences that the extraction cannot see stay Indonesian"

    again = make_page(name, lang, journal)
    assert again.state.guess == page.state.guess
    restored = of(panels_of(again, lang), Quiz)[0]
    assert restored.message.html == quiz.message.html


def press_with(task, text: str) -> None:
    entry = task.exercise.entry
    task.form.receive({"entries": {entry.name: text}})
    assert task.message.html or task.form.messages


def right_answer(item):
    """The answer that an item calls right, in the form in which a page sends it."""
    match item.kind:
        case "choice":
            return item.right
        case "numeric":
            return item.answer.shown
        case "order":
            return [item.shown.index(step) for step in range(len(item.steps))]
        case "matching":
            return list(item.key)
    raise AssertionError(f"no kind {item.kind}")
