"""Lesson 00: of the days between lodging a file and its decision, only minutes are work, and fewer at the counter."""

from collections.abc import Iterator

import numpy as np

from simulator.measures import Estimate, estimate_mean
from simulator.teaching.curriculum.bars import table
from simulator.teaching.entries import Entry
from simulator.teaching.lab import Lab, Measure, of_run
from simulator.teaching.lessons.file_journey import (
    AT_COUNTER,
    AT_STATIONS,
    DOCUMENTS,
    FOLLOWED_DAYS,
    IDLE,
    LINE,
    NOW_COUNTERS,
    Reals,
    days_to_decision,
    minutes_per_day,
    number,
    office,
    parts_of,
    worked_share,
)
from simulator.teaching.lessons.journey_tasks import MINUTES, example_share, hand_minutes, hands, share
from simulator.teaching.pictures import stack_picture
from simulator.teaching.plan import (
    REPLAY_OPENS,
    Choices,
    Comparison,
    Display,
    Explore,
    Fact,
    Guess,
    Meaning,
    Options,
    Outcome,
    Plan,
    Setting,
    Shown,
)
from simulator.teaching.quiz.quantity import Quantity
from simulator.teaching.tables import html_table
from simulator.teaching.words import Words
from simulator.widgets import Axis, Picture, replay_day

MORE_COUNTERS, MOST_COUNTERS = 3, 4
PLAIN_DAY = 1  # a Tuesday without the mobile service
NEAR_SHARE = 0.05


def plan(lab: Lab, words: Words) -> Plan:
    """The lesson in the language of `words`."""
    _ = words
    measures = measures_of(words)
    return Plan(
        scenario=office(),
        facts=_facts(words),
        guess=_guess(words),
        explore=_explore(measures[2], words),
        comparison=_comparison(measures, words),
        reflection=_(
            "Ambil satu berkas yang baru selesai di kantor Anda. Di meja mana berkas itu paling lama diam, dan siapa "
            "yang tahu?"
        ),
        quantities=lambda: quantities(lab, words),
        displays={"day": _day(lab, words), "journey": _journey(lab, words)},
        exercises={"hands": hands(words), "share": share(words)},
        legend=_legend(measures, words),
        handout=lambda: {"journey": _journey_table(lab, words), "answers": _answers(words)},
    )


def measures_of(words: Words) -> tuple[Measure, Measure, Measure]:
    """Share of the way in which somebody works on the file, the way in working days, the wait in the waiting room."""
    _ = words
    return (
        Measure("worked_share", _("Berkas sedang dikerjakan"), "%", worked_share, percent=True),
        Measure("days_to_decision", _("Sampai izin diputus"), _("hari kerja"), days_to_decision, 2),
        of_run(f"waiting_time_mean[{LINE}]", _("Menunggu di depan loket"), _("menit")),
    )


def _facts(words: Words) -> list[Fact]:
    _ = words
    minutes = _("{minutes} menit")

    def fact(label: str, path: str, said: str = "{minutes}") -> Fact:
        return Fact(label, said.format(minutes=words.plain(number(path))), path)

    return [
        fact(_("Petugas loket"), "staff[0].persons"),
        fact(_("Pendamping di klinik perizinan"), "staff[1].persons"),
        fact(_("Petugas di meja belakang (verifikasi dan entri)"), "staff[2].persons"),
        fact(_("Permohonan izin praktik per hari"), "case_classes[4].arrivals.per_day"),
        fact(_("Dilayani di loket, rata-rata"), MINUTES["counter"], minutes),
        fact(_("Dientri ulang ke SiCantik, rata-rata"), MINUTES["entry"], minutes),
        fact(_("Diperiksa di meja verifikasi, rata-rata"), MINUTES["check"], minutes),
        fact(_("Diparaf kepala bidang, rata-rata"), MINUTES["initials"], minutes),
        fact(_("Ditandatangani kepala dinas"), MINUTES["signature"], minutes),
        Fact(
            _("Satu hari kantor"),
            _("{hours} jam").format(hours=words.plain(minutes_per_day() / 60)),
            origin="Perpres 21/2023",
        ),
    ]


