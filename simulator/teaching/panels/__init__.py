"""The parts of a lesson's page, each wired to the learner's state."""

from simulator.teaching.panels.compare import Compare
from simulator.teaching.panels.display import Display
from simulator.teaching.panels.exercise import Exercises
from simulator.teaching.panels.explore import Explore
from simulator.teaching.panels.facts import Facts, Legend
from simulator.teaching.panels.office import YourOffice
from simulator.teaching.panels.predict import Predict
from simulator.teaching.panels.quiz import Quiz
from simulator.teaching.panels.reflect import Reflect

__all__ = [
    "Compare",
    "Display",
    "Exercises",
    "Explore",
    "Facts",
    "Legend",
    "Predict",
    "Quiz",
    "Reflect",
    "YourOffice",
]
