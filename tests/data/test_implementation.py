"""The checklists are complete, agree with their own counts, and name only measures and fields that exist."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from simulator.data import find_row, load
from simulator.measures.names import TITLES

SPECIFICATION = Path(__file__).resolve().parents[2] / "docs" / "scenario-spec.md"
ITEMS = {
    "edward-iii": 3 + 4 + 3 + 2,
    "mazmanian-sabatier": 4 + 7 + 5 + 5,
    "spbe-2020": 4,
    "servqual": 5,
    "uu-25-2009": 12,
    "perpres-95-2018": 7,
}
LAWS = {
    "uu-25-2009": [
        *("kepentingan umum", "kepastian hukum", "kesamaan hak", "keseimbangan hak dan kewajiban", "keprofesionalan"),
        *("partisipatif", "persamaan perlakuan/tidak diskriminatif", "keterbukaan", "akuntabilitas"),
        *("fasilitas dan perlakuan khusus bagi kelompok rentan", "ketepatan waktu"),
        "kecepatan, kemudahan dan keterjangkauan",
    ],
    "perpres-95-2018": [
        *("efektivitas", "keterpaduan", "kesinambungan", "efisiensi", "akuntabilitas", "interoperabilitas", "keamanan"),
    ],
}


def fields() -> set[str]:
    return set(re.findall(r"^\| `([^`]+)` \|", SPECIFICATION.read_text(encoding="utf-8"), re.MULTILINE))


def test_each_framework_has_all_its_items():
    items = load("implementation")
    assert dict(items["framework"].value_counts()) == ITEMS
    assert set(load("implementation", "frameworks")["id"]) == {*ITEMS, "spbe-2018"}


def test_groups_count_their_items_and_number_them():
    items, groups = load("implementation"), load("implementation", "groups")
    assert len(groups) == 4 + 4 + 1 + 1 + 1 + 1
    for group in groups.itertuples():
        of = items[items["group"] == group.id]
        assert list(of["order"]) == list(range(1, group.items + 1))
        assert set(of["framework"]) == {group.framework}


def test_what_shows_an_item_exists():
    known = fields() | set(TITLES)
    assert len(known) > 200
    shown = load("implementation").dropna(subset="how_seen")
    named = [(row.id, name) for row in shown.itertuples() for name in row.how_seen.split("; ")]
    assert len(named) > 80
    assert not [(item, name) for item, name in named if name not in known]


def test_items_that_nothing_shows_are_few_and_known():
    items = load("implementation")
    assert set(items["id"][items["how_seen"].isna()]) == {
        "mazmanian-statute-commitment-of-officials",
        "mazmanian-statute-outsider-access",
        "uu-25-2009-principles-participation",
    }


def test_general_knowledge_is_assumed():
    items = load("implementation").set_index("id")
    for framework in ("mazmanian-sabatier", "servqual"):
        assert set(items["mark"][items["framework"] == framework]) == {"assumed"}
    structure = items[items["group"] == "edward-structure"]
    assert set(structure["mark"]) == {"source_document"}
    other = items[(items["framework"] == "edward-iii") & (items["group"] != "edward-structure")]
    assert set(other["mark"]) == {"assumed"}
    for framework in ("uu-25-2009", "perpres-95-2018"):
        assert set(items["mark"][items["framework"] == framework]) == {"official"}


@pytest.mark.parametrize(("law", "names"), LAWS.items())
def test_names_of_the_laws_are_kept_in_their_order(law, names):
    items = load("implementation")
    assert list(items["item_id"][items["framework"] == law]) == names
    assert find_row("implementation/uu-25-2009-principles-timeliness").mark == "official"


def test_weights_of_the_domains_add_up_to_one():
    items = load("implementation")
    domains = [name.removeprefix("spbe-domains-") for name in items["id"] if name.startswith("spbe-domains-")]
    weights = [find_row(f"implementation/spbe-weight-{domain}") for domain in domains]
    assert sum(row.value for row in weights) == pytest.approx(1)
    assert {row.mark for row in weights} == {"assumed"}
    assert find_row("implementation/spbe-2020-domains").value == len(domains) == 4


@pytest.mark.parametrize(("year", "counts"), [(2018, (3, 7, 35)), (2020, (4, 8, 47))])
def test_counts_of_the_spbe_evaluations(year, counts):
    rows = [find_row(f"implementation/spbe-{year}-{what}") for what in ("domains", "aspects", "indicators")]
    assert tuple(row.value for row in rows) == counts
    assert {row.mark for row in rows} == {"official"}


def test_levels_run_from_one_to_five():
    levels = load("implementation", "levels")
    for scale in ("process", "function", "predicate"):
        assert list(levels["level"][levels["scale"] == scale]) == [1, 2, 3, 4, 5]


def test_predicates_follow_each_other_without_a_gap():
    levels = load("implementation", "levels")
    bands = levels[levels["scale"] == "predicate"]
    assert (bands["low"].iloc[0], bands["high"].iloc[-1]) == (1, 5)
    assert all(lower.high == upper.low for lower, upper in pairwise(bands.itertuples()))
    assert (bands["low"] < bands["high"]).all()


def test_published_predicates_are_those_of_the_bands():
    scores = load("implementation", "spbe_scores")
    assert len(scores) == 12
    assert list(scores["predicate"]) == list(scores["predicate_printed"])
    levels = load("implementation", "levels")
    for score in scores.itertuples():
        of = levels[(levels["low"] <= score.value) & (score.value < levels["high"])]
        assert list(of["name_id"]) == [score.predicate_printed]


def test_the_questions_of_servqual_are_counted_and_not_copied():
    assert find_row("implementation/servqual-pairs").value == 22
    assert (load("implementation")["framework"] == "servqual").sum() == 5
