"""Every answer that a run can give, worked out when it is first asked for."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from simulator.analysis.people import GROUPINGS, OF_CASES
from simulator.analysis.prices import costs_of
from simulator.analysis.quality import IkmForecast, ikm_forecast, maladministration_risks, quality_cases
from simulator.analysis.twins import episodes
from simulator.experiments import Result
from simulator.measures import summarise_by
from simulator.measures.causes import CAUSES_UNITS, causes_table, waiting_causes
from simulator.measures.costs import COST_UNITS, SUMMARY_UNITS, Costs
from simulator.measures.equity import (
    GINI_UNITS,
    GROUP_UNITS,
    LEAST,
    gap_estimates,
    gap_table,
    gini_table,
    group_labels,
    group_table,
)
from simulator.measures.legal_cases import (
    LATENESS_UNITS,
    LEGAL_UNITS,
    STEP_UNITS,
    lateness_distribution,
    legal_table,
    step_table,
)
from simulator.measures.resilience import EPISODE_UNITS, resilience_table
from simulator.measures.staff_load import SPREAD_UNITS, STAFF_UNITS, load_spread, staff_table

_CASE = ["replication", "case"]


@dataclass(frozen=True)
class Answers:
    """What happened in a run, why, to whom and at what cost.

    Tables are estimates in long form, as :func:`simulator.measures.summarise_by` gives them: keys, then ``measure,
    unit, mean, half_width, n`` over the replications, unless said otherwise. Names in them are those of the scenario.

    Attributes
    ----------
    result : Result
        A run that kept its event log.
    """

    result: Result

    @cached_property
    def cases(self) -> pd.DataFrame:
        """Not estimates: the cases of the window, as :func:`simulator.analysis.quality.quality_cases` gives them."""
        return quality_cases(self.result)

    @cached_property
    def intervals(self) -> pd.DataFrame:
        """Not estimates: every waiting interval, as :func:`simulator.measures.causes.waiting_causes` gives them."""
        return waiting_causes(self.result.log)

    def causes(self, by: str | None = None) -> pd.DataFrame:
        """Why cases waited.

        Parameters
        ----------
        by : str, optional
            ``station``, ``case_class``, ``channel``, or a group of persons, of
            :data:`simulator.analysis.people.GROUPINGS`; all together if not given.

        Returns
        -------
        DataFrame
            Keys ``name, cause``; measures ``hours, min_per_case, share``.
        """
        intervals, log = self.intervals, self.result.log
        if by is not None and by not in intervals:
            groups = self.cases[_CASE].assign(**{by: group_labels(self.cases[by])})
            intervals = intervals.merge(groups, on=_CASE)
        table = causes_table(intervals, log.names, log.replications, by, self.result.warm_up_ms)
        return summarise_by(table[~table["name"].isin(self.withheld(by))], ["name", "cause"], CAUSES_UNITS)

    def withheld(self, by: str | None) -> frozenset[str]:
        """Groups of persons that are too small to be told of, or would give a small one away (U6)."""
        hidden = self.groups[(self.groups["by"] == by) & self.groups["is_suppressed"]]
        return frozenset(hidden["group"])

    @cached_property
    def legal(self) -> pd.DataFrame:
        """The legal clock: key ``case_class``; measures of :data:`~simulator.measures.legal_cases.LEGAL_UNITS`."""
        return summarise_by(legal_table(self.result.log, self.result.warm_up_ms), ["case_class"], LEGAL_UNITS)

    @cached_property
    def regime(self) -> pd.DataFrame:
        """The same of all permits of the scenario's legal regime: key ``regime``; no rows if it names none."""
        spec = self.result.scenario.spec
        regime = spec.policies.regime
        permits = {block.name: regime for block in spec.case_classes if block.permit and regime}
        return summarise_by(legal_table(self.result.log, self.result.warm_up_ms, permits), ["regime"], LEGAL_UNITS)

    @cached_property
    def lateness(self) -> pd.DataFrame:
        """How many were late by how much: keys ``case_class, outcome, lateness_days``; measures ``cases, share``."""
        table = lateness_distribution(self.result.log, self.result.warm_up_ms)
        return summarise_by(table, ["case_class", "outcome", "lateness_days"], LATENESS_UNITS)

    @cached_property
    def steps(self) -> pd.DataFrame:
        """Working days of each step: keys ``case_class, station``; measures as in ``STEP_UNITS``."""
        return summarise_by(step_table(self.result.log, self.result.warm_up_ms), ["case_class", "station"], STEP_UNITS)

    @cached_property
    def episodes(self) -> pd.DataFrame:
        """Not estimates: what each outage did beside its twin without one, a row for each."""
        return episodes(self.result)

    @cached_property
    def resilience(self) -> pd.DataFrame:
        """What outages did: key ``subsystems``, "" for all together; measures as in ``EPISODE_UNITS``."""
        replications = self.result.log.replications
        every = resilience_table(self.episodes, replications).assign(subsystems="")
        of_each = resilience_table(self.episodes, replications, "subsystems")
        return summarise_by(pd.concat([every, of_each], ignore_index=True), ["subsystems"], EPISODE_UNITS)

    @cached_property
    def group_values(self) -> pd.DataFrame:
        """Not estimates: how each group fared in each replication, by everything by which there are two groups."""
        numbers, warm_up_ms = self.result.log.replications, self.result.warm_up_ms
        tables = [
            group_table(self.cases, by, 0 if by in OF_CASES else LEAST, replications=numbers, warm_up_ms=warm_up_ms)
            for by in GROUPINGS
        ]
        several = [table for table in tables if table["group"].nunique() > 1]
        return pd.concat(several or tables[:1], ignore_index=True)

    @cached_property
    def groups(self) -> pd.DataFrame:
        """How groups fared: keys ``by, group, is_suppressed``; measures ``cases`` and those of ``GROUP_UNITS``."""
        return summarise_by(self.group_values, ["by", "group", "is_suppressed"], {"cases": "cases"} | GROUP_UNITS)

    @cached_property
    def gaps(self) -> pd.DataFrame:
        """Groups beside the largest: keys ``by, group, reference, measure, comparison`` (ratio or gap)."""
        return gap_estimates(gap_table(self.group_values))

    @cached_property
    def gini(self) -> pd.DataFrame:
        """How unequally waits and sojourn times are spread: measures as in ``GINI_UNITS``."""
        table = gini_table(self.cases, replications=self.result.log.replications, warm_up_ms=self.result.warm_up_ms)
        return summarise_by(table, [], GINI_UNITS)

    @cached_property
    def staff_values(self) -> pd.DataFrame:
        """Not estimates: the work of each server in each replication."""
        return staff_table(self.result.log, self.result.warm_up_ms)

    @cached_property
    def staff(self) -> pd.DataFrame:
        """The work of each server: keys ``place, server``; measures as in ``STAFF_UNITS``."""
        return summarise_by(self.staff_values, ["place", "server"], STAFF_UNITS)

    @cached_property
    def spread(self) -> pd.DataFrame:
        """How evenly work is spread: key ``place``; measures as in ``SPREAD_UNITS``."""
        return summarise_by(load_spread(self.staff_values), ["place"], SPREAD_UNITS)

    @cached_property
    def cost_values(self) -> Costs:
        """Not estimates: what was paid in each replication, and for what there is no price."""
        return costs_of(self.result)

    @cached_property
    def costs(self) -> pd.DataFrame:
        """What was paid: keys ``payer, item, name``; measure ``amount``. Travel is of all districts together (U6)."""
        table = self.cost_values.table
        table = table.assign(name=table["name"].mask(table["item"].isin(["trip", "travel_hour"]), ""))
        table = table.groupby(["replication", "payer", "item", "name"], sort=False)["amount"].sum().reset_index()
        return summarise_by(table, ["payer", "item", "name"], COST_UNITS)

    @cached_property
    def cost_summary(self) -> pd.DataFrame:
        """What it cost in all: measures as in ``SUMMARY_UNITS``."""
        return summarise_by(self.cost_values.summary, [], SUMMARY_UNITS)

    @cached_property
    def forecast(self) -> IkmForecast:
        """What a satisfaction survey would give, under published assumptions."""
        return ikm_forecast(self.result, cases=self.cases)

    @cached_property
    def risks(self) -> pd.DataFrame:
        """Signs of maladministration, as :func:`simulator.analysis.quality.maladministration_risks` gives them."""
        return maladministration_risks(self.result, self.cases)
