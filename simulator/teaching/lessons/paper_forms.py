"""Tasks of lesson 06: how many paper forms to have ready, and how long it takes to enter them later."""

from simulator.scenario import Scenario
from simulator.teaching.entries import Entry
from simulator.teaching.lessons.inputs import number, value
from simulator.teaching.lessons.network_office import (
    COUNTERS,
    DOWN,
    ENTRY_MIN,
    SERVICE_MIN,
    UP,
    arrivals,
    clock,
    said_clock,
)
from simulator.teaching.plan import Exercise, Verdict
from simulator.teaching.words import Words

NEAR = 0.15


def forms_needed(base: Scenario) -> float:
    """People who come to the counters while the system is down, on average."""
    daily, share = arrivals(base)
    hourly: dict[int, float] = value(base, "channels[0].arrival_profile.hourly")
    inside = sum(weight * max(0.0, min(UP, hour + 1) - max(DOWN, hour)) for hour, weight in hourly.items())
    return daily * share * inside / sum(hourly.values())


def entry_hours(base: Scenario) -> float:
    """Hours of one officer to enter those forms."""
    return forms_needed(base) * number(base, ENTRY_MIN) / 60


def forms(base: Scenario, words: Words) -> Exercise:
    """How many paper forms to have ready."""
    _ = words
    truth, (daily, share) = forms_needed(base), arrivals(base)
    per_hour = truth / (UP - DOWN)
    said = {"forms": words.number(truth, 0), "rate": words.number(per_hour), "hours": words.plain(UP - DOWN)}

    def judge(sheets: float) -> Verdict:
        if abs(sheets - truth) <= NEAR * truth:
            text = _("Benar, kira-kira {forms} lembar. Siapkan sedikit lebih: orang tidak datang teratur.")
            return Verdict(True, text.format(**said))
        if abs(sheets - per_hour) <= NEAR * per_hour:
            text = _("Itu baru untuk satu jam. Gangguannya {hours} jam.")
        elif abs(sheets - daily) <= 0.05 * daily:
            text = _("Itu semua pemohon sehari, juga yang daring. Hitung hanya yang datang ke loket selama gangguan.")
        elif abs(sheets - daily * share) <= 0.05 * daily * share:
            text = _("Itu yang datang ke loket sehari penuh. Gangguannya hanya {hours} jam.")
        elif sheets > truth:
            text = _("Terlalu banyak. Berapa orang datang dalam satu jam, dan berapa jam OSS mati?")
        else:
            text = _(
                "Kurang. Yang datang pada setengah jam pertama ikut memakai formulir, karena mereka masih menunggu."
            )
        return Verdict(False, text.format(**said))

    label = _(
        "OSS pusat mati {hours} jam. Pada jam-jam itu rata-rata {rate} orang datang ke loket setiap jam. "
        "Berapa lembar formulir kertas yang perlu disiapkan?"
    )
    return Exercise(Entry("answer", label.format(**said), _("lembar"), 0, 10_000), judge)


def later_entry(base: Scenario, words: Words) -> Exercise:
    """How long one officer needs to enter the forms."""
    _ = words
    truth, forms = entry_hours(base), forms_needed(base)
    longer = forms * number(base, SERVICE_MIN) / 60
    shared = truth / number(base, COUNTERS)
    roster = base.spec.stations[2].roster
    assert roster
    said = {
        "forms": words.number(forms, 0),
        "minutes": words.plain(number(base, ENTRY_MIN)),
        "hours": words.number(truth),
        "up": said_clock(clock(UP), words),
        "close": said_clock(str(roster[0].end), words),
    }

    def judge(hours: float) -> Verdict:
        if abs(hours - truth) <= 0.1 * truth:
            text = _(
                "Benar, kira-kira {hours} jam. OSS hidup lagi pukul {up} dan kantor tutup pukul {close}, jadi "
                "sebagian NIB baru terbit besok. Kertas memindahkan pekerjaan, tidak menghapusnya."
            )
            return Verdict(True, text.format(**said))
        if abs(hours - 60 * truth) <= 6 * truth:
            text = _("Itu dalam menit. Bagi dengan 60.")
        elif abs(hours - longer) <= 0.1 * longer:
            text = _("Anda memakai lama pelayanan di loket. Mengentri satu formulir {minutes} menit.")
        elif abs(hours - shared) <= 0.1 * shared:
            text = _("Anda membaginya dengan petugas loket. Yang mengentri hanya satu orang.")
        elif hours > truth:
            text = _("Terlalu lama. Kalikan {forms} lembar dengan {minutes} menit, lalu ubah menjadi jam.")
        else:
            text = _("Terlalu singkat. Kalikan {forms} lembar dengan {minutes} menit, lalu ubah menjadi jam.")
        return Verdict(False, text.format(**said))

    label = _(
        "{forms} formulir terkumpul. Satu petugas mengentrinya, {minutes} menit setiap lembar. Berapa jam kerjanya?"
    )
    return Exercise(Entry("answer", label.format(**said), _("jam"), 0, 10_000), judge)
