"""What people typed, made fit to be kept: it stays text, whatever it says."""

import json
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from simulator.teaching.store.errors import JoinError, StoreError
from simulator.teaching.store.limits import NAME_LETTERS, OBJECT_LETTERS, RESULT_BYTES, TEXT_LETTERS

VERBS = ("opened", "predicted", "explored", "compared", "answered", "reflected", "completed")

#: Letters that show nothing: they would make a name that cannot be seen.
_INVISIBLE = "\u115f\u1160\u2800\u3164\uffa0"
_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
_MARKS = ("M", "Z")
_OBJECT = re.compile(r"[a-zA-Z0-9_.-]+(#[a-zA-Z0-9_.-]+)?")
_FAR_TOO_LONG = 20
_LONGEST_ESCAPE = 6  # "\u0000" for one byte


def clean_line(text: str, letters: int) -> str:
    r"""One line in normal form (NFC), without control characters and marks of direction; one letter too many is kept.

    Marks of direction could make one name look like another.

    Examples
    --------
    >>> clean_line("  Budi\x00  \u202eSantoso ", 40)
    'Budi Santoso'
    """
    text = unicodedata.normalize("NFC", text[: _FAR_TOO_LONG * (letters + 1)])
    spaced = "".join(" " if letter.isspace() else letter for letter in text if letter not in _INVISIBLE)
    shown = "".join(letter for letter in spaced if unicodedata.category(letter) not in _HIDDEN)
    return " ".join(shown.split())[: letters + 1]


def clean_name(text: str) -> str:
    """A learner's name, 1 to 40 letters.

    Raises
    ------
    JoinError
        If it shows nothing, or is longer.
    """
    name = clean_line(text, NAME_LETTERS)
    if not any(unicodedata.category(letter)[0] not in _MARKS for letter in name):
        raise JoinError("name_missing")
    if len(name) > NAME_LETTERS:
        raise JoinError("name_long", limit=NAME_LETTERS)
    return name


def read_object(text: str) -> tuple[str, str]:
    """Lesson and step of an event's object; the step may be empty.

    Raises
    ------
    StoreError
        If it is neither.
    """
    if len(text) > OBJECT_LETTERS or not _OBJECT.fullmatch(text):
        raise StoreError("event_wrong")
    lesson, _, step = text.partition("#")
    return lesson, step


def clean_result(result: Mapping[str, Any]) -> dict[str, Any]:
    """A result as plain JSON of at most 4 kB, its texts in normal form and without control characters.

    Raises
    ------
    StoreError
        If it is something else (also: not a finite number), or too long.
    """
    if len(str(result.get("text", ""))) > TEXT_LETTERS:
        raise StoreError("text_long", limit=TEXT_LETTERS)
    try:
        escaped = json.dumps(dict(result), allow_nan=False)
        if len(escaped) > _LONGEST_ESCAPE * RESULT_BYTES:
            raise StoreError("result_long")
        cleaned: dict[str, Any] = _cleaned(json.loads(escaped))
        size = len(json.dumps(cleaned, ensure_ascii=False).encode())
    except (TypeError, ValueError, RecursionError):
        raise StoreError("event_wrong") from None
    if size > RESULT_BYTES:
        raise StoreError("result_long")
    return cleaned


def _cleaned(value: Any) -> Any:
    match value:
        case str():
            return _cleaned_text(value)
        case list():
            return [_cleaned(part) for part in value]
        case dict():
            return {_cleaned_text(key): _cleaned(part) for key, part in value.items()}
        case _:
            return value


def _cleaned_text(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
