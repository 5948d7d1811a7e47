"""What the log tells, section by section, from tables made by hand."""

import pandas as pd
import pytest

from simulator.reports.document import Money, Paragraph, Section, Share, Table
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
    resilience_section,
    risks_section,
    staff_section,
)
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
        (0.6, 0.05, 12.0, 2.0, 30),
        (0.25, 0.02, 5.0, 1.0, 30),
        (0.15, 0.01, 3.0, 0.5, 30),
    ]
    assert isinstance(rows[0][1], Share)
    assert rows[0][0].startswith("Gangguan: ")
    assert rows[1][0] == "Petugas melayani yang datang lebih dulu"
    assert only.headings == ("Sebab", "Bagian (%)", "±", "Per permohonan (menit)", "±", "n")


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
    assert list(first.rows) == [(title, 40.0, 3.0, 0.9, 0.1, 8)]
    assert len(list(second.rows)) == 1


def test_outages_by_system_and_all_together_only_where_there_are_several():
    frame = estimates(
        ["subsystems"], ("", "episodes", "episodes", 2.0, 0.5, 9), ("oss", "episodes", "episodes", 2.0, 0.5, 9)
    )
    (one,) = tables(resilience_section(Findings({"resilience": frame}), OFFICE, "id"))
    assert len(list(one.rows)) == 1
    both = pd.concat([frame, estimates(["subsystems"], ("oss+listrik", "episodes", "episodes", 1.0, 0.5, 9))])
    (several,) = tables(resilience_section(Findings({"resilience": both}), OFFICE, "id"))
    assert len(list(several.rows)) == 3
    assert " + " in list(several.rows)[2][0]


GROUPS = estimates(
    ["by", "group", "is_suppressed"],
    ("district", "near", False, "cases", "cases", 90.0, 2.0, 30), ("district", "near", False, "waiting_time_mean", "min", 10.0, 1.0, 30),
    ("district", "far", False, "cases", "cases", 20.0, 2.0, 30), ("district", "far", False, "waiting_time_mean", "min", 30.0, 2.0, 30),
    ("district", "none", False, "cases", "cases", 0.0, 0.0, 30),
    ("channel", "loket", False, "cases", "cases", 5.0, 0.0, 30), ("channel", "daring", False, "cases", "cases", 5.0, 0.0, 30),
)  # fmt: skip


def test_groups_without_anybody_and_groups_shown_elsewhere_are_left_out():
    (only,) = tables(groups_section(Findings({"groups": GROUPS}), OFFICE, "en"))
    assert [row[:2] for row in only.rows] == [("District", "near"), ("District", "far")]


def test_the_group_that_waits_longest_is_named_only_if_the_intervals_part():
    (said,) = group_sentences(Findings({"groups": GROUPS}), OFFICE, "en")
    assert "far wait longest (30 minutes" in said
    close = GROUPS.assign(half_width=15.0)
    assert list(group_sentences(Findings({"groups": close}), OFFICE, "en")) == []


def test_costs_are_amounts_of_money_and_say_what_has_no_price():
    summary = estimates(
        [], ("office_cost", "IDR", 12_345_678.0, 1e6, 30), ("cost_per_permit", "IDR/permit", 250_000.0, 5e3, 30)
    )
    found = Findings({"cost_summary": summary}, {"costs": (("Tanpa harga: genset.", "Without a price: generator."),)})
    section = costs_section(found, OFFICE, "en")
    assert "Without a price: generator." in text(section)
    (only,) = tables(section)
    assert [type(row[1]) for row in only.rows] == [Money, Money]
    assert list(cost_sentences(found, "id")) == [
        "Biaya kantor: Rp12 juta (antara 11 dan 13) untuk masa yang disimulasikan.",
        "Biaya per izin: Rp250.000 (antara 245.000 dan 255.000).",
    ]


def test_staff_and_spread_stand_side_by_side():
    staff = estimates(["place", "server"], ("verifikasi", 0, "utilisation", "share", 0.9, 0.01, 30))
    spread = estimates(["place"], ("verifikasi", "gini", "share", 0.1, 0.01, 30))
    first, second = tables(staff_section(Findings({"staff": staff, "spread": spread}), OFFICE, "id"))
    assert next(iter(first.rows))[2:] == (0.9, 0.01, 30)
    assert next(iter(second.rows))[1:] == (0.1, 0.01, 30)


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
    assert list(tables(section)[0].rows) == [("Penundaan", "Terlambat.", 0.2, 0.1, 30)]


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
