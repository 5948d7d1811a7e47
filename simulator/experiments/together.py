"""Simulating one or more scenarios under common random numbers, until there are enough replications."""

import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from math import ceil

import numpy as np
from numpy.typing import NDArray

from simulator.calendars import MS_PER_DAY
from simulator.engines import Engine, get_engine, names_of
from simulator.eventlog import concat_logs
from simulator.experiments.notes import Note
from simulator.experiments.precision import Precision, Watch
from simulator.experiments.provenance import made_from
from simulator.experiments.replications import Replication, replicate, threads_for
from simulator.experiments.result import Result
from simulator.experiments.settings import Progress, Settings
from simulator.experiments.settling import Settling, settling, step_ms
from simulator.measures import measure_names, measures_frame
from simulator.scenario import ResolvedScenario, Scenario

PILOT = 10
"""Replications from which the warm-up of a steady-state study is chosen."""

LONG_RUN = ("arrivals", "throughput", "utilisation")
"""Measures that have a meaning even where a queue never settles."""


def simulate_together(
    scenarios: Sequence[Scenario],
    settings: Settings,
    progress: Progress | None = None,
    stop: Callable[[], bool] | None = None,
) -> list[Result]:
    """Simulate scenarios that face the same people, needs and outages.

    Parameters
    ----------
    scenarios : sequence of Scenario
        The first is the base: with a precision, the half-widths of the others' differences from it are shares of its
        means; alone, its own half-widths are.
    settings : Settings
        How.
    progress : callable, optional
        Told of what is done.
    stop : callable, optional
        Asked after each replication; True ends the study with those that are done, and `notes` say so.

    Returns
    -------
    list of Result
        One of each, over the same replications.
    """
    settings = settings.checked(scenarios)
    started = time.perf_counter()
    offices = [scenario.resolved for scenario in scenarios]
    simulate, threads = get_engine(settings.engine), threads_for(settings.engine, settings.threads)
    warm_ups_ms, pilots = [office.warm_up_ms for office in offices], None
    if settings.is_steady_state:
        pilots = _pilots(offices, settings, simulate, threads, stop)
        warm_ups_ms = [max(*warm_ups_ms, *(pilot.warm_up_ms for pilot in pilots))] * len(offices)
    watch, numbers = _watch(scenarios, settings), range(settings.most)
    together = replicate(
        offices, warm_ups_ms, settings.seed, numbers, simulate, threads, settings.keep_log, count_present=True
    )
    done, is_enough, is_stopped = _until_enough(together, watch, settings.most, progress, stop)
    precision = watch.ended(is_enough)
    stopped = [Note("stopped", {"n": len(done), "most": settings.most})] if is_stopped and not is_enough else []
    return [
        _result(
            scenario,
            [one[place] for one in done],
            warm_ups_ms[place],
            pilots[place] if pilots else None,
            settings,
            precision,
            started,
            stopped,
        )
        for place, scenario in enumerate(scenarios)
    ]


def _until_enough(
    together: Generator[tuple[Replication, ...], None, None],
    watch: "_Watched",
    most: int,
    progress: Progress | None,
    stop: Callable[[], bool] | None,
) -> tuple[list[tuple[Replication, ...]], bool, bool]:
    """Replications that were done, whether they are enough by the precision, and whether somebody stopped them."""
    done: list[tuple[Replication, ...]] = []
    is_enough = is_stopped = False
    with closing(together):
        for one in together:
            done.append(one)
            if progress is not None:
                progress(len(done) * len(one), most * len(one))
            is_enough, is_stopped = watch.add(one), stop is not None and stop()
            if is_enough or is_stopped:
                break
    return done, is_enough, is_stopped


