"""The verification desk of lesson 07: its files, what it does with an incomplete one, and what that costs."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import numpy as np

from simulator.calendars import MS_PER_DAY, regular_hours
from simulator.data import find_row
from simulator.eventlog.kinds import Cause, Event
from simulator.experiments import Result
from simulator.scenario import Scenario, load_scenario
from simulator.teaching.lab import Values
from simulator.teaching.lessons.inputs import number

SCENARIO = "tanda-tangan"
RETURN, HELP, PRE_CHECK = range(3)
SERVERS, FILES_PER_DAY, PRE_CHECK_MIN = 2, 18, 5
NEVER_BACK_FROM_REGISTRY, NIK_AGAIN = 0.05, 0.02
START = date(2026, 6, 22)
HORIZON_DAYS, WARM_UP_DAYS, FOLLOWED_UNTIL_DAY = 49, 21, 35
MS_PER_MIN, WORKING_DAYS_PER_WEEK = 60_000, 5

STEP = "case_classes[0].routes.daring[0]"
CHECK, NIK_CHECK = f"{STEP}.completeness_check", f"{STEP}.nik_check"
ARRIVALS, PERSONS = "case_classes[0].arrivals.per_day", "staff[0].persons"
VERIFICATION_MIN, HELP_MIN = "stations[0].service_time.mean_min", f"{CHECK}.help_time.mean_min"

TITLE = {"id": "Meja verifikasi dengan berkas yang kembali", "en": "Verification desk with files that come back"}
POOL = {"id": "Petugas verifikasi", "en": "Verification officers"}
PRE_STATION = {"id": "Pra-pemeriksaan", "en": "Pre-check"}


def row_value(name: str) -> float:
    """The number of a row of the data packages."""
    value = find_row(name).value
    assert value is not None
    return value


SHARE_NOW = row_value("returns/incomplete-document-online")


def incomplete_share(policy: int, share: float) -> float:
    """Share of files that still lack something at verification, of which `share` would without a pre-check."""
    if policy != PRE_CHECK:
        return share
    return share * row_value("returns/incomplete-document-assisted") / SHARE_NOW


@cache
def office(policy: int = RETURN, share: float = SHARE_NOW) -> Scenario:
    """The library's verification desk alone, with a check of the identity number, and the same two officers always."""
    base = load_scenario(SCENARIO)
    station = {key: value for key, value in base.data["stations"][0].items() if key not in ("servers", "calendar")}
    step = base.data["case_classes"][0]["routes"]["daring"][0]
    check = {**step["completeness_check"], "probability": incomplete_share(policy, share)}
    steps: list[dict[str, Any]] = [{"station": station["name"], "completeness_check": check}]
    stations = [station]
    if policy == PRE_CHECK:
        stations.append(_pre_station(station))
        steps.insert(0, {"station": "pra-pemeriksaan"})
    steps[0]["nik_check"] = _nik_check(steps[0]["station"])
    return base.with_(
        {
            "title": TITLE,
            "horizon": {
                "days": HORIZON_DAYS,
                "warm_up_days": WARM_UP_DAYS,
                "start": START.isoformat(),
                "source": "assumed",
            },
            "stations": stations,
            "staff": [_servers([station["name"] for station in reversed(stations)])],
            "policies.incomplete_files": "return" if policy == RETURN else "help",
            "case_classes[0].backlog": None,
            "case_classes[0].legal": None,
            "case_classes[0].routes": {"daring": steps},
            "case_classes[0].arrivals": {"per_day": FILES_PER_DAY, "source": "assumed"},
            "patches": {},
        }
    )


def _pre_station(station: dict[str, Any]) -> dict[str, Any]:
    time = {**station["service_time"], "mean_min": PRE_CHECK_MIN, "source": "assumed"}
    return {**station, "name": "pra-pemeriksaan", "title": PRE_STATION, "service_time": time}


def _nik_check(station: str) -> dict[str, Any]:
    minutes = row_value("service/nik-repair-depok")
    return {
        "probability": row_value("returns/nik-mismatch"),
        "again": NIK_AGAIN,
        "back_to": station,
        "source": {"probability": "returns/nik-mismatch", "again": "assumed"},
        "repair": {
            "time": {"distribution": "deterministic", "mean_min": minutes, "source": "service/nik-repair-depok"},
            "never_returns": NEVER_BACK_FROM_REGISTRY,
            "source": "assumed",
        },
    }


def _servers(stations: list[str]) -> dict[str, Any]:
    return {
        "name": "petugas-verifikasi",
        "title": POOL,
        "persons": SERVERS,
        "skills": stations,
        "calendar": "kantor",
        "source": "assumed",
    }


def open_minutes() -> float:
    """Minutes of an officer in a working day, on average over the week."""
    week = regular_hours("perpres-21-2023", START, days=7)
    return sum(end - begin for begin, end in week) / MS_PER_MIN / WORKING_DAYS_PER_WEEK


