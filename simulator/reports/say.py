"""Sentences of reports: pairs of texts, Indonesian and English, with their facts filled in."""

from collections.abc import Iterable, Mapping

from simulator.figures import Lang

Texts = Mapping[str, tuple[str, str]]


def say(texts: Texts, key: str, lang: Lang, **facts: object) -> str:
    """A sentence in a language.

    Parameters
    ----------
    texts : mapping of str to (str, str)
        Indonesian and English.
    key : str
        Which sentence.
    lang : {"id", "en"}
        Language.
    **facts
        What it mentions.
    """
    return texts[key][("id", "en").index(lang)].format(**facts)


def joined(words: Iterable[str], lang: Lang) -> str:
    """Words as a list in a sentence: a, b dan c."""
    *first, last = words
    return f"{', '.join(first)} {'dan' if lang == 'id' else 'and'} {last}" if first else last


def lower_first(text: str) -> str:
    """A title inside a sentence; names with capitals of their own, such as NIB and SiCantik, stay as they are."""
    first = text.partition(" ")[0]
    return text if any(letter.isupper() for letter in first[1:]) else text[:1].lower() + text[1:]
