"""Forty learners at one laptop: ``python -m benchmarks.load``.

Starts a server of its own and has a class open the same lesson at the same moment, guess, and move the slider; then the
same again in a second wave, and one learner who reloads many times. With ``--trainer`` all join a class, and the page
that shows the trainer who is where is open. Learners speak to the server as the page does, but
no browser works on this machine. "Ready" is from the request to the state of the last widget; "slider" from a move to
the chart that shows it (its first estimate), as it leaves the server.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections import Counter
from dataclasses import dataclass

from benchmarks.load_learner import Learner, Outcome, percentile
from benchmarks.load_server import Served, served
from benchmarks.load_trainer import News, new_class, trainer

READY_S, READY_AT_ONCE_S, SLIDER_MS, LEARNER_MIB = 12.0, 2.0, 100.0, 60.0
"""Bars: 95 of 100 learners at most so long without and with kernels kept ready; memory of one learner."""

LEFT_MIB = 20.0
"""Bar: memory that 200 reloads may leave. A class of forty opens twelve times as many pages in two days: 240 MiB, a
third of what the server keeps free. Less cannot be told: two rests differ by up to 15 MiB. Of open files and processes
nothing may be left: after a thousand of either the server stops."""

REST_S = 5.0
"""At least, between two waves; longer while kernels end or pages are made ready."""

HEAD = (
    "| | learners | failed | first byte p95, s | ready p50, s | ready p95, s | slider p50, ms | slider p95, ms "
    "| taken p95, ms | MiB a learner | processes | news p95, s |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
)


@dataclass
class Wave:
    """A class that comes at once."""

    name: str
    outcomes: list[Outcome]
    learner_mib: float
    processes: int
    news: News | None = None

    def row(self) -> str:
        """One line of the table."""
        found = self.outcomes
        ready = [one.ready_s for one in found if one.ready_s]
        chart = [ms for one in found for ms in one.chart_ms]
        cells = (
            self.name,
            f"{len(found)}",
            f"{len(self.failed())}",
            f"{percentile([one.first_byte_s for one in found if one.first_byte_s], 95):.2f}",
            f"{percentile(ready, 50):.2f}",
            f"{percentile(ready, 95):.2f}",
            f"{percentile(chart, 50):.0f}",
            f"{percentile(chart, 95):.0f}",
            f"{percentile([ms for one in found for ms in one.idle_ms], 95):.0f}",
            f"{self.learner_mib:.1f}",
            f"{self.processes}",
            f"{percentile(self.news.took_s, 95):.2f}" if self.news else "–",
        )
        return f"| {' | '.join(cells)} |"

    def failed(self) -> list[str]:
        """Why learners failed."""
        return [one.error for one in self.outcomes if one.error]

    def misses(self, ready_s: float) -> list[str]:
        """Bars that were missed."""
        found = self.outcomes
        ready = percentile([one.ready_s for one in found if one.ready_s], 95)
        slider = percentile([ms for one in found for ms in one.chart_ms], 95)
        said = [f"{self.name}: {count} learners failed: {why}" for why, count in Counter(self.failed()).items()]
        if not ready <= ready_s:
            said.append(f"{self.name}: ready p95 {ready:.2f} s is over {ready_s:.0f} s")
        if not slider <= SLIDER_MS:
            said.append(f"{self.name}: slider p95 {slider:.0f} ms is over {SLIDER_MS:.0f} ms")
        if self.learner_mib > LEARNER_MIB:
            said.append(f"{self.name}: {self.learner_mib:.1f} MiB a learner is over {LEARNER_MIB:.0f}")
        return said + [
            f"{self.name}: live page: {miss}" for miss in (self.news.misses(len(found)) if self.news else ())
        ]


async def wave(name: str, server: Served, lesson: str, learners: int, moves: int, seed: int, code: str = "") -> Wave:
    """Let a class come at once; all stay until the last has finished."""
    before, left, over = server.pss_mib(), learners, asyncio.Event()

    async def wait() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            over.set()
        await over.wait()

    with server.watched() as peak:
        people = [Learner(lesson, seed + number, code=code) for number in range(learners)]
        outcomes = await asyncio.gather(*(one.study(moves, wait) for one in people))
    return Wave(name, outcomes, (peak.pss_mib - before) / learners, peak.processes)


async def reload(server: Served, lesson: str, times: int) -> list[str]:
    """Open and leave a page again and again; what is left over afterwards."""

    async def at_once() -> None:
        """Leave without staying."""

    async def visit(number: int) -> str:
        return (await Learner(lesson, number).study(0, at_once)).error

    errors = [await visit(number) for number in range(5)]
    await asyncio.to_thread(server.rest, REST_S)
    files, processes, memory = server.open_files(), len(server.family()), server.pss_mib()
    errors += [await visit(number) for number in range(times)]
    await asyncio.to_thread(server.rest, REST_S)
    files_left, processes_left = server.open_files() - files, len(server.family()) - processes
    left_mib = server.pss_mib() - memory
    print(
        f"\n{times} reloads: {files} open files before and {files_left} more after, {processes} processes and "
        f"{processes_left} more, {memory:.0f} MiB and {left_mib:.0f} MiB more."
    )
    return [f"reload: {error}" for error in errors if error] + leaks(files_left, processes_left, left_mib)


def leaks(files: int, processes: int, mib: float) -> list[str]:
    """What is left over after reloads and should not be."""
    said = [f"reload: {files} open files are left over"] if files > 0 else []
    said += [f"reload: {processes} processes are left over"] if processes > 0 else []
    return said + ([f"reload: {mib:.0f} MiB left over are more than {LEFT_MIB:.0f}"] if mib > LEFT_MIB else [])


def options() -> argparse.Namespace:
    """What the command was told."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--learners", type=int, default=40)
    parser.add_argument("--ready", type=int, default=0, help="lessons that the server keeps ready")
    parser.add_argument("--lesson", default="01")
    parser.add_argument("--waves", type=int, default=2)
    parser.add_argument("--moves", type=int, default=10)
    parser.add_argument("--reloads", type=int, default=200)
    parser.add_argument("--trainer", action="store_true", help="with the live page of the class that all join open")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


