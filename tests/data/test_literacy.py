"""Literacy: the index against its pillars, and shares of applicants that add up."""

import pytest

from simulator.data import find_row, load
from simulator.scenario import load_scenario

PILLARS = ("skill", "ethics", "safety", "culture")


def value(name: str) -> float:
    number = find_row(f"literacy/{name}").value
    assert number is not None
    return number


def test_the_index_is_the_mean_of_its_pillars_as_printed():
    pillars = [value(f"index-2022-{pillar}") for pillar in PILLARS]
    assert pillars == [3.52, 3.68, 3.12, 3.84]
    assert value("index-2022") == 3.54 == pytest.approx(sum(pillars) / 4, abs=0.005) == value("index-2022-pillars-mean")


def test_the_index_rises_over_the_years():
    years = [value(f"index-{year}") for year in (2020, 2021, 2022)]
    assert years == [3.46, 3.49, 3.54] == sorted(years)
    assert value("index-2022-growth") == round(3.54 / 3.46, 3)


def test_every_province_says_what_its_index_is_not():
    table = load("literacy")
    provinces = table[table["note"].fillna("").str.contains("Not the literacy of an office's applicants")]
    assert list(provinces["value"]) == [3.64, 3.64, 3.62, 3.62, 3.61]
    assert (provinces["value"] - 3.54).max() < 0.11  # hundredths, as against the spread of persons


def test_the_levels_of_each_kind_of_district_add_up_to_one():
    shares = load("literacy", "applicant_literacy")
    assert set(shares["mark"]) == {"assumed"}
    totals = shares.groupby("setting")["value"].agg(["sum", "size"])
    assert len(totals) == 5
    assert list(totals["sum"]) == pytest.approx([1.0] * 5)
    assert set(totals["size"]) == {3}


def test_the_further_away_the_lower_the_literacy():
    low = [value(f"literacy-{setting}-low") for setting in ("town", "around", "far", "remote-village")]
    high = [value(f"literacy-{setting}-high") for setting in ("town", "around", "far", "remote-village")]
    assert low == sorted(low)
    assert high == sorted(high, reverse=True)


def test_the_mid_sized_regency_uses_these_shares():
    districts = load_scenario("kabupaten-menengah").data["population"]["districts"]
    assert [district["name"] for district in districts] == ["dekat", "sedang", "jauh"]
    for setting, district in zip(("town", "around", "far"), districts, strict=True):
        levels = {level: value(f"literacy-{setting}-{level}") for level in ("low", "middle", "high")}
        assert {level: district["literacy"][level] for level in levels} == levels
