"""How often a code or a password may be wrong."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

__all__ = ["LIMITS", "Gate", "TooManyAttempts", "WrongCode"]

#: Kind of attempt -> wrong ones allowed from one address, for one target, and from all addresses together. A kind
#: without targets has no limit for them. What closes the gate for others is so high that it takes dozens of addresses,
#: for one class ten, and so low that guessing is hopeless all the same.
LIMITS: dict[str, tuple[str, str, str]] = {
    "password": ("5 per 5 minutes", "", "400 per 15 minutes"),
    "join": ("20 per 5 minutes", "600 per 15 minutes", "3000 per 15 minutes"),
    "verify": ("30 per 5 minutes", "", "6000 per 15 minutes"),
}


class WrongCode(Exception):
    """The code or password is not right; raised inside :meth:`Gate.attempt` it counts."""


class TooManyAttempts(Exception):
    """Too many were wrong; ``seconds`` says how long to wait.

    Parameters
    ----------
    seconds : int
        At least 1.
    """

    def __init__(self, seconds: int) -> None:
        super().__init__(f"too many attempts, wait {seconds} s")
        self.seconds = seconds


class Gate:
    """Counts wrong attempts and closes for a while.

    Attempts of one kind are judged one after another: neither can many at once
    slip through before the first is counted, nor can they load every core.

    Parameters
    ----------
    limits : mapping, optional
        As :data:`LIMITS`.
    """

    def __init__(self, limits: Mapping[str, tuple[str, str, str]] = LIMITS) -> None:
        from limits import parse
        from limits.storage import MemoryStorage
        from limits.strategies import MovingWindowRateLimiter

        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._limits = {kind: [parse(text) if text else None for text in texts] for kind, texts in limits.items()}
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    @asynccontextmanager
    async def attempt(self, kind: str, address: str, target: str = "", *, here: bool = False) -> AsyncIterator[None]:
        """Let an attempt be made; a :exc:`WrongCode` inside is counted and passed on.

        Parameters
        ----------
        kind : str
            A key of the limits.
        address : str
            Where it comes from.
        target : str, optional
            What it is aimed at, as a class code; counted over all addresses. Left out, it counts for no target.
        here : bool, optional
            Whether it is made at the server's own keyboard: only attempts made there can then close the gate,
            so that nobody on the network can lock the trainer out.

        Yields
        ------
        None
            Inside, the code or password is judged.

        Raises
        ------
        TooManyAttempts
            If too many were wrong already.
        """
        counted = self._counted(kind, address, target)[: 1 if here else None]
        async with self._locks[kind]:
            full = [(limit, place) for limit, place in counted if not self._limiter.test(limit, *place)]
            if full:
                raise TooManyAttempts(max(self._seconds(limit, place) for limit, place in full))
            try:
                yield
            except WrongCode:
                for limit, place in counted:
                    self._limiter.hit(limit, *place)
                raise

    def _counted(self, kind: str, address: str, target: str) -> list[tuple[Any, tuple[str, ...]]]:
        """Each limit that an attempt counts for, and under which name; that of its address first."""
        places = ((kind, "from", address), (kind, "to", target), (kind, "all"))
        limits = zip(self._limits[kind], places, strict=True)
        return [(limit, place) for limit, place in limits if limit and (target or place[1] != "to")]

    def _seconds(self, limit: Any, place: tuple[str, ...]) -> int:
        return max(1, round(self._limiter.get_window_stats(limit, *place).reset_time - time.time()))
