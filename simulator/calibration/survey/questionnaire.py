"""A satisfaction survey as an office has it -> answers by element, or every bad cell."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from simulator.calibration.form.faults import Fault, FormError
from simulator.calibration.form.gate import refused
from simulator.calibration.form.words import LANGUAGES, Words, amount, same, shown
from simulator.calibration.survey import texts
from simulator.calibration.survey.headings import (
    Headings,
    element_of,
    find_headings,
    is_blank,
    numbered_elements,
    plain,
    require,
)
from simulator.calibration.survey.pages import Cell, read_pages
from simulator.measures.quality import HIGHEST, NoAnswerError, Skm, elements, skm

MOST_GROUPS = 20
"""Different entries of a column beyond which it makes no groups."""

FORMULA_SIGNS = "=+@-\t "
"""What spreadsheets take for the beginning of a formula: cut off from names of groups, which are written out again."""

TITLES = {element: Words(*names) for element, names in elements().items()}
"""Element -> its names."""

GROUP_TITLES: dict[str, Words] = {
    "service": Words("Layanan", "Service"),
    "channel": Words("Kanal", "Channel"),
    "sex": Words("Jenis kelamin", "Sex"),
    "education": Words("Pendidikan", "Education"),
    "age": Words("Umur", "Age"),
    "occupation": Words("Pekerjaan", "Occupation"),
}
"""Groups that are known by several headings."""

_GROUP_HEADINGS = {
    "service": (
        "layanan",
        "jenis layanan",
        "jenis pelayanan",
        "jenis izin",
        "nama layanan",
        "pelayanan",
        "service",
        "permit",
    ),
    "channel": ("kanal", "saluran", "channel"),
    "sex": ("jenis kelamin", "kelamin", "gender", "sex", "jk"),
    "education": ("pendidikan", "pendidikan terakhir", "education"),
    "age": ("umur", "usia", "kelompok umur", "kelompok usia", "age", "age band", "age group"),
    "occupation": ("pekerjaan", "occupation"),
}
_PERSONAL = re.compile(
    r"\b(nama|name|nik|ktp|npwp|nib|hp|wa|whatsapp|telp|telepon|phone|e ?mail|surel|alamat|address|ttd|tanda tangan"
    r"|responden|respondent|no|nomor|number|id|timestamp|cap waktu|tanggal|tgl|date|jam|saran|kritik|comments?)\b"
)
_SUMMARY = re.compile(r"^(jumlah|total|rata|nrr|ikm|nilai|mean|average|sum|bobot|mutu|kinerja|weighted)\b")
_WHOLE = re.compile(r"([0-9]{1,4})(?:[.,]0{1,3})?")


@dataclass(frozen=True)
class Questionnaire:
    """Answers to a satisfaction survey.

    Attributes
    ----------
    file, sheet : str
        Where they stood.
    answers : DataFrame
        A row for each respondent: the nine elements (Int64, missing where there is no answer), then the groups (text,
        missing too).
    groups : mapping of str to Words
        Column -> what it is called.
    left_out : mapping of str to Words
        Heading of each other column -> why it makes no groups.
    silent : int
        Rows in which something stands, but no answer: they are no respondents.
    """

    file: str
    sheet: str
    answers: pd.DataFrame
    groups: Mapping[str, Words]
    left_out: Mapping[str, Words]
    silent: int


def read_skm(file: Path, order: str | None = None, sheet: str | None = None) -> Questionnaire:
    """Read a satisfaction survey.

    Parameters
    ----------
    file : Path
        CSV or XLSX: one row for each respondent, below a row of headings.
    order : str, optional
        What U1 to U9 are: "list", "form", or nine elements with commas between them.
    sheet : str, optional
        Which sheet; the one that has the headings unless said.

    Returns
    -------
    Questionnaire
        Its answers.

    Raises
    ------
    FormError
        With one sentence if the file cannot be used, or with every bad cell.
    """
    names = Words(*(", ".join(title.in_(lang) for title in TITLES.values()) for lang in LANGUAGES))
    wanted = Words("{names}, atau U1 sampai U9", "{names}, or U1 to U9").filled(names=names)
    headings = _named(file, find_headings(file, read_pages(file, sheet), element_of, wanted), order)
    require(file, headings, elements(), TITLES)
    respondents = [row for row in headings.respondent_rows if is_answered(headings, row)]
    if not respondents:
        raise refused(texts.NOBODY, file)
    faults = list(_faults(headings, respondents))
    if faults:
        raise FormError(None, faults)
    return _questionnaire(file, headings, respondents)


def answer(cell: Cell, scale: int) -> int | None:
    """The answer in a cell, None where there is none.

    Raises
    ------
    ValueError
        If it is no whole number from 1 to the end of the scale.
    """
    if is_blank(cell):
        return None
    value = cell.value
    if isinstance(value, str) and (match := _WHOLE.fullmatch(value.strip())):
        value = int(match[1])
    if isinstance(value, bool) or not isinstance(value, int | float) or value not in range(1, scale + 1):
        raise ValueError(str(cell.value))
    return int(value)


def told(value: object) -> Words:
    """What stands in a cell, as a sentence names it."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return amount(float(value), ".6g")
    return same(f'"{shown(value)}"')


