"""Sensitivity indices against closed forms, with an evaluator in place of the simulator."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from simulator.experiments.design_spec import DesignBlock
from simulator.experiments.indices import problem
from simulator.experiments.levers import LevelRange, Lever, LeverSpec
from simulator.experiments.sensitivity import noise_share, sample, sensitivity

LEVERS = ("a", "b", "c")
SEED = 7


MORRIS = DesignBlock(kind="morris", trajectories=40, grid_levels=4)
SOBOL = DesignBlock(kind="sobol-indices", base_samples=1024)


def simulated(shares: np.ndarray, mean: Callable[[np.ndarray], np.ndarray], noise: np.ndarray) -> pd.DataFrame:
    """The table of a study: `mean` at each point plus `noise`, shape (points, replications)."""
    values = mean(shares)[:, None] + noise
    index = pd.MultiIndex.from_product([range(len(values)), range(values.shape[1])], names=["point", "replication"])
    return pd.DataFrame({"y": values.ravel()}, index)


def indices(block: DesignBlock, mean: Callable[[np.ndarray], np.ndarray]) -> pd.DataFrame:
    """Of levers that are ranges of real numbers, whose positions are their shares."""
    return indices_at(sample(block, len(LEVERS), SEED), mean, block.kind)


def indices_at(positions: np.ndarray, mean: Callable[[np.ndarray], np.ndarray], kind: str) -> pd.DataFrame:
    table = sensitivity(LEVERS, positions, simulated(positions, mean, np.zeros((len(positions), 3))), kind)
    return table.pivot(index="lever", columns="index", values=["value", "low", "high", "n"]).loc[list(LEVERS)]


def lever(**fields: object) -> Lever:
    """A lever of these fields, of no office."""
    spec = LeverSpec(name="a", **fields)
    span = spec.range or LevelRange(low=0, high=0)
    return Lever("a", "set", (), tuple(spec.levels or ()), span.low, span.high, span.whole, spec)


def linear(shares: np.ndarray) -> np.ndarray:
    return shares @ np.array([4.0, 2.0, 0.0]) + 10.0


def product(shares: np.ndarray) -> np.ndarray:
    """(x - 1/2)(y - 1/2): no lever matters alone, both do together."""
    return (shares[:, 0] - 0.5) * (shares[:, 1] - 0.5)


def test_points_lie_in_the_unit_cube_and_follow_from_the_seed():
    for spec, n in ((MORRIS, 40 * 4), (SOBOL, 1024 * 5)):
        points = sample(spec, 3, SEED)
        assert points.shape == (n, 3)
        assert points.min() >= 0
        assert points.max() <= 1
        np.testing.assert_array_equal(points, sample(spec, 3, SEED))
        np.testing.assert_array_equal(points, sample(spec, 3, SEED + 2**32))
        assert not np.array_equal(points, sample(spec, 3, SEED + 1))


def test_first_order_indices_of_a_linear_function_are_shares_of_squared_slopes():
    """Var = (16 + 4) / 12: S = 16/20, 4/20, 0, and no interactions: ST = S."""
    found = indices(SOBOL, linear)
    for name in ("S1", "ST"):
        assert found["value"][name].to_numpy() == pytest.approx([0.8, 0.2, 0.0], abs=0.02)
        assert (found["low"][name].to_numpy() <= [0.8, 0.2, 0.0]).all()
        assert (found["high"][name].to_numpy() >= [0.8, 0.2, 0.0]).all()


def test_total_order_indices_see_an_interaction_that_first_order_ones_do_not():
    found = indices(SOBOL, product)
    assert found["value"]["S1"].to_numpy() == pytest.approx([0, 0, 0], abs=0.08)
    assert found["value"]["ST"].to_numpy() == pytest.approx([1, 1, 0], abs=0.08)


def test_elementary_effects_of_a_linear_function_are_its_slopes():
    found = indices(MORRIS, linear)
    assert found["value"]["mu_star"].to_numpy() == pytest.approx([4, 2, 0])
    assert found["value"]["sigma"].to_numpy() == pytest.approx([0, 0, 0], abs=1e-9)
    assert found["low"]["mu_star"].to_numpy() == pytest.approx([4, 2, 0])


def test_levels_count_by_what_they_are_not_by_the_share_that_gave_them():
    """Two levels, a range and three levels, each of which changes the measure by 1 from its first to its last."""
    of_two, of_reals, of_three = levers = (
        lever(levels=["none", "all"]),
        lever(range={"low": 5.0, "high": 9.0}),
        lever(levels=[1, 2, 3]),
    )
    shares = sample(MORRIS, 3, SEED)
    rows = [[each.position_at(share) for each, share in zip(levers, row, strict=True)] for row in shares.tolist()]
    levels = [[each.level_at(share) for each, share in zip(levers, row, strict=True)] for row in shares.tolist()]
    measured = [(two == "all") + (real - 5) / 4 + (three - 1) / 2 for two, real, three in levels]
    found = indices_at(np.array(rows), lambda _: np.array(measured), "morris")
    for part in ("value", "low", "high"):
        assert found[part]["mu_star"].to_numpy() == pytest.approx([1, 1, 1])
        assert found[part]["sigma"].to_numpy() == pytest.approx([0, 0, 0], abs=1e-9)
    assert found["n"]["mu_star"].eq(40).all()
    assert (of_two.n_levels, of_reals.n_levels, of_three.n_levels) == (2, None, 3)


def test_effects_of_ranges_of_real_numbers_are_those_of_salib():
    from SALib.analyze.morris import analyze

    shares = sample(MORRIS, 3, SEED)
    measured = linear(shares) + 5 * product(shares) + shares[:, 2] ** 2
    found = indices_at(shares, lambda _: measured, "morris")["value"]
    expected = analyze(problem(LEVERS), shares, measured, num_levels=4)
    assert expected["sigma"].min() > 0.1
    for name in ("mu_star", "sigma"):
        assert found[name].to_numpy() == pytest.approx(np.asarray(expected[name]))


def test_steps_that_move_no_level_are_left_out_and_n_says_so():
    """The second lever has one level; the third stays where it is in every second trajectory."""
    positions = sample(MORRIS, 3, SEED)
    positions[:, 1] = 0
    positions.reshape(40, 4, 3)[::2, :, 2] = 1
    found = indices_at(positions, lambda at: at @ np.array([4.0, 2.0, 3.0]), "morris")
    assert found["n"]["mu_star"].tolist() == found["n"]["sigma"].tolist() == [40, 0, 20]
    for part in ("value", "low", "high"):
        assert found[part]["mu_star"].to_numpy() == pytest.approx([4, np.nan, 3], nan_ok=True)
        assert found[part]["sigma"].to_numpy() == pytest.approx([0, np.nan, 0], abs=1e-9, nan_ok=True)


def test_one_effect_has_a_size_and_nothing_more():
    positions = sample(DesignBlock(kind="morris", trajectories=2, grid_levels=4), 3, SEED)
    positions[:4, 0] = 0
    found = indices_at(positions, linear, "morris").loc["a"]
    assert (found["value"]["mu_star"], found["n"]["mu_star"]) == (pytest.approx(4), 1)
    assert found[[("low", "mu_star"), ("value", "sigma"), ("high", "sigma")]].isna().all()


def test_intervals_of_morris_have_the_width_of_95_percent():
    """On the grid 0, 1/3, 2/3, 1 with steps of 2/3 the effect of x in (x - 1/2)(y - 1/2) is y - 1/2, y on the grid.

    The standard error of its mean size is that of a mean; that of its standard deviation s follows from the fourth
    moment m, as the root of (m - s^4) / (4 s^2 n).
    """
    effects, n = np.array([-1 / 2, -1 / 6, 1 / 6, 1 / 2]), 400
    truth = effects.std()
    widths = {
        "mu_star": 1.96 * np.abs(effects).std() / np.sqrt(n),
        "sigma": 1.96 * np.sqrt(((effects**4).mean() - truth**4) / (4 * truth**2 * n)),
    }
    found = indices(DesignBlock(kind="morris", trajectories=n, grid_levels=4), product)
    for place in ("a", "b"):
        for name, value in (("mu_star", 1 / 3), ("sigma", truth)):
            low, high = found["low"][name][place], found["high"][name][place]
            assert low < value < high
            assert (high - low) / 2 == pytest.approx(widths[name], rel=0.15)
    assert (found["low"]["sigma"]["c"], found["high"]["sigma"]["c"]) == (0, 0)


def test_common_luck_changes_no_index_and_is_no_noise(seed: int):
    """Replications that are good or bad at all points alike cancel in each difference."""
    shares = sample(MORRIS, 3, SEED)
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
    shares = sample(MORRIS, 3, SEED)
    values = simulated(shares, linear, np.zeros((len(shares), 3)))
    values.iloc[1] = np.nan
    assert sensitivity(LEVERS, shares, values, "morris")["value"].notna().all()
    values.loc[5] = np.nan
    table = sensitivity(LEVERS, shares, values, "morris")
    assert table[["value", "low", "high"]].isna().all().all()


def test_a_measure_that_never_changes_has_no_effect_and_no_shares():
    morris = indices(MORRIS, lambda shares: np.ones(len(shares)))
    assert morris["value"].to_numpy() == pytest.approx(0)
    sobol = indices(SOBOL, lambda shares: np.ones(len(shares)))
    assert sobol["value"].isna().all().all()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": "morris", "grid_levels": 4}, "at least 2"),
        ({"kind": "morris", "trajectories": 5, "grid_levels": 3}, "an even number"),
        ({"kind": "sobol-indices", "base_samples": 100}, "a power of 2, as 128"),
        ({"kind": "sobol-indices"}, "a power of 2"),
        ({"kind": "sobol"}, "there is no sensitivity sample 'sobol'; possible are: morris, sobol-indices"),
    ],
)
def test_a_sample_that_is_not_possible_is_named(fields: dict[str, object], words: str):
    with pytest.raises(ValueError, match=words):
        sample(DesignBlock(**fields), 3, SEED)
