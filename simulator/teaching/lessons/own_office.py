"""The office of lesson 15: eleven counts on one page -> a scenario, and whether the office can do its work at all."""

import math
from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np

from simulator.calendars import MS_PER_DAY
from simulator.calibration.office_counts import OWN_COUNT
from simulator.eventlog import EventLog
from simulator.eventlog.kinds import Event
from simulator.experiments import Result
from simulator.scenario import ASSUMED, Scenario, load_scenario
from simulator.teaching.entries import Entry
from simulator.teaching.lab import Measure, Values, of_run
from simulator.teaching.words import Words

Counts = Mapping[str, float]
"""Key of a count -> the number that an office wrote."""

EXAMPLE: dict[str, float] = {
    "visitors": 45,
    "files": 12,
    "online": 5,
    "counters": 2,
    "counter_min": 14,
    "desk": 2,
    "station_min": 30,
    "returns": 4,
    "agency": 2,
    "signing": 2,
    "outages": 1,
}
"""What the office of the story wrote; invented, so its numbers are assumptions."""

COUNTER, VERIFICATION, SIGNATURE, PERMIT = "loket-pelayanan", "verifikasi", "tanda-tangan", "izin-dokumen"
CHECKS = tuple(f"case_classes[{PERMIT}].routes.{route}.completeness_check" for route in ("daring[0]", "loket[1]"))
DAYS = ("mon", "tue", "wed", "thu", "fri")
SIGNING_DAYS = {1: ("thu",), 2: ("tue", "thu"), 3: ("mon", "wed", "fri"), 4: ("mon", "tue", "wed", "thu"), 5: DAYS}
OF_TEN = 10
COUNTER_HOURS, LUNCH_HOURS = 7, 1
OFFICE_MIN_A_DAY, WEEK_MIN = 450, 2250
NEVER_MIN = 10_000_000
FIRST_DAY, FOLLOWED_TO, AFTERWARDS = 7, 21, 14
"""Files that come in these two weeks are followed, and for at least so many days after them."""


def with_returns(returns: float) -> Counts:
    """Counts of the example, with so many of ten files sent back."""
    return {**EXAMPLE, "returns": returns}


def entries(words: Words) -> tuple[Entry, ...]:
    """The eleven counts, as they stand on the page."""
    _ = words
    people, minutes = _("orang"), _("menit")
    return (
        Entry("visitors", _("Orang yang dilayani di loket dalam sehari"), people, 1, 500),
        Entry("files", _("Permohonan izin yang masuk dalam sehari, semua jalur"), _("permohonan"), 0.2, 200),
        Entry("online", _("Dari sepuluh permohonan, berapa yang masuk daring?"), _("permohonan"), 0, OF_TEN),
        Entry("counters", _("Loket yang buka"), _("loket"), 1, 60, whole=True),
        Entry("counter_min", _("Lama melayani satu orang di loket, rata-rata"), minutes, 1, 120),
        Entry("desk", _("Petugas di meja verifikasi"), people, 1, 60, whole=True),
        Entry("station_min", _("Lama memeriksa satu berkas, rata-rata"), minutes, 1, 480),
        Entry("returns", _("Dari sepuluh berkas, berapa yang dikembalikan?"), _("berkas"), 0, 9),
        Entry("agency", _("Hari kerja di OPD teknis, rata-rata; 0 kalau tidak lewat OPD"), _("hari kerja"), 0, 20),
        Entry("signing", _("Hari tanda tangan dalam seminggu"), _("hari"), 1, 5, whole=True),
        Entry("outages", _("Jaringan putus pada jam kerja, dalam seminggu"), _("kali"), 0, 20),
    )


def at_counter(counts: Counts) -> float:
    """Applications a day that are brought to the counters."""
    return counts["files"] * (1 - counts["online"] / OF_TEN)


def counter_busy(counts: Counts) -> float:
    """Share of the counters' staffed time that the visitors of a mean day take."""
    staffed = COUNTER_HOURS * counts["counters"] + LUNCH_HOURS * at_lunch(counts["counters"])
    return counts["visitors"] * counts["counter_min"] / (60 * staffed)


