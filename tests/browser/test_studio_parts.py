"""Parts of the studio in a real Chromium: quick, usable by keyboard alone, and nothing that was typed is lost."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Visit, serve, write_notebook

pytestmark = pytest.mark.browser

BOTH_WIDTHS = pytest.mark.parametrize("width", [1280, 390])
ABOUT = {
    "lang": "id",
    "lesson": "01",
    "title": "Bagian studio",
    "summary": "Satu kalimat.",
    "sibling": "../id/01.ipynb",
}
KNOBS = 198


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The page of all parts, served."""
    folder = tmp_path_factory.mktemp("notebooks")
    (folder / "id").mkdir()
    source = Path(__file__).with_name("studio_parts_page.py").read_text(encoding="utf-8")
    write_notebook(folder / "id" / "01.ipynb", source, {"simptsp": ABOUT})
    with serve(folder) as site:
        yield site.lesson("01", "id")


@pytest.fixture
def open_page(visit, address):
    """Open it, and wait for its last part."""

    def go(width: int = 1280) -> Visit:
        seen = visit(address, width)
        expect(seen.page.locator("pre.log")).to_contain_text("ready")
        return seen

    return go


def heard(page: Page, *what: object) -> None:
    """Expect that Python was told this."""
    expect(page.locator("pre.log")).to_contain_text(json.dumps(list(what))[:-1])


def events(page: Page) -> list[list[object]]:
    return json.loads(page.locator("pre.log").inner_text())


def open_group(page: Page, name: str = "Petugas dan jam layanan") -> None:
    page.locator(".st-group > summary").filter(has_text=name).click()


def cell(page: Page, day: str, time: str):
    return page.locator(f".st-roster input[data-name^='{day} pukul {time}']")


# ---- the whole page


@BOTH_WIDTHS
def test_all_parts_are_drawn_and_clean(open_page, width):
    seen = open_page(width)
    seen.page.get_by_role("button", name="Hitung").click()
    expect(seen.page.get_by_role("progressbar", name="Menghitung 3 rencana")).to_be_visible()
    open_group(seen.page)
    seen.page.get_by_label("Lama melayani satu berkas", exact=True).fill("dua x")
    expect(seen.page.get_by_text("Tulis dengan angka saja")).to_be_visible()
    seen.page.get_by_role("button", name="Tur singkat").click()
    expect(seen.page.get_by_role("dialog")).to_be_visible()
    assert seen.faults() == []


@pytest.mark.verify
@BOTH_WIDTHS
def test_every_target_is_large_enough(open_page, width):
    page = open_page(width).page
    open_group(page)
    small = page.locator(".st-part :is(button, input, select, summary):visible").evaluate_all(
        """(nodes) => nodes.map((node) => [node.outerHTML.slice(0, 90), node.getBoundingClientRect()])
        .filter(([, box]) => box.width > 1 && (box.height < 24 || box.width < 24) && !(box.width === 22)).map(([name]) => name)"""
    )
    assert small == []


@pytest.mark.verify
def test_the_print_has_no_tabs_and_no_forms(open_page):
    page = open_page().page
    page.emulate_media(media="print")
    for part in (".st-tabs", ".st-planbar", ".st-knobs", ".st-buttons", ".st-zone"):
        expect(page.locator(part).first).to_be_hidden()
    expect(page.get_by_role("heading", name="Kabupaten menengah")).to_be_visible()


@pytest.mark.verify
def test_the_print_button_prints(open_page):
    page = open_page().page
    page.evaluate("window.print = () => { document.title = 'printed'; }")
    page.get_by_role("button", name="Cetak").click()
    expect(page).to_have_title("printed")


# ---- tabs, cards, list


@pytest.mark.verify
def test_steps_and_cards_are_chosen_by_keyboard(open_page):
    page = open_page().page
    nav = page.get_by_role("navigation", name="Langkah studi")
    expect(nav.get_by_role("button", name="Ubah")).to_have_attribute("aria-current", "step")
    nav.get_by_role("button", name="Mengapa").press("Enter")
    nav.get_by_role("button", name="Bandingkan").press("Enter")
    heard(page, "tab", "bandingkan")
    page.get_by_role("listitem").filter(has_text="Mal pelayanan").get_by_role("button").press("Space")
    heard(page, "card", "kota")
    page.get_by_label("Ukuran").select_option("Hari sampai keputusan")
    heard(page, "pick", "d")
    assert ["tab", "mengapa"] not in events(page)


