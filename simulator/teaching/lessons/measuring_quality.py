"""Lesson 11: who answers the survey decides the score; turning people away does not lower it."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

import numpy as np
import pandas as pd

from simulator.data import load
from simulator.measures import Estimate, estimate_mean
from simulator.measures.quality import elements, needed_respondents, weights
from simulator.teaching.curriculum.bars import table
from simulator.teaching.lab import Lab, Measure, paired
from simulator.teaching.lessons.survey_office import (
    BUSY_DAY,
    LIMIT,
    LIMITS,
    caveat,
    forecast,
    index_all,
    index_asked,
    index_with,
    lowest_of,
    office,
    went_home,
)
from simulator.teaching.lessons.survey_scores import (
    FEW_SERVED,
    MANY_SERVED,
    NINTH,
    POINTS,
    SHORT,
    answers,
    everyone,
    index_of_sum,
    ninth,
    weights_display,
)
from simulator.teaching.pictures import forest_picture
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
from simulator.teaching.words import Words

SHARES = 0.0, 0.1, 0.25, 0.5, 1.0
MUCH_LOWER, LITTLE_LOWER, SAME, HIGHER = range(4)
SUM_QUIZ = Fraction("31.5")


def plan(lab: Lab, words: Words) -> Plan:
    """The lesson in the language of `words`."""
    _ = words
    return Plan(
        scenario=office(),
        facts=_facts(words),
        guess=_guess(words),
        explore=_explore(words),
        comparison=_comparison(words),
        reflection=_(
            "Siapa yang pulang dari kantor Anda tanpa pernah ditanya? Bagaimana Anda bisa menghitungnya besok?"
        ),
        quantities=lambda: quantities(lab, words),
        displays={"asked": _asked(lab, words), "weights": weights_display(words)},
        exercises={"ninth": ninth(words), "everyone": everyone(words)},
        legend=_legend(words),
        handout=lambda: {"scores": _scores(lab, words), "answers": answers(words)},
    )


def _facts(words: Words) -> list[Fact]:
    _ = words
    of_element = _("PermenPANRB 14/2017, dikutip di puskaandriana.blogspot.com")
    of_weight = load("skm", "weights")["cite"][0]
    of_limit = _("{source}; sama dengan PermenPANRB 14/2017 yang umum dikenal").format(source=of_weight)
    minutes = _("{minutes} menit")
    return [
        Fact(_("Permohonan pada hari ramai, rata-rata"), str(sum(BUSY_DAY)), origin=_("asumsi")),
        Fact(_("Loket yang buka; satu saat istirahat"), "2", "stations[0].roster[0].servers"),
        Fact(
            _("Janji waktu tunggu"),
            minutes.format(minutes=words.plain(office().spec.targets.waiting_time_min)),
            "targets.waiting_time_min",
        ),
        Fact(_("Rencana: tiket loket sehari"), str(LIMIT), origin=_("asumsi")),
        Fact(_("Unsur SKM"), str(len(elements())), origin=of_element),
        Fact(_("Bobot setiap unsur"), str(weights()[NINTH]), origin=of_weight),
        Fact(_("IKM terendah untuk mutu A"), words.number(lowest_of("A"), 2), origin=of_limit),
        Fact(
            _("Jawaban responden"),
            _("dihitung dari yang dialami dalam simulasi"),
            origin=_("asumsi; tabel skm/forecast, belum pernah diukur"),
        ),
    ]


def _guess(words: Words) -> Guess:
    _ = words
    task = _(
        "Kepala kantor membatasi tiket loket menjadi {limit} sehari. Siapa cepat dia dapat, yang lain pulang. Apa yang "
        "terjadi dengan IKM kantor? Tebak saja, tidak ada nilai."
    )
    options = [
        _("IKM turun banyak, lebih dari 1 poin."),
        _("IKM turun sedikit."),
        _("IKM tidak berubah."),
        _("IKM naik."),
    ]
    return Guess(task.format(limit=LIMIT), options=options)


def titles(words: Words) -> list[str]:
    """The ticket rules compared, in the order of :data:`LIMITS`."""
    _ = words
    limited = _("{tickets} tiket sehari")
    return [limited.format(tickets=tickets) if tickets else _("Tanpa batas") for tickets in LIMITS]


def _explore(words: Words) -> Explore:
    _ = words
    task = _(
        "Ubah batas tiket. Setiap pilihan menambah satu titik: IKM yang akan diterima kantor bila yang selesai "
        "dilayani mengisi survei. {caveat}"
    )
    return Explore(
        task=task.format(caveat=caveat(words)),
        title=_("IKM perkiraan menurut batas tiket"),
        levers=(Options("tickets", _("Tiket loket"), titles(words)),),
        scenario=lambda places: office(LIMITS[int(places["tickets"])]),
        measures=(index_asked(words), went_home(words)),
    )


def _comparison(words: Words) -> Comparison:
    _ = words
    asked, everyone, home = measures = index_asked(words), index_all(words), went_home(words)
    openings = {
        MUCH_LOWER: _(
            "Anda menebak turun banyak, dan itu wajar: banyak orang pulang kecewa. Tetapi mereka tidak ditanya."
        ),
        LITTLE_LOWER: _("Anda menebak turun sedikit. Arahnya ternyata lain: yang kecewa tidak ikut menjawab."),
        SAME: _("Anda menebak tidak berubah. Hampir tepat: bedanya kecil, tetapi naik, bukan turun."),
        HIGHER: _("Anda menebak naik, dan memang naik, meski sedikit."),
    }

    def verdict(guess: float, outcome: Outcome) -> str:
        pair = outcome.pairs[0]
        opening = openings[int(guess)]
        if pair[asked.key].difference.low <= 0:
            opening = _("Dengan ulangan sebanyak ini arah perubahannya belum pasti.")
        rest = _(
            "IKM yang ditanya berubah {asked}. IKM semua yang datang berubah {everyone}. Yang pulang tanpa dilayani: "
            "dari {before} menjadi {after}. {n} ulangan. {caveat}"
        )
        text = rest.format(
            asked=_change(pair[asked.key].difference, words),
            everyone=_change(pair[everyone.key].difference, words),
            before=words.percent(pair[home.key].base.mean),
            after=words.percent(pair[home.key].alternative.mean),
            n=pair[asked.key].difference.n,
            caveat=caveat(words),
        )
        return f"{opening} {text}"

    return Comparison(
        task=_(
            "Hari yang sama, orang yang sama, jam datang yang sama. Yang berbeda hanya batas tiketnya. Lihat IKM dari "
            "yang ditanya, lalu IKM seandainya semua yang datang ditanya."
        ),
        button=_("Bandingkan kedua aturan tiket"),
        title=_("IKM perkiraan, yang ditanya"),
        settings=[Setting(titles(words)[LIMITS.index(tickets)], office(tickets)) for tickets in (0, LIMIT)],
        measures=measures,
        verdict=verdict,
    )


def _change(difference: Estimate, words: Words) -> str:
    """A difference with its interval, in words."""
    _ = words
    text = _("{mean} poin (rentang 95%: {low} sampai {high})")
    ends = {"mean": difference.mean, "low": difference.low, "high": difference.high}
    return text.format(**{name: words.signed(value, 2) for name, value in ends.items()})


def _with_interval(measure: Measure, estimate: Estimate, words: Words) -> str:
    _ = words
    text = _("{mean} (rentang 95%: {interval})")
    return text.format(mean=words.value(measure, estimate.mean), interval=words.bounds(measure, estimate))


def forecasts(lab: Lab) -> list[pd.DataFrame]:
    """Forecasts without a limit and with the lesson's."""
    return [forecast(lab.run(office(tickets))) for tickets in (0, LIMIT)]


