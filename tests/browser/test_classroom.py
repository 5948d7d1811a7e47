"""The pages of a class in a real browser: how they look, how they work by keyboard, and a class from start to end."""

import re
import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from class_server import PASSWORD, class_server
from simulator.teaching.classroom.trainer import today_in
from simulator.teaching.store.records import zone_here

pytestmark = pytest.mark.browser

CURRICULUM = "title: {id: Bimtek, en: Workshop}\njp: 16\nlessons: [00_sample, 01_why_queues_explode]\n"
SERVE = """
import signal, sys
from pathlib import Path
from simulator.teaching.serving import start
from simulator.teaching.serving.options import ServerOptions
signal.signal(signal.SIGINT, signal.default_int_handler)
start(port=int(sys.argv[1]), notebooks=Path(sys.argv[2]), options=ServerOptions(store=sys.argv[3]),
      announce=lambda url: print(url, flush=True))
"""
SHOWN_CODE = re.compile(r"\w{4}-\w{4}")


@pytest.fixture(scope="module")
def server(tmp_path_factory, browser):
    folder = tmp_path_factory.mktemp("classroom")
    (folder / "curricula" / "workshop").mkdir(parents=True)
    (folder / "curricula" / "workshop" / "curriculum.yaml").write_text(CURRICULUM)
    with class_server(folder, curricula=folder / "curricula") as running:
        yield running


@pytest.fixture(scope="module")
def room(server):
    """A class with three people who have done something."""
    today = today_in(zone_here())
    days = [today, today + timedelta(days=1)]
    store = server.store
    room = store.create_class("Bimtek Antrean", place="Kupang", lang="id", curriculum="workshop", days=days, seats=4)
    for n, name in enumerate(("Mawar Rahmawati", "I Gusti Ayu Ngurah Rai", "W" * 40)):
        learner = store.join(room.code, name)
        store.record(learner.id, "predicted", "01_why_queues_explode#guess", {"value": 5 + n, "unit": "menit"})
        store.record(learner.id, "compared", "01_why_queues_explode#compare", {"simulated": 9.5})
        for which in ("pre", "post"):
            result = {"answer": n, "success": (which == "post") == (n > 0), "attempt": 1}
            store.record(learner.id, "answered", f"{which}#01_why_queues_explode.busier", result)
            store.record(learner.id, "completed", which, {})
    return room


@pytest.fixture
def go(server, visit):
    """Open a path of the class pages, in the browser that is given or in a new one."""

    def to(path, seen=None, width=1280):
        address = f"http://127.0.0.1:{server.port}{path}"
        return seen.goto(address) if seen else visit(address, width)

    return to


def sign_in(go, width=1280):
    seen = go("/pelatih/masuk", width=width)
    seen.page.get_by_label("Kata sandi").fill(PASSWORD)
    seen.page.keyboard.press("Enter")
    expect(seen.page.get_by_role("heading", name="Kelas")).to_be_visible()
    return seen


PUBLIC = {"id": ("/", "/gabung", "/pelatih/masuk"), "en": ("/en", "/en/join", "/en/trainer/sign-in")}
PARTS = {
    "id": ("", "/tebakan?jawaban=1", "/soal", "/tes", "/peserta", "/lembar-kode", "/sertifikat", "/data"),
    "en": ("", "/guesses?jawaban=1", "/items", "/tests", "/people", "/code-sheet", "/certificates", "/data"),
}


@pytest.mark.parametrize("lang", ["id", pytest.param("en", marks=pytest.mark.verify)])
def test_public_pages_are_clean_wide_and_narrow(go, lang):
    seen = None
    for path in PUBLIC[lang]:
        for width in (1280, 390):
            seen = go(path, seen).at(width)
            assert seen.faults() == [], (path, width)


@pytest.mark.parametrize("lang", ["id", pytest.param("en", marks=pytest.mark.verify)])
def test_trainer_pages_are_clean_wide_and_narrow(go, room, lang):
    seen = sign_in(go)
    base = {"id": "/pelatih", "en": "/en/trainer"}[lang]
    room_page = f"{base}/{'kelas' if lang == 'id' else 'class'}/{room.code}"
    new = f"{base}/{'kelas-baru' if lang == 'id' else 'new-class'}"
    for path in (base, new, *(room_page + part for part in PARTS[lang])):
        for width in (1280, 390):
            go(path, seen).at(width)
            assert seen.faults() == [], (path, width)


