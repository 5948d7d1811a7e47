"""The data package `offices514`: complete, in agreement with other compilations, and derived as it says."""

import csv

import pandas as pd
import pytest

from simulator.data import DATASETS, find_row, load

RAW = DATASETS / "offices514" / "raw"
NIB_2023 = 4_061_883

# Districts, kelurahan, desa by province: github.com/cahyadsn/wilayah, wiki, data 2025, another reading of the same decree.
ANOTHER_COMPILATION = {
    "11": (290, 0, 6500),
    "12": (455, 693, 5417),
    "13": (179, 230, 1035),
    "14": (172, 271, 1591),
    "15": (144, 171, 1414),
    "16": (241, 403, 2856),
    "17": (129, 172, 1341),
    "18": (229, 205, 2446),
    "19": (47, 84, 309),
    "21": (80, 144, 275),
    "31": (44, 267, 0),
    "32": (627, 646, 5311),
    "33": (576, 753, 7810),
    "34": (78, 46, 392),
    "35": (666, 773, 7721),
}


@pytest.fixture(scope="module")
def offices() -> pd.DataFrame:
    return load("offices514")


def population() -> dict[str, int]:
    with (RAW / "population.csv").open(encoding="utf-8", newline="") as stream:
        return {row["code"]: int(row["population"]) for row in csv.DictReader(stream)}


def test_there_are_416_kabupaten_and_98_kota_in_38_provinces(offices: pd.DataFrame):
    assert offices["kind"].value_counts().to_dict() == {"kabupaten": 416, "kota": 98}
    assert offices["province_code"].nunique() == len(load("offices514", "provinces")) == 38
    assert offices["code"].is_monotonic_increasing
    jakarta = offices[offices["province_code"] == "31"]
    assert jakarta["kind"].value_counts().to_dict() == {"kota": 5, "kabupaten": 1}
    assert set(jakarta["province"]) == {"DKI Jakarta"}


def test_names_are_written_as_people_write_them(offices: pd.DataFrame):
    names = set(offices["name"])
    assert {"Kabupaten Aceh Selatan", "Kota Banda Aceh", "Kabupaten Toli-Toli", "Kota Padangsidimpuan"} <= names
    assert all(name.split()[0] in ("Kabupaten", "Kota") for name in names)
    written = {word for name in names for word in name.split()}
    assert [word for word in written if word.isupper() or word.islower()] == ["dan"]
    kinds = offices["name"].str.split().str[0].str.lower()
    assert (kinds == offices["kind"]).all()


def test_counts_of_areas_are_those_of_another_compilation(offices: pd.DataFrame):
    counts = offices.groupby("province_code")[["districts", "kelurahan", "desa"]].sum()
    assert {code: tuple(counts.loc[code]) for code in ANOTHER_COMPILATION} == ANOTHER_COMPILATION
    assert offices[["districts", "kelurahan", "desa"]].sum().tolist() == [7285, 8496, 75_266]


def test_population_adds_up_to_the_printed_totals(offices: pd.DataFrame):
    printed = population()
    totals = offices.groupby("province_code")["population"].sum().to_dict()
    assert totals == {code: people for code, people in printed.items() if len(code) == 2}
    assert offices["population"].sum() == printed["0"] == 284_973_643


def test_demand_adds_up_to_the_nib_of_the_country(offices: pd.DataFrame):
    assert offices["nib_per_year"].sum() == NIB_2023
    assert offices["demand_per_day"].sum() == pytest.approx(NIB_2023 / 240, abs=514 * 0.00005)
    assert load("offices514", "classes")["nib_per_year"].sum() == NIB_2023


def test_demand_is_in_proportion_to_people_on_the_internet(offices: pd.DataFrame):
    """Recomputed with fractions, from raw, without pandas."""
    from fractions import Fraction

    with (RAW / "regions.csv").open(encoding="utf-8") as stream:
        region = {row["province_code"]: row["region"] for row in csv.DictReader(stream)}
    with (RAW / "internet.csv").open(encoding="utf-8") as stream:
        users = {row["region"]: Fraction(row["users_percent"]) for row in csv.DictReader(stream)}
    online = {code: people * users[region[code[:2]]] for code, people in population().items() if len(code) == 5}
    whole = sum(online.values())
    for code, share in zip(offices["code"], offices["nib_per_year"], strict=True):
        assert abs(NIB_2023 * online[code] / whole - int(share)) <= 1
    per_day = (offices["nib_per_year"] / 240).astype(float)
    assert (per_day - offices["demand_per_day"]).abs().max() <= 0.00005 + 1e-9


