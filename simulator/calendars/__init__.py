"""Working hours as open intervals of time."""

from simulator.calendars.hours import (
    MS_PER_DAY,
    MS_PER_HOUR,
    MS_PER_MINUTE,
    clock_time_ms,
    merge_intervals,
    repeat_daily,
)

__all__ = ["MS_PER_DAY", "MS_PER_HOUR", "MS_PER_MINUTE", "clock_time_ms", "merge_intervals", "repeat_daily"]