@pytest.mark.parametrize(("lang", "path"), [("id", "/tes/post"), ("en", "/en/test/post")])
def test_a_test_and_a_learners_home_are_clean(server, go, room, lang, path):
    server.classroom.doors.turn(room.code, "post", True)
    learner = server.store.join(room.code, f"Peserta {lang}")
    seen = go(f"/gabung?kelas={room.code}&kode={learner.seat_code}")
    seen.page.get_by_label("Nama").fill("x")
    seen.page.get_by_role("button", name="Masuk").click()
    for address in (path, PUBLIC[lang][0]):
        for width in (1280, 390):
            go(address, seen).at(width)
            assert seen.faults() == [], (address, width)


def test_the_office_is_drawn_once_for_each_width_and_told_in_words(go):
    seen = go("/")
    for width in (1280, 390):
        pictures = seen.at(width).page.get_by_role("img", name="Kantor perizinan dari depan sampai belakang")
        expect(pictures).to_have_count(1)
        assert pictures.bounding_box()["width"] > 300


def test_a_learner_joins_and_takes_a_test_by_keyboard_alone(server, go):
    today = today_in(zone_here())
    room = server.store.create_class("Papan ketik", place="", lang="id", curriculum="workshop", days=[today], seats=2)
    server.classroom.doors.turn(room.code, "pre", True)
    seen = go("/gabung")
    page = seen.page
    page.get_by_label("Kode kelas").focus()
    page.keyboard.type(room.code.lower())
    page.keyboard.press("Tab")
    page.keyboard.type("Seruni")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Seruni")).to_be_visible()
    page.get_by_role("link", name="Kerjakan Tes awal").press("Enter")
    first = page.get_by_role("group").first
    first.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    expect(first.get_by_role("status")).to_have_text("Tersimpan")
    page.keyboard.press("ArrowDown")
    expect(first.get_by_role("radio").nth(1)).to_be_checked()
    expect(first.get_by_role("status")).to_have_text("Tersimpan")
    page.reload()
    expect(first.get_by_role("radio").nth(1)).to_be_checked()
    server.classroom.doors.turn(room.code, "pre", False)
    first.get_by_role("radio").nth(1).focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_text("Tes ini sedang ditutup.")).to_be_visible()
    assert [text for text in seen.console if "409" not in text] == []


def test_the_live_view_follows_by_itself_and_says_when_it_cannot(server, go, room):
    seen = sign_in(go)
    page = go(f"/pelatih/kelas/{room.code}", seen).page
    server.store.join(room.code, "Datang <b>Terlambat</b>")
    expect(page.get_by_role("cell", name="Datang <b>Terlambat</b>")).to_be_visible()
    page.context.set_offline(True)
    expect(page.get_by_text("Sambungan ke server putus.")).to_be_visible(timeout=10_000)
    page.context.set_offline(False)
    expect(page.get_by_text("Diperbarui tiap tiga detik.")).to_be_visible(timeout=10_000)


def test_the_guesses_come_by_themselves_and_hold_no_click_back(go, room):
    seen = sign_in(go)
    page = go(f"/en/trainer/class/{room.code}/guesses", seen).page
    page.get_by_role("link", name="Questions", exact=True).click()
    expect(page).to_have_url(re.compile("/items$"))
    page = go(f"/en/trainer/class/{room.code}/guesses", seen).page
    expect(page.get_by_role("img", name="Distribution of 3 guesses")).to_be_visible(timeout=90_000)
    expect(page.get_by_text("How many minutes will the mean wait be?")).to_be_visible()
    assert seen.faults() == []


def test_the_sheet_prints_eight_slips_to_a_page_of_a4(server, go):
    today = today_in(zone_here())
    room = server.store.create_class("Cetak " * 20, place="", lang="id", curriculum="", days=[today], seats=9)
    seen = sign_in(go)
    page = go(f"/pelatih/kelas/{room.code}/lembar-kode", seen).page
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 2
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 718, "height": 1047})  # A4 without its margins
    expect(page.get_by_role("navigation", name="Bagian kelas")).to_be_hidden()
    cut = "[...document.querySelectorAll('.slip')].filter(slip => slip.scrollHeight > slip.clientHeight + 1).length"
    assert page.evaluate(cut) == 0


