"""Any simulated day of two offices beside each other, by one clock."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

from ipywidgets import Box, Layout, VBox, Widget

from simulator.calendars import MS_PER_DAY
from simulator.experiments import Result
from simulator.scenario import Scenario
from simulator.studio.answers.days import day_options, day_words
from simulator.studio.background import Tell
from simulator.studio.desk import Desk
from simulator.studio.panels.answering import ON_SCREEN
from simulator.studio.panels.panel import prose
from simulator.studio.parts import Buttons, Pick
from simulator.studio.study import NOW
from simulator.teaching.words import Words
from simulator.widgets import Message, link, replay_day

__all__ = ["Days"]

MOST_REPLICATIONS = 30
"""Replications that can be looked at: those whose logs the answers are read from."""

_BESIDE = {"flex": "1 1 30rem", "max_width": "100%", "min_width": "0", "overflow": "visible"}
"""No widget: one that is made at import is closed before a page is shown."""


@dataclass(frozen=True)
class _Asked:
    """Two offices with their keys and names, a day and a replication, both numbered from 0."""

    keys: tuple[str, str]
    names: tuple[str, str]
    offices: tuple[Scenario, Scenario]
    day: int
    replication: int
    seed: int

    def is_of(self, offices: Mapping[str, Scenario], seed: int) -> bool:
        """Whether the offices of these keys would still show the same."""
        now = [offices[key].hash if key in offices else "" for key in self.keys]
        return self.seed == seed and now == [office.hash for office in self.offices]


class Days(VBox):  # type: ignore[misc]
    """Choices, a button, and two replays that share a clock.

    Attributes
    ----------
    chosen : dict of str to str
        Keys of the offices ``left`` and ``right``, the ``day`` from 0, the ``replication`` from 1; as text.
    """

    children: tuple[Widget, ...]

    def __init__(self, desk: Desk) -> None:
        super().__init__(layout=Layout(overflow="visible"))
        self.desk, self.words = desk, desk.words
        _ = self.words
        self.chosen = {"left": NOW, "right": "", "day": "", "replication": "1"}
        self._of = self._study
        self._shown: _Asked | None = None
        self._is_busy = False
        labels = {"left": _("Kiri"), "right": _("Kanan"), "day": _("Hari"), "replication": _("Ulangan")}
        self.picks = {key: self._pick(key, label) for key, label in labels.items()}
        self.buttons = Buttons(lang=self.words.lang, on_press=lambda _key: self.show())
        self.message = Message(lang=self.words.lang)
        layout = Layout(display="flex", flex_flow="row wrap", align_items="flex-end", overflow="visible")
        self.stage = Box(layout=layout)  # only the left one has controls: the pictures stand at the same height
        self.stage.add_class("st-pictures")
        row = Box(list(self.picks.values()), layout=Layout(display="flex", flex_flow="row wrap", overflow="visible"))
        row.add_class("st-picks")
        task = _("Putar satu hari di dua kantor, menit demi menit, berdampingan.")
        for part in (row, self.buttons):
            part.add_class(ON_SCREEN)
        title = _("Lihat satu hari")
        head = prose(f"<h3>{title}</h3><p>{task}</p>")
        self.children = (head, row, self.buttons, self.message, self.stage)

    def refresh(self) -> None:
        """Offer the offices, days and replications that there are now."""
        if self.desk.study.base is None:
            return
        _ = self.words
        keys, built = self.desk.offices()
        good = {key: one.scenario for key, one in zip(keys, built, strict=True) if one.scenario is not None}
        self._check(good)
        offices = [[key, self.desk.plan_name(key)] for key in good]
        self._offer("left", offices, 0)
        self._offer("right", offices, -1)
        shown = good.get(self.chosen["left"])
        self._offer("day", day_options(shown, self.words) if shown else [], 0)
        self._offer("replication", [[str(n), str(n)] for n in range(1, MOST_REPLICATIONS + 1)], 0)
        items = [{"key": "play", "label": _("Putar hari itu"), "quiet": False, "disabled": not good}]
        if items != self.buttons.items:
            self.buttons.show(items)

    def show(self) -> None:
        """Simulate the replication in both offices, and show the day; a comparison under way goes on meanwhile."""
        _ = self.words
        self.refresh()
        asked, runs = self._asked(), self.desk.runs
        if asked is None:
            return

        def work(tell: Tell, _stop: Callable[[], bool]) -> None:
            tell([runs.day(office, asked.replication, asked.seed) for office in asked.offices])

        self._halt()
        self._is_busy = True
        self.message.say(_("Menghitung…"), "busy")
        self.desk.preview.start(
            work, lambda found: self._play(asked, found), done=self._ended, failed=self._failed, stopped=self._stopped
        )

    def _asked(self) -> _Asked | None:
        """What is chosen; None as long as there is nothing to choose from."""
        keys = self.chosen["left"], self.chosen["right"]
        if not all((*keys, self.chosen["day"])):
            return None
        left, right = (self.desk.build(key).scenario for key in keys)
        if left is None or right is None:
            return None
        names = self.desk.plan_name(keys[0]), self.desk.plan_name(keys[1])
        day, replication = int(self.chosen["day"]), int(self.chosen["replication"]) - 1
        return _Asked(keys, names, (left, right), day, replication, self.desk.study.settings.seed)

    @property
    def _study(self) -> object:
        """Which study it is, on which office."""
        return self.desk.key, self.desk.study.base

    def _check(self, offices: Mapping[str, Scenario]) -> None:
        """Let go of a day of another study; say so if the offices have changed since it was played."""
        _ = self.words
        if self._of != self._study:
            self._halt()
            self._of, self._shown, self.stage.children = self._study, None, ()
            self.message.say("")
        elif self._shown is not None and not self._is_busy:
            self._say(self._shown, is_old=not self._shown.is_of(offices, self.desk.study.settings.seed))

    def _pick(self, key: str, label: str) -> Pick:
        return Pick(lang=self.words.lang, label=label, on_choose=lambda value: self._choose(key, value))

    def _choose(self, key: str, value: str) -> None:
        self.chosen[key] = value
        self.refresh()

    def _offer(self, key: str, options: list[list[str]], usual: int) -> None:
        """Show options; what was chosen stays if it is still there."""
        values = [value for value, _said in options]
        if self.chosen[key] not in values:
            self.chosen[key] = values[usual] if values else ""
        pick = self.picks[key]
        if (pick.options, pick.value) != (options, self.chosen[key]):
            pick.show(options, self.chosen[key])

    def _play(self, asked: _Asked, found: list[Result]) -> None:
        """Two replays by one clock; of a day that only one of the offices has, that one."""
        has = [
            (name, result)
            for name, result in zip(asked.names, found, strict=True)
            if (asked.day + 1) * MS_PER_DAY <= result.log.horizon_ms
        ]
        replays = [replay_day(result, asked.day, lang=self.words.lang) for _name, result in has]
        if len(replays) > 1:
            link(*replays)
        self.stage.children = tuple(
            VBox([prose(f"<h4>{escape(name)}</h4>"), replay], layout=Layout(**_BESIDE))
            for (name, _result), replay in zip(has, replays, strict=True)
        )
        self._shown = asked
        self._say(asked)

    def _say(self, asked: _Asked, *, is_old: bool = False) -> None:
        """Which day it is, and whether it is of before."""
        _ = self.words
        said = [_("Rencana sudah berubah sejak hari ini diputar; putar lagi.")] if is_old else []
        html, tone = escape(" ".join([*said, _said(asked, self.words)])), "again" if is_old else "plain"
        if (self.message.html, self.message.tone) != (html, tone):
            self.message.say(html, tone)

    def _ended(self) -> None:
        self._is_busy = False

    def _halt(self) -> None:
        """Stop what is under way for a day that nobody wants to see any more; other work of the page goes on."""
        if self._is_busy:
            self.desk.preview.stop()

    def _stopped(self) -> None:
        """Other work of the page has taken its place."""
        _ = self.words
        self._ended()
        self.message.say(_("Dihentikan. Tekan tombolnya lagi untuk memutar hari itu."), "again")

    def _failed(self, _error: Exception) -> None:
        _ = self.words
        self._ended()
        self.message.say(_("Maaf, hari itu tidak dapat ditampilkan. Pilih hari atau ulangan lain."), "error")


def _said(asked: _Asked, words: Words) -> str:
    """Which day it is, and that it is one of many."""
    _ = words
    text = _(
        "{day}, ulangan ke-{n}. Ini satu hari dari satu ulangan, bukan rata-rata: hari atau ulangan lain bisa jauh "
        "berbeda. Keduanya menghadapi pemohon, hari dan gangguan yang sama, kecuali yang memang diubah rencananya."
    )
    return text.format(day=day_words(asked.offices[0], asked.day, words), n=asked.replication + 1)