def _guess(words: Words) -> Guess:
    _ = words
    task = _(
        "Seorang bidan menyerahkan berkas izin praktiknya di loket. Beberapa hari kerja kemudian izinnya diputus. Dari "
        "semua jam kantor di antaranya, berapa persen berkas itu sedang dikerjakan oleh seorang petugas kantor? "
        "Tebak saja, tidak ada nilai. Yang penting: tebak sebelum melihat hasil."
    )
    label = _("Tebakan Anda: bagian waktu berkas sedang dikerjakan")
    return Guess(task, Entry("guess", label, _("persen"), 0, 100))


def _day(lab: Lab, words: Words) -> Display:
    _ = words

    def show(_places: Choices) -> Iterator[Shown]:
        text = _(
            "Satu hari Selasa. Orang mengantre di loket; berkas pindah ke meja belakang, ke OPD dan ke kepala dinas; "
            "pemohon daring ada di samping. Tekan Putar, lalu pilih satu orang untuk mengikuti kisahnya."
        )
        yield Shown(text, widget=replay_day(lab.run(office(), 1), PLAIN_DAY, opens_hour=REPLAY_OPENS, lang=words.lang))

    return Display(
        heading=_("Kantor kita, satu hari"),
        task=_("Sebelum menghitung apa pun, lihat dulu kantornya bekerja."),
        button=_("Putar hari ini"),
        show=show,
    )


def _explore(wait: Measure, words: Words) -> Explore:
    _ = words
    people = _("{officers} orang")
    counters = range(NOW_COUNTERS, MOST_COUNTERS + 1)
    return Explore(
        task=_(
            "Ini kendali pertama Anda. Ubah banyaknya petugas loket. Komputer menjalankan kantor ini berulang-ulang "
            "dan menambahkan satu titik di grafik. Garis pada titik adalah rentang 95%: seberapa pasti angkanya."
        ),
        title=_("Menunggu di depan loket menurut banyaknya petugas"),
        levers=(Options("counters", _("Petugas loket"), [people.format(officers=each) for each in counters]),),
        scenario=lambda places: office(NOW_COUNTERS + int(places["counters"])),
        measures=(wait,),
    )


def _comparison(measures: tuple[Measure, Measure, Measure], words: Words) -> Comparison:
    _ = words
    worked, days, wait = measures

    def verdict(guess: float, outcome: Outcome) -> str:
        found, pair = outcome.estimates[0], outcome.pairs[0]
        here = found[worked.key]
        said = {
            "guess": words.plain(guess),
            "share": words.value(worked, here.mean),
            "interval": words.bounds(worked, here),
            "n": here.n,
            "days": words.value(days, found[days.key].mean),
            "saved": words.change(wait, -pair[wait.key].difference.mean),
            "same": words.change_bounds(days, pair[days.key].difference),
        }
        texts = (_first_words(guess / 100, here, words), _second_words(pair[days.key].difference, words))
        return " ".join(text.format(**said) for text in texts)

    return Comparison(
        task=_(
            "Kantor yang sama dijalankan dua kali: seperti sekarang, lalu dengan satu petugas loket lagi. Orang yang "
            "sama datang pada saat yang sama. Kita ikuti berkas izin praktik dari loket sampai diputus."
        ),
        button=_("Ikuti berkasnya"),
        title=_("Bagian waktu berkas sedang dikerjakan"),
        settings=[
            Setting(_("Seperti sekarang"), office()),
            Setting(_("Satu petugas loket lagi"), office(MORE_COUNTERS)),
        ],
        measures=measures,
        verdict=verdict,
        guess_place=0,
    )


