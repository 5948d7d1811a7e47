"""The numbers of a scenario, put together so that a person can read them through."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from simulator.data import MARKS
from simulator.figures import Lang
from simulator.scenario import Input, Scenario

MARK_TITLES = {
    "official": ("resmi", "official"),
    "measured": ("terukur", "measured"),
    "published": ("terbit", "published"),
    "source_document": ("dokumen sumber", "source document"),
    "assumed": ("asumsi", "assumed"),
}
"""Kinds of evidence in words, Indonesian and English."""

_OWN_WORDS = {
    "General estimate of SimPTSP, no source": "perkiraan umum SimPTSP, tanpa sumber",
    "Derived: ": "dihitung: ",
    "Counted by the office, entered in the studio; not checked by SimPTSP": (
        "hitungan kantor, diisi di studio; tidak diperiksa SimPTSP"
    ),
}
"""What the data packages say of their own estimates and formulas, and the studio of what a planner typed."""

_PLACE = re.compile(r"^(\w+)\[(\d+)\]\.?|^(population\.\w+)\[(\d+)\]\.?")
_SAME_EVERYWHERE = re.compile(r"\[\d+\]|(?<=^)(details|routes)\.[\w-]+")
"""Positions, and the channel of a route: what differs between places that mean the same."""


_COUNTS = {"1", "servers", "persons", "attempts", "rank", "position", "year"}
"""Units that the name of the number says already."""


@dataclass(frozen=True)
class Part:
    """The numbers of one part of an office that share their evidence.

    Attributes
    ----------
    path : str
        Of the part, by name: ``stations[loket]``; of the section where it has no name.
    title : str
        What people read.
    numbers : tuple of str
        Each with its name and unit, equal ones once: ``cv 0.6 (3×)``.
    """

    path: str
    title: str
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class Evidence:
    """A source and the numbers that rest on it; `what` is what a row of a data package states."""

    source: str
    mark: str
    what: str
    cite: str
    parts: tuple[Part, ...]


def mark_counts(inputs: list[Input]) -> dict[str, int]:
    """How many numbers have each kind of evidence, the firmest first.

    Parameters
    ----------
    inputs : list of Input
        Of a scenario.
    """
    found = Counter(number.mark for number in inputs)
    return {mark: found[mark] for mark in MARKS}


def mark_shares(inputs: list[Input]) -> dict[str, float]:
    """The same as shares of all numbers, 0 to 1."""
    return {mark: count / max(1, len(inputs)) for mark, count in mark_counts(inputs).items()}


def evidence_of(scenario: Scenario, lang: Lang) -> list[Evidence]:
    """Each source of a scenario with the numbers that rest on it; assumptions last, by what they rest on.

    Parameters
    ----------
    scenario : Scenario
        The office.
    lang : {"id", "en"}
        Language of the titles of its parts.
    """
    groups: dict[tuple[int, str], list[Input]] = {}
    for number in scenario.inputs():
        groups.setdefault((MARKS.index(number.mark), number.source), []).append(number)
    return [
        Evidence(
            source,
            numbers[0].mark,
            _what(numbers[0], lang),
            _cite(numbers[0], lang),
            tuple(_parts(scenario, numbers, lang)),
        )
        for (_, source), numbers in sorted(groups.items(), key=lambda item: item[0])
    ]


def _what(number: Input, lang: Lang) -> str:
    if number.row is None:
        return ""
    return number.row.what_id if lang == "id" else number.row.what


def _cite(number: Input, lang: Lang) -> str:
    """The citation; what the packages themselves say in it is in the reader's language."""
    cite = number.cite
    for english, indonesian in _OWN_WORDS.items() if lang == "id" else ():
        cite = cite.replace(english, indonesian)
    return cite


def _parts(scenario: Scenario, numbers: list[Input], lang: Lang) -> list[Part]:
    found: dict[str, list[str]] = {}
    titles: dict[str, str] = {}
    for number in numbers:
        path, title, rest = place_of(scenario, number.path, lang)
        titles[path] = title
        found.setdefault(path, []).append(f"{_SAME_EVERYWHERE.sub('', rest).strip('.')} {_shown(number)}")
    return [Part(path, titles[path], tuple(_once(texts))) for path, texts in found.items()]


def place_of(scenario: Scenario, path: str, lang: Lang) -> tuple[str, str, str]:
    """Path and title of the part in which a number stands, and the way from there.

    Parameters
    ----------
    scenario : Scenario
        The office.
    path : str
        Of the number, as ``stations[0].servers``.
    lang : {"id", "en"}
        Language of the title; empty for a part without one.
    """
    match = _PLACE.match(path)
    if match is None:
        section, _, rest = path.partition(".")
        return section, "", rest or section
    section, position = match[1] or match[3], int(match[2] or match[4])
    item: Any = scenario.spec
    for name in section.split("."):
        item = getattr(item, name)
    item = item[position]
    name = getattr(item, "name", None) or getattr(item, "subsystem", None) or position
    title = getattr(item, "title", None)
    return f"{section}[{name}]", getattr(title, lang) if title else "", path[match.end() :]


def _shown(number: Input) -> str:
    unit = "" if number.unit in _COUNTS else f" {number.unit}"
    return f"{input_text(number.value)}{unit}"


def input_text(value: Any) -> str:
    """A number of a scenario, or a list or mapping of them, as text."""
    if isinstance(value, dict):
        return ", ".join(f"{key}: {input_text(inner)}" for key, inner in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(map(input_text, value))
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def _once(texts: list[str]) -> list[str]:
    return [text if count == 1 else f"{text} ({count}×)" for text, count in Counter(texts).items()]
