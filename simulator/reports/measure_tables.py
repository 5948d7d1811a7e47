"""The measures of a run and of a comparison as tables of a report."""

from collections.abc import Iterator, Sequence
from math import isnan

from simulator.experiments import Comparison, Result
from simulator.figures import Lang, group_titles, place_titles
from simulator.measures import Estimate, unit_of
from simulator.measures.names import TITLES, UNIT_NAMES
from simulator.reports.document import Cell, Group, Row, Section, Share, Table, table
from simulator.reports.titles import measure_title, part_title

MOST_ROWS = 10
"""Of a table in the middle of a report; the rest is in the appendix."""

OFFICE: dict[Lang, str] = {"id": "Seluruh kantor", "en": "Whole office"}
MEASURE: dict[Lang, str] = {"id": "Ukuran", "en": "Measure"}
MEAN: dict[Lang, str] = {"id": "Rata-rata", "en": "Mean"}
UNIT: dict[Lang, str] = {"id": "Satuan", "en": "Unit"}

INTERVAL: dict[Lang, str] = {
    "id": "± : setengah lebar selang 95 %. n: ulangan yang memberi nilai.",
    "en": "± : half-width of the 95 % interval. n: replications that give a value.",
}

_SORTED: dict[Lang, str] = {
    "id": "Yang terbesar lebih dulu; {shown} dari {all}, semuanya di lampiran. ",
    "en": "The largest first; {shown} of {all}, all are in the appendix. ",
}

_BY_PLACE = (
    ("waiting_time_mean", "", "Waktu tunggu di setiap tempat", "Waiting time at each place"),
    ("utilisation", "", "Kesibukan petugas di setiap tempat", "Utilisation of staff at each place"),
    ("sojourn_time_mean", "class:", "Waktu sampai selesai, per jenis izin", "Time to completion, by permit"),
    ("on_time_share", "class:", "Diputus tepat waktu, per jenis izin", "Decided on time, by permit"),
    ("waiting_time_mean", "channel:", "Waktu tunggu, per kanal", "Waiting time, by channel"),
    ("sojourn_time_mean", "channel:", "Waktu sampai selesai, per kanal", "Time to completion, by channel"),
)
"""Measure, kind of part, and title of each short table."""


def result_tables(result: Result, lang: Lang) -> Section:
    """The office's measures, then for places, permits and channels what matters most, each table short."""
    office = [name for name in map(str, result.values) if "[" not in name]
    tables = [_table_of(result, OFFICE[lang], office, lang)]
    for measure, kind, indonesian, english in _BY_PLACE:
        estimates = _parts_of(result, measure, kind)
        if len(estimates) > 1:
            tables.append(_ranking(result, indonesian if lang == "id" else english, estimates, lang))
    return Section("Angka-angka utama" if lang == "id" else "The main numbers", tuple(tables))


def all_measures(result: Result, lang: Lang) -> Section:
    """Every measure of a run: the office, each place, each permit and channel."""
    titles = {"": OFFICE[lang]} | place_titles(result, lang) | group_titles(result, lang)
    groups: dict[str, list[Row]] = {}
    for name in map(str, result.values):
        measure, _, part = name.rstrip("]").partition("[")
        title = TITLES[measure][("id", "en").index(lang)]
        groups.setdefault(part, []).append((title, *estimate_cells(result.estimate(name), lang)))
    whole = tuple(Group(titles[part], tuple(rows)) for part, rows in groups.items())
    title = "Semua ukuran" if lang == "id" else "All measures"
    return Section(title, (Table(title, _headings(lang), whole, INTERVAL[lang]),), kind="appendix")


def comparison_tables(comparison: Comparison, lang: Lang) -> Section:
    """The measures of the comparison, those of the base and the paired differences, a table for each alternative."""
    tables = [_differences(comparison, at, list(comparison.measures), lang) for at in range(len(comparison.labels))]
    return Section("Angka-angka utama" if lang == "id" else "The main numbers", tuple(tables))


def all_differences(comparison: Comparison, lang: Lang) -> Section:
    """Paired differences of every measure of every place, permit and channel."""
    names = [name for name in map(str, comparison.base.values) if name not in comparison.measures]
    tables = [_differences(comparison, at, names, lang) for at in range(len(comparison.labels))]
    title = "Semua selisih" if lang == "id" else "All differences"
    return Section(title, tuple(tables), kind="appendix")


def alternative_title(comparison: Comparison, at: int, lang: Lang) -> str:
    """What an alternative changes, in words; its label if it is another office altogether."""
    base, other = (getattr(run.scenario.spec.title, lang) for run in (comparison.base, comparison.alternatives[at]))
    title = other.removeprefix(f"{base} – ")
    same = [getattr(run.scenario.spec.title, lang) for run in comparison.alternatives].count(other) > 1
    return f"{title} ({comparison.labels[at]})" if same or other == base else title


