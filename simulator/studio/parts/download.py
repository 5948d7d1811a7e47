"""A file for the reader to save."""

from collections.abc import Callable
from typing import Any

import traitlets

from simulator.studio.parts.part import StudioPart, key_in


class Download(StudioPart):
    """A button; the file is made when it is pressed, and sent with :meth:`send_file`.

    Attributes
    ----------
    label : str
        Text of the button.
    quiet : bool
        Whether the button stands back behind others.
    disabled : bool
        Whether it is locked.
    on_ask : callable
        Called when it is pressed.
    """

    part = traitlets.Unicode("download").tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    quiet = traitlets.Bool(False).tag(sync=True)
    disabled = traitlets.Bool(False).tag(sync=True)

    def __init__(self, *, on_ask: Callable[[], None], **state: Any) -> None:
        super().__init__(**state)
        self.on_ask = on_ask

    def send_file(self, name: str, mime: str, content: bytes) -> None:
        """Give the browser a file to save.

        Parameters
        ----------
        name : str
            Of the file.
        mime : str
            Its media type.
        content : bytes
            What is in it.
        """
        self.send({"event": "file", "name": name, "mime": mime}, buffers=[content])

    def receive(self, content: Any) -> None:
        """Make the file, if the button is not locked."""
        if not self.disabled and key_in(content, "event") == "ask":
            self.on_ask()
