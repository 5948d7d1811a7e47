"""Lesson 10: a fast lane shortens the mean wait and lengthens that of those who cannot use it."""

import math
from collections.abc import Iterator, Sequence

import numpy as np

from simulator.experiments import Result
from simulator.measures import estimate_mean
from simulator.measures.equity import gini
from simulator.scenario import Scenario
from simulator.teaching.lab import LESS, MORE, UNSURE, Lab, Measure, Values, direction
from simulator.teaching.lessons.fast_lane import (
    ARRIVALS,
    COUNTERS,
    FIRST_COME,
    LANE,
    LOW_FACTOR,
    NOW,
    ONE_DAY,
    ONE_MORE,
    READY_SERVICE_MIN,
    SERVERS,
    SERVICE_MIN,
    TWO_MORE,
    WEEK_DAYS,
    everyone,
    office,
)
from simulator.teaching.lessons.group_measures import (
    Group,
    Groups,
    Of,
    groups_by,
    groups_picture,
    groups_table,
    settings_table,
)
from simulator.teaching.lessons.inputs import number
from simulator.teaching.lessons.lane_tasks import answers, hidden, order
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
)
from simulator.teaching.quiz.quantity import Quantity
from simulator.teaching.tables import html_table
from simulator.teaching.words import Words

SHORTER, SAME, LONGER = LESS, UNSURE, MORE
REFERENCE = {"literacy": "high", "district": "dekat", "priority_group": ""}
GROUPINGS = tuple(REFERENCE)
LITERACY_LOW = "population.districts[{at}].literacy.low"


def plan(lab: Lab, words: Words) -> Plan:
    """The lesson in the language of `words`."""
    _ = words
    now, measures = office(), _measures(words)
    return Plan(
        scenario=now,
        facts=_facts(now, words),
        guess=_guess(words),
        explore=_explore(measures, words),
        comparison=_comparison(measures, words),
        reflection=_(
            "Kelompok mana di kantor Anda yang tidak pernah terlihat di rata-rata, dan data apa yang mencatatnya?"
        ),
        quantities=lambda: quantities(lab, words),
        displays={"groups": _groups(lab, words)},
        exercises={"order": order(words), "hidden": hidden(words)},
        legend=_legend(measures, words),
        handout=lambda: {
            "waits": _waits_table(lab, words),
            "answers": "\n".join(f"- {line}" for line in answers(words)),
        },
    )


def _measures(words: Words) -> tuple[Measure, Measure, Measure]:
    """Minutes in line of all, of the least able and of the most able."""
    _ = words
    minutes = _("menit")
    return (
        Measure("all", _("Menunggu, semua"), minutes, Of(everyone, "waited_min")),
        Measure("low", _("Menunggu, belum terbiasa"), minutes, Of(everyone, "waited_min", "literacy", "low")),
        Measure("high", _("Menunggu, terbiasa"), minutes, Of(everyone, "waited_min", "literacy", "high")),
    )


def settings(words: Words) -> dict[str, Scenario]:
    """What is compared, the office of now first."""
    _ = words
    return {
        _("Seperti sekarang"): office(),
        _("Jalur cepat"): office(LANE),
        _("Jalur cepat dan satu loket lagi"): office(LANE, ONE_MORE),
        _("Tanpa jalur cepat, satu loket lagi"): office(NOW, ONE_MORE),
    }


def _facts(now: Scenario, words: Words) -> list[Fact]:
    _ = words
    minutes = _("{minutes} menit")

    def fact(label: str, path: str, said: str = "{minutes}") -> Fact:
        return Fact(label, said.format(minutes=words.plain(number(now, path))), path)

    far = LITERACY_LOW.format(at=2)
    near = LITERACY_LOW.format(at=0)
    population = now.spec.population
    assert population is not None
    return [
        fact(_("Loket"), SERVERS[0]),
        fact(_("Pemohon per hari biasa"), ARRIVALS),
        fact(_("Lama melayani satu orang, rata-rata"), SERVICE_MIN, minutes),
        fact(_("Yang sudah mengisi OSS di rumah"), READY_SERVICE_MIN, minutes),
        fact(_("Yang belum terbiasa dilayani lebih lama"), LOW_FACTOR, _("{minutes} kali")),
        Fact(_("Belum terbiasa digital, kecamatan kota"), words.percent(number(now, near)), near),
        Fact(_("Belum terbiasa digital, kecamatan terjauh"), words.percent(number(now, far)), far),
        Fact(
            _("Kelompok rentan: lansia, disabilitas, ibu hamil"),
            words.percent(sum(group.share for group in population.priority_groups)),
            origin=_("asumsi"),
        ),
        Fact(
            _("Yang didahulukan sekarang"),
            _("kelompok rentan"),
            origin=_("asumsi"),
        ),
    ]


