"""Lesson 08: the agency and the signature set the days of a permit; one more officer at the desk hardly matters."""

from collections.abc import Iterator, Mapping, Sequence

from simulator.measures import Estimate, estimate_mean
from simulator.scenario import Scenario
from simulator.teaching.entries import Entry
from simulator.teaching.lab import Lab, Measure, Values, cut
from simulator.teaching.lessons.inputs import number
from simulator.teaching.lessons.permit_days import (
    AGENCY_MIN,
    DAILY,
    ELECTRONIC,
    FOLLOWED_DAYS,
    HELP,
    INITIALS,
    MORE_SERVERS,
    NOW,
    NOW_SERVERS,
    SIGNATURE,
    SIGNING_DAYS,
    VERIFICATION_MIN,
    batch_times,
    hand_minutes,
    limit_days,
    office,
    permit_days,
    step_days,
)
from simulator.teaching.pictures import stack_picture
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
    Verdict,
)
from simulator.teaching.quiz.quantity import Quantity
from simulator.teaching.tables import html_table
from simulator.teaching.words import Words
from simulator.widgets import Axis, Picture

NO_PLAN, WITH_PLAN, WITHOUT_PLAN = range(3)
KKPR = {WITH_PLAN: "kkpr-confirmation", WITHOUT_PLAN: "kkpr-approval"}
NEAR_SHARE = 0.05
NEAR_DAYS = 0.2


def plan(lab: Lab, words: Words) -> Plan:
    """The lesson in the language of `words`."""
    _ = words
    now = office()
    days = days_of_permit(words)
    return Plan(
        scenario=now,
        facts=_facts(now, words),
        guess=_guess(words),
        explore=_explore(days, words),
        comparison=_comparison(days, words),
        reflection=_(
            "Di kantor Anda, di meja siapa berkas paling lama diam? Siapa yang bisa menanyakannya minggu ini?"
        ),
        quantities=lambda: quantities(lab, days, words),
        displays={"steps": _steps(lab, words)},
        exercises={"weekly": _weekly(words), "spatial_plan": _spatial_plan(words)},
        legend=_legend(days, words),
        handout=lambda: {"days": _days_table(lab, words), "answers": _answers(words)},
    )


def days_of_permit(words: Words) -> Measure:
    """Working days from arrival to signature."""
    _ = words
    return Measure("permit_days", _("Sampai izin terbit"), _("hari kerja"), permit_days, 2)


def alternatives(words: Words) -> dict[str, Scenario]:
    """The offices compared, by what is different; the first is the office of now."""
    _ = words
    return {
        _("Seperti sekarang"): office(),
        _("Satu petugas verifikasi lagi"): office(servers=MORE_SERVERS),
        _("Tanda tangan setiap hari"): office(DAILY),
        _("Tanda tangan elektronik"): office(ELECTRONIC),
        _("OPD teknis dua kali lebih cepat"): office(fast_agency=True),
    }


