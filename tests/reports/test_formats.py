"""Reports in each format: every block, the wildest text, and files that other programs open."""

import itertools
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import pytest
from docx import Document as open_docx
from docx.oxml.ns import qn
from matplotlib.figure import Figure
from openpyxl import load_workbook

from simulator.measures import Estimate
from simulator.reports.document import (
    Bullets,
    Code,
    Definitions,
    Document,
    Group,
    Measured,
    Money,
    Paragraph,
    Section,
    Share,
    Table,
    cell_text,
    picture,
    table,
)  # fmt: skip
from simulator.reports.html import render_html
from simulator.reports.sheets import write_xlsx
from simulator.reports.word import write_docx

WILD = (
    "<script>alert(1)</script> & \"quoted\"",
    "=SUM(A1:A9)", "+1", "-1+1", "@cmd", "=HYPERLINK(\"http://x\")",
    "emoji 🏛️👩🏽‍💼 and عربي and 中文",
    "control \x00\x0b\x1f end",
    "lone \ud800 surrogate",
    "]]> {{ jinja }} {% raw %}",
    "x" * 10_000,
)  # fmt: skip
VOID = {"meta", "br", "img", "hr", "input", "link"}


class Tags(HTMLParser):
    """Tags that are opened and closed in turn."""

    def __init__(self, html: str):
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.faults: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()
        self.faults += self.open

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)

    def handle_data(self, data):
        if not {"style", "script"} & set(self.open[-1:]):
            self.text += data


def drawing(text: str = "Mean wait falls") -> Figure:
    figure = Figure(figsize=(4, 2))
    figure.subplots().plot([0, 1], [1, 0])
    figure.alt = text
    return figure


def every_block(lang: str = "en", text: str = "words", title: str = "A title") -> Document:
    rows = ((text, 1.25, Share(0.5), Money(2e6), 3, None), ("b", float("nan"), Share(0), Money(0), 0, -2.0))
    grouped = Table(
        title, ("Name", "Mean", "Share (%)", "Cost", "n", "±"), (Group("One", rows), Group(text, rows)), text
    )
    blocks = (
        Paragraph(text), Paragraph(text, is_strong=True), Bullets((text, "two")), Code(text),
        Definitions(((text, text), ("k", "v"))), grouped, table(title, ("A", "B"), [("x", 1)], "caption"),
        table("", ("A",), []), picture(drawing(text), text),
    )  # fmt: skip
    summary = Section("Summary", (Paragraph(text),), (Section("Inner", (Bullets((text,)),)),), kind="summary")
    manifest = Section("Manifest", (Definitions((("seed", "7"),)),), kind="manifest")
    return Document(
        title, text, lang, (summary, Section(title, blocks), manifest, Section("App", blocks[:1], kind="appendix"))
    )


