"""Planners at the studio: ``python -m benchmarks.studio``, and ``--planners 10`` for ten at once.

Starts a server of its own. Each planner begins a study of kabupaten-menengah (28 days), then types a new value into a
field of a plan, again and again. "Refreshed" is from the keystroke to the table of the first answer over 30
replications of both offices, as it leaves the server, with the pause after the last keystroke in it; "first" the same
over 5 replications. Planners speak to the server as the page does, but no browser works on this machine. Every value
is new, so that each answer is simulated; that of the present state is not, after the first time.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import time
from collections import Counter
from typing import Any

from benchmarks.load_learner import Learner, Outcome, percentile
from benchmarks.load_protocol import Message, Wire, changed
from benchmarks.load_server import Served, served

OFFICE = "kabupaten-menengah"
KNOB = "demand.total"
LOWEST, HIGHEST = 60, 130
"""Applications of a working day: values to type."""

REFRESHED_S = 2.0
"""Bar: 95 of 100 answers over 30 replications, one planner."""

FIRST, WHOLE = ">5 ulangan", ">30 ulangan"
"""How the note begins that says on how much an answer rests."""

THINK_S = (2.0, 6.0)
REST_S = 5.0
HEAD = (
    "| planners | failed | ready p95, s | first p50, s | first p95, s | refreshed p50, s | refreshed p95, s "
    "| MiB a planner | processes |\n|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
)


class Planner(Learner):
    """Types into the form and waits for the first answer; `idle_ms` of the outcome is that over 5 replications."""

    def _look(self) -> None:
        self._cards, _ = self._part("cards", _has_office)

    async def _play(self, wire: Wire, moves: int) -> None:
        await self._begin(wire)
        values = self._random.sample(range(LOWEST, HIGHEST), moves)
        for number, value in enumerate(values):
            await self._think(wire, self._random.uniform(*THINK_S))
            first, whole = await self._type(wire, number + 1, str(value))
            self.outcome.idle_ms.append(first)
            self.outcome.chart_ms.append(whole)

    async def _begin(self, wire: Wire) -> None:
        """Choose the office, begin, and wait until the form and the answer of the present state are there."""
        self._phase = "choosing an office"
        await wire.custom(self._cards, {"key": OFFICE})
        begin = await self._await(wire, lambda state: _has_item(state, "begin"))
        self._phase = "beginning a study"
        await wire.custom(begin, {"key": "begin"})
        self._form = await self._await(wire, lambda state: bool(state.get("groups")))
        await self._await(wire, lambda state: WHOLE in str(state.get("html", "")))

    async def _type(self, wire: Wire, number: int, text: str) -> tuple[float, float]:
        """Milliseconds from typing to the first answer, and to the one over all replications."""
        self._phase, began = f"change {number}", time.perf_counter()
        scope = self._states[self._form]["scope"]
        await wire.custom(self._form, {"event": "type", "scope": scope, "key": KNOB, "text": text, "n": number})
        await self._await(wire, lambda state: state.get("tone") == "busy")  # what comes before is of the value before
        first = 0.0
        while True:
            html = await self._await(wire, lambda state: "ulangan" in str(state.get("html", "")), what="html")
            took = 1000 * (time.perf_counter() - began)
            if WHOLE in html:
                return first or took, took
            if FIRST in html:
                first = took

    async def _await(self, wire: Wire, fits: Any, what: str = "") -> str:
        """The model that begins to say something, or with `what` the text that it says."""
        async with asyncio.timeout(self._limit_s):
            while True:
                model, state = self._hear(await wire.receive())
                if state and fits(state):
                    return str(state[what]) if what else model

    def _hear(self, message: Message) -> tuple[str, Message]:
        """Model and new state of a message, kept in mind."""
        content = message["content"]
        model, state = changed(message)
        if message["header"]["msg_type"] == "comm_open":
            model, state = content["comm_id"], content.get("data", {}).get("state", {})
        if model:
            self._states[model] = {**self._states.get(model, {}), **state}
        return model, state

    async def _think(self, wire: Wire, seconds: float) -> None:
        """Hear what still comes, as costs do, while nothing is typed."""
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            try:
                async with asyncio.timeout(left):
                    self._hear(await wire.receive())
            except TimeoutError:
                return


def _has_office(state: Message) -> bool:
    return _has_item(state, OFFICE)


def _has_item(state: Message, key: str) -> bool:
    return any(isinstance(item, dict) and item.get("key") == key for item in state.get("items") or ())


def row(outcomes: list[Outcome], mib: float, processes: int) -> str:
    """One line of the table."""
    first = [ms / 1000 for one in outcomes for ms in one.idle_ms]
    whole = [ms / 1000 for one in outcomes for ms in one.chart_ms]
    ready = [one.ready_s for one in outcomes if one.ready_s]
    shown = (percentile(ready, 95), *(percentile(found, share) for found in (first, whole) for share in (50, 95)))
    failed = sum(bool(one.error) for one in outcomes)
    cells = (f"{len(outcomes)}", f"{failed}", *(f"{each:.2f}" for each in shown), f"{mib:.0f}", f"{processes}")
    return f"| {' | '.join(cells)} |"


def misses(outcomes: list[Outcome]) -> list[str]:
    """Bars that were missed: failures, and how long one planner waits."""
    said = [
        f"{count} planners failed: {why}" for why, count in Counter(one.error for one in outcomes if one.error).items()
    ]
    took = percentile([ms / 1000 for one in outcomes for ms in one.chart_ms], 95)
    if len(outcomes) == 1 and not took <= REFRESHED_S:
        said.append(f"refreshed p95 {took:.2f} s is over {REFRESHED_S:.0f} s")
    return said


async def measure(server: Served, asked: argparse.Namespace) -> list[str]:
    """Let planners come at once; all stay until the last has finished."""
    address, left, over = f"{server.home}studio", asked.planners, asyncio.Event()
    await Learner(server.lesson("01"), 0).study(
        0, lambda: asyncio.sleep(0)
    )  # the first page waits for the warm process
    await asyncio.to_thread(server.rest, REST_S)  # until lessons and studio are warm
    before = server.pss_mib()

    async def wait() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            over.set()
        await over.wait()

    with server.watched() as peak:
        people = [Planner(address, asked.seed + number) for number in range(asked.planners)]
        outcomes = await asyncio.gather(*(one.study(asked.moves, wait) for one in people))
    print(row(outcomes, (peak.pss_mib - before) / asked.planners, peak.processes), flush=True)
    return misses(outcomes)


def options() -> argparse.Namespace:
    """What the command was told."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--planners", type=int, default=1)
    parser.add_argument("--moves", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def main() -> int:
    """Measure and print; 1 if a bar was missed."""
    asked = options()
    with served() as server:
        print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before the first planner.\n\n{HEAD}")
        missed = asyncio.run(measure(server, asked))
    print("", *missed, sep="\n")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
