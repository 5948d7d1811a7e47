"""A form without bad cells -> a scenario of that office."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from simulator.calibration.form.answers import Form
from simulator.calibration.form.arrivals import (
    Days,
    level_estimates,
    permit_estimates,
    profile_estimates,
    ticket_days,
    weekday_estimates,
)
from simulator.calibration.form.checks import check_form, period
from simulator.calibration.form.estimate import Estimate, applied, counted
from simulator.calibration.form.expected import almanac_of
from simulator.calibration.form.faults import Fault, FormError
from simulator.calibration.form.levers import fitting_levers
from simulator.calibration.form.outages import outage_estimates
from simulator.calibration.form.read import require_office
from simulator.calibration.form.returns import return_estimates
from simulator.calibration.form.rosters import roster_estimates, without_absent_persons
from simulator.calibration.form.rules import office_estimates
from simulator.calibration.form.service import service_estimates
from simulator.calibration.form.words import Words, same
from simulator.scenario import Scenario, ScenarioError
from simulator.scenario.resolve_time import opening
from simulator.scenario.scenario import changed_scenario
from simulator.scenario.sources import ASSUMED

LONGEST_NAME = 40

IMPOSSIBLE = Words(
    "{file}: angka di lembar {sheet} tidak dapat disimulasikan bersama ({shown}; kode {code}); periksa angka itu.",
    "{file}: the numbers of the sheet {sheet} cannot be simulated together ({shown}; code {code}); check them.",
)
UNKNOWN_DAYS = Words(
    "kalender SimPTSP tidak memuat jam kerja dan Ramadan masa pencatatan ini; periksa tahunnya, atau perbarui SimPTSP",
    "the calendar of SimPTSP does not have the working hours and Ramadan of this period; check the year, or update "
    "SimPTSP",
)


@dataclass(frozen=True)
class Import:
    """What became of a form.

    Attributes
    ----------
    scenario : Scenario
        The office.
    estimates : tuple of Estimate
        What was taken over, in order.
    remarks : tuple of Fault
        What was not used, or looks odd, by sheet and cell.
    dropped : tuple of str
        Patches of the scenario below that no longer fit.
    form : Form
        The answers.
    base : str
        Name of the scenario below.
    """

    scenario: Scenario
    estimates: tuple[Estimate, ...]
    remarks: tuple[Fault, ...]
    dropped: tuple[str, ...]
    form: Form
    base: str


def build_scenario(base: Scenario, form: Form) -> Import:
    """The scenario of a form.

    Parameters
    ----------
    base : Scenario
        What stays where the form is silent.
    form : Form
        As read; its cells are checked against each other here.

    Returns
    -------
    Import
        The scenario, each changed number with its source, and what to say about it.

    Raises
    ------
    FormError
        With a fault for each bad cell.
    """
    require_office(form)
    check_form(form)
    _check_calendar(base, form)
    _refuse_faults(form)
    if form.is_empty:
        return Import(base, (), tuple(form.remarks), (), form, base.name)
    office, estimates = _estimated(base, form)
    own = {estimate.source for estimate in estimates}
    measured = {number.path for number in office.inputs() if number.source in own}
    levers = fitting_levers(base, office, {each.of for each in estimates if each.sheet == "staff"}, measured)
    data = {**office.data, **_names(base, form), "patches": levers.patches, "uncertain": levers.uncertain}
    data = {key: value for key, value in data.items() if value not in ({}, [], None)}
    scenario = changed_scenario(data, {}, ASSUMED)
    remarks = sorted(form.remarks, key=lambda each: (each.sheet, each.row, each.column))
    return Import(scenario, tuple(estimates), tuple(remarks), tuple(levers.dropped), form, base.name)


def _check_calendar(base: Scenario, form: Form) -> None:
    """Report a period for which the opening hours of the scenario below cannot be told."""
    span = period(form)
    if form.is_empty or span is None:
        return
    try:
        for calendar in base.spec.calendars.values():
            opening(calendar, almanac_of(*span))
    except ValueError:
        form.fault("office", form.office, "to", UNKNOWN_DAYS)


def _refuse_faults(form: Form) -> None:
    if form.faults:
        raise FormError(None, form.faults, form.lang)


def _estimated(base: Scenario, form: Form) -> tuple[Scenario, list[Estimate]]:
    """Apply one part of the form after the other: what comes later builds on what came before."""
    office, estimates = base, list[Estimate]()
    days: Days = ticket_days(form)
    parts: tuple[Callable[[Scenario], Iterator[Estimate]], ...] = (
        lambda office: office_estimates(office, form),
        lambda office: roster_estimates(office, form),
        lambda office: profile_estimates(office, form, days),
        lambda office: weekday_estimates(office, form, days),
        lambda office: permit_estimates(office, form),
        lambda office: level_estimates(office, form, days),
        lambda office: return_estimates(office, form),
        lambda office: service_estimates(office, form),  # takes help out of the samples, so it comes after returns
        lambda office: outage_estimates(office, form),
    )
    for part in parts:
        found = list(part(office))
        _refuse_faults(form)
        for estimate in found:
            office = _with(office, estimate, form)
        estimates += found
    return office, estimates


def _with(office: Scenario, estimate: Estimate, form: Form) -> Scenario:
    try:
        if estimate.sheet == "staff":
            office = without_absent_persons(office, estimate)
        return applied(office, estimate, form)
    except ScenarioError as error:
        sheet = form.sheets[estimate.sheet].name
        code = error.problems[0].code
        said = IMPOSSIBLE.filled(file=same(form.file), sheet=sheet, shown=estimate.shown, code=code)
        raise FormError(said, lang=form.lang) from None


def _names(base: Scenario, form: Form) -> dict[str, Any]:
    """Name, title and description of the new scenario."""
    office, (first, last) = str(form.office["name"]), counted(form)
    names: dict[str, Any] = {
        "name": kebab(str(form.office["short"] or office)) or base.name,
        "title": {"id": office, "en": office},
        "description": {
            "id": (
                f"Dibuat dari formulir {form.file} ({first} s.d. {last}) di atas skenario {base.name}. "
                "Yang tidak dihitung di kantor ini masih angka skenario dasar."
            ),
            "en": (
                f"Made from the form {form.file} ({first} to {last}) on the scenario {base.name}. "
                "What was not counted in this office is still a number of that scenario."
            ),
        },
    }
    if base.data.get("is_not"):
        names["is_not"] = {
            "id": "Bukan ramalan: yang tidak dihitung di kantor ini masih angka asumsi.",
            "en": "Not a forecast: what was not counted in this office is still assumed.",
        }
    return names


def kebab(text: str) -> str:
    """A name as scenarios have it.

    Examples
    --------
    >>> kebab("DPMPTSP Kab. Contoh (Timur)")
    'dpmptsp-kab-contoh-timur'
    """
    words = re.findall("[a-z0-9]+", text.lower())
    return "-".join(words)[:LONGEST_NAME].strip("-")
