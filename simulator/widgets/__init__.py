"""Parts of a page that the browser draws: slider, form, question, chart, message, replay of an office."""

from simulator.widgets.chart import (
    Axis,
    Bars,
    Chart,
    Forest,
    Guess,
    Heat,
    Line,
    Picture,
    Point,
    Points,
    Stack,
    Table,
)
from simulator.widgets.choice import Choice
from simulator.widgets.form import Field, Form
from simulator.widgets.matching import Matching
from simulator.widgets.message import Message
from simulator.widgets.note import Note
from simulator.widgets.options import Options
from simulator.widgets.order import Order
from simulator.widgets.range import Range
from simulator.widgets.replay import Replay, Titles, link, replay_day, titles_of

__all__ = [
    "Axis",
    "Bars",
    "Chart",
    "Choice",
    "Field",
    "Forest",
    "Form",
    "Guess",
    "Heat",
    "Line",
    "Matching",
    "Message",
    "Note",
    "Options",
    "Order",
    "Picture",
    "Point",
    "Points",
    "Range",
    "Replay",
    "Stack",
    "Table",
    "Titles",
    "link",
    "replay_day",
    "titles_of",
]
