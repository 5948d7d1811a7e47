"""How far a long computation is."""

from collections.abc import Callable
from typing import Any

import traitlets

from simulator.studio.parts.part import StudioPart, key_in


class Progress(StudioPart):
    """A bar with words, the time left, and a button to stop.

    Attributes
    ----------
    label : str
        What is being done.
    share : float or None
        How much of it is done, 0 to 1; None while nobody knows.
    left : str
        How long it still takes, in words.
    is_shown : bool
        Whether something is under way.
    stop_label : str
        Text of the button; without it there is none.
    on_stop : callable
        Called when the button is pressed.
    """

    part = traitlets.Unicode("progress").tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    share = traitlets.Float(None, allow_none=True).tag(sync=True)
    left = traitlets.Unicode().tag(sync=True)
    is_shown = traitlets.Bool(False).tag(sync=True)
    stop_label = traitlets.Unicode().tag(sync=True)

    def __init__(self, *, on_stop: Callable[[], None], **state: Any) -> None:
        super().__init__(**state)
        self.on_stop = on_stop

    def show(self, label: str, share: float | None = None, left: str = "") -> None:
        """Show how far it is."""
        with self.hold_sync():
            self.label, self.left, self.is_shown = label, left, True
            self.share = None if share is None else min(1.0, max(0.0, share))

    def hide(self) -> None:
        """Show nothing, for nothing is under way."""
        self.is_shown = False

    def receive(self, content: Any) -> None:
        """Stop, if something is under way that can be stopped."""
        if self.is_shown and self.stop_label and key_in(content, "event") == "stop":
            self.on_stop()
