"""A walk through the page, one thing at a time."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import traitlets

from simulator.studio.parts.part import StudioPart, number_in
from simulator.studio.parts.texts import tour_texts

CLOSED = -1


class Tour(StudioPart):
    """A box beside the thing that it tells of; it does not block the page.

    Attributes
    ----------
    steps : list of dict
        ``title``, ``text`` and ``target`` of each: a CSS selector, or empty.
    at : int
        Which of them is shown; -1 while the tour is closed.
    texts : dict
        Words of the buttons.
    on_step : callable
        Called with the step that is asked for; -1 closes.
    """

    part = traitlets.Unicode("tour").tag(sync=True)
    steps = traitlets.List(traitlets.Dict()).tag(sync=True)
    at = traitlets.Int(CLOSED).tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)

    def __init__(self, *, on_step: Callable[[int], None], **state: Any) -> None:
        super().__init__(**state)
        self.texts = {**tour_texts(self.words), **self.texts}
        self.on_step = on_step

    def show(self, steps: Sequence[Mapping[str, Any]], at: int) -> None:
        """Show one of these steps, or with -1 none."""
        with self.hold_sync():
            self.steps = [dict(step) for step in steps]
            self.at = at if CLOSED <= at < len(steps) else CLOSED

    def receive(self, content: Any) -> None:
        """Take a step that exists."""
        at = number_in(content, "at")
        if at is not None and CLOSED <= at < len(self.steps):
            self.on_step(at)
