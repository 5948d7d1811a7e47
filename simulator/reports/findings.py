"""What the event log tells beside the measures, section by section; each takes tables of estimates."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

import pandas as pd

from simulator.analysis import Answers
from simulator.analysis.people import OF_CASES
from simulator.analysis.prices import money_year
from simulator.experiments import Result
from simulator.figures import Lang
from simulator.measures import Estimate, estimate_mean, summarise_by
from simulator.measures.equity import suppression_text
from simulator.measures.legal_cases import LEGAL_UNITS, legal_cases, legal_table
from simulator.measures.quality.risks import RISK_CAVEAT
from simulator.reports.document import Block, Cell, Measured, Paragraph, Row, Section, Table, table
from simulator.reports.facts import counted_days, has_prices
from simulator.reports.findings_words import KEYS, MEASURES, SAID
from simulator.reports.log_values import Values, estimates_of, log_values
from simulator.reports.measure_tables import INTERVAL, MEAN, MOST_ROWS
from simulator.reports.naming import name_title, named, thing_title
from simulator.reports.numbers import change, told
from simulator.reports.say import lower_first, say
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
        By name: ``causes, causes_station, legal, legal_all, steps, resilience, groups, gaps, gini, staff, spread,
        costs, cost_summary, forecast, risks``. One that is missing counts as empty.
    remarks : mapping of str to tuple of (str, str)
        Name -> sentences that must stand beside the table, Indonesian and English.
    values : mapping of str to DataFrame
        Not estimates: the tables of :func:`simulator.reports.log_values.log_values`, of which comparisons take paired
        differences.
    answers : Answers or None
        From which all this is, for figures.
    """

    tables: Mapping[str, pd.DataFrame] = field(default_factory=lambda: MappingProxyType({}))
    remarks: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=lambda: MappingProxyType({}))
    values: Values = field(default_factory=lambda: MappingProxyType({}))
    answers: Answers | None = None

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
    values, forecast = log_values(answers), answers.forecast
    tables = {
        "causes": answers.causes().drop(columns="name"), "causes_station": answers.causes("station"),
        "legal": answers.legal, "legal_all": _legal_all(result), "regime": answers.regime, "steps": answers.steps,
        "resilience": estimates_of(values, "outages"), "groups": answers.groups, "gaps": answers.gaps,
        "gini": answers.gini, "staff": answers.staff, "spread": answers.spread, "costs": answers.costs,
        "cost_summary": answers.cost_summary, "forecast": forecast.index,
        "risks": answers.risks.assign(measure="value"),
    }  # fmt: skip
    said = zip(forecast.remarks("id"), forecast.remarks("en"), strict=True)
    unpriced = _unpriced(answers.cost_values.missing, result.scenario)
    people = answers.group_values[~answers.group_values["by"].isin(OF_CASES)]
    hidden = suppression_text(people, "id"), suppression_text(people, "en")
    once = _once(answers.costs, result.scenario)
    remarks = {
        "forecast": tuple(said), "risks": (RISK_CAVEAT,), "costs": (*unpriced, *once), "once": once,
        "groups": (hidden,) if all(hidden) else (),
    }  # fmt: skip
    return Findings(tables, remarks, values, answers)


def _legal_all(result: Result) -> pd.DataFrame:
    """The legal clock of all permits together, and how many of those that came have one."""
    log, warm_up_ms = result.log, result.warm_up_ms
    classes = dict.fromkeys(log.names.case_classes, "")
    estimates = summarise_by(legal_table(log, warm_up_ms, classes), ["regime"], LEGAL_UNITS).drop(columns="regime")
    cases = legal_cases(log)
    came = cases[cases["arrival_ms"] >= warm_up_ms].groupby("replication").size()
    of_all = estimate_mean(came.reindex(log.replications, fill_value=0).to_numpy(float), "cases")
    row = {"measure": "came", "unit": "cases", "mean": of_all.mean, "half_width": of_all.half_width, "n": of_all.n}
    return pd.concat([estimates, pd.DataFrame([row])], ignore_index=True) if len(cases) else estimates


ONCE = ("item_once", "training", "outreach")
"""Items of cost that are not paid again every year."""


def _once(costs: pd.DataFrame, scenario: Scenario) -> tuple[tuple[str, str], ...]:
    """That what is paid once falls on the simulated days, in both languages, if anything is."""
    paid = costs[costs["item"].isin(ONCE) & (costs["mean"] > 0)]
    return once_remark(list(zip(paid["item"], paid["name"], strict=True)), scenario)


