"""Numbers for the eye: as many figures as say something."""

from math import ceil, isnan, log10
from typing import NamedTuple

from babel.numbers import format_decimal

from simulator.figures import Lang
from simulator.locale.numbers import format_number
from simulator.measures import Estimate

_PATTERNS = (
    (1000, "#,##0"),
    (10, "#,##0.0"),
    (1, "0.00"),
    (0.1, "0.000"),
    (0.01, "0.0000"),
    (0.001, "0.00000"),
    (1e-6, "0.000000"),
    (0, "0.000"),
)
"""From which size on a number is written how; the last is for what rounding leaves of nothing."""

_AND = {"id": "antara {} dan {}", "en": "between {} and {}"}


class Scale(NamedTuple):
    """How a unit is told: times what, the word for it, least and greatest possible value."""

    factor: float
    word: tuple[str, str]
    least: float = 0.0
    most: float = float("inf")


_HOUR, _DAY = 60.0, 1440.0
_LONG_MIN, _LONG_H = 120.0, 48.0
"""From here on minutes are told as hours, and hours as days."""

_WORDS: dict[str, Scale] = {
    "share": Scale(100, (" %", " %"), 0, 100),
    "cases/day": Scale(1, (" permohonan sehari", " cases a day")),
    "cases": Scale(1, (" permohonan", " cases")),
    "trips/case": Scale(1, (" kali", " times")),
    "min/day": Scale(1, (" menit sehari", " minutes a day")),
    "working days": Scale(1, (" hari kerja", " working days")),
    "h": Scale(1, (" jam", " hours")),
    "1": Scale(1, ("", "")),
}


def number(value: float, lang: Lang) -> str:
    """A number as it is written in the language, to three or four figures."""
    if isnan(value):
        return "–"
    pattern = next(pattern for least, pattern in _PATTERNS if abs(value) >= least)
    return str(format_decimal(value, pattern, locale=lang))


def told(estimate: Estimate, lang: Lang) -> str:
    """A mean for running text, with its unit and the ends of its interval.

    Parameters
    ----------
    estimate : Estimate
        With an interval or without.
    lang : {"id", "en"}
        Language of the words.

    Examples
    --------
    >>> told(Estimate(23.4, 1.8, 30, "min"), "en")
    '23 minutes (between 22 and 25)'
    >>> told(Estimate(0.621, 0.02, 30, "share"), "id")
    '62 % (antara 60 dan 64)'
    """
    scale = scale_of(estimate)
    mean = _rounded(estimate.mean, estimate, scale, lang) + scale.word[("id", "en").index(lang)]
    if isnan(estimate.half_width) or estimate.half_width == 0:
        return mean
    return f"{mean} ({ends(estimate, lang)})"


def ends(estimate: Estimate, lang: Lang) -> str:
    """The ends of an interval in words, without the unit."""
    scale = scale_of(estimate)
    low, high = max(estimate.low, scale.least / scale.factor), min(estimate.high, scale.most / scale.factor)
    return _AND[lang].format(*(_rounded(end, estimate, scale, lang) for end in (low, high)))


def amount(value: float, like: Estimate, lang: Lang) -> str:
    """A number with the unit and the decimals of an estimate."""
    scale = scale_of(like)
    return _rounded(value, like, scale, lang) + scale.word[("id", "en").index(lang)]


def change(estimate: Estimate, lang: Lang) -> str:
    """The size of a difference, whose sign the words around it say, with the ends of its interval.

    Examples
    --------
    >>> change(Estimate(-14.2, 2.0, 30, "min"), "id")
    '14 menit (antara 12 dan 16)'
    """
    size = Estimate(abs(estimate.mean), estimate.half_width, estimate.n, estimate.unit)
    return told(size, lang).replace(" %", _POINTS[lang]) if estimate.unit == "share" else told(size, lang)


_POINTS: dict[Lang, str] = {"id": " poin persen", "en": " percentage points"}


def scale_of(estimate: Estimate) -> Scale:
    """How the unit of an estimate is told; long times in hours or days."""
    if estimate.unit != "min":
        return _WORDS.get(estimate.unit, Scale(1, (f" {estimate.unit}",) * 2))
    size = abs(estimate.mean)
    if size < _LONG_MIN or isnan(size):
        return Scale(1, (" menit", " minutes"))
    if size < _LONG_H * _HOUR:
        return Scale(1 / _HOUR, (" jam", " hours"))
    return Scale(1 / _DAY, (" hari kalender", " calendar days"))


def _rounded(value: float, like: Estimate, scale: Scale, lang: Lang) -> str:
    if isnan(value):
        return "–"
    return format_number(value * scale.factor, lang, _decimals(like, scale))


def _decimals(like: Estimate, scale: Scale) -> int:
    """As many as the half-width has a use for: its first figure is shown."""
    width = like.half_width * scale.factor
    if isnan(width) or width == 0:
        size = abs(like.mean * scale.factor)
        return 0 if size >= 10 or size == round(size) else 1
    decimals = min(3, max(0, ceil(-log10(width))))
    nearest = min(abs(like.low), abs(like.high)) * scale.factor
    hides = abs(like.mean) > like.half_width and round(nearest, decimals) == 0
    return min(3, decimals + 1) if hides else decimals  # an end that is not 0 is not written as 0
