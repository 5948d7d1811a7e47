"""What came out of an optimisation, as tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from simulator.experiments.candidates import Candidate
from simulator.experiments.finalists import Finals
from simulator.experiments.goals import Goal
from simulator.experiments.outcomes import column
from simulator.experiments.provenance import Provenance
from simulator.experiments.result import measures_html
from simulator.experiments.search import Found
from simulator.experiments.staffing_band import Band
from simulator.measures import estimate_mean


@dataclass(frozen=True)
class Optimum:
    """What came out of an optimisation.

    Attributes
    ----------
    goal : Goal
        What was wanted.
    found : Found
        The search: every candidate that was simulated.
    finals : Finals
        The last round: what is best and what is recommended.
    optimism : DataFrame
        How much better the search saw the recommended candidate (or the least bad one) than fresh luck does.
    pareto : DataFrame
        Cost against the measures of the goal, from fresh values.
    bands : tuple of Band
        Servers that Erlang C asks for, where the levers change servers.
    provenance : Provenance
        What it was made from; of the search.
    again : tuple of Candidate
        All that were simulated again, with their fresh values: the finalists, and those of the fronts.
    """

    goal: Goal
    found: Found
    finals: Finals
    optimism: pd.DataFrame
    pareto: pd.DataFrame
    bands: tuple[Band, ...]
    provenance: Provenance
    again: tuple[Candidate, ...] = ()

    @property
    def answer(self) -> Candidate:
        """The recommended candidate; where none is feasible, the one that lacks least."""
        return self.finals.recommended or self.finals.least_bad

    @property
    def candidates(self) -> pd.DataFrame:
        """Every candidate of the search, in the order in which they were asked for: estimates with 95 % intervals."""
        return self._table(self.found.candidates, 1)

    @property
    def finalists(self) -> pd.DataFrame:
        """The finalists with their fresh estimates, and the best one's paired differences from each."""
        table = self._table(self.finals.candidates, len(self.finals.candidates))
        versus = self.finals.versus.rename(columns={"half_width": "difference_half_width", "n": "difference_n"})
        return table.merge(versus.astype({"number": "int64"}), on="number", how="left")

    def _table(self, candidates: Sequence[Candidate], judged: int) -> pd.DataFrame:
        return pd.DataFrame([_row(self.goal, one, judged) for one in candidates])

    def _repr_html_(self) -> str:
        return measures_html(self.finalists)


def _row(goal: Goal, one: Candidate, judged: int) -> dict[str, Any]:
    row: dict[str, Any] = {"number": one.number, **one.point, "cost": one.cost}
    for name in goal.measures:
        estimate = estimate_mean([] if one.values is None else column(one.values, name), "")
        row |= {f"{name}.mean": estimate.mean, f"{name}.half_width": estimate.half_width, f"{name}.n": estimate.n}
    return {**row, "is_feasible": one.verdict(goal, judged).is_feasible, "problem": one.problem}
