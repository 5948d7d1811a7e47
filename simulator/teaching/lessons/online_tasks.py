"""Exercises of lesson 05: files that come back, and how many people one assistant can help in a day."""

import math
from collections.abc import Sequence

from simulator.scenario import Scenario
from simulator.teaching.entries import Entry
from simulator.teaching.lessons.inputs import number
from simulator.teaching.lessons.nib_channels import (
    COUNTER_MIN,
    assistant_minutes,
    help_minutes,
    sent_back_share,
)
from simulator.teaching.plan import Exercise, Verdict
from simulator.teaching.words import Words

APPLICANTS = 200
NEAR = 1.0


def more_sent_back(now: Scenario) -> float:
    """How many more of the least able come back out of :data:`APPLICANTS`, if all fill it in alone."""
    alone, with_help = (sent_back_share(now, is_online=each) for each in (True, False))
    return APPLICANTS * (alone - with_help)


def people_a_day(now: Scenario) -> int:
    """Of the least able, as many as one assistant can help to the end in a day."""
    return math.floor(assistant_minutes(now) / help_minutes(now))


def sent_back(now: Scenario, words: Words) -> Exercise:
    """How many more files come back."""
    _ = words
    alone, with_help = (sent_back_share(now, is_online=each) for each in (True, False))
    truth = more_sent_back(now)
    said = {
        "n": APPLICANTS,
        "truth": words.number(truth, 0),
        "alone": words.percent(alone, 1),
        "helped": words.percent(with_help, 1),
        "all_alone": words.number(APPLICANTS * alone, 0),
        "all_helped": words.number(APPLICANTS * with_help, 0),
    }

    def judge(files: float) -> Verdict:
        if abs(files - truth) <= NEAR:
            text = _(
                "Benar, kira-kira {truth}: {all_alone} dikurangi {all_helped}. Setiap berkas itu berhari-hari tertunda."
            )
            return Verdict(True, text.format(**said))
        if abs(files - APPLICANTS * alone) <= NEAR:
            text = _("Itu semua yang kembali bila mengisi sendiri. Kurangi dengan yang tetap kembali walau dibantu.")
        elif abs(files - APPLICANTS * with_help) <= NEAR:
            text = _("Itu yang kembali walau dibantu. Hitung juga yang mengisi sendiri, lalu kurangkan.")
        elif abs(files - 100 * (alone - with_help)) <= NEAR:
            text = _("Itu untuk 100 pemohon. Yang ditanya {n} pemohon.")
        elif files > truth:
            text = _("Terlalu banyak. Hitung {alone} dari {n}, lalu {helped} dari {n}, lalu kurangkan.")
        else:
            text = _("Terlalu sedikit. Hitung {alone} dari {n}, lalu {helped} dari {n}, lalu kurangkan.")
        return Verdict(False, text.format(**said))

    label = _(
        "{n} pemohon belum terbiasa dan belum mengenal layanan daring. Berapa lebih banyak berkas yang kembali bila "
        "semuanya mengisi sendiri ({alone}) dan bukan dibantu petugas ({helped})?"
    )
    return Exercise(Entry("answer", label.format(**said), _("berkas"), 0, 10_000), judge)


def station(now: Scenario, words: Words) -> Exercise:
    """How many people an assistant can help in a day."""
    _ = words
    day, each, quick = assistant_minutes(now), help_minutes(now), number(now, COUNTER_MIN)
    truth = people_a_day(now)
    said = {
        "truth": truth,
        "day": words.plain(day),
        "hours": words.plain(day / 60),
        "each": words.plain(each),
        "quick": words.plain(quick),
    }

    def judge(people: float) -> Verdict:
        if truth <= people <= day / each:
            text = _("Benar: {day} menit dibagi {each} menit. Lebih dari itu, ada yang harus kembali besok.")
            return Verdict(True, text.format(**said))
        if abs(people - day / quick) <= NEAR:
            text = _("Itu kalau setiap orang hanya perlu {quick} menit. Yang belum terbiasa perlu {each} menit.")
        elif people == truth + 1:
            text = _("Hampir. Orang yang terakhir belum selesai saat meja tutup.")
        elif abs(people - day / 60) <= 0.5:
            text = _("Itu jam kerjanya. Ubah dulu menjadi menit, lalu bagi dengan {each}.")
        elif people > truth:
            text = _("Terlalu banyak. Satu orang perlu {each} menit, dan satu hari hanya {day} menit.")
        else:
            text = _("Masih ada waktu sisa. Bagi {day} menit dengan {each} menit.")
        return Verdict(False, text.format(**said))

    label = _(
        "Satu pendamping bertugas {hours} jam sehari. Membantu satu pemohon yang belum terbiasa rata-rata {each} "
        "menit. Paling banyak berapa orang sehari?"
    )
    return Exercise(Entry("answer", label.format(**said), _("orang"), 0, 1000), judge)


def answers(now: Scenario, words: Words) -> Sequence[str]:
    """Answers of both, in words."""
    _ = words
    return [
        _("Latihan 1: kira-kira {files} berkas.").format(files=words.number(more_sent_back(now), 0)),
        _("Latihan 2: {people} orang.").format(people=people_a_day(now)),
    ]
