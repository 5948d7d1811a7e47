"""Lesson 09: an absence of two weeks turns files into permits that nobody decided."""

from collections.abc import Iterator

import numpy as np

from simulator.data import find_row
from simulator.measures import estimate_mean
from simulator.scenario import Scenario
from simulator.teaching.curriculum.bars import table
from simulator.teaching.entries import Entry
from simulator.teaching.lab import Lab, Measure
from simulator.teaching.lessons.deadline_office import (
    AGENCY_MIN,
    ARRIVALS,
    CORRECTION_SHARE,
    FOLLOWED_WEEKS,
    OSS_1,
    PERSONS,
    PP_5,
    PP_28,
    PROMISE_ONLY,
    SERVERS,
    VERIFICATION_MIN,
    article,
    deemed_share,
    files_of_one_server,
    files_to_verify,
    issue_days,
    late_days,
    late_shares,
    office,
    outcome_shares,
    regime_title,
    rule,
    unstudied_share,
)
from simulator.teaching.lessons.deadline_tasks import FILE, due_date, pile, pile_days, stopped_days, stopped_file
from simulator.teaching.lessons.inputs import number
from simulator.teaching.pictures import stack_picture
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
    Slider,
)
from simulator.teaching.quiz.quantity import Quantity
from simulator.teaching.tables import html_table
from simulator.teaching.words import Words
from simulator.widgets import Axis

SHORT, LONG, LONGEST = 5, 10, 15
SETTINGS = (0, SHORT, LONG)
HANDOUT_DAYS = (0, SHORT, LONG, LONGEST)
OUTCOMES = ("on_time", "late", "missed", "deemed_approved")
MOST_LATE = 8
GENERAL_LIMIT = "regulations/general-limit-2020"
TIMELINESS = "implementation/uu-25-2009-principles-timeliness"


def plan(lab: Lab, words: Words) -> Plan:
    """The lesson in the language of `words`."""
    _ = words
    now = office()
    deemed, unstudied, days = measures(words)
    return Plan(
        scenario=now,
        facts=_facts(now, words),
        guess=_guess(words),
        explore=_explore(deemed, words),
        comparison=_comparison(deemed, unstudied, words),
        reflection=_(
            "Kalau satu petugas Anda absen dua minggu, siapa yang melihat tumpukannya, dan pada hari keberapa?"
        ),
        quantities=lambda: quantities(lab, words),
        displays={"rules": _rules(lab, deemed, days, words), "late": _late(lab, words)},
        exercises={"stopped_file": stopped_file(words), "pile": pile(words)},
        legend=_legend(deemed, unstudied, days, words),
        handout=lambda: {"shares": _shares_table(lab, deemed, days, words), "answers": _answers(words)},
    )


def measures(words: Words) -> tuple[Measure, Measure, Measure]:
    """Permits by silence, those of them without the agency's study, and days until the permit."""
    _ = words
    return (
        Measure("deemed_share", _("Terbit sendiri (fiktif positif)"), "%", deemed_share, 0, percent=True),
        Measure("unstudied_share", _("Terbit sendiri sebelum kajian selesai"), "%", unstudied_share, 0, percent=True),
        Measure("issue_days", _("Sampai izin terbit"), _("hari kerja"), issue_days),
    )


def rules(words: Words) -> list[str]:
    """The rules of the clock, in the order of their codes."""
    _ = words
    deemed, silent = _("{title}: {days} hari kerja, lalu terbit sendiri"), _("{title}: {days} hari kerja")
    named = [
        (deemed if rule(code).is_deemed else silent).format(
            title=regime_title(rule(code).regime, words), days=rule(code).days
        )
        for code in (PP_28, PP_5, OSS_1)
    ]
    promise = _("Andai hanya janji {days} hari kerja, tanpa fiktif positif")
    return [*named, promise.format(days=rule(PROMISE_ONLY).days)]


def short_rules(words: Words) -> list[str]:
    """The same by the regulation alone, where there is little room."""
    _ = words
    of_regulation = _("{regulation}, {days} hari")
    named = []
    for code in (PP_28, PP_5, OSS_1):
        regulation = regime_title(rule(code).regime, words).partition("(")[2].rstrip(")")
        named.append(of_regulation.format(regulation=regulation, days=rule(code).days))
    return [*named, _("Hanya janji, {days} hari").format(days=rule(PROMISE_ONLY).days)]


