"""What is printed: the sheet of codes and certificates."""

import io
import re
from types import MappingProxyType

import pypdf
import pytest
from jinja2 import Environment, FileSystemLoader
from pypdf.generic import IndirectObject

from class_server import TEMPLATES
from simulator.teaching.classroom.certificate import CertificatePage, certificates_pdf
from simulator.teaching.classroom.letterhead import Letterhead
from simulator.teaching.classroom.trainer import today_in
from simulator.teaching.classroom.writing import date_range

PAGE = CertificatePage(
    "Mawar",
    "Bimtek",
    "Antrean",
    "Kupang",
    "23–24 November 2026",
    16,
    "CDFGHJKMNP",
    "http://192.168.1.7:8866/sertifikat/CDFGHJKMNP",
    "24 November 2026",
)


@pytest.fixture(scope="module")
def text():
    texts = Environment(loader=FileSystemLoader(TEMPLATES)).get_template("class_texts.html.j2").module.texts
    return MappingProxyType(texts)


def read(pdf):
    return pypdf.PdfReader(io.BytesIO(pdf))


def one_page(text, **other):
    [page] = read(certificates_pdf([PAGE.__class__(**{**PAGE.__dict__, **other})], text["id"], "id")).pages
    return page


def fonts(page):
    resources = page["/Resources"]
    found = resources["/Font"] if not isinstance(resources, IndirectObject) else resources.get_object()["/Font"]
    return [font.get_object() for font in found.get_object().values()]


def test_the_sheet_has_a_slip_for_each_seat_with_its_own_code(server, trainer, room):
    page = trainer.get(f"/pelatih/kelas/{room.code}/lembar-kode").text
    seats = server.store.seats(room.id)
    assert page.count('class="slip"') == len(seats) == 3
    assert page.count("<svg") == 3
    for seat in seats:
        assert f"{seat.code[:4]}-{seat.code[4:]}" in page
    assert len(set(re.findall(r'<path[^>]* d="([^"]+)"', page))) == 3, "each QR code is its own"


def test_slips_name_the_address_that_the_class_types(new_server, make_room):
    with new_server() as server:
        room = make_room(on=server)
        trainer = server.trainer()
        assert "http://localhost:8866/" in trainer.get(f"/pelatih/kelas/{room.code}/lembar-kode").text
        page = trainer.ask(
            "GET", f"/pelatih/kelas/{room.code}/lembar-kode", headers={"Host": "kelas.example:8866"}
        ).text
        assert "http://kelas.example:8866/" in page


def test_a_certificate_needs_attendance_and_the_test_after(server, trainer, make_room):
    room = make_room(days=2)
    learner = server.store.join(room.code, "Mawar Rahmawati")
    other = server.store.join(room.code, "Bakung")
    where = f"/pelatih/kelas/{room.code}/sertifikat"

    def issue(**fields):
        return trainer.post(where, **{"who": "all", "jp": "16", **fields})

    assert issue().status == 422
    server.store.record(learner.id, "completed", "post", {})
    assert issue().status == 422  # one day of two
    assert "1/2" in trainer.get(where).text
    day = {"action": "present", "who": learner.pseudonym, "day": room.days[1].isoformat()}
    trainer.post(f"/pelatih/kelas/{room.code}/peserta", **day)
    answer = issue()
    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/pdf")
    [page] = read(answer.body).pages
    assert "Mawar Rahmawati" in page.extract_text()
    assert "16 jam pelajaran" in page.extract_text()
    for day in room.days:
        note = {"action": "present", "who": other.pseudonym, "day": day.isoformat()}
        assert trainer.post(f"/pelatih/kelas/{room.code}/peserta", **note).status == 303
    assert issue(who=other.pseudonym).status == 422, "there on both days, but without the test after"
    assert issue(jp="0").status == 422
    assert issue(jp="banyak").status == 422
    head = {
        "organiser": "Dinas Contoh",
        "city": "Kupang",
        "role": "Kepala Dinas",
        "signer": "Melati",
        "signer_number": "7",
    }
    signed = read(issue(**head).body).pages[0].extract_text()
    for words in ("DINAS CONTOH", "Kepala Dinas", "Melati", "NIP 7"):
        assert words in signed
    assert 'value="Kepala Dinas"' in trainer.get(where).text, "typed once"
    assert 'name="jp" type="number" value="16"' in trainer.get(where).text
    issue(jp="8", **head)
    assert 'name="jp" type="number" value="8"' in trainer.get(where).text, "nor do the hours change behind the trainer"
    issue(**head)
    one = re.findall(r'<button class="link" form="all" name="who" value="([^"]+)"', trainer.get(where).text)
    assert one == [learner.pseudonym], "a single certificate takes the JP and the head of the same form"
    number = re.search(r"Nomor (\w+)", page.extract_text())[1]
    again = read(issue(who=learner.pseudonym).body).pages[0].extract_text()
    assert f"Nomor {number}" in again

    verified = server.visitor().get(f"/sertifikat/{number}")
    assert verified.status == 200
    for words in ("Mawar Rahmawati", "Bimtek Antrean", "16 jam pelajaran"):
        assert words in verified.words
    assert "valid" in server.visitor().get(f"/en/certificate/{number.lower()}").words
    unknown = server.visitor().get("/sertifikat/CDFGHJKMNP")
    assert unknown.status == 404
    assert "Tidak ada sertifikat" in unknown.words
    assert "Sertifikat tidak ditemukan" in unknown.words
    assert date_range([today_in(room.zone)], "id") in verified.words, "the day of issue is that of the class"


@pytest.mark.parametrize("name", ["Šárka Nguyễn Đỗ Łukasz", "Ñandú Ōtāhuhu", "I Gusti Ayu Ngurah Rai"])
def test_names_with_any_latin_mark_are_printed(text, name):
    page = one_page(text, name=name)
    assert name in page.extract_text()


def test_fonts_are_embedded(text):
    found = fonts(one_page(text))
    assert len(found) >= 2
    for font in found:
        assert "DejaVu" in font["/BaseFont"]
        assert "/FontFile2" in font["/FontDescriptor"].get_object()


def test_the_longest_name_and_title_stay_inside_the_frame(text):
    page = one_page(
        text,
        name="W" * 40,
        title="W" * 120,
        course="W" * 120,
        place="Wini " * 24,
        letterhead=Letterhead(*("W" * 120,) * 5),
    )
    width = float(page.mediabox.width)
    starts = []
    page.extract_text(visitor_text=lambda words, cm, tm, font, size: starts.append(tm[4]) if words.strip() else None)
    assert len(starts) >= 10
    assert all(45 < x < width - 45 for x in starts), "centred: what begins inside ends inside"


def test_many_certificates_are_one_file(text):
    assert len(read(certificates_pdf([PAGE] * 12, text["en"], "en")).pages) == 12
    assert "CERTIFICATE" in read(certificates_pdf([PAGE], text["en"], "en")).pages[0].extract_text()
