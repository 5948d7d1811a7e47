"""Charts and tables of a lesson, from estimates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from simulator.measures import Estimate
from simulator.teaching.lab import Measure
from simulator.teaching.plan import Comparison, Explore, Lever, Options, Outcome
from simulator.teaching.tables import html_table
from simulator.teaching.words import Words
from simulator.widgets import Axis, Forest, Guess, Picture, Point, Points, Stack, Table


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

    Options of the first lever stand below each other, where a phone has room for their names.

    Parameters
    ----------
    plan : Explore
        Levers and measures.
    spots : sequence of Spot
        What was explored.
    words : Words
        Language.
    guess : (float or None, float or None)
        Place on the axis of the first lever and value that the learner expected; either may be missing.
    line : sequence of (float, float), optional
        A curve of theory.
    line_key : str, optional
        What the curve is.
    """
    _ = words
    first, measure = plan.levers[0], plan.measures[0]
    ordered = sorted(spots, key=lambda spot: tuple(spot.places.values()))
    sets = _sets(plan, ordered, words)
    along, measured = _along(plan, first), Axis(measure.label, unit_of(measure))
    x, y = (measured, along) if along.names else (along, measured)
    at, value = guess
    key = {"points": _("simulasi, dengan rentang 95%"), "line": line_key, "guess": _("tebakan Anda")}
    several = len(sets) > 1 or isinstance(first, Options)
    return Picture(
        title=plan.title,
        description=_("Mendatar: {x}. Tegak: {y}. Angkanya ada pada tabel di bawah grafik.").format(
            x=x.label.lower(), y=y.label.lower()
        ),
        x=x,
        y=y,
        key=key,
        table=Table(plan.title, *_explored(plan, ordered, words)),
        points=() if several else [one for points in sets.values() for one in points],
        marks=[Points(name or key["points"], points) for name, points in sets.items()] if several else (),
        line=line,
        guess=Guess(at, value) if at is not None and value is not None else None,
    )


def _sets(plan: Explore, spots: Sequence[Spot], words: Words) -> dict[str, list[Point]]:
    """Where the other levers stand -> the points of the first measure."""
    first, measure = plan.levers[0], plan.measures[0]
    sets: dict[str, list[Point]] = {}
    for spot in spots:
        place = point(_x(plan, spot.places[first.key]), spot.found[measure.key], measure)
        sets.setdefault(_others(plan.levers[1:], spot.places, words), []).append(place)
    return sets


def _x(plan: Explore, value: float) -> float:
    return plan.x(value) if plan.x else value


def _along(plan: Explore, lever: Lever) -> Axis:
    """Axis of the first lever."""
    if isinstance(lever, Options):
        return Axis(plan.x_label or lever.label, names=lever.options)
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
    """The measures of every setting that are drawn, with the guess where it is a number of this chart."""
    _ = words
    drawn = plan.measures[: plan.drawn]
    measure, names = drawn[0], [each.label for each in drawn]
    if len(drawn) == 1:
        names = [_("simulasi, dengan rentang 95%")]
    found = outcome.estimates if outcome else []
    marks = [
        Points(name, [point(i, estimates[each.key], each) for i, estimates in enumerate(found)])
        for name, each in zip(names, drawn, strict=True)
    ]
    numbers = _numbers(plan, outcome, words) if outcome else Table("", [])
    if guess is not None and (place := _guessed(plan, guess, outcome)):
        marks.append(Points(_("tebakan Anda"), [place]))
    return Picture(
        title=plan.title,
        description=_("Satu baris untuk setiap keadaan. Mendatar: {y}.").format(y=measure.label.lower()),
        x=Axis(measure.label if len(drawn) == 1 else plan.title.partition(":")[0], unit_of(measure)),
        y=Axis(_("Keadaan"), names=[setting.title for setting in plan.settings]),
        key={},
        table=Table(plan.title, numbers.columns, numbers.rows),
        marks=marks,
    )


def _guessed(plan: Comparison, guess: float, outcome: Outcome | None) -> Point | None:
    """The guess on the scale of the first measure; a guess of how much less needs what it is less than."""
    if plan.guess_place < 0 or (plan.guesses_cut and outcome is None):
        return None
    if outcome is None or not plan.guesses_cut:
        return Point(plan.guess_place, guess)
    measure = plan.measures[0]
    base = outcome.estimates[0][measure.key].mean * (100.0 if measure.percent else 1.0)
    return Point(plan.guess_place, base * (1 - guess / 100))


