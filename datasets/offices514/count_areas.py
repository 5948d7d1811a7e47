"""Districts, villages and islands of each regency, counted in an unpacked npm package `idn-area-data`.

python datasets/offices514/count_areas.py FOLDER   FOLDER has `data/districts.csv`, `villages.csv` and `islands.csv`

Writes `raw/area_counts.csv` and prints the checksums of what was counted, for PROVENANCE.md. A village code ends with
four figures: the first is 1 for a kelurahan, 2 for a desa, 3 for a desa adat.
"""

import hashlib
import sys
from pathlib import Path

import pandas as pd

RAW = Path(__file__).resolve().parent / "raw"
KINDS_OF_VILLAGE = {"1": "kelurahan", "2": "desa", "3": "desa_adat"}
REGENCY_CODE = slice(0, 5)
KIND = 9


def count(folder: Path) -> pd.DataFrame:
    """One row for each regency, in the order of their codes; islands that belong to none are left out."""
    districts, villages, islands = (_read(folder / f"{name}.csv") for name in ("districts", "villages", "islands"))
    kinds = villages["code"].str[KIND].map(KINDS_OF_VILLAGE)
    counts = pd.crosstab(villages["code"].str[REGENCY_CODE], kinds)
    counts.insert(0, "districts", districts["regency_code"].value_counts())
    counts["islands"] = islands["regency_code"].value_counts()
    order = ["districts", *KINDS_OF_VILLAGE.values(), "islands"]
    return counts[order].fillna(0).astype(int).rename_axis("code").reset_index()


def _read(file: Path) -> pd.DataFrame:
    print(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}")
    return pd.read_csv(file, dtype=str, keep_default_na=False)


if __name__ == "__main__":
    count(Path(sys.argv[1]) / "data").to_csv(RAW / "area_counts.csv", index=False, lineterminator="\n")
