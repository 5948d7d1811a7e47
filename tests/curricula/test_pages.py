"""What is printed is complete, in the reader's language, needs nothing from outside, and opens in a word processor."""

import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree, html
from pypdf import PdfReader

from libreoffice import converted
from simulator.teaching.curriculum import (
    curriculum_names,
    form_names,
    pages,
    read_curriculum,
    read_form,
    written_lessons,
)
from simulator.teaching.curriculum.bars import bar, table
from simulator.teaching.curriculum.course_plan import course_plan
from simulator.teaching.curriculum.form_page import form_page
from simulator.teaching.curriculum.items import first_items
from simulator.teaching.curriculum.page import Page
from simulator.teaching.curriculum.paper import training_paper
from simulator.teaching.curriculum.syllabus import attendance, syllabus
from simulator.teaching.curriculum.web import html_of
from simulator.teaching.curriculum.widths import column_widths
from simulator.teaching.curriculum.word import write_docx
from simulator.teaching.quiz import ChoiceItem, Option

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def text_of(page: Page) -> str:
    """Words of a page as HTML, with single spaces."""
    body = html.fromstring(html_of(page)).find(".//main")
    return " ".join(body.text_content().split())


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("name", curriculum_names())
def test_pages_need_nothing_from_outside(name: str, lang):
    found = list(pages(read_curriculum(name), lang))
    assert len(found) >= 5
    assert len({page.file for page in found}) == len(found)
    for page in found:
        document = html.fromstring(html_of(page))
        assert document.get("lang") == lang
        assert len(document.findall(".//h1")) == 1, page.file
        assert not document.xpath("//script | //link | //img | //@src | //@href | //@onclick"), page.file
        assert "url(" not in html_of(page)
        assert "<!--" not in html_of(page)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_syllabus_has_every_session_at_its_time(lang):
    training = read_curriculum("workshop")
    text = text_of(syllabus(training, written_lessons(), lang))
    colon = "." if lang == "id" else ":"
    for time in ("07:45–08:00", "08:15–08:45", "12:00–13:00", "15:15–15:30"):
        assert time.replace(":", colon) in text
    titles = [session.title.say(lang) for day in training.days for session in day.sessions if session.title]
    assert all(title in text for title in titles)
    assert all(goal.text.say(lang).rstrip(".") in text for goal in training.goals)
    assert all(fact.source.say(lang) in text for fact in training.facts)
    assert "16 JP" in text
    assert "90%" in text


def test_the_syllabus_names_lessons_by_their_titles():
    text = text_of(syllabus(read_curriculum("workshop"), written_lessons(), "id"))
    assert "01 Mengapa antrean meledak" in text


def test_attendance_has_a_column_for_each_half_day():
    document = html.fromstring(html_of(attendance(read_curriculum("workshop"), "en")))
    headings = [cell.text_content() for cell in document.findall(".//th")]
    assert headings[3:] == [
        "First day, morning",
        "First day, afternoon",
        "Second day, morning",
        "Second day, afternoon",
    ]
    assert len(document.findall(".//tbody/tr")) >= 30


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_course_plan_is_complete(lang):
    course = read_curriculum("university")
    document = html.fromstring(html_of(course_plan(course, written_lessons(), lang)))
    text = " ".join(document.text_content().replace("\u2011", "-").split())
    weeks = next(one for one in document.iter("table") if len(one.findall(".//tbody/tr")) == 16)
    assert [row[0].text_content() for row in weeks.findall(".//tbody/tr")] == [str(week) for week in range(1, 17)]
    shares = [
        int(found) for row in weeks.findall(".//tbody/tr") for found in re.findall(r"(\d+)%$", row[-2].text_content())
    ]
    assert (len(shares), sum(shares)) == (16, 100)
    for part in (*course.programme_outcomes, *course.course_outcomes, *course.sub_outcomes, *course.references):
        assert part.name in text
    for exam in course.exams:
        assert all(task.say(lang) in text for task in exam.task)
        assert all(level.text.say(lang) in text for criterion in exam.rubric for level in criterion.levels)


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("name", form_names())
def test_forms_have_every_question(name: str, lang):
    form = read_form(name)
    text = text_of(form_page(form, lang))
    asked = [
        text for part in form.parts for text in (getattr(part, "statements", ()) or getattr(part, "questions", ()))
    ]
    assert all(re.sub(r"[*]", "", one.say(lang)) in text for one in (*asked, *form.heading, *form.reading))


def test_the_answer_key_has_a_sheet_of_its_own():
    page = training_paper(read_curriculum("workshop"), "id")
    questions, key = page.markdown.split("<!-- page -->")
    assert "Kunci jawaban" in key
    assert "Benar." not in questions
    rows = [line.split(" | ") for line in key.splitlines() if re.match(r"\| \d", line)]
    assert len(rows) == len(re.findall(r"^\*\*\d+\.\*\*", questions, flags=re.MULTILINE)) >= 2
    for number, answer, *_ in (row for row in rows if re.match(r"[A-H]\. ", row[1])):
        block = re.search(rf"^\*\*{number.strip('| ')}\.\*\*.*$", questions, flags=re.MULTILINE)[0]
        assert f"☐ {answer}" in block


def item(name: str, objective: int) -> ChoiceItem:
    return ChoiceItem("01_x", name, ("test",), objective, "id", name, (Option("a", ""), Option("b", "")), 0)


def test_a_paper_takes_different_objectives_first():
    items = [item("a", 1), item("b", 1), item("c", 2), item("d", 3)]
    assert [one.name for one in first_items(items, 2)] == ["a", "c"]
    assert [one.name for one in first_items(items, 4)] == ["a", "b", "c", "d"]
    assert first_items([], 2) == []


