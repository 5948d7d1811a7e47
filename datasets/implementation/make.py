"""Checklists of implementation, e-government and service quality, with the levels and bands of SPBE."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
from facts import read_facts, read_texts
from ruamel.yaml import YAML

Entry = dict[str, Any]

GENERAL = {"mark": "assumed", "cite": "General knowledge, not verified; the source documents name the factor only"}


def tables(raw: Path) -> dict[str, pd.DataFrame]:
    """Items of every framework, and the levels, numbers and published scores around them."""
    frameworks = YAML(typ="safe").load(raw / "frameworks.yaml")
    levels = read_texts(raw / "levels.csv")
    return {
        "items": pd.DataFrame(_items(frameworks)),
        "groups": pd.DataFrame(_groups(frameworks)),
        "frameworks": pd.DataFrame(_frameworks(frameworks)),
        "levels": levels,
        "facts": read_facts(raw / "facts.csv", extra=("framework",)),
        "spbe_scores": _scores(read_texts(raw / "spbe_scores.csv"), levels),
    }


def _evidence(entry: Entry) -> Entry:
    return {"mark": entry["mark"], "cite": entry["cite"]}


def _items(frameworks: list[Entry]) -> Iterator[Entry]:
    for framework in frameworks:
        for group in framework["groups"]:
            for order, (name, item, item_id, meaning, meaning_id, seen) in enumerate(group["items"], 1):
                yield {
                    "id": f"{group['id']}-{name}",
                    "framework": framework["id"],
                    "group": group["id"],
                    "order": order,
                    "item": item,
                    "item_id": item_id,
                    "meaning": meaning,
                    "meaning_id": meaning_id,
                    "how_seen": seen,
                    **(GENERAL if group.get("general") else _evidence({**framework, **group})),
                }


def _groups(frameworks: list[Entry]) -> Iterator[Entry]:
    for framework in frameworks:
        for group in framework["groups"]:
            said = {name: group[name] for name in ("id", "name", "name_id")}
            counted = {"framework": framework["id"], "items": len(group["items"])}
            yield {**said, **counted, **_evidence({**framework, **group})}


def _frameworks(frameworks: list[Entry]) -> Iterator[Entry]:
    said = ("id", "title", "title_id", "year", "source", "purpose", "purpose_id")
    for framework in frameworks:
        yield {**{name: framework[name] for name in said}, **_evidence(framework)}


def _scores(rows: pd.DataFrame, levels: pd.DataFrame) -> pd.DataFrame:
    bands = levels[levels["scale"] == "predicate"]
    predicates = [bands["name_id"][bands["low"].astype(float) <= float(value)].iloc[-1] for value in rows["value"]]
    cite = "rmolbengkulu.id, SPBE results in Bengkulu 2023; names of the bodies not kept in our notes"
    return rows.assign(unit="point", predicate=predicates, mark="published", cite=cite)[
        ["id", "value", "unit", "predicate_printed", "predicate", "mark", "cite"]
    ]
