"""Pictures of a comparison; each answers the question that is its title."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf, isfinite

import pandas as pd

from simulator.measures import Estimate
from simulator.reports.comparison_changes import change_words
from simulator.reports.comparison_next import ELSEWHERE
from simulator.reports.facts import front_stations
from simulator.reports.findings import Findings, estimate_of
from simulator.reports.findings_words import MEASURES
from simulator.reports.log_values import estimates_of, paired
from simulator.reports.naming import name_title, named
from simulator.reports.numbers import plus_minus
from simulator.reports.titles import part_title
from simulator.studio.answers.asked import Answer
from simulator.teaching.words import Words
from simulator.widgets.chart import Axis, Bars, Forest, Picture, Point, Stack, Table

__all__ = ["causes_picture", "cost_picture", "four_pictures", "on_time_picture", "outage_picture", "waiting_picture"]

MOST_PLACES, MOST_PERMITS = 3, 5
"""Drawn at most, those that matter most first; the tables have all of them."""

LONG_MIN = 180
"""From here on minutes are drawn as hours."""


@dataclass(frozen=True)
class _Scale:
    """What numbers are multiplied by, the unit they have then, and the least and the largest that there can be."""

    factor: float
    unit: str
    least: float = -inf
    most: float = inf


def four_pictures(answer: Answer, words: Words) -> list[Picture]:
    """Who waits, what is on time, what it costs, what outages do; without those that this office cannot have."""
    made = (waiting_picture, on_time_picture, cost_picture, outage_picture)
    return [picture for picture in (make(answer, words) for make in made) if picture is not None]


def waiting_picture(answer: Answer, words: Words) -> Picture | None:
    """People's waits at the front places where they wait longest, in every office."""
    _ = words
    found = _of_parts(answer, {place: f"waiting_time_mean[{place}]" for place in _fronts(answer)})
    sizes = {place: max(one.mean for one in each if one is not None) for place, each in found.items()}
    chosen = sorted(sizes, key=lambda place: -sizes[place])[:MOST_PLACES]
    if not chosen:
        return None
    is_long = max(sizes.values()) > LONG_MIN
    scale = _Scale(1 / 60, _("jam"), 0) if is_long else _Scale(1, _("menit"), 0)
    return _bars(
        _("Siapa menunggu berapa lama?"),
        _("Waktu tunggu orang, rata-rata, di tempat yang mereka datangi."),
        Axis(_("Waktu tunggu"), scale.unit),
        {_title(answer, place, words): found[place] for place in chosen},
        answer, scale, words,
    )  # fmt: skip


def on_time_picture(answer: Answer, words: Words) -> Picture | None:
    """Share decided on time, of the permits that are least often so."""
    _ = words
    classes = [one.name for one in answer.asked.offices[0].spec.case_classes]
    found = _of_parts(answer, {f"class:{name}": f"on_time_share[class:{name}]" for name in classes})
    least = {part: min(one.mean for one in each if one is not None) for part, each in found.items()}
    chosen = sorted(least, key=lambda part: least[part])[:MOST_PERMITS]
    if not chosen:
        return None
    scale = _Scale(100, "%", 0, 100)
    return _bars(
        _("Izin mana yang diputus tepat waktu?"),
        _("Bagian izin yang diputus dalam batas waktu menurut peraturan; yang paling sering terlambat lebih dulu."),
        Axis(_("Tepat waktu"), scale.unit),
        {_title(answer, part, words): found[part] for part in chosen},
        answer, scale, words,
    )  # fmt: skip


def cost_picture(answer: Answer, words: Words) -> Picture | None:
    """What each plan changes in the office's cost and in the applicants' hours, as a share of what they are now."""
    if not answer.findings:
        return None
    base, *others = answer.findings
    measures = {"office_cost": "office_cost", "applicant_hours": "applicant_hours"}
    now = {name: _row(estimates_of(base.values, "costs"), name) for name in measures}
    names: list[str] = []
    points: list[Point] = []
    rows: list[tuple[str, str, str]] = []
    for plan, other in zip(answer.asked.names[1:], others, strict=True):
        changes = paired(base.values, other.values, "costs")
        for name in measures:
            one, change = now[name], _row(changes, name)
            if one is None or change is None or not one.mean:
                continue
            what = named(MEASURES, name, words.lang_of_reports)
            names.append(f"{plan}: {what.lower()}")
            points.append(_point(len(points), change, _Scale(100 / abs(one.mean), "%")))
            rows.append((names[-1], _told(one, words), _told(change, words, is_change=True)))
    return _cost_chart(names, points, rows, words) if points else None


