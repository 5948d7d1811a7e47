"""The measures of a run and of a comparison as tables of a report."""

from collections.abc import Iterator, Sequence
from math import isnan

from simulator.experiments import Comparison, Result
from simulator.figures import Lang, group_titles, place_titles
from simulator.measures import Estimate
from simulator.measures.names import TITLES, UNIT_NAMES
from simulator.reports.document import Cell, Group, Measured, Row, Section, Share, Table, table
from simulator.reports.facts import front_stations
from simulator.reports.say import lower_first
from simulator.reports.titles import measure_title, part_title

MOST_ROWS = 10
"""Of a table in the middle of a report; the rest is in the appendix."""

LANGS: tuple[Lang, ...] = ("id", "en")

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


MIXED: dict[str, tuple[str, str]] = {
    "waiting_time_mean": (
        "Setiap kali menunggu petugas, orang dan berkas dicampur: rata-rata",
        "Every wait for staff, people and files mixed: mean",
    ),
    "waiting_time_p90": (
        "Setiap kali menunggu petugas, orang dan berkas dicampur: 90 % tidak lebih lama dari",
        "Every wait for staff, people and files mixed: 90 % wait at most",
    ),
}
"""Measures of the whole office that nobody goes through as they are: they stand last."""

_PEOPLE: dict[Lang, str] = {
    "id": "Waktu tunggu orang di {place}, rata-rata",
    "en": "People's wait at the {place}, mean",
}

_MIXED_NOTE: dict[Lang, str] = {
    "id": "Beberapa berkas menunggu berhari-hari, jadi rata-rata orang dan berkas yang dicampur dapat melebihi batas "
    "yang memuat 90 % dari semua tunggu. ",
    "en": "A few files wait for days, so the mean of people and files mixed can lie above what 90 % of all waits "
    "stay below. ",
}

_AT_A_TIME = 3
"""Alternatives beside each other in a table."""


def result_tables(result: Result, lang: Lang) -> Section:
    """The office's measures, then for places, permits and channels what matters most, each table short."""
    tables = [_table_of(result, OFFICE[lang], office_measures(result), lang)]
    for measure, kind, indonesian, english in _BY_PLACE:
        estimates = _parts_of(result, measure, kind)
        if len(estimates) > 1:
            tables.append(_ranking(result, indonesian if lang == "id" else english, estimates, lang))
    return Section("Angka-angka utama" if lang == "id" else "The main numbers", tuple(tables))


def office_measures(result: Result) -> list[str]:
    """Measures of the whole office: waits of people at the front first, of people and files mixed last."""
    names = [name for name in map(str, result.values) if "[" not in name]
    fronts = [f"waiting_time_mean[{place}]" for place in front_stations(result.scenario)]
    mixed = [name for name in names if name in MIXED and fronts]
    return [*(name for name in fronts if name in result.values), *(name for name in names if name not in mixed), *mixed]


def office_title(result: Result, name: str, lang: Lang) -> str:
    """A measure of the whole office, or people's wait at one of its front places, in words."""
    fronts = [f"waiting_time_mean[{place}]" for place in front_stations(result.scenario)]
    if name in fronts:
        place = part_title(result.scenario, name.partition("[")[2].rstrip("]"), lang)
        return _PEOPLE[lang].format(place=lower_first(place))
    return MIXED[name][LANGS.index(lang)] if name in MIXED and fronts else measure_title(result.scenario, name, lang)


def all_measures(result: Result, lang: Lang) -> Section:
    """Every measure of a run: the office, each place, each permit and channel."""
    groups = [
        Group(title, tuple((_title(result, name, lang), *estimate_cells(result.estimate(name))) for name in names))
        for title, names in _by_part(result, list(map(str, result.values)), lang)
    ]
    title = "Semua ukuran" if lang == "id" else "All measures"
    return Section(title, (Table(title, _headings(lang), tuple(groups), INTERVAL[lang]),), kind="appendix")


def comparison_tables(comparison: Comparison, lang: Lang) -> Section:
    """The measures of the comparison: those of the base, and beside them the paired differences of the alternatives."""
    base, asked = comparison.base, list(comparison.measures)
    first = [name for name in office_measures(base) if name in asked or name.startswith("waiting_time_mean[")]
    names = [*first, *(name for name in asked if name not in first)]
    last = [name for name in names if name in MIXED and front_stations(base.scenario)]
    names = [*(name for name in names if name not in last), *last]
    groups = [("", names)]
    title = "Angka-angka utama" if lang == "id" else "The main numbers"
    beside = "Sekarang, dan yang berubah" if lang == "id" else "Now, and what changes"
    tables = _differences(comparison, beside, groups, lang, _MIXED_NOTE[lang] if last else "")
    return Section(title, tuple(tables))


