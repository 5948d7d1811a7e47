"""The best of some choices under a yearly budget."""

from collections.abc import Callable
from html import escape
from typing import Any

from simulator.experiments.optimise import optimise
from simulator.experiments.settings import SettingsError
from simulator.studio.answers.blocks import folded
from simulator.studio.background import Tell, Work
from simulator.studio.desk import Desk
from simulator.studio.explore import budget_said, budget_shown
from simulator.studio.explore.advice import Advice, advise
from simulator.studio.explore.wish import Wish, goal_of, size_of
from simulator.studio.panels.explore_budget_fields import BudgetFields
from simulator.studio.panels.explore_form import listed
from simulator.studio.panels.explore_job import Step
from simulator.studio.parts import Buttons
from simulator.studio.plan_names import next_name
from simulator.studio.study import MOST_PLANS, NOW
from simulator.widgets import Chart

__all__ = ["BudgetForm"]


class BudgetForm(BudgetFields):
    """The question what to buy with a budget."""

    place = "explore/budget"

    def __init__(self, desk: Desk) -> None:
        _ = desk.words
        super().__init__(desk, _("Cari kombinasi terbaik"))
        self.chart: Chart | None = None
        self.answer, self.doubts, self.bands, self.finalists = (self.message() for _each in range(4))
        self.adopt = Buttons(lang=self.words.lang, on_press=lambda _key: self._adopt())
        self.adopted = self.message()
        self._answer: Advice | None = None
        self._head = self.subheading(
            _("Yang terbaik dengan anggaran tertentu"),
            _(
                "Pilih apa yang boleh ditambah, anggarannya, dan apa yang ingin dicapai. Semuanya dihitung dari "
                "keadaan sekarang. Perubahan siap pakai yang tidak mengubah biaya, seperti pengandaian, tidak ada di "
                "sini; cobalah sebagai rencana di tab Ubah."
            ),
        )

    def refresh(self) -> None:
        """Show the question as it stands, and what is wrong with it."""
        self.take_up()
        now = self.desk.build(NOW).scenario
        fields = [] if now is None else self.ask(now)
        if now is None:
            self.wish = None
            self.note.say(escape(self.wrong_now), "again")
            fields = [self.note]
        self.age(self.wish and self._follows_from(self.wish))
        self._show_adopt()
        self.fill([self._head, *fields, self.job, self.stale, self.results])

    # ---- the work and its answer

    def begin(self) -> Work | str:
        """See :class:`ExploreForm`."""
        wish, now = self.wish, self.desk.build(NOW).scenario
        if wish is None or now is None:
            return self.mend_first
        self.asked()
        goal, runs = goal_of(now, wish), self.desk.runs
        most = size_of(goal)

        def work(tell: Tell, stop: Callable[[], bool]) -> None:
            del stop  # `tell` ends the search: what it raises ends the work after the offices in hand
            before = [0, 0]

            def told(done: int, total: int) -> None:
                if done < before[0]:
                    before[1] = before[0]
                before[0] = done
                tell(Step(before[1] + done, max(most.tried + most.again, before[1] + total)))

            try:
                optimum = optimise(goal, workers=runs.threads, progress=told)
            except SettingsError as error:
                tell(Step(1, 1, error))
                return
            tell(Step(1, 1, advise(optimum, wish)))

        return work

    def show(self, found: Any) -> None:
        """See :class:`ExploreForm`."""
        _ = self.words
        if isinstance(found, SettingsError):
            text = _("Tidak ada kombinasi yang bisa dihitung dalam anggaran ini. Ubah pilihan atau anggaran.")
            self.said(self.answer, [text])
            self.put([self.answer])
            return
        self._answer = found
        self.said(self.answer, budget_said.answer(found, self.words))
        self.said(self.doubts, budget_said.doubts(found, self.words), _("Yang perlu diketahui sebelum percaya"))
        bands = listed(budget_said.bands(found.optimum, self.words))
        self.bands.say(folded(_("Untuk yang ingin memeriksa jumlah petugas"), bands) if bands else "", "bare")
        self.finalists.say(budget_shown.finalists_table(found, self.words), "bare")
        self.chart = self.charted(self.chart, budget_shown.picture(found.optimum, self.words))
        self.adopted.say("")
        self._show_adopt()
        self.put([self.answer, self.adopt, self.adopted, self.doubts, self.finalists, self.chart, self.bands])

    def _follows_from(self, wish: Wish) -> tuple[Any, ...]:
        """All that the answer follows from."""
        buys = [(buy.knob.key, buy.levels) for buy in wish.buys]
        return (self.office_key(NOW), buys, wish.budget, wish.objective, tuple(wish.limits), wish.seed)

    def _why_not(self) -> str:
        """Why no plan can be made of the answer; empty if one can."""
        _ = self.words
        if self.is_old:
            return _("Jawaban lama tidak bisa dijadikan rencana, karena artinya sudah lain. Hitung lagi dulu.")
        if len(self.desk.study.plans) >= MOST_PLANS:
            text = _("Sudah ada {most} rencana, paling banyak. Hapus satu sebelum menambah yang lain.")
            return text.format(most=MOST_PLANS)
        return ""

    def _show_adopt(self) -> None:
        _ = self.words
        why_not = self._why_not()
        item = {"key": "adopt", "label": _("Jadikan rencana"), "quiet": False, "disabled": bool(why_not)}
        if self.adopt.items != [item]:
            self.adopt.show([item])
        if why_not or self.adopted.tone == "again":
            say = (escape(why_not), "again" if why_not else "plain")
            if say != (self.adopted.html, self.adopted.tone):
                self.adopted.say(*say)

    def _adopt(self) -> None:
        """Make a plan of the levels of the answer."""
        _ = self.words
        if self._answer is None or self._why_not():
            return
        entries = adopted_entries(self._answer)
        name = next_name(self.desk.study, self.words)
        self.desk.act(lambda study: study.with_plan(name, entries))
        said = _("Ditambahkan sebagai {name}. Lihat di tab Ubah dan Bandingkan.").format(name=name)
        self.adopted.say(escape(said), "right")


def adopted_entries(advice: Advice) -> dict[str, str]:
    """What a plan with the levels of the answer has typed in; nothing where a level is that of now."""
    found = {}
    for buy, said in zip(advice.wish.buys, advice.answer.point.values(), strict=True):
        level = next(level for level in buy.levels if level.said == said)
        if level.text:
            found[buy.knob.key] = level.text
    return found
