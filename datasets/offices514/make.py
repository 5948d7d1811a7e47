"""The 514 regencies and cities: class, demand, internet and link of each, by the formulas of PROVENANCE.md."""

from pathlib import Path

import numpy as np
import pandas as pd
from facts import read_texts

FEW_PEOPLE, POPULOUS, MANY_PEOPLE = 100_000, 1_000_000, 2_500_000
EASTERN = "Maluku and Papua"
JAVA_BALI = ("31", "32", "33", "34", "35", "36", "51")
SHORT_NAMES = {"Daerah Khusus Ibukota": "DKI", "Daerah Istimewa": "DI"}

AREAS = "npm idn-area-data 4.0.1, after decree 300.2.2-2138/2025 of the Minister of Home Affairs"
PEOPLE = "population of the same decree, as compiled by github.com/cahyadsn/wilayah"
INTERNET = "APJII survey 2025, 6 Aug 2025"
SIGNAL = "BPS 2023, villages without mobile signal, reported by Databoks"


def tables(raw: Path) -> dict[str, pd.DataFrame]:
    """Every table of the package, by the name of its resource."""
    classes = pd.read_csv(raw / "classes.csv")
    national = pd.read_csv(raw / "national.csv", index_col="id")["value"]
    population = read_texts(raw / "population.csv").set_index("code")["population"].astype(int)
    provinces = _provinces(raw, population)
    offices = _offices(raw, population, provinces)
    offices["class_rule"] = _class_rule(offices)
    offices["class"] = offices["class_rule"].map(CLASS_OF_RULE)
    offices = offices.merge(classes[["id", "link_availability"]].rename(columns={"id": "class"}), on="class")
    remote_link = classes.set_index("id")["link_availability"]["remote"]
    offices.loc[offices["region"] == EASTERN, "link_availability"] = remote_link  # of its cities too
    offices = offices.sort_values("code", ignore_index=True)
    offices["nib_per_year"] = _shares(offices["population"] * offices["internet_share"], int(national["nib-2023"]))
    offices["demand_per_day"] = (offices["nib_per_year"] / national["working-days"]).round(4)
    return {"offices514": offices[OFFICE_COLUMNS], "classes": _classes(classes, offices), "provinces": provinces}


CLASS_OF_RULE = {
    "maluku-papua": "remote",
    "few-people": "remote",
    "many-people": "large",
    "kota": "urban",
    "populous": "urban",
    "other": "rural",
}

OFFICE_COLUMNS = [
    *("id", "code", "name", "kind", "province_code", "province", "districts", "kelurahan", "desa", "islands"),
    *("population", "class", "class_rule", "nib_per_year", "demand_per_day", "internet_share", "link_availability"),
    *("no_signal_villages_province", "area_mark", "population_mark", "mark", "cite"),
]


def _provinces(raw: Path, population: pd.Series) -> pd.DataFrame:
    provinces = read_texts(raw / "provinces.csv").merge(
        read_texts(raw / "regions.csv"), left_on="code", right_on="province_code", validate="one_to_one"
    )
    users = pd.read_csv(raw / "internet.csv", index_col="region")["users_percent"]
    without = read_texts(raw / "no_signal.csv").set_index("province_code")["villages"]
    provinces["name"] = provinces["name"].replace(SHORT_NAMES, regex=True)
    provinces["id"] = provinces["name"].map(_identifier)
    provinces["population"] = provinces["code"].map(population)
    provinces["internet_share"] = (provinces["region"].map(users) / 100).round(4)
    provinces["no_signal_villages"] = provinces["code"].map(without)
    provinces["offices"] = provinces["code"].map(read_texts(raw / "regencies.csv")["province_code"].value_counts())
    provinces["mark"] = "published"
    provinces["cite"] = f"Name: {AREAS}; {PEOPLE}; internet: {INTERNET}, figure of the region; signal: {SIGNAL}"
    numbers = ["population", "offices", "internet_share", "no_signal_villages"]
    return provinces[["id", "code", "name", "region", *numbers, "mark", "cite"]]


def _offices(raw: Path, population: pd.Series, provinces: pd.DataFrame) -> pd.DataFrame:
    known = provinces.set_index("code")
    offices = read_texts(raw / "regencies.csv").merge(
        read_texts(raw / "area_counts.csv"), on="code", validate="one_to_one"
    )
    counts = ["districts", "kelurahan", "desa", "desa_adat", "islands"]
    offices[counts] = offices[counts].astype(int)
    offices["desa"] += offices["desa_adat"]
    offices["id"] = offices["name"].map(_identifier)
    offices["kind"] = offices["name"].str.split().str[0].str.lower()
    offices["population"] = offices["code"].map(population)
    for column, name in {
        "province": "name",
        "region": "region",
        "internet_share": "internet_share",
        "no_signal_villages_province": "no_signal_villages",
    }.items():
        offices[column] = offices["province_code"].map(known[name])
    offices[["area_mark", "population_mark", "mark"]] = "published", "published", "assumed"
    offices["cite"] = f"{AREAS}; {PEOPLE}; class, demand, internet and link by the formulas of PROVENANCE.md"
    return offices


def _identifier(name: str) -> str:
    return name.lower().replace(" ", "-")


def _class_rule(offices: pd.DataFrame) -> np.ndarray:
    """The first rule that holds decides."""
    kabupaten = offices["kind"] == "kabupaten"
    far = ~offices["province_code"].isin(JAVA_BALI)
    rules = {
        "maluku-papua": kabupaten & (offices["region"] == EASTERN),
        "few-people": kabupaten & far & (offices["population"] < FEW_PEOPLE),
        "many-people": offices["population"] >= MANY_PEOPLE,
        "kota": ~kabupaten,
        "populous": offices["population"] >= POPULOUS,
    }
    return np.select(list(rules.values()), list(rules), default="other")


def _shares(weights: pd.Series, total: int) -> np.ndarray:
    """Whole numbers in proportion to weights that add up to the total, each at most one from its exact share."""
    bounds = np.rint(total * weights.cumsum() / weights.sum()).astype(int)
    return np.diff(bounds, prepend=0)


def _classes(classes: pd.DataFrame, offices: pd.DataFrame) -> pd.DataFrame:
    members = offices.groupby("class")
    found = classes["id"].map
    classes["offices"] = found(members.size())
    classes["nib_per_year"] = found(members["nib_per_year"].sum())
    for name, value in {
        "demand_low": members["demand_per_day"].min(),
        "demand_mean": members["demand_per_day"].mean().round(4),
        "demand_high": members["demand_per_day"].max(),
    }.items():
        classes[name] = found(value)
    return classes[
        [
            *("id", "title", "title_id", "rule", "rule_id", "offices", "nib_per_year"),
            *("demand_low", "demand_mean", "demand_high", "preset_low", "preset_high"),
            *("link_availability", "link_low", "link_high", "mark", "cite", "note"),
        ]
    ]