def _facts(now: Scenario, words: Words) -> list[Fact]:
    _ = words
    minutes, hours, days = _("{minutes} menit"), _("{hours} jam kerja"), _("{days} hari kerja")
    helped = _("{minutes} menit, pada {share} berkas").format(
        minutes=words.plain(number(now, f"{HELP}.help_time.mean_min")),
        share=words.percent(number(now, f"{HELP}.probability")),
    )
    origins = (
        _("Salindia tentang KKPR menurut PP 21/2021 (scribd 633300109)"),
        _("Dirjen Tata Ruang (medcom.id, 26 April 2021); salindia tentang KKPR menurut PP 21/2021 (scribd 633300109)"),
    )
    labels = _("KKPR bila RDTR terintegrasi"), _("KKPR bila belum")
    limits = [
        Fact(label, days.format(days=words.plain(limit_days(name))), origin=origin)
        for name, label, origin in zip(KKPR.values(), labels, origins, strict=True)
    ]
    return [
        Fact(_("Petugas verifikasi"), str(NOW_SERVERS), "stations[0].servers"),
        Fact(
            _("Verifikasi satu berkas, rata-rata"),
            minutes.format(minutes=words.plain(number(now, VERIFICATION_MIN))),
            VERIFICATION_MIN,
        ),
        Fact(_("Berkas kurang: dibantu melengkapi"), helped, f"{HELP}.help_time.mean_min"),
        Fact(_("Berkas masuk per hari kerja"), words.plain(number(now, ARRIVALS)), ARRIVALS),
        Fact(
            _("Kajian OPD teknis: separuh berkas selesai dalam"),
            hours.format(hours=words.plain(number(now, AGENCY_MIN) / 60)),
            AGENCY_MIN,
        ),
        Fact(
            _("Paraf kepala bidang"),
            _("setiap hari kerja, pukul {times}").format(times=_(" dan ").join(batch_times(now, INITIALS, words))),
            origin=_("asumsi"),
        ),
        Fact(
            _("Tanda tangan kepala dinas"),
            _("Senin, Rabu, Jumat pukul {times}; dua kali batal karena dinas luar").format(
                times=batch_times(now, SIGNATURE, words)[0]
            ),
            origin=_("asumsi"),
        ),
        *limits,
    ]


ARRIVALS = "case_classes[0].arrivals.per_day"


def _guess(words: Words) -> Guess:
    _ = words
    said = {"now": NOW_SERVERS, "more": MORE_SERVERS}
    task = _(
        "Kepala dinas ingin izin lebih cepat terbit. Petugas verifikasi akan ditambah dari {now} menjadi {more} orang. "
        "Yang lain tetap. Berapa persen hari kerja yang dihemat? Tebak saja, tidak ada nilai."
    )
    entry = Entry("guess", _("Tebakan Anda: hari kerja yang dihemat"), _("persen"), 0, 100)
    return Guess(task.format(**said), entry)


def _explore(days: Measure, words: Words) -> Explore:
    _ = words
    signing = [
        _("Kamis saja"),
        _("Senin, Rabu, Jumat (sekarang)"),
        _("Setiap hari kerja"),
        _("Elektronik, kapan saja"),
    ]
    people = _("{officers} orang")
    servers = [people.format(officers=one) for one in (NOW_SERVERS, MORE_SERVERS)]
    return Explore(
        task=_(
            "Ubah hari tanda tangan dan banyaknya petugas verifikasi. Setiap pilihan menambah satu titik di grafik; "
            "garis pada titik adalah rentang 95%."
        ),
        title=_("Hari kerja sampai izin terbit menurut cara tanda tangan"),
        levers=(
            Options("signing", _("Kepala dinas menandatangani"), signing, NOW),
            Options("officers", _("Petugas verifikasi"), servers),
        ),
        scenario=lambda places: office(int(places["signing"]), NOW_SERVERS + int(places["officers"])),
        measures=(days,),
    )


def _comparison(days: Measure, words: Words) -> Comparison:
    _ = words
    settings = [Setting(title, scenario) for title, scenario in alternatives(words).items()]

    def verdict(guess: float, outcome: Outcome) -> str:
        cuts = [cut(pair[days.key]) for pair in outcome.pairs]
        ends = cuts[0][1:]
        if guess / 100 > ends[1] + NEAR_SHARE:
            text = _("Tebakan Anda {guess}%; hasilnya jauh lebih kecil:")
        elif guess / 100 > ends[1]:
            text = _("Tebakan Anda {guess}%; sudah dekat, hasilnya lebih kecil lagi:")
        elif guess / 100 < ends[0]:
            text = _("Tebakan Anda {guess}%; hasilnya sedikit lebih besar:")
        else:
            text = _("Tebakan Anda {guess}%; itu ada di dalam rentang hasil simulasi:")
        rest = _(
            "{share}. Tanda tangan setiap hari menghemat {daily}, tanda tangan elektronik {electronic}, OPD yang dua "
            "kali lebih cepat {agency}. Dalam kurung: rentang 95% dari {n} ulangan."
        )
        names = ("share", "daily", "electronic", "agency")
        said = {"guess": words.plain(guess), "n": outcome.pairs[0][days.key].difference.n}
        said |= {name: _with_ends(one, words) for name, one in zip(names, cuts, strict=True)}
        return f"{text} {rest}".format(**said)

    return Comparison(
        task=_(
            "Lima keadaan, nasib yang sama: berkas yang sama masuk pada saat yang sama dan sama sulitnya. Di setiap "
            "keadaan hanya satu hal yang diubah."
        ),
        button=_("Bandingkan kelima keadaan"),
        title=_("Hari kerja sampai izin terbit"),
        settings=settings,
        measures=(days,),
        verdict=verdict,
        guess_place=1,
        guesses_cut=True,
    )


