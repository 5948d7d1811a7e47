"""Sensitivity indices against closed forms, with an evaluator in place of the simulator."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest

from simulator.experiments.sensitivity import Kind, noise_share, sample, sensitivity

LEVERS = ("a", "b", "c")


@dataclass(frozen=True)
class Spec:
    kind: str
    trajectories: int | None = None
    grid_levels: int | None = None
    base_samples: int | None = None
    seed: int = 7


MORRIS = Spec("morris", trajectories=40, grid_levels=4)
SOBOL = Spec("sobol-indices", base_samples=1024)


def simulated(shares: np.ndarray, mean: Callable[[np.ndarray], np.ndarray], noise: np.ndarray) -> pd.DataFrame:
    """The table of a study: `mean` at each point plus `noise`, shape (points, replications)."""
    values = mean(shares)[:, None] + noise
    index = pd.MultiIndex.from_product([range(len(values)), range(values.shape[1])], names=["point", "replication"])
    return pd.DataFrame({"y": values.ravel()}, index)


def indices(spec: Spec, mean: Callable[[np.ndarray], np.ndarray], kind: Kind) -> pd.DataFrame:
    shares = sample(spec, len(LEVERS))
    table = sensitivity(LEVERS, shares, simulated(shares, mean, np.zeros((len(shares), 3))), kind)
    return table.pivot(index="lever", columns="index", values=["value", "low", "high"]).loc[list(LEVERS)]


def linear(shares: np.ndarray) -> np.ndarray:
    return shares @ np.array([4.0, 2.0, 0.0]) + 10.0


def product(shares: np.ndarray) -> np.ndarray:
    """(x - 1/2)(y - 1/2): no lever matters alone, both do together."""
    return (shares[:, 0] - 0.5) * (shares[:, 1] - 0.5)


def test_points_lie_in_the_unit_cube_and_follow_from_the_seed():
    for spec, n in ((MORRIS, 40 * 4), (SOBOL, 1024 * 5)):
        points = sample(spec, 3)
        assert points.shape == (n, 3)
        assert points.min() >= 0
        assert points.max() <= 1
        np.testing.assert_array_equal(points, sample(spec, 3))
        assert not np.array_equal(points, sample(Spec(**{**spec.__dict__, "seed": 8}), 3))


def test_first_order_indices_of_a_linear_function_are_shares_of_squared_slopes():
    """Var = (16 + 4) / 12: S = 16/20, 4/20, 0, and no interactions: ST = S."""
    found = indices(SOBOL, linear, "sobol-indices")
    for name in ("S1", "ST"):
        assert found["value"][name].to_numpy() == pytest.approx([0.8, 0.2, 0.0], abs=0.02)
        assert (found["low"][name].to_numpy() <= [0.8, 0.2, 0.0]).all()
        assert (found["high"][name].to_numpy() >= [0.8, 0.2, 0.0]).all()


def test_total_order_indices_see_an_interaction_that_first_order_ones_do_not():
    found = indices(SOBOL, product, "sobol-indices")
    assert found["value"]["S1"].to_numpy() == pytest.approx([0, 0, 0], abs=0.08)
    assert found["value"]["ST"].to_numpy() == pytest.approx([1, 1, 0], abs=0.08)


def test_elementary_effects_of_a_linear_function_are_its_slopes():
    found = indices(MORRIS, linear, "morris")
    assert found["value"]["mu_star"].to_numpy() == pytest.approx([4, 2, 0])
    assert found["value"]["sigma"].to_numpy() == pytest.approx([0, 0, 0], abs=1e-9)
    assert found["low"]["mu_star"].to_numpy() == pytest.approx([4, 2, 0])


def test_sigma_has_an_interval_that_covers_it():
    """On the grid 0, 1/3, 2/3, 1 with steps of 2/3 the effect of x in (x - 1/2)(y - 1/2) is y - 1/2, y on the grid."""
    truth = np.std([-1 / 2, -1 / 6, 1 / 6, 1 / 2])
    found = indices(Spec("morris", trajectories=400, grid_levels=4), product, "morris")
    for lever in ("a", "b"):
        low, high = found["low"]["sigma"][lever], found["high"]["sigma"][lever]
        assert low < truth < high
        assert 0.01 < high - low < 0.1
        assert found["value"]["mu_star"][lever] == pytest.approx(1 / 3, abs=0.05)
    assert (found["low"]["sigma"]["c"], found["high"]["sigma"]["c"]) == (0, 0)


def test_common_luck_changes_no_index_and_is_no_noise(seed: int):
    """Replications that are good or bad at all points alike cancel in each difference."""
    shares = sample(MORRIS, 3)
    luck = np.broadcast_to(np.random.default_rng(seed).normal(size=30) * 100, (len(shares), 30))
    table = sensitivity(LEVERS, shares, simulated(shares, linear, luck), "morris")
    values = table[table["index"] == "mu_star"]["value"].to_numpy()
    assert values == pytest.approx([4, 2, 0], abs=1e-8)
    assert table["noise_share"].to_numpy() == pytest.approx(0, abs=1e-12)
    assert table["n"].eq(40).all()


def test_noise_share_is_that_of_the_means(seed: int):
    """Means with variance 4 between points; noise of variance 9 in each of 10 replications: 0.9 / (4 + 0.9)."""
    rng = np.random.default_rng(seed)
    values = rng.normal(scale=2, size=(4000, 1)) + rng.normal(scale=3, size=(4000, 10)) + rng.normal(size=10) * 50
    assert noise_share(values) == pytest.approx(0.9 / 4.9, abs=0.02)


def test_noise_share_without_a_second_replication_or_a_difference_is_no_number():
    assert np.isnan(noise_share(np.arange(5.0)[:, None]))
    assert np.isnan(noise_share(np.ones((5, 4))))


def test_replications_without_a_value_are_left_out_and_points_without_any_give_no_index():
    shares = sample(MORRIS, 3)
    values = simulated(shares, linear, np.zeros((len(shares), 3)))
    values.iloc[1] = np.nan
    assert sensitivity(LEVERS, shares, values, "morris")["value"].notna().all()
    values.loc[5] = np.nan
    table = sensitivity(LEVERS, shares, values, "morris")
    assert table[["value", "low", "high"]].isna().all().all()


def test_a_measure_that_never_changes_has_no_effect_and_no_shares():
    morris = indices(MORRIS, lambda shares: np.ones(len(shares)), "morris")
    assert morris["value"].to_numpy() == pytest.approx(0)
    sobol = indices(SOBOL, lambda shares: np.ones(len(shares)), "sobol-indices")
    assert sobol["value"].isna().all().all()


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        (Spec("morris", trajectories=1, grid_levels=4), "at least 2"),
        (Spec("morris", trajectories=5, grid_levels=3), "an even number"),
        (Spec("sobol-indices", base_samples=100), "a power of 2, as 128"),
        (Spec("sobol-indices"), "a power of 2"),
        (Spec("lasso"), "there is no sensitivity sample 'lasso'; possible are: morris, sobol-indices"),
    ],
)
def test_a_sample_that_is_not_possible_is_named(spec: Spec, words: str):
    with pytest.raises(ValueError, match=words):
        sample(spec, 3)
