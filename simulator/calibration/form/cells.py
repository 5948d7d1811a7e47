"""What stands in a cell -> a value."""

import math
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl.utils.datetime import to_excel

from simulator.calibration.form.choices import Choices, find_choice
from simulator.calibration.form.layout import Column, Kind
from simulator.calibration.form.limits import FIRST_YEAR, LAST_YEAR, MOST, MOST_DAYS, MOST_MINUTES, MOST_PERSONS
from simulator.calibration.form.words import Lang, Words, amount, moment, same, shown

MIN_PER_DAY = 1440
DAY_ZERO = date(1899, 12, 31)
"""Last day that a spreadsheet's number below 1, a time of day, can fall on; 9.15 is a day of January 1900."""
LONGEST_TEXT = 80

_MONTHS = (
    ("januari", "january", "jan"), ("februari", "february", "feb"), ("maret", "march", "mar"), ("april", "apr"),
    ("mei", "may"), ("juni", "june", "jun"), ("juli", "july", "jul"), ("agustus", "august", "agu", "aug"),
    ("september", "sep"), ("oktober", "october", "okt", "oct"), ("november", "nov"),
    ("desember", "december", "des", "dec"),
)  # fmt: skip
_MONTH = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}

_TIME = re.compile(r"([0-9]{1,2})[.:]([0-9]{2})(?:[.:]00)?(?: *(?:wib|wita|wit))?")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_NAMED_MONTH = re.compile(r"([0-9]{1,2}) +([a-z]+) +([0-9]{4})")

NOT_A_NUMBER = Words("{value} bukan bilangan; {hint}", "{value} is not a number; {hint}")
UNCLEAR = Words(
    "{value} dapat berarti dua bilangan; tulis tanpa pemisah ribuan; {hint}",
    "{value} may mean two numbers; write it without a thousands separator; {hint}",
)
NEGATIVE = Words("{value} kurang dari nol; {hint}", "{value} is less than zero; {hint}")
NOT_WHOLE = Words("{value} bukan bilangan bulat; {hint}", "{value} is not a whole number; {hint}")
PART_OF_A_PERSON = Words(
    "{value} orang tidak mungkin, orang harus bulat; {hint}",
    "{value} persons are not possible, persons are whole; {hint}",
)
TOO_MUCH = Words("{value} terlalu besar, paling banyak {most}; {hint}", "{value} is too much, at most {most}; {hint}")
ZERO = Words("lamanya nol; {hint}", "it lasts no time; {hint}")
ABOVE_ONE = Words("{value} lebih dari 1 (100%); {hint}", "{value} is more than 1 (100%); {hint}")
NOT_A_DATE = Words("{value} bukan tanggal; {hint}", "{value} is not a date; {hint}")
UNCLEAR_DATE = Words("{value} dapat berarti dua tanggal; {hint}", "{value} may mean two dates; {hint}")
ABSURD_DATE = Words("{value} bukan tanggal yang mungkin; {hint}", "{value} is not a possible date; {hint}")
NOT_A_TIME = Words("{value} bukan jam; {hint}", "{value} is not a time; {hint}")
NOT_IN_LIST = Words("{value} tidak ada di daftar; {hint}", "{value} is not in the list; {hint}")
TOO_LONG = Words("teks ini lebih dari {most} huruf; {hint}", "this text is longer than {most} characters; {hint}")
NO_LETTERS = Words("tidak ada huruf di sel ini; {hint}", "there are no letters in this cell; {hint}")
NO_RESULT = Words("rumus di sel ini tidak mempunyai hasil; {hint}", "the formula in this cell has no result; {hint}")
FORMULA_FAILED = Words("{value} adalah kesalahan rumus; {hint}", "{value} is a failed formula; {hint}")


class BadCell(ValueError):
    """What stands in a cell cannot be used."""

    def __init__(self, said: Words):
        super().__init__(said)
        self.said = said


