"""Lesson 12: one run against one run points the wrong way nearly every second time; pairs need far fewer."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from simulator.measures import Estimate, estimate_mean
from simulator.teaching.curriculum.bars import table
from simulator.teaching.entries import Entry
from simulator.teaching.lab import Lab, Values
from simulator.teaching.lessons.chance_tasks import FALSE_ALARMS, TESTS, false_alarms, half_interval, most_tests
from simulator.teaching.lessons.inputs import number
from simulator.teaching.lessons.twin_offices import (
    ALONE,
    CLASSES,
    GROUPS,
    MOST,
    NOW,
    PAIRED,
    PROPOSED,
    SHORTER_MIN,
    STATION,
    Attempts,
    office,
    share_interval,
    wait,
)
from simulator.teaching.pictures import forest_picture
from simulator.teaching.plan import (
    Choices,
    Comparison,
    Display,
    Fact,
    Guess,
    Lever,
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
from simulator.widgets import Axis, Bars, Forest, Picture, Point, Points, Table

HANDOUT_REPLICATIONS = (1, 5, 20, 50)
TEST_DAYS = 2
NIB_PATH = "case_classes[0].routes.loket[0].service_time.mean_min"


def plan(lab: Lab, words: Words) -> Plan:
    """The lesson in the language of `words`."""
    _ = words
    attempts = Attempts(lab, wait(words))
    return Plan(
        scenario=office(NOW),
        facts=_facts(words),
        guess=_guess(words),
        explore=None,
        comparison=_comparison(attempts, words),
        reflection=_(
            "Keputusan apa di kantor Anda yang diambil dari satu minggu percobaan? Apa yang Anda tanyakan sekarang?"
        ),
        quantities=lambda: quantities(attempts, words),
        displays={
            "classes": _classes(attempts, words),
            "wrong": _wrong(attempts, words),
            "luck": _luck(attempts, words),
        },
        exercises={"half_interval": half_interval(words), "false_alarms": false_alarms(words)},
        legend=_legend(words),
        handout=lambda: {"classes": _classes_table(attempts, words), "answers": _answers(attempts, words)},
    )


def _facts(words: Words) -> list[Fact]:
    _ = words
    minutes, base = _("{minutes} menit"), office(NOW)
    station = next(each for each in base.spec.stations if each.name == STATION)
    assert station.roster
    return [
        Fact(_("Petugas di loket, pagi"), str(station.roster[0].servers), "stations[0].roster[0].servers"),
        Fact(
            _("Pemohon NIB per hari, semua kanal"),
            words.plain(number(base, "case_classes[0].arrivals.per_day")),
            "case_classes[0].arrivals.per_day",
        ),
        Fact(
            _("A: lama melayani NIB di loket, rata-rata"),
            minutes.format(minutes=words.plain(number(base, NIB_PATH))),
            NIB_PATH,
        ),
        Fact(
            _("B: dengan daftar periksa"),
            minutes.format(minutes=words.plain(SHORTER_MIN)),
            origin=_("asumsi pelajaran ini"),
        ),
        Fact(_("Satu ulangan"), _("satu hari kerja"), "horizon.days"),
    ]


def _guess(words: Words) -> Guess:
    _ = words
    task = _(
        "Satu hari kantor A diadu dengan satu hari lain di kantor B. Petugas B lebih cepat. Andaikan ini diulang 100 "
        "kali, dengan hari-hari yang selalu baru. Berapa kali dari 100 itu B malah tampak lebih lambat? Tebak saja."
    )
    entry = Entry("guess", _("Tebakan Anda: arah yang salah"), _("kali dari 100"), 0, 100)
    return Guess(task, entry)


def how_names(words: Words) -> list[str]:
    """How the two offices are tested, in the order of the codes."""
    _ = words
    return [_("Sendiri-sendiri, hari yang berlainan"), _("Berpasangan, hari yang sama")]


def _levers(words: Words) -> tuple[Lever, ...]:
    _ = words
    return (
        Slider("n", _("Banyaknya ulangan"), _("hari untuk setiap kantor"), 1, MOST, 1, 1),
        Options("how", _("Cara menguji"), how_names(words)),
    )


def is_clear(estimate: Estimate) -> bool:
    """Whether an interval leaves zero out.

    Examples
    --------
    >>> is_clear(Estimate(-2.0, 1.5, 20, "min")), is_clear(Estimate(-2.0, float("nan"), 1, "min"))
    (True, False)
    """
    return estimate.high < 0 or estimate.low > 0


def _classes(attempts: Attempts, words: Words) -> Display:
    _ = words

    def show(places: Choices) -> Iterator[Shown]:
        n, how = int(places["n"]), int(places["how"])
        found: list[Estimate] = []
        for at in range(CLASSES):
            found.append(attempts.of_class(how, at, n))
            picture = _classes_picture(attempts, found, n, words)
            yield Shown(said_of_classes(found, n, words), picture, is_whole=len(found) == CLASSES)

    return Display(
        heading=_("Sepuluh kelas, sepuluh nasib"),
        task=_(
            "Sepuluh kelas menguji kedua kantor yang sama. Setiap kelas mendapat hari-harinya sendiri. Di kiri nol: B "
            "tampak lebih singkat. Di kanan nol: B tampak lebih lama. Mulailah dengan satu ulangan, lalu tambah."
        ),
        button=_("Jalankan kesepuluh kelas"),
        show=show,
        levers=_levers(words),
    )


def said_of_classes(found: Sequence[Estimate], n: int, words: Words) -> str:
    """How many classes see the proposal worse, and how many can tell the offices apart; whether all are done."""
    _ = words
    wrong = sum(each.mean > 0 for each in found)
    clear = sum(is_clear(each) for each in found)
    said = {"wrong": wrong, "all": len(found), "clear": clear, "unclear": len(found) - clear, "n": n}
    so_far = _("Sejauh ini {done} dari {classes} kelas selesai.").format(done=len(found), classes=CLASSES)
    if n == 1:
        text = _(
            "{wrong} dari {all} kelas melihat B lebih lama. Dengan satu ulangan tidak ada rentang: tidak seorang pun "
            "tahu seberapa besar pengaruh kebetulan."
        )
    else:
        text = _(
            "{n} ulangan. {clear} dari {all} kelas dapat membedakan A dan B. Bagi {unclear} kelas, A dan B tidak dapat "
            "dibedakan: rentangnya memuat nol. {wrong} kelas melihat B lebih lama."
        )
    return f"{so_far if len(found) < CLASSES else ''} {text.format(**said)}".strip()


def _classes_picture(attempts: Attempts, found: Sequence[Estimate], n: int, words: Words) -> Picture:
    _ = words
    title = _("Selisih B dikurangi A di setiap kelas")
    names = [_("Kelas {number}").format(number=at + 1) for at in range(CLASSES)]
    measure = replace(attempts.measure, label=_("Selisih B dikurangi A"))
    picture = forest_picture(title, names[: len(found)], found, measure, words)
    if n == 1:
        points = [Point(at, each.mean) for at, each in enumerate(found)]
        picture = replace(picture, marks=[Forest(_("selisih dari satu ulangan, tanpa rentang"), points)])
    return replace(picture, y=Axis("", names=names))


def _comparison(attempts: Attempts, words: Words) -> Comparison:
    _ = words
    measure = attempts.measure

    def verdict(guess: float, outcome: Outcome) -> str:
        wrong = attempts.wrong(ALONE)
        low, high = share_interval(wrong)
        pair = outcome.pairs[0][measure.key].difference
        if guess < 100 * low:
            text = _("Tebakan Anda {guess}; kenyataannya lebih sering.")
        elif guess > 100 * high:
            text = _("Tebakan Anda {guess}; kenyataannya lebih jarang.")
        else:
            text = _("Tebakan Anda {guess}; itu ada di dalam rentangnya.")
        rest = _(
            "Satu hari A lawan satu hari lain B menunjuk arah yang salah {share} dari {n} kali (rentang 95%: {low} "
            "sampai {high}). Padahal bedanya ada."
        )
        truth = (
            _("Berpasangan, {pairs} ulangan: selisihnya {mean} menit (rentang 95%: {interval}). Nol tidak termasuk.")
            if is_clear(pair)
            else _(
                "Berpasangan, {pairs} ulangan: selisihnya {mean} menit (rentang 95%: {interval}); tidak dapat "
                "dibedakan."
            )
        )
        said = {
            "guess": words.plain(guess),
            "share": words.percent(float(wrong.mean())),
            "n": len(wrong),
            "low": words.percent(low),
            "high": words.percent(high),
            "pairs": pair.n,
            "mean": words.number(pair.mean),
            "interval": words.change_bounds(measure, pair),
        }
        return " ".join(part.format(**said) for part in (text, rest, truth))

    return Comparison(
        task=_(
            "Kedua kantor mendapat hari yang sama: orang yang sama datang pada saat yang sama dan sama sulitnya. Hanya "
            "lama melayani NIB yang berbeda. Lihat rentang masing-masing, lalu rentang selisihnya."
        ),
        button=_("Bandingkan A dan B, berpasangan"),
        title=_("Rata-rata menunggu di loket, kantor A dan B"),
        settings=[Setting(_("A: seperti sekarang"), office(NOW)), Setting(_("B: daftar periksa"), office(PROPOSED))],
        measures=(measure,),
        verdict=verdict,
    )


def _wrong(attempts: Attempts, words: Words) -> Display:
    _ = words

    def show(_places: Choices) -> Iterator[Shown]:
        text = _(
            "Supaya separuh lebar rentang tidak melebihi bedanya, perlu kira-kira {alone} ulangan sendiri-sendiri, "
            "atau {paired} ulangan berpasangan."
        )
        said = text.format(alone=attempts.needed(ALONE), paired=attempts.needed(PAIRED))
        so_far = _("Sejauh ini {done} dari {rows} baris selesai.")
        counts: dict[int, list[Values]] = {ALONE: [], PAIRED: []}
        for done, n in enumerate(GROUPS, 1):
            for how, found in counts.items():
                found.append(attempts.wrong(how, n))
            is_whole = done == len(GROUPS)
            text = said if is_whole else f"{said} {so_far.format(done=done, rows=len(GROUPS))}"
            yield Shown(text, _wrong_picture(counts, words), _wrong_table(counts, words), is_whole=is_whole)

    return Display(
        heading=_("Seberapa sering arahnya salah"),
        task=_(
            "Perbandingan yang sama diulang banyak kali. Dihitung: berapa kali B tampak lebih lama, padahal sebenarnya "
            "lebih singkat."
        ),
        button=_("Hitung arah yang salah"),
        show=show,
    )


def _wrong_picture(counts: dict[int, list[Values]], words: Words) -> Picture:
    _ = words
    title = _("Arah yang salah, menurut banyaknya ulangan dalam satu perbandingan")
    names, columns = [str(n) for n in GROUPS], how_names(words)
    rows = [
        [names[at], *(cell for each in row for cell in (words.percent(float(each.mean())), _interval(each, words)))]
        for at, row in _wrong_rows(counts)
    ]
    heads = [cell for name in columns for cell in (name, _("Rentang 95%"))]
    return Picture(
        title=title,
        description=_("Dua batang untuk setiap banyaknya ulangan: sendiri-sendiri dan berpasangan."),
        x=Axis(_("Ulangan"), names=names),
        y=Axis(_("Arah yang salah"), "%"),
        key={},
        table=Table(title, [_("Ulangan"), *heads], rows),
        marks=[
            Bars(columns[how], [_share_point(at, each) for at, each in enumerate(found)])
            for how, found in counts.items()
        ],
    )


def _share_point(at: int, found: Values) -> Point:
    return Point(at, *(100 * each for each in (float(found.mean()), *share_interval(found))))


def _interval(found: Values, words: Words) -> str:
    low, high = share_interval(found)
    return words.span(words.percent(low), words.percent(high))


def _wrong_table(counts: dict[int, list[Values]], words: Words) -> str:
    _ = words
    rows = [[str(GROUPS[at]), *(_wrong_share(each, words) for each in row)] for at, row in _wrong_rows(counts)]
    columns = [_("Ulangan dalam satu perbandingan"), *how_names(words)]
    title = _("Perbandingan yang menunjuk arah yang salah; rentang 95% dalam kurung")
    return html_table(title, columns, rows, numbers=True)


def _wrong_rows(counts: dict[int, list[Values]]) -> Iterator[tuple[int, tuple[Values, ...]]]:
    return enumerate(zip(*counts.values(), strict=True))


def _wrong_share(found: Values, words: Words) -> str:
    """How many comparisons point the wrong way, of how many, and the interval of that share."""
    _ = words
    text = _("{wrong} dari {n} ({interval})")
    return text.format(wrong=int(found.sum()), n=len(found), interval=_interval(found, words))


def _luck(attempts: Attempts, words: Words) -> Display:
    """Proposals that change nothing: the best of the first test, and the same one tested again."""
    _ = words

    def show(places: Choices) -> Iterator[Shown]:
        n = int(places["proposals"])
        gains = [attempts.mean_now() - attempts.useless(at, TEST_DAYS) for at in range(n)]
        best = int(np.argmax(gains))
        again = attempts.retest(best)
        text = _(
            "Usul {best} menang: dalam uji pertama {gain} menit lebih singkat dari kantor sekarang. Diuji lagi dengan "
            "{days} hari lain: {again} menit (rentang 95%: {interval}). Padahal semua usul ini sama persis dengan "
            "kantor sekarang."
        )
        said = text.format(
            best=best + 1,
            gain=words.number(gains[best]),
            days=again.n,
            again=words.number(again.mean),
            interval=words.change_bounds(attempts.measure, again),
        )
        yield Shown(said, _luck_picture(gains, best, again, words))

    return Display(
        heading=_("Memilih juara karena mujur"),
        task=_(
            "Setiap usul diuji {days} hari, sendiri-sendiri, lalu yang terbaik dipilih. Berapa usul yang ikut?"
        ).format(days=TEST_DAYS),
        button=_("Adakan lomba"),
        show=show,
        levers=(Slider("proposals", _("Banyaknya usul"), _("usul"), 2, 20, 1, 10),),
    )


def _luck_picture(gains: Sequence[float], best: int, again: Estimate, words: Words) -> Picture:
    _ = words
    title = _("Tampak lebih singkat dari kantor sekarang, usul demi usul")
    first, second = _("uji pertama"), _("juara, diuji lagi")
    repeated = words.number(again.mean)
    rows = [[str(at + 1), words.number(gain), repeated if at == best else "–"] for at, gain in enumerate(gains)]
    return Picture(
        title=title,
        description=_("Satu titik untuk setiap usul. Di kanan nol: tampak lebih singkat."),
        x=Axis(_("Tampak lebih singkat"), _("menit")),
        y=Axis(_("Usul"), names=[str(at + 1) for at in range(len(gains))]),
        key={},
        table=Table(title, [_("Usul"), first, second], rows),
        marks=[
            Forest(first, [Point(at, gain) for at, gain in enumerate(gains)]),
            Points(second, [Point(best, again.mean, again.low, again.high)]),
        ],
    )


def quantities(attempts: Attempts, words: Words) -> dict[str, Quantity]:
    """Numbers of the quiz, from the same runs as the displays."""
    _ = words
    minutes, times = _("menit"), _("ulangan")
    pair = estimate_mean(attempts.pool(PAIRED), minutes)
    alone, paired = attempts.needed(ALONE), attempts.needed(PAIRED)
    return {
        "wrong_alone": Quantity(float(attempts.wrong(ALONE).mean()), 0, 8, percent=True),
        "wrong_paired": Quantity(float(attempts.wrong(PAIRED).mean()), 0, percent=True),
        "never": Quantity(0.0, 0, percent=True),
        "gain": Quantity(-pair.mean, 1, unit=minutes),
        "needed_alone": Quantity(alone, 0, unit=times),
        "needed_paired": Quantity(paired, 0, max(2, round(0.4 * paired)), unit=times),
        "shorter": Quantity(SHORTER_MIN, 0, unit=minutes),
        "now": Quantity(number(office(NOW), NIB_PATH), 0, unit=minutes),
        "tests": Quantity(TESTS, 0),
        "alarms": Quantity(FALSE_ALARMS, 0),
        "four_times": Quantity(4, 0),
        "two_times": Quantity(2, 0),
    }


def _legend(words: Words) -> list[Meaning]:
    _ = words
    n, how = _levers(words)
    return [
        Meaning(n.label, _("hari"), _("Berapa hari setiap kantor dijalankan dalam satu perbandingan.")),
        Meaning(
            how.label,
            "",
            _(
                "Sendiri-sendiri: A dan B mendapat hari yang berlainan, seperti percobaan biasa. Berpasangan: hari "
                "yang sama untuk keduanya."
            ),
        ),
        Meaning(
            _("Selisih"), _("menit"), _("Rata-rata menunggu di B dikurangi di A. Kurang dari nol: B lebih singkat.")
        ),
        Meaning(_("Tidak dapat dibedakan"), "", _("Rentang selisih memuat nol: bedanya bisa ke arah mana pun.")),
        Meaning(_("Arah yang salah"), "%", _("Bagian perbandingan yang menunjukkan B lebih lama.")),
    ]


def _classes_table(attempts: Attempts, words: Words) -> str:
    _ = words
    rows = []
    for how, name in enumerate(how_names(words)):
        for n in HANDOUT_REPLICATIONS:
            found = [attempts.of_class(how, at, n) for at in range(CLASSES)]
            low, high = min(each.mean for each in found), max(each.mean for each in found)
            spread = words.span(words.number(low), words.number(high))
            clear = str(sum(map(is_clear, found))) if n > 1 else "–"
            rows.append((name, str(n), spread, str(sum(each.mean > 0 for each in found)), clear))
    heads = (
        _("Cara menguji"),
        _("Ulangan"),
        _("Selisih B − A, menit"),
        _("B tampak lebih lama*"),
        _("Dapat dibedakan*"),
    )
    note = _("*Kelas, dari {classes} kelas. Selisih: dari kelas terendah sampai kelas tertinggi.")
    return "\n".join([table(heads, rows, numeric=(1, 2, 3, 4)), "", note.format(classes=CLASSES)])


def _answers(attempts: Attempts, words: Words) -> str:
    _ = words
    wrong = attempts.wrong(ALONE)
    low, high = share_interval(wrong)
    text = _(
        "Arah yang salah dengan satu ulangan sendiri-sendiri: {share} (rentang 95%: {low} sampai {high}; {n} kali)."
    )
    lines = [
        text.format(
            share=words.percent(float(wrong.mean())), low=words.percent(low), high=words.percent(high), n=len(wrong)
        ),
        _("Latihan 1: {n} ulangan.").format(n=most_tests()),
        _("Latihan 2: rata-rata {n} usul.").format(n=words.plain(FALSE_ALARMS)),
    ]
    return "\n".join(f"- {line}" for line in lines)
