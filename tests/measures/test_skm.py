"""SKM: the regulation's example, both weights, letters, groups, intervals and sample sizes, each computed twice."""

from decimal import Decimal
from fractions import Fraction
from math import isnan, sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from simulator.data import load
from simulator.measures.quality import (
    Index,
    NoAnswerError,
    elements,
    group_table,
    half_width_of_index,
    index_of,
    needed_respondents,
    round_half_up,
    skm,
    weights,
)

NAMES = list(elements())
TOTALS = [105, 101, 100, 116, 102, 105, 106, 105, 115]


def answers(rows: list[list[int | None]], **groups: list[str | None]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=NAMES, dtype="Int64").assign(**groups)


def column_with_total(total: int, n: int = 29) -> list[int]:
    """Answers of n respondents that add up to a total."""
    low, more = divmod(total, n)
    return [low + (at < more) for at in range(n)]


def example() -> pd.DataFrame:
    return answers([list(row) for row in zip(*map(column_with_total, TOTALS), strict=True)])


def test_the_check_example_gives_91_475_and_90_56():
    done = skm(example())
    assert done.respondents == 29
    assert [score.total for score in done.elements] == TOTALS
    assert done.index.exact == Fraction(955, 29 * 9) * 25
    assert round_half_up(done.index.exact, 3) == Decimal("91.475")
    assert done.index.rounded == Decimal("91.48")
    assert done.variant.rounded == Decimal("90.56")
    assert (done.index.letter, done.variant.letter) == ("A", "A")


def test_every_row_of_the_check_tables_comes_out():
    done = skm(example())
    table = load("skm", "check_example")
    for row, score in zip(table.itertuples(), done.elements, strict=True):
        assert (row.respondents, row.total) == (score.answered, score.total)
        assert float(round_half_up(score.mean, 4)) == row.mean
    results = load("skm", "check_results")
    assert len(results) == 2
    for row in results.itertuples():
        index = done.weighted(row.weight)
        assert float(round_half_up(index.exact, 4)) == row.value
        decimals = len(str(row.value_printed).partition(".")[2])
        assert float(round_half_up(index.exact, decimals)) == row.value_printed
        assert index.letter == row.quality


def test_weights_are_exact():
    assert weights() == {"weight-ninth": Fraction(1, 9), "weight-0-11": Fraction(11, 100)}
    for row in load("skm", "weights").itertuples():
        for mean, index in ((1, row.lowest_index), (4, row.highest_index)):
            assert index_of([Fraction(mean)] * 9, weights()[row.id]).exact == Fraction(str(index))


@pytest.mark.parametrize(
    ("exact", "rounded", "letter"),
    [
        *(("25", "25.00", "D"), ("24.994", "24.99", ""), ("64.994", "64.99", "D"), ("64.995", "65.00", "C")),
        *(("76.604", "76.60", "C"), ("76.605", "76.61", "B"), ("88.3049", "88.30", "B"), ("88.305", "88.31", "A")),
        ("100", "100.00", "A"),
    ],
)
def test_letters_are_decided_on_two_decimals(exact: str, rounded: str, letter: str):
    index = Index(Fraction(exact))
    assert (index.rounded, index.letter) == (Decimal(rounded), letter)


def test_the_weight_0_11_loses_the_letters_of_the_data_package():
    table = load("skm", "lost_bands")
    assert len(table) == 4
    for row in table.itertuples():
        for end in (row.low, row.high):
            whole = Index(Fraction(str(end)))
            assert whole.letter == row.quality
            found = Index(whole.exact * Fraction(99, 100)).letter
            assert found == ("" if pd.isna(row.quality_with_0_11) else row.quality_with_0_11)
        after = Index(Fraction(str(row.high)) + Fraction(1, 100))
        assert Index(after.exact * Fraction(99, 100)).letter == row.quality


def test_the_synthetic_questionnaire_by_hand():
    table = load("skm", "questionnaire").rename(columns=lambda name: name.replace("_", "-"))
    done = skm(table)
    by_hand = Fraction(int(table[NAMES].to_numpy().sum()), 150 * 9) * 25
    assert done.index.exact == by_hand
    own = table[NAMES].to_numpy(float).mean(axis=1) * 25
    assert done.half_width == pytest.approx(stats.t.ppf(0.975, 149) * own.std(ddof=1) / sqrt(150))
    assert done.letters == ("B", "B")


def test_a_missing_answer_leaves_its_respondent_out_of_that_element_only():
    done = skm(answers([[4] * 9, [2] * 8 + [None], [None] * 9]))
    assert done.respondents == 2
    assert [(score.answered, score.mean) for score in done.elements] == [(2, 3)] * 8 + [(1, 4)]
    assert done.index.exact == Fraction(8 * 3 + 4, 9) * 25


