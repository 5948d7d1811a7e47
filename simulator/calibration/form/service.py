"""Samples of service times -> service times of stations."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from scipy.stats import t as student

from simulator.calibration.form.answers import Form, Row
from simulator.calibration.form.estimate import Estimate, rounded
from simulator.calibration.form.limits import FEWEST_SAMPLES, LEAST_CV, MOST_CV
from simulator.calibration.form.mix import Mix, population_mix
from simulator.calibration.form.words import Words, amount
from simulator.scenario import Scenario
from simulator.scenario.people import Step
from simulator.scenario.places import Pool

LEVEL = 0.95

TOO_FEW = Words(
    "{station}: banyaknya contoh {n}, kurang dari {fewest}; waktu pelayanannya tetap asumsi",
    "{station}: samples {n}, fewer than {fewest}; its service times stay assumed",
)


TIMES = Words(
    "{title}: n = {n}, rata-rata {mean} ± {half} menit, cv {cv}", "{title}: n = {n}, mean {mean} ± {half} min, cv {cv}"
)


@dataclass(frozen=True)
class SampleMoments:
    """Mean and spread of some measured durations.

    Attributes
    ----------
    n : int
        How many.
    mean, cv : float
        Mean, in minutes; standard deviation (n - 1) over the mean.
    half_width : float
        Of the 95 % interval of the mean, by Student's t, in minutes.
    """

    n: int
    mean: float
    cv: float
    half_width: float


def sample_moments(minutes: Sequence[float]) -> SampleMoments:
    """Mean and spread of durations, of which there are at least two.

    Examples
    --------
    >>> sample_moments([8.0, 10.0, 12.0])
    SampleMoments(n=3, mean=10.0, cv=0.2, half_width=4.96827542315926)
    """
    n, mean = len(minutes), float(np.mean(minutes))
    deviation = float(np.std(minutes, ddof=1))
    half_width = float(student.ppf((1 + LEVEL) / 2, n - 1)) * deviation / sqrt(n)
    return SampleMoments(n, mean, deviation / mean, half_width)


def service_minutes(row: Row) -> float:
    """Minutes of one sample: as written, or from start to end."""
    return float(row["minutes"] if row.has("minutes") else row["end"] - row["start"])


def service_estimates(office: Scenario, form: Form) -> Iterator[Estimate]:
    """Service times, lognormal with mean and coefficient of variation of the samples.

    A station's own time takes all its samples. A step with a time of its own takes the samples that name its class, or
    those that name none; fewer than five change nothing.
    """
    mix = population_mix(office)
    for station in form.choices["stations"]:
        rows = [row for row in form.tables["services"] if row["station"] == station.name]
        if not rows:
            continue
        changes = dict(_station_changes(office, station.name, rows, mix))
        if changes:
            moments = sample_moments([service_minutes(row) for row in rows])
            yield _estimate(station.name, station.title, moments, changes)
        else:
            said = TOO_FEW.filled(station=station.title, n=len(rows), fewest=FEWEST_SAMPLES)
            form.remark("services", rows[0], "station", said)


def _estimate(name: str, title: Words, moments: SampleMoments, changes: dict[str, object]) -> Estimate:
    cite = (
        f"n = {moments.n}, mean {moments.mean:.2f} ± {moments.half_width:.2f} min, cv {moments.cv:.2f}; "
        "what applicants' literacy and staff's skill add in the model is divided out"
    )
    shown = TIMES.filled(
        title=title, n=moments.n, mean=amount(moments.mean, ".2f"), half=amount(moments.half_width, ".2f"),
        cv=amount(moments.cv, ".2f"),
    )  # fmt: skip
    return Estimate("services", name, changes, cite, shown)


def _station_changes(office: Scenario, station: str, rows: list[Row], mix: Mix) -> Iterator[tuple[str, object]]:
    """Each path with a service time at a station, and the new one."""
    staff = staff_factor(office, station)
    block = next(each for each in office.spec.stations if each.name == station)
    if block.service_time is not None and len(rows) >= FEWEST_SAMPLES:
        moments = sample_moments([service_minutes(row) for row in rows])
        yield f"stations[{station}].service_time", lognormal(moments, staff, 0.0)
    channels = {channel.name: number for number, channel in enumerate(office.spec.channels)}
    for group in office.spec.case_classes:
        minutes = _samples_of(group.name, rows)
        if len(minutes) < FEWEST_SAMPLES:
            continue
        for field, routes in (("details", group.details), ("routes", group.routes)):
            for channel, steps in routes.items():
                for path, step in _own_times(f"case_classes[{group.name}].{field}.{channel}", steps, station):
                    mean, squared_cv = mix.factor_moments(step.factors, group.name, channels[channel])
                    yield path, lognormal(sample_moments(minutes), mean * staff, squared_cv)


def _samples_of(case_class: str, rows: list[Row]) -> list[float]:
    """Samples that name a class, if they are enough; else those that name none."""
    named = [service_minutes(row) for row in rows if row["class"] == case_class]
    return named if len(named) >= FEWEST_SAMPLES else [service_minutes(row) for row in rows if row["class"] is None]


def _own_times(route: str, steps: Sequence[Step], station: str) -> Iterator[tuple[str, Step]]:
    for number, step in enumerate(steps):
        if step.station == station and step.service_time is not None:
            yield f"{route}[{number}].service_time", step


def lognormal(moments: SampleMoments, factor: float, factor_squared_cv: float) -> dict[str, object]:
    """The lognormal time that has the measured mean and spread after the model has multiplied it by its factors.

    Parameters
    ----------
    moments : SampleMoments
        What was measured.
    factor : float
        Mean factor of applicants and staff.
    factor_squared_cv : float
        Squared coefficient of variation of the applicants' factor.

    Returns
    -------
    dict
        As in a scenario.

    Notes
    -----
    For independent F and S, E[FS] = E[F] E[S] and 1 + cv²(FS) = (1 + cv²(F)) (1 + cv²(S)); solved for S.

    Examples
    --------
    >>> lognormal(SampleMoments(20, 12.0, 0.5, 2.8), factor=1.2, factor_squared_cv=0.0)
    {'distribution': 'lognormal', 'mean_min': 10.0, 'cv': 0.5}
    """
    squared = (1 + moments.cv**2) / (1 + factor_squared_cv) - 1
    cv = min(max(sqrt(max(squared, 0.0)), LEAST_CV), MOST_CV)
    return {"distribution": "lognormal", "mean_min": rounded(moments.mean / factor), "cv": rounded(cv)}


def staff_factor(office: Scenario, station: str) -> float:
    """Mean factor by which the persons who serve a station lengthen a service at time 0; 1 for nameless servers."""
    factors = [factor for pool in office.spec.staff if station in pool.skills for factor in _person_factors(pool)]
    return sum(factors) / len(factors) if factors else 1.0


def _person_factors(pool: Pool) -> Iterator[float]:
    unlike = {each.person: each for each in pool.different}
    untrained = pool.untrained.service_factor if pool.untrained else 1.0
    for number in range(pool.persons):
        person = unlike.get(number)
        level = pool.level if person is None or person.level is None else person.level
        yield (1 + (untrained - 1) * (1 - level)) / (person.speed if person else 1.0)
