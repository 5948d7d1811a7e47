"""What the log tells, section by section, from tables made by hand."""

import pandas as pd
import pytest

from simulator.measures import Estimate
from simulator.reports.document import Paragraph, Section, Table
from simulator.reports.facts import back_stations, front_stations, has_prices
from simulator.reports.findings import (
    Findings,
    causes_section,
    cost_sentences,
    costs_section,
    finding_sections,
    forecast_section,
    group_sentences,
    groups_section,
    legal_section,
    once_remark,
    outage_sentences,
    resilience_section,
    risks_section,
    staff_section,
)
from simulator.reports.numbers import told
from simulator.scenario import load_scenario

OFFICE = load_scenario("kabupaten-menengah")


def estimates(keys: list[str], *rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[*keys, "measure", "unit", "mean", "half_width", "n"])


def tables(section: Section) -> list[Table]:
    return [block for block in section.blocks if isinstance(block, Table)]


def text(section: Section) -> str:
    return " ".join(block.text for block in section.blocks if isinstance(block, Paragraph))


CAUSES = estimates(
    ["cause"],
    ("busy", "share", "share", 0.25, 0.02, 30), ("busy", "min_per_case", "min", 5.0, 1.0, 30),
    ("outage:oss", "share", "share", 0.6, 0.05, 30), ("outage:oss", "min_per_case", "min", 12.0, 2.0, 30),
    ("slot", "share", "share", 0.15, 0.01, 30), ("slot", "min_per_case", "min", 3.0, 0.5, 30),
)  # fmt: skip


def test_causes_begin_with_the_largest_and_name_it():
    section = causes_section(Findings({"causes": CAUSES}), OFFICE, "id")
    assert "60 % (antara 55 dan 65)" in text(section)
    (only,) = tables(section)
    rows = list(only.rows)
    assert [row[1:] for row in rows] == [
        (0.6, 12.0, 30),
        (0.25, 5.0, 30),
        (0.15, 3.0, 30),
    ]
    assert only.shown_groups("id")[0].rows[0][1:3] == ("60\xa0±\xa05", "12\xa0±\xa02")
    assert rows[0][0].startswith("Gangguan: ")
    assert rows[1][0] == "Petugas melayani yang datang lebih dulu"
    assert only.shown_headings("id") == ("Sebab", "Bagian (%)", "Waktu tanpa dikerjakan per permohonan (menit)", "n")


def test_legal_clock_by_permit_and_only_steps_with_a_promise():
    legal = estimates(
        ["case_class"], ("tinggi", "on_time_share", "share", 0.9, 0.1, 8), ("tinggi", "settled", "cases", 40.0, 3.0, 8)
    )
    steps = estimates(
        ["case_class", "station"],
        ("tinggi", "verifikasi", "deadline_days", "working days", 3.0, 0.0, 8),
        ("tinggi", "verifikasi", "days_mean", "working days", 2.5, 0.2, 8),
        ("tinggi", "klinik", "days_mean", "working days", 1.5, 0.2, 8),
    )  # fmt: skip
    first, second = tables(legal_section(Findings({"legal": legal, "steps": steps}), OFFICE, "en"))[::2]
    title = next(one.title.en for one in OFFICE.spec.case_classes if one.name == "tinggi")
    assert list(first.rows) == [(title, 40.0, 0.9, 8)]
    assert len(list(second.rows)) == 1


def test_outages_by_system_and_all_together_only_where_there_are_several():
    frame = estimates(
        ["subsystems"], ("", "episodes", "episodes", 2.0, 0.5, 9), ("oss", "episodes", "episodes", 2.0, 0.5, 9)
    )
    (one,) = tables(resilience_section(Findings({"resilience": frame}), OFFICE, "id"))
    assert len(list(one.rows)) == 1
    both = pd.concat([frame, estimates(["subsystems"], ("+", "episodes", "episodes", 1.0, 0.5, 9))])
    (several,) = tables(resilience_section(Findings({"resilience": both}), OFFICE, "id"))
    names = [row[0] for row in several.rows]
    assert names == ["Semua gangguan", "OSS pusat (pusat, dipakai bersama)", "Beberapa sekaligus"]
    assert "dihitung satu" in text(resilience_section(Findings({"resilience": both}), OFFICE, "id"))


def test_what_outages_mean_is_said_in_one_sentence():
    frame = estimates(
        ["subsystems"],
        ("", "lost_case_hours", "h", 2370.0, 650.0, 30),
        ("", "late_caused", "cases", 2.0, 0.6, 30),
        ("", "gave_up_caused", "cases", 35.0, 11.0, 30),
    )
    (said,) = outage_sentences(Findings({"resilience": frame}), OFFICE, "en")
    assert "outages add 2,370 hours (between 1,720 and 3,020) to the time that all applications spend" in said
    assert "35 applications (between 24 and 46) give up" in said


