"""Knobs of people and their hours."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from simulator.scenario.resolve_time import WEEKDAYS, almanac, opening
from simulator.studio.knobs.channels import mobile_desks
from simulator.studio.knobs.knob import Knob, Number
from simulator.studio.knobs.office import Office, bundled, sets
from simulator.studio.knobs.periods import Period, bare, has_single_dates, periods_of, with_periods
from simulator.studio.knobs.roster import MOST_PEOPLE, Duty, Grid, Roster, Span, grid_of
from simulator.studio.knobs.times import Clock

__all__ = ["people_of", "staff_knobs"]

MOST_STARTS = 100


def staff_knobs(office: Office) -> list[Knob]:
    """People of pools and stations, their rosters, and opening hours."""
    desks = mobile_desks(office)
    knobs = [
        knob
        for section in ("staff", "stations")
        for position, block, written in office.items(section)
        if block.name not in desks
        for knob in _of_block(office, section, position, block, written)
    ]
    return knobs + _opening_hours(office)


def _of_block(office: Office, section: str, position: int, block: Any, written: Mapping[str, Any]) -> list[Knob]:
    path = f"{section}[{block.name}]"
    knobs = []
    if block.roster is not None:
        spans = written["roster"]
        knobs.append(_people(office, section, position, block, spans))
        if not has_single_dates(spans):
            knobs += _rosters(office, section, block, spans)
    elif section == "staff" or block.servers is not None:
        knobs.append(_all_day(office, section, position, block))
    if section == "staff":
        knobs += _traits(office, position, block)
    elif block.starts_per_shift is not None:
        _ = office.words
        knobs.append(
            office.knob(
                f"{path}.starts_per_shift", office.title(block), _("Pekerjaan per giliran jaga, paling banyak"),
                Number(1, MOST_STARTS, is_whole=True), block.starts_per_shift,
                sets(f"{path}.starts_per_shift"), unit=_("pekerjaan"),
                hint=_("Berapa pekerjaan yang boleh dimulai seorang petugas atau satu tim dalam satu giliran jaga."),
                at=f"stations[{position}].starts_per_shift", measure=_("catatan tugas petugas selama sebulan"),
            )
        )  # fmt: skip
    return knobs


# ---- how many


def _people(office: Office, section: str, position: int, block: Any, spans: Sequence[Span]) -> Knob:
    """Number of people of a roster: each span in which somebody works has as many more or fewer."""
    _ = office.words
    path = f"{section}[{block.name}]"
    now = max(span["servers"] for span in spans)

    def _change(value: int) -> dict[str, Any]:
        return _roster_change(path, block, people_of(spans, value))

    least = 0 if may_be_unmanned(office, section, block) or now == 0 else 1
    kind = Number(
        least,
        MOST_PEOPLE,
        is_whole=True,
        below=_("Sedikitnya satu petugas, sebab tidak ada petugas lain yang melayani di sini."),
    )
    return office.knob(
        f"{path}.people", office.title(block), _("Jumlah petugas"), kind, now, _change,
        unit=_("orang"),
        hint=_(
            "Petugas pada jam paling ramai. Bila diubah, semua jam jaga ikut bertambah atau berkurang; jam yang semula "
            "dijaga tetap dijaga sedikitnya satu orang. Berlaku selama seluruh masa simulasi."
        ),
        at=f"{section}[{position}].roster[0].servers", measure=_("hitungan petugas yang benar-benar berjaga per jam"),
    )  # fmt: skip


def may_be_unmanned(office: Office, section: str, block: Any) -> bool:
    """Whether others serve wherever these people do, so that work goes on without them.

    Parameters
    ----------
    office : Office
        The office.
    section : str
        ``staff`` or ``stations``.
    block : PoolBlock or StationBlock
        The people of a pool, or of a station.
    """
    if section != "staff":
        return False
    others = {name for pool in office.spec.staff if pool.name != block.name and pool.persons for name in pool.skills}
    return set(block.skills) <= others


def people_of(spans: Sequence[Span], people: int) -> list[dict[str, Any]]:
    """A roster with another number of people; where somebody works, somebody still does.

    Parameters
    ----------
    spans : sequence of Span
        The roster.
    people : int
        Most that are on duty at once; 0 for nobody at all.
    """
    more = people - max(span["servers"] for span in spans)
    least = min(people, 1)
    return [
        {**bare(span), "servers": max(span["servers"] + more, least) if span["servers"] or more == people else 0}
        for span in spans
    ]


def _all_day(office: Office, section: str, position: int, block: Any) -> Knob:
    """Number of people who all work in the same hours."""
    _ = office.words
    path, field = f"{section}[{block.name}]", "persons" if section == "staff" else "servers"
    now = getattr(block, field)
    least = max(
        _named(block) if section == "staff" else 0, 0 if may_be_unmanned(office, section, block) or now == 0 else 1
    )
    below = "" if least > 1 else _("Sedikitnya satu petugas, sebab tidak ada petugas lain yang melayani di sini.")
    return office.knob(
        f"{path}.people", office.title(block), _("Jumlah petugas"),
        Number(least, MOST_PEOPLE, is_whole=True, below=below), now,
        sets(f"{path}.{field}"), unit=_("orang"),
        hint=_(
            "Semuanya berjaga pada jam kerja yang sama. Tambahan orang berguna bila memang ada antrean di sini. "
            "Berlaku selama seluruh masa simulasi."
        ),
        at=f"{section}[{position}].{field}", measure=_("hitungan petugas yang benar-benar berjaga per jam"),
    )  # fmt: skip


def _named(pool: Any) -> int:
    """People that a pool must have, because something is said of them."""
    trained: list[int] = [person for session in pool.training for person in session.persons or ()]
    different: list[int] = [each.person for each in pool.different]
    return max([-1, *different, *trained]) + 1


def _roster_change(path: str, block: Any, spans: list[dict[str, Any]]) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if path.startswith("staff"):
        changes[f"{path}.persons"] = max(_named(block), *(span["servers"] for span in spans))
    return {**changes, f"{path}.roster": spans}


# ---- when


def _rosters(office: Office, section: str, block: Any, spans: Sequence[Span]) -> list[Knob]:
    """A grid for each period of a roster."""
    periods = periods_of(spans)
    shown = [each for each in periods if each.is_in(office.start, office.spec.horizon.days)]
    usual = _usual_days(office, getattr(block, "calendar", None))
    path = f"{section}[{block.name}]"
    is_free = len(shown) > 1 or may_be_unmanned(office, section, block)
    kinds = {_key(path, each, periods): Roster(
        grid_of(each.spans, usual, office.start is not None), office.words.lang, may_be_empty=is_free
    ) for each in periods}  # fmt: skip

    def _change(values: Mapping[str, Duty]) -> dict[str, Any]:
        changed = {
            dates: values[key].over(kinds[key].grid.duty(each.spans)).spans()
            for each in periods
            if (key := _key(path, each, periods)) in values
            for dates in each.dates
        }
        return _roster_change(path, block, with_periods(spans, changed))

    return bundled(
        _change,
        [_grid(office, block, _key(path, each, periods), each, kinds[_key(path, each, periods)].grid, len(shown) > 1,
               kinds[_key(path, each, periods)]) for each in shown],
    )  # fmt: skip


def _grid(office: Office, block: Any, key: str, period: Period, grid: Grid, is_one_of: bool, kind: Roster) -> Knob:
    _ = office.words
    label = _("Jadwal jaga")
    if is_one_of:
        label = _("Jadwal jaga ({dates})").format(dates=period.told(office.words))
    return office.knob(
        key, office.title(block), label, kind, grid.duty(period.spans), unit=_("orang"),
        hint=_("Banyaknya petugas yang berjaga, menurut jam dan hari. Kotak kosong berarti tidak ada yang berjaga."),
    )  # fmt: skip


def _key(path: str, period: Period, periods: Sequence[Period]) -> str:
    return f"{path}.roster" + ("" if period is periods[0] else f"[{period.key}]")


def _usual_days(office: Office, calendar: str | None) -> tuple[str, ...]:
    """Weekdays of a span that names none."""
    if office.start is None:
        return tuple(WEEKDAYS)
    if calendar is None:
        return tuple(WEEKDAYS[:5])
    days = almanac(office.spec.horizon)
    open_on = {days.weekday(day) for day in opening(office.spec.calendars[calendar], days).days}
    return tuple(day for day in WEEKDAYS if day in open_on)


# ---- what they are like


def _traits(office: Office, position: int, pool: Any) -> list[Knob]:
    _ = office.words
    path, part = f"staff[{pool.name}]", office.title(pool)
    knobs = [
        office.knob(
            f"{path}.absence", part, _("Tidak masuk kerja"), Number(0, 0.9, is_percent=True), pool.absence,
            sets(f"{path}.absence"), unit="%",
            hint=_("Peluang seorang petugas tidak masuk pada satu hari, tanpa pengganti."),
            at=f"staff[{position}].absence", measure=_("daftar hadir petugas setahun terakhir"),
        )
    ]  # fmt: skip
    if pool.untrained is not None:
        knobs.append(
            office.knob(
                f"{path}.level", part, _("Kecakapan memakai sistem"), Number(0, 1, is_percent=True), pool.level,
                sets(f"{path}.level"), unit="%",
                hint=_("100%: semua petugas mahir. Yang belum mahir lebih lama melayani dan lebih sering keliru."),
                at=f"staff[{position}].level", measure=_("hasil uji petugas pada sistem yang dipakai"),
            )
        )  # fmt: skip
    return knobs


# ---- opening hours


def _opening_hours(office: Office) -> list[Knob]:
    """Opening hours that are the same on all days, of counters and channels."""
    found = []
    for name, calendar in office.spec.calendars.items():
        if calendar.open is None or len(calendar.open) != 1:
            continue
        users: list[Any] = [
            *office.spec.channels,
            *office.spec.staff,
            *(s for s in office.spec.stations if s.kind == "staffed"),
        ]
        titles = [office.title(user) for user in users if user.calendar == name]
        if titles:
            found += _hours(office, name, calendar.open[0], ", ".join(dict.fromkeys(titles)))
    return found


def _hours(office: Office, name: str, hours: Any, users: str) -> list[Knob]:
    _ = office.words
    part = _("Jam buka")
    hint = _(
        "Berlaku untuk: {users}. Sesudah tutup, yang sudah datang tetap dilayani selama masih ada petugas jaga. Jadwal "
        "jaga dan jam datang pemohon tidak ikut berubah."
    ).format(users=users)
    labels = {"from": (_("Buka ({users})"), hours.start), "to": (_("Tutup ({users})"), hours.end)}
    return [
        office.knob(
            f"calendars[{name}].{field}", part, label.format(users=users), Clock(), now,
            partial(_hour, f"calendars.{name}.open[0].{field}"), hint=hint,
        )
        for field, (label, now) in labels.items()
    ]  # fmt: skip


def _hour(path: str, value: str) -> dict[str, Any]:
    return {path: value}