def _cost_chart(names: Sequence[str], points: Sequence[Point], rows: Sequence[Sequence[str]], words: Words) -> Picture:
    _ = words
    title = _("Berapa biayanya, dan berapa jam pemohon yang dihemat?")
    text = _(
        "Perubahan dari sekarang, dalam persen dari rata-rata sekarang. Titik kosong: selangnya memuat nol, jadi tidak "
        "terbedakan."
    )
    mark = Forest(_("perubahan dari sekarang dengan selang 95%"), points)
    table = Table(title, (_("Apa"), _("Sekarang"), _("Perubahan")), rows)
    return Picture(title, text, Axis(_("Perubahan"), "%"), Axis("", names=names), {}, table, marks=(mark,))


def outage_picture(answer: Answer, words: Words) -> Picture | None:
    """Case-hours lost to outages in every office; recovery and cases stand in the table."""
    _ = words
    found = [_outages(each) for each in answer.findings]
    if not found or not _mean(found[0].get("episodes")):
        return None
    columns = ("lost_case_hours", "recovery_min", "cases_affected")
    title = _("Apa yang terjadi saat ada gangguan?")
    days = answer.asked.offices[0].spec.horizon.days
    text = _(
        "Jam-berkas yang hilang karena gangguan dalam {days} hari: berapa lebih banyak permohonan berada di kantor, "
        "dikali lamanya, dibanding hari yang sama tanpa gangguan."
    )
    scale = _Scale(1, _("jam"))
    points = [_point(at, one["lost_case_hours"], scale) for at, one in enumerate(found)]
    changes = [_("sekarang"), *(_lost_hours(answer, at, words) for at in range(1, len(found)))]
    rows = [
        (name, *(_told(one.get(column), words) for column in columns), change)
        for name, one, change in zip(answer.asked.names, found, changes, strict=True)
    ]
    heads = (
        _("Rencana"),
        *(named(MEASURES, column, words.lang_of_reports) for column in columns),
        _("Perubahan jam-berkas yang hilang"),
    )
    mark = Bars(_("jam-berkas yang hilang dengan selang 95%"), points)
    return Picture(
        title, text.format(days=days), Axis(named(MEASURES, "lost_case_hours", words.lang_of_reports), scale.unit),
        Axis("", names=answer.asked.names), {}, Table(title, heads, rows), marks=(mark,),
    )  # fmt: skip


def causes_picture(answer: Answer, words: Words, is_at_office: bool) -> Picture | None:
    """Why cases wait, in every office: by cause, minutes or hours per application.

    Parameters
    ----------
    answer : Answer
        With what the logs tell.
    words : Words
        Language.
    is_at_office : bool
        Whether only what staff, their times and systems cause is drawn; otherwise everything, where nights, agencies
        and repairs at home hide the rest.
    """
    _ = words
    found = [{str(row["cause"]): estimate_of(row) for row in _causes(each)} for each in answer.findings]
    causes = [
        cause for cause in dict.fromkeys(cause for each in found for cause in each)
        if not is_at_office or cause not in ELSEWHERE
    ]  # fmt: skip
    most = {cause: max(_mean(each.get(cause)) for each in found) for cause in causes}
    chosen = sorted((cause for cause in causes if most[cause] > 0), key=lambda cause: -most[cause])
    if not chosen:
        return None
    is_long = sum(most.values()) > LONG_MIN
    scale = _Scale(1 / 60, _("jam")) if is_long else _Scale(1, _("menit"))
    title = _("Apa yang ditunggu orang di kantor?") if is_at_office else _("Ke mana habisnya waktu satu permohonan?")
    office = answer.asked.offices[0]
    keys = [name_title(cause, "cause", office, words.lang_of_reports) for cause in chosen]
    parts = [[max(0.0, _mean(each.get(cause))) * scale.factor for each in found] for cause in chosen]
    rows = [(key, *(_told(each.get(cause), words) for each in found)) for key, cause in zip(keys, chosen, strict=True)]
    table = Table(title, (_("Sebab"), *answer.asked.names), rows)
    text = _("Berapa lama satu permohonan tidak sedang dikerjakan, menurut sebabnya.")
    return Picture(
        title, text, Axis(_("Waktu per permohonan"), scale.unit), Axis("", names=answer.asked.names), {}, table,
        marks=(Stack(keys, parts),),
    )  # fmt: skip


