"""The office of lesson 13, what it may buy, what that costs in a year, and what a learner watches."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from simulator.analysis import Saving, cost_of_saving, people_of
from simulator.analysis.prices import tariff_of
from simulator.calendars import MS_PER_HOUR
from simulator.experiments import Result
from simulator.measures.experience import comings
from simulator.measures.legal_cases import legal_table
from simulator.scenario import Scenario, load_scenario
from simulator.teaching.lab import Lab, Measure, Values
from simulator.teaching.words import Words

SCENARIO = "kabupaten-menengah"
FIRST_DAY, MONTH_DAYS, MONTHS = "2026-01-01", 31, 12
"""January 2026: a whole month, and by its working days a twelfth of the year."""

BUDGET = 70_000_000
MILLION = 1_000_000
SERVER, ASSISTANT, LINK, SIGNATURE, OUTREACH, PAPER, GENERATOR, FLEXIBLE, HELPING, PERFECT = range(10)
PAID = (SERVER, ASSISTANT, LINK, SIGNATURE, OUTREACH)
PATCHES = {
    SERVER: "satu-loket-tambahan",
    ASSISTANT: "satu-pendamping-tambahan",
    LINK: "jaringan-cadangan",
    SIGNATURE: "tanda-tangan-elektronik",
    OUTREACH: "penyuluhan",
    PAPER: "kertas-saat-putus",
    GENERATOR: "genset",
    FLEXIBLE: "verifikator-membantu-loket",
    HELPING: "bantu-berkas",
    PERFECT: "tanpa-gangguan",
}
"""Option -> patch of the scenario. A perfect infrastructure is for no money to be had; it is a thought."""

HOURS_PER_DAY = {SERVER: 7.5, ASSISTANT: 6.5}
POOLS = {SERVER: 0, ASSISTANT: 1}
BACKUPS = {LINK: "outages[jaringan].backup", GENERATOR: "outages[listrik].backup"}
SIGNATURE_MONTH = 1_000_000
CAMPAIGNS_A_YEAR = 2
_OUTREACH_COST = "population.outreach[0].cost"
_ITEM = {"name": "tte", "title": {"id": "Layanan tanda tangan elektronik", "en": "Electronic signature service"}}

Bought = tuple[int, ...]


@cache
def office(*bought: int) -> Scenario:
    """The library's mid-sized office in January, with what was bought."""
    scenario = load_scenario(SCENARIO)
    changes: dict[str, Any] = {"horizon.start": FIRST_DAY, "horizon.days": MONTH_DAYS}
    for option in sorted(bought):
        changes |= scenario.spec.patches[PATCHES[option]].changes
    if OUTREACH in bought:
        changes |= {"population.outreach[0].from": FIRST_DAY, _OUTREACH_COST: yearly_cost(OUTREACH) / MONTHS}
    if SIGNATURE in bought:
        changes["costs.items[+]"] = {**_ITEM, "amount": SIGNATURE_MONTH, "per": "month"}
    return scenario.with_(changes)


@cache
def yearly_cost(*bought: int) -> float:
    """What options cost in a year of 240 working days, rupiah."""
    return sum(_yearly_cost(option) for option in bought)


def _yearly_cost(option: int) -> float:
    spec = office().spec
    if option in POOLS:
        hour = spec.staff[POOLS[option]].cost_per_hour
        return HOURS_PER_DAY[option] * working_days() * float(hour or 0)
    if option == SIGNATURE:
        return float(MONTHS * SIGNATURE_MONTH)
    changes = load_scenario(SCENARIO).spec.patches[PATCHES[option]].changes
    if option in BACKUPS:
        return MONTHS * float(changes[BACKUPS[option]]["cost_per_month"])
    if option == OUTREACH:
        return CAMPAIGNS_A_YEAR * sum(float(block["cost"]) for block in changes["population.outreach"])
    return 0.0


@cache
def working_days() -> int:
    """Working days of the year: those of the month, times twelve."""
    return MONTHS * sum(office().resolved.working_days)


def option_names(words: Words) -> dict[int, str]:
    """What each option is called."""
    _ = words
    return {
        SERVER: _("Satu petugas loket"),
        ASSISTANT: _("Satu pendamping klinik"),
        LINK: _("Jaringan kedua"),
        SIGNATURE: _("Tanda tangan elektronik"),
        OUTREACH: _("Penyuluhan dua kali setahun"),
        PAPER: _("Formulir kertas saat sistem mati"),
    }


