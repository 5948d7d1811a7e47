"""What an empty form offers whoever fills it in."""

import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from filled_forms import GOOD, NAMES, base_office, filled, imported
from simulator.calibration.form.choices import choice_lists
from simulator.calibration.form.sheets import HOURS, INSTRUCTIONS, form_sheets
from simulator.calibration.form.write import write_form

BASE = base_office()
LANGUAGES = ("id", "en")
SOFFICE = shutil.which("soffice")


@pytest.fixture(scope="module", params=LANGUAGES)
def book(request, tmp_path_factory):
    """An empty form in one language, opened."""
    file = tmp_path_factory.mktemp("form") / f"{request.param}.xlsx"
    write_form(file, BASE, request.param)
    opened = load_workbook(file)
    opened.lang = request.param
    return opened


def listed(book, rule):
    """The lines of a drop-down."""
    sheet, _, cells = rule.formula1.removeprefix("=").partition("!")
    left, top, right, bottom = range_boundaries(cells.replace("$", ""))
    assert left == right
    return [book[sheet].cell(row, left).value for row in range(top, bottom + 1)]


def test_the_sheets_are_there_in_order_and_the_lists_are_hidden(book):
    first = {"id": "Petunjuk", "en": "Instructions"}[book.lang]
    assert book.sheetnames == [first, *NAMES[book.lang], "simptsp"]
    assert [page.sheet_state for page in book.worksheets] == ["visible"] * 8 + ["hidden"]
    assert book.active.title == first
    assert not any(page.protection.sheet for page in book.worksheets)


def test_the_drop_downs_offer_what_the_scenario_has(book):
    spec = BASE.spec
    titles = {
        "station": [each.title for each in spec.stations if each.kind == "staffed"],
        "class": [each.title for each in spec.case_classes],
        "pool": [each.title for each in spec.staff],
        "subsystem": [each.title for each in spec.outages],
    }
    seen = set()
    for sheet in form_sheets(choice_lists(BASE)):
        page = book[sheet.name.in_(book.lang)]
        rules = {str(rule.sqref): rule for rule in page.data_validations.dataValidation}
        assert len(rules) == len(sheet.columns)
        for number, column in enumerate(sheet.columns):
            letter = "C" if sheet.key == "office" else chr(ord("B") + number)
            cells = f"C{7 + number}" if sheet.key == "office" else f"{letter}8:{letter}{7 + sheet.rows}"
            rule = rules[cells]
            assert rule.prompt.lower().startswith(column.hint.in_(book.lang)[:20].lower())
            assert len(rule.prompt) <= 255
            assert len(rule.error) <= 225
            if column.kind == "choice":
                assert rule.type == "list"
                lines = listed(book, rule)
                assert lines == [choice.title.in_(book.lang) for choice in choice_lists(BASE)[column.choices]]
                if column.key in titles:
                    assert lines == [getattr(title, book.lang) for title in titles[column.key]]
                    seen.add(column.key)
            elif column.kind != "text":
                assert rule.type in ("whole", "decimal", "date", "time")
                assert rule.showErrorMessage
    assert seen == titles.keys()


def test_each_table_has_a_marked_example_and_a_frozen_printable_heading(book):
    word = {"id": "contoh", "en": "example"}[book.lang]
    for sheet in form_sheets(choice_lists(BASE)):
        page = book[sheet.name.in_(book.lang)]
        assert page.freeze_panes == "B7"
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
        assert [page.cell(row, 1).value for row in range(2, 6)] == [line.in_(book.lang) for line in sheet.lines]
        if sheet.key != "office":
            assert page["A7"].value == word
            assert page.print_title_rows == "$6:$6"
            assert [page.cell(6, place).value for place in range(2, 2 + len(sheet.columns))] == [
                column.title.in_(book.lang) for column in sheet.columns
            ]
            assert all(page.cell(7, place).value is not None for place in range(2, 2 + len(sheet.columns)))
            assert all(page.cell(8, place).value is None for place in range(2, 2 + len(sheet.columns)))


def test_long_titles_fit_their_columns(book):
    """The longest title of a list is not wider than the column that shows it."""
    for sheet in form_sheets(choice_lists(BASE)):
        for column in sheet.columns:
            if column.kind == "choice" and sheet.key != "office":
                titles = [choice.title.in_(book.lang) for choice in choice_lists(BASE)[column.choices]]
                assert max(map(len, titles)) <= column.width * 1.15, (sheet.key, column.key)


def test_every_sentence_is_there_in_both_languages():
    sheets = form_sheets(choice_lists(BASE))
    words = [text for sheet in sheets for text in (sheet.name, sheet.heading, *sheet.lines)]
    words += [text for sheet in sheets for column in sheet.columns for text in (column.title, column.hint)]
    words += [text for pair in INSTRUCTIONS for text in pair]
    assert len(words) >= 100
    hours = {f"{hour:02}.00" for hour in HOURS}
    assert {text.id for text in words if text.id == text.en} <= hours
    assert not any("{" in text.id + text.en for text in words)


def test_a_title_like_a_formula_stays_a_text(tmp_path):
    office = BASE.with_({"stations[informasi].title": {"id": "=1+1", "en": "=1+1"}})
    write_form(tmp_path / "form.xlsx", office, "id")
    cells = [cell for row in load_workbook(tmp_path / "form.xlsx")["simptsp"].iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == "=1+1"] == ["s"]


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_keeps_what_was_filled_in(tmp_path):
    """Saved again by another program, a form gives the same scenario."""
    file = filled(tmp_path / "uji.xlsx", GOOD, BASE)
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = [
        str(SOFFICE),
        profile,
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(tmp_path / "out"),
        str(file),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    again = imported(Path(tmp_path / "out" / "uji.xlsx"), BASE)
    assert again.scenario.data == imported(file, BASE).scenario.data
