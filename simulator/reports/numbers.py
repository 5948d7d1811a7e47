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

LANGS: tuple[Lang, ...] = ("id", "en")

_ONE: dict[Lang, str] = {
    "id": "n = 1: satu ulangan saja, tanpa selang",
    "en": "n = 1: one replication only, no interval",
}

_AND = {"id": "antara {} dan {}", "en": "between {} and {}"}


class Scale(NamedTuple):
    """How a unit is told: times what, the words after and before a number, least and greatest possible value."""

    factor: float
    word: tuple[str, str]
    least: float = 0.0
    most: float = float("inf")
    before: tuple[str, str] = ("", "")


_HOUR, _DAY = 60.0, 1440.0
_LONG_MIN, _LONG_H = 180.0, 72.0
"""From here on minutes are told as hours, and hours as days."""

NO_BREAK = "\N{NO-BREAK SPACE}"
JOINED = "\N{WORD JOINER}"
MINUS = "\N{MINUS SIGN}"
_RUPIAH = ("Rp", f"IDR{NO_BREAK}")
_MONEY = ((1e9, (" miliar", " billion")), (1e6, (" juta", " million")), (1e3, (" ribu", " thousand")), (0.0, ("", "")))
"""From which size on an amount is told in which words."""

_WORDS: dict[str, Scale] = {
    "share": Scale(100, (" %", " %"), 0, 100),
    "of 100": Scale(1, ("", ""), 0, 100),
    "cases/day": Scale(1, (" permohonan per hari kalender", " applications a calendar day")),
    "cases": Scale(1, (" permohonan", " applications")),
    "trips/case": Scale(1, (" kali", " times")),
    "min/day": Scale(1, (" menit sehari", " minutes a day")),
    "working days": Scale(1, (" hari kerja", " working days")),
    "h": Scale(1, (" jam", " hours")),
    "points": Scale(1, (" poin persen", " percentage points")),
    "point": Scale(1, (" poin", " points")),
    "persons": Scale(1, (" orang", " persons")),
    "episodes": Scale(1, (" kali", " times")),
    "days": Scale(1, (" hari", " days")),
    "ratio": Scale(1, (" kali", " times")),
    "index": Scale(1, ("", "")),
    "1": Scale(1, ("", "")),
}


def number(value: float, lang: Lang) -> str:
    """A number as it is written in the language, to three or four figures."""
    if isnan(value):
        return "–"
    pattern = next(pattern for least, pattern in _PATTERNS if abs(value) >= least)
    return str(format_decimal(value, pattern, locale=lang))


def told(estimate: Estimate, lang: Lang, of: int | None = None, scale: Scale | None = None) -> str:
    """A mean for running text, with its unit and the ends of its interval.

    Parameters
    ----------
    estimate : Estimate
        With an interval or without.
    lang : {"id", "en"}
        Language of the words.
    of : int, optional
        Replications of the study: n is said where it is another.
    scale : Scale, optional
        How its unit is told, if not by its own size.

    Examples
    --------
    >>> told(Estimate(23.4, 1.8, 30, "min"), "en")
    '23 minutes (between 22 and 25)'
    >>> told(Estimate(0.621, 0.02, 30, "share"), "id")
    '62 % (antara 60 dan 64)'
    """
    scale = scale or scale_of(estimate)
    mean = _with_words(_rounded(estimate.mean, estimate, scale, lang), scale, lang)
    said = [ends(estimate, lang, scale)] if has_width(estimate) else []
    if of is not None and estimate.n != of:
        said += [f"n = {estimate.n}"] if estimate.n > 1 else [_ONE[lang]]
    return f"{mean} ({'; '.join(said)})" if said else mean


def ends(estimate: Estimate, lang: Lang, scale: Scale | None = None) -> str:
    """The ends of an interval in words, without the unit."""
    scale = scale or scale_of(estimate)
    return _AND[lang].format(*(_rounded(end, estimate, scale, lang) for end in _possible(estimate, scale)))


def _possible(estimate: Estimate, scale: Scale) -> tuple[float, float]:
    """The ends of the interval of a size, no further than a value can lie."""
    if estimate.mean < 0:
        return estimate.low, estimate.high
    return max(estimate.low, scale.least / scale.factor), min(estimate.high, scale.most / scale.factor)


def bounds(estimate: Estimate, lang: Lang, scale: Scale | None = None) -> str:
    """The ends of the interval of a size, which is positive, in the shortest form: 4,9–5,5."""
    scale = scale or scale_of(estimate)
    low, high = (_rounded(end, estimate, scale, lang) for end in _possible(estimate, scale))
    return f"{low}{JOINED}–{JOINED}{high}"


def amount(value: float, like: Estimate, lang: Lang) -> str:
    """A number with the unit and the decimals of an estimate."""
    scale = scale_of(like)
    return _with_words(_rounded(value, like, scale, lang), scale, lang)


def plain(value: float, lang: Lang) -> str:
    """A number that is given, not estimated: with as many decimals as it has, at most three."""
    return str(format_decimal(value, "#,##0.###", locale=lang)).replace("-", MINUS)