GROUPS = estimates(
    ["by", "group", "is_suppressed"],
    ("district", "near", False, "cases", "cases", 90.0, 2.0, 30), ("district", "near", False, "waited_mean", "min", 10.0, 1.0, 30),
    ("district", "far", False, "cases", "cases", 20.0, 2.0, 30), ("district", "far", False, "waited_mean", "min", 30.0, 2.0, 30),
    ("district", "none", False, "cases", "cases", 0.0, 0.0, 30),
    ("case_class", "tinggi", False, "cases", "cases", 5.0, 0.0, 30), ("case_class", "rendah", False, "cases", "cases", 5.0, 0.0, 30),
)  # fmt: skip


def test_groups_without_anybody_and_groups_shown_elsewhere_are_left_out():
    (only,) = tables(groups_section(Findings({"groups": GROUPS}), OFFICE, "en"))
    assert [row[:2] for row in only.rows] == [("District", "near"), ("District", "far")]


GAPS = estimates(
    ["by", "group", "reference"], ("district", "far", "near", "waited_mean", "min", 20.0, 2.0, 29),
    ("district", "nearer", "near", "waited_mean", "min", -5.0, 1.0, 30),
    ("channel", "loket", "oss", "waited_mean", "min", 50.0, 1.0, 30),
).assign(comparison="gap")  # fmt: skip


def test_the_groups_that_wait_longest_and_shortest_are_judged_by_paired_gaps():
    """Not by the intervals of the groups themselves, which may overlap."""
    wide = GROUPS.assign(half_width=15.0)
    said = list(group_sentences(Findings({"groups": wide, "gaps": GAPS}), OFFICE, "en"))
    assert said == [
        "By district: longest in lines are far, 20 minutes (between 18 and 22) longer than near, the largest group "
        "(n = 29).",
        "By district: shortest in lines are nearer, 5 minutes (between 4 and 6) shorter than near, the largest group "
        "(n = 30).",
    ]
    unsure = GAPS.assign(half_width=60.0)
    assert list(group_sentences(Findings({"groups": GROUPS, "gaps": unsure}), OFFICE, "en")) == []
    ratios = GAPS.assign(comparison="ratio")
    assert list(group_sentences(Findings({"groups": GROUPS, "gaps": ratios}), OFFICE, "en")) == []


def test_groups_say_which_are_withheld_and_how_unequal_cases_fare():
    gini = estimates([], ("waited_gini", "index", 0.4, 0.02, 30))
    found = Findings({"groups": GROUPS, "gini": gini}, {"groups": (("2 disembunyikan.", "2 withheld."),)})
    section = groups_section(found, OFFICE, "en")
    assert "2 withheld." in text(section)
    assert list(tables(section)[1].rows) == [("Time in lines, Gini (0: even)", 0.4, 30)]
    assert "shown" not in text(groups_section(Findings({"groups": GROUPS}), OFFICE, "en")), "nothing is withheld"


def test_an_office_without_prices_has_no_costs():
    free = load_scenario("kantor-sehari")
    assert not has_prices(free)
    assert has_prices(OFFICE)
    summary = estimates([], ("office_cost", "IDR", 0.0, 0.0, 30), ("applicant_cost", "IDR", 0.0, 0.0, 30))
    found = Findings({"cost_summary": summary})
    assert "gives no prices" in text(costs_section(found, free, "en"))
    assert list(cost_sentences(found, free, "en")) == []


def test_what_is_paid_once_is_said_beside_the_costs():
    things = [("item_once", "genset"), ("server_hour", "klinik"), ("training", "verifikator")]
    ((indonesian, english),) = once_remark(things, OFFICE)
    assert "seluruhnya pada 28 hari ini" in indonesian
    assert "genset" in english
    assert "Staff hours" not in english
    assert once_remark([("server_hour", "klinik")], OFFICE) == ()


def test_extra_staff_hours_below_zero_are_explained():
    frame = estimates(["subsystems"], ("", "extra_staff_hours", "h", -14.3, 2.0, 9))
    assert "not served any more" in text(resilience_section(Findings({"resilience": frame}), OFFICE, "en"))
    more = frame.assign(mean=14.3)
    assert "not served" not in text(resilience_section(Findings({"resilience": more}), OFFICE, "en"))


