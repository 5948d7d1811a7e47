"""What came out of a run."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from simulator.calendars import MS_PER_DAY
from simulator.eventlog import EventLog
from simulator.experiments.notes import Note
from simulator.experiments.precision import Precision
from simulator.experiments.provenance import Provenance
from simulator.measures import Estimate, estimate_mean, summarise, unit_of
from simulator.scenario import Scenario


@dataclass(frozen=True)
class Result:
    """What came out of a run.

    Attributes
    ----------
    scenario : Scenario
        What was simulated.
    kept_log : EventLog or None
        All replications, if their logs were kept.
    values : DataFrame, shape (n_replications, n_measures)
        Every measure of every replication.
    provenance : Provenance
        What it was made from.
    precision : Precision or None
        The rule by which it ended, if it was one.
    notes : tuple of Note
        What a reader must know beside the numbers.
    """

    scenario: Scenario
    kept_log: EventLog | None
    values: pd.DataFrame
    provenance: Provenance
    precision: Precision | None = None
    notes: tuple[Note, ...] = ()

    @property
    def log(self) -> EventLog:
        """The event log of all replications.

        Raises
        ------
        ValueError
            If it was not kept.
        """
        if self.kept_log is None:
            raise ValueError("this run kept no event log; run it with keep_log=True")
        return self.kept_log

    @property
    def warm_up_ms(self) -> int:
        """Time at the start that was not counted, milliseconds: the scenario's, or that chosen for the long run."""
        return round(self.provenance.warm_up_days * MS_PER_DAY)

    @cached_property
    def measures(self) -> pd.DataFrame:
        """Table ``measure, unit, mean, half_width, n``; the half-width is of the 95 % interval."""
        return summarise(self.values, {name: unit_of(name) for name in map(str, self.values)})

    def estimate(self, name: str) -> Estimate:
        """One measure with its 95 % interval.

        Parameters
        ----------
        name : str
            As ``waiting_time_mean``, or ``waiting_time_mean[loket]`` for one station.
        """
        return estimate_mean(self.column(name), unit_of(name))

    def column(self, name: str) -> pd.Series:
        """One measure, a value for each replication.

        Raises
        ------
        KeyError
            If there is no measure of this name.
        """
        if name not in self.values:
            raise KeyError(f"there is no measure {name!r}; possible are: {', '.join(map(str, self.values))}")
        return self.values[name]

    def _repr_html_(self) -> str:
        return measures_html(self.measures)


def measures_html(table: pd.DataFrame) -> str:
    """A table of estimates as HTML.

    Parameters
    ----------
    table : DataFrame
        As :attr:`Result.measures` or :meth:`Comparison.table` give it.

    Returns
    -------
    str
        A ``<table>`` element; a dash where there is no number.
    """
    return str(table.to_html(index=False, border=0, float_format=lambda x: f"{x:.4g}", na_rep="–"))
