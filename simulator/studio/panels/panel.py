"""What the panels of the studio share."""

from collections.abc import Sequence

from ipywidgets import Layout, VBox, Widget

from simulator.studio.desk import Desk
from simulator.studio.parts import Heading
from simulator.teaching.panels.panel import prose
from simulator.widgets import Message

__all__ = ["StudioPanel", "prose"]


class StudioPanel(VBox):  # type: ignore[misc]
    """One tab of the page: parts under each other.

    A panel is made when its tab is opened for the first time. :meth:`refresh` is called whenever the study, the plan in
    hand or the tab has changed while the panel is shown, and when it is shown again.

    Attributes
    ----------
    landing : Heading or None
        Where the reader arrives: the heading of the panel.
    """

    children: tuple[Widget, ...]
    landing: Heading | None = None

    def __init__(self, desk: Desk) -> None:
        super().__init__(layout=Layout(overflow="visible"))
        self.desk, self.words = desk, desk.words

    def refresh(self) -> None:
        """Show the study as it is now."""

    def fill(self, parts: Sequence[Widget]) -> None:
        """Show these parts, those that are shown already without drawing them anew."""
        if tuple(parts) != self.children:
            self.children = tuple(parts)

    def heading(self, title: str, task: str = "") -> Heading:
        """The heading of the panel, and a sentence on what to do."""
        self.landing = Heading(lang=self.words.lang)
        self.landing.show(title, task)
        return self.landing

    def arrive(self) -> None:
        """Bring the reader to the heading when the panel is drawn, if what was pressed is gone by then."""
        if self.landing is not None:
            self.landing.arrivals += 1

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
