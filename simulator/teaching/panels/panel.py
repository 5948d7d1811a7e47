"""What panels of a page share."""

from collections.abc import Sequence
from html import escape
from typing import Any

from ipywidgets import HTML, Layout, VBox, Widget

from simulator.teaching.plan import Choices, Lever, Slider
from simulator.teaching.state import LessonState
from simulator.teaching.words import Words
from simulator.widgets import Message, Options, Range


class Panel(VBox):  # type: ignore[misc]
    """A heading, a sentence on what to do, and parts under each other, with the learner's state behind them.

    Attributes
    ----------
    state : LessonState
        What the learner has done.
    words : Words
        Language.
    """

    children: tuple[Widget, ...]

    def __init__(self, state: LessonState, words: Words, heading: str, task: str) -> None:
        super().__init__(layout=Layout(overflow="visible"))
        self.state = state
        self.words = words
        self._head = prose(f"<h2>{heading}</h2><p>{task}</p>")
        self._trouble = Message(lang=words.lang)
        state.watch(self._warn)

    def fill(self, *parts: Widget) -> None:
        """Show these parts under the heading."""
        children = (self._head, *parts, self._trouble)
        if children != self.children:
            self.children = children

    def _warn(self) -> None:
        trouble = self.state.trouble
        said = escape(trouble.told(self.words)) if trouble else ""
        if self._trouble.html != said:
            self._trouble.say(said, "error")

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

    def interrupt(self, message: Message) -> None:
        """Say that other work on the page ended this before it was whole; what is shown stays."""
        _ = self.words
        text = _("Hitungan ini terhenti, karena hitungan lain dijalankan. Tekan tombolnya lagi untuk menyelesaikannya.")
        message.say(text if message.html == self.busy_text else f"{message.html} <strong>{text}</strong>")

    @property
    def busy_text(self) -> str:
        """What a panel says before the first result."""
        _ = self.words
        return _("Menghitung…")


class Levers:
    """The widgets of some levers, and where they stand.

    Parameters
    ----------
    levers : sequence of Lever
        What can be moved.
    places : mapping, optional
        Where they stand at first, if not at their own start.
    lang : str
        Language.
    on_move : callable
        Called without arguments after the learner moved one.
    """

    def __init__(self, levers: Sequence[Lever], places: Choices, lang: str, on_move: Any) -> None:
        self.levers = levers
        self.on_move = on_move
        self.parts = [self._part(lever, places.get(lever.key, float(lever.start)), lang) for lever in levers]

    @property
    def places(self) -> dict[str, float]:
        """Key of a lever -> where it stands."""
        return {lever.key: float(part.value) for lever, part in zip(self.levers, self.parts, strict=True)}

    def unlock(self) -> None:
        """Let the learner move them."""
        for part in self.parts:
            part.disabled = False

    def reset(self) -> None:
        """Put all back to their start."""
        for lever, part in zip(self.levers, self.parts, strict=True):
            part.value = lever.start
            self._say(lever, part)

    def _part(self, lever: Lever, place: float, lang: str) -> Range | Options:
        if not isinstance(lever, Slider):
            return Options(
                label=lever.label,
                options=list(lever.options),
                value=int(place) if 0 <= place < len(lever.options) else lever.start,
                disabled=True,
                lang=lang,
                on_change=lambda _value: self.on_move(),
            )
        part = Range(
            label=lever.label,
            unit=lever.unit,
            minimum=lever.minimum,
            maximum=lever.maximum,
            step=lever.step,
            decimals=lever.decimals,
            value=min(max(place, lever.minimum), lever.maximum),
            disabled=True,
            lang=lang,
            on_change=lambda _value: self._moved(lever, part),
        )
        self._say(lever, part)
        return part

    def _moved(self, lever: Slider, part: Range) -> None:
        self._say(lever, part)
        self.on_move()

    @staticmethod
    def _say(lever: Lever, part: Range | Options) -> None:
        if isinstance(lever, Slider) and lever.note is not None:
            part.note = lever.note(part.value)


def prose(html: str) -> HTML:
    """Text that looks like the rest of the page."""
    return HTML(f'<div class="prose">{html}</div>', layout=Layout(margin="0"))
