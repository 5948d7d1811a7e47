"""Lesson 14: counted by studies, the order of the review's themes hangs on which studies happened to be found."""

from collections.abc import Iterator, Sequence

import pandas as pd

from simulator.data import load
from simulator.scenario import Scenario, load_scenario
from simulator.teaching.curriculum.bars import table
from simulator.teaching.entries import Entry
from simulator.teaching.lab import Lab
from simulator.teaching.lessons.evidence_tasks import (
    budget_studies,
    evidence,
    mentions_display,
    printed_sum,
    sum_exercise,
    task_answers,
)
from simulator.teaching.lessons.review_studies import (
    MENTIONS,
    RESAMPLES,
    STUDIES,
    Resampled,
    counted,
    printed_mentions,
    resampled,
    theme_names,
    without_theme,
)
from simulator.teaching.plan import (
    Choices,
    Display,
    Fact,
    Guess,
    Meaning,
    Plan,
    Shown,
    Slider,
)
from simulator.teaching.quiz.quantity import Quantity
from simulator.teaching.words import Words
from simulator.widgets import Axis, Bars, Picture, Point, Points, Table

FIRST, RIVAL = 0, 3
FEW_REPLACED = 5
ALL = len(counted(STUDIES))
NEAR = 10
HANDOUT_REPLACED = 1, 5, 10, ALL


def plan(lab: Lab, words: Words) -> Plan:
    """The lesson in the language of `words`."""
    _ = words
    return Plan(
        scenario=_titled(words),
        facts=_facts(words),
        guess=_guess(words),
        explore=None,
        comparison=None,
        reflection=_("Keputusan apa di kantor Anda yang bertumpu pada hitungan? Apa yang sebenarnya dihitung?"),
        quantities=lambda: quantities(lab, words),
        displays={
            "explore": _explore(lab, words),
            "compare": _compare(lab, words),
            "mentions": mentions_display(words),
        },
        exercises={"evidence": evidence(words), "percent_sum": sum_exercise(words)},
        legend=_legend(words),
        handout=lambda: {"counts": _counts(words), "tops": _tops(lab, words), "answers": task_answers(words)},
    )


def _titled(words: Words) -> Scenario:
    """The head of the table of facts: this lesson simulates no office."""
    _ = words
    return load_scenario("kantor-sehari").with_(
        {f"title.{words.lang}": _("Ulasan 27 studi; tidak ada kantor yang disimulasikan")}
    )


def _facts(words: Words) -> list[Fact]:
    _ = words
    flow = load("review27", "flow").set_index("id")
    review = "Lestari, Prihantika, Mulyana & Hutagalung, scoping review, Universitas Lampung"
    in_text = _("{review}, Hasil dan diskusi, paragraf pertama").format(review=review)
    studies, mentions = _("{n} studi"), _("{n} sebutan")
    ours = _("dihitung dari kutipan di pembahasan")
    return [
        Fact(_("Artikel yang ditemukan"), words.number(_number(flow, "flow-found"), 0), origin=in_text),
        Fact(_("Yang dibahas, menurut isi ulasan"), str(flow.loc["flow-included-text", "articles"]), origin=in_text),
        Fact(
            _("Yang dibahas, menurut ringkasannya"),
            str(flow.loc["flow-included-abstract", "articles"]),
            origin=_("{review}, abstrak").format(review=review),
        ),
        *(
            Fact(_("Tema: {theme}").format(theme=name), mentions.format(n=n), origin=ours)
            for name, n in zip(theme_names(words.lang), printed_mentions(), strict=True)
        ),
        Fact(_("Studi yang tidak dikutip di tema mana pun"), studies.format(n=without_theme()), origin=ours),
    ]


