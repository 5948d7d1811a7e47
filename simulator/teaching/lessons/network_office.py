"""The office of lesson 06, what may fail there, what it may do, and what a learner watches."""

from functools import cache
from typing import Any

import numpy as np

from simulator.calendars import MS_PER_DAY
from simulator.eventlog.kinds import Event
from simulator.experiments import Result, run
from simulator.scenario import Scenario, load_scenario
from simulator.teaching.lab import Measure, Values
from simulator.teaching.lessons.inputs import number, value
from simulator.teaching.words import Words

SCENARIO = "oss-macet"
CENTRE, OWN_LINK = range(2)
WAIT, COUNTER, LINK, PAPER, HOME = range(5)
PATCHES = {COUNTER: "satu-loket-tambahan", PAPER: "formulir-kertas", HOME: "dipulangkan"}
LINK_STARTS_MIN = 2
LINE = "loket-pelayanan"
QUEUE = f"queue_length_mean[{LINE}]"
OPEN = {"loket": {"open": [{"from": "08:00", "to": "16:00"}]}}  # who comes back does so in office hours
NO_OUTAGE: dict[str, Any] = {
    "outages[oss].dated": [],
    "outages[oss].slow_dated": [],
    "outages[jaringan].dated": [],
    "outages[listrik].dated": [],
}
COUNTERS, ENTRY_SERVERS = "stations[0].roster[0].servers", "stations[2].roster[0].servers"
SERVICE_MIN, ENTRY_MIN = "stations[0].service_time.mean_min", "stations[2].service_time.mean_min"
DOWN, UP = 9.5, 13.5
"""Hours of the day between which the system is down."""


@cache
def office(fails: int, does: int) -> Scenario:
    """The library's office with one failure, of the centre or of its own link, and what it does about it."""
    scenario = load_scenario(SCENARIO)
    if does in PATCHES:
        scenario = scenario.patched(PATCHES[does])
    span = [{"from": f"day 0 {clock(DOWN)}", "to": f"day 0 {clock(UP)}"}]
    failing = "outages[oss].dated" if fails == CENTRE else "outages[jaringan].dated"
    changes = NO_OUTAGE | {failing: span, "calendars": OPEN, "channels[loket].calendar": "loket"}
    if does == LINK:
        second = {"title": {"id": "Jaringan kedua", "en": "Second link"}, "starts_after_min": LINK_STARTS_MIN}
        changes["outages[jaringan].backup"] = second
    return scenario.with_(changes)


def doings(words: Words) -> list[str]:
    """What the office may do, in the order of the codes."""
    _ = words
    return [
        _("Menunggu saja"),
        _("Satu loket tambahan"),
        _("Jaringan kedua"),
        _("Formulir kertas"),
        _("Dipulangkan dulu"),
    ]


def hours_lost(words: Words) -> Measure:
    """Hours in the line of the counters beyond those of the same days without an outage, of all who stood there."""
    _ = words
    return Measure("hours_lost", _("Jam menunggu karena gangguan"), _("jam"), _hours_lost)


def _hours_lost(result: Result) -> Values:
    made = result.provenance
    twin = run(result.scenario.with_(NO_OUTAGE), len(result.log.replications), made.seed, threads=1)
    hours = result.scenario.resolved.horizon_ms / MS_PER_DAY * 24
    return np.asarray((result.column(QUEUE) - twin.column(QUEUE)) * hours, np.float64)


def sent_away(words: Words) -> Measure:
    """People who left the line, or were sent home, without service."""
    _ = words
    return Measure("sent_away", _("Pulang tanpa dilayani"), _("orang"), _sent_away)


def _sent_away(result: Result) -> Values:
    log = result.log
    gone = np.isin(log["event"], (Event.BALK, Event.RENEGE))
    return np.array([np.sum(log["replication"][gone] == one) for one in log.replications], np.float64)


def clock(hour: float) -> str:
    """An hour of the day as scenarios write it.

    Examples
    --------
    >>> clock(9.5)
    '09:30'
    """
    return f"{int(hour):02}:{round(hour % 1 * 60):02}"


def said_clock(time: str, words: Words) -> str:
    """A time of day as people write it."""
    return time.replace(":", "." if words.lang == "id" else ":")


def arrivals(base: Scenario) -> tuple[float, float]:
    """Applicants a day, and the share of them that comes to the counters."""
    shares = value(base, "case_classes[0].channels.shares")
    return number(base, "case_classes[0].arrivals.per_day"), float(shares["loket"])
