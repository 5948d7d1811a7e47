"""Knobs of prices."""

from collections.abc import Iterator
from typing import Any

from simulator.studio.knobs.knob import Knob, Number
from simulator.studio.knobs.network import backup_costs
from simulator.studio.knobs.office import Office, sets

__all__ = ["money_knobs"]

MOST_PER_HOUR = 1e8
MOST_PER_DAY = 1e11
MOST_ITEM = 1e13


def money_knobs(office: Office) -> list[Knob]:
    """Cost of staffed hours, of backups, of the mobile service, of other things, and of an applicant's hour."""
    return [*_staffed(office), *backup_costs(office), *_of_channels(office), *_of_office(office)]


def _price(
    office: Office, path: str, at: str, part: str, label: str, now: float | None, most: float, unit: str, hint: str
) -> Knob:
    _ = office.words
    return office.knob(
        path, part, label, Number(0, most, may_be_empty=now is None), now, sets(path), unit=unit, hint=hint, at=at,
        measure=_("standar biaya daerah"),
    )  # fmt: skip


def _staffed(office: Office) -> Iterator[Knob]:
    _ = office.words
    told = {
        "cost_per_hour": (
            _("Biaya per jam jaga"),
            _("Biaya seorang petugas setiap jam berjaga, sedang melayani atau tidak."),
        ),
        "overtime_per_hour": (
            _("Lembur per jam"),
            _("Biaya seorang petugas setiap jam sesudah giliran jaganya selesai."),
        ),
    }
    for section in ("staff", "stations"):
        for position, block, _written in office.items(section):
            for field, (label, hint) in told.items():
                now = getattr(block, field)
                if now is not None or (field == "cost_per_hour" and _has_hours(section, block)):
                    at, path = f"{section}[{position}].{field}", f"{section}[{block.name}].{field}"
                    yield _price(
                        office, path, at, office.title(block), label, now, MOST_PER_HOUR, _("rupiah per jam"), hint
                    )


def _has_hours(section: str, block: Any) -> bool:
    """Whether people of its own are on shift there: their price can be filled in where the scenario gives none."""
    return section == "staff" or block.roster is not None or block.servers is not None


def _of_channels(office: Office) -> Iterator[Knob]:
    _ = office.words
    for position, channel, _written in office.items("channels"):
        if channel.cost_per_day is not None:
            yield _price(
                office, f"channels[{channel.name}].cost_per_day", f"channels[{position}].cost_per_day",
                office.title(channel), _("Biaya per hari layanan"), channel.cost_per_day, MOST_PER_DAY, _("rupiah"),
                _("Kendaraan, uang harian dan lainnya, untuk setiap hari layanan."),
            )  # fmt: skip


def _of_office(office: Office) -> Iterator[Knob]:
    _ = office.words
    costs: Any = office.spec.costs
    if costs is None:
        return
    pers = {"month": _("rupiah sebulan"), "once": _("rupiah, sekali bayar")}
    for position, item in enumerate(costs.items):
        yield _price(
            office, f"costs.items[{item.name}].amount", f"costs.items[{position}].amount", _("Biaya lain"),
            office.title(item), item.amount, MOST_ITEM, pers[item.per], _("Biaya kantor di luar petugas."),
        )  # fmt: skip
    if costs.applicant_hour is not None:
        yield _price(
            office, "costs.applicant_hour", "costs.applicant_hour", _("Pemohon"), _("Nilai satu jam pemohon"),
            costs.applicant_hour, MOST_PER_HOUR, _("rupiah per jam"),
            _("Untuk menghitung kerugian pemohon karena menunggu dan bolak-balik; tidak dibayar oleh kantor."),
        )  # fmt: skip
