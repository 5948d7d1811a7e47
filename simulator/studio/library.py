"""The offices of the library as cards, and what can be said of any office at a glance."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from simulator.reports.facts import has_prices
from simulator.scenario import Scenario, library_names, load_scenario
from simulator.studio.knobs.arrivals import PERMITS, TOTAL, together
from simulator.teaching.words import Words

__all__ = ["Card", "assumed_sentence", "is_whole_office", "library_cards", "office_facts", "people", "start_sentence"]

HOURS_OF_DAY = 24
FEW = 10
"""Below that many a day the first decimal tells offices apart."""

SAYS_LITTLE = 60
"""A beginning with fewer letters says too little of an office."""

PLANNED_DAYS = 28
"""Staff and money are planned by the month: examples that last about as long stand first."""


@dataclass(frozen=True)
class Card:
    """An example of the library.

    Attributes
    ----------
    key : str
        Its name.
    title, text : str
        What it is called, and what it is in a sentence.
    facts : tuple of (str, str)
        What it has and how much of it.
    note : str
        How little is needed to begin, or how much of it is assumed.
    is_whole : bool
        Whether it is an office to plan for; the others are made for one question.
    """

    key: str
    title: str
    text: str
    facts: tuple[tuple[str, str], ...]
    note: str
    is_whole: bool

    def shown(self) -> dict[str, object]:
        """As the page draws it."""
        return {
            "key": self.key,
            "title": self.title,
            "text": self.text,
            "facts": [list(fact) for fact in self.facts],
            "note": self.note,
            "badge": "",
        }


def library_cards(words: Words) -> Sequence[Card]:
    """All examples: offices to plan for first, of these those with prices, and those that last about a month."""
    return _cards(words.lang)


@lru_cache(maxsize=2)
def _cards(lang: str) -> tuple[Card, ...]:
    words = Words(lang)
    found = sorted((load_scenario(name) for name in library_names()), key=_order)
    return tuple(_card(scenario, words) for scenario in found)


def _order(scenario: Scenario) -> tuple[bool, bool, int, int]:
    days = abs(scenario.spec.horizon.days - PLANNED_DAYS)
    return not is_whole_office(scenario), not has_prices(scenario), days, -len(scenario.inputs())


def _card(scenario: Scenario, words: Words) -> Card:
    spec, lang = scenario.spec, words.lang
    return Card(
        scenario.name,
        getattr(spec.title, lang),
        beginning(getattr(spec.description, lang)),
        tuple(office_facts(scenario, words)),
        start_sentence(scenario, words),
        is_whole_office(scenario),
    )


def is_whole_office(scenario: Scenario) -> bool:
    """Whether it takes several kinds of application by several channels, as an office does that somebody plans for."""
    return len(scenario.spec.channels) > 1 and len(scenario.spec.case_classes) > 1


def office_facts(scenario: Scenario, words: Words) -> list[tuple[str, str]]:
    """What an office has and how much of it: label and value."""
    _ = words
    spec = scenario.spec
    desks, staff = sum(place.kind == "staffed" for place in spec.stations), people(scenario)
    return [
        (_("Petugas yang melayani"), words.number(staff, 0)),
        (_("Loket dan meja, bergantian") if desks > staff else _("Loket dan meja"), words.number(desks, 0)),
        (_("Permohonan per hari kerja"), _a_day(scenario, words)),
        (_("Kanal"), words.number(len(spec.channels), 0)),
        (_("Hari yang disimulasikan"), words.number(spec.horizon.days, 0)),
    ]


def _a_day(scenario: Scenario, words: Words) -> str:
    """How many come, and how many of them for a permit where others only ask."""
    _ = words
    classes = scenario.spec.case_classes
    day = sum(one.arrivals.per_day or HOURS_OF_DAY * (one.arrivals.per_hour or 0) for one in classes)
    came, sums = words.number(day, 0 if day >= FEW else 1), together(scenario.spec)
    if sums[PERMITS] == sums[TOTAL]:
        return came
    permits = words.number(sums[PERMITS], 0 if sums[PERMITS] >= FEW else 1)
    return _("{came}, {permits} di antaranya izin").format(came=came, permits=permits)


def people(scenario: Scenario) -> int:
    """Persons of all pools, and positions of stations with staff of their own."""
    office = scenario.resolved
    return len(office.persons) + sum(len(place.servers) for place in office.stations if place.kind == "staffed")


def assumed_sentence(scenario: Scenario, words: Words) -> str:
    """How many of its numbers are assumed."""
    _ = words
    assumed, every = len(scenario.assumptions()), len(scenario.inputs())
    if not assumed:
        return _("Tidak ada angka yang hanya asumsi.")
    return _("{assumed} dari {every} angka masukan adalah asumsi.").format(
        assumed=words.number(assumed, 0), every=words.number(every, 0)
    )


def start_sentence(scenario: Scenario, words: Words) -> str:
    """How few counts of its own an office needs to begin; how much is assumed where the example does not say."""
    _ = words
    counts = len(scenario.spec.measure_first)
    if not counts or not scenario.assumptions():
        return assumed_sentence(scenario, words)
    sentence = _("Kantor contoh. Untuk mulai cukup {n} hitungan sendiri; yang mana, ada di halaman kantor ini.")
    return sentence.format(n=words.number(counts, 0))


def beginning(text: str) -> str:
    """The first sentence of a text, and the next ones where it says little."""
    sentences = text.split(". ")
    took = next(
        (at for at in range(1, len(sentences)) if len(". ".join(sentences[:at])) >= SAYS_LITTLE), len(sentences)
    )
    return f"{'. '.join(sentences[:took]).removesuffix('.')}."
