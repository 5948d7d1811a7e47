"""A file that cannot be a form is refused with one sentence, and nothing is written."""

import io
import os
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
import typer
from openpyxl import Workbook, load_workbook
from typer.testing import CliRunner

from filled_forms import GOOD, OFFICE, base_office, filled, imported, rows
from simulator import cli_form
from simulator.calibration.form import FormError, open_form, read_form, scenario_text, write_form
from simulator.calibration.form.gate import MOST_CELLS, MOST_JOINED, MOST_OTHERS, MOST_PARTS

BASE = base_office()


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    return filled(tmp_path_factory.mktemp("form") / "uji.xlsx", GOOD, BASE)


@pytest.fixture
def command():
    app = typer.Typer()
    cli_form.register(app)
    return lambda *words: CliRunner().invoke(app, [*map(str, words)])


def refusal(file: Path) -> tuple[str, str]:
    """The sentence about a file, in Indonesian and in English."""
    with pytest.raises(FormError) as caught:
        read_form(open_form(file), BASE)
    assert caught.value.faults == ()
    (indonesian,), (english,) = caught.value.lines("id"), caught.value.lines("en")
    assert indonesian != english
    assert all(line.startswith(f"{file.name}: ") for line in (indonesian, english))
    assert all(len(re.findall(r"[.](?: |$)", line)) == 1 for line in (indonesian, english))
    return indonesian, english