def _with_ends(share: tuple[float, float, float], words: Words) -> str:
    """A share that is saved, and in brackets the ends of its interval."""
    mean, low, high = (words.percent(each, 1) for each in share)
    return f"{mean} ({words.span(low, high)})"


def _steps(lab: Lab, words: Words) -> Display:
    """Where the days go, in every setting, with the step of the spatial plan put in front if it is needed."""
    _ = words
    kept: dict[str, Values] = {}

    def show(places: Choices) -> Iterator[Shown]:
        needed = int(places["kkpr"])
        before = limit_days(KKPR[needed]) if needed else 0.0
        for title, scenario in alternatives(words).items():
            if title not in kept:
                kept[title] = step_days(lab.run(scenario))
        text = _(
            "Tangan petugas kantor bekerja rata-rata {minutes} menit untuk satu berkas: verifikasi, bantuan, paraf dan "
            "tanda tangan. Sisanya menunggu, atau dikaji OPD."
        )
        if needed:
            text += " " + _("Batang KKPR adalah batas waktu menurut aturan, bukan hasil simulasi.")
        minutes = words.number(hand_minutes(office()), 0)
        yield Shown(text.format(minutes=minutes), _steps_picture(kept, before, words), _steps_table(kept, words))

    return Display(
        heading=_("Ke mana perginya hari-hari itu"),
        task=_("Setiap batang adalah perjalanan berkas. Coba juga bila usaha itu masih perlu KKPR lebih dulu."),
        button=_("Tampilkan langkah demi langkah"),
        show=show,
        levers=(
            Options(
                "kkpr",
                _("Kesesuaian ruang (KKPR)"),
                [_("Tidak perlu"), _("Perlu; RDTR terintegrasi"), _("Perlu; RDTR belum terintegrasi")],
            ),
        ),
    )


def step_names(words: Words) -> list[str]:
    """The steps of a file, in order."""
    _ = words
    return [_("Verifikasi"), _("OPD teknis"), _("Paraf"), _("Tanda tangan")]


def _steps_picture(kept: Mapping[str, Values], before: float, words: Words) -> Picture:
    _ = words
    parts: dict[str, list[float | Estimate]] = {_("KKPR, batas aturan"): [before] * len(kept)} if before else {}
    for at, name in enumerate(step_names(words)):
        parts[name] = [estimate_mean(days[:, at], _("hari kerja")) for days in kept.values()]
    return stack_picture(
        _("Hari kerja di setiap langkah"),
        _("Satu batang untuk setiap keadaan; panjangnya hari kerja, dipilah menurut langkah."),
        Axis(_("Hari kerja"), _("hari")),
        Axis(_("Keadaan"), names=list(kept)),
        parts,
        words,
        decimals=2,
    )


