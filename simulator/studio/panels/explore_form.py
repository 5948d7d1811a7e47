"""What the three parts of the exploring tab share: fields that keep their texts, a button, old answers."""

from abc import abstractmethod
from collections.abc import Sequence
from html import escape
from typing import Any

from ipywidgets import Layout, VBox, Widget

from simulator.analysis.prices import tariff_of
from simulator.scenario import Scenario
from simulator.studio.background import Work
from simulator.studio.desk import Desk
from simulator.studio.explore.lengths import about, pace
from simulator.studio.explore.watched import OFFICE_COST, Watched
from simulator.studio.knobs.knob import Knob
from simulator.studio.offices import fault_of_now
from simulator.studio.panels.explore_aside import Aside
from simulator.studio.panels.explore_fields import KeptFields
from simulator.studio.panels.explore_job import Job
from simulator.studio.panels.panel import prose
from simulator.studio.study import NOW
from simulator.widgets import Chart, Message

__all__ = ["ExploreForm", "knob_title", "listed"]


class ExploreForm(KeptFields):
    """A question: its fields, a button, and its answer.

    Attributes
    ----------
    job : Job
        The button and how far it is.
    aside : Aside
        What the form has to know and takes a while to find out.
    """

    def __init__(self, desk: Desk, label: str) -> None:
        super().__init__(desk)
        self.job = Job(desk, label, self.begin, self._found, self.failed_text)
        self.aside = Aside(self._learned)
        self.note, self.stale = self.message(), self.message()
        self.results = VBox(layout=Layout(overflow="visible"))
        self._of: object = None
        self._standing: object = None
        self._asked: object = None
        self._answered: object = None

    # ---- to be said by each

    @abstractmethod
    def begin(self) -> Work | str:
        """The work that answers the question as it stands; a sentence if something is wrong."""
        raise NotImplementedError

    @abstractmethod
    def show(self, found: Any) -> None:
        """Show what the work has found."""
        raise NotImplementedError

    # ---- the question

    def plan_options(self, *, with_now: bool = True) -> list[tuple[str, str]]:
        """The present state and the plans, as they are called."""
        keys = [*([NOW] if with_now else []), *(plan.key for plan in self.desk.study.plans)]
        return [(key, self.desk.plan_name(key)) for key in keys]

    def take_up(self) -> None:
        """Show the texts of the study in hand; of another study nothing stays, no answer either."""
        self.read_kept()
        study = self.desk.key, self.desk.study.base
        if study != self._of:
            self._of, self._asked, self._answered = study, None, None
            self.job.drop()
            self.results.children = ()

    def time_of(self, replications: int, office: Scenario, seed: int) -> str:
        """About how long so many replications take, in words; it is measured beside the page."""
        _ = self.words
        key, runs = ("pace", office.hash, seed), self.desk.runs
        found = self.aside.know({key: lambda: pace(runs, office, seed)})
        if key not in found:
            return _("lamanya sedang diperkirakan")
        return _("lamanya belum diketahui") if found[key] is None else about(replications * found[key], self.words)

    def office_key(self, plan: str, watched: Watched | None = None) -> tuple[Any, ...]:
        """What the numbers of an office follow from; its prices only if they are asked for.

        Parameters
        ----------
        plan : str
            Key of the plan, or of the present state; without faults.
        watched : Watched, optional
            What is asked; prices matter if not said.
        """
        office = self.desk.build(plan).scenario
        if office is None:
            return ()
        has_prices = watched is None or watched.name == OFFICE_COST
        return office.hash, tariff_of(office) if has_prices else None

    def _learned(self) -> None:
        if self.desk.tab == "explore" and self.desk.study.base is not None:
            self.refresh()

    @property
    def wrong_now(self) -> str:
        """That the present state cannot be computed, which entry is wrong, and where to mend it."""
        return fault_of_now(self.desk.build(NOW), self.words)

    @property
    def mend_first(self) -> str:
        """What is said when the button is pressed while a field is wrong."""
        _ = self.words
        return _("Perbaiki dulu isian yang ditandai.")

    # ---- results

    @property
    def is_old(self) -> bool:
        """Whether the answer that is shown is one to another question than the one that stands above it."""
        return bool(self.results.children) and self._answered != self._standing

    def age(self, question: object) -> None:
        """Say so if the answer is one to another question.

        Parameters
        ----------
        question : object
            All that the answer follows from, as the fields and the office stand; None if something is wrong.
        """
        self._standing = question
        self._mark()

    def _mark(self) -> None:
        _ = self.words
        said = _("Isian di atas atau kantornya sudah berubah sejak hitungan ini; hitung lagi.") if self.is_old else ""
        if self.stale.html != said:
            self.stale.say(said, "again")

    def asked(self) -> None:
        """Remember which question is computed now; until something is found, the answer to the last one stays."""
        self._asked = self._standing

    def _found(self, found: Any) -> None:
        self._answered = self._asked
        self.show(found)
        self._mark()

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


def knob_title(knob: Knob) -> str:
    """What a knob is called in a list of those of the whole office."""
    return f"{knob.part}: {knob.label}"


def listed(sentences: Sequence[str], title: str = "") -> str:
    """Sentences as HTML: escaped, as a list under a title if there is one."""
    if not sentences:
        return ""
    if not title:
        return "".join(f"<p>{escape(said)}</p>" for said in sentences)
    return f"<h4>{escape(title)}</h4><ul>{''.join(f'<li>{escape(said)}</li>' for said in sentences)}</ul>"
