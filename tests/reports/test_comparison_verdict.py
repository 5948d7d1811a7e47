"""The verdict judges every plan by what it changes; numbers are made by hand, so that it is known what must be said."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from simulator.analysis import Ratio, Saving
from simulator.experiments import Comparison, compare
from simulator.measures import Estimate, estimate_mean
from simulator.reports.comparison_best import standing_of
from simulator.reports.comparison_changes import change_cell, change_words
from simulator.reports.comparison_costs import saving_sentence
from simulator.reports.comparison_dated import dated
from simulator.reports.comparison_effects import Effect, is_practically_same, is_told_apart
from simulator.reports.comparison_head import head_and_lines
from simulator.reports.comparison_next import next_sentences
from simulator.reports.comparison_summary import comparison_summary, summary_measures
from simulator.reports.comparison_verdict import money_sentence, verdict_lines
from simulator.reports.comparison_year import a_year
from simulator.reports.document import Bullets
from simulator.reports.findings import Findings, once_remark
from simulator.reports.run_summary import count_first
from simulator.scenario import load_scenario

INFO, COUNTER = "waiting_time_mean[informasi]", "waiting_time_mean[loket-pelayanan]"
NOISE = np.array([-1.0, 0.0, 0.0, 1.0])
NOW = {
    INFO: 12.0, COUNTER: 10.0, "on_time_share": 0.76, "service_level": 0.8, "give_up_share": 0.03,
    "deemed_approved_share": 0.02, "throughput": 60.0, "sojourn_time_mean": 1000.0,
}  # fmt: skip

Change = dict[str, float]


@pytest.fixture(scope="module")
def pattern() -> Comparison:
    """Three plans whose numbers are all replaced; nobody works at the counters any more with none of them."""
    office = load_scenario("kabupaten-menengah")
    plans = [office.with_({"title": {"id": f"Rencana {key}", "en": f"Plan {key}"}}) for key in "ABC"]
    return compare(office, *plans, replications=len(NOISE), labels=["a", "b", "c"])


def made(pattern: Comparison, *changes: Change, spread: float = 0.01) -> Comparison:
    """A comparison of as many plans, in which just that is changed; differences vary by a share of themselves."""
    values = pattern.base.values.copy()
    values.loc[:, :] = 1.0
    for name, mean in NOW.items():
        values[name] = mean * (1 + 0.001 * NOISE)
    plans = []
    for place, (each, run) in enumerate(zip(changes, pattern.alternatives, strict=False)):
        other = values.copy()
        for name, size in each.items():
            other[name] = values[name] + size * (1 + spread * np.roll(NOISE, place))
        plans.append(replace(run, values=other))
    base = replace(pattern.base, values=values)
    return Comparison(base, tuple(plans), pattern.labels[: len(plans)], pattern.measures)


def paid(*costs: float) -> list[pd.DataFrame]:
    return [
        pd.DataFrame(
            {
                "replication": range(4),
                "office_cost": cost + 1e4 * NOISE,
                "applicant_cost": 1.0,
                "permits": 1.0,
                "applicant_hours": 3000.0,
                "cost_per_permit": 1.0,
                "cost_per_applicant_hour": 1.0,
            }
        )
        for cost in costs
    ]


def head_sentence(comparison: Comparison, lang: str, costs: Sequence[pd.DataFrame] = ()) -> str:
    return head_and_lines(comparison, lang, costs)[0]


def plain(text: str) -> str:
    return text.replace("\N{WORD JOINER}", "").replace("\xa0", " ")


def test_each_plan_is_judged_by_what_it_changes_itself(pattern: Comparison) -> None:
    """One shortens a wait, one makes permits be decided on time: each is told by its own."""
    one, two = map(plain, verdict_lines(made(pattern, {INFO: -8.0}, {"on_time_share": 0.1}), "id"))
    assert one.startswith("Rencana A: waktu tunggu orang di meja informasi turun dari 12,00 menjadi 4,00 menit")
    assert "izin" not in one
    assert two.startswith("Rencana B: izin yang diputus tepat waktu naik dari 76,00 % menjadi 86,00 % (bertambah ")
    assert "waktu tunggu" not in two


def test_what_gets_worse_is_said_beside_what_gets_better(pattern: Comparison) -> None:
    (line,) = verdict_lines(made(pattern, {INFO: -8.0, "on_time_share": -0.1}), "en")
    assert "falls from 12.00 to 4.00 minutes" in plain(line)
    assert "; but worse: the share of permits decided on time falls from" in line


def test_of_waits_the_one_that_changes_most_for_its_size_is_said(pattern: Comparison) -> None:
    (line,) = verdict_lines(made(pattern, {INFO: -3.0, COUNTER: -6.0}), "id")
    assert "loket pelayanan turun" in line
    assert "meja informasi" not in line


@pytest.mark.parametrize(
    "change", [{INFO: 0.2}, {"on_time_share": -0.003}, {"give_up_share": 0.004}, {"throughput": -0.5}]
)
def test_what_is_practically_the_same_is_neither_better_nor_worse(pattern: Comparison, change: Change) -> None:
    found = made(pattern, change)
    (line,) = verdict_lines(found, "id")
    (name,) = change
    assert line == "Rencana A: semua ukuran utama praktis tetap (n = 4)."
    assert str(change_cell(found, 0, name, "id")).startswith("praktis tetap (")


def test_what_cannot_be_told_apart_is_said_in_words(pattern: Comparison) -> None:
    (line,) = verdict_lines(made(pattern, {INFO: -3.0}, spread=2.0), "id")
    assert line == "Rencana A: tidak ada yang terbedakan dari sekarang (n = 4)."


def test_the_best_is_called_so_only_if_it_beats_every_other(pattern: Comparison) -> None:
    best = "terbaik dari semua rencana"
    clear = verdict_lines(made(pattern, {INFO: -8.0}, {INFO: -4.0}), "id")
    assert [best in line for line in clear] == [True, False]
    unclear = verdict_lines(made(pattern, {INFO: -8.0}, {INFO: -7.9}, spread=0.2), "id")
    assert not any(best in line for line in unclear)
    assert best not in verdict_lines(made(pattern, {INFO: -8.0}), "id")[0]


def test_the_cost_stands_with_it_in_the_time_simulated_and_in_a_year(pattern: Comparison) -> None:
    """19 working days of 240: 4.8 million are some 61 million."""
    found = made(pattern, {INFO: -8.0}, {"on_time_share": 0.1})
    dear, free = map(plain, verdict_lines(found, "id", paid(40e6, 44.8e6, 40e6)))
    assert "biaya kantor naik Rp4,8" in dear
    assert "dalam 28 hari" in dear
    assert "kira-kira Rp61 juta setahun" in dear
    assert free.endswith("; tanpa tambahan biaya (n = 4).")


MONTHS_SIMULATED = 27 / 31 + 1 / 28
"""5 January to 1 February 2026."""
LINK = 3e6
"""A month of the second link."""


def test_what_is_paid_by_the_month_is_paid_twelve_times_a_year_and_the_rest_by_working_days() -> None:
    """A second link and a million of hours: 12 months of the one, 240 of 19 working days of the other."""
    office = load_scenario("kabupaten-menengah")
    link = office.patched("jaringan-cadangan")
    alone = a_year(Estimate(MONTHS_SIMULATED * LINK, 0.0, 4, "IDR"), office, link)
    both = a_year(Estimate(MONTHS_SIMULATED * LINK + 1e6, 2e5, 4, "IDR"), office, link)
    assert alone is not None
    assert both is not None
    assert (alone.mean, alone.half_width) == pytest.approx((36e6, 0))
    assert (both.mean, both.half_width) == pytest.approx((36e6 + 1e6 * 240 / 19, 2e5 * 240 / 19))
    back = a_year(Estimate(-MONTHS_SIMULATED * LINK, 0.0, 4, "IDR"), link, office)
    assert back is not None
    assert back.mean == pytest.approx(-36e6)


def test_days_before_the_window_do_not_count_as_days_of_which_the_cost_is_known() -> None:
    """19 working days, five of them before the window."""
    office = load_scenario("kabupaten-menengah").with_({"horizon.warm_up_days": 7})
    one = a_year(Estimate(1e6, 0.0, 4, "IDR"), office, office)
    assert one is not None
    assert one.mean == pytest.approx(1e6 * 240 / 14)


def test_a_year_that_would_go_the_other_way_than_the_time_simulated_is_not_told() -> None:
    """Hours spared make up for the link in the days simulated by a trifle; over twelve months, by more than that not."""
    office = load_scenario("kabupaten-menengah")
    link = office.patched("jaringan-cadangan")
    assert a_year(Estimate(1e3, 0.0, 4, "IDR"), office, link) is not None
    assert a_year(Estimate(-1e3, 0.0, 4, "IDR"), office, link) is None


def test_what_is_paid_once_is_not_scaled_to_a_year() -> None:
    office = load_scenario("kabupaten-menengah")
    once = next(name for name, patch in office.spec.patches.items() if "latih" in name or "training" in str(patch))
    one = Estimate(1e6, 1e5, 4, "IDR")
    assert a_year(one, office, office) is not None
    assert a_year(one, office, office.patched(once)) is None


def test_times_of_the_finished_are_not_comparable_where_more_are_finished(pattern: Comparison) -> None:
    same = made(pattern, {"sojourn_time_mean": -500.0})
    assert "turun" in str(change_cell(same, 0, "sojourn_time_mean", "id"))
    more = made(pattern, {"sojourn_time_mean": -500.0, "throughput": 0.65}, {"throughput": -3.0})
    cells = [str(change_cell(more, at, "sojourn_time_mean", "id")) for at in range(2)]
    assert [cell.startswith("tidak sebanding: ") for cell in cells] == [True, True]
    assert cells[0].endswith("permohonan per hari kalender lebih banyak yang selesai")
    assert cells[1].endswith("permohonan per hari kalender lebih sedikit yang selesai")
    assert not any("sampai selesai" in line for line in verdict_lines(more, "id"))
    labels = summary_measures(more, "id")
    assert labels["sojourn_time_mean"].endswith("(hanya yang selesai)")
    assert "throughput" in labels


def test_a_plan_that_finishes_fewer_is_not_praised(pattern: Comparison) -> None:
    found = made(pattern, {INFO: -8.0, "deemed_approved_share": -0.015, "throughput": -20.0, "give_up_share": 0.2})
    (line,) = verdict_lines(found, "id")
    assert line.startswith("Rencana A: lebih buruk: permohonan yang berhenti")
    assert "meja informasi" not in line
    assert next(iter(next_sentences(found, "id"))).startswith("Cari dulu")


def test_a_plan_that_leaves_a_place_without_staff_is_not_praised(pattern: Comparison) -> None:
    found = made(pattern, {INFO: -8.0})
    none = {f"staff[petugas-loket].roster[{at}].servers": 0 for at in range(7)}
    plan = replace(found.alternatives[0], scenario=found.alternatives[0].scenario.with_(none))
    (line,) = verdict_lines(replace(found, alternatives=(plan,)), "id")
    assert "tidak ada petugas lagi di loket pelayanan dan loket pengambilan" in line
    assert "turun" not in line


def test_the_first_sentence_names_the_plan_that_nobody_beats_and_who_is_cheaper(pattern: Comparison) -> None:
    found = made(pattern, {INFO: -8.0, "service_level": 0.1}, {INFO: -4.0}, {})
    said = head_sentence(found, "id", paid(40e6, 44e6, 41e6, 40e6))
    assert said.startswith("Paling menolong menurut model: Rencana A. Terbukti terbaik untuk ")
    assert "waktu tunggu orang di meja informasi dan" in said or "sesuai janji dan waktu tunggu" in said
    assert said.endswith("Lebih murah, dan juga memperbaiki sesuatu: Rencana B.")
    assert "Rencana B" not in head_sentence(found, "id", paid(40e6, 44e6, 44e6, 40e6))


def test_the_first_sentence_says_what_each_wins_by_if_none_is_best_in_everything(pattern: Comparison) -> None:
    found = made(pattern, {INFO: -8.0, "on_time_share": -0.1}, {"on_time_share": 0.1}, {COUNTER: -4.0})
    said = head_sentence(found, "id", paid(40e6, 44e6, 42e6, 41e6))
    assert said == (
        "Tidak ada rencana yang terbaik dalam segalanya. "
        "Rencana A terbukti terbaik untuk waktu tunggu orang di meja informasi, tetapi memperburuk izin yang diputus "
        "tepat waktu; Rencana B terbukti terbaik untuk izin yang diputus tepat waktu; "
        "Rencana C terbukti terbaik untuk waktu tunggu orang di loket pelayanan. "
        "Yang menambah biaya paling sedikit di antara yang memperbaiki sesuatu: Rencana C."
    )


def test_what_is_not_told_apart_or_practically_the_same_makes_nobody_the_best(pattern: Comparison) -> None:
    alike = head_sentence(made(pattern, {COUNTER: -2.0}, {COUNTER: -2.0}), "id")
    assert alike == "Belum terbukti rencana mana yang terbaik. Yang memperbaiki sesuatu: Rencana A dan Rencana B."
    little = head_sentence(made(pattern, {INFO: -8.0}, {INFO: -8.2}), "id")
    assert little.startswith("Belum terbukti rencana mana yang terbaik.")
    none = head_sentence(made(pattern, {INFO: -3.0}, {}, spread=2.0), "id")
    assert none == "Tidak ada rencana yang terbukti memperbaiki ukuran utama."
    assert head_sentence(made(pattern, {INFO: -8.0}), "id") == "", "there is nothing to choose from"


def test_the_more_plans_there_are_the_more_it_takes_to_be_called_the_best(pattern: Comparison) -> None:
    """Two that differ with p below 0.05: alone that is enough, among all pairs and measures it is not."""
    noise = 0.42 * np.array([-1.0, 1.0, 0.6, -0.6])
    found = made(pattern, {INFO: -8.0}, {INFO: -7.0})
    values = found.alternatives[1].values.copy()
    values[[INFO, COUNTER, "on_time_share", "service_level", "give_up_share"]] += noise[:, None]
    found = replace(found, alternatives=(found.alternatives[0], replace(found.alternatives[1], values=values)))
    gain = found.alternatives[1].values[INFO] - found.alternatives[0].values[INFO]
    assert is_told_apart(estimate_mean(gain, "min"))
    assert not standing_of(found).is_best(0, INFO)


def test_first_sentence_and_lines_rest_on_the_same_tests(pattern: Comparison) -> None:
    """Costs are more pairs: what is best without them may not be so beside them, and no line may still say it."""
    noise, costs = np.array([-1.0, 1.0, 0.6, -0.6]), paid(40e6, 40e6, 40e6)
    for place, table in enumerate(costs):
        table["office_cost"] += 1e6 * np.roll(NOISE, place)  # nobody's can be told from another's
    differs = False
    for size in np.linspace(0.1, 0.7, 31):
        found = made(pattern, {INFO: -8.0}, {INFO: -7.0})
        values = found.alternatives[1].values.copy()
        values[INFO] += size * noise
        found = replace(found, alternatives=(found.alternatives[0], replace(found.alternatives[1], values=values)))
        is_best = standing_of(found, costs).is_best(0, INFO)
        head, lines = head_and_lines(found, "id", costs)
        assert ("terbaik dari semua rencana" in lines[0]) == is_best
        assert ("erbukti terbaik" in head) == is_best
        assert lines == verdict_lines(found, "id", costs)
        differs |= standing_of(found).is_best(0, INFO) != is_best
    assert differs, "otherwise nothing is told apart here"


def test_a_plan_that_is_not_to_be_praised_keeps_nobody_from_being_the_best(pattern: Comparison) -> None:
    found = made(pattern, {INFO: -8.0}, {INFO: -10.0, "throughput": -20.0})
    assert standing_of(found).wins == {0: [INFO]}


def test_rows_stand_in_the_same_order_for_every_plan(pattern: Comparison) -> None:
    orders = [
        [name for name in summary_measures(made(pattern, change), "id") if name in NOW]
        for change in ({INFO: -8.0}, {COUNTER: -8.0}, {"on_time_share": 0.1})
    ]
    assert orders[0] == orders[1] == orders[2]
    assert orders[0][:2] == [INFO, COUNTER], "as people meet them in the office"


def test_a_change_is_told_in_the_unit_of_what_it_is_a_change_of() -> None:
    now = Estimate(19.5 * 60, 30, 30, "min")
    said = plain(str(change_words(Estimate(-78, 15, 30, "min"), "id", now)))
    assert said == "turun 1,3 jam (1,1–1,6)"


def test_amounts_of_money_are_never_practically_the_same() -> None:
    assert not is_practically_same(Estimate(4e5, 1e4, 30, "IDR"), Estimate(1e8, 5e6, 30, "IDR"))


def test_more_on_time_is_as_strong_as_fewer_late() -> None:
    up = Effect("on_time_share", Estimate(0.9, 0, 4, "share"), Estimate(0.95, 0, 4, "share"),
                Estimate(0.05, 0.01, 4, "share"))  # fmt: skip
    down = Effect("deemed_approved_share", Estimate(0.1, 0, 4, "share"), Estimate(0.05, 0, 4, "share"),
                  Estimate(-0.05, 0.01, 4, "share"))  # fmt: skip
    assert (up.way, down.way) == (1, 1)
    assert up.size == pytest.approx(down.size)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_worse_in_both_is_not_said_where_another_measure_goes_the_other_way(lang: str) -> None:
    saving = Saving(Estimate(0, 0, 30, "IDR"), Estimate(-300, 8, 30, "h"), Ratio(1, 0, 2, True, 30), "dominated")
    office = load_scenario("kabupaten-menengah")
    now = {"applicant_hours": Estimate(3000, 30, 30, "h"), "office_cost": Estimate(4e7, 1e5, 30, "IDR")}
    judgement = {"id": "kalah dalam keduanya", "en": "worse in both"}[lang]
    alone = saving_sentence(saving, "A", office, lang, now)
    beside = saving_sentence(saving, "A", office, lang, now, is_judged=False)
    assert judgement in alone
    assert judgement not in beside
    assert {"id": "10,0 % dari sekarang", "en": "10.0 % of now"}[lang] in plain(beside)


def test_hours_that_are_practically_the_same_are_not_judged() -> None:
    """28 of 3,062 hours."""
    saving = Saving(Estimate(0, 0, 30, "IDR"), Estimate(-28, 8, 30, "h"), Ratio(1, 0, 2, True, 30), "dominated")
    now = {"applicant_hours": Estimate(3062, 30, 30, "h")}
    said = saving_sentence(saving, "A", load_scenario("kabupaten-menengah"), "id", now)
    assert "keduanya" not in said
    assert "jam pemohon praktis tetap;" in said
    assert "28 jam" not in plain(said)


def test_own_counts_are_not_asked_for_as_if_there_were_none() -> None:
    office = load_scenario("kabupaten-menengah")
    assert next(count_first(office, "id")).startswith("Hitung dulu")
    counted = {"mark": "measured", "cite": "x"}
    sources = {**office.data.get("sources", {}), "hitungan-kantor": counted}
    own = office.with_({"sources": sources, "case_classes[0].arrivals.per_day": 20}, source="hitungan-kantor")
    assert "bila belum" in next(count_first(own, "id"))


def test_what_is_not_completed_is_told_of_every_plan(pattern: Comparison) -> None:
    found = made(pattern, {INFO: -8.0}, {"present_at_end": 30.0})
    points = [each for section in comparison_summary(found, "id").sections for block in section.blocks
              if isinstance(block, Bullets) for each in block.points]  # fmt: skip
    (said,) = (plain(each) for each in points if each.startswith("Yang belum selesai itu"))
    assert "Rencana A: sama; Rencana B: naik 30,0 permohonan" in said


def test_what_is_large_small_and_not_told_apart_is_counted_apart(pattern: Comparison) -> None:
    changes = {INFO: -8.0, "throughput": 0.01}
    found = made(pattern, changes, {INFO: -8.0})
    noisy = found.alternatives[1].values.copy()
    noisy["on_time_share"] += 0.01 * NOISE
    found = replace(found, alternatives=(found.alternatives[0], replace(found.alternatives[1], values=noisy)))
    sections = comparison_summary(found, "id").sections
    points = [each for section in sections for block in section.blocks if isinstance(block, Bullets) for each in block.points]  # fmt: skip
    (said,) = (plain(each) for each in points if each.startswith("Singkatnya"))
    assert "dari 4 perubahan" in said
    assert "2 terbedakan" in said
    assert "1 praktis tetap, dan 1 tidak terbedakan" in said


CAME = {"arrivals": 5.0, "throughput": 5.0}
"""More come, so more are finished."""


def test_more_finished_is_no_gain_where_more_come(pattern: Comparison) -> None:
    busy, helped = map(plain, verdict_lines(made(pattern, {**CAME, INFO: 4.0}, {"throughput": 5.0}), "id"))
    assert busy.startswith("Rencana A: 5,00 permohonan")
    assert "lebih banyak yang datang, jadi banyaknya yang selesai" in busy
    assert "permohonan yang selesai naik" not in busy
    assert "lebih buruk: waktu tunggu orang di meja informasi" in busy
    assert helped.startswith("Rencana B: permohonan yang selesai naik dari 60,00 menjadi 65,00 ")
    assert ", terbaik dari semua rencana" in helped, "A finishes as many only because more come to it"


def test_a_plan_that_only_brings_more_people_is_not_among_those_that_improve_something(pattern: Comparison) -> None:
    found = made(pattern, CAME, {INFO: -8.0})
    said = head_sentence(found, "id", paid(40e6, 40.1e6, 44e6))
    assert said.startswith("Paling menolong menurut model: Rencana B.")
    assert "Rencana A" not in said
    (line, _) = verdict_lines(found, "id")
    assert "tidak ada perubahan yang berarti" in line
    cell = str(change_cell(found, 0, "throughput", "id"))
    assert cell.startswith("tidak sebanding: naik 5,0")
    assert cell.endswith("karena lebih banyak yang datang")


def test_fewer_finished_although_more_come_is_worse(pattern: Comparison) -> None:
    (line,) = verdict_lines(made(pattern, {"arrivals": 5.0, "throughput": -6.0}), "id")
    assert "lebih buruk: permohonan yang selesai turun" in line


def test_hours_that_only_grow_because_more_come_have_no_price() -> None:
    saving = Saving(Estimate(2e6, 1e5, 4, "IDR"), Estimate(-300, 8, 4, "h"), Ratio(1, 0, 2, True, 4), "dominated")
    office, more = load_scenario("kabupaten-menengah"), Estimate(5, 0.1, 4, "cases/day")
    said = saving_sentence(saving, "A", office, "id", comers=more)
    assert "jam pemohon tidak sebanding, karena lebih banyak yang datang" in said
    assert "kalah" not in said
    fewer = saving_sentence(saving, "A", office, "id", comers=Estimate(-5, 0.1, 4, "cases/day"))
    assert "kalah dalam keduanya" in fewer, "fewer come, and still more hours"


CAMPAIGN = {
    "case_classes[0].arrivals.campaigns": [
        {"title": {"id": "Kampanye", "en": "Campaign"}, "from": "2026-01-12", "to": "2026-01-16", "factor": 2}
    ]
}


def test_what_holds_on_certain_dates_only_is_not_scaled_to_a_year() -> None:
    office = load_scenario("kabupaten-menengah")
    one, campaign = Estimate(1e6, 1e5, 4, "IDR"), load_scenario("kabupaten-menengah").with_(CAMPAIGN)
    assert a_year(one, office, campaign) is None
    assert a_year(one, campaign, campaign.patched("satu-loket-tambahan")) is None
    assert "setahun" not in money_sentence(one, office, campaign, "id")
    roster = office.data["staff"][0]["roster"]
    dates = {"first": "2026-01-12", "last": "2026-01-16"}
    week = office.with_(
        {"staff[petugas-loket].roster": [*roster, {"from": "18:00", "to": "20:00", "servers": 1, **dates}]}
    )
    assert dated(office, week) == ("shift",)
    assert a_year(one, office, week) is None


@pytest.mark.parametrize("name", ["keliling-tiap-minggu", "satu-loket-tambahan", "jaringan-cadangan"])
def test_what_comes_again_all_year_has_a_yearly_figure(name: str) -> None:
    office = load_scenario("kabupaten-menengah")
    assert dated(office, office.patched(name)) == ()


def caused(minutes: float) -> Findings:
    """Findings of an office in which people wait so long because staff are busy."""
    each = pd.DataFrame({"replication": range(4), "cause": "busy", "min_per_case": minutes * (1 + 0.001 * NOISE)})
    share = {"cause": "busy", "measure": "share", "unit": "share", "mean": 0.06, "half_width": 0.01, "n": 4}
    return Findings({"causes": pd.DataFrame([share])}, values={"causes": each})


def test_a_plan_is_only_named_against_a_cause_of_which_it_takes_enough(pattern: Comparison) -> None:
    def said(comparison: Comparison, minutes: float) -> str:
        found = [replace(one, values={**one.values, "costs": cost})
                 for one, cost in zip((caused(60), caused(minutes)), paid(40e6, 44e6), strict=True)]  # fmt: skip
        return plain(" ".join(next_sentences(comparison, "id", found)))

    helped = made(pattern, {INFO: -8.0})
    assert "di antara rencana ini: Rencana A (turun 30,00 menit" in said(helped, 30)
    assert "per permohonan; biaya kantor naik Rp4 juta" in said(helped, 30)
    assert "di antara rencana ini" not in said(helped, 59.5)
    assert "di antara rencana ini" not in said(made(pattern, {INFO: -8.0, "arrivals": 5.0}), 30), "of other people"


def test_costs_are_said_of_the_days_of_which_they_are() -> None:
    office = load_scenario("kabupaten-menengah").with_({"horizon.warm_up_days": 7})
    assert "dalam 21 hari" in plain(money_sentence(Estimate(1e6, 1e5, 4, "IDR"), office, office, "id"))
    ((said, _),) = once_remark([("item_once", "kelas-digital")], office, office.patched("kelas-digital"))
    assert "21 hari" in said
    assert "kelas-digital" not in said
