"""Lesson 01: near full use, the waiting time grows far faster than the work."""

from functools import cache

from simulator.scenario import load_scenario
from simulator.teaching.entries import Entry
from simulator.teaching.plan import Exercise, Item, Knob, Option, Plan, Verdict
from simulator.teaching.single_station import SingleStation
from simulator.teaching.words import Words

SCENARIO = "meja-verifikasi"
QUIET, BUSY = 0.80, 0.95
GRID = 60  # steps from nothing to full use: both settings above fall on one
LONGEST_GUESS_MIN = 600
SHIFTED_SHARE = 0.10


@cache
def promised_wait_min() -> float:
    """What the lesson's office promises, from its scenario."""
    return load_scenario(SCENARIO).spec.targets.waiting_time_min


def plan(station: SingleStation, words: Words) -> Plan:
    """The lesson for a station, in the language of `words`."""
    _ = words
    full = station.capacity_per_hour
    quiet, busy = (round(share * full, 9) for share in (QUIET, BUSY))
    knob = Knob(
        path="case_classes[berkas].arrivals.per_hour",
        label=_("Berkas yang masuk"),
        unit=_("berkas per jam"),
        minimum=30 / GRID * full,
        maximum=busy,
        step=full / GRID,
        start=quiet,
        decimals=1,
    )
    guess_label = _("Tebakan Anda: rata-rata waktu tunggu jika petugas sibuk {busy}")
    return Plan(
        scenario=SCENARIO,
        knob=knob,
        quiet=quiet,
        busy=busy,
        guess=Entry("guess", guess_label.format(busy=words.percent(BUSY)), _("menit"), 0, LONGEST_GUESS_MIN),
        exercises={"most_files": _most_files(station, words), "one_more_server": _one_more_server(station, words)},
        quiz=(
            _how_many_times(station, words),
            _spare_time(words),
            _why_any_queue(station, words),
            _shift_some(station, words),
        ),
    )


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
        wait = words.number(station.mean_wait(per_hour))
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
        if abs(minutes - in_proportion) <= 0.1 * in_proportion:
            text = _(
                "Anda membagi rata: {servers} petugas, jadi waktu tunggu sedikit berkurang. "
                "Tetapi menunggu tidak turun sebanding. Hitung dulu: petugas sibuk berapa persen sekarang? "
                "Lalu lihat grafik."
            )
        elif abs(minutes - busy) <= 2:
            text = _(
                "{busy} itu persen sibuknya petugas, bukan menit menunggu. Cari persen itu di sumbu datar grafik, "
                "lalu baca menitnya di sumbu tegak."
            )
        elif minutes >= now:
            text = _("Dengan petugas lebih banyak, menunggu pasti lebih singkat dari {now} menit.")
        elif minutes > truth:
            text = _("Masih terlalu lama. Petugas sekarang sibuk {busy}%. Berapa menit di grafik untuk sesibuk itu?")
        else:
            text = _("Terlalu singkat. Petugas masih sibuk {busy}%, jadi antrean kadang tetap ada.")
        return Verdict(False, text.format(**said))

    label = _(
        "Petugas sibuk {busy}. Satu petugas ditambahkan menjadi {servers} orang, berkas tetap sama. "
        "Berapa menit rata-rata menunggu?"
    )
    text = label.format(busy=words.percent(BUSY), servers=more.servers)
    return Exercise(Entry("answer", text, _("menit"), 0, 10_000), judge)


def _how_many_times(station: SingleStation, words: Words) -> Item:
    _ = words
    full = station.capacity_per_hour
    truth = station.mean_wait(BUSY * full) / station.mean_wait(QUIET * full)
    work = BUSY / QUIET
    far = 3 * truth
    times = _("{times} kali")
    options = (
        Option(
            times.format(times=words.number(work)),
            _("Itu kenaikan pekerjaannya. Waktu tunggu naik jauh lebih cepat. Lihat lagi grafiknya."),
        ),
        Option(
            times.format(times=words.number(1 + (truth - 1) / 4)),
            _("Masih terlalu kecil. Bandingkan tinggi kedua titik di grafik perbandingan."),
        ),
        Option(
            times.format(times=words.number(truth)),
            _("Benar. Pekerjaan naik sedikit, waktu tunggu naik berlipat-lipat."),
        ),
        Option(
            times.format(times=words.number(far)),
            _("Terlalu besar. Setinggi itu baru terjadi kalau petugas lebih sibuk lagi, makin dekat ke 100%."),
        ),
    )
    question = _("Petugas yang tadinya sibuk {quiet} menjadi sibuk {busy}. Waktu tunggu rata-rata menjadi kira-kira…")
    return Item(question.format(quiet=words.percent(QUIET), busy=words.percent(BUSY)), options, right=2)


