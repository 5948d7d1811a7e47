"""A file of the reader's, in pieces."""

from base64 import b64decode
from binascii import Error
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

import traitlets

from simulator.studio.parts.part import StudioPart, key_in, number_in, text_in
from simulator.studio.parts.texts import upload_texts

__all__ = ["LARGEST_BYTES", "LARGEST_PIECE", "Upload"]

LARGEST_BYTES = 2 * 2**20
LARGEST_PIECE = 45_000
"""Bytes of a piece. As text they are a third more: a message stays below 64 kB, and a server takes it."""

LONGEST_FILE_NAME = 200


@dataclass
class _Incoming:
    """A file of which a part has come."""

    number: int
    name: str
    size: int
    pieces: bytearray = field(default_factory=bytearray)


class Upload(StudioPart):
    """A field for one file, by a button or by dropping it.

    Attributes
    ----------
    label : str
        What is asked for.
    hint : str
        Which files are right.
    accept : str
        Endings of their names, as in HTML: ``.yaml,.yml``.
    said : dict
        ``sentence`` on the last file, its ``tone``, and ``at``, which counts the sentences.
    on_file : callable
        Called with the name and the bytes of a file that has come whole.
    """

    part = traitlets.Unicode("upload").tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    hint = traitlets.Unicode().tag(sync=True)
    accept = traitlets.Unicode().tag(sync=True)
    largest = traitlets.Int(LARGEST_BYTES).tag(sync=True)
    piece = traitlets.Int(LARGEST_PIECE).tag(sync=True)
    said: "traitlets.Dict[str, Any]" = traitlets.Dict({"sentence": "", "tone": "", "at": 0}).tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)

    def __init__(self, *, on_file: Callable[[str, bytes], None], **state: Any) -> None:
        super().__init__(**state)
        self.texts = {**upload_texts(self.words, self.largest), **self.texts}
        self.on_file = on_file
        self._incoming: _Incoming | None = None

    def say(self, sentence: str, tone: str = "") -> None:
        """Say something of the last file.

        Parameters
        ----------
        sentence : str
            Plain text.
        tone : {"", "right", "error"}
            How it is meant.
        """
        self.said = {"sentence": sentence, "tone": tone, "at": self.said["at"] + 1}

    def receive(self, content: Any) -> None:
        """Take the beginning of a file, or its next piece."""
        event, number = key_in(content, "event"), number_in(content, "id")
        if number is None:
            return
        if event == "begin":
            self._begin(number, content)
        elif event == "piece" and self._incoming is not None and self._incoming.number == number:
            self._take(self._incoming, content)

    def _begin(self, number: int, content: dict[str, Any]) -> None:
        self._incoming = None
        name, size = text_in(content, "name", LONGEST_FILE_NAME), number_in(content, "size")
        if not name or size is None or size < 0:
            self.say(self.texts["broken"], "error")
        elif size > self.largest:
            self.say(self.texts["too_big"], "error")
        elif size == 0:
            self.say(self.texts["empty"], "error")
        else:
            self._incoming = _Incoming(number, PurePosixPath(name.replace("\\", "/")).name, size)

    def _take(self, incoming: _Incoming, content: dict[str, Any]) -> None:
        piece = _bytes_in(content)
        total = len(incoming.pieces) + len(piece or b"")
        if not piece or number_in(content, "at") != len(incoming.pieces) or total > incoming.size:
            self._incoming = None
            self.say(self.texts["broken"], "error")
            return
        incoming.pieces += piece
        if total == incoming.size:
            self._incoming = None
            self.on_file(incoming.name, bytes(incoming.pieces))


def _bytes_in(content: dict[str, Any]) -> bytes | None:
    text = text_in(content, "data", 4 * (LARGEST_PIECE // 3 + 1))
    try:
        return None if text is None else b64decode(text, validate=True)
    except (Error, ValueError):
        return None
