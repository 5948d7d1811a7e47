"""What the panels of a page share."""

from ipywidgets import HTML, Layout, VBox, Widget

from simulator.teaching.single_station import SingleStation
from simulator.teaching.state import LessonState
from simulator.teaching.words import Words


class Panel(VBox):  # type: ignore[misc]
    """A heading, a sentence on what to do, and parts under each other, with the learner's state behind them.

    Attributes
    ----------
    state : LessonState
        What the learner has done.
    words : Words
        Language.
    station : SingleStation
        The station of the lesson's scenario.
    """

    children: tuple[Widget, ...]

    def __init__(self, state: LessonState, words: Words, heading: str, task: str) -> None:
        super().__init__(layout=Layout(overflow="visible"))
        self.state = state
        self.words = words
        self.station = SingleStation.of(state.scenario)
        self._head = prose(f"<h2>{heading}</h2><p>{task}</p>")

    def fill(self, *parts: Widget) -> None:
        """Show these parts under the heading."""
        self.children = (self._head, *parts)

    @property
    def locked_text(self) -> str:
        """What a panel says until a guess is stored."""
        _ = self.words
        return _("Terbuka setelah tebakan Anda disimpan.")

    @property
    def failed_text(self) -> str:
        """What a panel says when a computation broke."""
        _ = self.words
        return _(
            "Maaf, perhitungan ini tidak berhasil. Isian Anda tetap tersimpan. Coba sekali lagi; "
            "kalau tetap gagal, beri tahu pelatih."
        )


def prose(html: str) -> HTML:
    """Text that looks like the rest of the page."""
    return HTML(f'<div class="prose">{html}</div>', layout=Layout(margin="0"))
