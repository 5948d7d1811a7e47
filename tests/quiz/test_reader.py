"""A file of items is read whole, or refused with the line of each fault."""

import re
from pathlib import Path

import pytest

from simulator.teaching.quiz import Quantity, QuizError, bank, read_items
from simulator.teaching.quiz.bank import every_item


def faults(file) -> tuple[str, ...]:
    with pytest.raises(QuizError) as refused:
        read_items(file)
    assert str(refused.value) == "\n".join(refused.value.faults)
    return refused.value.faults


def test_the_example_is_right(example):
    read = read_items(example())
    assert [type(item).__name__ for item in read.items] == ["ChoiceSpec", "NumericSpec", "OrderSpec", "MatchingSpec"]


@pytest.mark.parametrize(
    ("change", "line", "said"),
    [
        (("lesson: 99_example", "lesson: 98_other"), 1, "this is the lesson '98_other', its folder is '99_example'"),
        (("name: colour", "name: Colour"), 3, "it must be a name of small letters, digits and underscores"),
        (("name: minutes", "name: colour"), 12, "the name 'colour' is taken by an item above"),
        (("use: [quiz, test]", "use: [quiz, lesson]"), 4, "it must be 'quiz', 'test' or 'exam'"),
        (("use: [quiz, test]", "use: []"), 4, "needs at least one entry"),
        (("use: [quiz, test]", "use: [quiz, quiz]"), 4, "a use stands twice"),
        (("objective: 1", "objective: 0"), 5, "it must be at least 1"),
        (("objective: 1", "objective: '1'"), 5, "it must be a whole number, written 1 without quotes"),
        (("    objective: 1\n", ""), 3, "objective: this field is missing"),
        (("kind: choice", "kind: choise"), 6, "it must be one of choice, numeric, order, matching"),
        (("    kind: choice\n", ""), 3, "this item needs a 'kind'"),
        (("kind: choice\n", "kind: choice\n    hint: 3\n"), 7, "there is no field of this name here"),
        ((", en: Colour of the sky?", ""), 7, "question.en: this field is missing"),
        (("en: Colour of the sky?", "en: ''"), 7, "it must be a text"),
        (("en: Colour of the sky?", "en: '{sky}'"), 7, "{sky} stands in one language only"),
        (("id: Warna langit?, en: Colour of the sky?", "id: 'a {', en: b"), 7, "each '{' is closed by a '}'"),
        (("id: Warna langit?, en: Colour of the sky?", "id: '{x:3}', en: x"), 7, "names of quantities in braces"),
        ((", right: true}", "}"), 8, "0 options have 'right: true'"),
        (("en: That is grass.}", "en: That is grass.}, right: true"), 8, "2 options have 'right: true'"),
        (("en: green", "en: blue"), 10, "the same text stands above ('blue')"),
        (("id: Hanya sore.", "id: Itu rumput."), 11, "the same feedback stands above"),
        (("right: true", "right: 'true'"), 9, "it must be true or false"),
        (("{id: biru, en: blue}", "{id: 'biru {after}', en: 'blue {after}'}"), 4, "{after} needs the engine"),
        (("    use: [quiz]\n    objective: 2", "    use: [test]\n    objective: 2"), 13, "a numeric item needs the engine"),
        (("answer: after", "answer: 19.7"), 17, "it must be a text"),
        (("right: {id: \"Benar, {after}.\", en: \"Right, {after}.\"}", "right: {id: '{first_wrong}', en: '{first_wrong}'}"),
         12, "{first_wrong} is possible only in the field 'wrong'"),
        (("{id: antre, en: queue}", "{id: datang, en: queue}"), 31, "the same text stands above"),
        (("right: {id: depan, en: front}", "right: {id: depan, en: back}"), 41, "the same in one language and not in the other"),
        (("{id: di luar, en: outside}", "{id: di luar, en: back}"), 46, "'back' is the right side of a pair"),
        (("{id: verifikasi, en: checking}", "{id: loket, en: checking}"), 43, "the same text stands above"),
    ],
)  # fmt: skip
def test_each_fault_is_told_with_its_line(example, change, line, said):
    found = faults(example(change))
    assert len(found) == 1
    assert found[0].startswith(f"99_example/items.yaml line {line}: ")
    assert said in found[0]


