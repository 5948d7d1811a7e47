"""Runs -> answers: what happened, why, to whom and at what cost, each number with its interval."""

from simulator.analysis.answers import Answers
from simulator.analysis.cost_of_saving import Ratio, Saving, cost_of_saving
from simulator.analysis.people import GROUPINGS, experience_of, people_of
from simulator.analysis.prices import costs_of, money_year
from simulator.analysis.quality import IkmForecast, ikm_forecast, maladministration_risks, quality_cases
from simulator.analysis.twins import episodes, twin_logs

__all__ = [
    "GROUPINGS",
    "Answers",
    "IkmForecast",
    "Ratio",
    "Saving",
    "cost_of_saving",
    "costs_of",
    "episodes",
    "experience_of",
    "ikm_forecast",
    "maladministration_risks",
    "money_year",
    "people_of",
    "quality_cases",
    "twin_logs",
]