@pytest.fixture(params=("id", "en"))
def lang(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.mark.parametrize("text", WILD, ids=range(len(WILD)))
def test_wild_text_is_shown_as_it_is(text: str, tmp_path: Path):
    """In every place of every format; only what no file can hold is left out."""
    plain = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", "", text)
    document = every_block(text=text, title=text[:300])
    page = Tags(render_html(document))
    assert page.faults == []
    assert page.text.count(plain) >= 12
    assert not [tag for tag, _ in page.seen if tag in ("script", "img", "link", "iframe")]
    write_docx(document, tmp_path / "a.docx")
    docx = open_docx(str(tmp_path / "a.docx"))
    found = [paragraph.text for paragraph in docx.paragraphs]
    found += [cell.text for grid in docx.tables for row in grid.rows for cell in row.cells]
    assert sum(plain in one for one in found) >= 10
    write_xlsx(document, tmp_path / "a.xlsx")
    cells = [
        cell for sheet in load_workbook(tmp_path / "a.xlsx") for row in sheet for cell in row if cell.value is not None
    ]
    assert sum(plain in str(cell.value) for cell in cells) >= 10
    assert {cell.data_type for cell in cells} <= {"s", "n"}, "a formula"
    exposed = [cell for cell in cells if str(cell.value).startswith(("=", "+", "-", "@")) and cell.data_type == "s"]
    assert all(cell.quotePrefix for cell in exposed)


def test_the_page_is_whole_and_fetches_nothing(lang: str):
    html = render_html(every_block(lang))
    page = Tags(html)
    assert html.startswith("<!DOCTYPE html>")
    assert page.faults == []
    assert ("html", {"lang": lang}) in page.seen
    assert set(re.findall(r"https?://[^\s\"'<>)]*", html)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }
    assert not [tag for tag, given in page.seen if tag in ("script", "link", "img", "iframe") or "src" in given]
    assert "@import" not in html
    assert re.findall(r"url\((?!#)", html) == []
    assert "@page" in html
    assert "table-header-group" in html


def test_headings_do_not_skip_a_level(lang: str):
    levels = [int(tag[1]) for tag, _ in Tags(render_html(every_block(lang))).seen if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_a_picture_says_what_it_shows_to_those_who_do_not_see_it(tmp_path: Path):
    html = render_html(every_block())
    svg = re.search(r"<svg.*?</svg>", html, flags=re.DOTALL)
    assert svg
    root = ET.fromstring(
        svg[0].replace("<svg ", '<svg xmlns:xlink="http://www.w3.org/1999/xlink" ', 1)
        if "xmlns:xlink" not in svg[0]
        else svg[0]
    )
    space = "{http://www.w3.org/2000/svg}"
    title, desc = root.find(f"{space}title"), root.find(f"{space}desc")
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert (title.text, desc.text) == ("words", "words")
    write_docx(every_block(text="Mean wait falls"), tmp_path / "a.docx")
    shown = [shape._inline.docPr.get("descr") for shape in open_docx(str(tmp_path / "a.docx")).inline_shapes]
    assert shown == ["Mean wait falls"]


def test_a_figure_without_words_for_the_blind_gets_its_caption():
    assert picture(Figure(), "Caption").alt == "Caption"
    assert picture(drawing("Message"), "Caption").alt == "Message"


def test_two_pictures_have_no_id_in_common():
    document = Document("t", "s", "en", (Section("a", (picture(drawing(), "x"), picture(drawing(), "y"))),))
    ids = re.findall(r'\bid="([^"]*)"', render_html(document))
    assert len(ids) == len(set(ids)) > 10


def test_the_text_file_has_headings_language_page_numbers_and_repeated_heads(lang: str, tmp_path: Path):
    write_docx(every_block(lang), tmp_path / "a.docx")
    docx = open_docx(str(tmp_path / "a.docx"))
    styles = [paragraph.style.name for paragraph in docx.paragraphs]
    assert styles[0] == "Title"
    assert styles.count("Heading 1") == 4
    assert styles.count("Heading 2") == 1
    language = {"id": "id-ID", "en": "en-GB"}[lang]
    assert docx.core_properties.language == language
    default = next(docx.styles.element.iter(qn("w:rPrDefault")))
    assert next(default.iter(qn("w:lang"))).get(qn("w:val")) == language
    assert "PAGE" in docx.sections[0].footer._element.xml
    heads = [grid.rows[0]._tr.xml.count("w:tblHeader") for grid in docx.tables]
    assert heads == [0, 1, 1, 1, 0], "of definitions, three tables, definitions"
    assert docx.sections[0].page_width.cm == pytest.approx(21.0, abs=0.01)


def test_a_workbook_holds_numbers_not_text(tmp_path: Path):
    write_xlsx(every_block("id"), tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["Ringkasan", "Uraian", "A title", "A title 2", "-"]
    sheet = book["A title"]
    assert [cell.value for cell in sheet[2]] == ["Bagian", "Name", "Mean", "Share (%)", "Cost", "n", "±"]
    assert [cell.value for cell in sheet[3]] == ["One", "words", 1.25, 0.5, 2e6, 3, None]
    assert [cell.value for cell in sheet[4]] == ["One", "b", None, 0, 0, 0, -2]
    assert sheet.cell(3, 4).number_format == "0.0%"
    assert sheet.freeze_panes == "A3"
    assert sheet.print_title_rows == "$2:$2"
    first = [row[0].value for row in book["Ringkasan"] if row[0].value]
    assert first[:2] == ["A title", "words"]
    assert "seed: 7" in first
    assert book["Ringkasan"].cell(book["Ringkasan"].max_row, 1).hyperlink.location == "'-'!A1"


def test_a_unit_that_all_have_stands_in_the_heading_and_nowhere_else(tmp_path: Path):
    def rows(*means: float) -> list[tuple]:
        return [
            ("a", Measured(Estimate(mean, 1.0, 9, "min")), Measured(Estimate(0.5, 0.1, 9, "share"))) for mean in means
        ]

    alike, mixed = (table("T", ("A", "B", "C"), rows(*means)) for means in ((10, 20), (10, 9000)))
    assert alike.shown_headings("en") == ("A", "B (minutes)", "C (%)")
    assert mixed.shown_headings("en") == ("A", "B", "C (%)")
    assert "%" not in "".join(map(str, alike.shown_groups("en")[0].rows))
    write_xlsx(Document("t", "s", "en", (Section("s", (alike, mixed)),)), tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    assert [cell.value for cell in book["T"][2]] == ["A", "B (minutes)", "±", "C (%)", "±"]
    assert [cell.value for cell in book["T"][3]] == ["a", 10, 1, 0.5, 0.1]
    assert [cell.value for cell in book["T 2"][2]] == ["A", "B", "±", "Unit", "C (%)", "±"]
    assert [cell.value for cell in book["T 2"][4]] == ["a", 6.25, pytest.approx(1 / 1440), "calendar days", 0.5, 0.1]


def test_long_lists_are_folded_on_the_screen_only_in_the_appendix():
    html = render_html(every_block())
    assert html.count("<details>") == 0
    long = table("Long", ("A",), [(n,) for n in range(607)])
    html = render_html(Document("t", "s", "id", (Section("Lampiran", (long,), kind="appendix"),)))
    assert "<summary>Long (607 baris)</summary>" in html
    assert "details::details-content" in html


def test_sheet_names_are_possible_and_differ(tmp_path: Path):
    titles = ["a/b:c*d?e[f]g\\h'", "x" * 40, "X" * 40, "Ringkasan", "", "é" * 31, "x" * 31]
    blocks = tuple(table(title, ("A",), [(1,)]) for title in titles)
    write_xlsx(Document("t", "s", "id", (Section("s", blocks),)), tmp_path / "a.xlsx")
    names = load_workbook(tmp_path / "a.xlsx").sheetnames
    assert len(names) == len({name.casefold() for name in names}) == len(titles) + 2
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)


@pytest.mark.parametrize(
    ("cell", "indonesian", "english"),
    [
        ("a", "a", "a"), (Measured(Estimate(9.24, 0.488, 9, "min")), "9,2 ± 0,5 menit", "9.2 ± 0.5 minutes"),
        (Measured(Estimate(-5.22, 0.30, 9, "min"), True), "−5,2 ± 0,3 menit", "−5.2 ± 0.3 minutes"),
        (Measured(Estimate(0.1, 0.3, 9, "min"), True), "(+0,1 ± 0,3 menit)", "(+0.1 ± 0.3 minutes)"),
        (Measured(Estimate(0.0, 0.0, 9, "min"), True), "sama", "same"),
        (Measured(Estimate(0.0585, 0.00323, 9, "share"), True), "+5,9 ± 0,3 poin persen", "+5.9 ± 0.3 percentage points"),
        (Measured(Estimate(13130, 486, 9, "min")), "9,1 ± 0,3 hari kalender", "9.1 ± 0.3 calendar days"),
        (Measured(Estimate(845, 27, 9, "min")), "14,1 ± 0,5 jam", "14.1 ± 0.5 hours"),
        (Measured(Estimate(40_666_663, 127_679, 9, "IDR")), "Rp40,7 juta ± 0,1 juta", "IDR 40.7 million ± 0.1 million"),
        (-2.5, "−2,50", "−2.50"), (None, "–", "–"), (float("nan"), "–", "–"), (float("inf"), "∞", "∞"), (0.0, "0", "0"),
        (1234.5, "1.234", "1,234"), (12.34, "12,3", "12.3"), (12345, "12.345", "12,345"), (Share(0.6213), "62,1 %", "62.1 %"),
        (Share(0), "0 %", "0 %"), (Money(2_500_000.4), "Rp2.500.000", "Rp2,500,000"),
    ],
)  # fmt: skip
def test_cells_are_written_as_the_language_writes_them(cell, indonesian: str, english: str):
    assert [cell_text(cell, lang).replace("\N{NO-BREAK SPACE}", " ") for lang in ("id", "en")] == [indonesian, english]


def office() -> str:
    found = shutil.which("soffice")
    if found is None and os.environ.get("SIMPTSP_REQUIRE_OFFICE") == "1":
        pytest.fail("NO OFFICE: install libreoffice-writer and libreoffice-calc; the files were NOT opened")
    return found or pytest.skip("NO OFFICE: libreoffice is missing; the files were NOT opened")


@pytest.fixture
def converted(tmp_path: Path) -> list[Path]:
    """Both files as LibreOffice prints them, with a profile of its own."""
    program = office()
    document = every_block("id", text=WILD[0] + WILD[6])
    write_docx(document, tmp_path / "text.docx")
    write_xlsx(document, tmp_path / "book.xlsx")
    for name in ("text.docx", "book.xlsx"):
        command = [
            program,
            f"-env:UserInstallation=file://{tmp_path / 'profile'}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            str(tmp_path / name),
        ]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        assert "Error" not in done.stdout + done.stderr, done.stdout + done.stderr
    return [tmp_path / "text.pdf", tmp_path / "book.pdf"]


def test_an_office_program_opens_both_files(converted: list[Path]):
    for file in converted:
        assert file.read_bytes().startswith(b"%PDF")
        assert file.stat().st_size > 5000
