"""Comparisons, and runs with uncertain inputs, as rows to read and as files."""

import json
from math import isfinite, isnan
from pathlib import Path
from typing import Any

import pandas as pd

from simulator.experiments import Comparison, Result, UncertainResult
from simulator.figures import Lang
from simulator.locale.numbers import format_number
from simulator.measures.names import TITLES, UNIT_NAMES
from simulator.reports.manifest import comparison_manifest, uncertain_manifest, write_manifest
from simulator.reports.numbers import number
from simulator.reports.titles import measure_title, unit_title

COMPARISON_FILES = ("comparison.csv", "values.csv", "comparison.json", "study.json")

LEAST = 0.001
"""Probabilities are not told apart below this, nor above 1 less this."""


HEADINGS: dict[str, tuple[str, ...]] = {
    "id": ("Kantor", "Rata-rata", "Selisih", "n", "Lebih baik", "p (Holm)", "Nisbah", "Ulangan lagi"),
    "en": ("Office", "Mean", "Difference", "n", "Better", "p (Holm)", "Ratio", "Still needed"),
}

LEGENDS: dict[str, str] = {
    "id": "± : setengah lebar selang 95 %; selisihnya berpasangan. Lebih baik: peluang bahwa rata-rata alternatif "
    "memang lebih baik. p (Holm): peluang melihat selisih sebesar ini bila sebenarnya tidak ada, disesuaikan untuk "
    "semua baris. Nisbah (ragam): berapa kali lebih sedikit ulangan yang perlu berkat angka acak bersama. Ulangan "
    "lagi: tambahan ulangan agar selang baris ini, dengan peluang 80 %, tidak memuat nol (0: sudah tidak memuatnya; "
    "belum disesuaikan).",
    "en": "± : half-width of the 95 % interval; the difference is paired. Better: chance that the alternative's mean "
    "is really the better one. p (Holm): chance of a difference this large if there is none, adjusted for all rows. "
    "Ratio (of variances): how many times fewer replications are needed thanks to common random numbers. Still needed: "
    "replications more for an 80 % chance that the row's interval leaves out 0 (0: it does; unadjusted).",
}


UNCERTAIN_HEADINGS: dict[str, tuple[str, ...]] = {
    "id": ("Ukuran", "Rata-rata", "±", "± masukan", "± simulasi", "Satuan", "n"),
    "en": ("Measure", "Mean", "±", "± inputs", "± simulation", "Unit", "n"),
}

UNCERTAIN_LEGENDS: dict[str, str] = {
    "id": "± : setengah lebar selang 95 % bagi kantor yang sebenarnya, yang masukannya tidak diketahui persis. Bagian "
    "masukan hanya mengecil bila masukan diukur lebih baik (0: tidak terbedakan dari derau); bagian simulasi mengecil "
    "bila ulangan dan undian diperbanyak.",
    "en": "± : half-width of the 95 % interval for the office as it truly is, whose inputs are not known exactly. Only "
    "better data make the inputs' part smaller (0: not told from noise); more replications and draws make the "
    "simulation's part smaller.",
}


def comparison_rows(comparison: Comparison, lang: Lang) -> list[tuple[str, list[tuple[str, ...]]]]:
    """Rows to read, for each measure under its title and unit: the base, then the alternatives.

    Parameters
    ----------
    comparison : Comparison
        What was compared.
    lang : {"id", "en"}
        Language of titles and numbers.

    Returns
    -------
    list of (str, list of tuple of str)
        Name, mean and difference, each with its half-width, n, probability of being better, adjusted p, variance ratio,
        replications still needed; a dash where there is no number.
    """
    table, base = comparison.table(), comparison.base
    groups = []
    for name in dict.fromkeys(table["measure"]):
        rows = [_row(row, lang) for row in table[table["measure"] == name].to_dict("records")]
        title = f"{measure_title(base.scenario, name, lang)} [{unit_title(name, lang)}]"
        groups.append((title, [_base_row(base, name, lang), *rows]))
    return groups


