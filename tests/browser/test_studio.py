"""The planner's studio in a real browser: from the home page to a study that is kept; whatever is typed."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from simulator.scenario import load_scenario
from studio_walk import COMPUTED_MS, OFFICE, PEOPLE, QUESTIONS, ROSTER, TABS, Planner

pytestmark = pytest.mark.browser

IN_EVERY_RUN = ("one more officer or a different roster", "second link or paper fallback")
LEAVING = {"Cannot send"}
"""What Jupyter's front end says of a text that was typed while its page was being left; the tab keeps it."""

WILD = {
    PEOPLE: ("dua orang", "-3", "10000", "1e9", "<b>3</b><script>alert(1)</script>", "2,5"),
    "horizon.days": ("24 bulan", "0", "9999999"),
    "stations[paraf].batch.times": ("pagi", "25.99", "<img src=x onerror=alert(1)>"),
    "demand.total": ("banyak", "-100", "1000000000"),
}


@pytest.fixture
def planner(studio_site, visit):
    """Somebody who opens the studio for the first time, in Indonesian on a wide screen."""
    seen = visit(f"{studio_site.url}studio")
    planner = Planner(seen.page, "id")
    planner.seen = seen
    return planner


def clean(planner) -> list[str]:
    """Faults of the page as it is."""
    return planner.seen.faults()


def test_a_planner_walks_from_the_home_page_to_a_study_that_is_kept(studio_site, visit):
    """Choose, change, first answer, compare, why with a replay, explore, keep; a question answered as a program does."""
    seen = visit(studio_site.url)
    seen.page.get_by_role("link", name="Buka studio").click()
    seen.wait()
    planner, page = Planner(seen.page, "id"), seen.page
    assert seen.faults() == []
    planner.begin()
    question = QUESTIONS[IN_EVERY_RUN[0]]
    planner.write(question)
    expect(planner.first_answer()).to_contain_text("Senin")
    assert seen.faults() == []
    planner.compare()
    assert planner.differences() == planner.text_of(question.expected("id"))
    assert seen.faults() == []
    planner.go("why")
    planner.button("Putar hari itu").click()
    expect(page.locator(".studio-panel-why .sp-replay")).to_have_count(2, timeout=COMPUTED_MS)
    assert seen.faults() == []
    for tab in ("explore", "keep"):
        planner.go(tab)
        assert seen.faults() == []
    page.reload()
    seen.wait()
    expect(page.locator(".studio-panel-keep")).to_be_visible()
    planner.go("change")
    planner.look_at("Satu petugas lagi")
    expect(planner.field(PEOPLE)).to_have_value("3")


@pytest.mark.parametrize(
    "name", [name if name == IN_EVERY_RUN[1] else pytest.param(name, marks=pytest.mark.verify) for name in QUESTIONS if name != IN_EVERY_RUN[0]]
)  # fmt: skip
def test_a_planning_question_has_the_numbers_of_the_program_interface(planner, name):
    planner.begin()
    planner.write(QUESTIONS[name])
    planner.compare()
    assert planner.differences() == planner.text_of(QUESTIONS[name].expected("id"))


def test_a_reload_at_any_moment_loses_nothing_that_was_typed(planner):
    planner.begin()
    field = planner.field(PEOPLE)
    for text in ("3", "dua", "4"):
        field.fill(text)
        planner.page.reload()  # at once: the server has perhaps not heard of it
        planner.seen.wait()
        field = planner.field(PEOPLE)
        expect(field).to_have_value(text)
    planner.type(ROSTER, {"Senin pukul 08.00": "7"})
    planner.page.reload()
    planner.seen.wait()
    expect(planner.knob(ROSTER).get_by_role("textbox", name="Senin pukul 08.00")).to_have_value("7")
    planner.first_answer()
    assert set(planner.seen.console) <= LEAVING


def test_going_back_shows_the_tab_before_and_leaves_the_studio_last(studio_site, planner):
    def shown(tab: str) -> None:
        expect(planner.page.locator(f".studio-panel-{tab}")).to_be_visible(timeout=COMPUTED_MS)

    planner.page.goto(studio_site.url)
    planner.page.goto(f"{studio_site.url}studio")
    planner.seen.wait()
    planner.begin()
    planner.first_answer()
    planner.page.locator(".studio-tabs").get_by_role("button", name="Bandingkan").click()
    shown("compare")
    for tab in ("change", "office"):
        planner.page.go_back()
        shown(tab)
    planner.page.go_forward()
    shown("change")
    planner.page.go_back()
    shown("office")
    planner.page.go_back()
    expect(planner.page).to_have_url(studio_site.url)


def test_whoever_presses_a_button_that_goes_arrives_at_the_heading_of_what_came(planner):
    """By keyboard: a card, then the button that begins; a tab keeps the focus, and no welcome stands above it."""
    title = load_scenario(OFFICE).spec.title.id
    heading = planner.page.get_by_role("heading", level=2)
    planner.button("Lihat kantor ini").first.press("Enter")
    expect(heading.get_by_text(title, exact=True)).to_be_focused()
    planner.button("Mulai studi dengan kantor ini").first.press("Enter")
    expect(heading.get_by_text("Ubah kantor", exact=True)).to_be_focused()
    expect(planner.page.get_by_text("Selamat datang").filter(visible=True)).to_have_count(0)
    tab = planner.page.locator(".studio-tabs").get_by_role("button", name="Bandingkan")
    tab.press("Enter")
    expect(heading.get_by_text("Bandingkan", exact=False).first).to_be_visible()
    expect(tab).to_be_focused()
    assert clean(planner) == []


