"""Lesson 02: with the same mean service time, more spread makes everybody wait longer."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from simulator.measures import Estimate, estimate_mean
from simulator.scenario import load_scenario
from simulator.teaching.curriculum.bars import bar, table
from simulator.teaching.entries import Entry
from simulator.teaching.lab import Lab, Measure, of_run
from simulator.teaching.lessons.verification_station import (
    BUSY,
    SCENARIO,
    SLOT_FILES,
    SLOT_MIN,
    by_appointment,
    mean_wait,
    minutes_within,
    office_with,
    wait_at_home,
)
from simulator.teaching.pictures import Spot, explore_picture, point
from simulator.teaching.plan import (
    Choices,
    Comparison,
    Display,
    Exercise,
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
    Verdict,
)
from simulator.teaching.quiz.quantity import Quantity
from simulator.teaching.single_station import SingleStation
from simulator.teaching.tables import html_table
from simulator.teaching.words import Words
from simulator.widgets import Axis, Bars, Picture, Table

EVEN, NOW, NEXT = 0.5, 1.0, 2.0
STEP = 0.25
CHECKED = (0.25, 0.5, 1.0, 1.5, 2.0)
WIDER = 3.0
ALL_BUT_ONE_IN_100 = 0.99
LONGEST_GUESS_MIN = 600
MINUTES_PER_MARK = 1
NEAR = 0.12


def plan(lab: Lab, words: Words) -> Plan:
    """The lesson in the language of `words`."""
    _ = words
    station = SingleStation.of(load_scenario(SCENARIO))
    wait = of_run("waiting_time_mean", _("Rata-rata menunggu"), _("menit"))
    explore = _explore(station, wait, words)
    return Plan(
        scenario=office_with(NOW),
        facts=_facts(station, words),
        guess=_guess(station, words),
        explore=explore,
        comparison=_comparison(wait, words),
        reflection=_("Berkas mana di meja Anda yang paling lama dikerjakan? Apa yang bisa disiapkan sebelum ia antre?"),
        quantities=lambda: quantities(lab, wait, words),
        displays={"appointments": _appointments(lab, wait, words), "theory": _theory(station, explore, lab, words)},
        exercises={"checklists": _checklists(station, words), "all_alike": _all_alike(station, words)},
        legend=_legend(explore, words),
        handout=lambda: {"waits": _waits_table(station, wait, lab, words), "answers": _answers(station, words)},
    )


def said_spread(spread: float, mean_min: float, words: Words) -> str:
    """A spread in words that need no statistics."""
    _ = words
    text = _("Separuh berkas selesai dalam {median} menit; satu dari seratus lebih lama dari {long} menit.")
    median, long = (words.number(minutes_within(share, spread, mean_min)) for share in (0.5, ALL_BUT_ONE_IN_100))
    return text.format(median=median, long=long)


def _facts(station: SingleStation, words: Words) -> list[Fact]:
    _ = words
    minutes = _("{minutes} menit")
    computed = _("dihitung; ragamnya asumsi")
    return [
        Fact(_("Petugas di meja verifikasi"), str(station.servers), "stations[0].servers"),
        Fact(
            _("Lama memeriksa satu berkas, rata-rata, sekarang dan nanti"),
            minutes.format(minutes=words.number(station.service_min, 0)),
            "stations[0].service_time.mean_min",
        ),
        Fact(
            _("Berkas masuk per jam, sekarang dan nanti"),
            words.number(BUSY * station.capacity_per_hour),
            "case_classes[0].arrivals.per_hour",
        ),
        Fact(_("Petugas sibuk, sekarang dan nanti"), words.percent(BUSY), origin=_("dihitung")),
        Fact(_("Lama memeriksa, sekarang"), said_spread(NOW, station.service_min, words), origin=computed),
        Fact(_("Lama memeriksa, nanti"), said_spread(NEXT, station.service_min, words), origin=computed),
        Fact(
            _("Rata-rata menunggu, sekarang"),
            minutes.format(minutes=words.number(mean_wait(station, NOW))),
            origin=_("rumus di bawah, kira-kira"),
        ),
    ]


def _guess(station: SingleStation, words: Words) -> Guess:
    _ = words
    task = _(
        "Rata-rata memeriksa tetap {mean} menit. Banyaknya berkas dan petugas juga tetap. Hanya bedanya antarberkas "
        "yang menjadi dua kali lebih besar. Sekarang menunggu rata-rata kira-kira {now} menit. Berapa menit nanti? "
        "Tebak saja, tidak ada nilai."
    )
    said = {"mean": words.number(station.service_min, 0), "now": words.number(mean_wait(station, NOW))}
    entry = Entry("guess", _("Tebakan Anda: rata-rata menunggu nanti"), _("menit"), 0, LONGEST_GUESS_MIN)
    return Guess(task.format(**said), entry, at=NEXT)


def _explore(station: SingleStation, wait: Measure, words: Words) -> Explore:
    _ = words
    lever = Slider(
        "spread",
        _("Ragam lama memeriksa"),
        _("kali rata-rata"),
        minimum=CHECKED[0],
        maximum=CHECKED[-1],
        step=STEP,
        start=NOW,
        decimals=2,
        note=lambda spread: said_spread(spread, station.service_min, words),
    )
    return Explore(
        task=_(
            "Geser ragamnya. Rata-rata memeriksa tidak ikut berubah. Setiap kali penggeser berhenti, komputer "
            "menjalankan meja ini berulang-ulang dan menambahkan satu titik di grafik. Garis tegak pada titik adalah "
            "rentang 95%."
        ),
        title=_("Waktu tunggu menurut ragam lama memeriksa"),
        levers=(lever,),
        scenario=lambda places: office_with(places["spread"]),
        measures=(wait,),
        x_range=(0.0, CHECKED[-1]),
    )


def _comparison(wait: Measure, words: Words) -> Comparison:
    _ = words
    titles = {NOW: _("Ragam sekarang"), NEXT: _("Ragam dua kali lipat"), EVEN: _("Ragam separuhnya")}

    def verdict(guess: float, outcome: Outcome) -> str:
        now, result = (found[wait.key] for found in outcome.estimates[:2])
        if guess <= now.high:
            text = _(
                "Tebakan Anda {guess} menit: kira-kira seperti sekarang, atau kurang. Banyak orang menebak begitu, "
                "karena rata-ratanya tetap."
            )
        elif guess < result.low:
            text = _("Tebakan Anda {guess} menit; hasilnya lebih lama.")
        elif guess > result.high:
            text = _("Tebakan Anda {guess} menit; arahnya benar, hasilnya lebih singkat dari itu.")
        else:
            text = _("Tebakan Anda {guess} menit; itu ada di dalam rentang hasil simulasi.")
        more = outcome.pairs[0][wait.key].difference
        rest = _("Dari {now} menjadi {next} menit: tambahannya {more} menit (rentang 95%: {interval}; {n} ulangan).")
        said = {
            "guess": words.plain(guess),
            "now": words.number(now.mean),
            "next": words.number(result.mean),
            "more": words.number(more.mean),
            "interval": words.change_bounds(wait, more),
            "n": more.n,
        }
        return f"{text} {rest}".format(**said)

    return Comparison(
        task=_(
            "Berkas yang sama datang pada saat yang sama, dan yang sulit tetap yang sulit. Yang berbeda hanya seberapa "
            "jauh lamanya dari rata-rata."
        ),
        button=_("Bandingkan ketiga ragam"),
        title=_("Rata-rata menunggu menurut ragam"),
        settings=[Setting(title, office_with(spread)) for spread, title in titles.items()],
        measures=(wait,),
        verdict=verdict,
        guess_place=1,
    )


def _appointments(lab: Lab, wait: Measure, words: Words) -> Display:
    _ = words
    freely, booked = _("Datang kapan saja"), _("Dengan janji temu")
    rows = {_("Ragam sekarang"): NOW, _("Ragam separuhnya"): EVEN}

    def show(_places: Choices) -> Iterator[Shown]:
        found: dict[str, dict[str, Estimate]] = {freely: {}, booked: {}}
        for name, spread in rows.items():
            found[freely][name] = lab.estimate(office_with(spread), wait)
            found[booked][name] = lab.estimate(by_appointment(office_with(spread)), wait)
        text = _(
            "Dengan kedua cara bersama-sama, menunggu di meja turun dari {before} menjadi {after} menit. Tetapi janji "
            "temu memindahkan sebagian menunggu ke rumah: dari memesan sampai jamnya tiba rata-rata {home} menit "
            "(rumus)."
        )
        said = {
            "before": words.number(found[freely][_("Ragam sekarang")].mean),
            "after": words.number(found[booked][_("Ragam separuhnya")].mean),
            "home": words.number(wait_at_home(office_with(NOW)), 0),
        }
        picture = _appointments_picture(found, wait, words)
        yield Shown(
            text.format(**said),
            picture,
            html_table(picture.title, picture.table.columns, picture.table.rows, numbers=True),
        )

    task = _(
        "Ragam ada dua: lamanya memeriksa dan saat datangnya. Bagaimana kalau pemohon memesan jam, {files} berkas "
        "setiap {minutes} menit?"
    )
    return Display(
        heading=_("Separuh yang lain: saat datangnya"),
        task=task.format(files=SLOT_FILES, minutes=SLOT_MIN),
        button=_("Coba dengan janji temu"),
        show=show,
    )


def _appointments_picture(found: Mapping[str, Mapping[str, Estimate]], wait: Measure, words: Words) -> Picture:
    _ = words
    title = _("Rata-rata menunggu di meja: datang kapan saja atau dengan janji temu")
    names = list(next(iter(found.values())))
    rows = [
        [f"{name}; {how.lower()}", words.value(wait, each.mean), words.bounds(wait, each), str(each.n)]
        for name in names
        for how, each in ((how, column[name]) for how, column in found.items())
    ]
    marks = [Bars(how, [point(i, column[name], wait) for i, name in enumerate(names)]) for how, column in found.items()]
    return Picture(
        title=title,
        description=_("Dua batang untuk setiap ragam. Panjangnya rata-rata menunggu."),
        x=Axis(wait.label, wait.unit),
        y=Axis(_("Keadaan"), names=names),
        key={},
        table=Table(title, [_("Keadaan"), f"{wait.label}, {wait.unit}", _("Rentang 95%"), _("Ulangan")], rows),
        marks=marks,
    )


def _theory(station: SingleStation, explore: Explore, lab: Lab, words: Words) -> Display:
    _ = words
    stations = (SingleStation(1, station.service_min), station)
    wait = explore.measures[0]
    drawn = replace(explore, title=_("Simulasi dan rumus menurut ragam"))

    def show(places: Choices) -> Iterator[Shown]:
        own = stations[int(places["desk"])]
        exact = own.servers == 1
        kind = (
            _("Rumus untuk satu petugas pasti.")
            if exact
            else _("Untuk beberapa petugas rumusnya hanya kira-kira: pada ragam besar ia memberi angka terlalu tinggi.")
        )
        text = _("Menurut rumus: ragam {small}, menunggu {first} menit; ragam {large}, {last} menit. {kind}").format(
            small=words.plain(NOW),
            first=words.number(mean_wait(own, NOW)),
            large=words.plain(NEXT),
            last=words.number(mean_wait(own, NEXT)),
            kind=kind,
        )
        line = [(x, mean_wait(own, x)) for x in np.linspace(0.0, CHECKED[-1], 60)]
        spots: list[Spot] = []
        for spread in CHECKED:
            *_first, values = lab.refine(office_with(spread, own.servers), [wait])
            spots.append(Spot({"spread": spread}, {wait.key: estimate_mean(values[wait.key], wait.unit)}))
            yield Shown(text, explore_picture(drawn, spots, words, line=line, line_key=_("rumus")))

    servers = [_("satu petugas"), _("{servers} petugas").format(servers=station.servers)]
    return Display(
        heading=_("Simulasi di samping rumus"),
        task=_(
            "Satu petugas atau empat, semuanya sibuk {busy}. Titik berasal dari simulasi, garis putus dari rumus."
        ).format(busy=words.percent(BUSY)),
        button=_("Tampilkan rumus di samping simulasi"),
        show=show,
        levers=(Options("desk", _("Meja"), servers),),
    )


def _checklists(station: SingleStation, words: Words) -> Exercise:
    """The spread is halved, at the lesson's desk."""
    _ = words
    now, truth = mean_wait(station, NOW), mean_wait(station, EVEN)
    said = {"now": words.number(now), "truth": words.number(truth)}

    def judge(minutes: float) -> Verdict:
        if abs(minutes - truth) <= NEAR * truth:
            text = _("Benar, kira-kira {truth} menit. Turun lebih dari sepertiga, tanpa bekerja lebih cepat.")
            return Verdict(True, text.format(**said))
        if minutes > 1.1 * now:
            text = _("Lebih seragam berarti menunggu lebih singkat dari {now} menit.")
        elif minutes >= 0.95 * now:
            text = _("Rata-ratanya memang tetap, tetapi ragamnya turun. Geser penggeser ke 0,5 dan baca titiknya.")
        elif abs(minutes - now / 2) <= 0.08 * now / 2:
            text = _(
                "Setengah ragam bukan setengah menunggu: saat datangnya berkas tetap beragam. Baca titik pada 0,5."
            )
        elif minutes == 0:
            text = _("Nol hanya kalau datangnya pun teratur. Ragam lama memeriksa baru turun menjadi 0,5.")
        elif minutes <= 1.1 * now / 4:
            text = _("Anda lupa angka 1 di rumus: bagian itu berasal dari kedatangan, dan tidak ikut turun.")
        elif minutes > truth:
            text = _("Masih terlalu lama. Geser penggeser ke 0,5 dan baca titiknya.")
        else:
            text = _("Terlalu singkat. Geser penggeser ke 0,5 dan baca titiknya.")
        return Verdict(False, text.format(**said))

    label = _(
        "Dengan daftar periksa, ragam lama memeriksa turun dari 1 menjadi 0,5; rata-ratanya tetap. Sekarang menunggu "
        "kira-kira {now} menit. Berapa menit nanti?"
    )
    return Exercise(Entry("answer", label.format(**said), _("menit"), 0, 10_000), judge)


