"""A heading at which the reader arrives."""

import traitlets

from simulator.studio.parts.part import StudioPart


class Heading(StudioPart):
    """A heading and a sentence; where the page below it was exchanged, the reader is brought to it.

    Attributes
    ----------
    title, task : str
        The heading, and a sentence on what to do.
    arrivals : int
        How often the reader was brought here: with each one more, the focus goes to the heading. Drawn anew, as of
        another panel, a heading at which the reader has arrived takes it if nothing else has it.
    """

    part = traitlets.Unicode("heading").tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)
    task = traitlets.Unicode().tag(sync=True)
    arrivals = traitlets.Int(0).tag(sync=True)

    def show(self, title: str, task: str = "", *, arrives: bool = False) -> None:
        """Show a heading.

        Parameters
        ----------
        title, task : str
            The heading, and a sentence on what to do; text, not HTML.
        arrives : bool, optional
            Whether the reader is to be brought to it.
        """
        with self.hold_sync():
            self.title, self.task = title, task
            self.arrivals += arrives
