"""Returns: transcribed counts -> counts and shares."""

from pathlib import Path

import pandas as pd
from facts import fact_table


def tables(raw: Path) -> dict[str, pd.DataFrame]:
    """Counts with the shares that follow from them."""
    return {"returns": fact_table(raw)}