def test_each_class_follows_from_its_rule(offices: pd.DataFrame):
    eastern = offices["province_code"].astype(int) >= 81
    java_bali = offices["province_code"].isin(["31", "32", "33", "34", "35", "36", "51"])
    for office, east, central in zip(offices.itertuples(), eastern, java_bali, strict=True):
        kabupaten, people = office.name.startswith("Kabupaten"), office.population
        row = offices.loc[office.Index, ["class", "class_rule"]].tolist()
        if kabupaten and east:
            assert row == ["remote", "maluku-papua"]
        elif kabupaten and not central and people < 100_000:
            assert row == ["remote", "few-people"]
        elif people >= 2_500_000:
            assert row == ["large", "many-people"]
        elif not kabupaten:
            assert row == ["urban", "kota"]
        elif people >= 1_000_000:
            assert row == ["urban", "populous"]
        else:
            assert row == ["rural", "other"]
    sizes = load("offices514", "classes").set_index("id")["offices"].to_dict()
    assert sizes == offices["class"].value_counts().to_dict() == {"remote": 78, "rural": 268, "urban": 152, "large": 16}


def test_the_larger_the_class_the_more_it_has_to_do(offices: pd.DataFrame):
    classes = load("offices514", "classes").set_index("id").loc[["remote", "rural", "urban", "large"]]
    assert classes["demand_mean"].is_monotonic_increasing
    assert classes["preset_low"].is_monotonic_increasing
    assert classes["link_availability"].is_monotonic_increasing
    assert (classes["offices"] * classes["preset_low"]).sum() * 240 > NIB_2023  # as PROVENANCE.md says
    eastern = offices["province_code"].astype(str).str[0].isin(["8", "9"])  # Maluku and Papua
    assert set(offices["link_availability"][eastern]) == {classes["link_availability"]["remote"]}
    given = offices[~eastern].groupby("class")["link_availability"].agg(["min", "max"])
    assert (given["min"] == given["max"]).all()
    assert given["min"].to_dict() == classes["link_availability"].to_dict()


@pytest.mark.parametrize(
    ("office", "demand"),
    [
        ("kabupaten-kudus", 54.7),
        ("kabupaten-karawang", 162.6),
        ("kabupaten-blitar", 78.6),
        ("kabupaten-teluk-bintuni", 4.3),
    ],
)
def test_the_comparison_with_published_volumes_is_as_printed(offices: pd.DataFrame, office: str, demand: float):
    (found,) = offices.loc[offices["id"] == office, "demand_per_day"]
    assert round(found, 1) == demand
    assert str(demand) in (DATASETS / "offices514" / "PROVENANCE.md").read_text(encoding="utf-8")


def test_every_derived_value_is_an_assumption(offices: pd.DataFrame):
    assert set(offices["mark"]) == {"assumed"}
    assert set(load("offices514", "classes")["mark"]) == {"assumed"}
    assert find_row("offices514/kota-sorong").mark == "assumed"
    assert load("offices514").attrs["licence"] == ["ODbL-1.0"]


def test_villages_without_signal_stand_where_they_were_printed():
    provinces = load("offices514", "provinces").set_index("name")["no_signal_villages"]
    assert provinces["Papua Pegunungan"] == 1458
    assert provinces["Papua Barat Daya"] == 65
    assert provinces["Banten"] == 0
    assert provinces.isna().sum() == 38 - 13


def test_areas_are_counted_by_the_kind_in_the_code(tmp_path):
    """A package of two regencies: one with each kind of village, one without villages of two kinds and without islands."""
    import importlib.util

    spec = importlib.util.spec_from_file_location("count_areas", DATASETS / "offices514" / "count_areas.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    files = {
        "districts": "code,regency_code,name\n91.03.01,91.03,A\n91.03.02,91.03,B\n91.71.01,91.71,C\n",
        "villages": "code,district_code,name\n91.03.01.1001,91.03.01,a\n91.03.01.2002,91.03.01,b\n"
        "91.03.02.2003,91.03.02,c\n91.03.02.3004,91.03.02,d\n91.71.01.1001,91.71.01,e\n",
        "islands": 'code,regency_code,coordinate\n91.03.40001,91.03,"0°0\'0"" N"\n91.00.40001,,x\n',
    }
    for name, text in files.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    assert script.count(tmp_path).to_numpy().tolist() == [["91.03", 2, 1, 2, 1, 1], ["91.71", 1, 1, 0, 0, 0]]
