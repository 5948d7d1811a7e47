"""Returns: the printed counts, what they add up to, and shares worked out anew here."""

import pytest

from simulator.data import find_row, load


def value(name: str) -> float:
    number = find_row(f"returns/{name}").value
    assert number is not None
    return number


def test_the_outcomes_of_tangerang_selatan_add_up():
    outcomes = [value(f"tangsel-2018-{outcome}") for outcome in ("issued", "rejected", "open")]
    assert outcomes == [463, 572, 665]
    assert sum(outcomes) == value("tangsel-2018-submitted") == 1700


def test_the_ten_that_west_jakarta_does_not_explain_are_kept():
    issued, rejected = value("west-jakarta-2016-issued"), value("west-jakarta-2016-rejected")
    assert issued + rejected == 15511
    assert value("west-jakarta-2016-submitted") == 15521
    assert value("west-jakarta-2016-unexplained") == 10


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("tangsel-2018-rejected-share", 572 / 1700),
        ("tangsel-2018-rejected-of-decided", 572 / (463 + 572)),
        ("west-jakarta-2016-rejected-share", 6970 / 15521),
        ("west-jakarta-2015-issued-share", 15270 / 16858),
        ("west-jakarta-2015-not-issued-share", 1588 / 16858),
    ],
)
def test_shares_are_measured_and_those_of_the_counts(name: str, expected: float):
    assert value(name) == pytest.approx(expected, abs=0.00005)
    assert find_row(f"returns/{name}").mark == "measured"


def test_the_share_chosen_for_scenarios_lies_between_the_measured_ones():
    chosen = find_row("returns/return-document-online")
    assert chosen.mark == "assumed"
    assert value("tangsel-2018-rejected-share") < chosen.value < value("west-jakarta-2016-rejected-share") < chosen.high


@pytest.mark.parametrize("permit", ["document", "nib"])
def test_unaided_files_are_incomplete_most_often_and_agents_least(permit: str):
    shares = [value(f"incomplete-{permit}-{channel}") for channel in ("online", "assisted", "agent")]
    assert shares == sorted(shares, reverse=True)
    assert len(set(shares)) == 3


def test_depok_repeats_are_a_part_of_its_cases():
    row = find_row("returns/nik-repeat-share-depok")
    assert (row.low, row.value, row.high) == (round(300 / 2400, 2), round(550 / 2350, 2), round(800 / 2300, 2))


def test_shares_are_shares():
    table = load("returns").set_index("id")
    shares = table[table.index.str.contains("share|incomplete|return-|mismatch|never")]
    assert len(shares) >= 16
    assert shares[["value", "low", "high"]].max().max() < 1
