"""A SERVQUAL questionnaire as an office has it -> expectations, perceptions and weights, or every bad cell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from simulator.calibration.form.faults import Fault, FormError
from simulator.calibration.form.gate import refused
from simulator.calibration.form.words import Words, amount
from simulator.calibration.survey import texts
from simulator.calibration.survey.headings import Headings, find_headings, is_blank, plain, require
from simulator.calibration.survey.pages import Cell, read_pages
from simulator.calibration.survey.questionnaire import answer, answer_fault, fault_at, is_answered, row_fault, told
from simulator.measures.quality import DIMENSION_TITLES, dimensions, servqual_items

SCALES = (5, 7)
"""Ends of the scales in use; the authors' own has 7."""

WHOLE = 100
"""Points that a respondent divides among the dimensions."""

_EXPECTED = re.compile(r"(?:e|h|x|harapan|ekspektasi|expectation|expected) ?0*([1-9][0-9]?)")
_MET = re.compile(r"(?:p|k|persepsi|kinerja|kenyataan|perception|perceived) ?0*([1-9][0-9]?)")
_WEIGHT = re.compile(r"(?:bobot|weight|w) (.+)")
_NUMBER = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,4})?")

Array = NDArray[np.float64]


@dataclass(frozen=True)
class ServqualAnswers:
    """Answers to the 22 pairs of questions.

    Attributes
    ----------
    file : str
        Where they stood.
    expectation, perception : ndarray, shape (n_respondents, 22)
        Not a number where there is no answer.
    weights : ndarray, shape (n_respondents, 5), or None
        Points of the dimensions, where the file has them.
    """

    file: str
    expectation: Array
    perception: Array
    weights: Array | None


def read_servqual(file: Path, scale: int = SCALES[0], sheet: str | None = None) -> ServqualAnswers:
    """Read a SERVQUAL questionnaire.

    Parameters
    ----------
    file : Path
        CSV or XLSX with columns E1 to E22 (or H1, harapan 1, …), P1 to P22 and, if there are any, a weight for each
        dimension (bobot keandalan, weight reliability, …).
    scale : int, optional
        The highest answer.
    sheet : str, optional
        Which sheet; the one that has the headings unless said.

    Returns
    -------
    ServqualAnswers
        As numbers.

    Raises
    ------
    FormError
        With one sentence if the file cannot be used, or with every bad cell.
    """
    numbers = [int(number) for number in servqual_items()["no"]]
    wanted = Words("E1 sampai E22 dan P1 sampai P22", "E1 to E22 and P1 to P22")
    headings = find_headings(file, read_pages(file, sheet), _key_of, wanted)
    keys = [f"{part}{number}" for part in "EP" for number in numbers]
    weights = [f"W{name}" for name in dimensions()]
    is_weighted = any(key in headings.columns for key in weights)
    require(file, headings, [*keys, *(weights if is_weighted else ())], _titles())
    respondents = [row for row in headings.respondent_rows if is_answered(headings, row)]
    if not respondents:
        raise refused(texts.NOBODY, file)
    if faults := list(_faults(headings, respondents, scale)):
        raise FormError(None, faults)
    table = {key: _column(headings, respondents, key, scale) for key in headings.columns}
    expected, met = (np.array([table[f"{part}{number}"] for number in numbers]).T for part in "EP")
    return ServqualAnswers(
        file.name, expected, met, np.array([table[key] for key in weights]).T if is_weighted else None
    )


def _titles() -> dict[str, Words]:
    items = {f"{part}{number}": Words(*[f"{part}{number}"] * 2) for part in "EP" for number in servqual_items()["no"]}
    weights = {
        f"W{name}": Words(f"bobot {titles[0]}", f"weight {titles[1]}") for name, titles in DIMENSION_TITLES.items()
    }
    return items | weights


def _key_of(heading: object) -> str:
    text = plain(heading)
    for part, pattern in (("E", _EXPECTED), ("P", _MET)):
        match = pattern.fullmatch(text)
        if match and int(match[1]) <= len(servqual_items()):
            return f"{part}{match[1]}"
    weight = _WEIGHT.fullmatch(text)
    for name, titles in DIMENSION_TITLES.items():
        if weight and weight[1] in (name, *map(plain, titles)):
            return f"W{name}"
    return ""


def _faults(headings: Headings, respondents: list[int], scale: int) -> Iterator[Fault]:
    titles = _titles()
    weights = {key: at for key, at in headings.columns.items() if key.startswith("W")}
    for row in respondents:
        if found := row_fault(headings, row):
            yield found
            continue
        for key, column in headings.columns.items():
            if key not in weights:
                yield from answer_fault(headings, row, column, titles[key], scale)
        yield from _weight_faults(headings, row, list(weights.values()))


def _weight_faults(headings: Headings, row: int, columns: list[int]) -> Iterator[Fault]:
    cells = [headings.cell(row, column) for column in columns]
    if all(is_blank(cell) for cell in cells):
        return
    values = [_weight(cell) for cell in cells]
    for column, cell, value in zip(columns, cells, values, strict=True):
        if value is None:
            said = cell.fault or texts.NOT_A_WEIGHT.filled(value=told("" if cell.value is None else cell.value))
            yield fault_at(headings, row, column, said)
    total = sum(value for value in values if value is not None)
    if None not in values and abs(total - WHOLE) > 0.5:
        yield fault_at(headings, row, columns[0], texts.WEIGHT_SUM.filled(total=amount(total)))


def _weight(cell: Cell) -> float | None:
    value = cell.value
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        value = float(value.strip().replace(",", "."))
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and 0 <= value <= WHOLE and cell.fault is None else None  # type: ignore[arg-type, operator]


def _column(headings: Headings, respondents: list[int], key: str, scale: int) -> list[float]:
    cells = [headings.cell(row, headings.columns[key]) for row in respondents]
    read = _weight if key.startswith("W") else lambda cell: answer(cell, scale)
    return [np.nan if value is None else float(value) for value in map(read, cells)]