def test_the_unit_beside_a_line_follows_a_change(open_page):
    page = open_page().page
    line = page.get_by_label("Batas")
    expect(line).to_have_accessible_description("menit")
    page.get_by_label("Ukuran").select_option("Hari sampai keputusan")
    expect(line).to_have_accessible_description("hari")
    expect(page.locator(".st-line").filter(has=line)).to_contain_text("hari")


# ---- plans


def test_a_plan_is_renamed_in_place(open_page):
    page = open_page().page
    page.get_by_role("button", name="Ganti nama").press("Enter")
    field = page.get_by_label("Nama rencana")
    expect(field).to_be_focused()
    field.press("Escape")
    expect(page.get_by_role("button", name="Ganti nama")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type("Loket kelima")
    page.keyboard.press("Enter")
    heard(page, "act", "rename", "p1", "Loket kelima")
    expect(page.locator(".st-plan[aria-pressed=true]")).to_contain_text("Loket kelima")


@pytest.mark.verify
def test_a_plan_is_removed_after_one_question(open_page):
    page = open_page().page
    page.get_by_role("button", name="Hapus", exact=True).click()
    question = page.get_by_role("group", name="Hapus Rencana A?")
    question.get_by_role("button", name="Batal").click()
    expect(page.get_by_role("button", name="Rencana A")).to_be_visible()
    page.get_by_role("button", name="Hapus", exact=True).click()
    question.get_by_role("button", name="Ya, hapus").click()
    heard(page, "act", "remove", "p1", "")
    expect(page.get_by_role("button", name="Rencana A")).to_have_count(0)
    expect(page.get_by_role("button", name="Hapus", exact=True)).to_be_hidden()
    expect(page.locator(".st-plan[aria-pressed=true]")).to_contain_text("Sekarang")


@pytest.mark.verify
def test_undo_by_keys_only_where_no_text_is_typed(open_page):
    page = open_page().page
    page.get_by_label("Nama studi").press("Control+z")
    page.get_by_role("button", name="Rencana A").focus()
    page.keyboard.press("Control+y")
    heard(page, "act", "redo", "p1", "")
    page.keyboard.press("Control+z")
    heard(page, "act", "undo", "p1", "")
    assert [event[1] for event in events(page) if event[0] == "act"] == ["redo", "undo"]


# ---- the form


def test_a_row_shows_what_is_changed_what_is_wrong_and_what_it_was(open_page):
    page = open_page().page
    open_group(page)
    field = page.get_by_label("Lama melayani satu berkas", exact=True)
    field.fill("dua x")
    heard(page, "type", "lama", "dua x")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(
        "menit Boleh 0 sampai 200 ▲ Tulis dengan angka saja, misalnya 12,5. ≈ asumsi"
    )
    expect(page.locator("summary").first).to_contain_text("1 diubah")
    expect(page.locator("summary").first).to_contain_text("1 perlu diperbaiki")
    expect(page.get_by_text("sekarang: 12,5 menit")).to_be_visible()
    page.get_by_role("button", name="Kembalikan Lama melayani satu berkas").click()
    heard(page, "reset", "lama")
    expect(field).to_have_value("12,5")
    expect(field).to_be_focused()
    expect(page.get_by_text("sekarang: 12,5 menit")).to_be_hidden()
    expect(page.locator(".st-changed:visible")).to_have_count(0)


@BOTH_WIDTHS
def test_what_may_be_typed_is_shown_before_anything_is_typed(open_page, width):
    page = open_page(width).page
    open_group(page)
    field = page.get_by_label("Lama melayani satu berkas", exact=True)
    expect(field).to_have_accessible_description("menit Boleh 0 sampai 200 ≈ asumsi")
    shown = page.locator("[data-key=lama] .st-allowed")
    expect(shown).to_be_visible()
    boxes = field.bounding_box(), shown.bounding_box()
    assert 0 <= boxes[1]["y"] - (boxes[0]["y"] + boxes[0]["height"]) < 20
    roster = page.get_by_role("group", name="Jadwal jaga loket")
    expect(roster).to_have_accessible_description(re.compile("^Boleh 0 sampai 200"))


@pytest.mark.verify
def test_a_value_that_was_typed_though_it_is_the_same_is_told_apart(open_page):
    page = open_page().page
    open_group(page)
    page.get_by_label("Petugas loket", exact=True).fill("4")
    page.get_by_label("Petugas loket", exact=True).fill("3")
    heard(page, "type", "loket", "3")
    expect(page.locator(".st-knob .st-changed:visible")).to_have_text("diisi, sama dengan sekarang")
    expect(page.locator("summary").first).to_contain_text("1 diubah")


@pytest.mark.verify
def test_every_kind_of_control_gives_its_text(open_page):
    page = open_page().page
    open_group(page)
    page.get_by_label("Petugas loket", exact=True).press("ArrowUp")
    heard(page, "type", "loket", "4")
    page.get_by_label("Cara mengantre", exact=True).select_option("antrean per loket")
    heard(page, "type", "cara", "banyak")
    page.get_by_label("Buka saat istirahat siang", exact=True).press("Space")
    heard(page, "type", "istirahat", "1")
    page.get_by_label("Jam tanda tangan pimpinan", exact=True).fill("10.00")
    heard(page, "type", "ttd", "10.00")
    expect(page.get_by_text("sekarang: satu antrean")).to_be_visible()
    expect(page.get_by_text("sekarang: tidak")).to_be_visible()


def test_letters_typed_quickly_are_not_overwritten_by_slow_answers(open_page):
    page = open_page().page
    open_group(page)
    field = page.get_by_label("Jam tanda tangan pimpinan", exact=True)
    field.fill("")
    field.press_sequentially("08.15; 09.30; 10.45; 13.00", delay=5)
    heard(page, "type", "ttd", "08.15; 09.30; 10.45; 13.00")
    expect(field).to_have_value("08.15; 09.30; 10.45; 13.00")


@pytest.mark.verify
def test_another_plan_shows_its_own_texts(open_page):
    page = open_page().page
    open_group(page)
    field = page.get_by_label("Petugas loket", exact=True)
    field.fill("8")
    heard(page, "type", "loket", "8")
    page.get_by_role("button", name="Sekarang").click()
    expect(field).to_have_value("3")
    page.get_by_role("button", name="Rencana A").click()
    expect(field).to_have_value("8")


@pytest.mark.verify
def test_help_opens_with_a_button(open_page):
    page = open_page().page
    open_group(page)
    ask = page.get_by_role("button", name="Penjelasan Petugas loket")
    ask.press("Enter")
    expect(ask).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_text("Berapa orang yang melayani").first).to_be_visible()


