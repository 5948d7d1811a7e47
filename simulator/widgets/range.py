"""A labelled slider."""

import math
from collections.abc import Callable
from typing import Any

import traitlets

from simulator.widgets.part import Part


class Range(Part):
    """A slider with label, value and unit.

    Attributes
    ----------
    value : float
        Where the slider stands, in ``unit``; on the grid of ``minimum`` and ``step``.
    note : str
        A sentence under the slider that says what the value means.
    disabled : bool
        Whether it is locked.
    on_change : callable
        Called with the new value after the learner moved it.
    """

    part = traitlets.Unicode("range").tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    unit = traitlets.Unicode().tag(sync=True)
    minimum = traitlets.Float().tag(sync=True)
    maximum = traitlets.Float().tag(sync=True)
    step = traitlets.Float().tag(sync=True)
    decimals = traitlets.Int(0).tag(sync=True)
    value = traitlets.Float().tag(sync=True)
    note = traitlets.Unicode().tag(sync=True)
    disabled = traitlets.Bool(False).tag(sync=True)

    def __init__(self, *, on_change: Callable[[float], None], **state: Any) -> None:
        super().__init__(**state)
        self.on_change = on_change

    def receive(self, content: Any) -> None:
        """Take a new value if the slider is free and the value is one it can show."""
        value = content.get("value") if isinstance(content, dict) else None
        if self.disabled or isinstance(value, bool) or not isinstance(value, int | float):
            return
        if not (math.isfinite(value) and self.minimum <= value <= self.maximum):
            return
        steps = round((value - self.minimum) / self.step)
        self.value = round(self.minimum + steps * self.step, 9)
        self.on_change(self.value)
