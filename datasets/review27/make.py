"""The scoping review: table 5, what the text says of each study, themes, the flow of articles and regions."""

from pathlib import Path
from typing import Any

import pandas as pd
from facts import read_texts
from ruamel.yaml import YAML

REVIEW = "Lestari, Prihantika, Mulyana & Hutagalung, scoping review, Universitas Lampung"
STUDY = [
    *("id", "no", "authors_year", "year", "title", "place", "province", "kind", "method", "theme"),
    *("barrier", "barrier_id", "strategy", "strategy_id", "finding", "finding_given", "damaged", "damage_note"),
]


def tables(raw: Path) -> dict[str, pd.DataFrame]:
    """Table 5 and what belongs to it; counts are taken from the rows and put beside those that the review prints."""
    subthemes, mentions = _subthemes(read_texts(raw / "themes.csv")), _mentions(read_texts(raw / "mentions.csv"))
    studies = _studies(YAML(typ="safe").load(raw / "studies.yaml"), mentions)
    return {
        "studies": studies,
        "loose_findings": _loose_findings(read_texts(raw / "loose_findings.csv")),
        "mentions": mentions,
        "themes": _themes(read_texts(raw / "themes.csv"), subthemes, mentions),
        "subthemes": subthemes,
        "flow": _flow(read_texts(raw / "flow.csv")),
        "regions": _regions(read_texts(raw / "regions.csv"), studies),
    }


def _marked(frame: pd.DataFrame, where: "str | pd.Series[str]", mark: str = "source_document") -> pd.DataFrame:
    return frame.assign(mark=mark, cite=REVIEW + ", " + where)


def _studies(rows: list[dict[str, Any]], mentions: pd.DataFrame) -> pd.DataFrame:
    themes = mentions["subtheme"].str.rpartition("-")[0].groupby(mentions["study"]).agg(lambda of: sorted(set(of)))
    studies = pd.DataFrame(
        {
            **dict.fromkeys(STUDY, ""),
            **row,
            "id": (name := f"study-{row['no']:02}"),
            "theme": "; ".join(themes.get(name, [])),
            "finding_given": _truth(row["finding"] != "none"),
            "damaged": _truth(row.get("damaged", False)),
        }
        for row in rows
    )
    return _marked(studies[STUDY], "table 5, row " + studies["no"].astype(str))


def _truth(value: bool) -> str:
    return "true" if value else "false"


def _loose_findings(rows: pd.DataFrame) -> pd.DataFrame:
    return _marked(rows, "table 5, rows " + rows["rows"].str.replace(";", ","), mark="assumed")


def _mentions(rows: pd.DataFrame) -> pd.DataFrame:
    subtheme = "theme-" + rows["subtheme"].str[0] + "-" + rows["subtheme"].str[1]
    return _marked(rows.assign(subtheme=subtheme), "discussion of table 6")


def _subthemes(rows: pd.DataFrame) -> pd.DataFrame:
    theme = "theme-" + rows["no"]
    names = {"name": rows["subtheme"], "name_id": rows["subtheme_id"]}
    return _marked(pd.DataFrame({"id": theme + "-" + rows["letter"], "theme": theme, **names}), "table 6")


def _themes(rows: pd.DataFrame, subthemes: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    themes = rows.loc[rows["name"] != "", ["no", "name", "name_id", "subthemes_printed"]].reset_index(drop=True)
    themes.insert(0, "id", "theme-" + themes["no"])
    known = mentions[mentions["study"] != ""]
    cited = known["study"].groupby(known["subtheme"].str.rpartition("-")[0]).nunique()
    themes["subthemes_counted"] = themes["id"].map(subthemes["theme"].value_counts())
    themes["studies_cited"] = themes["id"].map(cited)
    return _marked(themes, "table 6")


def _flow(rows: pd.DataFrame) -> pd.DataFrame:
    return _marked(rows.drop(columns="where"), rows["where"])[
        ["id", "order", "what", "what_id", "articles", "mark", "cite", "note"]
    ]


def _regions(rows: pd.DataFrame, studies: pd.DataFrame) -> pd.DataFrame:
    by_province = studies["province"].value_counts()
    counted = rows["provinces"].str.split("; ").map(lambda names: sum(by_province.get(name, 0) for name in names))
    return _marked(rows.assign(studies_counted=counted), "paragraph after table 5")
