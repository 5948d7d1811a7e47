"""Numbers of a lesson, worked out while nobody waits, so that the first of a class need not wait for them either."""

from collections.abc import Iterator, Sequence

from simulator.scenario import Scenario
from simulator.teaching.lab import Measure
from simulator.teaching.page import Page
from simulator.teaching.plan import Choices, Explore, Lever, Slider

MOST_PLACES = 200
"""Of one lever: a slider with more, moved without end, is left to those who move it."""


def work_out(page: Page) -> Iterator[None]:
    """Simulate what a lesson's levers and comparison show, a piece at each step; the values are shared by all pages.

    Parameters
    ----------
    page : Page
        Of the lesson; its panels need not have been made.
    """
    explore, comparison = page.plan.explore, page.plan.comparison
    if explore is not None:
        for places in _places(explore):
            yield from _pieces(page, [explore.scenario(places)], explore.measures)
    if comparison is not None:
        yield from _pieces(page, [setting.scenario for setting in comparison.settings], comparison.measures)


def _pieces(page: Page, scenarios: Sequence[Scenario], measures: Sequence[Measure]) -> Iterator[None]:
    for _ in page.lab.refine_all(scenarios, measures):
        yield


def _places(explore: Explore) -> Iterator[Choices]:
    """Each lever moved by itself, the others where they stand at first."""
    start = {lever.key: float(lever.start) for lever in explore.levers}
    for lever in explore.levers:
        yield from ({**start, lever.key: place} for place in _stops(lever))


def _stops(lever: Lever) -> list[float]:
    if not isinstance(lever, Slider):
        return [float(place) for place in range(len(lever.options))]
    steps = round((lever.maximum - lever.minimum) / lever.step)
    return [round(lever.minimum + place * lever.step, 9) for place in range(min(steps + 1, MOST_PLACES))]
