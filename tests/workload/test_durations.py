"""Drawn durations follow the distribution that the scenario names."""

import numpy as np
import pytest
from scipy import stats

from offices import queue
from simulator.workload import make_workload
from simulator.workload.durations import LONGEST_MS, to_ms

N_DAYS = 90
ASSUMED = {"source": "assumed"}
LOG_SD = np.sqrt(np.log(1 + 0.6**2))

CASES = {
    "exponential": ({"distribution": "exponential", "mean_min": 10}, stats.expon(scale=10)),
    "lognormal-mean": (
        {"distribution": "lognormal", "mean_min": 10, "cv": 0.6},
        stats.lognorm(LOG_SD, scale=10 / np.sqrt(1 + 0.6**2)),
    ),
    "lognormal-median": ({"distribution": "lognormal", "median_min": 90, "cv": 0.6}, stats.lognorm(LOG_SD, scale=90)),
    "gamma": ({"distribution": "gamma", "mean_min": 10, "cv": 0.5}, stats.gamma(4, scale=2.5)),
    "gamma-as-exponential": ({"distribution": "gamma", "mean_min": 10, "cv": 1}, stats.expon(scale=10)),
    "gamma-wide": ({"distribution": "gamma", "mean_min": 10, "cv": 1.25}, stats.gamma(0.64, scale=15.625)),
}


def drawn_minutes(block, seed, purpose="service"):
    scenario = queue(100, {**block, **ASSUMED}, days=N_DAYS)
    return make_workload(scenario.resolved, seed).service_times_ms(0, 0) / 60_000


@pytest.mark.parametrize("name", CASES)
def test_continuous_durations_follow_their_distribution(name, seed):
    """Kolmogorov-Smirnov at 1e-6 with about 216,000 draws; mean within 5 standard errors."""
    block, law = CASES[name]
    minutes = drawn_minutes(block, seed)
    assert len(minutes) > 200_000
    assert stats.kstest(minutes, law.cdf).pvalue > 1e-6
    assert abs(minutes.mean() - law.mean()) < 5 * law.std() / np.sqrt(len(minutes))


def test_a_wrong_law_is_rejected(seed):
    minutes = drawn_minutes(CASES["gamma"][0], seed)
    assert stats.kstest(minutes, stats.gamma(4, scale=2.6).cdf).pvalue < 1e-6


def test_deterministic_durations_are_all_the_same(seed):
    assert set(drawn_minutes({"distribution": "deterministic", "mean_min": 7.5}, seed)) == {7.5}


def test_empirical_durations_come_with_their_weights(seed):
    """Chi-squared at 1e-6 on values with weights 1, 0 and 3."""
    minutes = drawn_minutes({"distribution": "empirical", "values_min": [2, 5, 9], "weights": [1, 0, 3]}, seed)
    counts = [int((minutes == value).sum()) for value in (2, 5, 9)]
    assert sum(counts) == len(minutes)
    assert counts[1] == 0
    assert stats.chisquare([counts[0], counts[2]], [len(minutes) / 4, 3 * len(minutes) / 4]).pvalue > 1e-6


def test_rounding_is_half_up_and_never_below_a_millisecond():
    assert to_ms(np.array([0.0, 0.5 / 60_000, 1.5 / 60_000, 2.49 / 60_000, 1e300])).tolist() == [1, 1, 2, 2, LONGEST_MS]