def _facts(now: Scenario, words: Words) -> list[Fact]:
    _ = words
    days = _("{days} hari kerja")
    general = find_row(GENERAL_LIMIT).value
    assert general is not None
    limits = [
        Fact(
            _("Batas umum, bila tidak ada aturan lain"),
            days.format(days=words.plain(general)),
            origin=article(GENERAL_LIMIT, words),
        )
    ]
    for code in (PP_28, PP_5, OSS_1):
        law = rule(code)
        limits.append(
            Fact(regime_title(law.regime, words), days.format(days=law.days), origin=article(law.limit, words))
        )
    return [
        Fact(_("Petugas verifikasi"), str(SERVERS), PERSONS),
        Fact(_("Berkas baru per hari kerja"), words.plain(number(now, ARRIVALS)), ARRIVALS),
        Fact(
            _("Verifikasi satu berkas, rata-rata"),
            _("{minutes} menit").format(minutes=words.plain(number(now, VERIFICATION_MIN))),
            VERIFICATION_MIN,
        ),
        Fact(
            _("Sanggup diverifikasi satu petugas sehari"),
            _("{files} berkas").format(files=words.number(files_of_one_server(), 0)),
            origin=_("dihitung"),
        ),
        Fact(
            _("Kajian OPD teknis: separuh berkas selesai dalam"),
            _("{hours} jam kerja").format(hours=words.plain(number(now, AGENCY_MIN) / 60)),
            AGENCY_MIN,
        ),
        Fact(_("Berkas yang diminta diperbaiki"), words.percent(number(now, CORRECTION_SHARE)), CORRECTION_SHARE),
        *limits,
        Fact(
            _("Asas ketepatan waktu"),
            _("selesai dalam waktu menurut standar pelayanan"),
            origin=find_row(TIMELINESS).cite
            if words.lang == "en"
            else _("UU 25/2009 Pasal 4, dikutip dalam studi Banyuasin"),
        ),
    ]


def _guess(words: Words) -> Guess:
    _ = words
    task = _(
        "Satu dari {officers} petugas verifikasi absen {days} hari kerja. Yang lain tetap bekerja. Kita ikuti semua "
        "berkas yang masuk selama {weeks} minggu. Dari setiap 100 berkas, berapa yang akhirnya terbit sendiri karena "
        "batas waktunya habis? Tebak saja, tidak ada nilai."
    )
    entry = Entry("guess", _("Tebakan Anda: berkas yang terbit sendiri"), _("dari 100"), 0, 100)
    return Guess(task.format(officers=SERVERS, days=LONG, weeks=FOLLOWED_WEEKS), entry, at=LONG)


def _explore(deemed: Measure, words: Words) -> Explore:
    _ = words
    away = Slider("away", _("Satu petugas absen"), _("hari kerja"), minimum=0, maximum=LONGEST, step=1, start=0)
    return Explore(
        task=_(
            "Geser lamanya satu petugas absen. Lalu ganti aturan batas waktunya. Setiap pilihan menambah satu titik di "
            "grafik; garis tegak pada titik adalah rentang 95%."
        ),
        title=_("Izin yang terbit sendiri menurut lamanya absen"),
        levers=(away, Options("rule", _("Aturan batas waktu"), rules(words)[:PROMISE_ONLY])),
        scenario=lambda places: office(int(places["away"]), int(places["rule"])),
        measures=(deemed,),
    )


def _comparison(deemed: Measure, unstudied: Measure, words: Words) -> Comparison:
    _ = words
    absent = _("Absen {days} hari")
    titles = [_("Petugas lengkap"), *(absent.format(days=away) for away in SETTINGS[1:])]
    settings = [Setting(title, office(away)) for title, away in zip(titles, SETTINGS, strict=True)]

    def verdict(guess: float, outcome: Outcome) -> str:
        normal, short, long = (found[deemed.key] for found in outcome.estimates)
        if guess < 100 * long.low:
            text = _("Tebakan Anda {guess}; hasilnya lebih banyak:")
        elif guess > 100 * long.high:
            text = _("Tebakan Anda {guess}; hasilnya lebih sedikit:")
        else:
            text = _("Tebakan Anda {guess}; itu ada di dalam rentang hasil simulasi:")
        rest = _(
            "{long} dari 100 (rentang 95%: {low} sampai {high}; {n} ulangan). Dengan petugas lengkap {normal}; absen "
            "{short_days} hari, {short}. Absennya dua kali lebih lama, hasilnya kira-kira {times} kali lipat."
        )
        said = {
            "guess": words.plain(guess),
            "long": words.number(100 * long.mean, 0),
            "low": words.number(100 * long.low, 0),
            "high": words.number(100 * long.high, 0),
            "n": long.n,
            "normal": words.number(100 * normal.mean, 0),
            "short": words.number(100 * short.mean, 0),
            "short_days": SHORT,
            "times": words.number(long.mean / short.mean),
        }
        return f"{text} {rest}".format(**said)

    return Comparison(
        task=_(
            "Tiga keadaan, nasib yang sama: berkas yang sama masuk pada saat yang sama dan sama sulitnya. Yang berbeda "
            "hanya lamanya satu petugas absen."
        ),
        button=_("Bandingkan ketiganya"),
        title=_("Izin yang terbit sendiri"),
        settings=settings,
        measures=(deemed, unstudied),
        verdict=verdict,
        guess_place=2,
    )


