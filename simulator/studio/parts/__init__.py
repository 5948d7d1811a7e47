"""Parts of the studio's page that the browser draws: steps, cards, plans, a form of knobs, files, a tour."""

from simulator.studio.parts.buttons import Buttons
from simulator.studio.parts.cards import Cards
from simulator.studio.parts.download import Download
from simulator.studio.parts.heading import Heading
from simulator.studio.parts.knobs import Knobs
from simulator.studio.parts.line import Line
from simulator.studio.parts.part import StudioPart
from simulator.studio.parts.peek import Peek
from simulator.studio.parts.pick import Pick
from simulator.studio.parts.plan_bar import PlanBar
from simulator.studio.parts.progress import Progress
from simulator.studio.parts.tabs import Tabs
from simulator.studio.parts.tour import Tour
from simulator.studio.parts.upload import Upload

__all__ = [
    "Buttons",
    "Cards",
    "Download",
    "Heading",
    "Knobs",
    "Line",
    "Peek",
    "Pick",
    "PlanBar",
    "Progress",
    "StudioPart",
    "Tabs",
    "Tour",
    "Upload",
]
