"""SKM: both weights on the worked example, bands without gaps, and a synthetic questionnaire that is what it says."""

import importlib.util
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pandas as pd
import pytest
from ruamel.yaml import YAML

from simulator.data import DATASETS, find_row, load, package_names

TOTALS = [105, 101, 100, 116, 102, 105, 106, 105, 115]
ELEMENTS = [
    *("requirements", "procedure", "completion_time", "cost", "product"),
    *("competence", "behaviour", "complaints", "facilities"),
]


@pytest.fixture(scope="module")
def make():
    spec = importlib.util.spec_from_file_location("make_skm", DATASETS / "skm" / "make.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def limits(make) -> list:
    return make.limits_of(pd.read_csv(DATASETS / "skm" / "raw" / "bands.csv", dtype=str))


def letters(index: str) -> list[str]:
    """Bands of the table that hold an index after rounding half up to two decimals."""
    rounded = float(Decimal(index).quantize(Decimal("0.01"), ROUND_HALF_UP))
    table = load("skm", "bands")
    return list(table["quality"][(table["index_low"] <= rounded) & (rounded <= table["index_high"])])


def test_the_nine_elements_are_named_and_not_numbered():
    elements = load("skm")
    assert len(elements) == 9
    assert [name.replace("-", "_") for name in elements["id"]] == ELEMENTS
    assert not {"no", "number", "order"} & set(elements.columns)


def test_the_worked_example_gives_91_475_and_90_56():
    example, results = load("skm", "check_example"), load("skm", "check_results").set_index("weight")
    assert list(example["total"]) == TOTALS
    assert sum(TOTALS) == 955
    for weight, name, printed in (
        (Fraction(1, 9), "weight-ninth", "91.475"),
        (Fraction(11, 100), "weight-0-11", "90.56"),
    ):
        index = Fraction(955, 29) * weight * 25
        assert results.loc[name, "value"] == pytest.approx(float(index), abs=0.00005)
        decimals = len(printed.partition(".")[2])
        assert round(float(index), decimals) == results.loc[name, "value_printed"] == float(printed)


def test_the_means_of_the_example_are_totals_over_respondents():
    example = load("skm", "check_example")
    assert set(example["respondents"]) == {29}
    assert list(example["mean"]) == [round(total / 29, 4) for total in TOTALS]


def test_nine_weights_of_a_ninth_reach_100_and_those_of_0_11_only_99():
    weights = load("skm", "weights").set_index("id")
    assert weights.loc["weight-ninth", "value"] * 9 == pytest.approx(1, abs=9 * 0.0000005)
    assert list(weights.loc["weight-ninth", ["lowest_index", "highest_index"]]) == [25, 100]
    assert list(weights.loc["weight-0-11", ["lowest_index", "highest_index"]]) == [24.75, 99]


@pytest.mark.parametrize(
    ("index", "letter"),
    [
        *(("25", "D"), ("64.99", "D"), ("64.994", "D"), ("64.995", "C"), ("65", "C"), ("76.60", "C"), ("76.604", "C")),
        *(
            ("76.605", "B"),
            ("76.61", "B"),
            ("88.30", "B"),
            ("88.304", "B"),
            ("88.305", "A"),
            ("88.31", "A"),
            ("100", "A"),
        ),
    ],
)
def test_no_index_falls_between_two_bands(make, limits, index, letter):
    assert letters(index) == [letter]
    assert make.band_of(Fraction(index), limits) == letter


def test_each_index_of_three_decimals_has_one_letter_and_letters_never_fall(make, limits):
    found = [make.band_of(Fraction(thousandth, 1000), limits) for thousandth in range(25_000, 100_001, 5)]
    assert sorted(set(found)) == ["A", "B", "C", "D"]
    assert found == sorted(found, reverse=True)


def test_limits_of_the_mean_are_those_of_the_index_over_25():
    for band in load("skm", "bands").itertuples():
        for mean, index in ((band.mean_low, band.index_low), (band.mean_high, band.index_high)):
            assert round(mean * 25, 2) == index


def test_the_weight_0_11_takes_the_a_from_88_31_to_89_19(make, limits):
    """89.20 x 0.99 = 88.308, which two decimals make 88.31: still A."""
    for index in ("88.31", "88.75", "89.19"):
        assert letters(index) == ["A"]
        assert letters(str(Decimal(index) * Decimal("0.99"))) == ["B"]
        assert make.band_of(Fraction(index) * Fraction(99, 100), limits) == "B"
    assert letters(str(Decimal("89.20") * Decimal("0.99"))) == ["A"]
    row = find_row("skm/lost-a")
    assert (row.low, row.high) == (88.31, 89.19)


def test_lost_bands_end_where_the_letter_is_kept_again():
    lost = load("skm", "lost_bands")
    assert list(lost["quality"]) == ["D", "C", "B", "A"]
    for row in lost.itertuples():
        after = Decimal(str(row.high)) + Decimal("0.01")
        assert letters(str(Decimal(str(row.high)) * Decimal("0.99"))) != [row.quality]
        assert letters(str(after * Decimal("0.99"))) == [row.quality]


def test_printed_letters_are_those_of_the_bands():
    scores = load("skm", "published_scores").set_index("id")
    printed = scores[scores["quality_printed"].notna()]
    assert list(printed.index) == ["score-mpp-rembang-2024"]
    assert (printed["quality_printed"] == printed["quality"]).all()
    assert pd.isna(scores.loc["poll-tangerang-2016", "quality"])
    assert scores.loc["score-typical", "mark"] == "assumed"


def test_sample_sizes_follow_the_formula_and_grow():
    sizes = load("skm", "sample_size")
    assert (sizes["population"].iloc[0], sizes["population"].iloc[-1]) == (10, 100_000)
    for row in sizes.itertuples():
        expected = 3.841 * row.population * 0.25 / (0.05**2 * (row.population - 1) + 3.841 * 0.25)
        assert row.exact == pytest.approx(expected, abs=0.00501)
        assert abs(row.respondents - expected) <= 0.5
    assert sizes["exact"].is_monotonic_increasing
    assert set(sizes["mark"]) == {"assumed"}


def test_the_questionnaire_says_that_it_is_synthetic():
    assert "skm" in package_names()
    attrs = load("skm", "questionnaire").attrs
    assert "synthetic" in attrs["title"]["en"].lower()
    assert "sintetis" in attrs["title"]["id"].lower()
    assert set(load("skm", "questionnaire_parameters")["mark"]) == {"assumed"}


def test_the_questionnaire_is_complete():
    answers = load("skm", "questionnaire")
    assert len(answers) == 150
    assert list(answers.columns[6:]) == ELEMENTS
    assert answers.notna().all(axis=None)
    assert answers[ELEMENTS].isin([1, 2, 3, 4]).all(axis=None)


def test_another_seed_gives_other_answers(make):
    given = YAML(typ="safe").load(DATASETS / "skm" / "raw" / "questionnaire.yaml")
    same, other = make._questionnaire(given), make._questionnaire({**given, "seed": given["seed"] + 1})
    assert (same[ELEMENTS].to_numpy() == load("skm", "questionnaire")[ELEMENTS].to_numpy()).all()
    assert (same[ELEMENTS].to_numpy() != other[ELEMENTS].to_numpy()).mean() > 0.2


def test_synthetic_answers_agree_with_their_parameters():
    """Means lie within 4.5 standard errors of what the chances and the shifts give."""
    parameters = load("skm", "questionnaire_parameters")
    temper = dict(parameters[parameters["group"] == "temper"][["name", "value"]].to_numpy())
    shift = float(parameters["value"][parameters["group"] == "shifts"].iloc[0])
    answers = load("skm", "questionnaire")
    for element in ELEMENTS:
        of = parameters[parameters["group"] == element.replace("_", "-")]
        assert of["value"].sum() == pytest.approx(1)
        moments = [0.0, 0.0]
        for answer, chance in zip(of["name"].astype(int), of["value"], strict=True):
            for step, share in ((-1, temper["strict"]), (0, temper["plain"]), (1, temper["generous"])):
                for moved, probability in ((answer, 1 - shift), (min(max(answer + step, 1), 4), shift)):
                    weight = chance * share * probability
                    moments = [moments[0] + weight * moved, moments[1] + weight * moved**2]
        error = ((moments[1] - moments[0] ** 2) / len(answers)) ** 0.5
        assert abs(answers[element].mean() - moments[0]) < 4.5 * error, element


def test_synthetic_answers_of_one_respondent_agree_with_each_other():
    """Independent answers have a ratio of 1 with a standard error of about sqrt(2 / 150) = 0.12; temper raises it."""
    answers = load("skm", "questionnaire")[ELEMENTS].astype(float)
    assert answers.sum(axis=1).var() / answers.var().sum() > 1 + 2.5 * (2 / len(answers)) ** 0.5


def test_synthetic_answers_put_cost_first_and_time_or_facilities_last():
    means = load("skm", "questionnaire")[ELEMENTS].mean().sort_values()
    assert means.index[0] in ("completion_time", "facilities")
    assert means.index[-1] == "cost"
