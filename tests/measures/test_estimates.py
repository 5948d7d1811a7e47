"""Means and intervals over replications, against scipy and against a known truth."""

from math import isnan, nan, sqrt

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from simulator.measures import CONFIDENCE, Estimate, estimate_mean, summarise


@pytest.mark.parametrize("n", [2, 3, 10, 200])
def test_interval_is_that_of_scipy(n: int, seed: int):
    x = np.random.default_rng(seed + n).lognormal(2, 1, n)
    expected = stats.ttest_1samp(x, 0).confidence_interval(0.95)
    estimate = estimate_mean(x, "min")
    assert (estimate.low, estimate.high) == pytest.approx((expected.low, expected.high), rel=1e-9)
    assert estimate.mean == pytest.approx(x.mean())
    assert (estimate.n, estimate.unit) == (n, "min")


def test_interval_by_hand():
    """Law's form with the table value t(3; 0.975) = 3.1824: mean 5, s = √(20/3)."""
    estimate = estimate_mean([2, 4, 6, 8], "min")
    assert estimate.mean == 5
    assert estimate.half_width == pytest.approx(3.1824 * sqrt(20 / 3) / 2, rel=1e-4)


def test_coverage_of_the_interval(seed: int):
    """Of 20,000 intervals from 6 normal values each, 95 % hold the true mean, within 4.5 standard errors.

    That is 94.3 to 95.7 %: the normal quantile in place of Student's (89.3 %), or s over n (93.4 %), would fail.
    """
    samples = np.random.default_rng(seed).normal(12.0, 3.0, (20_000, 6))
    estimates = [estimate_mean(sample, "min") for sample in samples]
    share = np.mean([estimate.low <= 12.0 <= estimate.high for estimate in estimates])
    assert share == pytest.approx(CONFIDENCE, abs=4.5 * sqrt(CONFIDENCE * (1 - CONFIDENCE) / len(samples)))


def test_the_coverage_test_can_fail(seed: int):
    """The same tolerance rules out the interval with the normal quantile, and the one with s over n."""
    samples = np.random.default_rng(seed).normal(12.0, 3.0, (20_000, 6))
    tolerance = 4.5 * sqrt(CONFIDENCE * (1 - CONFIDENCE) / len(samples))
    off = np.abs(samples.mean(axis=1) - 12.0)
    normal = np.mean(off <= 1.96 * samples.std(axis=1, ddof=1) / sqrt(6))
    biased = np.mean(off <= stats.t.ppf(0.975, 5) * samples.std(axis=1) / sqrt(6))
    assert abs(normal - CONFIDENCE) > tolerance
    assert abs(biased - CONFIDENCE) > tolerance


def test_no_value_no_mean():
    for values in ([], [nan, nan]):
        estimate = estimate_mean(values, "min")
        assert estimate.n == 0
        assert isnan(estimate.mean)
        assert isnan(estimate.half_width)


def test_one_value_no_interval():
    estimate = estimate_mean([7.5], "min")
    assert (estimate.mean, estimate.n) == (7.5, 1)
    assert isnan(estimate.half_width)
    assert isnan(estimate.low)
    assert isnan(estimate.high)


def test_missing_values_are_left_out():
    assert estimate_mean([1.0, nan, 2.0, nan, 4.0], "min") == estimate_mean([1.0, 2.0, 4.0], "min")
    assert estimate_mean([1.0, nan], "min").n == 1


@pytest.mark.parametrize("value", [0.0, 3.0, 0.5])
def test_constant_values_have_no_width(value: float):
    assert estimate_mean([value] * 10, "min") == Estimate(value, 0.0, 10, "min")


def test_values_are_not_changed():
    values = np.array([1.0, nan, 3.0])
    estimate_mean(values, "min")
    np.testing.assert_array_equal(values, [1.0, nan, 3.0])


def test_summary_has_a_row_for_each_measure_in_order():
    values = pd.DataFrame({"wait": [1.0, 2.0, 3.0], "never": [nan] * 3, "once": [nan, 5.0, nan]})
    table = summarise(values, {"wait": "min", "never": "min", "once": "share"})
    assert list(table) == ["measure", "unit", "mean", "half_width", "n"]
    assert table["measure"].tolist() == ["wait", "never", "once"]
    assert table["unit"].tolist() == ["min", "min", "share"]
    assert table["n"].tolist() == [3, 0, 1]
    wait = estimate_mean([1.0, 2.0, 3.0], "min")
    assert table.loc[0, ["mean", "half_width"]].tolist() == [wait.mean, wait.half_width]
    np.testing.assert_array_equal(table.loc[1:, "mean"], [nan, 5.0])
    assert table.loc[1:, "half_width"].isna().all()
