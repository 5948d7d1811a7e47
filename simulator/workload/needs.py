"""What one case needs, drawn when it is asked for: compiled twins of the tables of `Workload`.

Arguments stand in the same order everywhere: arrays of :class:`simulator.workload.packing.Needs`; positions in them;
root seed, run (office · 2**20 + replication), class, serial and visit (or attempt) of the case; its applicant.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.compiled import compiled
from simulator.workload.durations import PARTS
from simulator.workload.packing import ABSENT, Records
from simulator.workload.scalar import WHOLE, Samples, sample_minutes, sample_ms, to_ms, uniform
from simulator.workload.streams import Purpose

TOO_MANY = -1
"""In place of a service time in which the equipment fails more often than there are addresses."""

_SERVICE, _HELP_TIME, _PATIENCE, _REPAIR = map(
    int, (Purpose.SERVICE, Purpose.HELP_TIME, Purpose.PATIENCE, Purpose.REPAIR)
)
_BREAKDOWN_UP, _BREAKDOWN_DOWN = int(Purpose.BREAKDOWN_UP), int(Purpose.BREAKDOWN_DOWN)
_INCOMPLETE, _NEVER_RETURNS = int(Purpose.INCOMPLETE), int(Purpose.NEVER_RETURNS)
_FAILURE, _FAILURE_DELAY = int(Purpose.FAILURE), int(Purpose.FAILURE_DELAY)
_CHECK_PURPOSES = int(Purpose.NIK), int(Purpose.INCOMPLETE), int(Purpose.REWORK)

Factors = NDArray[np.float64]


@compiled(inline=True)
def person_factor(factors: Factors, row: int, literacy: int, aware: bool, connected: bool) -> float:
    """Product of the factors of a row that apply to a person; 1 where the row is ABSENT."""
    if row == ABSENT:
        return 1.0
    by_literacy = 1.0 if literacy > 1 else factors[row, literacy]
    product: float = by_literacy * (1.0 if aware else factors[row, 2]) * (1.0 if connected else factors[row, 3])
    return product


@compiled(inline=True)
def service_ms(
    durations: Records, samples: Samples, factors: Factors, steps: Records, travel_min: NDArray[np.float64], step: int,
    seed: np.uint64, run: np.uint64, group: int, serial: int, visit: int, literacy: int, aware: bool, connected: bool,
    district: int,
) -> Any:  # fmt: skip
    """Service time at a step, milliseconds; TOO_MANY where the equipment fails too often in it.

    The drawn time, times the factors of the person; plus help with an incomplete file; plus repairs of equipment that
    fails while it is used, which is during both; plus the way there and back.
    """
    rules = steps[step]
    station: int = rules.station
    minutes = sample_minutes(
        durations, samples, rules.service, seed, run, group, serial, station, visit, _SERVICE, WHOLE
    )
    minutes *= person_factor(factors, rules.factors, literacy, aware, connected)
    if rules.help != ABSENT:
        minutes += _help_minutes(
            durations, samples, factors, steps, step, seed, run, group, serial, visit, literacy, aware, connected
        )
    if rules.breakdown_up != ABSENT and rules.breakdown_down != ABSENT:
        repair = _repair_minutes(durations, samples, steps, step, minutes, seed, run, group, serial, visit)
        if repair < 0:
            return np.int64(TOO_MANY)
        minutes += repair
    if rules.travel:
        minutes += 2 * travel_min[district]
    return to_ms(minutes)


@compiled
def _help_minutes(
    durations: Records, samples: Samples, factors: Factors, steps: Records, step: int, seed: np.uint64, run: np.uint64,
    group: int, serial: int, visit: int, literacy: int, aware: bool, connected: bool,
) -> float:  # fmt: skip
    """Help on the spot for those whose file is incomplete."""
    rules = steps[step]
    station: int = rules.station
    drawn = uniform(seed, run, serial, group, _INCOMPLETE, station, visit, 0)
    factor = person_factor(factors, rules.help_factors, literacy, aware, connected)
    if _over_factor(drawn, factor) < rules.help_probability:
        return sample_minutes(
            durations, samples, rules.help, seed, run, group, serial, station, visit, _HELP_TIME, WHOLE
        )
    return 0.0


@compiled
def _repair_minutes(
    durations: Records, samples: Samples, steps: Records, step: int, used: float, seed: np.uint64, run: np.uint64,
    group: int, serial: int, visit: int,
) -> float:  # fmt: skip
    """Time without the equipment in a service that would use it so long, minutes; TOO_MANY failures have no address."""
    rules = steps[step]
    station: int = rules.station
    up: int = rules.breakdown_up
    down: int = rules.breakdown_down
    repair, clock = 0.0, 0.0
    for number in range(PARTS):
        clock += sample_minutes(durations, samples, up, seed, run, group, serial, station, visit, _BREAKDOWN_UP, number)
        if clock >= used:
            return repair
        repair += sample_minutes(
            durations, samples, down, seed, run, group, serial, station, visit, _BREAKDOWN_DOWN, number
        )
    return float(TOO_MANY)


@compiled(inline=True)
def patience_ms(
    durations: Records, samples: Samples, steps: Records, step: int, seed: np.uint64, run: np.uint64, group: int,
    serial: int, visit: int,
) -> np.int64:  # fmt: skip
    """How long a case would wait at a step before it leaves, milliseconds; it must have a patience."""
    rules = steps[step]
    return sample_ms(
        durations, samples, rules.patience, seed, run, group, serial, rules.station, visit, _PATIENCE, WHOLE
    )


@compiled(inline=True)
def check_draw(
    factors: Factors, checks: Records, check: int, station: int, seed: np.uint64, run: np.uint64, group: int,
    serial: int, visit: int, literacy: int, aware: bool, connected: bool,
) -> float:  # fmt: skip
    """What decides whether a case fails a check: it does where this is below the probability of failing."""
    rules = checks[check]
    drawn = uniform(seed, run, serial, group, _CHECK_PURPOSES[rules.kind], station, visit, 0)
    return _over_factor(drawn, person_factor(factors, rules.factors, literacy, aware, connected))


@compiled(inline=True)
def _over_factor(drawn: float, factor: float) -> float:
    """Infinity, below no probability, where the factor is 0."""
    return drawn / factor if factor > 0 else np.inf


@compiled(inline=True)
def repair_ms(
    durations: Records, samples: Samples, checks: Records, check: int, station: int, seed: np.uint64, run: np.uint64,
    group: int, serial: int, visit: int,
) -> np.int64:  # fmt: skip
    """How long an applicant would need to repair a file that failed a check, milliseconds; for checks with repair."""
    repair: int = checks[check].repair
    return sample_ms(durations, samples, repair, seed, run, group, serial, station, visit, _REPAIR, WHOLE)


@compiled(inline=True)
def never_returns(
    checks: Records, check: int, station: int, seed: np.uint64, run: np.uint64, group: int, serial: int, visit: int
) -> bool:
    """Whether an applicant would give up rather than repair a file that failed a check."""
    gives_up: bool = uniform(seed, run, serial, group, _NEVER_RETURNS, station, visit, 0) < checks[check].never_returns
    return gives_up


@compiled(inline=True)
def failure_draw(channel: int, seed: np.uint64, run: np.uint64, group: int, serial: int, attempt: int) -> float:
    """What decides whether a case comes back, switches or gives up after a failed attempt, the first being 1."""
    return uniform(seed, run, serial, group, _FAILURE, channel, attempt, 0)


@compiled(inline=True)
def failure_delay_ms(
    durations: Records, samples: Samples, delays: NDArray[np.int32], channel: int, seed: np.uint64, run: np.uint64,
    group: int, serial: int, attempt: int,
) -> np.int64:  # fmt: skip
    """How long a case would stay away after a failed attempt, milliseconds; for channels with a delay."""
    return sample_ms(
        durations, samples, delays[channel], seed, run, group, serial, channel, attempt, _FAILURE_DELAY, WHOLE
    )
