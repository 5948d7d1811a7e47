"""A sentence that is read out when it changes."""

import traitlets

from simulator.widgets.part import Part


class Message(Part):
    """A live sentence; nothing is shown while it is empty.

    Attributes
    ----------
    html : str
        What it says. Made by Python only; never from a learner's text unescaped.
    tone : str
        ``plain``, ``busy``, ``right``, ``again`` or ``error``.
    """

    part = traitlets.Unicode("message").tag(sync=True)
    html = traitlets.Unicode().tag(sync=True)
    tone = traitlets.Unicode("plain").tag(sync=True)

    def say(self, html: str, tone: str = "plain") -> None:
        """Replace the sentence and its tone together."""
        with self.hold_sync():
            self.html, self.tone = html, tone