def _guess(words: Words) -> Guess:
    _ = words
    task = _(
        "Mulai besok, yang sudah mengisi OSS di rumah masuk jalur cepat. Petugas, loket, dan pemohonnya tetap. "
        "Bagaimana dengan pemohon yang belum terbiasa dengan layanan digital: berapa lama mereka menunggu? Tebak dulu."
    )
    options = [
        _("Lebih singkat: antrean lebih cepat habis, semua ikut untung"),
        _("Sama saja: petugas dan pemohonnya tetap"),
        _("Lebih lama"),
    ]
    return Guess(task, options=options)


def rule_names(words: Words) -> list[str]:
    """Who goes first, in the order of the codes."""
    _ = words
    return [_("Siapa datang dulu"), _("Kelompok rentan (sekarang)"), _("Ditambah jalur cepat")]


def _explore(measures: Sequence[Measure], words: Words) -> Explore:
    _ = words
    counters = _("{counters} loket")
    return Explore(
        task=_(
            "Pilih siapa yang didahulukan dan banyaknya loket. Setiap pilihan menambah satu titik untuk rata-rata "
            "semua pemohon; garis pada titik adalah rentang 95%. Angka kelompok ada di tabel."
        ),
        title=_("Rata-rata menunggu semua pemohon menurut aturan antrean"),
        levers=(
            Options("rule", _("Yang didahulukan"), rule_names(words), NOW),
            Options(
                "counters",
                _("Banyaknya loket"),
                [counters.format(counters=one) for one in (COUNTERS, ONE_MORE, TWO_MORE)],
            ),
        ),
        scenario=lambda places: office(int(places["rule"]), COUNTERS + int(places["counters"])),
        measures=measures,
    )


def _comparison(measures: Sequence[Measure], words: Words) -> Comparison:
    _ = words
    everybody, low, _high = measures

    def verdict(guess: float, outcome: Outcome) -> str:
        mean, group = outcome.pairs[0][everybody.key], outcome.pairs[0][low.key]
        found = direction(group)
        first = {
            LONGER: _("Hasilnya: lebih lama."),
            SAME: _("Hasilnya: bedanya belum pasti."),
            SHORTER: _("Hasilnya: lebih singkat."),
        }[found]
        reply = _("Tebakan Anda tepat.") if int(guess) == found else _("Tebakan Anda lain dari hasilnya.")
        rest = _(
            "Rata-rata semua pemohon berubah {all} menit (rentang 95%: {all_bounds}), tetapi yang belum terbiasa "
            "{low} menit (rentang 95%: {low_bounds}; {n} ulangan). Bila hanya rata-rata yang dilaporkan, kelompok ini "
            "tidak terlihat."
        )
        said = {
            "all": words.signed(mean.difference.mean),
            "all_bounds": words.change_bounds(everybody, mean.difference),
            "low": words.signed(group.difference.mean),
            "low_bounds": words.change_bounds(low, group.difference),
            "n": group.difference.n,
        }
        return f"{reply} {first} {rest.format(**said)}"

    return Comparison(
        task=_(
            "Tiga keadaan, orang yang sama datang pada saat yang sama dengan keperluan yang sama. Jalur cepat hanya "
            "mengubah urutan."
        ),
        button=_("Bandingkan ketiga keadaan"),
        title=_("Rata-rata menunggu: semua pemohon, dan yang belum terbiasa"),
        drawn=2,
        settings=[Setting(title, scenario) for title, scenario in list(settings(words).items())[:3]],
        measures=measures[:2],
        verdict=verdict,
    )


