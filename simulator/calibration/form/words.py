"""Sentences in the two languages of the form."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Literal, get_args

Lang = Literal["id", "en"]
LANGUAGES: tuple[Lang, ...] = get_args(Lang)

LONGEST_SHOWN = 40


@dataclass(frozen=True)
class Words:
    """A text in Indonesian and in English.

    Attributes
    ----------
    id, en : str
        The text; ``{…}`` stands for what :meth:`filled` puts there.
    """

    id: str
    en: str

    def in_(self, lang: Lang) -> str:
        """The text in one language."""
        return self.id if lang == "id" else self.en

    def filled(self, **parts: Any) -> "Words":
        """The text with its gaps filled; a gap may itself be a text in both languages."""
        filled = (
            text.format(**{name: part.in_(lang) if isinstance(part, Words) else part for name, part in parts.items()})
            for lang, text in zip(LANGUAGES, (self.id, self.en), strict=True)
        )
        return Words(*filled)


def same(text: str) -> Words:
    """A text that is alike in both languages."""
    return Words(text, text)


def amount(value: float, form: str = "g") -> Words:
    """A number with the decimal sign of each language.

    Examples
    --------
    >>> amount(1.25)
    Words(id='1,25', en='1.25')
    """
    text = format(value, form)
    return Words(text.replace(".", ","), text)


def moment(value: date) -> Words:
    """A date, or a date and a time, as each language writes it.

    Examples
    --------
    >>> moment(datetime(2026, 1, 5, 9, 30))
    Words(id='05/01/2026 09:30', en='2026-01-05 09:30')
    """
    clock = f" {value:%H:%M}" if isinstance(value, datetime) and value.time() != time() else ""
    return Words(f"{value.day:02}/{value.month:02}/{value.year}{clock}", f"{value.isoformat()[:10]}{clock}")


def shown(value: object) -> str:
    """What stands in a cell, short and on one line."""
    text = "".join(char if char.isprintable() else " " for char in str(value))
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


def plain(text: str) -> str:
    """A text as it is compared: without capitals and double spaces."""
    return " ".join(text.split()).casefold()
