"""Five plans for the office of lesson 15: what each changes, saves and costs."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from simulator.analysis import Answers
from simulator.calendars import MS_PER_DAY
from simulator.measures import Estimate
from simulator.scenario import Scenario, load_scenario
from simulator.teaching.lab import Lab, Measure, Pair, paired
from simulator.teaching.lessons.own_office import (
    CHECKS,
    COUNTER,
    DAYS,
    OF_TEN,
    SIGNATURE,
    VERIFICATION,
    Counts,
    office,
    roster,
    verification_busy,
)
from simulator.teaching.words import Words

PLANS = range(6)
NOW, COUNTERS, HELPED, LINK, SIGNING, PRE_CHECK = PLANS
NEED_TIME = (SIGNING, PRE_CHECK)
"""Plans that take time of people who are there already; that time has no price here."""
LOOKED_THROUGH_MIN, STILL_INCOMPLETE = 2, 0.5
"""A look through the file takes so many minutes more, and leaves this share of the incomplete ones."""
DAYS_OF_MONTH = 365 / 12
LOW, HIGH = 0.5, 2.0
UNSURE = {"returns": 9.0, "agency": 20.0, "station_min": 480.0}
"""Counts that are halved and doubled to see whether the choice stands, and the most that each can be."""


def plan_names(words: Words) -> list[str]:
    """The office as it is, and the five plans, in the order of the codes."""
    _ = words
    return [
        _("Seperti sekarang"),
        _("Satu loket tambahan"),
        _("Meja bantuan"),
        _("Jaringan kedua"),
        _("Tanda tangan tiap hari"),
        _("Pra-periksa berkas"),
    ]


def planned(counts: Counts, plan: int, origin: str = "") -> Scenario:
    """The office of these counts under a plan."""
    base = office(counts, origin)
    changes = _changes(counts, plan)
    return base.with_(changes) if changes else base


def _changes(counts: Counts, plan: int) -> dict[str, Any]:
    if plan == COUNTERS:
        return {f"stations[{COUNTER}].roster": roster(int(counts["counters"]) + 1)}
    if plan == HELPED:
        return {"policies.incomplete_files": "help", f"stations[{VERIFICATION}].servers": int(counts["desk"]) + 1}
    if plan == LINK:
        return {"outages[jaringan].backup": _second_link()}
    if plan == SIGNING:
        return {f"stations[{SIGNATURE}].batch.days": list(DAYS)}
    if plan == PRE_CHECK:
        share = round(counts["returns"] / OF_TEN * STILL_INCOMPLETE, 9)
        minutes = {f"stations[{VERIFICATION}].service_time.mean_min": counts["station_min"] + LOOKED_THROUGH_MIN}
        return minutes | {f"{check}.probability": share for check in CHECKS}
    return {}


def _second_link() -> dict[str, Any]:
    change: dict[str, Any] = load_scenario("kabupaten-menengah").data["patches"]["jaringan-cadangan"]["set"]
    link: dict[str, Any] = change["outages[jaringan].backup"]
    return link


def monthly_costs(lab: Lab, counts: Counts) -> list[float]:
    """Rupiah a month that each plan costs the office beyond what it spends now, by code; alike in every replication."""
    now, *others = (_office_cost(lab, planned(counts, plan)) for plan in PLANS)
    scenario = office(counts).resolved
    months = (scenario.horizon_ms - scenario.warm_up_ms) / MS_PER_DAY / DAYS_OF_MONTH
    return [0.0, *((other - now) / months for other in others)]


def _office_cost(lab: Lab, scenario: Scenario) -> float:
    summary = Answers(lab.run(scenario, 1)).cost_summary
    return float(summary["mean"][summary["measure"] == "office_cost"].sum())


def saved(pair: Pair) -> Estimate:
    """What is saved, base less alternative, from a pair's difference."""
    return Estimate(0.0 - pair.difference.mean, pair.difference.half_width, pair.difference.n, pair.difference.unit)


def saving(lab: Lab, measure: Measure, counts: Counts, plan: int, instead_of: int = NOW) -> Estimate:
    """What a plan saves beside another, in pairs."""
    base, alternative = (lab.values(planned(counts, one), measure) for one in (instead_of, plan))
    return saved(paired(measure, base, alternative))


@dataclass(frozen=True)
class Doubt:
    """What becomes of two plans where one count is different.

    Attributes
    ----------
    count : str
        Which.
    value : float
        How much it is then.
    lead : Estimate
        By how much the first plan saves more than the second; below zero the second wins.
    """

    count: str
    value: float
    lead: Estimate

    @property
    def winner(self) -> int:
        """0 or 1 of the two plans; -1 where the interval holds zero."""
        if not np.isfinite(self.lead.half_width) or self.lead.low <= 0 <= self.lead.high:
            return -1
        return 0 if self.lead.mean > 0 else 1


def doubts(counts: Counts) -> list[tuple[str, float]]:
    """Each unsure count with half and twice its value, where that is another number and the desk can do its work."""
    values = [(key, min(factor * counts[key], most)) for key, most in UNSURE.items() for factor in (LOW, HIGH)]
    return [
        (key, value) for key, value in values if value != counts[key] and verification_busy({**counts, key: value}) < 1
    ]


def doubt(lab: Lab, measure: Measure, counts: Counts, count: str, value: float, plans: tuple[int, int]) -> Doubt:
    """Two plans compared in an office where one count is different."""
    changed = {**counts, count: value}
    return Doubt(count, value, saving(lab, measure, changed, plans[0], instead_of=plans[1]))
