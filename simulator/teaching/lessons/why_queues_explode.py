"""Lesson 01: near full use, the waiting time grows far faster than the work."""

from collections.abc import Iterator
from functools import cache

import numpy as np

from simulator.measures import estimate_mean
from simulator.scenario import Scenario, load_scenario
from simulator.teaching.entries import Entry
from simulator.teaching.lab import Lab, Measure, of_run
from simulator.teaching.pictures import Spot, explore_picture
from simulator.teaching.plan import (
    Choices,
    Comparison,
    Display,
    Exercise,
    Explore,
    Fact,
    Guess,
    Meaning,
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

SCENARIO = "meja-verifikasi"
QUIET, NINETY, BUSY = 0.80, 0.90, 0.95
CHECKED = (0.60, 0.70, 0.80, 0.90, 0.95)
GRID = 60  # steps from nothing to full use: both settings above fall on one
LONGEST_GUESS_MIN = 600
SHIFTED_SHARE = 0.10
ARRIVALS = "case_classes[berkas].arrivals.per_hour"
HANDOUT_SHARES = (0.60, 0.80, 0.90, 0.95)
MINUTES_PER_MARK = 2


@cache
def promised_wait_min() -> float:
    """What the lesson's office promises, from its scenario."""
    return load_scenario(SCENARIO).spec.targets.waiting_time_min


def plan(lab: Lab, words: Words) -> Plan:
    """The lesson in the language of `words`."""
    _ = words
    office = load_scenario(SCENARIO)
    station = SingleStation.of(office)
    wait = of_run("waiting_time_mean", _("Rata-rata menunggu"), _("menit"))
    explore = _explore(office, station, wait, words)
    return Plan(
        scenario=office,
        facts=_facts(station, words),
        guess=_guess(words),
        explore=explore,
        comparison=_comparison(office, station, wait, words),
        reflection=_("Pada jam berapa petugas Anda paling sibuk, dan berkas mana yang bisa dialihkan dari jam itu?"),
        quantities=lambda: quantities(station, words),
        displays={"theory": _theory(station, explore, lab, words)},
        exercises={"most_files": _most_files(station, words), "one_more_server": _one_more_server(station, words)},
        legend=_legend(explore, words),
        handout=lambda: {"waits": _waits_table(station, words), "answers": _answers(station, words)},
    )


def _facts(station: SingleStation, words: Words) -> list[Fact]:
    _ = words
    minutes = _("{minutes} menit")
    now = QUIET * station.capacity_per_hour
    return [
        Fact(_("Petugas di meja verifikasi"), str(station.servers), "stations[0].servers"),
        Fact(
            _("Lama memeriksa satu berkas, rata-rata"),
            minutes.format(minutes=words.number(station.service_min, 0)),
            "stations[0].service_time.mean_min",
        ),
        Fact(_("Berkas masuk per jam, sekarang"), words.number(now), "case_classes[0].arrivals.per_hour"),
        Fact(_("Petugas sibuk, sekarang"), words.percent(QUIET), origin=_("dihitung")),
        Fact(
            _("Rata-rata menunggu, sekarang"),
            minutes.format(minutes=words.number(station.mean_wait(now))),
            origin=_("rumus di bawah"),
        ),
    ]


def _guess(words: Words) -> Guess:
    _ = words
    task = _(
        "Sekarang petugas sibuk {quiet}. Bulan depan berkas bertambah sampai petugas sibuk {busy}. "
        "Berapa menit rata-rata menunggu nanti? Tebak saja, tidak ada nilai. Yang penting: "
        "tebak sebelum melihat hasil."
    )
    label = _("Tebakan Anda: rata-rata waktu tunggu jika petugas sibuk {busy}")
    shares = {"quiet": words.percent(QUIET), "busy": words.percent(BUSY)}
    entry = Entry("guess", label.format(**shares), _("menit"), 0, LONGEST_GUESS_MIN)
    return Guess(task.format(**shares), entry, at=100 * BUSY)


def _explore(office: Scenario, station: SingleStation, wait: Measure, words: Words) -> Explore:
    _ = words
    full = station.capacity_per_hour
    note = _("Petugas sibuk {busy} dari waktunya.")
    lever = Slider(
        "per_hour",
        _("Berkas yang masuk"),
        _("berkas per jam"),
        minimum=30 / GRID * full,
        maximum=round(BUSY * full, 9),
        step=full / GRID,
        start=round(QUIET * full, 9),
        decimals=1,
        note=lambda per_hour: note.format(busy=words.percent(station.busy(per_hour))),
    )
    return Explore(
        task=_(
            "Geser banyaknya berkas per jam. Setiap kali penggeser berhenti, komputer menjalankan meja ini "
            "berulang-ulang dan menambahkan satu titik di grafik. Garis tegak pada titik adalah rentang 95%."
        ),
        title=_("Waktu tunggu menurut kesibukan petugas"),
        levers=(lever,),
        scenario=lambda places: office.with_({ARRIVALS: places["per_hour"]}),
        measures=(wait,),
        x_label=_("Petugas sibuk"),
        x_unit="%",
        x=lambda per_hour: 100 * station.busy(per_hour),
        x_range=(50.0, 100.0),
    )


def _comparison(office: Scenario, station: SingleStation, wait: Measure, words: Words) -> Comparison:
    _ = words
    full = station.capacity_per_hour
    title = _("Petugas sibuk {busy}")
    settings = [
        Setting(title.format(busy=words.percent(share)), office.with_({ARRIVALS: round(share * full, 9)}))
        for share in (QUIET, BUSY)
    ]
    shares = {"quiet": words.percent(QUIET), "busy": words.percent(BUSY)}

    def verdict(guess: float, outcome: Outcome) -> str:
        result = outcome.estimates[1][wait.key]
        if guess < result.low:
            text = _("Tebakan Anda {guess} menit; hasilnya lebih lama. Kenaikan seperti ini memang sulit ditebak.")
        elif guess > result.high:
            text = _("Tebakan Anda {guess} menit; hasilnya lebih singkat.")
        else:
            text = _("Tebakan Anda {guess} menit; itu ada di dalam rentang hasil simulasi.")
        return text.format(guess=words.plain(guess))

    return Comparison(
        task=_(
            "Kedua keadaan dijalankan dengan nasib yang sama: berkas yang sama datang pada saat yang sama dan sama "
            "sulitnya. Pada keadaan kedua hanya ada berkas tambahan. Jadi bedanya bukan kebetulan."
        ),
        button=_("Bandingkan {quiet} dan {busy}").format(**shares),
        title=_("Rata-rata menunggu pada {quiet} dan {busy}").format(**shares),
        settings=settings,
        measures=(wait,),
        verdict=verdict,
        guess_place=1,
    )


def _theory(station: SingleStation, explore: Explore, lab: Lab, words: Words) -> Display:
    _ = words
    full, wait = station.capacity_per_hour, explore.measures[0]
    quiet, busy = (station.mean_wait(share * full) for share in (QUIET, BUSY))
    text = _(
        "Menurut rumus: petugas sibuk {quiet_share}, menunggu {quiet} menit; sibuk {busy_share}, menunggu {busy} "
        "menit. Pekerjaan menjadi {work} kali, menunggu menjadi {times} kali."
    ).format(
        quiet_share=words.percent(QUIET),
        quiet=words.number(quiet),
        busy_share=words.percent(BUSY),
        busy=words.number(busy),
        work=words.number(BUSY / QUIET, 2),
        times=words.number(busy / quiet),
    )
    lowest, highest = (share * full for share in (CHECKED[0], CHECKED[-1]))
    line = [(100 * station.busy(x), station.mean_wait(x)) for x in np.linspace(lowest, highest, 60)]

    def show(_places: Choices) -> Iterator[Shown]:
        spots: list[Spot] = []
        for share in CHECKED:
            places = {"per_hour": round(share * full, 9)}
            *_first, values = lab.refine(explore.scenario(places), [wait])
            spots.append(Spot(places, {wait.key: estimate_mean(values[wait.key], wait.unit)}))
            yield Shown(text, explore_picture(explore, spots, words, line=line, line_key=_("rumus")))

    return Display(
        heading=_("Simulasi di samping rumus"),
        task=_(
            "Apakah simulasi dan rumus memberi jawaban yang sama? Titik berasal dari simulasi, garis putus dari rumus."
        ),
        button=_("Tampilkan rumus di samping simulasi"),
        show=show,
    )


def _legend(explore: Explore, words: Words) -> list[Meaning]:
    _ = words
    lever = explore.levers[0]
    assert isinstance(lever, Slider)
    return [
        Meaning(lever.label, lever.unit, _("Rata-rata berkas baru dalam satu jam kerja.")),
        Meaning(_("Petugas sibuk"), "%", _("Bagian dari jam kerja yang dipakai petugas untuk memeriksa berkas.")),
        Meaning(
            _("Rata-rata menunggu"),
            _("menit"),
            _("Dari berkas masuk antrean sampai mulai diperiksa, dalam menit kerja; malam tidak dihitung."),
        ),
        Meaning(
            _("Di dekat 100%"), "", _("Lebih sedikit rentang memuat rata-ratanya: kira-kira 90 dari 100, bukan 95.")
        ),
        Meaning(_("Rumus"), _("menit"), _("Hitungan pasti untuk antrean M/M/c; lihat bagian penjelasan.")),
    ]


def quantities(station: SingleStation, words: Words) -> dict[str, Quantity]:
    """Numbers of the quiz, all from the formula."""
    _ = words
    minutes, full = _("menit"), station.capacity_per_hour
    quiet, ninety, busy = (station.mean_wait(share * full) for share in (QUIET, NINETY, BUSY))
    shifted = station.mean_wait((1 - SHIFTED_SHARE) * BUSY * full)
    limit = station.arrivals_for_wait(promised_wait_min())
    straight = quiet + (busy - quiet) * (NINETY - QUIET) / (BUSY - QUIET)
    shares = {"quiet": QUIET, "ninety": NINETY, "busy": BUSY, "free_quiet": 1 - QUIET, "shifted": SHIFTED_SHARE}
    waits = {
        "wait_quiet": quiet,
        "wait_busy": busy,
        "wait_straight": straight,
        "wait_shifted": shifted,
        "wait_halfway": (busy + shifted) / 2,
        "wait_in_proportion": (1 - SHIFTED_SHARE) * busy,
    }
    return {
        **{name: Quantity(share, 0, percent=True) for name, share in shares.items()},
        **{name: Quantity(wait, 1, unit=minutes) for name, wait in waits.items()},
        "wait_ninety": Quantity(ninety, 1, tolerance=0.2 * ninety, unit=minutes),
        "promise": Quantity(promised_wait_min(), 0, unit=minutes),
        "safe_files": Quantity(limit, 1, tolerance=0.02 * limit),
        "full": Quantity(full, 0),
        "files": Quantity(QUIET * full, 1),
        "work_times": Quantity(BUSY / QUIET, 1),
        "small_times": Quantity(1 + (busy / quiet - 1) / 4, 1),
        "wait_times": Quantity(busy / quiet, 1),
        "far_times": Quantity(3 * busy / quiet, 1),
    }


def _most_files(station: SingleStation, words: Words) -> Exercise:
    """How many files an hour, if the mean wait is to stay within a promise."""
    _ = words
    promise = words.number(promised_wait_min(), 0)
    limit = station.arrivals_for_wait(promised_wait_min())

    def judge(per_hour: float) -> Verdict:
        if per_hour >= station.capacity_per_hour:
            text = _(
                "{files} berkas per jam sudah sama dengan atau lebih dari yang sanggup dikerjakan ({full}). "
                "Antrean akan tumbuh terus. Coba angka yang lebih kecil."
            )
            return Verdict(
                False, text.format(files=words.number(per_hour), full=words.number(station.capacity_per_hour))
            )
        wait = words.number(station.mean_wait(per_hour) if per_hour else 0.0)
        if abs(per_hour - limit) <= 0.02 * limit:
            text = _("Tepat. Batasnya {limit} berkas per jam: petugas sibuk {busy}, bukan 100%.")
            return Verdict(True, text.format(limit=words.number(limit), busy=words.percent(station.busy(limit))))
        if per_hour > limit:
            text = _(
                "Terlalu banyak: pada {files} berkas per jam, rata-rata menunggu {wait} menit. "
                "Lihat di grafik, di mana titiknya masih di bawah {promise} menit."
            )
        else:
            text = _(
                "Masih aman: pada {files} berkas per jam, rata-rata menunggu hanya {wait} menit. "
                "Janji {promise} menit masih memberi ruang. Coba naikkan."
            )
        return Verdict(False, text.format(files=words.number(per_hour), wait=wait, promise=promise))

    label = _("Paling banyak berapa berkas per jam, agar rata-rata menunggu tidak lebih dari {promise} menit?")
    entry = Entry("answer", label.format(promise=promise), _("berkas per jam"), 0, 1000)
    return Exercise(entry, judge)


def _one_more_server(station: SingleStation, words: Words) -> Exercise:
    """The mean wait after one more server, at the busy setting."""
    _ = words
    per_hour = BUSY * station.capacity_per_hour
    now = station.mean_wait(per_hour)
    more = SingleStation(station.servers + 1, station.service_min)
    truth = more.mean_wait(per_hour)
    in_proportion = now * station.servers / more.servers
    busy = 100 * more.busy(per_hour)
    on_chart = station.mean_wait(more.busy(per_hour) * station.capacity_per_hour)  # drawn without the new server

    def judge(minutes: float) -> Verdict:
        said = {
            "truth": words.number(truth),
            "now": words.number(now),
            "busy": words.number(busy, 0),
            "share": words.number(in_proportion),
            "servers": more.servers,
            "was": words.percent(BUSY),
        }
        if 0.6 * truth <= minutes <= 1.2 * on_chart:
            text = _(
                "Benar. Rumus memberi {truth} menit, dari {now} menit sebelumnya: "
                "petugas sekarang sibuk {busy}%, tidak lagi {was}."
            )
            return Verdict(True, text.format(**said))
        text = _wrong_wait(minutes, now, truth, in_proportion, busy, words)
        return Verdict(False, text.format(**said))

    label = _(
        "Petugas sibuk {busy}. Satu petugas ditambahkan menjadi {servers} orang, berkas tetap sama. "
        "Berapa menit rata-rata menunggu?"
    )
    text = label.format(busy=words.percent(BUSY), servers=more.servers)
    return Exercise(Entry("answer", text, _("menit"), 0, 10_000), judge)


def _wrong_wait(minutes: float, now: float, truth: float, in_proportion: float, busy: float, words: Words) -> str:
    """What is said of an answer that is not the mean wait with one more server."""
    _ = words
    if abs(minutes - in_proportion) <= 0.1 * in_proportion:
        return _(
            "Anda membagi rata: {servers} petugas, jadi waktu tunggu sedikit berkurang. "
            "Tetapi menunggu tidak turun sebanding. Hitung dulu: petugas sibuk berapa persen sekarang? "
            "Lalu lihat grafik."
        )
    if abs(minutes - busy) <= 2:
        return _(
            "{busy} itu persen sibuknya petugas, bukan menit menunggu. Cari persen itu di sumbu datar grafik, "
            "lalu baca menitnya di sumbu tegak."
        )
    if minutes >= now:
        return _("Dengan petugas lebih banyak, menunggu pasti lebih singkat dari {now} menit.")
    if minutes > truth:
        return _("Masih terlalu lama. Petugas sekarang sibuk {busy}%. Berapa menit di grafik untuk sesibuk itu?")
    return _("Terlalu singkat. Petugas masih sibuk {busy}%, jadi antrean kadang tetap ada.")


def _waits_table(station: SingleStation, words: Words) -> str:
    _ = words
    columns = (_("Berkas per jam"), _("Petugas sibuk"), _("Rata-rata menunggu"))
    rows = [f"| {' | '.join(columns)} | |", "|---:|---:|---:|:---|"]
    minutes = _("{minutes} menit")
    for share in HANDOUT_SHARES:
        per_hour = share * station.capacity_per_hour
        wait = station.mean_wait(per_hour)
        said = minutes.format(minutes=words.number(wait))
        marks = "▇" * round(wait / MINUTES_PER_MARK)
        rows.append(f"| {words.number(per_hour)} | {words.percent(share)} | {said} | {marks} |")
    return "\n".join([*rows, "", _("Satu kotak = {minutes} menit.").format(minutes=MINUTES_PER_MARK)])


def _answers(station: SingleStation, words: Words) -> str:
    _ = words
    more = SingleStation(station.servers + 1, station.service_min)
    limit = station.arrivals_for_wait(promised_wait_min())
    first = _("Latihan 1: paling banyak {limit} berkas per jam (sibuk {busy}).")
    second = _("Latihan 2: dengan {servers} petugas, menunggu {wait} menit.")
    lines = [
        first.format(limit=words.number(limit), busy=words.percent(station.busy(limit))),
        second.format(servers=more.servers, wait=words.number(more.mean_wait(BUSY * station.capacity_per_hour))),
    ]
    return "\n".join(f"- {line}" for line in lines)
