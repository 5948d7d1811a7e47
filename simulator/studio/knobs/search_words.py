"""Other words by which planners look for a field."""

__all__ = ["also_called"]

_WORDS = (
    (
        ("permohonan masuk", "applications coming in"),
        "pemohon kedatangan datang pengunjung tamu berkas izin antrean sehari per hari jumlah "
        "applicants arrivals visitors guests demand per day",
    ),
    (
        ("jumlah petugas", "jadwal jaga", "number of staff", "roster", "loket tambahan", "more counter"),
        "pegawai orang asn honorer loket sdm personel antre antrean tunggu sementara kontrak magang bantuan meja "
        "officers people employees queue wait temporary contract extra desk",
    ),
    (("jadwal jaga", "roster"), "lembur shift giliran piket jam kerja sabtu overtime hours saturday"),
    (
        ("pendamping", "klinik", "informasi", "clinic", "information"),
        "pendampingan bimbingan bantuan konsultasi meja assistance helpdesk help desk advice",
    ),
    (("jam buka", "opening"), "lembur overtime jam kerja jam layanan tutup istirahat hours"),
    (("jaringan", "network", "link"), "internet wifi wi-fi koneksi sambungan bandwidth online connection"),
    (("listrik", "electricity", "power"), "pln mati lampu genset ups blackout generator"),
    (("gangguan", "outage"), "macet error mati down lemot server oss failure crash"),
    (("biaya per jam", "lembur", "cost per", "overtime"), "gaji honor upah tunjangan pegawai salary wage pay"),
    (("biaya", "cost"), "anggaran uang rupiah harga tarif budget money price"),
    (("tanda tangan", "penandatangan", "sign"), "ttd tte paraf pengesahan kepala dinas pimpinan signature head"),
    (("lama melayani", "service time", "time to serve", "time to do"), "waktu pelayanan menit durasi minutes duration"),
    (("berkas", "sent back", "files"), "dokumen syarat lengkap kurang salah ditolak documents rework"),
    (("urutan melayani", "order of"), "prioritas lansia difabel disabilitas antre antrean priority queue"),
    (("nomor antrean", "tickets"), "antre tiket kuota ticket quota"),
    (("janji", "promise"), "standar pelayanan sop spm target service standard"),
    (("tidak masuk", "absen", "ketidakhadiran"), "sakit cuti izin ill sick leave"),
    (("kecakapan", "skill with", "bimtek"), "pelatihan bimtek mahir training"),
    (("keliling", "mobile"), "jemput bola mpp desa mobil kunjungan outreach village visits"),
    (("kampanye", "campaign"), "promosi sosialisasi lonjakan naik musim ramai sementara peak surge rush temporary"),
    (("penyuluhan", "outreach"), "sosialisasi edukasi awareness"),
    (("masa simulasi", "time simulated", "length of"), "periode bulan minggu setahun period weeks month year"),
    (("kanal", "channel"), "online daring loket biro jasa counter agent"),
    (("kebijakan", "polic"), "aturan regulasi oss rba sicantik rdtr rule law"),
)
"""Words of a field, in either language -> other words for it, in both languages."""


def also_called(named: str) -> str:
    """Other words for a field, to be searched besides its own.

    Parameters
    ----------
    named : str
        Its group, part and label.
    """
    named = named.lower()
    return " ".join(more for words, more in _WORDS if any(word in named for word in words))
