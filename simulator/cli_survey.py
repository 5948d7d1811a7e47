"""Commands for questionnaires: ``simptsp skm`` and ``simptsp servqual``."""

import json
from fractions import Fraction
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.markup import escape
from rich.table import Table

from simulator.terminal import Language, check_folder, console, lacking, refusal, wrong

if TYPE_CHECKING:
    import pandas as pd

    from simulator.calibration.form import FormError
    from simulator.calibration.survey import Questionnaire
    from simulator.measures.quality import Skm

MOST_FAULTS = 200
"""Bad cells that are told one by one."""

_BAD = {
    "id": "{n} sel perlu diperbaiki; tidak ada yang dihitung.",
    "en": "{n} cells need correction; nothing was computed.",
}
_MORE = {"id": "… dan {n} sel lain", "en": "… and {n} more cells"}
_ORDER = {
    "id": '--order "{order}": tulis list, form, atau kesembilan unsur dengan koma',
    "en": '--order "{order}": write list, form, or the nine elements with commas between them',
}
_WEIGHTS = {
    "id": '--weights "{weights}": tulis lima bilangan dengan koma yang berjumlah 100, urut {names}',
    "en": '--weights "{weights}": write five numbers with commas that add up to 100, in the order {names}',
}
_BOTH_WEIGHTS = {
    "id": "--weights tidak dapat dipakai: {file} sudah berisi bobot setiap responden",
    "en": "--weights cannot be used: {file} has the weights of each respondent",
}
_NOT_WRITTEN = {
    "id": "{folder} tidak dapat ditulis ({reason}); pilih folder lain",
    "en": "{folder} cannot be written ({reason}); choose another folder",
}
_INDEX = {
    "id": "IKM {index}{half}: mutu {letter} ({meaning}), dari {n} responden; bobot setiap unsur 1/9.",
    "en": "IKM {index}{half}: quality {letter} ({meaning}), of {n} respondents; the weight of each element is 1/9.",
}
_LETTERS = {
    "id": "Selang 95 % memuat mutu {low} sampai {high}: hurufnya belum pasti.",
    "en": "The 95 % interval holds the letters {low} to {high}: the letter is not certain.",
}
_ALONE = {
    "id": "Satu responden tidak memberi selang.",
    "en": "One respondent gives no interval.",
}
_VARIANT = {
    "id": "Dengan bobot 0,11: {index}, mutu {letter}. Bobot yang dibulatkan itu menghilangkan {lost} poin{change}.",
    "en": "With the weight 0.11: {index}, quality {letter}. That rounded weight loses {lost} points{change}.",
}
_CHANGE = {"id": " dan satu huruf", "en": " and a letter"}
_ENOUGH = {
    "id": "Sampel: perlu {needed} responden untuk populasi {population} (rumus Krejcie dan Morgan); ada {n}, "
    "{verdict}.",
    "en": "Sample: {needed} respondents are needed for a population of {population} (formula of Krejcie and Morgan); "
    "there are {n}, {verdict}.",
}
_UNKNOWN = {
    "id": "Sampel: populasi tidak disebut (--population); untuk populasi yang besar perlu {needed} responden (rumus "
    "Krejcie dan Morgan), ada {n}.",
    "en": "Sample: the population was not said (--population); a large one needs {needed} respondents (formula of "
    "Krejcie and Morgan), there are {n}.",
}
_VERDICT = {"id": ("cukup", "kurang {short}"), "en": ("enough", "{short} too few")}
_MISSING = {
    "id": "{n} jawaban kosong: responden tetap dihitung pada unsur lain (rata-rata unsur = jumlah jawaban dibagi unsur "
    "yang terisi).",
    "en": "{n} answers are missing: the respondent still counts in the other elements (mean of an element = sum of its "
    "answers by the number of them).",
}
_SILENT = {
    "id": "{n} baris tanpa satu pun jawaban tidak dihitung.",
    "en": "{n} rows without a single answer are not counted.",
}
_SURVIVORS = {
    "id": "Survei hanya menanyai yang selesai dilayani; yang ditolak atau berhenti tidak ada di sini.",
    "en": "A survey asks only those who were served to the end; who was refused or gave up is not here.",
}
_INTERVAL = {
    "id": "± : setengah lebar selang 95 % bila responden sampel acak dari yang dilayani.",
    "en": "± : half the 95 % interval if respondents are a random sample of those who were served.",
}
_WITHHELD = {
    "id": {
        "small": "kurang dari {least}, tidak ditampilkan",
        "with_small": "disembunyikan agar kelompok kecil tidak dapat dihitung",
        "no_answer": "ada unsur tanpa jawaban",
    },
    "en": {
        "small": "fewer than {least}, not shown",
        "with_small": "withheld: it would give the small group away",
        "no_answer": "an element has no answer",
    },
}
_LEFT_OUT = {"id": "Kolom yang tidak dipakai: {columns}.", "en": "Columns not used: {columns}."}
_NO_ENTRY = {"id": "(tidak diisi)", "en": "(not filled in)"}
_WRITTEN = {"id": "{folder}: {files}", "en": "{folder}: {files}"}
_SCALE = {
    "id": "Kesenjangan = persepsi − harapan, dalam poin skala 1–{scale}; di bawah nol berarti harapan belum terpenuhi.",
    "en": "Gap = perception − expectation, in points of the scale 1–{scale}; below zero, expectations were not met.",
}
_NO_WEIGHTS = {
    "id": "Tanpa bobot: berkas tidak memuat bobot dimensi dan --weights tidak disebut.",
    "en": "No weighted gap: the file has no weights of the dimensions, and --weights was not given.",
}
_ITEMS_ASSUMED = {
    "id": "Isi butir ditulis dengan kata-kata kami; letak butir pada dimensi menurut Parasuraman dkk. (1988), belum "
    "diperiksa (datasets/skm/data/servqual_items.csv).",
    "en": "Items are told in our words; their dimensions follow Parasuraman et al. (1988), not verified "
    "(datasets/skm/data/servqual_items.csv).",
}
_WHOLE = {
    "id": {"unweighted": "Semua, tanpa bobot", "weighted": "Semua, berbobot"},
    "en": {"unweighted": "All, unweighted", "weighted": "All, weighted"},
}

