"""Questionnaires as offices keep them: headings, separators, encodings, sheets; and every file that cannot be used."""

import csv
import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from openpyxl import Workbook

from simulator.calibration.form import FormError
from simulator.calibration.survey import read_servqual, read_skm, survey_index
from simulator.calibration.survey.headings import ALIASES, element_of
from simulator.calibration.survey.pages import SEPARATORS
from simulator.data import DATASETS
from simulator.measures.quality import elements

NAMES = list(elements())
INDONESIAN = [names[0] for names in elements().values()]
ENGLISH = [names[1] for names in elements().values()]
ROWS = [[4, 3, 3, 4, 4, 4, 4, 3, 2], [3, 3, 2, 4, 3, 4, 4, 2, 3]]
DIMENSIONS = ("Bukti fisik", "Keandalan", "Daya tanggap", "Jaminan", "Empati")


def csv_file(
    folder: Path, *rows: list[Any], separator: str = ",", encoding: str = "utf-8", name: str = "skm.csv"
) -> Path:
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator).writerows(rows)
    file = folder / name
    file.write_bytes(stream.getvalue().encode(encoding))
    return file


def xlsx_file(folder: Path, sheets: dict[str, list[list[Any]]], name: str = "skm.xlsx") -> Path:
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    book.save(folder / name)
    return folder / name


def answers(file: Path, **options: Any) -> list[list[int]]:
    return read_skm(file, **options).answers[NAMES].to_numpy(np.float64, na_value=0).astype(int).tolist()


def refusal(file: Path, **options: Any) -> tuple[str, str]:
    with pytest.raises(FormError) as caught:
        survey_index(file, read_skm(file, **options))
    assert caught.value.faults == ()
    (indonesian,), (english,) = caught.value.lines("id"), caught.value.lines("en")
    assert indonesian != english
    assert indonesian.startswith(file.name)
    return indonesian, english


def faults(file: Path, **options: Any) -> dict[str, str]:
    with pytest.raises(FormError) as caught:
        read_skm(file, **options)
    assert caught.value.refusal is None
    assert caught.value.lines("id") != caught.value.lines("en")
    return {fault.address.partition("!")[2]: fault.said.en for fault in caught.value.faults}


@pytest.mark.parametrize(
    "headings", [NAMES, INDONESIAN, ENGLISH, [f"U{n}. {name}" for n, name in enumerate(INDONESIAN)]]
)
def test_headings_in_both_languages(tmp_path, headings):
    assert answers(csv_file(tmp_path, headings, *ROWS)) == ROWS


def test_the_last_two_are_told_by_name_in_whatever_order(tmp_path):
    assert answers(csv_file(tmp_path, [*INDONESIAN[:7], INDONESIAN[8], INDONESIAN[7]], ROWS[0])) == [
        [*ROWS[0][:7], ROWS[0][8], ROWS[0][7]]
    ]


def test_every_alias_names_its_element_alone():
    seen = {}
    assert set(ALIASES) == set(NAMES)
    for element, others in ALIASES.items():
        for text in (element, *elements()[element], *others):
            assert element_of(text) == element_of(f" 3. {text.upper()} ") == element
            assert seen.setdefault(text, element) == element


@pytest.mark.parametrize("heading", ["u{}", "U{}", "U{}.", "Unsur {}", "u0{}", "P{}"])
def test_numbered_elements_need_an_order(tmp_path, heading):
    file = csv_file(tmp_path, [heading.format(n) for n in range(1, 10)], *ROWS)
    assert "--order list" in refusal(file)[1]
    assert answers(file, order="list") == ROWS
    swapped = [[*row[:7], row[8], row[7]] for row in ROWS]
    assert answers(file, order="form") == swapped
    assert answers(file, order=",".join([*NAMES[:7], NAMES[8], NAMES[7]])) == swapped
    with pytest.raises(ValueError, match="requirements"):
        read_skm(file, ",".join(["requirements"] * 9))


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_separators_and_encodings(tmp_path, separator, encoding):
    rows = [[*row, "Kafé, loket; dua"] for row in ROWS]
    read = read_skm(
        csv_file(
            tmp_path, [*INDONESIAN, "Layanan"], rows[0], [*ROWS[1], "Lain"], separator=separator, encoding=encoding
        )
    )
    assert read.answers[NAMES].to_numpy(int).tolist() == ROWS
    assert read.answers["service"].tolist() == ["Kafé, loket; dua", "Lain"]


