"""Literacy: the transcribed index, and the literacy of applicants that scenarios assume."""

from pathlib import Path

import pandas as pd
from facts import fact_table


def tables(raw: Path) -> dict[str, pd.DataFrame]:
    """The index with what follows from it; shares of applicants by kind of district."""
    return {
        "literacy": fact_table(raw),
        "applicant_literacy": pd.read_csv(raw / "applicant_literacy.csv", dtype=str, keep_default_na=False),
    }
