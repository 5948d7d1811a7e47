"""Things to choose from, each with a few facts."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import traitlets

from simulator.studio.parts.part import StudioPart, key_in
from simulator.studio.parts.texts import card_texts


class Cards(StudioPart):
    """Cards side by side, of which one may be chosen.

    Attributes
    ----------
    label : str
        What they are.
    button : str
        Text of the button on each.
    items : list of dict
        ``key``, ``title``, ``text``, ``facts`` (pairs of label and value), ``note`` and ``badge`` of each.
    value : str
        Key of the one that is chosen, or empty.
    on_choose : callable
        Called with a key.
    """

    part = traitlets.Unicode("cards").tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    button = traitlets.Unicode().tag(sync=True)
    items = traitlets.List(traitlets.Dict()).tag(sync=True)
    value = traitlets.Unicode().tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)

    def __init__(self, *, on_choose: Callable[[str], None], **state: Any) -> None:
        super().__init__(**state)
        self.texts = {**card_texts(self.words), **self.texts}
        self.on_choose = on_choose

    def show(self, items: Sequence[Mapping[str, Any]], value: str = "") -> None:
        """Show these cards, and which of them is chosen."""
        with self.hold_sync():
            self.items = [dict(item) for item in items]
            self.value = value

    def receive(self, content: Any) -> None:
        """Take the choice if there is such a card."""
        key = key_in(content)
        if any(item["key"] == key for item in self.items):
            self.on_choose(key)
