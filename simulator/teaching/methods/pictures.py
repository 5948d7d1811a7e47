"""Figures in the methods notebooks."""

import base64
from dataclasses import dataclass
from html import escape
from io import BytesIO

import matplotlib as mpl
import pandas as pd

from simulator.figures import Drawing
from simulator.figures.style import COLOURS, INK, new_figure, rows_cm, set_legend, set_title
from simulator.teaching.words import Words


@dataclass(frozen=True)
class Shown:
    """A figure as the output of a cell; as plain text, what it says in words.

    Attributes
    ----------
    svg : bytes
        The drawing.
    alt : str
        What somebody who does not see it must know of it.
    """

    svg: bytes
    alt: str

    def __repr__(self) -> str:
        return self.alt

    def _repr_html_(self) -> str:
        source = base64.b64encode(self.svg).decode("ascii")
        return f'<img alt="{escape(self.alt)}" src="data:image/svg+xml;base64,{source}">'


def show(figure: Drawing) -> Shown:
    """A figure for the end of a cell.

    The figures of SimPTSP belong to nobody, so that JupyterLab does not draw them by itself.

    Parameters
    ----------
    figure : Drawing
        Any of :mod:`simulator.figures`, or :func:`beside_figure`.

    Returns
    -------
    Shown
        Put it last in the cell.
    """
    file = BytesIO()
    with mpl.rc_context({"svg.hashsalt": "simptsp"}):
        figure.savefig(file, format="svg", metadata={"Date": None})
    return Shown(file.getvalue(), figure.alt)


def beside_figure(table: pd.DataFrame, unit: str, lang: str = "id") -> Drawing:
    """Estimates with their intervals, each beside the number that it should have.

    Parameters
    ----------
    table : DataFrame
        ``what, mean, half_width, n, expected``; a row for each estimate.
    unit : str
        Unit of the numbers, in the reader's language.
    lang : str, optional
        ``id`` or ``en``.

    Returns
    -------
    Drawing
        A circle with its 95 % interval, and a diamond for what is expected.
    """
    _ = words = Words(lang)
    places = range(len(table))[::-1]
    figure, axes = new_figure(height_cm=rows_cm(len(table)))
    axes.errorbar(
        table["mean"], places, xerr=table["half_width"], fmt="o", color=COLOURS[0], ecolor=INK, capsize=4,
        label=_("simulasi, rentang 95%"),
    )  # fmt: skip
    axes.plot(table["expected"], places, "D", mfc="white", color=COLOURS[1], label=_("yang diharapkan"))
    axes.set_yticks(list(places), table["what"])
    axes.set_ylim(-0.6, len(table) - 0.4)
    axes.set_xlabel(unit)
    axes.xaxis.set_major_formatter(lambda value, _place: words.number(value))
    outside = int(((table["mean"] - table["expected"]).abs() > table["half_width"]).sum())
    title = _("Di luar rentang 95%: {outside} dari {count}").format(outside=outside, count=len(table))
    set_title(figure, title, _("n = {n} ulangan").format(n=", ".join(map(str, dict.fromkeys(table["n"])))))
    set_legend(figure)
    rows = table[["what", "mean", "half_width", "expected"]].to_numpy().tolist()
    told = [
        f"{what}: {words.number(mean)} ± {words.number(half)}, {words.number(true)}" for what, mean, half, true in rows
    ]
    figure.alt = f"{title}. {'; '.join(told)}"
    return figure
