"""What the panels of the studio share."""

from collections.abc import Sequence
from html import escape

from ipywidgets import Layout, VBox, Widget

from simulator.studio.desk import Desk
from simulator.teaching.panels.panel import prose
from simulator.widgets import Message

__all__ = ["StudioPanel", "prose"]


class StudioPanel(VBox):  # type: ignore[misc]
    """One tab of the page: parts under each other.

    A panel is made when its tab is opened for the first time. :meth:`refresh` is called whenever the study, the plan in
    hand or the tab has changed while the panel is shown, and when it is shown again.
    """

    children: tuple[Widget, ...]

    def __init__(self, desk: Desk) -> None:
        super().__init__(layout=Layout(overflow="visible"))
        self.desk, self.words = desk, desk.words

    def refresh(self) -> None:
        """Show the study as it is now."""

    def fill(self, parts: Sequence[Widget]) -> None:
        """Show these parts, those that are shown already without drawing them anew."""
        if tuple(parts) != self.children:
            self.children = tuple(parts)

    def heading(self, title: str, task: str = "") -> Widget:
        """A heading, and a sentence on what to do."""
        return prose(f"<h2>{escape(title)}</h2>" + (f"<p>{escape(task)}</p>" if task else ""))

    def message(self) -> Message:
        """A sentence that is read out when it changes."""
        return Message(lang=self.words.lang)

    @property
    def failed_text(self) -> str:
        """What is said when a computation broke."""
        _ = self.words
        return _(
            "Maaf, perhitungan ini tidak berhasil. Isian Anda tetap tersimpan. Coba sekali lagi; kalau tetap gagal, "
            "ubah satu hal dan coba lagi."
        )
