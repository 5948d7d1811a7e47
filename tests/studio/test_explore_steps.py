"""Knobs in steps: each step is a plan of its own, and what is said of the curve follows from the numbers."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import simulator as sim
from simulator.analysis import costs_of
from simulator.reports.comparison_effects import is_told_apart
from simulator.studio.background import Stopped
from simulator.studio.explore.money import working_days_of, year_of
from simulator.studio.explore.pairs import DOWN, UNSURE, UP, apart, maybe_best
from simulator.studio.explore.ranges import MOST_OF_ONE, MOST_OF_TWO, Range, numeric_knobs, read_levels, usual
from simulator.studio.explore.steps import Cell, Steps, Sweep, Way, simulate
from simulator.studio.explore.steps_concluded import conclusions, dearer
from simulator.studio.explore.steps_said import as_good, sentence, stretches
from simulator.studio.explore.steps_shown import picture, table
from simulator.studio.explore.watched import OFFICE_COST, Watched, watchable
from simulator.studio.knobs.knob import Knob, Number, find_knob
from simulator.studio.offices import build
from simulator.studio.runs import Runs
from simulator.studio.study import NOW, Base, Study
from simulator.teaching.words import Words

COUNTERS = "stations[loket-pelayanan].people"
DESK = "stations[verifikasi].people"
ID = Words("id")
N, SEED = 8, 5
WAIT = Watched("waiting_time_mean[loket-pelayanan]", "Waktu tunggu", "min")


def study() -> Study:
    return Study(base=Base("kantor-sehari")).with_plan("Rencana A")


def sweep(plan: str, levels: dict[str, list[str]], watched: Watched = WAIT) -> Sweep:
    groups = build(study(), plan, ID).groups
    ways = []
    for key, texts in levels.items():
        knob = find_knob(groups, key)
        assert knob is not None
        ways.append(Way(knob, texts))
    return Sweep(plan, ways, watched, N, SEED)


def steps_of(asked: Sweep, about: Study | None = None) -> Steps:
    return simulate(Runs(), about or study(), asked, ID, lambda found: None, lambda: False)


def made_up(columns: list[list[float]], watched: Watched = WAIT) -> Steps:
    """Steps 1, 2, 3 … with these values."""
    knob = Knob("k", "Loket", "Petugas", "orang", 1, Number(0, 99, is_whole=True), lambda value: {})
    levels = [str(place + 1) for place in range(len(columns))]
    office = sim.load_scenario("kantor-sehari")
    cells = [Cell((level,), office, values=pd.Series(values)) for level, values in zip(levels, columns, strict=True)]
    return Steps(Sweep("p1", [Way(knob, levels)], watched, 10, 1), tuple(cells))


def noise(mean: float, spread: float = 1.0, n: int = 30, seed: int = 1) -> list[float]:
    return list(mean + spread * np.random.default_rng(seed).standard_normal(n))


# ---- the offices of the steps


def test_every_step_equals_the_same_office_simulated_through_the_api() -> None:
    found = steps_of(sweep("p1", {COUNTERS: ["1", "2", "3"]}))
    assert [cell.levels for cell in found.cells] == [("1",), ("2",), ("3",)]
    for cell in found.cells:
        office = build(study().with_entry("p1", COUNTERS, cell.levels[0]), "p1", ID).scenario
        assert office is not None
        expected = sim.run(office, N, SEED).values[WAIT.name]
        assert cell.values is not None
        assert cell.values.tolist() == expected.tolist()


def test_a_step_of_three_counters_is_the_ready_made_change_of_three_counters() -> None:
    office = sim.load_scenario("kantor-sehari").patched("satu-loket-tambahan")
    (cell,) = steps_of(sweep("p1", {COUNTERS: ["3"]})).cells
    assert cell.values is not None
    assert cell.values.tolist() == sim.run(office, N, SEED).values[WAIT.name].tolist()


def test_of_two_knobs_the_first_changes_slowest_and_is_the_rows_of_the_map() -> None:
    found = steps_of(sweep("p1", {COUNTERS: ["1", "2"], DESK: ["1", "2", "3"]}))
    assert [cell.levels for cell in found.cells] == [(a, b) for a in "12" for b in "123"]
    drawn = picture(found, ID)
    (heat,) = drawn.marks
    assert list(drawn.y.names) == ["1", "2"]
    assert list(drawn.x.names) == ["1", "2", "3"]
    means = [cell.values.mean() for cell in found.cells if cell.values is not None]
    assert [value for row in heat.rows for value in row] == pytest.approx(means)  # type: ignore[union-attr]


def test_of_two_knobs_both_are_set() -> None:
    time = Watched("sojourn_time_mean", "Waktu sampai selesai", "min")
    found = steps_of(sweep("p1", {COUNTERS: ["1"], DESK: ["1", "3"]}, time))
    for cell, people in zip(found.cells, (1, 3), strict=True):
        typed = study().with_entry("p1", COUNTERS, "1").with_entry("p1", DESK, str(people))
        office = build(typed, "p1", ID).scenario
        assert office is not None
        assert cell.values is not None
        assert cell.values.tolist() == sim.run(office, N, SEED).values["sojourn_time_mean"].tolist()
    assert found.cells[0].values is not None
    assert found.cells[0].values.tolist() != found.cells[1].values.tolist()  # type: ignore[union-attr]


def test_the_present_state_goes_in_steps_too() -> None:
    found = steps_of(sweep(NOW, {COUNTERS: ["2", "3"]}))
    same = steps_of(sweep("p1", {COUNTERS: ["2", "3"]}))
    for one, other in zip(found.cells, same.cells, strict=True):
        assert one.values is not None
        assert other.values is not None
        assert one.values.tolist() == other.values.tolist()


def test_steps_whose_office_is_refused_are_left_out_with_the_sentence() -> None:
    wrong = study().with_entry("p1", DESK, "dua")
    found = steps_of(sweep("p1", {COUNTERS: ["1", "2"]}), wrong)
    assert found.done == []
    assert sentence(found, ID) == ""
    ((why, cells),) = found.faults().items()
    assert why == build(wrong, "p1", ID).faults[DESK]
    assert len(cells) == 2
    assert table(found, ID).count("tidak bisa dihitung") == 2


def test_what_the_office_pays_is_that_of_the_runs_of_the_api() -> None:
    office = sim.load_scenario("terpencil")
    (cost,) = [one for one in watchable(office, ID) if one.name == OFFICE_COST]
    about = Study(base=Base("terpencil")).with_plan("A")
    knob = numeric_knobs(build(about, "p1", ID).groups)[0]
    asked = Sweep("p1", [Way(knob, [knob.kind.write(knob.now, ID)])], cost, 3, SEED)
    (cell,) = steps_of(asked, about).cells
    expected = costs_of(sim.run(office, 3, SEED)).summary["office_cost"]
    assert cell.values is not None
    assert cell.values.tolist() == expected.tolist()


def test_an_office_without_prices_offers_no_cost_to_watch() -> None:
    assert OFFICE_COST not in [one.name for one in watchable(sim.load_scenario("kantor-sehari"), ID)]


def test_stopping_leaves_the_steps_that_were_told() -> None:
    told: list[Steps] = []
    with pytest.raises(Stopped):
        simulate(Runs(), study(), sweep("p1", {COUNTERS: ["1", "2", "3"]}), ID, told.append, lambda: bool(told))
    assert len(told) == 1
    assert len(told[0].done) == 1


# ---- what is said


def test_neighbours_that_differ_are_told_apart_and_others_are_not() -> None:
    base = noise(20)
    steps = made_up([base, [value - 5 for value in base], noise(15.05, 1.0, seed=2)])
    said = sentence(steps, ID)
    assert "dari 1 ke 2 turun 5" in said
    assert "antara 2 dan 3 tidak terbedakan" in said
    assert [one.way for one in stretches(steps)] == [DOWN, UNSURE]


def test_a_rise_is_called_a_rise_in_english_too() -> None:
    steps = made_up([noise(5), [value + 4 for value in noise(5, seed=3)]])
    assert "rises" in sentence(steps, Words("en"))
    assert "turun" not in sentence(steps, Words("en"))


def test_small_steps_that_add_up_are_told_from_end_to_end() -> None:
    columns = [noise(20 - 0.3 * place, 1.0, seed=place) for place in range(5)]
    steps = made_up(columns)
    (stretch,) = stretches(steps)
    assert stretch.way == UNSURE
    assert stretch.steps == 4
    assert "tiap langkah tidak terbedakan, tetapi seluruhnya turun" in sentence(steps, ID)


def test_many_steps_that_go_the_same_way_are_told_together() -> None:
    base = noise(50)
    steps = made_up([[value - 2 * place for value in base] for place in range(10)])
    (stretch,) = stretches(steps)
    assert (stretch.first.levels, stretch.last.levels, stretch.steps) == (("1",), ("10",), 9)
    assert stretch.difference.mean == pytest.approx(-18)


def test_distinguishable_is_judged_for_all_pairs_together() -> None:
    """Ten pairs without any difference: by 5 % each, four studies in ten would call some pair distinguishable."""
    rng = np.random.default_rng(7)
    false_alarms = 0
    for _study in range(300):
        pairs = [(pd.Series(rng.standard_normal(20)), pd.Series(rng.standard_normal(20))) for _pair in range(10)]
        false_alarms += any(apart(pairs))
    assert false_alarms <= 27  # 5 % of 300 are 15; 27 and fewer with probability 0.998


def test_pairs_are_judged_by_their_differences_and_not_by_their_spread() -> None:
    base = pd.Series(noise(20, 10.0))
    assert apart([(base, base - 0.5 + pd.Series(noise(0, 0.1)))]) == [DOWN]
    assert apart([(base, base)]) == [UNSURE]
    assert apart([(base, base + 1.0)]) == [UP]


def test_the_best_cell_is_that_of_the_better_side_of_the_measure() -> None:
    low, high = noise(5), noise(9, seed=4)
    best, others = as_good(made_up([low, high]))
    assert best.levels == ("1",)
    assert others == []
    best, others = as_good(made_up([low, high], Watched("service_level", "Janji", "share")))
    assert best.levels == ("2",)
    assert others == []


def test_the_truly_best_is_hardly_ever_left_out_though_the_best_mean_was_chosen_from_the_same_values() -> None:
    """Fifteen alike, so that any may be called the best: left out in 5 % of studies; by itself, in 14 %."""
    rng = np.random.default_rng(11)
    left_out = naive = 0
    for _study in range(300):
        values = [pd.Series(rng.standard_normal(20)) for _cell in range(15)]
        best, others = maybe_best(values, 1)
        left_out += 0 not in (best, *others)
        naive += best != 0 and apart([(values[0], values[best])]) != [UNSURE]
    assert left_out <= 27  # 5 % of 300 are 15; 27 and fewer with probability 0.998
    assert naive > 30


def test_what_is_clearly_worse_is_not_among_those_that_may_be_the_best() -> None:
    values = [pd.Series(noise(mean, seed=at)) for at, mean in enumerate((20, 20.2, 30, 12))]
    assert maybe_best(values, 1) == (2, [])
    assert maybe_best(values[:3], -1) == (0, [1])
    assert maybe_best(values[:1], 1) == (0, [])


def test_the_map_says_how_it_was_judged_and_that_the_best_value_is_too_good() -> None:
    alike = made_up([noise(20, seed=at) for at in range(4)])
    two = Steps(Sweep("p1", [*alike.sweep.ways, *alike.sweep.ways], WAIT, 10, 1),
                tuple(Cell((*cell.levels, "1"), cell.scenario, values=cell.values) for cell in alike.cells))  # fmt: skip
    said = sentence(two, ID)
    assert "cara Hsu, keyakinan 95%" in said
    assert "cenderung terlalu bagus" in said
    assert "Hsu’s method" in sentence(two, Words("en"))


def test_a_curve_of_nothing_but_chance_seldom_goes_anywhere() -> None:
    """Every stretch and every step is held against all others: in 5 % of studies at most anything is told apart."""
    rng = np.random.default_rng(3)
    alarms, one = 0, made_up([[0.0]] * 8)
    for _study in range(200):
        cells = tuple(replace(cell, values=pd.Series(rng.standard_normal(20))) for cell in one.cells)
        steps = replace(one, cells=cells)
        alarms += any(one.way or one.whole for one in stretches(steps))
    assert alarms <= 20  # 5 % of 200 are 10; 20 and fewer with probability 0.999


def test_the_ends_of_a_stretch_are_judged_together_with_all_other_pairs() -> None:
    """By itself the last step differs from the first (t = 2.5 of 30); as one of ten pairs it does not."""
    first = np.array(noise(20))
    each = [(draw := np.array(noise(0, seed=at))) - draw.mean() for at in range(2, 6)]
    columns = [first, *(first + one / one.std(ddof=1) + 0.115 * (at + 1) for at, one in enumerate(each))]
    (stretch,) = stretches(steps := made_up([list(column) for column in columns]))
    assert is_told_apart(stretch.difference)
    assert stretch.whole == UNSURE
    assert "antara 1 dan 5 tidak terbedakan, juga kalau dilihat dari ujung ke ujung" in sentence(steps, ID)


def test_the_table_gives_interval_and_replications_of_every_step() -> None:
    found = steps_of(sweep("p1", {COUNTERS: ["1", "2"]}))
    html = table(found, ID)
    assert html.count("antara") == 2
    assert html.count(f">{N}<") == 2
    drawn = picture(found, ID)
    assert [point.x for point in drawn.marks[1].points] == [0, 1]  # type: ignore[union-attr]
    assert list(drawn.x.names) == ["1", "2"], "no half persons"
    assert all(point.low is not None for point in drawn.marks[0].points)  # type: ignore[union-attr]


# ---- from, to, how many


def people() -> Knob:
    knob = find_knob(build(study(), NOW, ID).groups, COUNTERS)
    assert knob is not None
    return knob


@pytest.mark.parametrize(
    ("texts", "fields"),
    [
        (Range("", "3", "3"), {"low"}),
        (Range("dua", "3", "3"), {"low"}),
        (Range("-1", "3", "3"), {"low"}),
        (Range("1", "10000", "3"), {"high"}),
        (Range("1", "<script>alert(1)</script>", "3"), {"high"}),
        (Range("1,5", "3", "3"), {"low"}),
        (Range("3", "3", "3"), {"high"}),
        (Range("4", "3", "3"), {"high"}),
        (Range("1", "3", "1"), {"count"}),
        (Range("1", "3", "16"), {"count"}),
        (Range("1", "3", "1e9"), {"count"}),
        (Range("1", "3", ""), {"count"}),
        (Range("x" * 4000, "٣", "NaN"), {"low", "high", "count"}),
    ],
)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_range_that_makes_no_sense_gets_a_sentence_at_its_field(texts: Range, fields: set[str], lang: str) -> None:
    levels, faults = read_levels(people(), texts, Words(lang))
    if lang == "en" and texts.low == "1,5":
        return  # a comma separates thousands there: that is another number
    assert levels == []
    assert set(faults) == fields
    assert all(said.strip().endswith((".", ".)")) for said in faults.values())


def test_whole_numbers_are_rounded_and_each_is_there_once() -> None:
    assert read_levels(people(), Range("1", "3", "7"), ID)[0] == ["1", "2", "3"]
    assert read_levels(people(), Range("1", "10", "5"), ID)[0] == ["1", "3", "6", "8", "10"]


def test_shares_are_typed_and_written_as_percentages() -> None:
    knob = Knob("k", "Loket", "Absen", "%", 0.02, Number(0, 1, is_percent=True), lambda value: {})
    assert read_levels(knob, Range("0", "10", "3"), ID)[0] == ["0", "5", "10"]


def test_every_numeric_knob_proposes_a_range_that_can_be_read() -> None:
    knobs = numeric_knobs(build(Study(base=Base("kabupaten-menengah")), NOW, ID).groups)
    assert len(knobs) > 40
    for knob in knobs:
        for most in (MOST_OF_ONE, MOST_OF_TWO):
            levels, faults = read_levels(knob, usual(knob, ID, most), ID, most)
            assert not faults, knob.key
            assert len(levels) >= 2, knob.key
            assert all(knob.kind.read(level, ID) is not None for level in levels), knob.key


# ---- what follows


def concluded(steps: Steps, words: Words = ID) -> str:
    return " ".join(conclusions(steps, words))


def test_how_far_every_step_helps_is_concluded_with_the_last_size() -> None:
    base = noise(30)
    columns = [base, [one - 15 for one in base], [one - 20 for one in base], noise(10.2, 1.0, seed=9)]
    said = concluded(made_up(columns))
    assert "setiap langkah sampai 3 orang masih menolong" in said
    assert "(dari 2 ke 3) 5" in said
    assert "dari 3 ke 4, belum terbukti menolong lagi" in said


def test_where_less_is_better_it_is_concluded_from_the_upper_end() -> None:
    base = noise(10)
    said = concluded(made_up([base, [one + 5 for one in base], [one + 9 for one in base]]))
    assert "setiap langkah sampai 1 orang masih menolong" in said
    assert "(dari 2 ke 1) 5" in said


def test_a_step_that_makes_it_worse_again_is_told() -> None:
    base = noise(30)
    said = concluded(made_up([base, [one - 15 for one in base], [one - 5 for one in base]]))
    assert "dari 2 ke 3, hasilnya memburuk" in said


def test_from_chance_nothing_is_concluded() -> None:
    assert "belum terbukti" in concluded(made_up([noise(10, seed=at) for at in range(3)]))


def test_the_promise_is_said_for_every_value_with_its_place_and_minutes() -> None:
    steps = made_up([noise(10), noise(5), noise(1)], WAIT)
    shares = [0.5, 0.8, 0.95]
    cells = [replace(cell, kept=pd.Series(noise(share, 0.02))) for cell, share in zip(steps.cells, shares, strict=True)]
    said = concluded(replace(steps, cells=tuple(cells)))
    assert "di loket pelayanan menunggu paling lama" in said
    assert "tidak ditepati pada 1" in said
    assert "ditepati pada 3" in said
    assert "belum bisa dipastikan pada 2" in said


def test_what_a_step_costs_in_a_year_is_that_of_the_roster_and_its_price() -> None:
    """Eight hours, Rp35,000, in every working day of the year."""
    priced = study().with_entry(NOW, "stations[loket-pelayanan].cost_per_hour", "35000")
    found = steps_of(sweep("p1", {COUNTERS: ["2", "3"]}), priced)
    office = found.cells[0].scenario
    assert office is not None
    paid = dearer(*found.cells)
    assert paid is not None
    assert paid.amount == pytest.approx(8 * 35_000 * working_days_of(year_of(office)))
    assert "menambah biaya" in concluded(found)
    assert "bukan dari simulasi" in concluded(found)
    assert "Biaya setahun" in table(found, ID)
    assert "Biaya setahun" not in table(steps_of(sweep("p1", {COUNTERS: ["2", "3"]})), ID)


def test_a_mean_of_the_finished_only_is_told_to_be_uneven_where_not_the_same_share_is_finished() -> None:
    time = Watched("sojourn_time_mean", "Waktu sampai selesai", "min")
    steps = made_up([noise(10), noise(5)], time)
    shares = [0.7, 0.95]
    cells = [
        replace(one, finished=pd.Series(noise(share, 0.01))) for one, share in zip(steps.cells, shares, strict=True)
    ]
    uneven = replace(steps, cells=tuple(cells))
    assert "tidak sepenuhnya sebanding" in conclusions(uneven, ID)[0]
    assert "Selesai, dari yang masuk" in table(uneven, ID)
    assert "sebanding" not in concluded(steps)
    assert "Selesai" not in table(steps, ID)


@pytest.mark.parametrize(("other", "said"), [(0.879, ""), (0.884, "87,6% sampai 88,4%"), (0.95, "88% sampai 95%")])
def test_shares_finished_are_told_with_decimals_that_tell_them_apart_or_not_at_all(other: float, said: str) -> None:
    steps = made_up([noise(10), noise(5)], Watched("sojourn_time_mean", "Waktu sampai selesai", "min"))
    cells = [
        replace(one, finished=pd.Series(noise(share, 0.0001)))
        for one, share in zip(steps.cells, (0.876, other), strict=True)
    ]
    close = replace(steps, cells=tuple(cells))
    assert said in concluded(close)
    assert ("sebanding" in concluded(close)) == bool(said)
