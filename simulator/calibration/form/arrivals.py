"""Permits and tickets -> how many come, when, and by which channel."""

from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np

from simulator.calendars import count_working_days
from simulator.calendars.workdays import WORKING_WEEK, is_working_day
from simulator.calibration.form.answers import Form, Row
from simulator.calibration.form.choices import DAYS, VISITED_KINDS
from simulator.calibration.form.estimate import Estimate, counted, rounded
from simulator.calibration.form.expected import (
    almanac_of,
    cases_by_day,
    channel_names,
    expected_cases,
    tickets_per_case,
)
from simulator.calibration.form.limits import DISAGREEMENT
from simulator.calibration.form.mix import Mix, population_mix
from simulator.calibration.form.sheets import HOURS
from simulator.calibration.form.words import LANGUAGES, Words, amount, moment
from simulator.scenario import Scenario
from simulator.scenario.blocks import Weekday
from simulator.scenario.people import CaseClass
from simulator.scenario.resolve_time import WEEKDAYS

FEWEST_EACH_WEEKDAY = 2

PASSES = 3
"""Of scaling the arrivals: with fewer of them, fewer find the line too long and come again."""

NOT_A_WORKING_DAY = Words(
    "{day} bukan hari kerja; baris ini tidak dipakai", "{day} is not a working day; this row is not used"
)
NO_ROUTE = Words(
    "skenario dasar tidak mengenal cara mengajukan ini untuk izin ini; jumlahnya dipakai, pembagiannya tidak",
    "the scenario below has no such way of applying for this permit; the total is used, the shares are not",
)
DISAGREE = Words(
    "tiket {tickets} per hari, padahal permohonan di loket dan klinik {cases} per hari (lembar "
    "Izin), atau {expected} tiket dengan yang datang lagi; yang dipakai lembar Izin",
    "{tickets} tickets a day, but {cases} applications a day at counter and clinic (sheet Permits), {expected} tickets "
    "with those who come again; Permits is used",
)

PROFILE = Words(
    "profil per jam dari {total} tiket, {days} hari kerja ({per_day} per hari)",
    "hourly profile of {total} tickets, {days} working days ({per_day} a day)",
)
WEEKDAY_FACTORS = Words("faktor hari: {listed}", "weekday factors: {listed}")
ONE_CLASS = Words(
    "{title}: {per_day} per hari kerja (n = {cases}, {working} hari kerja)",
    "{title}: {per_day} a working day (n = {cases}, {working} working days)",
)
ALL_CLASSES = Words(
    "kedatangan semua izin dikalikan {factor} ({total} tiket, semula diperkirakan {expected})",
    "arrivals of all permits times {factor} ({total} tickets, {expected} were expected)",
)

Days = dict[date, list[int]]
"""Tickets of each working day by hour."""


def ticket_days(form: Form) -> Days:
    """Tickets by working day and hour; a blank hour of a day that was counted has none."""
    days: Days = {}
    for row in form.tables["tickets"]:
        counts = [row[f"h{hour:02}"] for hour in HOURS]
        if all(count is None for count in counts):
            continue
        if is_working_day(row["date"]):
            days[row["date"]] = [count or 0 for count in counts]
        else:
            form.remark("tickets", row, "date", NOT_A_WORKING_DAY.filled(day=moment(row["date"])))
    return days


def profile_estimates(office: Scenario, form: Form, days: Days) -> Iterator[Estimate]:
    """When in the day people come: mean tickets of each hour, for every channel with tickets.

    hourly[h] = Σ tickets of hour h / days counted.
    """
    total = sum(map(sum, days.values()))
    if not total:
        return
    hourly = {
        hour: rounded(sum(counts[place] for counts in days.values()) / len(days))
        for place, hour in enumerate(HOURS)
        if any(counts[place] for counts in days.values())
    }
    channels = [each for each in office.spec.channels if each.kind in VISITED_KINDS and each.dates is None]
    changes = {f"channels[{channel.name}].arrival_profile": {"hourly": hourly} for channel in channels}
    cite = f"mean tickets of each hour, n = {total} tickets on {len(days)} working days"
    shown = PROFILE.filled(total=total, days=len(days), per_day=amount(rounded(total / len(days))))
    yield Estimate("tickets", "hours", changes, cite, shown)