def test_the_interval_with_missing_answers_by_hand():
    """Shares u_r of two respondents: ((4 - 3)/2 · 8 + 0) · 25/9 and its negative; n/(n - 1) = 2; t(1) = 12.7062."""
    done = skm(answers([[4] * 9, [2] * 8 + [None]]))
    share = 4 * 25 / 9
    assert done.half_width == pytest.approx(12.706204736 * sqrt(2 * 2 * share**2))
    assert done.elements[0].half_width == pytest.approx(12.706204736 * 25 * 1.0)
    assert isnan(done.elements[8].half_width)


def test_the_finite_population_narrows_the_interval():
    rows = answers([[3] * 9, [4] * 9, [2] * 9, [3] * 8 + [4]])
    whole, of_five, everyone = (skm(rows, population).half_width for population in (None, 5, 4))
    assert of_five == pytest.approx(whole * sqrt(1 / 5))
    assert everyone == 0
    with pytest.raises(ValueError, match="4 respondents of a population of 3"):
        skm(rows, 3)


def test_the_interval_covers_the_mean_of_the_population(seed):
    """95 % of 400 samples of 40 from 200: fewer than 92 % or more than 98 % are off by 2.75 standard errors."""
    draws = np.random.default_rng(seed)
    people = np.clip(draws.integers(1, 5, (200, 9)) + draws.integers(-1, 2, (200, 1)), 1, 4)
    truth, covered = people.mean() * 25, 0
    for _ in range(400):
        sample = people[draws.choice(200, 40, replace=False)].astype(float)
        covered += abs(sample.mean() * 25 - truth) <= half_width_of_index(sample, 25, 200)
    assert 0.92 <= covered / 400 <= 0.98


def test_one_respondent_has_an_index_and_no_interval():
    done = skm(answers([[4] * 9]))
    assert done.index.exact == 100
    assert isnan(done.half_width)
    assert done.letters == ("", "")


def test_letters_of_an_interval_stay_on_the_scale():
    assert skm(answers([[4] * 9, [1] * 9])).letters == ("D", "A")


@pytest.mark.parametrize("rows", [[], [[None] * 9], [[3] * 8 + [None]] * 4])
def test_without_an_answer_to_each_element_there_is_no_index(rows):
    with pytest.raises(NoAnswerError) as caught:
        skm(answers(rows))
    assert caught.value.elements == tuple(NAMES[8:] if len(rows) == 4 else NAMES)


@pytest.mark.parametrize("wrong", [0, 5, -1])
def test_other_answers_are_refused(wrong):
    with pytest.raises(ValueError, match="answers are 1, 2, 3 or 4"):
        skm(answers([[3] * 8 + [wrong]]))


@given(st.lists(st.lists(st.integers(1, 4), min_size=9, max_size=9), min_size=1, max_size=30))
def test_the_index_lies_between_25_and_100_and_equals_plain_fractions(rows):
    done = skm(answers(rows))
    plain = sum(Fraction(sum(column), len(rows)) for column in zip(*rows, strict=True)) / 9 * 25
    assert done.index.exact == plain
    assert 25 <= done.index.exact <= 100
    assert done.variant.exact == plain * Fraction(99, 100)
    assert done.index.letter in "ABCD"


def test_groups_are_withheld_when_small_or_when_they_would_give_one_away():
    sizes = {"counter": 12, "online": 11, "mobile": 3}
    channel = [name for name, size in sizes.items() for _ in range(size)]
    rows = [[3] * 9] * 12 + [[4] * 9] * 11 + [[1] * 9] * 3
    table = group_table(answers(rows, channel=channel, sex=["f", None] * 13), ["channel", "sex"]).set_index("group")
    assert table["withheld"].to_dict() == {"counter": "", "mobile": "small", "online": "with_small", "": "", "f": ""}
    assert table.loc["counter", ["respondents", "index", "letter"]].tolist() == [12, 75.0, "C"]
    assert table.loc[["mobile", "online"], ["index", "half_width", "letter", *NAMES]].isna().all(axis=None)
    assert table.loc["f", "respondents"] == table.loc["", "respondents"] == 13


def test_a_group_whose_lowest_element_is_known():
    table = group_table(answers([[4, 4, 2, 4, 4, 4, 4, 4, 4]] * 10, by=["x"] * 10), ["by"])
    assert table.loc[0, "lowest"] == "completion-time"
    assert table.loc[0, "index"] == pytest.approx(34 / 36 * 100)
    silent = group_table(answers([[4] * 8 + [None]] * 10 + [[3] * 9] * 10, by=["x"] * 10 + ["y"] * 10), ["by"])
    assert silent["withheld"].tolist() == ["no_answer", ""]


def test_needed_respondents_are_those_of_the_table():
    table = load("skm", "sample_size")
    assert len(table) >= 30
    for row in table.itertuples():
        exact = needed_respondents(row.population)
        assert float(round_half_up(exact, 2)) == row.exact
        assert int(round_half_up(exact, 0)) == int(row.respondents)
    assert needed_respondents() == pytest.approx(384.1)
    with pytest.raises(ValueError, match="at least 1"):
        needed_respondents(0)