def _first_words(guess: float, worked: Estimate, words: Words) -> str:
    _ = words
    if guess > worked.high + NEAR_SHARE:
        start = _("Tebakan Anda {guess}%. Hasilnya jauh lebih kecil, dan itu memang sulit dibayangkan dari loket:")
    elif guess > worked.high:
        start = _("Tebakan Anda {guess}%, sudah dekat. Hasilnya sedikit lebih kecil:")
    elif guess < worked.low:
        start = _("Tebakan Anda {guess}%. Hasilnya sedikit lebih besar:")
    else:
        start = _("Tebakan Anda {guess}%, tepat di dalam rentang:")
    rest = _(
        "berkas dikerjakan {share} dari waktunya (rentang 95%: {interval}; {n} ulangan). Sampai diputus perlu {days} "
        "hari kerja."
    )
    return f"{start} {rest}"


def _second_words(difference: Estimate, words: Words) -> str:
    _ = words
    if difference.low <= 0 <= difference.high:
        return _(
            "Satu petugas loket lagi memangkas {saved} menit di ruang tunggu, tetapi hari sampai izin diputus belum "
            "bisa dibedakan (selisihnya {same} hari kerja)."
        )
    return _(
        "Satu petugas loket lagi memangkas {saved} menit di ruang tunggu; hari sampai izin diputus berubah {same} hari "
        "kerja."
    )


def part_names(words: Words) -> list[str]:
    """The parts of a file's way, in the order of their numbers."""
    _ = words
    return [
        _("Dilayani di loket"),
        _("Dikerjakan di meja belakang"),
        _("Diam di kantor"),
        _("Di OPD teknis"),
        _("Di tangan pemohon"),
    ]


def permit_names(words: Words) -> list[str]:
    """The permits followed, by the names that the scenario gives them."""
    titles = {block.name: block.title for block in office().spec.case_classes}
    return [getattr(titles[name], words.lang) for name in DOCUMENTS]


def _journey(lab: Lab, words: Words) -> Display:
    """Where the days go, permit by permit."""
    _ = words

    def show(_places: Choices) -> Iterator[Shown]:
        result = lab.run(office())
        parts = [parts_of(result, name) for name in DOCUMENTS]
        text = _(
            "Setiap batang adalah perjalanan satu jenis izin, dalam hari kerja. NIB risiko rendah tidak ada di sini: "
            "sistem menerbitkannya tanpa menunggu seseorang."
        )
        yield Shown(text, _journey_picture(parts, words), _parts_table(parts[0], words))

    return Display(
        heading=_("Ke mana perginya hari-hari itu"),
        task=_("Cari bagian yang paling panjang. Lalu cari loketnya."),
        button=_("Tampilkan perjalanan berkas"),
        show=show,
    )


def _journey_picture(parts: list[Reals], words: Words) -> Picture:
    _ = words
    days = [each / minutes_per_day() for each in parts]
    return stack_picture(
        _("Hari kerja dari loket sampai izin diputus"),
        _("Satu batang untuk setiap izin; panjangnya hari kerja, dipilah menurut letak berkasnya."),
        Axis(_("Hari kerja"), _("hari")),
        Axis(_("Izin"), names=permit_names(words)),
        {name: [estimate_mean(each[:, at], _("hari")) for each in days] for at, name in enumerate(part_names(words))},
        words,
        decimals=2,
    )


def _parts_table(parts: Reals, words: Words) -> str:
    """The way of the first permit in minutes, with intervals."""
    _ = words
    measure = Measure("part", "", _("menit"), worked_share, 0)
    found = [estimate_mean(column, measure.unit) for column in parts.T]
    rows = [
        [name, words.value(measure, each.mean), words.bounds(measure, each), str(each.n)]
        for name, each in zip(part_names(words), found, strict=True)
    ]
    columns = [_("Izin praktik"), _("Menit jam kantor"), _("Rentang 95%"), _("Ulangan")]
    return html_table(_("Satu berkas izin praktik, bagian demi bagian"), columns, rows, numbers=True)