def weekday_estimates(office: Scenario, form: Form, days: Days) -> Iterator[Estimate]:
    """How weekdays differ: tickets of a weekday over those that would be expected if weekdays were alike.

    factor[w] = R_w / mean(R_mon, …, R_fri) * m, with R_w = Σ tickets on days w / Σ cases expected at counters and
    clinics on these days with all weekday factors 1, and m the mean of the five factors that the class had: a plain
    week has as many of its cases as before. Months, campaigns and days after days off, by which the model multiplies
    too, are thus divided out. Only where each weekday was counted twice.
    """
    times = [sum(day.weekday() == weekday for day in days) for weekday in WORKING_WEEK]
    if min(times) < FEWEST_EACH_WEEKDAY or not any(map(sum, days.values())):
        return
    expected = _expected_alike(office, days)
    ratios = []
    for weekday in WORKING_WEEK:
        counted_days = [day for day in days if day.weekday() == weekday]
        cases = sum(expected[day] for day in counted_days)
        if not cases:
            return
        ratios.append(sum(sum(days[day]) for day in counted_days) / cases)
    mean = sum(ratios) / len(ratios)
    shape = {WEEKDAYS[weekday]: ratio / mean for weekday, ratio in zip(WORKING_WEEK, ratios, strict=True)}
    factors = {name: rounded(factor) for name, factor in shape.items()}
    changes = {
        f"case_classes[{each.name}].arrivals.weekdays": _of_class(shape, each) for each in office.spec.case_classes
    }
    cite = f"tickets of each weekday over what its other factors let expect, n = {len(days)} working days"
    listed = Words(
        *(", ".join(f"{DAYS[name][0].in_(lang)} {amount(factor).in_(lang)}" for name, factor in factors.items())
          for lang in LANGUAGES)
    )  # fmt: skip
    shown = WEEKDAY_FACTORS.filled(listed=listed)
    yield Estimate("tickets", "weekdays", changes, cite, shown)


def _expected_alike(office: Scenario, days: Days) -> dict[date, float]:
    """Cases at counters and clinics on each day, if there were no weekday factors."""
    mix, almanac = population_mix(office), almanac_of(min(days), max(days))
    visited = [channel.kind in VISITED_KINDS for channel in office.spec.channels]
    by_day = np.zeros(almanac.days)
    for group in office.spec.case_classes:
        alike = group.model_copy(update={"arrivals": group.arrivals.model_copy(update={"weekdays": {}})})
        by_day += cases_by_day(office, alike, mix.channel_shares(group.name), almanac)[visited].sum(axis=0)
    return {almanac.date(day): float(cases) for day, cases in enumerate(by_day)}


def _of_class(shape: Mapping[Weekday, float], group: CaseClass) -> dict[Weekday, float]:
    """Weekday factors of a class, with the mean of those that it had; factors of a weekend stay."""
    had = group.arrivals.weekdays
    mean = sum(had.get(name, 1.0) for name in shape) / len(shape)
    weekend = {name: factor for name, factor in had.items() if name not in shape}
    return {**weekend, **{name: rounded(factor * mean) for name, factor in shape.items()}}


def permit_estimates(office: Scenario, form: Form) -> Iterator[Estimate]:
    """Arrivals a day, and channel shares, of each class on the sheet Permits.

    per_day = cases / effective days of the period. A working day whose factors (month, weekday, after days off) are 1
    counts as one effective day; a day off counts as much as its channels still get then. So the scenario, run over
    the period, would have as many cases as were counted.
    """
    mix = population_mix(office)
    for row in form.tables["permits"]:
        group = next(each for each in office.spec.case_classes if each.name == row["class"])
        shares = _shares(office, form, row, group, mix)
        yield _permit(office, form, row, group, shares, mix)


def _shares(office: Scenario, form: Form, row: Row, group: CaseClass, mix: Mix) -> dict[str, float]:
    """Share of each channel by the counts of a row; empty where it has none, or one that the class cannot use."""
    total = sum(row[choice.name] or 0 for choice in form.choices["kinds"])
    shares: dict[str, float] = {}
    if not total:
        return shares
    for choice in form.choices["kinds"]:
        channels = channel_names(office, mix, group.name, choice.name)
        if row[choice.name] and not channels:
            form.remark("permits", row, choice.name, NO_ROUTE)
            return {}
        shares |= {name: share * (row[choice.name] or 0) / total for name, share in channels.items()}
    return shares


