"""Draws one at a time are those of the functions on arrays, bit for bit."""

import os
import subprocess
import sys
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from simulator.scenario.resolved import Duration
from simulator.workload import Purpose, Streams, durations, elementary, scalar
from simulator.workload.packing import Durations
from simulator.workload.streams import MAX_OFFICE, MAX_REPLICATION, MAX_SEED

STREAMS = Streams(0, 0), Streams(2026, 3, 17), Streams(MAX_SEED, MAX_REPLICATION, MAX_OFFICE)
SERIALS = np.array([0, 1, 2**20 - 1, 2**20, 2**31, 2**32 - 1, *range(77, 77 + 90)])
PLACES = (0, 0, 0), (3, 5, 2), (255, 255, 65_535)
"""Class, station and visit."""

LAWS = {
    "exponential": Duration("exponential", 7.3),
    "lognormal": Duration("lognormal", 2.0, 0.7),
    "lognormal beyond all bounds": Duration("lognormal", 690.0, 2000.0),
    "gamma": Duration("gamma", 2.5, 4.0),
    "gamma of shape 1": Duration("gamma", 9.0, 1.0),
    "gamma of shape below 1": Duration("gamma", 6.0, 0.8),
    "gamma of shape near 0": Duration("gamma", 15.0, 0.01),
    "deterministic": Duration("deterministic", 7.5),
    "empirical": Duration("empirical", values=(2.0, 5.0, 9.0, 11.0), cumulative=(0.25, 0.25, 0.75, 1.0)),
    "empirical of one": Duration("empirical", values=(3.5,), cumulative=(1.0,)),
}
UNIFORMS = np.concatenate(
    [(np.arange(2000) + 0.5) / 2000, 10.0 ** -np.linspace(0.3, 15.6, 500), [2.0**-53, 0.075, 0.925, 1 - 2.0**-53]]
)


def key(streams: Streams) -> tuple[np.uint64, np.uint64]:
    return np.uint64(streams.seed), np.uint64(streams.office << 20 | streams.replication)


@pytest.mark.parametrize("streams", STREAMS)
@pytest.mark.parametrize("purpose", Purpose)
def test_uniform_numbers_are_those_of_the_address(streams, purpose):
    for (group, station, visit), index in product(PLACES, (0, 1, 65_535)):
        both = streams.uniforms(purpose, group, SERIALS, station, visit, index)
        rest = group, int(purpose), station, visit, index
        ours = [scalar.uniforms(*key(streams), serial, *rest) for serial in SERIALS.tolist()]
        assert ours == list(zip(*(array.tolist() for array in both), strict=True))
        assert [scalar.uniform(*key(streams), serial, *rest) for serial in SERIALS.tolist()] == both[0].tolist()


@pytest.mark.parametrize("name", ["log", "normal_quantile"])
def test_functions_of_uniform_numbers_are_those_on_arrays(name):
    expected = getattr(elementary, name)(UNIFORMS).tolist()
    assert [getattr(scalar, name)(u) for u in UNIFORMS.tolist()] == expected


def test_log_is_that_on_arrays_far_from_1_too():
    x = np.concatenate([10.0 ** np.linspace(-300, 300, 601), 2.0 ** np.arange(-1022, 1024), [0.5**0.5, 1.0]])
    assert [scalar.log(value) for value in x.tolist()] == elementary.log(x).tolist()


def test_exp_is_that_on_arrays():
    x = np.concatenate([np.linspace(-700, 700, 3001), np.linspace(-1, 1, 501)])
    assert [scalar.exp(value) for value in x.tolist()] == elementary.exp(x).tolist()


def test_milliseconds_are_rounded_as_on_arrays():
    minutes = np.array([0.0, 0.5 / 60_000, 1.5 / 60_000, 2.49 / 60_000, 7.25, 1e12, 1e300])
    assert [scalar.to_ms(value) for value in minutes.tolist()] == durations.to_ms(minutes).tolist()


@pytest.mark.parametrize("streams", STREAMS)
@pytest.mark.parametrize("name", LAWS)
@np.errstate(over="ignore")
def test_durations_are_those_of_the_address(name, streams):
    collected = Durations()
    positions = {each: collected.add(law) for each, law in LAWS.items()}
    tables = collected.table(), collected.samples(), positions[name]
    for (group, station, visit), part in product(PLACES, (scalar.WHOLE, 0, 1, durations.PARTS - 1)):

        def draw(index, where=(group, SERIALS, station, visit)):
            return streams.uniforms(Purpose.SERVICE, *where, index)

        addressed = draw if part == scalar.WHOLE else durations.part(draw, part)
        minutes = durations.sample_minutes(LAWS[name], addressed)
        rest = station, visit, int(Purpose.SERVICE), part
        args = [(*tables, *key(streams), group, serial, *rest) for serial in SERIALS.tolist()]
        assert [scalar.sample_minutes(*each) for each in args] == minutes.tolist()
        assert [scalar.sample_ms(*each) for each in args] == durations.to_ms(minutes).tolist()


def test_an_empirical_value_ends_at_its_cumulative_probability():
    """A number that is exactly a cumulative probability takes the value that it ends."""
    streams = Streams(1, 0)
    drawn = streams.uniforms(Purpose.SERVICE, 0, 5)[0][0]
    collected = Durations()
    collected.add(LAWS["empirical"])
    law = Duration("empirical", values=(2.0, 9.0), cumulative=(float(drawn), 1.0))
    position = collected.add(law)
    address = *key(streams), 0, 5, 0, 0, int(Purpose.SERVICE), scalar.WHOLE
    assert scalar.sample_minutes(collected.table(), collected.samples(), position, *address) == 2.0
    law = Duration("empirical", values=(2.0, 9.0), cumulative=(float(np.nextafter(drawn, 0)), 1.0))
    position = collected.add(law)
    assert scalar.sample_minutes(collected.table(), collected.samples(), position, *address) == 9.0


def test_other_addresses_have_other_numbers():
    """The comparisons can fail."""
    seed, run = key(STREAMS[1])
    address = seed, run, 5, 1, 3, 2, 1, 0
    changed = [tuple(value + type(value)(1) * (at == n) for n, value in enumerate(address)) for at in range(8)]
    assert len({scalar.uniform(*each) for each in [address, *changed]}) == 9


@pytest.mark.verify
def test_draws_and_needs_are_the_same_without_compilation():
    """These tests, and those of needs and of workloads that do not take long, in a process that compiles nothing."""
    here = Path(__file__)
    files = [here.with_name(name) for name in (here.name, "test_needs.py", "test_compiled_workload.py")]
    names = "not without_compilation and not random and not library and not always_fails and not thread"
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:randomly", "-k", names, *map(str, files)]
    environment = {**os.environ, "NUMBA_DISABLE_JIT": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=here.parents[2])
    assert done.returncode == pytest.ExitCode.OK, done.stdout
    assert " passed" in done.stdout
