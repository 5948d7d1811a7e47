"""Charts and tables of a lesson, from estimates."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from simulator.measures import Estimate
from simulator.teaching.lab import Measure
from simulator.teaching.plan import Comparison, Explore, Lever, Options, Outcome, Slider
from simulator.teaching.tables import html_table
from simulator.teaching.words import Words
from simulator.widgets import Axis, Forest, Guess, Picture, Point, Points, Table


@dataclass(frozen=True)
class Spot:
    """Estimates where levers stood: key of a lever -> its place, key of a measure -> its estimate."""

    places: Mapping[str, float]
    found: Mapping[str, Estimate]


def point(x: float, estimate: Estimate, measure: Measure) -> Point:
    """An estimate as a point; its interval ends where values end, and shares are drawn as percentages."""
    scale = 100.0 if measure.percent else 1.0
    low = max(measure.lowest, estimate.low)
    return Point(x, scale * estimate.mean, scale * low, scale * estimate.high)


def unit_of(measure: Measure) -> str:
    """Unit in which a measure is drawn."""
    return "%" if measure.percent else measure.unit


def explore_picture(
    plan: Explore,
    spots: Sequence[Spot],
    words: Words,
    *,
    guess: tuple[float | None, float | None] = (None, None),
    line: Sequence[tuple[float, float]] = (),
    line_key: str = "",
) -> Picture:
    """The first measure against the first lever, a set of points for each place of the others.

    Parameters
    ----------
    plan : Explore
        Levers and measures.
    spots : sequence of Spot
        What was explored.
    words : Words
        Language.
    guess : (float or None, float or None)
        Place on the horizontal axis and value that the learner expected; either may be missing.
    line : sequence of (float, float), optional
        A curve of theory.
    line_key : str, optional
        What the curve is.
    """
    _ = words
    first, measure = plan.levers[0], plan.measures[0]
    ordered = sorted(spots, key=lambda spot: tuple(spot.places.values()))
    sets: dict[str, list[Point]] = {}
    for spot in ordered:
        place = point(_x(plan, spot.places[first.key]), spot.found[measure.key], measure)
        sets.setdefault(_others(plan.levers[1:], spot.places, words), []).append(place)
    x = Axis(plan.x_label or first.label, names=first.options) if isinstance(first, Options) else _scale(plan, first)
    at, value = guess
    key = {"points": _("simulasi, dengan rentang 95%"), "line": line_key, "guess": _("tebakan Anda")}
    several = len(sets) > 1 or isinstance(first, Options)
    return Picture(
        title=plan.title,
        description=_("Mendatar: {x}. Tegak: {y}. Angkanya ada pada tabel di bawah grafik.").format(
            x=(plan.x_label or first.label).lower(), y=measure.label.lower()
        ),
        x=x,
        y=Axis(measure.label, unit_of(measure)),
        key=key,
        table=Table(plan.title, *_explored(plan, ordered, words)),
        points=() if several else [one for points in sets.values() for one in points],
        marks=[Points(name or key["points"], points) for name, points in sets.items()] if several else (),
        line=line,
        guess=Guess(at, value) if at is not None and value is not None else None,
    )


def _x(plan: Explore, value: float) -> float:
    return plan.x(value) if plan.x else value


def _scale(plan: Explore, lever: Slider) -> Axis:
    low, high = plan.x_range or (_x(plan, lever.minimum), _x(plan, lever.maximum))
    return Axis(plan.x_label or lever.label, plan.x_unit or lever.unit, low, high)


def _others(levers: Sequence[Lever], places: Mapping[str, float], words: Words) -> str:
    return "; ".join(_place(lever, places[lever.key], words) for lever in levers)


def _place(lever: Lever, value: float, words: Words) -> str:
    if isinstance(lever, Options):
        return lever.options[int(value)]
    return f"{words.number(value, lever.decimals)} {lever.unit}"


def _explored(plan: Explore, spots: Sequence[Spot], words: Words) -> tuple[list[str], list[list[str]]]:
    _ = words
    columns = [lever.label for lever in plan.levers]
    for measure in plan.measures:
        columns += [f"{measure.label}, {unit_of(measure)}", _("Rentang 95%")]
    rows = []
    for spot in spots:
        row = [_place(lever, spot.places[lever.key], words) for lever in plan.levers]
        for measure in plan.measures:
            row += [words.value(measure, spot.found[measure.key].mean), words.bounds(measure, spot.found[measure.key])]
        rows.append([*row, str(spot.found[plan.measures[0].key].n)])
    return [*columns, _("Ulangan")], rows


def comparison_picture(plan: Comparison, outcome: Outcome | None, words: Words, guess: float | None) -> Picture:
    """The first measure of every setting, with the guess where it is a number of this chart."""
    _ = words
    measure = plan.measures[0]
    estimates = [found[measure.key] for found in outcome.estimates] if outcome else []
    points = [point(i, estimate, measure) for i, estimate in enumerate(estimates)]
    columns, rows = _compared(plan, outcome, words) if outcome else ([], [])
    marks = [Points(_("simulasi, dengan rentang 95%"), points)]
    if guess is not None and plan.guess_place >= 0:
        marks.append(Points(_("tebakan Anda"), [Point(plan.guess_place, guess)]))
    return Picture(
        title=plan.title,
        description=_("Satu baris untuk setiap keadaan. Mendatar: {y}.").format(y=measure.label.lower()),
        x=Axis(measure.label, unit_of(measure)),
        y=Axis(_("Keadaan"), names=[setting.title for setting in plan.settings]),
        key={},
        table=Table(plan.title, columns, rows),
        marks=marks,
    )


def comparison_table(plan: Comparison, outcome: Outcome, words: Words) -> str:
    """Every measure of every setting and its paired difference from the first, as HTML."""
    columns, rows = _compared(plan, outcome, words)
    return html_table(plan.title, columns, rows, numbers=True)


def _compared(plan: Comparison, outcome: Outcome, words: Words) -> tuple[list[str], list[list[str]]]:
    _ = words
    columns = [_("Keadaan"), _("Rata-rata"), _("Rentang 95%"), _("Ulangan")]
    several = len(plan.measures) > 1
    rows = []
    for measure in plan.measures:
        head = f"{measure.label} ({unit_of(measure)}): " if several else ""
        for setting, found in zip(plan.settings, outcome.estimates, strict=True):
            rows.append(_row(head + setting.title, measure, found[measure.key], words))
        for setting, pairs in zip(plan.settings[1:], outcome.pairs, strict=True):
            title = head + _("Selisih: {setting}, berpasangan").format(setting=setting.title)
            rows.append(_row(title, measure, pairs[measure.key].difference, words, is_difference=True))
    if not several:
        columns[1] = f"{plan.measures[0].label}, {unit_of(plan.measures[0])}"
    return columns, rows


def _row(title: str, measure: Measure, estimate: Estimate, words: Words, *, is_difference: bool = False) -> list[str]:
    lowest = -math.inf if is_difference else measure.lowest
    return [title, words.value(measure, estimate.mean), words.bounds(measure, estimate, lowest), str(estimate.n)]


def forest_picture(
    title: str, names: Sequence[str], differences: Sequence[Estimate], measure: Measure, words: Words
) -> Picture:
    """Paired differences across zero; hollow where the interval holds zero.

    Parameters
    ----------
    title : str
        What the chart shows.
    names : sequence of str
        Of what each difference is.
    differences : sequence of Estimate
        In the same order.
    measure : Measure
        Of what they are differences.
    words : Words
        Language.
    """
    _ = words
    scale = 100.0 if measure.percent else 1.0
    points = [Point(i, scale * e.mean, scale * e.low, scale * e.high) for i, e in enumerate(differences)]
    rows = [_row(name, measure, e, words, is_difference=True) for name, e in zip(names, differences, strict=True)]
    columns = ["", f"{measure.label}, {unit_of(measure)}", _("Rentang 95%"), _("Ulangan")]
    return Picture(
        title=title,
        description=_("Selisih dengan rentangnya. Garis tegak di nol: tidak ada beda."),
        x=Axis(measure.label, unit_of(measure)),
        y=Axis("", names=names),
        key={},
        table=Table(title, columns, rows),
        marks=[Forest(_("selisih, dengan rentang 95%"), points)],
    )
