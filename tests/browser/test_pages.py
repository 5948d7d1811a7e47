"""The pages around the lessons, in a real browser."""

import json

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

BOTH_WIDTHS = pytest.mark.parametrize("width", [1280, 390])
BOTH_LANGUAGES = pytest.mark.parametrize("lang", ["id", "en"])


@BOTH_WIDTHS
@pytest.mark.parametrize(("path", "lang", "heading"), [("", "id", "Pelajaran antrean"), ("en", "en", "Lessons on")])
def test_home_page_lists_the_lessons_and_is_clean(sample_site, visit, path, lang, heading, width):
    seen = visit(sample_site.url + path, width)
    assert seen.page.locator("html").get_attribute("lang") == lang
    assert heading in seen.page.get_by_role("heading", level=1).inner_text()
    titles = seen.page.locator("main li strong").all_inner_texts()
    assert titles == (["Contoh 1", "Contoh 2"] if lang == "id" else ["Sample 1", "Sample 2"])
    assert seen.faults() == []


@BOTH_LANGUAGES
def test_lesson_page_shows_its_panel_and_is_clean(sample_site, visit, lang):
    seen = visit(sample_site.lesson("01", lang))
    expect(seen.page.get_by_text("Loket 7")).to_be_visible()
    expect(seen.page.locator("#status")).to_be_hidden()
    assert seen.page.locator("html").get_attribute("lang") == lang
    assert seen.page.title() == ("Contoh 1 · SimPTSP" if lang == "id" else "Sample 1 · SimPTSP")
    assert [seen.at(width).faults() for width in (1280, 390)] == [[], []]


def test_the_source_never_reaches_the_reader(sample_site, visit):
    seen = visit(sample_site.lesson("01", "id"))
    assert "Loket 7" in seen.page.content()
    assert "secret_source" not in seen.page.content()


def test_a_lesson_without_tex_does_not_fetch_mathjax(sample_site, visit):
    seen = visit(sample_site.lesson("01", "id"))
    assert seen.page.evaluate("Object.keys(MathJax.Hub).includes('Queue')")
    assert 60 <= len(seen.requests) <= 85  # 80 measured, 95 with MathJax


def test_the_language_switch_leads_to_the_same_lesson_and_back(sample_site, visit):
    seen = visit(sample_site.lesson("02", "id"))
    for code in ("en", "id"):
        seen.page.get_by_role("link", name=code.upper()).click()
        seen.wait()
        expect(seen.page).to_have_url(sample_site.lesson("02", code))
        expect(seen.page.locator("html")).to_have_attribute("lang", code)


def test_the_home_page_switches_language_and_back(sample_site, visit):
    seen = visit(sample_site.url)
    seen.page.get_by_role("link", name="EN –").click()
    expect(seen.page).to_have_url(sample_site.url + "en")
    seen.page.get_by_role("link", name="ID –").click()
    expect(seen.page).to_have_url(sample_site.url)


@BOTH_WIDTHS
@pytest.mark.parametrize("path", ["tidak-ada", "voila/render/id/99_tidak_ada.ipynb", "voila/tree/", "id/01"])
def test_a_wrong_address_is_answered_in_both_languages(sample_site, visit, path, width):
    seen = visit(sample_site.url + path, width)
    assert "404" in seen.console[0]
    expect(seen.page.get_by_role("heading", name="Halaman ini tidak ada")).to_be_visible()
    expect(seen.page.locator("[lang=en]").get_by_role("heading", name="This page does not exist")).to_be_visible()
    assert [seen.strangers(), seen.axe(), max(0, seen.overflow())] == [[], [], 0]
    seen.page.get_by_role("link", name="Daftar pelajaran").click()
    expect(seen.page).to_have_url(sample_site.url)


@pytest.mark.parametrize(
    ("lang", "sentence", "place"),
    [
        ("id", "Bagian ini tidak dapat dijalankan.", "pelajaran 02, bagian 2"),
        ("en", "This part could not be run.", "lesson 02, part 2"),
    ],
)
def test_code_that_fails_gives_a_sentence_and_no_traceback(sample_site, visit, lang, sentence, place):
    seen = visit(sample_site.lesson("02", lang))
    expect(seen.page.get_by_role("alert")).to_contain_text(sentence)
    expect(seen.page.get_by_role("alert")).to_contain_text(place)
    for secret in ("secret_source", "ZeroDivision", "Traceback", "show_tracebacks"):
        assert secret not in seen.page.content()
    assert [seen.at(width).faults() for width in (1280, 390)] == [[], []]