def _guess(words: Words) -> Guess:
    _ = words
    task = _(
        "Tema “{theme}” teratas. Bayangkan 100 tim lain menyusun ulasan yang sama, tetapi secara kebetulan menemukan "
        "studi yang sebagian lain. Satu studi dihitung satu kali. Pada berapa dari 100 ulasan itu tema tersebut tetap "
        "teratas sendirian? Tebak saja, tidak ada nilai."
    )
    entry = Entry("guess", _("Tebakan Anda: tetap teratas"), _("dari 100 ulasan"), 0, 100, whole=True)
    return Guess(task.format(theme=theme_names(words.lang)[FIRST]), entry)


def _number(flow: pd.DataFrame, name: str) -> float:
    return float(flow["articles"].astype(float)[name])


def ways(words: Words) -> list[str]:
    """What may be counted, in the order of :data:`STUDIES` and :data:`MENTIONS`."""
    _ = words
    return [_("Studi: satu studi satu suara"), _("Sebutan: setiap kutipan satu suara")]


def _explore(lab: Lab, words: Words) -> Display:
    _ = words

    def show(places: Choices) -> Iterator[Shown]:
        found = resampled(STUDIES, int(places["replaced"]), lab.seed)
        text = _(
            "{replaced} dari {all} studi diganti. Tema “{theme}” teratas sendirian pada {share} ulasan (rentang 95%: "
            "{low} sampai {high}; {n} ulasan tiruan); “{rival}” pada {rival_share}; seri pada {tie}."
        )
        share = float(found.tops[FIRST])
        half = found.half_width(share)
        names = theme_names(words.lang)
        said = {
            "replaced": int(places["replaced"]),
            "all": ALL,
            "theme": names[FIRST],
            "rival": names[RIVAL],
            "share": words.percent(share),
            "low": words.percent(max(0.0, share - half)),
            "high": words.percent(min(1.0, share + half)),
            "n": words.number(RESAMPLES, 0),
            "rival_share": words.percent(float(found.tops[RIVAL])),
            "tie": words.percent(found.tie),
        }
        yield Shown(text.format(**said), _counts_picture(found, words))

    return Display(
        heading=_("Coba sendiri: seandainya studi lain yang ditemukan"),
        task=_(
            "Geser berapa studi yang diganti. Komputer membuang sebanyak itu secara acak, lalu menarik penggantinya "
            "dari ke-{all} studi yang sama, karena studi lain tidak kita punya."
        ).format(all=ALL),
        button=_("Susun ulasan tiruan"),
        show=show,
        levers=(Slider("replaced", _("Studi yang diganti"), _("studi"), 0, ALL, 1, FEW_REPLACED),),
    )


def _counts_picture(found: Resampled, words: Words) -> Picture:
    """Studies of each theme, with the range over the reviews that might have been."""
    _ = words
    names = theme_names(words.lang)
    counts = counted(STUDIES).sum(axis=0)
    title = _("Banyaknya studi per tema")
    points = [Point(i, float(counts[i]), float(low), float(high)) for i, (low, high) in enumerate(found.bounds)]
    rows = [
        [names[i], str(counts[i]), _range(point, words), words.percent(float(found.tops[i]))]
        for i, point in enumerate(points)
    ]
    columns = [_("Tema"), _("Studi"), _("95 dari 100 ulasan tiruan"), _("Teratas sendirian")]
    return Picture(
        title=title,
        description=_("Titik: yang terhitung di ulasan. Garis: tempat 95 dari 100 ulasan tiruan."),
        x=Axis(_("Tema"), names=names),
        y=Axis(_("Studi")),
        key={},
        table=Table(title, columns, rows),
        marks=[Points(_("terhitung, dengan rentang 95% ulasan tiruan"), points)],
    )


def _range(point: Point, words: Words) -> str:
    assert point.low is not None
    assert point.high is not None
    return words.span(words.number(point.low, 0), words.number(point.high, 0))


