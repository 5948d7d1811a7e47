"""What the event log tells beside the measures, section by section; each takes tables of estimates."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import pandas as pd

from simulator.analysis import Answers
from simulator.experiments import Result
from simulator.figures import Lang
from simulator.measures import Estimate
from simulator.measures.quality.risks import RISK_CAVEAT
from simulator.reports.document import Block, Cell, Money, Paragraph, Row, Section, Table, table
from simulator.reports.findings_words import KEYS, MEASURES, PAYERS, SAID, UNITS, VALUES
from simulator.reports.measure_tables import INTERVAL, MEAN, MOST_ROWS, value_cell
from simulator.reports.numbers import told
from simulator.reports.say import lower_first, say
from simulator.reports.titles import part_title
from simulator.scenario import Scenario

_ESTIMATE = ("measure", "unit", "mean", "half_width", "n")
_MOST_LONG = 25
LANGS: tuple[Lang, ...] = ("id", "en")


@dataclass(frozen=True)
class Findings:
    """Tables of estimates: their keys, then ``measure, unit, mean, half_width, n``.

    Attributes
    ----------
    tables : mapping of str to DataFrame
        By name: ``causes, causes_station, legal, steps, resilience, groups, gaps, staff, spread, costs, cost_summary,
        forecast, risks``. One that is missing counts as empty.
    remarks : mapping of str to tuple of (str, str)
        Name -> sentences that must stand beside the table, Indonesian and English.
    summary : DataFrame or None
        Not estimates: costs of each replication, of which comparisons take paired differences.
    """

    tables: Mapping[str, pd.DataFrame] = field(default_factory=lambda: MappingProxyType({}))
    remarks: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=lambda: MappingProxyType({}))
    summary: pd.DataFrame | None = None

    def table(self, name: str) -> pd.DataFrame:
        """A table; empty if there is none of this name, or it has no estimate with a value."""
        found = self.tables.get(name)
        if found is None or not set(_ESTIMATE) <= set(found):
            return pd.DataFrame(columns=list(_ESTIMATE))
        return found[found["n"] > 0]


def finding_sections(findings: Findings, scenario: Scenario, lang: Lang) -> tuple[Section, ...]:
    """Why they wait, the legal clock, outages, groups, staff, costs, quality; each says so where it has nothing."""
    return tuple(make(findings, scenario, lang) for make in _SECTIONS)


def gather(result: Result) -> Findings:
    """Everything that the log of a run tells, as tables of estimates.

    Parameters
    ----------
    result : Result
        With its log.
    """
    answers = Answers(result)
    forecast = answers.forecast
    tables = {
        "causes": answers.causes().drop(columns="name"), "causes_station": answers.causes("station"),
        "legal": answers.legal, "regime": answers.regime, "steps": answers.steps, "resilience": answers.resilience,
        "groups": answers.groups, "gaps": answers.gaps, "staff": answers.staff, "spread": answers.spread,
        "costs": answers.costs, "cost_summary": answers.cost_summary, "forecast": forecast.index,
        "risks": answers.risks.assign(measure="value"),
    }  # fmt: skip
    said = zip(forecast.remarks("id"), forecast.remarks("en"), strict=True)
    remarks = {"forecast": tuple(said), "risks": (RISK_CAVEAT,), "costs": _unpriced(answers.cost_values.missing)}
    return Findings(tables, remarks, answers.cost_values.summary)


def _unpriced(missing: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """For what there is no price, in both languages."""
    if not missing:
        return ()
    things = [
        ", ".join(f"{_named(VALUES, item, lang)}{f' ({name})' if name else ''}" for item, name in missing)
        for lang in LANGS
    ]
    return ((say(SAID, "unpriced", "id", things=things[0]), say(SAID, "unpriced", "en", things=things[1])),)


def causes_section(findings: Findings, scenario: Scenario, lang: Lang) -> Section:
    """Waiting by cause, the largest first."""
    causes = findings.table("causes")
    shares = causes[causes["measure"] == "share"].sort_values("mean", ascending=False)
    if shares.empty:
        return _empty("causes", "no_wait", lang)
    first = shares.to_dict("records")[0]
    lead = say(
        SAID, "causes_lead", lang,
        cause=lower_first(_title(first["cause"], "cause", scenario, lang)), share=told(estimate_of(first), lang),
    )  # fmt: skip
    order = {cause: place for place, cause in enumerate(shares["cause"])}
    sorted_ = causes.assign(_at=causes["cause"].map(order)).sort_values("_at", kind="stable").drop(columns="_at")
    measures = ["share", "min_per_case"]
    blocks: list[Block] = [Paragraph(lead), _wide("causes_table", sorted_, ["cause"], measures, scenario, lang)]
    stations = findings.table("causes_station")
    if len(stations):
        largest = stations[stations["measure"] == "hours"].sort_values("mean", ascending=False).head(MOST_ROWS)
        pairs = list(zip(largest["name"], largest["cause"], strict=True))
        chosen = pd.concat([stations[(stations["name"] == n) & (stations["cause"] == c)] for n, c in pairs])
        blocks.append(_wide("causes_station", chosen, ["name", "cause"], ["hours", "min_per_case"], scenario, lang))
    return Section(say(SAID, "causes", lang), tuple(blocks))


def legal_section(findings: Findings, scenario: Scenario, lang: Lang) -> Section:
    """What was decided in time, by permit and by step."""
    legal, steps = findings.table("legal"), _with_deadline(findings.table("steps"))
    if legal.empty and steps.empty:
        return _empty("legal", "no_deadline", lang)
    on_time = ["settled", "on_time_share", "late_share", "deemed_approved_share"]
    days = ["turnaround_days_mean", "turnaround_days_p90", "lateness_days_mean", "stopped_days_mean"]
    blocks: list[Block] = [Paragraph(say(SAID, "legal_lead", lang))]
    for title, frame, measures in (
        ("legal_table", legal, on_time),
        ("regime_table", findings.table("regime"), on_time),
        ("legal_days", legal, days),
        ("steps_table", steps, ["ended", "deadline_days", "on_time_share", "days_mean"]),
    ):
        if len(frame):
            blocks.append(_wide(title, frame, _keys(frame), measures, scenario, lang))
    return Section(say(SAID, "legal", lang), tuple(blocks))


def _with_deadline(steps: pd.DataFrame) -> pd.DataFrame:
    """Steps that have a promise of their own."""
    keys = _keys(steps)
    promised = steps[(steps["measure"] == "deadline_days") & (steps["mean"] > 0)]
    return steps[steps.set_index(keys).index.isin(promised.set_index(keys).index)] if len(promised) else steps.iloc[:0]


def resilience_section(findings: Findings, scenario: Scenario, lang: Lang) -> Section:
    """What outages did, against the same days without them."""
    frame = findings.table("resilience")
    if frame.empty:
        return _empty("resilience", "no_outage", lang)
    if "subsystems" in frame and frame["subsystems"].nunique() == 2:
        frame = frame[frame["subsystems"] != ""]  # all together is then the one that there is
    lead = Paragraph(say(SAID, "resilience_lead", lang))
    return Section(say(SAID, "resilience", lang), (lead, _long("resilience_table", frame, scenario, lang)))


def groups_section(findings: Findings, scenario: Scenario, lang: Lang) -> Section:
    """What each group of applicants goes through, and the gaps between groups."""
    groups, gaps = findings.table("groups"), findings.table("gaps")
    if groups.empty:
        return _empty("groups", "no_group", lang)
    measures = ["cases", "waiting_time_mean", "sojourn_h_mean", "trips_mean", "gave_up_share"]
    groups = _with_cases(groups)
    if groups.empty:
        return _empty("groups", "no_group", lang)
    groups, gaps = (
        groups.drop(columns="is_suppressed", errors="ignore"),
        gaps.drop(columns="is_suppressed", errors="ignore"),
    )
    shown = groups[~groups.get("by", pd.Series("", groups.index)).isin(_IN_MEASURES)]
    shown = groups if shown.empty else shown
    blocks: list[Block] = [
        Paragraph(say(SAID, "groups_lead", lang)),
        _wide("groups_table", shown, _keys(shown), measures, scenario, lang),
    ]
    is_shown = gaps.get("by", pd.Series("", gaps.index)).isin(set(shown.get("by", [])))
    of_waits = gaps[(gaps["measure"] == "waiting_time_mean") & is_shown] if "comparison" in gaps else gaps
    if len(of_waits):
        blocks.append(_long("gaps_table", of_waits, scenario, lang))
    return Section(say(SAID, "groups", lang), tuple(blocks))


def _with_cases(groups: pd.DataFrame) -> pd.DataFrame:
    """Without groups in which there is nobody, and without divisions that leave only one."""
    keys = [key for key in ("by", "group") if key in groups]
    nobody = groups[(groups["measure"] == "cases") & (groups["mean"] == 0)]
    there = groups[~groups.set_index(keys).index.isin(nobody.set_index(keys).index)] if keys else groups
    if keys != ["by", "group"]:
        return there
    return there[there.groupby("by")["group"].transform("nunique") > 1]


_IN_MEASURES = ("channel", "case_class")
"""Groupings that the tables of measures have already."""


def staff_section(findings: Findings, scenario: Scenario, lang: Lang) -> Section:
    """Load of staff and how it is spread."""
    staff, spread = findings.table("staff"), findings.table("spread")
    if staff.empty and spread.empty:
        return _empty("staff", "no_staff", lang)
    blocks: list[Block] = []
    if len(staff):
        measures = ["staffed_h", "utilisation", "overtime_h", "longest_stretch_min"]
        blocks.append(_wide("staff_table", staff, _keys(staff), measures, scenario, lang))
    if len(spread):
        blocks.append(_wide("spread_table", spread, _keys(spread), ["gini", "busiest_to_mean"], scenario, lang))
    return Section(say(SAID, "staff", lang), tuple(blocks))


def costs_section(findings: Findings, scenario: Scenario, lang: Lang) -> Section:
    """What the office and the applicants pay."""
    costs, summary = findings.table("costs"), findings.table("cost_summary")
    if costs.empty and not summary["measure"].isin(["office_cost", "applicant_cost"]).any():
        return _empty("costs", "no_price", lang)
    lead = Paragraph(say(SAID, "costs_lead", lang, days=scenario.spec.horizon.days))
    blocks: list[Block] = [lead, *_remarks(findings, "costs", lang)]
    for title, frame in (("costs_sum", summary), ("costs_table", costs)):
        if len(frame):
            blocks.append(_long(title, frame, scenario, lang))
    return Section(say(SAID, "costs", lang), tuple(blocks))


def forecast_section(findings: Findings, scenario: Scenario, lang: Lang) -> Section:
    """What a satisfaction survey might say; nothing where there is no forecast."""
    frame = findings.table("forecast")
    lead = Paragraph(say(SAID, "forecast_lead", lang), is_strong=True)
    blocks: list[Block] = [lead, *_remarks(findings, "forecast", lang)[1:]]
    if len(frame):
        blocks.append(_long("forecast_table", frame, scenario, lang))
    return Section(say(SAID, "forecast", lang), tuple(blocks) if len(frame) else ())


def risks_section(findings: Findings, scenario: Scenario, lang: Lang) -> Section:
    """Indicators of maladministration; nothing where there are none."""
    frame = findings.table("risks")
    if frame.empty:
        return Section(say(SAID, "risks", lang))
    lead = Paragraph(say(SAID, "risks_lead", lang), is_strong=True)
    name, why = ("name_id", "why_id") if lang == "id" else ("name", "why")
    rows = [
        (
            str(row.get(name, row["maladministration"])),
            str(row.get(why, row["indicator"])),
            *_cells(estimate_of(row)),
            int(row["n"]),
        )
        for row in frame.to_dict("records")
    ]
    headings = (_named(KEYS, "maladministration", lang), _named(KEYS, "indicator", lang), f"{MEAN[lang]} (%)", "±", "n")
    return Section(
        say(SAID, "risks", lang), (lead, table(say(SAID, "risks_table", lang), headings, rows, INTERVAL[lang]))
    )


def _remarks(findings: Findings, name: str, lang: Lang) -> list[Block]:
    return [Paragraph(said[LANGS.index(lang)]) for said in findings.remarks.get(name, ())]


_SECTIONS: tuple[Callable[[Findings, Scenario, Lang], Section], ...] = (
    causes_section, legal_section, resilience_section, groups_section, staff_section, costs_section, forecast_section,
    risks_section,
)  # fmt: skip


def cost_sentences(findings: Findings | None, lang: Lang) -> Iterator[str]:
    """What the office and the applicants pay, in sentences."""
    summary = pd.DataFrame() if findings is None else findings.table("cost_summary")
    for row in summary.to_dict("records"):
        if row["measure"] in ("office_cost", "applicant_cost", "cost_per_permit"):
            key = "cost_each" if row["measure"] == "cost_per_permit" else "cost_is"
            yield say(
                SAID, key, lang, what=say(MEASURES, str(row["measure"]), lang), amount=money(estimate_of(row), lang)
            )


def money(estimate: Estimate, lang: Lang) -> str:
    """An amount in rupiah for running text, in millions where that says enough, with the ends of its interval."""
    is_large = abs(estimate.mean) >= 2_000_000
    factor = 1e-6 if is_large else 1.0
    scaled = Estimate(estimate.mean * factor, estimate.half_width * factor, estimate.n, "1")
    words = {"id": ("Rp", " juta"), "en": ("IDR ", " million")}[lang]
    mean, bracket, rest = told(scaled, lang).partition(" (")
    return f"{words[0]}{mean}{words[1] if is_large else ''}{bracket}{rest}"


def group_sentences(findings: Findings | None, scenario: Scenario, lang: Lang) -> Iterator[str]:
    """For each way to group the applicants, who waits longest and who shortest."""
    groups = pd.DataFrame() if findings is None else findings.table("groups")
    if not {"by", "group"} <= set(groups):
        return
    waits = groups[(groups["measure"] == "waiting_time_mean") & ~groups["by"].isin(_IN_MEASURES)]
    for by, part in waits.groupby("by", sort=False):
        rows = part.sort_values("mean", ascending=False).to_dict("records")
        worst, best = rows[0], rows[-1]
        if len(rows) > 1 and worst["mean"] - worst["half_width"] > best["mean"] + best["half_width"]:
            yield say(
                SAID, "group_worst", lang, by=lower_first(_title(by, "by", scenario, lang)),
                worst=_title(worst["group"], "group", scenario, lang), worst_time=told(estimate_of(worst), lang),
                best=_title(best["group"], "group", scenario, lang), best_time=told(estimate_of(best), lang),
            )  # fmt: skip


def estimate_of(row: Mapping[Any, Any]) -> Estimate:
    """A row of a table of estimates."""
    return Estimate(float(row["mean"]), float(row["half_width"]), int(row["n"]), str(row["unit"]))


def _empty(title: str, why: str, lang: Lang) -> Section:
    return Section(say(SAID, title, lang), (Paragraph(say(SAID, "nothing", lang, why=say(SAID, why, lang))),))


def _keys(frame: pd.DataFrame) -> list[str]:
    return [str(name) for name in frame if name not in _ESTIMATE]


def _wide(
    title: str, frame: pd.DataFrame, keys: Sequence[str], measures: Sequence[str], scenario: Scenario, lang: Lang
) -> Table:
    """A row for each group of keys, and for each measure its mean and half-width; n is that of the first measure."""
    of = {str(row["measure"]): str(row["unit"]) for row in frame.to_dict("records")}
    shown = [name for name in measures if name in of]
    headings = [_named(KEYS, key, lang) for key in keys]
    for name in shown:
        unit = _named(UNITS, of[name], lang)
        headings += [f"{_named(MEASURES, name, lang)} ({unit})", "±"]
    rows: list[Row] = []
    for names, part in frame.groupby(list(keys), sort=False, dropna=False):
        found = {str(row["measure"]): estimate_of(row) for row in part.to_dict("records")}
        texts = [_title(name, key, scenario, lang) for name, key in zip(names, keys, strict=True)]
        cells = [cell for name in shown for cell in _cells(found.get(name))]
        n = max((found[name].n for name in shown if name in found), default=0)
        rows.append((*texts, *cells, n))
    return table(say(SAID, title, lang), (*headings, "n"), rows, INTERVAL[lang])


def _long(title: str, frame: pd.DataFrame, scenario: Scenario, lang: Lang) -> Table:
    """A row for each estimate."""
    keys = [key for key in _keys(frame) if frame[key].astype(str).any()]
    headings = (
        *(_named(KEYS, key, lang) for key in keys), _named(KEYS, "of", lang),
        *(("Rata-rata", "±", "Satuan", "n") if lang == "id" else ("Mean", "±", "Unit", "n")),
    )  # fmt: skip
    rows = []
    for row in frame.head(_MOST_LONG).to_dict("records"):
        texts = [_title(row[key], key, scenario, lang) for key in keys]
        unit = _named(UNITS, str(row["unit"]), lang)
        rows.append(
            (*texts, _named(MEASURES, str(row["measure"]), lang), *_cells(estimate_of(row)), unit, int(row["n"]))
        )
    more = "" if len(frame) <= _MOST_LONG else _CUT[lang].format(shown=_MOST_LONG, all=len(frame))
    return table(say(SAID, title, lang), headings, rows, more + INTERVAL[lang])


_CUT: dict[Lang, str] = {"id": "{shown} dari {all} baris. ", "en": "{shown} of {all} rows. "}


def _cells(estimate: Estimate | None) -> tuple[Cell, Cell]:
    if estimate is None:
        return None, None
    if estimate.unit.startswith("IDR"):
        cells = (value_cell(value, "") for value in (estimate.mean, estimate.half_width))
        mean, width = (None if cell is None else Money(float(cell)) for cell in cells)
        return mean, width
    return value_cell(estimate.mean, estimate.unit), value_cell(estimate.half_width, estimate.unit)


def _title(name: object, key: str, scenario: Scenario, lang: Lang) -> str:
    """What a name in a key column means: a part of the office, a word of every office, or itself."""
    text = str(name)
    if text.startswith("outage:"):
        return say(SAID, "outage", lang, name=_subsystem(text.partition(":")[2], scenario, lang))
    if key == "subsystems" and text:
        return " + ".join(_subsystem(part, scenario, lang) for part in text.split("+"))
    if key == "case_class":
        return part_title(scenario, f"class:{text}", lang)
    if key in ("station", "place", "name") and (title := part_title(scenario, text, lang)) != text:
        return title
    if key == "group":
        return _group_title(text, scenario, lang)
    if key == "payer":
        return _named(PAYERS, text, lang)
    return _named(VALUES, text, lang)


def _subsystem(name: str, scenario: Scenario, lang: Lang) -> str:
    return next((getattr(one.title, lang) for one in scenario.spec.outages if one.subsystem == name), name)


def _group_title(text: str, scenario: Scenario, lang: Lang) -> str:
    people = scenario.spec.population
    titles = {one.name: one.title for one in people.districts} | {one.name: one.title for one in people.segments}
    titles |= {one.name: one.title for one in people.priority_groups}
    titles |= {one.name: one.title for one in scenario.spec.channels}
    titles |= {one.name: one.title for one in scenario.spec.case_classes}
    return str(getattr(titles[text], lang) if text in titles else _named(VALUES, text, lang))


def _named(texts: Mapping[str, tuple[str, str]], key: str, lang: Lang) -> str:
    return texts[key][("id", "en").index(lang)] if key in texts else key.replace("_", " ")
