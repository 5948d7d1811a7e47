"""Fields of a question whose texts are kept with the study, right or wrong."""

from collections.abc import Mapping, Sequence

from ipywidgets import Box, Layout

from simulator.studio.desk import Desk
from simulator.studio.panels.panel import StudioPanel
from simulator.studio.parts import Line, Pick
from simulator.teaching.entries import Entry, EntryError, read_entry

__all__ = ["NOTHING", "KeptFields"]

NOTHING = ""
"""Value of a list from which nothing is taken."""

FEWEST, USUAL, MOST = 5, "30", 300
"""Replications."""


class KeptFields(StudioPanel):
    """Fields that are no part of the study, and lose nothing on a reload.

    Attributes
    ----------
    typed : dict of str to str
        Name of a field -> its text.
    lines, picks : dict
        The fields.
    """

    place = ""
    """Under which the texts are kept."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.typed: dict[str, str] = {}
        self.lines: dict[str, Line] = {}
        self.picks: dict[str, Pick] = {}
        self._first: dict[str, str] = {}
        self._fields_of: object = None
        self._rows: dict[tuple[str, ...], Box] = {}

    def read_kept(self) -> None:
        """Take the texts of the study in hand, if it is another one or another window has typed into it."""
        if self._fields_of is not self.desk.fields:
            self._fields_of = self.desk.fields
            self.typed = {**self._first, **self.desk.fields.get(self.place, {})}

    def pick(self, name: str, label: str) -> Pick:
        """A field that is a list."""
        made = Pick(lang=self.words.lang, label=label, on_choose=lambda value: self._choose(name, value))
        self.picks[name] = made
        return made

    def line(self, name: str, label: str, unit: str = "", text: str = "") -> Line:
        """A field that is a line, with its first text."""
        made = Line(lang=self.words.lang, label=label, unit=unit, on_type=lambda typed: self._type(name, typed))
        self.lines[name] = made
        self._first[name] = text
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
        if not values:
            self.picks[name].show(options, NOTHING)
            return NOTHING
        if self.typed.get(name) not in values:
            self.typed[name] = start if start in values else values[0]
        self.picks[name].show(options, self.typed[name])
        return self.typed[name]

    def write(self, name: str, fault: str = "") -> None:
        """Show the text of a line, and what is wrong with it."""
        line = self.lines[name]
        line.show(self.typed[name], f"{self.desk.key}/{self.place}/{name}")
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

    def propose(self, of: str, what: str, texts: Mapping[str, str]) -> None:
        """Fill fields in, unless that was done for the same thing before: what was typed since then stays.

        Parameters
        ----------
        of : str
            Name under which it is remembered.
        what : str
            What the texts are proposed for.
        texts : mapping of str to str
            Field -> text.
        """
        if self.typed.get(of) != what:
            self.typed |= {**texts, of: what}

    def _choose(self, name: str, value: str) -> None:
        self._keep({name: value, **self.following(name)})

    def _type(self, name: str, text: str) -> None:
        self._keep({name: text})

    def _keep(self, texts: Mapping[str, str]) -> None:
        """Keep what was typed before anything is made of it."""
        self.typed |= texts
        self.desk.type_into(self.place, self.typed)
        self.refresh()

    def following(self, name: str) -> Mapping[str, str]:
        """Texts of fields that are begun anew when something was chosen from a list.

        Parameters
        ----------
        name : str
            Of the list.
        """
        del name
        return {}
