"""Words and numbers in the reader's language: Indonesian is the source, English is complete."""

from simulator.locale.catalogue import LANGUAGES, SOURCE, translator
from simulator.locale.numbers import NotANumberError, format_number, parse_number

__all__ = ["LANGUAGES", "SOURCE", "NotANumberError", "format_number", "parse_number", "translator"]