def test_an_own_count_takes_the_place_of_an_assumption(open_page):
    page = open_page().page
    open_group(page)
    page.get_by_role("button", name="Sekarang").click()
    field, lines = page.get_by_label("Lama melayani satu berkas", exact=True), page.locator("[data-key=lama]")
    expect(lines.get_by_text("asumsi")).to_be_visible()
    field.fill("10")
    heard(page, "type", "lama", "10")
    expect(lines.get_by_text("hitungan sendiri")).to_be_visible()
    expect(lines.get_by_text("asumsi")).to_have_count(0)
    expect(lines.get_by_text("contoh: 12,5 menit")).to_be_visible()
    expect(field).to_have_accessible_description("menit Boleh 0 sampai 200 ✓ hitungan sendiri")
    page.get_by_label("Hanya asumsi").check()
    expect(page.get_by_text("66 isian cocok")).to_be_visible()


def test_an_empty_field_says_what_that_means_and_a_note_stands_at_the_roster(open_page):
    page = open_page().page
    open_group(page)
    times = page.get_by_label("Jam tanda tangan pimpinan", exact=True)
    times.fill("")
    expect(times).to_have_attribute("placeholder", "setiap jam")
    page.get_by_label("Petugas loket", exact=True).fill("4")
    expect(page.get_by_role("group", name="Jadwal jaga loket").get_by_text("Jadwal ini ditambah.")).to_be_visible()
    page.get_by_label("Petugas loket", exact=True).fill("3,0")
    expect(page.locator("[data-key=loket] .st-changed")).to_have_text("diisi, sama dengan sekarang")


def test_a_search_finds_a_field_by_other_words_too(open_page):
    page = open_page().page
    page.get_by_role("searchbox", name="Cari isian").fill("Tamu")
    expect(page.locator(".st-knob:visible")).to_have_count(1)
    expect(page.get_by_label("Lama melayani satu berkas", exact=True)).to_be_visible()


def test_search_and_filters_show_what_fits(open_page):
    page = open_page().page
    rows = page.locator(".st-knob:visible")
    search = page.get_by_role("searchbox", name="Cari isian")
    search.fill("LOKET lama")
    expect(rows).to_have_count(1)
    expect(page.get_by_text("1 isian cocok")).to_be_visible()
    search.fill("tidak ada")
    expect(page.get_by_text("Tidak ada isian yang cocok")).to_be_visible()
    search.fill("")
    expect(rows).to_have_count(0)
    page.get_by_label("Hanya asumsi").check()
    expect(page.get_by_text("67 isian cocok")).to_be_visible()
    page.get_by_label("Hanya asumsi").uncheck()
    open_group(page)
    page.get_by_label("Petugas loket", exact=True).fill("9")
    page.get_by_label("Hanya yang diubah").check()
    expect(rows).to_have_count(1)
    page.get_by_label("Hanya yang diubah").uncheck()
    expect(rows).to_have_count(38)


