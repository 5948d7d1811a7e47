"""Tables -> matplotlib figures: one function per figure, colour-blind-safe."""

from simulator.figures.office import queue_figure, utilisation_figure, waiting_figure
from simulator.figures.run import group_titles, place_titles, run_figures
from simulator.figures.words import Lang

__all__ = [
    "Lang",
    "group_titles",
    "place_titles",
    "queue_figure",
    "run_figures",
    "utilisation_figure",
    "waiting_figure",
]
