"""All regencies and cities at once: what a year of 514 offices gives, and what of it takes how long."""

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.calendars import MS_PER_DAY
from simulator.data import load
from simulator.engines import names_of
from simulator.experiments.replications import on_threads
from simulator.measures import Estimate, Window, estimate_mean, measure_names, measure_rows, unit_of
from simulator.scenario import ResolvedScenario, Scenario, load_scenario
from simulator.scenario.resolved import ResolvedClass
from simulator.workload import make_workload

OFFICES = 514
"""416 regencies and 98 cities."""

BASE = "nasional"
"""Scenario that all offices are made from, unless another is given."""

CLASS_PATCHES = {
    "remote": "kelas-terpencil",
    "rural": "kelas-pedesaan",
    "urban": "kelas-perkotaan",
    "large": "kelas-besar",
}
"""Class of office in the data package `offices514` -> patch of the base scenario."""

DAYS_A_YEAR = 365
PILOT_CASES, MOST_PILOTS = 50_000, 100
"""Cases to draw, and in how many replications at most, to learn how many a variant brings: within some 0.5 %."""

WHO = ["code", "name", "class", "province"]
"""What tells offices apart: the index of :attr:`NationalRun.values`."""

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
    values : DataFrame, shape (n_offices, 1 + n_measures)
        ``cases``, how many came, and the measures of each office; the index has its code, name, class and province.
        Not a number where the variant of a class has no such measure.
    cases, rows : int
        Of all offices.
    stages : DataFrame
        ``stage, cpu_s, share, us_per_case``.
    wall_s, cpu_s : float
        Time that all offices took, once the base scenario was read.
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


def choose_offices(number: int) -> pd.DataFrame:
    """Regencies and cities, evenly spread over their list, which is in the order of provinces.

    Parameters
    ----------
    number : int
        How many; with more than 514 some stand in it more than once, and each has luck of its own.

    Returns
    -------
    DataFrame
        Rows of the data package `offices514`.
    """
    offices = load("offices514")
    return offices.iloc[(2 * np.arange(number) + 1) * len(offices) // (2 * number)].reset_index(drop=True)


def class_variants(
    base: Scenario, seed: int, patches: Mapping[str, str] = CLASS_PATCHES
) -> dict[str, tuple[ResolvedScenario, float]]:
    """The base scenario as it is in each class of office, and how many cases come to it a year.

    Parameters
    ----------
    base : Scenario
        What all offices are made from.
    seed : int
        Root seed of the pilot that counts the cases.
    patches : mapping, optional
        Class -> patch of the base scenario. A class without an entry is the base scenario itself.

    Returns
    -------
    dict
        Class -> its variant, and cases a year: the mean of some years that are drawn but not simulated.

    Raises
    ------
    ValueError
        If the base scenario lacks one of the patches, or nobody comes to it.
    """
    if missing := [patch for patch in patches.values() if patch not in base.spec.patches]:
        raise ValueError(
            f"the scenario {base.name} has no patch named {missing[0]}; each class of office needs its own"
        )
    offices = {
        name: (base.patched(patches[name]) if name in patches else base).resolved
        for name in dict.fromkeys(CLASS_PATCHES)
    }
    return {name: (office, _cases_a_year(office, seed)) for name, office in offices.items()}


def _cases_a_year(office: ResolvedScenario, seed: int) -> float:
    drawn = pilots = 0
    while drawn < PILOT_CASES and pilots < MOST_PILOTS:
        pilots += 1  # the run itself is replication 0
        drawn += make_workload(office, seed, replication=pilots).n_cases
    if not drawn:
        raise ValueError(f"nobody comes to the office {office.name}; it cannot be given the demand of another")
    return drawn / pilots * DAYS_A_YEAR * MS_PER_DAY / office.horizon_ms


def national_offices(
    chosen: pd.DataFrame, variants: Mapping[str, tuple[ResolvedScenario, float]]
) -> Iterator[ResolvedScenario]:
    """Each office: the variant of its class with a demand of its own.

    Demand is all that differs between the offices of a class. The people who stand in line when the year begins are not
    scaled.

    Parameters
    ----------
    chosen : DataFrame
        Of :func:`choose_offices`; ``class`` and ``nib_per_year`` are used.
    variants : mapping
        Of :func:`class_variants`.
    """
    for name, cases in zip(chosen["class"], chosen["nib_per_year"], strict=True):
        office, usual = variants[name]
        factor = float(cases) / usual
        yield replace(office, case_classes=tuple(_times(case_class, factor) for case_class in office.case_classes))


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
    base: Scenario | None = None,
    patches: Mapping[str, str] = CLASS_PATCHES,
) -> NationalRun:
    """Simulate the offices of the country, each with the rules of its class and a demand of its own; keep no log.

    Demand and class are those of the data package `offices514`, where both are assumptions.

    Parameters
    ----------
    offices : int, optional
        How many; some 4 million cases in all for 514 of them. Fewer are evenly spread over the country.
    seed : int, optional
        Root seed. Outages of shared systems strike all offices at the same times.
    threads : int, optional
        How many offices are simulated at a time.
    progress : callable, optional
        Told of the offices done and their number.
    base : Scenario, optional
        What all offices are made from; the scenario `nasional` unless given.
    patches : mapping, optional
        Class of office -> patch of the base scenario. A class without an entry is the base scenario itself.

    Returns
    -------
    NationalRun
        Measures of each office and what it took. The measures do not depend on the number of threads.

    Raises
    ------
    ValueError
        If a number is out of range or the base scenario lacks a patch.
    """
    if not 1 <= offices <= 4096:
        raise ValueError(
            f"offices is {offices}; it must be from 1 to 4096, the offices that a random number can address"
        )
    chosen = choose_offices(offices)
    variants = class_variants(base or load_scenario(BASE), seed, patches)
    wall, cpu, done = time.perf_counter(), time.process_time(), []
    numbered = enumerate(national_offices(chosen, variants))
    for summary in on_threads(lambda task: summarise_office(task[1], seed, task[0]), numbered, threads):
        done.append(summary)
        if progress is not None:
            progress(len(done), offices)
    return NationalRun(
        values=_values(done, chosen, {name: office for name, (office, _) in variants.items()}),
        cases=sum(one.cases for one in done),
        rows=sum(one.rows for one in done),
        stages=_stages(done),
        wall_s=time.perf_counter() - wall,
        cpu_s=time.process_time() - cpu,
        peak_mb=_peak_mb(),
        threads=threads,
    )


