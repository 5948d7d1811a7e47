"""Both the rules and the engines against logs worked out on paper."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from ruamel.yaml import YAML

from offices import TEXT, case_class, exponential, office, station
from simulator.engines import get_engine
from simulator.eventlog import NONE, Event, EventLog, broken_invariants
from simulator.workload import Streams, Workload

FILES = sorted(Path(__file__).parent.glob("*.yaml"))
MS = 60_000


@dataclass(frozen=True)
class HandWorkload(Workload):
    """A workload whose durations are given, not drawn."""

    cases: list[dict[str, Any]]

    def service_times_ms(self, station: int, visit: int) -> Any:
        return self._given("service", station, visit) * MS

    def patience_ms(self, station: int, visit: int) -> Any:
        return self._given("patience", station, visit) * MS

    def needs_rework(self, station: int, visit: int) -> Any:
        return self._given("rework", station, visit).astype(bool)

    def _given(self, what: str, station: int, visit: int) -> Any:
        """What the file says of each case at a station on a visit; 0 where it says nothing."""
        name = self.scenario.stations[station].name
        said = [case.get(what, {}).get(name, []) for case in self.cases]
        return np.array([values[visit] if visit < len(values) else 0 for values in said], np.int64)


def read(file: Path) -> dict[str, Any]:
    return YAML(typ="safe").load(file.read_text())


def human_route(route: list[Any]) -> list[dict[str, Any]]:
    """Steps in the form of a scenario file; the service times in it are not used."""
    steps = []
    for step in route:
        name, back_to = (step, None) if isinstance(step, str) else (step["station"], step["rework_to"])
        rework = {"rework": {"probability": 0.5, "back_to": back_to, "source": "assumed"}} if back_to else {}
        steps.append({"station": name, "service_time": exponential(1), **rework})
    return steps


def hand_workload(trace: dict[str, Any]) -> HandWorkload:
    """The scenario and the given times of a trace."""
    routes = trace.get("routes") or dict.fromkeys(trace.get("priorities", "a"), trace["route"])
    scenario = office(
        stations=[
            station(**{**s, "patience": exponential(1)} if s.pop("patience", False) else s) for s in trace["stations"]
        ],
        case_classes=[
            case_class(name, route=human_route(route), priority=trace.get("priorities", {}).get(name, 1))
            for name, route in routes.items()
        ],
        outages=[
            {"subsystem": n, "title": TEXT, "up": exponential(1), "down": exponential(1)}
            for n in trace.get("outages", {})
        ],
    )
    cases, classes = trace["cases"], list(routes)
    return HandWorkload(
        scenario=scenario.resolved,
        streams=Streams(0, 0),
        arrival_ms=np.array([case["at"] * MS for case in cases], np.int64),
        case_class=np.array([classes.index(case.get("class", "a")) for case in cases], np.int8),
        channel=np.zeros(len(cases), np.int8),
        serial=np.arange(len(cases)),
        outages=tuple(np.array(intervals, np.int64) * MS for intervals in trace.get("outages", {}).values()),
        cases=cases,
    )


def lines(log: EventLog) -> list[str]:
    """The log in the notation of the hand files."""
    causes = log.names.causes()
    written = []
    for row in zip(
        *(log[c].tolist() for c in ("time_ms", "event", "case", "visit", "station", "server", "cause")), strict=True
    ):
        time, event, case, visit, place, server, cause = row
        words = [f"{time / MS:g}", Event(event).name.lower()]
        words += [f"#{case}"] if case != NONE else []
        words += [f"v{visit}"] if visit != NONE else []
        words += [log.names.stations[place]] if place != NONE else []
        words += [f"s{server}"] if server != NONE else []
        words += [causes[cause]] if cause != NONE else []
        written.append(" ".join(words))
    return written


def test_there_are_enough_traces():
    assert len(FILES) >= 19


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_engine_gives_the_log_worked_out_on_paper(file, engine):
    trace = read(file)
    log = get_engine(engine)(hand_workload(trace))
    assert lines(log) == trace["log"].splitlines()
    assert broken_invariants(log) == []
