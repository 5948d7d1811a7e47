"""Addressed draws one at a time: compiled twins of `streams`, `elementary` and `durations`, equal to them bit for bit.

Each does the same operations in the same order as the function on arrays of the same name.
"""

import numpy as np

from simulator.calendars.hours import MS_PER_MINUTE
from simulator.compiled import compiled
from simulator.workload.durations import BOOST_INDEX, LAST_INDEX, LONGEST_MS, PART_BITS, SHORTEST_MS
from simulator.workload.elementary import (
    CENTRE,
    EXP_SERIES,
    FAR_TAIL,
    HALF_ROOT,
    LN2_HIGH,
    LN2_LOW,
    LOG_SERIES,
    PER_LN2,
    TAIL,
)
from simulator.workload.packing import DETERMINISTIC, EMPIRICAL, EXPONENTIAL, GAMMA, Records
from simulator.workload.streams import LOW, MULTIPLIERS, ROUNDS, SHIFT, WEYL

WHOLE = -1
"""In place of a part: the whole address."""

_EIGHT, _SIXTEEN, _TWELVE, _TWENTY_FOUR = np.uint64(8), np.uint64(16), np.uint64(12), np.uint64(24)
_MANTISSA, _EXPONENT_OF_HALF = 2**52 - 1, 1022 << 52
_BIAS = 1022
_POWERS = np.ldexp(1.0, np.arange(-_BIAS, _BIAS + 1))
_THIRD = 1 / 3

Samples = np.ndarray[tuple[int, int], np.dtype[np.float64]]


@compiled(inline=True)
def philox(
    c0: np.uint64, c1: np.uint64, c2: np.uint64, c3: np.uint64, seed: np.uint64
) -> tuple[np.uint64, np.uint64, np.uint64, np.uint64]:
    """Philox4x32 with 10 rounds; the seed is the key."""
    k0, k1 = seed & LOW, seed >> SHIFT
    for _ in range(ROUNDS):
        first, second = MULTIPLIERS[0] * c0, MULTIPLIERS[1] * c2
        c0, c1, c2, c3 = (second >> SHIFT) ^ c1 ^ k0, second & LOW, (first >> SHIFT) ^ c3 ^ k1, first & LOW
        k0, k1 = (k0 + WEYL[0]) & LOW, (k1 + WEYL[1]) & LOW
    return c0, c1, c2, c3


@compiled(inline=True)
def words(
    seed: np.uint64, run: np.uint64, serial: int, group: int, purpose: int, station: int, visit: int, index: int
) -> tuple[np.uint64, np.uint64, np.uint64, np.uint64]:
    """Random words of an address."""
    where = (np.uint64(group) << _TWENTY_FOUR) | (np.uint64(station) << _SIXTEEN) | (np.uint64(purpose) << _EIGHT)
    when = (np.uint64(visit) << _SIXTEEN) | np.uint64(index)
    return philox(np.uint64(serial), np.uint64(run), where, when, np.uint64(seed))


@compiled(inline=True)
def unit(high: np.uint64, low: np.uint64) -> float:
    """Words -> a number above 0 and below 1."""
    bits = ((high << SHIFT) | low) >> _TWELVE
    return (np.float64(np.int64(bits)) + 0.5) * 2.0**-52


@compiled
def uniforms(
    seed: np.uint64, run: np.uint64, serial: int, group: int, purpose: int, station: int, visit: int, index: int
) -> tuple[float, float]:
    """Two uniform numbers of an address.

    Parameters
    ----------
    seed : uint64
        Root seed.
    run : uint64
        Office · 2**20 + replication.
    serial, group, purpose, station, visit, index : int
        As in :meth:`simulator.workload.streams.Streams.uniforms`; their ranges are not checked.

    Returns
    -------
    tuple of 2 float
        Above 0 and below 1.
    """
    w0, w1, w2, w3 = words(seed, run, serial, group, purpose, station, visit, index)
    return unit(w0, w1), unit(w2, w3)


@compiled
def uniform(
    seed: np.uint64, run: np.uint64, serial: int, group: int, purpose: int, station: int, visit: int, index: int
) -> float:
    """The first of the two uniform numbers of an address."""
    w0, w1, _, _ = words(seed, run, serial, group, purpose, station, visit, index)
    return unit(w0, w1)


@compiled(inline=True)
def log(x: float) -> float:
    """Natural logarithm of a positive number that is not subnormal."""
    bits = np.float64(x).view(np.int64)
    mantissa = np.int64((bits & _MANTISSA) | _EXPONENT_OF_HALF).view(np.float64)
    exponent = (bits >> 52) - _BIAS
    if mantissa < HALF_ROOT:
        mantissa = 2.0 * mantissa
        exponent -= 1
    f = mantissa - 1.0
    s = f / (2.0 + f)
    z = s * s
    half_square = 0.5 * f * f
    c = LOG_SERIES
    series = z * ((((((c[6] * z + c[5]) * z + c[4]) * z + c[3]) * z + c[2]) * z + c[1]) * z + c[0])
    k = np.float64(exponent)
    return k * LN2_HIGH - ((half_square - (s * (half_square + series) + k * LN2_LOW)) - f)


@compiled(inline=True)
def exp(x: float) -> float:
    """Exponential function, from -700 to 700."""
    k = np.floor(x * PER_LN2 + 0.5)
    high, low = x - k * LN2_HIGH, k * LN2_LOW
    r = high - low
    square = r * r
    s = EXP_SERIES
    c = r - square * ((((s[4] * square + s[3]) * square + s[2]) * square + s[1]) * square + s[0])
    y = 1.0 - ((low - (r * c) / (2.0 - c)) - high)
    result: float = y * _POWERS[np.int64(k) + _BIAS]
    return result


