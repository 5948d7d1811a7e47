"""Tables and numbers of a lesson: cards on a phone, tables for a screen reader, differences of shares in points."""

import re
from types import SimpleNamespace

import pytest

from simulator.measures import Estimate
from simulator.teaching.lab import Measure, Pair
from simulator.teaching.panels.compare import Compare
from simulator.teaching.pictures import (
    Spot,
    comparison_picture,
    comparison_table,
    explore_picture,
    forest_picture,
    stack_picture,
)
from simulator.teaching.plan import Comparison, Explore, Options, Outcome, Setting
from simulator.teaching.tables import html_table
from simulator.teaching.words import Words
from simulator.widgets import Axis

BUSY = Measure("busy", "Sibuk", "%", lambda _result: None, 0, percent=True)
WAIT = Measure("wait", "Menunggu", "menit", lambda _result: None)


@pytest.fixture
def words() -> Words:
    return Words("id")


def test_each_cell_of_a_card_says_what_it_is():
    columns = ["Keadaan", "Rata-rata", "Rentang 95%", "Ulangan"]
    html = html_table("Menunggu", columns, [["A & B", "1", "0 sampai 2", "4"], ["C", "3", "2 sampai 4", "4"]])
    assert "sp-cards" in html
    assert re.findall(r'data-label="([^"]*)"', html) == 2 * columns[1:]
    roles = re.findall(r' role="(\w+)"', html)
    expected = {"table": 1, "rowgroup": 2, "row": 3, "columnheader": 4, "rowheader": 2, "cell": 6, "region": 1}
    assert {role: roles.count(role) for role in roles} == expected


def test_a_small_table_stays_a_table_on_a_phone():
    assert "sp-cards" not in html_table("Angka", ["Fakta", "Angka", "Asal"], [["A", "1", "asumsi"]])
    long = [["1", "85 dari 200 (36% sampai 49%)", "3 dari 200 (1% sampai 4%)"]]
    assert "sp-cards" in html_table("Salah", ["Ulangan", "Sendiri", "Berpasangan"], long, numbers=True)
    assert "sp-cards" not in html_table("Salah", ["Ulangan", "Sendiri"], [["1", "85 dari 200"]], numbers=True)


def test_the_columns_of_a_row_are_counted():
    with pytest.raises(ValueError, match="zip"):
        html_table("Angka", ["Fakta", "Angka"], [["A", "1", "2"]])


@pytest.mark.parametrize(
    ("lang", "mean", "ends"),
    [("id", "-21 poin persen", "-25 sampai -17 poin persen"), ("en", "-21 percentage points", "-25 to -17 percentage points")],
)  # fmt: skip
def test_a_difference_of_shares_is_told_in_percentage_points(lang, mean, ends):
    words, found = Words(lang), Estimate(-0.21, 0.04, 20, "")
    assert words.change(BUSY, found.mean) == mean
    assert words.change_bounds(BUSY, found) == ends
    assert words.value(BUSY, 0.21) == "21%"


def test_other_differences_keep_their_numbers_and_may_be_below_zero(words):
    assert words.change(WAIT, -2.25) == "-2,2"
    assert words.change_bounds(WAIT, Estimate(-2.0, 3.0, 20, "min")) == "-5,0 sampai 1,0"
    assert words.bounds(WAIT, Estimate(2.0, 3.0, 20, "min")) == "0,0 sampai 5,0"


@pytest.mark.parametrize("measure", [BUSY, WAIT])
def test_no_interval_is_a_dash(words, measure):
    one = Estimate(0.5, float("nan"), 1, "")
    assert (words.bounds(measure, one), words.change_bounds(measure, one)) == ("–", "–")
    assert words.percent(float("nan")) == "–"


@pytest.mark.parametrize(
    ("low", "high", "ends"),
    [(0.0171, 0.0229, "1,7% sampai 2,3%"), (0.0199, 0.0201, "1,99% sampai 2,01%"), (-0.01, 0.004, "0,0% sampai 0,4%")],
)
def test_ends_that_would_look_the_same_have_more_decimals(words, low, high, ends):
    found = Estimate((low + high) / 2, (high - low) / 2, 20, "")
    assert words.bounds(BUSY, found) == ends


