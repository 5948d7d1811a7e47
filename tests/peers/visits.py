"""What happened in our event log and in Ciw's records, in the same words."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import ciw

from simulator.eventlog import Event, EventLog


class Visit(NamedTuple):
    """A case at a station, from joining its line to its ending: end of service, renege or balk.

    What had not happened at the horizon is None. Times are milliseconds, stations and cases are numbered from 0;
    the group is case class and channel, as `0/1`.
    """

    case: int
    join_ms: float
    station: int
    group: str
    start_ms: float | None = None
    end_ms: float | None = None
    ending: Event | None = None


ENDINGS = {"service": Event.SERVICE_END, "renege": Event.RENEGE, "baulk": Event.BALK}
"""Ciw's word -> ours."""


def visits_in_log(log: EventLog) -> list[Visit]:
    """Visits of one replication, by case and time."""
    columns = [log[name].tolist() for name in ("time_ms", "event", "case", "visit", "station", "case_class", "channel")]
    found: dict[tuple[int, ...], Visit] = {}
    for time_ms, event, case, visit, station, case_class, channel in zip(*columns, strict=True):
        where = case, visit, station
        if event in (Event.QUEUE_JOIN, Event.BALK):
            found[where] = Visit(case, time_ms, station, f"{case_class}/{channel}")
        if event == Event.SERVICE_START:
            found[where] = found[where]._replace(start_ms=time_ms)
        if event in ENDINGS.values():
            found[where] = found[where]._replace(end_ms=time_ms, ending=Event(event))
    return sorted(found.values())


def visits_in_ciw(simulation: ciw.Simulation) -> list[Visit]:
    """The same of a simulation that Ciw has run."""
    return sorted(visit for person in simulation.get_all_individuals() for visit in _visits_of(person, simulation))


def _visits_of(person: ciw.Individual, simulation: ciw.Simulation) -> Iterator[Visit]:
    """Visits of one person. A service that was interrupted has a record for each stretch, and began with the first."""
    records: list[Any] = list(person.data_records)
    if person.node != -1:
        records.append(simulation.nodes[person.node].write_incomplete_record(person))
    began = None
    for record in records:
        if record.record_type in ("service", "interrupted service", "incomplete"):
            began = began or record.service_start_date or None
        if record.record_type == "interrupted service":
            continue
        ending = ENDINGS.get(record.record_type)
        end_ms = record.exit_date if ending is not None else None
        group = record.customer_class
        yield Visit(person.id_number - 1, record.arrival_date, record.node - 1, group, began, end_ms, ending)
        began = None