def write_comparison(comparison: Comparison, folder: Path) -> list[Path]:
    """Write a comparison to a folder: the table, every value of every replication, all of it with provenance, manifest.

    Parameters
    ----------
    comparison : Comparison
        What was compared.
    folder : Path
        Made if it does not exist.

    Returns
    -------
    list of Path
        The files, in the order of :data:`COMPARISON_FILES`. The first two have the same bytes for the same scenarios
        and seed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    table, values, everything, _ = files = [folder / name for name in COMPARISON_FILES]
    comparison.table().to_csv(table, index=False, lineterminator="\n")
    comparison.values().to_csv(values, index=False, lineterminator="\n")
    everything.write_text(json.dumps(comparison.to_dict(), indent=2) + "\n", encoding="utf-8")
    write_manifest(comparison_manifest(comparison), folder)
    return files


def uncertain_rows(result: UncertainResult, lang: Lang) -> list[tuple[str, ...]]:
    """Rows to read of the measures of the whole office.

    Parameters
    ----------
    result : UncertainResult
        The run.
    lang : {"id", "en"}
        Language of titles and numbers.

    Returns
    -------
    list of tuple of str
        Measure, mean, half-width, its part from the inputs and from the simulation, unit, n.
    """
    position, table = ("id", "en").index(lang), result.table()
    return [
        (
            TITLES[row["measure"]][position],
            *(number(row[f"{part}half_width"] if part != "mean" else row["mean"], lang) for part in _NUMBERS),
            UNIT_NAMES[row["unit"]][position],
            str(row["n"]),
        )
        for row in table[~table["measure"].str.contains("[", regex=False)].to_dict("records")
    ]


_NUMBERS = ("mean", "", "input_", "simulation_")


def write_uncertain(result: UncertainResult, folder: Path) -> list[Path]:
    """Write a run with uncertain inputs to a folder: the table, what was drawn, every value, and provenance.

    Parameters
    ----------
    result : UncertainResult
        The run.
    folder : Path
        Made if it does not exist.

    Returns
    -------
    list of Path
        ``measures.csv``, ``inputs.csv``, ``values.csv``, ``provenance.json``, ``study.json``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    measures, inputs, values, provenance, _ = files = [
        folder / name for name in ("measures.csv", "inputs.csv", "values.csv", "provenance.json", "study.json")
    ]
    result.table().to_csv(measures, index=False, lineterminator="\n")
    result.inputs.to_csv(inputs, lineterminator="\n")
    result.values.to_csv(values, lineterminator="\n")
    provenance.write_text(json.dumps(result.provenance.to_dict(), indent=2) + "\n", encoding="utf-8")
    write_manifest(uncertain_manifest(result), folder)
    return files


def _base_row(base: Result, name: str, lang: Lang) -> tuple[str, ...]:
    estimate = base.estimate(name)
    mean = f"{number(estimate.mean, lang)} ± {number(estimate.half_width, lang)}"
    return (base.scenario.name, mean, "–", str(estimate.n), *["–"] * 4)


def _row(row: dict[Any, Any], lang: Lang) -> tuple[str, ...]:
    needed, ratio = row["replications_needed"], row["variance_ratio"]
    pairs = (("alternative", "alternative_half_width"), ("difference", "half_width"))
    return (
        str(row["scenario"]),
        *(f"{number(row[mean], lang)} ± {number(row[half_width], lang)}" for mean, half_width in pairs),
        str(row["n"]),
        _probability(row["probability_better"], lang),
        _probability(row["p_adjusted"], lang),
        number(ratio, lang) if isfinite(ratio) else "–",
        "–" if pd.isna(needed) else format_number(needed, lang, decimals=0),
    )


def _probability(value: float, lang: Lang) -> str:
    """Three decimals; what is nearer to 0 or 1 than that is said to be so."""
    if isnan(value):
        return "–"
    if value < LEAST:
        return f"< {format_number(LEAST, lang, decimals=3)}"
    return (
        f"> {format_number(1 - LEAST, lang, decimals=3)}"
        if value > 1 - LEAST
        else format_number(value, lang, decimals=3)
    )
