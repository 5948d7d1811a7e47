"""Lesson 05: where all are told to apply online, the line gets shorter and the least able wait longer for a NIB."""

from collections.abc import Iterator, Sequence

import numpy as np

from simulator.measures import Estimate
from simulator.scenario import Scenario
from simulator.teaching.lab import LESS, MORE, UNSURE, Lab, Measure, Pair, direction, paired
from simulator.teaching.lessons.group_measures import (
    Of,
    group_names,
    groups_by,
    groups_picture,
    groups_table,
    settings_table,
)
from simulator.teaching.lessons.inputs import number
from simulator.teaching.lessons.nib_channels import (
    ABLE,
    ARRIVALS,
    ASSISTANT,
    ASSISTANTS,
    COUNTER_MIN,
    EVERYBODY,
    FOLLOWED_DAYS,
    HORIZON_DAYS,
    NO_HELP,
    NO_OUTREACH,
    NOBODY,
    ONLINE_LACKS,
    ONLINE_LOW,
    ONLINE_MIN,
    REPAIR_MIN,
    SERVERS,
    TOWN,
    VILLAGES,
    help_minutes,
    nib_cases,
    office,
    sent_back_share,
)
from simulator.teaching.lessons.online_tasks import answers, sent_back, station
from simulator.teaching.plan import (
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
from simulator.teaching.words import Words
from simulator.widgets import Axis, Picture, Point, Points, Table

FASTER, SAME, SLOWER = LESS, UNSURE, MORE
GROUPINGS = "literacy", "district", "priority_group", "segment"
REPAIR_DAY_MIN = 1440


def plan(lab: Lab, words: Words) -> Plan:
    """The lesson in the language of `words`."""
    _ = words
    now, measures = office(), _measures(words)
    return Plan(
        scenario=now,
        facts=_facts(now, words),
        guess=_guess(words),
        explore=_explore(measures, words),
        comparison=_comparison(measures, words),
        reflection=_("Siapa yang datang ke kantor Anda karena tidak bisa sendiri, dan siapa yang mendampinginya?"),
        quantities=lambda: quantities(lab, words),
        displays={"groups": _groups(lab, words), "reach": _reach(lab, words)},
        exercises={"sent_back": sent_back(now, words), "desk": station(now, words)},
        legend=_legend(measures, words),
        handout=lambda: {
            "hours": _hours_table(lab, words),
            "answers": "\n".join(f"- {line}" for line in answers(now, words)),
        },
    )


def _measures(words: Words) -> tuple[Measure, Measure, Measure]:
    """Hours until the NIB of the least and of the most able, and minutes in line of all."""
    _ = words
    hours = _("jam")
    return (
        Measure("low", _("Sampai NIB, belum terbiasa"), hours, Of(nib_cases, "sojourn_h", "literacy", "low")),
        Measure("high", _("Sampai NIB, terbiasa"), hours, Of(nib_cases, "sojourn_h", "literacy", "high")),
        Measure("wait", _("Antrean kantor, semua"), _("menit"), Of(nib_cases, "waited_min")),
    )


def settings(words: Words) -> dict[str, Scenario]:
    """What is compared, the office of now first."""
    _ = words
    return {
        _("Seperti sekarang"): office(),
        _("Semua diajak daring"): office(EVERYBODY),
        _("Hanya yang terbiasa diajak daring"): office(ABLE),
        _("Yang terbiasa daring, pendamping ditambah"): office(ABLE, ASSISTANT),
    }


def _facts(now: Scenario, words: Words) -> list[Fact]:
    _ = words
    minutes, times = _("{minutes} menit"), _("{times} kali")
    per_day = sum(number(now, path) for path in ARRIVALS)
    days = words.plain(number(now, REPAIR_MIN) / REPAIR_DAY_MIN)
    return [
        Fact(_("Pemohon NIB per hari biasa"), words.plain(per_day), ARRIVALS[0]),
        Fact(_("Petugas loket"), words.plain(number(now, SERVERS)), SERVERS),
        Fact(_("Pendamping di klinik perizinan"), words.plain(number(now, ASSISTANTS)), ASSISTANTS),
        Fact(
            _("Lama membantu satu pemohon NIB, rata-rata"),
            minutes.format(minutes=words.plain(number(now, COUNTER_MIN))),
            COUNTER_MIN,
        ),
        Fact(
            _("Mengisi sendiri secara daring, rata-rata"),
            minutes.format(minutes=words.plain(number(now, ONLINE_MIN))),
            ONLINE_MIN,
        ),
        Fact(
            _("Yang belum terbiasa mengisi sendiri lebih lama"),
            times.format(times=words.plain(number(now, ONLINE_LOW))),
            ONLINE_LOW,
        ),
        Fact(
            _("Berkas yang kembali: belum terbiasa, mengisi sendiri"),
            words.percent(sent_back_share(now, is_online=True), 1),
            origin=_("dihitung dari asumsi skenario, untuk yang belum mengenal layanan daring"),
        ),
        Fact(
            _("Berkas yang kembali: dibantu petugas"),
            words.percent(sent_back_share(now, is_online=False), 1),
            "case_classes[0].details.loket[0].completeness_check.probability",
        ),
        Fact(_("Separuh pemohon baru mengirim ulang setelah"), _("{days} hari").format(days=days), REPAIR_MIN),
        Fact(_("NIK"), _("semua cocok"), origin=_("disederhanakan")),
    ]


def _guess(words: Words) -> Guess:
    _ = words
    task = _(
        "Kepala dinas mengajak semua pemohon NIB mengisi sendiri secara daring. Hampir semua menurut. Bagi pemohon "
        "yang belum terbiasa dengan layanan digital, apa yang terjadi dengan waktu sampai NIB terbit? Tebak dulu."
    )
    return Guess(task, options=[_("Lebih cepat"), _("Kira-kira sama"), _("Lebih lama")])


def told_names(words: Words) -> list[str]:
    """Who is told to apply online, in the order of the codes."""
    _ = words
    return [_("Tidak ada (sekarang)"), _("Semua pemohon"), _("Hanya yang terbiasa")]


def _explore(measures: Sequence[Measure], words: Words) -> Explore:
    _ = words
    return Explore(
        task=_(
            "Pilih siapa yang diajak daring dan bantuan apa yang ditambah. Setiap pilihan menambah satu titik; garis "
            "tegak pada titik adalah rentang 95%. Baca juga angka lain di tabel."
        ),
        title=_("Sampai NIB terbit, yang belum terbiasa"),
        levers=(
            Options("told", _("Yang diajak daring"), told_names(words)),
            Options(
                "helped",
                _("Bantuan tambahan"),
                [_("Tidak ada"), _("Satu pendamping lagi"), _("Layanan keliling setiap Rabu")],
            ),
        ),
        scenario=lambda places: office(int(places["told"]), int(places["helped"])),
        measures=measures,
    )


def _comparison(measures: Sequence[Measure], words: Words) -> Comparison:
    _ = words
    low, _high, wait = measures

    def verdict(guess: float, outcome: Outcome) -> str:
        pairs = outcome.pairs
        found = direction(pairs[0][low.key])
        first = _("Tebakan Anda tepat.") if int(guess) == found else _("Banyak orang menebak begitu.")
        rest = _(
            "Bila semua diajak daring, antrean kantor turun dari {wait} menjadi {wait_all} menit. Tetapi bagi yang "
            "belum terbiasa, waktu sampai NIB terbit berubah dari {low} menjadi {low_all} jam (selisih {difference}; "
            "rentang 95%: {bounds}; {n} ulangan)."
        )
        said = {
            "wait": words.number(pairs[0][wait.key].base.mean),
            "wait_all": words.number(pairs[0][wait.key].alternative.mean),
            "low": words.number(pairs[0][low.key].base.mean),
            "low_all": words.number(pairs[0][low.key].alternative.mean),
            "difference": words.number(pairs[0][low.key].difference.mean),
            "bounds": words.change_bounds(low, pairs[0][low.key].difference),
            "n": pairs[0][low.key].difference.n,
        }
        return f"{first} {rest.format(**said)}"

    return Comparison(
        task=_(
            "Tiga keadaan, orang yang sama datang dengan keperluan yang sama. Yang berbeda hanya ajakan dan bantuan."
        ),
        button=_("Bandingkan ketiga keadaan"),
        title=_("Sampai NIB terbit, yang belum terbiasa"),
        settings=[
            Setting(title, scenario) for title, scenario in settings(words).items() if scenario is not office(ABLE)
        ],
        measures=(low, wait),
        verdict=verdict,
    )


def by_names(words: Words) -> list[str]:
    """By what applicants are grouped, in the order of the codes."""
    _ = words
    return [_("Kebiasaan digital"), _("Kecamatan"), _("Kelompok rentan"), _("Besar usaha")]


def _groups(lab: Lab, words: Words) -> Display:
    """Who gains and who loses, group by group."""
    _ = words
    names = list(settings(words))
    hours = Measure("sojourn_h_mean", _("Selisih waktu"), _("jam"), lambda _result: np.empty(0))

    def show(places: Choices) -> Iterator[Shown]:
        at, by = 1 + int(places["setting"]), int(places["by"])
        scenarios = office(), list(settings(words).values())[at]
        found = groups_by(lab, scenarios, nib_cases, GROUPINGS[by], hours.key, words)
        text = _("Di kanan garis nol: lebih lama. Di kiri: lebih cepat. Lingkaran kosong: bedanya belum pasti.")
        title = _("Sampai NIB terbit (jam), menurut {by}").format(by=by_names(words)[by].lower())
        table = groups_table(title, (names[0], names[at]), found, hours, words)
        yield Shown(f"{text} {found.hidden}".strip(), groups_picture(title, found, hours, words), table)

    return Display(
        heading=_("Siapa yang untung, siapa yang rugi"),
        task=_("Pilih keadaan, lalu cara mengelompokkan pemohon. Setiap baris dibanding dengan sekarang."),
        button=_("Tampilkan per kelompok"),
        show=show,
        levers=(
            Options("setting", _("Keadaan"), names[1:]),
            Options("by", _("Dikelompokkan menurut"), by_names(words)),
        ),
    )


def outreach_names(words: Words) -> list[str]:
    """How far outreach goes, in the order of the codes."""
    _ = words
    return [_("Tanpa penyuluhan"), _("Sampai kecamatan kota"), _("Sampai kecamatan terjauh")]


def _reach(lab: Lab, words: Words) -> Display:
    """Whom outreach reaches, and what knowing alone changes."""
    _ = words
    names, low = outreach_names(words), _measures(words)[0]
    districts = group_names(office(), "district", words)

    def show(_places: Choices) -> Iterator[Shown]:
        offices = [office(NOBODY, NO_HELP, reached) for reached in (NO_OUTREACH, TOWN, VILLAGES)]
        aware = [[_share(lab, one, district) for district in districts] for one in offices]
        pair = paired(low, lab.values(offices[0], low), lab.values(offices[2], low))
        yield Shown(_reach_text(pair, low, words), _reach_picture(names, list(districts.values()), aware, words))

    return Display(
        heading=_("Sampai di mana penyuluhan"),
        task=_("Berapa bagian pemohon yang tahu layanan daring, di setiap kecamatan?"),
        button=_("Tampilkan siapa yang terjangkau"),
        show=show,
    )


def _share(lab: Lab, scenario: Scenario, district: str) -> Estimate:
    measure = Measure(f"aware {district}", "", "", Of(nib_cases, "aware", "district", district), percent=True)
    return lab.estimate(scenario, measure)


def _reach_text(pair: Pair, low: Measure, words: Words) -> str:
    _ = words
    text = _(
        "Penyuluhan yang berhenti di kecamatan kota tidak menambah orang yang tahu di tempat jauh. Dan tahu belum "
        "berarti bisa: dengan penyuluhan sampai kecamatan terjauh, waktu bagi yang belum terbiasa berubah "
        "{difference} jam (rentang 95%: {bounds}; {n} ulangan)."
    )
    said = text.format(
        difference=words.number(pair.difference.mean),
        bounds=words.change_bounds(low, pair.difference),
        n=pair.difference.n,
    )
    return said + (" " + _("Rentang itu memuat nol: belum ada bukti bedanya.") if direction(pair) == SAME else "")


def _reach_picture(
    names: Sequence[str], districts: Sequence[str], aware: Sequence[Sequence[Estimate]], words: Words
) -> Picture:
    _ = words
    title = _("Pemohon NIB yang tahu layanan daring")
    marks = [
        Points(name, [Point(at, 100 * e.mean, 100 * e.low, 100 * e.high) for at, e in enumerate(row)])
        for name, row in zip(names, aware, strict=True)
    ]
    rows = [
        [f"{name}: {district}", words.percent(e.mean), f"{words.percent(e.low)}–{words.percent(e.high)}", str(e.n)]
        for name, row in zip(names, aware, strict=True)
        for district, e in zip(districts, row, strict=True)
    ]
    return Picture(
        title=title,
        description=_("Satu baris untuk setiap kecamatan. Mendatar: bagian pemohon yang tahu."),
        x=Axis(_("Pemohon yang tahu"), "%"),
        y=Axis(_("Kecamatan"), names=districts),
        key={},
        table=Table(title, [_("Keadaan"), _("Tahu"), _("Rentang 95%"), _("Ulangan")], rows),
        marks=marks,
    )


def quantities(lab: Lab, words: Words) -> dict[str, Quantity]:
    """Numbers of the quiz, from the same runs as the comparison and from the scenario."""
    _ = words
    low, high, wait = _measures(words)
    hours, minutes = _("jam"), _("menit")
    now, everybody, _able, assisted = settings(words).values()
    alone, with_help = (100 * sent_back_share(now, is_online=each) for each in (True, False))
    files = _("berkas")

    def mean(scenario: Scenario, measure: Measure) -> float:
        return lab.estimate(scenario, measure).mean

    return {
        "low_now": Quantity(mean(now, low), 1, unit=hours),
        "low_all": Quantity(mean(everybody, low), 1, unit=hours),
        "low_assisted": Quantity(mean(assisted, low), 1, unit=hours),
        "high_now": Quantity(mean(now, high), 1, unit=hours),
        "high_all": Quantity(mean(everybody, high), 1, unit=hours),
        "wait_now": Quantity(mean(now, wait), 1, unit=minutes),
        "wait_all": Quantity(mean(everybody, wait), 1, unit=minutes),
        "back_alone": Quantity(alone, 0, tolerance=1, unit=files),
        "back_helped": Quantity(with_help, 0, unit=files),
        "back_able": Quantity(100 * number(now, ONLINE_LACKS), 0, unit=files),
        "help_low": Quantity(help_minutes(now), 0, unit=minutes),
        "help_able": Quantity(number(now, COUNTER_MIN), 0, unit=minutes),
        "online_low": Quantity(number(now, ONLINE_MIN) * number(now, ONLINE_LOW), 0, unit=minutes),
    }


def _legend(measures: Sequence[Measure], words: Words) -> list[Meaning]:
    _ = words
    low, high, wait = measures
    until = _(
        "Dari pertama kali mencoba sampai NIB terbit; malam dan hari libur ikut dihitung. Yang batal tidak dihitung. "
        "Pemohon {days} hari pertama, diikuti sampai hari ke-{horizon}."
    )
    until = until.format(days=FOLLOWED_DAYS, horizon=HORIZON_DAYS)
    return [
        Meaning(low.label, low.unit, until),
        Meaning(high.label, high.unit, until),
        Meaning(
            wait.label,
            wait.unit,
            _("Rata-rata semua pemohon NIB; yang mengisi dari rumah menunggu nol menit."),
        ),
        Meaning(told_names(words)[EVERYBODY], "", _("Ajakan yang membuat hampir semua orang memilih daring (asumsi).")),
        Meaning(
            told_names(words)[ABLE],
            "",
            _("Ajakan hanya mengubah pilihan orang yang cukup terbiasa atau terbiasa (asumsi)."),
        ),
        Meaning(_("Belum terbiasa"), "", _("Belum biasa memakai layanan digital, kebiasaan digitalnya rendah.")),
    ]


def _hours_table(lab: Lab, words: Words) -> str:
    _ = words
    headings = _("Belum terbiasa, jam"), _("Terbiasa, jam"), _("Antrean, menit")
    measures = dict(zip(headings, _measures(words), strict=True))
    return settings_table(lab, settings(words), measures, headings[:1], words)
