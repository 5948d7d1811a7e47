"""The fields of the search under a budget: what may be bought, for how much, what should be best, which conditions."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import partial
from html import escape
from typing import Any

from simulator.scenario import Scenario
from simulator.studio.desk import Desk
from simulator.studio.explore import budget_shown
from simulator.studio.explore.budget_rules import hindrance, how_reckoned, size_text
from simulator.studio.explore.choices import MOST_LEVELS, Buy, buy_of, buyable, has_no_price
from simulator.studio.explore.money import working_days_of, year_of
from simulator.studio.explore.ranges import Range, read_levels
from simulator.studio.explore.watched import OFFICE_COST, Watched, limitable, watchable
from simulator.studio.explore.wish import Limit, Wish, goal_of, size_of
from simulator.studio.knobs.knob import Knob
from simulator.studio.offices import base_office
from simulator.studio.panels.explore_fields import NOTHING
from simulator.studio.panels.explore_form import ExploreForm, knob_title
from simulator.teaching.words import Words

__all__ = ["BudgetFields"]

MOST_BUYS, MOST_LIMITS = 4, 2
MILLION = 1_000_000
MOST_MILLIONS, MOST_MINUTES, MOST_DAYS = 1e7, 1e6, 366
_PERCENT = 100.0
_MORE = 2
"""People more than now that are proposed at most."""

_Asked = tuple[Knob, tuple[str, ...]]
"""What may be bought, and its levels as typed; none for a ready-made change."""


class BudgetFields(ExploreForm):
    """The question what to buy with a budget.

    Attributes
    ----------
    wish : Wish or None
        The question as it stands; None while something is wrong.
    """

    def __init__(self, desk: Desk, label: str) -> None:
        super().__init__(desk, label)
        self.wish: Wish | None = None
        self.costs = self.message()
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

    def following(self, name: str) -> Mapping[str, str]:
        """See :class:`ExploreForm`; another choice has another range, another condition another limit."""
        return {f"of_{name}": NOTHING} if name.startswith(("buy", "limit")) else {}

    def ask(self, now: Scenario) -> list[Any]:
        """The question about an office, in :attr:`wish`, and the fields to be shown."""
        days = self._days(now)
        asked, fields = self._asked_for(now)
        rest = [self.picks["goal"], *self._limit_fields(now), self.row("budget", "days")]
        self.wish = self._wish(now, days, asked)
        return [*fields, *rest, self.note, self.costs]

    # ---- one field after the other

    def _days(self, now: Scenario) -> int | None:
        """Those of the calendar, as long as nothing else was typed."""
        if self.typed["days"] == self.typed.get("days_proposed", ""):
            proposed = self.words.plain(working_days_of(year_of(now)))
            self.typed |= {"days": proposed, "days_proposed": proposed}
        value = self.number("days", 1, MOST_DAYS, whole=True)
        return None if value is None else int(value)

    def _asked_for(self, now: Scenario) -> tuple[list[_Asked | None], list[Any]]:
        """What was chosen with its levels, None where its range is wrong; and the fields to be shown."""
        _ = self.words
        free = self._without_price(now)
        knobs = {knob.key: knob for knob in buyable(self.desk.study, self.words) if knob.patch not in free}
        found: list[_Asked | None] = []
        fields: list[Any] = []
        taken: list[str] = []
        for at in range(1, MOST_BUYS + 1):
            options = [(NOTHING, _("tidak ada"))]
            options += [(key, knob_title(knob)) for key, knob in knobs.items() if key not in taken]
            key = self.offer(f"buy{at}", options)
            fields.append(self.picks[f"buy{at}"])
            if key == NOTHING:
                break
            taken.append(key)
            found.append(self._levels_of(knobs[key], str(at)))
            fields += [] if knobs[key].patch else [self.row(f"low{at}", f"high{at}")]
        return found, fields

    def _without_price(self, now: Scenario) -> frozenset[str]:
        """Ready-made changes that cost nothing, so that they cannot be bought; none before that is known."""
        base, days = self.desk.study.base, working_days_of(year_of(now))
        if base is None:
            return frozenset()
        wanted: dict[Hashable, Callable[[], Any]] = {("free", base): lambda: has_no_price(base_office(base), days)}
        return self.aside.know(wanted).get(("free", base)) or frozenset()

    def _levels_of(self, knob: Knob, at: str) -> _Asked | None:
        if knob.patch:
            return knob, ()
        self._propose(knob, at)
        levels, faults = self._levels(knob, at)
        for field in ("low", "high"):
            self.lines[f"{field}{at}"].unit = knob.unit
            self.write(f"{field}{at}", faults.get(field, faults.get("count", "") if field == "high" else ""))
        return None if faults else (knob, tuple(levels))

    def _propose(self, knob: Knob, at: str) -> None:
        """From as many as now to two more, when a knob was just chosen."""
        high = min(getattr(knob.kind, "high", knob.now + _MORE), knob.now + _MORE)
        texts = {f"low{at}": self.words.plain(knob.now), f"high{at}": self.words.plain(high)}
        self.propose(f"of_buy{at}", knob.key, texts)

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
        share = "80" if limit.better > 0 else "5"
        self.propose(f"of_limit{at}", limit.name, {f"bound{at}": share if limit.unit == "share" else "60"})

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

    def _wish(self, now: Scenario, days: int | None, asked: Sequence[_Asked | None]) -> Wish | None:
        """The question, if nothing is wrong with it; what is wrong and how long it takes is said."""
        limits, budget = self._limits(), self.number("budget", 0, MOST_MILLIONS)
        good = [each for each in asked if each is not None]
        buys = self._priced(now, good, days)
        self.costs.say(self._costs_html(now, buys or [], days), "bare")
        text, tone = self._trouble(now, buys, len(good), len(asked))
        self.note.say(escape(text), tone)
        if text or not buys or limits is None or budget is None or days is None or len(buys) < len(asked):
            return None
        return self._sized(now, Wish(buys, budget * MILLION, self.typed["goal"], limits, self.desk.study.settings.seed))

    def _trouble(self, now: Scenario, buys: Sequence[Buy] | None, good: int, asked: int) -> tuple[str, str]:
        """What hinders the question, of no single field, and how it is said; empty if nothing does."""
        _ = self.words
        if buys is None:
            return self.failed_text, "error"
        if len(buys) < good:
            return _("Biaya setiap pilihan sedang dihitung…"), "busy"
        fault = "" if asked and not good else hindrance(now, buys, self.words)
        return fault, "again" if fault else "plain"

    def _priced(self, now: Scenario, asked: Sequence[_Asked], days: int | None) -> list[Buy] | None:
        """What was chosen with its prices, as far as they are known; None if they cannot be worked out."""
        study, words = self.desk.study, self.words
        of_year = days or working_days_of(year_of(now))
        office = study.base, tuple(study.now.entries.items())
        wanted: dict[Hashable, Callable[[], Buy]] = {
            (office, knob.key, levels, of_year): partial(buy_of, study, now, knob, levels, of_year, words)
            for knob, levels in asked
        }
        found = list(self.aside.know(wanted).values())
        return None if any(buy is None for buy in found) else found

    def _sized(self, now: Scenario, wish: Wish) -> Wish | None:
        """The question, if something can be bought with the budget; how much work it is, is said."""
        _ = self.words
        size = size_of(goal_of(now, wish))
        if not size.affordable:
            text = _("Semua kombinasi lebih mahal daripada anggaran. Naikkan anggaran atau kurangi pilihan.")
            self.note.say(escape(text), "again")
            return None
        self.note.say(escape(size_text(size, self.time_of(size.replications, now, wish.seed), self.words)))
        return wish

    @property
    def mend_first(self) -> str:
        """See :class:`ExploreForm`; where nothing is wrong, costs are still being worked out."""
        _ = self.words
        if self.note.tone == "busy":
            return _("Tunggu sebentar: biaya setiap pilihan masih dihitung. Lalu tekan tombol ini lagi.")
        return super().mend_first

    def _costs_html(self, now: Scenario, buys: Sequence[Buy], days: int | None) -> str:
        if not buys or days is None:
            return ""
        refused = [f"{buy.title} = {said}: {why}" for buy in buys for said, why in buy.refused]
        said = [*how_reckoned(now, days, self.words), *refused]
        return budget_shown.costs_table(buys, self.words) + "".join(f"<p>{escape(text)}</p>" for text in said)


def _least_or_most(limit: Watched, words: Words) -> str:
    _ = words
    text = _("{measure}, paling sedikit …") if limit.better > 0 else _("{measure}, paling banyak …")
    return text.format(measure=limit.title)
