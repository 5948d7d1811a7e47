"""Outages: incidents as reported, and the failure process of scenarios worked out anew here."""

from math import sqrt

import pytest

from simulator.data import find_row, load
from simulator.scenario import load_scenario


def value(name: str) -> float:
    number = find_row(f"outages/{name}").value
    assert number is not None
    return number


def test_each_incident_has_its_own_place_in_time():
    incidents = load("outages")
    assert len(incidents) == 12
    dated = incidents[incidents["from"].notna() & incidents["year"].notna()]
    assert len(dated) >= 7
    assert (dated["from"].dt.year == dated["year"]).all()
    assert set(incidents["mark"]) == {"published", "source_document"}


def test_a_duration_is_not_longer_than_the_dates_between_which_it_lies():
    incidents = load("outages")
    closed = incidents[incidents["to"].notna() & (incidents["unit"] == "day")]
    assert len(closed) >= 1
    for row in closed.itertuples():
        days = (row.to - incidents.loc[row.Index, "from"]).days + 1
        assert row.value <= days


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("oss-short-up", 4 * 510),
        ("oss-medium-up", 25 * 510),
        ("oss-medium-duration", 4 * 60),
        ("oss-long-up", 365 * 24 * 60),
        ("oss-long-duration", 2 * 24 * 60),
        ("oss-slow-up", 1380),
        ("oss-slow-speed", 0.4),
        ("link-rural-up", 1940),
        ("sicantik-up", 3920),
    ],
)
def test_the_numbers_of_scenarios_follow(name: str, expected: float):
    assert value(name) == expected
    assert find_row(f"outages/{name}").mark == "assumed"


def test_the_default_process_is_the_one_of_the_mid_sized_regency():
    oss = next(each for each in load_scenario("kabupaten-menengah").data["outages"] if each["subsystem"] == "oss")
    failures = [oss, *oss["also"]]
    names = ("short", "medium", "long")
    assert [each["up"]["mean_min"] for each in failures] == [value(f"oss-{name}-up") for name in names]
    assert [each["down"]["median_min"] for each in failures] == [value(f"oss-{name}-duration") for name in names]
    assert {each["down"]["cv"] for each in failures} == {value("lognormal-cv")}
    slow = oss["slow"][0]
    assert slow["up"]["mean_min"] == value("oss-slow-up")
    assert slow["down"]["mean_min"] == value("oss-slow-duration")
    assert slow["speed"] == value("oss-slow-speed")


def test_slow_states_take_their_share():
    up, down = value("oss-slow-up"), value("oss-slow-duration")
    assert down / (up + down) == pytest.approx(value("oss-slow-share"))


def test_the_share_of_up_time_with_mean_and_with_median_durations():
    up_times, medians = (2040, 12750, 525600), (25, 240, 2880)
    by_mean = by_median = 1.0
    for up, median in zip(up_times, medians, strict=True):
        by_mean *= up / (up + median * sqrt(2))  # the mean of a lognormal with cv 1 is its median times √2
        by_median *= up / (up + median)
    assert value("oss-up-share") == pytest.approx(by_mean, abs=0.00005)
    assert value("oss-up-share-median") == pytest.approx(by_median, abs=0.00005)
    usable = find_row("outages/oss-usable")
    assert by_mean < usable.value < by_median + 0.005
    assert usable.low < by_mean < usable.high


def test_the_link_in_papua_is_the_middle_of_what_was_measured_and_assumed():
    row = find_row("outages/link-papua")
    assert row.value == round((0.8424 + 0.895) / 2, 2)
    assert (row.low, row.high) == (0.84, 0.9)
    assert row.mark == "assumed"
    assert {find_row(f"outages/{name}").mark for name in ("bts-papua", "access-points-papua")} == {"measured"}


def test_the_up_time_of_that_link_gives_back_its_availability():
    row, down = find_row("outages/link-papua-up"), value("satellite-outage-duration")
    for up, availability in ((row.low, 0.84), (row.value, 0.87), (row.high, 0.9)):
        assert up / (up + down) == pytest.approx(availability, abs=0.0005)
