"""The work behind a comparison: a first answer at once, then better ones, each told as soon as it is there."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from simulator.experiments import Comparison
from simulator.reports.findings import Findings
from simulator.studio.answers.asked import Answer, Asked
from simulator.studio.answers.clock import LOG_WEIGHT, Clock, likely
from simulator.studio.background import Stopped, Tell, Work
from simulator.studio.runs import FIRST, Runs

__all__ = ["LOG_WEIGHT", "answer_work"]

SECOND = 30
"""Replications of the answer that follows the first."""

FIRST_LOGS = 10
"""Replications whose logs are read first, so that costs and causes are there soon."""


def answer_work(asked: Asked, runs: Runs) -> Work:
    """Simulate, then read event logs; tells :class:`Answer` and :class:`Step`.

    Parameters
    ----------
    asked : Asked
        At least two offices.
    runs : Runs
        What was simulated already is not simulated again.
    """

    def work(tell: Tell, stop: Callable[[], bool]) -> None:
        logs = runs.logged(asked.offices, _stages_of(asked)[-1], asked.settings.seed)
        clock = Clock(len(asked.offices), sum(_stages(logs, FIRST_LOGS)), tell)
        found = None
        for found in _simulated(asked, runs, clock, stop):
            tell(Answer(asked, found))
        if found is None:
            raise Stopped
        for few in _stages(logs, FIRST_LOGS):
            answer = Answer(asked, found, _read(asked, runs, few, clock, stop), few)
            tell(replace(answer, is_whole=few == logs))

    return work


def _simulated(asked: Asked, runs: Runs, clock: Clock, stop: Callable[[], bool]) -> Iterator[Comparison]:
    """Comparisons over more and more replications, the last as the settings ask for."""
    settings, labels = asked.settings, asked.names[1:]
    stages = _stages_of(asked)
    if settings.precision is None:
        clock.expect(sum(stages))
    for n in stages:
        each = runs.comparison(asked.offices, labels, n, settings.seed, stop, clock.simulating())
        if each is None:
            raise Stopped
        found = each
        yield found
    if settings.precision is not None:
        more = likely(found, settings.precision)
        clock.expect(sum(stages) + more)
        precise = runs.precise(asked.offices, labels, settings.precision, settings.seed, stop, clock.seeking(more))
        _go_on(stop)
        clock.expect(sum(stages) + precise.base.provenance.replications)
        yield precise


def _read(asked: Asked, runs: Runs, few: int, clock: Clock, stop: Callable[[], bool]) -> tuple[Findings, ...]:
    found = []
    for place, office in enumerate(asked.offices):
        clock.reading(place * few, len(asked.offices) * few)
        found.append(runs.findings(office, few, asked.settings.seed, stop, few))
        _go_on(stop)
        clock.add(few * LOG_WEIGHT)
    return tuple(found)


def _stages(last: int, *first: int) -> list[int]:
    """Numbers of replications, one after the other; the last is the one that was asked for."""
    return [*(n for n in first if n < last), last]


def _stages_of(asked: Asked) -> list[int]:
    """Replications of each office, stage by stage; with a precision, those that tell how many it needs."""
    last = SECOND if asked.settings.precision is not None else asked.settings.replications
    return _stages(last, FIRST, SECOND)


def _go_on(stop: Callable[[], bool]) -> None:
    """Nothing that was cut short is told."""
    if stop():
        raise Stopped
