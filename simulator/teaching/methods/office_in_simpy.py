"""Tasks of the notebook in which a small office is built with SimPy."""

from collections.abc import Callable, Iterable
from math import inf
from typing import Any

import pandas as pd
import simpy

from simulator.teaching.methods.task import Mistake, Task
from simulator.teaching.words import Words

COLUMNS = ("arrived", "started", "ended")

Row = tuple[float, float | None, float]

LOGS = tuple(
    pd.DataFrame(rows, columns=list(COLUMNS), dtype=float)
    for rows in (
        [(0, 0, 10), (4, 10, 16), (21, 21, 33)],
        [(2, 2, 9), (3, 5, 30), (3, 9, 12), (28, 28, 29), (29, 30, 41)],
    )
)
CLOSING = 30.0

APPLICANTS = ((0.0, 10.0, 5.0), (1.0, 4.0, 3.0), (2.0, 5.0, 20.0), (3.0, 2.0, 30.0))
"""Arrival, service and patience of four applicants at one counter, minutes. What follows is worked by hand."""

LEAVES: tuple[Row, ...] = ((0, 0, 10), (1, None, 4), (2, 10, 15), (3, 15, 17))
STAYS: tuple[Row, ...] = ((0, 0, 10), (1, 10, 14), (2, 14, 19), (3, 19, 21))
LEAVES_UNSEEN: tuple[Row, ...] = ((0, 0, 10), (2, 10, 15), (3, 15, 17))
KEEPS_ITS_PLACE: tuple[Row, ...] = ((0, 0, 10), (1, None, 4), (2, None, 22), (3, None, 33))


def tasks(words: Words) -> dict[str, Task]:
    """The tasks, their sentences in a language."""
    return {
        "waiting_times": _waiting_times_task(words),
        "busy_share": _busy_share_task(words),
        "impatient_case": _impatient_case_task(words),
    }


def _waiting_times_task(words: Words) -> Task:
    _ = words
    return Task(
        examples=[(log,) for log in LOGS],
        right=lambda log: log["started"] - log["arrived"],
        praise=_("Benar: waktu tunggu dihitung dari datang sampai mulai dilayani."),
        mistakes={
            "sojourn": Mistake(
                lambda log: log["ended"] - log["arrived"],
                _("Itu waktu seluruhnya, pelayanan ikut terhitung. Waktu tunggu berhenti saat pelayanan mulai."),
            ),
            "service": Mistake(
                lambda log: log["ended"] - log["started"],
                _("Itu lama pelayanan. Waktu tunggu adalah yang terjadi sebelumnya, sejak pemohon datang."),
            ),
            "sign": Mistake(
                lambda log: log["arrived"] - log["started"],
                _("Tandanya terbalik: mulai dilayani dikurangi waktu datang."),
            ),
        },
    )


def _busy_share_task(words: Words) -> Task:
    _ = words
    return Task(
        examples=[(LOGS[0], 1, CLOSING), (LOGS[1], 2, CLOSING)],
        right=_busy_share,
        praise=_("Benar: jam sibuk di dalam jam buka, dibagi jam petugas yang tersedia."),
        mistakes={
            "overtime": Mistake(
                lambda log, servers, closing: (log["ended"] - log["started"]).sum() / (servers * closing),
                _("Pelayanan sesudah tutup ikut terhitung. Potong pada waktu tutup, dengan clip(upper=closing)."),
            ),
            "servers": Mistake(
                lambda log, servers, closing: servers * _busy_share(log, servers, closing),
                _("Jam sibuk dibagi jam satu petugas saja. Bagilah juga dengan banyaknya petugas."),
            ),
            "waiting": Mistake(
                lambda log, servers, closing: _share_between(log["arrived"], log["ended"], servers, closing),
                _("Waktu menunggu ikut terhitung. Petugas sibuk sejak pelayanan mulai, bukan sejak pemohon datang."),
            ),
        },
    )


def _impatient_case_task(words: Words) -> Task:
    _ = words
    return Task(
        examples=[(APPLICANTS,)],
        right=lambda _applicants: flat(LEAVES),
        praise=_("Benar: yang habis sabarnya pergi, tercatat, dan melepaskan tempatnya dalam antrean."),
        mistakes={
            "stays": Mistake(
                lambda _applicants: flat(STAYS),
                _("Tidak ada yang pergi. Tunggulah giliran atau batas sabar: yield turn | env.timeout(patience_min)."),
            ),
            "unseen": Mistake(
                lambda _applicants: flat(LEAVES_UNSEEN),
                _(
                    "Yang pergi tidak tercatat, sehingga rata-rata tunggu hanya dari yang bertahan. Catat dia "
                    "dengan None."
                ),
            ),
            "keeps_its_place": Mistake(
                lambda _applicants: flat(KEEPS_ITS_PLACE),
                _(
                    "Yang pergi masih memegang tempatnya dan kelak menahan loket. Pakai with, atau batalkan "
                    "dengan turn.cancel()."
                ),
            ),
        },
        observe=lambda function, applicants: flat(office_with(function, applicants)),
    )


def _busy_share(log: pd.DataFrame, servers: int, closing: float) -> float:
    return _share_between(log["started"], log["ended"], servers, closing)


def _share_between(first: pd.Series, last: pd.Series, servers: int, closing: float) -> float:
    inside = last.clip(upper=closing) - first.clip(upper=closing)
    return float(inside.sum()) / (servers * closing)


def office_with(case: Callable[..., Any], applicants: tuple[tuple[float, float, float], ...]) -> list[Row]:
    """What applicants at one counter write into the log, in order of arrival.

    Parameters
    ----------
    case : callable
        ``case(env, counters, service_min, patience_min, log)``, a process of SimPy.
    applicants : tuple of (float, float, float)
        Arrival, service and patience of each, minutes.
    """
    env, log = simpy.Environment(), list[Row]()
    counters = simpy.Resource(env, capacity=1)

    def arrivals() -> Any:
        for arrival, service, patience in applicants:
            yield env.timeout(arrival - env.now)
            env.process(case(env, counters, service, patience, log))

    env.process(arrivals())
    env.run()
    return sorted(log, key=lambda row: row[0])


def flat(rows: Iterable[Row]) -> list[float]:
    """The numbers of all rows in one row; who was never served has started at no time."""
    return [inf if number is None else float(number) for row in rows for number in row]
