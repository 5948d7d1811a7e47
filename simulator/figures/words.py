"""The words on figures, in both languages."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from simulator.figures.words_common import COMMON
from simulator.figures.words_run import RUN
from simulator.figures.words_studies import STUDIES
from simulator.measures.names import TITLES

Lang = Literal["id", "en"]

WORDS: Mapping[str, Mapping[Lang, str]] = MappingProxyType(COMMON | RUN | STUDIES)  # type: ignore[arg-type]


def word(key: str, lang: Lang, **values: object) -> str:
    """A text of a figure in a language, with its values filled in."""
    return WORDS[key][lang].format(**values)


def word_or(key: str, lang: Lang, otherwise: str, **values: object) -> str:
    """As :func:`word`; the other text where there is none of this key."""
    return word(key, lang, **values) if key in WORDS else otherwise


def interval_words(n: int, lang: Lang) -> str:
    """What a figure shows of `n` replications."""
    return word("interval", lang, n=n) if n > 1 else word("single", lang)


def measure_title(name: str, lang: Lang) -> str:
    """Title of a measure, with the place or group if it is of one."""
    measure, _, part = name.rstrip("]").partition("[")
    position = ("id", "en").index(lang)
    title = TITLES[measure][position] if measure in TITLES else word_or(f"measure_{measure}", lang, _spaced(measure))
    return f"{title} – {part}" if part else title


def _spaced(name: str) -> str:
    return name.replace("_", " ").replace("-", " ").capitalize()