def test_a_whole_class_from_start_to_end(server, go):
    """Class, three learners in three browsers, both tests, certificates, export, deletion."""
    trainer = sign_in(go)
    page = trainer.page
    page.get_by_role("link", name="Kelas baru").click()
    page.get_by_label("Nama kelas").fill("Angkatan Uji")
    page.get_by_label("Hari terakhir").fill(page.get_by_label("Hari pertama").input_value())
    page.get_by_label("Jumlah peserta").fill("3")
    page.get_by_role("button", name="Buat kelas").click()
    code = page.locator(".board .code").inner_text()

    learners = []
    for n in range(3):
        seen = go("/", width=390)
        seen.page.get_by_label("Kode kelas").fill(code)
        seen.page.get_by_label("Nama").fill(f"Peserta {n}")
        seen.page.get_by_role("button", name="Masuk").click()
        expect(seen.page.locator(".me").get_by_text(SHOWN_CODE)).to_be_visible()
        learners.append(seen)
    expect(page.get_by_text("3 peserta sudah masuk")).to_be_visible()

    for which in ("Tes awal", "Tes akhir"):
        page.get_by_role("link", name="Tes awal & akhir").click()
        page.get_by_role("button", name=f"Buka {which}").click()
        for seen in learners:
            go("/", seen).page.get_by_role("link", name=f"Kerjakan {which}").click()
            for group in seen.page.get_by_role("group").all():
                group.get_by_role("radio").last.check()
            seen.page.get_by_role("button", name="Kumpulkan jawaban").click()
            expect(seen.page.get_by_text("Jawaban Anda sudah dikumpulkan.")).to_be_visible()
        page.get_by_role("button", name=f"Tutup {which}").click()
        expect(page.get_by_role("button", name=f"Buka {which}")).to_be_visible()
    expect(page.get_by_text("n = 3").first).to_be_visible()

    page.get_by_role("link", name="Sertifikat").click()
    expect(page.get_by_text("✓ terpenuhi")).to_have_count(3)
    with page.expect_download() as certificates:
        page.get_by_role("button", name="Unduh semua yang memenuhi syarat").click()
    assert certificates.value.suggested_filename == f"simptsp-{code}.pdf"
    page.get_by_role("link", name="Unduh & hapus").click()
    with page.expect_download() as table:
        page.get_by_role("link", name="Lembar kerja XLSX").click()
    assert table.value.suggested_filename == f"simptsp-{code}.xlsx"
    page.get_by_label("Ketik kode kelas").fill(code)
    page.get_by_role("button", name="Hapus kelas ini").click()
    expect(page.get_by_role("heading", name="Kelas", exact=True)).to_be_visible()
    expect(page.get_by_text("Angkatan Uji")).to_have_count(0)
    expect(go("/", learners[0]).page.get_by_text("Peserta 0")).to_have_count(0)
    assert trainer.faults() == []
    assert [fault for seen in learners for fault in seen.faults()] == []


def test_a_lesson_knows_its_learner_and_leads_home(tmp_path, visit):
    """The real server: a guest at the first lesson, the same one afterwards, known to the lesson's kernel."""
    notebooks = tmp_path / "lessons"
    source = (
        "import os, ipywidgets\nipywidgets.Label(f\"{os.environ.get('SIMPTSP_LEARNER')} {os.environ.get('LANG')}\")"
    )
    for lang in ("id", "en"):
        (notebooks / lang).mkdir(parents=True)
        write_lesson(notebooks / lang / "01_who.ipynb", lang, source)
    store = f"sqlite:///{tmp_path / 'classes.sqlite'}"
    port = free_port()
    command = [sys.executable, "-c", SERVE, str(port), str(notebooks), store]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            url = process.stdout.readline().strip()
            seen = visit(f"{url}voila/render/en/01_who.ipynb")
            told, lang = seen.page.locator(".jupyter-widgets.widget-label").inner_text().split()
            assert lang == "en_GB.UTF-8"
            seen.page.reload()
            seen.wait()
            assert seen.page.locator(".jupyter-widgets.widget-label").inner_text().split()[0] == told
            with sqlite3.connect(tmp_path / "classes.sqlite") as kept:
                assert kept.execute("SELECT token, class_id, lang FROM learners").fetchall() == [(told, None, "en")]
            kept.close()
            cookies = {cookie["name"]: cookie for cookie in seen.page.context.cookies()}
            assert cookies["simptsp_learner"]["httpOnly"]
            assert told not in seen.page.content().replace(f">{told} {lang}<", "")
            seen.page.get_by_role("link", name="SimPTSP").click()
            expect(seen.page).to_have_url(f"{url}en")
            expect(seen.page.get_by_text("You are learning on your own.")).to_be_visible()
            assert seen.faults() == []
            seen.page.goto("about:blank")
        finally:
            process.terminate()
            process.wait(30)


def free_port():
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def write_lesson(file: Path, lang: str, source: str) -> None:
    import nbformat
    from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

    about = {
        "lang": lang,
        "lesson": "01",
        "title": "Who",
        "sibling": f"../{'en' if lang == 'id' else 'id'}/01_who.ipynb",
    }
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    cells = [new_markdown_cell("# Who\n\nSome words."), new_code_cell(source)]
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel, "simptsp": about}), file)
