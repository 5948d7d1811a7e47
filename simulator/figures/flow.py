"""The map of the process: stations as boxes, flows as arrows."""

import itertools
from collections.abc import Mapping
from math import isfinite

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch, Rectangle
from matplotlib.path import Path

from simulator.figures.flow_labels import place_labels
from simulator.figures.flow_layout import Edge, Layout, Point, lay_out
from simulator.figures.rows import cell, largest, records
from simulator.figures.style import COLOURS, INK, PAGE_CM, Drawing, fold, new_figure, nothing_figure, plain, set_title
from simulator.figures.values import duration, estimate, interval_note, plain_number, replications
from simulator.figures.words import Lang, word, word_or
from simulator.measures.flows import STAYS_UNITS

_LEAST_SHARE = 0.005
"""Flows below this share of the arrivals are not drawn."""

_WIDE = 0.9
"""Of a box, in columns."""

_LINE_CM, _EDGE_CM = 0.31, 0.2
"""Height of a line in a box, and of its edges together."""

_GAP_CM, _LEAST_GAP_CM = 1.4, 0.85
"""Height between layers, and the least where the page ends."""

_LETTER_CM, _LABEL_CM, _LABEL_PT = 0.125, 0.32, 6.8
"""Width of a letter and height of the number beside an arrow, and its size, points."""

_MAP_CM = 17.5
"""Width of the map."""

_AT_ONCE_MIN = 1 / 60
"""A stay of less than a second is no stay."""

_LETTERS, _COLUMNS, _LETTERS_PER_LINE, _LETTERS_OF_A_FACT = 6.6, 5.4, 23, 24
"""Size of letters in boxes, points; columns from which on it shrinks; how many letters make a line, bold or not."""


def flow_figure(flows: pd.DataFrame, stays: pd.DataFrame, titles: Mapping[str, str], lang: Lang = "id") -> Drawing:
    """From where to where, how many and for how long? The stations as boxes, the flows of cases as arrows.

    Parameters
    ----------
    flows : DataFrame
        ``source, target, measure, unit, mean, half_width, n``: as ``summarise_by(flows(log), ["source", "target"],
        FLOWS_UNITS)`` gives it. Names in brackets are outside: ``(arrival)``, ``(departure)``, …
    stays : DataFrame
        ``station, measure, unit, mean, half_width, n``: as ``summarise_by(stays(log), ["station"], STAYS_UNITS)``
        gives it.
    titles : mapping
        Station -> name for people; a station that is not there stands for itself.
    lang : {"id", "en"}, optional
        Language of the words.

    Returns
    -------
    Drawing
        Flows of at least half a per cent of the arrivals, and the largest into and out of each station. An arrow says
        how many a day; who comes from outside and who leaves the office stands in the box.
    """
    counts = flows[(flows["measure"] == "cases_per_day") & (flows["mean"] > 0)]
    if counts.empty:
        return nothing_figure(word("flow_none_title", lang), word("flow_none", lang))
    least = _LEAST_SHARE * counts.loc[counts["source"] == "(arrival)", "mean"].sum()
    shown = _worth_drawing(counts, least)
    moves = shown[~(shown["source"].str.startswith("(") | shown["target"].str.startswith("("))]
    inside = {name for end in ("source", "target") for name in shown[end] if not name.startswith("(")}
    order = [name for name in dict.fromkeys([*titles, *shown["source"], *shown["target"]]) if name in inside]
    weights = {(source, target): mean for source, target, mean in records(moves, "source", "target", "mean")}
    layout = lay_out(order, weights)
    texts = {name: (_heading(name, titles), _facts(stays, shown, name, lang)) for name in layout.boxes}
    heights = {name: (len(top) + len(low)) * _LINE_CM + _EDGE_CM for name, (top, low) in texts.items()}
    places = _Places(layout, heights)
    figure, axes = new_figure(height_cm=max(7.0, places.bottom_cm + 4.0))
    right = _draw_ways(axes, places, shown, lang)
    _draw_arrivals(axes, places, shown)
    _draw_boxes(axes, places, texts)
    axes.set(xlim=(-0.05, max(places.right, right)), ylim=(places.bottom_cm, -0.7))
    axes.set_axis_off()
    hidden = len(counts) - len(shown)
    note = [word("flow_note", lang, interval=interval_note(counts["n"], lang))]
    note += [word("flow_hidden", lang, count=hidden, least=plain_number(float(f"{least:.2g}"), lang))] if hidden else []
    _tell(figure, counts, stays, titles, "; ".join(note), lang)
    return figure


