"""One look for all figures: colour-blind-safe, readable in print."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
"""Okabe & Ito (2008): told apart by people with every common kind of colour blindness."""

LINES = ("-", "--", "-.", ":")
"""Told apart without colour."""

LEGEND_COLUMNS = 3


def new_figure(width_cm: float = 18.0, height_cm: float = 9.0) -> tuple[Figure, Axes]:
    """Make an empty figure with one pair of axes.

    The figure belongs to nobody: it is not registered with pyplot, so it is freed with its last reference.

    Parameters
    ----------
    width_cm, height_cm : float, optional
        Size, centimetres.
    """
    figure = Figure(figsize=(width_cm / 2.54, height_cm / 2.54), layout="constrained")
    axes = figure.subplots()
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="y", color="#D9D9D9", linewidth=0.6)
    axes.set_axisbelow(True)
    return figure, axes


def set_title(figure: Figure, title: str) -> None:
    """Put a title at the left edge of a figure."""
    figure.suptitle(title, x=0.01, ha="left", fontsize=11)


def set_legend(figure: Figure) -> None:
    """Say which line is which below a figure, where it hides nothing."""
    figure.legend(loc="outside lower center", ncols=LEGEND_COLUMNS, frameon=False, fontsize=9)
