"""The two exercises of lesson 15: how busy the counters are, and what a saved day costs."""

from functools import cache

from simulator.measures import Estimate
from simulator.teaching.entries import Entry
from simulator.teaching.lab import Lab, Measure
from simulator.teaching.lessons.inputs import number
from simulator.teaching.lessons.own_office import (
    COUNTER_HOURS,
    EXAMPLE,
    LUNCH_HOURS,
    OFFICE_MIN_A_DAY,
    counter_busy,
    office,
)
from simulator.teaching.lessons.own_plans import HELPED, plan_names, saving
from simulator.teaching.lessons.own_report import with_bounds
from simulator.teaching.plan import Exercise, Verdict
from simulator.teaching.words import Words

OFFICE_HOURS = OFFICE_MIN_A_DAY / 60
PRICE = "stations[0].cost_per_hour"


def busy(words: Words) -> Exercise:
    """How busy the counters are, by hand from the counts."""
    _ = words
    truth = 100 * counter_busy(EXAMPLE)
    whole_day = COUNTER_HOURS + LUNCH_HOURS
    no_lunch = truth * (COUNTER_HOURS + LUNCH_HOURS / 2) / whole_day
    said = {
        "visitors": words.plain(EXAMPLE["visitors"]),
        "minutes": words.plain(EXAMPLE["counter_min"]),
        "counters": words.plain(EXAMPLE["counters"]),
        "long": whole_day,
        "lunch": LUNCH_HOURS,
        "truth": words.number(truth, 0),
        "work": words.number(EXAMPLE["visitors"] * EXAMPLE["counter_min"] / 60),
        "hours": words.number(EXAMPLE["counters"] * (COUNTER_HOURS + LUNCH_HOURS / 2), 0),
    }

    def judge(percent: float) -> Verdict:
        if abs(percent - truth) <= 1.5:
            text = _("Benar: {work} jam kerja dibagi {hours} jam yang tersedia, {truth}%.")
        elif abs(percent - no_lunch) <= 1.5:
            text = _("Hampir. Pada jam makan siang hanya separuh loket yang buka: yang tersedia {hours} jam.")
        elif abs(percent - EXAMPLE["counters"] * truth) <= 3:
            text = _("Itu kalau hanya satu loket. Di sini {counters} loket membagi pekerjaan itu.")
        elif percent <= 1:
            text = (
                _("Tulis sebagai persen: {truth}, bukan pecahan.")
                if abs(percent * 100 - truth) <= 1.5
                else _("Terlalu kecil. Hitung dulu jam kerja yang diminta: {visitors} orang kali {minutes} menit.")
            )
        else:
            text = _(
                "Belum. Jam kerja yang diminta: {visitors} orang kali {minutes} menit. Bagi dengan jam loket buka."
            )
        return Verdict(abs(percent - truth) <= 1.5, text.format(**said))

    label = _(
        "Sehari {visitors} orang dilayani, masing-masing {minutes} menit. Ada {counters} loket, "
        "{long} jam sehari; {lunch} jam di antaranya, saat makan siang, hanya separuhnya. "
        "Berapa persen petugas loket sibuk?"
    )
    return Exercise(Entry("answer", label.format(**said), _("persen"), 0, 1000), judge)


def price(lab: Lab, days: Measure, words: Words) -> Exercise:
    """Rupiah for each working day that the help desk saves one application."""
    _ = words
    wage, files = number(office(EXAMPLE), PRICE), EXAMPLE["files"]
    said = {
        "wage": words.number(wage, 0),
        "hours": words.plain(OFFICE_HOURS),
        "files": words.plain(files),
        "name": plan_names(words)[HELPED],
        "day": words.number(wage * OFFICE_HOURS, 0),
    }

    @cache
    def simulated() -> tuple[Estimate, float]:
        return saving(lab, days, EXAMPLE, HELPED), price_of_day(lab, days)

    def judge(rupiah: float) -> Verdict:
        found, truth = simulated()
        gain = found.mean
        more = {**said, "gain": with_bounds(days, found, words), "truth": words.number(round(truth, -2), 0)}
        is_right = abs(rupiah - truth) <= 0.1 * truth
        if is_right:
            text = _(
                "Benar, kira-kira {truth} rupiah: {day} rupiah sehari, dibagi {files} permohonan yang masing-masing "
                "menghemat {gain} hari kerja."
            )
        elif abs(rupiah - wage * OFFICE_HOURS / files) <= 0.03 * rupiah:
            text = _("Itu biaya untuk satu permohonan. Bagi lagi dengan hari kerja yang dihemat masing-masing, {gain}.")
        elif abs(rupiah - wage * OFFICE_HOURS / gain) <= 0.1 * rupiah:
            text = _("Anda lupa bahwa {files} permohonan sehari sama-sama lebih cepat.")
        elif abs(rupiah - wage * OFFICE_HOURS) <= 0.03 * rupiah:
            text = _("Itu upah sehari. Bagi dengan semua hari kerja yang dihemat pada hari itu.")
        elif rupiah < truth:
            text = _("Terlalu murah. Upah sehari {day} rupiah; berapa hari kerja yang dihemat semua permohonan sehari?")
        else:
            text = _("Terlalu mahal. Upah sehari {day} rupiah; berapa hari kerja yang dihemat semua permohonan sehari?")
        return Verdict(is_right, text.format(**more))

    label = _(
        "{name}: satu orang, {wage} rupiah per jam, {hours} jam sehari. Sehari masuk {files} permohonan. Ambil hari "
        "yang dihemat dari tabel di atas. Berapa rupiah untuk setiap hari kerja yang dihemat satu permohonan?"
    )
    return Exercise(Entry("answer", label.format(**said), _("rupiah"), 0, 100_000_000), judge)


def price_of_day(lab: Lab, days: Measure) -> float:
    """Rupiah for each working day that the help desk saves one application of the example."""
    return number(office(EXAMPLE), PRICE) * OFFICE_HOURS / (EXAMPLE["files"] * saving(lab, days, EXAMPLE, HELPED).mean)
