"""What all parts share: one built front-end file, and a one-way road."""

from pathlib import Path
from typing import Any

import anywidget
import traitlets

BUILT_FILE = Path(__file__).parent / "static" / "parts.js"


class Part(anywidget.AnyWidget):
    """A widget whose state only Python writes.

    The browser draws what the state says and sends events back; each event
    is checked by :meth:`receive` before anything happens. A state message
    from the browser is ignored, so a page cannot widen its own limits.

    Attributes
    ----------
    part : str
        Which part of the front-end file draws it.
    lang : str
        Language of its numbers and of its ``lang`` attribute.
    """

    _esm = BUILT_FILE
    part = traitlets.Unicode().tag(sync=True)
    lang = traitlets.Unicode("id").tag(sync=True)

    def __init__(self, **state: Any) -> None:
        super().__init__(**state)
        self.on_msg(lambda _widget, content, _buffers: self.receive(content))

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Ignore state that comes from the browser."""

    def receive(self, content: Any) -> None:
        """Check an event from the browser and act on it; a part without events ignores it.

        Parameters
        ----------
        content : object
            Whatever the browser sent; nothing may be assumed of it.
        """
