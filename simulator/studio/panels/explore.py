"""Exploring: knobs in steps, the best under a budget, plans under stress."""

from html import escape

from simulator.scenario import ScenarioError
from simulator.studio.desk import Desk
from simulator.studio.panels.explore_budget import BudgetForm
from simulator.studio.panels.explore_form import ExploreForm
from simulator.studio.panels.explore_steps import StepsForm
from simulator.studio.panels.explore_stress import StressForm
from simulator.studio.panels.panel import StudioPanel

__all__ = ["Explore"]


class Explore(StudioPanel):
    """Tab Jelajahi.

    Attributes
    ----------
    steps : StepsForm
        One or two knobs in steps.
    budget : BudgetForm
        The best under a budget.
    stress : StressForm
        A plan under stress.
    """

    def __init__(self, desk: Desk) -> None:
        _ = desk.words
        super().__init__(desk)
        self.add_class("st-explore")
        self._head = self.heading(
            _("Jelajahi"),
            _("Tiga pertanyaan lanjutan. Masing-masing punya tombol sendiri; yang sudah dihitung tetap tampil."),
        )
        self.broken = self.message()
        self.steps, self.budget, self.stress = StepsForm(desk), BudgetForm(desk), StressForm(desk)

    @property
    def forms(self) -> tuple[ExploreForm, ...]:
        """The three questions, in their order."""
        return self.steps, self.budget, self.stress

    def refresh(self) -> None:
        """Show the three questions as they stand."""
        _ = self.words
        if self.desk.study.base is None:
            return
        try:
            for form in self.forms:
                form.refresh()
        except ScenarioError:
            said = _(
                "Kantor studi ini tidak dapat dibaca lagi. Isian Anda tetap tersimpan; pilih kantor lain di tab Kantor."
            )
            self.broken.say(escape(said), "error")
            self.fill((self._head, self.broken))
            return
        self.fill((self._head, *self.forms))