def gini_values(result: Result) -> Values:
    """Gini coefficient of what each applicant waited, in each replication."""
    cases = everyone(result)
    return np.array([gini(waits) for _number, waits in cases["waited_min"].groupby(cases["replication"])])


def by_names(words: Words) -> list[str]:
    """By what applicants are grouped, in the order of the codes."""
    _ = words
    return [_("Kebiasaan digital"), _("Kecamatan"), _("Kelompok rentan")]


def _groups(lab: Lab, words: Words) -> Display:
    """Each group beside the others: difference, ratio, gap and inequality."""
    _ = words
    names = rule_names(words)
    wait = Measure("waited_mean", _("Selisih menunggu"), _("menit"), lambda _result: np.empty(0))

    def show(places: Choices) -> Iterator[Shown]:
        rule = (LANE, FIRST_COME)[int(places["rule"])]
        by, days = GROUPINGS[int(places["by"])], (WEEK_DAYS, ONE_DAY)[int(places["days"])]
        scenarios = office(NOW, COUNTERS, days), office(rule, COUNTERS, days)
        found = groups_by(lab, scenarios, everyone, by, wait.key, words)
        title = _("Menunggu (menit), menurut {by}").format(by=by_names(words)[int(places["by"])].lower())
        heads = _("Sekarang"), names[rule]
        tables = groups_table(title, heads, found, wait, words) + _gap_table(heads, found, by, words)
        yield Shown(_groups_text(lab, scenarios, found, words), groups_picture(title, found, wait, words), tables)

    return Display(
        heading=_("Siapa yang tertinggal"),
        task=_("Pilih aturan, cara mengelompokkan, dan lamanya mencatat. Setiap baris dibanding dengan sekarang."),
        button=_("Tampilkan per kelompok"),
        show=show,
        levers=(
            Options("rule", _("Yang didahulukan"), [names[LANE], names[FIRST_COME]]),
            Options("by", _("Dikelompokkan menurut"), by_names(words)),
            Options("days", _("Dicatat selama"), [_("Lima hari kerja"), _("Satu hari saja")]),
        ),
    )


def _groups_text(lab: Lab, scenarios: tuple[Scenario, Scenario], found: Groups, words: Words) -> str:
    _ = words
    index = Measure("gini", _("Koefisien Gini"), "", gini_values, decimals=2)
    before, after = (lab.estimate(scenario, index) for scenario in scenarios)
    text = _(
        "Di kanan garis nol: menunggu lebih lama. Di kiri: lebih singkat. Koefisien Gini (0: semua menunggu sama "
        "lama) {before} sekarang (rentang 95%: {before_bounds}), lalu {after} (rentang 95%: {after_bounds}; {n} "
        "ulangan)."
    )
    said = {
        "before": words.value(index, before.mean),
        "before_bounds": words.bounds(index, before),
        "after": words.value(index, after.mean),
        "after_bounds": words.bounds(index, after),
        "n": after.n,
    }
    return f"{text.format(**said)} {found.hidden}".strip()


def gap_rows(found: Groups, by: str, words: Words) -> list[list[str]]:
    """Ratio and gap of each group beside the group of reference, in both offices, each with its interval."""
    reference = next(group for group in found.of if group.key == REFERENCE[by])
    if reference.values is None:
        return []
    return [
        [group.name, *_beside(group, reference, at, words)]
        for at in range(2)
        for group in found.shown
        if group is not reference
    ]


def _beside(group: Group, reference: Group, at: int, words: Words) -> list[str]:
    _ = words
    assert group.values is not None
    assert reference.values is not None
    own, other = group.values[at], reference.values[at]
    times = Measure("ratio", "", "", lambda _result: own, decimals=2, lowest=-math.inf)
    minutes = Measure("gap", "", "", lambda _result: own, lowest=-math.inf)
    ratio = estimate_mean(np.divide(own, other, out=np.full(len(own), np.nan), where=other > 0), "")
    gap = estimate_mean(own - other, "")
    return [
        (_("sekarang"), _("sesudahnya"))[at],
        f"{words.value(times, ratio.mean)} ({words.bounds(times, ratio)})",
        f"{words.value(minutes, gap.mean)} ({words.bounds(minutes, gap)})",
    ]


