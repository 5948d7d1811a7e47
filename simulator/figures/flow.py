"""The map of the process: stations as boxes, flows as arrows."""

import itertools
from collections.abc import Mapping
from math import isfinite

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch, Rectangle
from matplotlib.path import Path

from simulator.figures.flow_layout import Layout, lay_out
from simulator.figures.rows import cell, largest, records
from simulator.figures.style import COLOURS, INK, PAGE_CM, Drawing, fold, new_figure, nothing_figure, plain, set_title
from simulator.figures.values import duration, estimate, interval_note, number, replications
from simulator.figures.words import Lang, word, word_or
from simulator.measures.flows import STAYS_UNITS

_LEAST_SHARE = 0.005
"""Flows below this share of the arrivals are not drawn."""

_WIDE = 0.9
"""Of a box, in columns."""

_LINE_CM, _EDGE_CM = 0.31, 0.2
"""Height of a line in a box, and of its edges together."""

_GAP_CM, _LEAST_GAP_CM = 1.25, 0.7
"""Height between layers, and the least where the page ends."""

_LETTERS, _COLUMNS, _LETTERS_PER_LINE = 6.6, 5.4, 23
"""Size of letters in boxes, points; columns from which on it shrinks; how many letters make a line."""


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
        Flows of at least half a per cent of the arrivals; who leaves the office stands in the box. An arrow says
        how many a day and, where files are underway for more than a minute, for how long.
    """
    counts = flows[(flows["measure"] == "cases_per_day") & (flows["mean"] > 0)]
    if counts.empty:
        return nothing_figure(word("flow_none_title", lang), word("flow_none", lang))
    least = _LEAST_SHARE * counts.loc[counts["source"] == "(arrival)", "mean"].sum()
    shown = counts[counts["mean"] >= least]
    moves = shown[~(shown["source"].str.startswith("(") | shown["target"].str.startswith("("))]
    inside = {name for end in ("source", "target") for name in shown[end] if not name.startswith("(")}
    order = [name for name in dict.fromkeys([*titles, *shown["source"], *shown["target"]]) if name in inside]
    weights = {(source, target): mean for source, target, mean in records(moves, "source", "target", "mean")}
    layout = lay_out(order, weights)
    texts = {name: (_heading(name, titles), _facts(stays, shown, name, lang)) for name in layout.boxes}
    heights = {name: (len(top) + len(low)) * _LINE_CM + _EDGE_CM for name, (top, low) in texts.items()}
    places = _Places(layout, heights)
    figure, axes = new_figure(height_cm=max(7.0, places.bottom_cm + 4.0))
    gaps = flows[flows["measure"] == "gap_min"].drop_duplicates(["source", "target"]).set_index(["source", "target"])
    _draw_ways(axes, places, shown, gaps["mean"], lang)
    _draw_arrivals(axes, places, shown, lang)
    _draw_boxes(axes, places, texts)
    axes.set(xlim=(-0.05, max(layout.width, 2.5) + 0.25), ylim=(places.bottom_cm, -1.0))
    axes.set_axis_off()
    hidden = int((counts["mean"] < least).sum())
    note = [word("flow_note", lang, interval=interval_note(counts["n"], lang))]
    note += [word("flow_hidden", lang, count=hidden, least=number(least, lang))] if hidden else []
    _tell(figure, counts, stays, titles, "; ".join(note), lang)
    return figure


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
        facts.append(duration(stay[0], lang, stay[1]))
    own = shown[(shown["source"] == name) & (shown["target"].str.startswith("(") | (shown["target"] == name))]
    return facts + [
        f"{word('flow_again' if target == name else f'flow_{target}', lang)} {number(mean, lang, 1)}"
        for target, mean in own[["target", "mean"]].itertuples(index=False)
    ]


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


def _draw_ways(axes: Axes, places: _Places, shown: pd.DataFrame, gaps: "pd.Series[float]", lang: Lang) -> None:
    """The flows between stations, as wide as the root of their number."""
    most = max(shown["mean"].max(), 1e-9)
    for source, target, mean, half in shown[["source", "target", "mean", "half_width"]].itertuples(index=False):
        edge = (source, target)
        if edge not in places.layout.ways and edge not in places.layout.back:
            continue
        is_back = edge in places.layout.back
        path, at = _bow(places, edge) if is_back else _slide(places, edge)
        look = {"color": COLOURS[1], "linestyle": (0, (4, 2))} if is_back else {"color": "#8C8C8C", "linestyle": "-"}
        width = 0.6 + 3.0 * (mean / most) ** 0.5
        axes.add_patch(FancyArrowPatch(path=path, arrowstyle="-|>", mutation_scale=9, linewidth=width, zorder=1,
                                       shrinkA=0, shrinkB=0, **look))  # fmt: skip
        gap = gaps.get(edge, float("nan"))
        said = estimate(mean, half, "", lang) + (f"\n{duration(gap, lang)}" if gap > 1 else "")
        box = {"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 0.6}
        axes.text(*at, said, ha="center", va="center", size=6.8, color=INK, zorder=2, bbox=box, linespacing=1.0)


def _slide(places: _Places, edge: tuple[str, str]) -> tuple[Path, tuple[float, float]]:
    """A way down, from below one box to above another, and where its number stands."""
    (x0, _, bottom), (x1, top, _) = (places.box(name) for name in edge)
    inner = [places.passage(point) for point in places.layout.ways[edge][1:-1]]
    first, last = (inner[0][0], inner[-1][0]) if inner else (x1, x0)
    lean = 0.35 * _WIDE
    points = [(x0 + lean * _clip(first - x0), bottom), *inner, (x1 + lean * _clip(last - x1), top)]
    vertices, codes = [points[0]], [Path.MOVETO]
    for (ax, ay), (bx, by) in itertools.pairwise(points):
        middle = (ay + by) / 2
        vertices += [(ax, middle), (bx, middle), (bx, by)]
        codes += [Path.CURVE4] * 3
    starts_here = sum(source == edge[0] for source, _ in places.layout.ways)
    ends_there = sum(target == edge[1] for _, target in places.layout.ways)
    if ends_there > starts_here:
        return Path(vertices, codes), _along(points[0], points[1], 0.3)
    return Path(vertices, codes), _along(points[-2], points[-1], 0.62 if starts_here > 1 else 0.45)


def _along(start: tuple[float, float], end: tuple[float, float], share: float) -> tuple[float, float]:
    """A point of the curve between two points."""
    middle, rest = (start[1] + end[1]) / 2, 1 - share
    weights = (rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3)
    x = sum(w * v for w, v in zip(weights, (start[0], start[0], end[0], end[0]), strict=True))
    return x, sum(w * v for w, v in zip(weights, (start[1], middle, middle, end[1]), strict=True))


def _clip(value: float) -> float:
    return max(-1.0, min(1.0, value))


def _bow(places: _Places, edge: tuple[str, str]) -> tuple[Path, tuple[float, float]]:
    """A way back, round the right of both boxes, and where its number stands."""
    (x0, top0, low0), (x1, top1, low1) = (places.box(name) for name in edge)
    start, end = (x0 + _WIDE / 2, (top0 + low0) / 2), (x1 + _WIDE / 2, (top1 + low1) / 2 + 0.2)
    out = max(start[0], end[0]) + 0.12 + 0.03 * abs(start[1] - end[1])
    vertices = [start, (out, start[1]), (out, end[1]), end]
    at = (0.125 * (start[0] + end[0]) + 0.75 * out, (start[1] + end[1]) / 2)
    return Path(vertices, [Path.MOVETO, *[Path.CURVE4] * 3]), at


def _draw_arrivals(axes: Axes, places: _Places, shown: pd.DataFrame, lang: Lang) -> None:
    """Short arrows of those who come to a box from outside."""
    own = shown[shown["source"] == "(arrival)"].drop_duplicates("target").set_index("target")
    for name in places.layout.boxes:
        if name in own.index:
            x, top, _ = places.box(name)
            at = x - 0.36 * _WIDE
            axes.add_patch(FancyArrowPatch((at, top - 0.5), (at, top), arrowstyle="-|>", mutation_scale=9,
                                           linewidth=1.4, color=COLOURS[2], zorder=2,
                                           shrinkA=0, shrinkB=0))  # fmt: skip
            value = estimate(cell(own, name, "mean"), cell(own, name, "half_width"), "", lang)
            said = f"{word('flow_(arrival)', lang)} {value}"
            axes.text(at + 0.04, top - 0.3, said, ha="left", va="center", size=6.5,
                      color="#00694D", zorder=2)  # fmt: skip


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