def outcome_names(words: Words) -> list[str]:
    """What may become of a file before the law, in the order of :data:`OUTCOMES`."""
    _ = words
    return [
        _("diputuskan tepat waktu"),
        _("diputuskan terlambat"),
        _("lewat batas, belum diputuskan"),
        _("terbit sendiri"),
    ]


def _rules(lab: Lab, deemed: Measure, days: Measure, words: Words) -> Display:
    """The same absence and the same pile under four rules."""
    _ = words

    def show(_places: Choices) -> Iterator[Shown]:
        shares, rows = [], []
        for code, name in enumerate(short_rules(words)):
            result = lab.run(office(LONG, code))
            values = outcome_shares(result, OUTCOMES)
            shares.append([estimate_mean(100 * column, "") for column in values.T])
            whole = estimate_mean(issue_days(result), days.unit)
            last = estimate_mean(values[:, -1], "")
            cells = [words.percent(last.mean), words.bounds(deemed, last), words.number(whole.mean)]
            rows.append([name, *cells, words.bounds(days, whole), str(whole.n)])
        title = _("Nasib berkas menurut aturan; satu petugas absen {days} hari kerja").format(days=LONG)
        columns = [_("Aturan"), _("Terbit sendiri"), _("Rentang 95%"), days.label, _("Rentang 95%"), _("Ulangan")]
        picture = stack_picture(
            title,
            _("Satu batang untuk setiap aturan: 100 berkas, dipilah menurut nasibnya."),
            Axis(_("Dari 100 berkas"), "", 0, 100),
            Axis(_("Aturan"), names=short_rules(words)),
            {name: [row[at] for row in shares] for at, name in enumerate(outcome_names(words))},
            words,
        )
        text = _(
            "Absennya sama, berkas yang masuk juga sama. Menurut PP 5/2021 jam di sini mulai setelah petugas "
            "menyatakan berkas lengkap: yang masih di tumpukan belum dihitung, jadi hampir semua tampak tepat waktu. "
            "Lihat kolom hari kerja: bagi pemohon tidak lebih cepat."
        )
        yield Shown(text, picture, html_table(title, columns, rows, numbers=True))

    return Display(
        heading=_("Tumpukan yang sama, aturan yang lain"),
        task=_("Apa jadinya berkas-berkas itu menurut aturan yang lain?"),
        button=_("Tampilkan keempat aturan"),
        show=show,
    )


def _late(lab: Lab, words: Words) -> Display:
    """By how many days files are late, if silence does not approve them."""
    _ = words

    def show(_places: Choices) -> Iterator[Shown]:
        result = lab.run(office(LONG, PROMISE_ONLY))
        late = late_days(result).to_numpy(np.int64)
        shares = [estimate_mean(100 * column, "") for column in late_shares(result, MOST_LATE).T]
        names = [*(words.number(day, 0) for day in range(1, MOST_LATE)), _("{days} atau lebih").format(days=MOST_LATE)]
        picture = stack_picture(
            _("Berapa hari kerja terlambat, dari 100 berkas yang terlambat"),
            _("Satu batang untuk setiap banyaknya hari; panjangnya berapa dari 100 berkas yang terlambat."),
            Axis(_("Dari 100"), ""),
            Axis(_("Hari kerja terlambat"), names=names),
            {_("berkas"): shares},
            words,
        )
        text = _(
            "Dari {n} ulangan bersama-sama, {files} berkas terlambat; separuhnya {half} hari kerja atau lebih. Dengan "
            "fiktif positif keterlambatan ini tidak muncul di laporan: izinnya sudah terbit, tanpa keputusan."
        )
        said = text.format(
            n=lab.replications, files=words.number(len(late), 0), half=words.number(float(np.median(late)), 0)
        )
        yield Shown(said, picture)

    return Display(
        heading=_("Andai tidak ada fiktif positif"),
        task=_("Kalau diam tidak berarti setuju, berkas yang sama terbit terlambat. Seberapa lambat?"),
        button=_("Tampilkan keterlambatannya"),
        show=show,
    )


