"""Compiling everything that runs and their answers need, once, before anybody waits for it."""

from simulator.analysis.answers import Answers
from simulator.compiled import HAS_NUMBA, mark_ready
from simulator.experiments import run
from simulator.scenario import load_scenario

OFFICES = (("kabupaten-menengah", "jaringan-cadangan"), ("kota-besar", "antrean-per-loket"))
"""Scenarios and patches that between them need all machine code there is."""

ANSWERS = ("legal", "steps", "resilience", "cases", "cost_values", "staff_values")
"""Those that are worked out by machine code."""


def warm() -> None:
    """Compile what simulates, measures and answers, or load it where it is kept, and write down that it is there.

    Without Numba there is nothing to compile.
    """
    if not HAS_NUMBA:
        return
    for name, patch in OFFICES:
        answers = Answers(run(load_scenario(name).patched(patch), replications=1, engine="fast"))
        answers.causes()
        for part in ANSWERS:
            getattr(answers, part)
    mark_ready()


if __name__ == "__main__":
    warm()
