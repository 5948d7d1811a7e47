"""One line of text."""

from collections.abc import Callable
from typing import Any

import traitlets

from simulator.studio.parts.part import StudioPart, number_in, text_in


class Line(StudioPart):
    """A field for a line of text, given over at every keystroke.

    Attributes
    ----------
    label : str
        What is asked.
    unit : str
        Written behind the field.
    longest : int
        Letters that fit.
    answer : dict
        ``text`` of the field; ``scope``, under which the browser keeps what was typed until it was heard; ``heard``:
        number of the last event.
    fault : str
        What is wrong, beside the field.
    on_type : callable
        Called with the text.
    """

    part = traitlets.Unicode("line").tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    unit = traitlets.Unicode().tag(sync=True)
    longest = traitlets.Int(60).tag(sync=True)
    answer: "traitlets.Dict[str, Any]" = traitlets.Dict({"text": "", "scope": "", "heard": 0}).tag(sync=True)
    fault = traitlets.Unicode().tag(sync=True)

    def __init__(self, *, on_type: Callable[[str], None], **state: Any) -> None:
        super().__init__(**state)
        self.on_type = on_type
        self._heard = 0

    @property
    def text(self) -> str:
        """Text of the field, as it was shown last."""
        return self.answer["text"]  # type: ignore[no-any-return]

    def show(self, text: str, scope: str = "") -> None:
        """Show a text; to be called after each event.

        Parameters
        ----------
        text : str
            Of the field.
        scope : str
            What the field belongs to; if it is given, a reload of the page loses nothing that was typed.
        """
        self.answer = {"text": text, "scope": scope, "heard": self._heard}

    def receive(self, content: Any) -> None:
        """Take a text that fits."""
        text, scope = text_in(content, "text", self.longest), text_in(content, "scope")
        number = number_in(content, "n")
        if text is None or scope != self.answer["scope"] or number is None:
            return
        self._heard = number
        self.on_type(text)
