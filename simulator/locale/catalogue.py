"""Gettext catalogues, read from their ``.po`` files at run time."""

import io
from collections.abc import Callable
from functools import cache
from gettext import GNUTranslations
from pathlib import Path

import polib

SOURCE = "id"
LANGUAGES = (SOURCE, "en")
FOLDER = Path(__file__).parent


def code_catalogue(lang: str) -> Path:
    """Catalogue of the sentences that stand in Python files."""
    return FOLDER / lang / "LC_MESSAGES" / "simptsp.po"


@cache
def translator(lang: str) -> Callable[[str], str]:
    """Translation of Indonesian sentences into a language.

    Parameters
    ----------
    lang : str
        One of :data:`LANGUAGES`.

    Returns
    -------
    callable
        Takes the Indonesian sentence, returns it in ``lang``.

    Raises
    ------
    ValueError
        If there is no such language.

    Examples
    --------
    >>> translator("id")("Tebak dulu"), translator("en")("Tebak dulu")
    ('Tebak dulu', 'Guess first')
    """
    if lang not in LANGUAGES:
        raise ValueError(f"lang is {lang!r}; it must be one of {', '.join(LANGUAGES)}")
    if lang == SOURCE:
        return str
    catalogue = polib.pofile(str(code_catalogue(lang)), encoding="utf-8")
    return GNUTranslations(io.BytesIO(catalogue.to_binary())).gettext