class _Watched:
    """The precision rule on the measures that were asked for; without one it never says that it is enough."""

    def __init__(self, columns: Sequence[NDArray[np.int64]], settings: Settings):
        self._columns = columns
        self._settings = settings
        pairs = max(1, len(columns) - 1)
        self._watch = Watch(settings.precision or 0.0, pairs * len(settings.measures))

    def add(self, together: tuple[Replication, ...]) -> bool:
        if self._settings.precision is None:
            return False
        base, *others = (one.values[columns] for one, columns in zip(together, self._columns, strict=True))
        if not others:
            return self._watch.add(base, base)
        return self._watch.add(np.concatenate([other - base for other in others]), np.tile(base, len(others)))

    def ended(self, is_reached: bool) -> Precision | None:
        settings = self._settings
        if settings.precision is None:
            return None
        shares = self._watch.relative_half_widths().reshape(-1, len(settings.measures)).max(axis=0)
        return Precision(settings.precision, settings.measures, settings.most, tuple(map(float, shares)), is_reached)


def _watch(scenarios: Sequence[Scenario], settings: Settings) -> _Watched:
    if settings.precision is None:
        return _Watched([], settings)
    names = [measure_names(names_of(scenario.resolved)) for scenario in scenarios]
    return _Watched([np.array([all_of.index(name) for name in settings.measures]) for all_of in names], settings)


def _pilots(
    offices: Sequence[ResolvedScenario],
    settings: Settings,
    simulate: Engine,
    threads: int,
    stop: Callable[[], bool] | None,
) -> list[Settling]:
    """What the first replications, without a warm-up, show of each office."""
    done: list[tuple[Replication, ...]] = []
    numbers, none = range(PILOT), [0] * len(offices)
    together = replicate(offices, none, settings.seed, numbers, simulate, threads, keep_log=False, count_present=True)
    for one in together:
        done.append(one)
        if stop is not None and stop():
            break
    together.close()
    found = [_settling([one[place] for one in done], office) for place, office in enumerate(offices)]
    return [one for one in found if one is not None]


def _settling(done: Sequence[Replication], office: ResolvedScenario) -> Settling | None:
    return settling(np.array([one.present for one in done], np.int64), step_ms(office))


def _result(
    scenario: Scenario,
    done: Sequence[Replication],
    warm_up_ms: int,
    pilot: Settling | None,
    settings: Settings,
    precision: Precision | None,
    started: float,
    stopped: list[Note],
) -> Result:
    office = scenario.resolved
    values = measures_frame(names_of(office), range(len(done)), np.array([one.values for one in done]))
    found = pilot or _settling(done, office)
    notes = [
        *(stopped or _precision_notes(scenario.name, precision, len(done))),
        *_settling_notes(scenario.name, found, office, warm_up_ms, settings),
    ]
    if settings.is_steady_state and found and found.is_growing:
        values = values.assign(**{name: np.nan for name in map(str, values) if name.partition("[")[0] not in LONG_RUN})
    kind = "steady-state" if settings.is_steady_state else "terminating"
    provenance = made_from(scenario, settings.seed, len(done), settings.engine, started, kind, warm_up_ms / MS_PER_DAY)
    log = concat_logs([one.log for one in done if one.log is not None]) if settings.keep_log else None
    return Result(scenario, log, values, provenance, precision, tuple(notes))


def _precision_notes(office: str, precision: Precision | None, n: int) -> list[Note]:
    if precision is None or precision.is_reached:
        return []
    kind = "cap_early" if max(precision.half_widths) <= precision.target else "cap"
    worst = max(range(len(precision.measures)), key=lambda i: np.nan_to_num(precision.half_widths[i], nan=np.inf))
    name, reached = precision.measures[worst], precision.half_widths[worst]
    if np.isnan(reached):
        return [Note("no_value", {"name": office, "target": precision.target, "n": n, "measure": name})]
    return [Note(kind, {"name": office, "target": precision.target, "n": n, "measure": name, "reached": reached})]


def _settling_notes(
    name: str, found: Settling | None, office: ResolvedScenario, warm_up_ms: int, settings: Settings
) -> list[Note]:
    if found is None:
        return []
    days = ceil(office.horizon_ms / MS_PER_DAY)
    if settings.is_steady_state and found.is_growing:
        return [Note("unsettled", {"name": name, "growth": found.growth})]
    if settings.is_steady_state:
        return [Note("warm_up", {"name": name, "warm_up": warm_up_ms / MS_PER_DAY, "days": days})]
    return [Note("growing", {"name": name, "growth": found.growth, "days": days})] if found.is_growing else []
