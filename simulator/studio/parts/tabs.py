"""Steps of a page, of which one is shown."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import traitlets

from simulator.studio.parts.part import StudioPart, key_in


class Tabs(StudioPart):
    """A row of numbered steps.

    Attributes
    ----------
    label : str
        What the steps are steps of.
    items : list of dict
        ``key``, ``label`` and ``disabled`` of each.
    value : str
        Key of the one that is shown.
    on_choose : callable
        Called with the key of another one.
    """

    part = traitlets.Unicode("tabs").tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    items = traitlets.List(traitlets.Dict()).tag(sync=True)
    value = traitlets.Unicode().tag(sync=True)

    def __init__(self, *, on_choose: Callable[[str], None], **state: Any) -> None:
        super().__init__(**state)
        self.on_choose = on_choose

    def show(self, items: Sequence[Mapping[str, Any]], value: str) -> None:
        """Show these steps, and which of them is in hand."""
        with self.hold_sync():
            self.items = [dict(item) for item in items]
            self.value = value

    def receive(self, content: Any) -> None:
        """Take the choice if it is a step that is open."""
        key = key_in(content)
        if any(item["key"] == key and not item.get("disabled") for item in self.items):
            self.on_choose(key)
