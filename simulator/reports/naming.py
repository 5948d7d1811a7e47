"""Names in tables as people say them: parts of the office by their titles, words of every office in the language."""

from collections.abc import Mapping
from typing import Any

from simulator.figures import Lang
from simulator.reports.findings_words import BOOLEANS, PAYERS, SAID, VALUES
from simulator.reports.say import lower_first, say
from simulator.reports.titles import part_title
from simulator.scenario import Scenario
from simulator.scenario.legal_routes import legal_routes

SEVERAL = "+"
"""Stands for outages of several subsystems that ran into each other."""


def name_title(name: object, key: str, scenario: Scenario, lang: Lang, by: str = "") -> str:
    """What a name in a column of keys means.

    Parameters
    ----------
    name : object
        As it stands in the table.
    key : str
        The column.
    scenario : Scenario
        The office.
    lang : {"id", "en"}
        Language of the title.
    by : str, optional
        For groups: by what they are grouped.
    """
    text = str(name)
    if text.startswith("outage:"):
        return say(SAID, "outage", lang, name=subsystem_title(text.partition(":")[2], scenario, lang))
    if key == "subsystems":
        return outage_title(text, scenario, lang)
    if key in ("group", "reference"):
        return group_title(text, by, scenario, lang)
    if key == "regime":
        known = legal_routes().regimes
        return str(getattr(known[text].title, lang)) if text in known else text
    titles: Mapping[str, Any] = _TITLES[key](scenario) if key in _TITLES else {}
    if text in titles:
        return str(getattr(titles[text], lang))
    return named(PAYERS if key == "payer" else VALUES, text, lang)


def named(texts: Mapping[str, tuple[str, str]], key: str, lang: Lang) -> str:
    """A word of every office; the name in words where there is none."""
    return texts[key][("id", "en").index(lang)] if key in texts else key.replace("_", " ")


def subsystem_title(name: str, scenario: Scenario, lang: Lang) -> str:
    """Title of what may fail."""
    titles = {one.subsystem: one.title for one in scenario.spec.outages if one.title}
    return str(getattr(titles[name], lang)) if name in titles else name


def outage_title(text: str, scenario: Scenario, lang: Lang) -> str:
    """Title of the outages of a row: of all, of several at a time, or of one subsystem with whose it is."""
    if not text:
        return say(SAID, "outages_all", lang)
    if text == SEVERAL:
        return say(SAID, "outages_several", lang)
    shared = {one.subsystem for one in scenario.spec.outages if one.shared}
    parts = text.split("+")
    said = " + ".join(subsystem_title(part, scenario, lang) for part in parts)
    scope = say(SAID, "shared" if parts[0] in shared else "own", lang)
    return f"{said} ({scope})" if len(parts) == 1 else said


def group_title(text: str, by: str, scenario: Scenario, lang: Lang) -> str:
    """Title of a group of applicants."""
    if by in BOOLEANS:
        is_so = text.lower() in ("true", "yes", "1")
        return BOOLEANS[by][0 if is_so else 1][("id", "en").index(lang)]
    if by == "priority_group" and not text:
        return say(SAID, "no_priority", lang)
    titles = _TITLES[by](scenario) if by in _TITLES else {}
    return str(getattr(titles[text], lang)) if text in titles else named(VALUES, text, lang)


def channel_words(part: str, scenario: Scenario, lang: Lang) -> str:
    """A permit, a question or a channel inside a sentence, with what it is: ``kanal Datang ke loket``."""
    kind, _, name = part.partition(":")
    title = part_title(scenario, part, lang)
    if kind == "channel":
        return say(SAID, "of_channel", lang, title=title)
    block = next((one for one in scenario.spec.case_classes if one.name == name), None)
    is_permit = block is not None and bool(block.permit or block.legal)
    return title if is_permit else say(SAID, "of_case", lang, title=title)


def thing_title(item: str, name: str, scenario: Scenario, lang: Lang, *others: Scenario) -> str:
    """What was paid for, with the place, district, channel or thing that it is of, in this office or in others."""
    titles: dict[str, Any] = {}
    for office in (*others[::-1], scenario):
        titles |= {key: title for each in _OF_ITEMS for key, title in _TITLES[each](office).items()}
        if item in _TRAVEL:
            titles |= _TITLES["district" if item in ("trip", "travel_hour") else "channel"](office)
    what = named(VALUES, item, lang)
    if not name:
        return what
    if item == "backup_month":
        return f"{what}: {lower_first(subsystem_title(name, scenario, lang))}"
    return f"{what}: {lower_first(str(getattr(titles[name], lang)) if name in titles else name)}"


_TRAVEL = ("trip", "travel_hour", "presence_hour", "channel_fee", "channel_day")

_OF_ITEMS = ("district", "channel", "items", "place")

_TITLES: Mapping[str, Any] = {
    "case_class": lambda scenario: _by_name(scenario.spec.case_classes),
    "channel": lambda scenario: _by_name(scenario.spec.channels),
    "district": lambda scenario: _by_name(scenario.spec.population.districts),
    "segment": lambda scenario: _by_name(scenario.spec.population.segments),
    "priority_group": lambda scenario: _by_name(scenario.spec.population.priority_groups),
    "items": lambda scenario: _by_name(scenario.spec.costs.items if scenario.spec.costs else ()),
    "place": lambda scenario: _by_name(scenario.spec.stations) | _by_name(scenario.spec.staff),
    "station": lambda scenario: _by_name(scenario.spec.stations),
    "name": lambda scenario: _by_name(scenario.spec.stations) | _by_name(scenario.spec.staff),
}
"""Column, or grouping -> the titles of its names."""


def _by_name(things: Any) -> dict[str, Any]:
    return {one.name: one.title for one in things if one.title}