def _worth_drawing(counts: pd.DataFrame, least: float) -> pd.DataFrame:
    """Flows that are not rare, and the largest into and out of each station, so that none is a dead end."""
    moves = counts[counts["source"] != counts["target"]]
    ends = [
        moves[~moves[end].str.startswith("(")].sort_values("mean", ascending=False, kind="stable").drop_duplicates(end)
        for end in ("source", "target")
    ]
    kept = {*ends[0].index, *ends[1].index, *counts.index[counts["mean"] >= least]}
    return counts[counts.index.isin(kept)]


class _Places:
    """Places of boxes: columns across, centimetres downwards."""

    def __init__(self, layout: Layout, heights: Mapping[str, float]):
        self.layout, self.heights = layout, heights
        layers = range(round(max((y for _, y in layout.boxes.values()), default=-1.0)) + 1)
        highs = [max((heights[name] for name, (_, y) in layout.boxes.items() if y == at), default=0.0) for at in layers]
        gap = max(_LEAST_GAP_CM, min(_GAP_CM, (PAGE_CM - 4.0 - sum(highs)) / max(1, len(highs) - 1)))
        downs = [sum(highs[:at]) + at * gap for at in layers]
        self._tops = list(zip(downs, highs, strict=True))
        self.bottom_cm = sum(highs) + max(0, len(highs) - 1) * gap + 0.3
        self.right = max(layout.width, 2.5) + 0.25

    def box(self, name: str) -> tuple[float, float, float]:
        """Middle across, top and bottom of a box."""
        x, at = self.layout.boxes[name]
        top, high = self._tops[round(at)]
        top += (high - self.heights[name]) / 2
        return x, top, top + self.heights[name]

    def passage(self, point: tuple[float, float]) -> tuple[float, float]:
        """Where an arrow passes the middle of a layer."""
        top, high = self._tops[round(point[1])]
        return point[0], top + high / 2


def _heading(name: str, titles: Mapping[str, str]) -> list[str]:
    lines = fold(titles.get(name, name), _LETTERS_PER_LINE).split("\n")
    return lines if len(lines) <= 3 else [*lines[:2], f"{lines[2][: _LETTERS_PER_LINE - 2]}…"]


def _facts(stays: pd.DataFrame, shown: pd.DataFrame, name: str, lang: Lang) -> list[str]:
    """Those who come to a station, how long they stay, who comes again at once, and who leaves the office there."""
    known = stays[stays["station"] == name].drop_duplicates("measure").set_index("measure")
    facts = []
    visits, stay = ([cell(known, name, part) for part in ("mean", "half_width")] for name in STAYS_UNITS)
    if isfinite(visits[0]):
        facts.append(word("flow_visits", lang, value=estimate(visits[0], visits[1], "", lang)))
    if isfinite(stay[0]):
        facts.append(duration(stay[0], lang, stay[1]) if stay[0] >= _AT_ONCE_MIN else word("flow_at_once", lang))
    comes = shown[(shown["source"] == "(arrival)") & (shown["target"] == name)].assign(target="(arrival)")
    leaves = shown[(shown["source"] == name) & (shown["target"].str.startswith("(") | (shown["target"] == name))]
    for target, mean, half in records(pd.concat([comes, leaves]), "target", "mean", "half_width"):
        said = word("flow_again" if target == name else f"flow_{target}", lang)
        facts += fold(f"{said} {estimate(mean, half, '', lang)}", _LETTERS_OF_A_FACT).split("\n")
    return facts


def _draw_boxes(axes: Axes, places: _Places, texts: Mapping[str, tuple[list[str], list[str]]]) -> None:
    size = _LETTERS * min(1.0, _COLUMNS / places.layout.width)
    for name, (heading, facts) in texts.items():
        x, top, bottom = places.box(name)
        axes.add_patch(
            Rectangle((x - _WIDE / 2, top), _WIDE, bottom - top, facecolor="#EAF3FA", edgecolor=COLOURS[0], zorder=3)
        )
        at = top + _EDGE_CM / 2 + _LINE_CM / 2
        for place, line in enumerate([*heading, *facts]):
            weight = "bold" if place < len(heading) else "normal"
            axes.text(x, at + place * _LINE_CM, plain(line), ha="center", va="center", size=size, weight=weight,
                      color=INK, zorder=4)  # fmt: skip


