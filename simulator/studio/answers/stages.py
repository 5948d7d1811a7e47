"""The work behind a comparison: a first answer at once, then better ones, each told as soon as it is there."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from simulator.experiments import Comparison
from simulator.reports.findings import Findings
from simulator.studio.answers.asked import Answer, Asked
from simulator.studio.background import Stopped, Tell, Work
from simulator.studio.runs import FIRST, Runs

__all__ = ["LOG_WEIGHT", "Step", "answer_work"]

SECOND = 30
"""Replications of the answer that follows the first."""

FIRST_LOGS = 10
"""Replications whose logs are read first, so that costs and causes are there soon."""

LOG_WEIGHT = 20
"""Reading a replication's log takes so many times as long as simulating it: measured on kabupaten-menengah, 28 days."""

EXPECTED = 100
"""Replications reckoned with where a precision says when there are enough; only for the bar."""

OFTEN_S = 0.2
"""Seconds between two steps of the bar."""

PATIENCE_S = 1.0
"""Seconds before anything is said of the time left."""

SIMULATES, READS = "simulates", "reads"


@dataclass(frozen=True)
class Step:
    """How far the work is.

    Attributes
    ----------
    does : str
        ``simulates`` or ``reads`` (event logs).
    done, of : int
        Replications of all offices together; `of` is 0 where nobody knows.
    share : float or None
        Of the whole work, 0 to 1.
    left_s : float or None
        Seconds that it still takes, if they can be told.
    """

    does: str
    done: int
    of: int
    share: float | None
    left_s: float | None


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
        logs = runs.logged(asked.offices, _expected(asked), asked.settings.seed)
        clock = _Clock(asked, logs, tell)
        found = None
        for found in _simulated(asked, runs, clock, stop):
            tell(Answer(asked, found))
        if found is None:
            raise Stopped
        for few in _stages(logs, FIRST_LOGS):
            answer = Answer(asked, found, _read(asked, runs, few, clock, stop), few)
            tell(replace(answer, is_whole=few == logs))

    return work


def _simulated(asked: Asked, runs: Runs, clock: "_Clock", stop: Callable[[], bool]) -> Iterator[Comparison]:
    """Comparisons over more and more replications, the last as the settings ask for."""
    settings, labels = asked.settings, asked.names[1:]
    last = SECOND if settings.precision is not None else settings.replications
    for n in _stages(last, FIRST, SECOND):
        found = runs.comparison(asked.offices, labels, n, settings.seed, stop, clock.simulating())
        if found is None:
            raise Stopped
        yield found
    if settings.precision is not None:
        yield runs.precise(asked.offices, labels, settings.precision, settings.seed, stop, clock.seeking())
        _go_on(stop)


def _read(asked: Asked, runs: Runs, few: int, clock: "_Clock", stop: Callable[[], bool]) -> tuple[Findings, ...]:
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


def _expected(asked: Asked) -> int:
    """Replications that will probably be simulated."""
    return asked.settings.replications if asked.settings.precision is None else EXPECTED


def _go_on(stop: Callable[[], bool]) -> None:
    """Nothing that was cut short is told."""
    if stop():
        raise Stopped


class _Clock:
    """How much of the work is done, and how long the rest takes at the same pace."""

    def __init__(self, asked: Asked, logs: int, tell: Tell) -> None:
        self._tell = tell
        reading = sum(_stages(logs, FIRST_LOGS)) * LOG_WEIGHT
        self._all = len(asked.offices) * (sum(_stages(_expected(asked), FIRST, SECOND)) + reading)
        self._done = 0
        self._began = self._said = time.monotonic()

    def simulating(self) -> Callable[[int, int], None]:
        """To be told of replications of a stage whose number is known."""
        before = self._done

        def told(done: int, of: int) -> None:
            self._done = before + done
            self._say(SIMULATES, done, of)

        return told

    def seeking(self) -> Callable[[int, int], None]:
        """To be told of replications until they are enough; nobody knows how many these are."""

        def told(done: int, _most: int) -> None:
            self._say(SIMULATES, done, 0)

        return told

    def reading(self, done: int, of: int) -> None:
        """Logs of so many replications are read."""
        self._said = 0.0
        self._say(READS, done, of)

    def add(self, weight: int) -> None:
        """So much more is done."""
        self._done += weight

    def _say(self, does: str, done: int, of: int) -> None:
        now = time.monotonic()
        if now - self._said < OFTEN_S:
            return
        self._said = now
        share = min(1.0, self._done / self._all) if of else None
        spent = now - self._began
        left = spent * (1 - share) / share if share and spent >= PATIENCE_S else None
        self._tell(Step(does, done, of, share, left))
