"""The trainer of the load test: a class that learners join, and its live page, asked for news as that page does."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date

import aiohttp

from benchmarks.load_learner import percentile, send
from benchmarks.load_server import Served
from simulator.teaching.store import open_store

EVERY_S = 3.0
"""As the live page does."""

NEWS_S = EVERY_S
"""Bar: 95 of 100 answers come before the page asks again."""


@dataclass
class News:
    """Answers to the live page."""

    took_s: list[float] = field(default_factory=list)
    learners: int = 0
    errors: list[str] = field(default_factory=list)

    def misses(self, learners: int) -> list[str]:
        """Bars that were missed, if so many learners came."""
        said, p95 = [*self.errors], percentile(self.took_s, 95)
        if not p95 <= NEWS_S:
            said.append(f"p95 {p95:.2f} s is over {NEWS_S:.0f} s")
        if self.learners != learners:
            said.append(f"it shows {self.learners} learners of {learners}")
        return said


def new_class(server: Served, seats: int) -> str:
    """Make a class; its code."""
    with open_store(server.store) as store:
        room = store.create_class("Load", place="", lang="id", curriculum="workshop", days=[date.today()], seats=seats)
    return room.code


@asynccontextmanager
async def trainer(server: Served, code: str) -> AsyncIterator[News]:
    """Have the live page of a class open."""
    news = News()
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as http:
        await send(http, f"{server.home}pelatih/masuk", password=server.password)
        asking = asyncio.create_task(_ask(http, f"{server.home}pelatih/kelas/{code}/langsung", news))
        try:
            yield news
        finally:
            asking.cancel()


async def _ask(http: aiohttp.ClientSession, address: str, news: News) -> None:
    while True:
        began = time.perf_counter()
        try:
            async with http.get(address, timeout=aiohttp.ClientTimeout(60)) as answer:
                answer.raise_for_status()
                news.learners = max(news.learners, len((await answer.json())["people"]))
            news.took_s.append(time.perf_counter() - began)
        except (aiohttp.ClientError, TimeoutError, LookupError) as error:
            news.errors.append(f"{type(error).__name__}: {error}")
        await asyncio.sleep(EVERY_S)
