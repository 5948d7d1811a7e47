"""Every bad cell of a form is named, by its address, and nothing else happens."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from filled_forms import GOOD, OFFICE, base_office, filled, imported, rows
from simulator.calibration.form import FormError, build_scenario, open_form, read_form
from simulator.calibration.form.cells import BadCell, cell_value
from simulator.calibration.form.choices import choice_lists
from simulator.calibration.form.sheets import form_sheets
from simulator.calibration.form.write import write_form

BASE = base_office()
CHOICES = choice_lists(BASE)
COLUMNS = {(sheet.key, column.key): column for sheet in form_sheets(CHOICES) for column in sheet.columns}

PLANTED = {
    "Kantor": {"C12": "jam dua"},
    "Antrean": {"D8": "dua belas", "E9": -3, "F9": 2.5, "B10": date(2026, 3, 2), "B12": date(2026, 1, 8)},
    "Layanan": {"B8": "Meja yang tidak ada", "F12": time(9), "D10": "=1/0"},
    "Petugas": {"F8": 1.5, "G9": 5},
    "Berkas": {"E8": 250},
    "Izin": {"C8": 900},
    "Gangguan": {"D8": datetime(2026, 1, 6, 8), "C9": "#N/A"},
}
"""Fifteen faults of different kinds in a form that is good otherwise."""

SAID = [
    'Kantor!C12: "jam dua" bukan jam; tulis jam seperti 08:00',
    'Antrean!D8: "dua belas" bukan bilangan; tulis banyaknya tiket, misalnya 9',
    "Antrean!E9: -3 kurang dari nol; tulis banyaknya tiket, misalnya 14",
    "Antrean!F9: 2,5 bukan bilangan bulat; tulis banyaknya tiket, misalnya 11",
    "Antrean!B10: 02/03/2026 di luar masa pencatatan di lembar Kantor (05/01/2026 s.d. 30/01/2026); periksa tanggalnya",
    "Antrean!B12: 08/01/2026 sudah ada di baris 11; gabungkan atau hapus salah satu",
    'Layanan!B8: "Meja yang tidak ada" tidak ada di daftar; pilih dari daftar di sel itu',
    "Layanan!D10: rumus di sel ini tidak mempunyai hasil; tulis lamanya dalam menit, misalnya 12",
    "Layanan!F12: akhirnya tidak sesudah awalnya (09:20); perbaiki salah satu",
    "Petugas!F8: 1,5 orang tidak mungkin, orang harus bulat; tulis banyaknya orang, misalnya 2",
    "Petugas!G9: 5 lebih dari 1 (100%); tulis bagian seperti 5%",
    "Berkas!E8: 260 berkas bermasalah lebih banyak daripada 200 berkas yang diterima; periksa keduanya",
    "Izin!C8: jumlah lewat semua cara adalah 968, bukan 900; samakan",
    "Gangguan!C9: #N/A adalah kesalahan rumus; tulis tanggal dan jam seperti 05/01/2026 09:30",
    "Gangguan!D8: akhirnya tidak sesudah awalnya (06/01/2026 09:00); perbaiki salah satu",
]


def planted_form(file):
    cells = {sheet: {**values, **PLANTED.get(sheet, {})} for sheet, values in GOOD.items()}
    return filled(file, cells, BASE)


def faults(tmp_path, lang="id", **sheets):
    """The lines about a form with the office and these sheets."""
    file = filled(tmp_path / "form.xlsx", {"Kantor": OFFICE, **sheets}, BASE)
    with pytest.raises(FormError) as caught:
        imported(file, BASE)
    return caught.value.lines(lang)


def test_fifteen_planted_faults_give_fifteen_lines(tmp_path):
    with pytest.raises(FormError) as caught:
        imported(planted_form(tmp_path / "form.xlsx"), BASE)
    assert sum(map(len, PLANTED.values())) == 15
    assert sorted(caught.value.lines()) == sorted(SAID)
    order = [line.split("!")[0] for line in caught.value.lines()]
    assert order == sorted(order, key=[*GOOD].index)
    cells = [(fault.sheet, fault.row, fault.column) for fault in caught.value.faults]
    assert cells == sorted(cells)
    english = caught.value.lines("en")
    assert 'Antrean!D8: "dua belas" is not a number; write the number of tickets, such as 9' in english
    assert len(english) == 15


@pytest.mark.parametrize(
    ("sheets", "said"),
    [
        ({"Kantor": {"C10": date(2026, 1, 4)}}, "Kantor!C10: it does not end after its start (2026-01-05); correct one of them"),
        ({"Kantor": {"C10": date(2029, 1, 4)}}, "Kantor!C10: the period is longer than 731 days; check the year"),
        ({"Kantor": {"C9": date(2026, 1, 10), "C10": date(2026, 1, 11)}},
         "Kantor!C10: there is no working day in this period; check the dates"),
        ({"Kantor": {"C9": date(1926, 1, 5)}}, "Kantor!C9: 1926-01-05 is not a possible date; write a date like 2026-01-05"),
        ({"Kantor": {"C7": None}}, "Kantor!C7: not answered; write the name of the office"),
        ({"Kantor": {"C12": time(7)}}, "Kantor!C12: it does not end after its start (08:00); correct one of them"),
        ({"Antrean": {"D8": 4}}, "Antrean!B8: this cell is empty; write a date like 2026-01-05"),
        ({"Layanan": rows(("Meja verifikasi",))}, "Layanan!D8: write the duration, or start and end"),
        ({"Layanan": rows(("Meja verifikasi", None, 0))}, "Layanan!D8: it lasts no time; write the minutes, such as 12"),
        ({"Layanan": rows(("Meja verifikasi", None, 1e9))},
         "Layanan!D8: 1000000000 is too much, at most 10000; write the minutes, such as 12"),
        ({"Petugas": rows(("Petugas loket", "Senin–Jumat", time(8), time(12), 2),
                          ("Petugas loket", "Jumat", time(11), time(15), 1))},
         "Petugas!D9: this shift overlaps with row 8; separate their hours"),
        ({"Berkas": rows(("NIB, risiko rendah", "Loket", 10), ("NIB, risiko rendah", "Loket", 12))},
         "Berkas!C9: Counter stands already in row 8; join them or delete one"),
        ({"Izin": rows(("NIB, risiko rendah", 10), ("NIB, risiko rendah", 12))},
         "Izin!B9: NIB, low risk stands already in row 8; join them or delete one"),
        ({"Izin": rows(("NIB, risiko rendah", 10, None, None, None, None, 5, 9, 1, 7))},
         "Izin!I8: 9 days are not between fastest and slowest; check the three"),
        ({"Layanan": rows(("Meja verifikasi", None, 12, time(9), time(10)))},
         "Layanan!D8: 12 minutes, but 60 minutes from start to end; correct one of them or leave it empty"),
        ({"Gangguan": rows(("OSS pusat", datetime(2026, 1, 6, 9), datetime(2026, 1, 6, 9, 20), 500))},
         "Gangguan!E8: 500 minutes, but 20 minutes from start to end; correct one of them or leave it empty"),
        ({"Petugas": rows(("Petugas loket", "Jumat", time(8), time(12), 2, 1))},
         "Petugas!G8: 100% absent means that nobody is on duty; write 0 persons, or a smaller share"),
        ({"Kantor": {"C11": time(12), "C12": time(13)}},
         "Kantor!C13: the counters are open at lunch only, when by your answer they are closed; correct the hours or "
         "this answer"),
        ({"Gangguan": rows(("OSS pusat", datetime(2026, 1, 6, 9)))},
         "Gangguan!E8: write when it was back, or the minutes"),
        ({"Gangguan": rows(("OSS pusat", datetime(2026, 2, 6, 9), None, 10))},
         "Gangguan!C8: 2026-02-06 is outside the period on the sheet Office (2026-01-05 to 2026-01-30); check the date"),
        ({"Gangguan": rows(("OSS pusat", "kemarin", None, 10))},
         'Gangguan!C8: "kemarin" is not a date; write date and time like 2026-01-05 09:30'),
    ],
)  # fmt: skip
def test_each_kind_of_fault_is_one_line(tmp_path, sheets, said):
    sheets = {**sheets, "Kantor": {**OFFICE, **sheets.get("Kantor", {})}}
    if sheets.keys() == {"Kantor"}:
        sheets["Izin"] = rows(("NIB, risiko rendah", 10))
    assert faults(tmp_path, "en", **sheets) == [said]


def test_merged_cells_are_one_line(tmp_path):
    file = filled(tmp_path / "form.xlsx", GOOD, BASE)
    book = load_workbook(file)
    book["Antrean"].merge_cells("D8:E9")
    book.save(file)
    with pytest.raises(FormError) as caught:
        imported(file, BASE)
    assert caught.value.lines() == ["Antrean!D8: sel D8:E9 digabung; pisahkan"]


def test_an_example_that_was_written_over_is_named(tmp_path):
    done = imported(filled(tmp_path / "form.xlsx", {"Kantor": OFFICE, "Antrean": {"D7": 12}}, BASE), BASE)
    assert [remark.line("en") for remark in done.remarks] == [
        "Antrean!D7: the example row is not read, but it was changed; write your numbers below it"
    ]


@pytest.mark.parametrize(
    ("raw", "lang", "value"),
    [
        (12, "id", 12), (7.5, "id", 7.5), ("7,5", "id", 7.5), ("7.5", "id", 7.5), ("7,5", "en", 7.5), ("7.5", "en", 7.5),
        ("1.250", "id", 1250), ("1,250", "en", 1250), ("1.250,5", "id", 1250.5), ("1,250.5", "en", 1250.5),
        (" 12 ", "id", 12), ("12", "en", 12), ("0,125", "id", 0.125), ("0.125", "id", 0.125), ("+3", "id", 3),
        ("1,250", "id", None), ("1.250", "en", None), ("1.2.5", "id", None), ("1,250.5", "id", None), ("", "id", None),
        ("dua", "id", None), ("1e3", "id", None), ("٣", "id", None), (True, "id", None), (date(2026, 1, 5), "id", None),
        (float("nan"), "id", None), (float("inf"), "id", None), (10**400, "id", None), (-1, "id", None), ("-1", "id", None),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(raw, lang, value):
    check("services", "minutes", raw, lang, value)


@pytest.mark.parametrize(
    ("raw", "lang", "value"),
    [
        (time(8, 30), "id", 510), ("08:30", "id", 510), ("8.30", "id", 510), ("08.30 WIB", "id", 510), ("24:00", "id", 1440),
        (0.25, "id", 360), (timedelta(hours=9), "id", 540), (datetime(1899, 12, 30, 8, 30), "id", 510), ("00:00", "id", 0),
        (10.3, "id", None), (8, "id", None), ("25:00", "id", None), ("24:01", "id", None), ("8", "id", None),
        ("8:5", "id", None), ("08:75", "id", None), (datetime(2026, 1, 5, 8, 30), "id", None), (timedelta(2), "id", None),
    ],
)  # fmt: skip
def test_times_are_read_as_people_write_them(raw, lang, value):
    check("staff", "from", raw, lang, value)


@pytest.mark.parametrize(
    ("raw", "lang", "value"),
    [
        (datetime(2026, 1, 5), "id", date(2026, 1, 5)), ("2026-01-05", "en", date(2026, 1, 5)),
        ("05/01/2026", "id", date(2026, 1, 5)), ("5-1-2026", "id", date(2026, 1, 5)), ("5 Januari 2026", "id", date(2026, 1, 5)),
        ("15/01/2026", "en", date(2026, 1, 15)), ("01/01/2026", "en", date(2026, 1, 1)), ("05/01/2026", "en", None),
        ("31/02/2026", "id", None), ("5 Januari", "id", None), (46027, "id", None), (datetime(2026, 1, 5, 8), "id", None),
        ("05/01/1926", "id", None), (date(2099, 1, 5), "id", None), ("0001-01-01", "id", None),
    ],
)  # fmt: skip
def test_dates_are_read_as_people_write_them(raw, lang, value):
    check("tickets", "date", raw, lang, value)


@pytest.mark.parametrize(
    ("sheet", "key", "raw", "value"),
    [
        ("staff", "absence", "5%", 0.05), ("staff", "absence", 0.05, 0.05), ("staff", "absence", "7,5 %", 0.075),
        ("staff", "absence", "150%", None), ("staff", "absence", 5, None), ("staff", "absence", "%", None),
        ("staff", "persons", 2, 2), ("staff", "persons", 2.0, 2), ("staff", "persons", 1001, None),
        ("staff", "days", " senin–JUMAT ", "working-days"), ("staff", "days", "Monday–Friday", "working-days"),
        ("staff", "days", "Selesa", None), ("staff", "days", 3, None), ("permits", "median", 4000, None),
        ("outages", "start", "05/01/2026 09.30", datetime(2026, 1, 5, 9, 30)), ("outages", "start", "09:30", None),
        ("office", "name", "  Kantor\nKita ", "Kantor Kita"), ("office", "name", "k" * 81, None),
    ],
)  # fmt: skip
def test_other_cells_are_read_as_people_write_them(sheet, key, raw, value):
    check(sheet, key, raw, "id", value)


def check(sheet, key, raw, lang, value):
    """A cell has this value, or None: it is bad."""
    if value is None:
        with pytest.raises(BadCell) as caught:
            cell_value(raw, COLUMNS[sheet, key], CHOICES, lang)
        assert caught.value.said.id.endswith(COLUMNS[sheet, key].hint.id)
    else:
        assert cell_value(raw, COLUMNS[sheet, key], CHOICES, lang) == value


JUNK = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=50),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(date(1905, 1, 1)),
    st.datetimes(datetime(1905, 1, 1)),
    st.times(),
    st.timedeltas(timedelta(), timedelta(3)),
    st.sampled_from(
        ["#N/A", "#REF!", "=A1", "=1/0", "=", "Loket", "Ya", "contoh", "1.250", "24:00", "12", "5%", "\u200b"]
    ),
)


@pytest.fixture(scope="module")
def good_form(tmp_path_factory):
    return filled(tmp_path_factory.mktemp("form") / "form.xlsx", GOOD, BASE)


@pytest.mark.verify
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    junk=st.lists(
        st.tuples(st.sampled_from([*GOOD]), st.integers(1, 14), st.integers(1, 14), JUNK), min_size=1, max_size=12
    )
)
def test_junk_in_any_cell_raises_nothing_but_a_form_error(good_form, tmp_path, junk):
    book = load_workbook(good_form)
    for sheet, row, column, value in junk:
        cell = book[sheet].cell(row, column)
        if type(cell).__name__ == "Cell":  # not inside the merged lines at the top
            cell.value = value
    file = tmp_path / "junk.xlsx"
    book.save(file)
    said = outcome(lambda: build_scenario(BASE, read_form(open_form(file), BASE)))
    assert said
    assert all(line.strip() and "\n" not in line for line in said)


def outcome(work):
    """What is said in both languages if a form is not taken, else the name of the scenario."""
    try:
        return [work().scenario.name]
    except FormError as error:
        return [*error.lines("id"), *error.lines("en")]


@given(raw=JUNK, column=st.sampled_from([*COLUMNS.values()]), lang=st.sampled_from(["id", "en"]))
def test_junk_in_a_cell_is_a_value_or_a_bad_cell(raw, column, lang):
    try:
        value = cell_value(raw, column, CHOICES, lang)
    except BadCell as bad:
        value = bad.said.in_(lang)
    assert value is not None
    assert value != ""


def test_the_example_row_is_good_data(tmp_path):
    """An office can trust the example: in a row of data it is accepted."""
    file = tmp_path / "form.xlsx"
    write_form(file, BASE, "id")
    book = load_workbook(file)
    for page in book.worksheets[2:-1]:
        for column in range(2, page.max_column + 1):
            page.cell(8, column).value = page.cell(7, column).value
    for row in range(7, 19):
        book["Kantor"].cell(row, 3).value = book["Kantor"].cell(row, 4).value
    book.save(file)
    done = imported(file, BASE)
    assert done.scenario.name == "kantor-contoh"
    assert {remark.line("id").split("!")[0] for remark in done.remarks} <= {"Layanan", "Gangguan", "Antrean", "Berkas"}


def test_a_number_in_a_cell_for_a_time_is_no_time(tmp_path):
    """9.15 typed for a quarter past nine is nine days to a spreadsheet, and 8 is eight days."""
    services = {"B8": "Loket pelayanan", "E8": 9.15, "F8": 9.3}
    assert faults(tmp_path, Layanan=services) == [
        "Layanan!E8: 9,15 bukan jam; tulis jam seperti 08:00",
        "Layanan!F8: 9,3 bukan jam; tulis jam seperti 08:00",
    ]
    assert faults(tmp_path, Kantor={**OFFICE, "C11": 8})[0].startswith("Kantor!C11: 8 bukan jam; tulis jam seperti")
