"""Lesson 01 as a learner sees it, in both languages, on a desktop and on a phone."""

from __future__ import annotations

import re
from html import unescape

import pytest
from playwright.sync_api import Page, expect

from simulator.teaching import lesson
from simulator.teaching.quiz import load_items

pytestmark = pytest.mark.browser

NAME = "01_why_queues_explode"
COMPUTED_MS = 60_000
SLIDER_STEPS_TO_BUSY = 9
WORDS = {
    "id": {
        "guess": "Simpan tebakan", "stored": "Tebakan Anda tersimpan: 12,5 menit", "compare": "Bandingkan 80% dan 95%",
        "theory": "Tampilkan rumus", "office": "Hitung kantor saya", "check": "Periksa", "answer": "Jawab",
        "numbers": "Tampilkan angkanya", "mean": "Rata-rata menunggu", "reset": "Hapus titik", "paired": "Selisih, berpasangan",
        "not_a_number": "belum bisa dibaca sebagai angka", "range": "antara 0 dan 600", "empty": "Isi dulu",
        "all_right": "4 dari 4 pertanyaan terjawab benar", "too_much": "tumbuh terus", "typed": "12,5", "busy": "sibuk 95%",
    },
    "en": {
        "guess": "Store the guess", "stored": "Your guess is stored: 12.5 minutes", "compare": "Compare 80% and 95%",
        "theory": "Show the formula", "office": "Compute my office", "check": "Check", "answer": "Answer",
        "numbers": "Show the numbers", "mean": "Mean wait", "reset": "Clear the points", "paired": "Difference, paired",
        "not_a_number": "cannot be read as a number", "range": "between 0 and 600", "empty": "Enter a number first",
        "all_right": "4 of 4 questions answered rightly", "too_much": "without end", "typed": "12.5", "busy": "95% busy",
    },
}  # fmt: skip
CASES = pytest.mark.parametrize(
    ("lang", "width"),
    [
        ("id", 390),
        ("en", 1280),
        *(pytest.param(*case, marks=pytest.mark.verify) for case in (("id", 1280), ("en", 390))),
    ],
)


def guess(page: Page, lang: str, text: str) -> None:
    form = page.locator("form", has=button(page, lang, "guess"))
    form.get_by_role("textbox").fill(text)
    button(page, lang, "guess").click()


def button(page: Page, lang: str, name: str):
    return page.get_by_role("button", name=WORDS[lang][name])


def panel(page: Page, lang: str, name: str):
    """The panel around a button."""
    return page.locator(".widget-vbox", has=button(page, lang, name)).last


@CASES
def test_a_guess_unlocks_the_slider_and_moving_it_changes_chart_and_numbers(lessons_site, visit, lang, width):
    seen = visit(lessons_site.lesson("01", lang), width=width)
    page, words = seen.page, WORDS[lang]
    slider = page.get_by_role("slider")
    expect(slider).to_be_disabled()
    expect(page.locator("circle.sp-dot")).to_have_count(0)

    guess(page, lang, words["typed"])
    expect(page.get_by_text(words["stored"])).to_be_visible()
    expect(slider).to_be_enabled()
    explore = panel(page, lang, "reset")
    expect(explore.locator("svg[role=img] circle.sp-dot")).to_have_count(1, timeout=COMPUTED_MS)
    status = explore.get_by_role("status")
    before, drawn = status.inner_text(), explore.locator("svg[role=img]").inner_html()

    slider.focus()
    for _ in range(SLIDER_STEPS_TO_BUSY):
        slider.press("ArrowRight")
    expect(explore.locator("svg[role=img] circle.sp-dot")).to_have_count(2, timeout=COMPUTED_MS)
    expect(explore.locator(".sp-range .sp-note")).to_contain_text("95%")
    expect(status).to_contain_text(words["mean"])
    assert status.inner_text() != before
    assert explore.locator("svg[role=img]").inner_html() != drawn
    expect(explore.locator("svg[role=img] path.sp-guess")).to_have_count(1)

    button(page, lang, "numbers").first.click()
    expect(explore.locator("table tbody tr")).to_have_count(2)
    assert seen.faults() == []


@CASES
def test_a_locked_and_a_finished_page_are_clean(lessons_site, visit, lang, width):
    seen = visit(lessons_site.lesson("01", lang), width=width)
    assert seen.faults() == []
    expect(seen.page.locator("html")).to_have_attribute("lang", lang)
    assert seen.page.get_by_role("heading", level=1).count() == 1


@pytest.mark.parametrize("lang", ["id", "en"])
def test_wrong_entries_are_explained_beside_the_field_and_kept(lessons_site, visit, lang):
    seen = visit(lessons_site.lesson("01", lang), width=390)
    page = seen.page
    field = page.locator("form", has=button(page, lang, "guess")).get_by_role("textbox")
    for text, said in (("abc", "not_a_number"), ("-5", "range"), ("1e999", "not_a_number"), ("", "empty")):
        guess(page, lang, text)
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_accessible_description(re.compile(re.escape(WORDS[lang][said])))
        expect(field).to_have_value(text)
    expect(page.get_by_role("slider")).to_be_disabled()
    assert seen.faults() == []
    guess(page, lang, "30")
    expect(page.get_by_role("slider")).to_be_enabled()


def as_sent(frame: str | bytes) -> str:
    """What a frame of the websocket says, with signs that JSON writes as numbers."""
    text = frame if isinstance(frame, str) else frame.decode("utf-8", "replace")
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)


def test_the_answers_are_not_in_the_page(lessons_site, visit):
    """Neither in what is shown nor in what the browser is sent: no question before the guess, no answer before one."""
    seen = visit(lessons_site.lesson("01", "id"))
    received: list[str] = []
    seen.page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: received.append(as_sent(frame))))
    seen.page.reload()
    seen.wait()
    items, tasks = load_items(NAME, "quiz", "id", lesson(NAME).plan.quantities()), lesson(NAME).plan.exercises.values()
    options = [option for item in items for option in getattr(item, "options", ())]
    asked = [
        *(item.question for item in items),
        *(option.text for option in options),
        *(task.entry.label for task in tasks),
    ]

    def everything() -> str:
        return unescape(seen.page.content()) + "".join(received)

    assert "rata-rata waktu tunggu jika petugas sibuk" in "".join(received)  # the guess is asked for there
    assert [text for text in asked if text in everything()] == []
    guess(seen.page, "id", WORDS["id"]["typed"])
    expect(seen.page.locator("form.sp-choice").last).to_be_visible()
    assert [text for text in asked if text not in everything()] == []
    assert [option.feedback for option in options if option.feedback in everything()] == []
