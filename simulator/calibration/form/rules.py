"""Answers about the office -> opening hours and policies."""

from collections.abc import Iterator
from typing import Any

from simulator.calibration.form.answers import Form
from simulator.calibration.form.checks import clock, counter_hours
from simulator.calibration.form.choices import VISITED_KINDS, YES
from simulator.calibration.form.estimate import Estimate
from simulator.calibration.form.words import LANGUAGES, Lang, Words
from simulator.scenario import Scenario

SHORT_NAMES = {
    "electronic_signature": Words("TTE", "electronic signature"),
    "rdtr_integrated": Words("RDTR terintegrasi", "RDTR integrated"),
    "sicantik_integrated": Words("SiCantik tersambung", "SiCantik integrated"),
    "incomplete_files": Words("berkas kurang", "incomplete files"),
}

SWITCHES = ("electronic_signature", "rdtr_integrated", "sicantik_integrated")


def office_estimates(office: Scenario, form: Form) -> Iterator[Estimate]:
    """Opening hours of the counters, and the policies that were answered."""
    answers = form.office
    if answers.has("opens", "closes"):
        yield _hours(office, form)
    changes: dict[str, Any] = {
        f"policies.{switch}": answers[switch] == YES for switch in SWITCHES if answers[switch] is not None
    }
    if answers["incomplete_files"] is not None:
        changes["policies.incomplete_files"] = answers["incomplete_files"]
    if changes:
        shown = Words(*(", ".join(_answer(form, path, lang) for path in changes) for lang in LANGUAGES))
        yield Estimate("office", "policies", changes, "answers about the office", shown)


def _answer(form: Form, path: str, lang: Lang) -> str:
    """One answer, as ``TTE: ya``."""
    key = path.removeprefix("policies.")
    column = next(column for column in form.sheets["office"].columns if column.key == key)
    title = next(choice.title for choice in form.choices[column.choices] if choice.name == form.office[key])
    return f"{SHORT_NAMES[key].in_(lang)}: {title.in_(lang).lower()}"


def _hours(office: Scenario, form: Form) -> Estimate:
    closes = form.office["closes"]
    hours = [{"from": clock(start), "to": clock(end)} for start, end in counter_hours(form)]
    names = {channel.calendar for channel in office.spec.channels if channel.kind in VISITED_KINDS}
    changes: dict[str, Any] = {}
    closing = set()
    for name in sorted(name for name in names if name):
        calendar = {key: value for key, value in office.data["calendars"][name].items() if key not in ("rule", "open")}
        closing |= {each["to"] for each in office.data["calendars"][name].get("open") or []}
        if fasting := _within(hours, calendar.pop("ramadan", [])):
            calendar["ramadan"] = fasting
        changes[f"calendars.{name}"] = {"open": hours, **calendar}
    for station in office.spec.stations:  # the last ticket at closing time stays at closing time
        if station.tickets and station.tickets.until in closing:
            changes[f"stations[{station.name}].tickets.until"] = clock(closes)
    listed = ", ".join(f"{each['from']}–{each['to']}" for each in hours)
    shown = Words(f"loket buka {listed}", f"counters open {listed}")
    return Estimate("office", "hours", changes, f"opening hours {listed}", shown)


def _within(hours: list[dict[str, str]], fasting: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The hours of Ramadan as far as they lie in those of every day; none if they never do: then these hold."""
    opens, closes = hours[0]["from"], hours[-1]["to"]
    clipped = [{**each, "from": max(each["from"], opens), "to": min(each["to"], closes)} for each in fasting]
    return [each for each in clipped if each["from"] < each["to"]]
