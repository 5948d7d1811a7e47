"""Bounds of what a form may hold; beyond them somebody has mistyped, or it is no form."""

MOST = 1_000_000
"""Of anything counted in one cell."""

MOST_PERSONS = 1_000
"""On duty in one shift."""

MOST_MINUTES = 10_000
"""Of one service or outage: a week."""

MOST_DAYS = 3_660
"""Working days of one permit."""

MOST_PERIOD_DAYS = 731
"""Days counted in one form."""

FIRST_YEAR, LAST_YEAR = 2015, 2040

FEWEST_SAMPLES = 5
"""Services of a station below which its times stay assumed."""

FEWEST_OUTAGES = 3
"""Outages of a subsystem below which its numbers stay assumed."""

LEAST_CV, MOST_CV = 0.01, 10
"""Coefficients of variation that are written where the samples differ by less, or more."""

DISAGREEMENT = 0.25
"""Share by which tickets and permits may differ without a word."""
