"""What all parts share: one built front-end file, and a one-way road."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

import anywidget
import traitlets

BUILT_FILE = Path(__file__).parent / "static" / "parts.js"
NAMED = """\
const {{ default: parts }} = await import(new URL({address}, globalThis.location.origin).href);
export default parts;
"""
"""What a part carries in place of its front end, where a server gives that file away."""


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
    addresses: ClassVar[Mapping[str, str]] = {}
    """Name of a front-end file -> where a server gives it away; empty where none does."""

    def __init_subclass__(cls, **options: Any) -> None:
        """Name the front-end file of a new kind of part, if it has one of its own."""
        own = cls.__dict__.get("_esm")
        if isinstance(own, Path) and own.name in Part.addresses:
            cls._esm = _named(own.name)  # type: ignore[assignment]
        super().__init_subclass__(**options)

    @staticmethod
    def fetch(addresses: Mapping[str, str]) -> None:
        """Have parts that are made from now on name their front-end file, instead of each carrying its 120 kB.

        Parameters
        ----------
        addresses : mapping of str to str
            Name of a file -> its address on the server of the page, from the root.
        """
        Part.addresses = dict(addresses)
        Part._esm = _named(BUILT_FILE.name)  # type: ignore[assignment]

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


def _named(file: str) -> str:
    return NAMED.format(address=json.dumps(Part.addresses[file]))
