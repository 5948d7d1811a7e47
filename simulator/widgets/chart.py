"""A chart of estimates with their intervals."""

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import traitlets

from simulator.locale import translator
from simulator.widgets.part import Part


@dataclass(frozen=True)
class Point:
    """An estimate: its place and the ends of its interval, if it has one.

    On an axis with names the place is the position among them, from 0.
    """

    x: float
    y: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Guess:
    """Where the learner expected a point."""

    x: float
    y: float


@dataclass(frozen=True)
class Axis:
    """Name, unit and the ends of a scale; or, in place of a scale, the names of its places.

    Attributes
    ----------
    label, unit : str
        What it measures.
    minimum, maximum : float
        Ends of the horizontal scale; equal if it fits what is drawn.
    names : sequence of str
        Places in order: from the left, or from the top.
    """

    label: str
    unit: str = ""
    minimum: float = 0.0
    maximum: float = 0.0
    names: Sequence[str] = ()


@dataclass(frozen=True)
class Table:
    """The numbers of a chart as text."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]] = ()


@dataclass(frozen=True)
class Points:
    """Estimates as dots with intervals; each set has a symbol and colour of its own."""

    key: str
    points: Sequence[Point]
    kind: str = "points"


@dataclass(frozen=True)
class Line:
    """A line through estimates, with a band between the ends of their intervals; each has dashes of its own."""

    key: str
    points: Sequence[Point]
    kind: str = "line"


@dataclass(frozen=True)
class Bars:
    """Bars with intervals on the axis that has names, side by side with those of other sets."""

    key: str
    points: Sequence[Point]
    kind: str = "bars"


@dataclass(frozen=True)
class Stack:
    """Bars of several parts on the axis that has names.

    Attributes
    ----------
    keys : sequence of str
        What each part is.
    parts : sequence of sequence of float
        ``parts[part][place]``, not negative.
    """

    keys: Sequence[str]
    parts: Sequence[Sequence[float]]
    kind: str = "stack"


@dataclass(frozen=True)
class Heat:
    """A map of cells, darker for more; both axes have names.

    Attributes
    ----------
    key : str
        What a cell measures.
    rows : sequence of sequence of (float or None)
        ``rows[y][x]``; None is left empty.
    """

    key: str
    rows: Sequence[Sequence[float | None]]
    kind: str = "heat"


@dataclass(frozen=True)
class Forest:
    """Differences with intervals across a line at zero; hollow where the interval holds zero.

    The vertical axis has the names. A point's ``x`` is its place among them; ``y``, ``low`` and ``high`` are the
    difference.
    """

    key: str
    points: Sequence[Point]
    kind: str = "forest"


Mark = Points | Line | Bars | Stack | Heat | Forest


@dataclass(frozen=True)
class Picture:
    """Everything a chart shows.

    Attributes
    ----------
    title, description : str
        For those who do not see it.
    x, y : Axis
        The scales; one of estimates holds 0 and fits what is drawn.
    key : dict
        What ``points``, ``line`` and ``guess`` are, in words.
    table : Table
        The same numbers as text.
    points : sequence of Point
        Estimates with their intervals: the usual chart of a lesson.
    line : sequence of (float, float)
        A curve, drawn dashed.
    guess : Guess, optional
        The learner's expectation.
    marks : sequence of Mark
        Whatever else is drawn, in order.
    """

    title: str
    description: str
    x: Axis
    y: Axis
    key: dict[str, str]
    table: Table
    points: Sequence[Point] = ()
    line: Sequence[tuple[float, float]] = ()
    guess: Guess | None = None
    marks: Sequence[Mark] = ()


class Chart(Part):
    """A picture drawn as SVG in the browser, with its numbers as a table on request."""

    part = traitlets.Unicode("chart").tag(sync=True)
    spec = traitlets.Dict().tag(sync=True)
    toggle = traitlets.List(traitlets.Unicode()).tag(sync=True)
    hint = traitlets.Unicode().tag(sync=True)

    def __init__(self, picture: Picture, *, lang: str, **state: Any) -> None:
        _ = translator(lang)
        toggle = [_("Tampilkan angkanya"), _("Sembunyikan angkanya")]
        super().__init__(spec=_plain(asdict(picture)), toggle=toggle, hint=HINT[lang], lang=lang, **state)

    def show(self, picture: Picture) -> None:
        """Draw another picture in its place."""
        self.spec = _plain(asdict(picture))


HINT = {
    "id": "Tombol panah membacakan angka satu per satu.",
    "en": "The arrow keys read out one number after the other.",
}


def _plain(value: Any) -> Any:
    """The same with None in place of what is no number: the browser's format has no word for it."""
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