def once_remark(
    things: Sequence[tuple[str, str]], scenario: Scenario, *others: Scenario
) -> tuple[tuple[str, str], ...]:
    """The remark on what is paid once, in both languages.

    Parameters
    ----------
    things : sequence of (str, str)
        Item of cost and name; those paid by the hour, the day or the month are passed over.
    scenario : Scenario
        The office.
    *others : Scenario
        Plans for it, which may pay for things of their own.
    """
    paid = [one for one in things if one[0] in ONCE]
    said = [
        say(
            SAID, "once", lang, days=counted_days(scenario),
            things="; ".join(lower_first(thing_title(*one, scenario, lang, *others)) for one in paid),
        )
        for lang in LANGS
    ]  # fmt: skip
    return ((said[0], said[1]),) if paid else ()


def _unpriced(missing: Sequence[tuple[str, str]], scenario: Scenario) -> tuple[tuple[str, str], ...]:
    """For what there is no price, in both languages."""
    if not missing:
        return ()
    said = [
        say(SAID, "unpriced", lang, things="; ".join(lower_first(thing_title(*one, scenario, lang)) for one in missing))
        for lang in LANGS
    ]
    return ((said[0], said[1]),)


def causes_section(findings: Findings, scenario: Scenario, lang: Lang) -> Section:
    """Waiting by cause, the largest first."""
    causes = findings.table("causes")
    shares = causes[causes["measure"] == "share"].sort_values("mean", ascending=False)
    if shares.empty:
        return _empty("causes", "no_wait", lang)
    first = shares.to_dict("records")[0]
    lead = say(
        SAID, "causes_lead", lang,
        cause=lower_first(name_title(first["cause"], "cause", scenario, lang)), share=told(estimate_of(first), lang),
    )  # fmt: skip
    order = {cause: place for place, cause in enumerate(shares["cause"])}
    sorted_ = causes.assign(_at=causes["cause"].map(order)).sort_values("_at", kind="stable").drop(columns="_at")
    measures = ["share", "min_per_case"]
    read = Paragraph(say(SAID, "causes_read", lang))
    blocks: list[Block] = [Paragraph(lead), read, _wide("causes_table", sorted_, ["cause"], measures, scenario, lang)]
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
    days = [
        "turnaround_days_mean", "turnaround_days_p90", "deemed_approved_share", "lateness_days_mean",
        "stopped_days_mean",
    ]  # fmt: skip
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
    """What outages did, against the same days without them: all together, each subsystem alone, several at a time."""
    frame = findings.table("resilience")
    if frame.empty:
        return _empty("resilience", "no_outage", lang)
    if frame["subsystems"].nunique() == 2:
        frame = frame[frame["subsystems"] != ""]  # all together is then the one that there is
    lead = [Paragraph(said) for said in outage_sentences(findings, scenario, lang)]
    if (frame.loc[frame["measure"] == "extra_staff_hours", "mean"] < 0).any():
        lead.append(Paragraph(say(SAID, "resilience_less", lang)))
    tables = [
        _wide(title, frame, ["subsystems"], measures, scenario, lang)
        for title, measures in (("outage_often", _OFTEN), ("outage_effects", _EFFECTS))
        if frame["measure"].isin(measures).any()
    ]
    return Section(say(SAID, "resilience", lang), (*lead, Paragraph(say(SAID, "resilience_lead", lang)), *tables))


_OFTEN = ("episodes", "outage_min", "depth_share", "recovery_min", "recovered_share")
_EFFECTS = (
    "cases_affected", "peak_extra_cases", "lost_case_hours", "extra_staff_hours", "late_caused", "gave_up_caused",
)  # fmt: skip


def outage_sentences(findings: Findings, scenario: Scenario, lang: Lang) -> Iterator[str]:
    """What all outages together mean to applicants."""
    frame = findings.table("resilience")
    rows = frame[frame["subsystems"] == ""] if "subsystems" in frame else frame
    found = {str(row["measure"]): estimate_of(row) for row in rows.to_dict("records")}
    if {"lost_case_hours", "late_caused", "gave_up_caused"} <= set(found):
        said = {
            key: told(found[name], lang)
            for key, name in (("hours", "lost_case_hours"), ("late", "late_caused"), ("gave_up", "gave_up_caused"))
        }
        n, days = found["lost_case_hours"].n, scenario.spec.horizon.days
        yield say(SAID, "resilience_means", lang, days=days, n=n, **said)


