"""The curve of one knob and the map of two, with their numbers as a table."""

from collections.abc import Sequence
from itertools import pairwise

from simulator.measures import Estimate, estimate_mean
from simulator.reports.numbers import amount, ends, has_width, plus_minus
from simulator.studio.explore.ranges import MOST_OF_ONE
from simulator.studio.explore.steps import Cell, Steps
from simulator.studio.explore.steps_concluded import dearer, is_even, rupiah
from simulator.studio.explore.watched import Shown, lang_of, shown
from simulator.teaching.tables import html_table
from simulator.teaching.words import Words
from simulator.widgets.chart import Axis, Heat, Line, Picture, Point, Points, Table

__all__ = ["picture", "table"]


def picture(steps: Steps, words: Words) -> Picture:
    """The chart: a curve with its band for one knob, a map for two.

    Parameters
    ----------
    steps : Steps
        With one value or more.
    words : Words
        Language.
    """
    watched = steps.sweep.watched
    largest = max(abs(one.mean) for cell in steps.done if (one := cell.estimate(watched)))
    scale = shown(watched, largest, words)
    return _curve(steps, scale, words) if len(steps.sweep.ways) == 1 else _map(steps, scale, words)


def table(steps: Steps, words: Words) -> str:
    """Every step with its interval and number of replications, as HTML."""
    return html_table(_caption(steps, words), _columns(steps, words), _rows(steps, words))


def _curve(steps: Steps, scale: Shown, words: Words) -> Picture:
    _ = words
    watched, way = steps.sweep.watched, steps.sweep.ways[0]
    values = [float(way.knob.kind.read(cell.levels[0], words)) * _typed(way.knob.kind) for cell in steps.done]
    places = _whole_places(way.knob.kind, values)
    points = [
        _point(value - places[0] if places else value, one, scale)
        for cell, value in zip(steps.done, values, strict=True)
        if (one := cell.estimate(watched))
    ]
    return Picture(
        title=_("{measure} menurut {knob}").format(measure=watched.title, knob=way.label()),
        description=_("Setiap titik satu kantor yang disimulasikan; pita adalah selang 95% rata-ratanya."),
        x=Axis(way.label(), way.knob.unit, min(values), max(values), [words.number(one, 0) for one in places]),
        y=Axis(watched.title, scale.unit),
        key={},
        table=_table(steps, words),
        marks=(Line(_("rata-rata dan selang 95%"), points), Points(_("yang disimulasikan"), points)),
    )


def _map(steps: Steps, scale: Shown, words: Words) -> Picture:
    _ = words
    watched, (down, across) = steps.sweep.watched, steps.sweep.ways
    means = [_mean(cell.estimate(watched), scale) for cell in steps.cells]
    width = len(across.levels)
    rows = [means[start : start + width] for start in range(0, len(means), width)]
    unit = f" ({scale.unit})" if scale.unit else ""
    return Picture(
        title=_("{measure} menurut {one} dan {other}").format(
            measure=watched.title, one=down.label(), other=across.label()
        ),
        description=_("Makin gelap makin besar; kotak kosong tidak bisa dihitung. Selang dan ulangan ada di tabel."),
        x=Axis(across.label(), across.knob.unit, names=list(across.levels)),
        y=Axis(down.label(), down.knob.unit, names=list(down.levels)),
        key={},
        table=_table(steps, words),
        marks=(Heat(f"{watched.title}{unit}", rows),),
    )


def _whole_places(kind: object, values: Sequence[float]) -> list[int]:
    """Whole numbers from the least to the largest, one beside the other; none if there are many, or parts of one."""
    low, high = round(min(values)), round(max(values))
    return list(range(low, high + 1)) if getattr(kind, "is_whole", False) and high - low < MOST_OF_ONE else []


def _typed(kind: object) -> float:
    """A share is typed as a percentage, and drawn so."""
    return 100.0 if getattr(kind, "is_percent", False) else 1.0


def _point(x: float, one: Estimate, scale: Shown) -> Point:
    low, high = (one.low * scale.factor, one.high * scale.factor) if has_width(one) else (None, None)
    return Point(x, one.mean * scale.factor, low, high)


def _mean(one: Estimate | None, scale: Shown) -> float | None:
    return None if one is None else one.mean * scale.factor


def _table(steps: Steps, words: Words) -> Table:
    return Table(_caption(steps, words), _columns(steps, words), _rows(steps, words))


def _caption(steps: Steps, words: Words) -> str:
    _ = words
    return _("{measure}: rata-rata, selang 95% dan banyaknya ulangan").format(measure=steps.sweep.watched.title)


def _columns(steps: Steps, words: Words) -> list[str]:
    _ = words
    knobs = [f"{way.label()} ({way.knob.unit})" if way.knob.unit else way.label() for way in steps.sweep.ways]
    more = [_("Biaya setahun, dibanding baris di atasnya (dari harga)")] if _has_costs(steps) else []
    more += [] if is_even(steps) else [_("Selesai, dari yang masuk")]
    return [*knobs, _("Rata-rata"), _("Selang 95%"), *more, _("Ulangan")]


def _has_costs(steps: Steps) -> bool:
    """Whether steps of one knob cost something, as far as prices tell."""
    found = [dearer(one, other) for one, other in pairwise(steps.done)]
    return len(steps.sweep.ways) == 1 and any(one is not None and one.amount and not one.missing for one in found)


def _rows(steps: Steps, words: Words) -> Sequence[Sequence[str]]:
    there = [cell for cell in steps.cells if cell.values is not None or cell.fault]
    has_costs, even = _has_costs(steps), is_even(steps)
    rows, before = [], None
    for cell in there:
        more = [_cost(before, cell, words)] if has_costs else []
        more += [] if even else [_finished(cell, words)]
        rows.append(_row(cell, steps, more, words))
        before = cell if cell in steps.done else before
    return rows


def _row(cell: Cell, steps: Steps, more: Sequence[str], words: Words) -> list[str]:
    _ = words
    lang = lang_of(words)
    one = cell.estimate(steps.sweep.watched)
    if one is None:
        why = _("tidak bisa dihitung") if cell.fault else _("tidak ada nilainya")
        return [*cell.levels, why, "–", *(len(more) * ["–"]), "–"]
    return [*cell.levels, amount(one.mean, one, lang), ends(one, lang) if has_width(one) else "–", *more, str(one.n)]


def _cost(before: Cell | None, cell: Cell, words: Words) -> str:
    found = dearer(before, cell) if before is not None else None
    return "–" if found is None or found.missing else rupiah(found.amount, words)


def _finished(cell: Cell, words: Words) -> str:
    if cell.finished is None:
        return "–"
    return plus_minus(estimate_mean(cell.finished.dropna(), "share"), lang_of(words))