# ---- what they are made of


def _bars(
    title: str,
    description: str,
    axis: Axis,
    parts: Mapping[str, Sequence[Estimate | None]],
    answer: Answer,
    scale: _Scale,
    words: Words,
) -> Picture:
    """Bars by office and part: the longer of the two lists under each other, the shorter side by side."""
    offices = answer.asked.names
    by_office = {office: [each[at] for each in parts.values()] for at, office in enumerate(offices)}
    is_by_part = len(parts) >= len(offices)
    rows = tuple(parts) if is_by_part else tuple(offices)
    sets = by_office.items() if is_by_part else parts.items()
    marks = tuple(
        Bars(key, [_point(at, one, scale) for at, one in enumerate(each) if one is not None]) for key, each in sets
    )
    numbers = [(part, *(_told(one, words) for one in each)) for part, each in parts.items()]
    table = Table(title, (axis.label, *offices), numbers)
    return Picture(title, description, axis, Axis("", names=rows), {}, table, marks=marks)


def _fronts(answer: Answer) -> list[str]:
    return front_stations(answer.asked.offices[0])


def _of_parts(answer: Answer, measures: Mapping[str, str]) -> dict[str, list[Estimate | None]]:
    """Part -> its measure in every office; without parts that have none in any."""
    runs = (answer.comparison.base, *answer.comparison.alternatives)
    found: dict[str, list[Estimate | None]] = {}
    for part, name in measures.items():
        each = [run.estimate(name) if name in run.values else None for run in runs]
        found[part] = [one if one is not None and one.n else None for one in each]
    return {part: each for part, each in found.items() if any(one is not None for one in each)}


def _outages(findings: Findings) -> dict[str, Estimate]:
    """Measures of all outages together."""
    table = estimates_of(findings.values, "outages")
    rows = table[table["subsystems"] == ""].to_dict("records")
    return {str(row["measure"]): estimate_of(row) for row in rows}


def _lost_hours(answer: Answer, at: int, words: Words) -> str:
    """What a plan changes in the hours lost, pair by pair, in words."""
    changes = paired(answer.findings[0].values, answer.findings[at].values, "outages")
    one = _row(changes[changes["subsystems"] == ""], "lost_case_hours")
    return change_words(one, words.lang_of_reports) or "–"


def _causes(findings: Findings) -> list[dict[str, object]]:
    table = estimates_of(findings.values, "causes")
    return [{str(key): value for key, value in row.items()} for row in table.to_dict("records")]


def _row(table: pd.DataFrame, measure: str) -> Estimate | None:
    rows = table[(table["measure"] == measure) & (table["n"] > 0)].to_dict("records")
    return estimate_of(rows[0]) if rows else None


def _mean(one: Estimate | None) -> float:
    return one.mean if one is not None and isfinite(one.mean) else 0.0


def _point(place: int, one: Estimate, scale: _Scale) -> Point:
    """An estimate at its place; the interval goes no further than a value can."""
    if not isfinite(one.half_width):
        return Point(place, one.mean * scale.factor)
    low, high = max(scale.least, one.low * scale.factor), min(scale.most, one.high * scale.factor)
    return Point(place, one.mean * scale.factor, low, high)


def _told(one: Estimate | None, words: Words, is_change: bool = False) -> str:
    """A mean with its interval and n."""
    if one is None or not one.n or not isfinite(one.mean):
        return "–"
    sign = "+" if is_change and one.mean > 0 else ""
    return f"{sign}{plus_minus(one, words.lang_of_reports)} (n = {one.n})"


def _title(answer: Answer, part: str, words: Words) -> str:
    return part_title(answer.asked.offices[0], part, words.lang_of_reports)
