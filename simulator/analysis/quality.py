"""What applicants would say of a run, and which of its numbers are signs of maladministration."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from simulator.analysis.people import experience_of
from simulator.calendars import MS_PER_MINUTE
from simulator.experiments import Result
from simulator.measures import summarise_by
from simulator.measures.legal_cases import legal_cases
from simulator.measures.quality import (
    ANSWER_UNITS,
    CAVEAT,
    DRIVERS,
    FORECAST_UNITS,
    RISK_UNITS,
    SURVIVORS,
    QualityMapping,
    answer_table,
    elements,
    forecast_table,
    letter_table,
    outages_met,
    published_mapping,
    risk_indicators,
    risk_table,
    unseen_drivers,
)

_KEY = ["replication", "case"]


@dataclass(frozen=True)
class IkmForecast:
    """What a satisfaction survey would give in a simulated office, under published assumptions.

    Attributes
    ----------
    index : DataFrame
        ``measure`` ("asked", "came", "index_asked", "index_all", "survivor_effect"), ``unit, mean, half_width, n``.
    answers : DataFrame
        ``element, measure`` ("answer_asked", "answer_all"), ``unit, mean, half_width, n``.
    letters : DataFrame
        ``of`` ("asked", "all"), ``letter, share, low, high, n``: how often over replications.
    mapping : QualityMapping
        The assumptions.
    unseen : tuple of str
        Experiences of the mapping that the run does not tell of.
    """

    index: pd.DataFrame
    answers: pd.DataFrame
    letters: pd.DataFrame
    mapping: QualityMapping
    unseen: tuple[str, ...]

    def remarks(self, lang: str) -> list[str]:
        """What must stand beside the numbers: a forecast, who is asked, what nothing moves, what is unseen.

        Parameters
        ----------
        lang : str
            "id" or "en".

        Returns
        -------
        list of str
            Sentences, the caveat first.
        """
        is_english = lang == "en"
        remarks = [CAVEAT[is_english], SURVIVORS[is_english]]
        if self.mapping.unmoved:
            names = ", ".join(elements()[element][is_english] for element in self.mapping.unmoved)
            said = ("Tetap pada tingkat dasar, apa pun yang terjadi", "At their base level, whatever happens")[
                is_english
            ]
            remarks.append(f"{said}: {names}.")
        if self.unseen:
            names = ", ".join(DRIVERS[driver][1 + is_english] for driver in self.unseen)
            said = ("Tidak terlihat dalam simulasi, jadi tidak dihitung", "Not seen in the run, so not counted")[
                is_english
            ]
            remarks.append(f"{said}: {names}.")
        return remarks


def quality_cases(result: Result) -> pd.DataFrame:
    """What each case of the window went through, as far as it may move a satisfied or dissatisfied answer.

    Parameters
    ----------
    result : Result
        With its log.

    Returns
    -------
    DataFrame
        The columns of :func:`simulator.analysis.people.experience_of`, then ``outcome, lateness_days`` of the legal
        clock (missing for classes without a deadline), ``outage_met``, ``has_fee`` and ``is_remote`` (of the channel of
        the arrival). Cases of the warm-up are left out.
    """
    log, office = result.log, result.scenario.resolved
    cases = experience_of(result)
    legal = legal_cases(log)[[*_KEY, "outcome", "lateness_days"]]
    cases = cases.merge(legal, how="left", on=_KEY).merge(outages_met(log), how="left", on=_KEY)
    paid = {price.name for price in office.prices if price.what == "channel_fee" and price.amount > 0}
    channel = cases["channel"].astype(str)
    cases = cases.assign(has_fee=channel.isin(paid), is_remote=~channel.isin(log.names.in_person))
    return cases[cases["arrival_ms"] >= result.warm_up_ms].reset_index(drop=True)


def ikm_forecast(
    result: Result,
    mapping: QualityMapping | None = None,
    response: Mapping[Hashable, float] | None = None,
    cases: pd.DataFrame | None = None,
) -> IkmForecast:
    """Forecast of the satisfaction index of a run.

    Parameters
    ----------
    result : Result
        With its log.
    mapping : QualityMapping, optional
        The assumptions; those that come with SimPTSP unless said.
    response : mapping of str to float, optional
        Channel -> share of its departed that answers; all answer unless said.
    cases : DataFrame, optional
        From :func:`quality_cases`, where they are made already.

    Returns
    -------
    IkmForecast
        With intervals over replications.
    """
    cases = quality_cases(result) if cases is None else cases
    mapping = mapping or published_mapping()
    promise_min = result.scenario.resolved.waiting_target_ms / MS_PER_MINUTE
    given = (cases, mapping, promise_min, list(result.log.replications), response)
    table = forecast_table(*given)
    return IkmForecast(
        summarise_by(table, [], FORECAST_UNITS),
        summarise_by(answer_table(*given), ["element"], ANSWER_UNITS),
        letter_table(table),
        mapping,
        unseen_drivers(cases, mapping),
    )


def maladministration_risks(result: Result, cases: pd.DataFrame | None = None) -> pd.DataFrame:
    """Every kind of maladministration, with the simulated number that is read as its sign, or none.

    Parameters
    ----------
    result : Result
        With its log.
    cases : DataFrame, optional
        From :func:`quality_cases`, where they are made already.

    Returns
    -------
    DataFrame
        The columns of :func:`simulator.measures.quality.risk_indicators`, then ``unit, mean, half_width, n`` (not a
        number and 0 for kinds that the model does not have); no mean stands for a finding.
    """
    cases = quality_cases(result) if cases is None else cases
    values = risk_table(cases, list(result.log.replications))
    estimates = summarise_by(values, ["maladministration", "indicator"], {"value": RISK_UNITS["value"]})
    table = risk_indicators().merge(
        estimates.drop(columns="measure"), how="left", on=["maladministration", "indicator"]
    )
    return table.assign(unit=table["unit"].fillna(""), n=table["n"].fillna(0).astype(np.int64))