def _compare(lab: Lab, words: Words) -> Display:
    _ = words

    def show(_places: Choices) -> Iterator[Shown]:
        found = [resampled(what, ALL, lab.seed) for what in (STUDIES, MENTIONS)]
        yield Shown(_verdict(found, words), _tops_picture(found, words))

    return Display(
        heading=_("Bandingkan: menghitung studi, menghitung sebutan"),
        task=_(
            "Ulasan yang sama, dihitung dengan dua cara. Pada setiap ulasan tiruan semua studi ditarik ulang. Kutipan "
            "dari karya di luar ke-27 studi tidak ikut."
        ),
        button=_("Bandingkan kedua hitungan"),
        show=show,
    )


def _verdict(found: Sequence[Resampled], words: Words) -> str:
    """What is said beside the guess, which stands above: a display does not know it."""
    _ = words
    shares = [float(each.tops[FIRST]) for each in found]
    halves = [each.half_width(share) for each, share in zip(found, shares, strict=True)]
    _mean, low, high = found[STUDIES].difference(FIRST, RIVAL)
    text = _(
        "Dihitung per studi, tema “{theme}” teratas sendirian pada {share} dari 100 ulasan tiruan (rentang 95%: {low} "
        "sampai {high}). Dihitung per sebutan: {mentions} dari 100 (rentang 95%: {mentions_low} sampai "
        "{mentions_high}). Kedua tema teratas: {first} lawan {second} studi; pada 95 dari 100 ulasan tiruan bedanya "
        "antara {worst} dan {best}. {n} ulasan tiruan."
    )
    counts = counted(STUDIES).sum(axis=0)
    said = {
        "theme": theme_names(words.lang)[FIRST],
        "share": words.number(100 * shares[0], 0),
        "low": words.number(100 * (shares[0] - halves[0]), 0),
        "high": words.number(100 * (shares[0] + halves[0]), 0),
        "mentions": words.number(100 * shares[1], 0),
        "mentions_low": words.number(100 * (shares[1] - halves[1]), 0),
        "mentions_high": words.number(min(100.0, 100 * (shares[1] + halves[1])), 0),
        "first": counts[FIRST],
        "second": counts[RIVAL],
        "worst": words.number(low, 0),
        "best": words.number(high, 0),
        "n": words.number(RESAMPLES, 0),
    }
    beside = _(
        "Lihat tebakan Anda di atas. Di atas {far}? Kita memang mudah percaya pada urutan di sebuah tabel. Antara "
        "{near} dan {far}? Anda sudah berhati-hati. Di bawah {near}? Sedikit terlalu curiga."
    )
    middle = 100 * shares[0]
    limits = {"far": words.number(middle + NEAR, 0), "near": words.number(middle - NEAR, 0)}
    return f"{text.format(**said)} {beside.format(**limits)}"


def _tops_picture(found: Sequence[Resampled], words: Words) -> Picture:
    """How often each theme is alone on top, for both ways of counting."""
    _ = words
    names = theme_names(words.lang)
    title = _("Teratas sendirian, dari 100 ulasan tiruan")
    marks = []
    for way, each in zip(ways(words), found, strict=True):
        points = []
        for i, share in enumerate(map(float, each.tops)):
            half = each.half_width(share)
            points.append(Point(i, 100 * share, 100 * max(0.0, share - half), 100 * min(1.0, share + half)))
        marks.append(Bars(way, points))
    rows = [
        [way, names[i], words.number(point.y, 0), _range(point, words)]
        for way, mark in zip(ways(words), marks, strict=True)
        for i, point in enumerate(mark.points)
    ]
    columns = [_("Yang dihitung"), _("Tema"), _("Dari 100"), _("Rentang 95%")]
    return Picture(
        title=title,
        description=_("Dua batang untuk setiap tema: dihitung per studi dan per sebutan."),
        x=Axis(_("Tema"), names=names),
        y=Axis(_("Teratas sendirian"), _("dari 100")),
        key={},
        table=Table(title, columns, rows),
        marks=marks,
    )


