"""Lesson 03: one line for all counters about halves the wait of a line for each matter, with the same people."""

from collections.abc import Iterator
from functools import cache

import numpy as np

from simulator.measures import Estimate
from simulator.scenario import Scenario, load_scenario
from simulator.teaching.curriculum.bars import bar, table
from simulator.teaching.entries import Entry
from simulator.teaching.lab import Lab, Measure, cut, of_run
from simulator.teaching.lessons.waiting_room import (
    BY_MATTER,
    MATTERS,
    ONE,
    SHORTEST,
    office,
    overtaken,
    two_counters,
    visitors,
    ways,
)
from simulator.teaching.pictures import point
from simulator.teaching.plan import (
    REPLAY_OPENS,
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
from simulator.teaching.words import Words
from simulator.widgets import Axis, Line, Picture, Point, Points, Table, replay_day

STATION = "meja-verifikasi"
CHECKED = (0.50, 0.60, 0.70, 0.80, 0.90)
QUIET, MIDDLE, BUSY = CHECKED[0], CHECKED[3], CHECKED[-1]
FULLER, CALMER = 0.75, 0.60
"""How busy officers are in the two exercises."""
FEWEST, MOST, STEP = 40, 84, 4
HANDOUT_VISITORS = (40.0, 60.0, 76.0)
MINUTES_PER_MARK = 2
NEAR = 0.03
SERVICE_MIN = "stations[0].service_time.mean_min"


def plan(lab: Lab, words: Words) -> Plan:
    """The lesson in the language of `words`."""
    _ = words
    wait = of_run("waiting_time_mean", _("Rata-rata menunggu"), _("menit"))
    measures = (wait, overtaken(words))
    return Plan(
        scenario=office(BY_MATTER),
        facts=_facts(words),
        guess=_guess(words),
        explore=_explore(measures, words),
        comparison=_comparison(measures, words),
        reflection=_(
            "Loket mana di kantor Anda yang sering kosong saat loket lain penuh? Urusan apa yang bisa dilayani "
            "keduanya?"
        ),
        quantities=lambda: quantities(lab, measures, words),
        displays={"day": _day(lab, words), "theory": _theory(lab, wait, words)},
        exercises={"together": _together(words), "saved_when_quiet": _saved_when_quiet(words)},
        legend=_legend(measures, words),
        handout=lambda: {"waits": _waits_table(lab, wait, words), "answers": _answers(words)},
    )


def service_min() -> float:
    """Mean service time of the desk that the formula speaks of."""
    return SingleStation.of(load_scenario(STATION)).service_min


def _facts(words: Words) -> list[Fact]:
    _ = words
    base = office(BY_MATTER)
    numbers = {each.path: each.value for each in base.inputs()}
    minutes = _("{minutes} menit").format(minutes=words.plain(float(numbers[SERVICE_MIN])))
    assumed = _("asumsi")
    return [
        Fact(_("Loket, masing-masing satu petugas"), str(len(MATTERS)), origin=assumed),
        Fact(_("Urusan, sama banyak pengunjungnya"), ", ".join(_matters(words)), origin=assumed),
        Fact(_("Pengunjung per hari, semua urusan"), words.plain(visitors()), origin=assumed),
        Fact(_("Melayani satu orang, rata-rata, semua urusan"), minutes, SERVICE_MIN),
        Fact(
            _("Ragam lama melayani (simpangan baku dibagi rata-rata)"),
            words.plain(float(numbers["stations[0].service_time.cv"])),
            "stations[0].service_time.cv",
        ),
        Fact(_("Paling ramai"), _("pukul 9 sampai 10"), "channels[0].arrival_profile.hourly"),
        Fact(_("Loket buka"), _("pukul 8, sampai semua yang datang terlayani"), origin=assumed),
    ]


def _matters(words: Words) -> list[str]:
    return [name[0 if words.lang == "id" else 1] for name in MATTERS]


def _guess(words: Words) -> Guess:
    _ = words
    task = _(
        "Tiga antrean dijadikan satu, dengan nomor. Siapa yang luang memanggil nomor berikutnya, apa pun urusannya. "
        "Loket, petugas, dan pengunjung tetap. Berapa persen rata-rata menunggu berkurang? Tebak saja, tidak ada nilai."
    )
    entry = Entry("guess", _("Tebakan Anda: menunggu berkurang"), _("persen"), 0, 100)
    return Guess(task, entry)


def _explore(measures: tuple[Measure, ...], words: Words) -> Explore:
    _ = words
    return Explore(
        task=_(
            "Pilih cara mengantre, lalu geser banyaknya pengunjung. Setiap kali Anda berhenti, komputer menjalankan "
            "lima hari berulang-ulang dan menambahkan satu titik di grafik. Garis pada titik adalah rentang 95%."
        ),
        title=_("Waktu tunggu menurut banyaknya pengunjung"),
        levers=(
            Slider("per_day", _("Pengunjung"), _("orang per hari"), FEWEST, MOST, STEP, start=visitors()),
            Options("lines", _("Cara mengantre"), ways(words)),
        ),
        scenario=lambda places: office(int(places["lines"]), places["per_day"]),
        measures=measures,
    )


def _comparison(measures: tuple[Measure, ...], words: Words) -> Comparison:
    _ = words
    wait, passed = measures

    def verdict(guess: float, outcome: Outcome) -> str:
        pair, found = outcome.pairs[ONE - 1][wait.key], outcome.estimates
        share, low, high = cut(pair)
        if guess / 100 < low:
            text = _("Tebakan Anda {guess}%; hasilnya lebih besar.")
        elif guess / 100 > high:
            text = _("Tebakan Anda {guess}%; hasilnya lebih kecil dari itu.")
        else:
            text = _("Tebakan Anda {guess}%; itu ada di dalam rentang hasil simulasi.")
        rest = _(
            "Satu antrean memangkas {share} (rentang 95%: {low} sampai {high}; {n} ulangan), dari {before} menjadi "
            "{after} menit. Bebas memilih antrean hampir sama singkatnya, tetapi {passed} pengunjung didahului orang "
            "yang datang belakangan; dengan satu antrean {none}."
        )
        said = {
            "guess": words.plain(guess),
            "share": words.percent(share),
            "low": words.percent(low),
            "high": words.percent(high),
            "n": pair.difference.n,
            "before": words.number(pair.base.mean),
            "after": words.number(pair.alternative.mean),
            "passed": words.percent(found[SHORTEST][passed.key].mean),
            "none": words.percent(found[ONE][passed.key].mean),
        }
        return f"{text} {rest}".format(**said)

    return Comparison(
        task=_(
            "Orang yang sama datang pada saat yang sama, dengan urusan yang sama lamanya. Yang berbeda hanya cara "
            "mereka mengantre."
        ),
        button=_("Bandingkan ketiga cara mengantre"),
        title=_("Rata-rata menunggu menurut cara mengantre"),
        settings=[Setting(name, office(lines)) for lines, name in enumerate(ways(words))],
        measures=measures,
        verdict=verdict,
        guess_place=ONE,
        guesses_cut=True,
    )


def _day(lab: Lab, words: Words) -> Display:
    _ = words

    def show(places: Choices) -> Iterator[Shown]:
        result = lab.run(office(int(places["lines"])), 1)
        text = _(
            "Satu hari dari satu ulangan. Cari saat ada petugas yang luang padahal orang masih menunggu di antrean "
            "lain."
        )
        yield Shown(text, widget=replay_day(result, 0, opens_hour=REPLAY_OPENS, lang=words.lang))

    return Display(
        heading=_("Putar ulang satu hari"),
        task=_("Pilih cara mengantre, lalu lihat ruang tunggunya dari pagi."),
        button=_("Putar ulang hari itu"),
        show=show,
        levers=(Options("lines", _("Cara mengantre"), ways(words)),),
    )


@cache
def _station(servers: int, busy: float) -> Scenario:
    """The verification desk with one or two officers who are as busy."""
    base = load_scenario(STATION)
    station = SingleStation(servers, service_min())
    return base.with_(
        {
            "stations[verifikasi].servers": servers,
            "case_classes[berkas].arrivals.per_hour": round(busy * station.capacity_per_hour, 9),
        }
    )


def _theory(lab: Lab, wait: Measure, words: Words) -> Display:
    _ = words
    names = [_("dua antrean terpisah"), _("satu antrean")]

    def show(_places: Choices) -> Iterator[Shown]:
        found: list[list[Estimate]] = [[], []]
        text = " ".join(_theory_sentence(busy, words) for busy in (QUIET, BUSY))
        text += " " + _("Makin sibuk, persennya makin kecil, tetapi menit yang dihemat makin banyak.")
        for busy in CHECKED:
            for servers in (1, 2):
                found[servers - 1].append(lab.estimate(_station(servers, busy), wait))
            yield Shown(text, _theory_picture(names, found, wait, words))

    return Display(
        heading=_("Simulasi di samping rumus"),
        task=_(
            "Dua petugas di meja verifikasi, {minutes} menit per berkas. Titik berasal dari simulasi, garis dari "
            "rumus. Antrean terpisah: berkas dibagi dua tanpa melihat panjangnya antrean."
        ).format(minutes=words.plain(service_min())),
        button=_("Tampilkan rumus di samping simulasi"),
        show=show,
    )


def _theory_sentence(busy: float, words: Words) -> str:
    _ = words
    separate, together = two_counters(busy, service_min())
    text = _("Sibuk {busy}: {separate} menit menjadi {together}, hemat {minutes} menit atau {share}.")
    return text.format(
        busy=words.percent(busy),
        separate=words.number(separate),
        together=words.number(together),
        minutes=words.number(separate - together),
        share=words.percent(1 - together / separate),
    )


def _theory_picture(names: list[str], found: list[list[Estimate]], wait: Measure, words: Words) -> Picture:
    _ = words
    title = _("Dua antrean atau satu, menurut kesibukan petugas")
    shares = np.linspace(QUIET, BUSY, 41)
    curves = np.array([two_counters(busy, service_min()) for busy in shares])
    marks: list[Points | Line] = []
    rows = []
    for at, name in enumerate(names):
        dots = [point(100 * busy, each, wait) for busy, each in zip(CHECKED, found[at], strict=False)]
        marks.append(Points(_("{name}, simulasi").format(name=name), dots))
        line = [Point(100 * busy, float(y)) for busy, y in zip(shares, curves[:, at], strict=True)]
        marks.append(Line(_("{name}, rumus").format(name=name), line))
        rows += [
            [f"{words.percent(busy)}; {name}", words.value(wait, e.mean), words.bounds(wait, e), str(e.n)]
            for busy, e in zip(CHECKED, found[at], strict=False)
        ]
    columns = [_("Petugas sibuk"), f"{wait.label}, {wait.unit}", _("Rentang 95%"), _("Ulangan")]
    return Picture(
        title=title,
        description=_("Mendatar: petugas sibuk. Tegak: rata-rata menunggu. Angkanya ada pada tabel di bawah grafik."),
        x=Axis(_("Petugas sibuk"), "%", 45.0, 95.0),
        y=Axis(wait.label, wait.unit),
        key={},
        table=Table(title, columns, rows),
        marks=marks,
    )


def _together(words: Words) -> Exercise:
    _ = words
    separate, truth = two_counters(FULLER, service_min())
    said = {
        "busy": words.percent(FULLER),
        "separate": words.number(separate, 0),
        "truth": words.number(truth),
        "share": words.plain(FULLER),
        "sum": words.plain(1 + FULLER),
    }

    def judge(minutes: float) -> Verdict:
        if abs(minutes - truth) <= NEAR * truth:
            text = _("Benar, {truth} menit: {separate} × {share} / {sum}.")
            return Verdict(True, text.format(**said))
        if minutes >= separate:
            text = _("Dengan satu antrean, menunggu pasti lebih singkat dari {separate} menit.")
        elif abs(minutes - separate / 2) <= NEAR * separate / 2:
            text = _("Tepat setengahnya baru tercapai pada 100%. Pakai rumusnya: sibuk / (1 + sibuk).")
        elif abs(minutes - FULLER * separate) <= NEAR * FULLER * separate:
            text = _("Anda baru mengalikan dengan kesibukan. Bagi lagi dengan (1 + kesibukan).")
        elif abs(minutes - separate / (1 + FULLER)) <= NEAR * separate / (1 + FULLER):
            text = _("Anda baru membagi dengan (1 + kesibukan). Kalikan lagi dengan kesibukan.")
        else:
            text = _("Pakai rumusnya: menunggu terpisah × sibuk / (1 + sibuk), dengan sibuk sebagai pecahan.")
        return Verdict(False, text.format(**said))

    label = _(
        "Dua loket, petugasnya sibuk {busy}. Dengan antrean terpisah, menunggu rata-rata {separate} menit. Kedua "
        "antrean dijadikan satu. Menurut rumus, berapa menit menunggu?"
    )
    return Exercise(Entry("answer", label.format(**said), _("menit"), 0, 10_000), judge)


def _saved_when_quiet(words: Words) -> Exercise:
    _ = words
    separate, together = two_counters(CALMER, service_min())
    truth = separate - together
    said = {
        "busy": words.percent(CALMER),
        "separate": words.number(separate, 0),
        "together": words.number(together),
        "truth": words.number(truth),
        "share": words.percent(truth / separate),
        "half": words.plain(CALMER),
        "sum": words.plain(1 + CALMER),
    }

    def judge(minutes: float) -> Verdict:
        if abs(minutes - truth) <= 2 * NEAR * truth:
            text = _("Benar, {truth} menit, atau {share}. Persennya besar, menitnya sedikit.")
            return Verdict(True, text.format(**said))
        if abs(minutes - together) <= 2 * NEAR * together:
            text = _("{together} menit itu menunggu yang tersisa. Yang ditanya selisihnya dari {separate} menit.")
        elif minutes >= separate:
            text = _("Tidak mungkin menghemat {separate} menit atau lebih: menunggu tidak sampai nol.")
        elif abs(minutes - separate / 2) <= 2 * NEAR * separate / 2:
            text = _("Setengahnya hanya di dekat 100%. Saat sepi, satu antrean menghemat bagian yang lebih besar.")
        else:
            text = _("Hitung dulu menunggu dengan satu antrean: {separate} × {half} / {sum}. Lalu kurangkan.")
        return Verdict(False, text.format(**said))

    label = _(
        "Dua loket lain, petugasnya sibuk {busy}; antrean terpisah, menunggu rata-rata {separate} menit. Menurut "
        "rumus, berapa menit dihemat kalau antreannya satu?"
    )
    return Exercise(Entry("answer", label.format(**said), _("menit"), 0, 10_000), judge)


def quantities(lab: Lab, measures: tuple[Measure, ...], words: Words) -> dict[str, Quantity]:
    """Numbers of the quiz: waits from the same runs as the comparison, two counters from the formula."""
    _ = words
    minutes = _("menit")
    wait, passed = measures
    matter, free, one = (lab.estimate(office(lines), wait).mean for lines in (BY_MATTER, SHORTEST, ONE))
    quiet, busy = (two_counters(share, service_min()) for share in (QUIET, BUSY))
    middle = two_counters(MIDDLE, service_min())
    waits = {"wait_matter": matter, "wait_free": free, "wait_one": one, "wait_third": matter / len(MATTERS)}
    return {
        **{name: Quantity(value, 1, unit=minutes) for name, value in waits.items()},
        "passed_free": Quantity(lab.estimate(office(SHORTEST), passed).mean, 0, percent=True),
        "passed_matter": Quantity(lab.estimate(office(BY_MATTER), passed).mean, 0, percent=True),
        "quiet": Quantity(QUIET, 0, percent=True),
        "busy": Quantity(BUSY, 0, percent=True),
        "middle": Quantity(MIDDLE, 0, percent=True),
        "separate": Quantity(middle[0], 0, unit=minutes),
        "together": Quantity(middle[1], 1, 0.03 * middle[1], unit=minutes),
        "half": Quantity(middle[0] / 2, 1, unit=minutes),
        "times_busy": Quantity(MIDDLE * middle[0], 1, unit=minutes),
        "saved_quiet": Quantity(quiet[0] - quiet[1], 1, unit=minutes),
        "saved_busy": Quantity(busy[0] - busy[1], 1, unit=minutes),
        "share_quiet": Quantity(1 - quiet[1] / quiet[0], 0, percent=True),
        "share_busy": Quantity(1 - busy[1] / busy[0], 0, percent=True),
    }


def _legend(measures: tuple[Measure, ...], words: Words) -> list[Meaning]:
    _ = words
    matter, free, one = ways(words)
    wait, passed = measures
    return [
        Meaning(wait.label, wait.unit, _("Dari mengambil tempat di antrean sampai dipanggil.")),
        Meaning(
            passed.label,
            "%",
            _(
                "Bagian pengunjung yang melihat orang lain dipanggil, di loket mana pun, padahal orang itu datang "
                "sesudahnya."
            ),
        ),
        Meaning(matter, "", _("Setiap loket melayani satu urusan saja, dengan antreannya sendiri.")),
        Meaning(
            free,
            "",
            _("Setiap loket melayani semua urusan. Orang masuk ke antrean terpendek dan tidak pindah lagi."),
        ),
        Meaning(one, "", _("Setiap loket melayani semua urusan. Yang luang memanggil nomor berikutnya.")),
        Meaning(_("Rumus"), _("menit"), _("Hitungan pasti untuk antrean M/M/1 dan M/M/2; lihat bagian penjelasan.")),
    ]


def _waits_table(lab: Lab, wait: Measure, words: Words) -> str:
    _ = words
    rows = []
    for per_day in HANDOUT_VISITORS:
        for lines, name in enumerate(ways(words)):
            found = lab.estimate(office(lines, per_day), wait)
            waited = f"{words.number(found.mean)} ({words.bounds(wait, found)})"
            rows.append((words.plain(per_day), name, waited, bar(found.mean, MINUTES_PER_MARK)))
    heads = (_("Pengunjung per hari"), _("Cara mengantre"), _("Rata-rata menunggu"), "")
    note = _("Menit, dengan rentang 95%; lima hari, {n} ulangan. Satu kotak = {per} menit.")
    body = table(heads, rows, numeric=(0, 2))
    return "\n".join([body, "", note.format(n=lab.replications, per=MINUTES_PER_MARK)])


def _answers(words: Words) -> str:
    _ = words
    _separate, together = two_counters(FULLER, service_min())
    separate, quick = two_counters(CALMER, service_min())
    lines = [
        _("Latihan 1: {wait} menit.").format(wait=words.number(together)),
        _("Latihan 2: {wait} menit dihemat.").format(wait=words.number(separate - quick)),
    ]
    return "\n".join(f"- {line}" for line in lines)
