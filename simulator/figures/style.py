"""One look for all figures: colour-blind-safe, told apart in grey, readable in print."""

import textwrap
from collections.abc import Sequence
from math import ceil

import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.colors import Colormap
from matplotlib.figure import Figure
from matplotlib.transforms import ScaledTranslation
from numpy.typing import ArrayLike, NDArray

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
"""Okabe & Ito (2008): told apart by people with every common kind of colour blindness."""

LINES = ("-", "--", "-.", ":")
MARKERS = ("o", "s", "^", "D", "v", "P", "X")
HATCHES = ("", "///", "...", "\\\\\\", "xx", "--", "++", "oo", "**")
"""Lines, points and areas told apart without colour."""

INK, QUIET, PALE = "#1A1A1A", "#595959", "#E6E6E6"
"""Of what is read first, of what is read last, of what lies behind."""

HEAT: Colormap = colormaps["Blues"]
"""Light to dark: the order is the same in grey."""

LEGEND_COLUMNS = 3
MOST_ROWS = 40
"""Rows that fit on a page; a figure leaves out the rest and says so."""

PAGE_CM = 24.0
_TITLE_PT, _NOTE_PT, _SPACING = 11.0, 9.0, 1.25
_LETTERS_PER_CM = {_TITLE_PT: 3.75, _NOTE_PT: 5.3}


class Drawing(Figure):
    """A figure that belongs to nobody and says its main message in words.

    Attributes
    ----------
    alt : str
        What somebody who does not see the figure must know of it.
    """

    alt: str = ""


def new_figure(width_cm: float = 18.0, height_cm: float = 9.0) -> tuple[Drawing, Axes]:
    """Make an empty figure with one pair of axes.

    The figure belongs to nobody: it is not registered with pyplot, so it is freed with its last reference.

    Parameters
    ----------
    width_cm, height_cm : float, optional
        Size, centimetres.
    """
    figure, (axes,) = new_panels(1, 1, height_cm, width_cm)
    return figure, axes


def new_panels(
    count: int, columns: int, row_cm: float, width_cm: float = 18.0, heights: Sequence[float] | None = None
) -> tuple[Drawing, list[Axes]]:
    """Make an empty figure with several pairs of axes, row by row.

    Parameters
    ----------
    count, columns : int
        How many, and how many beside each other.
    row_cm : float
        Mean height of a row, centimetres; less where the page ends.
    width_cm : float, optional
        Width of the whole, centimetres.
    heights : sequence of float, optional
        Of the rows beside each other; alike if not said.
    """
    rows = ceil(count / columns)
    height_cm = min(max(PAGE_CM, row_cm), rows * row_cm)
    figure = Drawing(figsize=(width_cm / 2.54, height_cm / 2.54), layout="constrained")
    grid = figure.subplots(rows, columns, squeeze=False, height_ratios=heights).ravel()
    for axes in grid:
        axes.spines[["top", "right"]].set_visible(False)
        axes.grid(axis="y", color="#D9D9D9", linewidth=0.6)
        axes.set_axisbelow(True)
    for axes in grid[count:]:
        axes.remove()
    return figure, list(grid[:count])


def rows_cm(rows: int, each: float = 0.75, least: float = 6.5) -> float:
    """Height of a figure with so many rows, centimetres; at most a page."""
    return min(PAGE_CM, max(least, 3.5 + each * rows))


def set_title(figure: Figure, title: str, note: str = "") -> None:
    """Put a title at the left edge of a figure, and below it what the figure shows; both as they are, no formulas.

    Parameters
    ----------
    figure : Figure
        With constrained layout.
    title : str
        The message or the question.
    note : str, optional
        Intervals, replications, what is left out.
    """
    lines = _wrapped(title, figure, _TITLE_PT)
    figure.suptitle("\n".join(lines), x=0.01, ha="left", fontsize=_TITLE_PT, weight="bold", linespacing=_SPACING)
    if not note:
        return
    notes = _wrapped(note, figure, _NOTE_PT)
    title_in = (len(lines) * _TITLE_PT * _SPACING + 6) / 72
    note_in = (len(notes) * _NOTE_PT * _SPACING + 4) / 72
    down = ScaledTranslation(0, -title_in, figure.dpi_scale_trans)
    figure.text(
        0.01, 1, "\n".join(notes), transform=figure.transFigure + down,
        va="top", fontsize=_NOTE_PT, color=QUIET, linespacing=_SPACING,
    )  # fmt: skip
    share = note_in / figure.get_figheight()
    engine = figure.get_layout_engine()
    assert engine is not None
    engine.set(rect=(0, 0, 1, 1 - share))  # type: ignore[call-arg]


def set_legend(figure: Figure, columns: int = LEGEND_COLUMNS) -> None:
    """Say which line is which below a figure, where it hides nothing."""
    figure.legend(loc="outside lower center", ncols=columns, frameon=False, fontsize=9, handlelength=3)


def nothing_figure(title: str, why: str) -> Drawing:
    """A figure that says that there is nothing to show, and why."""
    figure, axes = new_figure(height_cm=4.5)
    axes.set_axis_off()
    axes.text(0.5, 0.5, plain(fold(why, 70)), ha="center", va="center", color=QUIET, transform=axes.transAxes)
    set_title(figure, title)
    figure.alt = f"{title}. {why}"
    return figure


def plain(text: str) -> str:
    """A text that is no formula, for labels: matplotlib would set what stands between dollars as one."""
    return text.replace("$", r"\$")


def fold(text: str, letters: int) -> str:
    """A long text in lines of at most so many letters."""
    return "\n".join(textwrap.wrap(text, letters)) or text


def error_bars(halves: ArrayLike) -> NDArray[np.float64] | None:
    """Lengths of error bars; none at all where no half-width is known, and none of a row without one."""
    lengths = np.asarray(halves, np.float64)
    return lengths if np.isfinite(lengths).any() else None


def hatch(place: int) -> str:
    """Hatch that makes the colour of a place in a list unique, for up to 63 places."""
    return HATCHES[place % len(HATCHES)]


def colour(place: int) -> str:
    """Colour of a place in a list."""
    return COLOURS[place % len(COLOURS)]


def line(place: int) -> str:
    """Line style of a place in a list, unique together with its colour for up to 28 places."""
    return LINES[place % len(LINES)]


def marker(place: int) -> str:
    """Marker of a place in a list."""
    return MARKERS[place % len(MARKERS)]


def _wrapped(text: str, figure: Figure, points: float) -> list[str]:
    letters = int(figure.get_figwidth() * 2.54 * _LETTERS_PER_CM[points])
    return [plain(line) for paragraph in text.split("\n") for line in textwrap.wrap(paragraph, letters) or [""]]