def cell_value(raw: object, column: Column, choices: Choices, lang: Lang) -> Any:
    """The value of a cell.

    Parameters
    ----------
    raw : object
        As openpyxl gives it; not empty.
    column : Column
        What the cell may hold.
    choices : mapping
        Lists of choices.
    lang : {"id", "en"}
        Language of the form, by which written numbers are read.

    Returns
    -------
    object
        A number, text, date, time of day in minutes, datetime, or name of a choice.

    Raises
    ------
    BadCell
        In words, if it is none of these.
    """
    if column.kind == "choice":
        name = find_choice(raw, choices[column.choices]) if isinstance(raw, str) else None
        if name is None:
            raise _bad(NOT_IN_LIST, raw, column)
        return name
    return _READERS[column.kind](raw, column, lang)


def _bad(said: Words, raw: object, column: Column, **parts: object) -> BadCell:
    if isinstance(raw, float):
        value = amount(raw, ".15g")
    elif isinstance(raw, date):
        value = moment(raw)
    else:
        value = same(f'"{shown(raw)}"' if isinstance(raw, str) else shown(raw))
    return BadCell(said.filled(value=value, hint=column.hint, **parts))


def _text(raw: object, column: Column, lang: Lang) -> str:
    text = " ".join("".join(char if char.isprintable() else " " for char in str(raw)).split())
    if not text:
        raise _bad(NO_LETTERS, raw, column)
    if len(text) > LONGEST_TEXT:
        raise _bad(TOO_LONG, raw, column, most=LONGEST_TEXT)
    return text


def _number(raw: object, column: Column, lang: Lang) -> float:
    """A number that is not negative, from a number or its written form."""
    if isinstance(raw, str):
        value = _written_number(raw, column, lang)
    elif isinstance(raw, int | float) and not isinstance(raw, bool):
        value = float(raw) if abs(raw) < 1e300 else math.inf
    else:
        raise _bad(NOT_A_NUMBER, raw, column)
    if math.isnan(value):
        raise _bad(NOT_A_NUMBER, raw, column)
    if value < 0:
        raise _bad(NEGATIVE, raw, column)
    return value


def _written_number(raw: str, column: Column, lang: Lang) -> float:
    """A number in digits: separators of the language; a point or comma of the other where it can only be a fraction."""
    text = raw.replace("\xa0", " ").strip()
    point, comma = (",", r"\.") if lang == "id" else (r"\.", ",")
    if not re.fullmatch(r"[+-]?[0-9][0-9.,]{0,15}", text):
        raise _bad(NOT_A_NUMBER, raw, column)
    if re.fullmatch(rf"[+-]?[1-9][0-9]{{0,2}}({comma}[0-9]{{3}})+({point}[0-9]+)?", text):
        text = re.sub(comma, "", text)
    elif re.fullmatch(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}", text):
        raise _bad(UNCLEAR, raw, column)
    if not re.fullmatch(r"[+-]?[0-9]+([.,][0-9]+)?", text):
        raise _bad(NOT_A_NUMBER, raw, column)
    return float(text.replace(",", "."))


def _count(raw: object, column: Column, lang: Lang) -> int:
    value = _number(raw, column, lang)
    most = MOST_PERSONS if column.kind == "persons" else MOST
    if value > most:
        raise _bad(TOO_MUCH, raw, column, most=most)
    if value != int(value):
        raise _bad(PART_OF_A_PERSON if column.kind == "persons" else NOT_WHOLE, raw, column)
    return int(value)


def _minutes(raw: object, column: Column, lang: Lang) -> float:
    value = _number(raw, column, lang)
    if value > MOST_MINUTES:
        raise _bad(TOO_MUCH, raw, column, most=MOST_MINUTES)
    if value == 0:
        raise _bad(ZERO, raw, column)
    return value


def _days(raw: object, column: Column, lang: Lang) -> float:
    value = _number(raw, column, lang)
    if value > MOST_DAYS:
        raise _bad(TOO_MUCH, raw, column, most=MOST_DAYS)
    return value


