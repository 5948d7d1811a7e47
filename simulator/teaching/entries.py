"""Numbers that learners type, read with patience."""

from dataclasses import dataclass

from simulator.locale import NotANumberError, foreign_thousands, parse_number
from simulator.teaching.words import Words


class EntryError(ValueError):
    """An entry that cannot be used; the message is one sentence for the learner."""


@dataclass(frozen=True)
class Entry:
    """What a field accepts.

    Attributes
    ----------
    name : str
        Key of the field.
    label, unit : str
        What is asked, in which unit.
    lowest, highest : float
        Limits, both allowed.
    whole : bool
        Whether only whole numbers make sense.
    """

    name: str
    label: str
    unit: str
    lowest: float
    highest: float
    whole: bool = False


def read_entry(entry: Entry, text: str, words: Words) -> float:
    """Number in an entry, or one sentence about what would be right.

    Raises
    ------
    EntryError
        If the text is empty, not a number, out of range or not whole where it must be.
    """
    _ = words
    example = words.number(*((12, 0) if entry.whole else (12.5, 1)))
    low, high = (words.number(limit, 0 if limit == int(limit) else 1) for limit in (entry.lowest, entry.highest))
    value = read_number(text, words, example)
    if not entry.lowest <= value <= entry.highest:
        sentence = _("Angka ini di luar jangkauan. Tulis antara {low} dan {high} {unit}.")
        raise EntryError(sentence.format(low=low, high=high, unit=entry.unit))
    if entry.whole and value != int(value):
        raise EntryError(_("Tulis bilangan bulat tanpa koma, misalnya {example}.").format(example=example))
    return value


def read_number(text: str, words: Words, example: str) -> float:
    """Number that was typed, or one sentence about what would be right.

    Parameters
    ----------
    text : str
        What was typed.
    words : Words
        Language in which it was typed.
    example : str
        A number as it may be typed.

    Raises
    ------
    EntryError
        If the text is empty, no number, or might mean thousands to readers of the other language.
    """
    _ = words
    if not text.strip():
        raise EntryError(_("Isi dulu dengan angka, misalnya {example}.").format(example=example))
    thousands = foreign_thousands(text, words.lang)
    try:
        value = parse_number(text, words.lang)
    except NotANumberError:
        sentence = _("Ini belum bisa dibaca sebagai angka. Tulis dengan angka saja, misalnya {example}.")
        meant = example if thousands is None else words.plain(thousands)
        raise EntryError(sentence.format(example=meant)) from None
    if thousands is not None:
        sentence = _("{typed} dapat berarti {one} atau {other}. Tulis {one} atau {other}.")
        ways = {"one": words.plain(value), "other": words.plain(thousands)}
        raise EntryError(sentence.format(typed=text.strip(), **ways))
    return value
