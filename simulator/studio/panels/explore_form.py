"""What the three parts of the exploring tab share: fields that keep their texts, faults beside them, old answers."""

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Any

from ipywidgets import Box, Layout, VBox, Widget

from simulator.studio.background import Work
from simulator.studio.desk import Desk
from simulator.studio.panels.explore_job import Job
from simulator.studio.panels.panel import StudioPanel, prose
from simulator.studio.parts import Line, Pick
from simulator.studio.study import NOW
from simulator.teaching.entries import Entry, EntryError, read_entry
from simulator.widgets import Chart, Message

__all__ = ["NOTHING", "ExploreForm", "listed"]

NOTHING = ""
"""Value of a list from which nothing is taken."""

FEWEST, USUAL, MOST = 5, "30", 300
"""Replications."""


class ExploreForm(StudioPanel):
    """A question: its fields, a button, and its answer.

    Attributes
    ----------
    typed : dict of str to str
        Name of a field -> its text, as long as the page lives.
    lines, picks : dict
        The fields.
    job : Job
        The button and how far it is.
    """

    def __init__(self, desk: Desk, first: Callable[[Job], None], label: str) -> None:
        super().__init__(desk)
        self.typed: dict[str, str] = {}
        self.lines: dict[str, Line] = {}
        self.picks: dict[str, Pick] = {}
        self._rows: dict[tuple[str, ...], Box] = {}
        self.job = Job(desk, label, self.begin, self._found, first, self.failed_text)
        self.note, self.stale = self.message(), self.message()
        self.results = VBox(layout=Layout(overflow="visible"))
        self._of: tuple[Any, ...] | None = None
        self._asked_of: tuple[Any, ...] | None = None

    # ---- to be said by each

    def begin(self) -> Work | None:
        """The work that answers the question as it stands; None if something is wrong."""
        raise NotImplementedError

    def show(self, found: Any) -> None:
        """Show what the work has found."""
        raise NotImplementedError

    # ---- fields

    def pick(self, name: str, label: str) -> Pick:
        """A field that is a list."""
        made = Pick(lang=self.words.lang, label=label, on_choose=lambda value: self._choose(name, value))
        self.picks[name] = made
        return made

    def line(self, name: str, label: str, unit: str = "", text: str = "") -> Line:
        """A field that is a line, with its first text."""
        made = Line(lang=self.words.lang, label=label, unit=unit, on_type=lambda typed: self._type(name, typed))
        self.lines[name] = made
        self.typed.setdefault(name, text)
        return made

    def row(self, *names: str) -> Box:
        """Lines beside each other where there is room; always the same part for the same lines."""
        if names not in self._rows:
            for name in names:
                self.lines[name].layout = Layout(width="auto", flex="0 1 auto")
            layout = Layout(flex_flow="row wrap", overflow="visible", grid_gap="0 16px", width="auto")
            self._rows[names] = Box([self.lines[name] for name in names], layout=layout)
        return self._rows[names]

    def offer(self, name: str, options: Sequence[tuple[str, str]], start: str = NOTHING) -> str:
        """Show what can be chosen; what was chosen before stays if it is still among it."""
        values = [value for value, _text in options]
        if self.typed.get(name) not in values:
            self.typed[name] = start if start in values else values[0] if values else NOTHING
        self.picks[name].show(options, self.typed[name])
        return self.typed[name]

    def write(self, name: str, fault: str = "") -> None:
        """Show the text of a line, and what is wrong with it."""
        line = self.lines[name]
        line.show(self.typed[name])
        line.fault = fault

    def number(self, name: str, low: float, high: float, *, whole: bool = False) -> float | None:
        """The number of a line, shown with what is wrong with it; None if it has none."""
        line = self.lines[name]
        try:
            value = read_entry(Entry("", "", line.unit, low, high, whole), self.typed[name], self.words)
        except EntryError as error:
            self.write(name, str(error))
            return None
        self.write(name)
        return value

    def replications(self) -> int | None:
        """How many, from their line."""
        value = self.number("replications", FEWEST, MOST, whole=True)
        return None if value is None else int(value)

    def replications_line(self) -> Line:
        """The field of replications."""
        _ = self.words
        return self.line("replications", _("Banyaknya ulangan"), _("kali"), USUAL)

    def plan_options(self, *, with_now: bool = True) -> list[tuple[str, str]]:
        """The present state and the plans, as they are called."""
        keys = [*([NOW] if with_now else []), *(plan.key for plan in self.desk.study.plans)]
        return [(key, self.desk.plan_name(key)) for key in keys]

    def _choose(self, name: str, value: str) -> None:
        self.typed[name] = value
        self.chosen(name)
        self.refresh()

    def chosen(self, name: str) -> None:
        """Something was chosen from a list; fields that follow from it are to be filled in anew."""

    def _type(self, name: str, text: str) -> None:
        self.typed[name] = text
        self.refresh()

    # ---- results

    def age(self, *plans: str) -> None:
        """Say if the plans have changed since the answer was computed; forget it if the office is another.

        Parameters
        ----------
        *plans : str
            Keys of the plans that the answer is about.
        """
        _ = self.words
        now = self._signature(plans)
        if self._asked_of is not None and self._asked_of[0] != self.desk.study.base:
            self._asked_of, self.results.children = None, ()
        is_old = self._asked_of is not None and bool(self.results.children) and self._asked_of != now
        said = _("Rencana sudah berubah sejak hitungan ini; hitung lagi.") if is_old else ""
        if self.stale.html != said:
            self.stale.say(said, "again")
        self._of = now

    def _signature(self, plans: Iterable[str]) -> tuple[Any, ...]:
        study = self.desk.study
        there = {NOW, *(plan.key for plan in study.plans)}
        entries = [tuple(sorted(study.plan(key).entries.items())) for key in (NOW, *plans) if key in there]
        return study.base, *entries

    def asked(self) -> None:
        """Remember of what the answer is that is computed now."""
        self._asked_of = self._of

    def _found(self, found: Any) -> None:
        self.show(found)
        self.stale.say("")

    def put(self, parts: Sequence[Widget]) -> None:
        """Show these parts as the answer, those that are shown already without drawing them anew."""
        if tuple(parts) != self.results.children:
            self.results.children = tuple(parts)

    def charted(self, chart: Chart | None, picture: Any) -> Chart:
        """A chart with this picture, the one that is there if there is one."""
        if chart is None:
            return Chart(picture, lang=self.words.lang)
        chart.show(picture)
        return chart

    def subheading(self, title: str, task: str) -> Widget:
        """A heading below that of the tab, and a sentence on what to do."""
        return prose(f"<h3>{escape(title)}</h3><p>{escape(task)}</p>")

    def said(self, message: Message, sentences: Sequence[str], title: str = "") -> Message:
        """A message with these sentences, each a paragraph or, if there are several under a title, a line of a list."""
        message.say(listed(sentences, title), "bare")
        return message


def listed(sentences: Sequence[str], title: str = "") -> str:
    """Sentences as HTML: escaped, as a list under a title if there is one."""
    if not sentences:
        return ""
    if not title:
        return "".join(f"<p>{escape(said)}</p>" for said in sentences)
    return f"<h4>{escape(title)}</h4><ul>{''.join(f'<li>{escape(said)}</li>' for said in sentences)}</ul>"