def _all_alike(station: SingleStation, words: Words) -> Exercise:
    """One officer, and every service takes the same time."""
    _ = words
    one = SingleStation(1, station.service_min)
    truth, spread_out = mean_wait(one, 0.0), mean_wait(one, NOW)
    said = {
        "truth": words.number(truth, 0),
        "now": words.number(spread_out, 0),
        "mean": words.number(one.service_min, 0),
    }

    def judge(minutes: float) -> Verdict:
        if abs(minutes - truth) <= 0.05 * truth:
            text = _(
                "Benar, {truth} menit. Antrean yang tersisa ini berasal dari saat datangnya: kadang ramai, kadang sepi."
            )
            return Verdict(True, text.format(**said))
        if minutes == 0:
            text = _("Lamanya memang persis sama, tetapi datangnya tidak teratur. Kadang dua berkas datang bersamaan.")
        elif abs(minutes - spread_out) <= 0.05 * spread_out:
            text = _("{now} menit itu untuk ragam 1. Sekarang ragamnya 0: pakai (1 + 0) / 2.")
        elif minutes == one.service_min:
            text = _("{mean} menit itu lama memeriksanya. Yang ditanya lama menunggu di antrean.")
        elif minutes > truth:
            text = _("Terlalu lama. Ragam 1 memberi {now} menit; ragam 0 memotong bagian dari pelayanan.")
        else:
            text = _("Terlalu singkat. Ragam 1 memberi {now} menit. Berapa kali lipat (1 + 0) / 2 dari (1 + 1) / 2?")
        return Verdict(False, text.format(**said))

    label = _(
        "Meja lain: satu petugas, sibuk {busy}. Dengan ragam 1, menunggu rata-rata {now} menit. Sekarang setiap berkas "
        "persis {mean} menit: ragamnya 0. Menurut rumus, berapa menit menunggu?"
    )
    text = label.format(busy=words.percent(BUSY), **said)
    return Exercise(Entry("answer", text, _("menit"), 0, 10_000), judge)


