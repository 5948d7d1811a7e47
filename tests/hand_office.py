"""Offices worked out on paper: the scenario and the given times of a trace, and logs in the notation of its file."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from ruamel.yaml import YAML

from offices import TEXT, case_class, exponential, office, station
from simulator.eventlog import NONE, Event, EventLog
from simulator.scenario import NEVER, ResolvedScenario
from simulator.workload import People, Streams, Workload, make_workload
from simulator.workload.counts import BACKLOG_DAY, NUMBER_BITS

MS = 60_000


@dataclass(frozen=True)
class HandWorkload(Workload):
    """A workload whose durations and outcomes are given, not drawn."""

    cases: list[dict[str, Any]]

    def service_times_ms(self, station: int, visit: int, channel: int | None = None) -> Any:
        return self._minutes("service", station, visit)

    def patience_ms(self, station: int, visit: int, channel: int | None = None) -> Any:
        return self._minutes("patience", station, visit)

    def check_draws(self, kind: str, station: int, visit: int, channel: int | None = None) -> Any:
        """0.49 where the file says that the check fails, against a probability of 0.5; 0.99 where it does not."""
        fails = self._given(_KINDS[kind], station, visit, False)
        drawn = self._given("error_draw", station, visit, None) if kind == "returned" else [None] * len(fails)
        return np.array([d if d is not None else 0.49 if f else 0.99 for f, d in zip(fails, drawn, strict=True)])

    def never_returns(self, kind: str, station: int, visit: int, channel: int | None = None) -> Any:
        return np.array(self._given("never_returns", station, visit, False))

    def repair_ms(self, kind: str, station: int, visit: int, channel: int | None = None) -> Any:
        return self._minutes("repair", station, visit)

    def failure_draws(self, channel: int, attempt: int) -> Any:
        """Below the share of coming back, between it and that of switching, or above both."""
        return np.array([_DRAW[said["do"]] for said in self._failures(channel, attempt)])

    def failure_delay_ms(self, channel: int, attempt: int) -> Any:
        return np.array([ms(said.get("after", 0)) for said in self._failures(channel, attempt)], np.int64)

    def _failures(self, channel: int, attempt: int) -> list[dict[str, Any]]:
        """What each case does after a failure; whoever is said to fail by another channel gives up at once."""
        name = self.scenario.channels[channel].name
        said = [case.get("failure", [])[attempt - 1 : attempt] for case in self.cases]
        return [one[0] if one and one[0].get("by", name) == name else {"do": "give_up"} for one in said]

    def _minutes(self, what: str, station: int, visit: int) -> Any:
        return np.array([round(value * MS) for value in self._given(what, station, visit, 0)], np.int64)

    def _given(self, what: str, station: int, visit: int, default: Any) -> list[Any]:
        """What the file says of each case at a station on a visit."""
        name = self.scenario.stations[station].name
        said = [case.get(what, {}).get(name, []) for case in self.cases]
        return [values[visit] if visit < len(values) else default for values in said]


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


def hand_workload(trace: dict[str, Any]) -> HandWorkload:
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
    return HandWorkload(
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
        shifts=tuple(person.shifts for person in scenario.persons),
        cases=cases,
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
