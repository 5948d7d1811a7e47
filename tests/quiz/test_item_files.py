"""The items of the lessons: complete, enough of them, and in both languages the same."""

import re

import pytest

from simulator.locale.notebooks import read_notebook, source_notebooks
from simulator.teaching.quiz import ChoiceItem, NumericItem, item_file, lessons_with_items, load_items, read_items
from simulator.teaching.quiz.bank import every_item
from simulator.teaching.quiz.items import is_near
from simulator.teaching.quiz.schema import texts_in

LEAST_OF_A_QUIZ = 5
LESSONS = lessons_with_items()


def test_items_are_found():
    assert "01_why_queues_explode" in LESSONS


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_has_enough_items_for_its_quiz(lesson):
    quiz = [item for item in read_items(item_file(lesson)).items if "quiz" in item.use]
    assert len(quiz) >= LEAST_OF_A_QUIZ


OF_THE_PAGE = re.compile(
    r"\bgrafik|\bgeser (?!giliran|kemudian)|penggeser|tabel fakta|tabelnya|kalimat di atas|batangnya|titik(nya)? (pada|di)|putar ulang|"
    r"lihat (baris|kolom|perbandingan|panel)|panel|percobaan tadi|"
    r"\bcharts?\b|slider|table of facts|sentence above|the (bars|panel)\b|at the comparison|point at|replay|experiment one|in that row|the row",
    re.IGNORECASE,
)


@pytest.mark.parametrize("lesson", LESSONS)
def test_an_item_that_speaks_of_the_page_is_not_handed_on(lesson):
    items = read_items(item_file(lesson)).items
    pointing = {
        item.name: found.group()
        for item in items
        for text in texts_in(item)
        for words in (text.id, text.en)
        if not item.needs and (found := OF_THE_PAGE.search(words))
    }
    assert pointing == {}
    assert sum(item.needs is None for item in items) >= 4


@pytest.mark.parametrize("lesson", LESSONS)
def test_each_objective_of_a_lesson_is_checked(lesson):
    notebooks = [read_notebook(path) for path in source_notebooks()]
    notebook = next(each for each in notebooks if each.metadata["simptsp"]["lesson"] == lesson[:2])
    cell = next(cell for cell in notebook.cells if cell.metadata["tags"] == ["objectives"])
    objectives = len(re.findall(r"^- ", cell.source, flags=re.MULTILINE))
    checked = {item.objective for item in read_items(item_file(lesson)).items}
    assert checked == set(range(1, objectives + 1))


@pytest.mark.parametrize("lesson", LESSONS)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_items_of_tests_need_no_numbers(lesson, lang):
    items = load_items(lesson, "test", lang)
    assert items
    assert not any(isinstance(item, NumericItem) for item in items)


def test_the_first_lesson_has_every_kind(lesson_one):
    items = {lang: load_items("01_why_queues_explode", "quiz", lang, lesson_one) for lang in ("id", "en")}
    assert {item.kind for item in items["id"]} == {"choice", "numeric", "order", "matching"}
    assert [item.name for item in items["id"]] == [item.name for item in items["en"]]
    for ours, theirs in zip(items["id"], items["en"], strict=True):
        assert ours.question != theirs.question
        assert getattr(ours, "right", None) == getattr(theirs, "right", None) or not isinstance(ours, ChoiceItem)


def test_right_options_of_the_first_lesson_are_the_formulas(lesson_one):
    items = {item.name: item for item in load_items("01_why_queues_explode", "quiz", "id", lesson_one)}
    times, shifted = items["how_many_times"], items["shift_some"]
    assert times.options[times.right].text == "6,0 kali"
    assert shifted.options[shifted.right].text == lesson_one["wait_shifted"].text("id") == "12,1 menit"


def test_what_the_first_lesson_says_of_its_numbers_is_so(lesson_one):
    """Feedback of ``ninety_per_cent``: more than half of the way, less than half of the climb."""
    quiet, ninety, busy = (lesson_one[name].value for name in ("quiet", "ninety", "busy"))
    low, middle, high = (lesson_one[name].value for name in ("wait_quiet", "wait_ninety", "wait_busy"))
    assert (ninety - quiet) / (busy - quiet) > 0.5 > (middle - low) / (high - low)


def test_each_mistake_of_the_first_lesson_is_told_apart(lesson_one):
    file = read_items(item_file("01_why_queues_explode"))
    numeric = [item for item in every_item(file, "id", lesson_one) if isinstance(item, NumericItem)]
    assert len(numeric) >= 2
    for item in numeric:
        for mistake, feedback in item.mistakes:
            assert not is_near(mistake.shown, item.answer)
            assert item.judge(mistake.shown).feedback == feedback
