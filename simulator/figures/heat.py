"""Cells of a heat map, each with its number: the colour only repeats what is written."""

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from simulator.figures.style import HEAT, INK, Drawing
from simulator.figures.values import number, number_axis
from simulator.figures.words import Lang, word

_DARK = 0.6


def draw_heat(
    figure: Drawing,
    axes: Axes,
    means: NDArray[np.float64],
    halves: NDArray[np.float64],
    unit: str,
    bar: str,
    lang: Lang,
    has_halves: bool = True,
) -> None:
    """Draw a table of estimates as cells with numbers.

    Parameters
    ----------
    figure, axes : Drawing, Axes
        Where.
    means, halves : ndarray, shape (n_rows, n_columns), float64
        Estimates; a cell that is not a number stays empty. A mean without a half-width where others have one is
        marked: :func:`marked_note` says why.
    unit : str
        Their unit.
    bar : str
        What the colours mean.
    lang : {"id", "en"}
        Language of the numbers.
    has_halves : bool, optional
        Whether there is room for half-widths in the cells.
    """
    low, high = float(np.nanmin(means)), float(np.nanmax(means))
    low = min(0.0, low)
    image = axes.imshow(means, cmap=HEAT, aspect="auto", vmin=low, vmax=high if high > low else low + 1.0)
    colours = figure.colorbar(image, ax=axes, fraction=0.03, pad=0.01)
    colours.set_label(bar, fontsize=8)
    number_axis(colours.ax.yaxis, unit, lang)
    size = 8 if means.shape[1] <= 10 else 7 if means.shape[1] <= 14 else 6
    for (row, column), mean in np.ndenumerate(means):
        if np.isfinite(mean):
            half = halves[row, column] if has_halves else np.nan
            is_dark = (mean - low) / max(high - low, 1e-12) > _DARK
            is_marked = np.isnan(halves[row, column]) and np.isfinite(halves).any()
            text = _cell(float(mean), float(half), unit, high, lang) + ("*" if is_marked else "")
            axes.text(column, row, text, ha="center", va="center", size=size, color="white" if is_dark else INK)
    axes.grid(visible=False)
    axes.set_xticks(np.arange(means.shape[1] + 1) - 0.5, minor=True)
    axes.set_yticks(np.arange(means.shape[0] + 1) - 0.5, minor=True)
    axes.grid(which="minor", color="white", linewidth=1.5)
    axes.tick_params(which="both", length=0, labelsize=8)
    axes.spines[:].set_visible(False)


def marked_note(means: NDArray[np.float64], halves: NDArray[np.float64], lang: Lang) -> list[str]:
    """What the mark of cells means that have no interval while others have one; nothing if there is none."""
    is_marked = np.isfinite(means) & np.isnan(halves)
    return [word("heat_few", lang)] if is_marked.any() and np.isfinite(halves).any() else []


def _cell(mean: float, half: float, unit: str, high: float, lang: Lang) -> str:
    """Mean and half-width below each other, with as many decimals as the largest cell needs."""
    scale = 100.0 if unit == "share" else 1.0
    decimals = 0 if scale * high >= 50 else 1 if scale * high >= 5 else 2
    texts = [number(scale * value, lang, decimals if value else 0) for value in (mean, half) if np.isfinite(value)]
    return "\n± ".join(texts)