def test_title_rows_blank_lines_and_the_separator_line_of_excel(tmp_path):
    file = tmp_path / "skm.csv"
    heading = ";".join(NAMES)
    file.write_text(f"sep=;\nSurvei\n\n{heading};;\n\n4;3;3;4;4;4;4;3;9;;\n", encoding="utf-8")
    assert list(faults(file)) == ["I5"]


@pytest.mark.parametrize("written", ["3,0", "3.0", " 3 ", "3,00"])
def test_decimal_commas_of_whole_answers(tmp_path, written):
    assert answers(csv_file(tmp_path, NAMES, [written] * 9, separator=";")) == [[3] * 9]
    assert answers(csv_file(tmp_path, NAMES, [written] * 9)) == [[3] * 9]


def test_unquoted_decimal_commas_make_a_row_too_long(tmp_path):
    file = tmp_path / "skm.csv"
    file.write_text(",".join(NAMES) + "\n" + ",".join(["3,0"] * 9) + "\n", encoding="utf-8")
    assert next(iter(faults(file).values())).startswith("this row is longer than the headings")


def test_every_bad_answer_is_told_at_once(tmp_path):
    file = csv_file(
        tmp_path, NAMES, [0, 5, "baik", "3,5", "=A1", -1, "", "-", 4], [4] * 9, [1, 2, 3, 4, "4 (baik)", 1, 1, 1, "01"]
    )
    found = faults(file)
    assert list(found) == ["A2", "B2", "C2", "D2", "E2", "F2", "E4"]
    assert (
        found["A2"] == '"0" is no answer to Requirements; write 1, 2, 3 or 4, or leave it empty if it was not answered'
    )


def test_missing_answers_stay_missing(tmp_path):
    read = read_skm(
        csv_file(tmp_path, [*NAMES, "Kanal"], ["", "-", *ROWS[0][2:], "loket"], [*ROWS[1], ""], [""] * 9 + ["daring"])
    )
    assert read.answers["requirements"].isna().tolist() == [True, False]
    assert read.answers["channel"].isna().tolist() == [False, True]
    assert read.silent == 1


def test_groups_personal_columns_and_formulas_in_names(tmp_path):
    headings = [*NAMES, "Nama", "Jenis Kelamin", "Saran", "Tahun", "=HYPERLINK(1)", "Nama layanan", ""]
    rows = [[*ROWS[0], f"Orang {n}", "LP"[n % 2], f"ok {n}", 2026, f"+x{n % 3}", f"izin {n % 2}", n] for n in range(30)]
    read = read_skm(csv_file(tmp_path, headings, *rows))
    assert {key: title.en for key, title in read.groups.items()} == {
        "sex": "Sex", "HYPERLINK(1)": "=HYPERLINK(1)", "service": "Service",
    }  # fmt: skip
    assert set(read.answers["HYPERLINK(1)"]) == {"x0", "x1", "x2"}
    assert {name: why.en for name, why in read.left_out.items()} == {
        "Nama": "may point to a person", "Saran": "may point to a person", "Tahun": "the same entry throughout",
        "": "without a heading",
    }  # fmt: skip
    many = read_skm(csv_file(tmp_path, [*NAMES, "Desa"], *[[*ROWS[0], f"d{n}"] for n in range(30)]))
    assert "more than 20" in many.left_out["Desa"].en
    own = read_skm(csv_file(tmp_path, [*NAMES, "Pengisi"], *[[*ROWS[0], f"p{n % 8}"] for n in range(15)]))
    assert own.left_out["Pengisi"].en == "almost every respondent has another entry"
    few = read_skm(csv_file(tmp_path, [*NAMES, "Pengisi"], *[[*ROWS[0], f"p{n % 8}"] for n in range(16)]))
    assert list(few.groups) == ["Pengisi"]


def test_rows_of_totals_are_told_but_not_groups_with_such_names(tmp_path):
    rows = [[*ROWS[0], "Nilai tanah"], [*ROWS[1], "Nilai tanah"], [*ROWS[1], "NIB"], [*ROWS[0], "Jumlah"]]
    found = faults(csv_file(tmp_path, [*NAMES, "Layanan"], *rows))
    assert list(found) == ["J5"]
    assert 'a total or a mean ("Jumlah")' in found["J5"]


def test_sheets(tmp_path):
    table = [["SURVEI"], [], ["No", *INDONESIAN], *[[n, *row] for n, row in enumerate(ROWS)]]
    file = xlsx_file(tmp_path, {"Petunjuk": [["Isi"]], "Data": table})
    assert answers(file) == ROWS
    assert answers(file, sheet="Data") == ROWS
    assert 'there is no sheet "x"; there are Petunjuk, Data' in refusal(file, sheet="x")[1]
    assert "no headings are found" in refusal(file, sheet="Petunjuk")[1]
    two = xlsx_file(tmp_path, {"2025": table, "2026": table})
    assert "(2025, 2026); choose one with --sheet" in refusal(two)[1]
    assert answers(two, sheet="2026") == ROWS
    assert "leave --sheet out" in refusal(csv_file(tmp_path, NAMES, *ROWS), sheet="Data")[1]


