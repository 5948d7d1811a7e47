"""What is handed on to other systems says the same as the page; read by readers of their own."""

from __future__ import annotations

import re
import xml.etree.ElementTree as Tree

import pytest

from quiz.gift_reader import read_gift
from quiz.moodle_reader import faults
from simulator.teaching.quiz import ChoiceItem, MatchingItem, NumericItem, OrderItem, item_file, read_items
from simulator.teaching.quiz.bank import every_item
from simulator.teaching.quiz.gift import to_gift
from simulator.teaching.quiz.handing_on import Collection, Source
from simulator.teaching.quiz.moodle import to_moodle

SOURCE = Source("meja-verifikasi", 3, 20)
NASTY = "a~b = c # d {{e}} : f \\ g -> h & <i> \"j\" 'k' ]]> %50% //l 🙂"
SHOWN = NASTY.replace("{{", "{").replace("}}", "}")
TYPED = (19.7, 17.7, 17.69, 21.7, 21.71, 7.5, 7.55, 7.56, 90, 89, 88.9, 91.1, 0, -3, 1234, 50000)


@pytest.fixture(params=["id", "en"])
def collection(request, lesson_one) -> Collection:
    """The first lesson."""
    file = read_items(item_file("01_why_queues_explode"))
    return Collection(file.lesson, request.param, every_item(file, request.param, lesson_one), SOURCE)


@pytest.fixture
def small(example, numbers) -> Collection:
    """The example with texts full of special signs."""
    quoted = "'" + NASTY.replace("'", "''") + "'"
    changes = (("{id: biru, en: blue}", f"{{id: {quoted}, en: blue}}"), ("{id: Itu rumput., en", f"{{id: {quoted}, en"),
               ("{id: loket, en", f"{{id: {quoted}, en"), ("{id: depan, en", f"{{id: {quoted}, en"), ("{id: antre, en", f"{{id: {quoted}, en"),
               ("{id: hijau, en", "{id: '%50% hijau', en"), ("{id: merah, en", "{id: '[plain] merah', en"))  # fmt: skip
    return Collection("99_example", "id", every_item(read_items(example(*changes)), "id", numbers), SOURCE)


def by_name(text: str) -> dict[str, Tree.Element]:
    questions = Tree.fromstring(text.encode()).findall("question")
    return {(each.findtext("name/text") or "").partition(" ")[2]: each for each in questions}


def inner(html: str | None) -> str:
    """Text of a paragraph."""
    return "".join(Tree.fromstring(html).itertext()) if html else ""


def test_the_xml_of_the_first_lesson_is_by_moodles_rules(collection):
    assert faults(to_moodle([collection])) == []


def test_several_lessons_have_numbers_of_their_own(collection, small):
    assert faults(to_moodle([collection, small])) == []
    assert any("twice" in fault for fault in faults(to_moodle([small, small])))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('fraction="100"', 'fraction="90"'), ("<tolerance>2</tolerance>", "<tolerance></tolerance>"), ('type="ordering"', 'type="order"'),
        ("VERTICAL", "UPRIGHT"), ('fraction="2.0000000"', 'fraction="3.0000000"'), ("<idnumber>99_example-steps-id", "<idnumber>99_example-pairs-id"),
        ('format="html"', 'format="text"'), ("<single>true</single>", ""), ("<text>*</text>", "<text>x</text>"), ("<selectcount>4", "<selectcount>9"),
        ("<text>di luar</text>", "<text/>"), ("<p>Warna langit?</p>", "Warna langit?"),
    ],
)  # fmt: skip
def test_xml_against_the_rules_is_noticed(small, old, new):
    text = to_moodle([small])
    assert faults(text) == []
    assert old in text
    assert faults(text.replace(old, new, 1)) != []


def test_moodle_gets_every_sign_as_it_is(small):
    text = to_moodle([small])
    found = by_name(text)
    assert inner(found["colour"].findtext("answer/text")) == SHOWN
    assert inner(found["colour"].findall("answer")[1].findtext("feedback/text")) == SHOWN
    assert inner(found["pairs"].findtext("subquestion/text")) == SHOWN
    assert found["pairs"].findtext("subquestion/answer/text") == SHOWN
    assert text.count("<![CDATA[") == text.count("]]>") > 10


def test_moodle_gets_the_steps_in_their_order_and_the_distractors(small):
    found = by_name(to_moodle([small]))
    assert [inner(each.findtext("text")) for each in found["steps"].findall("answer")] == [
        "datang",
        SHOWN,
        "dilayani",
        "pulang",
    ]
    pairs = [
        (inner(each.findtext("text")), each.findtext("answer/text")) for each in found["pairs"].findall("subquestion")
    ]
    assert pairs[1:] == [("verifikasi", "belakang"), ("tanda tangan", "belakang"), ("", "di luar")]
    assert "first_wrong" not in to_moodle([small])


def test_test_and_exam_have_categories_of_their_own(collection):
    root = Tree.fromstring(to_moodle([collection]).encode())
    filed: dict[str, set[str]] = {}
    for question in root.findall("question"):
        if question.get("type") == "category":
            place = question.findtext("idnumber")
        else:
            filed.setdefault(place, set()).update(tag.findtext("text") for tag in question.findall("tags/tag"))
    uses = {
        number.removeprefix(f"{collection.lesson}-"): tags & {"quiz", "test", "exam"} for number, tags in filed.items()
    }
    lang = collection.lang
    assert uses == {lang: {"quiz"}, f"{lang}-test": {"test"}, f"{lang}-exam": {"exam"}}


