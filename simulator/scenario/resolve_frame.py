"""What the parts of a scenario refer to."""

from dataclasses import dataclass
from functools import cached_property

from simulator.scenario.resolve_time import Almanac, Opening, almanac, opening
from simulator.scenario.resolved import NEVER
from simulator.scenario.schema import ScenarioSpec


@dataclass(frozen=True)
class Frame:
    """A scenario with its days, its open hours, and its names as positions.

    Attributes
    ----------
    spec : ScenarioSpec
        Typed scenario without problems.
    """

    spec: ScenarioSpec

    @cached_property
    def almanac(self) -> Almanac:
        """The days of the horizon."""
        return almanac(self.spec.horizon)

    @cached_property
    def openings(self) -> dict[str, Opening]:
        """The calendars by name."""
        return {name: opening(block, self.almanac) for name, block in self.spec.calendars.items()}

    @cached_property
    def stations(self) -> dict[str, int]:
        """Positions of the stations by name."""
        return {station.name: index for index, station in enumerate(self.spec.stations)}

    @cached_property
    def channels(self) -> dict[str, int]:
        """Positions of the channels by name."""
        return {channel.name: index for index, channel in enumerate(self.spec.channels)}

    @cached_property
    def subsystems(self) -> dict[str, int]:
        """Positions of the subsystems by name."""
        return {outage.subsystem: index for index, outage in enumerate(self.spec.outages)}

    def opening(self, calendar: str | None) -> Opening | None:
        """A calendar, where one is named."""
        return None if calendar is None else self.openings[calendar]

    def calendar(self, name: str | None) -> int:
        """Position of a calendar, where one is named."""
        return NEVER if name is None else list(self.spec.calendars).index(name)
