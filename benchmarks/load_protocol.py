"""What a lesson's page and its kernel say to each other, in the binary form of Jupyter's protocol."""

from __future__ import annotations

import json
import uuid
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import aiohttp

SUBPROTOCOL = "v1.kernel.websocket.jupyter.org"
Message = dict[str, Any]


def encode(channel: str, message: Message) -> bytes:
    """One message as bytes: the number of offsets, the offsets, the parts."""
    names = ("header", "parent_header", "metadata", "content")
    parts = [channel.encode(), *(json.dumps(message[name]).encode() for name in names)]
    offsets = [8 * (len(parts) + 2)]
    for part in parts:
        offsets.append(offsets[-1] + len(part))
    return b"".join(number.to_bytes(8, "little") for number in (len(offsets), *offsets)) + b"".join(parts)


def decode(raw: bytes) -> Message:
    """The message in some bytes."""
    count = int.from_bytes(raw[:8], "little")
    offsets = [int.from_bytes(raw[8 * (i + 1) : 8 * (i + 2)], "little") for i in range(count)]
    _, header, parent, _, content = (raw[a:b] for a, b in pairwise(offsets[:6]))
    return {"header": json.loads(header), "parent_header": json.loads(parent), "content": json.loads(content)}


class Wire:
    """The page's connection to its kernel."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, session: str) -> None:
        self._socket = socket
        self._session = session

    async def send(self, kind: str, content: Message, metadata: Message | None = None) -> str:
        """Send a message; its identity."""
        number = uuid.uuid4().hex
        header = {
            "msg_id": number,
            "session": self._session,
            "username": "",
            "date": datetime.now(UTC).isoformat(),
            "msg_type": kind,
            "version": "5.3",
        }
        message = {"header": header, "parent_header": {}, "metadata": metadata or {}, "content": content}
        await self._socket.send_bytes(encode("shell", message))
        return number

    async def custom(self, model: str, content: Message) -> str:
        """Send an event of a widget, as its front end does."""
        return await self.send("comm_msg", {"comm_id": model, "data": {"method": "custom", "content": content}})

    async def states(self) -> dict[str, Message]:
        """Model -> state, of every widget of the page."""
        comm = uuid.uuid4().hex
        opened = {"comm_id": comm, "target_name": "jupyter.widget.control", "data": {}}
        await self.send("comm_open", opened, {"version": "1.0.0"})
        await self.send("comm_msg", {"comm_id": comm, "data": {"method": "request_states"}})
        while True:
            message = await self.receive()
            data = message["content"].get("data", {})
            if message["header"]["msg_type"] == "comm_msg" and data.get("method") == "update_states":
                return {model: said["state"] for model, said in data["states"].items()}

    async def answer(self, kind: str) -> Message:
        """The next message of a kind."""
        while (message := await self.receive())["header"]["msg_type"] != kind:
            pass
        return message

    async def receive(self) -> Message:
        """The next message."""
        while True:
            frame = await self._socket.receive()
            if frame.type == aiohttp.WSMsgType.BINARY:
                return decode(frame.data)
            if frame.type != aiohttp.WSMsgType.TEXT:
                raise ConnectionError(f"the connection was closed ({self._socket.close_code})")


def is_idle(message: Message, cause: str) -> bool:
    """Whether the kernel has finished what a message asked for."""
    said = message["content"].get("execution_state") == "idle"
    return bool(said and message["parent_header"].get("msg_id") == cause)


def changed(message: Message) -> tuple[str, Message]:
    """Model and the parts of its state that a message changes; none for other messages."""
    content = message["content"]
    data = content.get("data", {}) if message["header"]["msg_type"] == "comm_msg" else {}
    return (content["comm_id"], data["state"]) if data.get("method") == "update" else ("", {})