def all_differences(comparison: Comparison, lang: Lang) -> Section:
    """Every measure of the base with its paired differences: the office, every place, permit and channel."""
    title = "Semua ukuran dan selisihnya" if lang == "id" else "All measures and their differences"
    groups = list(_by_part(comparison.base, list(map(str, comparison.base.values)), lang))
    return Section(title, tuple(_differences(comparison, title, groups, lang)), kind="appendix")


def alternative_title(comparison: Comparison, at: int, lang: Lang) -> str:
    """What an alternative changes, in words; its label if it is another office altogether."""
    base, other = (getattr(run.scenario.spec.title, lang) for run in (comparison.base, comparison.alternatives[at]))
    title = other.removeprefix(f"{base} – ")
    same = [getattr(run.scenario.spec.title, lang) for run in comparison.alternatives].count(other) > 1
    return f"{title} ({comparison.labels[at]})" if same or other == base else title


def estimate_cells(estimate: Estimate) -> tuple[Cell, ...]:
    """Mean with its half-width, and n."""
    return Measured(estimate), estimate.n


def value_cell(value: float, unit: str) -> Cell:
    """A number of a table, a share as such; None where there is none."""
    if isnan(value):
        return None
    return Share(value) if unit == "share" else float(value)


def unit_word(unit: str, lang: Lang) -> str:
    """A unit in a heading."""
    return "%" if unit == "share" else UNIT_NAMES.get(unit, (unit,) * 2)[("id", "en").index(lang)]


def _headings(lang: Lang) -> tuple[str, ...]:
    return MEASURE[lang], MEAN[lang], "n"


def _title(result: Result, name: str, lang: Lang) -> str:
    """A measure under the heading of its part."""
    return office_title(result, name, lang) if "[" not in name else TITLES[name.partition("[")[0]][LANGS.index(lang)]


def _by_part(result: Result, names: Sequence[str], lang: Lang) -> Iterator[tuple[str, list[str]]]:
    """Title of the office or a part of it, and the measures of it."""
    titles = {"": OFFICE[lang]} | place_titles(result, lang) | group_titles(result, lang)
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(name.rstrip("]").partition("[")[2], []).append(name)
    for part, of_part in groups.items():
        mixed = [name for name in of_part if name in MIXED]
        yield titles[part], [*(name for name in of_part if name not in mixed), *mixed]


def _table_of(result: Result, title: str, names: Sequence[str], lang: Lang) -> Table:
    rows = [(office_title(result, name, lang), *estimate_cells(result.estimate(name))) for name in names]
    note = _MIXED_NOTE[lang] if any(name in MIXED for name in names) and front_stations(result.scenario) else ""
    return table(title, _headings(lang), rows, note + INTERVAL[lang])


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
    name = ("Nama", "Name")[LANGS.index(lang)]
    rows = [(part_title(result.scenario, part, lang), *estimate_cells(one)) for part, one in estimates.items()]
    shown = _SORTED[lang].format(shown=min(MOST_ROWS, len(rows)), all=len(rows)) if len(rows) > MOST_ROWS else ""
    return table(title, (name, MEAN[lang], "n"), rows[:MOST_ROWS], shown + INTERVAL[lang])


def _differences(
    comparison: Comparison, title: str, groups: Sequence[tuple[str, Sequence[str]]], lang: Lang, note: str = ""
) -> Iterator[Table]:
    """The base, and beside it a few alternatives at a time."""
    every = range(len(comparison.labels))
    for first in every[::_AT_A_TIME]:
        chosen = every[first : first + _AT_A_TIME]
        found = [
            Group(of, tuple(_difference_row(comparison, name, chosen, lang, not of) for name in names))
            for of, names in groups
        ]
        headings = beside_headings(MEASURE[lang], [alternative_title(comparison, at, lang) for at in chosen], lang)
        yield Table(title, headings, tuple(found), note + DIFFERENCE[lang])


def beside_headings(first: str, alternatives: Sequence[str], lang: Lang) -> tuple[str, ...]:
    """Of a table with the base and what changes with each alternative."""
    return first, ("Sekarang", "Now")[LANGS.index(lang)], *alternatives, "n"


DIFFERENCE: dict[Lang, str] = {
    "id": "Di bawah setiap rencana: perubahannya dari sekarang, ulangan demi ulangan. Dalam "
    "kurung: tidak terbedakan dari tanpa perubahan. ± : setengah lebar selang 95 %. n: ulangan yang memberi nilai.",
    "en": "Under each plan: its change from now, replication by replication. In brackets: cannot be told "
    "apart from no change. ± : half-width of the 95 % interval. n: replications that give a value.",
}


def _difference_row(comparison: Comparison, name: str, chosen: Sequence[int], lang: Lang, is_whole: bool) -> Row:
    base = comparison.base
    now = base.estimate(name)
    changes = [
        Measured(comparison.estimate(name, at), is_change=True) if name in comparison.alternatives[at].values else None
        for at in chosen
    ]
    title = office_title(base, name, lang) if is_whole else _title(base, name, lang)
    n = min([now.n, *(cell.estimate.n for cell in changes if cell is not None)])
    return title, Measured(now), *changes, n
