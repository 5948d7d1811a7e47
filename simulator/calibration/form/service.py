"""Samples of service times -> service times of stations."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, expm1, sqrt
from typing import Any

import numpy as np
from scipy.stats import t as student

from simulator.calibration.form.answers import Form, Row
from simulator.calibration.form.choices import Choice
from simulator.calibration.form.estimate import Estimate, counted, rounded
from simulator.calibration.form.expected import almanac_of, cases_by_day
from simulator.calibration.form.limits import FEWEST_SAMPLES, LEAST_CV, MOST_CV
from simulator.calibration.form.mix import Mix, population_mix
from simulator.calibration.form.words import Words, amount
from simulator.scenario import Scenario
from simulator.scenario.people import CaseClass
from simulator.scenario.places import Pool
from simulator.scenario.resolve_durations import duration
from simulator.scenario.resolve_routes import holds
from simulator.scenario.resolve_time import Almanac
from simulator.scenario.resolved import Duration, ResolvedStep

LEVEL = 0.95

TOO_FEW = Words(
    "{station}: banyaknya contoh {n}, kurang dari {fewest}; waktu pelayanannya tetap asumsi",
    "{station}: samples {n}, fewer than {fewest}; its service times stay assumed",
)
CLASS_AT = Words("{station}, {title}", "{station}, {title}")
NOT_THERE = Words(
    "{station}: skenario dasar tidak mempunyai pelayanan ini; contoh-contohnya tidak dipakai",
    "{station}: the scenario below has no such service; these samples are not used",
)
ALL_HELP = Words(
    "{station}: lebih singkat daripada bantuan melengkapi berkas saja; waktu pelayanannya tetap asumsi",
    "{station}: shorter than the help with incomplete files alone; its service times stay assumed",
)
OTHER_CV = Words(
    "{station}: simpangan waktunya sendiri (cv {cv}) di luar batas model; yang ditulis {written}",
    "{station}: the spread of the time itself (cv {cv}) is beyond what the model takes; {written} is written",
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
    >>> moments = sample_moments([8.0, 10.0, 12.0])
    >>> moments.n, moments.mean, moments.cv, round(moments.half_width, 4)
    (3, 10.0, 0.2, 4.9683)
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

    Where all who come to a station have the station's own time, it takes all samples. Elsewhere five samples or more
    that name a class give the times of this class; and five or more that name none change the times of all classes
    there by one factor, mean of the samples / mean that the scenario expects of those who come, for they are samples of
    the whole mix. What applicants, staff and help with incomplete files add in the model is taken out: :func:`fitted`.
    """
    mix = population_mix(office)
    for station in form.choices["stations"]:
        rows = [row for row in form.tables["services"] if row["station"] == station.name]
        if rows:
            yield from _station_estimates(office, form, station, rows, mix)


def _station_estimates(office: Scenario, form: Form, station: Choice, rows: list[Row], mix: Mix) -> Iterator[Estimate]:
    block = next(each for each in office.spec.stations if each.name == station.name)
    uses = station_uses(office, station.name, almanac_of(*counted(form)), mix)
    staff, own_path = staff_factor(office, station.name), f"stations[{station.name}].service_time"
    if block.service_time is not None and not any(use.path for use in uses):
        alike = [replace(use, mean=1.0) for use in uses] or [Use("", 1.0, 1.0)]
        yield from _estimate(form, station.name, station.title, rows, rows, staff, alike, {own_path: 1.0})
        return
    named = {row["class"]: [each for each in rows if each["class"] == row["class"]] for row in rows if row["class"]}
    unnamed = [row for row in rows if not row["class"]]
    enough = {name for name, samples in named.items() if len(samples) >= FEWEST_SAMPLES}
    if len(unnamed) >= FEWEST_SAMPLES:
        paths = {use.path: use.mean for use in uses if use.path and use.case_class not in enough}
        if block.service_time is not None:
            paths[own_path] = duration_moments(duration(block.service_time))[0]
        yield from _estimate(form, station.name, station.title, unnamed, unnamed, staff, uses, paths)
    for choice in form.choices["classes"]:
        samples = named.get(choice.name, [])
        if not samples:
            continue
        found = [use for use in uses if use.case_class == choice.name and use.step_path]
        title = CLASS_AT.filled(station=station.title, title=choice.title)
        if choice.name not in enough:
            said = TOO_FEW.filled(station=title, n=len(samples), fewest=FEWEST_SAMPLES)
            form.remark("services", samples[0], "class", said)
        elif not found:
            form.remark("services", samples[0], "class", NOT_THERE.filled(station=title))
        else:
            yield from _class_estimate(form, f"{station.name}-{choice.name}", title, samples, staff, found)
    if 0 < len(unnamed) < FEWEST_SAMPLES:
        said = TOO_FEW.filled(station=station.title, n=len(unnamed), fewest=FEWEST_SAMPLES)
        form.remark("services", unnamed[0], "station", said)


