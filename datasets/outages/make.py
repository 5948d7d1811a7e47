"""Outages: transcribed incidents and availability -> tables, with the failure process that scenarios use."""

from pathlib import Path

import pandas as pd
from facts import fact_table, read_facts


def tables(raw: Path) -> dict[str, pd.DataFrame]:
    """Incidents; availability with what follows from it."""
    return {
        "outages": read_facts(raw / "incidents.csv", extra=("subsystem", "year")),
        "availability": fact_table(raw),
    }