def _asked(lab: Lab, words: Words) -> Display:
    """The same two rules, if some of those who went home were asked as well."""
    _ = words
    kept: list[pd.DataFrame] = []
    asked = index_asked(words)

    def show(places: Choices) -> Iterator[Shown]:
        kept[:] = kept or forecasts(lab)
        shares = sorted({*SHARES, places["share"] / 100})
        pairs = [paired(asked, *(index_with(table, share) for table in kept)) for share in shares]
        chosen = pairs[shares.index(places["share"] / 100)]
        text = _(
            "Bila {share} dari yang tidak selesai ikut ditanya: IKM tanpa batas {now}, dengan {limit} tiket {limited}; "
            "bedanya {change}. {n} ulangan. {caveat}"
        ).format(
            share=words.percent(places["share"] / 100),
            now=_with_interval(asked, chosen.base, words),
            limit=LIMIT,
            limited=_with_interval(asked, chosen.alternative, words),
            change=_change(chosen.difference, words),
            n=chosen.difference.n,
            caveat=caveat(words),
        )
        names = [words.percent(share) for share in shares]
        title = _("Beda IKM menurut bagian yang tidak selesai yang ikut ditanya")
        difference = Measure("difference", _("Beda IKM"), _("poin"), asked.values, 2)
        yield Shown(text, forest_picture(title, names, [pair.difference for pair in pairs], difference, words))

    return Display(
        heading=_("Kalau yang tidak selesai ikut ditanya"),
        task=_(
            "Geser berapa persen dari mereka yang tidak selesai dilayani hari itu ikut ditanya. Setiap titik adalah "
            "IKM dengan batas tiket, dikurangi IKM tanpa batas. Kiri dari garis nol: nilai turun. Kanan: naik."
        ),
        button=_("Tanya mereka juga"),
        show=show,
        levers=(Slider("share", _("Dari yang tidak selesai, ikut ditanya"), "%", 0, 100, 5, 0),),
    )


