"""Measures in words, with the titles that a scenario gives its places and groups."""

from simulator.experiments.outcomes import COST
from simulator.figures import Lang
from simulator.measures import unit_of
from simulator.measures.names import TITLES, UNIT_NAMES
from simulator.scenario import Scenario
from simulator.scenario.blocks import Text

_WORST = {"worst:class": ("jenis permohonan yang terburuk", "the worst-off case class"),
          "worst:channel": ("kanal yang terburuk", "the worst-off channel")}  # fmt: skip


def measure_title(scenario: Scenario | None, name: str, lang: Lang) -> str:
    """A measure in words, with the title of its place or group.

    Parameters
    ----------
    scenario : Scenario or None
        Where the place or group is; without it that has its name.
    name : str
        As ``waiting_time_mean[loket]``, ``waiting_time_mean[class:nib]`` or ``sojourn_time_mean[worst:class]``.
    lang : {"id", "en"}
        Language of the titles.
    """
    position = ("id", "en").index(lang)
    if name == COST:
        return ("Biaya", "Cost")[position]
    measure, _, part = name.rstrip("]").partition("[")
    if part in _WORST:
        return f"{TITLES[measure][position]}, {_WORST[part][position]}"
    return TITLES[measure][position] + (f", {part_title(scenario, part, lang)}" if part else "")


def unit_title(name: str, lang: Lang) -> str:
    """Unit of a measure in words."""
    return UNIT_NAMES[unit_of(name)][("id", "en").index(lang)]


def part_title(scenario: Scenario | None, part: str, lang: Lang) -> str:
    """Title of a part of the office; its name if the scenario has none such.

    Parameters
    ----------
    scenario : Scenario or None
        Where the part is.
    part : str
        Name of a station or pool, ``class:NAME`` or ``channel:NAME``.
    lang : {"id", "en"}
        Language of the title.
    """
    title = _titles(scenario).get(part) if scenario else None
    return getattr(title, lang) if title else part.partition(":")[2] or part


def _titles(scenario: Scenario) -> dict[str, Text]:
    spec = scenario.spec
    titles = {one.name: one.title for one in spec.staff} | {one.name: one.title for one in spec.stations}
    titles |= {f"class:{one.name}": one.title for one in spec.case_classes}
    return titles | {f"channel:{one.name}": one.title for one in spec.channels}