def _share(raw: object, column: Column, lang: Lang) -> float:
    is_percent = isinstance(raw, str) and raw.rstrip().endswith("%")
    value = _number(raw.rstrip()[:-1] if is_percent and isinstance(raw, str) else raw, column, lang)
    value = value / 100 if is_percent else value
    if value > 1:
        raise _bad(ABOVE_ONE, raw, column)
    return value


def _date(raw: object, column: Column, lang: Lang) -> date:
    if isinstance(raw, datetime) and raw.time() != time():
        raise _bad(NOT_A_DATE, raw, column)
    if isinstance(raw, date):
        return _possible(raw.date() if isinstance(raw, datetime) else raw, raw, column)
    if isinstance(raw, str):
        return _written_date(raw, raw, column, lang)
    raise _bad(NOT_A_DATE, raw, column)


def _written_date(text: str, raw: object, column: Column, lang: Lang) -> date:
    plain = " ".join(text.split()).lower()
    if match := _ISO.fullmatch(plain):
        year, month, day = map(int, match.groups())
    elif match := _DAY_FIRST.fullmatch(plain):
        day, month, year = map(int, match.groups())
        if lang == "en" and day != month and max(day, month) <= 12:
            raise _bad(UNCLEAR_DATE, raw, column)
    elif (match := _NAMED_MONTH.fullmatch(plain)) and match[2] in _MONTH:
        day, month, year = int(match[1]), _MONTH[match[2]], int(match[3])
    else:
        raise _bad(NOT_A_DATE, raw, column)
    try:
        return _possible(date(year, month, day), raw, column)
    except ValueError as error:
        if isinstance(error, BadCell):
            raise
        raise _bad(ABSURD_DATE, raw, column) from None


def _possible(day: date, raw: object, column: Column) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise _bad(ABSURD_DATE, raw, column)
    return day


def _time(raw: object, column: Column, lang: Lang) -> int:
    """Minutes since midnight, up to 1440."""
    if isinstance(raw, datetime) and raw.date() <= DAY_ZERO:  # a time of day that a program wrote with its day 0
        raw = raw.time()
    if isinstance(raw, time):
        return raw.hour * 60 + raw.minute
    if isinstance(raw, timedelta) and timedelta() <= raw <= timedelta(1):
        return round(raw / timedelta(minutes=1))
    if isinstance(raw, float) and 0 < raw < 1:
        return round(raw * MIN_PER_DAY)
    minutes = _written_time(raw) if isinstance(raw, str) else None
    if minutes is None:
        typed = round(to_excel(raw), 4) if isinstance(raw, datetime) else raw
        raise _bad(NOT_A_TIME, typed, column)
    return minutes


def _written_time(text: str) -> int | None:
    match = _TIME.fullmatch(text.strip().lower())
    minutes = int(match[1]) * 60 + int(match[2]) if match and int(match[2]) < 60 else MIN_PER_DAY + 1
    return minutes if minutes <= MIN_PER_DAY else None


def _moment(raw: object, column: Column, lang: Lang) -> datetime:
    if isinstance(raw, datetime):
        _possible(raw.date(), raw, column)
        return raw.replace(second=0, microsecond=0, tzinfo=None)
    day_text, _, clock = raw.strip().rpartition(" ") if isinstance(raw, str) else ("", "", "")
    minutes = _written_time(clock)
    if not day_text or minutes is None:
        raise _bad(NOT_A_DATE, raw, column)
    day = _written_date(day_text.rstrip(","), raw, column, lang)
    return datetime(day.year, day.month, day.day) + timedelta(minutes=minutes)


_READERS: dict[Kind, Callable[[object, Column, Lang], Any]] = {
    "text": _text,
    "count": _count,
    "persons": _count,
    "minutes": _minutes,
    "days": _days,
    "share": _share,
    "date": _date,
    "time": _time,
    "moment": _moment,
}
