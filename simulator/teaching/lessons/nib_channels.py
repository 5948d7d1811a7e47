"""The office of lesson 05: who is told to apply online, who is helped, and how long a NIB takes."""

from functools import cache
from typing import Any

import pandas as pd

from simulator.calendars import MS_PER_DAY
from simulator.experiments import Result
from simulator.scenario import Scenario, load_scenario
from simulator.teaching.lessons.group_measures import cases_of, kept
from simulator.teaching.lessons.inputs import number

SCENARIO = "kabupaten-menengah"
NOBODY, EVERYBODY, ABLE = range(3)
NO_HELP, ASSISTANT, MOBILE = range(3)
NO_OUTREACH, TOWN, VILLAGES = range(3)
PATCHES = {ASSISTANT: "satu-pendamping-tambahan", MOBILE: "keliling-tiap-minggu"}
CLASSES = "nib-rendah", "nib-menengah-rendah"
HORIZON_DAYS, FOLLOWED_DAYS = 24, 14
ONLINE_FOR_ALL, ONLINE_FOR_ABLE = 2.2, 5.0  # in the logit of the choice; now -1.8 for all, and 1.8 for literacy
AWARE_AFTER = 0.9

STEP = "case_classes[0].details"
COUNTER_MIN, ONLINE_MIN = (f"{STEP}.{way}[0].service_time.mean_min" for way in ("loket", "daring"))
COUNTER_LOW, ONLINE_LOW = (f"{STEP}.{way}[0].factors.low_literacy" for way in ("loket", "daring"))
COUNTER_LACKS, ONLINE_LACKS = (f"{STEP}.{way}[0].completeness_check.probability" for way in ("loket", "daring"))
ONLINE_LACKS_LOW = f"{STEP}.daring[0].completeness_check.factors.low_literacy"
ONLINE_LACKS_UNAWARE = f"{STEP}.daring[0].completeness_check.factors.unaware"
REPAIR_MIN = f"{STEP}.daring[0].completeness_check.repair.time.median_min"
ARRIVALS = tuple(f"case_classes[{at}].arrivals.per_day" for at in range(len(CLASSES)))
SERVERS, ASSISTANTS = "staff[0].persons", "staff[1].persons"


@cache
def library_office() -> Scenario:
    """The office as the library has it."""
    return load_scenario(SCENARIO)


@cache
def office(told: int = NOBODY, helped: int = NO_HELP, reached: int = NO_OUTREACH) -> Scenario:
    """The library's office with every identity number in order, long enough to see two weeks' applications through."""
    scenario = library_office()
    if helped in PATCHES:
        scenario = scenario.patched(PATCHES[helped])
    changes: dict[str, Any] = {"horizon.days": HORIZON_DAYS}
    for name in CLASSES:
        for way in ("loket", "klinik", "daring", "keliling", "biro-jasa"):
            changes[f"case_classes[{name}].details.{way}[0].nik_check"] = None
        choice = f"case_classes[{name}].channels.logit.daring"
        if told == EVERYBODY:
            changes[f"{choice}.constant"] = ONLINE_FOR_ALL
        elif told == ABLE:
            changes[f"{choice}.literacy"] = ONLINE_FOR_ABLE
    if reached:
        changes["population.outreach"] = [_outreach(scenario, reached)]
    return scenario.with_(changes)


def _outreach(scenario: Scenario, reached: int) -> dict[str, Any]:
    districts = [block["name"] for block in scenario.data["population"]["districts"]]
    return {
        "title": {"id": "Penyuluhan", "en": "Outreach"},
        "districts": districts[:1] if reached == TOWN else districts,
        "from": scenario.data["horizon"]["start"],
        "aware": AWARE_AFTER,
        "cost": 0,
        "source": "assumed",
    }


@kept
def nib_cases(result: Result) -> pd.DataFrame:
    """Applications for a NIB of the first :data:`FOLLOWED_DAYS` days, with ``is_online`` and ``came_back``."""
    cases = cases_of(result)
    is_followed = cases["case_class"].isin(CLASSES) & (cases["arrival_ms"] < FOLLOWED_DAYS * MS_PER_DAY)
    followed = cases[is_followed]
    return followed.assign(is_online=followed["channel"] == "daring", came_back=followed["returns"] > 0)


def sent_back_share(scenario: Scenario, *, is_online: bool) -> float:
    """Probability that the least able has to repair the application: unaided and unaware, or with an officer."""
    if not is_online:
        return number(scenario, COUNTER_LACKS)
    return number(scenario, ONLINE_LACKS) * number(scenario, ONLINE_LACKS_LOW) * number(scenario, ONLINE_LACKS_UNAWARE)


def help_minutes(scenario: Scenario) -> float:
    """Minutes of an officer for one of the least able, on average."""
    return number(scenario, COUNTER_MIN) * number(scenario, COUNTER_LOW)


def assistant_minutes(scenario: Scenario) -> float:
    """Minutes that one assistant is at the desk on a plain working day."""
    clocks = [(shift["from"], shift["to"]) for shift in scenario.data["staff"][1]["roster"]]
    return float(sum(_minute(end) - _minute(begin) for begin, end in clocks))


def _minute(clock: str) -> int:
    hours, minutes = clock.split(":")
    return 60 * int(hours) + int(minutes)
