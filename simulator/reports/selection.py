"""A selection in words and as a table."""

from math import isnan

from simulator.experiments.selection import Selection
from simulator.figures import Lang
from simulator.measures.names import UNIT_NAMES
from simulator.reports.html import number
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