def quantities(lab: Lab, words: Words) -> dict[str, Quantity]:
    """Numbers of the quiz: shares from the same runs as the comparison, the rest from the rules."""
    _ = words
    deemed, _unstudied, days = measures(words)
    normal, short, long = (lab.estimate(office(away), deemed).mean for away in SETTINGS)
    unit, files = _("hari kerja"), _("berkas")
    growth = files_to_verify() - files_of_one_server()
    return {
        "away_short": Quantity(SHORT, 0, unit=unit),
        "away_long": Quantity(LONG, 0, unit=unit),
        "deemed_normal": Quantity(normal, 0, percent=True),
        "deemed_short": Quantity(short, 0, percent=True),
        "deemed_double": Quantity(2 * short, 0, percent=True),
        "deemed_long": Quantity(long, 0, percent=True),
        "deemed_after_check": Quantity(lab.estimate(office(LONG, PP_5), deemed).mean, 0, percent=True),
        "days_now": Quantity(lab.estimate(office(LONG), days).mean, 1, unit=unit),
        "days_after_check": Quantity(lab.estimate(office(LONG, PP_5), days).mean, 1, unit=unit),
        "limit": Quantity(rule(PP_28).days, 0, unit=unit),
        "stopped": Quantity(stopped_days(FILE), 0, unit=unit),
        "moved": Quantity(rule(PP_28).days + stopped_days(FILE), 0, 0.5, unit=unit),
        "growth": Quantity(growth, 0, 1.4, unit=files),
        "growth_of_new": Quantity(number(office(), ARRIVALS) - files_of_one_server(), 0, unit=files),
        "comes": Quantity(number(office(), ARRIVALS), 0, unit=files),
        "one_server": Quantity(files_of_one_server(), 0, unit=files),
    }


def _legend(deemed: Measure, unstudied: Measure, days: Measure, words: Words) -> list[Meaning]:
    _ = words
    counted = _(
        "Bagian berkas yang tidak diputuskan sampai batas waktunya habis, lalu menurut hukum dianggap dikabulkan. Yang "
        "dihitung berkas yang masuk selama {weeks} minggu; absen mulai pada minggu kedua."
    )
    return [
        Meaning(deemed.label, "%", counted.format(weeks=FOLLOWED_WEEKS)),
        Meaning(unstudied.label, "%", _("Terbit sendiri sebelum OPD teknis selesai mengkaji.")),
        Meaning(
            days.label,
            days.unit,
            _("Dari berkas masuk sampai izinnya ada, diputuskan atau terbit sendiri; waktu perbaikan ikut dihitung."),
        ),
        Meaning(
            _("Satu petugas absen"), _("hari kerja"), _("Petugas yang satu lagi tetap bekerja; tidak ada pengganti.")
        ),
        Meaning(
            _("Aturan batas waktu"),
            "",
            _(
                "Berapa hari, kapan jam mulai, dan apakah diam berarti setuju, menurut paket data peraturan SimPTSP. "
                "Menurut PP 28/2025 sistem yang memeriksa kelengkapan, jadi jam mulai saat berkas masuk; pada dua "
                "aturan yang lain sesudah petugas menyatakan lengkap."
            ),
        ),
    ]


def _shares_table(lab: Lab, deemed: Measure, days: Measure, words: Words) -> str:
    _ = words
    rows = []
    for away in HANDOUT_DAYS:
        cells = [words.plain(away)]
        for code, measure in ((PP_28, deemed), (PP_28, days), (PP_5, deemed), (PP_5, days)):
            found = lab.estimate(office(away, code), measure)
            cells.append(f"{words.value(measure, found.mean)} ({words.bounds(measure, found)})")
        rows.append(cells)
    headings = [_("Absen, hari")]
    for code in (PP_28, PP_5):
        title = regime_title(rule(code).regime, words)
        headings += [f"{title}: {_('terbit sendiri')}", _("hari kerja")]
    note = _("Rata-rata {n} ulangan; dalam kurung rentang 95%.").format(n=lab.replications)
    return "\n".join([table(headings, rows, numeric=range(len(headings))), "", note])


def _answers(words: Words) -> str:
    _ = words
    lines = [
        _("Latihan 1: tanggal {day}.").format(day=due_date(FILE).day),
        _("Latihan 2: kira-kira {days} hari kerja.").format(days=words.number(pile_days())),
    ]
    return "\n".join(f"- {line}" for line in lines)