def _draw_ways(axes: Axes, places: _Places, shown: pd.DataFrame, lang: Lang) -> float:
    """The flows between stations, as wide as the root of their number; how far right they reach."""
    most, layout = max(shown["mean"].max(), 1e-9), places.layout
    ways: dict[Edge, list[Point]] = {}
    texts: dict[Edge, str] = {}
    for source, target, mean, half in records(shown, "source", "target", "mean", "half_width"):
        edge, is_back = (source, target), (source, target) in layout.back
        if not is_back and edge not in layout.ways:
            continue
        ways[edge] = _bow(places, edge) if is_back else _slide(places, edge)
        texts[edge] = estimate(mean, half, "", lang)
        look = {"color": COLOURS[1], "linestyle": (0, (4, 2))} if is_back else {"color": "#8C8C8C", "linestyle": "-"}
        path = Path(ways[edge], [Path.MOVETO, *[Path.CURVE4] * (len(ways[edge]) - 1)])
        axes.add_patch(FancyArrowPatch(path=path, arrowstyle="-|>", mutation_scale=9, zorder=1, shrinkA=0, shrinkB=0,
                                       linewidth=0.6 + 3.0 * (mean / most) ** 0.5, **look))  # fmt: skip
    letter = _LETTER_CM * places.right / _MAP_CM
    sizes = {edge: (letter * len(text) + letter, _LABEL_CM) for edge, text in texts.items()}
    boxes = [(x - _WIDE / 2, top, x + _WIDE / 2, low) for x, top, low in map(places.box, layout.boxes)]
    middles = place_labels(ways, sizes, boxes)
    box = {"facecolor": "white", "edgecolor": "none", "pad": 0.8}
    for edge, at in middles.items():
        axes.text(*at, texts[edge], ha="center", va="center", size=_LABEL_PT, color=INK, zorder=5, bbox=box)
    return max((at[0] + sizes[edge][0] / 2 for edge, at in middles.items()), default=0.0)


def _slide(places: _Places, edge: Edge) -> list[Point]:
    """A way down, from below one box to above another: its first point, then three of each curve."""
    (x0, _, bottom), (x1, top, _) = (places.box(name) for name in edge)
    inner = [places.passage(point) for point in places.layout.ways[edge][1:-1]]
    first, last = (inner[0][0], inner[-1][0]) if inner else (x1, x0)
    lean = 0.35 * _WIDE
    points = [(x0 + lean * _clip(first - x0), bottom), *inner, (x1 + lean * _clip(last - x1), top)]
    vertices = points[:1]
    for (ax, ay), (bx, by) in itertools.pairwise(points):
        middle = (ay + by) / 2
        vertices += [(ax, middle), (bx, middle), (bx, by)]
    return vertices


def _clip(value: float) -> float:
    return max(-1.0, min(1.0, value))


def _bow(places: _Places, edge: Edge) -> list[Point]:
    """A way back, round the right of both boxes."""
    (x0, top0, low0), (x1, top1, low1) = (places.box(name) for name in edge)
    start, end = (x0 + _WIDE / 2, (top0 + low0) / 2), (x1 + _WIDE / 2, (top1 + low1) / 2 + 0.2)
    out = max(start[0], end[0]) + 0.12 + 0.03 * abs(start[1] - end[1])
    return [start, (out, start[1]), (out, end[1]), end]


def _draw_arrivals(axes: Axes, places: _Places, shown: pd.DataFrame) -> None:
    """Short arrows to the boxes to which people come from outside."""
    comes = set(shown.loc[shown["source"] == "(arrival)", "target"])
    for name in places.layout.boxes:
        if name in comes:
            x, top, _ = places.box(name)
            at = x - 0.4 * _WIDE
            axes.add_patch(FancyArrowPatch((at, top - 0.5), (at, top), arrowstyle="-|>", mutation_scale=9,
                                           linewidth=1.4, color=COLOURS[2], zorder=2,
                                           shrinkA=0, shrinkB=0))  # fmt: skip


def _tell(
    figure: Drawing, counts: pd.DataFrame, stays: pd.DataFrame, titles: Mapping[str, str], note: str, lang: Lang
) -> None:
    times = stays[(stays["measure"] == "stay_min") & stays["mean"].notna()]
    said = {"place": "–", "stay": "–"}
    if len(times):
        long = largest(times)
        said = {"place": titles.get(long["station"], long["station"]), "stay": duration(long["mean"], lang)}
        set_title(figure, word("flow_title", lang, **said), note)
    else:
        set_title(figure, word("flow_none_title", lang), note)
    top = largest(counts)
    ends = {key: titles.get(top[key], word_or(f"flow_{top[key]}", lang, top[key])) for key in ("source", "target")}
    value = estimate(top["mean"], top["half_width"], "", lang)
    figure.alt = word("flow_alt", lang, **said, **ends, value=value, n=replications(counts["n"]))