def _class_estimate(
    form: Form, of: str, title: Words, rows: list[Row], staff: float, uses: list["Use"]
) -> Iterator[Estimate]:
    """Samples of one class: by each channel the time that has their mean and spread."""
    changes: dict[str, Any] = {}
    for use in uses:
        for each in _estimate(form, of, title, rows, rows, staff, [replace(use, mean=1.0)], {use.step_path: 1.0}):
            changes |= each.changes
            last = each
    if changes:
        yield replace(last, changes=changes)


def _estimate(
    form: Form,
    of: str,
    title: Words,
    rows: list[Row],
    at: list[Row],
    staff: float,
    uses: Sequence["Use"],
    paths: Mapping[str, float],
) -> Iterator[Estimate]:
    """The estimate that multiplies mean times, by path, with one factor and gives them one spread."""
    if len(rows) < FEWEST_SAMPLES:
        said = TOO_FEW.filled(station=title, n=len(rows), fewest=FEWEST_SAMPLES)
        form.remark("services", at[0], "station", said)
        return
    moments = sample_moments([service_minutes(row) for row in rows])
    factor, cv = fitted(moments, staff, uses)
    if factor <= 0:
        form.remark("services", at[0], "station", ALL_HELP.filled(station=title))
        return
    written = min(max(cv, LEAST_CV), MOST_CV)
    if written != cv:
        said = OTHER_CV.filled(station=title, cv=amount(cv, ".3g"), written=amount(written))
        form.remark("services", at[0], "station", said)
    changes: dict[str, Any] = {
        path: {"distribution": "lognormal", "mean_min": rounded(mean * factor), "cv": rounded(written)}
        for path, mean in paths.items()
    }
    cite = (
        f"n = {moments.n}, mean {moments.mean:.2f} ± {moments.half_width:.2f} min, cv {moments.cv:.2f}; "
        "what applicants' literacy, staff's skill and help with incomplete files add in the model is taken out"
    )
    if any(use.mean != 1 for use in uses):
        cite += f"; no permit was named: the times of all permits here are multiplied by {factor:.3f}"
    shown = TIMES.filled(
        title=title, n=moments.n, mean=amount(moments.mean, ".2f"), half=amount(moments.half_width, ".2f"),
        cv=amount(moments.cv, ".2f"),
    )  # fmt: skip
    if changes:
        yield Estimate("services", of, changes, cite, shown)


@dataclass(frozen=True)
class Use:
    """Those who come to a station for one class by one channel.

    Attributes
    ----------
    case_class : str
        The class.
    weight : float
        Cases that are expected.
    mean : float
        Mean of the drawn service time, in minutes.
    path : str
        Where this time stands in the scenario; empty if it is the station's own.
    step_path : str
        Where a time of their own would stand; empty if a regulation gives the step.
    factor, squared_cv : float
        Mean and squared coefficient of variation of the applicants' factor.
    help_mean, help_square : float
        Mean, and mean square, of the minutes of help with incomplete files, 0 for who needs none.
    """

    case_class: str
    weight: float
    mean: float
    path: str = ""
    step_path: str = ""
    factor: float = 1.0
    squared_cv: float = 0.0
    help_mean: float = 0.0
    help_square: float = 0.0


def station_uses(office: Scenario, station: str, almanac: Almanac, mix: Mix) -> list[Use]:
    """Who comes to a station, by class and channel; all weigh alike where nobody is expected."""
    place = [block.name for block in office.spec.stations].index(station)
    found = []
    for group, resolved in zip(office.spec.case_classes, office.resolved.case_classes, strict=True):
        cases = cases_by_day(office, group, mix.channel_shares(group.name), almanac).sum(axis=1)
        for channel, (block, route) in enumerate(zip(office.spec.channels, resolved.routes, strict=True)):
            for step in (each for each in route if each.station == place):
                path, is_own = _step_path(office, group, block.name, station)
                mean, _ = duration_moments(step.service_time)
                factor, squared_cv = mix.moments(step.factors, group.name, channel)
                found.append(
                    Use(
                        group.name, float(cases[channel]), mean, path if is_own else "", path, factor, squared_cv,
                        *_help_moments(step, group.name, channel, mix),
                    )
                )  # fmt: skip
    return found if any(use.weight for use in found) else [replace(use, weight=1.0) for use in found]


