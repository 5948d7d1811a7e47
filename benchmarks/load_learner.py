"""One learner of the load test: opens a lesson, guesses, moves the slider, leaves; without a browser's own work."""

from __future__ import annotations

import asyncio
import json
import random
import re
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

import aiohttp
import yarl

from benchmarks.load_protocol import SUBPROTOCOL, Wire, changed, is_idle

CONFIG = re.compile(r'<script id="jupyter-config-data"[^>]*>(.*?)</script>', re.DOTALL)
CONNECTIONS = 6
"""That a browser opens to one server."""

THINK_S = (1.0, 4.0)
"""Between what a learner sees and does; whoever has not read the question has no guess yet."""

GUESS = "20"


@dataclass
class Outcome:
    """What one learner saw."""

    first_byte_s: float | None = None
    page_s: float | None = None
    ready_s: float | None = None
    chart_ms: list[float] = field(default_factory=list)
    idle_ms: list[float] = field(default_factory=list)
    page_kb: float = 0.0
    error: str = ""


class Learner:
    """Speaks what the real page speaks.

    Parameters
    ----------
    lesson : str
        Address of the lesson.
    seed : int
        Of what the learner does and when.
    limit_s : float
        A learner who waits longer has failed.
    code : str
        Of a class to join before; empty for a guest.
    """

    def __init__(self, lesson: str, seed: int, limit_s: float = 90.0, code: str = "") -> None:
        self.outcome = Outcome()
        self.kernel = ""
        self._lesson = lesson
        self._limit_s = limit_s
        self._code = code
        self._name = f"Melati {seed}"
        self._random = random.Random(seed)
        self._phase = "page"
        self._seen: set[int] = set()

    async def study(self, moves: int, wait: Callable[[], Any]) -> Outcome:
        """Open the lesson and move its slider; stay until `wait` is over, then close the tab."""
        connector = aiohttp.TCPConnector(limit=CONNECTIONS)
        async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True), connector=connector) as http:
            try:
                wire = await asyncio.wait_for(self._open(http), self._limit_s)
                await self._play(wire, moves)
            except TimeoutError:
                self.outcome.error = f"waited {self._limit_s:.0f} s: {self._phase}"
            except (aiohttp.ClientError, ConnectionError, LookupError) as error:
                self.outcome.error = f"{self._phase}: {error}"[:160]
            await wait()
            await self._close_tab(http)
        return self.outcome

    async def _open(self, http: aiohttp.ClientSession) -> Wire:
        if self._code:
            self._phase = "joining"
            await send(http, urljoin(self._lesson, "/gabung"), code=self._code, person=self._name)
            self._phase = "page"
        began = time.perf_counter()
        page = await self._page(http, began)
        config = json.loads(_found(CONFIG.search(page), "a kernel in the page").group(1))
        self.kernel, base = config["kernelId"], urljoin(self._lesson, config["baseUrl"])
        if 'role="alert"' in page:
            raise LookupError("a cell failed")
        wire = await self._connect(http, base)
        self._states = await wire.states()
        self._look()
        self.outcome.ready_s = time.perf_counter() - began
        return wire

    def _look(self) -> None:
        """Find what this page is about; it is not ready without."""
        self._knob, self._state = self._part("range")

    async def _page(self, http: aiohttp.ClientSession, began: float) -> str:
        body = b""
        async with http.get(self._lesson) as answer:
            async for chunk in answer.content.iter_any():
                self.outcome.first_byte_s = self.outcome.first_byte_s or time.perf_counter() - began
                body += chunk
            if answer.status != 200:
                raise LookupError(f"status {answer.status}")
        self.outcome.page_s, self.outcome.page_kb = time.perf_counter() - began, len(body) / 1024
        return body.decode()

    async def _connect(self, http: aiohttp.ClientSession, base: str) -> Wire:
        self._phase = "connection"
        session = uuid.uuid4().hex
        address = urljoin(base, f"api/kernels/{self.kernel}/channels?session_id={session}")
        wire = Wire(await http.ws_connect(address, protocols=[SUBPROTOCOL], max_msg_size=0), session)
        self._phase = "widgets"
        await wire.send("kernel_info_request", {})
        await wire.answer("kernel_info_reply")
        return wire

    async def _play(self, wire: Wire, moves: int) -> None:
        """Store the guess that unlocks the slider, then move it."""
        await self._think(wire, self._random.uniform(*THINK_S))
        form, state = self._part("form", lambda one: one["fields"] and not one["disabled"])
        entries = {entry["name"]: GUESS for entry in state["fields"]}
        await self._cause(wire, form, {"event": "submit", "entries": entries}, "guess")
        for number in range(moves):
            await self._think(wire, self._random.uniform(*THINK_S))
            chart, idle = await self._cause(wire, self._knob, self._move(), f"move {number + 1}")
            self.outcome.chart_ms.append(chart)
            self.outcome.idle_ms.append(idle)

    async def _think(self, wire: Wire, seconds: float) -> None:
        """Let charts of the last move come in, as they do on a page that nobody touches."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while True:
                    await wire.receive()

    def _move(self) -> dict[str, Any]:
        """To a place where the slider has not been: what is known already changes no chart."""
        state = self._state
        steps = round((state["maximum"] - state["minimum"]) / state["step"])
        self._seen.add(round((state["value"] - state["minimum"]) / state["step"]))
        place = self._random.choice([place for place in range(steps + 1) if place not in self._seen])
        state["value"] = state["minimum"] + place * state["step"]
        return {"event": "change", "value": state["value"]}

    async def _cause(self, wire: Wire, model: str, event: dict[str, Any], phase: str) -> tuple[float, float]:
        """Milliseconds from an event to a new chart, and to the kernel's word that it has taken the event."""
        self._phase, began = phase, time.perf_counter()
        sent = await wire.custom(model, event)
        chart = idle = 0.0
        taken = model != self._knob  # a chart of the move before may still come until the slider's own echo
        async with asyncio.timeout(self._limit_s):
            while not (chart and idle):
                message = await wire.receive()
                now = 1000 * (time.perf_counter() - began)
                if is_idle(message, sent):
                    idle = now
                changed_model, state = changed(message)
                taken = taken or (changed_model == self._knob and "value" in state)
                if taken and "spec" in state and self._states.get(changed_model, {}).get("part") == "chart":
                    chart = chart or now
        return chart, idle

    def _part(self, name: str, fits: Callable[[dict[str, Any]], Any] = bool) -> tuple[str, dict[str, Any]]:
        parts = ((model, state) for model, state in self._states.items() if state.get("part") == name)
        found = next((found for found in parts if fits(found[1])), None)
        if found is None:
            raise LookupError(f"there is not a {name} in the page")
        return found

    async def _close_tab(self, http: aiohttp.ClientSession) -> None:
        """Send what a closing page sends; its kernel then ends."""
        if not self.kernel:
            return
        address = urljoin(self._lesson, f"/voila/api/shutdown/{self.kernel}")
        token = http.cookie_jar.filter_cookies(yarl.URL(address)).get("_xsrf")
        form = aiohttp.FormData({"_xsrf": token.value if token else ""})
        with suppress(aiohttp.ClientError):
            async with http.post(address, data=form) as answer:
                if answer.status != 204 and not self.outcome.error:
                    self.outcome.error = f"closing the tab: status {answer.status}"


async def send(http: aiohttp.ClientSession, form: str, **fields: str) -> None:
    """Open the page of a form and send the form, as a browser does."""
    async with http.get(form) as page:
        await page.read()
    token = http.cookie_jar.filter_cookies(yarl.URL(form)).get("_xsrf")
    data = {"_xsrf": token.value if token else "", **fields}
    async with http.post(form, data=data, allow_redirects=False) as answer:
        if answer.status != 303:
            raise LookupError(f"status {answer.status}")


def percentile(values: list[float], share: int) -> float:
    """The smallest value that so many of a hundred do not exceed; not a number without values."""
    ordered = sorted(values)
    return ordered[max(0, -(-share * len(ordered) // 100) - 1)] if ordered else float("nan")


def _found(found: Any, what: str) -> Any:
    if found is None:
        raise LookupError(f"there is not {what}")
    return found
