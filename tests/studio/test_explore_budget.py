"""The best under a budget: costs reckoned by hand, candidates that are the plans they become, honest sentences."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import simulator as sim
from simulator.experiments.optimise import optimise
from simulator.scenario import Scenario
from simulator.studio.background import Stopped
from simulator.studio.explore import budget_said, budget_shown, wish
from simulator.studio.explore.advice import Advice, advise
from simulator.studio.explore.budget_rules import hindrance, how_reckoned, size_text
from simulator.studio.explore.choices import Buy, buy_of, buyable, clash, has_no_price, tried_out
from simulator.studio.explore.lengths import about
from simulator.studio.explore.money import extra, staffed_hours, working_days_of, year_of, yearly
from simulator.studio.explore.wish import Limit, Size, Wish, goal_of, size_of
from simulator.studio.offices import build
from simulator.studio.panels.explore_budget import adopted_entries
from simulator.studio.study import NOW, Base, Study
from simulator.teaching.words import Words

ID, EN = Words("id"), Words("en")
COUNTERS, DESK = "stations[loket-pelayanan].people", "stations[verifikasi].people"
PATCH = "patch:satu-loket-tambahan"
WAIT = "waiting_time_mean[loket-pelayanan]"
PROMISE = "service_level[loket-pelayanan]"
DAYS = 240


def priced() -> Study:
    study = Study(base=Base("kantor-sehari"))
    for station in ("loket-pelayanan", "verifikasi"):
        study = study.with_entry(NOW, f"stations[{station}].cost_per_hour", "35000")
    return study


def now_of(study: Study) -> Scenario:
    office = build(study, NOW, ID).scenario
    assert office is not None
    return office


def buy(study: Study, key: str, texts: Sequence[str] = (), words: Words = ID) -> Buy:
    knobs = {knob.key: knob for knob in buyable(study, words)}
    return buy_of(study, now_of(study), knobs[key], texts, DAYS, words)


@pytest.fixture(autouse=True)
def few_replications(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wish, "REPLICATIONS", 5)
    monkeypatch.setattr(wish, "FINAL_REPLICATIONS", 12)


def answer(*limits: Limit, budget: float = 200e6, study: Study | None = None) -> tuple[Advice, Wish]:
    study = study or priced()
    wanted = Wish([buy(study, COUNTERS, ["2", "3", "4"]), buy(study, DESK, ["2", "3"])], budget, WAIT, limits, 5)
    return advise(optimise(goal_of(now_of(study), wanted)), wanted), wanted


# ---- costs


def test_one_more_person_costs_the_hours_of_the_roster_in_every_working_day() -> None:
    """Counters are open from 8 to 16: eight hours, 240 days, Rp35,000."""
    found = buy(priced(), COUNTERS, ["2", "3", "4"])
    assert [level.cost for level in found.levels] == pytest.approx([0, 8 * 240 * 35_000, 2 * 8 * 240 * 35_000])
    assert [level.text for level in found.levels] == ["", "3", "4"]
    assert found.missing == ()


def test_one_person_fewer_costs_less_where_fewer_work() -> None:
    """With one person at noon in any case, the one who goes is there for seven hours."""
    found = buy(priced(), COUNTERS, ["1", "2"])
    assert [level.cost for level in found.levels] == pytest.approx([-7 * 240 * 35_000, 0])


def test_a_month_with_working_days_is_scaled_to_the_year() -> None:
    """Verification staff: 7.5 hours a day, Rp45,000."""
    study = Study(base=Base("kabupaten-menengah"))
    found = buy(study, "staff[petugas-verifikasi].people", ["2", "3"])
    assert found.levels[1].cost == pytest.approx(7.5 * 240 * 45_000)


def test_what_is_paid_by_the_month_is_paid_twelve_times() -> None:
    found = buy(Study(base=Base("kabupaten-menengah")), "patch:jaringan-cadangan")
    assert [level.said for level in found.levels] == ["tidak", "ya"]
    assert [level.cost for level in found.levels] == pytest.approx([0, 12 * 3_000_000])


def test_training_costs_its_price_and_spares_no_hours_that_are_paid() -> None:
    """Two persons more in training, Rp500,000 each; who is trained during a shift is paid for it all the same."""
    found = buy(Study(base=Base("kabupaten-menengah")), "patch:bimtek-semua-petugas")
    assert [level.cost for level in found.levels] == pytest.approx([0, 2 * 500_000])
    office = sim.load_scenario("kabupaten-menengah")
    assert staffed_hours(office.patched("bimtek-semua-petugas")) == staffed_hours(office)


def test_a_change_without_a_price_names_what_is_missing_and_where_to_fill_it_in() -> None:
    study = Study(base=Base("kantor-sehari"))
    found = buy(study, COUNTERS, ["2", "3"])
    assert found.missing == (("server_hour", "loket-pelayanan"),)
    said = hindrance(now_of(study), [found], ID)
    assert "biaya per jam petugas, Loket pelayanan" in said
    assert "kelompok Biaya" in said
    assert "belum ada harganya" in budget_shown.costs_table([found], ID)


def test_prices_that_stay_as_they_are_are_not_missing() -> None:
    """Nobody at the desk has a price, but the desk does not change."""
    study = Study(base=Base("kantor-sehari")).with_entry(NOW, "stations[loket-pelayanan].cost_per_hour", "35000")
    assert buy(study, COUNTERS, ["2", "3"]).missing == ()


def test_the_same_office_costs_nothing_more() -> None:
    office = sim.load_scenario("kabupaten-menengah")
    assert extra(yearly(office, DAYS), yearly(office, DAYS)).amount == 0


def test_working_days_are_those_of_the_national_calendar() -> None:
    office = sim.load_scenario("kabupaten-menengah")
    assert year_of(office) == 2026
    assert 230 <= working_days_of(2026) <= 250
    assert "19 hari kerja yang disimulasikan dan dijadikan 240" in how_reckoned(office, 240, ID)[0]


def test_levels_that_are_refused_are_left_out_with_the_sentence() -> None:
    study = Study(base=Base("kabupaten-menengah")).with_entry(NOW, "patch:tanpa-gangguan", "1")
    found = buy(study, "patch:jaringan-cadangan")
    assert [level.said for level in found.levels] == ["tidak"]
    assert "sudah diganti atau dihapus oleh perubahan lain" in found.refused[0][1]


def test_what_changes_the_length_or_the_promise_of_all_plans_is_not_for_sale() -> None:
    offered = {knob.key for knob in buyable(Study(base=Base("kabupaten-menengah")), ID)}
    assert "patch:jaringan-cadangan" in offered
    assert "patch:setahun" not in offered


def test_levels_and_prices_start_from_the_planners_own_count() -> None:
    """The example has two counters, this office five: two would save the wages of three."""
    found = buy(priced().with_entry(NOW, COUNTERS, "5"), COUNTERS, ["2", "5", "6"])
    fewer, same, more = found.levels
    assert found.knob.now == 5
    assert (same.text, same.changes, same.cost) == ("", {}, 0)
    assert fewer.changes
    assert fewer.cost == pytest.approx(-3 * more.cost)
    assert more.cost == pytest.approx(35_000 * 8 * DAYS)


# ---- what is chosen together


def test_two_choices_that_change_the_same_thing_are_refused() -> None:
    study = priced()
    both = [buy(study, COUNTERS, ["2", "3"]), buy(study, PATCH)]
    assert clash(now_of(study), both) is not None
    assert "mengubah hal yang sama" in hindrance(now_of(study), both, ID)
    assert clash(now_of(study), [buy(study, COUNTERS, ["2", "3"]), buy(study, DESK, ["2", "3"])]) is None


def test_costs_of_two_changes_in_one_list_are_no_clash() -> None:
    study = Study(base=Base("kabupaten-menengah"))
    adding = [
        name
        for name, patch in sim.load_scenario("kabupaten-menengah").spec.patches.items()
        if any(path.startswith("costs.items") for path in patch.changes)
    ]
    assert len(adding) >= 2
    found = [buy(study, f"patch:{name}") for name in adding[:2]]
    assert all(not path.startswith("costs") for one in found for level in one.levels for path in level.changes)
    assert all(one.levels[1].cost > 0 for one in found)


@pytest.mark.parametrize("words", [ID, EN])
def test_nothing_chosen_and_nothing_to_choose_from_are_told(words: Words) -> None:
    study = priced()
    assert hindrance(now_of(study), [], words)
    assert hindrance(now_of(study), [buy(study, COUNTERS, ["2"], words)], words)


def test_a_choice_of_which_every_value_is_refused_hinders_the_search() -> None:
    study = priced()
    good, bad = buy(study, COUNTERS, ["2", "3"]), replace(buy(study, DESK, ["2", "3"]), levels=())
    assert hindrance(now_of(study), [good], ID) == ""
    said = hindrance(now_of(study), [good, bad], ID)
    assert "Meja verifikasi" in said
    assert "Ubah jangkauannya" in said


def test_erlangs_band_asks_for_the_share_of_the_condition_on_the_place() -> None:
    strict, _wanted = answer(Limit(PROMISE, 0.99))
    usual, _wanted = answer()
    shares = {band.place: band.share for band in strict.optimum.bands}
    assert shares == {"loket-pelayanan": 0.99, "verifikasi": 0.8}
    assert strict.optimum.bands[0].at_busiest > usual.optimum.bands[0].at_busiest
    assert "Supaya 99 %" in budget_said.bands(strict.optimum, ID)[0]


# ---- the search


def test_every_candidate_is_the_plan_that_it_would_become_number_for_number() -> None:
    study = priced()
    found, wanted = answer(study=study)
    assert len(found.optimum.found.candidates) == 6
    for one in found.optimum.found.candidates:
        entries = {}
        for choice, said in zip(wanted.buys, one.point.values(), strict=True):
            (level,) = [level for level in choice.levels if level.said == said]
            entries |= {choice.knob.key: level.text} if level.text else {}
        office = tried_out(study, entries, ID).scenario
        assert office is not None
        assert one.values is not None
        expected = sim.run(office, 5, 5).values
        assert one.values.reset_index(drop=True).equals(expected.reset_index(drop=True))


def test_a_ready_made_change_is_a_candidate_as_the_plan_with_it_would_be() -> None:
    study = priced()
    found = optimise(goal_of(now_of(study), Wish([buy(study, PATCH)], 1e9, WAIT, (), 5)))
    (with_it,) = [one for one in found.found.candidates if one.point == {"pilihan-1": "ya"}]
    office = tried_out(study, {PATCH: "1"}, ID).scenario
    assert office is not None
    assert with_it.values is not None
    assert with_it.values[WAIT].tolist() == sim.run(office, 5, 5).values[WAIT].tolist()


def test_nothing_dearer_than_the_budget_is_simulated() -> None:
    found, wanted = answer(budget=70e6)
    assert {one.cost <= 70e6 for one in found.optimum.found.candidates} == {True}
    size = size_of(goal_of(found.optimum.goal.base, wanted))
    assert (size.combinations, size.affordable, size.tried) == (6, 3, 3)
    assert len(found.optimum.found.candidates) == 3
    assert found.optimum.found.is_exhaustive


def test_the_recommended_levels_become_the_entries_of_a_plan() -> None:
    found, _wanted = answer()
    entries = adopted_entries(found)
    assert entries == {COUNTERS: "3"}, "the fourth is not shown to help"
    study = priced().with_plan("Terbaik", entries)
    assert build(study, "p1", ID).scenario is not None


def test_the_answer_names_measure_cost_interval_replications_and_the_difference_from_now() -> None:
    found, _wanted = answer(Limit(PROMISE, 0.5))
    said = " ".join(budget_said.answer(found, ID))
    assert "Disarankan menurut model" in said
    assert "Rp67.200.000/tahun" in said
    assert "dari 12 ulangan" in said
    assert "antara" in said
    assert "semua syarat terpenuhi" in said
    assert "sekarang" in said
    assert "turun" in said


def test_the_difference_from_now_is_that_of_fresh_replications_of_both() -> None:
    """Five replications for the search, so that the last round has those from the sixth on."""
    found, _wanted = answer()
    plan = tried_out(priced(), adopted_entries(found), ID).scenario
    assert plan is not None
    values = [sim.run(office, 17, 5).values[WAIT].to_numpy()[5:] for office in (now_of(priced()), plan)]
    assert found.gain(found.answer).mean == pytest.approx((values[1] - values[0]).mean())
    assert found.gain(found.answer).n == 12


def test_the_present_state_stands_beside_the_answer_though_it_is_no_candidate() -> None:
    study = priced()
    wanted = Wish([buy(study, COUNTERS, ["3", "4"])], 1e9, WAIT, (), 5)
    found = advise(optimise(goal_of(now_of(study), wanted)), wanted)
    assert not any(found.is_now(one) for one in found.candidates)
    assert found.now.values is not None
    assert found.now.values[WAIT].tolist() == sim.run(now_of(study), 17, 5).values[WAIT].tolist()[5:]


def test_conditions_that_nothing_keeps_are_said_to_be_unproven() -> None:
    found, _wanted = answer(Limit("waiting_time_mean[worst:class]", 0.001))
    assert found.best is None
    said = " ".join(budget_said.answer(found, ID))
    assert "belum ada kombinasi yang pasti" in said
    assert "belum pasti terpenuhi: hasilnya" in said
    assert "Disarankan" not in said
    assert "paling banyak 0,001 menit" in said


def made_up(values: dict[tuple[int, int], list[float]], finished: dict[tuple[int, int], float] | None = None) -> Advice:
    """The answer as if so many counters and desks had these waits, and finished such shares of what comes in."""
    found, wanted = answer()
    noise = np.random.default_rng(3).normal(0, 0.001, 12)
    again = []
    for one in found.optimum.found.candidates:
        key = tuple(int(level) for level in one.point.values())
        if key in values:
            share = (finished or {}).get(key, 0.9) + noise  # type: ignore[call-overload]
            table = pd.DataFrame({WAIT: values[key], "throughput": 10 * share, "arrivals": 12 * [10.0]})
            again.append(replace(one, values=table))
    return advise(replace(found.optimum, again=tuple(again)), wanted)


def around(mean: float, spread: float = 0.5, seed: int = 1) -> list[float]:
    return list(np.random.default_rng(seed).normal(mean, spread, 12))


def test_the_cheapest_that_cannot_be_told_from_the_best_is_recommended_and_the_dearer_one_is_said_to_add_nothing() -> (
    None
):
    found = made_up({(2, 2): around(20), (3, 2): around(10, seed=2), (4, 3): around(9.9, seed=3)})
    assert list(found.answer.point.values()) == [3, 2]
    said = budget_said.answer(found, ID)
    assert "= 3" in said[0]
    assert any("belum terbukti menolong lagi" in one and "= 4" in one for one in said)
    assert any("sekarang 20" in one and "turun" in one for one in said)
    html = budget_shown.finalists_table(found, ID)
    assert html.count("(disarankan)") == 1
    assert "Syarat terpenuhi?" not in html


def test_where_more_money_surely_helps_the_best_is_recommended_and_the_loss_with_the_cheaper_one_is_told() -> None:
    base = around(20)
    found = made_up({(2, 2): base, (3, 2): [one - 5 for one in base], (4, 2): [one - 6 for one in base]})
    assert list(found.answer.point.values()) == [4, 2]
    said = " ".join(budget_said.answer(found, ID))
    assert "Yang lebih murah" in said
    assert "lebih buruk 1" in said


def test_what_helps_too_little_to_matter_is_not_bought() -> None:
    """A tenth of a minute less, in every replication: told apart, and nothing that anybody would notice."""
    base = around(10)
    found = made_up({(2, 2): around(20), (3, 2): base, (4, 2): [one - 0.1 for one in base]})
    assert list(found.answer.point.values()) == [3, 2]
    assert any("terlalu kecil untuk berarti" in one for one in budget_said.answer(found, ID))
    assert "praktis sama" in budget_shown.finalists_table(found, ID)


def test_where_nothing_is_shown_to_help_the_present_state_is_recommended() -> None:
    found = made_up({(2, 2): around(20), (3, 2): around(19.9, seed=2), (4, 2): around(19.9, seed=3)})
    assert found.is_now(found.answer)
    assert "tetap seperti sekarang" in budget_said.answer(found, ID)[0]
    assert adopted_entries(found) == {}


def test_a_choice_that_finishes_fewer_applications_is_never_recommended_without_saying_so() -> None:
    waits = {(2, 2): around(20), (3, 2): around(10, seed=2)}
    found = made_up(waits, {(3, 2): 0.8})
    assert list(found.answer.point.values()) == [3, 2]
    assert any("yang selesai turun" in one for one in budget_said.answer(found, ID))
    assert any("falls" in one for one in budget_said.answer(found, Words("en")))
    assert "lebih sedikit daripada sekarang" in budget_shown.finalists_table(found, ID)
    even = made_up(waits)
    assert not any("yang selesai" in one for one in budget_said.answer(even, ID))


def test_a_mean_of_the_finished_only_is_told_to_be_uneven_where_not_the_same_share_is_finished() -> None:
    time = "sojourn_time_mean"
    found = made_up({(2, 2): around(20), (3, 2): around(10, seed=2)}, {(3, 2): 0.95})
    goal = goal_of(found.optimum.goal.base, replace(found.wish, objective=time))
    again = tuple(replace(one, values=one.values.assign(**{time: one.values[WAIT]})) for one in found.candidates if one.values is not None)  # fmt: skip
    of_time = advise(replace(found.optimum, goal=goal, again=again), replace(found.wish, objective=time))
    assert any("sebanding" in one for one in budget_said.answer(of_time, ID))
    assert not any("sebanding" in one for one in budget_said.answer(found, ID))


def test_erlangs_band_stands_beside_every_place_whose_people_are_chosen() -> None:
    found, _wanted = answer()
    said = budget_said.bands(found.optimum, ID)
    assert len(said) == 2
    assert all("Erlang C" in one for one in said)


@pytest.mark.parametrize("words", [ID, EN])
def test_table_and_chart_have_an_interval_and_n_for_every_candidate(words: Words) -> None:
    found, wanted = answer(Limit(PROMISE, 0.5))
    html = budget_shown.finalists_table(found, words)
    assert html.count("±") >= len(found.candidates) * 2
    assert ("Syarat terpenuhi?" in html) == (words is ID)
    drawn = budget_shown.picture(found.optimum, words)
    points = [point for mark in drawn.marks for point in mark.points]  # type: ignore[union-attr]
    assert len(points) == len(found.optimum.pareto)
    assert budget_shown.costs_table(wanted.buys, words)


def test_changes_with_which_nothing_is_paid_cannot_be_bought() -> None:
    office = sim.load_scenario("kabupaten-menengah")
    free = has_no_price(office, DAYS)
    assert {"tanpa-gangguan", "opd-dua-kali-cepat", "rezim-oss-rba"} <= free
    assert not free & {"jaringan-cadangan", "satu-loket-tambahan", "penyuluhan", "sicantik-terintegrasi"}
    assert has_no_price(sim.load_scenario("kantor-sehari"), DAYS) == {"tanpa-gangguan"}, (
        "one more counter lacks a price"
    )


def test_the_size_of_the_work_is_told_beforehand() -> None:
    said = size_text(Size(75, 60, 40, 8, 1280), about(62.0, ID), ID)
    assert "60 dari 75 kombinasi" in said
    assert "40 di antaranya dicoba" in said
    assert "kira-kira 1 menit" in said
    assert "about 1 min" in size_text(Size(75, 60, 40, 8, 1280), about(62.0, EN), EN)


def test_an_error_of_progress_ends_the_search() -> None:
    """How the studio cancels: what is told raises."""
    study, seen = priced(), []

    def told(done: int, total: int) -> None:
        seen.append(done)
        raise Stopped

    wanted = Wish([buy(study, COUNTERS, ["2", "3", "4"])], 1e9, WAIT, (), 5)
    with pytest.raises(Stopped):
        optimise(goal_of(now_of(study), wanted), progress=told)
    assert seen == [1]