def _step_path(office: Scenario, group: CaseClass, channel: str, station: str) -> tuple[str, bool]:
    """Where the service time of a step stands or would stand, and whether it has one of its own."""
    for field, routes in (("details", group.details), ("routes", group.routes)):
        for number, step in enumerate(routes.get(channel, ())):
            if step.station == station and holds(step.when, step.unless, office.spec.policies):
                path = f"case_classes[{group.name}].{field}.{channel}[{number}].service_time"
                return path, step.service_time is not None
    return "", False


def _help_moments(step: ResolvedStep, case_class: str, channel: int, mix: Mix) -> tuple[float, float]:
    """Mean, and mean square, of the minutes of help in a service."""
    if step.help_time is None:
        return 0.0, 0.0
    mean, squared_cv = duration_moments(step.help_time)
    probability = step.help_probability * mix.moments(step.help_factors, case_class, channel)[0]
    return probability * mean, probability * mean**2 * (1 + squared_cv)


def duration_moments(block: Duration) -> tuple[float, float]:
    """Mean, in minutes, and squared coefficient of variation of a duration.

    Examples
    --------
    >>> duration_moments(Duration("empirical", values=(10.0, 30.0), cumulative=(0.5, 1.0)))
    (20.0, 0.25)
    """
    match block.kind:
        case "exponential":
            return block.a, 1.0
        case "lognormal":
            return exp(block.a + block.b**2 / 2), expm1(block.b**2)
        case "gamma":
            return block.a * block.b, 1 / block.b
        case "deterministic":
            return block.a, 0.0
    values, weights = np.array(block.values), np.diff(block.cumulative, prepend=0.0)
    mean = float(weights @ values)
    return mean, float(weights @ values**2) / mean**2 - 1 if mean else 0.0


def fitted(moments: SampleMoments, staff: float, uses: Sequence[Use]) -> tuple[float, float]:
    """By what the drawn times must be multiplied, and their spread, for the model to give what was measured.

    Parameters
    ----------
    moments : SampleMoments
        What was measured, of all these together.
    staff : float
        Mean factor of the staff.
    uses : sequence of Use
        Who comes.

    Returns
    -------
    factor, cv : float
        Of the means, 0 or less where the help alone takes longer than what was measured; and the coefficient of
        variation of every drawn time, 0 where the rest spreads more than the samples.

    Notes
    -----
    A measured time is P (F S + H): staff, applicants' factor, drawn time, and help, which is 0 for most. With
    independent F, S and H, E[FS + H] = k Σ w F m + Σ w h is the measured mean / P, which gives k; and

        E[(FS + H)²] = k² (1 + c²) Σ w F² (1 + cv²(F)) m² + 2 k Σ w F m h + Σ w E[H²]

    is (1 + cv²) of the measured times their squared mean / P², which gives c.

    Examples
    --------
    Two thirds of the samples' mean, because of help that one in four needs for 16 minutes:

    >>> factor, cv = fitted(SampleMoments(20, 12.0, 0.5, 2.8), 1.0, [Use("a", 1.0, 1.0, help_mean=4, help_square=64)])
    >>> factor
    8.0
    >>> round(cv, 4)
    0.0
    >>> fitted(SampleMoments(20, 12.0, 0.5, 2.8), 1.2, [Use("a", 1.0, 5.0)])
    (2.0, 0.5)
    """
    weight = np.array([use.weight for use in uses])
    weight = weight / weight.sum() if weight.sum() else np.full(len(uses), 1 / len(uses))
    alone = np.array([use.factor * use.mean for use in uses])
    helped = np.array([use.help_mean for use in uses])
    mean = moments.mean / staff
    factor = float((mean - weight @ helped) / (weight @ alone))
    square = mean**2 * (1 + moments.cv**2) - 2 * factor * float(weight @ (alone * helped))
    square -= float(weight @ [use.help_square for use in uses])
    spread = float(weight @ (alone**2 * [1 + use.squared_cv for use in uses]))
    return factor, sqrt(max(square / (factor**2 * spread) - 1, 0.0)) if factor > 0 else 0.0


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
