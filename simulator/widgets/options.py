"""Ways of doing something, of which one is taken."""

from collections.abc import Callable
from typing import Any

import traitlets

from simulator.widgets.part import Part


class Options(Part):
    """Radio buttons that take effect at once.

    Attributes
    ----------
    label : str
        What is decided.
    options : list of str
        The ways.
    value : int
        Position of the one that is taken.
    disabled : bool
        Whether they are locked.
    on_change : callable
        Called with the new position.
    """

    part = traitlets.Unicode("options").tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    options = traitlets.List(traitlets.Unicode()).tag(sync=True)
    value = traitlets.Int(0).tag(sync=True)
    disabled = traitlets.Bool(False).tag(sync=True)

    def __init__(self, *, on_change: Callable[[int], None], **state: Any) -> None:
        super().__init__(**state)
        self.on_change = on_change

    def receive(self, content: Any) -> None:
        """Take the choice if it is free and exists."""
        value = content.get("value") if isinstance(content, dict) else None
        if self.disabled or isinstance(value, bool) or not isinstance(value, int):
            return
        if 0 <= value < len(self.options):
            self.value = value
            self.on_change(value)
