"""The replay of a day at an office: who waited where, drawn from the event log."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import uuid4

import numpy as np
import traitlets

from simulator.calendars import MS_PER_DAY, MS_PER_HOUR
from simulator.eventlog import EventLog
from simulator.experiments import Result
from simulator.locale import LANGUAGES
from simulator.scenario import Scenario
from simulator.widgets.part import Part
from simulator.widgets.replay_rows import ZONES, homes_of, packed, persons_of, servers_of, window_rows, zones_of
from simulator.widgets.replay_words import words

_TAGS = ("assisted", "mobile")


@dataclass(frozen=True)
class Titles:
    """Names for people, in one language; a name that is not here stands for itself.

    Attributes
    ----------
    office : str
        Heading of the replay.
    stations, case_classes, channels, subsystems : mapping of str to str
        Name in the log -> title.
    """

    office: str = ""
    stations: Mapping[str, str] = field(default_factory=dict)
    case_classes: Mapping[str, str] = field(default_factory=dict)
    channels: Mapping[str, str] = field(default_factory=dict)
    subsystems: Mapping[str, str] = field(default_factory=dict)


class Replay(Part):
    """A day of an office that can be played, stopped and looked into.

    Parameters
    ----------
    log : EventLog
        One or more replications.
    replication : int, optional
        Which of them; the first if not said.
    titles : Titles, optional
        Names for people, in the language of `lang`.
    lang : str
        ``id`` or ``en``.
    first_ms, last_ms : int, optional
        The window, the second not included; the first day if not said.
    opens_ms : int, optional
        Where the clock stands at first, within the window; when the office opens if not said.
    zones : mapping of str to str, optional
        Station -> one of :data:`simulator.widgets.replay_rows.ZONES`, where it is not what the log tells.
    tags : mapping of str to str, optional
        Station -> ``assisted`` or ``mobile``: said beside its title.
    start : date, optional
        Date of day 0; without it days are numbered.
    on_select : callable, optional
        Called with the number of the case that was chosen in the picture, or None.

    Raises
    ------
    ValueError
        If there is no such replication, language or zone, the window is empty or outside the horizon, or the clock
        would open outside the window.
    """

    part = traitlets.Unicode("replay").tag(sync=True)
    about = traitlets.Dict().tag(sync=True)
    columns = traitlets.Dict().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    first_ms = traitlets.Float().tag(sync=True)
    last_ms = traitlets.Float().tag(sync=True)
    opens_ms = traitlets.Float(None, allow_none=True).tag(sync=True)
    clock = traitlets.Unicode().tag(sync=True)
    follows = traitlets.Bool(False).tag(sync=True)

    def __init__(
        self,
        log: EventLog,
        replication: int | None = None,
        *,
        titles: Titles | None = None,
        lang: str = "id",
        first_ms: int = 0,
        last_ms: int | None = None,
        opens_ms: int | None = None,
        zones: Mapping[str, str] | None = None,
        tags: Mapping[str, str] | None = None,
        start: date | None = None,
        on_select: Callable[[int | None], None] | None = None,
    ) -> None:
        if lang not in LANGUAGES:
            raise ValueError(f"lang is {lang!r}; it must be one of {', '.join(LANGUAGES)}")
        last_ms = min(first_ms + MS_PER_DAY, log.horizon_ms) if last_ms is None else last_ms
        if not 0 <= first_ms < last_ms <= log.horizon_ms:
            raise ValueError(f"the window is {first_ms} to {last_ms} ms; it must lie within 0 to {log.horizon_ms} ms")
        if opens_ms is not None and not first_ms <= opens_ms < last_ms:
            raise ValueError(f"the clock opens at {opens_ms} ms; it must lie within {first_ms} to {last_ms} ms")
        part = _replication(log, replication)
        rows = window_rows(part, first_ms, last_ms)
        super().__init__(
            lang=lang,
            about=_about(part, titles or Titles(), dict(zones or {}), dict(tags or {}), start),
            columns=packed(rows),
            words=words(lang),
            first_ms=float(first_ms),
            last_ms=float(last_ms),
            opens_ms=opens_ms,
            clock=uuid4().hex,
        )
        self.cases = frozenset(np.unique(rows["case"][rows["case"] >= 0]).tolist())
        self.on_select = on_select

    def receive(self, content: Any) -> None:
        """Take the choice of a case if it is one of this replay, or of none."""
        if not isinstance(content, dict) or "chosen" not in content or self.on_select is None:
            return
        chosen = content["chosen"]
        if chosen is None or (isinstance(chosen, int) and not isinstance(chosen, bool) and chosen in self.cases):
            self.on_select(chosen)


def replay_day(
    result: Result, day: int = 0, *, replication: int | None = None, opens_hour: float | None = None, lang: str = "id"
) -> Replay:
    """Replay of one day of a run, with the titles of its scenario.

    Parameters
    ----------
    result : Result
        A run that kept its log.
    day : int, optional
        Day of the horizon, from 0.
    replication : int, optional
        The first if not said.
    opens_hour : float, optional
        Hour of the day at which the clock stands at first; when the office opens if not said.
    lang : str, optional
        ``id`` or ``en``.

    Returns
    -------
    Replay
        The day from midnight to midnight.

    Raises
    ------
    ValueError
        If the run kept no log, or there is no such day, hour, replication or language.
    """
    scenario = result.scenario
    start = scenario.spec.horizon.start
    return Replay(
        result.log,
        replication,
        titles=titles_of(scenario, lang),
        lang=lang,
        first_ms=day * MS_PER_DAY,
        last_ms=(day + 1) * MS_PER_DAY,
        opens_ms=None if opens_hour is None else day * MS_PER_DAY + round(opens_hour * MS_PER_HOUR),
        tags=_tags(scenario),
        start=date.fromisoformat(start) if start else None,
    )


def titles_of(scenario: Scenario, lang: str) -> Titles:
    """Names that a scenario gives to its parts, in one language.

    Parameters
    ----------
    scenario : Scenario
        The office.
    lang : str
        ``id`` or ``en``.

    Returns
    -------
    Titles
        A part without a title stands for itself.
    """
    spec = scenario.spec

    def of(blocks: Sequence[Any], name: str = "name") -> dict[str, str]:
        return {getattr(block, name): getattr(block.title, lang) for block in blocks if block.title}

    return Titles(
        getattr(spec.title, lang),
        of(spec.stations),
        of(spec.case_classes),
        of(spec.channels),
        of(spec.outages, "subsystem"),
    )


def link(first: Replay, *others: Replay) -> None:
    """Put several replays on one clock: the first has the controls, the others follow it.

    Parameters
    ----------
    first : Replay
        The one with the controls.
    *others : Replay
        Those beside it; their windows must be that of the first.

    Raises
    ------
    ValueError
        If a window differs.
    """
    for other in others:
        if (other.first_ms, other.last_ms) != (first.first_ms, first.last_ms):
            raise ValueError("only replays of the same window can share a clock")
    for other in others:
        other.clock, other.follows = first.clock, True


def _replication(log: EventLog, replication: int | None) -> EventLog:
    number = log.replications[0] if replication is None and log.replications else replication
    for part in log.split():
        if part.replications == (number,):
            return part
    raise ValueError(f"there is no replication {number}; there are: {', '.join(map(str, log.replications)) or 'none'}")


def _tags(scenario: Scenario) -> dict[str, str]:
    """Station -> kind of the channel that begins there, where it is worth saying."""
    channels = scenario.spec.channels
    return {each.lodge_at: each.kind for each in channels if each.lodge_at and each.kind in _TAGS}


def _about(
    log: EventLog, titles: Titles, zones: Mapping[str, str], tags: Mapping[str, str], start: date | None
) -> dict[str, Any]:
    """What the browser must know besides the rows."""
    names = log.names
    if wrong := [zone for zone in zones.values() if zone not in ZONES]:
        raise ValueError(f"{wrong[0]!r} is no zone; there are: {', '.join(ZONES)}")
    if wrong := [name for name in (*zones, *tags) if name not in names.stations]:
        raise ValueError(f"there is no station {wrong[0]!r}; there are: {', '.join(names.stations)}")
    told, servers, persons = zones_of(log), servers_of(log), persons_of(log)
    subsystem = {name: code for code, name in enumerate(names.subsystems)}
    stations = [
        {
            "title": titles.stations.get(name, name),
            "zone": zones.get(name, told[code]),
            "kind": names.kind(code),
            "tag": tags.get(name, ""),
            "servers": servers[code],
            "persons": persons[code],
            "needs": [subsystem[need] for need in (names.needs[code] if names.needs else ())],
            "effect": names.on_outage[code] if names.on_outage else "wait",
        }
        for code, name in enumerate(names.stations)
    ]
    return {
        "office": titles.office,
        "start": start.isoformat() if start else "",
        "stations": stations,
        "classes": [titles.case_classes.get(name, name) for name in names.case_classes],
        "channels": [
            {"title": titles.channels.get(name, name), "in_person": name in names.in_person} for name in names.channels
        ],
        "subsystems": [titles.subsystems.get(name, name) for name in names.subsystems],
        "pooled": [names.stations.index(name) for name in names.pooled],
        "homes": homes_of(log),
    }
