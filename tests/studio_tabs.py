"""A tab of the studio as its page shows it, without a browser."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from simulator.studio.desk import Desk
from simulator.studio.runs import Runs
from simulator.studio.shelf import Memory
from simulator.studio.study import Base
from simulator.teaching.words import Words

SWITCH = "patch:satu-loket-tambahan"


class Tab(Protocol):
    """A panel that follows the study."""

    def refresh(self) -> None: ...


_Tab = TypeVar("_Tab", bound=Tab)


def desk_at(tab: str, runs: Runs, replications: int, lang: str = "id", shelf: Memory | None = None) -> Desk:
    """A desk with a small office, one plan with another counter, and a tab open."""
    desk = Desk(Words(lang), shelf or Memory())
    desk.runs = runs
    desk.choose(Base(library="kantor-sehari"))
    desk.act(lambda study: study.with_entry("p1", SWITCH, "1"))
    desk.act(lambda study: replace(study, settings=replace(study.settings, replications=replications)))
    desk.look_at(tab=tab)
    return desk


def up_to_date(desk: Desk, tab: _Tab) -> _Tab:
    """The tab as the page shows it: brought up to date after each step."""
    desk.watch(tab.refresh)
    tab.refresh()
    return tab


async def until(is_so: Callable[[], Any]) -> None:
    """Let the page work until something has happened, half a minute at most."""
    async with asyncio.timeout(30):
        while not is_so():
            await asyncio.sleep(0.02)
