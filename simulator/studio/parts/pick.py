"""One of several, in a list that opens."""

from collections.abc import Callable, Sequence
from typing import Any

import traitlets

from simulator.studio.parts.part import StudioPart, text_in


class Pick(StudioPart):
    """A drop-down list.

    Attributes
    ----------
    label : str
        What is chosen.
    options : list of [str, str]
        Value and words of each.
    value : str
        The one that is chosen.
    on_choose : callable
        Called with another value.
    """

    part = traitlets.Unicode("pick").tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    options = traitlets.List(traitlets.List(traitlets.Unicode())).tag(sync=True)
    value = traitlets.Unicode().tag(sync=True)

    def __init__(self, *, on_choose: Callable[[str], None], **state: Any) -> None:
        super().__init__(**state)
        self.on_choose = on_choose

    def show(self, options: Sequence[Sequence[str]], value: str) -> None:
        """Show these options, and which of them is chosen."""
        with self.hold_sync():
            self.options = [list(option) for option in options]
            self.value = value

    def receive(self, content: Any) -> None:
        """Take the choice if there is such an option."""
        value = text_in(content, "value")
        if value is not None and value in {option[0] for option in self.options}:
            self.on_choose(value)
