"""The words on figures, in both languages."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Lang = Literal["id", "en"]

WORDS: Mapping[str, Mapping[Lang, str]] = MappingProxyType(
    {
        "interval": {
            "id": "rata-rata dan selang 95 % ({n} ulangan)",
            "en": "mean and 95 % interval ({n} replications)",
        },
        "single": {"id": "satu ulangan, belum ada selang", "en": "one replication, no interval yet"},
        "hour": {"id": "Jam", "en": "Time of day"},
        "queue_length": {"id": "Jumlah yang menunggu", "en": "Cases waiting"},
        "queue_title": {
            "id": "Antrean sepanjang hari: {interval}",
            "en": "Queue through the day: {interval}",
        },
        "waiting_time": {"id": "Waktu tunggu (menit)", "en": "Waiting time (min)"},
        "share_at_least": {"id": "Menunggu paling lama sekian", "en": "Waits at most this long"},
        "waiting_title": {
            "id": "Sebaran waktu tunggu ({visits} kunjungan, {n} ulangan)",
            "en": "Distribution of waiting time ({visits} visits, {n} replications)",
        },
        "target": {"id": "janji {minutes:g} menit", "en": "promise of {minutes:g} min"},
        "utilisation": {"id": "Bagian waktu jaga yang terpakai melayani", "en": "Share of staffed time spent serving"},
        "utilisation_title": {
            "id": "Kesibukan petugas: {interval}",
            "en": "Utilisation of staff: {interval}",
        },
    }
)


def interval_words(n: int, lang: Lang) -> str:
    """What a figure shows of `n` replications."""
    return word("interval", lang, n=n) if n > 1 else word("single", lang)


def word(key: str, lang: Lang, **values: object) -> str:
    """A text of a figure in a language, with its values filled in."""
    return WORDS[key][lang].format(**values)