def test_what_excel_cells_hold(tmp_path):
    book = Workbook()
    page = book.active
    page.title = "Data"
    page.append([*NAMES, "Layanan"])
    page.append(["=1+2", True, 3.0, 3.5, None, "4", 4, 4, 4, "a"])
    page.append([4, 4, "#DIV/0!", 4, 4, 4, 4, 4, 4, "b"])
    page["C3"].data_type = "e"
    page.append([4] * 9 + ["b"])
    page.merge_cells("A4:B4")
    file = tmp_path / "skm.xlsx"
    book.save(file)
    found = faults(file)
    assert list(found) == ["A2", "B2", "D2", "C3", "A4", "B4"]
    assert "has no result" in found["A2"]
    assert "failed formula" in found["C3"]
    assert found["A4"] == "the cells A4:B4 are merged; split them"
    assert found["D2"].startswith("3.5 is no answer")


def test_merged_groups_are_told(tmp_path):
    book = Workbook()
    page = book.active
    for row in ([*NAMES, "Layanan"], [*ROWS[0], "a"], [*ROWS[1], None], [*ROWS[1], "b"]):
        page.append(row)
    page.merge_cells("J2:J3")
    book.save(tmp_path / "skm.xlsx")
    assert list(faults(tmp_path / "skm.xlsx")) == ["J2", "J3"]


def test_a_cell_far_away_is_refused_before_its_rows_are_made(tmp_path):
    book = Workbook()
    book.active.append(NAMES)
    book.active["A1048576"] = 4
    book.save(tmp_path / "skm.xlsx")
    assert "too many rows or cells" in refusal(tmp_path / "skm.xlsx")[1]
    wide = Workbook()
    wide.active.append(NAMES)
    wide.active["XFD2"] = 4
    wide.save(tmp_path / "skm.xlsx")
    assert "more than 300 columns" in refusal(tmp_path / "skm.xlsx")[1]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "this file is empty"),
        (b"PK\x03\x04" + bytes(100), "neither a CSV nor an Excel file"),
        (b"PK\x03\x04" + bytes(10_000_000), "larger than 5 MB"),
        (b"requirements;procedure\n" + b"3;4\n" * 2_500_000, "larger than 5 MB"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "old format (.xls)"),
        (b"%PDF-1.7\n%\x00\x01", "neither a CSV nor an Excel file"),
        (b"\xff\xfe\x00", "neither a CSV nor an Excel file"),
        (b"halo", "no headings are found"),
        (b"a,b,c\n1,2,3\n", "no headings are found"),
        (b"requirements,procedure\n" + b'"' + b"x" * 200_000, "neither a CSV nor an Excel file"),
        (b"requirements,procedure\n3,4\n", "Completion time, Cost, Product"),
        (b"requirements,procedure" + b",x" * 300, "more than 300 columns"),
        (b"requirements,procedure\n" + b"\n" * 50_001, "more than 50000 rows"),
        (",".join(NAMES).encode(), "there are no answers below"),
        ((",".join(NAMES) + "\n,,,,,,,,\n").encode(), "there are no answers below"),
        ((",".join(NAMES) + "\n3,3,3,3,3,3,3,3,\n").encode(), "not one answer to Facilities"),
        ((",".join(NAMES) + ",Biaya\n").encode(), "two columns for Biaya (D and J)"),
        (b"u1,u2,u3,u4,u5,u6,u7,u8,facilities\n3,3,3,3,3,3,3,3,3\n", "some elements are numbered and some are named"),
    ],
)  # fmt: skip
def test_files_that_cannot_be_used_are_refused(tmp_path, content, said):
    file = tmp_path / "skm.csv"
    file.write_bytes(content)
    assert said in refusal(file)[1]


def test_a_long_cell_is_refused_when_another_library_has_raised_the_limit_of_python(tmp_path):
    file = tmp_path / "skm.csv"
    file.write_text("requirements,procedure\n" + '"' + "x" * 200_000)
    before = csv.field_size_limit(10**9)
    try:
        assert "neither a CSV nor an Excel file" in refusal(file)[1]
    finally:
        csv.field_size_limit(before)


