"""Knobs of channels and outreach."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from statistics import median
from typing import Any

from simulator.calendars import days_off
from simulator.scenario.places import Tickets
from simulator.scenario.resolve_time import WEEKDAYS
from simulator.studio.knobs.knob import EntryError, Knob, Number
from simulator.studio.knobs.office import Office, bundled, follows, sets
from simulator.studio.knobs.times import Clock, show_date

__all__ = ["channel_knobs", "front_stations", "mobile_desks", "scaled"]

MOST_WEEKS = 26
MOST_TICKETS = 10_000
MOST_SHIFTS = 48
"""Spans that a roster may have."""


def channel_knobs(office: Office) -> list[Knob]:
    """Mobile service, tickets, appointments, outreach, and shares of channels."""
    makers = (_mobile, _tickets, _appointments, _awareness, _shares)
    return [knob for make in makers for knob in make(office)]


# ---- shares


def _shares(office: Office) -> Iterator[Knob]:
    """Shares of channels of each class that says them outright."""
    _ = office.words
    titles = {channel.name: office.title(channel) for channel in office.spec.channels}
    for position, one, _written in office.items("case_classes"):
        shares = one.channels.shares
        if shares is None or len(shares) < 2:
            continue
        path = f"case_classes[{one.name}].channels.shares"

        yield from bundled(partial(_new_shares, office, path, shares), [
            office.knob(
                f"{path}.{name}", _("Pilihan kanal: {title}").format(title=office.title(one)), titles.get(name, name),
                Number(0, 1, is_percent=True), share, unit="%",
                hint=_("Bagian permohonan yang lewat kanal ini. Kanal lain menyesuaikan: jumlahnya tetap 100%."),
                at=f"case_classes[{position}].channels.shares",
                measure=_("hitungan permohonan menurut kanal selama empat minggu"),
            )
            for name, share in shares.items()
        ])  # fmt: skip


def _new_shares(office: Office, path: str, shares: Mapping[str, float], values: Mapping[str, float]) -> dict[str, Any]:
    """All shares of a class; they have one source, and are an assumption as long as two of them were not typed."""
    fixed = {key.removeprefix(f"{path}."): value for key, value in values.items()}
    new = {path: scaled(shares, fixed, office)}
    return new if len(fixed) >= len(shares) - 1 else {**new, **follows(path)}


def scaled(shares: Mapping[str, float], fixed: Mapping[str, float], office: Office) -> dict[str, float]:
    """Shares of a whole of which some are given; the others keep their proportions.

    Raises
    ------
    EntryError
        If those that are given cannot be parts of a whole.
    """
    _ = office.words
    rest, others = 1 - sum(fixed.values()), {name: share for name, share in shares.items() if name not in fixed}
    total = sum(others.values())
    if rest < -1e-9 or (not others and abs(rest) > 1e-9):
        said = office.words.percent(1 - rest, 1)
        raise EntryError(_("Bagian yang diisi berjumlah {sum}; jumlah semua kanal harus 100%.").format(sum=said))
    rest = max(rest, 0.0)
    return {
        name: fixed.get(name, rest * share / total if total else rest / max(1, len(others)))
        for name, share in shares.items()
    }


# ---- mobile service


def front_stations(office: Office) -> list[str]:
    """Staffed stations at which people who come to the office begin."""
    visited = [channel for channel in office.spec.channels if channel.kind in ("counter", "assisted")]
    found = {channel.lodge_at for channel in visited}
    found |= {
        one.routes[channel.name][0].station
        for one in office.spec.case_classes
        for channel in visited
        if channel.name in one.routes
    }
    return [station.name for station in office.spec.stations if station.kind == "staffed" and station.name in found]


def mobile_desks(office: Office) -> dict[str, str]:
    """Stations of services away from the office, and the channel of each."""
    found: dict[str, str] = {}
    for channel in office.spec.channels:
        if channel.dates is not None:
            firsts = [route[0].station for one in office.spec.case_classes if (route := one.routes.get(channel.name))]
            for name in filter(None, [channel.lodge_at, *firsts]):
                found.setdefault(name, channel.name)
    return found


def _mobile(office: Office) -> Iterator[Knob]:
    """How often a mobile service goes out, and with how many persons."""
    stations = {one.name: written for _, one, written in office.items("stations") if one.roster is not None}
    for desk, name in mobile_desks(office).items():
        channel = next(each for each in office.spec.channels if each.name == name)
        if desk in stations:
            yield from _mobile_desk(office, channel, desk, stations[desk]["roster"])


def _mobile_desk(office: Office, channel: Any, desk: str, spans: list[dict[str, Any]]) -> list[Knob]:
    _ = office.words
    part, dates = office.title(channel), [date.fromisoformat(day) for day in sorted(channel.dates)]
    every_key, people_key = f"channels[{channel.name}].every", f"stations[{desk}].people"
    at = f"stations[{_position(office, desk)}].roster"
    spans = [{"source": office.source_at(f"{at}[{number}].servers"), **span} for number, span in enumerate(spans)]
    people = max(span["servers"] for span in spans)

    def _change(values: Mapping[str, int]) -> dict[str, Any]:
        changes: dict[str, Any] = {}
        roster = spans
        if every_key in values:
            days = _every(dates, values[every_key], office)
            changes[f"channels[{channel.name}].dates"] = [day.isoformat() for day in days]
            roster = [{**span, "servers": people} for span in _desk_roster(spans[0], days, values[every_key])]
        if people_key in values:
            roster = [_with_people(span, values[people_key], people) for span in roster]
        return {**changes, f"stations[{desk}].roster": roster}

    knobs = [
        office.knob(
            people_key, part, _("Petugas layanan keliling"), Number(0, 200, is_whole=True), people,
            unit=_("orang"), hint=_("Petugas di meja layanan keliling pada setiap hari layanan."),
            at=f"{at}[0].servers",
            measure=_("catatan perjalanan layanan keliling"),
        )
    ]  # fmt: skip
    if len(dates) > 1:
        gaps = [(later - earlier).days for earlier, later in pairwise(dates)]
        knobs.insert(0, office.knob(
            every_key, part, _("Berangkat sekali dalam berapa minggu"), Number(1, MOST_WEEKS, is_whole=True),
            min(max(round(median(gaps) / 7), 1), MOST_WEEKS), unit=_("minggu"),
            hint=_(
                "Selalu pada hari yang sama dalam minggu, dihitung dari tanggal pertama, {date}; hari libur dilewati. "
                "Biayanya ikut berubah."
            ).format(date=show_date(dates[0], office.words)),
        ))  # fmt: skip
    return bundled(_change, knobs)


def _with_people(span: Mapping[str, Any], people: int, before: int) -> dict[str, Any]:
    """A span with so many persons where all were, at most as many elsewhere; one that stays keeps its source."""
    servers = people if span["servers"] == before else min(span["servers"], people)
    if servers == span["servers"]:
        return dict(span)
    return {**{name: value for name, value in span.items() if name != "source"}, "servers": servers}


def _position(office: Office, station: str) -> int:
    return next(position for position, one, _ in office.items("stations") if one.name == station)


def _every(dates: list[date], weeks: int, office: Office) -> list[date]:
    """Every so many weeks on the weekday of the first date, days off left out, for as long as any study lasts."""
    begin, last = office.span or (dates[0], dates[-1])
    step = timedelta(7 * weeks)
    first = dates[0] - step * max(0, (dates[0] - begin) // step)
    days = [first + step * number for number in range(max(0, (last - first) // step) + 1)]
    off = days_off(first, (days[-1] - first).days + 1)
    return [day for day in days if (day - first).days not in off] or days


def _desk_roster(span: Mapping[str, Any], days: list[date], weeks: int) -> list[dict[str, Any]]:
    """Spans of the dates; of the weekday as a whole where there are too many or one in every week."""
    usual = {name: value for name, value in span.items() if name not in ("first", "last", "days")}
    if weeks == 1 or len(days) > MOST_SHIFTS:
        return [{**usual, "days": [WEEKDAYS[days[0].weekday()]]}]
    return [{**usual, "first": day.isoformat(), "last": day.isoformat()} for day in days]


# ---- tickets and appointments


def _tickets(office: Office) -> Iterator[Knob]:
    _ = office.words
    fronts = front_stations(office)
    for position, station, _written in office.items("stations"):
        if station.tickets is None and station.name not in fronts:
            continue
        path, now = f"stations[{station.name}].tickets", station.tickets or Tickets()

        part, at = office.title(station), f"stations[{position}].tickets.per_day"
        yield from bundled(partial(_new_tickets, path, now, office.source_at(at)), [
            office.knob(
                f"{path}.until", part, _("Nomor antrean diberikan sampai"), Clock(may_be_empty=True), now.until,
                unit=_("pukul"), hint=_("Sesudah jam ini tidak ada nomor antrean lagi. Kosong: sampai loket tutup."),
            ),
            office.knob(
                f"{path}.per_day", part, _("Nomor antrean sehari, paling banyak"),
                Number(0, MOST_TICKETS, is_whole=True, may_be_empty=True, empty=_("tanpa batas")),
                now.per_day, unit=_("nomor"),
                hint=_("Yang tidak kebagian nomor pulang. Kosong: tanpa batas."),
                at=at,
            ),
        ])  # fmt: skip


def _new_tickets(path: str, now: Tickets, source: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Both limits; a number that stays keeps its source."""
    limits = {name: values.get(f"{path}.{name}", getattr(now, name)) for name in ("until", "per_day")}
    new = {name: limit for name, limit in limits.items() if limit is not None}
    is_kept = "per_day" in new and f"{path}.per_day" not in values
    return {path: {**new, "source": source} if is_kept else new or None}


