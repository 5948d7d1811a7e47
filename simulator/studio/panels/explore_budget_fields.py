"""The fields of the search under a budget: what may be bought, for how much, what should be best, which conditions."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from simulator.scenario import Scenario
from simulator.studio.desk import Desk
from simulator.studio.explore import budget_shown
from simulator.studio.explore.budget_rules import hindrance, how_reckoned, size_text
from simulator.studio.explore.choices import MOST_LEVELS, Buy, buy_of, buyable
from simulator.studio.explore.lengths import pace
from simulator.studio.explore.money import working_days_of, year_of
from simulator.studio.explore.ranges import Range, read_levels
from simulator.studio.explore.watched import OFFICE_COST, Watched, limitable, watchable
from simulator.studio.explore.wish import Limit, Wish, goal_of, size_of
from simulator.studio.knobs.knob import Knob
from simulator.studio.panels.explore_form import NOTHING, ExploreForm
from simulator.studio.panels.explore_job import Job
from simulator.studio.study import NOW
from simulator.teaching.words import Words

__all__ = ["BudgetFields"]

MOST_BUYS, MOST_LIMITS = 4, 2
MILLION = 1_000_000
MOST_MILLIONS, MOST_MINUTES, MOST_DAYS = 1e7, 1e6, 366
_PERCENT = 100.0
_MORE = 2
"""People more than now that are proposed at most."""


class BudgetFields(ExploreForm):
    """The question what to buy with a budget.

    Attributes
    ----------
    wish : Wish or None
        The question as it stands; None while something is wrong.
    """

    def __init__(self, desk: Desk, first: Callable[[Job], None], label: str) -> None:
        super().__init__(desk, first, label)
        self.wish: Wish | None = None
        self.costs = self.message()
        self._priced: dict[tuple[Any, ...], Buy] = {}
        self._make_fields()

    def _make_fields(self) -> None:
        _ = self.words
        for at in range(1, MOST_BUYS + 1):
            self.pick(f"buy{at}", _("Pilihan {n}").format(n=at))
            self.line(f"low{at}", _("Paling sedikit"), _("orang"))
            self.line(f"high{at}", _("Paling banyak"), _("orang"))
        self.line("budget", _("Anggaran tambahan"), _("juta rupiah setahun"), "150")
        self.line("days", _("Hari kerja setahun"), _("hari"))
        self.pick("goal", _("Yang ingin dicapai"))
        for at in range(1, MOST_LIMITS + 1):
            self.pick(f"limit{at}", _("Syarat {n} (boleh kosong)").format(n=at))
            self.line(f"bound{at}", _("Batasnya"))

    def chosen(self, name: str) -> None:
        """See :class:`ExploreForm`; another choice has another range, another condition another limit."""
        if name.startswith("buy"):
            self.typed[f"of{name[-1]}"] = NOTHING
        if name.startswith("limit"):
            self.typed[f"bound{name[-1]}"] = ""

    def ask(self, now: Scenario) -> list[Any]:
        """The question about an office, in :attr:`wish`, and the fields to be shown."""
        days = self._days(now)
        buys, fields = self._buys(now, days or working_days_of(year_of(now)))
        rest = [self.picks["goal"], *self._limit_fields(now), self.row("budget", "days")]
        self.wish = self._wish(now, days, buys)
        return [*fields, *rest, self.note, self.costs]

    # ---- one field after the other

    def _days(self, now: Scenario) -> int | None:
        if self.typed.get("days_of") != now.hash:
            self.typed |= {"days": str(working_days_of(year_of(now))), "days_of": now.hash}
        value = self.number("days", 1, MOST_DAYS, whole=True)
        return None if value is None else int(value)

    def _buys(self, now: Scenario, days: int) -> tuple[list[Buy | None], list[Any]]:
        """What was chosen, None where its range is wrong; and the fields to be shown."""
        _ = self.words
        knobs = {knob.key: knob for knob in buyable(self.desk.build(NOW).groups)}
        found: list[Buy | None] = []
        fields: list[Any] = []
        taken: list[str] = []
        for at in range(1, MOST_BUYS + 1):
            options = [(NOTHING, _("tidak ada"))]
            options += [(key, _titled(knob)) for key, knob in knobs.items() if key not in taken]
            key = self.offer(f"buy{at}", options)
            fields.append(self.picks[f"buy{at}"])
            if key == NOTHING:
                break
            taken.append(key)
            found.append(self._buy(now, knobs[key], str(at), days))
            fields += [] if knobs[key].patch else [self.row(f"low{at}", f"high{at}")]
        return found, fields

    def _buy(self, now: Scenario, knob: Knob, at: str, days: int) -> Buy | None:
        levels: list[str] = []
        if not knob.patch:
            self._propose(knob, at)
            levels, faults = self._levels(knob, at)
            for field in ("low", "high"):
                self.lines[f"{field}{at}"].unit = knob.unit
                self.write(f"{field}{at}", faults.get(field, faults.get("count", "") if field == "high" else ""))
            if faults:
                return None
        key = (now.hash, knob.key, tuple(levels), days)
        if key not in self._priced:
            self._priced[key] = buy_of(self.desk.study, now, knob, levels, days, self.words)
        return self._priced[key]

    def _propose(self, knob: Knob, at: str) -> None:
        """From as many as now to two more, when a knob was just chosen."""
        if self.typed.get(f"of{at}") != knob.key:
            high = min(getattr(knob.kind, "high", knob.now + _MORE), knob.now + _MORE)
            self.typed |= {f"low{at}": self.words.plain(knob.now), f"high{at}": self.words.plain(high)}
            self.typed[f"of{at}"] = knob.key

    def _levels(self, knob: Knob, at: str) -> tuple[list[str], dict[str, str]]:
        """Every whole number of the range."""
        _ = self.words
        texts = Range(self.typed[f"low{at}"], self.typed[f"high{at}"], "2")
        ends, faults = read_levels(knob, texts, self.words)
        if faults:
            return [], dict(faults)
        low, high = (int(knob.kind.read(end, self.words)) for end in ends)
        if high - low >= MOST_LEVELS:
            text = _("Paling banyak {most} nilai; persempit jangkauannya.").format(most=MOST_LEVELS)
            return [], {"high": text}
        return [knob.kind.write(value, self.words) for value in range(low, high + 1)], {}

    def _limit_fields(self, now: Scenario) -> list[Any]:
        _ = self.words
        goals = [one for one in watchable(now, self.words) if one.name != OFFICE_COST]
        self.offer("goal", [(one.name, one.title) for one in goals])
        fields: list[Any] = []
        for at in range(1, MOST_LIMITS + 1):
            limits = {one.name: one for one in limitable(now, self.words)}
            other = self.typed.get(f"limit{3 - at}")
            options = [(name, _least_or_most(one, self.words)) for name, one in limits.items() if name != other]
            name = self.offer(f"limit{at}", [(NOTHING, _("tidak ada")), *options])
            fields.append(self.picks[f"limit{at}"])
            if name != NOTHING:
                self._propose_bound(limits[name], str(at))
                fields.append(self.lines[f"bound{at}"])
        return fields

    def _propose_bound(self, limit: Watched, at: str) -> None:
        _ = self.words
        self.lines[f"bound{at}"].unit = "%" if limit.unit == "share" else _("menit")
        if not self.typed[f"bound{at}"]:
            share = "80" if limit.better > 0 else "5"
            self.typed[f"bound{at}"] = share if limit.unit == "share" else "60"

    def _limits(self) -> list[Limit] | None:
        """The conditions; None if one has no limit that can be read."""
        found = []
        for at in range(1, MOST_LIMITS + 1):
            name = self.typed[f"limit{at}"]
            if name == NOTHING:
                continue
            is_share = self.lines[f"bound{at}"].unit == "%"
            value = self.number(f"bound{at}", 0, _PERCENT if is_share else MOST_MINUTES)
            if value is None:
                return None
            found.append(Limit(name, value / _PERCENT if is_share else value))
        return found

    def _wish(self, now: Scenario, days: int | None, buys: Sequence[Buy | None]) -> Wish | None:
        """The question, if nothing is wrong with it; what is wrong and how long it takes is said."""
        _ = self.words
        limits, budget = self._limits(), self.number("budget", 0, MOST_MILLIONS)
        there = [buy for buy in buys if buy is not None]
        self.costs.say(self._costs_html(now, there, days), "bare")
        fault = hindrance(now, there, self.words)
        self.note.say(escape(fault), "again" if fault else "plain")
        if fault or limits is None or budget is None or days is None or len(there) < len(buys):
            return None
        wish = Wish(there, budget * MILLION, self.typed["goal"], limits, self.desk.study.settings.seed)
        size = size_of(goal_of(now, wish))
        if not size.affordable:
            self.note.say(
                _("Semua susunan lebih mahal daripada anggaran. Naikkan anggaran atau kurangi pilihan."), "again"
            )
            return None
        seconds = size.replications * pace(self.desk.runs, now, wish.seed)
        self.note.say(escape(size_text(size, seconds, self.words)))
        return wish

    def _costs_html(self, now: Scenario, buys: Sequence[Buy], days: int | None) -> str:
        if not buys or days is None:
            return ""
        refused = [f"{buy.title} = {said}: {why}" for buy in buys for said, why in buy.refused]
        said = [*how_reckoned(now, days, self.words), *refused]
        return budget_shown.costs_table(buys, self.words) + "".join(f"<p>{escape(text)}</p>" for text in said)


def _titled(knob: Knob) -> str:
    return f"{knob.part}: {knob.label}"


def _least_or_most(limit: Watched, words: Words) -> str:
    _ = words
    text = _("{measure}, paling sedikit …") if limit.better > 0 else _("{measure}, paling banyak …")
    return text.format(measure=limit.title)