File = Annotated[Path, typer.Argument(metavar="FILE", help="Answers as CSV or XLSX: one row for each respondent.")]
Sheet = Annotated[str | None, typer.Option(metavar="NAME", help="Which sheet of an XLSX file.")]
Lang = Annotated[Language, typer.Option(help="Language of tables and sentences.")]
Out = Annotated[Path | None, typer.Option(metavar="DIR", help="Folder for the tables as CSV, and all of it as JSON.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module to an application."""
    app.command()(skm)
    app.command()(servqual)


def skm(
    file: File,
    population: Annotated[
        int | None, typer.Option(metavar="N", min=1, max=10**9, help="How many were served in the time of the survey.")
    ] = None,
    order: Annotated[
        str | None, typer.Option(metavar="ORDER", help="What U1 to U9 are: list, form, or nine elements with commas.")
    ] = None,
    least: Annotated[
        int, typer.Option(metavar="N", min=2, max=10_000, help="Groups of fewer respondents are not shown.")
    ] = 10,
    sheet: Sheet = None,
    lang: Lang = Language.ID,
    out: Out = None,
) -> None:
    """Compute the satisfaction index (IKM) of a questionnaire: elements, letter, interval, groups, sample size.

    Example: simptsp skm kuesioner.csv --order form --population 4200 --out hasil-skm
    """
    from simulator.calibration.form import FormError
    from simulator.calibration.survey import read_skm, survey_index
    from simulator.calibration.survey.headings import numbered_elements
    from simulator.measures.quality import group_table

    with refusal():
        check_folder(out)
    if order is not None:
        try:
            numbered_elements(order)
        except ValueError:
            wrong(_ORDER[lang.value].format(order=order))
    try:
        read = read_skm(file, order, sheet)
        done = survey_index(file, read, population)
    except FormError as error:
        _refuse(error, lang.value)
    groups = group_table(read.answers, list(read.groups), least)
    _print_skm(done, read, population, lang.value)
    if read.groups:
        _print_groups(groups, read, least, lang.value)
    if out is not None:
        tables = {"skm.csv": _element_frame(done), "skm-groups.csv": groups}
        _write(out, tables, "skm.json", _skm_record(done, read, population), lang.value)


def servqual(
    file: File,
    scale: Annotated[int, typer.Option(metavar="N", min=3, max=10, help="The highest answer of the scale.")] = 5,
    weights: Annotated[
        str | None, typer.Option(metavar="W,W,W,W,W", help="Points of the five dimensions, if the file has none.")
    ] = None,
    sheet: Sheet = None,
    lang: Lang = Language.ID,
    out: Out = None,
) -> None:
    """Compute SERVQUAL gaps: perception less expectation, by item and dimension, weighted and unweighted.

    Example: simptsp servqual servqual.xlsx --scale 7
    """
    from simulator.calibration.form import FormError
    from simulator.calibration.survey import read_servqual
    from simulator.measures.quality import servqual_gaps

    with refusal():
        check_folder(out)
    points = _points(weights, lang.value)
    try:
        read = read_servqual(file, scale, sheet)
    except FormError as error:
        _refuse(error, lang.value)
    if points is not None and read.weights is not None:
        wrong(_BOTH_WEIGHTS[lang.value].format(file=file))
    import numpy as np

    used = np.array(points, np.float64) if points is not None else read.weights
    gaps = servqual_gaps(read.expectation, read.perception, used)
    _print_gaps(gaps, scale, used is not None, lang.value)
    if out is not None:
        record = {"file": read.file, "scale": scale, "respondents": len(read.expectation), "gaps": _records(gaps)}
        _write(out, {"servqual.csv": gaps}, "servqual.json", record, lang.value)


def _refuse(error: "FormError", lang: str) -> NoReturn:
    """End the command with what is wrong with a file."""
    lines = error.lines("en" if lang == "en" else "id")
    if error.faults:
        left = len(lines) - MOST_FAULTS
        lines = [*lines[:MOST_FAULTS], *([_MORE[lang].format(n=left)] if left > 0 else [])]
        lines.append(_BAD[lang].format(n=len(error.faults)))
    wrong("\n".join(lines))


def _points(weights: str | None, lang: str) -> list[float] | None:
    from simulator.measures.quality import DIMENSION_TITLES, dimensions

    if weights is None:
        return None
    try:
        points = [float(part) for part in weights.split(",")]
    except ValueError:
        points = []
    if len(points) != len(dimensions()) or min(points) < 0 or not abs(sum(points) - 100) <= 0.5:
        names = ", ".join(DIMENSION_TITLES[name][lang == "en"] for name in dimensions())
        wrong(_WEIGHTS[lang].format(weights=weights, names=names))
    return points


def _print_skm(done: "Skm", read: "Questionnaire", population: int | None, lang: str) -> None:
    from simulator.measures.quality import elements, performances, round_half_up

    headings = {
        "id": ("Unsur", "Rata-rata (NRR)", "Jawaban", "IKM unsur", "Mutu"),
        "en": ("Element", "Mean (NRR)", "Answers", "Index of it", "Quality"),
    }[lang]
    table = Table(title=escape(f"SKM: {read.file}"), title_justify="left")
    for at, heading in enumerate(headings):
        table.add_column(heading, justify="left" if at == 0 else "right", overflow="fold")
    for score in done.elements:
        half = "" if isnan(score.half_width) else f" ± {_number(score.half_width, lang)}"
        of_element = f"{_exact(score.index.exact, lang)}{half}"
        name, mean = elements()[score.element][lang == "en"], _exact(score.mean, lang, 3)
        table.add_row(name, mean, str(score.answered), of_element, score.index.letter)
    console().print(table)
    half = "" if isnan(done.half_width) else f" ± {_number(done.half_width, lang)}"
    index, (low, high) = done.index, done.letters
    meaning = performances()[index.letter][lang == "en"]
    lines = [
        _INDEX[lang].format(
            index=_exact(index.exact, lang), half=half, letter=index.letter, meaning=meaning, n=done.respondents
        ),
        _ALONE[lang] if isnan(done.half_width) else _INTERVAL[lang],
    ]
    if low != high:
        lines.append(_LETTERS[lang].format(low=low, high=high))
    lost = float(round_half_up(index.exact - done.variant.exact, 2))
    change = _CHANGE[lang] if done.variant.letter != index.letter else ""
    letter = done.variant.letter or "–"
    lines.append(
        _VARIANT[lang].format(
            index=_exact(done.variant.exact, lang), letter=letter, lost=_number(lost, lang), change=change
        )
    )
    lines += [_sample_sentence(done, population, lang), *_remarks(done, read, lang), _SURVIVORS[lang]]
    typer.echo("\n".join(lines))


def _sample_sentence(done: "Skm", population: int | None, lang: str) -> str:
    from simulator.measures.quality import needed_respondents, round_half_up

    needed = int(round_half_up(needed_respondents(population), 0))
    if population is None:
        return _UNKNOWN[lang].format(needed=needed, n=done.respondents)
    enough, short = _VERDICT[lang]
    verdict = enough if done.respondents >= needed else short.format(short=needed - done.respondents)
    said = _number(population, lang, 0)
    return _ENOUGH[lang].format(needed=needed, population=said, n=done.respondents, verdict=verdict)


def _remarks(done: "Skm", read: "Questionnaire", lang: str) -> list[str]:
    missing = sum(done.respondents - score.answered for score in done.elements)
    remarks = [_MISSING[lang].format(n=missing)] if missing else []
    if read.silent:
        remarks.append(_SILENT[lang].format(n=read.silent))
    if read.left_out:
        columns = "; ".join(
            f'"{name}" ({why.in_("en" if lang == "en" else "id")})' for name, why in read.left_out.items()
        )
        remarks.append(_LEFT_OUT[lang].format(columns=columns))
    return remarks


def _print_groups(groups: "pd.DataFrame", read: "Questionnaire", least: int, lang: str) -> None:
    from simulator.measures.quality import elements

    headings = {
        "id": ("Kelompok", "", "Responden", "IKM", "Mutu", "Unsur terendah"),
        "en": ("Group", "", "Respondents", "Index", "Quality", "Lowest element"),
    }[lang]
    table = Table()
    for at, heading in enumerate(headings):
        table.add_column(heading, justify="right" if at in (2, 3, 4) else "left", overflow="fold")
    before = ""
    for row in groups.to_dict("records"):
        by = read.groups[row["by"]].in_("en" if lang == "en" else "id")
        half = "" if row["withheld"] or isnan(row["half_width"]) else f" ± {_number(row['half_width'], lang)}"
        index = "–" if row["withheld"] else f"{_number(row['index'], lang)}{half}"
        last = _WITHHELD[lang][row["withheld"]].format(least=least) if row["withheld"] else ""
        last = last or elements()[row["lowest"]][lang == "en"]
        letter = "–" if row["withheld"] else row["letter"]
        name = row["group"] or _NO_ENTRY[lang]
        cells = (by if by != before else "", name, str(row["respondents"]), index, letter, last)
        table.add_row(*map(escape, cells), end_section=False)
        before = by
    console().print(table)


def _print_gaps(gaps: "pd.DataFrame", scale: int, is_weighted: bool, lang: str) -> None:
    from simulator.measures.quality import DIMENSION_TITLES, servqual_items

    items = {str(row.id): (str(row.what_id), str(row.what)) for row in servqual_items().itertuples(index=False)}
    titles = {"item": items, "dimension": DIMENSION_TITLES}
    headings = {
        "id": ("", "Harapan", "Persepsi", "Kesenjangan", "n"),
        "en": ("", "Expectation", "Perception", "Gap", "n"),
    }[lang]
    for levels in (("item",), ("dimension", "whole")):
        table = Table()
        for at, heading in enumerate(headings):
            table.add_column(heading, justify="left" if at == 0 else "right", overflow="fold")
        for row in gaps[gaps["level"].isin(levels)].to_dict("records"):
            name = row["name"]
            title = _WHOLE[lang][name] if row["level"] == "whole" else titles[row["level"]][name][lang == "en"]
            number = f"{name.removeprefix('servqual-')}. " if row["level"] == "item" else ""
            half = "" if isnan(row["half_width"]) else f" ± {_number(row['half_width'], lang)}"
            means = (_number(row[column], lang) for column in ("expectation", "perception"))
            table.add_row(f"{number}{title}", *means, f"{_number(row['gap'], lang)}{half}", str(row["n"]))
        console().print(table)
    typer.echo(_SCALE[lang].format(scale=scale))
    typer.echo(_INTERVAL[lang])
    if not is_weighted:
        typer.echo(_NO_WEIGHTS[lang])
    typer.echo(_ITEMS_ASSUMED[lang])


def _element_frame(done: "Skm") -> "pd.DataFrame":
    import pandas as pd

    rows = [
        (
            score.element,
            score.answered,
            score.total,
            float(score.mean),
            score.index.value,
            score.half_width,
            score.index.letter,
        )
        for score in done.elements
    ]
    return pd.DataFrame(rows, columns=["element", "answered", "total", "mean", "index", "half_width", "letter"])


def _skm_record(done: "Skm", read: "Questionnaire", population: int | None) -> dict[str, object]:
    from simulator.measures.quality import needed_respondents, round_half_up

    return {
        "file": read.file,
        "respondents": done.respondents,
        "population": population,
        "needed_respondents": int(round_half_up(needed_respondents(population), 0)),
        "index": float(done.index.rounded),
        "index_exact": str(done.index.exact),
        "half_width": None if isnan(done.half_width) else done.half_width,
        "letter": done.index.letter,
        "letters_of_interval": list(done.letters),
        "index_with_0_11": float(done.variant.rounded),
        "letter_with_0_11": done.variant.letter,
        "elements": _records(_element_frame(done)),
        "columns_left_out": {name: why.en for name, why in read.left_out.items()},
    }


def _records(table: "pd.DataFrame") -> list[dict[str, object]]:
    """Rows of a table, with nothing where there is no number."""
    return [
        {str(key): None if isinstance(value, float) and isnan(value) else value for key, value in row.items()}
        for row in table.to_dict("records")
    ]


def _write(out: Path, tables: "dict[str, pd.DataFrame]", name: str, record: dict[str, object], lang: str) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
        for file, table in tables.items():
            table.to_csv(out / file, index=False, lineterminator="\n")
        text = json.dumps(record, indent=2, ensure_ascii=False, allow_nan=False)
        (out / name).write_text(f"{text}\n", encoding="utf-8")
    except OSError as error:
        lacking(_NOT_WRITTEN[lang].format(folder=out, reason=error.strerror or error))
    typer.echo(_WRITTEN[lang].format(folder=out, files=", ".join([*tables, name])))


def _exact(number: Fraction, lang: str, decimals: int = 2) -> str:
    """A fraction rounded once, half up."""
    from simulator.measures.quality import round_half_up

    return _number(float(round_half_up(number, decimals)), lang, decimals)


def _number(value: float, lang: str, decimals: int = 2) -> str:
    from simulator.locale.numbers import format_number

    return "–" if isnan(value) else format_number(value, lang, decimals)
