"""The numbers of a scenario in the words of people: of which part, what, how much, in which unit."""

import re
from collections import Counter
from typing import Any, NamedTuple

from simulator.figures import Lang
from simulator.reports.field_words import FIELDS, INPUT_UNITS, KEYS, MONTHS, SECTIONS
from simulator.reports.inputs import Evidence, place_of
from simulator.reports.numbers import LANGS, plain
from simulator.scenario import Input, Scenario

_STEP = re.compile(r"([\w-]+)((?:\[\d+\])*)")
_LONG_MIN = 180
_OF_CHANNELS = ("details", "routes")


class InputWords(NamedTuple):
    """Part of the office, what the number is, its value and its unit."""

    part: str
    what: str
    value: str
    unit: str


def input_words(scenario: Scenario, one: Input, lang: Lang) -> InputWords:
    """A number of a scenario in words.

    Parameters
    ----------
    scenario : Scenario
        The office.
    one : Input
        Of it.
    lang : {"id", "en"}
        Language.
    """
    part, what = path_words(scenario, one.path, lang)
    value, unit = readable(one.value, one.unit)
    unit = INPUT_UNITS[unit][LANGS.index(lang)] if unit in INPUT_UNITS else unit
    return InputWords(part, what, value_words(scenario, one.path, value, lang), unit)


def readable(value: Any, unit: str) -> tuple[Any, str]:
    """Many minutes as hours."""
    is_long = unit == "min" and isinstance(value, int | float) and value >= _LONG_MIN
    return (value / 60, "h") if is_long else (value, unit)


def path_words(scenario: Scenario, path: str, lang: Lang) -> tuple[str, str]:
    """Part and field of a path, as ``Loket pelayanan`` and ``waktu pelayanan, rata-rata``.

    Parameters
    ----------
    scenario : Scenario
        The office.
    path : str
        With positions (``stations[0].servers``) or names (``stations[loket].servers``).
    lang : {"id", "en"}
        Language.
    """
    numbered = numbered_path(scenario, path)
    found, title, rest = place_of(scenario, numbered, lang)
    section = found.partition("[")[0]
    kind = (
        SECTIONS[section][LANGS.index(lang)]
        if section in SECTIONS
        else FIELDS.get(section, (section,) * 2)[LANGS.index(lang)]
    )
    words = [_step_words(scenario, step, lang) for step in _steps(rest)]
    return f"{kind}: {title}" if title else kind, ", ".join(word for word in words if word)


def value_words(scenario: Scenario, path: str, value: Any, lang: Lang) -> str:
    """A number as the language writes it; one of several with what it is of."""
    if isinstance(value, dict):
        pairs = (f"{_key(scenario, path, key, lang)} {value_words(scenario, path, each, lang)}"
                 for key, each in value.items())  # fmt: skip
        return ", ".join(pairs)
    if isinstance(value, list | tuple):
        return ", ".join(value_words(scenario, path, each, lang) for each in value)
    if isinstance(value, bool | str):
        return str(value)
    return str(value) if path.endswith("year") else plain(value, lang)


def evidence_rows(scenario: Scenario, one: Evidence, inputs: list[Input], lang: Lang) -> list[tuple[str, str]]:
    """The numbers that rest on a source, those of one part together, equal ones once with how often."""
    parts: dict[str, list[str]] = {}
    for each in inputs:
        if (each.source, each.mark) == (one.source, one.mark):
            words = input_words(scenario, each, lang)
            parts.setdefault(words.part, []).append(
                f"{words.what}: {words.value} {words.unit}".strip().removeprefix(": ")
            )
    return [
        (part, "; ".join(text if count == 1 else f"{text} ({count}×)" for text, count in Counter(texts).items()))
        for part, texts in parts.items()
    ]


def known_words(knowledge: dict[str, Any], unit: str, lang: Lang) -> str:
    """What is known of an input that is not known exactly: between what, and what is likely."""
    is_id = lang == "id"
    if unit == "min" and knowledge.get("high", 0) >= _LONG_MIN:
        knowledge, unit = {key: value / 60 for key, value in knowledge.items()}, "h"
    unit = INPUT_UNITS[unit][LANGS.index(lang)] if unit in INPUT_UNITS else unit
    said = {
        key: plain(value, lang) if isinstance(value, int | float) else str(value) for key, value in knowledge.items()
    }
    if not {"low", "high"} <= set(said):
        return ", ".join(
            f"{FIELDS[key][LANGS.index(lang)] if key in FIELDS else key} {value}" for key, value in said.items()
        )
    text = f"{said['low']} {'sampai' if is_id else 'to'} {said['high']} {unit}".strip()
    if "mode" in said:
        text += f", {'paling mungkin' if is_id else 'most likely'} {said['mode']}"
    return text


def numbered_path(scenario: Scenario, path: str) -> str:
    """The path with positions in place of names."""
    match = re.match(r"^([\w.]+)\[([^\]]*)\](.*)$", path)
    if match is None or match[2].isdecimal():
        return path
    items: Any = scenario.spec
    for name in match[1].split("."):
        items = getattr(items, name)
    names = [getattr(each, "name", None) or getattr(each, "subsystem", None) for each in items]
    return f"{match[1]}[{names.index(match[2])}]{match[3]}" if match[2] in names else path


def _steps(rest: str) -> list[str]:
    steps = [match[1] for match in _STEP.finditer(rest)]
    after = [at + 1 for at, step in enumerate(steps) if step in _OF_CHANNELS]
    left_out = {*after, *(at - 1 for at in after)}  # the channel of a route: its numbers are mostly the same in all
    return [step for at, step in enumerate(steps) if at not in left_out and not step.isdecimal()]


def _step_words(scenario: Scenario, step: str, lang: Lang) -> str:
    if step in FIELDS:
        return FIELDS[step][LANGS.index(lang)]
    titles = _titles(scenario)
    return str(getattr(titles[step], lang)) if step in titles else step.replace("_", " ")


def _key(scenario: Scenario, path: str, key: object, lang: Lang) -> str:
    text, at = str(key), LANGS.index(lang)
    if path.endswith("months") and text.isdecimal():
        return MONTHS[int(text) - 1][at]
    if path.endswith("hourly") and text.isdecimal():
        return f"{int(text):02d}{'.' if lang == 'id' else ':'}00 →"
    if text in KEYS:
        return KEYS[text][at]
    return _step_words(scenario, text, lang)


def _titles(scenario: Scenario) -> dict[str, Any]:
    spec = scenario.spec
    named: tuple[Any, ...] = (
        *spec.channels,
        *spec.population.segments,
        *spec.population.districts,
        *spec.case_classes,
        *spec.stations,
    )
    return {one.name: one.title for one in named if one.title}
