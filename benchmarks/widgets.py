"""What the replay and the chart cost in a real Chromium: ``python -m benchmarks.widgets``.

Frame times come from the page itself: the timestamps that the browser gives each animation frame, and the script's
own time in it. A chart's time runs from the new data to the end of style and layout, and to the frame that shows it.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
from collections.abc import Sequence
from typing import Any

import numpy as np
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.widgets_page import page_of, served
from simulator.experiments import run
from simulator.scenario import Scenario, load_scenario
from simulator.widgets import Axis, Bars, Chart, Guess, Line, Picture, Point, Points, Replay, Table, replay_day

SEED = 2026
FLAGS = ["--no-sandbox", "--disable-gpu"]
SECONDS = 10
UPDATES = 200
SPEEDS = (1, 5, 20, 60)
DROPPED_MS = 20.0
"""A frame that comes later than this after the one before: at 60 a second the next is due after 16.7 ms."""

PLAY = """async ([hour, speed, seconds]) => {
  const root = document.querySelector(".sp-replay"), { clock } = root.office;
  clock.seek(clock.first + hour * 3600000, true);
  await new Promise((done) => setTimeout(done, 400));
  clock.speed = speed;
  root.frames.work = []; root.frames.interval = [];
  clock.play();
  await new Promise((done) => setTimeout(done, 1000 * seconds));
  clock.pause();
  return { work: root.frames.work.slice(2), interval: root.frames.interval.slice(2) };
}"""
REDRAW = """async (specs) => {
  const [model] = window.models, laid = [], shown = [];
  for (const spec of specs) {
    await new Promise((done) => requestAnimationFrame(done));
    const began = performance.now();
    model.put("spec", spec);
    document.querySelector(".sp-picture svg").getBoundingClientRect();
    laid.push(performance.now() - began);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    shown.push(performance.now() - began);
  }
  return { laid, shown };
}"""


def busy_office(times: float = 2.05) -> Scenario:
    """A public service mall with twice the people and twice the staff: some 1,000 cases on its first day."""
    mall = load_scenario("mpp")
    changes: dict[str, Any] = {"stations[resepsi].tickets.per_day": 1200}
    for group in mall.spec.case_classes:
        if group.arrivals.per_day:
            changes[f"case_classes[{group.name}].arrivals.per_day"] = times * group.arrivals.per_day
    for station in mall.spec.stations:
        for number, line in enumerate(station.roster or ()):
            changes[f"stations[{station.name}].roster[{number}].servers"] = 2 * line.servers
    return mall.with_(changes)


def busy_replay() -> Replay:
    """The first day of that office."""
    return replay_day(run(busy_office(), replications=1, seed=SEED, keep_log=True))


def play(page: Page, speed: int, hour: float = 8.5, seconds: float = SECONDS) -> dict[str, list[float]]:
    """Play from an hour on; times of each frame: between frames, and of the script in it."""
    found: dict[str, list[float]] = page.evaluate(PLAY, [hour, speed, seconds])
    return found


def pictures(n: int) -> list[Picture]:
    """Charts as lessons and the studio draw them, each with other numbers: four sets of marks in turn."""
    rng = np.random.default_rng(SEED)
    return [_picture(number, rng.gamma(4.0, 3.0, 60).tolist()) for number in range(n)]


def _picture(number: int, values: Sequence[float]) -> Picture:
    names = [f"Meja {place + 1}" for place in range(8)]
    points = [Point(place, y, 0.8 * y, 1.2 * y) for place, y in enumerate(values[:8])]
    curve = [Point(place, y, 0.7 * y, 1.3 * y) for place, y in enumerate(values)]
    scale, places = Axis("Waktu", "menit", 0, 59), Axis("Tempat", names=names)
    kinds: list[tuple[Axis, Sequence[Points | Line | Bars]]] = [
        (scale, [Line("rata-rata", curve)]),
        (places, [Points("dasar", points), Points("rencana", points[::-1])]),
        (places, [Bars("dasar", points), Bars("rencana", points)]),
        (scale, [Line("dasar", curve), Line("rencana", curve[::-1])]),
    ]
    x, marks = kinds[number % len(kinds)]
    rows = [[name, f"{y:.1f}"] for name, y in zip(names, values, strict=False)]
    about = {"points": "", "line": "", "guess": "tebakan"}
    table = Table("Angka", ["Tempat", "Menit"], rows)
    return Picture(
        "Menunggu", "Rata-rata", x, Axis("Menunggu", "menit"), about, table, guess=Guess(3, 9.0), marks=marks
    )


def redraw(page: Page, updates: Sequence[Picture]) -> dict[str, list[float]]:
    """Give the chart of a page other pictures one after the other; milliseconds until laid out, and until shown."""
    specs = [Chart(picture, lang="id").spec for picture in updates]
    found: dict[str, list[float]] = page.evaluate(REDRAW, specs)
    return found


def open_page(browser: Browser, url: str, width: int) -> Page:
    """A page of this width, drawn."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(url)
    page.locator("html[data-drawn]").wait_for(state="attached")
    return page


def main() -> None:
    """Measure and print two tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chromium", default=os.environ.get("SIMPTSP_CHROMIUM") or shutil.which("chromium"))
    said = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=said.chromium, args=FLAGS)
        print(
            f"Chromium {browser.version}, headless, {' '.join(FLAGS)}; {os.cpu_count()} cores, {platform.system()}.\n"
        )
        _print_replay(browser)
        _print_chart(browser)
        browser.close()


def _print_replay(browser: Browser) -> None:
    replay = busy_replay()
    size = sum(map(len, replay.columns.values()))
    print(f"Replay of {len(replay.cases):,} cases, {size / 1000:.0f} kB of log, played from 8:30 for {SECONDS} s.\n")
    print("| width | minutes a second | frames | between frames p50, ms | p95 | over 20 ms | script p50, ms | p95 |")
    print("|--:|--:|--:|--:|--:|--:|--:|--:|")
    with served(page_of([replay])) as url:
        for width in (1280, 390):
            page = open_page(browser, url, width)
            for speed in SPEEDS:
                seen = play(page, speed)
                gap, work = np.array(seen["interval"]), np.array(seen["work"])
                numbers = [np.median(gap), np.quantile(gap, 0.95)]
                cells = [*map("{:.1f}".format, numbers), f"{(gap > DROPPED_MS).mean():.1%}"]
                cells += [f"{np.median(work):.2f}", f"{np.quantile(work, 0.95):.2f}"]
                print(f"| {width} | {speed} | {len(gap)} | {' | '.join(cells)} |", flush=True)
            page.close()


def _print_chart(browser: Browser) -> None:
    updates = pictures(UPDATES)
    with served(page_of([Chart(updates[0], lang="id")])) as url:
        page = open_page(browser, url, 1280)
        seen = redraw(page, updates)
    print(f"\nChart, {UPDATES} updates, ms from new data:\n\n| until | p50 | p95 | largest |\n|---|--:|--:|--:|")
    for what, times in (("laid out", seen["laid"]), ("on the screen", seen["shown"])):
        cells = [f"{number:.1f}" for number in (np.median(times), np.quantile(times, 0.95), max(times))]
        print(f"| {what} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
