"""Tasks of the notebook about common random numbers."""

from collections.abc import Callable
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from simulator.measures import CONFIDENCE, estimate_mean
from simulator.teaching.methods.task import Mistake, Task
from simulator.teaching.words import Words

Values = NDArray[np.float64]

PAIRS = (
    (np.array([10.0, 14.0, 9.0, 20.0]), np.array([8.0, 11.5, 8.5, 15.0])),
    (np.array([3.0, 5.0, 4.0, 9.0, 2.0, 6.5]), np.array([3.5, 4.0, 4.5, 7.0, 2.0, 5.0])),
)
CASES, REPLICATIONS = 400, 3

IN_TURN, BY_CASE, BY_REPLICATION, MEAN_FITS = range(4)
PROPERTIES = 4
"""What a draw of service times is asked for: the same in any order, other for other cases, other in other
replications, and as long on average as it should be; each 1 or 0."""

MEAN_MIN = 10.0
MOST_OFF = 0.15
"""Of the mean: six standard errors of 1200 exponential times are 0.17, of lognormal ones with cv 0.6 0.10."""


def tasks(words: Words) -> dict[str, Task]:
    """The tasks, their sentences in a language."""
    return {
        "paired_difference": _paired_difference_task(words),
        "variance_ratio": _variance_ratio_task(words),
        "service_min": _service_min_task(words),
    }


def _paired_difference_task(words: Words) -> Task:
    _ = words
    return Task(
        examples=PAIRS,
        right=lambda base, alternative: _estimate(alternative - base),
        praise=_("Benar: selisih dihitung di setiap ulangan, lalu dirata-ratakan beserta rentangnya."),
        mistakes={
            "sign": Mistake(
                lambda base, alternative: _estimate(base - alternative),
                _("Tandanya terbalik: perubahan dikurangi keadaan dasar, agar angka negatif berarti berkurang."),
            ),
            "unpaired": Mistake(
                _unpaired,
                _(
                    "Rentangnya dari dua kelompok yang dianggap lepas. Pasangannya terbuang: hitung rentang "
                    "dari selisih."
                ),
            ),
            "half_widths": Mistake(
                lambda base, alternative: (
                    float(np.mean(alternative - base)),
                    _estimate(base)[1] + _estimate(alternative)[1],
                ),
                _("Setengah lebar dua rata-rata tidak dijumlahkan. Hitung rentang dari selisih di setiap ulangan."),
            ),
        },
    )


def _variance_ratio_task(words: Words) -> Task:
    _ = words
    return Task(
        examples=PAIRS,
        right=_variance_ratio,
        praise=_("Benar: sebesar inilah ulangan yang dihemat oleh pasangan."),
        mistakes={
            "inverse": Mistake(
                lambda base, alternative: 1 / _variance_ratio(base, alternative),
                _("Pembilang dan penyebut tertukar: ragam tanpa pasangan dibagi ragam selisih berpasangan."),
            ),
            "deviations": Mistake(
                lambda base, alternative: sqrt(_variance_ratio(base, alternative)),
                _("Itu nisbah simpangan baku. Banyaknya ulangan sebanding dengan ragam, yaitu kuadratnya."),
            ),
            "one_side": Mistake(
                lambda base, alternative: float(np.var(base, ddof=1) / np.var(alternative - base, ddof=1)),
                _("Tanpa pasangan, ragam selisih adalah jumlah ragam kedua pihak, bukan satu saja."),
            ),
        },
    )


def _service_min_task(words: Words) -> Task:
    _ = words
    return Task(
        examples=[()],
        right=lambda: np.ones(PROPERTIES),
        praise=_("Benar: setiap lama pelayanan punya alamat, kapan pun diminta."),
        mistakes={
            "in_turn": Mistake(
                lambda: _without(IN_TURN),
                _("Hasilnya bergantung pada urutan permintaan. Buat pembangkit baru dari alamatnya di dalam fungsi."),
            ),
            "same_case": Mistake(
                lambda: _without(BY_CASE),
                _("Semua pemohon mendapat lama yang sama. Masukkan number ke dalam alamat."),
            ),
            "same_replication": Mistake(
                lambda: _without(BY_REPLICATION),
                _("Semua ulangan sama. Masukkan replication ke dalam alamat; tanpa itu n ulangan hanya satu."),
            ),
            "mean": Mistake(
                lambda: _without(MEAN_FITS),
                _("Alamatnya sudah benar, tetapi rata-ratanya jauh dari 10 menit. Periksa parameter sebarannya."),
            ),
        },
        observe=properties,
    )


def properties(draw: Callable[[int, int], float]) -> list[float]:
    """What a student's draw of service times has of what is asked for; all 0 or 1."""
    addresses = [(replication, number) for replication in range(REPLICATIONS) for number in range(CASES)]
    forwards = {address: float(draw(*address)) for address in addresses}
    backwards = {address: float(draw(*address)) for address in reversed(addresses)}
    table = np.array([forwards[address] for address in addresses]).reshape(REPLICATIONS, CASES)
    found = [
        forwards == backwards,
        np.ptp(table, axis=1).all(),
        not (table == table[0]).all(),
        abs(table.mean() / MEAN_MIN - 1) < MOST_OFF,
    ]
    return [float(one) for one in found]


def _without(place: int) -> list[float]:
    return [float(each != place) for each in range(PROPERTIES)]


def _estimate(values: Values) -> tuple[float, float]:
    estimate = estimate_mean(values, "")
    return estimate.mean, estimate.half_width


def _unpaired(base: Values, alternative: Values) -> tuple[float, float]:
    n = len(base)
    quantile = float(stdtrit(2 * n - 2, (1 + CONFIDENCE) / 2))
    error = sqrt(float(np.var(base, ddof=1) + np.var(alternative, ddof=1)) / n)
    return float(np.mean(alternative - base)), quantile * error


def _variance_ratio(base: Values, alternative: Values) -> Any:
    return (np.var(base, ddof=1) + np.var(alternative, ddof=1)) / np.var(alternative - base, ddof=1)
