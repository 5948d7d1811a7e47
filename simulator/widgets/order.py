"""Steps to put in order."""

from collections.abc import Callable
from typing import Any

import traitlets

from simulator.widgets.part import Part


class Order(Part):
    """A question and steps that a learner moves up and down. The right order stays in Python.

    Attributes
    ----------
    question : str
        What is asked.
    steps : list of str
        As they are shown at first.
    order : list of int
        Positions in `steps`, in the order of the last answer; all in their order before there is one.
    labels : dict
        Words of the buttons: ``up``, ``down``, and ``moved`` with ``{step}``, ``{place}`` and ``{all}``, which is read
        out after a move.
    feedback, tone : str
        What is said of the last answer; ``right`` or ``again``.
    on_order : callable
        Called with an order.
    """

    part = traitlets.Unicode("order").tag(sync=True)
    question = traitlets.Unicode().tag(sync=True)
    steps = traitlets.List(traitlets.Unicode()).tag(sync=True)
    order = traitlets.List(traitlets.Int()).tag(sync=True)
    labels = traitlets.Dict().tag(sync=True)
    button = traitlets.Unicode().tag(sync=True)
    feedback = traitlets.Unicode().tag(sync=True)
    tone = traitlets.Unicode("again").tag(sync=True)
    disabled = traitlets.Bool(False).tag(sync=True)

    def __init__(self, *, on_order: Callable[[list[int]], None], steps: list[str], **state: Any) -> None:
        super().__init__(steps=steps, order=list(range(len(steps))), **state)
        self.on_order = on_order

    def receive(self, content: Any) -> None:
        """Take an order if the question is open and each step stands in it once."""
        order = content.get("order") if isinstance(content, dict) else None
        if self.disabled or not isinstance(order, list) or len(order) != len(self.steps):
            return
        if not all(isinstance(at, int) and not isinstance(at, bool) for at in order):
            return
        if sorted(order) == list(range(len(self.steps))):
            self.order = order
            self.on_order(list(order))
