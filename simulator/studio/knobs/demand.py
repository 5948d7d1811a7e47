"""Knobs of how many come, and of how long is simulated."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.studio.knobs.knob import Choice, EntryError, Knob, Number
from simulator.studio.knobs.office import MOST_DAYS, Office, bundled, follows, sets
from simulator.studio.knobs.times import Dates

__all__ = ["LENGTH", "TOTAL", "demand_knobs", "is_of_kind"]

TOTAL = "demand.total"
"""Key of all kinds of application together."""

LENGTH = "horizon.days"
"""Key of the length of the simulation: one for all offices of a study, for totals are told side by side."""

MOST_PER_DAY = 10_000
MOST_TOGETHER = 100_000
MOST_TIMES = 10
HOURS_OF_DAY = 24
_CAMPAIGN = "demand.campaign."


def demand_knobs(office: Office) -> list[Knob]:
    """Cases a day, a campaign, and the length of the simulation."""
    return [*_arrivals(office), *_campaign(office), *_length(office)]


def _arrivals(office: Office) -> list[Knob]:
    _ = office.words
    fields = {
        one.name: "per_day" if one.arrivals.per_day is not None else "per_hour" for one in office.spec.case_classes
    }
    now = {_key(one.name, fields): getattr(one.arrivals, fields[one.name]) for one in office.spec.case_classes}

    def _change(values: Mapping[str, float]) -> dict[str, Any]:
        rates = {key: values.get(key, rate) for key, rate in now.items()}
        if TOTAL not in values:
            return {key: rate for key, rate in rates.items() if key in values}
        return _scaled(rates, values[TOTAL], office)

    units = {"per_day": _("permohonan per hari kerja"), "per_hour": _("permohonan sejam")}
    hint = _("Rata-rata pada hari kerja biasa; hari ramai dan sepi dihitung dari angka ini.")
    one_by_one = [
        office.knob(
            _key(one.name, fields), _("Permohonan masuk"), office.title(one), Number(0, MOST_PER_DAY),
            now[_key(one.name, fields)], unit=units[fields[one.name]],
            hint=hint if fields[one.name] == "per_day" else _("Rata-rata setiap jam, merata sepanjang waktu."),
            at=f"case_classes[{position}].arrivals.{fields[one.name]}",
            measure=_("hitungan permohonan masuk per hari selama empat minggu"),
        )
        for position, one in enumerate(office.spec.case_classes)
    ]  # fmt: skip
    together = office.knob(
        TOTAL, _("Permohonan masuk"), _("Semua permohonan"),
        Number(0, MOST_TOGETHER), round(_total(now), 9), unit=units["per_day" if _has_days(now) else "per_hour"],
        hint=_total_hint(now, office),
        at=f"case_classes[0].arrivals.{next(iter(fields.values()))}",
        measure=_("hitungan permohonan masuk per hari selama empat minggu"),
    )  # fmt: skip
    return bundled(_change, [together, *one_by_one])


def _total_hint(now: Mapping[str, float], office: Office) -> str:
    _ = office.words
    rates = zip(office.spec.case_classes, now.values(), strict=True)
    kinds = "; ".join(f"{office.title(one)} {office.words.plain(rate)}" for one, rate in rates)
    said = _(
        "Jumlah semua jenis, juga yang hanya bertanya bila itu salah satunya: {kinds}. Bila diubah, setiap jenis ikut "
        "naik atau turun dengan perbandingan yang sama; jadinya berapa, tertulis di isian setiap jenis. Yang diketik "
        "pada salah satu jenis mengubah perbandingannya."
    ).format(kinds=kinds)
    if not any(one.brought for one in office.spec.case_classes):
        return said
    apart = _("Yang didatangi layanan keliling tidak termasuk: jumlahnya per kunjungan, dan tidak ikut berubah.")
    return f"{said} {apart}"


def _scaled(rates: Mapping[str, float], total: float, office: Office) -> dict[str, Any]:
    """Rates of which all together are a total, in the proportion that they have: only their sum was counted."""
    _ = office.words
    before = _total(rates)
    if before == 0 and total > 0:
        raise EntryError(_("Isi dulu banyaknya setiap jenis: tanpa itu jumlah ini tidak dapat dibagi."))
    changes: dict[str, Any] = {key: round(rate * total / before, 9) if before else 0 for key, rate in rates.items()}
    for key in rates if len(rates) > 1 else ():
        changes |= follows(key)
    return changes


def _total(rates: Mapping[str, float]) -> float:
    """All of them together: a day, or an hour where no kind is counted by the day."""
    hours = HOURS_OF_DAY if _has_days(rates) else 1
    return sum(rate if key.endswith(".per_day") else rate * hours for key, rate in rates.items())


def _has_days(rates: Mapping[str, float]) -> bool:
    return any(key.endswith(".per_day") for key in rates)


def is_of_kind(key: str) -> bool:
    """Whether a knob is how many come for one kind of application, which follows the total of all."""
    return re.fullmatch(r"case_classes\[[^\]]+\]\.arrivals\.per_(day|hour)", key) is not None


def _key(name: str, fields: Mapping[str, str]) -> str:
    return f"case_classes[{name}].arrivals.{fields[name]}"


# ---- a campaign


def _campaign(office: Office) -> list[Knob]:
    """A kind of application, and the dates between which more come for it."""
    classes = {one.name: one for one in office.spec.case_classes if one.arrivals.per_day is not None}
    if office.span is None or not classes:
        return []
    written = {one.name: block["arrivals"].get("campaigns") or [] for _, one, block in office.items("case_classes")}
    usual = _usual_class(office, classes)
    first = written[usual][0] if written[usual] else None
    now = {
        "class": usual,
        "from": (first["from"],) if first else (),
        "to": (first["to"],) if first else (),
        "factor": first["factor"] if first else None,
    }

    def _change(values: Mapping[str, Any]) -> dict[str, Any]:
        name, start, end, factor = (values.get(_CAMPAIGN + field, now[field]) for field in now)
        others = [_bare(campaign) for campaign in written[name][1 if name == usual else 0 :]]
        new = _new_campaign(start, end, factor, office)
        return {f"case_classes[{name}].arrivals.campaigns": ([new] if new else []) + others or None}

    return bundled(_change, _campaign_knobs(office, classes, now))


def _usual_class(office: Office, classes: Mapping[str, Any]) -> str:
    """The class of which a campaign is told: the one that has or is planned one, else the permit that most ask for.

    The base decides: a plan's campaign stays with its class whatever is counted or planned in the present state.
    """
    first = {one.name: one for one in office.first.case_classes if one.name in classes and one.arrivals.per_day}
    first = first or dict(classes)
    paths = [path for patch in office.first.patches.values() for path in patch.changes]
    planned = [re.match(r"case_classes\[([\w-]+)\]\.arrivals\.campaigns", path) for path in paths]
    named = [name for name, one in first.items() if one.arrivals.campaigns]
    named += [found[1] for found in planned if found and found[1] in first]
    most = max(first, key=lambda name: (first[name].permit is not None, first[name].arrivals.per_day))
    return [*named, most][0]


def _new_campaign(start: Any, end: Any, factor: float | None, office: Office) -> dict[str, Any] | None:
    """A campaign as a scenario writes it; None if all is empty."""
    _ = office.words
    if not start and not end and factor is None:
        return None
    if not start or not end or factor is None:
        raise EntryError(
            _("Isi ketiganya: mulai, sampai, dan berapa kali lipat. Kosongkan ketiganya bila tidak ada kampanye.")
        )
    if start > end:
        raise EntryError(_("Tanggal selesai kampanye harus sama dengan atau sesudah tanggal mulainya."))
    return {"title": {"id": "Kampanye", "en": "Campaign"}, "from": start[0], "to": end[0], "factor": factor}


def _bare(campaign: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in campaign.items() if name != "source"}


def _campaign_knobs(office: Office, classes: Mapping[str, Any], now: Mapping[str, Any]) -> list[Knob]:
    _ = office.words
    days = Dates(*office.span, most=1) if office.span else None
    options = Choice(tuple((name, office.title(one)) for name, one in classes.items()))
    told: list[tuple[str, str, str, Any]] = [
        ("class", _("Jenis permohonan"), "", options),
        ("from", _("Mulai"), "", days),
        ("to", _("Sampai"), "", days),
        ("factor", _("Berapa kali lipat"), _("kali"), Number(0, MOST_TIMES * MOST_TIMES, may_be_empty=True)),
    ]
    hint = _("Selama masa kampanye permohonan jenis ini menjadi sekian kali lipat. Isi mulai, sampai dan kalinya.")
    return [
        office.knob(
            _CAMPAIGN + field, _("Kampanye"), label, kind, now[field], unit=unit, hint=hint,
        )
        for field, label, unit, kind in told
    ]  # fmt: skip


def _length(office: Office) -> Iterator[Knob]:
    _ = office.words
    horizon = office.spec.horizon
    if horizon.days <= MOST_DAYS:
        yield office.knob(
            LENGTH, _("Masa simulasi"), _("Lama yang disimulasikan"),
            Number(1, MOST_DAYS, is_whole=True), horizon.days,
            sets(LENGTH), unit=_("hari"),
            hint=_(
                "Hari kalender, hari libur termasuk. Makin panjang, makin lama hasilnya keluar. Hanya dapat diubah di "
                "“Sekarang”; semua rencana mengikutinya."
            ),
        )  # fmt: skip
