"""Computed blocks of printed material: ``python -m simulator.teaching.handout`` writes them anew.

A block stands between ``<!-- computed: NAME -->`` and ``<!-- end -->``.
"""

import re
from pathlib import Path

from simulator.teaching.lessons.why_queues_explode import promised_wait_min
from simulator.teaching.page import lesson
from simulator.teaching.plan import Plan
from simulator.teaching.single_station import SingleStation
from simulator.teaching.words import Words

CURRICULA = Path(__file__).resolve().parents[2] / "curricula"
LESSON = "01_why_queues_explode"
BUSY_SHARES = (0.60, 0.80, 0.90, 0.95)
MINUTES_PER_MARK = 2

_BLOCK = re.compile(r"(<!-- computed: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def fill(text: str) -> str:
    """Printed material with its computed blocks written anew.

    Parameters
    ----------
    text : str
        Markdown, Indonesian.

    Returns
    -------
    str
        The same with fresh numbers; a text without blocks comes back as it is.

    Raises
    ------
    KeyError
        If a block has a name that nothing computes.
    """
    page = lesson(LESSON, lang="id")
    station = SingleStation.of(page.state.scenario)
    blocks = {
        "waits": lambda: waits_table(station, page.words),
        "answers": lambda: answers_list(station, page.state.plan, page.words),
    }
    return _BLOCK.sub(lambda match: f"{match[1]}{blocks[match[2]]()}\n{match[3]}", text)


def waits_table(station: SingleStation, words: Words) -> str:
    """Mean wait at a few settings, with bars."""
    rows = ["| Berkas per jam | Petugas sibuk | Rata-rata menunggu | |", "|---:|---:|---:|:---|"]
    for share in BUSY_SHARES:
        per_hour = share * station.capacity_per_hour
        wait = station.mean_wait(per_hour)
        marks = "▇" * round(wait / MINUTES_PER_MARK)
        rows.append(f"| {words.number(per_hour)} | {words.percent(share)} | {words.number(wait)} menit | {marks} |")
    return "\n".join([*rows, "", f"Satu kotak = {MINUTES_PER_MARK} menit."])


def answers_list(station: SingleStation, plan: Plan, words: Words) -> str:
    """Right answers of exercises and quiz."""
    more = SingleStation(station.servers + 1, station.service_min)
    limit = station.arrivals_for_wait(promised_wait_min())
    busy = words.percent(station.busy(limit))
    lines = [
        f"- Latihan 1: paling banyak {words.number(limit)} berkas per jam (sibuk {busy}).",
        f"- Latihan 2: dengan {more.servers} petugas, menunggu {words.number(more.mean_wait(plan.busy))} menit.",
    ]
    lines += [
        f"- Kuis {number}: {item.options[item.right].text.rstrip('.')}."
        for number, item in enumerate(plan.quiz, start=1)
    ]
    return "\n".join(lines)


def main() -> None:
    """Write the computed blocks of all printed material."""
    for path in sorted(CURRICULA.rglob("*.md")):
        path.write_text(fill(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
