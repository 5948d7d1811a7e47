"""A selection in words and as a table."""

import json
from math import isnan
from pathlib import Path

from simulator.experiments.selection import Selection
from simulator.figures import Lang
from simulator.measures.names import UNIT_NAMES
from simulator.reports.manifest import selection_manifest, write_manifest
from simulator.reports.numbers import number
from simulator.reports.optimum_texts import TEXTS
from simulator.reports.rows import Rows, percent
from simulator.reports.titles import measure_title
from simulator.scenario import Scenario


def selection_sentences(selection: Selection, lang: Lang) -> list[str]:
    """What was selected, how sure that is, and what it took.

    Parameters
    ----------
    selection : Selection
        Of alternatives.
    lang : {"id", "en"}
        Language of the sentences.
    """
    position = ("id", "en").index(lang)
    facts = {
        "winner": ", ".join(selection.winners),
        "confidence": "–" if isnan(selection.confidence) else percent(selection.confidence, lang),
        "indifference": "–" if selection.indifference is None else number(selection.indifference, lang),
        "unit": UNIT_NAMES[selection.unit][position],
        "replications": str(selection.replications),
    }
    kind = "unfinished" if not selection.is_finished else "tie" if len(selection.winners) > 1 else selection.method
    return [TEXTS[one][position].format(**facts) for one in (kind, "spent")]


def selection_rows(selection: Selection, lang: Lang, base: Scenario | None = None) -> Rows:
    """The alternatives, the best mean first, for printing.

    Parameters
    ----------
    selection : Selection
        Of alternatives.
    lang : {"id", "en"}
        Language of the headings.
    base : Scenario, optional
        Gives the title of the place or group that the measure is of; without it that has its name.
    """
    is_id = lang == "id"
    headings = ("Alternatif", "Rata-rata", "±", "Ulangan", "Terpilih") if is_id else (
        "Alternative", "Mean", "±", "Replications", "Selected")  # fmt: skip
    rows = [
        (
            str(row["alternative"]),
            number(float(row["mean"]), lang),
            number(float(row["half_width"]), lang),
            str(row["replications"]),
            ("ya" if is_id else "yes") if row["is_selected"] else "",
        )
        for row in selection.table().to_dict("records")
    ]
    caption = (
        "± : setengah lebar selang 95 % tiap rata-rata; selisihnya lebih teliti, sebab ulangannya bersama."
        if is_id
        else "± : half-width of each mean's 95 % interval; differences are sharper, for replications are shared."
    )
    title = measure_title(base, selection.measure, lang)
    return Rows(f"{title} ({UNIT_NAMES[selection.unit][not is_id]})", headings, rows, caption)


def write_selection(selection: Selection, folder: Path, base: Scenario | None = None, command: str = "") -> list[Path]:
    """Write a selection to a folder, so that ``simptsp report`` can make a report of it.

    Parameters
    ----------
    selection : Selection
        Of alternatives.
    folder : Path
        Made if it does not exist.
    base : Scenario, optional
        Gives the titles of places and groups.
    command : str, optional
        Words that made it.

    Returns
    -------
    list of Path
        ``selection.json``, ``study.json``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "selection.json"
    file.write_text(json.dumps(selection_data(selection), indent=2) + "\n", encoding="utf-8")
    return [file, write_manifest(selection_manifest(selection, base, command), folder)]


def selection_data(selection: Selection) -> dict[str, object]:
    """Plain data, for JSON."""
    return {
        "measure": selection.measure,
        "unit": selection.unit,
        "goal": selection.goal,
        "method": selection.method,
        "winners": list(selection.winners),
        "confidence": None if isnan(selection.confidence) else selection.confidence,
        "indifference": selection.indifference,
        "replications": selection.replications,
        "table": selection.table().to_dict("records"),
        "notes": {"id": selection_sentences(selection, "id"), "en": selection_sentences(selection, "en")},
    }