def _values(done: list[Summary], chosen: pd.DataFrame, variants: Mapping[str, ResolvedScenario]) -> pd.DataFrame:
    """Measures of all offices; those of a class have the columns of its variant."""
    parts = []
    for name, rows in chosen.groupby("class", sort=False).groups.items():
        columns = ["cases", *measure_names(names_of(variants[str(name)]))]
        parts.append(pd.DataFrame([[done[row].cases, *done[row].values] for row in rows], index=rows, columns=columns))
    values = pd.concat(parts).sort_index()
    return values.set_index(pd.MultiIndex.from_frame(chosen[WHO].astype(object)))


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


def class_table(done: NationalRun) -> pd.DataFrame:
    """Each class of office in one row, and all of them in the last.

    Parameters
    ----------
    done : NationalRun
        A run.

    Returns
    -------
    DataFrame
        ``class``; ``offices``; ``cases``, of all its offices; ``unfinished``, those still in the office at the end;
        ``waiting_time_mean`` and ``on_time_share``, means over the offices in which each counts once however many
        applicants it has, both an :class:`simulator.measures.Estimate` whose 95 % interval takes the offices as a
        sample of such offices. All of them share one draw of the central systems, so it does not tell how sure the
        mean of the country is: that takes runs with other seeds. An office in which nothing waited or fell due is
        left out of its `n`.
    """
    classes = done.values.index.get_level_values("class")
    parts = [(name, done.values[classes == name]) for name in CLASS_PATCHES if name in classes]
    return pd.DataFrame([_class_row(name, part) for name, part in [*parts, ("all", done.values)]])


def _class_row(name: str, part: pd.DataFrame) -> dict[str, object]:
    row: dict[str, object] = {"class": name, "offices": len(part), "cases": int(part["cases"].sum())}
    row["unfinished"] = int(part["present_at_end"].sum())
    for measure in ("waiting_time_mean", "on_time_share"):
        row[measure] = estimate_mean(part[measure].to_numpy(np.float64), unit_of(measure))
    return row


def national_report(done: NationalRun) -> str:
    """What a national run gave and what it took, in words and two tables.

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
    classes = [
        f"{row['class']:<10}{row['offices']:>9,}{row['cases']:>13,}{row['unfinished']:>13,}"
        f"{_shown(row['waiting_time_mean'], 1, 1):>24}{_shown(row['on_time_share'], 100, 1):>24}"
        for row in class_table(done).to_dict("records")
    ]
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
            f"{'class':<10}{'offices':>9}{'cases':>13}{'unfinished':>13}{'mean wait, min':>24}{'on time, %':>24}",
            *classes,
            "Waits and shares on time: mean over the offices, each counted once; ± half-width of 95 % over n offices",
            "as a sample of their class. All share one draw of OSS: try other seeds before deciding for the country.",
            "Demand and class of each office are assumptions (data package offices514).",
            "",
            f"{'where':<12}{'CPU s':>10}{'share':>10}{'µs per case':>16}",
            *rows,
            f"{'elsewhere':<12}{done.cpu_s - cpu_s:>10.2f}",
        ]
    )


def _shown(estimate: Estimate, factor: float, digits: int) -> str:
    if estimate.n == 0:
        return "–"
    mean, half_width = factor * estimate.mean, factor * estimate.half_width
    return f"{mean:.{digits}f} ± {half_width:.{digits}f} (n {estimate.n})"


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
