"""Tasks of the notebook in which a simulation is checked against theory."""

from math import sqrt

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from simulator.measures import CONFIDENCE, estimate_mean
from simulator.teaching.methods.task import Mistake, Task
from simulator.teaching.words import Words
from simulator.theory import erlang_b, erlang_c, mm1_mean_wait, mmc_mean_sojourn, mmc_mean_wait

NORMAL_QUANTILE = 1.96
SAMPLES = ([9.0, 10.0, 11.0], [4.0, 7.5, 6.0, 12.0, 3.5, 8.0], list(np.linspace(2.0, 9.0, 30) ** 1.5))
QUEUES = ((0.4, 1 / 6, 3), (0.3, 0.2, 2), (1.5, 0.1, 18))
PRESENCE = tuple(
    (pd.DataFrame(rows, columns=["arrived", "started", "ended"], dtype=float), end)
    for rows, end in (
        ([(0, 0, 10), (4, 10, 16), (21, 21, 33)], 30.0),
        ([(2, 2, 9), (3, 5, 30), (3, 9, 12), (28, 28, 29), (29, 30, 41)], 40.0),
    )
)


def tasks(words: Words) -> dict[str, Task]:
    """The tasks, their sentences in a language."""
    return {
        "half_width": _half_width_task(words),
        "mmc_wait": _mmc_wait_task(words),
        "number_present": _number_present_task(words),
    }


def _half_width_task(words: Words) -> Task:
    _ = words
    return Task(
        examples=[(sample,) for sample in SAMPLES],
        right=lambda values: estimate_mean(values, "").half_width,
        praise=_("Benar: t dengan derajat bebas n − 1, kali simpangan baku, dibagi akar n."),
        mistakes={
            "normal": Mistake(
                lambda values: NORMAL_QUANTILE * np.std(values, ddof=1) / sqrt(len(values)),
                _(
                    "Itu memakai 1,96. Ulangannya sedikit dan ragamnya ditaksir, jadi pakai t dengan derajat "
                    "bebas n − 1."
                ),
            ),
            "spread": Mistake(
                lambda values: estimate_mean(values, "").half_width * sqrt(len(values)),
                _(
                    "Anda belum membagi dengan akar n. Yang dicari ketidakpastian rata-rata, bukan sebaran "
                    "satu ulangan."
                ),
            ),
            "population": Mistake(
                lambda values: _t(values) * np.std(values) / sqrt(len(values)),
                _("Simpangan bakunya dibagi n. Untuk sampel, pembaginya n − 1: std(ddof=1)."),
            ),
            "whole_width": Mistake(
                lambda values: 2 * estimate_mean(values, "").half_width,
                _("Itu lebar seluruh rentang. Yang ditulis sesudah ± adalah setengahnya."),
            ),
            "one_sided": Mistake(
                lambda values: _t(values, CONFIDENCE) * np.std(values, ddof=1) / sqrt(len(values)),
                _("Kuantil t yang dipakai 0,95. Rentang 95% dua sisi menyisakan 2,5% di setiap sisi: pakai 0,975."),
            ),
        },
    )


def _mmc_wait_task(words: Words) -> Task:
    _ = words
    return Task(
        examples=QUEUES,
        right=mmc_mean_wait,
        praise=_("Benar: peluang harus menunggu, dibagi kelonggaran cμ − λ."),
        mistakes={
            "loss": Mistake(
                lambda arrival, service, servers: erlang_b(arrival / service, servers) / (servers * service - arrival),
                _("Itu memakai B, peluang ditolak bila tidak boleh menunggu. Pemohon boleh menunggu, jadi pakai C."),
            ),
            "sojourn": Mistake(
                mmc_mean_sojourn,
                _("Itu waktu seluruhnya: lama pelayanan 1/μ ikut terhitung."),
            ),
            "one_fast_server": Mistake(
                lambda arrival, service, servers: mm1_mean_wait(arrival, servers * service),
                _("Itu satu petugas yang c kali lebih cepat. Beberapa petugas biasa punya peluang menunggu yang lain."),
            ),
            "probability": Mistake(
                lambda arrival, service, servers: erlang_c(arrival / service, servers),
                _("Itu peluang harus menunggu, belum menitnya. Bagilah dengan cμ − λ."),
            ),
        },
    )


def _number_present_task(words: Words) -> Task:
    _ = words
    return Task(
        examples=PRESENCE,
        right=lambda log, end: _area(log["arrived"], log["ended"], end) / end,
        praise=_("Benar: jumlah waktu hadir di dalam rentang, dibagi panjang rentang."),
        mistakes={
            "beyond": Mistake(
                lambda log, end: (log["ended"] - log["arrived"]).sum() / end,
                _("Waktu sesudah akhir rentang ikut terhitung. Potong pada end, agar hukum Little berlaku tepat."),
            ),
            "area": Mistake(
                lambda log, end: _area(log["arrived"], log["ended"], end),
                _("Itu jumlah orang-menit. Bagilah dengan panjang rentang, end."),
            ),
            "waiting": Mistake(
                lambda log, end: _area(log["arrived"], log["started"], end) / end,
                _("Itu hanya yang menunggu, L_q. Yang sedang dilayani juga berada di kantor."),
            ),
            "sojourn": Mistake(
                lambda log, end: _area(log["arrived"], log["ended"], end) / len(log),
                _("Itu rata-rata lama hadir per orang. Untuk rata-rata orang per saat, bagilah dengan end."),
            ),
        },
    )


def _t(values: ArrayLike, probability: float = (1 + CONFIDENCE) / 2) -> float:
    return float(stdtrit(np.size(values) - 1, probability))


def _area(first: pd.Series, last: pd.Series, end: float) -> float:
    return float((last.clip(upper=end) - first.clip(upper=end)).sum())