def test_a_comparison_has_a_table_for_each_measure(words):
    plan = Comparison("", "", "Judul", [Setting("A", None), Setting("B", None)], (BUSY, WAIT), lambda *_: "")
    found = {"busy": Estimate(0.8, 0.1, 4, ""), "wait": Estimate(5.0, 1.0, 4, "min")}
    less = {"busy": Estimate(-0.2, 0.1, 4, ""), "wait": Estimate(-1.0, 0.5, 4, "min")}
    pairs = {key: Pair(found[key], found[key], less[key]) for key in found}
    html = comparison_table(plan, Outcome([found, found], [pairs]), words)
    assert re.findall("<caption>(.*?)</caption>", html) == ["Sibuk, %", "Menunggu, menit"]
    assert re.findall('<th scope="row"[^>]*>(.*?)</th>', html) == 2 * ["A", "B", "Selisih: B, berpasangan"]
    assert html.count("-20 poin persen") == 1
    assert html.count("-30 sampai -10 poin persen") == 1


def test_a_chart_of_differences_of_shares_has_points_on_its_axis(words):
    picture = forest_picture("Beda", ["A"], [Estimate(-0.21, 0.04, 20, "")], BUSY, words)
    assert picture.x.unit == "poin persen"
    assert picture.table.rows == [["A", "-21 poin persen", "-25 sampai -17 poin persen", "20"]]


def test_the_numbers_of_stacked_bars_are_those_of_their_parts(words):
    parts = {"antre": [1.0, 2.0], "dilayani": [3.0, 4.0]}
    picture = stack_picture("Hari", "", Axis("Hari", "hari"), Axis("Izin", names=["A", "B"]), parts, words)
    assert picture.table.columns == ["Izin", "antre", "dilayani"]
    assert picture.table.rows == [["A", "1,0", "3,0"], ["B", "2,0", "4,0"]]
    assert (picture.marks[0].keys, picture.marks[0].parts) == (list(parts), [[1.0, 2.0], [3.0, 4.0]])


def test_parts_that_are_estimates_have_their_intervals_in_the_table(words):
    parts = {"batas": [2.0], "antre": [Estimate(1.0, 1.5, 20, "hari")], "tetap": [Estimate(0.0, 0.0, 20, "hari")]}
    picture = stack_picture("Hari", "", Axis("Hari", "hari"), Axis("Izin", names=["A"]), parts, words)
    assert picture.table.caption == "Hari; dalam kurung rentang 95% dari 20 ulangan"
    assert picture.table.rows == [["A", "2,0", "1,0 (0,0 sampai 2,5)", "0,0"]]
    assert picture.marks[0].parts == [[2.0], [1.0], [0.0]]


def test_a_guess_of_how_much_less_is_drawn_as_what_would_be_left(words):
    settings = [Setting("A", None), Setting("B", None)]
    plan = Comparison("", "", "Judul", settings, (WAIT,), lambda *_: "", guess_place=1, guesses_cut=True)
    found = [{"wait": Estimate(mean, 1.0, 4, "min")} for mean in (8.0, 6.0)]
    pair = Pair(found[0]["wait"], found[1]["wait"], Estimate(-2.0, 1.0, 4, "min"))
    marks = comparison_picture(plan, Outcome(found, [{"wait": pair}]), words, 25.0).marks
    assert [(point.x, point.y) for point in marks[-1].points] == [(1, 6.0)]
    assert len(comparison_picture(plan, None, words, 25.0).marks) == 1  # less than what is not known yet
    panel = SimpleNamespace(plan=plan)
    assert Compare.beside_guess(panel, Outcome(found, [{"wait": pair}])) == pytest.approx(25.0)  # per cent, as guessed


def test_options_stand_below_each_other(words):
    lever = Options("how", "Cara", ["Kertas saja", "Elektronik, kapan saja"])
    plan = Explore("", "Judul", [lever], lambda _places: None, [WAIT])
    spot = Spot({"how": 1}, {"wait": Estimate(5.0, 1.0, 4, "min")})
    picture = explore_picture(plan, [spot], words)
    assert (picture.x.label, list(picture.y.names)) == ("Menunggu", list(lever.options))
    assert picture.description.startswith("Mendatar: menunggu. Tegak: cara.")
