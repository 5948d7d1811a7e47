"""Kinds of knobs that speak of time: hours of the day, weekdays, dates."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from simulator.scenario.resolve_time import WEEKDAYS
from simulator.studio.knobs.knob import EntryError
from simulator.teaching.words import Words

__all__ = ["Clock", "Dates", "Days", "Times", "show_clock", "show_date", "weekday_names"]

MOST_TIMES = 24
_EVERY_DAY = re.compile(r"(setiap|tiap|semua|every|each|all) *(hari|days?|working days?|open days?)( *(kerja|buka))?")
MOST_DATES = 200
_MARKS = r"[;,\s]+"
_AND = re.compile(r"\b(dan|and)\b|&", re.IGNORECASE)
_DAY_FIRST = re.compile(r"\b([0-9]{1,2})(?:st|nd|rd|th)?[-/.,\s]+([A-Za-z]{3,})[-/.,\s]+([0-9]{4})\b", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"\b([A-Za-z]{3,})[.\s]+([0-9]{1,2})(?:st|nd|rd|th)?[,\s]+([0-9]{4})\b", re.IGNORECASE)
_SHORT = {"agt": 8, "agst": 8, "ags": 8, "nop": 11, "nopember": 11, "pebruari": 2, "peb": 2}
"""Months as they are also written in Indonesian, where the first letters do not tell."""


@dataclass(frozen=True)
class Times:
    """Times of day, in order, as ``09.30; 13.30``."""

    name: Literal["times"] = "times"

    def read(self, text: str, words: Words) -> list[str]:
        """The value of a text; it is as in a scenario, ``["09:30", "13:30"]``."""
        _ = words
        found = [_clock(part) for part in _parts(text)]
        if not found or None in found:
            example = self.write(["09:30", "13:30"], words)
            raise EntryError(_("Tulis setiap jam, dipisahkan titik koma, misalnya {example}.").format(example=example))
        times = sorted({time for time in found if time})
        if len(times) > MOST_TIMES:
            raise EntryError(_("Paling banyak {most} jam dalam sehari.").format(most=MOST_TIMES))
        return times

    def write(self, value: Sequence[str], words: Words) -> str:
        """A value as it would be typed."""
        return "; ".join(show_clock(time, words) for time in value)

    def show(self, value: Sequence[str], words: Words) -> str:
        """A value as it is told in a sentence."""
        return self.write(value, words)

    def control(self) -> Mapping[str, Any]:
        """What the page needs to draw it."""
        return {}

    def allowed(self, words: Words) -> str:
        """What may be typed, in words."""
        _ = words
        return _("Jam, dipisahkan titik koma; paling banyak {most}").format(most=MOST_TIMES)


@dataclass(frozen=True)
class Clock:
    """One time of day, as ``15.00``; an empty field may mean none."""

    may_be_empty: bool = False
    name: Literal["times"] = "times"

    def read(self, text: str, words: Words) -> str | None:
        """The value of a text; it is as in a scenario, ``"15:00"``."""
        _ = words
        if self.may_be_empty and not text.strip():
            return None
        found = _clock(text.strip())
        if found is None:
            example = self.write("15:00", words)
            raise EntryError(_("Tulis satu jam, misalnya {example}.").format(example=example))
        return found

    def write(self, value: str | None, words: Words) -> str:
        """A value as it would be typed."""
        return show_clock(value, words) if value else ""

    def show(self, value: str | None, words: Words) -> str:
        """A value as it is told in a sentence."""
        _ = words
        return self.write(value, words) or _("kosong")

    def control(self) -> Mapping[str, Any]:
        """What the page needs to draw it."""
        return {}

    def allowed(self, words: Words) -> str:
        """What may be typed, in words."""
        _ = words
        said = _("Satu jam, misalnya {example}").format(example=self.write("15:00", words))
        return _("{allowed}, atau kosong").format(allowed=said) if self.may_be_empty else said


@dataclass(frozen=True)
class Days:
    """Weekdays, as ``Senin; Rabu``, read in both languages; an empty field means every day that is open."""

    name: Literal["times"] = "times"

    def read(self, text: str, words: Words) -> tuple[str, ...] | None:
        """The value of a text; it is as in a scenario, in the order of the week."""
        _ = words
        parts = _parts(_AND.sub(";", text))
        if _EVERY_DAY.fullmatch(" ".join(parts).lower()):
            return None
        found = {_weekday(part) for part in parts}
        if None in found:
            example = self.write(("mon", "wed"), words)
            sentence = _("Tulis setiap nama hari, dipisahkan titik koma, misalnya {example}.")
            raise EntryError(sentence.format(example=example))
        return tuple(day for day in WEEKDAYS if day in found) or None

    def write(self, value: Sequence[str] | None, words: Words) -> str:
        """A value as it would be typed."""
        return "; ".join(weekday_names(words)[day] for day in value or ())

    def show(self, value: Sequence[str] | None, words: Words) -> str:
        """A value as it is told in a sentence."""
        _ = words
        return ", ".join(weekday_names(words)[day] for day in value or ()) or _("setiap hari kerja")

    def control(self) -> Mapping[str, Any]:
        """What the page needs to draw it."""
        return {}

    def allowed(self, words: Words) -> str:
        """What may be typed, in words."""
        _ = words
        return _("Nama hari, misalnya {example}; atau “setiap hari kerja”").format(
            example=self.write(("tue", "thu"), words)
        )


@dataclass(frozen=True)
class Dates:
    """Dates in order, as ``15-01-2026; 27-01-2026``; an empty field means none.

    Attributes
    ----------
    first, last : date
        Between which they must lie.
    most : int
        How many there may be.
    """

    first: date
    last: date
    most: int = MOST_DATES
    name: Literal["times"] = "times"

    def read(self, text: str, words: Words) -> tuple[str, ...]:
        """The value of a text; each is as in a scenario, ``"2026-01-15"``."""
        _ = words
        found = [_date(part) for part in _parts(_AND.sub(";", _in_digits(text)))]
        days = sorted({day for day in found if day})
        if None in found or len(days) > self.most:
            example = self.write(("2026-01-15", "2026-01-27")[: self.most], words)
            one = _("Tulis satu tanggal, misalnya {example}.")
            several = _("Tulis setiap tanggal, dipisahkan titik koma, misalnya {example}.")
            raise EntryError((one if self.most == 1 else several).format(example=example))
        if days and not self.first <= days[0] <= days[-1] <= self.last:
            first, last = show_date(self.first, words), show_date(self.last, words)
            sentence = _("Tanggal harus antara {first} dan {last}.")
            raise EntryError(sentence.format(first=first, last=last))
        return tuple(day.isoformat() for day in days)

    def write(self, value: Sequence[str], words: Words) -> str:
        """A value as it would be typed."""
        return "; ".join(f"{date.fromisoformat(day):%d-%m-%Y}" for day in value)

    def show(self, value: Sequence[str], words: Words) -> str:
        """A value as it is told in a sentence."""
        _ = words
        return ", ".join(show_date(date.fromisoformat(day), words) for day in value) or _("tidak ada")

    def control(self) -> Mapping[str, Any]:
        """What the page needs to draw it."""
        return {}

    def allowed(self, words: Words) -> str:
        """What may be typed, in words."""
        _ = words
        if self.first == date.min:
            return _("Tanggal, dipisahkan titik koma, atau kosong")
        one = _("Satu tanggal, {first} sampai {last}, atau kosong")
        several = _("Tanggal {first} sampai {last}, dipisahkan titik koma, atau kosong")
        ends = {"first": show_date(self.first, words), "last": show_date(self.last, words)}
        return (one if self.most == 1 else several).format(**ends)


def show_clock(time: str, words: Words) -> str:
    """A time of day as the language writes it."""
    return time.replace(":", "." if words.lang == "id" else ":")


def show_date(day: date, words: Words) -> str:
    """A date in words, as ``15 Januari 2026``."""
    return f"{day.day} {_months(words)[day.month - 1]} {day.year}"


def _months(words: Words) -> tuple[str, ...]:
    _ = words
    return (
        _("Januari"), _("Februari"), _("Maret"), _("April"), _("Mei"), _("Juni"),
        _("Juli"), _("Agustus"), _("September"), _("Oktober"), _("November"), _("Desember"),
    )  # fmt: skip


def weekday_names(words: Words) -> dict[str, str]:
    """Names of the weekdays."""
    _ = words
    names = (_("Senin"), _("Selasa"), _("Rabu"), _("Kamis"), _("Jumat"), _("Sabtu"), _("Minggu"))
    return dict(zip(WEEKDAYS, names, strict=True))


def _parts(text: str) -> list[str]:
    return [part for part in re.split(_MARKS, text.strip()) if part]


def _clock(text: str) -> str | None:
    found = re.fullmatch(r"([0-9]{1,2})[.:]([0-9]{2})", text)
    if found is None or int(found[2]) > 59 or (int(found[1]), int(found[2])) > (24, 0):
        return None
    return f"{int(found[1]):02d}:{found[2]}"


def _weekday(text: str) -> str | None:
    """A weekday by the first letters of its name in either language."""
    typed = text.lower().strip(".")
    for lang in ("id", "en"):
        for day, name in weekday_names(Words(lang)).items():
            if len(typed) >= 3 and name.lower().startswith(typed):
                return day
    return None


def _in_digits(text: str) -> str:
    """A text in which months are numbers: ``1 Desember 2026``, ``1-Des-2026`` and ``Dec 1, 2026`` are ``1-12-2026``."""
    text = _DAY_FIRST.sub(lambda found: _with_month(found, *found.group(1, 2, 3)), text)
    return _MONTH_FIRST.sub(lambda found: _with_month(found, *found.group(2, 1, 3)), text)


def _with_month(found: re.Match[str], day: str, name: str, year: str) -> str:
    """A date in digits; as it was if the month is none."""
    month = _month(name)
    return f" {day}-{month}-{year} " if month else found[0]


def _month(name: str) -> int | None:
    """A month by the first letters of its name in either language, or as it is shortened."""
    typed = name.lower()
    for words in (Words("id"), Words("en")):
        for number, month in enumerate(_months(words), start=1):
            if month.lower().startswith(typed):
                return number
    return _SHORT.get(typed)


def _date(text: str) -> date | None:
    """A date, the day first or the year first."""
    numbers = re.fullmatch(r"([0-9]{1,4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,4})", text)
    if numbers is None:
        return None
    first, month, last = (int(number) for number in numbers.groups())
    year, day = (first, last) if first > 31 else (last, first)
    try:
        return date(year, month, day)
    except ValueError:
        return None
