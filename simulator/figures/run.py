"""The figures of a run, from its result."""

from typing import Literal

import pandas as pd

from simulator.calendars import MS_PER_DAY, MS_PER_MINUTE
from simulator.eventlog import NONE, EventLog
from simulator.experiments import Result
from simulator.figures.causes import causes_figure
from simulator.figures.flow import flow_figure
from simulator.figures.gantt import gantt_figure
from simulator.figures.hours import hours_figure
from simulator.figures.legal import lateness_figure, turnaround_figure
from simulator.figures.office import queue_figure, utilisation_figure, waiting_figure
from simulator.figures.style import Drawing
from simulator.figures.words import Lang
from simulator.measures import queue_through_day, queueing_stations, summarise_by, visits
from simulator.measures.causes import CAUSES_UNITS, causes_table, waiting_causes
from simulator.measures.day import WAITS_BY_HOUR_UNITS, gantt_rows, waits_by_hour
from simulator.measures.flows import FLOWS_UNITS, STAYS_UNITS, flows, stays
from simulator.measures.legal_cases import lateness_distribution, legal_cases
from simulator.measures.names import GROUP_TITLES


def run_figures(result: Result, lang: Lang = "id") -> dict[str, Drawing]:
    """Every figure that a single run can give.

    Parameters
    ----------
    result : Result
        A run that kept its log.
    lang : {"id", "en"}, optional
        Language of the words.

    Returns
    -------
    dict of str to Drawing
        Those for which the run has something to show, in this order: ``queue`` (through the day), ``hours`` (waits by
        weekday and hour, at the station at which most are served), ``waiting`` (distribution of waits),
        ``utilisation``, ``causes`` (of waiting, by permit), ``causes_places`` (by station of the office),
        ``turnaround``, ``lateness`` (against the deadlines), ``flow`` (map of the process), ``gantt`` (first day on
        which anybody is on shift, of the first replication).
    """
    log, window = result.log, result.scenario.resolved
    places = place_titles(result, lang)
    lines = {name: places[name] for name in (log.names.stations[code] for code in queueing_stations(log))}
    figures: dict[str, Drawing] = {}
    queues = queue_through_day(log, result.warm_up_ms)
    if len(queues):
        figures["queue"] = queue_figure(queues, lines, lang)
    waits = _waits(log, result.warm_up_ms)
    if len(waits):
        figures["hours"] = _hours(result, waits, places, lang)
        figures["waiting"] = waiting_figure(waits, window.waiting_target_ms / MS_PER_MINUTE, lines, lang)
    staffed = {name: f"utilisation[{name}]" for name in places}
    utilisation = {name: result.estimate(column) for name, column in staffed.items() if column in result.values}
    if any(one.n for one in utilisation.values()):
        figures["utilisation"] = utilisation_figure(utilisation, places, lang)
    return figures | _causes(result, places, lang) | _legal(result, lang) | _moves(result, places, lang)


def place_titles(result: Result, lang: Lang) -> dict[str, str]:
    """Names for people of the stations of a run, then of its pools of persons.

    Parameters
    ----------
    result : Result
        A run.
    lang : {"id", "en"}
        Language of the names.

    Returns
    -------
    dict of str to str
        Name in the scenario -> title.
    """
    spec = result.scenario.spec
    pools = {pool.name: getattr(pool.title, lang) for pool in spec.staff}
    return {station.name: getattr(station.title, lang) for station in spec.stations} | pools


def group_titles(result: Result, lang: Lang) -> dict[str, str]:
    """Names for people of the groups of cases that have measures of their own: case classes, then channels.

    Parameters
    ----------
    result : Result
        A run.
    lang : {"id", "en"}
        Language of the names.

    Returns
    -------
    dict of str to str
        As in measures, ``class:NAME`` or ``channel:NAME`` -> title that begins with the kind of group.
    """
    spec, position = result.scenario.spec, ("id", "en").index(lang)
    groups = [("class", each.name, each.title) for each in spec.case_classes]
    groups += [("channel", each.name, each.title) for each in spec.channels]
    return {f"{kind}:{name}": f"{GROUP_TITLES[kind][position]}: {getattr(title, lang)}" for kind, name, title in groups}


