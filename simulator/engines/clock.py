"""The legal clock of the reference engine: deadlines in working days, and the opening of what is closed."""

from bisect import bisect_left, bisect_right

from simulator.calendars import MS_PER_DAY, OpenTime
from simulator.scenario import NEVER, ResolvedCalendar, ResolvedChannel


class WorkingDays:
    """Deadlines counted in working days.

    A deadline is a position in the list of the horizon's working days; beyond the list it never falls due.
    """

    def __init__(self, is_working_day: tuple[bool, ...]):
        self._days = [day for day, is_working in enumerate(is_working_day) if is_working]

    def deadline(self, from_ms: int, days: int) -> int:
        """Position of the n-th working day after the day of a moment."""
        return self._until(from_ms) + days - 1

    def moved(self, deadline: int, left_ms: int, back_ms: int) -> int:
        """Position of a deadline after the clock stood; not before the day of coming back."""
        moved = deadline + self._until(back_ms) - self._until(left_ms)
        return max(moved, bisect_left(self._days, back_ms // MS_PER_DAY))

    def due_ms(self, deadline: int) -> int | None:
        """The end of the day at a position."""
        return (self._days[deadline] + 1) * MS_PER_DAY if deadline < len(self._days) else None

    def _until(self, ms: int) -> int:
        return bisect_right(self._days, ms // MS_PER_DAY)


class Openings:
    """Named calendars: when open time has passed, and when what is closed opens next."""

    def __init__(self, calendars: tuple[ResolvedCalendar, ...]):
        self._calendars = [OpenTime(calendar.open) for calendar in calendars]

    def after(self, start_ms: int, duration_ms: int, calendar: int) -> int | None:
        """When so much open time has passed; None if it never does."""
        return start_ms + duration_ms if calendar == NEVER else self._calendars[calendar].advance(start_ms, duration_ms)

    def next_coming(self, ms: int | None, channel: ResolvedChannel) -> int | None:
        """When a person comes who could come at a moment: then, or when the channel exists and opens next."""
        while ms is not None:
            if channel.in_person and channel.calendar != NEVER:
                ms = self._calendars[channel.calendar].next_opening(ms)
            if ms is None or channel.open_days is None or ms // MS_PER_DAY in channel.open_days:
                return ms
            later = (day * MS_PER_DAY for day in channel.open_days if day * MS_PER_DAY > ms)
            ms = next(later, None)
        return None
