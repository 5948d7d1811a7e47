"""Tasks of the notebook in which students write a measure of their own from the event log."""

import pandas as pd

from simulator.teaching.methods.task import Mistake, Task
from simulator.teaching.words import Words

MS_PER_MIN = 60_000
LIMIT_MIN = 15.0
VISIT = ["replication", "case", "visit"]


def _rows(*rows: tuple[int, str, int, int, float]) -> pd.DataFrame:
    """Rows of one station, as `EventLog.to_frame` gives them: replication, event, case, visit, minute."""
    table = pd.DataFrame(rows, columns=["replication", "event", "case", "visit", "time_ms"])
    return table.assign(time_ms=(table["time_ms"] * MS_PER_MIN).astype("int64"))


LOGS = (
    _rows(
        (0, "queue_join", 0, 0, 0), (0, "service_start", 0, 0, 0), (0, "queue_join", 1, 0, 1),
        (0, "queue_join", 2, 0, 2), (0, "service_start", 1, 0, 16), (0, "renege", 2, 0, 20),
        (0, "queue_join", 3, 0, 21), (0, "service_start", 3, 0, 40), (0, "queue_join", 0, 1, 41),
        (0, "service_start", 0, 1, 58),
    ),
    _rows(
        (0, "queue_join", 0, 0, 0), (0, "service_start", 0, 0, 3), (0, "queue_join", 1, 0, 4), (0, "renege", 1, 0, 9),
        (1, "queue_join", 0, 0, 2), (1, "service_start", 0, 0, 30), (1, "queue_join", 1, 0, 31),
        (1, "service_start", 1, 0, 40), (1, "queue_join", 2, 0, 45),
    ),
)  # fmt: skip


def tasks(words: Words) -> dict[str, Task]:
    """The tasks, their sentences in a language."""
    return {
        "share_within": _share_within_task(words),
        "worst_wait": _worst_wait_task(words),
    }


def _share_within_task(words: Words) -> Task:
    _ = words
    return Task(
        examples=[(log, LIMIT_MIN) for log in LOGS],
        right=_share_within,
        praise=_("Benar: yang pergi sebelum dilayani ikut di penyebut, sebab ia tidak dilayani pada waktunya."),
        mistakes={
            "survivors": Mistake(
                lambda rows, minutes: _within(rows, minutes).mean(),
                _(
                    "Penyebutnya hanya yang dilayani. Yang pergi karena terlalu lama menunggu hilang, dan "
                    "angkanya tampak lebih baik."
                ),
            ),
            "late": Mistake(
                lambda rows, minutes: 1 - _share_within(rows, minutes),
                _("Itu bagian yang tidak dilayani pada waktunya. Yang diminta kebalikannya."),
            ),
            "milliseconds": Mistake(
                lambda rows, minutes: _share_within(rows, minutes / MS_PER_MIN),
                _("Catatan memakai milidetik, batasnya menit. Kalikan batas dengan 60.000."),
            ),
            "first_visit": Mistake(
                lambda rows, minutes: _share_within(rows[rows["visit"] == 0], minutes),
                _("Kunjungan kedua terbuang atau tertukar. Cocokkan baris menurut replication, case, dan visit."),
            ),
        },
    )


def _worst_wait_task(words: Words) -> Task:
    _ = words
    return Task(
        examples=[(log,) for log in LOGS],
        right=lambda rows: _waits(rows).groupby("replication").max().mean(),
        praise=_("Benar: yang terlama di setiap ulangan, lalu rata-rata ulangan."),
        mistakes={
            "overall": Mistake(
                lambda rows: _waits(rows).max(),
                _(
                    "Itu yang terlama dari semua ulangan, dan makin besar makin banyak ulangan. Cari dulu di "
                    "setiap ulangan."
                ),
            ),
            "mean": Mistake(
                lambda rows: _waits(rows).groupby("replication").mean().mean(),
                _("Itu rata-rata tunggu. Yang diminta yang terlama di setiap ulangan: max()."),
            ),
            "milliseconds": Mistake(
                lambda rows: MS_PER_MIN * _waits(rows).groupby("replication").max().mean(),
                _("Itu masih milidetik. Bagilah dengan 60.000."),
            ),
        },
    )


def _times(rows: pd.DataFrame, event: str) -> pd.Series:
    return rows[rows["event"] == event].set_index(VISIT)["time_ms"]


def _joins(rows: pd.DataFrame) -> pd.Series:
    return _times(rows, "queue_join")


def _waits(rows: pd.DataFrame) -> pd.Series:
    """Minutes that each visit waited which was served."""
    return (_times(rows, "service_start") - _joins(rows)).dropna() / MS_PER_MIN


def _within(rows: pd.DataFrame, minutes: float) -> pd.Series:
    return _waits(rows) <= minutes


def _share_within(rows: pd.DataFrame, minutes: float) -> float:
    return float(_within(rows, minutes).reindex(_joins(rows).index, fill_value=False).mean())