@dataclass(frozen=True)
class Work:
    """Officers' minutes for one file that comes in, on average, and how often it passes.

    Attributes
    ----------
    pre_check, first, again, help : float
        Minutes of the pre-check, of the first verification, of those after it, and of completing files.
    visits : float
        Checks of the file, by whichever desk it may be sent back.
    sent_back : float
        Of these, how many end with the file going home.
    """

    pre_check: float
    first: float
    again: float
    help: float
    visits: float
    sent_back: float

    @property
    def minutes(self) -> float:
        """All together."""
        return self.pre_check + self.first + self.again + self.help

    @property
    def busy(self) -> float:
        """Share of the officers' time, if they can do it all."""
        return FILES_PER_DAY * self.minutes / (SERVERS * open_minutes())


@cache
def work(
    policy: int, share: float = SHARE_NOW, *, help_min: float | None = None, pre_min: float = PRE_CHECK_MIN
) -> Work:
    """What the rules of the office lead to in the long run; exact, since means are all it needs.

    Parameters
    ----------
    policy : int
        What is done with an incomplete file.
    share : float
        Share of files that come in incomplete, 0 to 1.
    help_min, pre_min : float, optional
        Minutes to complete a file and of the pre-check; those of the office if not given.
    """
    base = office()
    verify = number(base, VERIFICATION_MIN)
    helps = number(base, HELP_MIN) if help_min is None else help_min
    lacking = incomplete_share(policy, share)
    visits, lost = passes(lacking if policy == RETURN else 0.0)
    sent_back = visits - (1 - lost)
    if policy == PRE_CHECK:
        arrive = 1 - lost
        return Work(visits * pre_min, arrive * verify, 0.0, arrive * lacking * helps, visits, sent_back)
    helped = visits * lacking * helps if policy == HELP else 0.0
    return Work(0.0, verify, (visits - 1) * verify, helped, visits, sent_back)


def passes(lacking: float) -> tuple[float, float]:
    """Checks of a file that is sent home if it lacks something, and the probability that it never comes back.

    A file that failed a check before has the probability ``again`` of that check.
    """
    base = office()
    fails = {False: (row_value("returns/nik-mismatch"), lacking), True: (NIK_AGAIN, number(base, f"{CHECK}.again"))}
    never = NEVER_BACK_FROM_REGISTRY, number(base, f"{CHECK}.repair.never_returns")
    if lacking == 0:
        fails[True] = (NIK_AGAIN, 0.0)
    found: dict[tuple[bool, bool], tuple[float, float]] = {}
    for state in ((True, True), (True, False), (False, True), (False, False)):
        nik, incomplete = fails[state[0]][0], (1 - fails[state[0]][0]) * fails[state[1]][1]
        stays, visits, lost = 1.0, 1.0, nik * never[0] + incomplete * never[1]
        for odds, leads_to in (
            (nik * (1 - never[0]), (True, state[1])),
            (incomplete * (1 - never[1]), (state[0], True)),
        ):
            if leads_to == state:
                stays -= odds
            else:
                visits += odds * found[leads_to][0]
                lost += odds * found[leads_to][1]
        found[state] = visits / stays, lost / stays
    return found[False, False]


def issue_days(result: Result) -> Values:
    """Mean whole working days from lodging to issue, of files that come in between two days and are issued.

    Returns
    -------
    ndarray, shape (replications,), float64
        Who gives up is not in it.
    """
    found = []
    for log in result.log.split():
        event, case, time_ms = log["event"], log["case"].astype(np.int64), log["time_ms"]
        arrived, issued = (np.full(case.max() + 1, -1, np.int64) for _each in range(2))
        for times, kind in ((arrived, Event.ARRIVAL), (issued, Event.DEPARTURE)):
            times[case[event == kind]] = time_ms[event == kind]
        followed = (arrived >= WARM_UP_DAYS * MS_PER_DAY) & (arrived < FOLLOWED_UNTIL_DAY * MS_PER_DAY) & (issued >= 0)
        before = np.concatenate([[0], np.cumsum(np.array(log.names.working_days, np.int64))])
        found.append(np.mean(before[issued[followed] // MS_PER_DAY] - before[arrived[followed] // MS_PER_DAY]))
    return np.array(found)


def sent_home(result: Result, cause: Cause) -> Values:
    """Times that a file is sent home for a cause, for each file that comes in, both after the warm-up."""
    return _each_file(result, lambda log: (log["event"] == Event.REWORK) & (log["cause"] == cause))


def lost_share(result: Result) -> Values:
    """Files that never come back, for each that comes in, both after the warm-up."""
    return _each_file(result, lambda log: log["event"] == Event.GIVE_UP)


def _each_file(result: Result, is_counted: Any) -> Values:
    shares = []
    for log in result.log.split():
        is_late = log["time_ms"] >= result.warm_up_ms
        arrivals = np.count_nonzero((log["event"] == Event.ARRIVAL) & is_late)
        shares.append(np.count_nonzero(is_counted(log) & is_late) / arrivals)
    return np.array(shares)
