"""Regulations: the YAML of legal routes and the transcribed limits -> tables."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
from facts import read_facts, read_texts
from ruamel.yaml import YAML

Entry = dict[str, Any]


def tables(raw: Path) -> dict[str, pd.DataFrame]:
    """Limits as published, and what each regime asks of each permit."""
    regimes = YAML(typ="safe").load(raw / "legal_routes.yaml")["regimes"]
    limits, bases = read_facts(raw / "limits.csv", extra=("article",)), read_texts(raw / "bases.csv")
    evidence = {row["id"]: row for row in [*limits.to_dict("records"), *bases.to_dict("records")]}
    return {
        "limits": limits,
        "bases": bases,
        "regimes": _regimes(regimes, read_texts(raw / "regimes.csv")),
        "permits": pd.DataFrame(_permits(regimes, evidence)),
        "promises": pd.DataFrame(_promises(regimes, evidence)),
        "steps": pd.DataFrame(_steps(regimes, evidence)).astype({"deadline_days": "Int64"}),
        "risk_classes": read_texts(raw / "risk_classes.csv"),
        "roles": read_texts(raw / "roles.csv"),
    }


def _regimes(regimes: Entry, evidence: pd.DataFrame) -> pd.DataFrame:
    rows = [
        {
            "id": name,
            **_titles(regime),
            "basis": regime["basis"],
            "valid_from": regime["valid_from"],
            "valid_to": regime.get("valid_to", ""),
        }
        for name, regime in regimes.items()
    ]
    return pd.DataFrame(rows).merge(evidence, on="id", validate="1:1")


def _permits(regimes: Entry, evidence: dict[str, Entry]) -> Iterator[Entry]:
    for regime, name, permit in _each(regimes):
        yield {
            "id": f"{regime}-{name}",
            "regime": regime,
            "permit": name,
            **_titles(permit),
            "basis": _row(permit["basis"]),
            **_marked(permit["basis"], evidence),
        }


def _promises(regimes: Entry, evidence: dict[str, Entry]) -> Iterator[Entry]:
    """Deadlines of whole permits; the first whose conditions hold counts."""
    for regime, name, permit in _each(regimes):
        for place, promise in enumerate(permit.get("legal", []), 1):
            yield {
                "id": f"promise-{regime}-{name}-{place}",
                "regime": regime,
                "permit": name,
                "order": place,
                "deadline_days": promise["deadline_days"],
                "deemed_approval": _yes(promise["deemed_approval"]),
                **_conditions(promise),
                "limit": _row(promise["source"]),
                **_marked(promise["source"], evidence),
            }


def _steps(regimes: Entry, evidence: dict[str, Entry]) -> Iterator[Entry]:
    for regime, name, permit in _each(regimes):
        for place, step in enumerate(permit["steps"], 1):
            source = step.get("source", permit["basis"])
            yield {
                "regime": regime,
                "permit": name,
                "order": place,
                "role": step["station"],
                "starts_clock": _yes(step.get("starts_clock", False)),
                "decides": _yes(step.get("decides", False)),
                "deadline_days": step.get("deadline_days"),
                **_conditions(step),
                "basis": _row(source),
                **_marked(source, evidence),
            }


def _each(regimes: Entry) -> Iterator[tuple[str, str, Entry]]:
    for regime, entry in regimes.items():
        for name, permit in entry["permits"].items():
            yield regime, name, permit


def _titles(entry: Entry) -> Entry:
    return {"title": entry["title"]["en"], "title_id": entry["title"]["id"]}


def _conditions(entry: Entry) -> Entry:
    return {key: " ".join(entry.get(key, [])) for key in ("when", "unless")}


def _row(source: str) -> str:
    return source.removeprefix("regulations/")


def _marked(source: str, evidence: dict[str, Entry]) -> Entry:
    return {key: evidence[_row(source)][key] for key in ("mark", "cite")}


def _yes(value: bool) -> str:
    return str(value).lower()
