"""Compiling everything that a run needs, once, before anybody waits for it."""

from simulator.compiled import HAS_NUMBA, mark_ready
from simulator.experiments.run import run
from simulator.scenario import load_scenario

OFFICES = (("kabupaten-menengah", "jaringan-cadangan"), ("kota-besar", "antrean-per-loket"))
"""Scenarios and patches that between them need all machine code there is."""


def warm() -> None:
    """Compile what simulates and measures, or load it where it is kept, and write down that it is there.

    Without Numba there is nothing to compile.
    """
    if not HAS_NUMBA:
        return
    for name, patch in OFFICES:
        run(load_scenario(name).patched(patch), replications=1, engine="fast")
    mark_ready()


if __name__ == "__main__":
    warm()