def applicant_hours(words: Words) -> Measure:
    """Hours that applicants spend on the way and at the office, of all of them, in the month."""
    _ = words
    label = _("Jam pemohon di jalan dan di kantor")
    return Measure("applicant_hours", label, _("jam sebulan"), _applicant_hours, 0)


def _applicant_hours(result: Result) -> Values:
    """The hours of :func:`simulator.analysis.costs_of` without the prices: learners wait for each move of a lever."""
    tariff, log = tariff_of(result.scenario), result.log
    who = people_of(result)[["replication", "case", "district"]]
    trips = comings(log, tariff.places).merge(who, "left", ["replication", "case"])
    near = [log.names.channels.index(name) for name in tariff.near]
    ways_h = trips["district"].astype(object).map(tariff.travel_min).astype(float) * 2 / 60
    hours = trips["present_ms"] / MS_PER_HOUR + ways_h.mask(trips["channel"].isin(near), 0.0)
    sums = hours.groupby(trips["replication"]).sum()
    return sums.reindex(list(log.replications), fill_value=0.0).to_numpy(np.float64)


def saved_hours(lab: Lab, words: Words) -> Measure:
    """Hours that applicants are spared in the month beside the office of now, under the same workload."""
    _ = words
    hours = applicant_hours(words)

    def values(result: Result) -> Values:
        now = lab.values(office(), hours)[: len(result.log.replications)]
        return np.asarray(now - hours.values(result), np.float64)

    return Measure("saved_hours", _("Jam yang dihemat"), _("jam sebulan"), values, 0, -np.inf)


def hours_per_million(lab: Lab, words: Words) -> Measure:
    """Hours that are saved for a million rupiah by the price list; not a number where nothing was paid."""
    _ = words
    saved = saved_hours(lab, words)

    def values(result: Result) -> Values:
        cost = yearly_cost(*bought_in(result.scenario)) or np.nan
        return np.asarray(MILLION * MONTHS * saved.values(result) / cost, np.float64)

    return Measure("hours_per_million", _("Jam yang dihemat satu juta rupiah"), _("jam"), values, 0, -np.inf)


def bought_in(scenario: Scenario) -> Bought:
    """What an office has bought, of the paid options."""
    spec, now = scenario.spec, office().spec
    assert spec.population is not None
    has = {
        **{option: spec.staff[pool].persons > now.staff[pool].persons for option, pool in POOLS.items()},
        LINK: any(each.subsystem == "jaringan" and each.backup for each in spec.outages),
        SIGNATURE: spec.policies.electronic_signature,
        OUTREACH: bool(spec.population.outreach),
    }
    return tuple(option for option, is_there in has.items() if is_there)


def on_time(words: Words) -> Measure:
    """Share of the permits decided by an officer within the legal limit."""
    _ = words
    return Measure("on_time", _("Izin tepat waktu"), "%", _on_time, percent=True)


def _on_time(result: Result) -> Values:
    spec = result.scenario.spec
    permits = {block.name: "all" for block in spec.case_classes if block.permit}
    table = legal_table(result.log, result.warm_up_ms, permits)
    return np.asarray(table.sort_values("replication")["on_time_share"], np.float64)


@dataclass(frozen=True)
class Prices:
    """What options save and cost beside the office of now, from runs that are kept.

    Attributes
    ----------
    lab : Lab
        Where they run.
    words : Words
        Language of the measures.
    """

    lab: Lab
    words: Words

    def saving(self, *bought: int) -> Saving:
        """What it costs to spare applicants an hour, by the price list."""
        return cost_of_saving(self._table(office(), 0.0), self._table(office(*bought), yearly_cost(*bought) / MONTHS))

    def saved(self, *bought: int) -> Values:
        """Hours saved in the month, of each replication."""
        measure = applicant_hours(self.words)
        return self.lab.values(office(), measure) - self.lab.values(office(*bought), measure)

    def hours_per_million(self, option: int) -> Values:
        """Hours saved for a million rupiah, of each replication."""
        return MILLION * MONTHS * self.saved(option) / yearly_cost(option)

    def _table(self, scenario: Scenario, cost: float) -> pd.DataFrame:
        hours = self.lab.values(scenario, applicant_hours(self.words))
        return pd.DataFrame({"replication": range(len(hours)), "applicant_hours": hours, "office_cost": cost})
