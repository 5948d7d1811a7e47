"""Changing the office: the present state or a plan as a form, with what comes of it beside it."""

import asyncio
import re
from functools import reduce
from html import escape, unescape
from typing import Any

from ipywidgets import Box, Layout

from simulator.studio.desk import Desk
from simulator.studio.form import form_groups, unknown_knobs
from simulator.studio.knobs import find_knob
from simulator.studio.notes import notes_of
from simulator.studio.offices import Built
from simulator.studio.panels.answer import PAUSE_S, AnswerColumn, later, say
from simulator.studio.panels.panel import StudioPanel
from simulator.studio.panels.shared_note import SharedNote
from simulator.studio.parts import Buttons, Knobs, Peek, PlanBar
from simulator.studio.plan_names import changed_plan, is_usual_name, next_name, proposed_name
from simulator.studio.shared_changes import has_campaign
from simulator.studio.steps_told import short, step_told
from simulator.studio.study import MOST_PLANS, NOW, Plan, Study

__all__ = ["Change"]

_UNKNOWN = {"note": "", "proposed": ""}
"""Of a plan that was not looked at yet."""


class Change(StudioPanel):
    """Tab Ubah.

    Attributes
    ----------
    bar : PlanBar
        The present state and the plans.
    note : Message
        What is changed here.
    shared : SharedNote
        What all plans have in common.
    stepped : Message
        What was taken back, or taken again.
    knobs : Knobs
        The form of the plan in hand.
    answer : AnswerColumn
        What it changes, what is wrong, and the first answer.
    peek : Peek
        The first answer in a line, for a phone.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        lang = self.words.lang
        self.bar = PlanBar(lang=lang, on_choose=self._choose, on_act=self._act)
        self.note, self.stepped = self.message(), self.message()
        self.shared = SharedNote(desk)
        self.drop = Buttons(lang=lang, on_press=lambda _key: self._drop_unknown())
        self.knobs = Knobs(lang=lang, on_type=self._type, on_reset=lambda key: self._type(key, None))
        self.answer = AnswerColumn(desk)
        self.answer.layout.overflow = None  # the style sheet decides: beside the form it scrolls on its own
        self.peek = Peek(lang=lang, target=".studio-first-answer")
        self.answer.head.observe(lambda _change: self._show_peek(), "html")
        self.body = Box((self.answer, self.knobs), layout=Layout(overflow="visible"))
        self.body.add_class("studio-change")
        self._plan = NOW
        self._abouts: dict[str, dict[str, str]] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._pause_s = 0.0
        self._form: tuple[str, list[dict[str, Any]]] | None = None
        self._head = self.heading(*self._titles())

    def refresh(self) -> None:
        """Show the plan in hand as it is now."""
        if self.desk.study.base is None:
            return
        built = self.desk.build(self.desk.plan)
        self._show_plans(built)
        self._show_form(built)
        self.answer.show(built)
        self._fill()
        self._wait_for_rest()

    def _fill(self) -> None:
        parts = (
            self._head,
            self.bar,
            self.stepped,
            self.note,
            *([self.shared] if self.shared.children else []),
            *([self.drop] if self.drop.items else []),
            self.body,
            self.peek,
        )
        self.fill(parts)

    # ---- what is shown

    def _wait_for_rest(self) -> None:
        """Look at the plans that are not in hand: at once, but after the last keystroke while somebody types."""
        if self._timer is not None:
            self._timer.cancel()
        pause_s, self._pause_s = self._pause_s, 0.0
        self._timer = later(pause_s, self._show_rest)

    def _show_rest(self) -> None:
        """Show what every plan changes by now, and what all have in common."""
        self._timer = None
        study = self.desk.study
        if self.desk.tab != "change" or study.base is None:
            return
        self.shared.refresh()
        self._abouts = {plan.key: self._about(plan, self.desk.build(plan.key)) for plan in (study.now, *study.plans)}
        self._show_plans(self.desk.build(self.desk.plan))
        self._fill()

    def _show_plans(self, built: Built) -> None:
        """The plan in hand as it is by now, others as they were looked at last."""
        study, key = self.desk.study, self.desk.plan
        self._abouts[key] = self._about(study.plan(key), built)
        plans = [
            {"key": plan.key, "name": self.desk.plan_name(plan.key), **self._abouts.get(plan.key, _UNKNOWN)}
            for plan in (study.now, *study.plans)
        ]
        self.bar.show(plans, key, self._allowed())
        say(self.note, "".join(f"<p>{escape(text)}</p>" for text in self._notes(built)), "bare")

    def _about(self, plan: Plan, built: Built) -> dict[str, str]:
        """How much a plan changes; of one that is called by its letter only, what it changes, and a better name.

        What is wrong in the present state is said at each plan, but is none of its faults.
        """
        changed = _changed(plan, built)
        is_own = plan.key == NOW or self.desk.build(NOW).scenario is not None
        count = self._count(len(changed), len(built.faults) if is_own else 0)
        if plan.key == NOW or not is_usual_name(plan.name):
            return {"note": count, "proposed": ""}
        knobs = ((find_knob(built.groups, key), plan.entries[key]) for key in changed)
        said = [short(knob, text, self.words) for knob, text in knobs if knob is not None]
        name = proposed_name([each for each in said if each])
        return {"note": f"{name} · {count}" if name else count, "proposed": name}

    def _allowed(self) -> list[str]:
        study, key = self.desk.study, self.desk.plan
        is_plan, has_room = key != NOW, len(study.plans) < MOST_PLANS
        can = {
            "add": has_room,
            "duplicate": is_plan and has_room,
            "rename": is_plan,
            "remove": is_plan,
            "clear": bool(study.plan(key).entries),
            "undo": self.desk.can_undo,
            "redo": self.desk.can_redo,
        }
        return [act for act, is_possible in can.items() if is_possible]

    def _show_form(self, built: Built) -> None:
        """Draw the form anew only if another plan is in hand, or the office it is changed from is another."""
        plan = self.desk.study.plan(self.desk.plan)
        form = f"{self.desk.key}/{plan.key}", form_groups(built.groups, self.words)
        if form != self._form:
            self._form, self._plan = form, plan.key
            self.knobs.show_form(*form, of_plan=plan.key != NOW)
        faults = {key: said for key, said in built.faults.items() if key}
        same = [key for key in plan.entries if key not in built.values and key not in built.faults]
        self.knobs.show_entries(plan.entries, faults, same=same, notes=notes_of(built, self.words))
        self._show_drop(bool(unknown_knobs(built, plan)))

    def _show_peek(self) -> None:
        """The sentence of the answer without its intervals: those stand where the line leads."""
        text = unescape(re.sub(r"<[^>]+>", " ", self.answer.head.html))
        self.peek.text = re.sub(r"\s*\([^()]*\)", "", text).strip()

    def _show_drop(self, has_unknown: bool) -> None:
        _ = self.words
        item = {"key": "drop", "label": _("Hapus perubahan yang tidak dikenal"), "quiet": False, "disabled": False}
        items = [item] if has_unknown else []
        if self.drop.items != items:
            self.drop.show(items)

    # ---- what the planner does

    def _type(self, knob: str, text: str | None) -> None:
        plan = self._plan
        say(self.stepped, "")
        self._pause_s = PAUSE_S
        self.desk.act(lambda study: study.with_entry(plan, knob, text), what="" if text is None else f"{plan}/{knob}")

    def _choose(self, key: str) -> None:
        say(self.stepped, "")
        self.desk.look_at(plan=key)

    def _act(self, act: str, key: str, text: str) -> None:
        say(self.stepped, "")
        if act in ("undo", "redo"):
            self._step(act)
        elif act in ("add", "duplicate"):
            self._add(key if act == "duplicate" else "")
        elif act == "rename":
            self.desk.act(lambda study: study.renamed(key, text))
        elif act == "remove":
            self.desk.act(lambda study: study.without_plan(key))
        elif act == "clear":
            self.desk.act(lambda study: study.cleared(key))

    def _add(self, like: str) -> None:
        """One plan more, empty or like another, to be changed at once."""
        before, name = self.desk.study, next_name(self.desk.study, self.words)
        entries = before.plan(like).entries if like else {}
        self.desk.act(lambda study: study.with_plan(name, entries))
        self._look_at_change(before)

    def _step(self, act: str) -> None:
        """Take a step back or again, and show the plan in which something changed by it."""
        before, shown = self.desk.study, self.desk.plan
        groups = {plan.key: self.desk.build(plan.key).groups for plan in (before.now, *before.plans)}
        (self.desk.undo if act == "undo" else self.desk.redo)()
        self._look_at_change(before)
        said = step_told(before, self.desk.study, lambda key: groups.get(key, ()), self.words)
        say(self.stepped, escape(self._step_words(act, said, shown)) if said else "")

    def _look_at_change(self, before: Study) -> None:
        plan = changed_plan(before, self.desk.study, self.desk.plan)
        if plan != self.desk.plan:
            self.desk.look_at(plan=plan)

    def _drop_unknown(self) -> None:
        plan = self.desk.study.plan(self.desk.plan)
        unknown = unknown_knobs(self.desk.build(plan.key), plan)

        self.desk.act(lambda study: reduce(lambda left, knob: left.with_entry(plan.key, knob, None), unknown, study))

    # ---- words

    def _step_words(self, act: str, said: str, shown: str) -> str:
        """What was taken back or again, and to which plan the page has gone for it."""
        _ = self.words
        text = _("Diurungkan: {what}.") if act == "undo" else _("Diulangi: {what}.")
        if self.desk.plan == shown:
            return text.format(what=said)
        turned = _("Kini yang tampil: {plan}.").format(plan=self.desk.plan_name(self.desk.plan))
        return f"{text.format(what=said)} {turned}"

    def _titles(self) -> tuple[str, str]:
        _ = self.words
        task = _(
            "Pilih rencana, lalu ubah isiannya. Setiap isian tersimpan saat diketik, dan akibatnya langsung dihitung."
        )
        return _("Ubah kantor"), task

    def _campaign_note(self, built: Built) -> list[str]:
        """Where a campaign is better typed, unless that is said of all plans."""
        _ = self.words
        text = _(
            "Kampanye yang pasti datang sebaiknya diisi di “Sekarang”, supaya rencana dibandingkan dalam keadaan itu."
        )
        return [text] if has_campaign(self.desk.study, built) and not self.shared.texts else []

    def _notes(self, built: Built) -> list[str]:
        _ = self.words
        if self.desk.plan == NOW:
            notes = [_("Di sini isi hitungan kantor sendiri; semua rencana berangkat dari sini.")]
        else:
            notes = [_("Yang tidak diubah di rencana ini sama dengan keadaan sekarang."), *self._campaign_note(built)]
        if len(self.desk.study.plans) == MOST_PLANS:
            text = _("Sudah ada {most} rencana, paling banyak. Hapus satu sebelum menambah yang lain.")
            notes.append(text.format(most=MOST_PLANS))
        return notes

    def _count(self, entries: int, wrong: int) -> str:
        _ = self.words
        if not entries:
            return _("belum diubah")
        said = _("1 perubahan") if entries == 1 else _("{n} perubahan").format(n=entries)
        faulty = _("{n} perlu diperbaiki").format(n=wrong)
        return f"{said}, {faulty}" if wrong else said


def _changed(plan: Plan, built: Built) -> list[str]:
    """Keys of the entries that change something or are wrong; all of them where that cannot be told yet."""
    changed = [key for key in plan.entries if key in built.values or key in built.faults]
    return changed or (list(plan.entries) if "" in built.faults else [])
