"""All regencies and cities at once: how long a year of 514 offices takes, and what of it takes how long."""

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtri

from simulator.engines import names_of
from simulator.experiments.replications import on_threads
from simulator.measures import Window, measure_names, measure_rows
from simulator.scenario import ResolvedScenario, load_scenario
from simulator.scenario.resolved import ResolvedClass
from simulator.workload import make_workload

OFFICES = 514
"""416 regencies and 98 cities."""

CASES_A_YEAR = 4_000_000
SPREAD = 0.8
"""Standard deviation of the logarithm of demand between offices: assumed, for the benchmark only."""

STAGES = "workload", "engine", "measures"
"""Writing the office as arrays counts with the workload and with the engine, each of which has its own."""


@dataclass(frozen=True)
class Summary:
    """What came out of one office.

    Attributes
    ----------
    values : ndarray, shape (n_measures,), float64
        Its measures.
    cases, rows : int
        How many cases came, and how many rows the event log had, which was not kept.
    cpu_s : tuple of float
        CPU time of each of :data:`STAGES`.
    """

    values: NDArray[np.float64]
    cases: int
    rows: int
    cpu_s: tuple[float, ...]


@dataclass(frozen=True)
class NationalRun:
    """What came out of all offices.

    Attributes
    ----------
    values : DataFrame, shape (n_offices, n_measures)
        Measures of each office.
    cases, rows : int
        Of all offices.
    stages : DataFrame
        ``stage, cpu_s, share, us_per_case``.
    wall_s, cpu_s : float
        Time that all of it took.
    peak_mb : float
        Most memory of the process so far; not a number where the system does not tell.
    threads : int
        How many offices were simulated at a time.
    """

    values: pd.DataFrame
    cases: int
    rows: int
    stages: pd.DataFrame
    wall_s: float
    cpu_s: float
    peak_mb: float
    threads: int


def national_offices(base: ResolvedScenario, offices: int, factor: float) -> Iterator[ResolvedScenario]:
    """Offices that differ in demand: the quantiles of a lognormal distribution.

    Parameters
    ----------
    base : ResolvedScenario
        What they are copies of.
    offices : int
        How many.
    factor : float
        Their mean demand, as a multiple of that of `base`.
    """
    sizes = np.exp(SPREAD * ndtri((np.arange(offices) + 0.5) / offices))
    for size in (sizes / sizes.mean() * factor).tolist():
        yield replace(base, case_classes=tuple(_times(case_class, size) for case_class in base.case_classes))


def _times(case_class: ResolvedClass, factor: float) -> ResolvedClass:
    return replace(
        case_class,
        daily_mean=tuple(factor * mean for mean in case_class.daily_mean),
        brought=tuple(factor * mean for mean in case_class.brought),
    )


def run_national(
    offices: int = OFFICES,
    seed: int = 2026,
    threads: int = 2,
    progress: Callable[[int, int], None] | None = None,
) -> NationalRun:
    """Simulate a year of many offices, each a copy of `kabupaten-menengah` with a demand of its own; keep no log.

    Parameters
    ----------
    offices : int, optional
        How many; some 4 million cases in all for 514 of them.
    seed : int, optional
        Root seed. Outages of shared systems strike all offices at the same times.
    threads : int, optional
        How many offices are simulated at a time.
    progress : callable, optional
        Told of the offices done and their number.

    Returns
    -------
    NationalRun
        Measures of each office and what it took. The measures do not depend on the number of threads.

    Raises
    ------
    ValueError
        If a number is out of range.
    """
    if not 1 <= offices <= 4096:
        raise ValueError(
            f"offices is {offices}; it must be from 1 to 4096, the offices that a random number can address"
        )
    base = load_scenario("kabupaten-menengah").patched("setahun").resolved
    factor = CASES_A_YEAR / OFFICES / make_workload(base, seed).n_cases
    wall, cpu, done = time.perf_counter(), time.process_time(), []
    numbered = enumerate(national_offices(base, offices, factor))
    for summary in on_threads(lambda task: summarise_office(task[1], seed, task[0]), numbered, threads):
        done.append(summary)
        if progress is not None:
            progress(len(done), offices)
    names = names_of(base)
    return NationalRun(
        values=pd.DataFrame(np.array([one.values for one in done]), columns=list(measure_names(names))),
        cases=sum(one.cases for one in done),
        rows=sum(one.rows for one in done),
        stages=_stages(done),
        wall_s=time.perf_counter() - wall,
        cpu_s=time.process_time() - cpu,
        peak_mb=_peak_mb(),
        threads=threads,
    )


def summarise_office(office: ResolvedScenario, seed: int, number: int) -> Summary:
    """One replication of one office: its measures, and what they took.

    Parameters
    ----------
    office : ResolvedScenario
        The office.
    seed : int
        Root seed.
    number : int
        Which office of the run, 0 to 4095.
    """
    from simulator.engines.fast import simulate_rows

    clock = [time.thread_time()]
    workload = make_workload(office, seed, office=number)
    clock.append(time.thread_time())
    rows = simulate_rows(workload)
    clock.append(time.thread_time())
    window = Window(office.warm_up_ms, office.waiting_target_ms)
    values = measure_rows(rows, names_of(office), office.horizon_ms, window)
    clock.append(time.thread_time())
    return Summary(values, workload.n_cases, len(rows), tuple(np.diff(clock).tolist()))


def national_report(done: NationalRun) -> str:
    """What a national run took, in words and a table.

    Parameters
    ----------
    done : NationalRun
        The run.

    Returns
    -------
    str
        Several lines.
    """
    cpu_s = done.stages["cpu_s"].sum()
    rows = [
        f"{row.stage:<12}{row.cpu_s:>10.2f}{row.share:>10.0%}{row.us_per_case:>16.2f}"
        for row in done.stages.itertuples()
    ]
    return "\n".join(
        [
            f"{len(done.values)} offices, one year each: {done.cases:,} cases, {done.rows:,} rows of logs, none kept",
            f"{done.wall_s:.2f} s wall on {done.threads} threads, {done.cpu_s:.2f} s CPU",
            f"peak memory {done.peak_mb:,.0f} MB",
            "",
            f"{'where':<12}{'CPU s':>10}{'share':>10}{'µs per case':>16}",
            *rows,
            f"{'elsewhere':<12}{done.cpu_s - cpu_s:>10.2f}",
        ]
    )


def _stages(done: list[Summary]) -> pd.DataFrame:
    cpu_s = np.sum([one.cpu_s for one in done], axis=0)
    cases = sum(one.cases for one in done)
    columns = {"stage": STAGES, "cpu_s": cpu_s, "share": cpu_s / cpu_s.sum(), "us_per_case": 1e6 * cpu_s / cases}
    return pd.DataFrame(columns)


def _peak_mb() -> float:
    if sys.platform == "win32":
        return float("nan")
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return float(peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6)