def interval(estimate: Estimate, lang: Lang, scale: Scale | None = None) -> str:
    """The size of a difference as the two ends of its interval, in words with the unit.

    Parameters
    ----------
    estimate : Estimate
        The difference.
    lang : {"id", "en"}
        Language of the words.
    scale : Scale, optional
        How its unit is told, if not by its own size; see :func:`scale_beside`.

    Examples
    --------
    >>> interval(Estimate(-5.2, 0.3, 30, "min"), "id")
    '4,9 sampai 5,5 menit'
    """
    scale = scale or scale_of(estimate)
    low, high = sorted((abs(estimate.low), abs(estimate.high)))
    first, last = (_rounded(end, estimate, scale, lang) for end in (low, high))
    word = {"id": "sampai", "en": "to"}[lang]
    return _with_words(f"{first} {word} {last}", _in_points(estimate, scale), lang)


def plus_minus(estimate: Estimate, lang: Lang, has_unit: bool = True) -> str:
    """A mean with its half-width, both with the decimals that the half-width has a use for.

    Examples
    --------
    >>> plus_minus(Estimate(9.24, 0.488, 30, "min"), "id").replace(NO_BREAK, " ")
    '9,2 ± 0,5 menit'
    >>> plus_minus(Estimate(40_666_663.0, 127_679.0, 30, "IDR"), "id").replace(NO_BREAK, " ")
    'Rp40,7 juta ± 0,1 juta'
    """
    scale = scale_of(estimate)
    mean, half = (_rounded(value, estimate, scale, lang) for value in (estimate.mean, estimate.half_width))
    word = scale.word[LANGS.index(lang)] if has_unit else ""
    sign, mean = (MINUS, mean[1:]) if mean.startswith(MINUS) else ("", mean)
    mean = f"{sign}{scale.before[LANGS.index(lang)]}{mean}"
    if not has_width(estimate):
        return mean + word
    inner = word.replace(" ", NO_BREAK) if scale.before[0] else ""
    return f"{mean}{inner}{NO_BREAK}±{NO_BREAK}{half}{inner or word}"


def has_width(estimate: Estimate) -> bool:
    """Whether there is an interval, and it is wider than what arithmetic leaves of nothing."""
    return estimate.half_width > _NOTHING * max(1.0, abs(estimate.mean))


_NOTHING = 1e-9


def _with_words(text: str, scale: Scale, lang: Lang) -> str:
    at = LANGS.index(lang)
    return f"{scale.before[at]}{text}{scale.word[at]}"


def _in_points(estimate: Estimate, scale: Scale) -> Scale:
    return scale._replace(word=_WORDS["points"].word) if estimate.unit == "share" else scale


def change(estimate: Estimate, lang: Lang, scale: Scale | None = None) -> str:
    """The size of a difference, whose sign the words around it say, with the ends of its interval.

    Parameters
    ----------
    estimate : Estimate
        The difference.
    lang : {"id", "en"}
        Language of the words.
    scale : Scale, optional
        How its unit is told, if not by its own size; see :func:`scale_beside`.

    Examples
    --------
    >>> change(Estimate(-14.2, 2.0, 30, "min"), "id")
    '14 menit (antara 12 dan 16)'
    """
    size = Estimate(abs(estimate.mean), estimate.half_width, estimate.n, estimate.unit)
    text = told(size, lang, scale=scale)
    return text.replace(" %", _POINTS[lang]) if estimate.unit == "share" else text


_POINTS: dict[Lang, str] = {"id": " poin persen", "en": " percentage points"}


def scale_of(estimate: Estimate) -> Scale:
    """How the unit of an estimate is told; long times in hours or days, amounts in thousands or millions."""
    if estimate.unit.startswith("IDR"):
        return _money(estimate)
    if estimate.unit != "min":
        return _WORDS.get(estimate.unit, Scale(1, (f" {estimate.unit}",) * 2))
    size = abs(estimate.mean)
    if size < _LONG_MIN or isnan(size):
        return Scale(1, (" menit", " minutes"))
    if size < _LONG_H * _HOUR:
        return Scale(1 / _HOUR, (" jam", " hours"))
    return Scale(1 / _DAY, (" hari kalender", " calendar days"))


def scale_beside(estimate: Estimate, now: Estimate | None) -> Scale:
    """How the unit of a difference is told beside what it is a change of: times in the same unit, both."""
    return scale_of(now) if now is not None and now.unit == estimate.unit == "min" else scale_of(estimate)


def _money(estimate: Estimate) -> Scale:
    size = abs(estimate.mean) if not isnan(estimate.mean) else 0.0
    least, words = next((least, words) for least, words in _MONEY if size >= least)
    return Scale(1 / (least or 1.0), words, before=_RUPIAH)


def _rounded(value: float, like: Estimate, scale: Scale, lang: Lang) -> str:
    if isnan(value):
        return "–"
    decimals = _decimals(like, scale)
    decimals = 0 if like.unit == "IDR" and scale.factor == 1.0 else decimals
    text = format_number(round(value * scale.factor, decimals) + 0.0, lang, decimals)
    return text.replace("-", MINUS)


def _decimals(like: Estimate, scale: Scale) -> int:
    """As many as the half-width has a use for: its first figure is shown."""
    width = like.half_width * scale.factor
    if not has_width(like):
        size = abs(like.mean * scale.factor)
        return 0 if size >= 10 or size == round(size) else 1
    decimals = min(3, max(0, ceil(-log10(width))))
    nearest = min(abs(like.low), abs(like.high)) * scale.factor
    hides = abs(like.mean) > like.half_width and round(nearest, decimals) == 0
    return min(3, decimals + 1) if hides else decimals  # an end that is not 0 is not written as 0