def _gap_table(heads: tuple[str, str], found: Groups, by: str, words: Words) -> str:
    _ = words
    rows = gap_rows(found, by, words)
    if not rows:
        return ""
    beside = next(group.name for group in found.of if group.key == REFERENCE[by])
    title = _("Dibanding {group}; rentang 95% dalam kurung; {n} ulangan").format(
        group=beside.lower(), n=_replications(found)
    )
    columns = [_("Kelompok"), _("Keadaan"), _("Perbandingan (kali)"), _("Kesenjangan (menit)")]
    return html_table(title, columns, rows, numbers=True)


def _replications(found: Groups) -> int:
    return max(len(group.values[0]) for group in found.of if group.values is not None)


def quantities(lab: Lab, words: Words) -> dict[str, Quantity]:
    """Numbers of the quiz, from the same runs as the comparison."""
    _ = words
    everybody, low, high = _measures(words)
    unit = _("menit")
    old = Measure("old", "", unit, Of(everyone, "waited_min", "priority_group", "lansia"))

    def mean(scenario: Scenario, measure: Measure) -> float:
        return lab.estimate(scenario, measure).mean

    now, lane, equal = office(), office(LANE), office(FIRST_COME)
    waits = {
        "all_now": mean(now, everybody),
        "all_lane": mean(lane, everybody),
        "low_now": mean(now, low),
        "low_lane": mean(lane, low),
        "high_lane": mean(lane, high),
        "all_equal": mean(equal, everybody),
        "old_now": mean(now, old),
        "old_equal": mean(equal, old),
    }
    gap = waits["low_lane"] - waits["high_lane"]
    return {
        **{name: Quantity(value, 1, unit=unit) for name, value in waits.items()},
        "gap_lane": Quantity(gap, 1, tolerance=0.3, unit=unit),
        "gap_sum": Quantity(waits["low_lane"] + waits["high_lane"], 1, unit=unit),
        "gap_mean": Quantity(waits["low_lane"] - waits["all_lane"], 1, unit=unit),
        "times_lane": Quantity(waits["low_lane"] / waits["high_lane"], 1, unit=_("kali")),
    }


def _legend(measures: Sequence[Measure], words: Words) -> list[Meaning]:
    _ = words
    everybody, low, high = measures
    waited = _(
        "Waktu di antrean loket dari semua kedatangannya dijumlahkan, juga bila pulang sebelum dilayani. Satu minggu "
        "kerja."
    )
    return [
        Meaning(everybody.label, everybody.unit, waited),
        Meaning(low.label, low.unit, _("Sama, hanya orang yang kebiasaan digitalnya rendah.")),
        Meaning(high.label, high.unit, _("Sama, hanya orang yang kebiasaan digitalnya tinggi.")),
        Meaning(
            _("Jalur cepat"),
            "",
            _("Yang sudah mengisi OSS di rumah dipanggil sesudah kelompok rentan, sebelum yang lain."),
        ),
        Meaning(_("Perbandingan"), _("kali"), _("Rata-rata sebuah kelompok dibagi rata-rata kelompok pembanding.")),
        Meaning(_("Kesenjangan"), _("menit"), _("Rata-rata sebuah kelompok dikurangi rata-rata kelompok pembanding.")),
        Meaning(
            _("Koefisien Gini"),
            "",
            _("0: semua menunggu sama lama; mendekati 1: hampir semua penantian pada segelintir orang."),
        ),
        Meaning("–", "", _("Kelompok terlalu kecil untuk ditampilkan; alasannya tertulis di atas tabel.")),
    ]


def _waits_table(lab: Lab, words: Words) -> str:
    _ = words
    headings = _("Semua, menit"), _("Belum terbiasa, menit"), _("Terbiasa, menit")
    measures = dict(zip(headings, _measures(words), strict=True))
    return settings_table(lab, settings(words), measures, headings[:2], words)
