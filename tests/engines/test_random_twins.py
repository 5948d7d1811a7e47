"""Both engines on random offices that use every rule of the model."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import seed as hypothesis_seed
from hypothesis import strategies as st

from simulator.compiled import HAS_NUMBA
from simulator.scenario import Scenario
from simulator.workload import make_workload
from twins import ANY_OFFICE, MANY, assert_twins, with_rare_rules

pytestmark = [
    pytest.mark.verify,
    pytest.mark.skipif(not HAS_NUMBA, reason="there is no fast engine without Numba"),
]

IN_CI, IN_VERIFY = 500, 5_000
"""Random offices of each run."""


@settings(MANY, max_examples=IN_CI)
@given(ANY_OFFICE, st.integers(0, 2**64 - 1))
def test_random_offices(scenario, root_seed):
    assert_twins(make_workload(scenario.resolved, root_seed))


@settings(MANY, max_examples=IN_CI // 2)
@given(ANY_OFFICE, st.integers(0, 2**64 - 1))
def test_random_offices_with_rare_rules(scenario, root_seed):
    office = with_rare_rules(scenario.resolved, Random(root_seed))
    assert_twins(make_workload(office, root_seed, office=root_seed % 4096))


@pytest.mark.verify
def test_five_thousand_random_offices_with_a_fresh_seed(seed):
    """Zero disagreements in so many offices; the seed stands in the header of the run."""
    count = rows = 0

    @hypothesis_seed(seed)
    @settings(MANY, max_examples=IN_VERIFY)
    @given(ANY_OFFICE, st.integers(0, 2**64 - 1))
    def compare(scenario: Scenario, root_seed: int) -> None:
        nonlocal count, rows
        plain = scenario.resolved
        office = with_rare_rules(plain, Random(root_seed)) if root_seed % 2 else plain
        rows += len(assert_twins(make_workload(office, root_seed)))
        count += 1

    compare()
    print(f"{count:,} random offices, {rows:,} rows, no disagreement (seed {seed})")
    assert count >= IN_VERIFY