@pytest.mark.verify
def test_two_hundred_knobs_open_and_answer_quickly(open_page):
    page = open_page().page
    assert page.locator(".st-knob").count() == 0
    took = page.evaluate(
        """() => {
        const start = performance.now();
        const box = document.querySelector(".st-filter input[type=search]");
        box.value = "isian";
        box.dispatchEvent(new Event("input"));
        const opened = performance.now();
        const field = document.querySelector(".st-knob .st-short");
        for (let n = 0; n < 20; n += 1) {
          field.value = n;
          field.dispatchEvent(new Event("input", { bubbles: true }));
        }
        return [opened - start, (performance.now() - opened) / 20, document.querySelectorAll(".st-knob").length];
        }"""
    )
    assert took[2] == KNOBS
    assert took[0] < 1500
    assert took[1] < 50


# ---- the roster


def open_roster(page: Page) -> None:
    open_group(page)
    expect(cell(page, "Senin", "08.00")).to_be_visible()


def test_arrow_keys_move_and_typing_replaces(open_page):
    page = open_page().page
    open_roster(page)
    cell(page, "Senin", "08.00").focus()
    for key in ("ArrowDown", "ArrowRight", "ArrowRight", "ArrowUp", "ArrowLeft"):
        page.keyboard.press(key)
    expect(cell(page, "Selasa", "08.00")).to_be_focused()
    page.keyboard.type("12")
    expect(cell(page, "Selasa", "08.00")).to_have_value("12")
    expect(cell(page, "Senin", "08.00")).to_have_value("2")
    expect(cell(page, "Selasa", "08.00")).to_have_accessible_name("Selasa pukul 08.00–08.30, diubah, sekarang 2")
    expect(page.get_by_text("1 kotak diubah")).to_be_visible()
    page.keyboard.press("End")
    expect(cell(page, "Jumat", "08.00")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('td')") is None


@pytest.mark.verify
def test_a_block_is_filled_and_changed_by_one(open_page):
    page = open_page().page
    open_roster(page)
    cell(page, "Senin", "08.00").click()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.type("10")
    for day in ("Senin", "Selasa"):
        for time in ("08.00", "08.30"):
            expect(cell(page, day, time)).to_have_value("10")
    page.get_by_role("button", name="Kurangi 1 di 4 kotak").click()
    expect(cell(page, "Selasa", "08.30")).to_have_value("9")
    expect(cell(page, "Rabu", "08.30")).to_have_value("2")
    expect(page.get_by_text("4 kotak diubah")).to_be_visible()


@pytest.mark.verify
def test_a_block_is_selected_by_dragging(open_page):
    page = open_page().page
    open_roster(page)
    cell(page, "Selasa", "09.00").hover()
    page.mouse.down()
    cell(page, "Rabu", "09.30").hover()
    cell(page, "Kamis", "10.00").hover()
    page.mouse.up()
    page.keyboard.type("5")
    expect(page.get_by_text("9 kotak diubah")).to_be_visible()
    expect(cell(page, "Rabu", "09.30")).to_have_value("5")


@pytest.mark.verify
def test_one_more_everywhere_leaves_closed_hours_closed(open_page):
    page = open_page().page
    open_roster(page)
    page.get_by_role("button", name="Tambah 1 di semua jam buka").click()
    expect(page.get_by_text("70 kotak diubah")).to_be_visible()
    page.get_by_role("button", name="Tampilkan 10 jam tanpa petugas").click()
    expect(cell(page, "Senin", "06.00")).to_have_value("0")


@pytest.mark.verify
def test_one_day_is_copied_to_all(open_page):
    page = open_page().page
    open_roster(page)
    cell(page, "Rabu", "08.00").click()
    page.keyboard.type("7")
    page.get_by_role("button", name="Salin Rabu ke semua hari").click()
    expect(page.get_by_text("5 kotak diubah")).to_be_visible()
    page.get_by_role("button", name="Kembalikan Jadwal jaga loket").click()
    heard(page, "reset", "jadwal")
    expect(cell(page, "Jumat", "08.00")).to_have_value("2")
    expect(page.get_by_text("sama seperti sekarang")).to_be_visible()


@pytest.mark.verify
def test_a_wrong_cell_stays_as_typed_and_is_sent_once_settled(open_page):
    page = open_page().page
    open_roster(page)
    cell(page, "Senin", "08.00").click()
    page.keyboard.type("dua x")
    expect(page.get_by_text("Tulis dengan angka saja")).to_be_visible()
    expect(cell(page, "Senin", "08.00")).to_have_value("dua x")
    assert len([event for event in events(page) if event[0] == "type"]) <= 2


# ---- nothing typed is lost


def test_what_was_not_heard_is_there_after_a_reload_and_sent_again(open_page):
    seen = open_page()
    page = seen.page
    open_group(page)
    page.get_by_label("Petugas loket", exact=True).fill("4")
    heard(page, "type", "loket", "4")
    page.get_by_role("button", name="Berhenti mendengar").click()
    heard(page, "press", "deaf")
    page.get_by_label("Lama melayani satu berkas", exact=True).fill("17,5")
    page.get_by_label("Nama studi").fill("Kantor kita")
    cell(page, "Senin", "08.00").click()
    page.keyboard.type("6")
    page.reload()
    seen.wait()
    heard(page, "type", "lama", "17,5")
    heard(page, "name", "Kantor kita")
    open_group(page)
    expect(page.get_by_label("Lama melayani satu berkas", exact=True)).to_have_value("17,5")
    expect(page.get_by_label("Nama studi")).to_have_value("Kantor kita")
    expect(cell(page, "Senin", "08.00")).to_have_value("6")
    expect(page.get_by_label("Petugas loket", exact=True)).to_have_value(
        "3"
    )  # was heard, so it is Python that has to keep it
    assert page.evaluate("sessionStorage.getItem('simptsp-studio:study/p1')") is None


# ---- files


def test_a_file_of_300_kb_arrives_whole(open_page):
    page = open_page().page
    content = bytes(range(256)) * 1200
    page.get_by_label("Pilih berkas").set_input_files(
        {"name": "kantor.yaml", "mimeType": "text/yaml", "buffer": content}
    )
    expect(page.get_by_text("kantor.yaml sudah dibaca.")).to_be_visible()
    heard(page, "file", "kantor.yaml", len(content), sum(content) % 9973)


@pytest.mark.verify
@pytest.mark.parametrize(
    ("name", "size", "sentence"),
    [
        ("a.yaml", 2 * 2**20 + 1, "terlalu besar. Paling besar 2 MB"),
        ("a.yaml", 0, "kosong"),
        ("a.exe", 4, "akhiran .yaml, .yml"),
    ],
)
def test_a_file_that_cannot_be_right_is_refused_at_once(open_page, name, size, sentence):
    page = open_page().page
    page.get_by_label("Pilih berkas").set_input_files({"name": name, "mimeType": "text/yaml", "buffer": b"a" * size})
    expect(page.locator(".st-said")).to_contain_text(sentence)
    assert events(page) == [["ready"]]


def test_a_file_is_saved_as_it_is(open_page):
    page = open_page().page
    with page.expect_download() as caught:
        page.get_by_role("button", name="Unduh lembar kerja").click()
    assert caught.value.suggested_filename == "studi ö.yaml"
    assert caught.value.path().read_bytes() == bytes(range(256)) * 2000


# ---- progress and tour


@pytest.mark.verify
def test_the_bar_can_be_stopped(open_page):
    page = open_page().page
    page.get_by_role("button", name="Hitung").click()
    expect(page.get_by_text("sekitar 20 detik lagi")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Menghitung 3 rencana 25%")).to_have_count(1)
    page.get_by_role("button", name="Hentikan").click()
    heard(page, "stop")
    expect(page.locator(".st-progress")).to_be_hidden()


@pytest.mark.verify
@BOTH_WIDTHS
def test_the_tour_leads_through_the_page_and_gives_the_focus_back(open_page, width):
    page = open_page(width).page
    page.get_by_role("button", name="Tur singkat").press("Enter")
    box = page.get_by_role("dialog", name="Enam langkah")
    expect(box).to_be_focused()
    expect(page.locator(".st-tabs")).to_be_in_viewport()
    box.get_by_role("button", name="Lanjut").click()
    expect(page.get_by_role("dialog", name="Isian kantor")).to_be_visible()
    expect(page.locator(".st-groups")).to_be_in_viewport()
    page.get_by_role("button", name="2 Ubah").click()  # the box does not block the page
    heard(page, "tab", "ubah")
    page.get_by_role("button", name="Lanjut").click()
    expect(page.get_by_text("3 dari 3")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Tur singkat")).to_be_focused()