MARKDOWN = """# Judul

Satu <b>tebal</b> <script>alert(1)</script> dan *W*<sub>q</sub>, a & b.

<!-- lines: 3 -->

| No. | Isi |
|---:|---|
| 1 | **dua**<br>baris |
| 2 | |

1. satu
2. dua
   - dalam

<!-- page -->

## Lembar kedua

`kode`
"""


@pytest.fixture(scope="module")
def page() -> Page:
    return Page("contoh", "Judul", "id", MARKDOWN)


def test_other_html_is_shown_as_it_is_typed(page: Page):
    document = html.fromstring(html_of(page))
    assert not document.xpath("//script | //main//b")
    assert "<script>alert(1)</script>" in document.text_content()
    assert document.find(".//sub").text == "q"
    assert (len(document.xpath("//*[@class='line']")), len(document.xpath("//*[@class='page']"))) == (3, 1)


def docx_body(file: Path) -> etree._Element:
    with zipfile.ZipFile(file) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def test_a_text_file_has_the_same_parts(page: Page, tmp_path: Path):
    write_docx(page, tmp_path / "contoh.docx")
    body = docx_body(tmp_path / "contoh.docx")
    text = "".join(body.itertext())
    assert "<script>alert(1)</script>" in text
    assert [one.get(f"{W}val") for one in body.iter(f"{W}vertAlign")] == ["subscript"]
    assert len(list(body.iter(f"{W}pBdr"))) == 3
    assert len(list(body.iter(f"{W}pageBreakBefore"))) == 1
    assert len(list(body.iter(f"{W}tblHeader"))) == 1
    assert "2.\t" not in text
    assert [one for one in ("satu", "dua", "dalam", "kode") if one not in text] == []


def test_borders_stand_where_the_format_wants_them(page: Page, tmp_path: Path):
    """Word calls a file damaged whose elements are in another order; LibreOffice does not mind."""
    write_docx(page, tmp_path / "contoh.docx")
    body = docx_body(tmp_path / "contoh.docx")
    orders = {
        "tblPr": ["tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblLook"],
        "pPr": ["pStyle", "keepNext", "keepLines", "pageBreakBefore", "pBdr", "tabs", "spacing", "ind", "jc"],
        "tcPr": ["tcW", "shd"],
    }
    for parent, order in orders.items():
        found = list(body.iter(f"{W}{parent}"))
        assert found
        for one in found:
            places = [order.index(child.tag.removeprefix(W)) for child in one]
            assert places == sorted(places), [child.tag for child in one]


def printed(page: Page, folder: Path) -> list:
    """Sheets of a page as LibreOffice prints it."""
    write_docx(page, folder / "page.docx")
    return list(PdfReader(converted(folder / "page.docx", "pdf", folder)).pages)


def test_libreoffice_prints_the_key_on_a_sheet_of_its_own(tmp_path: Path):
    sheets = [sheet.extract_text() for sheet in printed(training_paper(read_curriculum("workshop"), "id"), tmp_path)]
    assert ["Kunci jawaban" in text for text in sheets].count(True) == 1
    assert "Kunci jawaban" not in sheets[0]


def test_libreoffice_prints_the_course_plan_on_its_side(tmp_path: Path):
    sheets = printed(course_plan(read_curriculum("university"), written_lessons(), "en"), tmp_path)
    assert all(sheet.mediabox.width > sheet.mediabox.height for sheet in sheets)
    assert 5 <= len(sheets) <= 14


@pytest.mark.parametrize("lang", ["id", "en"])
def test_libreoffice_breaks_no_name_of_an_outcome_and_no_table_of_outcomes(tmp_path: Path, lang: str):
    course = read_curriculum("university")
    sheets = printed(course_plan(course, written_lessons(), lang), tmp_path)
    texts = [sheet.extract_text().replace("\u2011", "-") for sheet in sheets]
    whole = "\n".join(texts)
    for outcome in (*course.programme_outcomes, *course.course_outcomes, *course.sub_outcomes):
        assert re.search(rf"^{re.escape(outcome.name)} {re.escape(outcome.text.say(lang)[:15])}", whole, re.MULTILINE)
    for outcomes in (course.course_outcomes, course.sub_outcomes):
        holding = {
            at for at, text in enumerate(texts) for one in outcomes if f"\n{one.name} {one.text.say(lang)[:15]}" in text
        }
        assert len(holding) == 1


def test_libreoffice_begins_a_new_sheet_at_its_mark(page: Page, tmp_path: Path):
    first, second = (sheet.extract_text() for sheet in printed(page, tmp_path))
    assert "Judul" in first
    assert "Lembar kedua" in second


def test_columns_fill_the_sheet_and_short_ones_stay_short():
    long = "kata " * 40
    widths = column_widths([["No.", "Isi", "Catatan"], ["1", long, ""]], 18.0, 9.5, True)
    assert sum(widths) == pytest.approx(18)
    assert widths[0] < 1.5
    assert widths[1] > widths[2] > 3
    assert sum(column_widths([["x" * 90, "y" * 90]], 18.0, 9.5, False)) == pytest.approx(18)


def test_a_word_of_capitals_and_digits_gets_the_room_it_needs():
    """Six letters of Arial in 8 points: 1.07 cm, beside 0.38 cm of margins."""
    assert column_widths([["CPMK", "Capaian"], ["CPMK-1", "kata " * 80]], 26.5, 8, True)[0] > 1.5


def test_bars_fit_a_sheet():
    assert [len(bar(value, 2)) for value in (0, 0.01, 1.1, 7.5)] == [0, 1, 1, 4]
    with pytest.raises(ValueError, match="at most 40"):
        bar(100, 2)


def test_a_cell_does_not_break_its_table():
    assert table(["a"], [["x | y\nz"]]).splitlines()[-1] == "| x \\| y<br>z |"
