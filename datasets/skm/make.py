"""SKM: elements, bands, weights, a check example, sample sizes, synthetic answers, a forecast; SERVQUAL items."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from facts import read_texts
from ruamel.yaml import YAML

REGULATION = "PermenPANRB 14/2017, as quoted on puskaandriana.blogspot.com"
FORMULAS = "GitHub rennn9/GASPUL_BACKEND, rumus_perhitungan_ikm_lengkap.md"
KREJCIE_MORGAN = "Formula of Krejcie and Morgan (1970); general knowledge, not verified"
NUMBERINGS = "Two numberings met in printed questionnaires; general knowledge, not verified"
CHOSEN = "Chosen by us: no study was found that measures it. Replace it with numbers of your own office"
SERVQUAL = "Parasuraman, Zeithaml & Berry (1988), Journal of Retailing 64(1); items in our words, not verified"
EXERCISE = "Chosen for exercises; no office was observed"
THOUSAND = 1000

Limits = list[tuple[Decimal, str]]


def tables(raw: Path) -> dict[str, pd.DataFrame]:
    """What the regulation says, what the weight 0.11 does to it, and data to practise on."""
    bands, weights, example = (read_texts(raw / f"{name}.csv") for name in ("bands", "weights", "check_example"))
    limits = limits_of(bands)
    questionnaire, sample = (YAML(typ="safe").load(raw / f"{name}.yaml") for name in ("questionnaire", "sample_size"))
    return {
        "elements": read_texts(raw / "elements.csv").assign(mark="official", cite=REGULATION),
        "bands": bands.assign(mark="published", cite=f"{FORMULAS}; equal to PermenPANRB 14/2017 as generally known"),
        "weights": _weights(weights),
        "lost_bands": pd.DataFrame(_lost_bands(limits)),
        "check_example": _check_example(example),
        "check_results": _check_results(example, weights, limits),
        "published_scores": _published_scores(read_texts(raw / "published_scores.csv"), limits),
        "sample_size": pd.DataFrame(_sample_sizes(sample)),
        "orders": read_texts(raw / "orders.csv").assign(mark="assumed", cite=NUMBERINGS),
        "forecast": read_texts(raw / "forecast.csv").assign(mark="assumed", cite=CHOSEN),
        "servqual_items": read_texts(raw / "servqual_items.csv").assign(mark="assumed", cite=SERVQUAL),
        "questionnaire": _questionnaire(questionnaire),
        "questionnaire_parameters": pd.DataFrame(_parameters(questionnaire)),
    }


def limits_of(bands: pd.DataFrame) -> Limits:
    """Lowest index of each letter, from the worst letter to the best."""
    return [(Decimal(low), letter) for low, letter in zip(bands["index_low"], bands["quality"], strict=True)]


def band_of(index: Fraction, limits: Limits) -> str:
    """Letter of an index, decided on two decimals, as the limits are printed; empty below the lowest limit."""
    rounded = _rounded(index, 2)
    reached = [letter for low, letter in limits if low <= rounded]
    return reached[-1] if reached else ""


def _rounded(number: Fraction, decimals: int) -> Decimal:
    """Half up, as offices round; exact, as the number is a fraction."""
    step = Decimal(1).scaleb(-decimals)
    return (Decimal(number.numerator) / Decimal(number.denominator)).quantize(step, ROUND_HALF_UP)


def _weights(rows: pd.DataFrame) -> pd.DataFrame:
    nine = [9 * 25 * Fraction(weight) for weight in rows["weight"]]
    return pd.DataFrame(
        {
            **{name: rows[name] for name in ("id", "weight")},
            "value": [_rounded(Fraction(weight), 6) for weight in rows["weight"]],
            "unit": "1",
            "lowest_index": [_rounded(of, 2) for of in nine],
            "highest_index": [_rounded(4 * of, 2) for of in nine],
            **{name: rows[name] for name in ("effect", "effect_id")},
            "mark": "published",
            "cite": FORMULAS,
        }
    )


def _lost_bands(limits: Limits) -> Iterator[dict[str, Any]]:
    """For each band, the indices of two decimals that fall out of it when 0.11 stands for 1/9."""
    hundredths = [Fraction(hundredth, 100) for hundredth in range(2500, 10001)]
    for _, band in limits:
        lost = [i for i in hundredths if band_of(i, limits) == band and band_of(i * Fraction("0.99"), limits) != band]
        yield {
            "id": f"lost-{band.lower()}",
            "quality": band,
            "quality_with_0_11": band_of(lost[0] * Fraction("0.99"), limits),
            "low": _rounded(lost[0], 2),
            "high": _rounded(lost[-1], 2),
            "unit": "point",
            "mark": "published",
            "cite": f"Derived: index x 0.99, rounded to two decimals, beside the limits of {FORMULAS}",
        }


def _check_example(rows: pd.DataFrame) -> pd.DataFrame:
    means = [_rounded(Fraction(total) / int(n), 4) for total, n in zip(rows["total"], rows["respondents"], strict=True)]
    return rows.assign(mean=means, id="check-" + rows["no"], mark="published", cite=FORMULAS)[
        ["id", "no", "respondents", "total", "mean", "mark", "cite"]
    ]


def _check_results(example: pd.DataFrame, weights: pd.DataFrame, limits: Limits) -> pd.DataFrame:
    of_means = sum(Fraction(total) / int(n) for total, n in zip(example["total"], example["respondents"], strict=True))
    indices = [of_means * Fraction(weight) * 25 for weight in weights["weight"]]
    return pd.DataFrame(
        {
            "id": "check-" + weights["id"],
            "weight": weights["id"],
            "value": [_rounded(index, 4) for index in indices],
            "unit": "point",
            "value_printed": weights["check_index_printed"],
            "quality": [band_of(index, limits) for index in indices],
            "mark": "published",
            "cite": f"Derived: sum of the nine means x weight x 25, beside the result printed in {FORMULAS}",
        }
    )


def _published_scores(rows: pd.DataFrame, limits: Limits) -> pd.DataFrame:
    is_index = (rows["unit"] == "point") & (rows["value"] != "")
    quality = [
        band_of(Fraction(value), limits) if known else "" for value, known in zip(rows["value"], is_index, strict=True)
    ]
    columns = list(rows.columns)
    columns.insert(columns.index("quality_printed") + 1, "quality")
    return rows.assign(quality=quality)[columns]


def _sample_sizes(sample: dict[str, Any]) -> Iterator[dict[str, Any]]:
    spread = Fraction(sample["chi_square"]) * Fraction(sample["share"]) * (1 - Fraction(sample["share"]))
    for population in sample["populations"]:
        exact = spread * population / (Fraction(sample["margin"]) ** 2 * (population - 1) + spread)
        yield {
            "id": f"population-{population}",
            "population": population,
            "exact": _rounded(exact, 2),
            "respondents": _rounded(exact, 0),
            "mark": "assumed",
            "cite": KREJCIE_MORGAN,
        }


def _questionnaire(given: dict[str, Any]) -> pd.DataFrame:
    """Answers from the raw bits of PCG64 in whole numbers, so that every machine makes the same file."""
    traits, answers, shifts = given["traits"], given["answers"], given["shifts"]
    columns = len(traits) + 1 + 2 * len(answers)
    bits = np.random.PCG64(given["seed"]).random_raw(given["respondents"] * columns)
    draws = iter((bits % np.uint64(THOUSAND)).astype(np.int64).reshape(given["respondents"], columns).T)
    table: dict[str, Any] = {"respondent": np.arange(1, given["respondents"] + 1)}
    for trait, chances in traits.items():
        table[trait] = np.array(list(chances))[_chosen(next(draws), list(chances.values()))]
    step = _chosen(next(draws), list(given["temper"].values())) - 1
    for element, chances in answers.items():
        answer = 1 + _chosen(next(draws), chances)
        table[element.replace("-", "_")] = np.clip(answer + step * (next(draws) < shifts), 1, len(chances))
    return pd.DataFrame(table)


def _chosen(draws: "np.ndarray[Any, np.dtype[np.int64]]", chances: list[int]) -> "np.ndarray[Any, np.dtype[np.intp]]":
    if sum(chances) != THOUSAND:
        raise ValueError(f"chances {chances} add up to {sum(chances)}; they must add up to {THOUSAND}")
    return np.searchsorted(np.cumsum(chances), draws, side="right")


def _parameters(given: dict[str, Any]) -> Iterator[dict[str, Any]]:
    answers = {element: dict(enumerate(chances, 1)) for element, chances in given["answers"].items()}
    groups = {**given["traits"], "temper": given["temper"], **answers}
    whole = {"seed": given["seed"], "respondents": given["respondents"]}
    yield from (_parameter(name, "", number, "1") for name, number in whole.items())
    yield _parameter("shifts", "", given["shifts"] / THOUSAND, "1")
    for group, chances in groups.items():
        yield from (_parameter(group, str(name), chance / THOUSAND, "1") for name, chance in chances.items())


def _parameter(group: str, name: str, value: float, unit: str) -> dict[str, Any]:
    identifier = "-".join(part for part in ("synthetic", group.replace("_", "-"), name) if part)
    evidence = {"mark": "assumed", "cite": EXERCISE}
    return {"id": identifier, "group": group, "name": name, "value": f"{value:g}", "unit": unit, **evidence}
