"""What was typed into fields that are no part of a study, as plain data beside it."""

from collections.abc import Mapping
from typing import Any

from simulator.locale import swapped
from simulator.studio.study import LONGEST_TEXT
from simulator.teaching.words import Words

__all__ = ["fields_data", "read_fields"]

MOST_PLACES, MOST_FIELDS, LONGEST_NAME = 20, 100, 200

Fields = dict[str, dict[str, str]]


def fields_data(fields: Mapping[str, Mapping[str, str]], words: Words) -> dict[str, Any]:
    """Texts of fields as plain data, with the language in which numbers were typed.

    Parameters
    ----------
    fields : mapping
        Place -> field -> text.
    words : Words
        Language of the page.
    """
    return {"lang": words.lang, "texts": {place: dict(texts) for place, texts in fields.items()}}


def read_fields(data: object, words: Words) -> Fields:
    """Texts of fields from plain data, whoever wrote it; numbers as they are written in the language of the page.

    Parameters
    ----------
    data : object
        From :func:`fields_data`; whatever is no text is left out.
    words : Words
        Language of the page.

    Examples
    --------
    >>> kept = fields_data({"explore/budget": {"budget": "1.500", "days": "dua"}}, Words("id"))
    >>> read_fields(kept, Words("en"))
    {'explore/budget': {'budget': '1,500', 'days': 'dua'}}
    """
    kept = data if isinstance(data, dict) else {}
    before = kept.get("lang")
    found = {place: _texts(texts) for place, texts in _items(kept.get("texts"), MOST_PLACES)}
    if before in ("", words.lang) or before not in ("id", "en"):
        return found
    return {place: {name: swapped(text) for name, text in texts.items()} for place, texts in found.items()}


def _texts(data: object) -> dict[str, str]:
    return {
        name: text for name, text in _items(data, MOST_FIELDS) if isinstance(text, str) and len(text) <= LONGEST_TEXT
    }


def _items(data: object, most: int) -> list[tuple[str, Any]]:
    items = list(data.items())[:most] if isinstance(data, dict) else []
    return [(name, value) for name, value in items if isinstance(name, str) and len(name) <= LONGEST_NAME]