def test_people_also_stand_where_they_collect_what_was_decided():
    assert front_stations(OFFICE)[-1] == "pengambilan"
    assert "verifikasi" in back_stations(OFFICE)
    assert "pengambilan" not in back_stations(OFFICE)


def test_costs_are_amounts_of_money_and_say_what_has_no_price():
    summary = estimates(
        [],
        ("office_cost", "IDR", 12_345_678.0, 1e6, 30),
        ("applicant_cost", "IDR", 3e7, 2e6, 30),
        ("cost_per_permit", "IDR/permit", 250_000.0, 5e3, 30),
    )
    found = Findings({"cost_summary": summary}, {"costs": (("Tanpa harga: genset.", "Without a price: generator."),)})
    section = costs_section(found, OFFICE, "en")
    assert "Without a price: generator." in text(section)
    (only,) = tables(section)
    shown = [row[1].replace("\N{NO-BREAK SPACE}", " ") for group in only.shown_groups("id") for row in group.rows]
    assert shown == ["Rp12 juta ± 1 juta", "Rp30 juta ± 2 juta", "Rp250 ribu ± 5 ribu"], "never to the rupiah"
    assert list(cost_sentences(found, OFFICE, "id")) == [
        "Dalam 28 hari yang disimulasikan, kantor membayar Rp12 juta (antara 11 dan 13) dan pemohon Rp30 juta (antara 28 "
        "dan 32) (uang tahun 2026; n = 30).",
        "Biaya per izin bagi kantor: Rp250 ribu (antara 245 dan 255) (n = 30).",
    ]


def test_staff_and_spread_stand_side_by_side():
    staff = estimates(
        ["place", "server"],
        ("loket-pelayanan", 0, "utilisation", "share", 0.5, 0.01, 30),
        ("verifikasi", 3, "utilisation", "share", 0.9, 0.01, 30),
        ("verifikasi", 5, "utilisation", "share", 0.8, 0.01, 30),
    )
    spread = estimates(["place"], ("verifikasi", "gini", "share", 0.1, 0.01, 30))
    first, second = tables(staff_section(Findings({"staff": staff, "spread": spread}), OFFICE, "id"))
    assert [row[1:] for row in first.rows] == [("1", 0.5, 30), ("1", 0.9, 30), ("2", 0.8, 30)], "from 1 in each place"
    assert next(iter(second.rows))[1:] == (0.1, 30)


def test_a_forecast_and_a_risk_carry_their_warning():
    index = estimates([], ("index_asked", "point", 78.0, 1.0, 30))
    remarks = {"forecast": (("Awas.", "Beware."), ("Lagi.", "More."))}
    section = forecast_section(Findings({"forecast": index}, remarks), OFFICE, "en")
    assert "not a survey" in text(section)
    assert "More." in text(section)
    risks = pd.DataFrame([{"maladministration": "delay", "name": "Delay", "name_id": "Penundaan", "indicator": "late", "why": "Late.",
                           "why_id": "Terlambat.", "measure": "value", "unit": "share", "mean": 0.2, "half_width": 0.1, "n": 30}])  # fmt: skip
    section = risks_section(Findings({"risks": risks}), OFFICE, "id")
    assert "bukan temuan" in text(section)
    assert list(tables(section)[0].rows) == [("Penundaan", "Terlambat.", 0.2, 30)]


@pytest.mark.parametrize("lang", ["id", "en"])
def test_without_tables_each_section_says_why_or_vanishes(lang: str):
    sections = finding_sections(Findings(), OFFICE, lang)
    words = {"id": "Tidak ada yang dapat ditampilkan: ", "en": "There is nothing to show: "}[lang]
    assert [text(section).startswith(words) for section in sections] == [True] * 6 + [False] * 2
    assert all(not tables(section) for section in sections)
    assert [bool(section.blocks) for section in sections[6:]] == [False, False]


def test_a_table_whose_estimates_have_no_value_counts_as_empty():
    nothing = CAUSES.assign(n=0, mean=float("nan"))
    assert tables(causes_section(Findings({"causes": nothing}), OFFICE, "en")) == []


def test_a_number_of_fewer_replications_says_so_and_a_share_stays_within_its_limits():
    assert told(Estimate(0.98, 0.05, 12, "share"), "en", 30) == "98 % (between 93 and 100; n = 12)"
    assert told(Estimate(0.98, 0.05, 30, "share"), "en", 30) == "98 % (between 93 and 100)"
    assert told(Estimate(98.0, 5.0, 30, "of 100"), "en") == "98 (between 93 and 100)"
    assert told(Estimate(23.0, float("nan"), 1, "min"), "id", 30) == "23 menit (n = 1: satu ulangan saja, tanpa selang)"