def scale_words(scale: int) -> Words:
    """The possible answers in words.

    Examples
    --------
    >>> scale_words(4).en
    '1, 2, 3 or 4'
    """
    start = ", ".join(map(str, range(1, scale)))
    return Words(f"{start}, atau {scale}", f"{start} or {scale}")


def _named(file: Path, headings: Headings, order: str | None) -> Headings:
    """Headings by element, where they are only numbered."""
    numbered = [key for key in headings.columns if key.startswith("no:")]
    if not numbered or set(elements()) <= headings.columns.keys():
        others = {headings.columns[key]: key.replace("no:", "U") for key in numbered}
        columns = {key: at for key, at in headings.columns.items() if key not in numbered}
        return Headings(headings.page, headings.row, columns, {**headings.others, **others})
    if len(numbered) < len(headings.columns):
        raise refused(texts.MIXED, file)
    if order is None:
        raise refused(texts.ORDER_NEEDED, file)
    names = numbered_elements(order)
    columns = {names[key]: at for key, at in headings.columns.items()}
    return Headings(headings.page, headings.row, columns, headings.others)


def is_summary(cell: Cell) -> bool:
    """Whether a cell names a total or a mean."""
    return isinstance(cell.value, str) and bool(_SUMMARY.match(plain(cell.value)))


def is_answered(headings: Headings, row: int) -> bool:
    """Whether a row has anything where answers stand."""
    return any(not is_blank(headings.cell(row, column)) for column in headings.columns.values())


def _faults(headings: Headings, respondents: list[int]) -> Iterator[Fault]:
    for row in respondents:
        if found := row_fault(headings, row):
            yield found
            continue
        for element, column in headings.columns.items():
            yield from answer_fault(headings, row, column, TITLES[element], HIGHEST)


def row_fault(headings: Headings, row: int) -> Fault | None:
    """What is wrong with a row as a whole: it is a total, or too long."""
    for at in headings.others:
        cell = headings.cell(row, at)  # what stands there more than once is a group that is called so
        if is_summary(cell) and headings.entries[at, str(cell.value)] == 1:
            return fault_at(headings, row, at, texts.SUMMARY_ROW.filled(value=same(f'"{shown(cell.value)}"')))
    wide = len(headings.page.rows[headings.row - 1])
    for at, cell in enumerate(headings.page.rows[row - 1][wide:], start=wide + 1):
        if not is_blank(cell):
            return fault_at(headings, row, at, texts.TOO_WIDE)
    return None


def answer_fault(headings: Headings, row: int, column: int, title: Words, scale: int) -> Iterator[Fault]:
    """What is wrong with a cell that should hold an answer."""
    cell = headings.cell(row, column)
    if cell.fault is not None:
        yield fault_at(headings, row, column, cell.fault)
        return
    try:
        answer(cell, scale)
    except ValueError:
        parts = {"value": told(cell.value), "title": title, "scale": scale_words(scale)}
        yield fault_at(headings, row, column, texts.NOT_AN_ANSWER.filled(**parts))


