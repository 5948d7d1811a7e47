"""How often 95 % intervals hold the truth: many studies of offices for which the truth is known.

A day of an M/M/c queue that opens empty. The mean number of waiting cases over the day is known from the Kolmogorov
forward equations (`simulator.theory.time_varying_day`). Each study has a root seed of its own.

    python -m benchmarks.coverage --studies 1000
"""

import argparse
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import count
from statistics import mean, median

from simulator.experiments import Estimate, compare, run
from simulator.experiments.executors import processors
from simulator.experiments.settings import DEFAULT_REPLICATIONS
from simulator.scenario import Scenario
from simulator.scenario.read import Document
from simulator.scenario.scenario import scenario_from
from simulator.theory import time_varying_day

MEASURE = "queue_length_mean"
SERVERS = 3
SERVICE_MIN = 10.0
FASTER = 0.9
FIRST_SEED = 20_261_122
FEW = 30
LOADS = (0.6, 0.75, 0.9)
"""Share of the time that servers are busy in the long run."""


@dataclass(frozen=True)
class Coverage:
    """What came out of many studies of one kind.

    Attributes
    ----------
    kind : str
        What was estimated and how.
    load : float
        Of the servers.
    truth : float
        Cases waiting, mean over the day; or the difference of two such means.
    studies, holding : int
        How many studies, and how many of their intervals held the truth.
    replications : float
        Median number of replications of a study.
    bias : float
        Mean of the estimates less the truth, as a share of the truth.
    """

    kind: str
    load: float
    truth: float
    studies: int
    holding: int
    replications: float
    bias: float

    @property
    def share(self) -> float:
        """Share of the intervals that held the truth."""
        return self.holding / self.studies


def day(load: float, service_min: float = SERVICE_MIN) -> Scenario:
    """A day of an M/M/c queue; `load` is that of services of 10 minutes."""
    text = {"id": "x", "en": "x"}
    service = {"distribution": "exponential", "mean_min": service_min, "source": "assumed"}
    station = {"name": "loket", "title": text, "servers": SERVERS, "service_time": service, "source": "assumed"}
    cases = {
        "name": "berkas",
        "title": text,
        "source": "assumed",
        "arrivals": {"per_hour": load * SERVERS * 60 / SERVICE_MIN},
        "channels": {"shares": {"loket": 1}},
        "routes": {"loket": [{"station": "loket"}]},
    }
    data = {
        "simptsp": 1,
        "name": "hari",
        "title": text,
        "description": text,
        "horizon": {"days": 1, "source": "assumed"},
        "targets": {"waiting_time_min": 15, "source": "assumed"},
        "channels": [{"name": "loket", "title": text}],
        "stations": [station],
        "case_classes": [cases],
    }
    return scenario_from(Document(data))


def truth(load: float, service_min: float = SERVICE_MIN) -> float:
    """Expected number of waiting cases, mean over the day."""
    rate = load * SERVERS / SERVICE_MIN
    return time_varying_day([1440.0], [rate], [SERVERS], 1 / service_min).mean_queue_length


def studies_of_run(load: float, studies: int, replications: int = DEFAULT_REPLICATIONS) -> Coverage:
    """A number of replications of one office."""
    office = day(load)

    def one(seed: int) -> Estimate:
        return run(office, replications, seed, threads=1, keep_log=False).estimate(MEASURE)

    return _repeated(f"run, {replications} replications", load, truth(load), studies, one)


def studies_of_compare(load: float, studies: int, replications: int = DEFAULT_REPLICATIONS) -> Coverage:
    """Pairs of two offices, one of which serves a tenth faster."""
    office, faster = day(load), day(load, FASTER * SERVICE_MIN)

    def one(seed: int) -> Estimate:
        return compare(office, faster, replications=replications, seed=seed, threads=1).estimate(MEASURE)

    expected = truth(load, FASTER * SERVICE_MIN) - truth(load)
    return _repeated(f"compare, {replications} pairs", load, expected, studies, one)


def studies_by_precision(load: float, studies: int, target: float = 0.1) -> Coverage:
    """As many replications as a half-width of a tenth of the mean needs."""
    office = day(load)

    def one(seed: int) -> Estimate:
        result = run(office, seed=seed, precision=target, measures=[MEASURE], threads=1, keep_log=False)
        return result.estimate(MEASURE)

    return _repeated(f"run, precision {target:g}", load, truth(load), studies, one)


KINDS: tuple[Callable[[float, int], Coverage], ...] = (
    studies_of_run,
    studies_of_compare,
    studies_by_precision,
    partial(studies_of_run, replications=FEW),
    partial(studies_of_compare, replications=FEW),
)
"""What users get by default, and, to show why, what they would get with fewer replications."""


def _repeated(kind: str, load: float, expected: float, studies: int, one: Callable[[int], Estimate]) -> Coverage:
    with ThreadPoolExecutor(processors()) as pool:
        estimates = list(pool.map(one, _seeds(studies)))
    holding = sum(estimate.low <= expected <= estimate.high for estimate in estimates)
    bias = mean(estimate.mean for estimate in estimates) / expected - 1
    return Coverage(kind, load, expected, studies, holding, median(estimate.n for estimate in estimates), bias)


def _seeds(studies: int) -> Iterator[int]:
    return (seed for seed, _ in zip(count(FIRST_SEED), range(studies), strict=False))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--studies", type=int, default=1000)
    studies = parser.parse_args().studies
    print("| study | busy | truth | studies | hold it | replications, median | bias |")
    print("|---|---|---|---|---|---|---|")
    for load in LOADS:
        for kind in KINDS:
            one = kind(load, studies)
            print(
                f"| {one.kind} | {one.load:.0%} | {one.truth:.4f} | {one.studies:,} | {one.share:.1%} "
                f"| {one.replications:.0f} | {one.bias:+.2%} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
