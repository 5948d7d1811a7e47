"""Several scenarios against a base under the same luck: paired differences."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from math import inf, nan, sqrt

import numpy as np
import pandas as pd
from scipy.special import stdtr

from simulator.engines import DEFAULT_ENGINE, names_of
from simulator.experiments.notes import Note
from simulator.experiments.precision import MOST, still_needed
from simulator.experiments.result import Result, measures_html
from simulator.experiments.settings import Progress, Settings, check_measures
from simulator.experiments.together import simulate_together
from simulator.measures import Estimate, better, estimate_mean, measure_names, unit_of
from simulator.scenario import Scenario

LITTLE = 1.5
"""Variance ratio below which pairing gives little: a note says so."""


@dataclass(frozen=True)
class Comparison:
    """Alternatives against a base, replication by replication under common random numbers.

    Attributes
    ----------
    base : Result
        The run of the base.
    alternatives : tuple of Result
        Those of the alternatives, over the same replications with the same seed.
    labels : tuple of str
        Their names; a number is added where two have the same.
    measures : tuple of str
        What the table is about.
    """

    base: Result
    alternatives: tuple[Result, ...]
    labels: tuple[str, ...]
    measures: tuple[str, ...]

    def difference(self, name: str, alternative: int = 0) -> pd.Series:
        """Alternative less base, for each replication in which both have a value."""
        return (self.alternatives[alternative].column(name) - self.base.column(name)).dropna()

    def estimate(self, name: str, alternative: int = 0) -> Estimate:
        """Alternative less base, with the 95 % interval of the paired difference."""
        if (name, alternative) not in self._estimates:
            self._estimates[name, alternative] = estimate_mean(self.difference(name, alternative), unit_of(name))
        return self._estimates[name, alternative]

    def table(self, measures: Sequence[str] | None = None) -> pd.DataFrame:
        """Paired differences, one row for each alternative and measure.

        Parameters
        ----------
        measures : sequence of str, optional
            Names; :attr:`measures` if not said. A measure that one of the two has not is left out.

        Returns
        -------
        DataFrame
            ``scenario, measure, unit``; means ``base, alternative`` over the same n replications as the ``difference``,
            whose 95 % interval is ± ``half_width``; ``n``; ``p_adjusted``: of the paired t-test, by Holm over all rows
            of the table that differ in any replication; ``probability_better``: that the alternative's mean is the
            better one; ``variance_ratio``: how many times fewer replications are needed than with independent seeds;
            ``base_half_width, alternative_half_width`` of the 95 % intervals of the means;
            ``replications_needed``: 0 if the row's own interval leaves out 0, else how many more for an 80 % chance
            that it would, if this difference is the true one; missing if there is none, or no number would do.

        Notes
        -----
        The probability is that of Student's t with n - 1 degrees at the difference over its standard error: Bayes' with
        a flat prior. It is not a number where neither more nor less is better, and where nothing differs.

        References
        ----------
        Law (2015), *Simulation Modeling and Analysis*, 5th ed., 10.2.1 (paired t) and 11.2 (common random numbers);
        Holm (1979), *Scandinavian Journal of Statistics* 6(2), 65-70.
        """
        rows = [
            _row(self, place, name)
            for place in range(len(self.alternatives))
            for name in measures or self.measures
            if self._has(name, place)
        ]
        table = pd.DataFrame(rows, columns=list(_COLUMNS))
        table["p_adjusted"] = holm(table["p_adjusted"].tolist())
        return table.astype({"replications_needed": "Int64"})

    def notes(self) -> list[Note]:
        """What a reader must know beside the table: of each run, and of pairs that gain little."""
        notes = [note for run in (self.base, *self.alternatives) for note in run.notes]
        table = self.table([name for name in self.measures if better(name)])
        notes += [
            Note("pairing", {"name": str(name), "measure": str(measure), "ratio": float(ratio)})
            for name, measure, ratio in table[["scenario", "measure", "variance_ratio"]].itertuples(index=False)
            if ratio < LITTLE
        ]
        return [note for place, note in enumerate(notes) if note not in notes[:place]]

    def values(self) -> pd.DataFrame:
        """Every value: ``scenario, replication`` and a column for each measure; the base first."""
        runs = {f"{self.base.scenario.name} (base)": self.base} | dict(zip(self.labels, self.alternatives, strict=True))
        return pd.concat({label: run.values for label, run in runs.items()}, names=["scenario"]).reset_index()

    def to_dict(self) -> dict[str, object]:
        """Plain data, for JSON: the table, what a reader must know, and what it was made from."""
        table = self.table().astype(object)
        is_number = table.notna() & ~table.isin([inf, -inf])
        return {
            "table": table.where(is_number, None).to_dict("records"),
            "notes": [note.text("en") for note in self.notes()],
            "provenance": [run.provenance.to_dict() for run in (self.base, *self.alternatives)],
        }

    @cached_property
    def _estimates(self) -> dict[tuple[str, int], Estimate]:
        """Those that were asked for: a report asks for each of them many times."""
        return {}

    def _has(self, name: str, place: int) -> bool:
        return name in self.base.values and name in self.alternatives[place].values

    def _repr_html_(self) -> str:
        return measures_html(self.table())


_COLUMNS = (
    *("scenario", "measure", "unit", "base", "alternative", "difference", "half_width", "n", "p_adjusted"),
    *("probability_better", "variance_ratio", "replications_needed", "base_half_width", "alternative_half_width"),
)


def _row(comparison: Comparison, place: int, name: str) -> tuple[object, ...]:
    pairs = pd.concat([comparison.base.column(name), comparison.alternatives[place].column(name)], axis=1).dropna()
    base, alternative = (pairs.iloc[:, side].to_numpy() for side in (0, 1))
    gain, n = alternative - base, len(pairs)
    estimate = estimate_mean(gain, unit_of(name))
    deviation = float(gain.std(ddof=1)) if n > 1 else nan
    t = _ratio(estimate.mean, deviation / sqrt(n)) if gain.any() and n > 1 else 0.0
    spread = float(base.var(ddof=1) + alternative.var(ddof=1)) if n > 1 else nan
    needed = still_needed(estimate.mean, deviation, n)
    return (
        comparison.labels[place],
        name,
        estimate.unit,
        float(base.mean()) if n else nan,
        float(alternative.mean()) if n else nan,
        estimate.mean,
        estimate.half_width,
        n,
        float(2 * stdtr(n - 1, -abs(t))) if n > 1 and gain.any() else nan,
        float(stdtr(n - 1, better(name) * t)) if n > 1 and better(name) and gain.any() else nan,
        _ratio(spread, deviation**2),
        needed,
        *(estimate_mean(side, estimate.unit).half_width for side in (base, alternative)),
    )


def _ratio(part: float, whole: float) -> float:
    if whole == 0:
        return float(np.sign(part)) * inf if part else nan
    return part / whole


def holm(p_values: Sequence[float]) -> list[float]:
    """Probabilities of error adjusted for their number, by Holm's step-down rule.

    Parameters
    ----------
    p_values : sequence of float
        What is not a number stays so, and does not count.

    Returns
    -------
    list of float
        In the same order.

    References
    ----------
    Holm (1979), A simple sequentially rejective multiple test procedure, *Scandinavian Journal of Statistics* 6(2).

    Examples
    --------
    >>> holm([0.01, 0.04, 0.03])
    [0.03, 0.06, 0.06]
    """
    p = np.asarray(p_values, np.float64)
    order = np.argsort(p)[: np.count_nonzero(~np.isnan(p))]
    factors = np.arange(len(order), 0, -1)
    adjusted = np.full(len(p), nan)
    adjusted[order] = np.minimum(np.maximum.accumulate(p[order] * factors), 1.0)
    return [float(value) for value in adjusted]


def compare(
    base: Scenario,
    *alternatives: Scenario,
    replications: int | None = None,
    seed: int = 2026,
    engine: str = DEFAULT_ENGINE,
    progress: Progress | None = None,
    threads: int | None = None,
    keep_log: bool = False,
    most_replications: int = MOST,
    steady_state: bool = False,
    stop: Callable[[], bool] | None = None,
    precision: float | None = None,
    measures: Sequence[str] | None = None,
    labels: Sequence[str] | None = None,
) -> Comparison:
    """Simulate scenarios that face the same applicants, needs and outages, and take differences from the first.

    Parameters
    ----------
    base : Scenario
        What the others are compared with.
    *alternatives : Scenario
        At least one.
    replications, seed, engine, progress, threads, keep_log, most_replications, steady_state, stop
        As in :func:`simulator.experiments.run`.
    precision : float, optional
        Go on until the half-width of each difference is at most this share of the base's mean.
    measures : sequence of str, optional
        What the table shows, and what must be that precise; the measures of the whole office, and for the precision
        ``waiting_time_mean``, if not said.
    labels : sequence of str, optional
        What to call the alternatives; the names of their scenarios if not said.

    Returns
    -------
    Comparison
        Paired differences with intervals.

    Raises
    ------
    ValueError
        If there is no alternative, a number is out of range, or there is no such engine or measure.

    Examples
    --------
    >>> from simulator.scenario import load_scenario
    >>> office = load_scenario("kantor-sehari")
    >>> gain = compare(office, office.patched("satu-loket-tambahan"), replications=5)
    >>> gain.estimate("waiting_time_mean").mean < 0
    True
    """
    if not alternatives:
        raise ValueError("there is nothing to compare with; give at least one alternative")
    settings = Settings(
        replications=replications,
        precision=precision,
        measures=tuple(measures or ("waiting_time_mean",)),
        most_replications=most_replications,
        seed=seed,
        engine=engine,
        threads=threads,
        keep_log=keep_log,
        is_steady_state=steady_state,
    )
    if measures is not None:
        check_measures(measures, measure_names(names_of(base.resolved)))
    first, *others = simulate_together([base, *alternatives], settings, progress, stop)
    shown = measures or [name for name in map(str, first.values) if "[" not in name]
    names = labels_apart(labels or [scenario.name for scenario in alternatives])
    return Comparison(first, tuple(others), names, tuple(shown))


def labels_apart(names: Sequence[str]) -> tuple[str, ...]:
    """Names that differ: those that several have get a number, one that nobody else is called by.

    Examples
    --------
    >>> labels_apart(["a", "b", "a"])
    ('a (1)', 'b', 'a (2)')
    >>> labels_apart(["a", "a", "a (1)"])
    ('a (2)', 'a (3)', 'a (1)')
    """
    taken, found = set(names), list[str]()
    for name in names:
        if names.count(name) > 1:
            name = next(label for number in count(1) if (label := f"{name} ({number})") not in taken)
            taken.add(name)
        found.append(name)
    return tuple(found)
