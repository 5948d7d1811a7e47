"""Exercises of lesson 10: the order of one line, and a mean that hides a group."""

from collections.abc import Sequence

from simulator.teaching.entries import Entry
from simulator.teaching.plan import Exercise, Verdict
from simulator.teaching.words import Words

SLOW_MIN, READY_MIN, READY_PEOPLE = 20, 5, 3
GROUP_SHARE, GROUP_WAIT, REST_WAIT = 0.3, 40, 10
NEAR = 0.26


def waits(services: Sequence[int]) -> list[int]:
    """What each waits at one counter, if all are there from the beginning.

    Examples
    --------
    >>> waits([20, 5, 5])
    [0, 20, 25]
    """
    return [sum(services[:at]) for at in range(len(services))]


def mean_wait(services: Sequence[int]) -> float:
    """Mean of :func:`waits`."""
    return sum(waits(services)) / len(services)


def ready_first() -> list[int]:
    """Minutes of each, in the order of the fast lane."""
    return [READY_MIN] * READY_PEOPLE + [SLOW_MIN]


def overall() -> float:
    """Mean wait of all, from that of a group and that of the others."""
    return GROUP_SHARE * GROUP_WAIT + (1 - GROUP_SHARE) * REST_WAIT


def order(words: Words) -> Exercise:
    """Mean wait of four people, the ready ones first."""
    _ = words
    services = ready_first()
    truth, before = mean_wait(services), mean_wait([SLOW_MIN] + [READY_MIN] * READY_PEOPLE)
    until_done = sum(wait + service for wait, service in zip(waits(services), services, strict=True)) / len(services)
    said = {
        "truth": words.plain(truth),
        "before": words.plain(before),
        "last": words.plain(waits(services)[-1]),
        "slow": SLOW_MIN,
        "ready": READY_MIN,
        "people": READY_PEOPLE,
    }

    def judge(minutes: float) -> Verdict:
        if abs(minutes - truth) <= NEAR:
            text = _(
                "Benar, {truth} menit; dengan urutan lama {before} menit. Rata-rata turun jauh, tetapi yang perlu "
                "{slow} menit sekarang menunggu {last} menit, dulu nol."
            )
            return Verdict(True, text.format(**said))
        if abs(minutes - before) <= NEAR:
            text = _("Itu urutan lama, yang {slow} menit lebih dulu. Sekarang yang siap didahulukan.")
        elif abs(minutes - until_done) <= NEAR:
            text = _("Itu sampai selesai dilayani. Menunggu berhenti saat pelayanan mulai.")
        elif abs(minutes - waits(services)[-1]) <= NEAR:
            text = _("Itu menunggunya orang terakhir saja. Jumlahkan keempatnya, lalu bagi empat.")
        elif abs(minutes - READY_MIN) <= NEAR:
            text = _("Itu rata-rata yang siap saja. Orang yang perlu {slow} menit juga dihitung.")
        elif minutes > truth:
            text = _(
                "Terlalu lama. Yang pertama menunggu 0 menit, yang kedua {ready} menit. Teruskan, lalu bagi empat."
            )
        else:
            text = _("Terlalu singkat. Tulis menunggunya setiap orang, jumlahkan, lalu bagi empat.")
        return Verdict(False, text.format(**said))

    label = _(
        "Satu loket, empat orang datang bersamaan: satu perlu {slow} menit, {people} lainnya sudah siap dan perlu "
        "{ready} menit. Yang sudah siap didahulukan. Berapa menit rata-rata keempat orang itu menunggu?"
    )
    return Exercise(Entry("answer", label.format(**said), _("menit"), 0, 1000), judge)


def hidden(words: Words) -> Exercise:
    """The mean of all, of which a group waits four times as long."""
    _ = words
    truth = overall()
    said = {
        "truth": words.plain(truth),
        "share": words.percent(GROUP_SHARE),
        "rest_share": words.percent(1 - GROUP_SHARE),
        "group": GROUP_WAIT,
        "rest": REST_WAIT,
        "gap": GROUP_WAIT - REST_WAIT,
        "times": words.plain(GROUP_WAIT / REST_WAIT),
    }

    def judge(minutes: float) -> Verdict:
        if abs(minutes - truth) <= NEAR:
            text = _(
                "Benar, {truth} menit. Angka itu terlihat wajar, padahal satu kelompok menunggu {times} kali lebih "
                "lama: beda {gap} menit."
            )
            return Verdict(True, text.format(**said))
        if abs(minutes - (GROUP_WAIT + REST_WAIT) / 2) <= NEAR:
            text = _("Anda menganggap kedua kelompok sama besar. Yang menunggu {group} menit hanya {share}.")
        elif abs(minutes - (GROUP_SHARE * REST_WAIT + (1 - GROUP_SHARE) * GROUP_WAIT)) <= NEAR:
            text = _("Bobotnya tertukar. Yang {share} menunggu {group} menit, bukan {rest}.")
        elif minutes >= GROUP_WAIT or minutes <= REST_WAIT:
            text = _("Rata-rata semua orang ada di antara {rest} dan {group} menit.")
        else:
            text = _("Hitung {share} kali {group}, tambah {rest_share} kali {rest}.")
        return Verdict(False, text.format(**said))

    label = _(
        "Di sebuah kantor {share} pemohon menunggu {group} menit; yang lain {rest} menit. Berapa menit rata-rata semua "
        "pemohon?"
    )
    return Exercise(Entry("answer", label.format(**said), _("menit"), 0, 1000), judge)


def answers(words: Words) -> list[str]:
    """Answers of both, in words."""
    _ = words
    return [
        _("Latihan 1: {minutes} menit.").format(minutes=words.plain(mean_wait(ready_first()))),
        _("Latihan 2: {minutes} menit.").format(minutes=words.plain(overall())),
    ]
