"""A chart of estimates with their intervals."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import traitlets

from simulator.locale import translator
from simulator.widgets.part import Part


@dataclass(frozen=True)
class Point:
    """An estimate: its place and the ends of its interval."""

    x: float
    y: float
    low: float
    high: float


@dataclass(frozen=True)
class Guess:
    """Where the learner expected a point."""

    x: float
    y: float


@dataclass(frozen=True)
class Axis:
    """Name, unit and, for the horizontal axis, the ends of a scale."""

    label: str
    unit: str
    minimum: float = 0.0
    maximum: float = 0.0


@dataclass(frozen=True)
class Table:
    """The numbers of a chart as text."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]] = ()


@dataclass(frozen=True)
class Picture:
    """Everything a chart shows.

    Attributes
    ----------
    title, description : str
        For those who do not see it.
    x, y : Axis
        The scales; the vertical one starts at 0 and fits what is drawn.
    key : dict
        What ``points``, ``line`` and ``guess`` are, in words.
    table : Table
        The same numbers as text.
    points : sequence of Point
        Estimates with their intervals.
    line : sequence of (float, float)
        A curve, drawn dashed.
    guess : Guess, optional
        The learner's expectation.
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


class Chart(Part):
    """A picture drawn as SVG in the browser, with its numbers as a table on request."""

    part = traitlets.Unicode("chart").tag(sync=True)
    spec = traitlets.Dict().tag(sync=True)
    toggle = traitlets.List(traitlets.Unicode()).tag(sync=True)

    def __init__(self, picture: Picture, *, lang: str, **state: Any) -> None:
        _ = translator(lang)
        toggle = [_("Tampilkan angkanya"), _("Sembunyikan angkanya")]
        super().__init__(spec=asdict(picture), toggle=toggle, lang=lang, **state)

    def show(self, picture: Picture) -> None:
        """Draw another picture in its place."""
        self.spec = asdict(picture)
