"""Connectivity: the printed shares against the counts, and villages by province against the country."""

import pytest

from simulator.data import find_row, load

REGIONS = ("java", "kalimantan", "sumatra", "bali-nusa", "sulawesi", "maluku-papua")


def value(name: str) -> float:
    number = find_row(f"connectivity/{name}").value
    assert number is not None
    return number


def test_the_national_share_is_users_over_people():
    assert value("internet-national") == 0.8066 == round(229428417 / 284438900, 4) == value("internet-users-share")


def test_the_country_lies_between_its_regions_as_printed():
    shares = [value(f"internet-{region}") for region in REGIONS]
    assert shares == [0.8469, 0.7872, 0.7712, 0.7686, 0.7164, 0.6926]
    assert shares == sorted(shares, reverse=True)
    assert shares[-1] < value("internet-national") < shares[0]


def test_villages_by_province_are_part_of_the_country():
    villages = load("connectivity", "villages_without_signal").set_index("place")["value"]
    assert len(villages) == 13
    assert list(villages[villages > 0]) == [1458, 632, 140, 131, 65]
    assert villages["Banten"] == 0
    assert villages.sum() == 2426
    assert value("no-signal-villages") - villages.sum() == 691
    assert value("no-signal-two-papua-share") == round((1458 + 632) / 3117, 4)


def test_the_villages_implied_allow_for_the_rounding_of_the_share():
    row = find_row("connectivity/villages")
    assert row.value == round(3117 / 0.037)
    assert 3117 / row.high == pytest.approx(0.03695, abs=1e-6)
    assert 3117 / row.low == pytest.approx(0.03705, abs=1e-6)


def test_the_two_figures_of_2024_are_kept_and_differ():
    first, second = (find_row(f"connectivity/internet-2024-{name}") for name in ("press", "list"))
    assert (first.value, second.value) == (0.795, 0.737)
    notes = load("connectivity").set_index("id")["note"]
    assert all("draw no trend" in notes[f"internet-2024-{name}"] for name in ("press", "list"))


def test_districts_far_away_are_connected_less_and_that_is_assumed():
    rows = [find_row(f"connectivity/connected-{place}") for place in ("town", "around", "far")]
    remote = [find_row(f"connectivity/connected-remote-{place}") for place in ("town", "village")]
    assert {row.mark for row in rows + remote} == {"assumed"}
    assert [row.value for row in rows] == [0.9, 0.8, 0.6]
    assert [row.value for row in remote] == [0.7, 0.2]


def test_access_points_at_offices_are_part_of_all():
    assert value("bakti-access-points-offices") < value("bakti-access-points")
