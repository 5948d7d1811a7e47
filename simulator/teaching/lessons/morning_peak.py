"""Lesson 04: the same officer hours, placed where people come, halve the wait."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from simulator.scenario import ASSUMED, Scenario
from simulator.teaching.curriculum.bars import table
from simulator.teaching.entries import Entry
from simulator.teaching.lab import Lab, Measure, Pair, cut, paired
from simulator.teaching.lessons.counter_hours import (
    BREAK_HOURS,
    BREAKS,
    CLOSE,
    DAYS,
    EARLIEST,
    EARLY,
    FULL,
    IN_TURNS,
    LAST_TICKET,
    NOW,
    OPEN,
    PROFILE,
    SECOND,
    SECOND_HOURS,
    STARTS,
    TOGETHER,
    at_counters,
    by_hour,
    hours_of,
    office,
    people_a_day,
    people_by_hour,
    ruled_day,
    service_min,
    wait,
)
from simulator.teaching.lessons.network_office import clock, said_clock, sent_away
from simulator.teaching.lessons.peak_tasks import friday, friday_people, last_ticket, minutes_after_last_ticket
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
from simulator.teaching.words import Words
from simulator.widgets import Axis, Bars, Picture, Point, Table, replay_day

COMPARED = ((NOW, TOGETHER), (NOW, IN_TURNS), (EARLY, TOGETHER), (EARLIEST, TOGETHER), (EARLIEST, IN_TURNS))


def plan(lab: Lab, words: Words) -> Plan:
    """The lesson in the language of `words`."""
    _ = words
    base = office()
    measures = wait(words), sent_away(words), at_counters(words)
    return Plan(
        scenario=base,
        facts=_facts(base, words),
        guess=_guess(base, words),
        explore=_explore(measures, words),
        comparison=_comparison(measures[0], words),
        reflection=_(
            "Pada jam berapa orang paling banyak datang ke kantor Anda, dan siapa yang bisa dipindahkan ke jam itu?"
        ),
        quantities=lambda: quantities(lab, words),
        displays={"hours": _hours(words), "day": _day(lab, words)},
        exercises={"friday": friday(base, words), "last_ticket": last_ticket(base, words)},
        legend=_legend(measures, words),
        handout=lambda: {
            "waits": _waits_table(lab, words),
            "hours": _hours_table(words),
            "answers": _answers(base, words),
        },
    )


def said_hour(hour: float, words: Words) -> str:
    """An hour of the day as people write it."""
    return said_clock(clock(hour), words)


def break_names(words: Words) -> list[str]:
    """How the officers of the whole day take their break."""
    _ = words
    return [
        _("Bersama, pukul {from_}").format(from_=said_hour(BREAKS[TOGETHER][0], words)),
        _("Bergiliran, dua kali satu jam"),
    ]


def title_of(start: float, breaks: int, words: Words) -> str:
    """A roster in a few words, with its officer hours."""
    _ = words
    text = (
        _("Giliran kedua {start}, bersama ({hours} jam)")
        if breaks == TOGETHER
        else _("Giliran kedua {start}, bergiliran ({hours} jam)")
    )
    return text.format(start=said_hour(start, words), hours=words.plain(hours_of(office(start, breaks))))


def _facts(base: Scenario, words: Words) -> list[Fact]:
    _ = words
    people, minutes, span = _("{people} orang"), _("{minutes} menit"), _("{people} orang, pukul {first}–{last}")
    by_time = people_by_hour(base)
    before = (sum(by_time[:3]) + by_time[3] / 2) / sum(by_time)
    second = said_hour(NOW, words), said_hour(NOW + SECOND_HOURS, words)
    return [
        Fact(
            _("Petugas loket sehari penuh"),
            span.format(people=FULL, first=said_hour(OPEN, words), last=said_hour(CLOSE, words)),
            origin=_("asumsi"),
        ),
        Fact(
            _("Giliran kedua, sekarang"),
            span.format(people=SECOND, first=second[0], last=second[1]),
            origin=_("asumsi; sisa harinya di meja lain"),
        ),
        Fact(
            _("Jam petugas di loket, sehari"),
            _("{hours} jam").format(hours=words.plain(hours_of(base))),
            origin=_("dihitung dari kedua baris di atas, tanpa jam istirahat"),
        ),
        Fact(
            _("Orang yang datang ke loket, rata-rata sehari"),
            people.format(people=words.number(people_a_day(base), 0)),
            "case_classes[0].arrivals.per_day",
        ),
        Fact(_("Yang datang sebelum pukul {time}").format(time=said_hour(11.5, words)), words.percent(before), PROFILE),
        Fact(
            _("Lama melayani satu orang, rata-rata"),
            minutes.format(minutes=words.number(service_min(base), 0)),
            origin=_("dihitung dari empat jenis layanan; asumsi"),
        ),
        Fact(_("Tiket terakhir"), _("pukul {time}").format(time=said_hour(LAST_TICKET, words)), origin=_("asumsi")),
        _ruled(False, words),
        _ruled(True, words),
    ]


def _ruled(is_friday: bool, words: Words) -> Fact:
    """Working hours of a day by the rule, with the article."""
    _ = words
    day = {key: said_clock(value, words) for key, value in ruled_day(is_friday).items()}
    value = _("pukul {first}–{last}, istirahat {break_first}–{break_last}").format(
        first=day["from"], last=day["to"], break_first=day["break_from"], break_last=day["break_to"]
    )
    article = ruled_day(is_friday)["article"].replace("art.", _("pasal"))
    text = (
        _("Perpres 21/2023, {article}; lamanya istirahat dari Perpres, jam mulainya asumsi")
        if ruled_day(is_friday)["break_mark"] == ASSUMED
        else _("Perpres 21/2023, {article}; lamanya istirahat dari Perpres, jam mulainya dari berita")
    )
    origin = text.format(article=article)
    return Fact(_("Jam kerja ASN, Jumat") if is_friday else _("Jam kerja ASN, Senin–Kamis"), value, origin=origin)


def _guess(base: Scenario, words: Words) -> Guess:
    _ = words
    task = _(
        "Petugas tidak ditambah: tetap {hours} jam petugas sehari. Hanya giliran kedua yang digeser, mulai pukul "
        "{early}, bukan pukul {now}. Berapa persen rata-rata menunggu berkurang? Tebak saja, tidak ada nilai."
    )
    said = {
        "hours": words.plain(hours_of(base)),
        "early": said_hour(EARLY, words),
        "now": said_hour(NOW, words),
    }
    entry = Entry("guess", _("Tebakan Anda: rata-rata menunggu berkurang"), _("persen"), 0, 100)
    return Guess(task.format(**said), entry)


def _levers(words: Words) -> tuple[Options, Options]:
    _ = words
    return (
        Options("start", _("Giliran kedua mulai pukul"), [said_hour(one, words) for one in STARTS], STARTS.index(NOW)),
        Options("breaks", _("Istirahat petugas sehari penuh"), break_names(words)),
    )


def _chosen(places: Choices) -> tuple[float, int]:
    return STARTS[int(places["start"])], int(places["breaks"])


def _explore(measures: Sequence[Measure], words: Words) -> Explore:
    _ = words
    return Explore(
        task=_(
            "Geser giliran kedua, dan pilih cara istirahat. Jam petugas selalu sama banyak; periksa di tabel. Setiap "
            "pilihan menambah satu titik di grafik; garis pada titik adalah rentang 95%."
        ),
        title=_("Rata-rata menunggu di loket menurut jadwal"),
        levers=_levers(words),
        scenario=lambda places: office(*_chosen(places)),
        measures=measures,
    )


def _comparison(measure: Measure, words: Words) -> Comparison:
    _ = words

    def verdict(guess: float, outcome: Outcome) -> str:
        turns, early = outcome.pairs[0][measure.key], outcome.pairs[1][measure.key]
        share, low, high = cut(early)
        if guess / 100 < low:
            text = _("Tebakan Anda {guess}%; hasilnya lebih besar.")
        elif guess / 100 > high:
            text = _("Tebakan Anda {guess}%; hasilnya lebih kecil.")
        else:
            text = _("Tebakan Anda {guess}%; itu ada di dalam rentang hasil simulasi.")
        rest = _(
            "Dengan {hours} jam petugas yang sama, menunggu turun dari {base} menjadi {early} menit: berkurang {share} "
            "(rentang 95%: {low} sampai {high}; {n} ulangan)."
        )
        said = {
            "guess": words.plain(guess),
            "hours": words.plain(hours_of(office())),
            "base": words.number(early.base.mean),
            "early": words.number(early.alternative.mean),
            "share": words.percent(share),
            "low": words.percent(low),
            "high": words.percent(high),
            "n": early.difference.n,
        }
        return " ".join([text.format(**said), rest.format(**said), _of_turns(turns, measure, words)])

    return Comparison(
        task=_(
            "Lima jadwal dengan jam petugas yang sama, dan nasib yang sama: orang yang sama datang pada saat yang "
            "sama. Yang berbeda hanya kapan petugas duduk di loket."
        ),
        button=_("Bandingkan kelima jadwal"),
        title=_("Rata-rata menunggu di loket, jam petugas sama"),
        settings=[Setting(title_of(*one, words), office(*one)) for one in COMPARED],
        measures=(measure,),
        verdict=verdict,
        guess_place=COMPARED.index((EARLY, TOGETHER)),
        guesses_cut=True,
    )


def _of_turns(turns: Pair, measure: Measure, words: Words) -> str:
    """What breaks in turns did with the second shift of now."""
    _ = words
    if turns.difference.low > 0:
        text = _(
            "Istirahat bergiliran saja malah menambah {minutes} menit (rentang 95%: {interval}): satu petugas sudah "
            "pergi pukul {first}, saat antrean pagi belum habis."
        )
    elif turns.difference.high < 0:
        text = _("Istirahat bergiliran saja mengurangi {minutes} menit (rentang 95%: {interval}).")
    else:
        text = _("Istirahat bergiliran saja: tidak dapat dibedakan dari sekarang (rentang 95%: {interval}).")
    minutes = abs(turns.difference.mean)
    shown = turns.difference
    if shown.high < 0:
        shown = replace(shown, mean=minutes)
    first = said_hour(BREAKS[IN_TURNS][0], words)
    interval = words.change_bounds(measure, shown)
    return text.format(minutes=words.number(minutes), interval=interval, first=first)


def _hours(words: Words) -> Display:
    """Who comes and who could be served, hour by hour: counted, not simulated."""
    _ = words

    def show(places: Choices) -> Iterator[Shown]:
        start, breaks = _chosen(places)
        hours = words.plain(hours_of(office(start, breaks)))
        text = _(
            "Jumlah jam petugas: {hours} jam. Cari jam-jam dengan batang “datang” lebih panjang dari batang “sanggup "
            "dilayani”: di situ antrean tumbuh. Ini hitungan, bukan simulasi."
        )
        yield Shown(text.format(hours=hours), _hours_picture(start, breaks, words))

    return Display(
        heading=_("Jam demi jam: yang datang dan yang sanggup dilayani"),
        task=_("Pilih jadwal. Komputer menaruh jam petugas di samping kedatangan orang."),
        button=_("Tampilkan jam demi jam"),
        show=show,
        levers=_levers(words),
    )


def _hours_picture(start: float, breaks: int, words: Words) -> Picture:
    _ = words
    base = office(start, breaks)
    come, servers = people_by_hour(base), by_hour(start, breaks)
    able = [60 * n / service_min(base) for n in servers]
    names = [said_hour(OPEN + at, words) for at in range(len(come))]
    title = _("Orang per jam: datang, dan sanggup dilayani")
    rows = [
        [name, words.number(each), str(n), words.number(most)]
        for name, each, n, most in zip(names, come, servers, able, strict=True)
    ]
    total = [_("Sehari"), words.number(sum(come)), str(sum(servers)), words.number(sum(able))]
    come_key, able_key = _("datang"), _("sanggup dilayani")
    return Picture(
        title=title,
        description=_("Dua batang untuk setiap jam, dari loket buka sampai tutup."),
        x=Axis(_("Mulai pukul"), names=names),
        y=Axis(_("Orang"), _("orang per jam")),
        key={},
        table=Table(title, [_("Mulai pukul"), come_key, _("petugas"), able_key], [*rows, total]),
        marks=[
            Bars(come_key, [Point(at, each) for at, each in enumerate(come)]),
            Bars(able_key, [Point(at, each) for at, each in enumerate(able)]),
        ],
    )


def _day(lab: Lab, words: Words) -> Display:
    _ = words

    def show(places: Choices) -> Iterator[Shown]:
        result = lab.run(office(*_chosen(places)), 1)
        text = _("Satu hari dari satu ulangan. Perhatikan panjang antrean pukul {early}, pukul {now} dan pukul {noon}.")
        said = {key: said_hour(hour, words) for key, hour in (("early", EARLY), ("now", NOW), ("noon", 12.0))}
        yield Shown(text.format(**said), widget=replay_day(result, 0, opens_hour=REPLAY_OPENS, lang=words.lang))

    return Display(
        heading=_("Putar ulang satu hari"),
        task=_("Pilih jadwal, lalu lihat loket dari buka sampai tutup."),
        button=_("Putar ulang satu hari"),
        show=show,
        levers=_levers(words),
    )


def quantities(lab: Lab, words: Words) -> dict[str, Quantity]:
    """Numbers of the quiz: of the roster, and of the same runs as the comparison."""
    _ = words
    measure, base = wait(words), office()
    means = {one: lab.estimate(office(*one), measure).mean for one in COMPARED}
    pair = paired(measure, lab.values(base, measure), lab.values(office(EARLY), measure))
    gone = [lab.estimate(one, sent_away(words)).mean for one in (base, office(EARLY))]
    share, _low, _high = cut(pair)
    hours, minutes, come = _("jam"), _("menit"), people_by_hour(base)
    able = 60 / service_min(base)
    full_hours = FULL * (CLOSE - OPEN - BREAK_HOURS)
    return {
        "hours": Quantity(hours_of(base), 0, unit=hours),
        "hours_full": Quantity(full_hours, 0, unit=hours),
        "hours_with_breaks": Quantity(hours_of(base) + FULL * BREAK_HOURS, 0, unit=hours),
        "hours_one_second": Quantity(full_hours + SECOND_HOURS, 0, unit=hours),
        "wait_now": Quantity(means[NOW, TOGETHER], unit=minutes),
        "wait_early": Quantity(means[EARLY, TOGETHER], unit=minutes),
        "wait_turns": Quantity(means[NOW, IN_TURNS], unit=minutes),
        "wait_earliest": Quantity(means[EARLIEST, TOGETHER], unit=minutes),
        "wait_earliest_turns": Quantity(means[EARLIEST, IN_TURNS], unit=minutes),
        "cut": Quantity(share, 0, 8, percent=True),
        "left": Quantity(1 - share, 0, percent=True),
        "gone_now": Quantity(gone[0], 0, unit=_("orang")),
        "gone_early": Quantity(gone[1], 0, unit=_("orang")),
        "peak": Quantity(max(come), 0, unit=_("orang")),
        "able_two": Quantity(2 * able, 0, unit=_("orang")),
        "able_four": Quantity(4 * able, 0, unit=_("orang")),
    }


def _legend(measures: Sequence[Measure], words: Words) -> list[Meaning]:
    _ = words
    mean, people, hours = measures
    start, breaks = _levers(words)
    return [
        Meaning(
            start.label,
            "",
            _(
                "{people} petugas duduk di loket selama {hours} jam sejak jam itu; sisa harinya mereka di meja lain."
            ).format(people=SECOND, hours=words.plain(SECOND_HOURS)),
        ),
        Meaning(
            breaks.label,
            "",
            _("Bersama: keduanya pukul {noon}. Bergiliran: seorang pukul {first}, seorang pukul {noon}.").format(
                first=said_hour(BREAKS[IN_TURNS][0], words), noon=said_hour(BREAKS[TOGETHER][0], words)
            ),
        ),
        Meaning(mean.label, mean.unit, _("Dari mengambil tiket sampai dipanggil ke loket, semua orang yang dilayani.")),
        Meaning(
            people.label,
            people.unit,
            _("Karena terlalu lama menunggu, atau antrean sudah terlalu panjang; {days} hari dijumlahkan.").format(
                days=DAYS
            ),
        ),
        Meaning(hours.label, hours.unit, _("Banyaknya petugas di loket kali lamanya duduk di situ, dijumlahkan.")),
    ]


def _waits_table(lab: Lab, words: Words) -> str:
    _ = words
    measure, gone = wait(words), sent_away(words)
    minutes, interval = _("{minutes} menit"), _("Rentang 95%")
    rows = []
    for one in COMPARED:
        found = lab.estimate(office(*one), measure)
        people = words.number(lab.estimate(office(*one), gone).mean, 0)
        said = minutes.format(minutes=words.number(found.mean))
        rows.append((title_of(*one, words), said, words.bounds(measure, found), people))
    heads = (_("Jadwal: giliran kedua, istirahat (jam petugas)"), measure.label, interval, _("Pulang tanpa dilayani*"))
    note = _("*Orang, {days} hari dijumlahkan. Semua angka rata-rata {n} ulangan.")
    return "\n".join([table(heads, rows, numeric=(1, 2, 3)), "", note.format(days=DAYS, n=lab.replications)])


def _hours_table(words: Words) -> str:
    """People and officers in each hour, for the roster of now and the earlier one."""
    _ = words
    come = people_by_hour(office())
    columns = [by_hour(start, TOGETHER) for start in (NOW, EARLY)]
    rows = [
        (said_hour(OPEN + at, words), words.number(each, 0), *(str(column[at]) for column in columns))
        for at, each in enumerate(come)
    ]
    total = (_("Sehari"), words.number(sum(come), 0), *(str(sum(column)) for column in columns))
    text = _("Petugas, giliran kedua {start}")
    heads = (_("Mulai pukul"), _("Orang datang"), *(text.format(start=said_hour(one, words)) for one in (NOW, EARLY)))
    return table(heads, [*rows, total], numeric=(1, 2, 3))


def _answers(base: Scenario, words: Words) -> str:
    _ = words
    lines = [
        _("Latihan 1: kira-kira {people} orang.").format(people=words.number(friday_people(base), 0)),
        _("Latihan 2: kira-kira {minutes} menit.").format(minutes=words.number(minutes_after_last_ticket(base), 0)),
    ]
    return "\n".join(f"- {line}" for line in lines)
