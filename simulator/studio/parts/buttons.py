"""Buttons in a row."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import traitlets

from simulator.studio.parts.part import StudioPart, key_in

PRINT = "print"
"""Key of a button that prints the page, which only the browser can."""


class Buttons(StudioPart):
    """A row of buttons.

    Attributes
    ----------
    items : list of dict
        ``key``, ``label``, ``quiet`` and ``disabled`` of each; key ``print`` prints the page.
    on_press : callable
        Called with the key of the button that was pressed.
    """

    part = traitlets.Unicode("buttons").tag(sync=True)
    items = traitlets.List(traitlets.Dict()).tag(sync=True)

    def __init__(self, *, on_press: Callable[[str], None], **state: Any) -> None:
        super().__init__(**state)
        self.on_press = on_press

    def show(self, items: Sequence[Mapping[str, Any]]) -> None:
        """Show these buttons."""
        self.items = [dict(item) for item in items]

    def receive(self, content: Any) -> None:
        """Take a press of a button that is not locked."""
        key = key_in(content)
        if key != PRINT and any(item["key"] == key and not item.get("disabled") for item in self.items):
            self.on_press(key)
