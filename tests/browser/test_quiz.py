"""Orders and matchings in a real Chromium: by mouse, keyboard and touch, on a desktop and a phone, in both languages."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from benchmarks.widgets_page import page_of, served
from simulator.teaching.quiz import item_file, read_items
from simulator.teaching.quiz.bank import make_items
from simulator.teaching.quiz.questions import MatchingQuestion, OrderQuestion, questions_of
from simulator.teaching.words import Words
from simulator.widgets.part import Part

pytestmark = pytest.mark.browser

LESSON = "01_why_queues_explode"
STEPS, PAIRS = "own_desk", "words_used"
CASES = pytest.mark.parametrize(("lang", "width"), [("id", 1280), ("id", 390), ("en", 1280), ("en", 390)])


def parts(lang: str) -> list[Part]:
    """The order of the tests and the matching of the quiz, open."""
    file = read_items(item_file(LESSON))
    specs = [spec for spec in file.items if spec.name in (STEPS, PAIRS)]
    questions = questions_of(make_items(file, specs, lang, {}), Words(lang), lambda _item, _verdict: None)
    assert [type(each) for each in questions] == [MatchingQuestion, OrderQuestion]
    for question in questions:
        question.lock(False)
    return [question.part for question in questions]


@pytest.fixture
def drawn(visit):
    """Draw the two questions."""
    addresses = []

    def draw(lang: str = "id", width: int = 1280):
        addresses.append(served(page_of(parts(lang))))
        return visit(addresses[-1].__enter__(), width)

    yield draw
    for address in addresses:
        address.__exit__(None, None, None)


def sent(page: Page) -> list[dict[str, object]]:
    return page.evaluate("window.sent")


def steps(page: Page) -> list[str]:
    return page.locator(".sp-step-text").all_inner_texts()


def answer(page: Page, kind: str):
    return page.locator(f".sp-{kind} button[type=submit]")


@CASES
def test_the_page_is_clean_and_fits(drawn, lang, width):
    seen = drawn(lang, width)
    expect(seen.page.locator(".sp-step")).to_have_count(5)
    expect(seen.page.get_by_role("combobox")).to_have_count(4)
    assert seen.faults() == []
    for control in seen.page.locator(".sp-step button, .sp-pair select, button[type=submit]").all():
        box = control.bounding_box()
        assert min(box["width"], box["height"]) >= 44


@CASES
def test_it_is_clean_with_feedback_and_when_it_is_closed(drawn, lang, width):
    seen = drawn(lang, width)
    page = seen.page
    page.evaluate(
        """() => { const [pairs, steps] = window.models;
        pairs.put("notes", ["", "Bukan ini.", "", ""]); pairs.put("tone", "again"); pairs.put("feedback", "3 dari 4.");
        steps.put("tone", "right"); steps.put("feedback", "Benar."); steps.put("disabled", true); }"""
    )
    expect(page.locator(".sp-pair-note").nth(1)).to_have_text("Bukan ini.")
    expect(page.locator(".sp-pair select").nth(1)).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".sp-pair select").nth(1)).to_have_accessible_description(re.compile("Bukan ini."))
    expect(page.locator(".sp-fits")).to_have_count(3)
    expect(page.locator(".sp-step button:enabled")).to_have_count(0)
    assert seen.faults() == []
    page.get_by_role("combobox").nth(1).select_option(index=2)
    expect(page.locator(".sp-pair-note").nth(1)).to_be_empty()


def test_a_button_moves_a_step_keeps_the_focus_and_says_so(drawn):
    page = drawn().page
    before = steps(page)
    second = page.locator(".sp-step").nth(1)
    up = second.get_by_role("button").first
    expect(up).to_have_accessible_name(f"Naikkan: {before[1]}")
    up.click()
    assert steps(page) == [before[1], before[0], *before[2:]]
    expect(page.locator("[aria-live].sp-hidden")).to_have_text(f"“{before[1]}” sekarang di urutan 1 dari 5.")
    first = page.locator(".sp-step").first
    expect(first.get_by_role("button").first).to_be_disabled()
    expect(first.get_by_role("button").last).to_be_focused()
    answer(page, "order").click()
    assert sent(page) == [{"event": "order", "order": [1, 0, 2, 3, 4]}]


def test_arrow_keys_move_a_step_to_the_end_and_back(drawn):
    page = drawn().page
    before = steps(page)
    page.locator(".sp-step").first.get_by_role("button").last.focus()
    for _ in range(6):
        page.keyboard.press("ArrowDown")
    assert steps(page) == [*before[1:], before[0]]
    for _ in range(6):
        page.keyboard.press("ArrowUp")
    assert steps(page) == before
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    answer(page, "order").focus()
    page.keyboard.press("Enter")
    assert sent(page)[-1]["order"] == [1, 0, 2, 3, 4]


@pytest.mark.parametrize(
    ("start", "end", "order"), [(0, 3, [1, 2, 3, 0, 4]), (4, 0, [4, 0, 1, 2, 3]), (2, 2, [0, 1, 2, 3, 4])]
)
def test_a_step_can_be_dragged(drawn, start, end, order):
    page = drawn(width=390).page
    handles = page.locator(".sp-handle")
    page.locator(".sp-order").scroll_into_view_if_needed()
    source, target = (handles.nth(at).bounding_box() for at in (start, end))
    page.mouse.move(source["x"] + 10, source["y"] + 10)
    page.mouse.down()
    page.mouse.move(target["x"] + 10, target["y"] + target["height"] / 2 + (8 if end > start else -8), steps=12)
    page.mouse.up()
    expect(page.locator(".sp-dragged")).to_have_count(0)
    answer(page, "order").click()
    assert sent(page)[-1]["order"] == order


def test_a_closed_order_cannot_be_moved(drawn):
    page = drawn().page
    before = steps(page)
    page.evaluate("window.models[1].put('disabled', true)")
    handles = page.locator(".sp-handle")
    handles.first.drag_to(handles.nth(3))
    assert steps(page) == before
    expect(answer(page, "order")).to_be_disabled()


def test_a_matching_sends_what_was_chosen_and_what_was_not(drawn):
    page = drawn("en").page
    lists = page.get_by_role("combobox")
    expect(lists.first).to_have_accessible_name("From a file joining the queue until its check begins")
    lists.first.select_option("waiting time")
    lists.nth(2).select_option("utilisation")
    answer(page, "matching").click()
    rights = page.locator(".sp-pair").first.get_by_role("option").all_inner_texts()[1:]
    chosen = [rights.index("waiting time"), None, rights.index("utilisation"), None]
    assert sent(page) == [{"event": "match", "chosen": chosen}]


def test_what_was_answered_before_is_shown_again(visit):
    pairs, order = parts("id")
    pairs.chosen, order.order = [0, 1, 2, 3], [4, 3, 2, 1, 0]
    with served(page_of([pairs, order])) as address:
        page = visit(address).page
        assert steps(page) == list(reversed(order.steps))
        assert [each.input_value() for each in page.get_by_role("combobox").all()] == ["0", "1", "2", "3"]


def test_a_page_that_is_left_listens_no_longer(drawn):
    page = drawn().page
    page.evaluate("window.ends[1]()")
    handles, before = page.locator(".sp-handle"), steps(page)
    handles.first.drag_to(handles.nth(3))
    assert steps(page) == before
