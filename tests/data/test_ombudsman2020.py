"""The Ombudsman's figures: the printed sum is kept, the rest is computed anew here and agrees."""

import pandas as pd
import pytest

from simulator.data import find_row, load

PRINTED = [31.57, 24.77, 24.39, 7.35, 4.01, 3.66, 2.75, 1.29, 0.17, 0.14]


def test_the_percentages_are_as_printed_and_add_up_to_100_10():
    table = load("ombudsman2020")
    assert list(table["printed_percent"]) == PRINTED
    assert round(table["printed_percent"].sum(), 2) == 100.10
    assert find_row("ombudsman2020/percent-sum-2020").value == 100.10


def test_rounding_cannot_explain_the_sum():
    rounding = find_row("ombudsman2020/percent-sum-rounding-2020").value
    assert rounding == len(PRINTED) * 0.005
    assert find_row("ombudsman2020/percent-sum-2020").value - 100 > rounding


def test_normalised_shares_keep_the_proportions_and_add_up_to_one():
    table = load("ombudsman2020")
    assert table["normalised_share"].sum() == pytest.approx(1, abs=10 * 0.000005)
    for printed, share in zip(PRINTED, table["normalised_share"], strict=True):
        assert share == pytest.approx(printed / 100.10, abs=0.000005)


def test_implied_reports_add_up_to_all_reports_and_are_assumed():
    implied = load("ombudsman2020", "implied")
    assert implied["value"].sum() == find_row("ombudsman2020/reports-2020").value == 7204
    for printed, reports in zip(PRINTED, implied["value"], strict=True):
        assert abs(reports - 7204 * printed / 100.10) < 1
    assert set(implied["mark"]) == {"assumed"}


def test_zones_of_a_year_add_up_to_the_bodies_assessed():
    compliance = load("ombudsman2020", "compliance")
    counted = compliance[compliance["of"].notna()]
    years = counted.groupby("year").agg(bodies=("bodies", "sum"), of=("of", "first"), rows=("of", "size"))
    assert dict(years["of"]) == {2022: 586, 2023: 586, 2024: 587}
    assert (years["bodies"] == years["of"]).all()
    assert 337 + 157 + 70 + 14 + 9 == 587
    assert list(counted["bodies"][counted["year"] == 2024]) == [337, 157, 70, 14, 9]


def test_printed_percentages_are_those_of_the_counts():
    compliance = load("ombudsman2020", "compliance")
    both = compliance[compliance["percent"].notna() & compliance["bodies"].notna()]
    assert len(both) == 5
    for row in both.itertuples():
        assert row.percent == row.percent_computed == pytest.approx(100 * row.bodies / row.of, abs=0.005)


def test_percentages_of_the_regencies_fit_415_and_not_416():
    compliance = load("ombudsman2020", "compliance")
    percents = compliance["percent"][compliance["group"] == "regencies"]
    assert percents.sum() == pytest.approx(100, abs=0.005)
    for total, fits in ((415, True), (416, False)):
        nearest = [100 * round(percent * total / 100) / total for percent in percents]
        assert all(abs(a - b) <= 0.005 for a, b in zip(nearest, percents, strict=True)) is fits


def test_the_limits_are_assumed_and_cover_every_score_once():
    limits = load("ombudsman2020", "limits").sort_values("low")
    assert set(limits["mark"]) == {"assumed"}
    assert (limits["low"].iloc[0], limits["high"].iloc[-1]) == (0, 100)
    for lower, upper in zip(limits["high"][:-1], limits["low"][1:], strict=True):
        assert upper - lower == pytest.approx(0.01)
    for name in ("score-kendari", "score-baubau"):
        score = find_row(f"ombudsman2020/{name}").value
        assert list(limits["zone"][(limits["low"] <= score) & (score <= limits["high"])]) == ["yellow"]


def test_bands_and_zones_of_compliance_agree_with_the_limits():
    compliance, zones = load("ombudsman2020", "compliance"), load("ombudsman2020", "limits").set_index("band")["zone"]
    with_band = compliance[compliance["band"].notna()]
    assert len(with_band) == 5
    assert all(zones[row.band] == row.zone for row in with_band.itertuples())


def test_the_replacement_of_2025_has_no_numbers():
    compliance = load("ombudsman2020", "compliance").set_index("id")
    assert "Opini Ombudsman" in compliance.loc["opini-2025", "note"]
    assert pd.isna(compliance.loc["opini-2025", ["zone", "bodies", "percent", "of"]]).all()
    assert max(compliance["year"].drop("opini-2025")) == 2024
