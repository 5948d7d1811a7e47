"""A document without the characters that a file or a font cannot show."""

import re
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar

from matplotlib.category import StrCategoryFormatter
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.text import Text
from matplotlib.ticker import FixedFormatter, Formatter, FuncFormatter

from simulator.reports.document import Document

_Part = TypeVar("_Part")

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\ufffe\uffff]"
)
"""Controls, marks that turn the direction of what follows, and halves of characters."""

_NOT_IN_FONT = "\N{WHITE SQUARE}"


def printable(document: Document) -> Document:
    """A document whose titles, texts and figures hold only what can be shown.

    Parameters
    ----------
    document : Document
        The report; the texts of its figures are changed in place.

    Returns
    -------
    Document
        The same without controls; in figures a square stands for what the font lacks.
    """
    return _shown(document)


def printable_text(text: str) -> str:
    """A text without controls and without marks that turn its direction."""
    return _HIDDEN.sub("", text)


def _shown(part: _Part) -> _Part:
    """The same of any part of a document; numbers stay what they are."""
    made: Any = part
    if isinstance(part, Figure):
        _clean_figure(part)
    elif type(part) is str:
        made = printable_text(str(part))
    elif isinstance(part, tuple):
        made = tuple(_shown(one) for one in part)
    elif is_dataclass(part) and not isinstance(part, type):
        made = replace(part, **{each.name: _shown(getattr(part, each.name)) for each in fields(part)})
    return made  # type: ignore[no-any-return]


class _Labels(Formatter):
    """Labels of an axis, which are only written when it is drawn."""

    def __init__(self, labels: Formatter):
        self._of = labels

    def __call__(self, x: float, pos: int | None = None) -> str:
        return _in_font(self._of(x, pos), FontProperties())

    def set_locs(self, locs: list[float]) -> None:
        self._of.set_locs(locs)


def _clean_figure(figure: Figure) -> None:
    for text in figure.findobj(Text):
        assert isinstance(text, Text)
        text.set_text(_in_font(text.get_text(), text.get_fontproperties()))
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            labels = axis.get_major_formatter()
            if isinstance(labels, FixedFormatter | FuncFormatter | StrCategoryFormatter):
                axis.set_major_formatter(_Labels(labels))


def _in_font(text: str, font: FontProperties) -> str:
    glyphs = _glyphs(findfont(font))
    shown = printable_text(text).replace("\t", " ")
    return "".join(letter if letter == "\n" or ord(letter) in glyphs else _NOT_IN_FONT for letter in shown)


@cache
def _glyphs(font: str) -> frozenset[int]:
    return frozenset(get_font(font).get_charmap())