def quantities(lab: Lab, words: Words) -> dict[str, Quantity]:
    """Numbers of the quiz: counts of the review, and the same drawings as in the comparison."""
    _ = words
    studies, mentions = counted(STUDIES).sum(axis=0), printed_mentions()
    shares = [100 * float(resampled(what, ALL, lab.seed).tops[FIRST]) for what in (STUDIES, MENTIONS)]
    flow = load("review27", "flow").set_index("id")
    return {
        "top": Quantity(shares[0], 0),
        "top_mentions": Quantity(shares[1], 0),
        "first": Quantity(float(studies[FIRST]), 0),
        "second": Quantity(float(studies[RIVAL]), 0),
        "first_mentions": Quantity(float(mentions[FIRST]), 0),
        "second_mentions": Quantity(float(mentions[RIVAL]), 0),
        "all": Quantity(ALL, 0),
        "in_abstract": Quantity(_number(flow, "flow-included-abstract"), 0),
        "found": Quantity(_number(flow, "flow-found"), 0),
        "without_theme": Quantity(without_theme(), 0, unit=_("studi")),
        "with_theme": Quantity(ALL - without_theme(), 0, unit=_("studi")),
        "all_themes": Quantity(float(studies.sum()), 0, unit=_("studi")),
        "budget_studies": Quantity(budget_studies(), 0),
        "percent_sum": Quantity(printed_sum(), 2),
    }


def _legend(words: Words) -> list[Meaning]:
    _ = words
    return [
        Meaning(
            _("Studi yang diganti"), _("studi"), _("Dibuang secara acak; gantinya ditarik dari ke-27 studi itu juga.")
        ),
        Meaning(
            _("Ulasan tiruan"), "", _("Satu daftar 27 studi hasil penarikan ulang. Di pelajaran ini: satu ulangan.")
        ),
        Meaning(
            _("Teratas sendirian"), "%", _("Bagian ulasan tiruan di mana tema itu punya studi terbanyak, tanpa seri.")
        ),
        Meaning(
            _("Rentang 95% sebuah bagian"),
            "",
            _(
                "Hanya karena banyaknya ulasan tiruan terbatas ({n}). Ia tidak menghitung bahwa studinya sendiri "
                "sedikit."
            ).format(n=words.number(RESAMPLES, 0)),
        ),
        Meaning(_("Sebutan"), "", _("Satu kutipan dalam pembahasan. Satu studi bisa disebut berkali-kali.")),
        Meaning(
            _("Di pelajaran ini"),
            "",
            _("Tidak ada kantor yang dijalankan. Baris “Ulangan” dan “Selisih” di bawah berlaku bagi pelajaran lain."),
        ),
    ]


def _counts(words: Words) -> str:
    _ = words
    studies, mentions = counted(STUDIES).sum(axis=0), printed_mentions()
    rows = [
        (name, str(mention), str(study))
        for name, mention, study in zip(theme_names(words.lang), mentions, studies, strict=True)
    ]
    return table((_("Tema"), _("Sebutan"), _("Studi")), rows, numeric=(1, 2))


def _tops(lab: Lab, words: Words) -> str:
    _ = words
    rows = []
    for replaced in HANDOUT_REPLACED:
        found = resampled(STUDIES, replaced, lab.seed)
        cells = [f"{words.percent(share)} ±{words.percent(found.half_width(share))}"
                 for share in (float(found.tops[FIRST]), float(found.tops[RIVAL]))]  # fmt: skip
        rows.append((str(replaced), *cells, words.percent(found.tie)))
    names = theme_names(words.lang)
    headings = (
        _("Studi yang diganti"),
        *(_("Teratas: {theme}").format(theme=names[i]) for i in (FIRST, RIVAL)),
        _("Seri"),
    )
    said = _("{n} ulasan tiruan; sesudah ± setengah rentang 95%.").format(n=words.number(RESAMPLES, 0))
    return "\n".join([table(headings, rows, numeric=(0, 1, 2, 3)), "", said])