def test_moodle_is_told_of_the_wrong_step_in_words(collection):
    said = {
        "id": "Periksa lagi letak langkah pertama yang belum pada tempatnya. ",
        "en": "Look again at the place of the first step that is not where it belongs. ",
    }[collection.lang]
    text = to_moodle([collection])
    assert said in text
    assert "“…”" not in text


def test_a_number_is_asked_for_with_its_unit_in_the_language_of_the_items(collection):
    units = {"id": "Satuan jawaban: berkas per jam.", "en": "Unit of the answer: files per hour."}
    for text in (to_moodle([collection]), to_gift([collection]).replace("\\:", ":")):
        assert units[collection.lang] in text
        assert ("Jawab" in text or "jawaban" in text) is (collection.lang == "id")


def moodle_says(question: Tree.Element, number: float) -> tuple[bool, str]:
    """The first answer whose interval holds a number, as ``qtype_numerical`` looks for it."""
    for answer in question.findall("answer"):
        text, tolerance = answer.findtext("text"), float(answer.findtext("tolerance") or 0)
        if text == "*" or abs(number - float(text or "nan")) <= tolerance + 1e-9:
            return float(answer.get("fraction", "0")) == 100, inner(answer.findtext("feedback/text"))
    raise AssertionError("no answer holds it")


@pytest.mark.parametrize("number", TYPED)
def test_moodle_judges_numbers_as_the_page_does(small, number):
    item = next(item for item in small.items if isinstance(item, NumericItem))
    verdict = item.judge(number)
    assert moodle_says(by_name(to_moodle([small]))["minutes"], number) == (verdict.right, verdict.feedback)


def test_the_files_say_where_their_numbers_come_from(collection):
    for text in (to_moodle([collection]), to_gift([collection])):
        assert "meja-verifikasi" in text
        assert re.search(r"\b3, 20 ", text)
    category = Tree.fromstring(to_moodle([collection]).encode()).find("question")
    assert "meja-verifikasi" in category.findtext("info/text")


def test_gift_says_what_the_page_says(collection):
    categories, questions = read_gift(to_gift([collection]))
    place = f"$course$/top/SimPTSP/01_why_queues_explode {collection.lang}"
    below = {"id": ("tes awal dan akhir", "ujian"), "en": ("test before and after", "exam")}[collection.lang]
    assert categories == [place, *(f"{place}/{folder}" for folder in below)]
    assert [each.name for each in questions] == [f"01 {item.name}" for item in collection.items]
    for item, question in zip(collection.items, questions, strict=True):
        assert question.text.startswith(item.question)
        assert f"[id:01_why_queues_explode-{item.name}-{collection.lang}]" in question.remarks[0]
        check_question(item, question)


def check_question(item, question) -> None:
    match item:
        case ChoiceItem():
            assert question.kind == "choice"
            told = [(each.text, each.feedback, each.weight) for each in question.answers]
            assert [each.text for each in question.answers] == list(item.texts)
            right = [100.0 if at == item.right else 0.0 for at in range(len(item.options))]
            assert set(told) == {
                (option.text, option.feedback, weight) for option, weight in zip(item.options, right, strict=True)
            }
        case NumericItem():
            assert question.kind == "number"
            for number in (*TYPED, item.answer.shown, *(mistake.shown for mistake, _ in item.mistakes)):
                verdict = item.judge(number)
                assert gift_says(question, number) == (verdict.right, verdict.feedback)
        case OrderItem():
            assert question.kind == "pairs"
            assert {each.text: each.feedback for each in question.answers} == {
                step: str(place) for place, step in enumerate(item.steps, 1)
            }
            assert [each.text for each in question.answers] == list(item.texts)
        case MatchingItem():
            pairs = [(each.text, each.feedback) for each in question.answers if each.text]
            assert pairs == [(left, item.rights[at]) for left, at in zip(item.lefts, item.key, strict=True)]
            assert {each.feedback for each in question.answers} == set(item.rights)


def gift_says(question, number: float) -> tuple[bool, str]:
    for answer in question.answers:
        if answer.text == "*" or abs(number - float(answer.text)) <= answer.tolerance + 1e-9:
            return answer.weight == 100, answer.feedback
    raise AssertionError("no answer holds it")


def test_gift_gets_every_sign_as_it_is(small):
    _, questions = read_gift(to_gift([small]))
    _minutes, steps, pairs, colour = questions  # the first is of the test too, whose category comes last
    assert [each.text for each in colour.answers] == ["[plain] merah", "%50% hijau", SHOWN]
    assert colour.answers[1].feedback == SHOWN
    assert [each.weight for each in colour.answers] == [0, 0, 100]
    arrow = SHOWN.replace("->", "→")
    assert arrow in [each.text for each in steps.answers]
    assert (pairs.answers[0].text, pairs.answers[0].feedback) == (arrow, arrow)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\\=", "="), ("\\#", "#"), ("\\~", "~"), ("\\{", "{"), ("\\}", "}"), ("\\\\ g", "\\ g"), ("::99 colour::", "99 colour"),
        ("=%100%", "=%100"), ("\n}", "\n\n}"), (" -> di luar", " di luar"), ("{#", "{"),
    ],
)  # fmt: skip
def test_gift_against_the_rules_is_noticed(small, old, new):
    text = to_gift([small])
    assert old in text
    assert read_or_refused(text.replace(old, new, 1)) != read_or_refused(text)


def read_or_refused(text: str) -> object:
    try:
        return read_gift(text)
    except ValueError as error:
        return str(error)
