"""Offices that were simulated for this page: each once, and beside each other under the same luck."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import TypeVar

import pandas as pd

from simulator.engines import DEFAULT_ENGINE, get_engine
from simulator.experiments import Comparison, Result, run
from simulator.experiments.compare import compare, labels_apart
from simulator.experiments.provenance import made_from
from simulator.reports.findings import Findings, gather
from simulator.scenario import Scenario
from simulator.workload import make_workload

__all__ = ["FIRST", "LOGGED", "Runs", "beside"]

FIRST = 5
"""Replications of the answer that is shown at once."""

LOGGED = 30
"""Replications whose event logs are read, for causes, costs, groups and outages: those of all would take too long."""

MOST_ROWS = 1_200_000
"""Rows of event logs read together: what is worked out from a row takes some 200 bytes at its peak, and a planner's
kernel may take 512 MiB."""

MOST_KEPT, MOST_FINDINGS, MOST_PRECISE = 200, 20, 10
"""Results kept, what logs told, which takes more memory, and comparisons by precision; those used longest ago are
forgotten first."""

Stop = Callable[[], bool]
Told = Callable[[int, int], None]
_Key = TypeVar("_Key", bound=Hashable)
_Found = TypeVar("_Found")


@dataclass
class Runs:
    """Results by office, seed and number of replications; to be asked from several threads.

    No event log is kept: one of a month takes 0.7 MiB, and six plans of 300 replications would take 1.4 GiB.

    Attributes
    ----------
    threads : int or None
        Replications simulated at a time; as many as there are processors if None.
    """

    threads: int | None = None
    _results: "OrderedDict[tuple[str, int, int], Result]" = field(default_factory=OrderedDict)
    _findings: "OrderedDict[tuple[str, int, int], Findings]" = field(default_factory=OrderedDict)
    _lengths: "OrderedDict[tuple[str, int], int]" = field(default_factory=OrderedDict)
    _precise: "OrderedDict[tuple[tuple[str, ...], float, int], Sequence[Result]]" = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def result(
        self, scenario: Scenario, replications: int, seed: int, stop: Stop | None = None, told: Told | None = None
    ) -> Result:
        """Values of an office; fewer replications than asked for if it was stopped, and that is not kept."""
        key = (scenario.hash, seed, replications)
        found = self._known(self._results, key)
        if found is None:
            found = run(scenario, replications, seed, threads=self.threads, stop=stop, progress=told, keep_log=False)
            if len(found.values) < replications:
                return found
            self._keep(self._results, key, found)
        return replace(found, scenario=scenario)

    def findings(
        self, scenario: Scenario, replications: int, seed: int, stop: Stop | None = None, most: int = LOGGED
    ) -> Findings:
        """What the event logs of the first replications tell; the logs are let go.

        Parameters
        ----------
        scenario : Scenario
            The office.
        replications, seed : int
            Of the study.
        stop : callable, optional
            Whether to stop; what was found by then is not kept.
        most : int, optional
            Logs that are read at most.
        """
        n = min(replications, most)
        key = (scenario.hash, seed, n)
        found = self._known(self._findings, key)
        if found is None:
            logged = run(scenario, n, seed, threads=self.threads, stop=stop, keep_log=True)
            found = replace(gather(logged), answers=None)
            if len(logged.values) < n:
                return found
            self._keep(self._findings, key, found, MOST_FINDINGS)
            self._keep(self._results, key, replace(logged, kept_log=None))
        return found

    def logged(self, scenarios: Sequence[Scenario], replications: int, seed: int) -> int:
        """Replications whose logs can be read of every office: thirty at most, fewer where logs are long."""
        longest = max(self._rows(scenario, seed) for scenario in scenarios)
        return min(replications, LOGGED, max(2, MOST_ROWS // longest))

    def day(self, scenario: Scenario, replication: int, seed: int) -> Result:
        """One replication alone, numbered from 0, with its log and without measures: to look at its days.

        Its people, needs and outages are those that the replication of this number has in every other run.
        """
        started = time.perf_counter()
        log = get_engine(DEFAULT_ENGINE)(make_workload(scenario.resolved, seed, replication))
        return Result(scenario, log, pd.DataFrame(), made_from(scenario, seed, 1, DEFAULT_ENGINE, started))

    def comparison(
        self,
        scenarios: Sequence[Scenario],
        labels: Sequence[str],
        replications: int,
        seed: int,
        stop: Stop | None = None,
        told: Told | None = None,
    ) -> Comparison | None:
        """The first office and the others beside it, as :func:`simulator.experiments.compare` gives them.

        Returns
        -------
        Comparison or None
            None if it was stopped.
        """
        total = replications * len(scenarios)
        results: list[Result] = []
        for place, scenario in enumerate(scenarios):

            def _tell(done: int, _of: int, before: int = place * replications) -> None:
                if told is not None:
                    told(before + done, total)

            found = self.result(scenario, replications, seed, stop, _tell)
            if len(found.values) < replications:
                return None
            results.append(found)
        return beside(results, labels)

    def precise(
        self,
        scenarios: Sequence[Scenario],
        labels: Sequence[str],
        precision: float,
        seed: int,
        stop: Stop | None = None,
        told: Told | None = None,
    ) -> Comparison:
        """The same with as many replications as a precision needs; fewer if it was stopped, and that is not kept."""
        key = (tuple(scenario.hash for scenario in scenarios), precision, seed)
        found = self._known(self._precise, key)
        if found is None:
            made = compare(*scenarios, precision=precision, seed=seed, stop=stop, progress=told, threads=self.threads)
            found = (made.base, *made.alternatives)
            if not any(note.kind == "stopped" for note in made.base.notes):
                self._keep(self._precise, key, found, MOST_PRECISE)
        results = [replace(one, scenario=scenario) for one, scenario in zip(found, scenarios, strict=True)]
        return beside(results, labels)

    def _rows(self, scenario: Scenario, seed: int) -> int:
        """Rows of the log of the first replication."""
        key = (scenario.hash, seed)
        found = self._known(self._lengths, key)
        if found is None:
            found = max(1, len(self.day(scenario, 0, seed).log))
            self._keep(self._lengths, key, found)
        return found

    def _known(self, kept: "OrderedDict[_Key, _Found]", key: _Key) -> _Found | None:
        with self._lock:
            if key in kept:
                kept.move_to_end(key)
            return kept.get(key)

    def _keep(self, kept: "OrderedDict[_Key, _Found]", key: _Key, found: _Found, most: int | None = None) -> None:
        with self._lock:
            kept[key] = found
            kept.move_to_end(key)
            while len(kept) > (most or MOST_KEPT):
                kept.popitem(last=False)


def beside(results: Sequence[Result], labels: Sequence[str]) -> Comparison:
    """Results of the same replications as a comparison; it shows the measures of the whole office."""
    first, *others = results
    shown = tuple(name for name in map(str, first.values) if "[" not in name)
    return Comparison(first, tuple(others), labels_apart(labels), shown)