def fault_at(headings: Headings, row: int, column: int, said: Words) -> Fault:
    """A fault of one cell, named as a spreadsheet names it."""
    return Fault(0, row, column, said, shown(headings.page.name))


def _questionnaire(file: Path, headings: Headings, respondents: list[int]) -> Questionnaire:
    columns = {
        element: pd.array(
            [answer(headings.cell(row, headings.columns[element]), HIGHEST) for row in respondents], dtype="Int64"
        )
        for element in elements()
    }
    groups, left_out, faults = dict[str, Words](), dict[str, Words](), list[Fault]()
    table = pd.DataFrame(columns)
    for column, heading in headings.others.items():
        cells = {row: headings.cell(row, column) for row in respondents}
        key, title = _group(heading)
        reason = texts.SECOND if key in table else _no_group(heading, list(cells.values()))
        if reason is None:
            groups[key] = title
            table[key] = pd.array([_entry(cell) for cell in cells.values()], dtype="string")
            faults += [fault_at(headings, row, column, cell.fault) for row, cell in cells.items() if cell.fault]
        elif any(not is_blank(cell) for cell in cells.values()):
            left_out[heading] = reason
    if faults:
        raise FormError(None, faults)
    silent = sum(
        any(not is_blank(cell) for cell in headings.page.rows[row - 1])
        for row in headings.respondent_rows
        if not is_answered(headings, row)
    )
    return Questionnaire(file.name, headings.page.name, table, groups, left_out, silent)


def _group(heading: str) -> tuple[str, Words]:
    for key, headings in _GROUP_HEADINGS.items():
        if plain(heading) in headings:
            return key, GROUP_TITLES[key]
    return heading.lstrip(FORMULA_SIGNS) or heading, same(heading)


def _no_group(heading: str, entries: list[Cell]) -> Words | None:
    """Why a column makes no groups; None if it does."""
    if not heading:
        return texts.NO_TITLE
    if _group(heading)[0] not in GROUP_TITLES and _PERSONAL.search(plain(heading)):
        return texts.PERSONAL
    different = {_entry(cell) for cell in entries}
    if len(different) > MOST_GROUPS:
        return texts.MANY_VALUES.filled(most=MOST_GROUPS)
    if len(different - {None}) > max(2, len(entries) / 2):
        return texts.OWN_VALUES
    return texts.ONE_VALUE if len(different) < 2 else None


def _entry(cell: Cell) -> str | None:
    """Name of a group, without what a spreadsheet would take for a formula."""
    if is_blank(cell) or cell.fault is not None:
        return None
    value = cell.value
    text = f"{value:g}" if isinstance(value, float) else shown(" ".join(str(value).split()))
    return text.lstrip(FORMULA_SIGNS) or None


def survey_index(file: Path, read: Questionnaire, population: int | None = None) -> Skm:
    """Index of a questionnaire, its faults told as those of the file.

    Parameters
    ----------
    file : Path
        For the sentences.
    read : Questionnaire
        From :func:`read_skm`.
    population : int, optional
        How many were served in the time of the survey.

    Returns
    -------
    Skm
        As :func:`simulator.measures.quality.skm` gives it.

    Raises
    ------
    FormError
        With one sentence, if an element has no answer or the population is smaller than the sample.
    """
    n = int(read.answers[list(elements())].notna().any(axis=1).sum())
    if population is not None and population < n:
        raise refused(texts.POPULATION, file, n=n, population=population)
    try:
        return skm(read.answers, population)
    except NoAnswerError as error:
        titles = [TITLES[element] for element in error.elements]
        said = Words(*(", ".join(title.in_(lang) for title in titles) for lang in LANGUAGES))
        raise refused(texts.NO_ANSWER, file, elements=said) from None
