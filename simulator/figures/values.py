"""Numbers, times and estimates on figures, as people write them in each language."""

from collections.abc import Iterable
from math import floor, isfinite, log10, nan

from babel.numbers import format_compact_decimal, format_decimal
from matplotlib.axis import Axis
from matplotlib.ticker import FuncFormatter, MaxNLocator, MultipleLocator

from simulator.calendars import MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE
from simulator.figures.words import Lang, word, word_or

PLUS_MINUS = "\N{NO-BREAK SPACE}±\N{NO-BREAK SPACE}"
"""Between mean and half-width: a line is not broken there."""

_DIGITS, _NOTHING = 3, 1e-9
_SEEN = 5e-5
"""Less is not seen in four decimals."""

_POWERS = (12, 9, 6, 3)
_HOUR_MIN, _DAY_MIN = 60.0, 1440.0


def number(value: float, lang: Lang, decimals: int | None = None) -> str:
    """A number with three significant digits, or with so many decimals; a dash where there is none."""
    if not isfinite(value):
        return "–"
    decimals = (0 if value == round(value) else _decimals(value, _DIGITS)) if decimals is None else decimals
    pattern = "#,##0." + "0" * decimals if decimals else "#,##0"
    return str(format_decimal(round(value, decimals) + 0.0, pattern, locale=lang)).replace("-", "−")


def estimate(mean: float, half_width: float, unit: str, lang: Lang) -> str:
    """A mean with its half-width and unit; without the half-width where there is none.

    Parameters
    ----------
    mean, half_width : float
        Not a number where there is none.
    unit : str
        As in tables of estimates; a share is written in per cent.
    lang : {"id", "en"}
        Language.

    Examples
    --------
    >>> estimate(12.34, 1.26, "min", "id").replace("\N{NO-BREAK SPACE}", " ")
    '12,3 ± 1,3 menit'
    >>> estimate(0.5, float("nan"), "share", "en").replace("\N{NO-BREAK SPACE}", " ")
    '50 %'
    """
    name = unit_name(unit, lang)
    scale = 100.0 if unit == "share" else 1.0
    text = _with_half(mean * scale, half_width * scale, lang)
    return f"{text}\N{NO-BREAK SPACE}%" if unit == "share" else f"{text}\N{NO-BREAK SPACE}{name}".strip()


def bare(mean: float, half_width: float, unit: str, lang: Lang) -> str:
    """As :func:`estimate`, without the unit; a share in per cent."""
    scale = 100.0 if unit == "share" else 1.0
    return _with_half(mean * scale, half_width * scale, lang)


def percent(share: float, lang: Lang) -> str:
    """A share in whole per cent."""
    return "–" if not isfinite(share) else f"{number(100 * share, lang, 0)}\N{NO-BREAK SPACE}%"


def money(value: float, lang: Lang) -> str:
    """An amount in short form, as 12,3 juta."""
    if not isfinite(value):
        return "–"
    text = str(format_compact_decimal(value, format_type="long", locale=lang, fraction_digits=1))
    return text.replace("-", "−")


def money_estimate(mean: float, half_width: float, lang: Lang) -> str:
    """An amount and its half-width in the same short form, as 40,6 ± 0,6 juta."""
    if not isfinite(mean):
        return "–"
    power = next((power for power in _POWERS if abs(mean) >= 10**power), 0)
    name = word_or(f"scale_{power}", lang, "")
    half = half_width / 10**power
    return f"{_with_half(mean / 10**power, half, lang)}\N{NO-BREAK SPACE}{name}".strip()


def duration(minutes: float, lang: Lang, half_width: float = nan) -> str:
    """A time in minutes, hours or days of 24 hours, whichever reads best; with its half-width if it has one."""
    if not isfinite(minutes):
        return "–"
    key, size = time_scale(minutes)
    if isfinite(half_width):
        return f"{_with_half(minutes / size, half_width / size, lang)} {unit_name(key, lang)}"
    return f"{number(minutes / size, lang, 0 if size == 1 else 1)} {unit_name(key, lang)}"


def time_scale(minutes: float) -> tuple[str, float]:
    """Unit in which a time reads best, and how many minutes it has."""
    if minutes >= _DAY_MIN:
        return "d", _DAY_MIN
    return ("h", _HOUR_MIN) if minutes >= _HOUR_MIN else ("min", 1.0)