def at_lunch(counters: float) -> int:
    """Counters that stay open over lunch: half of them, in turns."""
    return math.ceil(counters / 2)


def verification_busy(counts: Counts) -> float:
    """The same of the verification desk; files that come back are checked once more."""
    check = _check()
    back = 1 - check["repair"]["never_returns"]
    checks = 1 + counts["returns"] / OF_TEN * back / (1 - check["again"] * back)
    busy: float = counts["files"] * checks * counts["station_min"] / (OFFICE_MIN_A_DAY * counts["desk"])
    return busy


@cache
def _back_office() -> Scenario:
    return load_scenario("tanda-tangan").patched("tanpa-fiktif-positif")


def _check() -> dict[str, Any]:
    check: dict[str, Any] = _back_office().data["case_classes"][0]["routes"]["daring"][0]["completeness_check"]
    return check


@cache
def _structure() -> Scenario:
    """Counters and back office of two library offices, joined; its numbers are replaced by the counts."""
    day, stuck, regency = (load_scenario(name).data for name in ("kantor-sehari", "oss-macet", "kabupaten-menengah"))
    price = {pool["name"]: pool["cost_per_hour"] for pool in regency["staff"]}
    steps = _back_office().data["case_classes"][0]["routes"]["daring"]
    failed = stuck["channels"][0]["on_failure"]
    channel = {**day["channels"][0], "calendar": "kantor", "on_failure": failed}
    service = {"distribution": "lognormal", "mean_min": 1, "cv": 0.6, "source": {"cv": "service/service-cv"}}
    counter = {**day["stations"][0], "service_time": service, "needs": ["jaringan"]}
    agency = {"distribution": "lognormal", "mean_min": 1, "cv": 0.8}
    week = _back_office().data["case_classes"][0]["arrivals"]["weekdays"]
    visit = {
        "name": "kunjungan",
        "title": {"id": "Kunjungan ke loket", "en": "Visit to the counters"},
        "arrivals": {"per_day": 1, "weekdays": week},
        "channels": {"shares": {"loket": 1}},
        "routes": {"loket": [{"station": COUNTER}]},
    }
    link = {
        "subsystem": "jaringan",
        "title": {"id": "Jaringan kantor", "en": "Office link"},
        "up": {"distribution": "exponential", "mean_min": WEEK_MIN},
        "down": {"distribution": "lognormal", "mean_min": 60, "cv": 1},
    }
    return _back_office().with_(
        {
            "title": {"id": "Kantor contoh", "en": "The example office"},
            "horizon.start": "2026-07-06",  # two months without a holiday
            "horizon.days": FOLLOWED_TO + AFTERWARDS,
            "horizon.warm_up_days": FIRST_DAY,
            "channels[+]": channel,
            "stations[+]": {**counter, "cost_per_hour": price["petugas-loket"]},
            f"stations[{VERIFICATION}].needs": ["jaringan"],
            f"stations[{VERIFICATION}].cost_per_hour": price["petugas-verifikasi"],
            "stations[opd-teknis].service_time": agency,
            "stations[paraf].batch": {"times": ["09:30", "13:30"]},
            f"stations[{SIGNATURE}].batch": {"times": ["15:00"], "days": list(DAYS)},
            f"case_classes[{PERMIT}].backlog": [],
            f"case_classes[{PERMIT}].channels.shares": {"daring": 0.5, "loket": 0.5},
            f"case_classes[{PERMIT}].routes.loket": [{"station": COUNTER}, *steps],
            "case_classes[+]": visit,
            "outages": [link],
            "costs": {"year": regency["costs"]["year"], "applicant_hour": regency["costs"]["applicant_hour"]},
        }
    )


def roster(counters: int) -> list[dict[str, Any]]:
    """Shifts of the counters: everybody but over lunch."""
    shifts = (("08:00", "12:00", counters), ("12:00", "13:00", at_lunch(counters)), ("13:00", "16:00", counters))
    return [{"from": start, "to": end, "servers": servers} for start, end, servers in shifts]


