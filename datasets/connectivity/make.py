"""Connectivity: transcribed shares and counts -> tables."""

from pathlib import Path

import pandas as pd
from facts import derive, read_facts


def tables(raw: Path) -> dict[str, pd.DataFrame]:
    """Internet users with what follows from them; villages without a signal."""
    facts, villages = read_facts(raw / "facts.csv"), read_facts(raw / "villages_without_signal.csv")
    derived = derive(pd.concat([facts, villages]), raw / "derived.csv")
    return {
        "connectivity": pd.concat([facts, derived], ignore_index=True),
        "villages_without_signal": villages,
    }
