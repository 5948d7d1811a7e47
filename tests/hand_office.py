"""Offices worked out on paper: the scenario and the given times of a trace, and logs in the notation of its file."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from ruamel.yaml import YAML

from offices import TEXT, case_class, exponential, office, station
from simulator.eventlog import NONE, Event, EventLog
from simulator.scenario import NEVER, ResolvedScenario
from simulator.workload import Given, People, Streams, Workload, make_workload
from simulator.workload.counts import BACKLOG_DAY, NUMBER_BITS

MS = 60_000


def given_needs(scenario: ResolvedScenario, cases: list[dict[str, Any]]) -> Given:
    """Durations and outcomes as the file says them; after the last visit or attempt that it names, nothing more."""
    said = _Said(cases, [station.name for station in scenario.stations])
    fails = {kind: said.table(short, False) for kind, short in _KINDS.items()}
    drawn = np.stack([np.where(fails[kind], 0.49, 0.99) for kind in _KINDS])
    own = said.table("error_draw", np.nan)
    drawn[-1] = np.where(np.isnan(own), drawn[-1], own)
    draws, delays = _failures(cases, [channel.name for channel in scenario.channels])
    return Given(
        service_ms=_in_ms(said.table("service", 0)),
        patience_ms=_in_ms(said.table("patience", 0)),
        repair_ms=_in_ms(said.table("repair", 0)),
        never_returns=said.table("never_returns", False).astype(np.bool_),
        check_draws=drawn,
        failure_draws=draws,
        failure_delay_ms=delays,
    )


@dataclass(frozen=True)
class _Said:
    """What the file says of each case at each station on each visit."""

    cases: list[dict[str, Any]]
    stations: list[str]

    def table(self, what: str, default: Any) -> Any:
        """Shape (cases, stations, visits)."""
        lists = [[case.get(what, {}).get(name, []) for name in self.stations] for case in self.cases]
        filled = [[[*values, *[default] * (self.visits - len(values))] for values in row] for row in lists]
        return np.array(filled).reshape(len(self.cases), len(self.stations), self.visits)

    @property
    def visits(self) -> int:
        """One more than the longest list names."""
        return 1 + max(
            (len(v) for case in self.cases for said in case.values() if isinstance(said, dict) for v in said.values()),
            default=0,
        )


def _failures(cases: list[dict[str, Any]], channels: list[str]) -> tuple[Any, Any]:
    """What each case does after a failure; whoever is said to fail by another channel gives up at once.

    Draws are below the share of coming back, between it and that of switching, or above both.
    """
    longest = max((len(case.get("failure", [])) for case in cases), default=0)
    draws = np.full((len(cases), len(channels), longest + 1), _DRAW["give_up"])
    delays = np.zeros(draws.shape, np.int64)
    for number, case in enumerate(cases):
        for attempt, one in enumerate(case.get("failure", [])):
            for channel in [channels.index(one["by"])] if "by" in one else range(len(channels)):
                draws[number, channel, attempt] = _DRAW[one["do"]]
                delays[number, channel, attempt] = ms(one.get("after", 0))
    return draws, delays


def _in_ms(minutes: Any) -> Any:
    return np.round(minutes * MS).astype(np.int64)


_KINDS = {"nik": "nik", "incomplete": "incomplete", "returned": "rework"}
_LAST_RANK = 9
_DRAW = {"retry": 0.25, "switch": 0.75, "give_up": 1.0}


def ms(time: float | str) -> int:
    """Minutes, or "d1 08:30": day and clock -> milliseconds."""
    if not isinstance(time, str):
        return round(time * MS)
    day, clock = time.split()
    hours, minutes = clock.split(":")
    return round(((int(day[1:]) * 24 + int(hours)) * 60 + float(minutes)) * MS)


def read(file: Path) -> dict[str, Any]:
    return YAML(typ="safe").load(file.read_text(encoding="utf-8"))


def human_step(step: str | dict[str, Any]) -> dict[str, Any]:
    """A step in the form of a scenario file; the service times in it are not used."""
    said = {"station": step} if isinstance(step, str) else dict(step)
    repair = {"time": exponential(1), "never_returns": 0.5, "source": "assumed"} if said.pop("repair", False) else None
    if calendar := said.pop("repair_calendar", None):
        repair = {**(repair or {"time": exponential(1), "source": "assumed"}), "calendar": calendar}
    again = {"again": said.pop("again")} if "again" in said else {}
    fields = {"rework_to": "rework", "nik_to": "nik_check", "incomplete_to": "completeness_check"}
    for short, field in fields.items():
        if back_to := said.pop(short, None):
            said[field] = {"probability": 0.5, "back_to": back_to, "source": "assumed", **again}
            said[field] |= {"repair": repair} if repair else {}
    return {"service_time": exponential(1), **said}


def human_channel(name: str, said: dict[str, Any]) -> dict[str, Any]:
    """A channel of a scenario file: half of those who fail come back, the other half switch if they can."""
    on_failure = said.get("on_failure")
    if on_failure:
        switch = dict.fromkeys(on_failure.get("switch", {}), 0.5)
        said = {
            **said,
            "on_failure": {**on_failure, "retry": 0.5, "switch": switch, "delay": exponential(1), "source": "assumed"},
        }
    return {"name": name, "title": TEXT, "source": "assumed", **said}


def human_station(said: dict[str, Any]) -> dict[str, Any]:
    patience = {"patience": exponential(1)} if said.get("patience") else {}
    return station(**{"service_time": exponential(1), **said, **patience})


def hand_scenario(trace: dict[str, Any]) -> ResolvedScenario:
    """The office of a trace."""
    channels = trace.get("channels", {"loket": {}})
    routes = trace.get("routes") or dict.fromkeys(
        trace.get("classes", trace.get("priorities", "a")), trace.get("route")
    )
    classes = {name: {**trace.get("classes", {}).get(name, {})} for name in routes}
    for name, priority in trace.get("priorities", {}).items():
        classes[name]["priority"] = priority
    downs = {
        name: said for block in ("outages", "slow", "subsystems") for name, said in human_outages(trace, block).items()
    }
    resolved = office(
        horizon={"days": trace.get("days", 1), "source": "assumed"}
        | ({"start": str(trace["start"])} if "start" in trace else {}),
        policies=trace.get("policies", {}),
        calendars=trace.get("calendars", {}),
        channels=[human_channel(name, said) for name, said in channels.items()],
        stations=[human_station(said) for said in trace["stations"]],
        staff=[
            {"title": TEXT, "source": "assumed", **{k: v for k, v in pool.items() if k != "factors"}}
            for pool in trace.get("staff", [])
        ],
        case_classes=[human_class(name, said, routes[name], list(channels)) for name, said in classes.items()],
        outages=list(downs.values()),
    ).resolved
    return with_factors(resolved, [factors for pool in trace.get("staff", []) for factors in pool.get("factors", [])])


def human_outages(trace: dict[str, Any], block: str) -> dict[str, dict[str, Any]]:
    """Subsystems of a scenario file; where the trace gives the times, the process in it is not used."""
    outages = {}
    for name in trace.get(block, {}):
        said = dict(trace.get("subsystems", {}).get(name, {}))
        if "backup" in said:
            said["backup"] = {"title": TEXT, **said["backup"]}
        process = (
            {}
            if block == "subsystems" and said.keys() - {"needs"}
            else {"up": exponential(1e6), "down": exponential(1)}
        )
        outages[name] = {"subsystem": name, "title": TEXT, "source": "assumed", **process, **said}
    return outages


def human_class(name: str, said: dict[str, Any], route: Any, channels: list[str]) -> dict[str, Any]:
    by_channel = route if isinstance(route, dict) else dict.fromkeys(channels, route)
    fields = {"priority": said.get("priority", 1)}
    if "deadline_days" in said:
        legal = {"deadline_days": said["deadline_days"], "deemed_approval": said.get("deemed_approval", False)}
        fields["legal"] = {**legal, "source": "assumed"}
    return {
        **case_class(name, **fields),
        "arrivals": {"per_day": 1},
        "channels": {"shares": {channel: 1 / len(by_channel) for channel in by_channel}},
        "routes": {channel: [human_step(step) for step in steps] for channel, steps in by_channel.items()},
    }


def with_factors(scenario: ResolvedScenario, factors: list[list[list[int]]]) -> ResolvedScenario:
    """Persons with the factors that the file gives."""
    if not factors:
        return scenario
    given = [tuple((ms(a), b, c) for a, b, c in entries) for entries in factors]
    persons = [replace(person, factors=f) for person, f in zip(scenario.persons, given, strict=True)]
    return replace(scenario, persons=tuple(persons))


def given_or_drawn(given: dict[str, Any], scenario: ResolvedScenario, drawn: tuple[Any, ...]) -> tuple[Any, ...]:
    """Times of each subsystem: those of the file, else those that follow from its processes, which are not random."""
    tables = []
    for outage, intervals in zip(scenario.outages, drawn, strict=True):
        said = [[ms(a), ms(b), *speed] for a, b, *speed in given.get(outage.subsystem, [])]
        tables.append(np.array(said, np.int64) if said else intervals)
    return tuple(tables)


def hand_workload(trace: dict[str, Any]) -> Workload:
    """The scenario and the given times of a trace."""
    scenario = hand_scenario(trace)
    cases, classes = trace["cases"], [case_class.name for case_class in scenario.case_classes]
    channels, stations = [channel.name for channel in scenario.channels], [s.name for s in scenario.stations]
    case_class_ = np.array([classes.index(case.get("class", classes[0])) for case in cases], np.int8)
    channel = np.array([channels.index(case.get("channel", channels[0])) for case in cases], np.int8)
    routes = [scenario.case_classes[k].routes[c] for k, c in zip(case_class_, channel, strict=True)]
    starts = [
        [step.station for step in route].index(stations.index(case["start"])) if "start" in case else 0
        for case, route in zip(cases, routes, strict=True)
    ]
    ranks = {number: c.priority for number, c in enumerate(scenario.channels) if c.priority != NEVER}
    priority = [
        case.get("priority", min(scenario.case_classes[k].priority, ranks.get(c, _LAST_RANK)))
        for case, k, c in zip(cases, case_class_, channel, strict=True)
    ]
    everyone = np.zeros(len(cases), np.int8)
    processes = make_workload(scenario, seed=0)
    outages = given_or_drawn(trace.get("outages", {}), scenario, processes.outages)
    slow = given_or_drawn(trace.get("slow", {}), scenario, processes.slow)
    return Workload(
        scenario=scenario,
        streams=Streams(0, 0),
        arrival_ms=np.array([ms(case["at"]) for case in cases], np.int64),
        case_class=case_class_,
        channel=channel,
        serial=np.array(
            [number + (BACKLOG_DAY << NUMBER_BITS if "start" in case else 0) for number, case in enumerate(cases)]
        ),
        priority=np.array(priority, np.int8),
        start=np.array(starts, np.int8),
        no_show=np.array([case.get("no_show", False) for case in cases], np.bool_),
        people=People(everyone, everyone, everyone, everyone == 0, everyone == 0, everyone - 1),
        outages=outages,
        slow=slow,
        shifts=tuple(np.array(person.shifts, np.int64).reshape(-1, 2) for person in scenario.persons),
        given=given_needs(scenario, cases),
    )


def clock(time: int) -> str:
    """Milliseconds -> "d1 08:30", with decimals where they are needed."""
    minutes, rest = divmod(time, MS)
    decimals = f"{rest / MS:.10g}"[1:] if rest else ""
    return f"d{minutes // 1440} {minutes // 60 % 24:02d}:{minutes % 60:02d}{decimals}"


def lines(log: EventLog, by_clock: bool = False) -> list[str]:
    """The log in the notation of the hand files."""
    causes = log.names.causes()
    written = []
    for row in zip(
        *(log[c].tolist() for c in ("time_ms", "event", "case", "visit", "station", "server", "cause")), strict=True
    ):
        time, event, case, visit, place, server, cause = row
        words = [clock(time) if by_clock else f"{time / MS:.10g}", Event(event).name.lower()]
        words += [f"#{case}"] if case != NONE else []
        words += [f"v{visit}"] if visit != NONE else []
        words += [log.names.stations[place]] if place != NONE else []
        words += [f"s{server}"] if server != NONE else []
        words += [causes[cause]] if cause != NONE else []
        written.append(" ".join(words))
    return written