def test_all_faults_are_told_at_once(example):
    found = faults(example(("name: colour", "name: Colour"), ("answer: after", "answer: 3"), ("en: green", "en: blue")))
    assert len(found) == 2  # what a type check finds of an item comes before the rest of that item
    assert [" line 3: " in found[0], " line 17: " in found[1]] == [True, True]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "items.yaml: "),
        ("items: []\nlesson: 99_example\n", "line 1: items: this is empty"),
        ("- 1\n", "it must be a block"),
        ("lesson: a\nlesson: b\n", "line 2: this field stands twice in the same block"),
        ("lesson: a\n\titems: b\n", "line 2: there is a tab here"),
        ("lesson: 99_example\nitems:\n  - 3\n", "line 3: items[0]: 3 is not possible here"),
        ("lesson: 99_example\nitems:\n  - {name: [a], kind: [b]}\n", "this item needs a 'kind'"),
        ("!!python/object:os.system {}\n", "items.yaml"),
    ],
)
def test_what_is_no_file_of_items_is_refused_in_a_sentence(example, text, said):
    assert any(said in fault for fault in faults(example(text=text)))


def test_a_file_that_is_not_there_or_not_text_is_refused(example, tmp_path):
    assert "cannot be read" in faults(tmp_path / "items.yaml")[0]
    file = example()
    file.write_bytes(b"\xff\xfe\x00")
    assert "not a text in UTF-8" in faults(file)[0]
    file.write_bytes(b"# " + b"a" * 260_000)
    assert "larger than" in faults(file)[0]


def refused(file, numbers) -> str:
    with pytest.raises(QuizError) as error:
        every_item(read_items(file), "id", numbers)
    return str(error.value)


def test_an_unknown_quantity_is_named_with_those_there_are(example, numbers):
    said = refused(example(('{before}?", en: "How many minutes, if it was {before}', '{x}?", en: "How {x}')), numbers)
    assert (
        said
        == "99_example/items.yaml line 12: item 'minutes': the lesson has no quantity 'x'; it has: before, after, share"
    )


def test_a_mistake_within_the_tolerance_is_refused_when_numbers_are_known(example, numbers):
    near = {**numbers, "before": Quantity(21.6, 1)}
    assert "line 20: this mistake would be right: 21.6 is within 2 of the answer 19.7" in refused(example(), near)
    far = {**numbers, "before": Quantity(21.8, 1)}
    every_item(read_items(example()), "id", far)


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ([("use: [quiz, test]", "use: [quiz]"), ("{id: biru, en: blue}", "{id: '{before}', en: '{before}'}"),
          ("{id: merah, en: red}", "{id: '{same}', en: '{same}'}")], 11),
        ([("{id: antre, en: queue}", "{id: '{before}', en: '{before}'}"), ("{id: pulang, en: go home}", "{id: '{same}', en: '{same}'}")], 33),
        ([("{id: depan, en: front}", "{id: '{before}', en: '{before}'}"), ("{id: di luar, en: outside}", "{id: '{same}', en: '{same}'}")], 41),
    ],
)  # fmt: skip
def test_two_texts_that_the_numbers_make_equal_are_refused(example, numbers, changes, line):
    same = {**numbers, "same": Quantity(7.4567, 1, unit="menit")}
    said = refused(example(*changes), same)
    assert f"line {line}: with the numbers of the lesson" in said


def test_only_a_lessons_name_becomes_a_path(example, monkeypatch):
    monkeypatch.setattr(bank, "LESSONS", example().parents[1])
    assert [item.name for item in bank.load_items("99_example", "test", "en")] == ["colour"]
    assert [item.name for item in bank.test_items(["99_example", "00_absent"], "id")] == ["colour"]
    assert bank.lessons_with_items() == ["99_example"]
    for name in ("../99_example", "99_example/..", "", "a b", "\x00"):
        with pytest.raises(QuizError, match="is not the name of a lesson"):
            bank.load_items(name, "quiz", "id")
    with pytest.raises(ValueError, match="must be one of id, en"):
        bank.load_items("99_example", "test", "fr")


def test_the_guides_examples_are_items(example):
    """Each block of docs/quiz.md that is an item can be read, and there is one of each kind."""
    guide = (Path(__file__).parents[2] / "docs" / "quiz.md").read_text(encoding="utf-8")
    blocks = [
        block for block in re.findall(r"```yaml\n(.*?)```", guide, flags=re.DOTALL) if block.startswith("  - name:")
    ]
    read = read_items(example(text="lesson: 99_example\nitems:\n" + "".join(blocks)))
    assert {item.kind for item in read.items} == {"choice", "numeric", "order", "matching"}
    assert len(blocks) == 4