def _steps_table(kept: Mapping[str, Values], words: Words) -> str:
    """The office of now step by step, with intervals."""
    _ = words
    title, days = next(iter(kept.items()))
    measure = days_of_permit(words)
    found: Sequence[Estimate] = [estimate_mean(column, measure.unit) for column in days.T]
    rows = [
        [name, words.value(measure, each.mean), words.bounds(measure, each), str(each.n)]
        for name, each in zip(step_names(words), found, strict=True)
    ]
    columns = [title, _("Hari kerja"), _("Rentang 95%"), _("Ulangan")]
    return html_table(_("Sekarang, langkah demi langkah"), columns, rows, numbers=True)


def mean_wait(every: int) -> float:
    """Mean whole working days until the next signing, if there is one in so many days and files come evenly.

    Examples
    --------
    >>> mean_wait(5)
    2.0
    """
    return (every - 1) / 2


def _weekly(words: Words) -> Exercise:
    _ = words
    week = len(SIGNING_DAYS[DAILY])
    truth = mean_wait(week)
    said = {"truth": words.plain(truth), "worst": week - 1, "week": week}

    def judge(days: float) -> Verdict:
        if abs(days - truth) <= NEAR_DAYS:
            text = _(
                "Benar. Yang sampai hari Kamis menunggu 0 hari, yang sampai hari Jumat {worst} hari; "
                "rata-ratanya {truth}."
            )
            return Verdict(True, text.format(**said))
        if abs(days - week / 2) <= NEAR_DAYS:
            text = _(
                "Itu {week} dibagi dua. Yang sampai hari Kamis tidak menunggu: jumlahkan 0, 1, 2, 3 dan {worst} hari, "
                "lalu bagi {week}."
            )
        elif days == week:
            text = _(
                "{week} hari adalah jarak antara dua hari tanda tangan. Ada berkas yang sampai lebih dekat ke Kamis."
            )
        elif days == week - 1:
            text = _(
                "Itu yang paling sial: berkas yang sampai hari Jumat. Hitung untuk kelima hari, lalu rata-ratakan."
            )
        elif days == 0:
            text = _("Hanya berkas yang sampai pada hari Kamis yang tidak menunggu.")
        else:
            text = _("Tulis untuk setiap hari: Jumat, Senin, Selasa, Rabu, Kamis. Berapa hari kerja lagi sampai Kamis?")
        return Verdict(False, text.format(**said))

    label = _(
        "Kepala dinas menandatangani hanya pada Kamis sore. Berkas sampai di mejanya pada hari kerja mana saja, sama "
        "seringnya. Berapa hari kerja rata-rata menunggu?"
    )
    return Exercise(Entry("answer", label, _("hari kerja"), 0, 1000), judge)


def _spatial_plan(words: Words) -> Exercise:
    _ = words
    short, long = (limit_days(name) for name in KKPR.values())
    said = {"saved": words.plain(long - short), "short": words.plain(short), "long": words.plain(long)}

    def judge(days: float) -> Verdict:
        if days == long - short:
            text = _(
                "Benar, {saved} hari kerja. Bandingkan dengan yang dihemat satu petugas verifikasi. RDTR yang "
                "terintegrasi bukan urusan loket, tetapi pemerintah kabupaten bisa mendorongnya."
            )
            return Verdict(True, text.format(**said))
        if days == long:
            text = _("{long} hari adalah batas tanpa RDTR terintegrasi. Dengan RDTR pun masih perlu {short} hari.")
        elif days == short:
            text = _("{short} hari adalah batas dengan RDTR terintegrasi. Yang ditanya selisihnya.")
        elif days > long:
            text = _("Tidak mungkin lebih dari {long} hari.")
        else:
            text = _("Lihat kedua batas KKPR pada tabel fakta, lalu kurangkan.")
        return Verdict(False, text.format(**said))

    label = _(
        "Sebuah usaha perlu KKPR. Kabupaten menyelesaikan RDTR dan mengintegrasikannya dengan OSS. Menurut batas waktu "
        "aturan, berapa hari kerja yang dihemat?"
    )
    return Exercise(Entry("answer", label, _("hari kerja"), 0, 1000), judge)


