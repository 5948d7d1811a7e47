"""Knobs of how many come, and of how long is simulated."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.studio.knobs.arrivals import arrival_knobs
from simulator.studio.knobs.knob import Choice, EntryError, Knob, Number
from simulator.studio.knobs.office import MOST_DAYS, Office, bundled, sets
from simulator.studio.knobs.times import Dates

__all__ = ["LENGTH", "demand_knobs", "is_of_campaign"]

LENGTH = "horizon.days"
"""Key of the length of the simulation: one for all offices of a study, for totals are told side by side."""

MOST_TIMES = 10
_CAMPAIGN = "demand.campaign."


def demand_knobs(office: Office) -> list[Knob]:
    """Cases a day, a campaign, and the length of the simulation."""
    return [*arrival_knobs(office), *_campaign(office), *_length(office)]


# ---- a campaign


def is_of_campaign(key: str) -> bool:
    """Whether a knob is one of those of a campaign."""
    return key.startswith(_CAMPAIGN)


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