def _appointments(office: Office) -> Iterator[Knob]:
    _ = office.words
    for position, channel, _written in office.items("channels"):
        if channel.appointments is None:
            continue
        path, now = f"channels[{channel.name}].appointments", channel.appointments
        part, at = office.title(channel), f"channels[{position}].appointments"
        yield office.knob(
            f"{path}.capacity", part, _("Janji temu per jadwal"), Number(1, 1000, is_whole=True), now.capacity,
            sets(f"{path}.capacity"), unit=_("orang"),
            hint=_("Berapa orang boleh memesan jam yang sama."), at=f"{at}.capacity", measure=_("daftar janji temu"),
        )  # fmt: skip
        yield office.knob(
            f"{path}.no_show", part, _("Pemesan yang tidak datang"), Number(0, 1, is_percent=True), now.no_show,
            sets(f"{path}.no_show"), unit="%",
            hint=_("Bagian yang memesan tetapi tidak datang."), at=f"{at}.no_show", measure=_("daftar janji temu"),
        )  # fmt: skip


# ---- outreach


def _awareness(office: Office) -> Iterator[Knob]:
    """Share of the people of each district who know that they can apply online."""
    _ = office.words
    for position, district in enumerate(office.spec.population.districts):
        path = f"population.districts[{district.name}].aware"
        yield office.knob(
            path, _("Penyuluhan"), _("Tahu layanan daring: {title}").format(title=office.title(district)),
            Number(0, 1, is_percent=True), district.aware, sets(path), unit="%",
            hint=_("Bagian warga yang tahu bahwa izin dapat diurus daring. Bila naik, sebagian pindah ke daring."),
            at=f"population.districts[{position}].aware", measure=_("survei singkat kepada pemohon"),
        )  # fmt: skip
