"""Tasks of the notebook in which an office is calibrated from a log."""

from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri
from scipy.stats import gmean, wasserstein_distance

from simulator.measures import CONFIDENCE
from simulator.teaching.methods.task import Mistake, Task
from simulator.teaching.words import Words

Values = NDArray[np.float64]

MINUTES_PER_HOUR = 60
DURATIONS = (np.array([4.0, 6.0, 9.0, 12.0, 30.0]), np.array([8.0, 9.5, 10.0, 15.0]))
ARRIVALS = ((np.array([3.0, 11.0, 12.0, 25.0, 44.0, 58.0]), 60.0), (np.linspace(1.0, 470.0, 90), 480.0))
WAITS = (
    (np.array([9.0, 0.0, 4.0, 1.0]), np.array([2.0, 0.0, 12.0, 1.0])),
    (np.array([5.0, 1.0, 7.0, 3.0, 2.0]), np.array([6.0, 8.0, 2.0, 2.5, 4.0])),
)


def tasks(words: Words) -> dict[str, Task]:
    """The tasks, their sentences in a language."""
    return {
        "mean_and_cv": _mean_and_cv_task(words),
        "rate_per_hour": _rate_per_hour_task(words),
        "distance": _distance_task(words),
    }


def _mean_and_cv_task(words: Words) -> Task:
    _ = words
    return Task(
        examples=[(durations,) for durations in DURATIONS],
        right=lambda minutes: (minutes.mean(), minutes.std(ddof=1) / minutes.mean()),
        praise=_("Benar: rata-rata dan koefisien variasi, dua angka yang diminta berkas skenario."),
        mistakes={
            "deviation": Mistake(
                lambda minutes: (minutes.mean(), minutes.std(ddof=1)),
                _(
                    "Yang kedua masih simpangan baku, dalam menit. Koefisien variasi adalah simpangan baku "
                    "dibagi rata-rata."
                ),
            ),
            "population": Mistake(
                lambda minutes: (minutes.mean(), minutes.std() / minutes.mean()),
                _("Simpangan bakunya dibagi n. Untuk sampel, pembaginya n − 1: std(ddof=1)."),
            ),
            "median": Mistake(
                lambda minutes: (gmean(minutes), minutes.std(ddof=1) / minutes.mean()),
                _("Yang pertama rata-rata ukur, yaitu median sebaran lognormal. Skenario meminta rata-rata biasa."),
            ),
        },
    )


def _rate_per_hour_task(words: Words) -> Task:
    _ = words
    return Task(
        examples=ARRIVALS,
        right=lambda arrived, minutes: _rate(len(arrived), minutes / MINUTES_PER_HOUR),
        praise=_("Benar: cacah dibagi jam; ketidakpastian cacah Poisson kira-kira akar cacahnya."),
        mistakes={
            "minutes": Mistake(
                lambda arrived, minutes: _rate(len(arrived), minutes),
                _("Itu per menit. Skenario memakai kedatangan per jam."),
            ),
            "gaps": Mistake(
                lambda arrived, minutes: _rate(len(arrived) - 1, np.ptp(arrived) / MINUTES_PER_HOUR),
                _(
                    "Itu dari jarak antara yang pertama dan terakhir. Waktu sepi di awal dan akhir juga waktu "
                    "pengamatan."
                ),
            ),
            "count": Mistake(
                lambda arrived, minutes: (
                    _rate(len(arrived), minutes / MINUTES_PER_HOUR)[0],
                    _rate(len(arrived), 1)[1],
                ),
                _("Setengah lebarnya masih dari cacah. Bagilah juga dengan jam pengamatan."),
            ),
        },
    )


def _distance_task(words: Words) -> Task:
    _ = words
    return Task(
        examples=WAITS,
        right=wasserstein_distance,
        praise=_("Benar: jarak antara dua sebaran, dalam menit."),
        mistakes={
            "means": Mistake(
                lambda observed, simulated: abs(observed.mean() - simulated.mean()),
                _("Itu selisih rata-rata. Dua sebaran yang sangat berbeda bisa punya rata-rata yang sama."),
            ),
            "unsorted": Mistake(
                lambda observed, simulated: np.abs(observed - simulated).mean(),
                _("Pemohon ke-i di catatan bukan pemohon ke-i di simulasi. Urutkan keduanya dulu dengan np.sort."),
            ),
            "sum": Mistake(
                lambda observed, simulated: len(observed) * wasserstein_distance(observed, simulated),
                _("Itu jumlah selisih. Ambil rata-ratanya, agar catatan panjang dan pendek dapat dibandingkan."),
            ),
        },
    )


def _rate(count: int, hours: float) -> tuple[float, float]:
    return count / hours, float(ndtri((1 + CONFIDENCE) / 2)) * sqrt(count) / hours
