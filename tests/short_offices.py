"""The offices of the library for at most two weeks, so that both engines can play all of them."""

from functools import cache

import pytest

from simulator.scenario import Scenario, library_names, load_scenario

MOST_DAYS = 14
LARGE = ("kota-industri", "mpp", "oss-2018-rollout")
OFFICES = library_names()
SOME_OFFICES = [pytest.param(name, marks=pytest.mark.verify) if name in LARGE else name for name in OFFICES]
"""The same as parameters of a test, those that take longest in `make verify` only."""

BASE = "kabupaten-menengah"
"""What several offices are variants of, with its patches."""


_loaded = cache(load_scenario)


@cache
def short_office(name: str) -> Scenario:
    """An office with a horizon of at most :data:`MOST_DAYS` and a warm-up of two days at most."""
    office = _loaded(name)
    horizon = office.spec.horizon
    shorter = {"horizon.days": min(horizon.days, MOST_DAYS), "horizon.warm_up_days": min(horizon.warm_up_days, 2)}
    return office.with_({path: days for path, days in shorter.items() if days})


def own_patches(name: str) -> list[str]:
    """Patches of an office but those that it has from its base."""
    inherited = {} if name == BASE else _loaded(BASE).spec.patches
    return [patch for patch, said in _loaded(name).spec.patches.items() if said != inherited.get(patch)]
