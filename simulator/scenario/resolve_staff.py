"""Persons of the pools: their shifts, skills and factors over time."""

from simulator.calendars import MS_PER_DAY, Interval, merge_intervals, subtract
from simulator.scenario.places import Person, Pool, Training
from simulator.scenario.resolve_durations import thousandths
from simulator.scenario.resolve_frame import Frame
from simulator.scenario.resolve_time import Almanac, changes, roster_shifts
from simulator.scenario.resolved import ResolvedServer


def persons(frame: Frame) -> tuple[ResolvedServer, ...]:
    """The persons of all pools, one pool after the other."""
    return tuple(person for number, pool in enumerate(frame.spec.staff) for person in _members(pool, number, frame))


def trained(session: Training, pool: Pool) -> set[int]:
    """Which persons of a pool take part in a training session."""
    return set(range(pool.persons) if session.persons is None else session.persons)


def _members(pool: Pool, number: int, frame: Frame) -> list[ResolvedServer]:
    skills = tuple(frame.stations[name] for name in pool.skills)
    return [
        ResolvedServer(
            shifts=_without_training(shifts, person, pool, frame.almanac),
            skills=skills,
            factors=_factors(person, pool, frame),
            pool=number,
            absence=pool.absence,
        )
        for person, shifts in enumerate(_shifts(pool, frame))
    ]


def _shifts(pool: Pool, frame: Frame) -> list[tuple[Interval, ...]]:
    """Shifts of each person; who is never needed has none."""
    opening = frame.opening(pool.calendar)
    if pool.roster is None and opening:
        return [opening.intervals] * pool.persons
    shifts = roster_shifts(pool.roster or [], None, frame.almanac)
    return [*shifts, *[()] * (pool.persons - len(shifts))][: pool.persons]


def _without_training(shifts: tuple[Interval, ...], person: int, pool: Pool, almanac: Almanac) -> tuple[Interval, ...]:
    sessions = [session for session in pool.training if person in trained(session, pool)]
    spans = merge_intervals((almanac.moment_ms(each.start), almanac.moment_ms(each.end)) for each in sessions)
    return tuple(subtract(shifts, spans))


def _factors(person: int, pool: Pool, frame: Frame) -> tuple[tuple[int, int, int], ...]:
    """Factors of service time and of errors, in thousandths, from each moment on at which they change (rule P3)."""
    traits = next((each for each in pool.different if each.person == person), Person(person=person))
    level = pool.level if traits.level is None else traits.level
    timeline = [(0, _factors_at(level, traits, pool))]
    for at, _, gain, decay in sorted(_lessons(person, pool, frame)):
        level = (level + gain * (1 - level)) * (1 - decay)
        timeline.append((at, _factors_at(level, traits, pool)))
    kept = changes(timeline, frame.almanac.days * MS_PER_DAY)
    return tuple((at, service, errors) for at, (service, errors) in kept)


def _lessons(person: int, pool: Pool, frame: Frame) -> list[tuple[int, int, float, float]]:
    """When skill changes, by what gain and what decay; at one moment the trainings come first."""
    moment = frame.almanac.moment_ms
    gains = [(moment(each.end), 0, each.gain, 0.0) for each in pool.training if person in trained(each, pool)]
    return gains + [(moment(change.at), 1, 0.0, change.decay) for change in frame.spec.system_changes]


def _factors_at(level: float, traits: Person, pool: Pool) -> tuple[int, int]:
    missing = 1 - level
    service, errors = (pool.untrained.service_factor, pool.untrained.error_factor) if pool.untrained else (1.0, 1.0)
    return (
        thousandths((1 + (service - 1) * missing) / traits.speed),
        thousandths((1 + (errors - 1) * missing) * traits.errors),
    )
