"""The figures of a run, from its result."""

from matplotlib.figure import Figure

from simulator.calendars import MS_PER_MINUTE
from simulator.eventlog import NONE
from simulator.experiments import Result
from simulator.figures.office import queue_figure, utilisation_figure, waiting_figure
from simulator.figures.words import Lang
from simulator.measures import queue_through_day, queueing_stations, visits
from simulator.measures.names import GROUP_TITLES


def run_figures(result: Result, lang: Lang = "id") -> dict[str, Figure]:
    """Queue through the day, waiting-time distribution, and utilisation of each station's servers or pool of persons.

    Parameters
    ----------
    result : Result
        A run.
    lang : {"id", "en"}, optional
        Language of the words.

    Returns
    -------
    dict of str to Figure
        ``queue``, ``waiting``, ``utilisation``; those for which the office has stations.
    """
    titles = {name: title.replace("$", r"\$") for name, title in place_titles(result, lang).items()}  # no formulas
    lines = {name: titles[name] for name in (result.log.names.stations[code] for code in queueing_stations(result.log))}
    window = result.scenario.resolved
    queues = queue_through_day(result.log, window.warm_up_ms)
    waits = visits(result.log)
    waits = waits[(waits["join_ms"] >= window.warm_up_ms) & waits["start_ms"].notna() & (waits["server"] != NONE)]
    waits = waits.assign(
        wait_min=(waits["start_ms"] - waits["join_ms"]).astype(float) / MS_PER_MINUTE,
        station=[result.log.names.stations[code] for code in waits["station"]],
    )
    staffed = {name: f"utilisation[{name}]" for name in titles}
    utilisation = {name: result.estimate(column) for name, column in staffed.items() if column in result.values}
    utilisation = {name: estimate for name, estimate in utilisation.items() if estimate.n}
    figures = {}
    if len(queues):
        figures["queue"] = queue_figure(queues, lines, lang)
    if len(waits):
        figures["waiting"] = waiting_figure(waits, window.waiting_target_ms / MS_PER_MINUTE, lines, lang)
    if utilisation:
        figures["utilisation"] = utilisation_figure(utilisation, titles, lang)
    return figures


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
