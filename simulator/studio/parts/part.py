"""What all parts of the studio share: a front-end file of their own, and sceptical reading of what a browser sends."""

from pathlib import Path
from typing import Any

import simulator.widgets
from simulator.teaching.words import Words
from simulator.widgets.part import Part

__all__ = ["BUILT_FILE", "LONGEST_KEY", "LONGEST_TEXT", "StudioPart", "key_in", "number_in", "text_in"]

BUILT_FILE = Path(simulator.widgets.__file__).parent / "static" / "studio.js"

LONGEST_TEXT = 4000
"""Letters of an entry; the same as a study keeps."""

LONGEST_KEY = 200
MOST_NUMBER = 2**53 - 1
"""The largest whole number that a browser keeps exact."""


class StudioPart(Part):
    """A part of the studio: Python writes its state, the browser sends events, and each is checked."""

    _esm = BUILT_FILE

    @property
    def words(self) -> Words:
        """Language of the part."""
        return Words("en" if self.lang == "en" else "id")


def text_in(content: Any, name: str, longest: int = LONGEST_TEXT) -> str | None:
    """A text of a message without letters that no store keeps; None if it is missing, no text, or too long.

    Parameters
    ----------
    content : object
        Whatever the browser sent.
    name : str
        Of the text in it.
    longest : int
        Letters that it may have.
    """
    text = content.get(name) if isinstance(content, dict) else None
    if not isinstance(text, str) or len(text) > longest:
        return None
    return "".join(letter for letter in text if letter != "\0" and not "\ud800" <= letter <= "\udfff")


def key_in(content: Any, name: str = "key") -> str:
    """A key of a message; empty if there is none."""
    return text_in(content, name, LONGEST_KEY) or ""


def number_in(content: Any, name: str) -> int | None:
    """A whole number of a message; None if it is missing, no whole number, or beyond what a browser keeps exact."""
    value = content.get(name) if isinstance(content, dict) else None
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if abs(value) <= MOST_NUMBER else None