def _permit(office: Scenario, form: Form, row: Row, group: CaseClass, shares: dict[str, float], mix: Mix) -> Estimate:
    first, last = counted(form)
    cases, working = row["applications"], count_working_days(first, last)
    used = [shares.get(channel.name, 0.0) for channel in office.spec.channels]
    one_a_day = group.model_copy(
        update={"arrivals": group.arrivals.model_copy(update={"per_day": 1.0, "per_hour": None})}
    )
    effective = expected_cases(
        office, one_a_day, np.array(used) if shares else mix.channel_shares(group.name), almanac_of(first, last)
    )  # fmt: skip
    per_day = rounded(cases / (effective or working))
    base = f"case_classes[{group.name}]"
    changes: dict[str, object] = {f"{base}.arrivals.per_day": per_day}
    if group.arrivals.per_hour is not None:
        changes[f"{base}.arrivals.per_hour"] = None
    cite = f"n = {cases} applications in {working} working days, {effective:.2f} days with their factors"
    if shares:
        changes[f"{base}.channels"] = {"shares": _complete(shares, group)}
        cite += "; shares of the channels as counted"
    title = Words(group.title.id, group.title.en)
    shown = ONE_CLASS.filled(title=title, per_day=amount(per_day), cases=cases, working=working)
    return Estimate("permits", group.name, changes, cite, shown)


def _complete(shares: dict[str, float], group: CaseClass) -> dict[str, float]:
    """Shares that add up to 1 when written, with 0 for channels that the class keeps a route for."""
    known = {*group.details, *group.routes, *(group.channels.shares or {}), *(group.channels.logit or {})}
    written = {name: rounded(share) for name, share in shares.items()}
    largest = max(written, key=lambda name: written[name])
    written[largest] = rounded(1 - sum(share for name, share in written.items() if name != largest))
    return {**dict.fromkeys(sorted(known - written.keys()), 0.0), **written}


def level_estimates(office: Scenario, form: Form, days: Days) -> Iterator[Estimate]:
    """How many come, from tickets alone: all classes are scaled alike until the tickets are met.

    factor = tickets / Σ cases that the scenario expects at counters and clinics on the same days, times the tickets
    that a case of the class takes (:func:`tickets_per_case`): who comes back takes another one. Where the sheet Permits
    is filled it decides, and this only compares.
    """
    total = sum(map(sum, days.values()))
    if not total:
        return
    if form.tables["permits"]:
        _compare(office, form, total / len(days))
        return
    mix, almanac = population_mix(office), almanac_of(min(days), max(days))
    groups = [each for each in office.spec.case_classes if each.arrivals.per_day]
    cases = {
        group.name: expected_cases(
            office, group, mix.channel_shares(group.name), almanac, VISITED_KINDS, days.keys()
        )
        for group in groups
    }  # fmt: skip
    if not sum(cases.values()):
        return
    factor = 1.0
    for _ in range(PASSES):
        per_case = tickets_per_case(office, factor)
        expected = sum(per_case[name] * count for name, count in cases.items())
        if not expected:
            return
        factor = total / expected
    changes = {
        f"case_classes[{group.name}].arrivals.per_day": rounded((group.arrivals.per_day or 0) * factor)
        for group in groups
    }
    cite = f"all classes times {factor:.3f}: n = {total} tickets where {expected:.0f} were expected, returns among them"
    shown = ALL_CLASSES.filled(factor=amount(factor, ".2f"), total=total, expected=amount(expected, ".0f"))
    yield Estimate("tickets", "level", changes, cite, shown)


def _compare(office: Scenario, form: Form, tickets: float) -> None:
    """Say so where tickets and what permits let expect of them disagree by more than a quarter."""
    counts = {row["class"]: sum(row.values.get(kind) or 0 for kind in VISITED_KINDS) for row in form.tables["permits"]}
    if not any(counts.values()):
        return
    per_case, working = tickets_per_case(office), count_working_days(*counted(form))
    cases = sum(counts.values()) / working
    expected = sum(per_case[name] * count for name, count in counts.items()) / working
    if abs(tickets - expected) > DISAGREEMENT * expected:
        row = next(row for row in form.tables["tickets"] if row.has("date"))
        said = DISAGREE.filled(
            tickets=amount(tickets, ".1f"), cases=amount(cases, ".1f"), expected=amount(expected, ".1f")
        )
        form.remark("tickets", row, "date", said)
