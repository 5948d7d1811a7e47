"""The curve of one knob and the map of two, with their numbers as a table."""

from collections.abc import Sequence

from simulator.measures import Estimate
from simulator.reports.numbers import amount, ends, has_width
from simulator.studio.explore.steps import Cell, Steps
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
    points = [
        _point(float(way.knob.kind.read(cell.levels[0], words)) * _typed(way.knob.kind), one, scale)
        for cell in steps.done
        if (one := cell.estimate(watched))
    ]
    return Picture(
        title=_("{measure} menurut {knob}").format(measure=watched.title, knob=way.label()),
        description=_("Setiap titik satu kantor yang disimulasikan; pita adalah selang 95% rata-ratanya."),
        x=Axis(way.label(), way.knob.unit, min(point.x for point in points), max(point.x for point in points)),
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
    return [*knobs, _("Rata-rata"), _("Selang 95%"), _("Ulangan")]


def _rows(steps: Steps, words: Words) -> Sequence[Sequence[str]]:
    return [_row(cell, steps, words) for cell in steps.cells if cell.values is not None or cell.fault]


def _row(cell: Cell, steps: Steps, words: Words) -> list[str]:
    _ = words
    lang = lang_of(words)
    one = cell.estimate(steps.sweep.watched)
    if one is None:
        return [*cell.levels, _("tidak bisa dihitung") if cell.fault else _("tidak ada nilainya"), "–", "–"]
    return [*cell.levels, amount(one.mean, one, lang), ends(one, lang) if has_width(one) else "–", str(one.n)]