def estimate_cells(estimate: Estimate, lang: Lang) -> tuple[Cell, ...]:
    """Mean, half-width, unit and n; shares as percentages."""
    unit = UNIT_NAMES.get(estimate.unit, (estimate.unit,) * 2)[("id", "en").index(lang)]
    mean, width = (value_cell(value, estimate.unit) for value in (estimate.mean, estimate.half_width))
    return mean, width, "%" if estimate.unit == "share" else unit, estimate.n


def value_cell(value: float, unit: str) -> Cell:
    """A number of a table, a share as such; None where there is none."""
    if isnan(value):
        return None
    return Share(value) if unit == "share" else float(value)


def unit_word(unit: str, lang: Lang) -> str:
    """A unit in a heading."""
    return "%" if unit == "share" else UNIT_NAMES.get(unit, (unit,) * 2)[("id", "en").index(lang)]


def _headings(lang: Lang) -> tuple[str, ...]:
    return MEASURE[lang], MEAN[lang], "±", UNIT[lang], "n"


def _table_of(result: Result, title: str, names: Sequence[str], lang: Lang) -> Table:
    rows = [(measure_title(None, name, lang), *estimate_cells(result.estimate(name), lang)) for name in names]
    return table(title, _headings(lang), rows, INTERVAL[lang])


def _parts_of(result: Result, measure: str, kind: str) -> dict[str, Estimate]:
    """Part -> estimate of a measure, of the parts of one kind that have a value; the largest first."""
    found = {}
    for name in map(str, result.values):
        base, _, part = name.rstrip("]").partition("[")
        if base == measure and part and part.startswith(kind) and (kind or ":" not in part):
            found[part] = result.estimate(name)
    with_value = {part: estimate for part, estimate in found.items() if estimate.n}
    return dict(sorted(with_value.items(), key=lambda entry: -entry[1].mean))


def _ranking(result: Result, title: str, estimates: dict[str, Estimate], lang: Lang) -> Table:
    unit = unit_word(next(iter(estimates.values())).unit, lang)
    name = ("Nama", "Name")[("id", "en").index(lang)]
    rows = [_ranked(part_title(result.scenario, part, lang), one) for part, one in estimates.items()]
    shown = _SORTED[lang].format(shown=min(MOST_ROWS, len(rows)), all=len(rows)) if len(rows) > MOST_ROWS else ""
    headings = (name, f"{MEAN[lang]} ({unit})", f"± ({unit})", "n")
    return table(title, headings, rows[:MOST_ROWS], shown + INTERVAL[lang])


def _ranked(title: str, estimate: Estimate) -> Row:
    return title, value_cell(estimate.mean, estimate.unit), value_cell(estimate.half_width, estimate.unit), estimate.n


def _differences(comparison: Comparison, at: int, names: Sequence[str], lang: Lang) -> Table:
    is_id = lang == "id"
    rows = tuple(_difference_rows(comparison, at, names, lang))
    headings = (MEASURE[lang], UNIT[lang],
                *(("Sekarang", "±", "Dengan perubahan", "±", "Selisih", "± selisih", "n") if is_id else
                  ("Now", "±", "With the change", "±", "Difference", "± difference", "n")))  # fmt: skip
    caption = (
        "Selisih: dengan perubahan dikurangi sekarang, dihitung pada hari-hari dan pemohon yang sama. Bila ± selisih "
        "lebih besar daripada selisihnya, keduanya tidak terbedakan. "
        if is_id
        else "Difference: with the change less now, taken over the same days and applicants. Where ± difference is "
        "larger than the difference, the two cannot be told apart. "
    )
    return table(alternative_title(comparison, at, lang), headings, rows, caption + INTERVAL[lang])


def _difference_rows(comparison: Comparison, at: int, names: Sequence[str], lang: Lang) -> Iterator[Row]:
    known = [name for name in names if name in comparison.alternatives[at].values]
    rows = comparison.table(known)
    rows = rows[rows["scenario"] == comparison.labels[at]]
    for row in rows.to_dict("records"):
        name = str(row["measure"])
        parts = (
            ("base", "base_half_width"),
            ("alternative", "alternative_half_width"),
            ("difference", "half_width"),
        )
        cells = [value_cell(float(row[key]), unit_of(name)) for pair in parts for key in pair]
        yield measure_title(comparison.base.scenario, name, lang), unit_word(unit_of(name), lang), *cells, int(row["n"])
