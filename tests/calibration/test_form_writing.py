"""What an empty form offers whoever fills it in."""

from dataclasses import replace

import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from filled_forms import GOOD, NAMES, base_office, filled, imported
from libreoffice import converted
from simulator.calibration.form.choices import choice_lists
from simulator.calibration.form.estimate import Estimate
from simulator.calibration.form.levers import fitting_levers
from simulator.calibration.form.sheets import HOURS, INSTRUCTIONS, example_permit, form_sheets
from simulator.calibration.form.words import same
from simulator.calibration.form.write import write_form
from simulator.scenario import ScenarioError, load_scenario
from simulator.scenario.legal_routes import expand

BASE = base_office()
LANGUAGES = ("id", "en")


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
    """Titles stand in lists and examples; what is chosen or edited stays a text as well."""
    spec = BASE.spec
    titles = {f"stations[{each.name}].title": {"id": "=1+1", "en": "=1+1"} for each in spec.stations}
    titles |= {f"case_classes[{each.name}].title": {"id": "=1+1", "en": "=1+1"} for each in spec.case_classes}
    write_form(tmp_path / "form.xlsx", BASE.with_(titles), "id")
    book = load_workbook(tmp_path / "form.xlsx")
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    found = [cell for cell in cells if str(cell.value).startswith("=")]
    assert {cell.parent.title for cell in found} == {"simptsp", "Layanan", "Berkas", "Izin"}
    assert all((cell.data_type, cell.quotePrefix) == ("s", True) for cell in found)
    assert not any(cell.data_type == "f" for cell in cells)


@pytest.mark.parametrize("column", ["heading", "question"])
def test_headings_like_formulas_stay_texts(tmp_path, monkeypatch, column):
    """Every text of a form is written by one guarded writer."""
    from simulator.calibration.form import write

    if column == "heading":
        monkeypatch.setattr(write, "NUMBER_TITLE", same("=1+1"))
    else:
        office, *others = form_sheets(choice_lists(BASE))
        asked = tuple(replace(each, title=same("=1+1")) for each in office.columns)
        monkeypatch.setattr(write, "form_sheets", lambda *_: (replace(office, columns=asked), *others))
    write_form(tmp_path / "form.xlsx", BASE, "id")
    cells = [cell for page in load_workbook(tmp_path / "form.xlsx") for row in page.iter_rows() for cell in row]
    assert len([cell for cell in cells if cell.value == "=1+1"]) >= 6
    assert not any(cell.data_type == "f" for cell in cells)


def test_the_example_of_permits_is_one_that_takes_days(book):
    """A low-risk NIB is issued at once; the first permit with a legal deadline is not."""
    classes = expand(BASE.spec).case_classes
    assert classes[0].legal is None
    first = next(each for each in classes if each.legal is not None)
    page = book[{"id": "Izin", "en": "Permits"}[book.lang]]
    assert page["B7"].value == getattr(first.title, book.lang)


def test_the_example_of_permits_may_be_any_where_no_permit_has_a_deadline():
    bare = BASE.with_({f"case_classes[{each.name}].permit": None for each in BASE.spec.case_classes[6:]})
    assert example_permit(bare) == example_permit(BASE) > 0


def test_long_names_have_sources_of_their_own():
    names = ("counter-usaha-pariwisata-menengah-rendah", "counter-usaha-pariwisata-menengah-tinggi", "counter-nib")
    keys = [Estimate("returns", name, {}, "", same("")).source for name in names]
    assert len(set(keys)) == 3
    assert keys[2] == "form-returns-counter-nib"
    assert all(len(key) <= 40 and key.startswith("form-returns-counter-") for key in keys)


def test_every_lever_that_is_kept_still_fits(tmp_path):
    """Only levers that meet the form's changes are tried; all others must fit as they did before."""
    base = load_scenario("kabupaten-menengah")
    done = imported(filled(tmp_path / "form.xlsx", GOOD, base), base)
    assert 30 < len(done.scenario.spec.patches) < len(base.spec.patches)
    for name in done.scenario.spec.patches:
        done.scenario.patched(name)
    assert "istirahat-dua-gelombang" in done.dropped


def test_a_lever_that_leads_to_no_valid_scenario_any_more_is_left_out():
    """What is said of a third person fits an office of three, and none of two."""
    patch = {
        "title": {"id": "x", "en": "x"},
        "set": {"staff[petugas-loket].different": [{"person": 2, "speed": 0.9}]},
        "source": "assumed",
    }
    other = {"title": {"id": "y", "en": "y"}, "set": {"staff[pendamping].absence": 0.1}, "source": "assumed"}
    base = BASE.with_({"patches": {"orang-ketiga": patch, "lain": other}, "staff[petugas-loket].persons": 3})
    office = base.with_({"staff[petugas-loket].persons": 2})
    base.patched("orang-ketiga")
    with pytest.raises(ScenarioError):
        office.patched("orang-ketiga")
    left = fitting_levers(base, office, set(), set())
    assert (list(left.patches), left.dropped) == (["lain"], ["orang-ketiga"])


def test_libreoffice_keeps_what_was_filled_in(tmp_path):
    """Saved again by another program, a form gives the same scenario."""
    file = filled(tmp_path / "uji.xlsx", GOOD, BASE)
    again = imported(converted(file, "xlsx", tmp_path / "out"), BASE)
    assert again.scenario.data == imported(file, BASE).scenario.data
