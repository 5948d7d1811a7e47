"""Tasks of the notebook about designs of experiments."""

import numpy as np
from numpy.typing import NDArray

from simulator.experiments.compare import holm
from simulator.measures import estimate_mean
from simulator.teaching.methods.task import Mistake, Task
from simulator.teaching.words import Words

Values = NDArray[np.float64]
Flags = NDArray[np.bool_]

ALPHA = 0.05
A = np.array([False, False, True, True])
B = np.array([False, True, False, True])
GRIDS = (
    (np.array([[20.0, 26.0, 18.0], [14.0, 17.0, 13.5], [12.0, 15.0, 10.0], [11.0, 12.5, 9.5]])),
    (np.array([[5.0, 7.0, 6.0, 9.0], [5.5, 7.5, 6.5, 8.0], [4.0, 6.0, 4.5, 7.0], [6.0, 8.5, 6.5, 9.5]])),
)
"""Four points, the corners of two levers, in some replications."""

P_VALUES = ([0.001, 0.04, 0.03], [0.012, 0.02, 0.30, 0.013], [0.2, 0.049, 0.6], [0.004, 0.011, 0.03, 0.02])


def tasks(words: Words) -> dict[str, Task]:
    """The tasks, their sentences in a language."""
    return {
        "main_effect": _main_effect_task(words),
        "interaction": _interaction_task(words),
        "told_apart": _told_apart_task(words),
    }


def _main_effect_task(words: Words) -> Task:
    _ = words
    return Task(
        examples=[(grid, lever) for grid in GRIDS for lever in (A, B)],
        right=lambda values, is_high: _estimate(_effects(values, is_high)),
        praise=_("Benar: satu pengaruh di setiap ulangan, lalu rata-rata dan rentangnya."),
        mistakes={
            "sign": Mistake(
                lambda values, is_high: _estimate(-_effects(values, is_high)),
                _("Tandanya terbalik: setelan tinggi dikurangi setelan rendah."),
            ),
            "half": Mistake(
                lambda values, is_high: _estimate(_effects(values, is_high) / 2),
                _(
                    "Itu setengah pengaruh, yaitu koefisien regresi dengan kode −1 dan 1. Yang diminta dari "
                    "rendah ke tinggi."
                ),
            ),
            "points": Mistake(
                _of_points,
                _(
                    "Rentangnya dari titik-titik rancangan. Yang bebas satu dari yang lain adalah ulangan: "
                    "axis=0, bukan axis=1."
                ),
            ),
        },
    )


def _interaction_task(words: Words) -> Task:
    _ = words
    return Task(
        examples=[(grid, A, B) for grid in GRIDS],
        right=lambda values, a, b: _interactions(values, a, b).mean(),
        praise=_("Benar: setengah selisih antara dua pengaruh."),
        mistakes={
            "whole": Mistake(
                lambda values, a, b: 2 * _interactions(values, a, b).mean(),
                _("Selisih dua pengaruh itu benar; menurut kesepakatan, interaksi adalah setengahnya."),
            ),
            "sum": Mistake(
                lambda values, a, b: (_effects(values, a) + _effects(values, b)).mean(),
                _("Itu jumlah dua pengaruh utama, yang berlaku bila tidak ada interaksi."),
            ),
            "sign": Mistake(
                lambda values, a, b: -_interactions(values, a, b).mean(),
                _("Tandanya terbalik: pengaruh a saat b tinggi dikurangi pengaruh a saat b rendah."),
            ),
        },
    )


def _told_apart_task(words: Words) -> Task:
    _ = words
    return Task(
        examples=[(list(values),) for values in P_VALUES],
        right=lambda p_values: [p <= ALPHA for p in holm(p_values)],
        praise=_("Benar: Holm menjaga peluang satu saja alarm palsu di antara semuanya."),
        mistakes={
            "none": Mistake(
                lambda p_values: [p <= ALPHA for p in p_values],
                _(
                    "Setiap nilai p dibandingkan dengan 0,05 sendiri-sendiri. Dengan banyak pengaruh, alarm "
                    "palsu menjadi biasa."
                ),
            ),
            "bonferroni": Mistake(
                lambda p_values: [p * len(p_values) <= ALPHA for p in p_values],
                _(
                    "Itu Bonferroni: aman, tetapi terlalu ketat. Holm mengalikan yang terkecil dengan m, "
                    "berikutnya dengan m − 1, dan seterusnya."
                ),
            ),
            "never_stops": Mistake(
                _without_stopping,
                _("Holm berhenti pada nilai pertama yang gagal: semua yang lebih besar ikut gagal."),
            ),
        },
    )


def _effects(values: Values, is_high: Flags) -> Values:
    """Of a lever, in each replication."""
    return np.asarray(values[is_high].mean(axis=0) - values[~is_high].mean(axis=0))


def _interactions(values: Values, a: Flags, b: Flags) -> Values:
    """Half of what the effect of a changes with b, in each replication."""
    return np.asarray((_effects(values[b], a[b]) - _effects(values[~b], a[~b])) / 2)


def _of_points(values: Values, is_high: Flags) -> tuple[float, float]:
    """With the interval of differences between points, each averaged over its replications."""
    return _estimate(values[is_high].mean(axis=1) - values[~is_high].mean(axis=1))


def _without_stopping(p_values: list[float]) -> list[bool]:
    ranks = np.argsort(np.argsort(p_values))
    return [bool(p * (len(p_values) - rank) <= ALPHA) for p, rank in zip(p_values, ranks, strict=True)]


def _estimate(values: Values) -> tuple[float, float]:
    estimate = estimate_mean(values, "")
    return estimate.mean, estimate.half_width
