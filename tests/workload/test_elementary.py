"""Our logarithm, exponential and normal quantile against NumPy's and SciPy's."""

import numpy as np
import pytest
from scipy.special import ndtri

from simulator.workload import elementary

UNIFORMS = (np.arange(200_000) + 0.5) / 200_000
TAILS = 10.0 ** -np.linspace(0.3, 15.6, 5000)


@pytest.mark.parametrize("x", [UNIFORMS, TAILS, np.exp(np.linspace(-300, 300, 10_001)), np.array([1.0, 2.0, 0.5])])
def test_log_is_within_one_unit_in_the_last_place(x):
    exact = np.log(x.astype(np.longdouble))
    assert np.all(np.abs(elementary.log(x) - exact) <= np.spacing(np.abs(exact.astype(float))))


def test_exp_is_within_one_unit_in_the_last_place():
    x = np.linspace(-650, 650, 200_001)
    exact = np.exp(x.astype(np.longdouble))
    assert np.all(np.abs(elementary.exp(x) - exact) <= np.spacing(exact.astype(float)))


@pytest.mark.parametrize("p", [UNIFORMS, TAILS])
def test_normal_quantile_agrees_with_scipy(p):
    np.testing.assert_allclose(elementary.normal_quantile(p), ndtri(p), rtol=2e-14, atol=2e-14)


def test_the_smallest_and_largest_uniform_numbers_give_finite_quantiles():
    ends = np.array([2.0**-53, 1 - 2.0**-53])
    low, high = elementary.normal_quantile(ends)
    assert low == -high
    assert low == pytest.approx(ndtri(2.0**-53), rel=1e-14)
