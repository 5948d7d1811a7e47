"""The office of lesson 10: one line, eight counters, and a rule that says who goes first."""

from functools import cache
from typing import Any

import pandas as pd

from simulator.experiments import Result
from simulator.scenario import Scenario, load_scenario
from simulator.teaching.lessons.group_measures import cases_of, kept

SCENARIO, DISTRICTS_OF = "kota-besar", "kabupaten-menengah"
FIRST_COME, NOW, LANE = range(3)
COUNTERS, ONE_MORE, TWO_MORE = 8, 9, 10
LUNCH_LESS = 3
READY_MIN, READY_CHOICE = 6, {"constant": -3, "literacy": 3, "connected": 1}
READY = "siap"
READY_TITLE = {"id": "Sudah mengisi OSS di rumah", "en": "OSS filled in at home"}
LANE_PRIORITY = 2  # after the vulnerable (1), before all others (3)
WEEK_DAYS, ONE_DAY = 5, 1

SERVICE_MIN, ARRIVALS = "stations[0].service_time.mean_min", "case_classes[0].arrivals.per_day"
READY_SERVICE_MIN = f"case_classes[0].routes.{READY}[0].service_time.mean_min"
LOW_FACTOR = "case_classes[0].routes.loket[0].factors.low_literacy"
SERVERS = tuple(f"stations[0].roster[{at}].servers" for at in range(3))


@cache
def _library() -> tuple[Scenario, Any]:
    return load_scenario(SCENARIO), load_scenario(DISTRICTS_OF).data["population"]["districts"]


@cache
def office(rule: int = NOW, counters: int = COUNTERS, days: int = WEEK_DAYS) -> Scenario:
    """The library's large office for three districts, where some come with everything filled in already."""
    base, districts = _library()
    counter, case_class = base.data["channels"][0], base.data["case_classes"][0]
    ready = {**counter, "name": READY, "title": READY_TITLE}
    if rule == LANE:
        ready["priority"] = LANE_PRIORITY
    filled = {**base.data["stations"][0]["service_time"], "mean_min": READY_MIN, "source": "assumed"}
    changes: dict[str, Any] = {
        "horizon.days": days,
        "population.districts": districts,
        "channels": [counter, ready],
        "stations[0].discipline": "fifo" if rule == FIRST_COME else "priority",
        "case_classes[0].channels": {"logit": {counter["name"]: {"constant": 0}, READY: READY_CHOICE}},
        "case_classes[0].routes": {
            counter["name"]: case_class["routes"][counter["name"]],
            READY: [{"station": base.data["stations"][0]["name"], "service_time": filled}],
        },
        "patches": {},
    }
    changes |= dict(zip(SERVERS, (counters, counters - LUNCH_LESS, counters), strict=True))
    return base.with_(changes)


@kept
def everyone(result: Result) -> pd.DataFrame:
    """All applications of a run, with ``is_ready``: filled in before the applicant came."""
    cases = cases_of(result)
    return cases.assign(is_ready=cases["channel"] == READY)
