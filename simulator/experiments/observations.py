"""One measure of several offices, replication by replication, simulated when it is first asked for."""

from collections.abc import Mapping

import numpy as np

from simulator.engines import Engine, names_of
from simulator.experiments.replications import replicate
from simulator.experiments.settings import SettingsError
from simulator.measures import measures_frame
from simulator.scenario import Scenario

_PREFETCH = 8


class Observations:
    """Values of a measure; number r of every office has the same luck. Some are simulated at a time."""

    def __init__(self, offices: Mapping[str, Scenario], measure: str, seed: int, simulate: Engine, threads: int):
        self._offices, self._measure, self._seed = offices, measure, seed
        self._simulate, self._threads = simulate, threads
        self._values: dict[str, list[float]] = {name: [] for name in offices}

    def value(self, name: str, replication: int) -> float:
        """A value of one office.

        Raises
        ------
        SettingsError
            If the measure has none in this replication.
        """
        values = self._values[name]
        while len(values) <= replication:
            values += self._more(name, len(values))
        if np.isnan(values[replication]):
            raise SettingsError(
                f"{name}: replication {replication} has no {self._measure}; choose a measure that always has a value"
            )
        return values[replication]

    def _more(self, name: str, start: int) -> list[float]:
        office = self._offices[name].resolved
        numbers = range(start, start + max(_PREFETCH, self._threads))
        made = replicate(
            [office], [office.warm_up_ms], self._seed, numbers, self._simulate, self._threads, keep_log=False
        )
        table = measures_frame(names_of(office), numbers, np.array([one.values for (one,) in made]))
        return [float(value) for value in table.get(self._measure, np.full(len(numbers), np.nan))]
