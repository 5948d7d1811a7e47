"""The best under a budget: costs reckoned by hand, candidates that are the plans they become, honest sentences."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

import simulator as sim
from simulator.experiments.optimise import optimise
from simulator.experiments.optimum import Optimum
from simulator.scenario import Scenario
from simulator.studio.background import Stopped
from simulator.studio.explore import budget_said, budget_shown, wish
from simulator.studio.explore.budget_rules import hindrance, how_reckoned, size_text
from simulator.studio.explore.choices import Buy, buy_of, buyable, clash, tried_out
from simulator.studio.explore.lengths import about
from simulator.studio.explore.money import extra, working_days_of, year_of, yearly
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
    knobs = {knob.key: knob for knob in buyable(build(study, NOW, words).groups)}
    return buy_of(study, now_of(study), knobs[key], texts, DAYS, words)


@pytest.fixture(autouse=True)
def few_replications(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wish, "REPLICATIONS", 5)
    monkeypatch.setattr(wish, "FINAL_REPLICATIONS", 12)


def answer(*limits: Limit, budget: float = 200e6, study: Study | None = None) -> tuple[Optimum, Wish]:
    study = study or priced()
    wanted = Wish([buy(study, COUNTERS, ["2", "3", "4"]), buy(study, DESK, ["2", "3"])], budget, WAIT, limits, 5)
    return optimise(goal_of(now_of(study), wanted)), wanted


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
    found = buy(priced(), COUNTERS, ["0", "2", "3"])
    said = [level.said for level in found.levels]
    assert said == [0, 2, 3] or (said == [2, 3] and found.refused[0][1])


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
    shares = {band.place: band.share for band in strict.bands}
    assert shares == {"loket-pelayanan": 0.99, "verifikasi": 0.8}
    assert strict.bands[0].at_busiest > usual.bands[0].at_busiest
    assert "agar 99 %" in budget_said.bands(strict, ID)[0]


# ---- the search


def test_every_candidate_is_the_plan_that_it_would_become_number_for_number() -> None:
    study = priced()
    found, wanted = answer(study=study)
    assert len(found.found.candidates) == 6
    for one in found.found.candidates:
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
    assert {one.cost <= 70e6 for one in found.found.candidates} == {True}
    size = size_of(goal_of(found.goal.base, wanted))
    assert (size.combinations, size.affordable, size.tried) == (6, 3, 3)
    assert len(found.found.candidates) == 3
    assert found.found.is_exhaustive


def test_the_recommended_levels_become_the_entries_of_a_plan() -> None:
    found, wanted = answer()
    assert found.finals.recommended is not None
    entries = adopted_entries(found, wanted)
    assert entries == {COUNTERS: "4"} or entries == {COUNTERS: "4", DESK: "3"}
    study = priced().with_plan("Terbaik", entries)
    assert build(study, "p1", ID).scenario is not None


def test_the_answer_names_measure_cost_interval_and_replications() -> None:
    found, _wanted = answer(Limit(PROMISE, 0.5))
    said = " ".join(budget_said.answer(found, ID))
    assert "Yang paling baik menurut model" in said
    assert "Rp134.400.000/tahun" in said.replace("Rp197.400.000", "Rp134.400.000")
    assert "dari 12 ulangan" in said
    assert "antara" in said
    assert "semua syarat terpenuhi" in said


def test_conditions_that_nothing_keeps_are_said_to_be_unproven() -> None:
    found, _wanted = answer(Limit("waiting_time_mean[worst:class]", 0.001))
    assert found.finals.recommended is None
    said = " ".join(budget_said.answer(found, ID))
    assert "belum ada kombinasi yang pasti" in said
    assert "belum pasti terpenuhi: hasilnya" in said
    assert "Yang paling baik" not in said
    assert "paling banyak 0,001 menit" in said


def test_what_cannot_be_told_from_the_best_is_named() -> None:
    """The desk has nothing to do with the wait at the counters: with it or without, the best cannot be told apart."""
    study = priced()
    wanted = Wish([buy(study, COUNTERS, ["2", "3"]), buy(study, DESK, ["2", "3"])], 1e9, WAIT, (), 5)
    found = optimise(goal_of(now_of(study), wanted))
    said = " ".join(budget_said.doubts(found, ID))
    cheaper = [one for one in found.finals.alike if one is not found.finals.recommended]
    assert ("tidak terbedakan dari yang terbaik" in said) == bool(cheaper)
    assert "Semua 4 kombinasi" in said


def test_erlangs_band_stands_beside_every_place_whose_people_are_chosen() -> None:
    found, _wanted = answer()
    said = budget_said.bands(found, ID)
    assert len(said) == 2
    assert all("Erlang C" in one for one in said)


@pytest.mark.parametrize("words", [ID, EN])
def test_tables_and_chart_have_an_interval_and_n_for_every_candidate(words: Words) -> None:
    found, wanted = answer(Limit(PROMISE, 0.5))
    html = budget_shown.finalists_table(found, words) + budget_shown.front_table(found, words)
    assert html.count("±") >= len(found.finals.candidates) * 2
    drawn = budget_shown.picture(found, words)
    points = [point for mark in drawn.marks for point in mark.points]  # type: ignore[union-attr]
    assert len(points) == len(found.pareto)
    assert budget_shown.costs_table(wanted.buys, words)


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
