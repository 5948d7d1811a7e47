"""Working hours, Ramadan and days off -> open intervals and working days."""

from simulator.calendars.hours import (
    MS_PER_DAY,
    MS_PER_HOUR,
    MS_PER_MINUTE,
    Interval,
    clock_time_ms,
    merge_intervals,
    repeat_daily,
)
from simulator.calendars.intervals import intersect, subtract
from simulator.calendars.open_time import OpenTime, advance
from simulator.calendars.public_holidays import days_off, is_decreed
from simulator.calendars.ramadan import ramadan_days
from simulator.calendars.rules import regular_hours
from simulator.calendars.weekly import WeeklyHours, weekly_hours
from simulator.calendars.workdays import add_working_days, count_working_days, working_days

__all__ = [
    "MS_PER_DAY",
    "MS_PER_HOUR",
    "MS_PER_MINUTE",
    "Interval",
    "OpenTime",
    "WeeklyHours",
    "add_working_days",
    "advance",
    "clock_time_ms",
    "count_working_days",
    "days_off",
    "intersect",
    "is_decreed",
    "merge_intervals",
    "ramadan_days",
    "regular_hours",
    "repeat_daily",
    "subtract",
    "weekly_hours",
    "working_days",
]
