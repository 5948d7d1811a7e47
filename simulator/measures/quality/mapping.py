"""The assumptions of a forecast: how an expected answer follows from what a case met."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from math import isfinite
from pathlib import Path
from types import MappingProxyType

from simulator.data import DATASETS
from simulator.measures.quality.skm import HIGHEST, LOWEST, elements

BASE = "base"
"""In place of an experience: the level of an element without any."""

DRIVERS: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "hours_over_promise": ("h", "jam menunggu melebihi janji", "hours waited beyond the promise"),
        "late": ("1", "tidak diputus sampai batas waktu", "not decided by the deadline"),
        "days_late": ("working days", "hari kerja setelah batas waktu", "working days after the deadline"),
        "extra_trips": ("trips", "kedatangan setelah yang pertama", "trips after the first"),
        "returns": ("returns", "berkas dikembalikan", "times sent back"),
        "refused": ("1", "pernah ditolak atau pergi dari antrean", "refused, or left a line, at least once"),
        "gave_up": ("1", "berhenti sebelum selesai", "gave up"),
        "unfinished": ("1", "belum selesai pada akhir simulasi", "unfinished at the horizon"),
        "deemed_approved": ("1", "dianggap dikabulkan (fiktif positif)", "deemed approved"),
        "outage_met": ("1", "mengalami gangguan sistem", "met an outage"),
        "fee_paid": ("1", "lewat kanal berbayar", "came by a channel with a fee"),
        "remote": ("1", "tanpa datang ke kantor", "by a channel that nobody visits"),
        "helped": ("1", "dibantu melengkapi berkas", "helped to complete the file"),
    }
)
"""Experience of a case -> its unit, and what it is in Indonesian and in English."""

PUBLISHED = DATASETS / "skm" / "data" / "forecast.csv"
"""The mapping that comes with SimPTSP; every number in it is chosen, none measured."""

MOST_ROWS = 1_000
_NEEDED = ("element", "driver", "effect")


@dataclass(frozen=True)
class Effect:
    """What one experience does to the answer to one element.

    Attributes
    ----------
    element, driver : str
        As in :func:`elements` and :data:`DRIVERS`.
    effect : float
        Points of the answer for one unit of the experience.
    most : float or None
        Units that count at most.
    why, why_id : str
        Reason, in English and in Indonesian.
    """

    element: str
    driver: str
    effect: float
    most: float | None = None
    why: str = ""
    why_id: str = ""


@dataclass(frozen=True)
class QualityMapping:
    """Assumptions by which a simulated experience becomes an expected answer.

    Attributes
    ----------
    base : mapping of str to float
        Level of each element without any experience that moves it, 1 to 4.
    effects : tuple of Effect
        What the experiences do to it.
    name : str
        Where it comes from.
    """

    base: Mapping[str, float]
    effects: tuple[Effect, ...]
    name: str = field(default="skm/forecast")

    @property
    def unmoved(self) -> tuple[str, ...]:
        """Elements that nothing moves: they stay at their base level, whatever happens in the office."""
        moved = {effect.element for effect in self.effects if effect.effect}
        return tuple(element for element in self.base if element not in moved)


class MappingError(ValueError):
    """A mapping that cannot be used.

    Attributes
    ----------
    faults : tuple of (str, str)
        Each in Indonesian and in English, with its place.
    """

    def __init__(self, faults: Iterable[tuple[str, str]]):
        self.faults = tuple(faults)
        super().__init__("\n".join(english for _, english in self.faults))

    def lines(self, lang: str) -> list[str]:
        """The sentences in one language, `id` or `en`."""
        return [fault[lang == "en"] for fault in self.faults]


@cache
def published_mapping() -> QualityMapping:
    """The mapping that comes with SimPTSP.

    Returns
    -------
    QualityMapping
        Table `forecast` of the data package `skm`; assumed throughout.
    """
    return read_mapping(PUBLISHED, "skm/forecast")


def read_mapping(file: Path, name: str = "") -> QualityMapping:
    """A mapping from a CSV file, for instance an edited copy of ``datasets/skm/data/forecast.csv``.

    Parameters
    ----------
    file : Path
        Columns ``element, driver, effect`` and, if wanted, ``most, why, why_id``; others are left out. Numbers have a
        decimal point.
    name : str, optional
        What the mapping is called; that of the file unless said.

    Returns
    -------
    QualityMapping
        The assumptions.

    Raises
    ------
    MappingError
        With every fault and its line.
    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            rows = [row for _, row in zip(range(MOST_ROWS + 1), reader, strict=False)]
            columns = reader.fieldnames or []
    except (OSError, UnicodeDecodeError, csv.Error, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        said = _both(file, "berkas tidak dapat dibaca ({})", "the file cannot be read ({})", reason)
        raise MappingError([said]) from None
    if missing := [column for column in _NEEDED if column not in columns]:
        text = ", ".join(missing)
        raise MappingError([_both(file, "kolom {} tidak ada", "there is no column {}", text)])
    if len(rows) > MOST_ROWS:
        raise MappingError([_both(file, "lebih dari {} baris", "more than {} rows", MOST_ROWS)])
    return _checked(file, rows, name or file.name)


def _checked(file: Path, rows: list[dict[str, str]], name: str) -> QualityMapping:
    effects, faults, seen = [], list[tuple[str, str]](), set[tuple[str, str]]()
    for line, row in enumerate(rows, start=2):
        found = list(_row_faults(row, seen))
        faults += [(f"{file.name}, baris {line}: {said[0]}", f"{file.name}, line {line}: {said[1]}") for said in found]
        seen.add((_text(row, "element"), _text(row, "driver")))
        if not found:
            most = _text(row, "most")
            effects.append(
                Effect(
                    _text(row, "element"), _text(row, "driver"), float(_text(row, "effect")),
                    float(most) if most else None, _text(row, "why"), _text(row, "why_id"),
                )
            )  # fmt: skip
    base = {effect.element: effect.effect for effect in effects if effect.driver == BASE}
    for element in elements():
        if (element, BASE) not in seen:
            faults.append(
                _both(
                    file,
                    "unsur {} tidak mempunyai tingkat dasar (driver base)",
                    "the element {} has no base level (driver base)",
                    element,
                )
            )
    if faults:
        raise MappingError(faults)
    moves = tuple(effect for effect in effects if effect.driver != BASE)
    return QualityMapping(MappingProxyType({element: base[element] for element in elements()}), moves, name)


def _row_faults(row: Mapping[str, str], seen: set[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    element, driver = _text(row, "element"), _text(row, "driver")
    yield from _name_faults(element, list(elements()), "unsur", "element")
    yield from _name_faults(driver, [BASE, *DRIVERS], "pengalaman (driver)", "experience (driver)")
    if (element, driver) in seen:
        yield f"{element} dan {driver} sudah ada di atas", f"{element} and {driver} stand further up already"
    effect, most = _number(_text(row, "effect")), _number(_text(row, "most"))
    if effect is None:
        said = row.get("effect") or ""
        yield f'effect "{said}" bukan bilangan, misalnya -0.3', f'the effect "{said}" is not a number such as -0.3'
    elif driver == BASE and not LOWEST <= effect <= HIGHEST:
        yield (
            f"tingkat dasar {effect:g} harus dari {LOWEST} sampai {HIGHEST}",
            f"the base level {effect:g} must be from {LOWEST} to {HIGHEST}",
        )
    elif abs(effect) > HIGHEST:
        yield f"pengaruh {effect:g} paling besar {HIGHEST}", f"the effect {effect:g} must be {HIGHEST} at most"
    if _text(row, "most") and (most is None or most <= 0 or driver == BASE):
        said = _text(row, "most")
        yield (
            f'most "{said}" harus bilangan di atas nol, dan kosong untuk base',
            f'most "{said}" must be a number above zero, and empty for base',
        )


def _name_faults(name: str, known: list[str], indonesian: str, english: str) -> Iterator[tuple[str, str]]:
    if name not in known:
        close = get_close_matches(name, known, n=1)
        hints = (f"maksudnya {close[0]}?", f"did you mean {close[0]}?") if close else (", ".join(known),) * 2
        yield f'{indonesian} "{name}" tidak dikenal; {hints[0]}', f'the {english} "{name}" is not known; {hints[1]}'


def _text(row: Mapping[str, str], column: str) -> str:
    return (row.get(column) or "").strip()


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if isfinite(value) else None


def _both(file: Path, indonesian: str, english: str, *parts: object) -> tuple[str, str]:
    return f"{file.name}: {indonesian.format(*parts)}", f"{file.name}: {english.format(*parts)}"