def quantities(lab: Lab, words: Words) -> dict[str, Quantity]:
    """Numbers of the quiz, from the same runs as the comparison and from the rules of the survey."""
    _ = words
    points = _("poin")
    asked, everyone, home = index_asked(words), index_all(words), went_home(words)
    limited = office(LIMIT)
    change = paired(asked, lab.values(office(), asked), lab.values(limited, asked)).difference.mean
    small, large = (float(round(needed_respondents(number))) for number in (FEW_SERVED, MANY_SERVED))
    true, short = (float(index_of_sum(SUM_QUIZ, name).rounded) for name in (NINTH, SHORT))
    return {
        "tickets": Quantity(LIMIT, 0),
        "change_asked": Quantity(change, 2, unit=points),
        "all_now": Quantity(lab.estimate(office(), everyone).mean, 1),
        "all_limited": Quantity(lab.estimate(limited, everyone).mean, 1),
        "home_now": Quantity(lab.estimate(office(), home).mean, 0, percent=True),
        "home_limited": Quantity(lab.estimate(limited, home).mean, 0, percent=True),
        "sum": Quantity(float(SUM_QUIZ), 1),
        "index": Quantity(true, 2, tolerance=0.02, unit=points),
        "index_short": Quantity(short, 2, unit=points),
        "mean_only": Quantity(true / POINTS, 2),
        "few_served": Quantity(FEW_SERVED, 0),
        "many_served": Quantity(MANY_SERVED, 0),
        "few_asked": Quantity(small, 0),
        "many_asked": Quantity(large, 0),
        "ten_times": Quantity(10 * small, 0),
    }


def _legend(words: Words) -> list[Meaning]:
    _ = words
    asked, everyone, home = index_asked(words), index_all(words), went_home(words)
    return [
        Meaning(
            asked.label, asked.unit, _("Dari yang selesai dilayani pada hari itu; hanya mereka yang mengisi survei.")
        ),
        Meaning(everyone.label, everyone.unit, _("Seandainya semua yang datang menjawab, juga yang pulang.")),
        Meaning(home.label, "%", _("Ditolak loket atau pergi dari antrean, dari semua permohonan hari itu.")),
        Meaning(_("Tiket loket"), _("tiket sehari"), _("Sesudah habis, yang datang ke loket pulang.")),
        Meaning(_("Tidak selesai"), "", _("Yang pulang, ditambah berkas yang belum selesai sampai akhir hari.")),
        Meaning(_("Perkiraan"), "", caveat(words)),
    ]


def _scores(lab: Lab, words: Words) -> str:
    _ = words
    measures: Sequence[Measure] = (index_asked(words), index_all(words), went_home(words))
    headings = [_("Tiket loket"), *(measure.label for measure in measures)]
    rows = []
    for title, tickets in zip(titles(words), LIMITS, strict=True):
        found = [estimate_mean(np.asarray(lab.values(office(tickets), each)), each.unit) for each in measures]
        cells = [
            f"{words.value(each, one.mean)} ±{words.value(each, one.half_width)}"
            for each, one in zip(measures, found, strict=True)
        ]
        rows.append([title, *cells])
    said = _("Rata-rata {n} ulangan; sesudah ± setengah rentang 95%. {caveat}")
    block = table(headings, rows, numeric=(1, 2, 3))
    return "\n".join([block, "", said.format(n=lab.replications, caveat=caveat(words))])