def with_part(
    source: Path, target: Path, name: str, text: str | bytes, compression: int = zipfile.ZIP_DEFLATED
) -> Path:
    """A copy of a workbook in which one part is replaced, or added."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", compression) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, text)
    return target


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"Tanggal,07.00\n2026-01-05,4\n", "not an Excel file"),
        (b"%PDF-1.7\n", "not an Excel file"),
        (b"\xef\xbb\xbfhalo", "not an Excel file"),
        (b"PK\x03\x04 but cut off", "not an Excel file"),
        (b"", "this file is empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "encrypted or of the old format (.xls); save it as .xlsx"),
        (b"PK\x03\x04" + bytes(5_000_001), "larger than 5 MB"),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path, content, said):
    file = tmp_path / "form.xlsx"
    file.write_bytes(content)
    assert said in refusal(file)[1]


def test_missing_files_and_folders_are_refused(tmp_path):
    assert "there is no such file" in refusal(tmp_path / "none.xlsx")[1]
    assert "there is no such file" in refusal(tmp_path / "none" / "none.xlsx")[1]
    assert "this is a folder" in refusal(tmp_path)[1]
    with pytest.raises(FormError, match="tidak dapat dibaca"):
        open_form(Path("form\0.xlsx"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_refused_before_it_is_opened(tmp_path):
    """Reading it would wait for a writer for ever."""
    os.mkfifo(tmp_path / "form.xlsx")
    assert "no plain file" in refusal(tmp_path / "form.xlsx")[1]


def test_another_zip_is_refused(tmp_path):
    file = tmp_path / "form.docx"
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", "<document/>")
    assert "not an Excel file" in refusal(file)[1]


def test_macros_are_refused(tmp_path, good):
    assert "macros" in refusal(with_part(good, tmp_path / "a.xlsm", "xl/vbaProject.bin", b"x"))[1]
    with zipfile.ZipFile(good) as package:
        types = package.read("[Content_Types].xml").decode()
    assert "sheet.main+xml" in types
    enabled = types.replace(
        "openxmlformats-officedocument.spreadsheetml.sheet.main", "ms-excel.sheet.macroEnabled.main"
    )
    assert "macros" in refusal(with_part(good, tmp_path / "b.xlsx", "[Content_Types].xml", enabled))[1]


def test_zip_bombs_are_refused_before_they_are_unpacked(tmp_path, good):
    bomb = with_part(good, tmp_path / "a.xlsx", "xl/media/image1.bin", bytes(60_000_000))
    assert bomb.stat().st_size < 200_000
    assert "unpacks to more than 50 MB" in refusal(bomb)[1]


def test_a_part_that_is_larger_than_the_directory_says_is_refused(tmp_path, good):
    """The directory of the zip may lie about sizes; reading stops by itself."""
    big = b"<x>" + b" " * 60_000_000 + b"</x>"
    file = with_part(good, tmp_path / "a.xlsx", "xl/extra.xml", big)
    raw = file.read_bytes()
    size = len(big).to_bytes(4, "little")
    assert raw.count(size) >= 2
    file.write_bytes(raw.replace(size, (1000).to_bytes(4, "little")))
    assert "damaged" in refusal(file)[1]


def test_too_many_rows_are_refused(tmp_path, good):
    row = '<row r="{}" spans="1:1"/>'
    page = "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>{}</sheetData></worksheet>"
    many = page.format("".join(row.format(number) for number in range(1, 5002)))
    assert "more than 5000 rows" in refusal(with_part(good, tmp_path / "a.xlsx", "xl/worksheets/sheet4.xml", many))[1]
    book = load_workbook(good)
    book["Izin"].cell(6000, 2).value = "NIB, risiko rendah"
    book.save(tmp_path / "b.xlsx")
    assert "more than 5000 rows" in refusal(tmp_path / "b.xlsx")[1]


SHEET = "xl/worksheets/sheet4.xml"


def with_text(source: Path, target: Path, part: str, old: str, new: str) -> Path:
    """A copy of a workbook in whose part one text is replaced."""
    with zipfile.ZipFile(source) as package:
        text = package.read(part).decode()
    assert old in text
    return with_part(source, target, part, text.replace(old, new, 1))


def sheet_rows(count: int, wide: int) -> str:
    return "".join(f'<row r="{number}">{"<c/>" * wide}</row>' for number in range(200, 200 + count))


def test_too_many_cells_are_refused_and_the_limit_is_named(tmp_path, good):
    wide = MOST_CELLS // 4000
    end = "</sheetData>"
    file = with_text(good, tmp_path / "a.xlsx", SHEET, end, sheet_rows(4000, wide) + end)
    assert f"more than {MOST_CELLS} cells" in refusal(file)[1]
    file = with_text(good, tmp_path / "b.xlsx", SHEET, end, sheet_rows(4000, wide - 3) + end)
    open_form(file)


def test_a_sheet_is_counted_whatever_its_part_is_called(tmp_path, good):
    """A workbook says itself which of its parts are sheets."""
    file = tmp_path / "a.xlsx"
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            text = old.read(part).replace(b"worksheets/sheet4.xml", b"worksheets/sheet4.dat")
            if part.filename == SHEET:
                text = text.replace(b"</sheetData>", sheet_rows(4000, MOST_CELLS // 4000).encode() + b"</sheetData>")
            new.writestr(part.filename.replace("sheet4.xml", "sheet4.dat"), text)
    assert f"more than {MOST_CELLS} cells" in refusal(file)[1]


@pytest.mark.parametrize("area", ["A200:XFD300", "A200:A2300", "XFD300:A200", "A:C", "A1:"])
def test_large_merged_areas_are_refused(tmp_path, good, area):
    end = "</mergeCells>"
    file = with_text(good, tmp_path / "a.xlsx", SHEET, end, f'<mergeCell ref="{area}"/>{end}')
    assert f"more than {MOST_JOINED} cells are merged" in refusal(file)[1]


def test_areas_of_links_and_comments_count_as_well(tmp_path, good):
    """Openpyxl gives each cell of such an area its own link or comment."""
    end = "</mergeCells>"
    link = f'{end}<hyperlinks><hyperlink ref="A200:XFD300" location="a"/></hyperlinks>'
    assert "have links or comments" in refusal(with_text(good, tmp_path / "a.xlsx", SHEET, end, link))[1]
    comments = '<comments><commentList><comment ref="A200:XFD300"/></commentList></comments>'
    assert "have links or comments" in refusal(with_part(good, tmp_path / "b.xlsx", "xl/comments1.xml", comments))[1]


def test_a_few_merged_cells_are_reported_by_their_address(tmp_path, good):
    end = "</mergeCells>"
    file = with_text(good, tmp_path / "a.xlsx", SHEET, end, f'<mergeCell ref="B20:C21"/>{end}')
    faults = read_form(open_form(file), BASE).faults
    assert [fault.line("en") for fault in faults] == ["Layanan!B20: the cells B20:C21 are merged; split them"]


def test_one_part_for_many_sheets_counts_as_often(tmp_path, good):
    """Two ways: one relationship for many sheets, and many relationships to one part."""
    sheets = "".join(f'<sheet name="S{number}" sheetId="{number}" r:id="rId5"/>' for number in range(60, 120))
    sheets = f'<x xmlns:r="r">{sheets}</x>'
    file = with_text(good, tmp_path / "a.xlsx", "xl/workbook.xml", "</sheets>", f"{sheets}</sheets>")
    assert "more than" in refusal(file)[1]
    ties = "".join(f'<Relationship Id="r{number}" Target="worksheets/sheet4.xml" Type="{{}}"/>' for number in range(60))
    for number, kind in enumerate(("worksheet", "http://x/image")):
        file = with_text(
            good, tmp_path / f"b{number}.xlsx", "xl/_rels/workbook.xml.rels", "</Relationships>",
            ties.replace("{}", kind) + "</Relationships>",
        )  # fmt: skip
        assert "more than" in refusal(file)[1]


def test_intricate_formatting_is_refused(tmp_path, good):
    file = with_text(
        good, tmp_path / "a.xlsx", "xl/styles.xml", "</cellXfs>", "<xf/>" * MOST_OTHERS + "</cellXfs>"
    )  # fmt: skip
    assert f"more than {MOST_OTHERS} elements" in refusal(file)[1]
    areas = " ".join(f"A{number}" for number in range(300_000))
    rule = f'<dataValidation type="whole" sqref="{areas}"/><dataValidation '
    file = with_text(good, tmp_path / "b.xlsx", SHEET, "<dataValidation ", rule)
    assert f"more than {MOST_OTHERS} elements" in refusal(file)[1]
    values = f'<row r="200"><c r="A200">{"<v/>" * 500_000}</c></row></sheetData>'
    file = with_text(good, tmp_path / "c.xlsx", SHEET, "</sheetData>", values)
    assert "more than 500000 elements" in refusal(file)[1]


def test_too_many_parts_are_refused_and_the_limit_is_named(tmp_path, good):
    def with_parts(name: str, count: int) -> Path:
        file = tmp_path / name
        file.write_bytes(good.read_bytes())
        with zipfile.ZipFile(file, "a") as package:
            for number in range(count - len(package.infolist())):
                package.writestr(f"xl/media/{number}.png", b"\x89PNG")
        return file

    assert f"more than {MOST_PARTS} parts" in refusal(with_parts("a.xlsx", MOST_PARTS + 1))[1]
    open_form(with_parts("b.xlsx", MOST_PARTS))


def test_damaged_parts_are_refused(tmp_path, good):
    for number, text in enumerate(("<worksheet>", "no xml", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "<a/>")):
        file = with_part(good, tmp_path / f"{number}.xlsx", "xl/worksheets/sheet4.xml", text)
        said = refusal(file)[1]
        assert "damaged" in said or (number == 3 and "headings of the sheet Layanan" in said)
    entity = '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    assert "damaged" in refusal(with_part(good, tmp_path / "entity.xlsx", "xl/extra.xml", entity))[1]
    raw = bytearray(good.read_bytes())
    raw[2000:4000] = bytes(2000)
    (tmp_path / "cut.xlsx").write_bytes(raw)
    assert "damaged" in refusal(tmp_path / "cut.xlsx")[1]


def test_other_workbooks_are_refused(tmp_path, good):
    Workbook().save(tmp_path / "other.xlsx")
    assert "not a form of SimPTSP" in refusal(tmp_path / "other.xlsx")[1]

    def changed(name, change):
        book = load_workbook(good)
        change(book)
        book.save(tmp_path / f"{name}.xlsx")
        return refusal(tmp_path / f"{name}.xlsx")

    newer = changed("newer", lambda book: setattr(book["simptsp"]["B1"], "value", 2))
    assert "later version of SimPTSP (2)" in newer[1]
    assert "not a form" in changed("lang", lambda book: setattr(book["simptsp"]["B2"], "value", "fr"))[1]
    renamed = changed("renamed", lambda book: setattr(book["Petugas"], "title", "Pegawai"))
    assert "lembar Petugas tidak ada" in renamed[0]
    gone = changed("gone", lambda book: [book.remove(book[name]) for name in ("Antrean", "Izin")])
    assert "lembar Antrean, Izin tidak ada" in gone[0]
    heading = changed("heading", lambda book: setattr(book["Izin"]["D6"], "value", "Meja 1"))
    assert 'headings of the sheet Izin were changed ("Loket" is not found)' in heading[1]
    question = changed("question", lambda book: book["Kantor"].delete_rows(9))
    assert "headings of the sheet Kantor were changed" in question[1]
    column = changed("column", lambda book: book["Antrean"].insert_cols(3))
    assert "headings of the sheet Antrean" in column[1]


def test_the_command_refuses_with_exit_code_2_and_writes_nothing(tmp_path, command, monkeypatch):
    monkeypatch.chdir(tmp_path)
    file = filled(tmp_path / "form.xlsx", {**GOOD, "Izin": {"B8": "apa"}}, BASE)
    (tmp_path / "text.xlsx").write_text("x", encoding="utf-8")
    cases = {
        ("import-form", file): (
            'Izin!B8: "apa" tidak ada di daftar; pilih dari daftar di sel itu\n'
            "Izin!C8: sel ini kosong; tulis banyaknya permohonan, misalnya 120\n"
            "2 sel perlu diperbaiki; tidak ada yang ditulis.\n"
        ),
        ("import-form", file, "--lang", "en"): (
            'Izin!B8: "apa" is not in the list; choose from the list of that cell\n'
            "Izin!C8: this cell is empty; write the number of applications, such as 120\n"
            "2 cells need correction; nothing was written.\n"
        ),
        (
            "import-form",
            "text.xlsx",
        ): "text.xlsx: ini bukan berkas Excel (.xlsx); buka formulirnya dan simpan sebagai .xlsx.\n",
        ("import-form", file, "--base", "meja-verifikasi"): (
            "meja-verifikasi: skenario tanpa tanggal (horizon.start) tidak dapat dipakai untuk formulir; "
            "pakai yang lain dengan --base\n"
        ),
    }
    for words, said in cases.items():
        done = command(*words)
        assert (done.exit_code, done.stdout, done.stderr) == (2, "", said)
    done = command("import-form", file, "--base", "tidak-ada")
    assert done.exit_code == 2
    assert "SCN001" in done.stderr
    assert sorted(each.name for each in tmp_path.iterdir()) == ["form.xlsx", "text.xlsx"]


def test_the_commands_do_not_overwrite_unless_told(tmp_path, command, monkeypatch):
    monkeypatch.chdir(tmp_path)
    first = command("form")
    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout.startswith("formulir-ptsp.xlsx: formulir kosong di atas skenario kabupaten-menengah")
    again = command("form")
    assert (again.exit_code, again.stdout) == (2, "")
    assert "formulir-ptsp.xlsx sudah ada" in again.stderr
    assert command("form", "--force", "--lang", "en").exit_code == 0
    assert command("form", "elsewhere").exit_code == 0
    assert (tmp_path / "elsewhere.xlsx").exists()
    assert command("form", tmp_path / "none" / "form.xlsx").exit_code == 3

    taken = command("import-form", "formulir-ptsp.xlsx")
    assert (taken.exit_code, taken.stderr) == (0, "")
    assert "This form is not filled in" in taken.stdout
    assert "kabupaten-menengah.yaml: scenario written" in taken.stdout
    before = (tmp_path / "kabupaten-menengah.yaml").read_bytes()
    again = command("import-form", "formulir-ptsp.xlsx", "--lang", "id")
    assert (again.exit_code, "sudah ada" in again.stderr) == (2, True)
    assert (tmp_path / "kabupaten-menengah.yaml").read_bytes() == before
    assert command("import-form", "formulir-ptsp.xlsx", "--force", "--all").exit_code == 0


@pytest.mark.parametrize("name", ["/etc/passwd", "kantor.yaml", "./kantor", "tidak-ada", None])
def test_a_form_cannot_name_a_file_to_open(tmp_path, command, monkeypatch, good, name):
    """Forms come from anybody: what they may name by themselves is a scenario of the library."""
    monkeypatch.chdir(tmp_path)
    for file in ("kantor.yaml", "kantor"):
        (tmp_path / file).write_text(scenario_text(BASE), encoding="utf-8")
    book = load_workbook(good)
    book["simptsp"]["B3"].value = name
    book.save(tmp_path / "form.xlsx")
    done = command("import-form", "form.xlsx", "--lang", "en")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == (
        f"form.xlsx: this form was made on the scenario {name}, which does not come with SimPTSP; name its file with "
        "--base\n"
    )
    assert command("import-form", "form.xlsx", "--base", "kantor.yaml").exit_code == 0


def test_a_form_on_a_file_names_it_without_its_folder(tmp_path, command, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "rahasia"
    folder.mkdir()
    for name, mark in (("kantor.yaml", "kantor.yaml"), ("kabupaten-menengah", "kabupaten-menengah.yaml")):
        (folder / name).write_text(scenario_text(BASE), encoding="utf-8")
        written = command("form", "form.xlsx", "--base", folder / name, "--force")
        assert f"simptsp import-form form.xlsx --base {folder / name}" in written.stdout
        assert load_workbook("form.xlsx")["simptsp"]["B3"].value == mark
        assert "--base" in command("import-form", "form.xlsx").stderr
    assert command("import-form", "form.xlsx", "--base", folder / "kantor.yaml").exit_code == 0


def test_the_scenario_is_not_written_over_the_form_or_a_folder(tmp_path, command, monkeypatch, good):
    monkeypatch.chdir(tmp_path)
    form = tmp_path / "form.xlsx"
    form.write_bytes(good.read_bytes())
    (tmp_path / "form.yaml").hardlink_to(form)
    (tmp_path / "folder.yaml").mkdir()
    said = {
        ("form.xlsx", "form.xlsx"): (2, "--out form.xlsx: this is the form itself; choose another name"),
        ("form.xlsx", "form.yaml"): (2, "--out form.yaml: this is the form itself; choose another name"),
        ("form.xlsx", "new.xlsx"): (2, "--out new.xlsx: a scenario is a file that ends in .yaml; choose such a name"),
        ("form.xlsx", "folder.yaml"): (2, "folder.yaml: this is a folder; name a file"),
        ("form.xlsx", "none/x.yaml"): (
            3,
            "none/x.yaml: there is no such folder; make it first, or choose another one",
        ),
    }
    for (file, out), (code, sentence) in said.items():
        done = command("import-form", file, "--out", out, "--force", "--lang", "en")
        assert (done.exit_code, done.stdout, done.stderr) == (code, "", f"{sentence}\n")
    assert form.read_bytes() == (tmp_path / "form.yaml").read_bytes() == good.read_bytes()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["folder.yaml", "form.xlsx", "form.yaml"]
    assert command("import-form", "form.xlsx", "--out", "kantor.YML").exit_code == 0


def test_a_period_beyond_the_calendar_is_a_fault_of_its_cell(tmp_path):
    office = {**OFFICE, "C9": date(2030, 1, 7), "C10": date(2030, 1, 31)}
    tickets = rows((date(2030, 1, 8), None, 20, 30))
    with pytest.raises(FormError) as caught:
        imported(filled(tmp_path / "form.xlsx", {"Kantor": office, "Antrean": tickets}, BASE), BASE)
    assert caught.value.lines("id") == [
        "Kantor!C10: kalender SimPTSP tidak memuat jam kerja dan Ramadan masa pencatatan ini; periksa tahunnya, atau "
        "perbarui SimPTSP"
    ]
    assert caught.value.lines("en")[0].startswith("Kantor!C10: the calendar of SimPTSP does not have")


def test_a_form_opened_from_memory_is_the_one_written(tmp_path):
    """The guards above read whole files: a good one passes each of them."""
    file = tmp_path / "form.xlsx"
    write_form(file, BASE, "en")
    assert open_form(file).mark.lang == "en"
    assert load_workbook(io.BytesIO(file.read_bytes())).sheetnames[-1] == "simptsp"
