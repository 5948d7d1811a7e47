"""Numbers that learners type, read with patience."""

from dataclasses import dataclass

from simulator.locale import NotANumberError, parse_number
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
    if not text.strip():
        raise EntryError(_("Isi dulu dengan angka, misalnya {example}.").format(example=example))
    try:
        value = parse_number(text, words.lang)
    except NotANumberError:
        sentence = _("Ini belum bisa dibaca sebagai angka. Tulis dengan angka saja, misalnya {example}.")
        raise EntryError(sentence.format(example=example)) from None
    if not entry.lowest <= value <= entry.highest:
        sentence = _("Angka ini di luar jangkauan. Tulis antara {low} dan {high} {unit}.")
        raise EntryError(sentence.format(low=low, high=high, unit=entry.unit))
    if entry.whole and value != int(value):
        raise EntryError(_("Tulis bilangan bulat tanpa koma, misalnya {example}.").format(example=example))
    return value
