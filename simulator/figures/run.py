"""The figures of a run, from its result."""

from matplotlib.figure import Figure

from simulator.calendars import MS_PER_MINUTE
from simulator.eventlog import NONE
from simulator.experiments import Result
from simulator.figures.office import queue_figure, utilisation_figure, waiting_figure
from simulator.figures.words import Lang
from simulator.measures import queue_through_day, visits


def run_figures(result: Result, lang: Lang = "id") -> dict[str, Figure]:
    """Queue through the day, waiting-time distribution and utilisation per station.

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
    stations = result.scenario.spec.stations
    titles = {station.name: getattr(station.title, lang).replace("$", r"\$") for station in stations}  # no formulas
    window = result.scenario.resolved
    queues = queue_through_day(result.log, window.warm_up_ms)
    waits = visits(result.log)
    waits = waits[(waits["join_ms"] >= window.warm_up_ms) & waits["start_ms"].notna() & (waits["server"] != NONE)]
    waits = waits.assign(
        wait_min=(waits["start_ms"] - waits["join_ms"]).astype(float) / MS_PER_MINUTE,
        station=[result.log.names.stations[code] for code in waits["station"]],
    )
    staffed = {s.name: f"utilisation[{s.name}]" for s in stations}
    utilisation = {name: result.estimate(column) for name, column in staffed.items() if column in result.values}
    utilisation = {name: estimate for name, estimate in utilisation.items() if estimate.n}
    figures = {}
    if len(queues):
        figures["queue"] = queue_figure(queues, titles, lang)
    if len(waits):
        figures["waiting"] = waiting_figure(waits, window.waiting_target_ms / MS_PER_MINUTE, titles, lang)
    if utilisation:
        figures["utilisation"] = utilisation_figure(utilisation, titles, lang)
    return figures