def test_missing_files_folders_and_excel_by_name_only(tmp_path):
    assert "there is no such file" in refusal(tmp_path / "none.csv")[1]
    assert "this is a folder; name a .csv or .xlsx file" in refusal(tmp_path)[1]
    file = csv_file(tmp_path, NAMES, *ROWS, name="skm.xlsx")
    assert "neither a CSV nor an Excel file" in refusal(file)[1]


def test_zip_bombs_are_refused_in_words_of_a_questionnaire(tmp_path):
    import zipfile

    file = xlsx_file(tmp_path, {"Data": [NAMES, *ROWS]})
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/media/image1.bin", bytes(60_000_000))
    assert refusal(file)[1] == "skm.xlsx: this file unpacks to more than 50 MB; save the answers as .csv."


def test_no_sentence_speaks_of_the_collection_form(tmp_path):
    from simulator.calibration.form import gate
    from simulator.calibration.survey import texts

    replaced = {id(said) for said, _ in texts.OF_THE_FORM}
    others = [said for said in vars(gate).values() if isinstance(said, type(gate.EMPTY)) and id(said) not in replaced]
    assert len(others) >= 5
    assert all("form" not in said.en.replace("format", "") and "formulir" not in said.id for said in others)


def test_the_population_must_not_be_smaller(tmp_path):
    file = csv_file(tmp_path, NAMES, *ROWS)
    with pytest.raises(FormError) as caught:
        survey_index(file, read_skm(file), 1)
    assert "2 respondents are more than the population of 1" in str(caught.value.lines("en"))


def test_the_questionnaire_of_the_data_package():
    read = read_skm(DATASETS / "skm" / "data" / "questionnaire.csv")
    assert len(read.answers) == 150
    assert set(read.groups) == {"service", "channel", "age", "sex", "education"}
    assert list(read.left_out) == ["respondent"]


def servqual_rows(n: int = 3) -> list[list[Any]]:
    heading = ["No", *[f"Harapan {i}" for i in range(1, 23)], *[f"P{i}" for i in range(1, 23)]]
    return [heading, *[[r, *[5] * 22, *[4] * 22] for r in range(n)]]


def test_servqual_with_and_without_weights(tmp_path):
    rows = servqual_rows()
    read = read_servqual(csv_file(tmp_path, *rows))
    assert (read.expectation == 5).all()
    assert (read.perception == 4).all()
    assert read.weights is None
    weighted = [
        [*rows[0], *(f"Bobot {name}" for name in DIMENSIONS)],
        [*rows[1], 10, "30,5", 20, 19.5, 20],
        [*rows[2], *[""] * 5],
    ]
    read = read_servqual(csv_file(tmp_path, *weighted, separator=";"))
    assert read.weights[0].tolist() == [10, 30.5, 20, 19.5, 20]
    assert np.isnan(read.weights[1]).all()


def test_servqual_faults(tmp_path):
    rows = servqual_rows()
    rows[0] += [f"weight {name}" for name in ("tangibles", "reliability", "responsiveness", "assurance", "empathy")]
    rows[1] += [20, 20, 20, 20, 10]
    rows[2] += [20, 20, 20, 40, "x"]
    rows[3] += [20] * 5
    rows[3][1] = 7
    file = csv_file(tmp_path, *rows)
    with pytest.raises(FormError) as caught:
        read_servqual(file)
    assert [fault.address for fault in caught.value.faults] == ["skm.csv!AT2", "skm.csv!AX3", "skm.csv!B4"]
    said = caught.value.lines("en")
    assert "add up to 90" in said[0]
    assert "is no weight" in said[1]
    assert "E1; write 1, 2, 3, 4 or 5" in said[2]
    with pytest.raises(FormError) as caught:
        read_servqual(file, scale=7)
    assert len(caught.value.faults) == 2


@pytest.mark.parametrize("without", ["Harapan 7", "P22", "No"])
def test_servqual_needs_all_pairs(tmp_path, without):
    rows = servqual_rows()
    at = rows[0].index(without)
    file = csv_file(tmp_path, *[row[:at] + row[at + 1 :] for row in rows])
    if without == "No":
        assert read_servqual(file).expectation.shape == (3, 22)
        return
    with pytest.raises(FormError) as caught:
        read_servqual(file)
    assert {"Harapan 7": "E7", "P22": "P22"}[without] in caught.value.lines("en")[0]


def test_servqual_without_answers(tmp_path):
    with pytest.raises(FormError) as caught:
        read_servqual(csv_file(tmp_path, servqual_rows()[0]))
    assert "no answers below" in caught.value.lines("en")[0]
