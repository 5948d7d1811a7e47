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


def roster_estimates(office: Scenario, form: Form) -> Iterator[Estimate]:
    """The roster of each pool on the sheet Staff, with as many persons as are ever on duty at once.

    Absence is the mean of what the rows of the pool say, each weighted with its persons.
    """
    for pool in form.choices["pools"]:
        rows = [row for row in form.tables["staff"] if row["pool"] == pool.name]
        if any(row["persons"] for row in rows):
            yield _estimate(office, pool.name, pool.title, rows)


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
    rows = sorted((row for row in rows if row["persons"]), key=lambda row: (row["from"], list(DAYS).index(row["days"])))
    persons = max(row["persons"] for row in rows)
    changes: dict[str, Any] = {
        f"staff[{pool}].persons": persons,
        f"staff[{pool}].roster": [_shift(row) for row in rows],
    }
    block = next(each for each in office.spec.staff if each.name == pool)
    if block.calendar is not None:
        changes[f"staff[{pool}].calendar"] = None
    absences = [(row["absence"], row["persons"]) for row in rows if row["absence"] is not None]
    if absences:
        total = sum(weight for _, weight in absences)
        changes[f"staff[{pool}].absence"] = rounded(sum(share * weight for share, weight in absences) / total)
    cite = f"roster as written, n = {len(rows)} shifts"
    shown = Words(
        f"{title.id}: {persons} orang, {len(rows)} giliran", f"{title.en}: {persons} persons, {len(rows)} shifts"
    )
    return Estimate("staff", pool, changes, cite, shown)


def _shift(row: Row) -> dict[str, Any]:
    shift = {"from": clock(row["from"]), "to": clock(row["to"]), "servers": row["persons"]}
    return shift if row["days"] == WHOLE_WEEK else {**shift, "days": list(DAYS[row["days"]][1])}
