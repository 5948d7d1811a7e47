"""Pictures under or beside each other, each under the question that it answers."""

from collections.abc import Sequence
from html import escape

from ipywidgets import Box, Layout, VBox, Widget

from simulator.studio.panels.panel import prose
from simulator.widgets import Chart, Picture

__all__ = ["Pictures"]

_WIDE = {"flex": "1 1 30rem", "max_width": "100%", "min_width": "0", "overflow": "visible"}
"""No widget: one that is made at import is closed before a page is shown."""


class Pictures(Box):  # type: ignore[misc]
    """Charts with their questions as headings."""

    children: tuple[Widget, ...]

    def __init__(self, lang: str) -> None:
        layout = Layout(display="flex", flex_flow="row wrap", overflow="visible", align_items="flex-start")
        super().__init__(layout=layout)
        self.add_class("st-pictures")
        self._lang = lang
        self._shown: list[tuple[Widget, Chart, VBox]] = []

    def show(self, pictures: Sequence[Picture]) -> None:
        """Show these; charts that are there already are drawn anew in their place."""
        for place, picture in enumerate(pictures):
            head = f"<h4>{escape(picture.title)}</h4><p>{escape(picture.description)}</p>"
            if place < len(self._shown):
                title, chart, _box = self._shown[place]
                title.value = f'<div class="prose">{head}</div>'
                chart.show(picture)
            else:
                title, chart = prose(head), Chart(picture, lang=self._lang)
                box = VBox([title, chart], layout=Layout(**_WIDE))
                box.add_class("st-picture")
                self._shown.append((title, chart, box))
        boxes = tuple(box for _title, _chart, box in self._shown[: len(pictures)])
        if boxes != self.children:
            self.children = boxes
