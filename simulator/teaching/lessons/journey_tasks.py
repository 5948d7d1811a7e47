"""The two tasks of lesson 00: how many minutes of work a file is, and what part of its days."""

from simulator.teaching.entries import Entry
from simulator.teaching.lessons.file_journey import minutes_per_day, number
from simulator.teaching.plan import Exercise, Verdict
from simulator.teaching.words import Words

EXAMPLE_DAYS = 4
MINUTES = {
    "counter": "case_classes[4].details.loket[0].service_time.mean_min",
    "entry": "stations[8].service_time.mean_min",
    "check": "stations[7].service_time.mean_min",
    "initials": "stations[11].service_time.mean_min",
    "signature": "stations[13].service_time.mean_min",
}
"""Minutes of work on a practice permit, step by step: where they stand in the scenario."""


def hand_minutes() -> float:
    """Minutes of work on a practice permit that comes through without a fault, by the facts."""
    return sum(number(path) for path in MINUTES.values())


def example_share() -> float:
    """Part of the office hours of :data:`EXAMPLE_DAYS` working days that this work takes."""
    return hand_minutes() / (EXAMPLE_DAYS * minutes_per_day())


def hands(words: Words) -> Exercise:
    """Add up the minutes of work on one file."""
    _ = words
    truth, counter = hand_minutes(), number(MINUTES["counter"])
    entry = number(MINUTES["entry"])
    said = {"truth": words.plain(truth), "counter": words.plain(counter), "desks": words.plain(truth - counter)}

    def judge(minutes: float) -> Verdict:
        if abs(minutes - truth) <= 1:
            text = _("Benar, {truth} menit: {counter} menit di loket dan {desks} menit di meja belakang.")
            return Verdict(True, text.format(**said))
        if minutes == counter:
            text = _("{counter} menit itu hanya di loket. Tambahkan yang dikerjakan sesudah berkas masuk ke belakang.")
        elif minutes == truth - counter:
            text = _("Itu hanya meja belakang. Pelayanan di loket juga pekerjaan.")
        elif minutes == truth - entry:
            text = _("Anda melewati entri ulang ke SiCantik. Pemohon tidak melihatnya, tetapi itu juga pekerjaan.")
        elif minutes > truth:
            text = _("Terlalu banyak. Hitung hanya menit petugas bekerja, bukan menit menunggu.")
        else:
            text = _("Masih kurang. Ada lima baris menit pada tabel fakta.")
        return Verdict(False, text.format(**said))

    label = _("Jumlahkan dari tabel fakta: berapa menit petugas kantor bekerja untuk satu berkas izin praktik?")
    return Exercise(Entry("answer", label, _("menit"), 0, 10_000), judge)


def share(words: Words) -> Exercise:
    """The part of a permit's days that this work is."""
    _ = words
    truth, whole = 100 * example_share(), EXAMPLE_DAYS * minutes_per_day()
    around_the_clock = 100 * hand_minutes() / (EXAMPLE_DAYS * 24 * 60)
    counter = 100 * number(MINUTES["counter"]) / whole
    said = {"truth": words.number(truth), "hands": words.plain(hand_minutes()), "whole": words.number(whole, 0)}

    def judge(percent: float) -> Verdict:
        if abs(percent - truth) <= 0.5:
            text = _("Benar: {hands} dari {whole} menit, kira-kira {truth}%. Sisanya berkas menunggu.")
            return Verdict(True, text.format(**said))
        if abs(percent - around_the_clock) <= 0.2:
            text = _("Anda membagi dengan hari 24 jam. Pakai jam kantor saja: malam tidak kita hitung.")
        elif abs(percent - counter) <= 0.2:
            text = _("Itu bagian loket saja. Pakai semua menit kerja, jawaban latihan pertama.")
        elif abs(percent - 100 + truth) <= 1:
            text = _("Itu bagian yang menunggu. Yang ditanya bagian yang dikerjakan.")
        elif percent > truth:
            text = _("Terlalu besar. Bagi {hands} menit dengan menit kantor selama itu, {whole}, lalu kalikan 100.")
        else:
            text = _("Terlalu kecil. Bagi {hands} menit dengan {whole} menit, lalu kalikan 100.")
        return Verdict(False, text.format(**said))

    label = _(
        "Misalkan izin itu diputus sesudah {days} hari kerja. Satu hari kantor {hours} jam. Berapa persen dari waktu "
        "itu berkasnya dikerjakan?"
    ).format(days=EXAMPLE_DAYS, hours=words.plain(minutes_per_day() / 60))
    return Exercise(Entry("answer", label, _("persen"), 0, 100), judge)
