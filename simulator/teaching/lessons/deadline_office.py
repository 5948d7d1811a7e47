"""The office of lesson 09: an officer is away, files pile up, and the legal clock runs."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from simulator.calendars import MS_PER_DAY, add_working_days, regular_hours
from simulator.data import find_row, load
from simulator.eventlog import EventLog
from simulator.eventlog.kinds import Event
from simulator.experiments import Result
from simulator.measures.legal_cases import legal_cases
from simulator.scenario import Scenario, load_scenario
from simulator.teaching.lab import Values
from simulator.teaching.lessons.inputs import number
from simulator.teaching.words import Words

SCENARIO, PERMIT = "tanda-tangan", "menengah-tinggi"
PP_28, PP_5, OSS_1, PROMISE_ONLY = range(4)
REGIMES = {PP_28: "pp-28-2025", PP_5: "oss-rba", OSS_1: "oss-1x", PROMISE_ONLY: "pp-28-2025"}
SERVERS, FILES_PER_DAY, CORRECTION, CORRECTION_AGAIN = 2, 24, 0.1, 0.05
START = date(2026, 7, 6)
AWAY_FROM = date(2026, 7, 20)
WARM_UP_DAYS, FOLLOWED_UNTIL_DAY, HORIZON_DAYS = 7, 42, 56
FOLLOWED_WEEKS = (FOLLOWED_UNTIL_DAY - WARM_UP_DAYS) // 7
MS_PER_MIN, WORKING_DAYS_PER_WEEK = 60_000, 5

STEP = "case_classes[0].routes.daring[0]"
ARRIVALS, PERSONS = "case_classes[0].arrivals.per_day", "staff[0].persons"
VERIFICATION_MIN, AGENCY_MIN = "stations[0].service_time.mean_min", "stations[1].service_time.median_min"
CORRECTION_SHARE = f"{STEP}.rework.probability"

TITLE = {"id": "Izin dengan batas waktu hukum", "en": "Permits with a legal deadline"}
POOL = {"id": "Petugas verifikasi", "en": "Verification officers"}
LEAVE = {"id": "Satu petugas absen", "en": "One officer is away"}


@dataclass(frozen=True)
class Rule:
    """What the law says of the clock, as the package of regulations has it.

    Attributes
    ----------
    regime : str
        Name of the legal regime.
    days : int
        Working days of the deadline.
    is_deemed : bool
        Whether silence counts as approval.
    after_check : bool
        Whether the clock starts only after an officer has found the file complete; else when the system has it.
    limit : str
        Row of the package that gives the days.
    """

    regime: str
    days: int
    is_deemed: bool
    after_check: bool
    limit: str


@cache
def rule(code: int) -> Rule:
    """A rule of :data:`REGIMES`; the last is that of today without deemed approval, as a promise alone."""
    regime = REGIMES[code]
    promises, steps = load("regulations", "promises"), load("regulations", "steps")
    promise = promises[(promises["regime"] == regime) & (promises["permit"] == PERMIT)].iloc[0]
    route = steps[(steps["regime"] == regime) & (steps["permit"] == PERMIT)]
    starts = route[route["starts_clock"]].iloc[0]["role"]
    return Rule(
        regime,
        int(promise["deadline_days"]),
        bool(promise["deemed_approval"]) and code != PROMISE_ONLY,
        starts == "verifikasi",
        f"regulations/{promise['limit']}",
    )


def regime_title(regime: str, words: Words) -> str:
    """Name of a regime, from the package of regulations."""
    table = load("regulations", "regimes").set_index("id")
    return str(table.loc[regime, "title_id" if words.lang == "id" else "title"])


def article(limit: str, words: Words) -> str:
    """Article that gives a limit, and how firmly that is known."""
    _ = words
    name = limit.removeprefix("regulations/")
    text = str(load("regulations", "limits").set_index("id").loc[name, "article"])
    if words.lang == "id":
        for english, said in (("art.", "Pasal"), ("as changed", "yang diubah"), ("and annex", "dan lampiran")):
            text = text.replace(english, said)
    marks = {"official": _("resmi"), "published": _("terbit"), "assumed": _("asumsi: batas umum dipakai")}
    return f"{text} ({marks[find_row(limit).mark]})"


@cache
def office(away_days: int = 0, code: int = PP_28) -> Scenario:
    """The library's back office with a quick agency and electronic signature; one officer may be away."""
    base = load_scenario(SCENARIO).patched("opd-dua-kali-cepat").patched("tanda-tangan-elektronik")
    station = {key: value for key, value in base.data["stations"][0].items() if key not in ("servers", "calendar")}
    signing = base.data["stations"][3]
    batch = {key: value for key, value in signing["batch"].items() if key != "away"}
    law = rule(code)
    return base.with_(
        {
            "title": TITLE,
            "horizon": {"days": HORIZON_DAYS, "warm_up_days": WARM_UP_DAYS, "start": START.isoformat()},
            "stations[0]": station,
            "stations[3].batch": batch,
            "staff": [_servers(station["name"], away_days)],
            "case_classes[0].backlog": None,
            "case_classes[0].legal": {
                "deadline_days": law.days,
                "deemed_approval": law.is_deemed,
                "source": law.limit,
            },
            "case_classes[0].arrivals": {"per_day": FILES_PER_DAY, "source": "assumed"},
            "case_classes[0].routes": {"daring": _route(base, law)},
            "patches": {},
        }
    )


