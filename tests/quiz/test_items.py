"""Every kind of item judges what a page may send, and refuses all else."""

import json
import math
from collections import Counter

import pytest
from scipy.stats import chisquare

from simulator.teaching.quiz import (
    AnswerError,
    ChoiceItem,
    Option,
    Quantity,
    item_file,
    lessons_with_items,
    read_items,
)
from simulator.teaching.quiz.bank import every_item
from simulator.teaching.quiz.items import shuffled


def test_a_choice_says_what_each_option_means(items):
    said = [items["colour"].judge(at) for at in range(3)]
    assert [verdict.right for verdict in said] == [True, False, False]
    assert [verdict.feedback for verdict in said] == ["Benar.", "Itu rumput.", "Hanya sore."]
    assert [verdict.answer for verdict in said] == [0, 1, 2]


@pytest.mark.parametrize(
    ("answer", "feedback"),
    [
        (19.7, "Benar, 19,7 menit."), (17.7, "Benar, 19,7 menit."), (21.7, "Benar, 19,7 menit."), (20, "Benar, 19,7 menit."),
        (17.69, "Terlalu singkat."), (21.71, "Terlalu lama."), (0, "Terlalu singkat."), (-5, "Terlalu singkat."),
        (7.5, "Itu yang dulu."), (7.55, "Itu yang dulu."), (7.6, "Terlalu singkat."), (90, "Itu persen."), (89, "Itu persen."),
        (0.9, "Terlalu singkat."), (88, "Terlalu lama."), (1e300, "Terlalu lama."),
    ],
)  # fmt: skip
def test_a_number_is_right_a_known_mistake_too_small_or_too_large(items, answer, feedback):
    verdict = items["minutes"].judge(answer)
    assert (verdict.feedback, verdict.right, verdict.answer) == (feedback, feedback.startswith("Benar"), answer)


def test_numbers_stand_in_the_texts_in_the_language(example, numbers):
    assert [item.question for item in every_item(read_items(example()), "id", numbers)][
        1
    ] == "Berapa menit, kalau dulu 7,5 menit?"
    assert [item.question for item in every_item(read_items(example()), "en", numbers)][1].endswith("7.5 menit?")


@pytest.mark.parametrize(
    ("quantity", "text", "shown", "margin"),
    [
        (Quantity(1234.56), "1.234,6", 1234.6, 0.05),
        (Quantity(0.056, 1, percent=True), "5,6%", 5.6, 0.05),
        (Quantity(3, 0, unit="orang"), "3 orang", 3, 0.5),
        (Quantity(3, 0, 0.1, "orang"), "3 orang", 3, 0.1),
        (Quantity(3, 0, 2, "orang"), "3 orang", 3, 2),
    ],
)
def test_a_quantity_is_written_and_asked_for_alike(quantity, text, shown, margin):
    assert (quantity.text("id"), quantity.shown) == (text, pytest.approx(shown))
    assert quantity.margin == pytest.approx(margin)


def test_an_order_names_the_first_step_in_a_wrong_place(items):
    item = items["steps"]
    right = [item.texts.index(step) for step in item.steps]
    assert item.judge(right).right
    assert item.judge(tuple(right)).answer == right
    swapped = [right[0], right[2], right[1], right[3]]
    verdict = item.judge(swapped)
    assert (verdict.right, verdict.feedback) == (False, "Lihat lagi dilayani.")


def test_a_matching_says_of_each_pair_whether_it_fits(items):
    item = items["pairs"]
    assert sorted(item.rights) == ["belakang", "depan", "di luar"]
    key = [item.rights.index(text) for text in ("depan", "belakang", "belakang")]
    assert (item.judge(key).right, item.judge(key).notes) == (True, ("", "", ""))
    verdict = item.judge([key[0], item.rights.index("di luar"), key[2]])
    assert (verdict.right, verdict.notes) == (False, ("", "Di balik loket.", ""))
    assert verdict.feedback == "2 dari 3 pasangan sudah tepat."


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("colour", [None, -1, 3, True, "0", 0.0, [0], {}, 10**30]),
        ("minutes", [None, True, "19.7", math.nan, math.inf, -math.inf, [19.7], {}]),
        ("steps", [None, [], [0, 1, 2], [0, 1, 2, 3, 0], [0, 0, 1, 2], [0, 1, 2, 4], [0, 1, 2, -1], [0, 1, 2, "3"], [True, 0, 2, 3], "0123", 5]),
        ("pairs", [None, [], [0, 0], [0, 0, 0, 0], [0, 0, 3], [0, 0, None], [0, 0, -1], [0, 0, True], {"0": 0}]),
    ],
)  # fmt: skip
def test_what_no_page_sends_is_no_answer(items, name, answers):
    for answer in answers:
        with pytest.raises(AnswerError):
            items[name].judge(answer)


def test_an_answer_is_plain_json(items):
    for name, answer in (("colour", 1), ("minutes", 7.5), ("steps", [3, 2, 1, 0]), ("pairs", [0, 1, 2])):
        kept = json.loads(json.dumps(items[name].judge(answer).answer))
        assert items[name].judge(kept) == items[name].judge(answer)


@pytest.mark.parametrize("length", range(2, 9))
def test_a_shuffle_belongs_to_the_name_and_is_never_right_already(length):
    names = [f"item_{number}" for number in range(200)]
    orders = [shuffled(name, range(length)) for name in names]
    assert orders == [shuffled(name, range(length)) for name in names]
    assert all(sorted(order) == list(range(length)) for order in orders)
    assert tuple(range(length)) not in orders
    assert len(set(orders)) > 1 or length == 2


def test_a_known_name_gives_the_same_shuffle_on_every_machine():
    """Golden: answers are kept as positions in what was shown."""
    assert shuffled("rise_and_fall", range(6)) == (3, 2, 1, 0, 4, 5)


@pytest.mark.parametrize("use", ["quiz", "test"])
def test_the_right_option_is_shown_at_every_place_about_equally_often(use):
    """Whoever always takes the second gets no more than by chance; give an item another name if this fails."""
    specs = [spec for lesson in lessons_with_items() for spec in read_items(item_file(lesson)).items]
    choices = [spec for spec in specs if spec.kind == "choice" and use in spec.use]
    places: dict[int, Counter[int]] = {}
    for spec in choices:
        item = ChoiceItem("", spec.name, (use,), 1, "id", "", (Option("", ""),) * len(spec.options), 0)
        right = [option.right for option in spec.options].index(True)
        places.setdefault(len(spec.options), Counter())[item.shown.index(right)] += 1
    assert sum(sum(counts.values()) for counts in places.values()) >= 40
    for length, counts in places.items():
        assert chisquare([counts[place] for place in range(length)]).pvalue > 0.01, (length, counts)