def quantities(lab: Lab, words: Words) -> dict[str, Quantity]:
    """Numbers of the quiz, from the same runs as the comparison."""
    _ = words
    minutes, days = _("menit"), _("hari kerja")
    result = lab.run(office())
    parts = np.nanmean(parts_of(result), axis=0)
    worked, whole = float(np.nanmean(worked_share(result))), float(parts.sum())
    return {
        "days": Quantity(whole / minutes_per_day(), 1, unit=days),
        "whole": Quantity(whole, 0, unit=minutes),
        "hands": Quantity(float(parts[AT_COUNTER] + parts[AT_STATIONS]), 0, unit=minutes),
        "at_counter": Quantity(float(parts[AT_COUNTER]), 0, unit=minutes),
        "at_stations": Quantity(float(parts[AT_STATIONS]), 0, unit=minutes),
        "share": Quantity(worked, 0, 1, percent=True),
        "counter_share": Quantity(float(parts[AT_COUNTER]) / whole, 0, percent=True),
        "idle_share": Quantity(float(parts[IDLE]) / whole, 0, percent=True),
        "rest_share": Quantity(1 - worked, 0, percent=True),
        "half": Quantity(0.5, 0, percent=True),
        "fifth": Quantity(0.2, 0, percent=True),
    }


def _legend(measures: tuple[Measure, Measure, Measure], words: Words) -> list[Meaning]:
    _ = words
    worked, days, wait = measures
    followed = _(
        "Dari berkas diserahkan di loket sampai izin ditandatangani (atau dianggap dikabulkan), dalam jam kantor; satu "
        "hari kerja = {hours} jam. Yang diikuti: berkas izin praktik dari {days} hari pertama."
    ).format(hours=words.plain(minutes_per_day() / 60), days=FOLLOWED_DAYS)
    return [
        Meaning(_("Petugas loket"), _("orang"), _("Yang melayani di loket; saat istirahat siang kurang satu.")),
        Meaning(worked.label, "%", _("Bagian dari jam kantor itu ketika seorang petugas kantor memegang berkasnya.")),
        Meaning(days.label, days.unit, followed),
        Meaning(wait.label, wait.unit, _("Dari mengambil nomor sampai dipanggil, semua yang datang ke loket.")),
        Meaning(_("Diam di kantor"), "", _("Berkas ada di kantor, tetapi tidak sedang dikerjakan siapa pun.")),
        Meaning(_("Di OPD teknis"), "", _("Berkas ada di dinas lain; di sana pun mungkin lebih banyak menunggu.")),
    ]


def _journey_table(lab: Lab, words: Words) -> str:
    _ = words
    result = lab.run(office())
    rows = []
    for name, case_class in zip(permit_names(words), DOCUMENTS, strict=True):
        parts = parts_of(result, case_class)
        whole = estimate_mean(parts.sum(axis=1) / minutes_per_day(), _("hari kerja"))
        minutes = [words.number(float(each), 0) for each in np.nanmean(parts, axis=0)]
        rows.append((name, *minutes, f"{words.number(whole.mean)} ± {words.number(whole.half_width)}"))
    columns = (_("Izin"), *part_names(words), _("Hari kerja"))
    note = _("Menit jam kantor, rata-rata {n} ulangan; hari kerja dengan rentang 95%.").format(n=lab.replications)
    return "\n".join([table(columns, rows, numeric=range(1, 7)), "", note])


def _answers(words: Words) -> str:
    _ = words
    lines = [
        _("Latihan 1: {minutes} menit.").format(minutes=words.plain(hand_minutes())),
        _("Latihan 2: kira-kira {percent}%.").format(percent=words.number(100 * example_share())),
    ]
    return "\n".join(f"- {line}" for line in lines)