def _route(base: Scenario, law: Rule) -> list[dict[str, Any]]:
    """The library's steps; the system has seen that files are complete, so officers send them back to be corrected."""
    steps = [
        {key: value for key, value in step.items() if key not in ("deadline_days", "starts_clock")}
        for step in base.data["case_classes"][0]["routes"]["daring"]
    ]
    check = steps[0].pop("completeness_check")
    steps[0]["rework"] = {
        "probability": CORRECTION,
        "again": CORRECTION_AGAIN,
        "back_to": steps[0]["station"],
        "repair": check["repair"],
        "source": "assumed",
    }
    if law.after_check:
        steps[0]["starts_clock"] = True
    return steps


def _servers(station: str, away_days: int) -> dict[str, Any]:
    pool: dict[str, Any] = {
        "name": "petugas-verifikasi",
        "title": POOL,
        "persons": SERVERS,
        "skills": [station],
        "calendar": "kantor",
        "source": "assumed",
    }
    if away_days:  # a session in which nothing is learnt takes a person off the desk, as leave does
        back = add_working_days(AWAY_FROM - timedelta(days=1), away_days) + timedelta(days=1)
        absence = {"title": LEAVE, "from": f"{AWAY_FROM} 00:00", "to": f"{back} 00:00", "persons": [1], "gain": 0}
        pool["training"] = [absence]
    return pool


def files_of_one_server() -> float:
    """Files that one officer can verify in a working day, on average over the week."""
    week = regular_hours("perpres-21-2023", START, days=7)
    open_min = sum(end - begin for begin, end in week) / MS_PER_MIN / WORKING_DAYS_PER_WEEK
    return open_min / number(office(), VERIFICATION_MIN)


def files_to_verify() -> float:
    """Verifications that a working day brings on average, corrected files included."""
    base = office()
    comes_back = 1 - number(base, f"{STEP}.rework.repair.never_returns")
    again = CORRECTION * comes_back / (1 - CORRECTION_AGAIN * comes_back)
    return number(base, ARRIVALS) * (1 + again)


def deemed_share(result: Result) -> Values:
    """Share deemed approved, of the files followed whose deadline was settled."""
    return _share_of_settled(result, lambda cases: cases["outcome"] == "deemed_approved")


def unstudied_share(result: Result) -> Values:
    """Of the same, share deemed approved before the technical agency had ended its study."""
    return _share_of_settled(result, lambda cases: (cases["outcome"] == "deemed_approved") & ~cases["is_studied"])


def outcome_shares(result: Result, outcomes: tuple[str, ...]) -> Values:
    """Share of each outcome.

    Returns
    -------
    ndarray, shape (replications, outcomes), float64
        Of the files followed whose deadline was settled.
    """
    return np.column_stack([_share_of_settled(result, lambda cases, o=one: cases["outcome"] == o) for one in outcomes])


def issue_days(result: Result) -> Values:
    """Mean working days from arrival to the permit, whether somebody decided or the time ran out."""
    return _per_replication(result, followed(result)["issue_days"])


def late_days(result: Result) -> pd.Series:
    """Working days too late of every file followed that was decided late."""
    cases = followed(result)
    return cases["lateness_days"][cases["outcome"] == "late"]


def late_shares(result: Result, most: int) -> Values:
    """Of the files that were decided late, the share that was 1, 2, … working days too late.

    Returns
    -------
    ndarray, shape (replications, most), float64
        The last column is of `most` days or more; not a number in a replication without a late file.
    """
    cases = followed(result)
    late = cases[cases["outcome"] == "late"]
    days = late["lateness_days"].clip(upper=most)
    return np.column_stack([_per_replication(result, (days == day).astype(float), late) for day in range(1, most + 1)])


def _share_of_settled(result: Result, is_counted: Any) -> Values:
    cases = followed(result)
    settled = cases[cases["outcome"] != "left_out"]
    return _per_replication(result, is_counted(settled).astype(float), settled)


def _per_replication(result: Result, values: pd.Series, cases: pd.DataFrame | None = None) -> Values:
    keys = (followed(result) if cases is None else cases)["replication"]
    means = values.groupby(keys).mean()
    return means.reindex(list(result.log.replications)).to_numpy(np.float64)


def followed(result: Result) -> pd.DataFrame:
    """What became of each file that came in between two days: :func:`~simulator.measures.legal_cases.legal_cases`.

    Columns are added: ``is_studied``, whether the agency's study ended before the file left, and ``issue_days``.
    """
    table = legal_cases(result.log)
    ended = [_ends(log) for log in result.log.split()]
    extra = pd.concat(ended, ignore_index=True)
    table = table.merge(extra, on=["replication", "case"], how="left")
    day = table["arrival_ms"] // MS_PER_DAY
    return table[(day >= WARM_UP_DAYS) & (day < FOLLOWED_UNTIL_DAY)]


def _ends(log: EventLog) -> pd.DataFrame:
    """Of every case of one replication: whether it was studied, and working days until it was issued."""
    event, case, time_ms = log["event"], log["case"].astype(np.int64), log["time_ms"]
    cases = int(case.max()) + 1
    is_studied = np.zeros(cases, bool)
    agency = log.names.stations.index("opd-teknis")
    is_studied[case[(event == Event.SERVICE_END) & (log["station"] == agency)]] = True
    arrived, issued = (np.full(cases, -1, np.int64) for _each in range(2))
    is_issued = (event == Event.DEPARTURE) | (event == Event.DEEMED_APPROVED)
    for times, rows in ((arrived, event == Event.ARRIVAL), (issued, is_issued)):
        times[case[rows]] = time_ms[rows]
    before = np.concatenate([[0], np.cumsum(np.array(log.names.working_days, np.int64))])
    days = before[np.minimum(issued // MS_PER_DAY, len(before) - 1)] - before[arrived // MS_PER_DAY]
    return pd.DataFrame(
        {
            "replication": log.replications[0],
            "case": np.arange(cases),
            "is_studied": is_studied,
            "issue_days": np.where(issued >= 0, days, np.nan),
        }
    )
