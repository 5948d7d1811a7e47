"""Shifts that were written down -> rosters of the pools."""

from collections.abc import Iterator
from typing import Any

from simulator.calibration.form.answers import Form, Row
from simulator.calibration.form.checks import clock
from simulator.calibration.form.choices import DAYS
from simulator.calibration.form.estimate import Estimate, rounded
from simulator.calibration.form.words import Words
from simulator.scenario import Scenario
from simulator.scenario.sources import ASSUMED

WHOLE_WEEK = "working-days"

NOBODY = Words(
    "{pool}: menurut jadwal tidak ada yang bertugas; mejanya dilayani kelompok lain",
    "{pool}: by the roster nobody is on duty; its desks are served by other groups",
)
UNMANNED = Words(
    "tidak ada yang bertugas di {station}; isi jadwal kelompok ini, atau kosongkan seluruh barisnya",
    "nobody is on duty at {station}; write the roster of this group, or leave all its rows empty",
)


def roster_estimates(office: Scenario, form: Form) -> Iterator[Estimate]:
    """The roster of each pool on the sheet Staff, with as many persons as are ever on duty at once.

    Where Absence is empty, the persons of the row are those who were really there, and none of them is away. Where it
    is filled, it is the share of these persons who are away; the absence of the pool is the mean over all its rows,
    each weighted with its persons times hours of a week. A pool of which nobody is on duty has its shifts
    with no server in them; if a station then has nobody, that is a fault.
    """
    by_pool = {
        pool.name: [row for row in form.tables["staff"] if row["pool"] == pool.name] for pool in form.choices["pools"]
    }
    gone = {name for name, rows in by_pool.items() if rows and not any(row["persons"] for row in rows)}
    for pool in form.choices["pools"]:
        rows = by_pool[pool.name]
        if pool.name in gone:
            unmanned = _unmanned(office, form, pool.name, gone)
            if unmanned:
                form.fault("staff", rows[0], "persons", UNMANNED.filled(station=unmanned[0]))
                continue
            form.remark("staff", rows[0], "persons", NOBODY.filled(pool=pool.title))
        if rows:
            yield _estimate(office, pool.name, pool.title, rows)


def _unmanned(office: Scenario, form: Form, pool: str, gone: set[str]) -> list[Words]:
    """Titles of the stations of a pool that only pools without anybody serve."""
    pools = {each.name: each for each in office.spec.staff}
    served = {skill for name, each in pools.items() if name not in gone for skill in each.skills}
    served |= {each.name for each in office.spec.stations if each.servers or each.roster or each.calendar}
    titles = {choice.name: choice.title for choice in form.choices["stations"]}
    return [titles[skill] for skill in pools[pool].skills if skill in titles and skill not in served]


def without_absent_persons(office: Scenario, estimate: Estimate) -> Scenario:
    """The scenario without what it says of persons that a new roster does not have."""
    persons = estimate.changes[f"staff[{estimate.of}].persons"]
    pool = next(each for each in office.data["staff"] if each["name"] == estimate.of)
    changes: dict[str, Any] = {}
    different = pool.get("different") or []
    if any(each["person"] >= persons for each in different):
        changes[f"staff[{estimate.of}].different"] = [each for each in different if each["person"] < persons]
    sessions = pool.get("training") or []
    if any(person >= persons for session in sessions for person in session.get("persons") or []):
        changes[f"staff[{estimate.of}].training"] = [
            {**session, "persons": kept} if session.get("persons") else session
            for session in sessions
            for kept in [[person for person in session.get("persons") or [] if person < persons]]
            if kept or not session.get("persons")
        ]
    return office.with_(changes, source=ASSUMED) if changes else office


def _estimate(office: Scenario, pool: str, title: Words, rows: list[Row]) -> Estimate:
    block = next(each for each in office.spec.staff if each.name == pool)
    rows = [row for row in rows if row["persons"]] or rows
    rows = sorted(rows, key=lambda row: (row["from"], list(DAYS).index(row["days"])))
    persons = max(row["persons"] for row in rows) or block.persons
    changes: dict[str, Any] = {
        f"staff[{pool}].persons": persons,
        f"staff[{pool}].roster": [_shift(row) for row in rows],
        f"staff[{pool}].absence": rounded(_absence(rows)),
    }
    if block.calendar is not None:
        changes[f"staff[{pool}].calendar"] = None
    cite = f"roster as written, n = {len(rows)} shifts; absence is 0 where it was left empty: those who were there"
    shown = Words(
        f"{title.id}: {persons} orang, {len(rows)} giliran", f"{title.en}: {persons} persons, {len(rows)} shifts"
    )
    return Estimate("staff", pool, changes, cite, shown)


def _absence(rows: list[Row]) -> float:
    """Share of the person-hours of a week that fall out; a blank is none."""
    hours = [row["persons"] * (row["to"] - row["from"]) * len(DAYS[row["days"]][1]) for row in rows]
    away = sum((row["absence"] or 0) * each for row, each in zip(rows, hours, strict=True))
    return away / sum(hours) if any(hours) else 0.0


def _shift(row: Row) -> dict[str, Any]:
    shift = {"from": clock(row["from"]), "to": clock(row["to"]), "servers": row["persons"]}
    return shift if row["days"] == WHOLE_WEEK else {**shift, "days": list(DAYS[row["days"]][1])}
