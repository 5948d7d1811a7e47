"""Parts of a page that the browser draws: slider, form, question, chart, message."""

from simulator.widgets.chart import Axis, Chart, Guess, Picture, Point, Table
from simulator.widgets.choice import Choice
from simulator.widgets.form import Field, Form
from simulator.widgets.message import Message
from simulator.widgets.range import Range

__all__ = ["Axis", "Chart", "Choice", "Field", "Form", "Guess", "Message", "Picture", "Point", "Range", "Table"]
