"""A lesson as a learner walks through it: guess, compare, whatever else is shown, quiz wrong and right, reload."""

from __future__ import annotations

import functools
import os
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from simulator.teaching.journal import Memory
from simulator.teaching.lessons import LESSONS
from simulator.teaching.page import Page as Lesson

COMPUTED_MS = 60_000
SHOTS = os.environ.get("SIMPTSP_SHOTS")
WORDS = {
    "id": {"guess": "Simpan tebakan", "answer": "Jawab", "stored": "Tebakan Anda tersimpan:", "busy": "Menghitung"},
    "en": {"guess": "Store the guess", "answer": "Answer", "stored": "Your guess is stored:", "busy": "Computing"},
}
WIDTHS = (390, 1280)
EXPLAINED = ".tag-notice, .tag-explain, .tag-keypoints"


@functools.cache
def lesson(name: str, lang: str) -> Lesson:
    """The same lesson in this process: what its buttons say and which answers are right."""
    return Lesson(name, lang, Memory())


def walk(site, visit, name: str, lang: str) -> None:
    """Walk through a lesson; every fault of the page is an assertion."""
    width = WIDTHS[(int(name[:2]) + (lang == "en")) % 2]
    seen = visit(site.lesson(name[:2], lang), width=width)
    assert seen.faults() == []
    shoot(seen.page, name, lang, "locked")
    expect(seen.page.locator(EXPLAINED).filter(visible=True)).to_have_count(0)
    guess(seen.page, name, lang)
    expect(seen.page.locator(EXPLAINED).filter(visible=True)).to_have_count(3)
    for text in buttons(name, lang):
        press(seen.page, text)
    tries = answer(seen.page, name, lang)
    assert tries >= 2
    shoot(seen.page, name, lang, "done")
    assert seen.faults() == []
    assert seen.at(WIDTHS[width == WIDTHS[0]]).faults() == []
    reload(seen, name, lang)


def guess(page: Page, name: str, lang: str) -> None:
    """Store a guess; what was locked opens."""
    plan, words = lesson(name, lang).plan, WORDS[lang]
    button = page.get_by_role("button", name=words["guess"])
    form = page.locator("form", has=button)
    if plan.guess.entry is None:
        form.get_by_role("radio").first.check()
    else:
        entry = plan.guess.entry
        form.get_by_role("textbox").fill(lesson(name, lang).words.number((entry.lowest + entry.highest) / 2, 0))
    button.click()
    expect(page.get_by_text(words["stored"])).to_be_visible()


def buttons(name: str, lang: str) -> list[str]:
    """What the buttons of the comparison and of all displays say."""
    plan = lesson(name, lang).plan
    comparison = [plan.comparison.button] if plan.comparison else []
    return [*comparison, *(display.button for display in plan.displays.values())]


def press(page: Page, text: str) -> None:
    """Press a button and wait until its panel shows something."""
    button = page.get_by_role("button", name=text, exact=True)
    expect(button).to_be_enabled(timeout=COMPUTED_MS)
    button.click()
    panel = page.locator(".widget-vbox", has=button).last
    shown = panel.locator("table, svg[role=img], .sp-replay, .sp-plain").first
    expect(shown).to_be_visible(timeout=COMPUTED_MS)
    expect(panel.locator(".sp-busy")).to_have_count(0, timeout=COMPUTED_MS)


@functools.cache
def choices(name: str, lang: str) -> list:
    """The questions with options."""
    return [item for item in lesson(name, lang).quiz().items if item.kind == "choice"]


def answer(page: Page, name: str, lang: str) -> int:
    """Answer the questions with options, first wrong and then right; return how many there were."""
    items = choices(name, lang)
    for item in items:
        form = page.locator("form.sp-choice", has=page.get_by_text(item.question)).last
        for position in (0 if item.right else 1, item.right):
            form.get_by_role("radio").nth(item.shown.index(position)).check()
            form.get_by_role("button", name=WORDS[lang]["answer"]).click()
            expect(form.locator(".sp-message")).to_have_text(item.options[position].feedback)
        expect(form.get_by_role("button", name=WORDS[lang]["answer"])).to_be_disabled()
    return len(items)


def reload(seen, name: str, lang: str) -> None:
    """After a reload the guess is kept, and questions answered rightly are closed."""
    seen.page.reload()
    seen.wait()
    expect(seen.page.get_by_text(WORDS[lang]["stored"])).to_be_visible()
    item = choices(name, lang)[0]
    form: Locator = seen.page.locator("form.sp-choice", has=seen.page.get_by_text(item.question)).last
    expect(form.get_by_role("button", name=WORDS[lang]["answer"])).to_be_disabled()
    expect(form.locator(".sp-message")).to_have_text(item.options[item.right].feedback)


def shoot(page: Page, name: str, lang: str, what: str) -> None:
    """Keep a picture of the whole page in the folder that SIMPTSP_SHOTS names, if it names one."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name[:2]}_{lang}_{what}.png", full_page=True)


NAMES = list(LESSONS)