def quantities(lab: Lab, days: Measure, words: Words) -> dict[str, Quantity]:
    """Numbers of the quiz, from the same runs as the comparison."""
    _ = words
    unit = _("hari kerja")
    means = [lab.estimate(scenario, days).mean for scenario in alternatives(words).values()]
    saved = [means[0] - mean for mean in means]
    steps = step_days(lab.run(office())).mean(axis=0)
    return {
        "days_now": Quantity(means[0], 1, unit=unit),
        "officers": Quantity(MORE_SERVERS, 0),
        "server_share": Quantity(saved[1] / means[0], 0, percent=True),
        "agency_share": Quantity(saved[4] / means[0], 0, percent=True),
        "third": Quantity(1 - NOW_SERVERS / MORE_SERVERS, 0, percent=True),
        "saved_daily": Quantity(saved[2], 1, unit=unit),
        "saved_electronic": Quantity(saved[3], 1, 0.15, unit=unit),
        "step_station": Quantity(float(steps[0]), 1, unit=unit),
        "step_agency": Quantity(float(steps[1]), 1, unit=unit),
        "step_signature": Quantity(float(steps[3]), 1, unit=unit),
        "wait_of_three": Quantity(mean_wait(3), 0, 0.3, unit=unit),
        "half_of_three": Quantity(3 / 2, 1, unit=unit),
        "two_days": Quantity(2, 0, unit=unit),
        "three_days": Quantity(3, 0, unit=unit),
    }


def _legend(days: Measure, words: Words) -> list[Meaning]:
    _ = words
    counted = _(
        "Dari berkas masuk sampai ditandatangani, dalam hari kerja penuh: masuk dan terbit pada hari yang sama "
        "dihitung 0. Yang dihitung berkas dari {days} hari pertama, diikuti sampai terbit."
    )
    return [
        Meaning(days.label, days.unit, counted.format(days=FOLLOWED_DAYS)),
        Meaning(
            _("Kepala dinas menandatangani"),
            "",
            _("Pukul {times} pada hari yang dipilih, bila tidak dinas luar.").format(
                times=batch_times(office(), SIGNATURE, words)[0]
            ),
        ),
        Meaning(
            _("Elektronik"), "", _("Tanda tangan elektronik bersertifikat: berkas tidak menunggu hari tanda tangan.")
        ),
        Meaning(_("Petugas verifikasi"), _("orang"), _("Yang memeriksa berkas di meja verifikasi.")),
        Meaning(
            _("OPD teknis"), "", _("Dinas lain yang mengkaji berkas; lamanya dalam jam kerja, dan beragam antarberkas.")
        ),
    ]


def _days_table(lab: Lab, words: Words) -> str:
    _ = words
    columns = [_("Keadaan"), *step_names(words), _("Jumlah")]
    rows = [f"| {' | '.join(columns)} |", "|:---|---:|---:|---:|---:|---:|"]
    for title, scenario in alternatives(words).items():
        steps = step_days(lab.run(scenario)).mean(axis=0)
        cells = [words.number(float(each), 2) for each in (*steps, steps.sum())]
        rows.append(f"| {title} | {' | '.join(cells)} |")
    note = _("Hari kerja, rata-rata {n} ulangan. Tangan petugas kantor bekerja {minutes} menit untuk satu berkas.")
    said = note.format(n=lab.replications, minutes=words.number(hand_minutes(office()), 0))
    return "\n".join([*rows, "", said])


def _answers(words: Words) -> str:
    _ = words
    saved = limit_days(KKPR[WITHOUT_PLAN]) - limit_days(KKPR[WITH_PLAN])
    lines = [
        _("Latihan 1: {days} hari kerja.").format(days=words.plain(mean_wait(len(SIGNING_DAYS[DAILY])))),
        _("Latihan 2: {days} hari kerja.").format(days=words.plain(saved)),
    ]
    return "\n".join(f"- {line}" for line in lines)