def groups_section(findings: Findings, scenario: Scenario, lang: Lang) -> Section:
    """What each group of applicants goes through, and the gaps between groups."""
    groups, gaps = findings.table("groups"), findings.table("gaps")
    if groups.empty:
        return _empty("groups", "no_group", lang)
    measures = ["cases", "waited_mean", "sojourn_h_mean", "trips_mean", "refused_share", "gave_up_share"]
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
        *_remarks(findings, "groups", lang),
        Paragraph(say(SAID, "groups_lead", lang)),
        _wide("groups_table", shown, _keys(shown), measures, scenario, lang),
    ]
    is_shown = gaps.get("by", pd.Series("", gaps.index)).isin(set(shown.get("by", [])))
    of_waits = gaps[(gaps["measure"] == "waited_mean") & is_shown] if "comparison" in gaps else gaps.iloc[:0]
    if len(of_waits):
        sides = of_waits.assign(measure=of_waits["comparison"]).drop(columns="comparison")
        blocks.append(_wide("gaps_table", sides, ["by", "group", "reference"], ["gap", "ratio"], scenario, lang))
    gini = findings.table("gini")
    if len(gini):
        blocks.append(_long("gini_table", gini, scenario, lang))
    return Section(say(SAID, "groups", lang), tuple(blocks))


def _with_cases(groups: pd.DataFrame) -> pd.DataFrame:
    """Without groups in which there is nobody, and without divisions that leave only one."""
    keys = [key for key in ("by", "group") if key in groups]
    nobody = groups[(groups["measure"] == "cases") & (groups["mean"] == 0)]
    there = groups[~groups.set_index(keys).index.isin(nobody.set_index(keys).index)] if keys else groups
    if keys != ["by", "group"]:
        return there
    return there[there.groupby("by")["group"].transform("nunique") > 1]


_IN_MEASURES = ("case_class",)
"""Groupings that the tables of measures have already."""


def staff_section(findings: Findings, scenario: Scenario, lang: Lang) -> Section:
    """Load of staff and how it is spread."""
    staff, spread = findings.table("staff"), findings.table("spread")
    if staff.empty and spread.empty:
        return _empty("staff", "no_staff", lang)
    blocks: list[Block] = []
    if len(staff):
        measures = ["staffed_h", "utilisation", "overtime_h", "longest_stretch_min"]
        blocks.append(_wide("staff_table", _numbered(staff), _keys(staff), measures, scenario, lang))
    if len(spread):
        blocks.append(_wide("spread_table", spread, _keys(spread), ["gini", "busiest_to_mean"], scenario, lang))
    return Section(say(SAID, "staff", lang), tuple(blocks))


def _numbered(staff: pd.DataFrame) -> pd.DataFrame:
    """Persons numbered from 1 within their place."""
    if not {"place", "server"} <= set(staff):
        return staff
    return staff.assign(server=staff.groupby("place", sort=False)["server"].rank(method="dense").astype(int))


def costs_section(findings: Findings, scenario: Scenario, lang: Lang) -> Section:
    """What the office and the applicants pay."""
    costs, summary = findings.table("costs"), findings.table("cost_summary")
    summary = summary[summary["measure"] != "cost_per_applicant_hour"]  # it is not the price of an hour saved
    if not has_prices(scenario) or not (len(costs) or summary["measure"].isin(["office_cost", "applicant_cost"]).any()):
        return _empty("costs", "no_price", lang)
    lead = Paragraph(say(SAID, "costs_lead", lang, days=counted_days(scenario), year=money_words(scenario, lang)))
    blocks: list[Block] = [lead, *_remarks(findings, "costs", lang)]
    if len(summary):
        blocks.append(_long("costs_sum", summary, scenario, lang))
    if len(costs):
        things = [thing_title(*names, scenario, lang) for names in zip(costs["item"], costs["name"], strict=True)]
        blocks.append(_wide("costs_table", costs.assign(thing=things), ["payer", "thing"], ["amount"], scenario, lang))
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
            Measured(estimate_of(row)),
            int(row["n"]),
        )
        for row in frame.to_dict("records")
    ]
    headings = (named(KEYS, "maladministration", lang), named(KEYS, "indicator", lang), MEAN[lang], "n")
    return Section(
        say(SAID, "risks", lang), (lead, table(say(SAID, "risks_table", lang), headings, rows, INTERVAL[lang]))
    )


def _remarks(findings: Findings, name: str, lang: Lang) -> list[Block]:
    return [Paragraph(said[LANGS.index(lang)]) for said in findings.remarks.get(name, ())]


_SECTIONS: tuple[Callable[[Findings, Scenario, Lang], Section], ...] = (
    causes_section, legal_section, resilience_section, groups_section, staff_section, costs_section, forecast_section,
    risks_section,
)  # fmt: skip


