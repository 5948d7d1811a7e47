"""Words and numbers in the reader's language: Indonesian is the source, English is complete."""

from simulator.locale.catalogue import LANGUAGES, SOURCE, translator
from simulator.locale.numbers import NotANumberError, foreign_thousands, format_number, parse_number, swapped

__all__ = [
    "LANGUAGES",
    "SOURCE",
    "NotANumberError",
    "foreign_thousands",
    "format_number",
    "parse_number",
    "swapped",
    "translator",
]
