"""The back office of lesson 08, and how many working days its files spend at each step."""

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.calendars import MS_PER_DAY
from simulator.data import find_row
from simulator.eventlog import EventLog
from simulator.eventlog.kinds import Event
from simulator.experiments import Result
from simulator.scenario import Scenario, load_scenario
from simulator.teaching.lab import Values
from simulator.teaching.lessons.inputs import number
from simulator.teaching.lessons.network_office import said_clock
from simulator.teaching.words import Words

SCENARIO = "tanda-tangan"
ONCE, NOW, DAILY, ELECTRONIC = range(4)
SIGNING_DAYS = {ONCE: ["thu"], DAILY: ["mon", "tue", "wed", "thu", "fri"]}
NOW_SERVERS, MORE_SERVERS = 2, 3
FOLLOWED_DAYS, HORIZON_DAYS = 12, 33
VERIFICATION, AGENCY, INITIALS, SIGNATURE = range(4)
STEPS = (("verifikasi",), ("opd-teknis",), ("paraf",), ("tanda-tangan", "tte"))

VERIFICATION_MIN, HELP = "stations[0].service_time.mean_min", "case_classes[0].routes.daring[0].completeness_check"
AGENCY_MIN, INITIALS_MIN = "stations[1].service_time.median_min", "stations[2].service_time.mean_min"
SIGNATURE_MIN = "stations[3].service_time.mean_min"

Integers = NDArray[np.int64]


@cache
def office(signing: int = NOW, servers: int = NOW_SERVERS, *, fast_agency: bool = False) -> Scenario:
    """The library's back office, long enough to see every file of its first two weeks through."""
    scenario = load_scenario(SCENARIO).patched("tanpa-fiktif-positif")
    if fast_agency:
        scenario = scenario.patched("opd-dua-kali-cepat")
    changes: dict[str, Any] = {
        "horizon.days": HORIZON_DAYS,
        "policies.incomplete_files": "help",
        "policies.electronic_signature": signing == ELECTRONIC,
        "stations[verifikasi].servers": servers,
    }
    if signing in SIGNING_DAYS:
        changes["stations[tanda-tangan].batch.days"] = SIGNING_DAYS[signing]
    return scenario.with_(changes)


def hand_minutes(scenario: Scenario) -> float:
    """Minutes that people of the office work on one file, on average: verification, help, initials and signature."""
    help_min = number(scenario, f"{HELP}.probability") * number(scenario, f"{HELP}.help_time.mean_min")
    return help_min + sum(number(scenario, path) for path in (VERIFICATION_MIN, INITIALS_MIN, SIGNATURE_MIN))


def batch_times(scenario: Scenario, station: int, words: Words) -> list[str]:
    """Times of day of a batch station, as people write them."""
    batch = scenario.spec.stations[station].batch
    assert batch is not None
    return [said_clock(str(time), words) for time in batch.times]


def limit_days(name: str) -> float:
    """Working days that a rule gives, from the package of regulations."""
    value = find_row(f"regulations/{name}").value
    assert value is not None
    return value


def permit_days(result: Result) -> Values:
    """Mean working days from a file's arrival to its signature.

    Files that arrive in the first :data:`FOLLOWED_DAYS` days. Those that lie behind the desk already when the run
    begins are not counted, nor is one that is not signed by its end.

    Returns
    -------
    ndarray, shape (replications,), float64
        Whole working days of each file, averaged.
    """
    return np.array([np.mean(_days_of(log).sum(axis=1)) for log in result.log.split()])


def step_days(result: Result) -> Values:
    """The same, step by step: verification, agency, initials, signature.

    Returns
    -------
    ndarray, shape (replications, 4), float64
        They add up to :func:`permit_days`.
    """
    return np.array([np.mean(_days_of(log), axis=0) for log in result.log.split()])


def _days_of(log: EventLog) -> Integers:
    """Working days at each step, a row for each file followed, of one replication."""
    times = times_of(log)
    before = np.concatenate([[0], np.cumsum(np.array(log.names.working_days, np.int64))])
    return np.diff(before[times // MS_PER_DAY], axis=1)


def times_of(log: EventLog) -> Integers:
    """When each file followed arrived and left each step; milliseconds, one replication.

    Returns
    -------
    ndarray, shape (files, 5), int64
        Files in order of their arrival.
    """
    event, case, time_ms = log["event"], log["case"].astype(np.int64), log["time_ms"]
    times = np.full((case.max() + 1, 1 + len(STEPS)), -1, np.int64)
    arrived = event == Event.ARRIVAL
    times[case[arrived], 0] = time_ms[arrived]
    ended = event == Event.SERVICE_END
    for at, stations in enumerate(STEPS, start=1):
        codes = [log.names.stations.index(station) for station in stations]
        here = ended & np.isin(log["station"], codes)
        times[case[here], at] = time_ms[here]
    is_followed = (times >= 0).all(axis=1) & (times[:, 0] < FOLLOWED_DAYS * MS_PER_DAY)
    followed = times[is_followed]
    return followed[np.argsort(followed[:, 0], kind="stable")]