def cost_sentences(findings: Findings | None, scenario: Scenario, lang: Lang) -> Iterator[str]:
    """What the office and the applicants pay, in sentences."""
    is_known = findings is not None and has_prices(scenario)
    summary = findings.table("cost_summary") if findings is not None and is_known else pd.DataFrame()
    found = {str(row["measure"]): estimate_of(row) for row in summary.to_dict("records")}
    if {"office_cost", "applicant_cost"} <= set(found):
        yield say(
            SAID, "costs_are", lang, days=counted_days(scenario), year=money_words(scenario, lang),
            office=told(found["office_cost"], lang), applicants=told(found["applicant_cost"], lang),
            n=found["office_cost"].n,
        )  # fmt: skip
    if "cost_per_permit" in found:
        permit = found["cost_per_permit"]
        yield say(SAID, "cost_each", lang, amount=told(permit, lang), n=permit.n)
    if findings is not None and found:
        yield from (said[LANGS.index(lang)] for said in findings.remarks.get("once", ()))


def money_words(scenario: Scenario, lang: Lang) -> str:
    """The year of the money, if the scenario says it."""
    year = money_year(scenario)
    return say(SAID, "money_year", lang, year=year) if year else say(SAID, "no_money_year", lang)


def group_sentences(findings: Findings | None, scenario: Scenario, lang: Lang) -> Iterator[str]:
    """For each way to group the applicants, who waits longest and who shortest, by paired gaps."""
    gaps = pd.DataFrame() if findings is None else findings.table("gaps")
    if "comparison" not in gaps:
        return
    waits = gaps[(gaps["measure"] == "waited_mean") & (gaps["comparison"] == "gap") & ~gaps["by"].isin(OF_CASES)]
    sure = waits[waits["mean"].abs() > waits["half_width"]]
    for by, part in sure.groupby("by", sort=False):
        of = lower_first(name_title(by, "by", scenario, lang))
        rows = part.sort_values("mean", ascending=False).to_dict("records")
        ends = {"group_worst": rows[0]} if rows[0]["mean"] > 0 else {}
        ends |= {"group_best": rows[-1]} if rows[-1]["mean"] < 0 else {}
        for key, row in ends.items():
            group, reference = (
                lower_first(name_title(row[side], side, scenario, lang, str(by))) for side in ("group", "reference")
            )
            size = change(estimate_of(row), lang)
            yield say(SAID, key, lang, by=of, group=group, reference=reference, size=size, n=int(row["n"]))


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
    known = set(frame["measure"])
    shown = [name for name in measures if name in known]
    headings = [named(KEYS, key, lang) for key in keys] + [named(MEASURES, name, lang) for name in shown]
    rows: list[Row] = []
    for names, part in frame.groupby(list(keys), sort=False, dropna=False):
        found = {str(row["measure"]): estimate_of(row) for row in part.to_dict("records")}
        texts = key_texts(dict(zip(keys, names, strict=True)), scenario, lang)
        cells = [measured(name, found.get(name)) for name in shown]
        n = max((found[name].n for name in shown if name in found), default=0)
        rows.append((*texts, *cells, n))
    made = table(say(SAID, title, lang), (*headings, "n"), rows, INTERVAL[lang])
    return replace(made, is_folded=len(rows) > MOST_ROWS)


def key_texts(names: Mapping[str, object], scenario: Scenario, lang: Lang) -> list[str]:
    """The keys of a row as people say them."""
    by = str(names.get("by", ""))
    return [name_title(name, key, scenario, lang, by) for key, name in names.items()]


def measured(name: str, estimate: Estimate | None, is_change: bool = False) -> Cell:
    """A cell of a measure; times until completion are kept in minutes, which are then told as hours or days."""
    if estimate is None or not estimate.n:
        return None
    if name == "sojourn_h_mean":
        estimate = Estimate(60 * estimate.mean, 60 * estimate.half_width, estimate.n, "min")
    return Measured(estimate, is_change)


def _long(title: str, frame: pd.DataFrame, scenario: Scenario, lang: Lang) -> Table:
    """A row for each estimate."""
    keys = [key for key in _keys(frame) if frame[key].astype(str).any()]
    headings = (*(named(KEYS, key, lang) for key in keys), named(KEYS, "of", lang), MEAN[lang], "n")
    rows: list[Row] = []
    for row in frame.head(_MOST_LONG).to_dict("records"):
        texts = key_texts({key: row[key] for key in keys}, scenario, lang)
        name, estimate = str(row["measure"]), estimate_of(row)
        rows.append((*texts, named(MEASURES, name, lang), measured(name, estimate), estimate.n))
    more = "" if len(frame) <= _MOST_LONG else _CUT[lang].format(shown=_MOST_LONG, all=len(frame))
    return table(say(SAID, title, lang), headings, rows, more + INTERVAL[lang])


_CUT: dict[Lang, str] = {"id": "{shown} dari {all} baris. ", "en": "{shown} of {all} rows. "}
