"""The two tasks of lesson 13: what an officer costs in a year, and what a saved hour costs."""

from simulator.teaching.entries import Entry
from simulator.teaching.lessons.budget_options import (
    ASSISTANT,
    HOURS_PER_DAY,
    LINK,
    MILLION,
    MONTHS,
    POOLS,
    office,
    working_days,
    yearly_cost,
)
from simulator.teaching.plan import Exercise, Verdict
from simulator.teaching.words import Words

EXAMPLE_HOURS = 40
"""Hours a month that a link saves in the task: an example, not a result."""


def price_of(option: int, saved_hours: float) -> float:
    """Rupiah for an hour that an option saves, if it saves so many in a month; by the price list."""
    return yearly_cost(option) / (MONTHS * saved_hours)


def yearly_millions() -> float:
    """What an assistant costs in a year, million rupiah."""
    return yearly_cost(ASSISTANT) / MILLION


def example_price() -> float:
    """Answer of the second task, rupiah."""
    return price_of(LINK, EXAMPLE_HOURS)


def yearly(words: Words) -> Exercise:
    """What one more assistant costs in a year."""
    _ = words
    truth, days = yearly_millions(), working_days()
    rate = float(office().spec.staff[POOLS[ASSISTANT]].cost_per_hour or 0)
    hours = HOURS_PER_DAY[ASSISTANT]
    calendar_days, whole_day = truth * 365 / days, truth * 7.5 / hours
    said = {
        "truth": words.plain(truth),
        "hours": words.plain(hours),
        "days": days,
        "rate": words.number(rate, 0),
        "month": words.plain(truth / MONTHS),
    }

    def judge(millions: float) -> Verdict:
        if abs(millions - truth) <= 0.02 * truth:
            text = _("Benar: {hours} jam × {days} hari × Rp {rate} = Rp {truth} juta.")
            return Verdict(True, text.format(**said))
        if abs(millions - calendar_days) <= 0.02 * calendar_days:
            text = _("Anda memakai 365 hari. Pendamping dibayar untuk hari kerja: {days} hari.")
        elif abs(millions - whole_day) <= 0.02 * whole_day:
            text = _("Anda memakai 7,5 jam sehari. Klinik tutup satu jam saat istirahat: {hours} jam.")
        elif abs(millions - truth / MONTHS) <= 0.02 * truth:
            text = _("Itu biaya sebulan, {month} juta. Yang ditanya setahun.")
        elif millions >= 1000:
            text = _("Tulis dalam juta rupiah: Rp 1.000.000 ditulis 1.")
        else:
            text = _("Kalikan jam sehari, hari kerja setahun, dan tarif per jam. Lalu bagi sejuta.")
        return Verdict(False, text.format(**said))

    label = _(
        "Seorang pendamping klinik bertugas {hours} jam setiap hari kerja, {days} hari setahun, dengan Rp {rate} per "
        "jam. Berapa juta rupiah setahun?"
    )
    return Exercise(Entry("answer", label.format(**said), _("juta rupiah"), 0, 1e9), judge)


def hour_price(words: Words) -> Exercise:
    """What an hour costs that a second link saves."""
    _ = words
    truth = example_price()
    said = {
        "truth": words.number(truth, 0),
        "money": words.plain(yearly_cost(LINK) / MILLION),
        "hours": EXAMPLE_HOURS,
        "year": words.number(MONTHS * EXAMPLE_HOURS, 0),
    }

    def judge(rupiah: float) -> Verdict:
        if abs(rupiah - truth) <= 0.02 * truth:
            text = _("Benar: Rp {money} juta dibagi {year} jam setahun = Rp {truth} per jam.")
            return Verdict(True, text.format(**said))
        if abs(rupiah - MONTHS * truth) <= 0.02 * MONTHS * truth:
            text = _("Belanjanya setahun, jamnya sebulan. Samakan dulu: {hours} jam sebulan = {year} jam setahun.")
        elif abs(rupiah - truth / MONTHS) <= 0.02 * truth / MONTHS:
            text = _("Anda membagi dengan dua belas dua kali. Belanja setahun dibagi jam setahun, {year} jam.")
        elif rupiah < 1000:
            text = _("Tulis dalam rupiah penuh, bukan ribu atau juta.")
        elif rupiah > truth:
            text = _("Terlalu mahal. Bagi Rp {money} juta dengan {year} jam.")
        else:
            text = _("Terlalu murah. Bagi Rp {money} juta dengan {year} jam.")
        return Verdict(False, text.format(**said))

    label = _(
        "Misalkan jaringan kedua memerlukan Rp {money} juta setahun dan menghemat {hours} jam pemohon sebulan. Berapa "
        "rupiah untuk setiap jam yang dihemat?"
    )
    return Exercise(Entry("answer", label.format(**said), _("rupiah"), 0, 1e12), judge)