def test_a_lesson_whose_kernel_was_stopped_says_so_and_offers_to_reload(sample_site, visit):
    seen = visit(sample_site.lesson("01", "id"))
    seen.page.evaluate(
        """async (id) => {
            const form = new FormData();
            form.append("_xsrf", document.cookie.match("_xsrf=([^;]*)")[1]);
            await fetch(`/voila/api/shutdown/${id}`, { method: "POST", body: form });
            dispatchEvent(new Event("online"));
        }""",
        kernel_id(seen),
    )
    expect(seen.page.get_by_role("status")).to_contain_text("Pelajaran ini berhenti")
    seen.page.get_by_role("status").get_by_role("link", name="Muat ulang").click()
    seen.wait()
    expect(seen.page.get_by_role("status")).to_be_hidden()


def test_a_lesson_whose_kernel_crashed_says_so(new_site, visit, eventually):
    with new_site() as site:
        seen = visit(site.lesson("01", "en"))
        [kernel] = site.kernels()
        kernel.kill()
        eventually(lambda: seen.page.request.get(f"{site.url}api/kernels/{kernel_id(seen)}").status == 404)
        seen.page.evaluate("dispatchEvent(new Event('online'))")
        expect(seen.page.get_by_role("status")).to_contain_text("This lesson has stopped")
        assert seen.axe() == []


def test_the_bar_shows_how_far_the_reader_is(sample_site, visit):
    seen = visit(sample_site.lesson("01", "id"), 390)
    progress = seen.page.get_by_role("progressbar")
    assert progress.evaluate("e => e.value") == 0
    seen.page.keyboard.press("End")
    expect(progress).to_have_js_property("value", 1)


def test_keyboard_reaches_the_content_first_and_sees_the_focus(sample_site, visit):
    seen = visit(sample_site.url)
    seen.page.keyboard.press("Tab")
    skip = seen.page.get_by_role("link", name="Langsung ke isi")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    assert skip.evaluate("e => getComputedStyle(e).outlineWidth") == "3px"
    seen.page.keyboard.press("Enter")
    expect(seen.page.locator("main")).to_be_focused()


def test_targets_are_large_enough_for_a_finger(sample_site, visit):
    seen = visit(sample_site.lesson("02", "id"))
    for width in (1280, 390):
        targets = seen.at(width).page.locator(".bar a, .foot a, .button:visible").all()
        boxes = [target.bounding_box() for target in targets]
        assert len(boxes) >= 4
        assert min(min(box["width"], box["height"]) for box in boxes) >= 24


def test_a_printed_lesson_has_no_controls_of_the_page(sample_site, visit):
    seen = visit(sample_site.lesson("01", "id"))
    seen.page.emulate_media(media="print")
    expect(seen.page.get_by_role("navigation")).to_be_hidden()
    expect(seen.page.get_by_text("Loket 7")).to_be_visible()


def test_faults_can_be_seen(sample_site, visit):
    """The check of a clean page sees each kind of fault when there is one."""
    seen = visit(sample_site.url)
    assert seen.faults() == []
    seen.page.evaluate(
        """() => {
            console.error("a planted error");
            const wide = document.createElement("div");
            wide.style.width = "3000px";
            wide.innerHTML = '<button></button>';
            document.querySelector("main").append(wide);
        }"""
    )
    seen.requests.append("https://fonts.example.org/font.woff2")
    faults = " | ".join(seen.faults())
    for expected in ("a planted error", "fonts.example.org", "px too wide", "button-name"):
        assert expected in faults


def test_the_browser_itself_keeps_requests_at_home(sample_site, visit):
    """Were a page to ask another machine, its own policy refuses, and the console tells."""
    seen = visit(sample_site.url)
    answer = seen.page.evaluate("fetch('http://192.0.2.1/').then(() => 'sent', () => 'refused')")
    assert answer == "refused"
    assert "Content Security Policy" in " ".join(seen.console)


def kernel_id(seen):
    return json.loads(seen.page.locator("#jupyter-config-data").text_content())["kernelId"]


def test_a_reload_leaves_no_kernel_behind(new_site, visit, eventually):
    with new_site() as site:
        seen = visit(site.lesson("01", "id"))  # a fresh profile: no cookie from the home page
        first = kernel_id(seen)
        assert seen.page.request.get(f"{site.url}api/kernels/{first}").status == 200
        seen.page.reload()
        seen.wait()
        assert kernel_id(seen) != first
        eventually(lambda: seen.page.request.get(f"{site.url}api/kernels/{first}").status == 404)
        eventually(lambda: len(site.kernels()) == 1)
        seen.page.goto("about:blank")
        eventually(lambda: len(site.kernels()) == 0)
