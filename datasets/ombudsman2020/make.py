"""Ombudsman: reports of maladministration in 2020, with shares brought to a sum of one, and compliance 2021-2024."""

from decimal import Decimal
from pathlib import Path

import pandas as pd
from facts import COLUMNS, read_facts, read_texts

CITE = "Lestari et al., scoping review, Universitas Lampung, table 1, quoting Laporan Tahunan Ombudsman RI Tahun 2020"

INDICATORS = "Chosen by us: the Ombudsman names no such indicators, and a simulated number proves no maladministration"


def tables(raw: Path) -> dict[str, pd.DataFrame]:
    """Reports by category, the facts around them, compliance by zone and the limits of the zones."""
    printed, known = read_texts(raw / "maladministration.csv"), read_facts(raw / "facts.csv")
    reports = int(known.set_index("id").loc["reports-2020", "value"])
    return {
        "maladministration": _maladministration(printed),
        "implied": _implied(printed, reports),
        "facts": pd.concat([known, _sums(printed)], ignore_index=True),
        "compliance": _compliance(read_texts(raw / "compliance.csv")),
        "limits": _limits(read_texts(raw / "limits.csv")),
        "indicators": read_texts(raw / "indicators.csv").assign(mark="assumed", cite=INDICATORS),
    }


def _maladministration(printed: pd.DataFrame) -> pd.DataFrame:
    normalised = [f"{share:.5f}" for share in _shares(printed)]
    return printed.assign(normalised_share=normalised, mark="source_document", cite=CITE)


def _shares(printed: pd.DataFrame) -> list[Decimal]:
    percents = [Decimal(text) for text in printed["printed_percent"]]
    return [percent / sum(percents) for percent in percents]


def _implied(printed: pd.DataFrame, reports: int) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "id": "implied-" + printed["id"],
            "maladministration": printed["id"],
            "value": _whole(_shares(printed), reports),
            "unit": "report",
            "mark": "assumed",
            "cite": f"Derived: normalised share of {reports} reports, as if each had exactly one category; {CITE}",
        }
    )


def _whole(shares: list[Decimal], total: int) -> list[int]:
    """Whole numbers in these shares that add up to the total: the largest remainders are rounded up."""
    exact = [share * total for share in shares]
    floors = [int(number) for number in exact]
    by_remainder = sorted(range(len(exact)), key=lambda at: floors[at] - exact[at])
    up = set(by_remainder[: total - sum(floors)])
    return [floor + (at in up) for at, floor in enumerate(floors)]


def _sums(printed: pd.DataFrame) -> pd.DataFrame:
    """Sum of the printed shares, and the most that rounding alone could make of it."""
    total = sum(Decimal(text) for text in printed["printed_percent"])
    rounding = len(printed) * Decimal("0.005")
    about = {"place": "Indonesia", "from": "2020-01-01", "to": "2020-12-31", "low": None, "high": None, "unit": "%"}
    rows = [
        {
            "id": "percent-sum-2020",
            "what": "Sum of the ten printed percentages",
            "what_id": "Jumlah kesepuluh persentase yang tercetak",
            "value": float(total),
            "cite": f"Derived: the sum of the ten rows of {CITE}",
            "note": f"{total - 100} above 100; rounding explains {rounding} at most, so a figure or the base is wrong.",
        },
        {
            "id": "percent-sum-rounding-2020",
            "what": "Most by which ten percentages with two decimals can miss 100 because of rounding",
            "what_id": "Selisih terbesar dari 100 akibat pembulatan sepuluh persentase dua desimal",
            "value": float(rounding),
            "cite": "Derived: ten roundings of at most 0.005 each",
            "note": "",
        },
    ]
    return pd.DataFrame([{**about, **row, "mark": "source_document"} for row in rows])[COLUMNS].astype(
        {"low": float, "high": float}
    )


def _compliance(rows: pd.DataFrame) -> pd.DataFrame:
    computed = [
        f"{100 * int(bodies) / int(of):.2f}" if bodies and of else ""
        for bodies, of in zip(rows["bodies"], rows["of"], strict=True)
    ]
    columns = list(rows.columns)
    columns.insert(columns.index("percent") + 1, "percent_computed")
    return rows.assign(percent_computed=computed)[columns]


def _limits(rows: pd.DataFrame) -> pd.DataFrame:
    cite = "General knowledge, not verified; two published scores (facts score-kendari, score-baubau) agree with band C"
    return rows.assign(mark="assumed", cite=cite)
