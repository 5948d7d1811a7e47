"""The counters of lesson 04: who comes when, who sits there when, and what a learner watches."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np

from simulator.data import load
from simulator.experiments import Result
from simulator.scenario import Scenario, load_scenario
from simulator.teaching.lab import Measure, Values, of_run
from simulator.teaching.lessons.inputs import number, value
from simulator.teaching.lessons.network_office import clock
from simulator.teaching.words import Words

SCENARIO = "kantor-sehari"
STATION = "loket-pelayanan"
ROSTER = f"stations[{STATION}].roster"
DAYS = 5
FULL, SECOND, SECOND_HOURS = 2, 2, 4.0
OPEN, CLOSE, LAST_TICKET = 8.0, 16.0, 15.0
STARTS = (8.0, 9.0, 10.0, 11.0, 12.0)
TOGETHER, IN_TURNS = range(2)
BREAKS = {TOGETHER: (12.0, 12.0), IN_TURNS: (11.0, 12.0)}
BREAK_HOURS = 1.0
NOW, EARLY, EARLIEST = 11.0, 9.0, 8.0
PER_DAY = {"nib": 45, "nib-prioritas": 5, "izin-dokumen": 25, "informasi": 35}
PROFILE = "channels[0].arrival_profile.hourly"

Shift = tuple[float, float, int]


@cache
def office(start: float = NOW, breaks: int = TOGETHER) -> Scenario:
    """The library's office on five busier days, its second shift beginning at an hour of the day."""
    changes: dict[str, Any] = {f"case_classes[{name}].arrivals.per_day": n for name, n in PER_DAY.items()}
    roster = [{"from": clock(first), "to": clock(last), "servers": n} for first, last, n in shifts(start, breaks)]
    changes |= {
        "horizon.days": DAYS,
        f"stations[{STATION}].tickets": {"until": clock(LAST_TICKET)},
        ROSTER: roster,
    }
    return load_scenario(SCENARIO).patched("tanpa-gangguan").with_(changes)


def shifts(start: float, breaks: int) -> list[Shift]:
    """From, to and officers at the counters, in the order of the day; hours in which nobody sits there are left out.

    Parameters
    ----------
    start : float
        Hour of the day at which the second shift begins.
    breaks : int
        Whether the officers of the whole day take their break together or in turns.

    Returns
    -------
    list of (float, float, int)
        They never overlap.

    Examples
    --------
    >>> shifts(11.0, TOGETHER)
    [(8.0, 11.0, 2), (11.0, 12.0, 4), (12.0, 13.0, 2), (13.0, 15.0, 4), (15.0, 16.0, 2)]
    """
    present: list[tuple[float, float]] = [(start, start + SECOND_HOURS)] * SECOND
    for pause in BREAKS[breaks]:
        present += [(OPEN, pause), (pause + BREAK_HOURS, CLOSE)]
    times = sorted({time for span in present for time in span})
    spans = [(a, b, sum(first <= a and b <= last for first, last in present)) for a, b in pairwise(times)]
    return [span for span in spans if span[2]]


def server_hours(spans: Sequence[Shift]) -> float:
    """Hours of all officers at the counters in a day.

    Examples
    --------
    >>> server_hours(shifts(8.0, IN_TURNS)) == server_hours(shifts(12.0, TOGETHER)) == 22.0
    True
    """
    return sum((last - first) * n for first, last, n in spans)


def hours_of(scenario: Scenario) -> float:
    """The same, read from the roster of a scenario."""
    station = next(each for each in scenario.spec.stations if each.name == STATION)
    assert station.roster
    return server_hours([(_hour(str(one.start)), _hour(str(one.end)), one.servers) for one in station.roster])


def _hour(time: str) -> float:
    hours, minutes = time.split(":")[:2]
    return int(hours) + int(minutes) / 60


def by_hour(start: float, breaks: int) -> list[int]:
    """Officers at the counters in each hour of the day, from opening to closing."""
    spans = shifts(start, breaks)
    return [sum(n for first, last, n in spans if first <= hour < last) for hour in np.arange(OPEN, CLOSE)]


def people_by_hour(scenario: Scenario) -> list[float]:
    """People who come to the counters in each hour from opening to closing, on average."""
    weights: dict[int, float] = value(scenario, PROFILE)
    total = people_a_day(scenario) / sum(weights.values())
    return [total * weights.get(int(hour), 0.0) for hour in np.arange(OPEN, CLOSE)]


def _kinds(scenario: Scenario) -> list[tuple[float, float]]:
    """Of each kind of case: people at the counters a day, and minutes of service."""
    found = []
    for at in range(len(scenario.spec.case_classes)):
        shares = value(scenario, f"case_classes[{at}].channels.shares")
        daily = number(scenario, f"case_classes[{at}].arrivals.per_day")
        found.append((daily * float(shares["loket"]), number(scenario, service_path(at))))
    return found


def service_path(at: int) -> str:
    """Path of the mean service time of a kind of case at the counters."""
    return f"case_classes[{at}].routes.loket[0].service_time.mean_min"


def people_a_day(scenario: Scenario) -> float:
    """People who come to the counters in a day, on average."""
    return sum(people for people, _minutes in _kinds(scenario))


def service_min(scenario: Scenario) -> float:
    """Minutes of service of one of them, on average."""
    return sum(people * minutes for people, minutes in _kinds(scenario)) / people_a_day(scenario)


def wait(words: Words) -> Measure:
    """Mean wait at the counters."""
    _ = words
    return of_run(f"waiting_time_mean[{STATION}]", _("Rata-rata menunggu"), _("menit"))


def at_counters(words: Words) -> Measure:
    """Hours of officers at the counters in a day: the same in every run."""
    _ = words
    return Measure("server_hours", _("Jam petugas di loket, sehari"), _("jam"), _hours_of_run)


def _hours_of_run(result: Result) -> Values:
    return np.full(len(result.log.replications), hours_of(result.scenario))


def ruled_day(is_friday: bool) -> dict[str, str]:
    """Working hours of a day outside Ramadan by the rule in force: its columns in datasets/calendar."""
    table = load("calendar", "working_hours")
    day = "Fri" if is_friday else "Mon"
    rows = table[(table["period"] == "normal") & table["weekdays"].str.contains(day)]
    columns = ["from", "to", "break_from", "break_to", "article", "break_mark"]
    return {str(key): str(value) for key, value in rows.iloc[-1][columns].items()}
