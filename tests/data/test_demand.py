"""Demand: counts as printed, rates worked out anew here, and shares that add up."""

import pytest

from simulator.data import find_row, load


def value(name: str) -> float:
    number = find_row(f"demand/{name}").value
    assert number is not None
    return number


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("nib-2018", 150_501),
        ("nib-2019", 704_417),
        ("nib-2020-02", 71_057),
        ("nib-holiday-2020", 550),
        ("nib-2020-03-per-day", 2_293),
        ("nib-2020-08", 126_878),
        ("nib-2020-09", 197_322),
        ("nib-rba-2022-09", 2_056_010),
        ("micro-share-2022", 0.9345),
        ("nib-2023", 4_061_883),
        ("nib-kudus-2023", 9_135),
        ("nib-blitar-2022", 5_604),
        ("permits-tangsel-2018-05", 4_033),
        ("files-west-jakarta-2015", 16_858),
        ("pbg-tangerang-2025", 1_641),
        ("mpp-tangsel-2025", 58_781),
        ("mpp-rembang-visitors", 168_362),
    ],
)
def test_counts_are_as_printed_and_measured(name: str, printed: float):
    assert value(name) == printed
    assert find_row(f"demand/{name}").mark == "measured"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("nib-per-office-year", 7902),
        ("nib-per-office-day", 32.93),
        ("nib-low-risk-per-office-day", 24.70),
        ("nib-medium-low-per-office-day", 4.94),
        ("nib-medium-high-per-office-day", 2.63),
        ("nib-high-per-office-day", 0.66),
        ("nib-kudus-2022-per-day", 12.1),
        ("nib-kudus-2023-per-day", 38.1),
        ("nib-karawang-2024-per-day", 304),
        ("files-west-jakarta-2015-per-day", 140),
        ("mpp-tangsel-2025-per-day", 245),
        ("mpp-rembang-per-day", 351),
        ("mpp-jakarta-2020-06-per-day", 503),
        ("mpp-rembang-dukcapil-share", 0.3039),
        ("bogor-share-2013", 0.7547),
        ("umk-share-kudus-2023", 0.9977),
        ("holiday-factor", 0.2399),
        ("kudus-campaign-factor", 4.04),
        ("tangsel-lebaran-factor", 0.4215),
    ],
)
def test_derived_numbers_are_those_worked_out_by_hand(name: str, expected: float):
    assert value(name) == expected
    assert find_row(f"demand/{name}").cite.startswith("Derived: ")


def test_the_national_mean_lies_between_a_long_and_a_short_year():
    row = find_row("demand/nib-per-office-day")
    assert row.mark == "published"  # counted NIB over working days that were only computed
    assert (row.low, row.high) == (round(4061883 / 514 / 242, 2), round(4061883 / 514 / 237, 2))


def test_parts_are_not_more_than_the_whole():
    for part, whole in [
        ("nib-umk-kudus-2023", "nib-kudus-2023"),
        ("nib-umk-blitar-2022", "nib-blitar-2022"),
        ("files-bogor-2013", "files-west-java-2013"),
        ("pbg-dwellings-tangerang-2025", "pbg-tangerang-2025"),
        ("nib-holiday-2020", "nib-2020-03-per-day"),
    ]:
        assert value(part) < value(whole), part
    agencies = ("mpp-rembang-dukcapil", "mpp-rembang-health", "mpp-rembang-social")
    assert sum(map(value, agencies)) < value("mpp-rembang-visitors")
    assert value("nib-kudus-2023-11") + value("nib-kudus-2023-12") < value("nib-kudus-2023")


@pytest.mark.parametrize(("month", "share"), [("2020-08", 0.82), ("2020-09", 0.86)])
def test_the_printed_micro_shares_are_those_of_the_counts(month: str, share: float):
    assert round(value(f"nib-micro-{month}") / value(f"nib-{month}"), 2) == share == value(f"micro-share-{month}")


def test_risk_shares_and_channel_shares_add_up_to_one():
    risks = ("low", "medium-low", "medium-high", "high")
    assert sum(value(f"risk-share-{risk}") for risk in risks) == pytest.approx(1)
    shares = load("demand", "channel_shares")
    totals = shares.groupby("preset")["value"].agg(["sum", "size"])
    assert set(totals.index) == {"middle", "remote", "city"}
    assert list(totals["sum"]) == pytest.approx([1, 1, 1])
    assert list(totals["size"]) == [4, 4, 4]
    assert set(shares["mark"]) == {"assumed"}


def test_offices_grow_from_remote_to_large():
    rows = [find_row(f"demand/preset-{kind}") for kind in ("remote", "rural", "urban", "large")]
    assert all(row.mark == "assumed" and row.value is None for row in rows)
    ends = [end for row in rows for end in (row.low, row.high)]
    assert ends == sorted(ends)
    assert len(set(ends)) == 8


def test_factors_by_season_that_were_measured_are_those_of_the_main_table():
    season = load("demand", "seasonality").set_index("id")
    firm = season[season["mark"] != "assumed"]
    assert set(firm.index) == {
        *("season-holiday", "season-campaign-kudus", "season-target-karawang", "season-lebaran-tangsel")
    }
    assert firm.loc["season-campaign-kudus", "value"] == value("kudus-campaign-factor")
    assert season.loc["holiday-range", "low"] < value("holiday-factor") < season.loc["holiday-range", "high"]
