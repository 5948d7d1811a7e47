"""Literacy: the transcribed index, and the literacy of applicants that scenarios assume."""

from pathlib import Path

import pandas as pd
from facts import fact_table, read_texts


def tables(raw: Path) -> dict[str, pd.DataFrame]:
    """The index with what follows from it; shares of applicants by kind of district."""
    return {
        "literacy": fact_table(raw),
        "applicant_literacy": read_texts(raw / "applicant_literacy.csv"),
    }
