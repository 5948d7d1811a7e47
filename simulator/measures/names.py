"""Measures in words, for people."""

from collections.abc import Mapping
from types import MappingProxyType

TITLES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "waiting_time_mean": ("Waktu tunggu, rata-rata", "Waiting time, mean"),
        "waiting_time_p90": ("Waktu tunggu, 90 % tidak lebih lama dari", "Waiting time, 90 % wait at most"),
        "service_level": (
            "Bagian yang menunggu sesuai janji, dari yang dilayani",
            "Share of those served that waited as promised",
        ),
        "sojourn_time_mean": ("Waktu dari datang sampai selesai, rata-rata", "Time from arrival to departure, mean"),
        "utilisation": ("Bagian waktu jaga yang terpakai melayani", "Share of staffed time spent serving"),
        "overtime": ("Melayani di luar jam jaga", "Serving outside shifts"),
        "throughput": ("Permohonan selesai", "Cases completed"),
        "arrivals": ("Permohonan datang", "Cases arriving"),
        "balk_share": ("Bagian yang pergi karena antrean panjang", "Share that leaves because the queue is long"),
        "renege_share": ("Bagian yang pergi setelah lama menunggu", "Share that leaves after waiting too long"),
        "turned_away_share": (
            "Bagian yang ditolak atau dipulangkan: tiket habis, terlambat, atau sistem mati",
            "Share turned away or sent home: no ticket left, too late for one, or the system down",
        ),
        "give_up_share": ("Bagian yang berhenti sebelum selesai", "Share that gives up"),
        "deemed_approved_share": ("Bagian yang dianggap dikabulkan (fiktif positif)", "Share deemed approved"),
        "trips_mean": ("Kedatangan ke kantor per permohonan", "Trips to the office per case"),
        "rework_share": ("Bagian yang berkasnya pernah dikembalikan", "Share sent back at least once"),
        "present_at_end": ("Belum selesai pada akhir masa simulasi", "Still present at the end"),
        "queue_length_mean": ("Jumlah yang menunggu, rata-rata sepanjang waktu", "Cases waiting, mean over time"),
        "on_time_share": (
            "Bagian yang diputus tepat waktu, menurut batas waktu resmi",
            "Share decided on time, by the legal deadline",
        ),
    }
)
"""Measure -> title in Indonesian and in English."""

UNIT_NAMES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "min": ("menit", "min"),
        "share": ("bagian (0–1)", "share (0–1)"),
        "min/day": ("menit/hari", "min/day"),
        "cases/day": ("permohonan/hari", "cases/day"),
        "cases": ("permohonan", "cases"),
        "trips/case": ("kedatangan/permohonan", "trips/case"),
    }
)
"""Unit -> its name in Indonesian and in English."""

GROUP_TITLES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "class": ("Jenis izin", "Permit"),
        "channel": ("Kanal", "Channel"),
    }
)
"""Kind of group -> what it is called in Indonesian and in English."""
