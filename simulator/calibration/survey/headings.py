"""Which column of a questionnaire is what."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType

from openpyxl.utils import get_column_letter

from simulator.calibration.form.gate import refused
from simulator.calibration.form.words import LANGUAGES, Words, same, shown
from simulator.calibration.survey import texts
from simulator.calibration.survey.pages import HEADER_ROWS, Cell, Page
from simulator.data import load
from simulator.measures.quality import elements

NUMBERED = re.compile(r"(?:u|unsur|q|p|pertanyaan|no) ?0*([1-9])")
_PREFIX = re.compile(r"^(?:(?:u|unsur|q|p|pertanyaan|no) ?[0-9]{1,2}|[0-9]{1,2}) (?=[^0-9])")

ALIASES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "requirements": ("persyaratan pelayanan", "kesesuaian persyaratan", "syarat"),
        "procedure": (
            *("sistem mekanisme prosedur", "prosedur", "prosedur pelayanan", "kemudahan prosedur"),
            *("mekanisme dan prosedur", "procedures"),
        ),
        "completion-time": (
            *("waktu", "waktu pelayanan", "kecepatan waktu", "kecepatan pelayanan", "kecepatan waktu pelayanan"),
            *("time", "waktu penyelesaian pelayanan"),
        ),
        "cost": ("biaya", "tarif", "biaya dan tarif", "kewajaran biaya", "fee", "fees"),
        "product": (
            *("produk", "produk pelayanan", "produk layanan", "hasil pelayanan", "produk spesifikasi jenis layanan"),
            *("spesifikasi jenis pelayanan", "produk layanan spesifikasi jenis pelayanan"),
        ),
        "competence": ("kompetensi", "kompetensi petugas", "kemampuan petugas"),
        "behaviour": (
            "perilaku",
            "perilaku petugas",
            "kesopanan dan keramahan petugas",
            "behavior",
            "behavior of officers",
        ),
        "complaints": ("pengaduan", "penanganan pengaduan", "complaint handling", "handling of complaints"),
        "facilities": ("sarana", "sarana prasarana", "fasilitas", "kualitas sarana dan prasarana"),
    }
)
"""Element -> headings that are understood beside its id and its two names."""


def plain(heading: object) -> str:
    """A heading as it is compared: words in small letters, without signs.

    Examples
    --------
    >>> plain(" U4. Biaya/Tarif *")
    'u4 biaya tarif'
    """
    return " ".join(re.findall(r"[^\W_]+", str(heading if heading is not None else "").casefold()))


@cache
def _elements_by_heading() -> Mapping[str, str]:
    found = dict[str, str]()
    for element, names in elements().items():
        found |= {plain(text): element for text in (element, *names, *ALIASES[element])}
    return found


def element_of(heading: object) -> str:
    """The element that a heading names, ``no:N`` if it only gives a number, empty if neither."""
    text = plain(heading)
    by_heading = _elements_by_heading()
    if element := by_heading.get(text) or by_heading.get(_PREFIX.sub("", text)):
        return element
    match = NUMBERED.fullmatch(text)
    return f"no:{match[1]}" if match else ""


def numbered_elements(order: str) -> dict[str, str]:
    """``no:N`` -> element in one of the two numberings, or in nine ids with commas between them.

    Raises
    ------
    ValueError
        If it is neither.
    """
    table = load("skm", "orders")
    if order in set(table["numbering"]):
        rows = table[table["numbering"] == order]
        return {f"no:{no}": str(element) for no, element in zip(rows["no"], rows["element"], strict=True)}
    given = [element_of(part) for part in order.split(",")]
    if sorted(given) != sorted(elements()):
        raise ValueError(order)
    return {f"no:{no}": element for no, element in enumerate(given, start=1)}


@dataclass(frozen=True)
class Headings:
    """The row of headings of a page.

    Attributes
    ----------
    page : Page
        Where it stands.
    row : int
        From 1.
    columns : mapping of str to int
        What was looked for -> column, from 1.
    others : mapping of int to str
        Column -> heading of the rest; empty where there is none.
    """

    page: Page
    row: int
    columns: Mapping[str, int]
    others: Mapping[int, str]

    @cached_property
    def respondent_rows(self) -> range:
        """Rows below the headings, from 1."""
        return range(self.row + 1, len(self.page.rows) + 1)

    def cell(self, row: int, column: int) -> Cell:
        """A cell, also where its row is shorter."""
        cells = self.page.rows[row - 1]
        return cells[column - 1] if column <= len(cells) else Cell(None)

    @cached_property
    def entries(self) -> Counter[tuple[int, str]]:
        """How often each text stands in each of the other columns."""
        places = [(row, column) for row in self.respondent_rows for column in self.others]
        return Counter((column, str(self.cell(row, column).value)) for row, column in places)


def find_headings(file: Path, pages: list[Page], key_of: Callable[[object], str], wanted: Words) -> Headings:
    """The page and the row in which most of the headings stand.

    Parameters
    ----------
    file : Path
        For the sentences.
    pages : list of Page
        Of the file.
    key_of : callable
        Heading -> what it names; empty if that is nothing looked for.
    wanted : Words
        What is looked for, in words.

    Returns
    -------
    Headings
        The first of several rows.

    Raises
    ------
    FormError
        With one sentence: no such row, two columns for one thing, or several sheets.
    """
    best = [(page, *_best_row(page, key_of)) for page in pages]
    most = max((hits for _, _, hits in best), default=0)
    if most < 2:
        raise refused(texts.NO_HEADINGS, file, wanted=wanted)
    winners = [(page, row) for page, row, hits in best if hits == most]
    page, row = winners[0]
    if len(winners) > 1 and not page.is_text:
        raise refused(texts.WHICH_SHEET, file, sheets=", ".join(shown(page.name) for page, _ in winners))
    return _headings(file, page, row, key_of)


def _best_row(page: Page, key_of: Callable[[object], str]) -> tuple[int, int]:
    """Row from 1, and how many different headings it has."""
    hits = [len({key_of(cell.value) for cell in row} - {""}) for row in page.rows[:HEADER_ROWS]]
    return (hits.index(max(hits)) + 1, max(hits)) if hits else (1, 0)


def _headings(file: Path, page: Page, row: int, key_of: Callable[[object], str]) -> Headings:
    columns: dict[str, int] = {}
    others = {}
    for at, cell in enumerate(page.rows[row - 1], start=1):
        key = key_of(cell.value)
        if key in columns:
            places = {"first": get_column_letter(columns[key]), "second": get_column_letter(at)}
            raise refused(texts.TWICE, file, title=same(shown(cell.value)), **places)
        if key:
            columns[key] = at
        else:
            others[at] = shown(" ".join(str(cell.value).split())) if cell.value is not None else ""
    return Headings(page, row, columns, others)


def require(file: Path, headings: Headings, needed: Iterable[str], titles: Mapping[str, Words]) -> None:
    """Refuse a page on which something is missing; all of it in one sentence."""
    missing = [titles[key] for key in needed if key not in headings.columns]
    if missing:
        said = Words(*(", ".join(title.in_(lang) for title in missing) for lang in LANGUAGES))
        raise refused(texts.MISSING_COLUMNS, file, missing=said, row=headings.row)


def is_blank(cell: Cell) -> bool:
    """Whether nothing stands in a cell, or a dash for nothing."""
    return cell.fault is None and (cell.value is None or str(cell.value).strip() in ("", "-", "–"))