def subsystem_titles(result: Result, lang: Lang) -> dict[str, str]:
    """Names for people of what may fail; a subsystem without a title keeps its name."""
    titled = {outage.subsystem: outage.title for outage in result.scenario.spec.outages if outage.title}
    return {name: getattr(title, lang) for name, title in titled.items()}


def _waits(log: EventLog, warm_up_ms: int) -> pd.DataFrame:
    """Waits for staff in the window that ended with service."""
    table = visits(log)
    table = table[(table["join_ms"] >= warm_up_ms) & table["start_ms"].notna() & (table["server"] != NONE)]
    return table.assign(
        wait_min=(table["start_ms"] - table["join_ms"]).astype(float) / MS_PER_MINUTE,
        station=[log.names.stations[code] for code in table["station"]],
    )


def _hours(result: Result, waits: pd.DataFrame, places: dict[str, str], lang: Lang) -> Drawing:
    """Of the station at which most are served."""
    window, station = result.scenario.resolved, str(waits["station"].value_counts().idxmax())
    first = pd.Timestamp(window.start_date).weekday() if window.start_date else None
    table = waits_by_hour(result.log, result.warm_up_ms, first, station)
    return hours_figure(summarise_by(table, ["weekday", "hour"], WAITS_BY_HOUR_UNITS), lang, places[station])


def _causes(result: Result, places: dict[str, str], lang: Lang) -> dict[str, Drawing]:
    log = result.log
    intervals, warm_up_ms = waiting_causes(log), result.warm_up_ms
    classes = {each.name: getattr(each.title, lang) for each in result.scenario.spec.case_classes}
    outside = [
        name for code, name in enumerate(log.names.stations) if log.names.kind(code) in ("external", "applicant")
    ]
    figures: dict[str, Drawing] = {}
    bars: list[tuple[str, Literal["case_class", "station"], dict[str, str]]] = [
        ("causes", "case_class", classes), ("causes_places", "station", places)
    ]  # fmt: skip
    for key, by, titles in bars:
        table = causes_table(intervals, log.names, log.replications, by, warm_up_ms)
        table = table[~table["name"].isin(outside)] if by == "station" else table
        if table["hours"].any():
            estimates = summarise_by(table, ["name", "cause"], CAUSES_UNITS)
            figures[key] = causes_figure(estimates, titles, lang, subsystem_titles(result, lang), by)
    return figures


def _legal(result: Result, lang: Lang) -> dict[str, Drawing]:
    log, warm_up_ms = result.log, result.warm_up_ms
    names = log.names.case_classes
    deadlines = {name: days for name, days in zip(names, log.names.deadline_days, strict=False) if days >= 0}
    cases = legal_cases(log)
    cases = cases[cases["arrival_ms"] >= warm_up_ms]
    cases = cases.assign(case_class=[names[code] for code in cases["case_class"]])
    if not (cases["outcome"] != "left_out").any():
        return {}
    titles = {each.name: getattr(each.title, lang) for each in result.scenario.spec.case_classes}
    return {
        "turnaround": turnaround_figure(cases, deadlines, titles, lang),
        "lateness": lateness_figure(lateness_distribution(log, warm_up_ms), titles, lang),
    }


def _moves(result: Result, places: dict[str, str], lang: Lang) -> dict[str, Drawing]:
    log, warm_up_ms = result.log, result.warm_up_ms
    figures = {}
    moves = flows(log, warm_up_ms)
    if len(moves):
        estimates = summarise_by(moves, ["source", "target"], FLOWS_UNITS)
        stay = summarise_by(stays(log, warm_up_ms), ["station"], STAYS_UNITS)
        figures["flow"] = flow_figure(estimates, stay, places, lang)
    first = log.replications[0]
    for day in range(warm_up_ms // MS_PER_DAY, log.horizon_ms // MS_PER_DAY):
        rows = gantt_rows(log, day, first)
        if (rows["kind"] == "shift").any():
            figures["gantt"] = gantt_figure(rows, places | subsystem_titles(result, lang), lang)
            break
    return figures