async def measure(server: Served, asked: argparse.Namespace) -> list[str]:
    """Waves, then reloads; bars that were missed."""
    lesson, misses = server.lesson(asked.lesson), []
    await Learner(lesson, 0).study(0, lambda: asyncio.sleep(0))  # the first page waits for the warm process
    for number in range(asked.waves):
        await asyncio.to_thread(server.rest, REST_S)
        name, seed = f"wave {number + 1}", asked.seed + 1000 * number
        if asked.trainer:
            code = await asyncio.to_thread(new_class, server, asked.learners)
            async with trainer(server, code) as news:
                done = await wave(name, server, lesson, asked.learners, asked.moves, seed, code)
            done.news = news
        else:
            done = await wave(name, server, lesson, asked.learners, asked.moves, seed)
        print(done.row(), flush=True)
        misses += done.misses(READY_AT_ONCE_S if asked.ready else READY_S)
    if asked.reloads:
        misses += await reload(server, lesson, asked.reloads)
    return misses


def main() -> int:
    """Measure and print; 1 if a bar was missed."""
    asked = options()
    told = ["--ready", str(asked.ready), "--lesson", asked.lesson]
    with served(*told) as server:
        load = os.getloadavg()[0]
        print(f"{asked.ready} lessons kept ready; {os.cpu_count()} cores, load {load:.1f} before the first learner.\n")
        print(HEAD)
        misses = asyncio.run(measure(server, asked))
    print("", *misses, sep="\n")
    return bool(misses)


if __name__ == "__main__":
    sys.exit(main())
