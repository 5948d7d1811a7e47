"""A few lines of free text."""

from collections.abc import Callable
from typing import Any

import traitlets

from simulator.widgets.part import Part

LONGEST_NOTE = 2000


class Note(Part):
    """A text field of several lines with one button.

    Attributes
    ----------
    label : str
        What is asked.
    text : str
        What stands in it.
    button : str
        Text of the button.
    feedback : str
        What is said when it was kept.
    longest : int
        Characters that fit.
    disabled : bool
        Whether it is locked.
    on_submit : callable
        Called with the text.
    """

    part = traitlets.Unicode("note").tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    text = traitlets.Unicode().tag(sync=True)
    button = traitlets.Unicode().tag(sync=True)
    feedback = traitlets.Unicode().tag(sync=True)
    longest = traitlets.Int(LONGEST_NOTE).tag(sync=True)
    disabled = traitlets.Bool(False).tag(sync=True)

    def __init__(self, *, on_submit: Callable[[str], None], **state: Any) -> None:
        super().__init__(**state)
        self.on_submit = on_submit

    def receive(self, content: Any) -> None:
        """Take the text if the field is free and the text is not too long."""
        text = content.get("text") if isinstance(content, dict) else None
        if self.disabled or not isinstance(text, str) or len(text) > self.longest:
            return
        self.text = text
        self.on_submit(text)
