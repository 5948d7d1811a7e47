"""SimPy's clock with the model's order of equal times."""

from collections.abc import Callable

import simpy

from simulator.engines.order import Phase

_CASE_BITS, _STATION_BITS = 32, 8


class Moment(simpy.Event):
    """An event that happens at a set time, in a set place among those of the same time."""

    def __init__(self, timeline: "Timeline", delay_ms: int, rank: int):
        super().__init__(timeline)
        self._ok = True
        self._value = None
        timeline.schedule(self, priority=rank, delay=delay_ms)  # type: ignore[arg-type]


class Timeline(simpy.Environment):
    """The simulated clock, in whole milliseconds.

    SimPy orders events of the same time by a priority, then by when they were scheduled. Here the priority holds the
    phase, then the station, then the case, so the order does not depend on who was scheduled first. SimPy's own
    priorities, 0 and 1, stay before all of them: what a moment sets off is finished before the next moment.
    """

    def __init__(self) -> None:
        super().__init__(initial_time=0)

    @property
    def now_ms(self) -> int:
        """The current time, milliseconds since the start of the horizon."""
        return int(self.now)

    def moment(self, time_ms: int, phase: Phase, station: int = 0, case: int = 0) -> Moment:
        """An event at a time, now or later.

        Parameters
        ----------
        time_ms : int
            When, milliseconds since the start of the horizon.
        phase : Phase
            Its turn among the events of that time.
        station, case : int, optional
            Its turn within the phase: lower numbers first.
        """
        rank = (phase << _STATION_BITS | station) << _CASE_BITS | case
        return Moment(self, time_ms - self.now_ms, rank)

    def call_at(self, action: Callable[[], None], time_ms: int, phase: Phase, station: int = 0, case: int = 0) -> None:
        """Do something at a time, in a set place among what happens then."""
        moment = self.moment(time_ms, phase, station, case)
        assert moment.callbacks is not None
        moment.callbacks.append(lambda _: action())

    def never(self) -> simpy.Event:
        """An event that does not happen."""
        return self.event()
