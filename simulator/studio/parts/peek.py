"""What comes of a change, told at the lower edge of a narrow window."""

import traitlets

from simulator.studio.parts.part import StudioPart


class Peek(StudioPart):
    """A line of text; a press brings what it speaks of into sight, and while that is in sight the line is away.

    Attributes
    ----------
    text : str
        The line; text, not HTML.
    target : str
        CSS selector of what it speaks of.
    """

    part = traitlets.Unicode("peek").tag(sync=True)
    text = traitlets.Unicode().tag(sync=True)
    target = traitlets.Unicode().tag(sync=True)