def office(counts: Counts, origin: str = "") -> Scenario:
    """The scenario of an office's counts.

    Parameters
    ----------
    counts : mapping
        A number for each of :func:`entries`.
    origin : str, optional
        Who counted; kept as the source of the counts. Without it they are assumptions.
    """
    base = _structure().with_({"horizon.days": horizon_days(counts)})
    source = OWN_COUNT if origin else ASSUMED
    if origin:
        base = base.with_({"sources": {**base.data.get("sources", {}), source: {"mark": "measured", "cite": origin}}})
    return base.with_(_numbers(counts), source=source)


def horizon_days(counts: Counts) -> int:
    """Long enough that nearly every file followed is signed: twice the agency's mean and half more, in whole weeks."""
    return FOLLOWED_TO + AFTERWARDS + 7 * math.ceil(counts["agency"] / 2)


def _numbers(counts: Counts) -> dict[str, Any]:
    share = counts["online"] / OF_TEN
    visits = max(counts["visitors"] - at_counter(counts), 0.0)
    return {
        f"stations[{COUNTER}].roster": roster(int(counts["counters"])),
        f"stations[{COUNTER}].service_time.mean_min": counts["counter_min"],
        f"stations[{VERIFICATION}].servers": int(counts["desk"]),
        f"stations[{VERIFICATION}].service_time.mean_min": counts["station_min"],
        "stations[opd-teknis].service_time.mean_min": max(counts["agency"] * OFFICE_MIN_A_DAY, 1.0),
        f"stations[{SIGNATURE}].batch.days": list(SIGNING_DAYS[int(counts["signing"])]),
        f"case_classes[{PERMIT}].arrivals.per_day": counts["files"],
        f"case_classes[{PERMIT}].channels.shares": {"daring": share, "loket": round(1 - share, 9)},
        **{f"{check}.probability": round(counts["returns"] / OF_TEN, 9) for check in CHECKS},
        "case_classes[kunjungan].arrivals.per_day": visits,
        "outages[jaringan].up.mean_min": WEEK_MIN / counts["outages"] if counts["outages"] else NEVER_MIN,
    }


def days_measure(words: Words) -> Measure:
    """Working days from a file's arrival to its signature."""
    _ = words
    return Measure("days", _("Sampai izin terbit"), _("hari kerja"), days_to_permit, 2)


def wait_measure(words: Words) -> Measure:
    """Mean wait of those who were served at the counters."""
    _ = words
    return of_run(f"waiting_time_mean[{COUNTER}]", _("Menunggu di loket"), _("menit"))


def days_to_permit(result: Result) -> Values:
    """Mean working days of the files followed that were signed before the run ended.

    Returns
    -------
    ndarray, shape (replications,), float64
        Not a number where no file was signed.
    """
    return np.array([_mean_days(log) for log in result.log.split()])


def _mean_days(log: EventLog) -> float:
    arrived, signed = _times(log)
    done = signed >= 0
    before = np.concatenate([[0], np.cumsum(np.array(log.names.working_days, np.int64))])
    spent = before[signed[done] // MS_PER_DAY] - before[arrived[done] // MS_PER_DAY]
    return float(spent.mean()) if len(spent) else math.nan


def unfinished(result: Result) -> float:
    """Share of the files followed that still lie in the office when the run ends, of all replications together."""
    open_, all_ = 0, 0
    for log in result.log.split():
        arrived, signed = _times(log)
        open_ += int(np.sum(signed == -1))
        all_ += len(arrived)
    return open_ / all_ if all_ else 0.0


def _times(log: EventLog) -> tuple[Any, Any]:
    """When each file followed arrived and was signed, milliseconds; -1 of one still open, -2 of one given up."""
    event, case, time_ms = log["event"], log["case"].astype(np.int64), log["time_ms"]
    is_permit = log["case_class"] == log.names.case_classes.index(PERMIT)
    came = (event == Event.ARRIVAL) & is_permit
    came &= (time_ms >= FIRST_DAY * MS_PER_DAY) & (time_ms < FOLLOWED_TO * MS_PER_DAY)
    ended = np.full(int(case.max()) + 1 if len(case) else 0, -1, np.int64)
    ended[case[event == Event.GIVE_UP]] = -2
    signed = (event == Event.SERVICE_END) & (log["station"] == log.names.stations.index(SIGNATURE))
    ended[case[signed]] = time_ms[signed]
    return time_ms[came], ended[case[came]]