@compiled
def normal_quantile(p: float) -> float:
    """Quantile of the standard normal distribution."""
    q = p - 0.5
    if abs(q) <= 0.425:
        return q * _ratio(CENTRE[0], CENTRE[1], 0.180625 - q * q)
    tail = np.sqrt(-log(p if q < 0 else 1.0 - p))
    outer = _ratio(TAIL[0], TAIL[1], tail - 1.6) if tail <= 5.0 else _ratio(FAR_TAIL[0], FAR_TAIL[1], tail - 5.0)
    return -outer if q < 0 else outer


@compiled(inline=True)
def _ratio(above: tuple[float, ...], below: tuple[float, ...], x: float) -> float:
    return _polynomial(above, x) / _polynomial(below, x)


@compiled(inline=True)
def _polynomial(c: tuple[float, ...], x: float) -> float:
    """Horner's rule with eight coefficients; the first is the constant."""
    return ((((((c[7] * x + c[6]) * x + c[5]) * x + c[4]) * x + c[3]) * x + c[2]) * x + c[1]) * x + c[0]


@compiled(inline=True)
def to_ms(minutes: float) -> np.int64:
    """Minutes -> whole milliseconds, half up, at least 1."""
    ms = np.floor(minutes * MS_PER_MINUTE + 0.5)
    return np.int64(min(max(ms, float(SHORTEST_MS)), float(LONGEST_MS)))


@compiled(inline=True)
def sample_ms(
    durations: Records, samples: Samples, duration: int, seed: np.uint64, run: np.uint64, group: int, serial: int,
    station: int, visit: int, purpose: int, part: int,
) -> np.int64:  # fmt: skip
    """A duration drawn from a distribution, in milliseconds; arguments as in :func:`sample_minutes`."""
    return to_ms(sample_minutes(durations, samples, duration, seed, run, group, serial, station, visit, purpose, part))


@compiled(inline=True)
def sample_minutes(
    durations: Records, samples: Samples, duration: int, seed: np.uint64, run: np.uint64, group: int, serial: int,
    station: int, visit: int, purpose: int, part: int,
) -> float:  # fmt: skip
    """A duration drawn from a distribution, in minutes, not rounded.

    Parameters
    ----------
    durations : ndarray of DURATION
        All distributions.
    samples : ndarray, shape (2, n), float64
        Empirical durations in minutes, and their cumulative probabilities.
    duration : int
        Position of the distribution.
    seed, run : uint64
        Root seed; office · 2**20 + replication.
    group, serial, station, visit, purpose : int
        The address.
    part : int
        Which of several durations at this address, as in :func:`simulator.workload.durations.part`; WHOLE if it has
        only one.
    """
    law = durations[duration]
    if law.kind == EMPIRICAL:
        u = uniform(seed, run, serial, group, purpose, station, visit, _index(part, 0))
        return _empirical(samples, law.first, law["size"], u)
    return _continuous(law.kind, law.a, law.b, seed, run, group, serial, station, visit, purpose, part)


@compiled
def _continuous(
    kind: int, a: float, b: float, seed: np.uint64, run: np.uint64, group: int, serial: int, station: int, visit: int,
    purpose: int, part: int,
) -> float:  # fmt: skip
    """A duration that is not empirical; the numbers of its distribution as in `Duration`."""
    if kind == DETERMINISTIC:
        return a
    if kind == GAMMA:
        return a * _standard_gamma(b, seed, run, group, serial, station, visit, purpose, part)
    u = uniform(seed, run, serial, group, purpose, station, visit, _index(part, 0))
    if kind == EXPONENTIAL:
        return -a * log(u)
    return exp(min(max(a + b * normal_quantile(u), -700.0), 700.0))


@compiled(inline=True)
def _index(part: int, index: int) -> int:
    """Index within an address of an index within a part of it."""
    return index if part == WHOLE else (part << PART_BITS) | min(index, LAST_INDEX)


@compiled(inline=True)
def _empirical(samples: Samples, first: int, size: int, u: float) -> float:
    """The first value whose cumulative probability is not below a uniform number."""
    low, high = first, first + size
    while low < high:
        middle = (low + high) // 2
        if samples[1, middle] < u:
            low = middle + 1
        else:
            high = middle
    value: float = samples[0, low]
    return value


@compiled
def _standard_gamma(
    shape: float, seed: np.uint64, run: np.uint64, group: int, serial: int, station: int, visit: int, purpose: int,
    part: int,
) -> float:  # fmt: skip
    """Gamma with scale 1, by rejection; a shape below 1 by a boost from the shape above it."""
    boost = 1.0
    if shape < 1:
        u = uniform(seed, run, serial, group, purpose, station, visit, _index(part, BOOST_INDEX))
        boost = exp(min(max(log(u) / shape, -700.0), 0.0))
        shape = shape + 1
    d = shape - _THIRD
    c = 1 / np.sqrt(9 * d)
    index = 0
    while True:
        u, w = uniforms(seed, run, serial, group, purpose, station, visit, _index(part, index))
        x = normal_quantile(u)
        t = 1 + c * x
        v = t * t * t
        if v > 0 and log(w) < 0.5 * x * x + d - d * v + d * log(v):
            result: float = d * v * boost
            return result
        index += 1
