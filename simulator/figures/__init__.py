"""Tables -> matplotlib figures: one function per figure, colour-blind-safe."""

from simulator.figures.causes import causes_figure
from simulator.figures.costs import costs_figure
from simulator.figures.differences import forest_figure
from simulator.figures.flow import flow_figure
from simulator.figures.gantt import gantt_figure
from simulator.figures.groups import gaps_figure
from simulator.figures.hours import hours_figure
from simulator.figures.legal import lateness_figure, turnaround_figure
from simulator.figures.office import queue_figure, utilisation_figure, waiting_figure
from simulator.figures.outage import outage_figure
from simulator.figures.quality import forecast_figure
from simulator.figures.run import group_titles, place_titles, run_figures
from simulator.figures.staff import staff_figure
from simulator.figures.story import story_figure
from simulator.figures.studies import curve_figure, pareto_figure, surface_figure, tornado_figure
from simulator.figures.style import Drawing
from simulator.figures.words import Lang

__all__ = [
    "Drawing",
    "Lang",
    "causes_figure",
    "costs_figure",
    "curve_figure",
    "flow_figure",
    "forecast_figure",
    "forest_figure",
    "gantt_figure",
    "gaps_figure",
    "group_titles",
    "hours_figure",
    "lateness_figure",
    "outage_figure",
    "pareto_figure",
    "place_titles",
    "queue_figure",
    "run_figures",
    "staff_figure",
    "story_figure",
    "surface_figure",
    "tornado_figure",
    "turnaround_figure",
    "utilisation_figure",
    "waiting_figure",
]