def test_whatever_is_typed_has_a_sentence_beside_it_and_stays(planner):
    planner.begin()
    planner.look_at("Sekarang")
    for key, texts in WILD.items():
        for text in texts:
            planner.field(key).fill(text)
            expect(planner.fault(key)).not_to_be_empty()
            expect(planner.field(key)).to_have_value(text)
    planner.page.reload()
    planner.seen.wait()
    for key, texts in WILD.items():
        expect(planner.field(key)).to_have_value(texts[-1])
        expect(planner.fault(key)).not_to_be_empty()
        planner.knob(key).get_by_role("button", name="Kembalikan").click()
    planner.first_answer()
    assert clean(planner) == []


@pytest.mark.verify
def test_an_empty_roster_is_told_beside_it(planner):
    planner.begin()
    grid = planner.knob(ROSTER)
    first = grid.get_by_role("textbox", name="Senin pukul 08.00")
    first.click()
    planner.page.keyboard.press("Control+Home")
    planner.page.keyboard.down("Shift")
    planner.page.keyboard.press("Control+End")
    planner.page.keyboard.up("Shift")
    cells = grid.get_by_role("textbox")
    for number in range(cells.count()):
        cells.nth(number).fill("0")
    expect(planner.fault(ROSTER)).not_to_be_empty()
    planner.page.reload()
    planner.seen.wait()
    expect(planner.fault(ROSTER)).not_to_be_empty()
    assert set(planner.seen.console) <= LEAVING


@pytest.mark.verify
@pytest.mark.parametrize(("lang", "width"), [("id", 390), ("en", 390), ("en", 1280)])
def test_every_tab_is_clean_in_both_languages_and_on_a_phone(studio_site, visit, lang, width):
    seen = visit(f"{studio_site.url}{'en/' if lang == 'en' else ''}studio", width=width)
    planner = Planner(seen.page, lang)
    planner.button("Lihat tur 3 menit").click()
    for _stop in range(9):
        expect(seen.page.get_by_role("dialog")).to_be_visible()
        assert seen.faults() == []
        seen.page.get_by_role("dialog").get_by_role("button").first.click()
    planner.compare()
    for tab in TABS:
        planner.go(tab)
        assert seen.faults() == []


@pytest.mark.verify
def test_the_tour_leads_through_the_example_and_ends_with_escape(planner):
    planner.button("Lihat tur 3 menit").click()
    dialog = planner.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Enam langkah")
    for title in ("Mulai dari sebuah kantor", "Satu usul, satu rencana"):
        planner.page.keyboard.press("Tab")
        dialog.get_by_role("button", name="Lanjut").press("Enter")
        expect(dialog).to_contain_text(title)
    expect(planner.page.locator(".st-plans")).to_contain_text("Jaringan cadangan")
    planner.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    planner.button("Bantuan").click()
    expect(planner.button("Lihat tur 3 menit")).to_be_visible()


@pytest.mark.verify
def test_a_study_needs_no_mouse(planner):
    """From the first button to an answer by the keyboard alone."""
    keys = planner.page.keyboard

    def reach(name: str, role: str = "button") -> None:
        for _step in range(400):
            keys.press("Tab")
            here = planner.page.evaluate(
                "() => document.activeElement === document.body ? '' :"
                " document.activeElement.getAttribute('aria-label') || document.activeElement.innerText || ''"
            )
            if name in here:
                return
        raise AssertionError(f"{name} cannot be reached")

    reach("Langsung mulai")
    keys.press("Enter")
    reach("Lihat kantor ini")
    keys.press("Enter")
    reach("Mulai studi dengan kantor ini")
    keys.press("Enter")
    expect(planner.page.locator(".studio-panel-change")).to_be_visible()
    reach("Petugas dan jam")
    keys.press("Enter")
    keys.press("Tab")
    keys.press("Tab")
    planner.field(PEOPLE).focus()
    keys.press("ArrowUp")
    expect(planner.field(PEOPLE)).to_have_value("3")
    expect(planner.page.locator(".st-plans [aria-pressed=true]")).to_contain_text("1 perubahan")
    planner.page.locator("body").evaluate("node => (document.activeElement.blur(), node.focus())")
    keys.press("Control+z")
    expect(planner.field(PEOPLE)).to_have_value("2")


@pytest.mark.verify
def test_the_comparison_prints_on_a4(planner, tmp_path):
    planner.begin()
    planner.write(QUESTIONS[IN_EVERY_RUN[1]])
    planner.compare()
    planner.page.emulate_media(media="print")
    for hidden in (".studio-tabs", ".studio-help", ".st-tools"):
        expect(planner.page.locator(hidden).filter(visible=True)).to_have_count(0)
    expect(planner.page.get_by_text("Jaringan kedua").filter(visible=True).first).to_be_visible()
    paper = planner.page.pdf(path=tmp_path / "perbandingan.pdf", format="A4")
    assert paper.startswith(b"%PDF")
    assert 1 <= paper.count(b"/Type /Page\n") + paper.count(b"/Type/Page ") <= 12