def quantities(lab: Lab, wait: Measure, words: Words) -> dict[str, Quantity]:
    """Numbers of the quiz: waits from the same runs as the comparison, the factor from the formula."""
    _ = words
    minutes = _("menit")
    now, after, even = (lab.estimate(office_with(spread), wait).mean for spread in (NOW, NEXT, EVEN))
    booked = lab.estimate(by_appointment(office_with(EVEN)), wait).mean
    waits = {"wait_now": now, "wait_next": after, "wait_even": even, "wait_both": booked, "wait_far": 3 * after}
    return {
        **{name: Quantity(value, 1, unit=minutes) for name, value in waits.items()},
        "wait_less": Quantity(now / 2, 1, unit=minutes),
        "busy": Quantity(BUSY, 0, percent=True),
        "wider": Quantity(WIDER, 0),
        "times": Quantity((1 + WIDER**2) / 2, 0, 0.4),
        "times_square": Quantity(WIDER**2, 0),
        "times_without_one": Quantity(WIDER**2 / 2, 1),
        "times_unhalved": Quantity(1 + WIDER**2, 0),
        "times_straight": Quantity(WIDER, 0),
    }


def _legend(explore: Explore, words: Words) -> list[Meaning]:
    _ = words
    lever = explore.levers[0]
    assert isinstance(lever, Slider)
    return [
        Meaning(
            lever.label,
            lever.unit,
            _(
                "Simpangan baku dibagi rata-rata. 0: semua sama lama. Sebarannya lognormal: banyak yang singkat, "
                "sedikit yang lama sekali."
            ),
        ),
        Meaning(_("Rata-rata menunggu"), _("menit"), _("Dari berkas masuk antrean sampai mulai diperiksa.")),
        Meaning(
            _("Janji temu"),
            "",
            _(
                "Pemohon memesan; ia mendapat jam pertama yang belum penuh dan tiba di antara jam itu dan jam "
                "berikutnya."
            ),
        ),
        Meaning(
            _("Rumus"),
            _("menit"),
            _("Satu petugas: Pollaczek-Khinchine, pasti. Beberapa petugas: Allen-Cunneen, kira-kira."),
        ),
    ]


