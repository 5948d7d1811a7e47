"""What lesson 15 says of an office: does it agree with what is known, what is assumed, which plan wins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

from simulator.measures import Estimate
from simulator.scenario import ASSUMED, Scenario
from simulator.teaching.lab import Measure
from simulator.teaching.lessons.own_office import (
    CHECKS,
    COUNTER,
    COUNTER_HOURS,
    LUNCH_HOURS,
    OFFICE_MIN_A_DAY,
    PERMIT,
    VERIFICATION,
    Counts,
    at_lunch,
    counter_busy,
    entries,
    verification_busy,
)
from simulator.teaching.lessons.own_plans import NEED_TIME, Doubt, plan_names
from simulator.teaching.pictures import forest_picture
from simulator.teaching.tables import html_table
from simulator.teaching.words import Words
from simulator.widgets import Picture

CLOSE = 0.25
"""A model within this share of what is known agrees with it."""
NEARLY_FULL = 0.95
FEW_UNFINISHED = 0.05
MIN_PER_DAY = 24 * 60


def too_much(counts: Counts, words: Words) -> list[str]:
    """Why the office cannot do its work, a sentence for each desk that cannot; empty if all is well."""
    _ = words
    text = _(
        "{desk}: setiap hari perlu {needed} jam kerja, yang tersedia {there}. Antrean tidak akan pernah habis, jadi "
        "tidak ada rata-rata. Periksa lagi kedua angkanya, atau tambah petugas."
    )
    staffed = COUNTER_HOURS * counts["counters"] + LUNCH_HOURS * at_lunch(counts["counters"])
    stations = (
        (_("Loket"), counter_busy(counts), staffed),
        (_("Meja verifikasi"), verification_busy(counts), counts["desk"] * OFFICE_MIN_A_DAY / 60),
    )
    return [
        text.format(desk=name, needed=words.number(busy * hours), there=words.number(hours))
        for name, busy, hours in stations
        if busy >= 1
    ]


def office_now(
    counts: Counts, known: Mapping[str, float], found: Sequence[tuple[Measure, Estimate]], open_: float, words: Words
) -> str:
    """How busy the office is, what the model gives, and whether that agrees with what is known, as HTML."""
    _ = words
    busy = _("Petugas loket sibuk {counter}, petugas verifikasi sibuk {desk}.")
    said = [busy.format(counter=words.percent(counter_busy(counts)), desk=words.percent(verification_busy(counts)))]
    said += ["; ".join(words.measured(measure, estimate) for measure, estimate in found) + "."]
    if max(counter_busy(counts), verification_busy(counts)) > NEARLY_FULL:
        said.append(_("Meja yang hampir penuh bergantung pada lamanya simulasi: anggap angka ini paling sedikit."))
    if open_ > FEW_UNFINISHED:
        text = _(
            "Pada akhir simulasi {share} berkas belum terbit. Harinya belum dihitung, jadi angka ini terlalu kecil."
        )
        said.append(text.format(share=words.percent(open_)))
    said += [agreement(measure, estimate, known.get(measure.key), words) for measure, estimate in found]
    if not known:
        said.append(_("Anda belum mengisi yang Anda tahu tentang antrean hari ini. Tanpa itu, model ini belum diuji."))
    return "".join(f"<p>{sentence}</p>" for sentence in said if sentence)


def agreement(measure: Measure, estimate: Estimate, known: float | None, words: Words) -> str:
    """Whether the model gives what the office knows of itself, and where to look if it does not."""
    _ = words
    if known is None or not estimate.n:
        return ""
    is_close = estimate.low <= known <= estimate.high or abs(known - estimate.mean) <= CLOSE * max(known, estimate.mean)
    said = {
        "what": escape(measure.label),
        "model": words.value(measure, estimate.mean),
        "known": words.plain(known),
        "unit": measure.unit,
    }
    if is_close:
        return _("{what}: model {model}, Anda {known} {unit}. Cocok.").format(**said)
    return (
        _("{what}: model {model}, Anda {known} {unit}. <strong>Belum cocok.</strong>").format(**said)
        + " "
        + (_where_to_look(measure, estimate.mean > known, words))
    )


def _where_to_look(measure: Measure, is_longer: bool, words: Words) -> str:
    _ = words
    hints = {
        (True, True): _("Mungkin hari di OPD yang Anda isi sudah termasuk hari berkas dikembalikan."),
        (True, False): _("Mungkin berkas menunggu di meja yang tidak ada di sini, seperti pemeriksaan lapangan."),
        (False, True): _("Mungkin lama melayani yang Anda isi terlalu panjang, atau petugas lain ikut membantu."),
        (False, False): _("Mungkin petugas tidak selalu di loket, atau orang datang pada jam yang sama."),
    }
    return hints[measure.key == "days", is_longer] + " " + _("Cari sebabnya dulu, baru percaya pada modelnya.")


def assumed(scenario: Scenario, words: Words) -> str:
    """What the office did not count and the model takes from elsewhere, as an HTML table."""
    _ = words
    station, check = f"stations[{COUNTER}]", CHECKS[0]
    minutes, people, times = _("{n} menit"), _("{n} orang"), _("{n} kali rata-ratanya")
    days, rupiah_an_hour = _("{n} hari"), _("{n} rupiah per jam")
    rows = [
        (_("Sabar menunggu di loket: separuh orang pulang sesudah"), f"{station}.patience.median_min", minutes, 1.0),
        (_("Tidak ikut mengantre kalau sudah menunggu"), f"{station}.balk_at_queue", people, 1.0),
        (_("Ragam lama melayani (simpangan)"), f"{station}.service_time.cv", times, 1.0),
        (_("Berkas dibawa pulang: separuh kembali dalam"), f"{check}.repair.time.median_min", days, 1 / MIN_PER_DAY),
        (_("Berkas dibawa pulang dan tidak pernah kembali"), f"{check}.repair.never_returns", "{n}%", 100.0),
        (_("Sudah diperbaiki, masih kurang"), f"{check}.again", "{n}%", 100.0),
        (_("Melengkapi berkas di tempat, rata-rata"), f"{check}.help_time.mean_min", minutes, 1.0),
        (_("Lama jaringan putus, rata-rata"), "outages[jaringan].down.mean_min", minutes, 1.0),
        (_("Biaya satu petugas loket"), f"{station}.cost_per_hour", rupiah_an_hour, 1.0),
        (_("Biaya satu petugas verifikasi"), f"stations[{VERIFICATION}].cost_per_hour", rupiah_an_hour, 1.0),
    ]
    inputs = scenario.inputs()
    values = {one.path: one.value for one in inputs}
    cells = [
        [label, said.format(n=words.plain(round(values[_path(scenario, path)] * scale, 6)))]
        for label, path, said, scale in rows
    ]
    count = sum(one.mark == ASSUMED for one in inputs)
    caption = _("Yang tidak Anda hitung ({count} dari {all} angka model adalah asumsi), antara lain")
    return html_table(caption.format(count=count, all=len(inputs)), [_("Asumsi"), _("Angka")], cells)


def _path(scenario: Scenario, path: str) -> str:
    """The same path with positions in place of names, as inputs have it."""
    stations = [station.name for station in scenario.spec.stations]
    names = {
        **{f"stations[{name}]": place for place, name in enumerate(stations)},
        f"case_classes[{PERMIT}]": 0,
        "outages[jaringan]": 0,
    }
    for name, place in names.items():
        path = path.replace(name, f"{name.partition('[')[0]}[{place}]")
    return path


@dataclass(frozen=True)
class Tried:
    """A plan that was tried.

    Attributes
    ----------
    plan : int
        Its code.
    saved : tuple of Estimate
        Of each measure, beside the office of now.
    cost : float
        Rupiah a month.
    """

    plan: int
    saved: tuple[Estimate, ...]
    cost: float


def best_two(tried: Sequence[Tried]) -> tuple[int, int]:
    """The plans that save most of the first measure, the best first."""
    ordered = sorted(tried, key=lambda one: one.saved[0].mean, reverse=True)
    return ordered[0].plan, ordered[1].plan


def plans_table(tried: Sequence[Tried], measures: Sequence[Measure], words: Words) -> str:
    """What each plan saves of each measure, and what it costs, as HTML."""
    _ = words
    names = plan_names(words)
    head = _("{what}: dihemat ({unit})")
    heads = [head.format(what=measure.label, unit=measure.unit) for measure in measures]
    cells = [
        [
            names[one.plan],
            *(with_bounds(m, e, words) for m, e in zip(measures, one.saved, strict=True)),
            rupiah(one, words),
        ]
        for one in tried
    ]
    columns = [_("Rencana"), *heads, _("Biaya sebulan (rupiah)")]
    title = _("Lima rencana, dibanding sekarang; rentang 95% dalam kurung; {n} ulangan")
    return html_table(title.format(n=tried[0].saved[0].n), columns, cells, numbers=True)


def rupiah(one: Tried, words: Words) -> str:
    """Cost of a plan a month, to the nearest hundred thousand; that its time has no price, where it needs some."""
    return cost_said(one.plan, one.cost, words)


def cost_said(plan: int, cost: float, words: Words) -> str:
    """What a plan costs in a month, as :func:`rupiah`."""
    _ = words
    said = words.number(round(cost, -5), 0)
    return _("{cost}; biaya waktu tidak dihitung").format(cost=said) if plan in NEED_TIME else said


def with_bounds(measure: Measure, estimate: Estimate, words: Words) -> str:
    """A difference with its interval in brackets, if it has one."""
    said, bounds = words.change(measure, estimate.mean), words.change_bounds(measure, estimate)
    return said if bounds == "–" else f"{said} ({bounds})"


def plans_picture(tried: Sequence[Tried], measure: Measure, words: Words) -> Picture:
    """What each plan saves of a measure, with intervals across zero."""
    _ = words
    names = plan_names(words)
    title = _("Hari kerja yang dihemat setiap rencana")
    of_saving = replace(measure, label=_("Hari kerja yang dihemat"))
    return forest_picture(title, [names[one.plan] for one in tried], [one.saved[0] for one in tried], of_saving, words)


def plans_sentence(tried: Sequence[Tried], lead: Estimate, measure: Measure, words: Words) -> str:
    """Which plan saves most, and whether it is surely ahead of the next."""
    _ = words
    names = plan_names(words)
    first, second = best_two(tried)
    best = next(one for one in tried if one.plan == first)
    if not best.saved[0].low > 0:
        return _("Tidak satu pun rencana ini pasti memperpendek hari sampai izin terbit. Itu juga hasil.")
    said = {
        "best": names[first],
        "next": names[second],
        "saved": with_bounds(measure, best.saved[0], words),
        "lead": with_bounds(measure, lead, words),
        "n": lead.n,
    }
    text = _(
        "Paling banyak menghemat hari: <strong>{best}</strong>, {saved} hari kerja; rentang 95% dalam kurung, {n} "
        "ulangan. Berikutnya: {next}."
    )
    tail = (
        _("Selisih keduanya {lead} hari kerja; {n} ulangan. Rentangnya tidak memuat nol.")
        if lead.low > 0
        else _("Selisih keduanya {lead} hari kerja; {n} ulangan. Rentangnya memuat nol: keduanya belum bisa dibedakan.")
    )
    return f"{text} {tail}".format(**said)


def doubts_table(found: Sequence[Doubt], counts: Counts, plans: tuple[int, int], measure: Measure, words: Words) -> str:
    """Which of two plans wins where a count is different, as HTML."""
    _ = words
    labels = {entry.name: entry.label for entry in entries(words)}
    cells = [
        [
            labels[one.count],
            _("{value}, bukan {now}").format(value=words.plain(one.value), now=words.plain(counts[one.count])),
            winner(one, plans, words),
            with_bounds(measure, one.lead, words),
        ]
        for one in found
    ]
    lead = _("Selisih ({unit})").format(unit=measure.unit)
    columns = [_("Hitungan"), _("Seandainya"), _("Yang menang"), lead]
    return html_table(_("Kalau satu hitungan ternyata lain"), columns, cells)


def winner(one: Doubt, plans: tuple[int, int], words: Words) -> str:
    """Name of the plan that wins, or that it is not sure."""
    _ = words
    return plan_names(words)[plans[one.winner]] if one.winner >= 0 else _("belum pasti")


def doubts_sentence(found: Sequence[Doubt], plans: tuple[int, int], words: Words) -> str:
    """Which counts would change the choice between two plans."""
    _ = words
    labels = {entry.name: entry.label for entry in entries(words)}
    turning = list(dict.fromkeys(labels[one.count] for one in found if one.winner != 0))
    best = plan_names(words)[plans[0]]
    if not turning:
        text = _("Hitungan-hitungan ini boleh meleset separuh atau dua kali lipat: {best} tetap menang.")
        return text.format(best=best)
    text = _("{best} tidak selalu menang. Hitung ini dulu sebelum memutuskan: {counts}.")
    return text.format(best=best, counts="; ".join(f"“{escape(label.rstrip('?'))}”" for label in turning))
