"""Offices under stress: more applicants, longer outages, somebody missing; each changes that and nothing else."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from simulator.calendars import MS_PER_MINUTE, clock_time_ms
from simulator.reports.titles import part_title
from simulator.scenario import Scenario, ScenarioError
from simulator.studio.explore.places import largest_place, sizes_of
from simulator.studio.explore.watched import lang_of
from simulator.teaching.words import Words

__all__ = ["KINDS", "USUAL_SIZES", "Sizes", "Stress", "stresses"]

MUCH_MORE = 1.5
"""The greatest stress of applicants: half as many again."""

KINDS = ("none", "more", "much_more", "longer", "absent", "more_absent")
"""Keys of the stresses, in their order."""

_TIMES = ("mean_min", "median_min")
_MINUTES_A_DAY = 24 * 60
_MIDNIGHT = " 00:00"


@dataclass(frozen=True)
class Sizes:
    """How great the stresses are.

    Attributes
    ----------
    more : float
        Applicants, as a multiple of now.
    longer : int
        Length of outages, as a multiple of now.
    fewer : int
        Persons who are missing.
    """

    more: float = 1.2
    longer: int = 2
    fewer: int = 1


USUAL_SIZES = Sizes()


@dataclass(frozen=True)
class Stress:
    """One office under one stress.

    Attributes
    ----------
    kind : str
        One of :data:`KINDS`.
    title : str
        For the planner.
    scenario : Scenario or None
        None where the stress cannot be put on the office.
    why_not : str
        Why it cannot, in words.
    """

    kind: str
    title: str
    scenario: Scenario | None
    why_not: str = ""


Changes = Mapping[str, Any]


def stresses(scenario: Scenario, words: Words, place: str = "", sizes: Sizes = USUAL_SIZES) -> list[Stress]:
    """An office as it is and under every stress.

    Parameters
    ----------
    scenario : Scenario
        The office.
    words : Words
        Language of the titles.
    place : str, optional
        Pool or station at which somebody is missing; the largest of this office if not said, or if it has none of this
        name.
    sizes : Sizes, optional
        How great the stresses are.
    """
    place = place if place in sizes_of(scenario) else largest_place(scenario)
    made: dict[str, Callable[[], Changes | None]] = {
        "none": dict,
        "more": lambda: _more_demand(scenario, sizes.more),
        "much_more": lambda: _more_demand(scenario, MUCH_MORE),
        "longer": lambda: _longer_outages(scenario, sizes.longer),
        "absent": lambda: _fewer(scenario, place, sizes.fewer),
        "more_absent": lambda: _together(_fewer(scenario, place, sizes.fewer), _more_demand(scenario, sizes.more)),
    }
    titles, missing = _titles(scenario, place, sizes, words), _why_not(sizes, words)
    return [_stressed(kind, titles[kind], scenario, made[kind], missing) for kind in KINDS]


def _stressed(
    kind: str, title: str, scenario: Scenario, changes: Callable[[], Changes | None], why_not: Mapping[str, str]
) -> Stress:
    try:
        found = changes()
        if found is None or (kind != "none" and not found):
            return Stress(kind, title, None, why_not.get(kind, why_not["other"]))
        return Stress(kind, title, scenario.with_(found) if found else scenario)
    except ScenarioError:
        return Stress(kind, title, None, why_not["other"])


def _together(one: Changes | None, other: Changes) -> Changes | None:
    return None if one is None else {**other, **one}


def _titles(scenario: Scenario, place: str, sizes: Sizes, words: Words) -> dict[str, str]:
    _ = words
    who = part_title(scenario, place, lang_of(words))
    more = words.percent(sizes.more - 1)
    absent, together = _("Kurang satu orang: {who}"), _("Pemohon bertambah {share} dan kurang satu orang")
    if sizes.fewer > 1:
        absent, together = _("Kurang {n} orang: {who}"), _("Pemohon bertambah {share} dan kurang {n} orang")
    return {
        "none": _("Seperti biasa"),
        "more": _("Pemohon bertambah {share}").format(share=more),
        "much_more": _("Pemohon bertambah {share}").format(share=words.percent(MUCH_MORE - 1)),
        "longer": _("Gangguan {n} kali lebih lama").format(n=sizes.longer),
        "absent": absent.format(who=who, n=sizes.fewer),
        "more_absent": together.format(share=more, n=sizes.fewer),
    }


def _why_not(sizes: Sizes, words: Words) -> dict[str, str]:
    _ = words
    alone = _("Kelompok terbesar hanya satu orang; tanpa dia tidak ada yang melayani.")
    if sizes.fewer > 1:
        alone = _("Kelompok terbesar hanya {n} orang atau kurang; tanpa mereka tidak ada yang melayani.").format(
            n=sizes.fewer
        )
    return {
        "longer": _("Kantor ini tidak punya gangguan yang lamanya bisa diubah."),
        "absent": alone,
        "more_absent": alone,
        "other": _("Kantor ini tidak dapat disimulasikan dengan tekanan ini."),
    }


# ---- more applicants


def _more_demand(scenario: Scenario, factor: float) -> Changes:
    """Arrivals of every class, and what a channel with dates brings, times a factor."""
    changes: dict[str, Any] = {}
    for number, block in enumerate(scenario.data["case_classes"]):
        here = f"case_classes[{number}]"
        for field in ("per_day", "per_hour"):
            if block["arrivals"].get(field) is not None:
                changes[f"{here}.arrivals.{field}"] = _tidy(block["arrivals"][field] * factor)
        for channel, count in (block.get("brought") or {}).items():
            changes[f"{here}.brought.{channel}"] = _tidy(count * factor)
    return changes


# ---- longer outages


def _longer_outages(scenario: Scenario, factor: int) -> Changes:
    """Every time in which a subsystem is down, so many times as long; what is down for whole days stays so."""
    changes: dict[str, Any] = {}
    for number, block in enumerate(scenario.data.get("outages") or []):
        here = f"outages[{number}]"
        for path, process in _processes(block, here):
            changes |= {f"{path}.down.{field}": new for field, new in _longer(process["down"], factor)}
        for place, dated in enumerate(block.get("dated") or []):
            if not _is_whole_days(dated):
                changes[f"{here}.dated[{place}].to"] = _later(dated["from"], dated["to"], factor)
    return changes


def _is_whole_days(dated: Mapping[str, str]) -> bool:
    """Whether it is from midnight to midnight: days on which something is not there, rather than a failure."""
    return dated["from"].endswith(_MIDNIGHT) and dated["to"].endswith((_MIDNIGHT, " 24:00"))


def _processes(block: Mapping[str, Any], here: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if block.get("down"):
        yield here, block
    for place, process in enumerate(block.get("also") or []):
        yield f"{here}.also[{place}]", process


def _longer(down: Mapping[str, Any], factor: int) -> Iterator[tuple[str, Any]]:
    for field in _TIMES:
        if down.get(field) is not None:
            yield field, down[field] * factor
    if down.get("values_min"):
        yield "values_min", [value * factor for value in down["values_min"]]


def _later(start: str, end: str, factor: int) -> str:
    """The end of a failure at a known time, so many times as far from its beginning."""
    day, _, clock = end.rpartition(" ")
    minutes = (factor - 1) * (_minutes(end) - _minutes(start)) + clock_time_ms(clock) / MS_PER_MINUTE
    days, rest = divmod(round(minutes), _MINUTES_A_DAY)
    numbered = re.fullmatch(r"day ([0-9]+)", day)
    moved = (
        f"day {int(numbered[1]) + days}" if numbered else f"{datetime.fromisoformat(day) + timedelta(days):%Y-%m-%d}"
    )
    return f"{moved} {rest // 60:02d}:{rest % 60:02d}"


def _minutes(moment: str) -> float:
    day, _, clock = moment.rpartition(" ")
    days = int(day.removeprefix("day ")) if day.startswith("day ") else datetime.fromisoformat(day).toordinal()
    return days * _MINUTES_A_DAY + clock_time_ms(clock) / MS_PER_MINUTE


# ---- somebody missing


def _fewer(scenario: Scenario, place: str, missing: int) -> Changes | None:
    """Without some of those who work where most do, all the time; None if nobody would be left."""
    left = sizes_of(scenario).get(place, 0) - missing
    if left < 1:
        return None
    for number, pool in enumerate(scenario.data.get("staff") or []):
        if pool["name"] == place:
            return _pool_of(pool, f"staff[{number}]", left)
    number = [one["name"] for one in scenario.data["stations"]].index(place)
    station, here = scenario.data["stations"][number], f"stations[{number}]"
    return _roster(station, here, left) if station.get("roster") else {f"{here}.servers": left}


def _pool_of(pool: Mapping[str, Any], here: str, left: int) -> Changes:
    """A pool of so many; of those who are missing nothing is left."""
    changes: dict[str, Any] = {f"{here}.persons": left, **_roster(pool, here, left)}
    if any(one["person"] >= left for one in pool.get("different") or []):
        changes[f"{here}.different"] = [one for one in pool["different"] if one["person"] < left]
    sessions = pool.get("training") or []
    if any(person >= left for session in sessions for person in session.get("persons") or []):
        changes[f"{here}.training"] = [kept for session in sessions if (kept := _session(session, left))]
    return changes


def _session(session: Mapping[str, Any], left: int) -> dict[str, Any] | None:
    """A training session of those who are left; None if it was for nobody else."""
    if not session.get("persons"):
        return dict(session)
    persons = [person for person in session["persons"] if person < left]
    return {**session, "persons": persons} if persons else None


def _roster(block: Mapping[str, Any], here: str, left: int) -> dict[str, Any]:
    spans = enumerate(block.get("roster") or [])
    return {f"{here}.roster[{place}].servers": left for place, span in spans if span["servers"] > left}


def _tidy(value: float) -> float:
    return round(value, 9)
