"""The scoping review: its counts agree with its rows, and no result of a damaged row is passed off as certain."""

import re

import pandas as pd
import pytest

from simulator.data import DATASETS, load

PROVINCES = {
    "kota": {
        1: "Palopo",
        2: "Bandung",
        10: "Samarinda",
        11: "Bukittinggi",
        13: "Malang",
        14: "Yogyakarta",
        27: "Kendari",
    },
    "provinsi": {15: "Jawa Tengah", 16: "Sulawesi Utara", 25: "Riau"},
}


@pytest.fixture(scope="module")
def studies() -> pd.DataFrame:
    return load("review27")


def test_the_studies_are_those_of_table_5(studies):
    assert list(studies["no"]) == list(range(1, 28))
    assert list(studies["id"]) == [f"study-{no:02}" for no in range(1, 28)]
    assert set(studies["mark"]) == {"source_document"}
    for kind, places in PROVINCES.items():
        of = studies.set_index("no").loc[list(places)]
        assert set(of["kind"]) == {kind}
        assert all(name in place for name, place in zip(places.values(), of["place"], strict=True))


def test_each_citation_names_the_row_and_each_author_the_year(studies):
    for study in studies.itertuples():
        assert study.cite.endswith(f"table 5, row {study.no}")
        assert study.authors_year.endswith(f"({study.year})")


def test_rows_whose_result_is_lost_are_empty_and_marked(studies):
    """Results are missing in rows 6-8 and 18-21; in 10, 12, 13 and 24-27 they cannot be told from those of neighbours."""
    without = studies[~studies["finding_given"]]
    assert list(without["no"]) == [6, 7, 8, 10, 12, 13, 18, 19, 20, 21, 24, 25, 26, 27]
    assert without["damaged"].all()
    assert (without["finding"] == "none").all()
    assert without[["barrier", "barrier_id", "strategy", "strategy_id"]].isna().all(axis=None)
    given = studies[studies["finding_given"]]
    assert (given["barrier"].notna() | given["strategy"].notna()).all()
    assert list(studies["no"][studies["damaged"]]) == [*range(4, 14), *range(18, 28)]
    assert studies["damage_note"][studies["damaged"]].notna().all()


def test_what_is_said_is_said_in_both_languages(studies):
    for column in ("barrier", "strategy"):
        assert (studies[column].isna() == studies[f"{column}_id"].isna()).all()
        assert studies[column].notna().sum() >= 5


def test_the_regions_add_up_to_the_27_studies(studies):
    regions = load("review27", "regions")
    assert list(regions["studies_printed"]) == [5, 16, 6]
    assert list(regions["studies_counted"]) == [5, 16, 6]
    assert [studies["province"].isin(names.split("; ")).sum() for names in regions["provinces"]] == [5, 16, 6]
    named = [name for names in regions["provinces"] for name in names.split("; ")]
    assert sorted(named) == sorted(set(named))
    assert set(studies["province"]) <= set(named)


def test_the_flow_keeps_both_numbers_of_articles():
    flow = load("review27", "flow").set_index("id")
    assert flow.loc["flow-found", "articles"] == 2167
    assert flow.loc["flow-included-text", "articles"] == flow.loc["flow-rows-table-5", "articles"] == 27
    assert flow.loc["flow-included-abstract", "articles"] == 20
    assert "27" in flow.loc["flow-included-abstract", "note"]


def test_the_themes_are_counted_from_the_rows(studies):
    themes, subthemes, mentions = (load("review27", name) for name in ("themes", "subthemes", "mentions"))
    assert list(themes["subthemes_printed"]) == list(themes["subthemes_counted"]) == [5, 4, 3, 7]
    assert len(subthemes) == 19
    theme_of = subthemes.set_index("id")["theme"]
    for theme in themes.itertuples():
        cited = {m.study for m in mentions.itertuples() if theme_of[m.subtheme] == theme.id and pd.notna(m.study)}
        assert len(cited) == theme.studies_cited
        assert cited == {s.id for s in studies.itertuples() if pd.notna(s.theme) and theme.id in s.theme.split("; ")}


def test_citations_name_studies_of_that_year_or_say_why_not(studies):
    years = studies.set_index("id")["year"]
    mentions = load("review27", "mentions")
    assert len(mentions) >= 40
    for mention in mentions.itertuples():
        year = int(re.findall(r"\d{4}", mention.cited_as)[-1])
        fits = pd.notna(mention.study) and years[mention.study] == year
        assert fits or pd.notna(mention.note), mention.id
    outside = mentions[mentions["study"].isna()]
    assert outside["note"].notna().all()
    assert len(set(outside["cited_as"])) == 6


def test_loose_findings_are_assumed_and_belong_to_damaged_rows_without_a_result(studies):
    loose = load("review27", "loose_findings")
    assert set(loose["mark"]) == {"assumed"}
    assert loose["likely_study"].is_unique
    assert set(loose["likely_study"]) <= set(studies["id"][~studies["finding_given"]])
    assert loose["reason"].notna().all()


def test_no_informant_is_named():
    text = "".join(file.read_text(encoding="utf-8") for file in (DATASETS / "review27" / "data").glob("*.csv"))
    assert len(text) > 20_000
    assert not re.search(r"Kabid|Kasi |Kasubag|Kepala Seksi", text)