def _numbers(plan: Comparison, outcome: Outcome, words: Words) -> Table:
    """The drawn measures in one table, each row led by its measure if there are several."""
    tables = [_compared(plan, measure, outcome, words) for measure in plan.measures[: plan.drawn]]
    if len(tables) == 1:
        return tables[0]
    rows = [[f"{table.caption}: {row[0]}", *row[1:]] for table in tables for row in table.rows]
    return Table(plan.title, tables[0].columns, rows)


def comparison_table(plan: Comparison, outcome: Outcome, words: Words) -> str:
    """A table for each measure: every setting and its paired difference from the first, as HTML."""
    tables = [_compared(plan, measure, outcome, words) for measure in plan.measures]
    return "".join(html_table(table.caption, table.columns, table.rows, numbers=True) for table in tables)


def _compared(plan: Comparison, measure: Measure, outcome: Outcome, words: Words) -> Table:
    _ = words
    name = f"{measure.label}, {unit_of(measure)}"
    rows = [
        _row(setting.title, measure, found[measure.key], words)
        for setting, found in zip(plan.settings, outcome.estimates, strict=True)
    ]
    for setting, pairs in zip(plan.settings[1:], outcome.pairs, strict=True):
        title = _("Selisih: {setting}, berpasangan").format(setting=setting.title)
        rows.append(_difference_row(title, measure, pairs[measure.key].difference, words))
    caption = name if len(plan.measures) > 1 else plan.title
    column = _("Rata-rata") if len(plan.measures) > 1 else name
    return Table(caption, [_("Keadaan"), column, _("Rentang 95%"), _("Ulangan")], rows)


def _row(title: str, measure: Measure, estimate: Estimate, words: Words) -> list[str]:
    return [title, words.value(measure, estimate.mean), words.bounds(measure, estimate), str(estimate.n)]


def _difference_row(title: str, measure: Measure, difference: Estimate, words: Words) -> list[str]:
    ends = words.change_bounds(measure, difference)
    return [title, words.change(measure, difference.mean), ends, str(difference.n)]


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
    unit = words.change_unit(measure)
    rows = [_difference_row(name, measure, e, words) for name, e in zip(names, differences, strict=True)]
    columns = ["", f"{measure.label}, {unit}", _("Rentang 95%"), _("Ulangan")]
    return Picture(
        title=title,
        description=_("Selisih dengan rentangnya. Garis tegak di nol: tidak ada beda."),
        x=Axis(measure.label, unit),
        y=Axis("", names=names),
        key={},
        table=Table(title, columns, rows),
        marks=[Forest(_("selisih, dengan rentang 95%"), points)],
    )


def stack_picture(
    title: str,
    description: str,
    x: Axis,
    y: Axis,
    parts: Mapping[str, Sequence[float | Estimate]],
    words: Words,
    *,
    decimals: int = 1,
    table: Table | None = None,
) -> Picture:
    """A bar for each name of the vertical axis, made of parts.

    Parameters
    ----------
    title, description : str
        What the chart shows.
    x, y : Axis
        What the parts measure; the bars, by name.
    parts : mapping of str to sequence of float or Estimate
        What a part is -> how much of it each bar has. Intervals and replications of estimates stand in the table.
    words : Words
        Language.
    decimals : int, optional
        Of the numbers as a table.
    table : Table, optional
        Other numbers beside the chart than its own.
    """
    _ = words
    rows = [[name, *(_part(part[at], decimals, words) for part in parts.values())] for at, name in enumerate(y.names)]
    caption, columns = title, [y.label, *parts]
    found = [each for part in parts.values() for each in part if isinstance(each, Estimate)]
    if found:
        caption = _("{title}; dalam kurung rentang 95% dari {n} ulangan").format(title=title, n=found[0].n)
    return Picture(
        title=title,
        description=description,
        x=x,
        y=y,
        key={},
        table=table or Table(caption, columns, rows),
        marks=[Stack(list(parts), [[_mean(each) for each in part] for part in parts.values()])],
    )


def _mean(part: float | Estimate) -> float:
    return part.mean if isinstance(part, Estimate) else part


def _part(part: float | Estimate, decimals: int, words: Words) -> str:
    """A part of a bar as text; an estimate with its interval, which ends at 0."""
    said = words.number(_mean(part), decimals)
    if not isinstance(part, Estimate) or not part.half_width > 0:
        return said
    return f"{said} ({words.span(words.number(max(0.0, part.low), decimals), words.number(part.high, decimals))})"