def clock(ms: float, lang: Lang) -> str:
    """Time of day, as 08.00 or 08:00."""
    minutes = round(ms / MS_PER_MINUTE) % round(_DAY_MIN)
    return f"{minutes // 60:02d}{'.' if lang == 'id' else ':'}{minutes % 60:02d}"


def moment(ms: float, lang: Lang) -> str:
    """Day, counted from 1, and time of day."""
    return word("moment", lang, day=int(ms // MS_PER_DAY) + 1, time=clock(ms, lang))


def unit_name(unit: str, lang: Lang) -> str:
    """Name of a unit of tables of estimates; itself if it is unknown."""
    return word_or(f"unit_{unit}", lang, unit)


def axis_unit(unit: str, lang: Lang) -> str:
    """Name of a unit beside an axis: shares are in per cent."""
    return "%" if unit == "share" else unit_name(unit, lang)


def replications(counts: Iterable[float]) -> str:
    """How many replications estimates are of: one number, or from least to most."""
    found = sorted({int(count) for count in counts})
    if not found:
        return "0"
    return str(found[0]) if len(found) == 1 else f"{found[0]}–{found[-1]}"


def interval_note(counts: Iterable[float], lang: Lang) -> str:
    """What a figure with estimates shows: mean and interval, or that there is no interval yet."""
    counts = list(counts)
    key = "interval" if max(counts, default=0) > 1 else "single"
    return word(key, lang, n=replications(counts))


def number_axis(axis: Axis, unit: str, lang: Lang) -> None:
    """Write the numbers beside an axis in the form of the language; shares in per cent."""
    if unit == "share":
        axis.set_major_formatter(FuncFormatter(lambda value, _: percent(value, lang)))
    elif unit == "IDR":
        axis.set_major_locator(MaxNLocator(4))
        axis.set_major_formatter(FuncFormatter(lambda value, _: money(value, lang)))
    else:
        axis.set_major_formatter(FuncFormatter(lambda value, _: plain_number(value, lang)))


def money_axis(axis: Axis, lang: Lang) -> str:
    """Write few and short amounts beside an axis; the unit that goes with them, as million rupiah."""
    most = max(map(abs, axis.get_data_interval()))
    power = next((power for power in _POWERS if most >= 10**power), 0)
    axis.set_major_locator(MaxNLocator(5))
    axis.set_major_formatter(FuncFormatter(lambda value, _: plain_number(value / 10**power, lang)))
    return f"{word_or(f'scale_{power}', lang, '')} {unit_name('IDR', lang)}".strip()


def clock_axis(axis: Axis, begin_ms: float, end_ms: float, lang: Lang) -> None:
    """Write times of day beside an axis in milliseconds; with the day where there are several."""
    span = end_ms - begin_ms
    steps = (0.5, 1, 2, 3, 6, 12, 24, 48, 96, 168)
    hours = next((step for step in steps if span / MS_PER_HOUR / step <= 10), 336)
    axis.set_major_locator(MultipleLocator(hours * MS_PER_HOUR))
    is_one_day = begin_ms // MS_PER_DAY == (end_ms - 1) // MS_PER_DAY
    axis.set_major_formatter(
        FuncFormatter(lambda ms, _: clock(ms, lang) if is_one_day else moment(ms, lang).replace(", ", "\n"))
    )


def _with_half(mean: float, half_width: float, lang: Lang) -> str:
    if not isfinite(half_width):
        return number(mean, lang)
    if half_width > _NOTHING * max(1.0, abs(mean)):
        decimals = min(_decimals(half_width, 2), _decimals(mean, _DIGITS + 1))
    else:
        decimals = 0 if abs(mean - round(mean)) < _SEEN else _decimals(mean, _DIGITS)
    return f"{number(mean, lang, decimals)}{PLUS_MINUS}{number(half_width, lang, decimals)}"


def _decimals(value: float, digits: int) -> int:
    """Decimals that show so many significant digits; at most 4."""
    return 0 if value == 0 else max(0, min(4, digits - 1 - floor(log10(abs(value)) + _NOTHING)))


def plain_number(value: float, lang: Lang) -> str:
    """A number as it is, with at most four decimals."""
    return str(format_decimal(round(value, 10) + 0.0, "#,##0.####", locale=lang)).replace("-", "−")