def _waits_table(station: SingleStation, wait: Measure, lab: Lab, words: Words) -> str:
    _ = words
    rows = []
    for spread in CHECKED:
        found = lab.estimate(office_with(spread), wait)
        times = (
            words.number(minutes_within(share, spread, station.service_min)) for share in (0.5, ALL_BUT_ONE_IN_100)
        )
        waited = f"{words.number(found.mean)} ({words.bounds(wait, found)})"
        rows.append((words.number(spread, 2), *times, waited, bar(found.mean, MINUTES_PER_MARK)))
    heads = (_("Ragam"), _("Separuh selesai dalam"), _("Satu dari 100 lebih dari"), _("Rata-rata menunggu"), "")
    note = _("Menit; menunggu dari {n} ulangan, dengan rentang 95%. Satu kotak = {per} menit.")
    return "\n".join(
        [table(heads, rows, numeric=(0, 1, 2, 3)), "", note.format(n=lab.replications, per=MINUTES_PER_MARK)]
    )


def _answers(station: SingleStation, words: Words) -> str:
    _ = words
    first = _("Latihan 1: kira-kira {wait} menit.").format(wait=words.number(mean_wait(station, EVEN)))
    alike = mean_wait(SingleStation(1, station.service_min), 0.0)
    second = _("Latihan 2: {wait} menit.").format(wait=words.number(alike, 0))
    return f"- {first}\n- {second}"
