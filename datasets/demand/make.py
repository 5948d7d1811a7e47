"""Demand: transcribed counts -> rates, factors by season and shares of channels."""

from pathlib import Path

import pandas as pd
from facts import fact_table, read_texts

_FROM_FACT = ["id", "what", "what_id", "value", "low", "high", "unit", "mark", "cite", "note"]


def tables(raw: Path) -> dict[str, pd.DataFrame]:
    """Counts with what follows from them; factors, the assumed and those of the counts; shares."""
    demand = fact_table(raw)
    return {
        "demand": demand,
        "seasonality": pd.concat([read_texts(raw / "seasonality.csv"), _measured(raw, demand)], ignore_index=True),
        "channel_shares": read_texts(raw / "channel_shares.csv"),
    }


def _measured(raw: Path, demand: pd.DataFrame) -> pd.DataFrame:
    """Factors that are rows of the main table, under names of their own."""
    named = read_texts(raw / "seasonality_measured.csv")
    facts = demand[_FROM_FACT].rename(columns={"id": "fact"})
    return named.merge(facts, on="fact", how="left", validate="1:1").drop(columns="fact")
