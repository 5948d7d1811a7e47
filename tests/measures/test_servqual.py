"""SERVQUAL gaps by hand, and again in plain Python."""

from math import isnan, nan

import numpy as np
import pytest
from scipy import stats

from simulator.data import load
from simulator.measures.quality import DIMENSION_TITLES, dimensions, servqual_gaps, servqual_items

SIZES = {"tangibles": 4, "reliability": 5, "responsiveness": 4, "assurance": 4, "empathy": 5}


def cells(table, name):
    return table.set_index("name").loc[name, ["expectation", "perception", "gap", "half_width", "n"]].tolist()


def test_22_items_in_five_dimensions_are_assumed():
    items = servqual_items()
    assert items["no"].tolist() == list(range(1, 23))
    assert items["dimension"].value_counts(sort=False).to_dict() == SIZES
    assert list(DIMENSION_TITLES) == list(dimensions()) == list(SIZES)
    assert set(load("skm", "servqual_items")["mark"]) == {"assumed"}


def test_two_respondents_by_hand():
    """Respondent 1 expects 5 and meets 4 throughout; respondent 2 meets 5 in reliability (items 5 to 9), else 3."""
    expectation, perception = np.full((2, 22), 5.0), np.array([[4.0] * 22, [3.0] * 4 + [5.0] * 5 + [3.0] * 13])
    table = servqual_gaps(expectation, perception, np.array([[20.0] * 5, [0, 100, 0, 0, 0]]))
    t = 12.706204736
    assert cells(table, "servqual-1") == pytest.approx([5, 3.5, -1.5, t * 0.5, 2])
    assert cells(table, "servqual-5") == pytest.approx([5, 4.5, -0.5, t * 0.5, 2])
    assert cells(table, "reliability") == pytest.approx([5, 4.5, -0.5, t * 0.5, 2])
    assert cells(table, "unweighted") == pytest.approx([5, (4 + 3.4) / 2, -1.3, t * 0.3, 2])
    assert cells(table, "weighted") == pytest.approx([5, 4.5, -0.5, t * 0.5, 2])
    assert table["level"].value_counts(sort=False).to_dict() == {"item": 22, "dimension": 5, "whole": 2}


def test_random_answers_in_plain_python(seed):
    draws = np.random.default_rng(seed)
    expectation, perception = (draws.integers(1, 8, (12, 22)).astype(float) for _ in range(2))
    expectation[draws.random((12, 22)) < 0.1] = nan
    perception[draws.random((12, 22)) < 0.1] = nan
    weights = np.array([30.0, 10, 20, 25, 15])
    table = servqual_gaps(expectation, perception, weights)
    gaps = {name: [] for name in (*SIZES, "unweighted", "weighted")}
    for met, expected in zip(perception.tolist(), expectation.tolist(), strict=True):
        own, first = [], 0
        for name, size in SIZES.items():
            pairs = [met[at] - expected[at] for at in range(first, first + size)]
            pairs = [gap for gap in pairs if not isnan(gap)]
            own.append(sum(pairs) / len(pairs) if pairs else nan)
            gaps[name].append(own[-1])
            first += size
        gaps["unweighted"].append(sum(own) / 5)
        gaps["weighted"].append(sum(gap * weight / 100 for gap, weight in zip(own, weights.tolist(), strict=True)))
    for name, values in gaps.items():
        known = [value for value in values if not isnan(value)]
        half = stats.t.ppf(0.975, len(known) - 1) * stats.sem(known)
        assert cells(table, name)[2:] == pytest.approx([sum(known) / len(known), half, len(known)])


def test_a_pair_counts_only_where_both_are_answered():
    expectation, perception = np.full((2, 22), 4.0), np.full((2, 22), 4.0)
    expectation[0, 0], perception[0, 1] = nan, nan
    perception[1, :4] = nan
    table = servqual_gaps(expectation, perception)
    assert cells(table, "servqual-1")[4] == 0
    assert isnan(cells(table, "servqual-1")[0])
    assert cells(table, "tangibles")[4] == 1
    assert cells(table, "unweighted")[4] == 1
    assert "weighted" not in set(table["name"])


def test_one_respondent_and_nobody():
    one = servqual_gaps(np.full((1, 22), 5.0), np.full((1, 22), 3.0))
    assert cells(one, "unweighted")[2] == -2
    assert isnan(cells(one, "unweighted")[3])
    nobody = servqual_gaps(np.empty((0, 22)), np.empty((0, 22)))
    assert nobody["gap"].isna().all()
    assert set(nobody["n"]) == {0}


def test_weights_are_of_those_who_gave_them_and_not_negative():
    met = np.full((3, 22), 3.0)
    weights = np.array([[100.0, 0, 0, 0, 0], [nan] * 5, [20.0] * 5])
    assert cells(servqual_gaps(np.full((3, 22), 5.0), met, weights), "weighted")[4] == 2
    for wrong in ([-1.0, 101, 0, 0, 0], [0.0] * 5):
        with pytest.raises(ValueError, match="must not be negative"):
            servqual_gaps(met, met, np.array(wrong))


def test_the_half_width_is_that_of_paired_differences():
    expectation = np.array([[5.0] * 22, [1.0] * 22, [3.0] * 22])
    table = servqual_gaps(expectation, expectation - 1)
    assert cells(table, "unweighted") == pytest.approx([3, 2, -1, 0, 3])