def _spare_time(words: Words) -> Item:
    _ = words
    options = (
        Option(
            _("Pemborosan: jumlah petugas sebaiknya dikurangi."),
            _("Kalau dikurangi, petugas mendekati 100% sibuk. Apa yang terjadi dengan antrean di sana?"),
        ),
        Option(
            _("Tanda petugas bekerja terlalu lambat."),
            _("Bukan karena lambat: petugas luang saat kebetulan tidak ada berkas yang menunggu."),
        ),
        Option(
            _("Cadangan untuk saat berkas datang bergerombol."),
            _("Benar. Tanpa cadangan itu, setiap gerombolan berkas menumpuk dan lama habisnya."),
        ),
        Option(
            _("Tidak ada gunanya bagi pemohon."),
            _("Justru pemohon yang merasakannya: waktu luang itulah yang menghabiskan antrean."),
        ),
    )
    return Item(_("Petugas sibuk 80%, jadi 20% waktunya luang. Waktu luang itu…"), options, right=2)


def _why_any_queue(station: SingleStation, words: Words) -> Item:
    _ = words
    full = station.capacity_per_hour
    options = (
        Option(
            _("Karena petugas kurang cekatan."),
            _("Di sini semua petugas sama cepat sepanjang hari, tetapi antrean tetap ada."),
        ),
        Option(
            _("Karena berkas tidak datang teratur dan lama pemeriksaannya berbeda-beda."),
            _("Benar. Kadang beberapa berkas datang bersamaan, kadang satu berkas makan waktu lama."),
        ),
        Option(
            _("Karena jumlah berkas melebihi kesanggupan."),
            _("Tidak: yang masuk lebih sedikit dari kesanggupan. Antrean tetap muncul. Apa yang tidak teratur?"),
        ),
        Option(
            _("Karena antreannya hanya satu."),
            _("Satu antrean untuk semua petugas justru menolong. Itu pelajaran lain. Apa yang tidak teratur di sini?"),
        ),
    )
    question = _(
        "Petugas sanggup mengerjakan {full} berkas per jam, dan yang masuk rata-rata hanya {files}. "
        "Mengapa tetap ada antrean?"
    )
    text = question.format(full=words.number(full, 0), files=words.number(QUIET * full))
    return Item(text, options, right=1)


def _shift_some(station: SingleStation, words: Words) -> Item:
    _ = words
    per_hour = BUSY * station.capacity_per_hour
    now = station.mean_wait(per_hour)
    truth = station.mean_wait((1 - SHIFTED_SHARE) * per_hour)
    minutes = _("{minutes} menit")
    options = (
        Option(
            minutes.format(minutes=words.number(truth)),
            _("Benar. Di dekat 100%, sedikit kelonggaran mengubah banyak: itu kabar baiknya."),
        ),
        Option(
            minutes.format(minutes=words.number((now + truth) / 2)),
            _("Masih terlalu lama. Hitung dulu: petugas sekarang sibuk berapa persen? Lalu lihat grafik."),
        ),
        Option(
            minutes.format(minutes=words.number((1 - SHIFTED_SHARE) * now)),
            _("Itu kalau menunggu turun sebanding dengan berkas. Di dekat 100%, menunggu turun jauh lebih cepat."),
        ),
        Option(minutes.format(minutes=words.number(now)), _("Berkas berkurang, jadi menunggu pasti berkurang juga.")),
    )
    question = _(
        "Petugas sibuk {busy} dan berkas menunggu {now} menit. Satu dari sepuluh berkas dialihkan ke hari yang "
        "lebih sepi. Menunggu rata-rata menjadi kira-kira…"
    )
    return Item(question.format(busy=words.percent(BUSY), now=words.number(now)), options, right=0)
